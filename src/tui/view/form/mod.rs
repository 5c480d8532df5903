//! Forms that add and change records: each function gives the effect that opens one. What was
//! changed is sent in one command; what is refused is said at its field and nothing typed is lost.

mod activity;
mod bulk;
mod calendar;
mod contact;
mod customer;
mod deal;
mod fields;
mod file;
mod order;
mod plan;
mod short;
mod survey;
mod template;
#[cfg(test)]
mod tests;
mod there;

pub use activity::edit_activity;
pub use bulk::{
    Next, bulk_export, bulk_owner, bulk_plan, bulk_snooze, bulk_tag, bulk_tier, filter,
};
pub use calendar::export_calendar;
pub use contact::{add_contact, edit_contact};
pub use customer::{add_customer, edit_customer};
pub use deal::{add_deal, edit_deal};
pub use file::file_settings;
pub use order::edit_order;
pub use plan::{add_plan, edit_plan};
pub use short::{lose_deal, set_tier};
pub use survey::{add_survey, edit_survey};
pub use template::{add_template, edit_template};

use crate::{
    command::{Command, CommandError, field::Values},
    error::Error,
    store::StoreError,
    tui::{
        cx::Cx,
        effect::{Effect, Notice, Tone},
        widget::form::Form,
    },
};

/// What is wrong with fields, by name.
type Wrong = Vec<(&'static str, String)>;

/// Opens the form of a record that was looked up, or says that it is not there.
fn opened<T>(
    found: Result<Option<T>, StoreError>,
    what: &'static str,
    cx: &Cx<'_>,
    form: impl FnOnce(T) -> Form,
) -> Effect {
    match found {
        Ok(Some(record)) => Effect::Open(Box::new(form(record))),
        Ok(None) => refused(CommandError::NotFound(what), cx),
        Err(error) => refused(error.into(), cx),
    }
}

/// Says why something cannot be done.
pub(super) fn refused(error: CommandError, cx: &Cx<'_>) -> Effect {
    Effect::Notice(Notice::new(Tone::Error, Error::from(error).message(cx.words)))
}

/// Writes what was changed and closes the form; with nothing changed it only closes.
fn saved(values: Values, command: impl FnOnce(Values) -> Command) -> Effect {
    if values.is_empty() {
        return Effect::Close;
    }
    Effect::Many(vec![Effect::Run(command(values)), Effect::Close])
}
