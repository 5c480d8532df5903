//! The form that writes plans and follow-ups for a calendar program.

use std::{io, path::PathBuf};

use super::{
    super::failed,
    fields::{choice, of_kind},
};
use crate::{
    command::field::Kind,
    domain::calendar::entry::CalendarEntry,
    exchange::export::{Ics, whole},
    store::StoreError,
    tui::{
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        widget::form::{Form, Values},
    },
    wording,
};

/// Working days of follow-ups.
const DAYS: u32 = 10;

/// Asks for a file and writes the calendar into it.
pub fn export_calendar(cx: &Cx<'_>) -> Effect {
    let folder = directories::UserDirs::new();
    let folder = folder.as_ref().and_then(|dirs| dirs.document_dir().or(Some(dirs.home_dir())));
    let file = folder.unwrap_or(std::path::Path::new("")).join("touchline.ics");
    let what = ["plans", "follow_ups"];
    let fields = vec![
        of_kind(Kind::Name, "file", &file.to_string_lossy(), cx),
        choice("replace", &["0", "1"], "0", cx, |value| {
            cx.words.get(if value == "1" { "word-yes" } else { "word-no" }).into()
        }),
        choice("what", &what, "plans", cx, |key| cx.words.get(&format!("calendar-{key}")).into()),
    ];
    Effect::Open(Box::new(Form::new(cx.words.get("calendar-title"), fields, Box::new(save))))
}

fn save(values: &Values<'_>, cx: &Cx<'_>) -> Result<Effect, Vec<(&'static str, String)>> {
    let path = PathBuf::from(values.get("file"));
    let entries = match entries(values.get("what") == "follow_ups", cx) {
        Ok(entries) => entries,
        Err(error) => return Ok(failed(error, cx)),
    };
    let now = cx.session().env().now();
    let written =
        whole::write(&path, values.get("replace") == "1", |out| Ics::write(out, &entries, now));
    let shown = text::sanitise(&path.to_string_lossy()).into_owned();
    match written {
        Ok(()) => {
            let pairs = [("count", entries.len().into()), ("path", shown.into())];
            let said = cx.words.format("calendar-written", &pairs);
            Ok(Effect::Many(vec![Effect::Close, Effect::Notice(Notice::new(Tone::Success, said))]))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(vec![("file", cx.words.get("calendar-exists").into_owned())])
        }
        Err(error) => {
            let said = [("reason", error.to_string().into())];
            Err(vec![("file", cx.words.format("calendar-unwritable", &said))])
        }
    }
}

/// The open plans, and those who are to be contacted on the next working days.
fn entries(with_follow_ups: bool, cx: &Cx<'_>) -> Result<Vec<CalendarEntry>, StoreError> {
    let (reader, rules) = (cx.reader(), cx.session().rules());
    let plans = reader.open_plans()?;
    let mut entries: Vec<CalendarEntry> =
        plans.iter().map(|plan| wording::calendar::plan(cx.words, rules, plan)).collect();
    if with_follow_ups {
        let capacity = usize::try_from(cx.config.capacity).unwrap_or(usize::MAX);
        for (on, queued, row) in reader.follow_ups(capacity, DAYS)? {
            entries.push(wording::calendar::follow_up(cx.words, rules, &queued, &row, on));
        }
    }
    Ok(entries)
}
