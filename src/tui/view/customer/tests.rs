//! The page of a customer, driven by keys.

use super::CustomerPage;
use crate::{
    command::Command,
    i18n::Language,
    tui::view::journey::{Journey, run, world},
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
    journey.press("down down down");
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
