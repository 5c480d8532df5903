//! The review of tiers: proposals with their evidence, what was rejected, what a person set by hand,
//! what moved by itself, whose confirmation is old (DOMAIN 1.6, 1.7).

use chrono::NaiveDate;

use super::Topic;
use crate::{
    document::{Cell, Column, Document, Figure, Mark, Part, Row, Table},
    domain::{
        review::{Mode, Proposal},
        settings::Rules,
        tier::Tier,
    },
    i18n::Words,
    store::read::review::{Due, Review, Reviewed},
    wording::review::reasons,
};

/// Everything that the review says.
pub fn document(review: &Review, rules: &Rules, words: &Words, today: NaiveDate) -> Document {
    let say = Say { rules, words, today };
    let mut document = Document::new("review", Topic::Review.title(words), today);
    document.parts.push(Part::Figures(say.figures(review)));
    if rules.review.mode == Mode::Auto {
        document.note(Mark::Plain, words.get("review-auto"));
    }
    document.parts.push(Part::Table(say.proposals(&review.proposed)));
    let others = [
        say.due(&review.due),
        say.rejected(&review.rejected),
        say.overridden(&review.overridden),
        say.moved(&review.moved),
    ];
    document
        .parts
        .extend(others.into_iter().filter(|table| !table.rows.is_empty()).map(Part::Table));
    if review.moved_count > review.moved.len() {
        let args = [("shown", review.moved.len().into()), ("total", review.moved_count.into())];
        document.note(Mark::Muted, words.format("review-moved-shown", &args));
    }
    document
}

/// The rules, words and day of one document.
struct Say<'a> {
    rules: &'a Rules,
    words: &'a Words,
    today: NaiveDate,
}

impl Say<'_> {
    fn figures(&self, review: &Review) -> Vec<Figure> {
        let is_better = |row: &&Reviewed| row.verdict.proposal().is_some_and(is_promotion);
        let promotions = review.proposed.iter().filter(is_better).count();
        [
            ("promotions", promotions),
            ("demotions", review.proposed.len() - promotions),
            ("due_count", review.due.len()),
            ("rejected_count", review.rejected.len()),
            ("overridden_count", review.overridden.len()),
            ("moved_count", review.moved_count),
        ]
        .map(|(key, count)| {
            let label = self.words.get(&format!("review-{key}")).into_owned();
            Figure::new(key, label, Cell::len(count))
        })
        .into()
    }

    fn proposals(&self, rows: &[Reviewed]) -> Table {
        let columns = ["customer", "from", "to", "score", "reason", "since", "value"];
        self.table("proposals", &columns, rows.iter().filter_map(|row| self.change(row)).collect())
    }

    fn moved(&self, rows: &[Reviewed]) -> Table {
        let columns = ["customer", "from", "to", "score", "reason", "since", "value"];
        let muted = |row: Row| Row { mark: Mark::Plain, ..row };
        let rows = rows.iter().filter_map(|row| self.change(row).map(muted)).collect();
        self.table("moved", &columns, rows)
    }

    fn change(&self, row: &Reviewed) -> Option<Row> {
        let proposal = row.verdict.proposal()?;
        let cells = vec![
            customer(row),
            self.tier(proposal.from),
            self.tier(proposal.to),
            Cell::Decimal(row.score_x100, 2),
            Cell::Text(reasons(self.words, proposal)),
            Cell::Day(proposal.since),
            Cell::Money(row.value_minor, self.rules.currency),
        ];
        let mark = if is_promotion(proposal) { Mark::Good } else { Mark::Warning };
        Some(Row::new(cells, vec![row.id]).marked(mark))
    }

    fn rejected(&self, rows: &[Reviewed]) -> Table {
        let columns = ["customer", "from", "to", "rejected_reason", "rejected_on", "hidden_until"];
        let row = |row: &Reviewed| {
            let (proposal, rejected) = (row.verdict.proposal()?, row.rejected.as_ref()?);
            let cells = vec![
                customer(row),
                self.tier(proposal.from),
                self.tier(proposal.to),
                Cell::Text(rejected.reason.clone()),
                Cell::Day(rejected.on),
                Cell::Day(self.rules.review.hidden_until(rejected)),
            ];
            Some(Row::new(cells, vec![row.id]).marked(Mark::Muted))
        };
        self.table("rejected", &columns, rows.iter().filter_map(row).collect())
    }

    fn overridden(&self, rows: &[Reviewed]) -> Table {
        let columns = ["customer", "tier", "automatic", "days_left", "until", "override_reason"];
        let row = |row: &Reviewed| {
            let by_hand = row.tier_override.as_ref()?;
            let cells = vec![
                customer(row),
                self.tier(row.tier),
                self.tier(row.automatic),
                Cell::Count(by_hand.days_left(self.today)?),
                Cell::Day(by_hand.to),
                Cell::Text(by_hand.reason.clone()),
            ];
            let soon = by_hand.expiring_soon(self.today);
            let mark = if soon { Mark::Warning } else { Mark::Plain };
            Some(Row::new(cells, vec![row.id]).marked(mark))
        };
        self.table("overridden", &columns, rows.iter().filter_map(row).collect())
    }

    fn due(&self, rows: &[Due]) -> Table {
        let row = |due: &Due| {
            let customer = Cell::Customer(due.id, due.name.clone());
            Row::new(vec![customer, self.tier(due.tier), Cell::Day(due.on)], vec![due.id])
        };
        let columns = ["customer", "tier", "confirmed_on"];
        self.table("due", &columns, rows.iter().map(row).collect())
    }

    fn table(&self, key: &'static str, columns: &[&'static str], rows: Vec<Row>) -> Table {
        let words = self.words;
        let column = |key: &&'static str| {
            let label = words.get(&format!("column-{key}")).into_owned();
            Column { key, label }
        };
        Table {
            key,
            title: words.get(&format!("review-{key}")).into_owned(),
            columns: columns.iter().map(column).collect(),
            rows,
            empty: words.get("review-none").into_owned(),
        }
    }

    fn tier(&self, tier: Tier) -> Cell {
        let words = self.words.get(&format!("tier-{}", tier.letter().to_lowercase())).into_owned();
        Cell::Choice(tier.letter(), words)
    }
}

fn is_promotion(proposal: &Proposal) -> bool {
    proposal.to < proposal.from
}

fn customer(row: &Reviewed) -> Cell {
    Cell::Customer(row.id, row.name.clone())
}
