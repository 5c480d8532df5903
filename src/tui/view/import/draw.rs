//! How the preview of an import looks: what is known of the file, what can be chosen, and below the
//! problems, the columns and the first rows.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    plan::reason,
    screen::{Fate, ImportScreen, Row, Section, target_words},
    write::Outcome,
};
use crate::{
    change::Entity,
    command::import_batch::{Imported, OnMatch},
    exchange::import::{Kind, date::DateStyle, mapping::Column},
    tui::{
        action::{Action, Context},
        cx::Cx,
        text,
        theme::{Role, Symbol},
        view::draw_words,
    },
    wording::names,
};

/// Below this height there is no room for the choices.
const CHOICES_FROM: u16 = 14;
/// Columns of a line number and of what becomes of a row.
const LINE: usize = 7;
const FATE: usize = 12;

type Said = (Role, String);

impl ImportScreen {
    pub(super) fn draw_all(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let columns = usize::from(area.width);
        let mut head = vec![self.title(columns, cx), self.state(columns, cx)];
        match &self.outcome {
            Some(outcome) => {
                let lines = summary(outcome, cx);
                head.extend(lines.into_iter().map(|said| line(&said, columns, cx)));
            }
            None if area.height >= CHOICES_FROM => head.extend(self.choices(columns, cx)),
            None => {}
        }
        let mut rest = area;
        for line in head {
            if rest.is_empty() {
                return;
            }
            frame.render_widget(line, Rect { height: 1, ..rest });
            rest = Rect { y: rest.y + 1, height: rest.height - 1, ..rest };
        }
        if let (Some(problem), None) = (&self.problem, &self.outcome) {
            return draw_words(frame, rest, &text::sanitise(problem), Role::Error, cx);
        }
        let inner = columns.saturating_sub(1);
        self.list.draw(frame, rest, cx, |place, is_selected| {
            let row = self.rows.get(place).copied();
            row.map_or_else(Line::default, |row| self.row(row, is_selected, inner, cx))
        });
    }

    fn title(&self, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let title = cx.words.format("import-title", &[("name", self.plan.name().into())]);
        let facts = self.found.as_ref().map(|found| {
            let delimiter = match found.source.delimiter() {
                b'\t' => "tab".to_owned(),
                byte => char::from(byte).to_string(),
            };
            format!("{} {delimiter} ", found.source.encoding())
        });
        let facts = cx.theme.cut(&facts.unwrap_or_default(), columns / 3);
        let room = columns.saturating_sub(text::width(&facts));
        let title = cx.theme.fit(&format!(" {}", text::sanitise(&title)), room);
        let mut line = Line::styled(title, cx.theme.style(Role::Title));
        line.push_span(Span::styled(facts, cx.theme.style(Role::Muted)));
        line
    }

    /// How far it is, or what would come of it.
    fn state(&self, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let said = if let Some(writing) = &self.writing {
            let total = self.imported().map_or(0, |would| would.read);
            let done = writing.rows().min(total);
            let percent = (done * 100).checked_div(total).unwrap_or(0);
            let key = cx.keymap.key(Context::Import, Action::CancelJob).unwrap_or_default();
            let values = [
                ("done", count(done).into()),
                ("total", count(total).into()),
                ("percent", count(percent).into()),
                ("key", key.into()),
            ];
            let key = if done < total { "import-writing" } else { "import-committing" };
            (Role::Info, cx.words.format(key, &values))
        } else if let Some(outcome) = &self.outcome {
            (Role::Success, done(&outcome.imported, cx))
        } else if let Some(looking) = &self.looking {
            let rows = [("count", count(looking.rows()).into())];
            (Role::Info, cx.words.format("import-reading", &rows))
        } else if let Some(lacking) = self.lacking(cx) {
            (Role::Warning, lacking)
        } else {
            let would = |would| (Role::Text, would_be(would, cx));
            self.imported().map_or_else(|| (Role::Muted, String::new()), would)
        };
        line(&said, columns, cx)
    }

