//! Recency, frequency, monetary value: scores, bands, segments (DOMAIN 2).
