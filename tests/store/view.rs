//! Everything that is shown of a file, as text, for comparing two moments.

use std::collections::HashMap;

use touchline::{
    command::Session,
    domain::{
        buying::Bought,
        churn::rule::population_interval,
        id::CustomerId,
        rfm::{Figures, Window},
    },
};

/// What every question to the file answers. Ids of rows are in it; the history is not.
pub fn of(session: &Session) -> String {
    let reader = session.reader();
    let customers = reader.customers_whole().unwrap();
    let mut view = format!(
        "{customers:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:?}\n{:#?}\n",
        reader.customers().unwrap(),
        reader.contacts().unwrap(),
        reader.deals().unwrap(),
        reader.activities().unwrap(),
        reader.orders().unwrap(),
        reader.worklist(5).unwrap(),
        reader.greetings(1_000).unwrap(),
        reader.settings().unwrap(),
        reader.rules().list(),
    );
    for id in customers.iter().map(|customer| customer.id) {
        view += &format!("{:#?}\n", of_customer(session, id));
    }
    view
}

fn of_customer(session: &Session, id: CustomerId) -> impl std::fmt::Debug {
    let reader = session.reader();
    (
        reader.contacts_of(id).unwrap(),
        reader.deals_of(id).unwrap(),
        reader.activities_of(id, 1000).unwrap(),
        reader.open_plans_of(id).unwrap(),
        reader.customer_row(id).unwrap(),
        reader.queue_row(id).unwrap(),
    )
}

/// That what is kept of every customer's standing is what its facts say afresh, today.
pub fn assert_standings_are_fresh(session: &Session) {
    let reader = session.reader();
    let rows = reader.customers().unwrap();
    assert_eq!(rows.len(), reader.customers_whole().unwrap().len(), "a standing each");
    let mut purchases = Vec::new();
    let lately: HashMap<CustomerId, Figures> =
        reader.rfm_figures(Window::default()).unwrap().into_iter().collect();
    for row in rows {
        let fresh = reader.standing(row.id).unwrap().unwrap();
        let name = &row.name;
        assert_eq!(row.tier, fresh.tier, "{name}");
        assert_eq!(row.tier_source, fresh.tier_source, "{name}");
        assert_eq!(row.score_x100, i64::from(fresh.score_x100), "{name}");
        assert_eq!(row.need, fresh.levels.need, "{name}");
        assert_eq!(row.value_minor, fresh.value_minor, "{name}");
        assert_eq!(row.last_touch_on, fresh.last_touch_on, "{name}");
        assert_eq!(row.due_on, fresh.schedule.on(reader.today()).due, "{name}");
        assert_eq!(
            (row.open_deals, row.open_value),
            (fresh.open_deals, fresh.open_value),
            "{name}"
        );
        assert_eq!(row.furthest, fresh.furthest, "{name}");
        assert_eq!((row.orders, row.revenue), (fresh.orders, fresh.revenue), "{name}");
        if let Some(kept) = lately.get(&row.id) {
            let fresh = (i64::from(fresh.window_orders), fresh.window_revenue);
            assert_eq!((kept.frequency, kept.monetary_minor), fresh, "{name}");
        }
        assert_eq!(row.bought, Bought::of(&fresh.purchases), "{name}");
        purchases.push(fresh.purchases.clone());
        let candidate = reader.candidate_of(row.id).unwrap().unwrap();
        assert_eq!(candidate.schedule, fresh.schedule, "{name}");
        assert_eq!(candidate.tier, fresh.tier, "{name}");
    }
    assert_eq!(reader.population_interval().unwrap(), population_interval(&purchases));
}