    /// What can be chosen, each with its key and what holds now.
    fn choices(&self, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let Some(mapping) = self.mapping() else { return Vec::new() };
        let get = |key: &str| cx.words.get(key).into_owned();
        let matches = match self.plan.on_match {
            OnMatch::Skip => "import-match-skip",
            OnMatch::Update => "import-match-update",
            OnMatch::Create => "import-match-create",
        };
        let missing = match self.plan.create_missing {
            true => "import-missing-yes",
            false => "import-missing-no",
        };
        let kind = get(&format!("noun-{}", mapping.kind.name()));
        let mut chosen = vec![
            (Action::NextKind, "import-choice-kind", kind),
            (Action::ImportMatch, "import-choice-match", get(matches)),
        ];
        if mapping.kind != Kind::Customers {
            chosen.push((Action::ImportMissing, "import-choice-missing", get(missing)));
        }
        if let Some(dates) = self.dates(cx) {
            chosen.push((Action::ImportDates, "import-choice-dates", dates));
        }
        if self.imported().is_some_and(|would| !would.rejects.is_empty()) {
            let kept = match &self.plan.keep_rejects {
                Some(path) => {
                    let path = [("path", path.display().to_string().into())];
                    cx.words.format("import-rejects-yes", &path)
                }
                None => get("import-rejects-no"),
            };
            chosen.push((Action::ImportRejects, "import-choice-rejects", kept));
        }
        let wide = chosen.iter().map(|(_, label, _)| text::width(&cx.words.get(label))).max();
        let wide = wide.unwrap_or(0).min(columns / 3) + 2;
        let line = |(action, label, value): (Action, &str, String)| {
            let key = cx.keymap.key(Context::Import, action).unwrap_or_default();
            let label = cx.theme.fit(&cx.words.get(label), wide);
            let key = cx.theme.fit(&format!(" {key}"), 4);
            let room = columns.saturating_sub(wide + 4);
            let value = cx.theme.cut(&text::sanitise(&value), room);
            Line::from(vec![
                Span::styled(key, cx.theme.style(Role::Key)),
                Span::styled(label, cx.theme.style(Role::Label)),
                Span::styled(value, cx.theme.style(Role::Text)),
            ])
        };
        chosen.into_iter().map(line).collect()
    }

    /// In which order days and months are read, and who says so.
    fn dates(&self, cx: &Cx<'_>) -> Option<String> {
        let dates = &self.found.as_ref()?.dates;
        let open = dates.iter().find(|(.., open)| *open);
        let (column, style, open) = open.or_else(|| dates.first())?;
        let key = match (style, open) {
            (DateStyle::DayFirst, true) => "import-dates-day-open",
            (DateStyle::MonthFirst, true) => "import-dates-month-open",
            (DateStyle::DayFirst, false) => "import-dates-day",
            (DateStyle::MonthFirst, false) => "import-dates-month",
            (DateStyle::YearFirst, _) => "import-dates-year",
            (DateStyle::Serial, _) => "import-dates-serial",
        };
        Some(cx.words.format(key, &[("column", column.into())]))
    }

    fn row(&self, row: Row, is_selected: bool, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        match row {
            Row::Heading(section, count) => heading(section, count, cx),
            Row::Reject(place) => self.reject(place, columns, cx),
            Row::More(count) => {
                let key = cx.keymap.key(Context::Import, Action::ImportField).unwrap_or_default();
                let pair = [("count", count.into()), ("key", key.into())];
                line(&(Role::Muted, cx.words.format("import-more", &pair)), columns, cx)
            }
            Row::Column(index) => self.column_row(index, is_selected, columns, cx),
            Row::Sample(place, fate) => self.sample(place, fate, columns, cx),
        }
    }

    fn reject(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(reject) = self.imported().and_then(|it| it.rejects.get(place)) else {
            return Line::default();
        };
        let at = cx.theme.fit_right(&reject.line.to_string(), LINE);
        let column = reject.column.as_deref().unwrap_or_default();
        let wide = (columns / 5).max(4);
        let column = cx.theme.fit(&text::sanitise(column), wide);
        let mut said = reason(cx.words, &reject.reason);
        if !reject.value.is_empty() {
            said = format!("“{}”  {said}", text::sanitise(&reject.value));
        }
        let said = cx.theme.cut(&said, columns.saturating_sub(LINE + wide + 3));
        Line::from(vec![
            Span::styled(format!("{at}  "), cx.theme.style(Role::Muted)),
            Span::styled(format!("{column} "), cx.theme.style(Role::Label)),
            Span::styled(said, cx.theme.style(Role::Error)),
        ])
    }

    /// A column: its header, what it fills, and what stands in it.
    fn column_row(
        &self,
        index: usize,
        is_selected: bool,
        columns: usize,
        cx: &Cx<'_>,
    ) -> Line<'static> {
        let (Some(mapping), Some(found)) = (self.mapping(), &self.found) else {
            return Line::default();
        };
        let header = mapping.headers.get(index).map_or("", String::as_str);
        let column = mapping.columns.iter().find(|column| column.index == index);
        let target = column.map(|column: &Column| &column.target);
        let cells = found.samples.iter().filter_map(|sample| sample.cells.get(index));
        let shown: Vec<&str> =
            cells.map(String::as_str).filter(|cell| !cell.is_empty()).take(4).collect();
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let wide = (columns / 4).max(6);
        let header = cx.theme.fit(&format!("{cursor}{}", text::sanitise(header)), wide);
        let arrow = cx.theme.symbol(Symbol::Arrow);
        let field = target_words(target, cx.words);
        let field = cx.theme.fit(&text::sanitise(&field), wide);
        let used = 2 * wide + text::width(arrow) + 3;
        let shown = text::sanitise(&shown.join("  ")).into_owned();
        let shown = cx.theme.cut(&shown, columns.saturating_sub(used));
        let role = if target.is_some() { Role::Accent } else { Role::Muted };
        Line::from(vec![
            Span::styled(format!("{header} "), cx.theme.style(Role::Text)),
            Span::styled(format!("{arrow} "), cx.theme.style(Role::Muted)),
            Span::styled(format!("{field} "), cx.theme.style(role)),
            Span::styled(shown, cx.theme.style(Role::Muted)),
        ])
    }

    fn sample(&self, place: usize, fate: Fate, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let (Some(mapping), Some(found)) = (self.mapping(), &self.found) else {
            return Line::default();
        };
        let Some(sample) = found.samples.get(place) else { return Line::default() };
        let (role, key) = match fate {
            Fate::New => (Role::Success, "import-fate-new"),
            Fate::Alike => (Role::Warning, "import-fate-alike"),
            Fate::Known => (Role::Info, "import-fate-known"),
            Fate::Rejected => (Role::Error, "import-fate-rejected"),
            Fate::Open => (Role::Muted, "import-fate-open"),
        };
        let at = cx.theme.fit_right(&sample.line.to_string(), LINE);
        let fate = cx.theme.fit(&cx.words.get(key), FATE);
        let cells = mapping.columns.iter().filter_map(|column| sample.cells.get(column.index));
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).cloned().collect();
        let cells = names::joined(cx.words, &cells);
        let cells = text::sanitise(&cells).into_owned();
        let cells = cx.theme.cut(&cells, columns.saturating_sub(LINE + FATE + 3));
        Line::from(vec![
            Span::styled(format!("{at}  "), cx.theme.style(Role::Muted)),
            Span::styled(format!("{fate} "), cx.theme.style(role)),
            Span::styled(cells, cx.theme.style(Role::Text)),
        ])
    }
}

