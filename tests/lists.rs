//! Lists of every format and program as people bring them in, through the real binary.

use std::{fs, io::Write, path::PathBuf};

use serde_json::Value;

use crate::cli::{Home, text};

const DB: [&str; 2] = ["--db", "a.db"];

fn write(home: &Home, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = home.path(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Imports; what is printed and what is told.
fn import(home: &Home, args: &[&str]) -> (Option<i32>, String, String) {
    let output = home.run(&[&["import"], args, &DB].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn json(home: &Home, args: &[&str]) -> Value {
    let output = home.run(&[args, &DB, &["--json"]].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{args:?}: {error}: {}", text(&output.stderr)))
}

fn counts(home: &Home, args: &[&str]) -> [u64; 5] {
    let done = json(home, &[&["import"], args].concat());
    ["read", "created", "updated", "skipped", "rejected"].map(|name| done[name].as_u64().unwrap())
}

fn shown(home: &Home, customer: &str) -> Value {
    json(home, &["show", customer])
}

fn real(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    path.exists().then(|| path.to_str().unwrap().to_owned())
}

/// A sheet: its name, and its cells.
type Sheet<'a> = (&'a str, &'a [(&'a str, &'a str, &'a str)]);

/// A workbook of sheets, each with its cells: place, type, value. Style 1 is a day.
fn book(sheets: &[Sheet<'_>], properties: &str) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let (mut listed, mut related, mut parts) = (String::new(), String::new(), Vec::new());
    for (number, (name, cells)) in (1..).zip(sheets) {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        related += &format!(
            "<Relationship Id=\"r{number}\" Type=\"{office}/worksheet\" Target=\"worksheets/s{number}.xml\"/>"
        );
        let mut rows = std::collections::BTreeMap::<u32, String>::new();
        for (place, kind, value) in *cells {
            let row = place.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap();
            let cell = match *kind {
                "s" => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
                "day" => format!("<c r=\"{place}\" s=\"1\"><v>{value}</v></c>"),
                kind => format!("<c r=\"{place}\" t=\"{kind}\"><v>{value}</v></c>"),
            };
            rows.entry(row).or_default().push_str(&cell);
        }
        let rows: String =
            rows.iter().map(|(row, cells)| format!("<row r=\"{row}\">{cells}</row>")).collect();
        let sheet = format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/s{number}.xml"), sheet));
    }
    parts.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
    let start = format!(
        "<Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    parts.push((
        "_rels/.rels".to_owned(),
        format!("<Relationships {package}>{start}</Relationships>"),
    ));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook {main} xmlns:r=\"{office}\">{properties}<sheets>{listed}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships {package}>{related}</Relationships>"),
    ));
    let formats = "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
    parts.push(("xl/styles.xml".to_owned(), format!("<styleSheet {main}>{formats}</styleSheet>")));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&parts, None)
}

/// A workbook as a colleague sends it: an empty sheet, titles, numbers that are phones, real dates.
fn workbook(home: &Home) -> String {
    let customers = [
        ("A1", "s", "华东区客户名单"),
        ("A2", "s", "导出人"),
        ("B2", "s", "李雷"),
        ("B4", "s", "客户名称"),
        ("C4", "s", "联系人"),
        ("D4", "s", "手机"),
        ("E4", "s", "创建时间"),
        ("F4", "s", "潜力"),
        ("G4", "s", "是否重点"),
        ("H4", "s", "备注"),
        ("B5", "s", "上海明月科技有限公司"),
        ("C5", "s", "张敏"),
        ("D5", "n", "13800138000"),
        ("E5", "day", "45356"),
        ("F5", "n", "480000"),
        ("G5", "b", "1"),
        ("B7", "s", "Acme"),
        ("H7", "e", "#DIV/0!"),
    ];
    let old = [("A1", "s", "客户名称")];
    write(home, "客户.xlsx", book(&[("封面", &[]), ("客户", &customers), ("旧客户", &old)], ""))
}

