//! The entry line: what happened, in one line of text with markers (PRODUCT: Logging).
//!
//! `谈了价格 >周五 !接通 @张敏 +报价 ~20m`: a marker is a sign at the start of a word with its value
//! directly behind it; everything else is the note. A sign inside a word (`a>b`, `x@y.com`), alone,
//! or with a bare number behind it (`+86`, `>100`, `#12`) is text, and a backslash in front makes it
//! so. English and Chinese words and full-width signs are always accepted. A marker that cannot be
//! taken stays in the note, so that nothing typed is lost, and is reported as a problem.

mod complete;
mod duration;
mod scan;
mod vocabulary;
mod when;

use std::ops::Range;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

pub use complete::{Completion, Label, complete};
pub use vocabulary::Vocabulary;

use crate::domain::{activity::Outcome, id::ContactId, money::Money, tier::Evidence};
use scan::{Marker, Piece};
use vocabulary::{Found, fold};
use when::Sense;

/// What the entry line must know to be read.
#[derive(Clone, Copy)]
pub struct EntryContext<'a> {
    /// Now, in the home zone.
    pub now: NaiveDateTime,
    /// The business day, which days are counted from: before the start of a day the one before.
    pub today: NaiveDate,
    /// Whether a day is a working day (DOMAIN 4.3).
    pub is_working: &'a dyn Fn(NaiveDate) -> bool,
    /// The words of outcomes, stages and evidence.
    pub vocabulary: &'a Vocabulary,
    /// The contacts of the customer.
    pub contacts: &'a [(ContactId, String)],
    /// The tags in use.
    pub tags: &'a [String],
    /// Reads an amount with its sign: `$48,000`, `¥4.8万`.
    pub parse_money: &'a dyn Fn(&str) -> Option<Money>,
    /// Whether completions of nothing typed yet are in Chinese.
    pub chinese: bool,
}

/// The explicit next step: a promise with its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The day. A distance (`3d`) has been rolled to a working day, a named day is kept.
    pub on: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// Whether the day is a working day.
    pub working: bool,
}

/// When it happened; without a time, some time that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The day.
    pub on: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// What the line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Everything that is not a marker.
    pub note: String,
    /// `>` the next step.
    pub next: Option<NextStep>,
    /// `!` the outcome.
    pub outcome: Option<Outcome>,
    /// `@` the contact.
    pub contact: Option<ContactId>,
    /// `#` the tags, in order, each once.
    pub tags: Vec<String>,
    /// `+` the key of the stage the deal moves to.
    pub stage: Option<String>,
    /// `$ ¥ € £` the deal's value.
    pub amount: Option<Money>,
    /// `=` what is now known about the need, each once (DOMAIN 1.2).
    pub evidence: Vec<Evidence>,
    /// `~` how long it took.
    pub duration_minutes: Option<u32>,
    /// `^` when it happened; `None` = now.
    pub happened: Option<Happened>,
}

/// What a marker sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerKind {
    /// `>` the next step.
    Next,
    /// `!` the outcome.
    Outcome,
    /// `@` the contact.
    Contact,
    /// `#` a tag.
    Tag,
    /// `+` the stage of the deal.
    Stage,
    /// `$ ¥ € £` the value of the deal.
    Amount,
    /// `=` evidence of the need.
    Evidence,
    /// `~` the duration.
    Duration,
    /// `^` when it happened.
    Happened,
}

impl MarkerKind {
    /// All kinds, in the order in which help shows them.
    pub const ALL: [Self; 9] = [
        Self::Next,
        Self::Outcome,
        Self::Contact,
        Self::Tag,
        Self::Stage,
        Self::Amount,
        Self::Evidence,
        Self::Duration,
        Self::Happened,
    ];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Outcome => "outcome",
            Self::Contact => "contact",
            Self::Tag => "tag",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Evidence => "evidence",
            Self::Duration => "duration",
            Self::Happened => "happened",
        }
    }

    /// Whether several of them add up instead of replacing each other.
    const fn is_many(self) -> bool {
        matches!(self, Self::Tag | Self::Evidence)
    }
}

/// A marker in the text, for colouring it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it sets.
    pub kind: MarkerKind,
    /// Whether it does: not if it is not understood, or replaced by a later one.
    pub ok: bool,
}

/// Something to tell about a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What.
    pub kind: ProblemKind,
}

/// What is to tell about a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The value is not one. For a contact: one of this name may be created.
    Unknown {
        /// Of what.
        kind: MarkerKind,
        /// The value as typed.
        text: String,
    },
    /// Several fit.
    Ambiguous {
        /// Of what.
        kind: MarkerKind,
        /// The value as typed.
        text: String,
        /// What fits.
        candidates: Vec<String>,
    },
    /// A later one of the same kind counts.
    Overridden {
        /// Of what.
        kind: MarkerKind,
    },
    /// The next step lies before now.
    Past {
        /// The day meant.
        on: NaiveDate,
    },
    /// What happened lies after now.
    Future {
        /// The day meant.
        on: NaiveDate,
    },
    /// The next step is on a day off; it is kept, another day is offered (DOMAIN 4.4).
    NotWorkingDay {
        /// The day meant.
        on: NaiveDate,
        /// The next working day.
        offered: NaiveDate,
    },
}

