//! iCalendar (RFC 5545): entries that calendar programs take in.

use std::io::{self, Write};

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameter,
        ICalendarParameterName, ICalendarProperty, ICalendarValueType,
    },
};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::calendar::entry::{CalendarEntry, When};

/// Writes entries as events.
#[derive(Debug)]
pub struct Ics;

impl Ics {
    /// Writes a calendar; `now` (UTC milliseconds) is when it was made. Times are in UTC, so that
    /// every program shows them right in its own zone.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(mut out: impl Write, entries: &[CalendarEntry], now: i64) -> io::Result<()> {
        let stamp = instant(now);
        let mut calendar = ICalendarComponent::new(ICalendarComponentType::VCalendar);
        calendar.add_property(ICalendarProperty::Version, "2.0");
        calendar.add_property(ICalendarProperty::Prodid, "-//Touchline//Touchline//EN");
        let mut components = vec![calendar];
        components.extend(entries.iter().map(|entry| event(entry, &stamp)));
        if let Some((first, rest)) = components.split_first_mut() {
            first.component_ids = (1..).take(rest.len()).collect();
        }
        write!(out, "{}", ICalendar { components })
    }
}

fn event(entry: &CalendarEntry, stamp: &PartialDateTime) -> ICalendarComponent {
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.add_uid(&format!("{}@touchline", entry.key));
    event.add_dtstamp(stamp.clone());
    match entry.when {
        When::Day(on) => {
            let next = on.checked_add_days(Days::new(1)).unwrap_or(on);
            for (name, on) in [(ICalendarProperty::Dtstart, on), (ICalendarProperty::Dtend, next)] {
                let is_day = ICalendarParameter::new(
                    ICalendarParameterName::Value,
                    ICalendarValueType::Date,
                );
                event.add_property_with_params(name, [is_day], day(on));
            }
            // Whoever has something to do some time of a day is not busy all day.
            event.add_property(ICalendarProperty::Transp, "TRANSPARENT");
        }
        When::Time(from, minutes) => {
            let to = from.saturating_add(i64::from(minutes) * 60_000);
            event.add_property(ICalendarProperty::Dtstart, instant(from));
            event.add_property(ICalendarProperty::Dtend, instant(to));
        }
    }
    event.add_property(ICalendarProperty::Summary, entry.summary.as_str());
    for (name, text) in [
        (ICalendarProperty::Location, &entry.place),
        (ICalendarProperty::Description, &entry.details),
    ] {
        if !text.is_empty() {
            event.add_property(name, text.as_str());
        }
    }
    event
}

fn day(on: NaiveDate) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(on.year()).ok(),
        month: u8::try_from(on.month()).ok(),
        day: u8::try_from(on.day()).ok(),
        ..PartialDateTime::default()
    }
}

fn instant(ms: i64) -> PartialDateTime {
    let at: NaiveDateTime = DateTime::from_timestamp_millis(ms).unwrap_or_default().naive_utc();
    PartialDateTime {
        hour: u8::try_from(at.hour()).ok(),
        minute: u8::try_from(at.minute()).ok(),
        second: u8::try_from(at.second()).ok(),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..day(at.date())
    }
}

#[cfg(test)]
mod tests {
    use calcard::{Entry, Parser, icalendar::ICalendarValue};

    use super::*;

    #[test]
    fn another_parser_reads_days_times_and_hostile_words() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let entry = |key: &str, when, summary: &str| CalendarEntry {
            key: key.to_owned(),
            when,
            summary: summary.to_owned(),
            place: "上海, 浦东; \\ 3号".to_owned(),
            details: "一\nEND:VEVENT\nBEGIN:VALARM".to_owned(),
        };
        let long = "很长的名字".repeat(40);
        let entries = [
            entry("a", When::Day(on), "visit 明月, with the sample"),
            entry("b", When::Time(1_795_395_600_000, 120), &long),
        ];
        let mut written = Vec::new();
        Ics::write(&mut written, &entries, 1_795_395_600_000).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert!(text.contains("DTSTART;VALUE=DATE:20261127\r\n"), "{text}");
        assert!(text.contains("DTEND;VALUE=DATE:20261128\r\n"), "{text}");
        assert!(text.contains("DTSTART:20261123T010000Z\r\n"), "{text}");
        assert!(text.contains("DTEND:20261123T030000Z\r\n"), "{text}");
        assert!(text.lines().all(|line| line.trim_end_matches('\r').len() <= 75), "{text}");
        let Entry::ICalendar(read) = Parser::new(&text).entry() else { panic!("{text}") };
        let events: Vec<_> =
            read.components.iter().filter(|one| one.component_type.is_event()).collect();
        assert_eq!(events.len(), 2, "{text}");
        assert_eq!(read.components.len(), 3, "{text}");
        let said = |event: &ICalendarComponent, name| match event
            .property(&name)
            .and_then(|found| found.values.first())
        {
            Some(ICalendarValue::Text(text)) => text.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(said(events[1], ICalendarProperty::Summary), long);
        assert_eq!(said(events[0], ICalendarProperty::Location), entries[0].place);
        assert_eq!(said(events[0], ICalendarProperty::Description), entries[0].details);
    }
}
