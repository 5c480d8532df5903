//! Days: working days, weeks, lunar dates, the business day of an instant (DOMAIN 6.6, 6.7, 7.3, 7.4).

pub mod business_day;
pub mod entry;
pub mod festival;
pub mod lunar;
pub mod own_day;
mod statutory;
pub mod weeks;
pub mod working;
