//! The customers: grouped, sorted, filtered while one types; all of them, or those of an analysis.

mod arrange;
mod bulk;
mod by;
mod choose;
mod columns;
mod draw;
mod export;
mod marking;
mod marks;
mod preview;
mod query;
mod saved;
mod table;
#[cfg(test)]
mod tests;
mod typing;

use std::sync::Arc;

use ratatui::{Frame, layout::Rect};

use self::{
    arrange::{Arrangement, Line},
    by::By,
    choose::Choose,
    marks::Marks,
    query::Query,
    saved::{Picked, SavedFilters},
    table::{Changed, Only, Row, Table},
    typing::Typing,
};
use super::{failed, on_customer};
use crate::{
    command::CommandError,
    domain::{filter::Saved, id::CustomerId},
    error::Error,
    search::Search,
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
        reading::Reading,
        view::{Input, Mouse, View},
        widget::{line_input::LineInput, list::List, pane::Pane},
    },
};

/// The list of customers.
#[derive(Debug, Default)]
pub struct Customers {
    table: Table,
    arrangement: Arrangement,
    list: List,
    pane: Pane,
    /// The filter line.
    filter: LineInput,
    is_typing: bool,
    typing: Typing,
    query: Query,
    /// The saved filters.
    saved: Vec<Saved>,
    /// Where the list of saved filters leaves what was picked.
    picked: Picked,
    marks: Marks,
    /// How many of the marked customers the filter hides.
    hidden_marks: usize,
    search: Search,
    /// Which rows hold the conditions, for the conditions they were last asked about.
    holding: Option<(String, Vec<bool>)>,
    /// Why the file could not be read.
    problem: Option<String>,
    was_read: bool,
    /// A long file that is being read in the background.
    reading: Option<Reading<Table>>,
    /// A file with more customers is read in the background.
    most_at_once: usize,
    /// What these customers are called together, where they are not all.
    title: String,
    only: Only,
    by: By,
}

/// As many customers are read while one waits, unless a test says otherwise.
const MOST_AT_ONCE: usize = 5_000;

/// Opens a list of these customers over what is seen, with all that the list of all customers can
/// do. The title says what they are called together.
pub fn of(title: impl Into<String>, customers: Vec<CustomerId>) -> Effect {
    let only = Some(Arc::new(customers.into_iter().collect()));
    Effect::Open(Box::new(Customers { title: title.into(), only, ..Customers::new() }))
}

impl Customers {
    /// The list of all, empty until it is read.
    pub fn new() -> Self {
        Self { most_at_once: MOST_AT_ONCE, ..Self::default() }
    }

    #[cfg(test)]
    fn reading_in_the_background_above(self, most_at_once: usize) -> Self {
        Self { most_at_once, ..self }
    }

    /// The customer that is selected.
    pub fn selected(&self) -> Option<CustomerId> {
        self.selected_row().map(|row| row.id)
    }

    fn selected_row(&self) -> Option<&Row> {
        match self.arrangement.line(self.list.selected()?)? {
            Line::Row(place) => self.table.row(place),
            Line::Section(_) => None,
        }
    }

    /// Reads what the pane says of the selected customer.
    fn look(&mut self, cx: &Cx<'_>) -> Effect {
        let selected = self.selected();
        self.pane.look(selected, cx).map_or_else(|error| failed(error, cx), |()| Effect::None)
    }

    /// The section that the selected line belongs to.
    fn selected_section(&self) -> Option<usize> {
        self.arrangement.section_at(self.list.selected()?)
    }