impl ProblemKind {
    /// Stable key: `unknown-contact`, `ambiguous`, `past` …
    pub fn key(&self) -> String {
        match self {
            Self::Unknown { kind, .. } => format!("unknown-{}", kind.key()),
            Self::Ambiguous { .. } => "ambiguous".to_owned(),
            Self::Overridden { .. } => "overridden".to_owned(),
            Self::Past { .. } => "past".to_owned(),
            Self::Future { .. } => "future".to_owned(),
            Self::NotWorkingDay { .. } => "not_working_day".to_owned(),
        }
    }

    /// Whether the marker was not taken. The others are only worth telling.
    pub const fn refuses(&self) -> bool {
        !matches!(self, Self::Overridden { .. } | Self::NotWorkingDay { .. })
    }
}

/// A line that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What it says.
    pub entry: Entry,
    /// Its markers, in order.
    pub spans: Vec<Span>,
    /// What is to tell, in order.
    pub problems: Vec<Problem>,
}

/// Reads a line. Every text can be read; what is not understood is in the note and the problems.
pub fn parse(text: &str, cx: &EntryContext<'_>) -> Parsed {
    let mut parsed = Parsed::default();
    let mut note = Note::default();
    for piece in scan::scan(text, cx) {
        match piece {
            Piece::Text(range) => note.push(slice(text, &range)),
            Piece::Marker(marker) => {
                let value = slice(text, &marker.value);
                match read(&marker, value, text, cx, &mut parsed) {
                    Ok(()) => note.gap = true,
                    Err(Refusal::Text) => note.push(slice(text, &marker.range)),
                    Err(Refusal::Problem(kind)) => {
                        note.push(slice(text, &marker.range));
                        let range = marker.range.clone();
                        parsed.spans.push(Span { range, kind: marker.kind, ok: false });
                        parsed.problems.push(Problem { range: marker.range, kind });
                    }
                }
            }
        }
    }
    parsed.problems.sort_by_key(|problem| problem.range.start);
    parsed.entry.note = note.text.trim().to_owned();
    parsed
}

/// The first working day from `day` on; `day` itself if there is none within a year.
pub(super) fn roll(day: NaiveDate, is_working: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    day.iter_days().take(366).find(|day| is_working(*day)).unwrap_or(day)
}

/// Why a marker is not taken.
enum Refusal {
    /// It is no marker, only looks like one.
    Text,
    /// It is one, and this is wrong.
    Problem(ProblemKind),
}

/// Takes one marker into the entry.
fn read(
    marker: &Marker,
    value: &str,
    text: &str,
    cx: &EntryContext<'_>,
    parsed: &mut Parsed,
) -> Result<(), Refusal> {
    let kind = marker.kind;
    let unknown = || Refusal::unknown(marker, value);
    let mut notice = None;
    match kind {
        MarkerKind::Next => {
            let (next, offered) = next_step(value, cx).ok_or_else(unknown)??;
            notice = offered.map(|offered| ProblemKind::NotWorkingDay { on: next.on, offered });
            parsed.entry.next = Some(next);
        }
        MarkerKind::Happened => {
            let when = when::when(value, cx.now, cx.today, Sense::Back).ok_or_else(unknown)?;
            let late = match when.time {
                Some(time) => when.on.and_time(time) > cx.now,
                None => when.on > cx.today,
            };
            if late {
                return Err(Refusal::Problem(ProblemKind::Future { on: when.on }));
            }
            parsed.entry.happened = Some(Happened { on: when.on, time: when.time });
        }
        MarkerKind::Outcome => {
            let outcome = cx.vocabulary.outcome(value).one(marker, value)?;
            parsed.entry.outcome = Some(outcome);
        }
        MarkerKind::Stage => {
            parsed.entry.stage = Some(cx.vocabulary.stage(value).one(marker, value)?);
        }
        MarkerKind::Evidence => {
            let evidence = cx.vocabulary.evidence(value).one(marker, value)?;
            push_once(&mut parsed.entry.evidence, evidence);
        }
        MarkerKind::Contact => {
            parsed.entry.contact = Some(contact(value, cx.contacts).one(marker, value)?);
        }
        MarkerKind::Tag => {
            if is_bare_number(value) {
                return Err(Refusal::Text);
            }
            let known = cx.tags.iter().find(|tag| fold(tag) == fold(value));
            push_once(&mut parsed.entry.tags, known.map_or(value, |tag| tag).to_owned());
        }
        MarkerKind::Amount => {
            let amount = (cx.parse_money)(slice(text, &marker.range)).ok_or_else(unknown)?;
            parsed.entry.amount = Some(amount);
        }
        MarkerKind::Duration => {
            let minutes = duration::minutes(value).ok_or_else(unknown)?;
            parsed.entry.duration_minutes = Some(minutes);
        }
    }
    if !kind.is_many() {
        override_earlier(kind, parsed);
    }
    parsed.spans.push(Span { range: marker.range.clone(), kind, ok: true });
    parsed.problems.extend(notice.map(|kind| Problem { range: marker.range.clone(), kind }));
    Ok(())
}