#[test]
fn days_of_a_workbook_that_counts_from_1904() {
    let home = Home::new();
    let cells =
        [("A1", "s", "name"), ("B1", "s", "birthday"), ("A2", "s", "Acme"), ("B2", "day", "43894")];
    let properties = "<workbookPr date1904=\"1\"/>";
    let path = write(&home, "mac.xlsx", book(&[("Sheet1", &cells)], properties));
    assert_eq!(counts(&home, &[&path]), [1, 1, 0, 0, 0]);
    let exported = home.ok(&[&["export", "customers"], &DB[..]].concat());
    assert!(exported.contains("2024-03-05"), "{exported}");
}

#[test]
fn a_workbook_comes_in_from_its_first_sheet_with_data_below_its_titles() {
    let home = Home::new();
    let path = workbook(&home);
    let (code, out, told) = import(&home, &[&path]);
    assert_eq!(code, Some(0), "{told}");
    assert!(out.starts_with("read 2, created 1, updated 0, skipped 0, rejected 1"), "{out}");
    assert!(told.contains("XLSX, sheet “客户”; not read: 封面, 旧客户"), "{told}");
    assert!(told.contains("line 7, 备注: “#DIV/0!”: the formula of this cell failed"), "{told}");
    let moon = json(&home, &["show", "明月"]);
    assert_eq!(moon["contacts"][0]["phone"], "13800138000", "{moon}");
    let exported = home.ok(&[&["export", "customers"], &DB[..]].concat());
    assert!(exported.contains("480000.00") && exported.contains("2024-03-05"), "{exported}");
    assert_eq!(counts(&home, &[&path]), [2, 0, 0, 1, 1]);
    let refused = import(&home, &[&path, "--sheet", "Sheet9"]).2;
    assert!(
        refused.contains("no sheet “Sheet9”") && refused.contains("封面, 客户, 旧客户"),
        "{refused}"
    );
    assert!(import(&home, &[&path, "--sheet", "封面"]).2.contains("is empty"));
}

/// A zip file of deflated parts.
fn zip(parts: &[(&str, &[u8])], declared: Option<u32>) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = u32::try_from(out.len()).unwrap();
        let mut deflated =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        deflated.write_all(content).unwrap();
        let body = deflated.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let size = declared.unwrap_or(u32::try_from(content.len()).unwrap());
        let length = u32::try_from(body.len()).unwrap();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        common.extend(crc.sum().to_le_bytes());
        common.extend(length.to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(body);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn hostile_workbooks_are_refused() {
    let home = Home::new();
    let bomb = vec![b' '; 60 << 20];
    let texts = b"<si/>".repeat(2_000_000);
    let book: &[u8] = b"<workbook/>";
    let types: &[u8] = b"<Types/>";
    let cases = [
        ("bomb", "xl/worksheets/sheet1.xml", bomb.as_slice(), None),
        ("lie", "xl/worksheets/sheet1.xml", bomb.as_slice(), Some(100)),
        ("texts", "xl/sharedStrings.xml", texts.as_slice(), None),
        ("declared", "xl/worksheets/sheet1.xml", b"<a/>", Some(900 << 20)),
    ];
    for (name, part, content, declared) in cases {
        let parts = [("[Content_Types].xml", types), ("xl/workbook.xml", book), (part, content)];
        let path = write(&home, &format!("{name}.xlsx"), zip(&parts, declared));
        let (code, _, told) = import(&home, &[&path]);
        assert_eq!(code, Some(1), "{name}");
        assert!(told.contains("more than a list does"), "{name}: {told}");
    }
    let letter = zip(&[("word/document.xml", b"<w/>")], None);
    let told = import(&home, &[&write(&home, "letter.docx", letter)]).2;
    assert!(told.contains("not a workbook that can be read"), "{told}");
    let cut = fs::read(workbook(&home)).unwrap();
    let told = import(&home, &[&write(&home, "cut.xlsx", &cut[..cut.len() / 2])]).2;
    assert!(told.contains("cannot be understood"), "{told}");
    if let Some(path) = real("xlsx_quirks/pass_protected.xlsx") {
        assert!(import(&home, &[&path]).2.contains("protected by a password"));
    }
}

#[test]
fn workbooks_of_many_programs_are_read_or_refused_in_words() {
    let Some(folder) = real("xlsx_quirks") else { return };
    let home = Home::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (code, _, told) = import(&home, &[path.to_str().unwrap(), "--dry-run"]);
        assert!(matches!(code, Some(0 | 1)), "{}: {told}", path.display());
        assert!(!told.contains("panicked"), "{}: {told}", path.display());
    }
}

