//! The use cases, one a file; the only way to change data.
//!
//! `run(&mut Session, Command)` checks with the domain, builds one [`ChangeSet`](crate::change::ChangeSet) and commits it: one
//! gesture, one transaction, one undo step.

pub mod activity;
pub mod amount;
pub mod bulk;
pub mod contact;
pub mod correct;
pub mod customer;
pub mod deal;
mod entry_context;
pub mod entry_line;
mod error;
pub mod field;
mod filter;
pub mod import_batch;
pub mod merge;
pub mod order;
pub mod outlook;
mod plan;
pub mod restore_value;
pub mod review;
mod seed;
pub mod session;
pub mod setting;
pub mod snooze;
pub mod survey;
pub mod template;
pub mod undo;
pub mod visits;

use uuid::Uuid;

pub use entry_context::EntryWorld;
pub use error::{CommandError, FieldProblem};
pub use seed::seed;
pub use session::Session;

use crate::{
    change::{Entity, Gesture},
    domain::{
        id::{ActivityId, ContactId, CustomerId, DealId, FilterId, OrderId, SurveyId},
        template::Template,
    },
};

/// Something a person does to the data.
#[derive(Clone, Debug)]
pub enum Command {
    /// Enter a customer.
    AddCustomer(field::Values),
    /// Change fields of a customer.
    EditCustomer(CustomerId, field::Values),
    /// Remove a customer.
    DeleteCustomer(CustomerId),
    /// Two customers are one.
    MergeCustomers(merge::Merge),
    /// Two customers that look alike are two.
    KeepApart(CustomerId, CustomerId),
    /// Enter a person at a customer.
    AddContact(CustomerId, field::Values),
    /// Change fields of a person.
    EditContact(ContactId, field::Values),
    /// Enter a deal.
    AddDeal(CustomerId, field::Values),
    /// Change fields of a deal.
    EditDeal(DealId, field::Values),
    /// Move a deal to a stage: forward, back, won, lost or open again.
    MoveDeal(deal::Move),
    /// Enter an order, or a refund.
    AddOrder(CustomerId, field::Values),
    /// Change fields of an order, or call it off.
    EditOrder(OrderId, field::Values),
    /// Enter what a customer answered to a survey.
    AddSurvey(CustomerId, field::Values),
    /// Correct what was entered of a survey.
    EditSurvey(SurveyId, field::Values),
    /// Remove a survey that was entered wrongly.
    DeleteSurvey(SurveyId),
    /// Correct what was logged, or what a plan says.
    EditActivity(ActivityId, field::Values),
    /// Remove an activity that was logged wrongly.
    DeleteActivity(ActivityId),
    /// Keep a template of the team's own; the name that it had before, if it gets another one.
    SaveTemplate(Template, Option<String>),
    /// Remove a template of the team's own.
    DeleteTemplate(String),
    /// Record what was done with a customer.
    LogActivity(activity::Log),
    /// Plan the next step with a customer.
    PlanNext(activity::PlanNext),
    /// Change an open plan; its customer stays.
    ChangePlan(ActivityId, activity::PlanNext),
    /// Record that a plan was carried out.
    CompletePlan(ActivityId),
    /// Plan several visits at once.
    PlanVisits(Vec<activity::PlanNext>),
    /// End a plan without a contact.
    ClosePlan(ActivityId, crate::domain::activity::Closed),
    /// Not before that day.
    Snooze(CustomerId, chrono::NaiveDate),
    /// Take the tiers that the review proposes.
    AcceptTiers(Vec<CustomerId>),
    /// Reject what the review proposes, and say why.
    RejectTier(CustomerId, String),
    /// Confirm anew the tiers that still fit.
    ConfirmTiers(Vec<CustomerId>),
    /// The same change to several customers.
    Bulk(bulk::Bulk),
    /// Save a filter under a name: name and query.
    SaveFilter(String, String),
    /// Change name and query of a saved filter.
    EditFilter(FilterId, String, String),
    /// Remove a saved filter.
    DeleteFilter(FilterId),
    /// Change settings of the team.
    ChangeSettings(Vec<(String, Option<String>)>),
    /// Take over days off and working days from a file of this name.
    ImportHolidays(String, Vec<(String, Option<String>)>),
    /// Bring back what gave way in a merge.
    RestoreValue(restore_value::Lost),
    /// Take a step back; `None` = the last one.
    Undo(undo::Which),
    /// Bring back what was last undone.
    Redo,
}

