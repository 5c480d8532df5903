//! The detail pane: one customer at a glance, beside any list.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    domain::{
        activity::Activity,
        buying::Bought,
        contact::Contact,
        deal::Deal,
        id::CustomerId,
        queue::Queued,
        stage::DealStatus,
        standing::{Facts, Standing},
        tier::Tier,
    },
    store::StoreError,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Theme},
        widget::buying::Buying,
    },
    wording::{names, reason, review, step::step, tier},
};

/// Contacts, deals and activities that are shown at most.
const MOST_CONTACTS: usize = 3;
const MOST_DEALS: usize = 3;
const MOST_ACTIVITIES: usize = 5;

/// What the pane says of a customer, read once when it is selected.
#[derive(Clone, Debug)]
pub struct Detail {
    customer: CustomerId,
    name: String,
    tier: Tier,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Heading(String),
    /// A text and how far it is indented.
    Text(Role, u16, String),
}

impl Detail {
    /// Reads a customer; `None` when it is not there any more.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(id: CustomerId, cx: &Cx<'_>) -> Result<Option<Self>, StoreError> {
        let reader = cx.reader();
        let (Some(customer), Some(facts)) = (reader.customer(id)?, reader.facts(id)?) else {
            return Ok(None);
        };
        let (words, rules) = (cx.words, cx.session().rules());
        let standing = facts.standing(rules, cx.today);
        let mut pieces = Pieces(Vec::new());
        pieces.why_here(id, cx)?;
        pieces.heading(words.get("customer-section-tier"));
        for line in tier::explanation(words, rules, &facts, &standing, cx.today) {
            pieces.text(Role::Text, 0, line);
        }
        for (urgent, line) in review::notices(words, rules, &facts, cx.today) {
            pieces.text(if urgent { Role::Warning } else { Role::Muted }, 0, line);
        }
        let touches = [("count", standing.touch_days.into())];
        pieces.text(Role::Muted, 0, words.format("tier-touches", &touches));
        pieces.contacts(&reader.contacts_of(id)?, cx);
        pieces.deals(&reader.deals_of(id)?, cx);
        pieces.timeline(&reader.activities_of(id, MOST_ACTIVITIES)?, cx);
        pieces.orders(id, &standing, cx)?;
        pieces.buying(&facts, &standing, cx)?;
        let name = text::sanitise(&customer.name).into_owned();
        Ok(Some(Self { customer: id, name, tier: standing.tier, pieces: pieces.0 }))
    }

    /// Whom it is about.
    pub const fn customer(&self) -> CustomerId {
        self.customer
    }

    /// Draws as much as there is room for, the most useful first.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        if area.is_empty() {
            return;
        }
        let columns = usize::from(area.width);
        let name = cx.theme.fit(&self.name, columns.saturating_sub(3));
        let mut title = Line::styled(name, cx.theme.style(Role::Title));
        let letter = format!(" {} ", self.tier.letter());
        title.push_span(Span::styled(letter, cx.theme.style(Theme::tier(self.tier))));
        let mut lines = vec![title];
        for piece in &self.pieces {
            lines.extend(piece.lines(columns, cx));
        }
        // Air between the parts, where there is room for all of them.
        let headings = self.pieces.iter().filter(|piece| matches!(piece, Piece::Heading(_)));
        if lines.len() + headings.count() <= usize::from(area.height) {
            lines.truncate(1);
            for piece in &self.pieces {
                lines.extend(matches!(piece, Piece::Heading(_)).then(Line::default));
                lines.extend(piece.lines(columns, cx));
            }
        }
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}

impl Piece {
    fn lines(&self, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
        match self {
            Self::Heading(name) => {
                let name = cx.theme.cut(name, columns);
                vec![Line::styled(name, cx.theme.style(Role::Section))]
            }
            Self::Text(role, indent, said) => {
                let style = cx.theme.style(*role);
                let blanks = " ".repeat(usize::from(*indent));
                text::wrap(said, columns.saturating_sub(blanks.len() + 1))
                    .into_iter()
                    .map(|line| Line::styled(format!("{blanks}{line}"), style))
                    .collect()
            }
        }
    }
}

/// The pieces while they are put together.
struct Pieces(Vec<Piece>);

impl Pieces {
    fn heading(&mut self, name: impl Into<String>) {
        self.0.push(Piece::Heading(name.into()));
    }

    fn text(&mut self, role: Role, indent: u16, said: impl AsRef<str>) {
        let said = text::sanitise(said.as_ref()).into_owned();
        self.0.push(Piece::Text(role, indent, said));
    }

    /// Why the customer is in the queue, or when it will be.
    fn why_here(&mut self, id: CustomerId, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let (Some(candidate), Some(row)) = (reader.candidate_of(id)?, reader.queue_row(id)?) else {
            return Ok(());
        };
        let (words, rules) = (cx.words, cx.session().rules());
        let due = candidate.schedule.on(cx.today);
        let priority = reader.priority_rules().priority(&candidate, &due);
        let (tier, value_minor) = (candidate.tier, candidate.value_minor);
        let queued = Queued { id, tier, value_minor, due, priority };
        if due.due <= cx.today {
            self.heading(words.get("detail-here-because"));
            self.text(Role::Text, 0, reason::reason(words, rules, &queued, &row));
            self.text(Role::Muted, 0, reason::priority(words, &priority));
        } else {
            self.heading(words.get("detail-next-step"));
            let day = words.day(due.due, cx.today);
            let because = reason::reason(words, rules, &queued, &row);
            self.text(Role::Text, 0, names::joined(words, &[day, because]));
        }
        if let Some(promise) = &row.promise {
            self.text(Role::Promised, 0, step(words, promise));
        }
        Ok(())
    }

