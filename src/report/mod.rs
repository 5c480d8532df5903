//! What the data say of the business, a report a file: figures, or a whole [`Document`].

mod adherence;
mod churn;
mod effort;
pub mod funnel;
pub mod grouping;
pub mod high_value;
mod lifecycle;
mod loyalty;
mod pareto;
mod parts;
pub mod review;
pub mod rfm;

use crate::{
    document::{Column, Document, Mark},
    i18n::Words,
    store::{Reader, StoreError},
};

/// An analysis that the workbench and the command line both show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Proposals for other tiers, with their evidence (DOMAIN 1.7).
    #[default]
    Review,
    /// Recency, frequency, money (DOMAIN 2).
    Rfm,
    /// New, active, silent, churned (DOMAIN 6.1).
    Lifecycle,
    /// Who stops buying (DOMAIN 3).
    Churn,
    /// Who brings the revenue (DOMAIN 1.8).
    Pareto,
    /// What each tier takes and gives (DOMAIN 6.5).
    Effort,
    /// Whether contacts came in time (DOMAIN 6.5).
    Adherence,
    /// Satisfaction, recommendation, repurchase (DOMAIN 6.4).
    Loyalty,
    /// High value and key accounts (DOMAIN 6.2, 6.3).
    HighValue,
}

/// Most rows of a list in a report unless more are asked for: a thousand are more than anybody
/// reads, and a list of everybody would be copied for nothing.
pub const MOST_ROWS: usize = 1_000;

impl Topic {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Review,
        Self::Rfm,
        Self::Lifecycle,
        Self::Churn,
        Self::Pareto,
        Self::HighValue,
        Self::Loyalty,
        Self::Effort,
        Self::Adherence,
    ];

    /// Stable name; its words are `insights-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Rfm => "rfm",
            Self::Lifecycle => "lifecycle",
            Self::Churn => "churn",
            Self::Pareto => "pareto",
            Self::Effort => "effort",
            Self::Adherence => "adherence",
            Self::Loyalty => "loyalty",
            Self::HighValue => "high_value",
        }
    }

    /// The topic of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }

    /// What it is called.
    pub fn title(self, words: &Words) -> String {
        words.get(&format!("insights-{}", self.key())).into_owned()
    }

    /// The analysis, as of the reader's day; lists of customers have [`MOST_ROWS`] at most. Some
    /// look at everything that was ever bought: with many customers work for the background.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn document(self, reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
        self.document_of(reader, words, MOST_ROWS)
    }

    /// [`Topic::document`] with at most so many rows in lists of customers; it says how many there
    /// would be.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn document_of(
        self,
        reader: &Reader<'_>,
        words: &Words,
        most: usize,
    ) -> Result<Document, StoreError> {
        match self {
            Self::Review => {
                let review = reader.review()?;
                Ok(review::document(&review, reader.rules(), words, reader.today()))
            }
            Self::Rfm => {
                let rules = reader.rules().buying.rfm;
                rfm::document(reader, words, &rfm::Asked { rules, only: None, most })
            }
            Self::Lifecycle => lifecycle::document(reader, words),
            Self::Churn => churn::document(reader, words, most),
            Self::Pareto => pareto::document(reader, words, most),
            Self::Effort => effort::document(reader, words),
            Self::Adherence => adherence::document(reader, words),
            Self::Loyalty => loyalty::document(reader, words),
            Self::HighValue => high_value::document(reader, words),
        }
    }
}

/// A column that is called as columns of this name are everywhere.
fn column(words: &Words, key: &'static str) -> Column {
    Column { key, label: words.get(&format!("column-{key}")).into_owned() }
}

/// Says how many are in a list of at most so many, where that is not all of them.
fn listed(document: &mut Document, words: &Words, most: usize, total: usize) {
    if most < total {
        let args = [("listed", most.into()), ("total", total.into())];
        document.note(Mark::Muted, words.format("listed-of", &args));
    }
}
