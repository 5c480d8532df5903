//! The all-day events of an iCalendar file as days off.

use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarFrequency, ICalendarProperty, ICalendarStatus,
        ICalendarValue, dates::TimeOrDelta,
    },
};
use chrono::{Datelike, NaiveDate};

use super::{Holidays, LeftOut, Why, name};
use crate::domain::calendar::own_day::OwnDay;

/// For so many years after this one holidays that repeat are taken.
const YEARS_AHEAD: i32 = 5;
/// Repetitions of one event that are looked at: a holiday of 1900 reaches into the next century.
const MOST_REPETITIONS: usize = 300;
/// Events that repeat on no day at all: to find that out of a rule costs more than all the rest, so
/// after so many of them no more rules are worked out.
const MOST_BARREN: usize = 5;
/// The longest holiday, days.
const LONGEST: i64 = 31;

/// Reads a calendar: the all-day events from this year on, those that repeat yearly for the next
/// years.
pub(super) fn read(text: &str, today: NaiveDate) -> Holidays {
    let mut found = Holidays { is_calendar: true, ..Holidays::default() };
    let mut parser = Parser::new(text);
    let mut barren = 0;
    loop {
        match parser.entry() {
            Entry::Eof | Entry::TooManyComponents => return found,
            Entry::ICalendar(calendar) => {
                for event in
                    calendar.components.into_iter().filter(|it| it.component_type.is_event())
                {
                    barren += usize::from(take(event, barren < MOST_BARREN, today, &mut found));
                }
            }
            // What is not understood is no day off.
            _ => {}
        }
    }
}

/// Takes the days of an event, or says why not. Whether its rule was worked out in vain.
fn take(
    event: ICalendarComponent,
    works_out: bool,
    today: NaiveDate,
    found: &mut Holidays,
) -> bool {
    let name = text(&event, &ICalendarProperty::Summary).and_then(name);
    let works = name.as_deref().is_some_and(makes_up);
    let (on, mut refused) = begins(&event);
    if refused.is_none() && event.is_recurrent() && !works_out {
        refused = Some(Why::Repeats);
    }
    let worked_out = refused.is_none();
    match refused.map_or_else(|| days(event, today), Err) {
        Ok(days) => {
            for day in days {
                found.days.entry(day).or_insert_with(|| OwnDay { works, name: name.clone() });
            }
            false
        }
        Err(why) => {
            found.left_out.push(LeftOut { name: name.unwrap_or_default(), on, why });
            worked_out && why == Why::Repeats
        }
    }
}

/// The day on which an event begins, and what tells that it is no holiday.
fn begins(event: &ICalendarComponent) -> (Option<NaiveDate>, Option<Why>) {
    let start = event.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first());
    let Some(ICalendarValue::PartialDateTime(start)) = start else {
        return (None, Some(Why::NoDay));
    };
    let day = (|| {
        let (year, month, day) = (start.year?, start.month?, start.day?);
        NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
    })();
    let description = text(event, &ICalendarProperty::Description).unwrap_or_default();
    let why = if day.is_none() {
        Some(Why::NoDay)
    } else if start.has_time() {
        Some(Why::Timed)
    } else if event.status() == Some(&ICalendarStatus::Cancelled) {
        Some(Why::Cancelled)
    } else if description.trim_start().starts_with("Observance") {
        Some(Why::Observance)
    } else {
        event.properties(&ICalendarProperty::Rrule).find_map(|entry| {
            let yearly = matches!(entry.values.first(), Some(ICalendarValue::RecurrenceRule(rule))
                if rule.freq == ICalendarFrequency::Yearly);
            (!yearly).then_some(Why::Repeats)
        })
    };
    (day, why)
}

/// The days of an event from this year on; those of its repetitions for the next years.
fn days(event: ICalendarComponent, today: NaiveDate) -> Result<Vec<NaiveDate>, Why> {
    let repeats = event.is_recurrent();
    let alone = ICalendar { components: vec![event] };
    // Nothing has a time of day here: any zone without summer time gives the days as they stand.
    let times = alone.expand_dates(chrono_tz::Tz::UTC, MOST_REPETITIONS).events;
    let spans: Vec<(NaiveDate, i64)> = times
        .into_iter()
        .map(|time| {
            let length = match time.end {
                TimeOrDelta::Time(end) => (end - time.start).num_days(),
                TimeOrDelta::Delta(length) => length.num_days(),
            };
            (time.start.date_naive(), length.max(1))
        })
        .collect();
    if spans.is_empty() {
        return Err(if repeats { Why::Repeats } else { Why::NoDay });
    }
    if spans.iter().any(|(_, length)| *length > LONGEST) {
        return Err(Why::TooLong);
    }
    let last = if repeats { today.year() + YEARS_AHEAD } else { 2199 };
    let days: Vec<NaiveDate> = spans
        .into_iter()
        .flat_map(|(first, length)| first.iter_days().take(usize::try_from(length).unwrap_or(1)))
        .filter(|day| (today.year()..=last).contains(&day.year()))
        .collect();
    if days.is_empty() { Err(Why::Past) } else { Ok(days) }
}

fn text<'a>(event: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    event.property(property)?.values.first()?.as_text()
}

