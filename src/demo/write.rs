//! The rows of a customer's deals, orders, cases and surveys.

use super::{story::Story, texts, trade::Deal, world::before};
use crate::{
    change::{ChangeSet, Entity, Value},
    domain::money::Money,
};

/// The rate as two fields.
fn rate(rate: Option<(i64, i64)>) -> [(&'static str, Value); 2] {
    let (numerator, denominator) = rate.unzip();
    [("rate_numerator", numerator.into()), ("rate_denominator", denominator.into())]
}

/// Minor units of an order's currency.
fn minor(whole: i64, like: Money) -> i64 {
    whole * 10_i64.pow(like.currency.exponent())
}

impl Story<'_> {
    /// Deals with their events, orders with their lines.
    pub fn write_trade(&mut self, set: &mut ChangeSet) {
        for deal in std::mem::take(&mut self.deals) {
            self.write_deal(set, &deal);
            self.deals.push(deal);
        }
        self.write_orders(set);
    }

    fn write_deal(&mut self, set: &mut ChangeSet, deal: &Deal) {
        let chinese = self.chinese();
        let name = self.chance.pick(texts::deals(chinese));
        let lost = deal.events.last().is_some_and(|(_, stage)| *stage == "lost");
        let reason = self.chance.pick(texts::lost_reasons(chinese));
        let first = deal.events.first().map(|(day, _)| *day);
        let closes = if deal.is_open() {
            // Most lie ahead, some are late, a few nobody dared to say.
            match self.chance.between(0, 9) {
                0 => None,
                1 => Some(self.world.ago(self.chance.between(1, 20))),
                _ => Some(self.world.ago(-self.chance.between(5, 75))),
            }
        } else {
            deal.events.last().map(|(day, _)| *day)
        };
        let (contact, _) = self.someone();
        let fields: [(&str, Value); 10] = [
            ("customer", self.customer_value()),
            ("contact", contact),
            ("name", name.replace("{what}", deal.product.name(chinese)).into()),
            ("amount", deal.amount.minor.into()),
            ("currency", deal.amount.currency.code().into()),
            ("expected_close", closes.into()),
            ("owner", self.owner.id.into()),
            ("product", deal.product.name(chinese).into()),
            ("lost_reason", lost.then_some(reason).into()),
            ("created_on", first.into()),
        ];
        set.create(Entity::Deal, deal.id, fields.into_iter().chain(rate(deal.rate)));
        for (day, stage) in &deal.events {
            let at = self.world.instant(*day, &mut self.chance);
            let fields: [(&str, Value); 4] = [
                ("deal", Value::Text(deal.id.to_string())),
                ("stage", (*stage).into()),
                ("on_day", (*day).into()),
                ("at", at.into()),
            ];
            set.create(Entity::StageEvent, self.world.id(), fields);
        }
    }

    fn write_orders(&self, set: &mut ChangeSet) {
        let chinese = self.chinese();
        for (order, place) in self.orders.iter().zip(1..) {
            let number = format!("SO{}-{:05}-{place:02}", order.day.format("%y%m"), self.index + 1);
            let refund = order.in_base < 0;
            let notes = match (refund, chinese) {
                (true, true) => "退货退款",
                (true, false) => "goods returned",
                (false, _) => "",
            };
            let fields: [(&str, Value); 8] = [
                ("customer", self.customer_value()),
                ("number", number.into()),
                ("ordered_on", order.day.into()),
                ("amount", order.amount.minor.into()),
                ("currency", order.amount.currency.code().into()),
                ("cancelled", order.cancelled.then_some(1).into()),
                ("owner", self.owner.id.into()),
                ("notes", notes.into()),
            ];
            set.create(Entity::Order, order.id, fields.into_iter().chain(rate(order.rate)));
            for (line, position) in order.lines.iter().zip(1_i64..) {
                let fields: [(&str, Value); 7] = [
                    ("order_uid", Value::Text(order.id.to_string())),
                    ("position", position.into()),
                    ("product", line.product.name(chinese).into()),
                    ("sku", line.product.sku.into()),
                    ("quantity", line.quantity.to_string().into()),
                    ("unit_price", line.price.to_string().into()),
                    ("amount", minor(line.whole(), order.amount).into()),
                ];
                set.create(Entity::OrderLine, self.world.id(), fields);
            }
        }
    }

    /// After-sales cases and surveys, of those who bought.
    pub fn write_service(&mut self, set: &mut ChangeSet) {
        let bought = self.orders.iter().rev().find(|order| order.counts() && order.in_base > 0);
        let Some((order, day)) = bought.map(|order| (order.id, order.day)) else { return };
        if self.chance.percent(22) {
            self.write_case(set, Value::Text(order.to_string()), day);
        }
        if self.chance.percent(35) {
            self.write_survey(set, day);
        }
    }

    fn write_case(&mut self, set: &mut ChangeSet, order: Value, bought: chrono::NaiveDate) {
        let (kind, title, text) = self.chance.pick(texts::cases(self.chinese()));
        let today = self.world.today;
        let opened = before(bought, -self.chance.between(2, 30)).min(today);
        let closed = before(opened, -self.chance.between(1, 9));
        let closed = Some(closed).filter(|day| *day < today);
        let satisfaction = closed.map(|_| self.chance.between(2, 5));
        let (contact, _) = self.someone();
        let fields: [(&str, Value); 12] = [
            ("customer", self.customer_value()),
            ("contact", contact),
            ("order_uid", order),
            ("kind", kind.into()),
            ("status", if closed.is_some() { "closed" } else { "open" }.into()),
            ("title", title.into()),
            ("text", text.into()),
            ("owner", self.owner.id.into()),
            ("opened_on", opened.into()),
            ("due_on", before(opened, -7).into()),
            ("closed_on", closed.into()),
            ("satisfaction", satisfaction.into()),
        ];
        set.create(Entity::Case, self.world.id(), fields);
    }

    fn write_survey(&mut self, set: &mut ChangeSet, bought: chrono::NaiveDate) {
        let on = before(bought, -self.chance.between(5, 40)).min(self.world.yesterday());
        // 1 is the best answer; who is content would recommend.
        let answers: [i64; 8] = [1, 1, 2, 2, 2, 3, 4, 5];
        let satisfaction = self.chance.pick(&answers);
        let content = 6 - satisfaction;
        let recommendation = (content * 2 + self.chance.between(-1, 1)).clamp(0, 10);
        let repurchase = (content * 20 - self.chance.between(0, 15)).clamp(0, 100);
        let comment = texts::comments(self.chinese());
        let comment = super::chance::nth(comment, (satisfaction - 1).unsigned_abs());
        let fields: [(&str, Value); 7] = [
            ("customer", self.customer_value()),
            ("on_day", on.into()),
            ("satisfaction", satisfaction.into()),
            ("repurchase", repurchase.into()),
            ("recommendation", recommendation.into()),
            ("comment", comment.into()),
            ("member", self.owner.id.into()),
        ];
        set.create(Entity::Survey, self.world.id(), fields);
    }
}
