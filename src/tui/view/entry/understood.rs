//! What an entry line was understood as, in words, laid out in as many lines as it takes.

use ratatui::text::{Line, Span};

use super::Task;
use crate::{
    command::{
        EntryWorld,
        entry_line::{Entry, Parsed},
        outlook::Outlook,
    },
    domain::{activity::ActivityKind, id::ContactId, tier::Evidence},
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
    },
    wording,
};

/// What is said below the line: parts that follow each other, then problems, one a line.
#[derive(Debug, Default)]
pub(super) struct Understood {
    parts: Vec<(Role, String)>,
    problems: Vec<(Role, String)>,
}

impl Understood {
    pub(super) fn new(
        task: Task,
        parsed: &Parsed,
        outlook: Option<&Outlook>,
        world: Option<&EntryWorld>,
        cx: &Cx<'_>,
    ) -> Self {
        let problems = parsed.problems.iter().map(|problem| {
            let role = if problem.kind.refuses() { Role::Error } else { Role::Warning };
            (role, wording::entry::problem(cx.words, &problem.kind, cx.today))
        });
        Self { parts: parts(task, &parsed.entry, outlook, world, cx), problems: problems.collect() }
    }

    /// The lines, each at most so wide.
    pub(super) fn lines(&self, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let mut lines = self.flow(columns, cx);
        for (role, problem) in &self.problems {
            let wrapped = text::wrap(problem, columns);
            lines.extend(wrapped.into_iter().map(|line| Line::styled(line, cx.theme.style(*role))));
        }
        lines
    }

    /// The parts one after the other, broken between them where they do not fit.
    fn flow(&self, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let separator = format!(" {} ", cx.theme.symbol(Symbol::Separator));
        let mut lines = vec![Line::default()];
        for (role, part) in &self.parts {
            let part = cx.theme.cut(part, columns);
            let used = lines.last().map_or(0, Line::width);
            let wide = text::width(&part) + if used > 0 { text::width(&separator) } else { 0 };
            if used > 0 && used + wide > columns {
                lines.push(Line::default());
            }
            if let Some(line) = lines.last_mut() {
                if line.width() > 0 {
                    line.push_span(Span::styled(separator.clone(), cx.theme.style(Role::Muted)));
                }
                line.push_span(Span::styled(part, cx.theme.style(*role)));
            }
        }
        lines
    }
}

fn parts(
    task: Task,
    entry: &Entry,
    outlook: Option<&Outlook>,
    world: Option<&EntryWorld>,
    cx: &Cx<'_>,
) -> Vec<(Role, String)> {
    let (words, rules) = (cx.words, cx.session().rules());
    let mut parts = Vec::new();
    if let Task::Plan(kind) = task {
        parts.push((Role::Text, words.get(&format!("activity-{}", kind.key())).into_owned()));
    }
    match (entry.next, outlook) {
        (Some(next), _) => {
            parts.push((Role::Marker, wording::entry::next_step(words, next, cx.today)));
        }
        (None, Some(outlook)) if matches!(task, Task::Plan(_)) => {
            parts.push((Role::Muted, wording::entry::cadence(words, rules, outlook, cx.today)));
        }
        // A note moves nothing.
        (None, Some(outlook)) if task != Task::Log(ActivityKind::Note) => {
            parts.push((Role::Muted, wording::entry::proposed(words, rules, outlook, cx.today)));
        }
        (None, _) => {}
    }
    if let Some(outcome) = entry.outcome {
        parts.push((Role::Text, words.get(&format!("outcome-{}", outcome.key())).into_owned()));
    }
    if let Some(name) = world.zip(entry.contact).and_then(|(world, id)| name_of(world, id)) {
        parts.push((Role::Text, text::sanitise(&name).into_owned()));
    }
    if !entry.evidence.is_empty() {
        let heard: Vec<_> =
            entry.evidence.iter().map(|e| words.get(&evidence_key(*e)).into_owned()).collect();
        let heard = heard.join(&words.get("list-separator"));
        parts.push((Role::Text, words.format("entry-evidence", &[("evidence", heard.into())])));
    }
    if let Some(changed) = outlook.filter(|outlook| outlook.tier != outlook.tier_before) {
        let change = wording::entry::tier_change(words, changed.tier_before, changed.tier);
        parts.push((Role::Success, change));
    }
    if let Some(key) = &entry.stage {
        let name = wording::names::stage(words, &rules.pipeline, key);
        let arrow = cx.theme.symbol(Symbol::Arrow);
        parts.push((Role::Accent, format!("{arrow} {}", text::sanitise(&name))));
    }
    if let Some(amount) = entry.amount {
        let currency = amount.currency;
        let shown = words.money(amount.minor, currency.code(), currency.exponent());
        parts.push((Role::Money, shown));
    }
    if let Some(minutes) = entry.duration_minutes {
        parts.push((Role::Text, words.duration(minutes)));
    }
    if let Some(happened) = entry.happened {
        let day = words.day(happened.on, cx.today);
        let time = happened.time.map(|time| format!(" {}", words.time(time))).unwrap_or_default();
        parts.push((Role::Text, day + &time));
    }
    if !entry.tags.is_empty() {
        let tags: Vec<_> = entry.tags.iter().map(|tag| format!("#{tag}")).collect();
        parts.push((Role::Text, text::sanitise(&tags.join(" ")).into_owned()));
    }
    parts
}

fn name_of(world: &EntryWorld, contact: ContactId) -> Option<String> {
    world.with(|cx| {
        let found = cx.contacts.iter().find(|(known, _)| *known == contact);
        found.map(|(_, name)| name.clone())
    })
}

fn evidence_key(evidence: Evidence) -> String {
    format!("evidence-{}", evidence.key())
}
