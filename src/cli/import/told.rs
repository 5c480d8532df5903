//! What is told of an import: what the file was taken for, and what would change.

use serde_json::{Value, json};

use super::super::answer::Page;
use super::Args;
use crate::{
    command::import_batch::{AlikeRow, Changed},
    exchange::import::{Form, Mapping, Records, Source, date::DateStyle, mapping::Target},
    i18n::{Arg, Words},
    wording::duplicates,
};

/// Changes that are told one by one.
const TOLD: usize = 200;
/// Rows that may be there already that are told one by one.
const ALIKE_TOLD: usize = 10;

/// What was found out about the file.
pub(super) fn decided(
    words: &Words,
    source: &Source,
    mapping: &Mapping,
    rows: &Records<'_>,
    args: &Args,
) -> Vec<String> {
    let path = args.file.display().to_string();
    let kind = words.get(&format!("noun-{}", mapping.kind.name())).into_owned();
    let mut lines = vec![match source.form() {
        Form::Text => {
            let shown = match source.delimiter() {
                b'\t' => "tab".to_owned(),
                byte => char::from(byte).to_string(),
            };
            let pairs: [(&str, Arg<'_>); 4] = [
                ("path", path.into()),
                ("kind", kind.into()),
                ("encoding", source.encoding().into()),
                ("delimiter", shown.into()),
            ];
            words.format("cli-import-source", &pairs)
        }
        Form::Workbook { format, sheet, others } => {
            let pairs: [(&str, Arg<'_>); 4] = [
                ("path", path.into()),
                ("kind", kind.into()),
                ("format", (*format).into()),
                ("sheet", sheet.as_str().into()),
            ];
            let mut line = words.format("cli-import-workbook", &pairs);
            if !others.is_empty() {
                let pairs = [("sheets", others.join(", ").into())];
                line.push_str(&words.format("cli-import-sheets", &pairs));
            }
            line
        }
        Form::Cards => {
            words.format("cli-import-cards", &[("path", path.into()), ("kind", kind.into())])
        }
    }];
    if let Some(profile) = mapping.profile {
        lines.push(words.format("cli-import-profile", &[("name", profile.name.into())]));
    }
    for column in &mapping.columns {
        let field = match &column.target {
            Target::Field(field) => field.name().to_owned(),
            Target::Custom(name) => format!("custom.{name}"),
        };
        let pairs: [(&str, Arg<'_>); 2] =
            [("column", column.header.as_str().into()), ("field", field.into())];
        lines.push(words.format("cli-import-mapping", &pairs));
    }
    if !mapping.unmapped.is_empty() {
        let headers: Vec<&str> =
            mapping.unmapped.iter().map(|(_, header)| header.as_str()).collect();
        let headers: Vec<&str> = headers.into_iter().filter(|header| !header.is_empty()).collect();
        lines.push(words.format("cli-import-unmapped", &[("columns", headers.join(", ").into())]));
    }
    for (column, style) in rows.told_dates() {
        let pairs: [(&str, Arg<'_>); 2] =
            [("column", column.header.as_str().into()), ("order", words.get(order(style)).into())];
        lines.push(words.format("cli-import-dates", &pairs));
    }
    let said = args.order().is_some();
    for (column, style, ambiguous) in rows.date_styles() {
        if ambiguous && !said {
            let key = match style {
                DateStyle::DayFirst => "cli-import-day-first",
                _ => "cli-import-month-first",
            };
            lines.push(words.format(key, &[("column", column.header.as_str().into())]));
        }
    }
    lines
}

const fn order(style: DateStyle) -> &'static str {
    match style {
        DateStyle::DayFirst => "date-order-day",
        DateStyle::YearFirst => "date-order-year",
        DateStyle::MonthFirst | DateStyle::Serial => "date-order-month",
    }
}

/// What known rows would get, field by field.
pub(super) fn changes(words: &Words, changes: &[Changed], page: &mut Page) {
    let nothing = || words.get("cli-import-nothing").into_owned();
    let shown = |text: &str| if text.is_empty() { nothing() } else { text.to_owned() };
    for changed in changes.iter().take(TOLD) {
        let of: Vec<&str> = [Some(changed.customer.as_str()), changed.name.as_deref()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let pairs: [(&str, Arg<'_>); 4] = [
            ("row", of.join(" · ").into()),
            ("field", changed.field.as_str().into()),
            ("old", shown(&changed.old).into()),
            ("new", shown(&changed.new).into()),
        ];
        page.line(words.format("cli-import-change", &pairs));
    }
    if let Some(more) = changes.len().checked_sub(TOLD).filter(|more| *more > 0) {
        page.line(words.format("cli-import-more-changes", &[("count", more.into())]));
    }
}

/// Rows that look like customers that were there before.
pub(super) fn alike(words: &Words, rows: &[AlikeRow], page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    page.line(words.format("import-alike", &[("count", rows.len().into())]));
    for row in rows.iter().take(ALIKE_TOLD) {
        let pairs: [(&str, Arg<'_>); 4] = [
            ("line", row.line.to_string().into()),
            ("name", row.name.as_str().into()),
            ("customer", row.alike.name.as_str().into()),
            ("reasons", duplicates::reasons(words, &row.alike.likeness.reasons).into()),
        ];
        page.line(words.format("cli-import-alike", &pairs));
    }
    if let Some(more) = rows.len().checked_sub(ALIKE_TOLD).filter(|more| *more > 0) {
        page.line(words.format("cli-import-more-alike", &[("count", more.into())]));
    }
}

/// Such a row for other programs.
pub(super) fn alike_object(row: &AlikeRow) -> Value {
    let mut object = super::super::duplicates::alike(&row.alike);
    if let Value::Object(fields) = &mut object {
        fields.insert("line".to_owned(), row.line.into());
        fields.insert("name".to_owned(), row.name.as_str().into());
    }
    object
}

/// A change for other programs.
pub(super) fn object(changed: &Changed) -> Value {
    json!({
        "customer": changed.customer,
        "entity": changed.entity.name(),
        "name": changed.name,
        "field": changed.field,
        "old": changed.old,
        "new": changed.new,
    })
}
