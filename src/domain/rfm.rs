//! Recency, frequency, monetary value: scores, bands, segments (DOMAIN 2).

use chrono::NaiveDate;

/// Which orders count for frequency and money (DOMAIN 2.1). Recency looks at all time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The last so many days, the as-of day included.
    Days(u32),
    /// All orders up to the as-of day.
    All,
}

impl Default for Window {
    fn default() -> Self {
        Self::Days(365)
    }
}

impl Window {
    /// The window of a key: `all`, or how many days, at least 1.
    pub fn from_key(key: &str) -> Option<Self> {
        match key.trim() {
            "all" => Some(Self::All),
            days => days.parse().ok().filter(|days| *days > 0).map(Self::Days),
        }
    }

    /// Its key in files and answers.
    pub fn key(self) -> String {
        match self {
            Self::Days(days) => days.to_string(),
            Self::All => "all".to_owned(),
        }
    }
}

/// What is scored of one customer (DOMAIN 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Days from the last order, of all time, to the as-of day.
    pub recency_days: i64,
    /// Number of orders in the window; refunds are not orders.
    pub frequency: i64,
    /// Sum of the window's amounts in minor units, refunds included; may be negative.
    pub monetary_minor: i64,
}

/// A customer's figures from its uncancelled orders (day, amount in minor units; a refund is
/// negative), in any order. `None` without an order on or before `as_of`: a prospect (DOMAIN 2.1).
pub fn figures(
    orders: impl IntoIterator<Item = (NaiveDate, i64)>,
    as_of: NaiveDate,
    window: Window,
) -> Option<Figures> {
    let mut recency = None;
    let mut frequency = 0;
    let mut monetary = 0_i128;
    for (day, amount) in orders {
        let age = as_of.signed_duration_since(day).num_days();
        if age < 0 {
            continue;
        }
        if amount > 0 {
            recency = Some(recency.map_or(age, |known: i64| known.min(age)));
        }
        if match window {
            Window::All => true,
            Window::Days(days) => age < i64::from(days),
        } {
            frequency += i64::from(amount > 0);
            monetary += i128::from(amount);
        }
    }
    Some(Figures {
        recency_days: recency?,
        frequency,
        monetary_minor: monetary.clamp(i64::MIN.into(), i64::MAX.into()) as i64,
    })
}

/// How figures become scores and segments; all of it is the team's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RfmRules {
    /// Which orders count.
    pub window: Window,
    /// How figures become scores; without a choice their number decides.
    pub method: Option<Method>,
    /// What a high score is.
    pub split: SplitBy,
    /// The edges of [`Method::Thresholds`].
    pub thresholds: Thresholds,
}

/// How figures become scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Against the quintiles of the scored customers (DOMAIN 2.2).
    Quintiles,
    /// Against fixed thresholds (DOMAIN 2.3).
    Thresholds,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 2] = [Self::Quintiles, Self::Thresholds];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Quintiles => "quintiles",
            Self::Thresholds => "thresholds",
        }
    }

    /// The method where the user chose none: quintiles from 25 scored customers on.
    pub const fn for_count(customers: usize) -> Self {
        if customers >= 25 { Self::Quintiles } else { Self::Thresholds }
    }
}

/// Ascending edges of [`Method::Thresholds`]; a value equal to an edge has reached it (DOMAIN 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Days since the last order.
    pub recency_days: [i64; 4],
    /// Number of orders.
    pub frequency: [i64; 4],
    /// Minor units.
    pub monetary_minor: [i64; 4],
}

impl Default for Thresholds {
    /// The money edges are 5,000, 20,000, 50,000 and 100,000 units of a currency with two decimals.
    fn default() -> Self {
        Self {
            recency_days: [31, 91, 181, 366],
            frequency: [2, 3, 5, 9],
            monetary_minor: [500_000, 2_000_000, 5_000_000, 10_000_000],
        }
    }
}

/// A customer's three scores, each 1 (worst) to 5 (best).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scores {
    /// Recency: 5 is the most recent.
    pub r: u8,
    /// Frequency.
    pub f: u8,
    /// Monetary value.
    pub m: u8,
}

impl Scores {
    /// R + F + M, 3–15.
    pub const fn total(self) -> u8 {
        self.r + self.f + self.m
    }

    /// The band of the total (DOMAIN 2.4).
    pub const fn band(self) -> Band {
        match self.total() {
            12.. => Band::High,
            8..=11 => Band::Medium,
            _ => Band::Low,
        }
    }
}

