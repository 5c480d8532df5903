//! New, active, silent, churned (DOMAIN 6.1).

use chrono::{Datelike, NaiveDate};

use super::churn::{
    purchases::PurchaseDays,
    rule::{Level, lost_after, silence_after},
};

/// Where a customer stands by purchases and touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lifecycle {
    /// 潜在: never bought, in contact.
    Prospect,
    /// 沉睡潜在: never bought, not in contact.
    DormantProspect,
    /// 新客户: buying, the first purchase lately.
    New,
    /// 活跃: buying.
    Active,
    /// 沉默: silent too long, or lost but in contact.
    Silent,
    /// 流失: lost and not in contact.
    Churned,
}

impl Lifecycle {
    /// All, in the order of a customer's life.
    pub const ALL: [Self; 6] = [
        Self::Prospect,
        Self::DormantProspect,
        Self::New,
        Self::Active,
        Self::Silent,
        Self::Churned,
    ];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::DormantProspect => "dormant_prospect",
            Self::New => "new",
            Self::Active => "active",
            Self::Silent => "silent",
            Self::Churned => "churned",
        }
    }
}

/// The spans that divide the lifecycle: within a span is at most so many days ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spans {
    /// A prospect is dormant without a touch within these days.
    pub prospect_touch: i64,
    /// A buyer is new with its first purchase within these days.
    pub new: i64,
    /// A lost customer is only silent with a touch within these days.
    pub lost_touch: i64,
    /// A purchase after churning is marked within these days.
    pub won_back: i64,
}

impl Default for Spans {
    fn default() -> Self {
        Self { prospect_touch: 180, new: 60, lost_touch: 30, won_back: 90 }
    }
}

/// The lifecycle of a customer. `bought` is the day of the first purchase and the level of the
/// churn rule, `None` for one who never bought; `last_touch` is the latest touch up to today.
pub fn lifecycle(
    bought: Option<(NaiveDate, Level)>,
    last_touch: Option<NaiveDate>,
    spans: &Spans,
    today: NaiveDate,
) -> Lifecycle {
    let within = |day: NaiveDate, days| (today - day).num_days() <= days;
    let touched = |days| last_touch.is_some_and(|day| within(day, days));
    match bought {
        None if touched(spans.prospect_touch) => Lifecycle::Prospect,
        None => Lifecycle::DormantProspect,
        Some((first, Level::Normal | Level::Late)) if within(first, spans.new) => Lifecycle::New,
        Some((_, Level::Normal | Level::Late)) => Lifecycle::Active,
        Some((_, Level::AtRisk)) => Lifecycle::Silent,
        Some((_, Level::Lost)) if touched(spans.lost_touch) => Lifecycle::Silent,
        Some((_, Level::Lost)) => Lifecycle::Churned,
    }
}

/// The purchase that won the customer back (回流): the latest of the last [`Spans::won_back`]
/// days before which the customer was churned on some day. `touches` are the days of touches,
/// ascending; `population` is the usual interval of all customers in days.
pub fn won_back(
    purchases: &PurchaseDays,
    touches: &[NaiveDate],
    population: i64,
    spans: &Spans,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let days = purchases.days();
    let marked = |day: &NaiveDate| (0..=spans.won_back).contains(&(today - *day).num_days());
    let mut candidates = days.iter().enumerate().skip(1).rev();
    candidates.find_map(|(at, day)| {
        let before = days.get(..at)?;
        let interval = silence_after(before, population, *day)?.usual_interval_x2;
        let lost_from = number(*before.last()?) + lost_after(interval) + 1;
        (marked(day) && untouched_from(lost_from, touches, spans.lost_touch) < number(*day))
            .then_some(*day)
    })
}

/// The first day from `day` on that has no touch within `span` days.
fn untouched_from(mut day: i64, touches: &[NaiveDate], span: i64) -> i64 {
    for touch in touches {
        let touch = number(*touch);
        if touch > day {
            break;
        }
        day = day.max(touch + span + 1);
    }
    day
}

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
    }

    fn ago(days: u64) -> NaiveDate {
        today() - Days::new(days)
    }

    #[test]
    fn spans_end_where_they_say() {
        let cases = [
            (None, Some(180), "prospect"),
            (None, Some(181), "dormant_prospect"),
            (None, None, "dormant_prospect"),
            (Some((60, Level::Late)), None, "new"),
            (Some((61, Level::Normal)), None, "active"),
            (Some((10, Level::AtRisk)), Some(0), "silent"),
            (Some((900, Level::Lost)), Some(30), "silent"),
            (Some((900, Level::Lost)), Some(31), "churned"),
        ];
        for (bought, touch, expected) in cases {
            let bought = bought.map(|(days, level)| (ago(days), level));
            let got = lifecycle(bought, touch.map(ago), &Spans::default(), today());
            assert_eq!(got.key(), expected, "{bought:?}, touch {touch:?} days ago");
        }
    }

    #[test]
    fn a_purchase_after_churning_is_marked_for_ninety_days() {
        // Padded with 10 days, the customer is lost from day 31 of silence on.
        let cases: [(&[u64], &[u64], Option<u64>); 8] = [
            (&[121, 89], &[], Some(89)),
            (&[120, 89], &[], None), // bought on what would have been the first lost day
            (&[200, 90], &[], Some(90)),
            (&[200, 91], &[], None),
            (&[200, 50, 45], &[], Some(50)),
            (&[120, 80], &[111], None), // in touch within 30 days as long as it was lost
            (&[120, 80], &[112], Some(80)),
            (&[50], &[], None),
        ];
        for (ages, touches, expected) in cases {
            let purchases = PurchaseDays::new(ages.iter().map(|age| (ago(*age), 1)), today());
            let touches: Vec<NaiveDate> = touches.iter().map(|age| ago(*age)).collect();
            let got = won_back(&purchases, &touches, 10, &Spans::default(), today());
            assert_eq!(got, expected.map(ago), "bought {ages:?}, touched {touches:?} days ago");
        }
    }
}
