//! Pairs that are one customer and pairs that are not, with names as people write them.

use super::*;

fn named(name: &str) -> Known {
    Known { names: vec![name.to_owned()], ..Known::default() }
}

fn likeness(a: &Known, b: &Known) -> Option<Likeness> {
    let (a, b) = (Traits::of(a), Traits::of(b));
    let found = a.likeness(&b);
    assert_eq!(found, b.likeness(&a), "both ways");
    // What is alike shares a key, or it would never be put side by side.
    if found.is_some() {
        assert_eq!(Index::new(vec![a, b]).pairs().len(), 1);
    }
    found
}

#[test]
fn names_of_one_company_pair_for_the_reason_that_they_have() {
    for (a, b, reason) in [
        ("上海华兴贸易有限公司", "上海华兴贸易", Reason::Name),
        ("上海华兴贸易有限公司", "上海市华兴贸易有限责任公司", Reason::Name),
        ("上海华兴贸易有限公司", "华兴（上海）贸易有限公司", Reason::Name),
        ("上海华兴贸易有限公司", "华兴贸易", Reason::Part),
        ("上海华兴贸易有限公司", "上海华兴", Reason::Part),
        ("上海华兴贸易有限公司", "Shanghai Huaxing", Reason::Sound),
        ("上海华兴贸易有限公司", "Shanghai Huaxing Trading Co., Ltd.", Reason::Sound),
        ("华兴贸易", "HUAXING TRADING CO LTD", Reason::Sound),
        ("浙江省杭州市西溪物流股份有限公司", "杭州西溪物流", Reason::Part),
        ("重庆长江机械厂", "重庆长江机械厂有限公司", Reason::Name),
        ("华为技术有限公司", "华为技术集团有限公司", Reason::Name),
        ("上海华星贸易有限公司", "上海华兴贸易有限公司", Reason::Sound),
        ("株式会社山田商店", "山田商店", Reason::Name),
        ("Acme Ltd", "ACME Limited", Reason::Name),
        ("Acme, Inc.", "The Acme Company", Reason::Name),
        ("ACME", "Ａｃｍｅ　Ｌｔｄ．", Reason::Name),
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Soehne", Reason::Name),
        ("Müller Maschinenbau GmbH", "Muller Maschinenbau", Reason::Name),
        ("Société Générale S.A.", "SOCIETE GENERALE", Reason::Name),
        ("Fratelli Rossi S.r.l.", "Fratelli Rossi s r l", Reason::Name),
        ("Ferrero S.p.A.", "Ferrero SpA", Reason::Name),
        ("Construcciones Pérez, S.L.", "Construcciones Perez", Reason::Name),
        ("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo S.A. de C.V.", Reason::Name),
        ("Philips Medical B.V.", "Philips Medical", Reason::Name),
        ("Żabka Polska Sp. z o.o.", "Zabka Polska", Reason::Name),
        (
            "Płock Meble Spółka z ograniczoną odpowiedzialnością",
            "Plock Meble sp z oo",
            Reason::Name,
        ),
        ("McDonald's Corp", "McDonalds", Reason::Name),
        ("A.B.C. Supply", "ABC Supply Inc", Reason::Name),
        ("Touch Line", "Touchline GmbH", Reason::Name),
        ("Shanghai Huaxing Co", "Huaxing", Reason::Part),
    ] {
        let found = likeness(&named(a), &named(b));
        let reasons = found.map(|found| found.reasons);
        assert_eq!(reasons, Some(vec![reason]), "{a} / {b}");
    }
}

#[test]
fn names_of_two_companies_do_not_pair() {
    for (a, b) in [
        ("上海华兴贸易有限公司", "北京华兴贸易有限公司"),
        ("上海华兴贸易有限公司", "上海华兴科技有限公司"),
        ("上海华兴贸易有限公司", "上海明月贸易有限公司"),
        ("上海贸易有限公司", "北京贸易有限公司"),
        ("上海华兴贸易有限公司", "Beijing Huaxing"),
        ("有限公司", "股份有限公司"),
        ("明月科技", "名悦物流"),
        ("上海鑫达包装有限公司", "上海新达化工有限公司"),
        ("张敏", "张明"),
        ("Acme Ltd", "Acne Ltd"),
        ("Acme Trading", "Acme Logistics"),
        ("Acme", "Acme Logistics"),
        ("Blue GmbH", "Blu GmbH"),
        ("Ltd", "Limited"),
        ("Costa SA", "Costas"),
        ("", ""),
        ("北京", "Beijing"),
    ] {
        assert_eq!(likeness(&named(a), &named(b)), None, "{a} / {b}");
    }
}

#[test]
fn a_telephone_is_one_with_and_without_codes() {
    let with = |phone: &str| Known { phones: vec![phone.to_owned()], ..Known::default() };
    for (a, b, pairs) in [
        ("138 0000 1234", "+86 13800001234", true),
        ("86-138-0000-1234", "13800001234", true),
        ("021-6888 1234", "+86 (21) 6888-1234 转 8", true),
        ("0086 21 68881234", "(021)68881234", true),
        ("+44 (0)20 7946 0958", "020 7946 0958", true),
        ("030 90182111", "+49 30 90182111", true),
        ("１３８００００１２３４", "13800001234", true),
        ("13800001234 / 13911112345", "139-1111-2345", true),
        ("13800001234", "15800001234", false),
        ("+49 30 90182111", "+44 30 90182111", false),
        ("110", "110", false),
        ("00000000000", "00000000000", false),
        ("12345678", "12345678", false),
        ("021-68881234", "010-68881234", false),
    ] {
        assert_eq!(likeness(&with(a), &with(b)).is_some(), pairs, "{a} / {b}");
    }
}