/// Whether the name is that of a make-up working day (调休), as Chinese calendars mark them.
fn makes_up(name: &str) -> bool {
    let name = name.trim_end_matches([')', '）', ']', '】', ' ']);
    name.ends_with('班') || name.contains("补班") || name.contains("调休上班")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.replace('\n', "\r\n"))
    }

    fn calendar(events: &[&str]) -> Holidays {
        let events: String = events.iter().map(|lines| event(lines)).collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        read(&text, "2026-11-23".parse().unwrap())
    }

    fn taken(found: &Holidays) -> Vec<String> {
        found.days.iter().map(|(day, own)| format!("{day} {own}")).collect()
    }

    #[test]
    fn all_day_events_of_this_year_and_later_are_days_off() {
        for (lines, expected) in [
            (
                "SUMMARY:Weihnachten\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227",
                vec!["2026-12-25 off Weihnachten", "2026-12-26 off Weihnachten"],
            ),
            // Without an end it is one day; a folded line is one line; no name is none.
            (
                "SUMMARY:Tag der Arb\n eit\nDTSTART;VALUE=DATE:20270501",
                vec!["2027-05-01 off Tag der Arbeit"],
            ),
            ("DTSTART;VALUE=DATE:20270501\nDURATION:P2D", vec!["2027-05-01 off", "2027-05-02 off"]),
            ("SUMMARY:春节（班）\nDTSTART;VALUE=DATE:20270220", vec!["2027-02-20 work 春节（班）"]),
            ("SUMMARY:国庆节 休\nDTSTART;VALUE=DATE:20271001", vec!["2027-10-01 off 国庆节 休"]),
            // This year's, also where it is over, for it explains what was; not last year's end.
            (
                "SUMMARY:Turn\nDTSTART;VALUE=DATE:20251231\nDTEND;VALUE=DATE:20260102",
                vec!["2026-01-01 off Turn"],
            ),
        ] {
            let found = calendar(&[lines]);
            assert_eq!(taken(&found), expected, "{lines}");
            assert_eq!(found.left_out, [], "{lines}");
        }
    }

    #[test]
    fn what_returns_every_year_is_taken_for_the_next_years() {
        for (rule, expected) in [
            (
                "DTSTART;VALUE=DATE:19700101\nRRULE:FREQ=YEARLY",
                "01-01 01-01 01-01 01-01 01-01 01-01",
            ),
            ("DTSTART;VALUE=DATE:20271224\nRRULE:FREQ=YEARLY;COUNT=2", "12-24 12-24"),
            ("DTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY;INTERVAL=4", "07-04"),
            (
                "DTSTART;VALUE=DATE:20211125\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281231",
                "11-26 11-25 11-23",
            ),
            (
                "DTSTART;VALUE=DATE:20250101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270101",
                "01-01 01-01 01-01 01-01 01-01",
            ),
        ] {
            let found = calendar(&[rule]);
            let days: Vec<String> =
                found.days.keys().map(|day| day.format("%m-%d").to_string()).collect();
            assert_eq!(days.join(" "), expected, "{rule}");
            assert!(found.days.keys().all(|day| (2026..=2031).contains(&day.year())), "{rule}");
        }
    }

    #[test]
    fn what_is_no_holiday_is_left_out_with_the_reason() {
        for (lines, why) in [
            ("SUMMARY:Call\nDTSTART:20261225T090000Z\nDTEND:20261225T100000Z", Why::Timed),
            ("SUMMARY:Old\nDTSTART;VALUE=DATE:20251225", Why::Past),
            (
                "SUMMARY:Ended\nDTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY;UNTIL=20201231",
                Why::Past,
            ),
            ("SUMMARY:Sport\nDTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY", Why::Repeats),
            (
                "SUMMARY:Never\nDTSTART;VALUE=DATE:20260228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20991231",
                Why::Repeats,
            ),
            ("SUMMARY:Off\nDTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", Why::Cancelled),
            (
                "SUMMARY:Mother\nDESCRIPTION:Observance\\nTo hide\nDTSTART;VALUE=DATE:20270509",
                Why::Observance,
            ),
            ("SUMMARY:Term\nDTSTART;VALUE=DATE:20270401\nDTEND;VALUE=DATE:20270801", Why::TooLong),
            ("SUMMARY:Nothing", Why::NoDay),
            ("SUMMARY:No such day\nDTSTART;VALUE=DATE:20270230", Why::NoDay),
        ] {
            let found = calendar(&[lines]);
            assert_eq!(taken(&found), Vec::<String>::new(), "{lines}");
            let told: Vec<Why> = found.left_out.iter().map(|left| left.why).collect();
            assert_eq!(told, [why], "{lines}");
        }
    }

    #[test]
    fn rules_that_name_no_day_do_not_make_one_wait() {
        let never =
            "SUMMARY:Never\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
        let found = calendar(&[never; 200]);
        assert_eq!((found.days.len(), found.left_out.len()), (0, 200));
        // Those that are refused for another reason cost nothing.
        let weekly = "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=WEEKLY";
        let mut events = vec![weekly; 20];
        events.push("SUMMARY:X\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=1");
        assert_eq!(taken(&calendar(&events)), ["2026-01-01 off X"]);
    }

    #[test]
    fn what_is_not_understood_does_not_stop_the_rest() {
        let good = event("SUMMARY:X\nDTSTART;VALUE=DATE:20270501");
        for text in [
            format!("BEGIN:VCALENDAR\n{good}"),
            format!("BEGIN:VCALENDAR\nnonsense\n;;;:::\n{good}END:VCALENDAR\nEND:VEVENT\n"),
            format!("BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\n{good}END:VCALENDAR"),
        ] {
            let found = read(&text, "2026-11-23".parse().unwrap());
            assert_eq!(taken(&found), ["2027-05-01 off X"], "{text}");
        }
        assert_eq!(read("BEGIN:VCALENDAR", "2026-11-23".parse().unwrap()).days.len(), 0);
    }
}
