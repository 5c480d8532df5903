//! Visits grouped by area (DOMAIN 4.8).
