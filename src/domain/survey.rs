//! An answered survey: how satisfied, whether they buy again, whether they recommend (DOMAIN 6.4).

use chrono::NaiveDate;

use super::{
    churn::rule::Level,
    id::{CustomerId, SurveyId},
    loyalty::{Satisfaction, Signs, repurchase_pct},
};

/// What a customer answered on a day; each answer may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// Who answered.
    pub customer: CustomerId,
    /// The day.
    pub on: NaiveDate,
    /// How satisfied.
    pub satisfaction: Option<Satisfaction>,
    /// How likely to buy again, percent.
    pub repurchase: Option<u8>,
    /// Whether they would recommend, 0–10.
    pub recommendation: Option<u8>,
    /// In their own words.
    pub comment: Option<String>,
}

/// The latest answer to each question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How satisfied.
    pub satisfaction: Option<Satisfaction>,
    /// How likely to buy again, percent.
    pub repurchase: Option<u8>,
    /// Whether they would recommend, 0–10.
    pub recommendation: Option<u8>,
    /// The day of the last survey.
    pub last_on: Option<NaiveDate>,
}

impl Answers {
    /// Of one customer's surveys, newest first; those after `today` are ignored.
    pub fn of<'a>(surveys: impl IntoIterator<Item = &'a Survey>, today: NaiveDate) -> Self {
        let mut answers = Self::default();
        for survey in surveys.into_iter().filter(|survey| survey.on <= today) {
            answers.satisfaction = answers.satisfaction.or(survey.satisfaction);
            answers.repurchase = answers.repurchase.or(survey.repurchase);
            answers.recommendation = answers.recommendation.or(survey.recommendation);
            answers.last_on = answers.last_on.or(Some(survey.on));
        }
        answers
    }

    /// The signs of loyalty: the answers, and where nobody asked whether they buy again what the
    /// purchase model (`p_alive`) or the churn level says.
    pub fn signs(&self, p_alive: Option<f64>, level: Option<Level>) -> Signs {
        Signs {
            satisfaction: self.satisfaction,
            repurchase_pct: repurchase_pct(self.repurchase, p_alive, level),
            recommend: self.recommendation,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::Id;

    #[test]
    fn the_latest_answer_to_each_question_counts() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let survey = |on, satisfaction, recommendation| Survey {
            id: Id::new(Uuid::nil()),
            customer: Id::new(Uuid::nil()),
            on: day(on),
            satisfaction,
            repurchase: None,
            recommendation,
            comment: None,
        };
        let surveys = [
            survey(25, Some(Satisfaction::VeryDissatisfied), Some(0)),
            survey(20, None, Some(9)),
            survey(10, Some(Satisfaction::Satisfied), Some(3)),
        ];
        let answers = Answers::of(&surveys, day(23));
        assert_eq!(answers.satisfaction, Some(Satisfaction::Satisfied));
        assert_eq!((answers.recommendation, answers.repurchase), (Some(9), None));
        assert_eq!(answers.last_on, Some(day(20)));
        assert_eq!(Answers::of(&surveys, day(1)), Answers::default());
    }
}
