//! New, active, silent, churned (DOMAIN 6.1).
