//! High-value customers and key accounts (DOMAIN 6.2, 6.3).
