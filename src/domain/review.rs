//! Periodic review of tiers: proposals, accept, reject (DOMAIN 1.7).
