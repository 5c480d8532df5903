//! What the data say of the business, a report a file: figures, or a whole [`Document`].

pub mod funnel;
mod lifecycle;
pub mod review;

use crate::{
    document::Document,
    i18n::Words,
    store::{Reader, StoreError},
};

/// An analysis that the workbench and the command line both show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Proposals for other tiers, with their evidence (DOMAIN 1.7).
    Review,
    /// New, active, silent, churned (DOMAIN 6.1).
    #[default]
    Lifecycle,
}

impl Topic {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Review, Self::Lifecycle];

    /// Stable name; its words are `insights-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Lifecycle => "lifecycle",
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

    /// The analysis, as of the reader's day.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn document(self, reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
        match self {
            Self::Review => {
                let review = reader.review()?;
                Ok(review::document(&review, reader.rules(), words, reader.today()))
            }
            Self::Lifecycle => lifecycle::document(reader, words),
        }
    }
}
