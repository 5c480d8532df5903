//! The funnel: snapshot, conversion, days in stage, win rate, velocity, forecast, rotting (DOMAIN 5).
