//! When a customer is due next (DOMAIN 4.1–4.4).
