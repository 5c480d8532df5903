//! Forms, driven by keys through the app.

use crate::{i18n::Language, tui::view::journey::Journey};

/// Goes down to the field with this label.
fn go_to(journey: &mut Journey, fields: usize) -> &mut Journey {
    for _ in 0..fields {
        journey.press("tab");
    }
    journey
}

#[test]
fn adding_a_customer_opens_its_page() {
    let mut journey = Journey::new(Language::En);
    journey.press("a c").sees("New customer").sees("needed");
    journey.press("ctrl-s").sees("it must not be empty");
    journey.text("杭州西溪物流").press("tab").text("西溪").press("ctrl-s");
    journey
        .sees("saved: add customer 杭州西溪物流")
        .sees("杭州西溪物流  西溪")
        .sees("no deals yet");
    journey.press("q").sees("明月");
}

#[test]
fn a_name_that_is_taken_is_refused_at_its_field() {
    let mut journey = Journey::new(Language::En);
    journey.press("a c").text("Acme").press("tab tab tab").text("123").press("ctrl-s");
    journey.sees("a customer named “Acme” exists already").sees("123");
    journey.text(" Beijing");
    journey.misses("exists already").press("ctrl-s").sees("saved: add customer Acme");
}

#[test]
fn the_tier_follows_the_evidence() {
    let mut journey = Journey::new(Language::En);
    journey.press("n n").sees("need unclear: 0.00").press("E").sees("Edit Acme");
    // Name, short name, owner, phone, e-mail, area, industry, tags, need, then the evidence.
    go_to(&mut journey, 9);
    journey.press("right tab right tab right tab tab tab").text("20万").sees("¥200,000");
    journey.press("ctrl-s").sees("saved: edit customer Acme");
    journey.sees("need clear: 30.00").sees("value high: 35.00").sees("B: regular");
    journey.sees("estimated potential ¥200,000");
    journey.press("u").sees("need unclear: 0.00").sees("D: occasional");
}

#[test]
fn a_bad_amount_is_said_at_its_field_and_nothing_is_lost() {
    let mut journey = Journey::new(Language::En);
    journey.press("n n a d").text("Pilot").press("tab").text("a lot").press("ctrl-s");
    journey.sees("not an amount: write 48,000 or 4.8万").sees("Pilot").sees("a lot");
    journey.press("esc").sees("What you typed is not saved").press("n");
    journey.press("ctrl-u").text("4.8万").press("tab right tab tab").text("fri").sees("Fri 27 Nov");
    journey.press("ctrl-s").sees("saved: add deal Pilot").sees("¥48,000").sees("close 27 Nov");
}

#[test]
fn a_deal_is_not_lost_without_a_reason() {
    let mut journey = Journey::new(Language::ZhCn);
    // Two people and a deal: one of the three is chosen.
    journey.press("enter").text("ERP").press("enter").sees("编辑 ERP 二期");
    journey.press("tab tab right right ctrl-s").sees("请简单写明输单原因");
    journey.text("价格").press("ctrl-s").sees("价格").sees("输单");
}

#[test]
fn people_are_entered_and_changed() {
    let mut journey = Journey::new(Language::ZhCn);
    journey.press("n n a p").text("王芳").press("tab tab").press("right tab").text("139 1");
    journey.press("ctrl-s").sees("★ 王芳").sees("139 1");
    journey.press("enter").sees("编辑 王芳").press("tab").text("总监").press("ctrl-s").sees("总监");
    journey.press("enter ctrl-s").misses("编辑 王芳");
}

#[test]
fn own_fields_are_lines_and_a_line_that_is_gone_is_cleared() {
    let mut journey = Journey::new(Language::En);
    journey.press("E").sees("ERP: U8");
    go_to(&mut journey, 24);
    journey.press("enter").text("just text").press("ctrl-s").sees("write name: value, one a line");
    journey
        .press("ctrl-u")
        .text("CRM：none")
        .press("ctrl-s")
        .sees("CRM      none")
        .sees("ERP      U8");
    journey.press("E");
    go_to(&mut journey, 24);
    journey.press("ctrl-u ctrl-s").sees("CRM      none").misses("U8");
}

#[test]
fn a_form_with_long_and_hostile_text_draws_at_any_size() {
    for language in Language::ALL {
        let mut journey = Journey::new(language);
        journey.press("n E").any_size();
        go_to(&mut journey, 20);
        journey.paste(&"长备注\u{1b}[31m 10000 ".repeat(700)).any_size();
        journey.press("esc").any_size();
    }
}

#[test]
fn nothing_changed_closes_and_writes_nothing() {
    let mut journey = Journey::new(Language::En);
    journey.press("E ctrl-s").misses("Edit 上海").misses("saved");
}
