//! What becomes of rows.

use super::*;

#[test]
fn a_customer_with_everything() {
    let (good, bad) = import(
        "客户名称,客户级别,省份,城市,详细地址,联系人,手机,邮箱,标签,潜在金额（万元）,创建日期,QQ\n\
         上海明月科技有限公司,A（重点客户）,上海,上海,浦东新区1号,张敏,138-0013-8000,Zhang@Ming.CN,\
         \"vip,展会\",4.8,2024年3月5日,12345\n",
    );
    assert_eq!(codes(&bad), []);
    let record = &good[0];
    assert_eq!(record.text(Field::Address), Some("上海浦东新区1号"));
    assert_eq!(record.text(Field::Area), Some("上海"));
    assert_eq!(record.text(Field::ContactPhone), Some("138-0013-8000"));
    assert_eq!(record.text(Field::Email), Some("zhang@ming.cn"));
    assert_eq!(record.money(Field::Potential).unwrap().minor, 4_800_000);
    assert_eq!(record.when(Field::CreatedOn).unwrap().day.to_string(), "2024-03-05");
    assert_eq!(record.get(Field::Tier), Some(&Value::Tier(crate::domain::tier::Tier::A)));
    let tags = Value::Tags(vec!["vip".to_owned(), "展会".to_owned()]);
    assert_eq!(record.get(Field::Tags), Some(&tags));
    assert_eq!(record.custom, [("QQ".to_owned(), "12345".to_owned())]);
}

#[test]
fn every_bad_row_is_refused_for_its_reason_and_stops_nothing() {
    let (good, bad) = import(
        "name,tier,email,created_on,potential\n\
         Good,A,a@b.cn,2026-01-02,\"1,000\"\n\
         ,A,,,\n\
         Tier,Z,,,\n\
         Mail,,nobody,,\n\
         Day,,,2026-02-30,\n\
         Old,,,1066-10-14,\n\
         Number,,,,\"12,3x\"\n\
         Precise,,,,1.005\n\
         Few,A\n\
         Many,,,,,x\n\
         Trailing,,,,,\n\
         \n\
         ,,,,\n\
         name,tier,email,created_on,potential\n\
         合计,,,,1000\n\
         Total,,,,1000\n\
         Total Energies,,,,\n\
         Lost,\"A,,,\n\
         Last,B,,,\n",
    );
    let names: Vec<_> = good.iter().filter_map(|record| record.text(Field::Name)).collect();
    assert_eq!(names, ["Good", "Trailing", "Total Energies", "Last"]);
    assert_eq!(
        codes(&bad),
        [
            (3, "missing_value"),
            (4, "unknown_tier"),
            (5, "bad_email"),
            (6, "no_such_day"),
            (7, "date_out_of_range"),
            (8, "bad_number"),
            (9, "too_precise"),
            (10, "too_few_cells"),
            (11, "too_many_cells"),
            (15, "repeated_header"),
            (16, "totals_row"),
            (17, "totals_row"),
            (19, "unclosed_quote"),
        ]
    );
    let number = &bad[5];
    assert_eq!((number.column.as_deref(), &*number.value), (Some("potential"), "12,3x"));
}

#[test]
fn rejects_are_mended_in_their_own_columns() {
    let text = "name,tier\n\"=Acme, \"\"Inc\"\"\",Z\nFew\nMany,A,x\nGood,A\n";
    let source_file = file(text.as_bytes());
    let (_, bad) = import_file(source_file.path().to_owned(), None);
    let columns = headers("name,tier");
    let mut out = Vec::new();
    let mut rejects = Rejects::new(&mut out, &columns).unwrap();
    for reject in &bad {
        rejects.write(reject, reject.reason.code()).unwrap();
    }
    rejects.finish().unwrap();
    let written = String::from_utf8(out).unwrap();
    assert_eq!(
        written,
        "name,tier,line,column,reason\n\
         \"=Acme, \"\"Inc\"\"\",Z,2,tier,unknown_tier\n\
         Few,,3,,too_few_cells\n\
         Many,A,4,,too_many_cells,x\n"
    );
    let (good, bad) = import(&written.replace(",Z,", ",B,").replace(",x", ""));
    assert_eq!((good.len(), bad.len()), (3, 0));
    assert_eq!(good[0].text(Field::Name), Some("=Acme, \"Inc\""));
    assert!(good[0].custom.is_empty());
}

