//! Effort against value per tier (DOMAIN 6.5).
