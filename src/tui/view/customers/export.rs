//! Customers written into a file, in the background: CSV, or what its name ends in.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

use crate::{
    command::CommandError,
    domain::{id::CustomerId, money::Currency},
    error::{Error, Kind},
    exchange::export::{
        Csv, Markdown, Xlsx,
        tables::{self, Names},
        whole,
    },
    i18n::Words,
    store::Reader,
    tui::{
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
    },
};

/// The effect that writes these customers into a new file.
pub fn start(customers: Vec<CustomerId>, path: PathBuf, cx: &Cx<'_>) -> Effect {
    let currency = cx.session().rules().currency;
    let Some(lookout) = cx.session().store().lookout(cx.today) else {
        // What lives in memory is small.
        let written = write(&cx.reader(), &customers, currency, &path);
        return Effect::Notice(told(written, &path, cx.words));
    };
    let language = cx.words.language();
    let title = cx.words.get("bulk-exporting").into_owned();
    Effect::Start(Job::new(title, move |_| {
        let glance = lookout.open().map_err(|error| Error::from(CommandError::from(error)));
        let written =
            glance.and_then(|glance| write(&glance.reader(), &customers, currency, &path));
        Some(told(written, &path, &Words::new(language)))
    }))
}

fn write(
    reader: &Reader<'_>,
    customers: &[CustomerId],
    currency: Currency,
    path: &Path,
) -> Result<usize, Error> {
    let read = || {
        let members: HashMap<_, _> = reader.members()?.into_iter().collect();
        let found = customers.iter().map(|id| reader.customer(*id));
        let found: Result<Vec<_>, _> = found.filter_map(Result::transpose).collect();
        Ok((Names { members, ..Names::default() }, found?))
    };
    let (names, found) = read().map_err(|error| Error::from(CommandError::Store(error)))?;
    let table = tables::customers(&found, &names, currency);
    // With the mark at its beginning a spreadsheet knows how the letters are written.
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let written = whole::write(path, false, |out| match ending {
        "xlsx" => Xlsx::write(out, &table, "touchline"),
        "md" => Markdown::write(out, &table),
        _ => Csv::write(out, &table, true),
    });
    written.map_err(|error| {
        let name = match error.kind() {
            io::ErrorKind::AlreadyExists => "export-exists",
            _ => "file-unwritable",
        };
        Error::new(Kind::Data, name).with("path", path).with("reason", error.to_string())
    })?;
    Ok(found.len())
}

fn told(written: Result<usize, Error>, path: &Path, words: &Words) -> Notice {
    match written {
        Ok(count) => {
            let path = path.display().to_string();
            let pair = [("count", count.into()), ("path", path.into())];
            Notice::new(Tone::Success, words.format("bulk-exported", &pair))
        }
        Err(error) => Notice::new(Tone::Error, error.message(words)),
    }
}
