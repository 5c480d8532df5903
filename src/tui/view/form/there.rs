//! Says, while a customer is entered, that it may be there already.

use crate::{
    command,
    store::read::duplicates::Everyone,
    tui::{
        cx::Cx,
        job::Job,
        reading::Reading,
        widget::form::{Aside, Values},
    },
    wording::duplicates,
};

/// The fields that tell.
const TELLING: [&str; 5] = ["name", "short_name", "phone", "email", "web"];

/// Everybody who is there, once read.
#[derive(Debug, Default)]
pub(super) struct There {
    everyone: Option<Everyone>,
    reading: Option<Reading<Everyone>>,
}

impl Aside for There {
    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Some(Ok(everyone)) = self.reading.as_ref().and_then(Reading::take) {
            self.everyone = Some(everyone);
        }
        if self.everyone.is_none() && self.reading.is_none() {
            match cx.session().store().lookout(cx.today) {
                Some(lookout) => self.reading = Some(Reading::new(lookout)),
                // A file that cannot be read is told by what is saved into it.
                None => self.everyone = cx.reader().everyone().ok(),
            }
        }
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let reading = self.reading.as_mut()?;
        reading.job(cx.words.get("duplicates-reading"), |reader| reader.everyone())
    }

    fn say(&self, values: &Values<'_>, cx: &Cx<'_>) -> Option<String> {
        let given = TELLING.map(|name| (name.to_owned(), values.get(name)));
        let known = command::customer::known(&given.to_vec());
        let alike = self.everyone.as_ref()?.nearest(&known)?;
        Some(duplicates::already(cx.words, &alike))
    }
}