/// What a command did.
#[derive(Clone, Debug)]
pub struct Done {
    /// The step in the log; `None` when there was nothing to change.
    pub step: Option<Uuid>,
    /// What it was, for "saved: …".
    pub gesture: Gesture,
    /// The rows it made, in order.
    pub made: Vec<(Entity, Uuid)>,
}

impl Done {
    /// The first row of a kind that was made.
    pub fn made(&self, entity: Entity) -> Option<Uuid> {
        self.made.iter().find(|(kind, _)| *kind == entity).map(|(_, row)| *row)
    }
}

/// Does `command`: everything of it, or nothing.
///
/// # Errors
/// Fails when the input breaks a rule, or the file cannot be written; nothing has changed then.
pub fn run(session: &mut Session, command: Command) -> Result<Done, CommandError> {
    match merge::followed(session, command)? {
        Command::AddCustomer(values) => customer::add(session, &values),
        Command::EditCustomer(id, values) => customer::edit(session, id, &values),
        Command::DeleteCustomer(id) => customer::delete(session, id),
        Command::MergeCustomers(of) => merge::merge(session, &of),
        Command::KeepApart(one, other) => merge::keep_apart(session, one, other),
        Command::AddContact(customer, values) => contact::add(session, customer, &values),
        Command::EditContact(id, values) => contact::edit(session, id, &values),
        Command::AddDeal(customer, values) => deal::add(session, customer, &values),
        Command::EditDeal(id, values) => deal::edit(session, id, &values),
        Command::MoveDeal(to) => deal::shift(session, &to),
        Command::AddOrder(customer, values) => order::add(session, customer, &values),
        Command::EditOrder(id, values) => order::edit(session, id, &values),
        Command::AddSurvey(customer, values) => survey::add(session, customer, &values),
        Command::EditSurvey(id, values) => survey::edit(session, id, &values),
        Command::DeleteSurvey(id) => survey::delete(session, id),
        Command::EditActivity(id, values) => correct::edit(session, id, &values),
        Command::DeleteActivity(id) => correct::delete(session, id),
        Command::SaveTemplate(of, before) => template::save(session, &of, before.as_deref()),
        Command::DeleteTemplate(name) => template::delete(session, &name),
        Command::LogActivity(log) => activity::log(session, &log),
        Command::PlanNext(plan) => activity::plan_next(session, &plan),
        Command::ChangePlan(id, plan) => plan::change(session, id, &plan),
        Command::CompletePlan(id) => activity::complete_plan(session, id),
        Command::PlanVisits(visits) => visits::plan(session, &visits),
        Command::ClosePlan(id, how) => activity::close_plan(session, id, how),
        Command::Snooze(customer, until) => snooze::snooze(session, customer, until),
        Command::AcceptTiers(customers) => review::accept(session, &customers),
        Command::RejectTier(customer, reason) => review::reject(session, customer, &reason),
        Command::ConfirmTiers(customers) => review::confirm(session, &customers),
        Command::Bulk(bulk) => bulk::change(session, &bulk),
        Command::SaveFilter(name, query) => filter::save(session, &name, &query),
        Command::EditFilter(id, name, query) => filter::edit(session, id, &name, &query),
        Command::DeleteFilter(id) => filter::delete(session, id),
        Command::ChangeSettings(values) => setting::change(session, &values),
        Command::ImportHolidays(file, values) => setting::import(session, file, &values),
        Command::RestoreValue(lost) => restore_value::restore(session, &lost),
        Command::Undo(which) => undo::undo(session, which),
        Command::Redo => undo::redo(session),
    }
}
