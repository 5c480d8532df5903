//! `plan`: what is planned; `plan CUSTOMER TEXT`: the next step; `plan --suggest`: visits.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json, log, show,
    today::time,
    visits,
    world::{Open, Run},
    written::written,
};
use crate::{
    change::Entity,
    command::{self, Command, activity::PlanNext},
    domain::{
        activity::{ActivityKind, PlanKind},
        id::ActivityId,
    },
    error::Result,
    store::read::PlanRow,
    wording::{day, names},
};

/// What kind of plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Promise,
    Appointment,
    Visit,
}

/// With whom, what and when; nobody: the list.
#[derive(Debug, clap::Args)]
pub struct Args {
    customer: Option<String>,
    text: Vec<String>,
    #[arg(long, value_name = "promise|appointment|visit", hide_possible_values = true)]
    form: Option<Form>,
    #[arg(long, value_name = "call|meeting|visit|email|message")]
    kind: Option<String>,
    #[arg(long)]
    area: Option<String>,
    #[arg(long)]
    items: Option<String>,
    #[arg(long)]
    purpose: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long, conflicts_with_all = ["customer", "form", "kind", "limit", "area"])]
    suggest: bool,
    #[arg(long, value_name = "N", requires = "suggest",
          value_parser = clap::value_parser!(u32).range(1..=60))]
    days: Option<u32>,
    #[arg(long, value_name = "N", requires = "suggest",
          value_parser = clap::value_parser!(u64).range(1..=50))]
    per_day: Option<u64>,
    #[arg(long, requires = "suggest")]
    write: bool,
}

impl Args {
    /// How the file is opened for this.
    pub const fn open(&self) -> Open {
        if self.customer.is_some() || self.write { Open::Writing } else { Open::Reading }
    }
}

/// Plans the next step, suggests visits, or lists what is planned.
///
/// # Errors
/// A customer, day or marker that is not one, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    if args.suggest {
        let wanted = visits::Wanted {
            days: args.days,
            per_day: args.per_day.and_then(|visits| usize::try_from(visits).ok()),
            write: args.write,
            items: args.items.clone(),
            purpose: args.purpose.clone(),
        };
        return visits::suggest(run, &wanted);
    }
    match &args.customer {
        Some(customer) => plan(run, customer, args),
        None => list(run, args.limit),
    }
}

fn plan(run: &mut Run<'_>, customer: &str, args: &Args) -> Result<Answer> {
    let customer = find::customer(run, customer)?;
    let entry = log::entry(run, Some(customer), &args.text.join(" "))?;
    let plan = match args.form {
        Some(Form::Promise) | None => PlanKind::Promise,
        Some(Form::Appointment) => PlanKind::Appointment,
        Some(Form::Visit) => PlanKind::VisitPlan,
    };
    let kind = match (&args.kind, plan) {
        (Some(word), _) => log::kind(word)?.0,
        (None, PlanKind::Promise) => ActivityKind::Call,
        (None, PlanKind::Appointment) => ActivityKind::Meeting,
        (None, PlanKind::VisitPlan) => ActivityKind::Visit,
    };
    let next = PlanNext {
        customer,
        kind,
        plan,
        entry,
        area: args.area.clone(),
        items: args.items.clone(),
        purpose: args.purpose.clone(),
    };
    let done = command::run(&mut run.session, Command::PlanNext(next))?;
    let id = done.made(Entity::Activity).map(ActivityId::new);
    let reader = run.session.reader();
    let found = match id {
        Some(id) => reader.activity(id)?,
        None => None,
    };
    let contacts = reader.contacts_of(customer)?;
    let object = found.as_ref().map_or(Value::Null, |row| show::activity(run, row, &contacts));
    let name = reader.customer(customer)?.map(|found| found.name).unwrap_or_default();
    let due = found.and_then(|row| row.plan).map(|plan| plan.due_on);
    let line = || {
        let day = due.map(|day| run.words.day(day, run.today())).unwrap_or_default();
        run.words.format("notice-planned", &[("name", name.into()), ("day", day.into())])
    };
    let id = id.map_or(Value::Null, |id| id.to_string().into());
    let rows = [("id", id), ("customer_id", customer.to_string().into()), ("plan", object)];
    Ok(written(run, &done, line, rows))
}

fn list(run: &Run<'_>, limit: Option<usize>) -> Result<Answer> {
    let mut plans = run.session.reader().open_plans()?;
    let total = plans.len();
    plans.truncate(limit.unwrap_or(total));
    if run.json {
        let objects: Vec<Value> = plans.iter().map(|plan| object(run, plan)).collect();
        let fields = [("total", total.into()), ("plan", objects.into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    let mut page = Page::default();
    if plans.is_empty() {
        page.line(run.words.get("plan-day-empty"));
    }
    let calendar = &run.session.rules().calendar;
    for same_day in plans.chunk_by(|a, b| a.due_on == b.due_on) {
        let Some(first) = same_day.first() else { continue };
        page.heading(day::heading(run.words, calendar, first.due_on, run.today()));
        for plan in same_day {
            page.line(format!("  {}", line(run, plan)));
        }
    }
    let days = plans.iter().map(|plan| plan.due_on).filter(|day| *day >= run.today());
    if let Some(said) = day::estimated(run.words, calendar, days) {
        page.line(said);
    }
    Ok(Answer::lines(page))
}

fn object(run: &Run<'_>, plan: &PlanRow) -> Value {
    json!({
        "id": plan.id.to_string(),
        "customer_id": plan.customer.to_string(),
        "customer": plan.customer_name,
        "plan": plan.plan.key(),
        "kind": plan.kind.key(),
        "due_on": json::day(plan.due_on),
        "due_time": plan.due_minute.map(time),
        "estimated": run.session.rules().calendar.is_estimated(plan.due_on),
        "overdue_days": (run.today() - plan.due_on).num_days().max(0),
        "contact": plan.contact_name,
        "area": plan.area,
        "text": plan.text,
        "items": plan.items,
        "purpose": plan.purpose,
    })
}

fn line(run: &Run<'_>, plan: &PlanRow) -> String {
    let words = run.words;
    let kind = words.get(&format!("activity-{}", plan.kind.key())).into_owned();
    let parts = [
        plan.due_minute.map(time),
        Some(plan.customer_name.clone()),
        Some(kind),
        plan.contact_name.clone(),
        plan.area.clone(),
        plan.text.clone(),
        plan.items.clone(),
        plan.purpose.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    names::joined(words, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_a_step_is_written() {
        let args = |customer: Option<&str>| Args {
            customer: customer.map(str::to_owned),
            text: Vec::new(),
            form: None,
            kind: None,
            area: None,
            items: None,
            purpose: None,
            limit: None,
            suggest: false,
            days: None,
            per_day: None,
            write: false,
        };
        assert_eq!(args(None).open(), Open::Reading);
        assert_eq!(Args { suggest: true, ..args(None) }.open(), Open::Reading);
        assert_eq!(Args { suggest: true, write: true, ..args(None) }.open(), Open::Writing);
        assert_eq!(args(Some("明月")).open(), Open::Writing);
    }
}
