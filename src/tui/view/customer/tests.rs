//! The page of a customer, driven by keys.

use super::CustomerPage;
use crate::{
    command::Command,
    i18n::Language,
    tui::{
        app::Request,
        event::Event,
        view::journey::{Journey, run, world},
    },
};

#[test]
fn the_page_says_who_why_and_what_is_next() {
    let mut journey = Journey::new(Language::En);
    for text in [
        "上海明月科技有限公司  明月",
        "me · 上海 · 软件 · #demo #重点",
        "1 of 3",
        "need clear: 30.00",
        "3 of 5 known: need stated, budget known,",
        "value high: 35.00",
        "open deals ¥480,000",
        "Fri 27 Nov",
        "谈合同",
        "张敏",
        "ERP 二期",
        "here for 0 days",
        "“ERP 二期” opened in quote",
        "第一次上门",
        "customer added",
        "no answer",
        "U8",
        "2 orders · ¥100,000 · every 120 d · last 80 d ago",
        "refund  -¥4,000",
        "RFM 4·2·5 · medium value · general",
        "general, win back · class A",
        "silent 80 d, usually one order in about 90 d (1 interval,",
        "Last 12 months",
        "complaint  接口超时 · open · case open for 5 days",
        "case  complaint · open · 接口超时",
    ] {
        journey.sees(text);
    }
    let mut chinese = Journey::new(Language::ZhCn);
    for text in
        ["等级依据", "需求明确：30.00", "在谈商机 ¥480,000", "跟进时间线", "未接 · ERP 二期"]
    {
        chinese.sees(text);
    }
}

#[test]
fn any_size_draws_in_both_languages() {
    for language in Language::ALL {
        let mut journey = Journey::new(language);
        journey.any_size();
        journey.press("n").any_size();
        journey.press("n G l").any_size();
    }
}

#[test]
fn the_timeline_is_newest_first_and_a_narrow_page_scrolls_to_it() {
    let journey = Journey::new(Language::En);
    let seen = journey.seen();
    let place = |text: &str| seen.find(text).unwrap_or_else(|| panic!("{text}\n{seen}"));
    assert!(place("看过报价，周一下午答复") < place("sent the references"));
    assert!(place("报价已发") < place("第一次上门"));
    let mut journey = Journey::new(Language::En);
    let screen = |journey: &Journey| journey.screen(60, 16).join("\n");
    assert!(!screen(&journey).contains("第一次上门"));
    journey.press("l");
    assert!(screen(&journey).contains("Timeline"), "{}", screen(&journey));
    journey.press("G");
    assert!(screen(&journey).contains("customer added"), "{}", screen(&journey));
    journey.press("h");
    assert!(screen(&journey).contains("Next step"));
    journey.press("pagedown");
    assert!(!screen(&journey).contains("Next step"));
}

#[test]
fn next_and_previous_go_through_the_list() {
    let mut journey = Journey::new(Language::En);
    journey.press("n").sees("evilcorp").sees("2 of 3");
    journey.press("n").sees("Acme").sees("no contacts yet").sees("3 of 3");
    journey.press("n").sees("the last customer of the list");
    journey.press("p p").sees("明月").press("p").sees("the first customer of the list");
}

#[test]
fn an_attempt_is_one_key_and_a_plan_is_done_with_another() {
    let mut journey = Journey::new(Language::En);
    journey.press("n n x").sees("saved: attempt at Acme").sees("no answer");
    journey.press("p p C").sees("saved: close plan").sees("done · call · Fri 27 Nov");
    journey.press("C").sees("no next step");
}

#[test]
fn deals_move_with_their_keys_and_a_loss_asks_why() {
    let mut journey = Journey::new(Language::En);
    journey.press(">").sees("mark it as won or lost");
    journey.press("<").sees("→ proposal");
    journey.press("-").sees("Why was “ERP 二期” lost?");
    journey.press("enter").sees("it must not be empty");
    journey.text("价格").press("enter").sees("价格").sees("no open deal").press("u");
    journey.press("+").sees("won");
    journey.press("+").sees("no open deal: add one");
}

#[test]
fn a_deleted_customer_comes_back_by_undo() {
    let mut journey = Journey::new(Language::En);
    journey.press("n n a c").text("Doomed").press("ctrl-s").sees("Doomed");
    journey.press("D").sees("Delete Doomed? It can be undone.");
    journey.press("n").sees("Doomed").press("D y").misses("nothing recorded").sees("saved: delete");
    journey.press("u").sees("undone: delete customer Doomed");
    journey.press("D y").sees("there is no such customer").press("u").sees("Acme");
}