/// The scores of all customers, in their order (DOMAIN 2.2, 2.3). Equal figures get equal scores.
pub fn score(customers: &[Figures], method: Method, thresholds: &Thresholds) -> Vec<Scores> {
    let edges = Edges::new(customers, method, thresholds);
    customers.iter().map(|figures| edges.scores(figures)).collect()
}

/// What all customers' figures make of the figures of one: scores and segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// How figures become scores.
    pub method: Method,
    edges: Edges,
    split: Split,
}

impl Scale {
    /// The scale of all scored customers.
    pub fn new(customers: &[Figures], rules: &RfmRules) -> Self {
        let method = rules.method.unwrap_or_else(|| Method::for_count(customers.len()));
        let edges = Edges::new(customers, method, &rules.thresholds);
        let split = match rules.split {
            SplitBy::Fixed4 => Split::FIXED4,
            SplitBy::Mean => {
                let all: Vec<Scores> =
                    customers.iter().map(|figures| edges.scores(figures)).collect();
                Split::mean(&all)
            }
        };
        Self { method, edges, split }
    }

    /// The scores of a customer's figures.
    pub fn scores(&self, figures: &Figures) -> Scores {
        self.edges.scores(figures)
    }

    /// The segment of a customer's scores.
    pub const fn segment(&self, scores: Scores) -> Segment {
        self.split.segment(scores)
    }

    /// The values from which on F and M have one point more and R one less, whatever the method:
    /// for whole values, above a quintile is from the next whole value on.
    pub fn thresholds(&self) -> Thresholds {
        let from = |bins: &Bins| bins.0.map(|edge| edge.saturating_add(1));
        Thresholds {
            recency_days: from(&self.edges.recency),
            frequency: from(&self.edges.frequency),
            monetary_minor: from(&self.edges.monetary),
        }
    }
}

/// The edges between the scores of each dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edges {
    recency: Bins,
    frequency: Bins,
    monetary: Bins,
}

impl Edges {
    fn new(customers: &[Figures], method: Method, thresholds: &Thresholds) -> Self {
        let bins = |of: fn(&Figures) -> i64, edges: [i64; 4]| match method {
            Method::Quintiles => Bins::quintiles(&mut customers.iter().map(of).collect::<Vec<_>>()),
            Method::Thresholds => Bins::reached(edges),
        };
        Self {
            recency: bins(|figures| figures.recency_days, thresholds.recency_days),
            frequency: bins(|figures| figures.frequency, thresholds.frequency),
            monetary: bins(|figures| figures.monetary_minor, thresholds.monetary_minor),
        }
    }

    fn scores(&self, figures: &Figures) -> Scores {
        Scores {
            r: 5 - self.recency.below(figures.recency_days),
            f: 1 + self.frequency.below(figures.frequency),
            m: 1 + self.monetary.below(figures.monetary_minor),
        }
    }
}

/// Four ascending edges between five bins; an edge itself lies in the bin below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bins([i64; 4]);

impl Bins {
    /// Between the quintiles. For whole values, `edge < value` is `floor(edge) < value`.
    fn quintiles(values: &mut [i64]) -> Self {
        Self(quintiles_x5(values).map(|edge| edge.div_euclid(5) as i64))
    }

    /// With edges that belong to the bin above them: `edge ≤ value` is `edge − 1 < value`.
    fn reached(edges: [i64; 4]) -> Self {
        Self(edges.map(|edge| edge.saturating_sub(1)))
    }

    /// The number of edges below a value, 0–4.
    fn below(&self, value: i64) -> u8 {
        self.0.iter().map(|edge| u8::from(*edge < value)).sum()
    }
}

/// Five times the inner quintiles q20, q40, q60, q80 (type 7), exact; zeros without values.
/// Sorts the values (DOMAIN 2.2).
pub fn quintiles_x5(values: &mut [i64]) -> [i128; 4] {
    values.sort_unstable();
    let steps = values.len().saturating_sub(1);
    [1, 2, 3, 4].map(|k| {
        let (at, fifths) = (steps * k / 5, steps * k % 5);
        let low = values.get(at).map_or(0, |value| i128::from(*value));
        let high = values.get(at + 1).map_or(low, |value| i128::from(*value));
        5 * low + fifths as i128 * (high - low)
    })
}

/// What the total of the scores says (DOMAIN 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// 12–15, 高价值.
    High,
    /// 8–11, 中价值.
    Medium,
    /// 3–7, 低价值.
    Low,
}