    /// Takes in what has changed: a few rows at once, all of a long file in the background.
    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let (selected, mut is_new) = (self.selected(), false);
        if let Some(table) = self.reading.as_ref().and_then(Reading::take) {
            self.reading = None;
            self.table = table?;
            (self.was_read, is_new) = (true, true);
        }
        let changed = if self.was_read { self.table.patch(&reader)? } else { Changed::Everything };
        is_new |= changed == Changed::Some;
        if changed == Changed::Everything && self.reading.is_none() {
            let is_long =
                !table::is_few(&self.only) && reader.customer_count()? > self.most_at_once;
            match cx.session().store().lookout(cx.today).filter(|_| is_long) {
                Some(lookout) => self.reading = Some(Reading::new(lookout)),
                None => {
                    self.table = Table::read(self.only.clone(), &reader)?;
                    (self.was_read, is_new) = (true, true);
                }
            }
        }
        self.problem = None;
        self.pane.forget();
        self.marks.keep_known(&self.table);
        self.count_hidden_marks();
        self.typing.forget();
        let picked = self.picked.take();
        if let Some(picked) = &picked {
            self.filter.set(picked);
            self.is_typing = false;
        }
        let saved = reader.filters()?;
        let is_other = picked.is_some() || std::mem::replace(&mut self.saved, saved) != self.saved;
        let scheme = self.by.grouping().scheme();
        is_new |= self.by.read(cx, self.most_at_once)?;
        if is_new {
            if self.by.grouping().scheme() != scheme {
                self.arrangement.unfold();
            }
            let groups = self.by.grouping().groups(self.table.traits(), &reader, cx.words);
            self.arrangement.group(groups);
            self.arrange(selected, cx);
        }
        if is_other {
            self.refilter(cx);
        }
        self.pane.look(self.selected(), cx)
    }

    /// Sorts anew and shows what passes, with this customer selected.
    fn arrange(&mut self, selected: Option<CustomerId>, cx: &Cx<'_>) {
        self.search.reset();
        self.holding = None;
        self.arrangement.arrange(&self.table);
        self.narrow(cx);
        self.select(selected);
    }

    /// Shows what passes the filter.
    fn narrow(&mut self, cx: &Cx<'_>) {
        let passing = self.passing(cx);
        self.arrangement.show(&self.table, |place| {
            passing.as_ref().is_none_or(|passing| passing.get(place as usize) == Some(&true))
        });
        self.count_hidden_marks();
        self.relist();
    }

    /// Which rows pass the filter; `None` when all do.
    fn passing(&mut self, cx: &Cx<'_>) -> Option<Vec<bool>> {
        if self.query.is_empty() {
            return None;
        }
        let is_known = |(of, _): &(String, Vec<bool>)| *of == self.query.conditions;
        if !self.holding.as_ref().is_some_and(is_known) {
            let rules = cx.session().rules();
            let me = cx.session().member().id;
            let subject = |row| self.table.subject(row, rules, me, cx.today);
            let mut holding = vec![true; self.table.rows().len()];
            for condition in self.query.filters() {
                let holds = condition.holds(&self.table, subject);
                holding.iter_mut().zip(holds).for_each(|(all, one)| *all &= one);
            }
            self.holding = Some((self.query.conditions.clone(), holding));
        }
        let holding = self.holding.as_ref().map(|(_, holding)| holding.as_slice())?;
        let Some(hits) = self.search.find(&self.table.index, &self.query.words) else {
            return Some(holding.to_vec());
        };
        let mut passing = vec![false; holding.len()];
        for hit in hits.iter().map(|hit| *hit as usize) {
            if let (Some(passes), Some(holds)) = (passing.get_mut(hit), holding.get(hit)) {
                *passes = *holds;
            }
        }
        Some(passing)
    }

    fn relist(&mut self) {
        self.list.set_rows(self.arrangement.lines(), self.arrangement.headings());
    }

    /// Selects a customer where it is now; where it is gone, what is in its place.
    fn select(&mut self, customer: Option<CustomerId>) {
        let place = customer.and_then(|id| self.table.place(id));
        if let Some(line) = place.and_then(|place| self.arrangement.line_of(place)) {
            self.list.select(line);
        }
    }

    /// The filter has changed: show what passes and select what was most likely meant.
    fn refilter(&mut self, cx: &Cx<'_>) {
        let selected = self.selected();
        let pipeline = &cx.session().rules().pipeline;
        self.query = Query::new(self.filter.value(), &self.saved, pipeline, cx.words);
        self.narrow(cx);
        if self.query.words.is_empty() {
            return self.select(selected);
        }
        let best = self.search.best(&self.table.index);
        match best.and_then(|place| self.arrangement.line_of(place)) {
            Some(line) => self.list.select(line),
            None => self.list.select(0),
        }
    }

    /// Whether something is in the filter line or about to be.
    fn has_filter(&self) -> bool {
        self.is_typing || !self.filter.value().trim().is_empty()
    }

    fn type_on(&mut self, cx: &Cx<'_>) {
        self.is_typing = true;
        self.typing.look(&self.filter, &self.table, &self.saved, cx);
    }

    /// Takes a candidate into the filter line.
    fn complete(&mut self, cx: &Cx<'_>) {
        if self.typing.take(&mut self.filter) {
            self.refilter(cx);
            if self.typing.goes_on() {
                self.typing.look(&self.filter, &self.table, &self.saved, cx);
            }
        }
    }

    fn clear(&mut self, cx: &Cx<'_>) {
        self.is_typing = false;
        self.filter.set("");
        self.refilter(cx);
    }

    fn fold(&mut self, is_folded: bool) {
        if let Some(section) = self.selected_section() {
            self.arrangement.fold(section, is_folded);
            self.relist();
            let line = self.arrangement.line_of_section(section);
            self.list.select(line);
        }
    }

    fn fold_all(&mut self) {
        let (selected, section) = (self.selected(), self.selected_section());
        self.arrangement.fold_all();
        self.relist();
        match (selected, section) {
            (None, Some(section)) => self.list.select(self.arrangement.line_of_section(section)),
            (selected, _) => self.select(selected),
        }
    }

    fn sorted(&mut self, cx: &Cx<'_>) -> Effect {
        self.arrange(self.selected(), cx);
        let column = format!("column-{}", self.arrangement.sort.column());
        let column = cx.words.get(&column).into_owned();
        let words = cx.words.format("customers-sorted-by", &[("column", column.into())]);
        Effect::Notice(Notice::new(Tone::Info, words))
    }

    fn open(&mut self) -> Effect {
        match self.arrangement.line(self.list.selected().unwrap_or(usize::MAX)) {
            Some(Line::Section(_)) => {
                self.fold(false);
                Effect::None
            }
            Some(Line::Row(place)) => {
                let shown = self.arrangement.shown();
                let at = shown.iter().position(|shown| *shown == place).unwrap_or(0);
                let rows = shown.iter().filter_map(|place| self.table.row(*place));
                on_customer::open(rows.map(|row| row.id).collect(), at)
            }
            None => Effect::None,
        }
    }
}