#[test]
fn a_proposal_of_the_review_and_its_rejection_are_told_on_the_page() {
    for (language, proposed, rejected) in [
        (Language::En, "D → B is proposed", "was rejected on Mon 23 Nov: 只是季节"),
        (Language::ZhCn, "建议 D → B", "驳回：只是季节"),
    ] {
        let held_at_d = || {
            let (mut desk, list) = world(language);
            let tier = vec![("tier".to_owned(), "D".to_owned())];
            run(&mut desk.session, Command::EditCustomer(list[0], tier));
            (desk, list)
        };
        let page = |desk, list| Journey::on(desk, Box::new(CustomerPage::new(list, 0)));
        let (desk, list) = held_at_d();
        page(desk, list).sees(proposed);
        let (mut desk, list) = held_at_d();
        run(&mut desk.session, Command::RejectTier(list[0], "只是季节".to_owned()));
        page(desk, list).sees(rejected).any_size();
    }
}

#[test]
fn the_tier_by_hand_needs_a_reason_and_says_when_it_ends() {
    let mut journey = Journey::new(Language::En);
    journey.press("T right").press("ctrl-s").sees("a tier set by hand needs a reason");
    journey.text("strategic").press("tab").text("3d").sees("Thu 26 Nov").press("enter");
    journey.sees("set to A by hand until Thu 26 Nov: strategic").sees("manual tier ends in 3 days");
}

#[test]
fn the_timeline_shows_one_kind_and_what_is_sought_and_keeps_its_place() {
    let mut journey = Journey::new(Language::En);
    journey.sees("all 12").sees("touches 4").sees("attempts 1").sees("care 1").any_size();
    journey.press("l down down down down").press("]").sees("第一次上门").misses("customer added");
    journey.misses("“ERP 二期” opened in quote");
    journey
        .press("] ] ]")
        .sees("refund")
        .misses("第一次上门")
        .press("[ [ [ [")
        .sees("customer added");
    journey.press("/").text("回复").sees("报价已发，等回复").misses("第一次上门").sees("1 of 12");
    journey
        .press("enter")
        .sees("1 of 12")
        .press("]")
        .sees("报价已发")
        .press("] ]")
        .sees("nothing of this kind");
    journey.press("backspace").sees("customer added").sees("第一次上门");
    // What was found stays selected when everything is shown again.
    journey.press("enter").sees("Outcome").sees("报价已发，等回复");
    journey.press("esc").press("/").text("zzz").press("esc").sees("customer added");
    journey.press("f").sees("What the timeline shows").text("orders").press("enter").sees("refund");
    journey.misses("customer added");
    let mut chinese = Journey::new(Language::ZhCn);
    chinese.press("]").sees("有效接触 4").misses("5月7日").any_size();
}

#[test]
fn the_selected_line_is_corrected_in_place_in_one_step() {
    let mut journey = Journey::new(Language::En);
    journey
        .sees("Timeline")
        .press("l /")
        .text("看过报价")
        .press("enter enter")
        .sees("call, Fri 20 Nov");
    journey.press("ctrl-u").text("谈了付款方式").press("tab").text("0").press("ctrl-s");
    journey.sees("saved: correct an entry of 明月").press("backspace");
    journey.sees("谈了付款方式").sees("2 h").misses("周一下午答复");
    journey.press("u").sees("undone: correct an entry").sees("周一下午答复");
    // What is no time is said at its field, and nothing typed is lost.
    journey.press("backspace /").text("看过").press("enter enter backtab").text("25:00");
    journey.press("ctrl-s").sees("not a time of day: write 14:30").press("ctrl-u").text("10:20");
    journey.press("ctrl-s").sees("saved: correct an entry of 明月").sees("12 min · 10:20");
}

#[test]
fn people_deals_orders_and_plans_open_from_their_lines() {
    let mut journey = Journey::new(Language::En);
    // The open plan is the first line that can be selected.
    journey
        .sees("Timeline")
        .press("down enter")
        .sees("promise, Fri 27 Nov")
        .sees("Purpose")
        .press("esc");
    journey.press("down enter").sees("Edit 张敏").press("esc");
    journey.press("down down enter").sees("Edit ERP 二期").press("esc");
    journey.press("l f").text("orders").press("enter enter").sees("Order of").sees("-4,000");
    journey.press("tab tab tab").text("三号机退货").press("ctrl-s").sees("saved: correct order");
    journey.sees("三号机退货");
}

