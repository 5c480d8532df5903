//! The business day of an instant: the local date at home, from the hour the day starts (DOMAIN 7.3).

use std::ops::Range;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The latest start of a business day, minutes after midnight.
pub const LATEST_DAY_START: u16 = 6 * 60;

/// Years beyond these are never meant; clamping to them keeps every zone's arithmetic in range.
const FIRST_INSTANT: i64 = -62_135_596_800_000; // 0001-01-01T00:00:00Z
const LAST_INSTANT: i64 = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z

/// The zone a file is kept in, and when its days start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HomeZone {
    /// The zone of the tz database.
    pub zone: Tz,
    /// Minutes after midnight before which the day before goes on, 0 to [`LATEST_DAY_START`].
    day_start_minutes: u16,
}

impl HomeZone {
    /// A zone and the start of its days; `None` when that is after [`LATEST_DAY_START`].
    pub fn new(zone: Tz, day_start_minutes: u16) -> Option<Self> {
        (day_start_minutes <= LATEST_DAY_START).then_some(Self { zone, day_start_minutes })
    }

    /// A zone whose days start at midnight.
    pub const fn midnight(zone: Tz) -> Self {
        Self { zone, day_start_minutes: 0 }
    }

    /// Minutes after midnight at which a business day starts.
    pub const fn day_start_minutes(self) -> u16 {
        self.day_start_minutes
    }

    /// The business day of an instant (UTC milliseconds): the local date of the instant minus the
    /// start of the day.
    pub fn business_day(self, instant_ms: i64) -> NaiveDate {
        self.local(instant_ms.saturating_sub(self.start_ms())).date_naive()
    }

    /// Local time and offset of an instant (UTC milliseconds), clamped to the years 1–9999.
    pub fn local(self, instant_ms: i64) -> DateTime<Tz> {
        let within = instant_ms.clamp(FIRST_INSTANT, LAST_INSTANT);
        let instant = DateTime::<Utc>::from_timestamp_millis(within).unwrap_or_default();
        instant.with_timezone(&self.zone)
    }

    /// The instant (UTC milliseconds) of a local time: the earlier one when clocks show it twice;
    /// when they skip it, as far after the gap as it lies in it.
    pub fn instant(self, local: NaiveDateTime) -> i64 {
        if let Some(known) = self.zone.from_local_datetime(&local).earliest() {
            return known.timestamp_millis();
        }
        // The clock as it ran a day before the gap.
        let before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
        let offset = self.zone.offset_from_utc_datetime(&before);
        local.and_utc().timestamp_millis()
            - i64::from(chrono::Offset::fix(&offset).local_minus_utc()) * 1000
    }

    /// The instants (UTC milliseconds) whose business day is `day`.
    pub fn instants(self, day: NaiveDate) -> Range<i64> {
        let midnight = |day: NaiveDate| self.instant(day.and_time(NaiveTime::MIN));
        let next = day.succ_opt().unwrap_or(day);
        midnight(day) + self.start_ms()..midnight(next) + self.start_ms()
    }

    fn start_ms(self) -> i64 {
        TimeDelta::minutes(i64::from(self.day_start_minutes)).num_milliseconds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<DateTime<Utc>>().unwrap().timestamp_millis()
    }

    #[test]
    fn a_day_does_not_start_after_six() {
        assert!(HomeZone::new(Tz::Asia__Shanghai, 360).is_some());
        assert!(HomeZone::new(Tz::Asia__Shanghai, 361).is_none());
    }

    #[test]
    fn a_local_time_that_is_skipped_or_shown_twice_has_one_instant() {
        for (zone, local, instant) in [
            (Tz::Asia__Shanghai, "2026-03-31T09:30:00", "2026-03-31T01:30:00Z"),
            (Tz::America__New_York, "2026-03-08T02:30:00", "2026-03-08T07:30:00Z"),
            (Tz::America__New_York, "2026-11-01T01:30:00", "2026-11-01T05:30:00Z"),
            // The whole day was skipped.
            (Tz::Pacific__Apia, "2011-12-30T12:00:00", "2011-12-30T22:00:00Z"),
        ] {
            let home = HomeZone::new(zone, 0).unwrap();
            assert_eq!(home.instant(local.parse().unwrap()), ms(instant), "{local} in {zone}");
        }
    }

    #[test]
    fn the_instants_of_a_day_are_those_with_that_business_day() {
        for (zone, start, day) in [
            (Tz::Asia__Shanghai, 240, "2026-03-31"),
            (Tz::America__New_York, 0, "2026-03-08"),
            (Tz::America__New_York, 300, "2026-03-08"),
            (Tz::America__New_York, 300, "2026-11-01"),
            (Tz::Pacific__Auckland, 120, "2026-04-05"),
        ] {
            let home = HomeZone::new(zone, start).unwrap();
            let day: NaiveDate = day.parse().unwrap();
            let Range { start, end } = home.instants(day);
            for (instant, expected) in [
                (start - 1, day.pred_opt().unwrap()),
                (start, day),
                (end - 1, day),
                (end, day.succ_opt().unwrap()),
            ] {
                assert_eq!(home.business_day(instant), expected, "{zone} {day}");
            }
        }
    }

    #[test]
    fn absurd_instants_are_clamped() {
        let home = HomeZone::new(Tz::Pacific__Kiritimati, 360).unwrap();
        assert!(home.business_day(i64::MAX) > home.business_day(i64::MIN));
        assert!(home.instants(NaiveDate::MAX).start > 0);
    }
}
