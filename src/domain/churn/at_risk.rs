//! Whom the warning is about today, and who has not been talked to since it began (DOMAIN 3.2).

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::rule::{Level, Pace, Silence, silence_since, warned_on};

/// A customer who bought, as far as the warning asks.
#[derive(Clone, Copy, Debug)]
pub struct Buyer<Id> {
    /// The customer.
    pub id: Id,
    /// The last purchase.
    pub last: NaiveDate,
    /// What its usual interval is made of.
    pub pace: Pace,
    /// The last effective contact.
    pub touched_on: Option<NaiveDate>,
    /// The value of DOMAIN 1.2, minor units of the base currency.
    pub value_minor: i64,
}

/// The silence of a customer at risk with whom there was no effective contact since the day the
/// warning began; `None` for all others. `population` is the usual interval of all customers, days.
pub fn warning<Id>(buyer: &Buyer<Id>, population: i64, today: NaiveDate) -> Option<Silence> {
    let silence = silence_since(buyer.last, buyer.pace, population, today);
    let warned = warned_on(buyer.last, silence.usual_interval_x2);
    let talked = buyer.touched_on.is_some_and(|touched| touched >= warned);
    (silence.level == Level::AtRisk && !talked).then_some(silence)
}

/// Those who are warned of, the largest value first, then by id.
pub fn in_order<Id: Ord + Copy>(mut warned: Vec<(Buyer<Id>, Silence)>) -> Vec<(Id, Silence)> {
    warned.sort_unstable_by_key(|(buyer, _)| (Reverse(buyer.value_minor), buyer.id));
    warned.into_iter().map(|(buyer, silence)| (buyer.id, silence)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_contact_since_the_warning_began_ends_it_and_one_before_does_not() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let ago = |days: u64| today - Days::new(days);
        // Every 10 days as everybody: the warning begins on day 21 and ends with day 30.
        for (bought, touched, warned) in [
            (20, None, false),
            (21, None, true),
            (30, None, true),
            (31, None, false),
            (25, Some(5), true),
            (25, Some(4), false),
            (25, Some(0), false),
            (25, Some(90), true),
        ] {
            let buyer = Buyer {
                id: 1,
                last: ago(bought),
                pace: Pace::default(),
                touched_on: touched.map(ago),
                value_minor: 0,
            };
            assert_eq!(warning(&buyer, 10, today).is_some(), warned, "{bought} {touched:?}");
        }
    }

    #[test]
    fn the_largest_value_goes_first() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let buyer = |id, value_minor| Buyer {
            id,
            last: today - Days::new(25),
            pace: Pace::default(),
            touched_on: None,
            value_minor,
        };
        let buyers = [buyer(3, 5), buyer(1, 5), buyer(2, 9), buyer(4, -1)];
        let warned = buyers.map(|buyer| (buyer, warning(&buyer, 10, today).unwrap()));
        let found = in_order(warned.to_vec());
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [2, 1, 3, 4]);
    }
}