#[test]
fn cards_bring_people_and_the_customers_they_work_for() {
    let home = Home::new();
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:张敏\nORG:上海明月科技有限公司;销售部\nTITLE:采购经理\n\
        TEL;TYPE=CELL:13800138000\nADR;TYPE=WORK:;;南京路1号;上海;;200000;中国\nURL:https://moon.example\n\
        CATEGORIES:vip\nBDAY:1980-05-14\nEMAIL:no address\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:2.1\nFN:李雷\nORG:上海明月科技有限公司\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTEL;TYPE=cell:+1 555 0100\nEND:VCARD\n";
    let path = write(&home, "book.vcf", cards);
    let done = json(&home, &["import", &path]);
    assert_eq!(
        (done["profile"].as_str(), done["kind"].as_str()),
        (Some("vCard"), Some("contacts"))
    );
    assert_eq!((&done["created"], &done["made"]["customer"]), (&3.into(), &2.into()));
    let moon = json(&home, &["show", "上海明月科技有限公司"]);
    assert_eq!(moon["contacts"].as_array().unwrap().len(), 2);
    let exported = home.ok(&[&["export", "customers"], &DB[..]].concat());
    for part in ["南京路1号", "moon.example", "vip", "Ann Lee", "+1 555 0100"] {
        assert!(exported.contains(part), "{part}: {exported}");
    }
    let people = home.ok(&[&["export", "contacts"], &DB[..]].concat());
    assert!(people.contains("1980-05-14") && people.contains("no address"), "{people}");
    assert_eq!(counts(&home, &[&path]), [3, 0, 0, 3, 0]);
    assert_eq!(counts(&home, &[&path, "--on-match", "update"]), [3, 0, 0, 3, 0]);
}

#[test]
fn an_export_of_everything_comes_back_under_its_ids() {
    let home = Home::new();
    home.ok(&["demo", "--no-ui", "--customers", "40", "--db", "first.db"]);
    home.ok(&["settings", "zone=Europe/Berlin", "--db", "first.db"]);
    let export = |db: &str| home.ok(&["export", "all", "--db", db]);
    let first = export("first.db");
    let path = write(&home, "all.json", &first);
    let done = json(&home, &["import", &path]);
    assert_eq!((&done["rejected"], &done["kind"]), (&0.into(), &"all".into()), "{done}");
    let lists = |text: &str| -> Value {
        let mut lists: Value = serde_json::from_str(text).unwrap();
        for (_, rows) in lists.as_object_mut().unwrap() {
            if let Some(rows) = rows.as_array_mut() {
                rows.sort_by_key(|row| row["id"].as_str().unwrap_or_default().to_owned());
            }
        }
        lists
    };
    let (before, after) = (lists(&first), lists(&export("a.db")));
    for (list, rows) in before.as_object().unwrap() {
        if list == "members" {
            // Who imports is entered besides.
            let all = after["members"].as_array().unwrap();
            assert!(rows.as_array().unwrap().iter().all(|row| all.contains(row)));
        } else {
            assert_eq!(rows, &after[list], "{list}");
        }
    }
    for args in [&["import", &path][..], &["import", &path, "--on-match", "update"]] {
        let again = json(&home, args);
        assert_eq!(
            (&again["created"], &again["updated"], &again["step"]),
            (&0.into(), &0.into(), &Value::Null)
        );
    }
    home.ok(&["rebuild", "--check", "--db", "a.db"]);
    home.ok(&["undo", "--db", "a.db"]);
    assert_eq!(json(&home, &["customers"])["customers"], Value::Array(vec![]));
}