#[test]
fn mail_and_web_pair_unless_everybody_shares_them() {
    let mail = |email: &str| Known { emails: vec![email.to_owned()], ..Known::default() };
    let web = |web: &str| Known { web: Some(web.to_owned()), ..Known::default() };
    for (a, b, reason) in [
        (mail("Li@Mingyue.example"), mail("li@mingyue.example"), Some(Reason::Email)),
        (mail("li@mingyue.example"), mail("wang@mingyue.example"), Some(Reason::Domain)),
        (
            mail("li@mingyue.example"),
            web("https://www.mingyue.example/cn?x=1"),
            Some(Reason::Domain),
        ),
        (web("WWW.Acme.co.uk"), web("http://shop.acme.co.uk:8080/"), Some(Reason::Domain)),
        (mail("li@163.com"), mail("li@163.com"), Some(Reason::Email)),
        (mail("li@163.com"), mail("wang@163.com"), None),
        (mail("a@gmail.com"), mail("b@gmail.com"), None),
        (mail("a@yahoo.co.jp"), mail("b@yahoo.co.jp"), None),
        (mail("a@vip.qq.com"), mail("b@qq.com"), None),
        (web("https://huaxing.1688.com"), web("https://mingyue.1688.com"), None),
        (web("acme.co.uk"), web("other.co.uk"), None),
        (web("acme.com.cn"), web("other.com.cn"), None),
        (web("acme.com"), web("acme.de"), None),
        (web("acme.example.com"), web("other.example.com"), None),
        (web("http://192.168.1.1"), web("http://192.168.1.1"), None),
    ] {
        let found = likeness(&a, &b).map(|found| found.reasons);
        assert_eq!(found, reason.map(|reason| vec![reason]), "{a:?} / {b:?}");
    }
}

#[test]
fn people_count_as_who_they_are() {
    let with = |name: &str, person: &str, phone: &str| Known {
        names: vec![name.to_owned()],
        people: vec![Person {
            name: person.to_owned(),
            phones: vec![phone.to_owned()],
            emails: Vec::new(),
        }],
        ..Known::default()
    };
    let here = with("上海明月科技", "张敏", "13800001234");
    let score = |other: &Known| likeness(&here, other).map(|found| found.score);
    assert_eq!(score(&with("西溪物流", "张敏", "+86 138 0000 1234")), Some(70));
    assert_eq!(score(&with("西溪物流", "王芳", "13800001234")), None, "a shared line");
    assert_eq!(score(&with("上海明月", "王芳", "13800001234")), Some(81), "which supports a name");
    let own = Known { phones: vec!["13800001234".to_owned()], ..named("西溪物流") };
    assert_eq!(score(&own), Some(60));
}

#[test]
fn companies_of_one_group_share_a_domain_and_are_two() {
    let of = |name: &str, phone: &str| Known {
        names: vec![name.to_owned()],
        phones: vec![phone.to_owned()],
        web: Some("huaxing.example".to_owned()),
        ..Known::default()
    };
    let (shanghai, beijing) = (of("上海华兴贸易有限公司", ""), of("北京华兴贸易有限公司", ""));
    assert_eq!(likeness(&shanghai, &beijing), None);
    let again = likeness(&shanghai, &of("华兴贸易", "")).unwrap();
    assert_eq!((again.score, again.reasons), (87, vec![Reason::Part, Reason::Domain]));
    let phone = "13800001234";
    let both = likeness(&of("上海华兴贸易", phone), &of("北京华兴贸易", phone)).unwrap();
    assert_eq!(both.reasons, [Reason::Phone], "one number is still worth a look");
}

#[test]
fn a_short_name_counts_unless_the_full_ones_say_otherwise() {
    let of =
        |names: [&str; 2]| Known { names: names.map(str::to_owned).to_vec(), ..Known::default() };
    let shanghai = of(["上海华兴贸易有限公司", "华兴"]);
    assert_eq!(likeness(&shanghai, &of(["深圳市华兴物流有限公司", "华兴"])), None);
    let latin = likeness(&shanghai, &of(["Huaxing Trading (HX)", "华兴"])).unwrap();
    assert_eq!(latin.reasons, [Reason::Name]);
}

#[test]
fn pairs_come_ranked_and_very_many_of_one_name_take_no_time() {
    let list = ["Acme Ltd", "上海华兴贸易", "Other", "华兴贸易", "ACME Inc"].map(named);
    let index = Index::new(list.iter().map(Traits::of).collect());
    let pairs: Vec<_> = index.pairs().into_iter().map(|pair| (pair.first, pair.second)).collect();
    assert_eq!(pairs, [(0, 4), (1, 3)]);
    let nearest = index.nearest(&Traits::of(&named("Acme GmbH"))).unwrap();
    assert_eq!((nearest.0, nearest.1.score), (0, 90));
    assert_eq!(index.nearest(&Traits::of(&named("Nobody"))), None);
    let same = vec![Traits::of(&named("Acme Ltd")); 5_000];
    assert_eq!(Index::new(same).pairs().len(), 4_999, "each beside its neighbour");
}
