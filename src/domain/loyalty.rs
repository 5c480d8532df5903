//! Satisfaction, recommendation, repurchase and the loyalty made of them (DOMAIN 6.4).

use chrono::NaiveDate;

use super::churn::{purchases::PurchaseDays, rule::Level};

/// An answer to a satisfaction survey, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Satisfaction {
    /// 很满意.
    VerySatisfied,
    /// 比较满意, above 满意.
    RatherSatisfied,
    /// 满意.
    Satisfied,
    /// 不满意.
    Dissatisfied,
    /// 很不满意.
    VeryDissatisfied,
}

impl Satisfaction {
    /// All answers, best first.
    pub const ALL: [Self; 5] = [
        Self::VerySatisfied,
        Self::RatherSatisfied,
        Self::Satisfied,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::VerySatisfied => "very_satisfied",
            Self::RatherSatisfied => "rather_satisfied",
            Self::Satisfied => "satisfied",
            Self::Dissatisfied => "dissatisfied",
            Self::VeryDissatisfied => "very_dissatisfied",
        }
    }

    /// The place among [`Self::ALL`] from 1, as a file keeps it: 1 is the best answer.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The answer of a [`number`](Self::number).
    pub fn from_number(number: i64) -> Option<Self> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        Self::ALL.get(place).copied()
    }

    /// 5 (best) to 1.
    const fn points(self) -> u32 {
        5 - self as u32
    }
}

/// The answers to a satisfaction survey together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SatisfactionSummary {
    /// Share of the first three answers, in tenths of a percent.
    pub satisfied_tenths: i64,
    /// Share of the first two answers, in tenths of a percent.
    pub top_two_tenths: i64,
    /// Mean of 5 (best) to 1, in hundredths.
    pub mean_hundredths: i64,
}

/// Sums up how often each answer of [`Satisfaction::ALL`] was given; `None` without an answer.
pub fn satisfaction(counts: [u32; 5]) -> Option<SatisfactionSummary> {
    let answers = || Satisfaction::ALL.into_iter().zip(counts.map(i64::from));
    let upto = |last: Satisfaction| -> i64 {
        answers().filter(|(answer, _)| *answer <= last).map(|(_, count)| count).sum()
    };
    let points: i64 = answers().map(|(answer, n)| i64::from(answer.points()) * n).sum();
    let all = upto(Satisfaction::VeryDissatisfied);
    Some(SatisfactionSummary {
        satisfied_tenths: ratio(1000 * upto(Satisfaction::Satisfied), all)?,
        top_two_tenths: ratio(1000 * upto(Satisfaction::RatherSatisfied), all)?,
        mean_hundredths: ratio(100 * points, all)?,
    })
}

/// The net promoter score with its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nps {
    /// Answers 9 and 10.
    pub promoters: u32,
    /// Answers 7 and 8.
    pub passives: u32,
    /// Answers 0 to 6.
    pub detractors: u32,
    /// Percent of promoters less percent of detractors, −100 to 100.
    pub score: i64,
    /// The same in tenths.
    pub score_tenths: i64,
}

/// Sums up answers 0–10 to "would you recommend us"; `None` without an answer.
pub fn nps(answers: &[u8]) -> Option<Nps> {
    let (mut promoters, mut passives, mut detractors) = (0_u32, 0_u32, 0_u32);
    for answer in answers {
        match answer {
            9.. => promoters += 1,
            7..=8 => passives += 1,
            _ => detractors += 1,
        }
    }
    let net = i64::from(promoters) - i64::from(detractors);
    let all = answers.len() as i64;
    Some(Nps {
        promoters,
        passives,
        detractors,
        score: ratio(100 * net, all)?,
        score_tenths: ratio(1000 * net, all)?,
    })
}

/// How many of a period's buyers bought again in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repurchase {
    /// Customers with a purchase day in the period.
    pub buyers: u64,
    /// Customers with at least two.
    pub repeat_buyers: u64,
    /// Their share in tenths of a percent; `None` without buyers.
    pub rate_tenths: Option<i64>,
}

/// The repurchase rate of the period `from` to `to`, both inclusive.
pub fn repurchase_rate<'a>(
    customers: impl IntoIterator<Item = &'a PurchaseDays>,
    from: NaiveDate,
    to: NaiveDate,
) -> Repurchase {
    let (mut buyers, mut repeat_buyers) = (0, 0);
    for customer in customers {
        let days = customer.days();
        let inside = days.partition_point(|day| *day <= to) as i64
            - days.partition_point(|day| *day < from) as i64;
        buyers += u64::from(inside >= 1);
        repeat_buyers += u64::from(inside >= 2);
    }
    let rate_tenths = ratio(1000 * repeat_buyers as i64, buyers as i64);
    Repurchase { buyers, repeat_buyers, rate_tenths }
}