fn line((role, said): &Said, columns: usize, cx: &Cx<'_>) -> Line<'static> {
    let said = cx.theme.cut(&format!(" {}", text::sanitise(said)), columns);
    Line::styled(said, cx.theme.style(*role))
}

fn heading(section: Section, count: usize, cx: &Cx<'_>) -> Line<'static> {
    let key = match section {
        Section::Rejects => "import-section-rejects",
        Section::Columns => "import-section-columns",
        Section::Samples => "import-section-samples",
    };
    let count = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
    let name = format!(" {}", cx.words.get(key));
    let mut line = Line::styled(name, cx.theme.style(Role::Section));
    line.push_span(Span::styled(format!(" {count}"), cx.theme.style(Role::Muted)));
    line
}

fn would_be(would: &Imported, cx: &Cx<'_>) -> String {
    let mut said = vec![counts("import-would", would, cx)];
    if !would.alike.is_empty() {
        said.push(cx.words.format("import-alike", &[("count", would.alike.len().into())]));
    }
    names::joined(cx.words, &said)
}

fn done(imported: &Imported, cx: &Cx<'_>) -> String {
    counts("import-done", imported, cx)
}

fn counts(key: &str, imported: &Imported, cx: &Cx<'_>) -> String {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    cx.words.format(
        key,
        &[
            ("read", count(imported.read).into()),
            ("created", count(imported.created).into()),
            ("updated", count(imported.updated).into()),
            ("skipped", count(imported.skipped).into()),
            ("rejected", imported.rejects.len().into()),
        ],
    )
}

/// What else there is to say of an import that is over.
fn summary(outcome: &Outcome, cx: &Cx<'_>) -> Vec<Said> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let key = |action| cx.keymap.key(Context::Import, action).unwrap_or_default();
    let imported = &outcome.imported;
    let told = [Entity::Customer, Entity::Contact, Entity::Activity, Entity::Order, Entity::Member];
    let made = imported.made.iter().filter(|(entity, _)| told.contains(entity));
    let made: Vec<String> = made
        .map(|(entity, made)| {
            let key = format!("cli-import-made-{}", entity.name());
            cx.words.format(&key, &[("count", count(*made).into())])
        })
        .collect();
    let mut lines = Vec::new();
    if !made.is_empty() {
        let list = made.join(&cx.words.get("list-separator"));
        lines.push((Role::Text, cx.words.format("import-made", &[("list", list.into())])));
    }
    if imported.future_days > 0 {
        let days = [("count", count(imported.future_days).into())];
        lines.push((Role::Warning, cx.words.format("cli-import-future", &days)));
    }
    if !imported.alike.is_empty() {
        let alike = [("count", imported.alike.len().into())];
        lines.push((Role::Warning, cx.words.format("import-alike", &alike)));
    }
    match &outcome.saved {
        Some(Ok(path)) => {
            let path = [("path", path.display().to_string().into())];
            lines.push((Role::Text, cx.words.format("cli-import-rejects", &path)));
        }
        Some(Err(problem)) => lines.push((Role::Error, problem.clone())),
        None if imported.rejects.is_empty() => {}
        None => {
            let key = [("key", key(Action::ImportRejects).into())];
            lines.push((Role::Muted, cx.words.format("import-keep", &key)));
        }
    }
    let undo = [("key", key(Action::Undo).into())];
    lines.push((Role::Muted, cx.words.format("import-undo", &undo)));
    if outcome.proposes {
        let key = [("key", key(Action::ImportField).into())];
        lines.push((Role::Info, cx.words.format("import-proposes", &key)));
    }
    lines
}