#[test]
fn a_strange_export_is_told_row_by_row() {
    let home = Home::new();
    let id = "0190a3c0-0000-7000-8000-00000000000";
    let rows = format!(
        r#"{{"format": "touchline", "version": 1, "as_of": "2026-11-23",
        "customers": [{{"id": "{id}1", "name": "Acme", "created_on": "2026-01-02", "mood": "good"}},
        {{"id": "x", "name": "No id"}}, {{"id": "{id}2", "name": 5}}, {{"id": "{id}3", "_deleted": 1}}],
        "visits": [{{"id": "{id}4"}}]}}"#
    );
    let path = write(&home, "all.json", rows);
    let (code, out, told) = import(&home, &[&path]);
    assert_eq!(code, Some(0), "{told}");
    assert!(out.starts_with("read 4, created 1, updated 0, skipped 0, rejected 3"), "{out}");
    assert!(out.contains("customer.mood, visits (1)"), "{out}");
    assert!(told.contains("line 3, customer.name: “5”: not what this field holds"), "{told}");
    for (text, wanted) in [
        (r#"{"format": "touchline", "version": 2, "deals": []}"#, "format 2, of a newer Touchline"),
        (r#"{"format": "touchline", "customers": [5]}"#, "line 1"),
        (r#"[{"name": "Acme"}]"#, "is JSON, but not an export of Touchline"),
    ] {
        let told = import(&home, &[&write(&home, "odd.json", text)]).2;
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn a_dry_run_shows_what_an_update_would_change_field_by_field() {
    let home = Home::new();
    let first = write(
        &home,
        "a.csv",
        "客户名称,电话,行业,负责人,客户等级\n明月,021-1,软件,李雷,B\nAcme,,,,\n",
    );
    import(&home, &[&first]);
    let next =
        write(&home, "b.csv", "客户名称,电话,行业,负责人,客户等级\n明月,021-2,,王芳,A\nAcme,,,,\n");
    let (_, out, _) = import(&home, &[&next, "--on-match", "update", "--dry-run"]);
    let lines: Vec<&str> = out.lines().take(3).collect();
    assert_eq!(
        lines,
        ["明月, phone: 021-1 → 021-2", "明月, owner: 李雷 → 王芳", "明月, confirmed: B → A"]
    );
    assert_eq!(shown(&home, "明月")["phone"], "021-1");
    assert_eq!(counts(&home, &[&next]), [2, 0, 0, 2, 0]);
    assert_eq!(counts(&home, &[&next, "--on-match", "update"]), [2, 0, 1, 1, 0]);
    let moon = shown(&home, "明月");
    assert_eq!((&moon["phone"], &moon["industry"]), (&"021-2".into(), &"软件".into()), "{moon}");
    assert_eq!(counts(&home, &[&next, "--on-match", "update"]), [2, 0, 0, 2, 0]);
    home.ok(&[&["undo"], &DB[..]].concat());
    assert_eq!(shown(&home, "明月")["phone"], "021-1");
    assert_eq!(counts(&home, &[&next, "--on-match", "create"])[1], 2);
}

#[test]
fn cases_and_surveys_come_in_from_tables_in_both_languages() {
    let home = Home::new();
    home.ok(&[&["add", "customer", "明月"], &DB[..]].concat());
    let cases = "工单编号,客户名称,工单类型,工单标题,受理时间,关闭时间,状态,满意度\n\
        T1,明月,投诉,交货晚了,2026-11-01,2026-11-03,已关闭,不满意\nT2,明月,咨询,怎么续费,2026-11-20,,处理中,\n\
        T3,没有,投诉,x,2026-11-01,,,\nT4,明月,投诉,y,2026-11-01,,,99\n";
    let path = write(&home, "cases.csv", cases);
    let done = json(&home, &["import", &path]);
    assert_eq!((&done["kind"], &done["created"]), (&"cases".into(), &2.into()), "{done}");
    let reasons: Vec<_> =
        done["rejects"].as_array().unwrap().iter().map(|r| &r["reason"]).collect();
    assert_eq!(reasons, ["unknown_customer", "bad_answer"]);
    let known = json(&home, &["show", "明月"])["cases"].take();
    assert_eq!(
        (&known[0]["kind"], &known[0]["status"]),
        (&"question".into(), &"open".into()),
        "{known}"
    );
    assert_eq!(known[1]["closed_on"], "2026-11-03");
    assert_eq!(counts(&home, &[&path, "--on-match", "update"]), [4, 0, 0, 2, 2]);
    let surveys = "Customer,Survey date,Overall satisfaction,NPS,Repurchase,Comments\n\
        明月,2026-11-05,5,9,80%,fine\n明月,2026-11-06,,,,nothing said\n明月,2026-11-07,Very satisfied,11,,\n";
    let path = write(&home, "surveys.csv", surveys);
    let done = json(&home, &["import", &path]);
    assert_eq!((&done["kind"], &done["created"]), (&"surveys".into(), &1.into()), "{done}");
    let all = home.ok(&[&["export", "all"], &DB[..]].concat());
    let all: Value = serde_json::from_str(&all).unwrap();
    let survey = &all["surveys"][0];
    let answers = ["satisfaction", "recommendation", "repurchase"].map(|name| &survey[name]);
    assert_eq!(answers, [&Value::from(1), &Value::from(9), &Value::from(80)]);
    assert_eq!(counts(&home, &[&path]), [3, 0, 0, 1, 2]);
}

#[test]
fn what_the_columns_are_is_kept_under_a_name() {
    let home = Home::new();
    let list = "Wer,Wo,Was\nAcme,Berlin,x\n";
    let path = write(&home, "a.csv", list);
    let said = ["--as", "customers", "--map", "name=Wer", "--map", "area=Wo"];
    import(&home, &[&[path.as_str()][..], &said, &["--save-map", "Messe"]].concat());
    let settings = home.ok(&[&["settings", "import_map.Messe"], &DB[..]].concat());
    assert!(settings.contains("customers; name=Wer; area=Wo"), "{settings}");
    let next = write(&home, "b.csv", "Wer,Wo,Was\nBeta,Hamburg,y\n");
    assert_eq!(counts(&home, &[&next, "--use-map", "Messe"]), [1, 1, 0, 0, 0]);
    assert_eq!(shown(&home, "Beta")["area"], "Hamburg");
    let told = import(&home, &[&next, "--use-map", "nothing"]).2;
    assert!(told.contains("kept are: Messe"), "{told}");
    let told = import(&home, &[&next, "--profile", "nothing"]).2;
    assert!(told.contains("Salesforce") && told.contains("纷享销客"), "{told}");
}

#[test]
fn dates_are_read_in_the_order_that_the_column_tells_or_that_is_said() {
    let home = Home::new();
    let path = write(&home, "a.csv", "name,birthday\nA,04-08-1966\nB,14-05-1965\n");
    let told = import(&home, &[&path]).2;
    assert!(told.contains("birthday: day first, as its dates show"), "{told}");
    let path = write(&home, "b.csv", "name,birthday\nC,66/8/4\n");
    import(&home, &[&path, "--dates", "ymd"]);
    let path = write(&home, "d.csv", "name,birthday\nD,4/8/1966\n");
    import(&home, &[&path, "--dates", "dmy"]);
    let exported = home.ok(&[&["export", "customers"], &DB[..]].concat());
    assert_eq!(exported.matches("1966-08-04").count(), 3, "{exported}");
}

#[test]
fn real_lists_come_in_once_however_often_they_are_imported() {
    let cases = [
        ("maven_crm/accounts.csv", 85),
        ("northwind/Customers.csv", 91),
        ("northwind/Suppliers.csv", 29),
        ("northwind/Employees.csv", 9),
        ("layouts/salesforce_dataloader/accountData.csv", 423),
        ("layouts/salesforce_dataloader/opportunityData.csv", 38),
        ("vcards/ez-vcard/gmail-list.vcf", 3),
        ("vcards/ez-vcard/John_Doe_MS_OUTLOOK.vcf", 1),
        ("vcards/ez-vcard/John_Doe_IPHONE.vcf", 1),
        ("vcards/ez-vcard/John_Doe_ANDROID.vcf", 6),
    ];
    for (name, rows) in cases {
        let Some(path) = real(name) else { continue };
        let home = Home::new();
        let [read, .., rejected] = counts(&home, &[&path, "--create-missing"]);
        assert_eq!((read, rejected), (rows, 0), "{name}");
        for how in ["skip", "update"] {
            let again = counts(&home, &[&path, "--create-missing", "--on-match", how]);
            assert_eq!(again, [rows, 0, 0, rows, 0], "{name}");
        }
    }
}
