//! What `show` says of a customer's purchases: scores, class, silence, what the models expect.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{json, world::Run};
use crate::{
    domain::{
        buying::{Bought, Measured},
        churn::{
            model::{AliveBand, Buyer, ModelOff, OUTLOOK_WEEKS, Outlook, SpendOff},
            rule::Silence,
        },
        settings::Rules,
    },
    error::Result,
    wording::buying as said,
};

/// A customer's purchases against everybody's and against its own pace.
pub struct Buying {
    measured: Option<Measured>,
    silence: Option<Silence>,
    model: Option<Model>,
    p_alive: Option<f64>,
}

/// What the models expect, and why of money they do not; or why of nothing.
type Model = std::result::Result<(Outlook, Option<SpendOff>), ModelOff>;

impl Buying {
    /// Of the customer's uncancelled orders (day, amount in minor units of the base currency). The
    /// models are fitted to all customers' purchases, which takes a moment: only on request.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn of(
        run: &Run<'_>,
        orders: &[(NaiveDate, i64)],
        bought: Option<Bought>,
        population: i64,
        with_model: bool,
    ) -> Result<Self> {
        let (reader, today) = (run.session.reader(), run.today());
        let Some(buyer) = Buyer::new(orders, today) else {
            return Ok(Self { measured: None, silence: None, model: None, p_alive: None });
        };
        let fitted = with_model.then(|| reader.purchase_model()).transpose()?;
        let p_alive = fitted.as_ref().and_then(|model| model.as_ref().ok()?.p_alive(&buyer));
        let model = fitted.map(|model| {
            model.map(|model| (model.outlook(&buyer, OUTLOOK_WEEKS), model.spend.err()))
        });
        Ok(Self {
            measured: reader.yardstick()?.measure(orders, today),
            silence: bought.map(|bought| bought.silence(population, today)),
            model,
            p_alive,
        })
    }

    /// The probability that a repeat buyer buys again, where the model says one.
    pub const fn p_alive(&self) -> Option<f64> {
        self.p_alive
    }

    /// `rfm` of JSON.
    pub fn rfm(&self, rules: &Rules) -> Value {
        let object = |found: &Measured| {
            let (figures, scores) = (found.figures, found.scores);
            json!({
                "recency_days": figures.recency_days,
                "frequency": figures.frequency,
                "monetary": json::money(figures.monetary_minor, rules.currency),
                "r": scores.r,
                "f": scores.f,
                "m": scores.m,
                "total": scores.total(),
                "band": scores.band().key(),
                "segment": found.segment.key(),
                "class": found.class.letter(),
            })
        };
        self.measured.as_ref().map_or(Value::Null, object)
    }

    /// `churn` of JSON.
    pub fn churn(&self, run: &Run<'_>) -> Value {
        let Some(silence) = &self.silence else { return Value::Null };
        let mut found = silence_object(run, silence);
        if let Value::Object(object) = &mut found {
            let model = self.model.as_ref().map(|model| model_object(run, model));
            object.insert("model".to_owned(), model.into());
        }
        found
    }

    /// The same as lines of text.
    /// Why the models say nothing is told to who asks for them.
    pub fn lines(&self, run: &Run<'_>, asks_model: bool) -> Vec<String> {
        let (words, rules) = (run.words, run.session.rules());
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.measured.as_ref().map(|found| said::measured(words, found)));
        lines.extend(self.silence.as_ref().map(|found| said::silence(words, found)));
        match &self.model {
            Some(Ok((outlook, off))) => {
                lines.push(said::outlook(words, rules, outlook));
                lines.extend(off.map(|off| said::spend_off(words, off)));
            }
            Some(Err(off)) if asks_model => lines.push(said::model_off(words, *off)),
            Some(Err(_)) | None => {}
        }
        lines
    }
}

/// The churn warning with what it rests on.
pub fn silence_object(run: &Run<'_>, silence: &Silence) -> Value {
    json!({
        "level": silence.level.key(),
        "silence_days": silence.silence_days,
        "usual_interval_days": json::halves(silence.usual_interval_x2),
        "own_gaps": silence.own_gaps,
        "padded_with_days": silence.padded_with,
        "reason": said::silence(run.words, silence),
    })
}

fn model_object(run: &Run<'_>, model: &Model) -> Value {
    let (outlook, off) = match model {
        Ok(found) => found,
        Err(off) => {
            return json!({ "off": off.key(), "reason": said::model_off(run.words, *off) });
        }
    };
    let money = |minor| json::money(minor, run.session.rules().currency);
    let mut object = json!({
        "p_alive": outlook.p_alive,
        "band": AliveBand::of(outlook.p_alive).key(),
        "expected_orders_52w": outlook.purchases,
        "expected_value_52w": outlook.value_minor.map(money),
    });
    if let (Some(off), Value::Object(object)) = (off, &mut object) {
        object.insert("value_off".to_owned(), off.key().into());
        object.insert("reason".to_owned(), said::spend_off(run.words, *off).into());
    }
    object
}
