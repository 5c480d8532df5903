//! Churn warning: the rule, and two purchase models as a second opinion (DOMAIN 3).