    fn contacts(&mut self, contacts: &[Contact], cx: &Cx<'_>) {
        if contacts.is_empty() {
            return;
        }
        self.heading(cx.words.get("customer-section-contacts"));
        for contact in contacts.iter().take(MOST_CONTACTS) {
            let decides = cx.words.get("evidence-decider");
            let parts = [
                Some(contact.name.as_str()),
                contact.title.as_deref(),
                contact.mobile.as_deref().or(contact.phone.as_deref()),
                Some(&*decides).filter(|_| contact.decider),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().map(str::to_owned).collect();
            self.text(Role::Text, 0, names::joined(cx.words, &parts));
        }
        self.more(contacts.len(), MOST_CONTACTS, cx);
    }

    fn deals(&mut self, deals: &[Deal], cx: &Cx<'_>) {
        let pipeline = &cx.session().rules().pipeline;
        let open = deals.iter().filter_map(|deal| {
            let stage = pipeline.stage(deal.stage(cx.today)?)?;
            (stage.status == DealStatus::Open).then_some((deal, stage))
        });
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            return;
        }
        self.heading(cx.words.get("customer-section-deals"));
        for (deal, stage) in open.iter().take(MOST_DEALS) {
            let mut parts = vec![deal.name.clone(), names::stage(cx.words, pipeline, &stage.key)];
            let amount = deal.amount;
            parts.extend(amount.map(|money| names::money(cx.words, money.minor, money.currency)));
            self.text(Role::Text, 0, names::joined(cx.words, &parts));
        }
        self.more(open.len(), MOST_DEALS, cx);
    }

    fn timeline(&mut self, activities: &[Activity], cx: &Cx<'_>) {
        self.heading(cx.words.get("customer-section-timeline"));
        if activities.is_empty() {
            self.text(Role::Muted, 0, cx.words.get("customer-no-timeline"));
        }
        for activity in activities {
            let (head, role) = headline(activity, cx);
            self.text(role, 0, head);
            if let Some(note) = activity.text.as_deref().filter(|note| !note.trim().is_empty()) {
                self.text(Role::Muted, 2, note);
            }
        }
    }

    fn orders(
        &mut self,
        id: CustomerId,
        standing: &Standing,
        cx: &Cx<'_>,
    ) -> Result<(), StoreError> {
        let Some(last) = standing.purchases.last() else { return Ok(()) };
        let (words, rules) = (cx.words, cx.session().rules());
        self.heading(words.get("customer-section-orders"));
        let mut days: Vec<_> = cx
            .reader()
            .orders_of(id)?
            .into_iter()
            .filter(|found| !found.order.cancelled && found.order.amount.minor > 0)
            .map(|found| found.order.on)
            .filter(|on| *on <= cx.today)
            .collect();
        days.dedup();
        let span = days.first().map_or(0, |first| (last - *first).num_days());
        let gaps = i64::try_from(days.len().saturating_sub(1)).unwrap_or(0);
        let orders = words.format("count-orders", &[("count", standing.orders.into())]);
        let revenue = names::money(words, standing.revenue, rules.currency);
        let mut parts = vec![orders, revenue];
        if let Some(interval) = span.checked_div(gaps) {
            parts.push(words.format("detail-order-every", &[("days", interval.into())]));
        }
        let last = words.day_relative(last, cx.today);
        parts.push(words.format("detail-order-last", &[("when", last.into())]));
        self.text(Role::Text, 0, names::joined(words, &parts));
        Ok(())
    }

    /// Scores, silence, the last months, beneath the orders.
    fn buying(
        &mut self,
        facts: &Facts,
        standing: &Standing,
        cx: &Cx<'_>,
    ) -> Result<(), StoreError> {
        let bought = Bought::of(&standing.purchases);
        for line in Buying::read(&facts.orders, bought, cx)?.lines(cx) {
            let lead: String = line.lead.iter().map(|(_, piece)| piece.as_str()).collect();
            let gap = if lead.is_empty() { "" } else { "  " };
            self.text(line.role, 0, format!("{lead}{gap}{}", line.text));
        }
        Ok(())
    }

    fn more(&mut self, all: usize, shown: usize, cx: &Cx<'_>) {
        if let Some(more) = all.checked_sub(shown).filter(|more| *more > 0) {
            let more = cx.words.format("detail-more", &[("count", more.into())]);
            self.text(Role::Muted, 0, more);
        }
    }
}

/// "20 Nov  call, reached, 12 min"; a plan says for when it is.
fn headline(activity: &Activity, cx: &Cx<'_>) -> (String, Role) {
    let words = cx.words;
    let kind = words.get(&format!("activity-{}", activity.kind.key())).into_owned();
    let mut parts = vec![kind];
    let mut on = activity.on;
    let mut role = Role::Text;
    if let Some(plan) = &activity.plan {
        on = plan.due_on;
        parts.push(words.get(&format!("plan-{}", plan.kind.key())).into_owned());
        role = if plan.closed.is_some() { Role::Muted } else { Role::Promised };
        parts.extend(
            plan.closed
                .map(|(how, _)| words.get(&format!("plan-closed-{}", how.key())).into_owned()),
        );
    }
    let outcome = activity.outcome;
    parts.extend(outcome.map(|o| words.get(&format!("outcome-{}", o.key())).into_owned()));
    parts.extend(activity.minutes.map(|minutes| words.duration(minutes)));
    let said = parts.join(&words.get("list-separator"));
    (format!("{}  {said}", words.day_short(on, cx.today)), role)
}
