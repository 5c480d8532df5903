//! Marking rows of the list, and acting on those that are marked.

use super::{
    Customers,
    arrange::Line,
    bulk::{self, Kind, Targets},
    saved, typing,
};
use crate::{
    domain::id::CustomerId,
    tui::{
        action::Action,
        cx::Cx,
        effect::{Effect, Notice, Tone},
    },
};

impl Customers {
    /// Marks rows, or takes marks away.
    pub(super) fn mark(&mut self, action: Action) {
        match action {
            Action::Mark => self.mark_selected(),
            Action::MarkAll => self.marks.add(self.arrangement.customers(&self.table)),
            Action::InvertMarks => self.marks.invert(self.arrangement.customers(&self.table)),
            _ => self.marks.clear(),
        }
        self.count_hidden_marks();
    }

    /// Marks the selected row, or takes its mark away, and goes on to the next; on the heading of a
    /// folded group all rows of it.
    fn mark_selected(&mut self) {
        let line = self.list.selected().and_then(|line| self.arrangement.line(line));
        match line {
            Some(Line::Row(place)) => {
                let row = self.table.row(place).map(|row| row.id);
                self.marks.toggle(row.as_slice());
            }
            Some(Line::Section(at)) => {
                let rows = self.arrangement.section_rows(at).iter();
                let rows = rows.filter_map(|place| self.table.row(*place));
                let rows: Vec<CustomerId> = rows.map(|row| row.id).collect();
                self.marks.toggle(&rows);
            }
            None => return,
        }
        self.list.update(Action::Down);
    }

    /// Counts how many of the marked customers the filter hides.
    pub(super) fn count_hidden_marks(&mut self) {
        let marks = &self.marks;
        self.hidden_marks = if marks.is_empty() {
            0
        } else {
            let shown = self.arrangement.customers(&self.table);
            marks.count() - shown.filter(|customer| marks.has(*customer)).count()
        };
    }

    /// Opens the menu of what can be done to those that are marked.
    pub(super) fn bulk(&self, cx: &Cx<'_>) -> Effect {
        self.targets(cx).map_or_else(|| nothing(cx), |targets| bulk::ask(targets, cx))
    }

    /// Does to all marked what an action does to one.
    pub(super) fn bulk_as(&self, action: Action, cx: &Cx<'_>) -> Effect {
        match (Kind::of(action), self.targets(cx)) {
            (Some(kind), Some(targets)) => bulk::open(kind, targets, cx),
            _ => nothing(cx),
        }
    }

    /// Those that are marked, in the order of the list; without marks the selected one.
    fn targets(&self, cx: &Cx<'_>) -> Option<Targets> {
        let is_marked = |customer: &CustomerId| self.marks.has(*customer);
        let shown = self.arrangement.customers(&self.table).filter(is_marked);
        let mut customers: Vec<CustomerId> = shown.collect();
        if customers.len() < self.marks.count() {
            let rows = self.table.rows().iter().map(|row| row.id);
            let known: std::collections::HashSet<_> = customers.iter().copied().collect();
            customers.extend(rows.filter(|id| self.marks.has(*id) && !known.contains(id)));
        }
        customers.extend(self.selected().filter(|_| self.marks.is_empty()));
        let rows = || customers.iter().filter_map(|id| self.table.row(self.table.place(*id)?));
        let first = rows().next()?;
        let called = match customers.len() {
            1 => first.name.to_string(),
            count => cx.words.format("count-customers", &[("count", count.into())]),
        };
        let tags = typing::tags_of(&self.table, rows());
        Some(Targets { customers, called, tags })
    }

    /// Asks under which name the present filter is to be saved.
    pub(super) fn save_filter(&self, cx: &Cx<'_>) -> Effect {
        let query = self.filter.value().trim();
        if query.is_empty() {
            return Effect::Notice(Notice::new(Tone::Info, cx.words.get("filters-empty")));
        }
        saved::save(query, cx)
    }
}

fn nothing(cx: &Cx<'_>) -> Effect {
    Effect::Notice(Notice::new(Tone::Info, cx.words.get("notice-nothing-selected")))
}
