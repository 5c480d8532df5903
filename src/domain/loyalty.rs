//! Satisfaction, recommendation, repurchase and the loyalty index (DOMAIN 6.4).
