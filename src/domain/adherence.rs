//! How well the contact cadence was kept (DOMAIN 6.5).