impl Refusal {
    fn unknown(marker: &Marker, value: &str) -> Self {
        let text = value.to_owned();
        match marker.kind {
            // `~/notes` and `~ok` are no durations that went wrong.
            MarkerKind::Duration if !value.starts_with(|c: char| c.is_numeric()) => Self::Text,
            // An amount is a number, and `》` also closes a title.
            kind if kind != MarkerKind::Amount && (is_bare_number(value) || marker.lenient) => {
                Self::Text
            }
            kind => Self::Problem(ProblemKind::Unknown { kind, text }),
        }
    }
}

impl<T> Found<T> {
    fn one(self, marker: &Marker, value: &str) -> Result<T, Refusal> {
        match self {
            Self::One(found) => Ok(found),
            Self::Many(candidates) => Err(Refusal::Problem(ProblemKind::Ambiguous {
                kind: marker.kind,
                text: value.to_owned(),
                candidates,
            })),
            Self::None => Err(Refusal::unknown(marker, value)),
        }
    }
}

type Offered = Option<NaiveDate>;

/// The next step and, when it is on a day off, the working day to offer.
fn next_step(value: &str, cx: &EntryContext<'_>) -> Option<Result<(NextStep, Offered), Refusal>> {
    let when = when::when(value, cx.now, cx.today, Sense::Ahead)?;
    let early = match when.time {
        Some(time) => when.on.and_time(time) < cx.now,
        None => when.on < cx.today,
    };
    if early {
        return Some(Err(Refusal::Problem(ProblemKind::Past { on: when.on })));
    }
    let on = if when.rolls { roll(when.on, cx.is_working) } else { when.on };
    let working = (cx.is_working)(on);
    let offered = (!working)
        .then(|| on.checked_add_days(Days::new(1)))
        .flatten()
        .map(|day| roll(day, cx.is_working));
    Some(Ok((NextStep { on, time: when.time, working }, offered)))
}

/// By whole name, else by its beginning, else by a part of it.
fn contact(value: &str, contacts: &[(ContactId, String)]) -> Found<ContactId> {
    let value = fold(value);
    let by = |fits: &dyn Fn(&str) -> bool| -> Vec<&(ContactId, String)> {
        contacts.iter().filter(|(_, name)| fits(&fold(name))).collect()
    };
    let found = [
        by(&|name| name == value),
        by(&|name| name.starts_with(&value)),
        by(&|name| name.contains(&value)),
    ];
    match found.into_iter().find(|found| !found.is_empty()).as_deref() {
        None => Found::None,
        Some([(id, _)]) => Found::One(*id),
        Some(several) => Found::Many(several.iter().map(|(_, name)| name.clone()).collect()),
    }
}

/// Flags the marker of this kind that counted until now; what was told about it no longer matters.
fn override_earlier(kind: MarkerKind, parsed: &mut Parsed) {
    let Some(span) = parsed.spans.iter_mut().find(|span| span.kind == kind && span.ok) else {
        return;
    };
    span.ok = false;
    let range = span.range.clone();
    parsed.problems.retain(|problem| problem.range != range);
    parsed.problems.push(Problem { range, kind: ProblemKind::Overridden { kind } });
}

/// The note while it is put together from the texts between the markers.
#[derive(Default)]
struct Note {
    text: String,
    /// Whether a marker was left out since the last text.
    gap: bool,
}

impl Note {
    /// Adds a text; where a marker was left out, one blank or one stop stays of the two around it.
    fn push(&mut self, mut text: &str) {
        if self.gap {
            let before = self.text.trim_end();
            let stop = text.chars().next().filter(|c| STOPS.contains(c));
            if stop.is_some() && (before.is_empty() || before.chars().next_back() == stop) {
                text = text.trim_start_matches(STOPS);
            } else if stop.is_some() {
                // `later >fri.` is `later.` without its marker.
                self.text.truncate(before.len());
            }
            if self.text.is_empty() || self.text.ends_with(char::is_whitespace) {
                text = text.trim_start();
            }
        }
        self.gap &= text.is_empty();
        self.text.push_str(text);
    }
}

const STOPS: [char; 7] = [',', ';', '.', '，', '；', '、', '。'];

fn push_once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Digits with what stands among and around the digits of a number: `100`, `3.5%`, `1,200`.
fn is_bare_number(value: &str) -> bool {
    value.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '，' | '%' | '％'))
}

/// The text in a range; empty if the range does not lie on characters.
fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
