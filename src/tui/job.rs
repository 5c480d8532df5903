//! Long work on one background thread, with progress and a way to stop it.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use super::{
    effect::Notice,
    event::{Event, Post},
};

type Work = Box<dyn FnOnce(&Progress) -> Option<Notice> + Send>;

/// Work to be done in the background. What it finds for a view goes through something that both
/// hold, such as an `Arc<OnceLock<_>>`: views are refreshed when the job has ended.
pub struct Job {
    /// Its name while it runs, in the user's language.
    pub title: String,
    work: Work,
    writes: bool,
}

impl Job {
    /// A job. The notice that `work` gives back is shown; it should look at
    /// [`Progress::is_cancelled`] often.
    pub fn new(
        title: impl Into<String>,
        work: impl FnOnce(&Progress) -> Option<Notice> + Send + 'static,
    ) -> Self {
        Self { title: title.into(), work: Box::new(work), writes: false }
    }

    /// It writes into the file: until it has ended nothing else does.
    #[must_use]
    pub fn writing(mut self) -> Self {
        self.writes = true;
        self
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Job({})", self.title)
    }
}

/// What a job hears and says while it works.
#[derive(Debug)]
pub struct Progress {
    id: u64,
    cancelled: Arc<AtomicBool>,
    post: Post,
}

impl Progress {
    /// Says that `done` of `total` pieces are done. Say it no more than some ten times a second.
    pub fn report(&self, done: u64, total: u64) {
        self.post.send(Event::Job(JobEvent::Progress { id: self.id, done, total }));
    }

    /// The user wants the job to stop: leave things whole and give back.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// News of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent {
    /// So much is done.
    Progress {
        /// The job.
        id: u64,
        /// Pieces done.
        done: u64,
        /// Pieces in all; 0 when unknown.
        total: u64,
    },
    /// It has ended.
    Ended {
        /// The job.
        id: u64,
        /// How.
        end: JobEnd,
    },
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEnd {
    /// It gave back, with or without something to say.
    Finished(Option<Notice>),
    /// It panicked; the message is for the log, not for the user.
    Broken(String),
}

impl Running {
    /// How much of it is done, from 0 to 100; nothing while that is unknown.
    pub fn percent(&self) -> Option<i64> {
        let total = i128::from(self.total);
        let percent = (i128::from(self.done) * 100).checked_div(total)?;
        i64::try_from(percent.clamp(0, 100)).ok()
    }
}

/// The background thread and the jobs it has to do, in order.
#[derive(Debug)]
pub struct Worker {
    queue: mpsc::Sender<(Job, Progress)>,
    post: Post,
    waiting: Vec<Running>,
    next_id: u64,
}

/// A job that has not ended.
#[derive(Clone, Debug)]
pub struct Running {
    id: u64,
    /// Its name, in the user's language.
    pub title: String,
    /// Pieces done.
    pub done: u64,
    /// Pieces in all; 0 when unknown.
    pub total: u64,
    writes: bool,
    cancelled: Arc<AtomicBool>,
}

impl Worker {
    /// Starts the thread. Its news are posted.
    pub fn start(post: Post) -> Self {
        let (queue, jobs) = mpsc::channel::<(Job, Progress)>();
        thread::spawn(move || {
            for (job, progress) in jobs {
                let work = job.work;
                let end = catch_unwind(AssertUnwindSafe(|| work(&progress)))
                    .map_or_else(|panic| JobEnd::Broken(message(&*panic)), JobEnd::Finished);
                progress.post.send(Event::Job(JobEvent::Ended { id: progress.id, end }));
            }
        });
        Self { queue, post, waiting: Vec::new(), next_id: 0 }
    }

    /// Puts a job behind those that wait.
    pub fn push(&mut self, job: Job) {
        let cancelled = Arc::new(AtomicBool::new(false));
        let id = self.next_id;
        self.next_id += 1;
        self.waiting.push(Running {
            id,
            title: job.title.clone(),
            done: 0,
            total: 0,
            writes: job.writes,
            cancelled: Arc::clone(&cancelled),
        });
        let progress = Progress { id, cancelled, post: self.post.clone() };
        // The thread lives as long as this worker.
        let _ = self.queue.send((job, progress));
    }

    /// Takes the news of a job into account and gives back how it ended, if it did.
    pub fn note(&mut self, event: JobEvent) -> Option<JobEnd> {
        match event {
            JobEvent::Progress { id, done, total } => {
                if let Some(running) = self.waiting.iter_mut().find(|running| running.id == id) {
                    (running.done, running.total) = (done, total);
                }
                None
            }
            JobEvent::Ended { id, end } => {
                self.waiting.retain(|running| running.id != id);
                Some(end)
            }
        }
    }

    /// The job that is being done.
    pub fn running(&self) -> Option<&Running> {
        self.waiting.first()
    }

    /// The job that writes, or will, if there is one.
    pub fn writing(&self) -> Option<&Running> {
        self.waiting.iter().find(|running| running.writes)
    }

    /// Asks all jobs to stop.
    pub fn cancel(&self) {
        for running in &self.waiting {
            running.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        effect::Tone,
        event::{Arrival, Inbox},
    };

    fn news(inbox: &Inbox) -> JobEvent {
        match inbox.next(None) {
            Some(Arrival::Event(Event::Job(event))) => event,
            other => panic!("{other:?}"),
        }
    }

    fn until_ended(worker: &mut Worker, inbox: &Inbox) -> JobEnd {
        loop {
            if let Some(end) = worker.note(news(inbox)) {
                return end;
            }
        }
    }

    #[test]
    fn jobs_run_in_order_report_and_end() {
        let inbox = Inbox::new();
        let mut worker = Worker::start(inbox.post());
        worker.push(Job::new("first", |progress| {
            progress.report(1, 2);
            Some(Notice::new(Tone::Success, "done"))
        }));
        worker.push(Job::new("second", |_| panic!("broken")));
        assert_eq!(worker.note(news(&inbox)), None);
        let running = worker.running().unwrap();
        assert_eq!((running.title.as_str(), running.done, running.total), ("first", 1, 2));
        let end = until_ended(&mut worker, &inbox);
        assert_eq!(end, JobEnd::Finished(Some(Notice::new(Tone::Success, "done"))));
        // A job that panics neither takes the thread nor the workbench with it.
        assert_eq!(until_ended(&mut worker, &inbox), JobEnd::Broken("broken".to_owned()));
        worker.push(Job::new("third", |_| None));
        assert_eq!(until_ended(&mut worker, &inbox), JobEnd::Finished(None));
        assert!(worker.running().is_none());
    }

    #[test]
    fn a_cancelled_job_hears_it() {
        let inbox = Inbox::new();
        let mut worker = Worker::start(inbox.post());
        worker.push(Job::new("long", |progress| {
            while !progress.is_cancelled() {
                thread::yield_now();
            }
            None
        }));
        worker.cancel();
        assert_eq!(until_ended(&mut worker, &inbox), JobEnd::Finished(None));
    }
}