#[test]
fn what_was_logged_wrongly_is_deleted_and_comes_back() {
    let mut journey = Journey::new(Language::En);
    journey.press("X").sees("select a line first");
    journey.press("l /").text("references").press("enter X").sees("Delete “email” of Fri 13 Nov?");
    journey.press("y").sees("saved: delete an entry of").sees("0 of 11").press("u").sees("1 of 12");
    journey.press("backspace f").text("orders").press("enter X").sees("only entries and surveys");
}

#[test]
fn a_note_is_written_in_the_editor() {
    let mut journey = Journey::new(Language::En);
    journey.sees("Timeline").press("l /").text("references").press("enter ctrl-e");
    assert_eq!(journey.asked(), Some(Request::Edit("sent the references they asked for".into())));
    journey.event(Event::Edited(Ok("sent them\nand called\u{1b}[2J\n".into())));
    journey.press("backspace").sees("sent them").sees("and called[2J");
    journey.press("ctrl-e").event(Event::Edited(Err("vi: exit status: 1".into())));
    journey.sees("the editor did not save: vi: exit status: 1");
    // With no line selected it is the notes of the customer.
    let mut journey = Journey::new(Language::En);
    journey.press("ctrl-e");
    assert_eq!(journey.asked(), Some(Request::Edit("老客户介绍。决策慢，但守约。".into())));
    journey.event(Event::Edited(Ok("换了总经理".into()))).sees("换了总经理");
}

#[test]
fn surveys_are_added_with_a_short_form_and_say_where_they_go() {
    for (language, first, better) in
        [(Language::En, "first survey", "(+50)"), (Language::ZhCn, "首次调查", "上升 50 分")]
    {
        let mut journey = Journey::new(language);
        journey.press("a s ctrl-s").misses("saved");
        // Satisfied; on 20 November.
        journey.press("right right right tab tab tab tab ctrl-u").text("11-20").press("ctrl-s");
        journey.sees(first);
        journey.press("a s right ctrl-s").sees(better).any_size();
        journey.press("l f").text(if language == Language::En { "care" } else { "售后" });
        journey.press("enter enter ctrl-s").press("X y").misses(better).press("u").sees(better);
    }
}

#[test]
fn what_is_copied_or_opened_is_told() {
    let mut journey = Journey::new(Language::En);
    journey.press("y").sees("138 0000 1234").sees("summary").press("enter");
    assert_eq!(journey.asked(), Some(Request::Copy("138 0000 1234".into())));
    journey.sees("copied: 138 0000 1234");
    journey.press("y").text("summary").press("enter").sees("copied: summary");
    let Some(Request::Copy(summary)) = journey.asked() else { panic!() };
    for text in ["上海明月科技有限公司", "张敏 · 总经理", "ERP 二期", "¥480,000", "Fri 27 Nov"]
    {
        assert!(summary.contains(text), "{text} is not in {summary}");
    }
    journey.press("O").text("web").press("enter");
    assert_eq!(journey.asked(), Some(Request::Open("https://mingyue.example".into())));
    let reason = "xdg-open: exit status: 3".to_owned();
    journey.event(Event::Unopened { link: "tel:1".to_owned(), reason });
    journey.sees("tel:1 could not be opened: xdg-open: exit status: 3");
    // Hostile names copy nothing that steers.
    journey.press("n y").text("summary").press("enter");
    let Some(Request::Copy(hostile)) = journey.asked() else { panic!() };
    assert!(!hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
}

#[test]
fn addresses_on_the_page_are_links_where_nothing_lies_over_them() {
    let mut journey = Journey::new(Language::En);
    journey.sees("li@mingyue.example");
    let links: Vec<String> = journey.links().into_iter().map(|link| link.link).collect();
    for link in ["tel:02168881234", "mailto:li@mingyue.example", "https://mingyue.example"] {
        assert!(links.iter().any(|found| found == link), "{link} is not in {links:?}");
    }
    journey.press("?").sees("Keys");
    assert_eq!(journey.links(), []);
}
