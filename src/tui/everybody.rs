//! What everybody's purchases say, looked up in the background and kept as long as it holds: a page
//! of one customer asks for it, and no key waits.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::{cx::Cx, job::Job};
use crate::{
    domain::{
        buying::Yardstick,
        churn::model::{ModelOff, PurchaseModel},
    },
    store::Reader,
};

type Model = Result<PurchaseModel, ModelOff>;

/// What is known of everybody. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct Everybody(Arc<Mutex<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    yardstick: Kept<Yardstick>,
    model: Kept<Model>,
}

/// Something that was found, and when it was looked for last.
#[derive(Debug)]
struct Kept<T> {
    found: Option<T>,
    of: Option<Moment>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { found: None, of: None }
    }
}

/// The day and the newest step of the log.
#[derive(Clone, Copy, Debug)]
struct Moment {
    today: NaiveDate,
    step: i64,
}

impl Everybody {
    /// What scores and classes are measured by; of a moment ago while it is looked up anew.
    pub fn yardstick(&self) -> Option<Yardstick> {
        self.shelf().yardstick.found
    }

    /// The purchase models, or why there are none.
    pub fn model(&self) -> Option<Model> {
        self.shelf().model.found
    }

    /// Looks at once what a file in memory says: there is no second way to look at it.
    pub fn look(&self, cx: &Cx<'_>) {
        if cx.session().store().lookout(cx.today).is_none() {
            let asked = self.ask(cx, true);
            self.find(asked, &cx.reader());
        }
    }

    /// The work of looking up what is not known or does not hold any more, with the models only on
    /// request: fitting them to very many customers takes a second. None while it is under way.
    pub fn work(&self, cx: &Cx<'_>, with_model: bool) -> Option<Job> {
        let lookout = cx.session().store().lookout(cx.today)?;
        let asked = self.ask(cx, with_model);
        let title = match asked {
            Asked { yardstick: false, model: false } => return None,
            Asked { model: true, .. } => "buying-fitting",
            Asked { .. } => "buying-reading",
        };
        let shelf = self.clone();
        Some(Job::new(cx.words.get(title), move |_| {
            // A file that cannot be read is told by the view that reads it.
            let _ = lookout.open().map(|glance| shelf.find(asked, &glance.reader()));
            None
        }))
    }

    /// What has to be looked up; it counts as looked up from here on.
    fn ask(&self, cx: &Cx<'_>, with_model: bool) -> Asked {
        let reader = cx.reader();
        let Ok(step) = reader.last_step() else { return Asked::default() };
        let now = Moment { today: cx.today, step };
        let mut shelf = self.shelf();
        let yardstick = shelf.yardstick.is_due(&reader, now);
        let model = with_model && shelf.model.is_due(&reader, now);
        Asked { yardstick, model }
    }

    fn find(&self, asked: Asked, reader: &Reader<'_>) {
        // Looked up without the lock: nobody who reads a page waits for it.
        if let Some(Ok(yardstick)) = asked.yardstick.then(|| reader.yardstick()) {
            self.shelf().yardstick.found = Some(yardstick);
        }
        if let Some(Ok(model)) = asked.model.then(|| reader.purchase_model()) {
            self.shelf().model.found = Some(model);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be looked up.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    yardstick: bool,
    model: bool,
}

impl<T> Kept<T> {
    /// Whether it has to be looked up again: it never was, the day is another, or orders were
    /// written since.
    fn is_due(&mut self, reader: &Reader<'_>, now: Moment) -> bool {
        let holds = self.of.is_some_and(|of| {
            of.today == now.today
                && (of.step == now.step || reader.purchases_changed(of.step).is_ok_and(|it| !it))
        });
        self.of = Some(now);
        !holds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{self, Command},
        tui::{cx::tests::desk, event::Inbox, job::Worker, view::journey},
    };

    /// Does a job as the app would, until it has ended.
    fn done(job: Job) {
        let inbox = Inbox::new();
        let mut worker = Worker::start(inbox.post());
        worker.push(job);
        assert!(inbox.next(None).is_some());
    }

    #[test]
    fn it_is_looked_up_once_in_the_background_and_again_when_orders_come() {
        let mut desk = journey::saved_world();
        let everybody = Everybody::default();
        everybody.look(&desk.cx());
        assert_eq!(everybody.yardstick(), None, "a file is never looked at on the spot");
        done(everybody.work(&desk.cx(), false).unwrap());
        assert!(everybody.yardstick().is_some() && everybody.model().is_none());
        assert!(everybody.work(&desk.cx(), false).is_none());
        done(everybody.work(&desk.cx(), true).unwrap());
        assert_eq!(everybody.model(), Some(Err(ModelOff::TooFewCustomers(1))));
        let values = vec![("name".to_owned(), "New".to_owned())];
        command::run(&mut desk.session, Command::AddCustomer(values)).unwrap();
        assert!(everybody.work(&desk.cx(), true).is_none(), "nothing was bought");
        let customer = desk.session.reader().customers().unwrap()[0].id;
        journey::purchases(&mut desk.session, customer, desk.today);
        done(everybody.work(&desk.cx(), true).unwrap());
        desk.today = desk.today.succ_opt().unwrap();
        assert!(everybody.work(&desk.cx(), true).is_some(), "a day later");
    }

    #[test]
    fn a_file_in_memory_is_looked_at_on_the_spot() {
        let desk = desk();
        let everybody = Everybody::default();
        assert!(everybody.work(&desk.cx(), true).is_none());
        everybody.look(&desk.cx());
        assert!(everybody.yardstick().is_some());
    }
}
