//! Every word that is shown, in the user's language.
//!
//! The words live in `assets/lang/<language>/<area>.ftl`. Keys are kebab-case with the area or the
//! kind of thing in front (`tier-a`, `today-section-overdue`); the stable name of an action, stage,
//! outcome … follows its prefix as it is stored (`action-log_call`, `outcome-no_answer`).

mod format;
mod language;
mod words;

pub use format::weekday_key;
pub use language::{Language, LanguageSources};
pub use words::{Arg, Words};
