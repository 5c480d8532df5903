//! The business rules: pure functions of facts, settings and today. No clock, no I/O, no words.

pub mod adherence;
pub mod birthday;
pub mod cadence;
pub mod calendar;
pub mod churn;
pub mod effort;
pub mod funnel;
pub mod high_value;
pub mod id;
pub mod lifecycle;
pub mod loyalty;
pub mod money;
pub mod pareto;
pub mod queue;
pub mod rate;
pub mod relationship;
pub mod review;
pub mod rfm;
pub mod stage;
pub mod tier;
pub mod visit_plan;