impl View for Customers {
    fn context(&self) -> Context {
        if self.is_typing { Context::Search } else { Context::Customers }
    }

    fn title(&self, cx: &Cx<'_>) -> (String, String) {
        let count = i64::try_from(self.table.rows().len()).unwrap_or(i64::MAX);
        let count = if self.was_read { cx.words.count(count) } else { String::new() };
        (cx.words.get("tab-customers").into_owned(), count)
    }

    fn hints(&self) -> &[Action] {
        if self.is_typing {
            return &[Action::Submit, Action::Complete, Action::SaveFilter, Action::Back];
        }
        if !self.marks.is_empty() {
            return &[
                Action::Bulk,
                Action::Mark,
                Action::MarkAll,
                Action::InvertMarks,
                Action::Unmark,
                Action::Search,
                Action::Help,
            ];
        }
        &[
            Action::Open,
            Action::LogCall,
            Action::Search,
            Action::Mark,
            Action::Sort,
            Action::GroupBy,
            Action::Fold,
            Action::AddCustomer,
            Action::Help,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return self.look(cx);
        }
        match action {
            Action::ToggleDetail => {
                let effect = self.pane.toggle(cx);
                let looked = self.look(cx);
                return Effect::Many(vec![effect, looked]);
            }
            Action::Search | Action::Filter => self.type_on(cx),
            Action::Submit => self.is_typing = self.query.problem.is_some(),
            Action::Complete => self.complete(cx),
            Action::Back if self.has_filter() => self.clear(cx),
            Action::Back if !self.marks.is_empty() => self.mark(Action::Unmark),
            Action::SavedFilters => {
                return Effect::Open(Box::new(SavedFilters::new(Picked::clone(&self.picked))));
            }
            Action::SaveFilter => return self.save_filter(cx),
            Action::Columns => return Effect::Open(Box::new(Choose::new(cx))),
            Action::Mark | Action::MarkAll | Action::InvertMarks | Action::Unmark => {
                self.mark(action);
            }
            Action::Bulk => return self.bulk(cx),
            action if !self.marks.is_empty() && bulk::Kind::of(action).is_some() => {
                return self.bulk_as(action, cx);
            }
            Action::ClearFilter => self.clear(cx),
            Action::Fold => self.fold(true),
            Action::Unfold => self.fold(false),
            Action::FoldAll => self.fold_all(),
            Action::GroupBy => return self.by.ask(cx),
            Action::Sort => {
                self.arrangement.sort = self.arrangement.sort.next();
                self.arrangement.is_reversed = false;
                return self.sorted(cx);
            }
            Action::ReverseSort => {
                self.arrangement.reverse();
                return self.sorted(cx);
            }
            Action::Open => return self.open(),
            _ => {
                return match self.selected_row() {
                    Some(row) => on_customer::act(action, row.id, &row.name, cx),
                    None => on_customer::act_on_none(action, cx),
                };
            }
        }
        self.look(cx)
    }

    fn input(&mut self, input: &Input, cx: &Cx<'_>) -> Effect {
        if !self.is_typing || !self.filter.input(input) {
            return Effect::Pass;
        }
        self.refilter(cx);
        self.typing.look(&self.filter, &self.table, &self.saved, cx);
        self.look(cx)
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.open(),
            _ => self.look(cx),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let list = self.pane.draw(frame, area, cx);
        self.draw_page(frame, list, cx);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.read(cx) {
            self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
        }
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let only = self.only.clone();
        let read = self.reading.as_mut().and_then(|reading| {
            reading.job(cx.words.get("customers-reading"), move |reader| Table::read(only, reader))
        });
        read.or_else(|| self.by.work(cx))
    }
}
