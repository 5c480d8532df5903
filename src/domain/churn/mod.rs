//! Churn warning: the rule, and two purchase models as a second opinion (DOMAIN 3).
//!
//! The [`rule`] is always shown. The [`model`] is fitted only where there is enough data; it never
//! overrides the rule, it orders customers inside a level and gives expected purchases.

pub mod at_risk;
pub mod bgnbd;
mod fit;
pub mod gamma_gamma;
mod hypergeometric;
pub mod model;
pub mod purchases;
pub mod rule;