impl Band {
    /// All bands, best first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// The eight segments of recency, frequency and money, each high or not (DOMAIN 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// 重要价值: recent, often, much.
    KeyValue,
    /// 重要发展: recent, seldom, much.
    KeyDevelop,
    /// 重要保持: long ago, often, much.
    KeyKeep,
    /// 重要挽留: long ago, seldom, much.
    KeyWinBack,
    /// 一般价值: recent, often, little.
    GeneralValue,
    /// 一般发展: recent, seldom, little.
    GeneralDevelop,
    /// 一般保持: long ago, often, little.
    GeneralKeep,
    /// 一般挽留: long ago, seldom, little.
    GeneralWinBack,
}

impl Segment {
    /// All segments in the order of DOMAIN 2.5.
    pub const ALL: [Self; 8] = [
        Self::KeyValue,
        Self::KeyDevelop,
        Self::KeyKeep,
        Self::KeyWinBack,
        Self::GeneralValue,
        Self::GeneralDevelop,
        Self::GeneralKeep,
        Self::GeneralWinBack,
    ];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::KeyValue => "key_value",
            Self::KeyDevelop => "key_develop",
            Self::KeyKeep => "key_keep",
            Self::KeyWinBack => "key_win_back",
            Self::GeneralValue => "general_value",
            Self::GeneralDevelop => "general_develop",
            Self::GeneralKeep => "general_keep",
            Self::GeneralWinBack => "general_win_back",
        }
    }
}

/// What a high score is measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SplitBy {
    /// The mean of the scored customers ([`Split::mean`]).
    #[default]
    Mean,
    /// [`Split::FIXED4`].
    Fixed4,
}

impl SplitBy {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Mean, Self::Fixed4];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Fixed4 => "fixed4",
        }
    }
}

/// From which score on a dimension is high (DOMAIN 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    least_high: Scores,
}

impl Split {
    /// High from 4 on, whatever the others have: it does not move with them.
    pub const FIXED4: Self = Self { least_high: Scores { r: 4, f: 4, m: 4 } };

    /// High strictly above the mean of the scored customers (the default).
    pub fn mean(scored: &[Scores]) -> Self {
        let above = |of: fn(&Scores) -> u8| {
            let sum: u64 = scored.iter().map(|scores| u64::from(of(scores))).sum();
            // n·score > Σ for a whole score is score > floor(Σ / n); scores are at most 5.
            sum.checked_div(scored.len() as u64).map_or(1, |mean| mean as u8 + 1)
        };
        Self {
            least_high: Scores {
                r: above(|scores| scores.r),
                f: above(|scores| scores.f),
                m: above(|scores| scores.m),
            },
        }
    }

    /// The segment of a customer's scores.
    pub const fn segment(self, scores: Scores) -> Segment {
        let high = self.least_high;
        match (scores.r >= high.r, scores.f >= high.f, scores.m >= high.m) {
            (true, true, true) => Segment::KeyValue,
            (true, false, true) => Segment::KeyDevelop,
            (false, true, true) => Segment::KeyKeep,
            (false, false, true) => Segment::KeyWinBack,
            (true, true, false) => Segment::GeneralValue,
            (true, false, false) => Segment::GeneralDevelop,
            (false, true, false) => Segment::GeneralKeep,
            (false, false, false) => Segment::GeneralWinBack,
        }
    }
}

