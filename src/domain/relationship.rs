//! Kotler's relationship levels (DOMAIN 1.8).