#[test]
fn order_lines_are_priced_exactly_and_refunds_are_negative() {
    let (good, bad) = import(
        "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,Discount,CustomerID\n\
         1,a,3,2010-12-01 08:26:00,0.335,0,17850\n\
         C2,a,-2,2010-12-01 08:26:00,2.5,,17850\n\
         C3,a,2,2010-12-01 08:26:00,2.5,10%,17850\n\
         4,a,1,2010-12-01 08:26:00,£2,,17850\n\
         5,a,1,2010-12-01 08:26:00,2,,\n\
         ,a,1,2010-12-01 08:26:00,2,,17850\n",
    );
    let minor = |record: &Record| record.money(Field::Amount).unwrap();
    assert_eq!(good.iter().map(|r| minor(r).minor).collect::<Vec<_>>(), [101, -500, -450, 200]);
    assert_eq!(minor(&good[3]).currency, Currency::GBP);
    assert_eq!(codes(&bad), [(6, "no_customer"), (7, "missing_value")]);
    assert_eq!(bad[0].column.as_deref(), Some("CustomerID"));
}

#[test]
fn a_column_decides_between_day_and_month_from_all_its_rows() {
    let mut text = String::from("客户名称,创建日期,出生日期\n");
    text.push_str(&"明月,1/2/2020,45631\n".repeat(3_000));
    text.push_str("盛科,31/12/2020,45632\n");
    let (good, bad) = import(&text);
    assert_eq!(bad.len(), 0);
    assert_eq!(good[0].when(Field::CreatedOn).unwrap().day.to_string(), "2020-02-01");
    assert_eq!(good[0].when(Field::Birthday).unwrap().day.to_string(), "2024-12-05");
}

#[test]
fn a_decimal_comma_is_one_only_where_commas_do_not_part_the_cells() {
    let (good, bad) = import("deal;customer;stage;amount\na;x;won;1.234,50\nb;x;won;12,5\n");
    assert_eq!(bad.len(), 0);
    assert_eq!(good[0].money(Field::Amount).unwrap().minor, 123_450);
    let (_, bad) = import("deal,customer,stage,amount\na,x,won,\"12,5\"\n");
    assert_eq!(codes(&bad), [(2, "bad_number")]);
}

#[test]
fn names_and_planned_activities_are_put_together() {
    let (good, _) = import("First Name,Last Name,Mobile\nTony,Turner,1\n敏,张,2\n");
    let names: Vec<_> = good.iter().filter_map(|record| record.text(Field::Name)).collect();
    assert_eq!(names, ["Tony Turner", "张敏"]);
    let (good, bad) = import(
        "customer,activity type,due date,done,duration\nAcme,call,2026-11-27 14:30,no,20m\n,call,2026-11-27,,\n",
    );
    assert_eq!(good[0].get(Field::Planned), Some(&Value::Flag(true)));
    assert_eq!(good[0].get(Field::Duration), Some(&Value::Minutes(20)));
    assert_eq!(good[0].when(Field::On).unwrap().time.unwrap().to_string(), "14:30:00");
    assert_eq!(codes(&bad), [(3, "no_customer")]);
}

#[test]
fn whoever_buys_without_a_company_is_the_customer() {
    let list = "Company,FirstName,LastName\nEmbraer,Luís,Gonçalves\n,Leonie,Köhler\n,敏,张\n";
    let list = file(list.as_bytes());
    let (records, rejects) = import_file(list.path().to_owned(), Some(Kind::Customers));
    let told = |record: &Record| {
        [Field::Name, Field::ContactName].map(|field| record.text(field).unwrap_or("").to_owned())
    };
    let expected =
        [["Embraer", "Luís Gonçalves"], ["Leonie Köhler", "Leonie Köhler"], ["张敏", "张敏"]];
    assert_eq!(records.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(codes(&rejects), []);
}