/// How likely a customer buys again, in whole percent: the survey's answer; else P(alive) of the
/// purchase model, given only with the model on and a repeat purchase; else by the churn level.
pub fn repurchase_pct(
    survey: Option<u8>,
    p_alive: Option<f64>,
    level: Option<Level>,
) -> Option<u8> {
    survey.or(p_alive.map(|p| (100.0 * p).round() as u8)).or(level.map(|level| match level {
        Level::Normal => 75,
        Level::Late => 60,
        Level::AtRisk => 40,
        Level::Lost => 20,
    }))
}

/// What is known of a customer's loyalty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The latest satisfaction.
    pub satisfaction: Option<Satisfaction>,
    /// Probability to buy again in percent ([`repurchase_pct`]).
    pub repurchase_pct: Option<u8>,
    /// Would recommend, 0–10.
    pub recommend: Option<u8>,
}

/// What the loyalty index says, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loyalty {
    /// From 75.
    Loyal,
    /// From 40.
    Neutral,
    /// Below.
    AtRisk,
}

impl Loyalty {
    /// All levels, best first.
    pub const ALL: [Self; 3] = [Self::Loyal, Self::Neutral, Self::AtRisk];

    /// The level of an index.
    pub const fn of(index: u8) -> Self {
        match index {
            75.. => Self::Loyal,
            40..=74 => Self::Neutral,
            _ => Self::AtRisk,
        }
    }

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Loyal => "loyal",
            Self::Neutral => "neutral",
            Self::AtRisk => "at_risk",
        }
    }
}

impl Signs {
    /// The loyalty index 0–100: the mean of the signs that are present, `None` without any.
    pub fn index(&self) -> Option<u8> {
        let satisfaction = self.satisfaction.map(|answer| 25 * (i64::from(answer.points()) - 1));
        let repurchase = self.repurchase_pct.map(|percent| match percent {
            71.. => 100,
            30..=70 => 50,
            _ => 0,
        });
        let recommend = self.recommend.map(|answer| match answer {
            9.. => 100,
            7..=8 => 50,
            _ => 0,
        });
        let present = [satisfaction, repurchase, recommend];
        let sum: i64 = present.iter().flatten().sum();
        ratio(sum, present.iter().flatten().count() as i64).map(|index| index as u8)
    }
}

/// `part / whole` rounded half away from zero; `None` for a `whole` of 0.
fn ratio(part: i64, whole: i64) -> Option<i64> {
    let half = if part < 0 { -whole } else { whole };
    (2 * part + half).checked_div(2 * whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero() {
        let cases = [(5, 2, Some(3)), (-5, 2, Some(-3)), (4, 3, Some(1)), (-4, 3, Some(-1))];
        for (part, whole, expected) in cases.into_iter().chain([(7, 0, None)]) {
            assert_eq!(ratio(part, whole), expected, "{part} / {whole}");
        }
    }

    #[test]
    fn an_answer_is_kept_by_its_place() {
        let kept = Satisfaction::ALL.map(|answer| i64::from(answer.number()));
        assert_eq!(kept, [1, 2, 3, 4, 5]);
        assert_eq!(kept.map(Satisfaction::from_number), Satisfaction::ALL.map(Some));
        assert_eq!([0, 6, -1].map(Satisfaction::from_number), [None; 3]);
    }

    #[test]
    fn the_best_source_gives_the_repurchase_probability() {
        let late = Some(Level::Late);
        assert_eq!(repurchase_pct(Some(10), Some(0.8), late), Some(10));
        assert_eq!(repurchase_pct(None, Some(0.725), late), Some(73));
        assert_eq!(repurchase_pct(None, None, late), Some(60));
        assert_eq!(repurchase_pct(None, None, None), None);
    }

    #[test]
    fn a_repeat_buyer_has_two_days_inside_the_period() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        let bought = |days: &[u32]| PurchaseDays::new(days.iter().map(|n| (day(*n), 1)), day(31));
        let customers = [bought(&[1, 10]), bought(&[10, 20]), bought(&[9, 21]), bought(&[])];
        let expected = Repurchase { buyers: 2, repeat_buyers: 1, rate_tenths: Some(500) };
        assert_eq!(repurchase_rate(&customers, day(10), day(20)), expected);
        assert_eq!(repurchase_rate(&[], day(1), day(2)).rate_tenths, None);
    }
}