/// How many customers have each pair of R (first index, score − 1) and F (second, score − 1).
pub fn grid(scored: &[Scores]) -> [[usize; 5]; 5] {
    let mut cells = [[0; 5]; 5];
    for scores in scored {
        let row = cells.get_mut(usize::from(scores.r).wrapping_sub(1));
        if let Some(cell) = row.and_then(|row| row.get_mut(usize::from(scores.f).wrapping_sub(1))) {
            *cell += 1;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn figures_count_orders_of_the_window_and_refunds_only_as_money() {
        let as_of = day("2026-06-30");
        let orders = [
            (day("2025-06-30"), 500), // 365 days ago: just outside
            (day("2025-07-01"), 700), // the window's first day
            (day("2026-06-30"), -200),
            (day("2026-06-20"), 0),
            (day("2026-07-01"), 900), // after the as-of day
        ];
        let of = |window| figures(orders, as_of, window);
        let expect = |frequency, monetary_minor| {
            Some(Figures { recency_days: 364, frequency, monetary_minor })
        };
        assert_eq!(of(Window::default()), expect(1, 500));
        assert_eq!(of(Window::All), expect(2, 1000));
        assert_eq!(of(Window::Days(30)), expect(0, -200));
        assert_eq!(figures([(as_of, -1), (as_of, 0)], as_of, Window::All), None);
    }

    #[test]
    fn a_value_on_an_edge_is_below_a_quintile_and_above_a_threshold() {
        let customers: Vec<Figures> =
            (1..=6).map(|n| Figures { recency_days: n, frequency: n, monetary_minor: n }).collect();
        let edges = [2, 3, 4, 5];
        let thresholds =
            Thresholds { recency_days: edges, frequency: edges, monetary_minor: edges };
        let scores = |method| -> Vec<(u8, u8)> {
            score(&customers, method, &thresholds).iter().map(|s| (s.r, s.f)).collect()
        };
        // The quintiles of 1..6 are 2, 3, 4, 5 too.
        assert_eq!(scores(Method::Quintiles), [(5, 1), (5, 1), (4, 2), (3, 3), (2, 4), (1, 5)]);
        assert_eq!(scores(Method::Thresholds), [(5, 1), (4, 2), (3, 3), (2, 4), (1, 5), (1, 5)]);
        assert_eq!(Method::for_count(24), Method::Thresholds);
        assert_eq!(Method::for_count(25), Method::Quintiles);
        assert!(score(&[], Method::Quintiles, &thresholds).is_empty());
    }

    #[test]
    fn a_scale_tells_from_which_values_on_a_score_is_better() {
        let customers: Vec<Figures> = (1..=30)
            .map(|n| Figures { recency_days: n, frequency: n % 7, monetary_minor: 100 * n })
            .collect();
        for (rules, method) in [
            (RfmRules::default(), Method::Quintiles),
            (
                RfmRules { method: Some(Method::Thresholds), ..RfmRules::default() },
                Method::Thresholds,
            ),
        ] {
            let scale = Scale::new(&customers, &rules);
            assert_eq!(scale.method, method);
            let told = scale.thresholds();
            let scored = score(&customers, Method::Thresholds, &told);
            let own: Vec<Scores> = customers.iter().map(|it| scale.scores(it)).collect();
            assert_eq!(own, scored, "what is told scores alike");
            assert_eq!(own, score(&customers, method, &rules.thresholds));
            let split = Split::mean(&own);
            assert!(own.iter().all(|scores| scale.segment(*scores) == split.segment(*scores)));
        }
        assert_eq!(Scale::new(&[], &RfmRules::default()).method, Method::Thresholds);
        let windows = ["all", "30", "365"].map(|key| Window::from_key(key).map(Window::key));
        assert_eq!(windows.map(Option::unwrap), ["all", "30", "365"]);
        for key in ["", "0", "-3", "1.5", "a year", "99999999999"] {
            assert_eq!(Window::from_key(key), None, "{key}");
        }
    }

    #[test]
    fn high_is_strictly_above_the_mean_score() {
        let scored = [Scores { r: 5, f: 3, m: 1 }, Scores { r: 1, f: 3, m: 2 }];
        let split = Split::mean(&scored);
        assert_eq!(
            scored.map(|s| split.segment(s)),
            [Segment::GeneralDevelop, Segment::KeyWinBack]
        );
        assert_eq!(Split::FIXED4.segment(Scores { r: 3, f: 4, m: 5 }), Segment::KeyKeep);
        assert_eq!(grid(&scored)[4][2], 1);
        assert_eq!(grid(&scored)[0][2], 1);
    }

    proptest! {
        #[test]
        fn scores_follow_the_figures(
            rows in prop::collection::vec((0..40_i64, 0..6_i64, any::<i64>()), 1..60),
            method in prop_oneof![Just(Method::Quintiles), Just(Method::Thresholds)],
        ) {
            let customers: Vec<Figures> = rows
                .iter()
                .map(|&(recency_days, frequency, monetary_minor)| Figures {
                    recency_days, frequency, monetary_minor,
                })
                .collect();
            let scored = score(&customers, method, &Thresholds::default());
            for (a, sa) in customers.iter().zip(&scored) {
                for (b, sb) in customers.iter().zip(&scored) {
                    // `≤` both ways makes equal figures equal scores.
                    prop_assert!(a.recency_days < b.recency_days || sa.r <= sb.r);
                    prop_assert!(a.frequency > b.frequency || sa.f <= sb.f);
                    prop_assert!(a.monetary_minor > b.monetary_minor || sa.m <= sb.m);
                }
                prop_assert!((1..=5).contains(&sa.r) && (1..=5).contains(&sa.f));
            }
            prop_assert_eq!(grid(&scored).iter().flatten().sum::<usize>(), scored.len());
        }
    }
}
