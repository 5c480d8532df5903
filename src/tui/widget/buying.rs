//! What a customer's purchases say, as lines for its page and for the detail pane.

use chrono::NaiveDate;

use super::chart::sparkline;
use crate::{
    domain::{
        buying::{Bought, Measured, last_months},
        churn::{
            model::{Buyer, OUTLOOK_WEEKS, Outlook},
            rule::{Level, Silence},
        },
    },
    store::StoreError,
    tui::{
        cx::Cx,
        theme::{Role, Symbol},
    },
    wording::{buying, names},
};

/// A customer's purchases against its own pace and everybody's, as far as everybody is known.
#[derive(Debug)]
pub struct Buying {
    silence: Option<Silence>,
    months: [i64; 12],
    measured: Option<Measured>,
    outlook: Option<Outlook>,
    p_alive: Option<f64>,
}

/// A line: what leads it, and a text beside that.
pub struct Line {
    /// Pieces with their roles.
    pub lead: Vec<(Role, String)>,
    /// The text.
    pub text: String,
    /// The role of the text.
    pub role: Role,
}

impl Buying {
    /// Of the customer's uncancelled orders (day, amount in minor units of the base currency).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(
        orders: &[(NaiveDate, i64)],
        bought: Option<Bought>,
        cx: &Cx<'_>,
    ) -> Result<Self, StoreError> {
        let population = cx.reader().population_interval()?;
        let model = cx.everybody.model().and_then(Result::ok);
        let buyer = Buyer::new(orders, cx.today);
        Ok(Self {
            silence: bought.map(|bought| bought.silence(population, cx.today)),
            months: last_months(orders, cx.today),
            measured: cx.everybody.yardstick().and_then(|all| all.measure(orders, cx.today)),
            p_alive: model.zip(buyer).and_then(|(model, buyer)| model.p_alive(&buyer)),
            outlook: model.zip(buyer).map(|(model, buyer)| model.outlook(&buyer, OUTLOOK_WEEKS)),
        })
    }

    /// The probability that a repeat buyer buys again, where the model is known and says one.
    pub const fn p_alive(&self) -> Option<f64> {
        self.p_alive
    }

    /// Scores, silence, the last months, the outlook; nothing of who never bought.
    pub fn lines(&self, cx: &Cx<'_>) -> Vec<Line> {
        let Some(silence) = &self.silence else { return Vec::new() };
        let rules = cx.session().rules();
        let plain = |role, text| Line { lead: Vec::new(), text, role };
        let mut lines = Vec::new();
        lines.extend(
            self.measured.as_ref().map(|it| plain(Role::Text, buying::measured(cx.words, it))),
        );
        lines.push(plain(role(silence.level), buying::silence(cx.words, silence)));
        lines.extend(self.year(cx));
        lines.extend(
            self.outlook
                .as_ref()
                .map(|it| plain(Role::Muted, buying::outlook(cx.words, rules, it))),
        );
        lines
    }

    /// The last twelve months as a line of heights, with their sum.
    #[expect(clippy::cast_precision_loss, reason = "the height of a line on a screen")]
    fn year(&self, cx: &Cx<'_>) -> Option<Line> {
        let heights = self.months.map(|minor| minor.max(0) as f64);
        if heights.iter().all(|height| *height <= 0.0) {
            return None;
        }
        let drawn = sparkline(cx.theme, &heights, heights.len());
        // A month without revenue is blank: the edges show where the year begins and ends.
        let edge = cx.theme.symbol(Symbol::Divider);
        let sum = self.months.iter().fold(0_i64, |sum, month| sum.saturating_add(*month));
        let label = cx.words.get("buying-months");
        Some(Line {
            lead: vec![
                (Role::Label, format!("{label}  ")),
                (Role::Bar, format!("{edge}{drawn}{edge}")),
            ],
            text: names::money(cx.words, sum, cx.session().rules().currency),
            role: Role::Text,
        })
    }
}

/// The role of a churn level.
const fn role(level: Level) -> Role {
    match level {
        Level::Normal => Role::Success,
        Level::Late => Role::Due,
        Level::AtRisk => Role::AtRisk,
        Level::Lost => Role::Lost,
    }
}
