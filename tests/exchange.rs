//! Lists come in, and what is in the file comes out, whole.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use touchline::{
    command::{
        self, Command, Session,
        import_batch::{Imported, OnMatch, Options, import},
        undo::Which,
    },
    domain::stage::DealStatus,
    env::Env,
    exchange::import::{
        self as reading, Kind, Mapping, Rejects, Source, SourceOptions, date::DateStyle, records,
    },
};

/// 2026-11-23 12:00 in Shanghai.
const NOW: i64 = 1_795_406_400_000;

struct World {
    session: Session,
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let env = Arc::new(Env::fixed(NOW, 7));
        let session = Session::open(&folder.path().join("a.db"), env, "Ann", true).unwrap();
        Self { session, folder }
    }

    fn file(&self, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("list.csv");
        fs::write(&path, text).unwrap();
        path
    }

    fn import(&mut self, path: &Path, kind: Option<Kind>, options: &Options) -> Imported {
        let (imported, _) = self.import_with_headers(path, kind, options);
        imported
    }

    fn import_with_headers(
        &mut self,
        path: &Path,
        kind: Option<Kind>,
        options: &Options,
    ) -> (Imported, Vec<String>) {
        let source = Source::open(path, &SourceOptions::default()).unwrap();
        let mapping = Mapping::plan(kind, source.headers(), &[]).unwrap();
        let rules = self.session.rules();
        let reading = reading::Options {
            today: self.session.today(),
            zone: rules.zone.zone,
            currency: rules.currency,
            dates: DateStyle::MonthFirst,
        };
        let rows = records(&source, &mapping, &reading).unwrap();
        let done = import(&mut self.session, &mapping, rows, options, |_| true).unwrap();
        let rejected = done.rejects.len() as u64;
        assert_eq!(done.read, done.created + done.updated + done.skipped + rejected);
        (done, source.headers().to_vec())
    }

    fn text(&mut self, kind: Kind, text: &str, options: &Options) -> Imported {
        let path = self.file(text);
        self.import(&path, Some(kind), options)
    }

    fn names(&self) -> Vec<String> {
        let customers = self.session.reader().customers_whole().unwrap();
        customers.into_iter().map(|customer| customer.name).collect()
    }
}

fn missing() -> Options {
    Options { create_missing: true, ..Options::default() }
}

fn updating() -> Options {
    Options { on_match: OnMatch::Update, ..Options::default() }
}

/// Created, updated, skipped, rejected.
fn counts(done: &Imported) -> (u64, u64, u64, usize) {
    (done.created, done.updated, done.skipped, done.rejects.len())
}

fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    path.exists().then_some(path)
}

const CUSTOMERS: &str = "\
客户编号,客户名称,客户等级,联系人,手机,负责人,上次联系,下次联系,标签,爱好
1,上海明月科技有限公司,A,张敏,13800138000,李雷,2026-11-10,2026-11-27,\"vip,展会\",茶
2,北京盛科网络,B级,,,李雷,,,,
3,Acme Ltd,Z,,,,,,,
4,,A,,,,,,,
";

#[test]
fn a_customers_row_brings_its_tier_person_contacts_and_owner() {
    let mut world = World::new();
    let done = world.text(Kind::Customers, CUSTOMERS, &Options::default());
    assert_eq!(counts(&done), (2, 0, 0, 2));
    let reasons: Vec<_> = done.rejects.iter().map(|r| (r.line, r.reason.code())).collect();
    assert_eq!(reasons, [(4, "unknown_tier"), (5, "missing_value")]);
    let reader = world.session.reader();
    let moon = reader.customers_whole().unwrap().remove(0);
    assert_eq!(moon.confirmed.unwrap().tier.letter(), "A");
    assert_eq!(moon.tags, ["vip", "展会"]);
    assert_eq!(moon.custom, [("爱好".to_owned(), "茶".to_owned())]);
    let people = reader.contacts_of(moon.id).unwrap();
    assert_eq!((people.len(), people[0].name.as_str()), (1, "张敏"));
    let row = reader.customer_row(moon.id).unwrap().unwrap();
    assert_eq!(row.owner_name.as_deref(), Some("李雷"));
    assert_eq!(row.last_touch_on.unwrap().to_string(), "2026-11-10");
    let plans = reader.open_plans_of(moon.id).unwrap();
    assert_eq!(plans[0].plan.as_ref().unwrap().due_on.to_string(), "2026-11-27");
}

#[test]
fn importing_twice_changes_nothing_whatever_is_asked_of_known_rows() {
    for options in [Options::default(), updating()] {
        let mut world = World::new();
        world.text(Kind::Customers, CUSTOMERS, &options);
        let done = world.text(Kind::Customers, CUSTOMERS, &options);
        assert_eq!(counts(&done), (0, 0, 2, 2));
        assert_eq!(done.step, None);
    }
}

#[test]
fn known_rows_are_skipped_updated_or_doubled_as_asked() {
    let mut world = World::new();
    world.text(Kind::Customers, "name,phone,area\nAcme Ltd,1,North\n", &Options::default());
    let again = "name,phone,area\nACME Limited,2,\nBeta,3,\n";
    assert_eq!(counts(&world.text(Kind::Customers, again, &Options::default())), (1, 0, 1, 0));
    assert_eq!(counts(&world.text(Kind::Customers, again, &updating())), (0, 1, 1, 0));
    let acme = world.session.reader().customers_whole().unwrap().remove(0);
    assert_eq!((acme.name.as_str(), acme.phone.as_deref()), ("ACME Limited", Some("2")));
    // An empty cell takes nothing away.
    assert_eq!(acme.area.as_deref(), Some("North"));
    let doubling = Options { on_match: OnMatch::Create, ..Options::default() };
    assert_eq!(counts(&world.text(Kind::Customers, again, &doubling)), (2, 0, 0, 0));
    assert_eq!(world.names().len(), 4);
}

#[test]
fn two_people_who_import_one_list_make_the_same_rows() {
    let ids = || {
        let mut world = World::new();
        world.text(Kind::Customers, CUSTOMERS, &Options::default());
        let reader = world.session.reader();
        let customers = reader.customers_whole().unwrap().into_iter().map(|c| c.id.uuid());
        let people = reader.contacts().unwrap().into_iter().map(|c| c.id.uuid());
        customers.chain(people).collect::<Vec<_>>()
    };
    assert_eq!(ids(), ids());
}

#[test]
fn undo_takes_a_whole_list_back_and_it_can_come_in_again() {
    let mut world = World::new();
    world.text(Kind::Customers, CUSTOMERS, &Options::default());
    command::run(&mut world.session, Command::Undo(Which::Last)).unwrap();
    assert_eq!(world.names(), Vec::<String>::new());
    assert_eq!(world.session.reader().contacts().unwrap(), []);
    let done = world.text(Kind::Customers, CUSTOMERS, &Options::default());
    assert_eq!(counts(&done), (2, 0, 0, 2));
    assert_eq!(world.names().len(), 2);
    assert_eq!(world.session.rebuild().unwrap(), []);
}

#[test]
fn a_dry_run_and_a_cancelled_one_write_nothing() {
    let mut world = World::new();
    let dry = Options { dry_run: true, ..Options::default() };
    assert_eq!(counts(&world.text(Kind::Customers, CUSTOMERS, &dry)), (2, 0, 0, 2));
    assert_eq!(world.names(), Vec::<String>::new());
    let path = world.file("name\nAcme\n");
    let source = Source::open(&path, &SourceOptions::default()).unwrap();
    let mapping = Mapping::plan(None, source.headers(), &[]).unwrap();
    let reading = reading::Options {
        today: world.session.today(),
        zone: chrono_tz::UTC,
        currency: world.session.rules().currency,
        dates: DateStyle::MonthFirst,
    };
    let rows = records(&source, &mapping, &reading).unwrap();
    let done = import(&mut world.session, &mapping, rows, &Options::default(), |_| false).unwrap();
    assert!(done.cancelled);
    assert_eq!(world.names(), Vec::<String>::new());
}

#[test]
fn mended_rejects_come_in_and_join_the_rest() {
    let mut world = World::new();
    let path = world.file(CUSTOMERS);
    let (done, headers) =
        world.import_with_headers(&path, Some(Kind::Customers), &Options::default());
    let mut out = Vec::new();
    let mut writer = Rejects::new(&mut out, &headers).unwrap();
    for reject in &done.rejects {
        writer.write(reject, reject.reason.code()).unwrap();
    }
    writer.finish().unwrap();
    let mended = String::from_utf8(out).unwrap().replace(",Z,", ",C,").replace("4,,A", "4,Zeta,A");
    let done = world.text(Kind::Customers, &mended, &Options::default());
    assert_eq!(counts(&done), (2, 0, 0, 0), "{:?}", done.rejects);
    assert_eq!(world.names().len(), 4);
}

#[test]
fn deals_orders_and_activities_find_their_customer_or_are_refused() {
    let mut world = World::new();
    world.text(Kind::Customers, "id,name\n7,Acme Ltd\n", &Options::default());
    let deals = "deal name,account,stage,amount\nOne,ACME,Quote,100\nTwo,Nobody,Quote,5\nThree,,Won,7\n\
                 One,Acme,Quote,100\nFour,Acme,Mystery,1\n";
    let done = world.text(Kind::Deals, deals, &Options::default());
    let codes: Vec<_> = done.rejects.iter().map(|reject| reject.reason.code()).collect();
    assert_eq!((done.created, codes), (3, vec!["unknown_customer", "unknown_stage"]));
    assert_eq!(world.text(Kind::Deals, deals, &Options::default()).skipped, 3);
    let done = world.text(Kind::Deals, deals, &missing());
    assert_eq!(counts(&done), (1, 0, 3, 1));
    assert_eq!(world.names(), ["Acme Ltd", "Nobody"]);

    let activities = "客户,跟进方式,时间,跟进内容,结果,联系人\n\
        Acme Ltd,电话,2026-11-20 09:30,谈了报价,,\nAcme Ltd,电话,2026-11-21,没人,未接,\n\
        Acme Ltd,备注,2026-11-22,内部,,\nAcme Ltd,拜访,2026-12-01,签约,,\n\
        Acme Ltd,飞鸽,2026-11-20,,,\nAcme Ltd,微信,2026-11-20,,聊得好,王五\n";
    let done = world.text(Kind::Activities, activities, &Options::default());
    let codes: Vec<_> = done.rejects.iter().map(|reject| reject.reason.code()).collect();
    assert_eq!((done.created, codes), (4, vec!["unknown_activity", "unknown_contact"]));
    let done = world.text(Kind::Activities, activities, &missing());
    assert_eq!(counts(&done), (1, 0, 4, 1));
    let all = world.session.reader().activities().unwrap();
    let marks: Vec<_> = all.iter().map(|a| (a.touch, a.attempt, a.plan.is_some())).collect();
    assert_eq!(
        marks,
        [
            (true, false, false),
            (false, true, false),
            (false, false, false),
            (false, false, true),
            (true, false, false),
        ]
    );
    assert_eq!(all[4].text.as_deref(), Some("聊得好"));
}

#[test]
fn orders_gather_their_lines_and_round_each_once() {
    let mut world = World::new();
    let lines = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n\
        1,A,3,2026-11-01,0.335,17850,France\n1,A,3,2026-11-01,0.335,17850,France\n\
        C2,A,-3,2026-11-02,0.335,17850,France\n3,A,1,2026-11-02,1,,France\n";
    let done = world.text(Kind::Orders, lines, &missing());
    assert_eq!(counts(&done), (3, 0, 0, 1));
    let reader = world.session.reader();
    let orders = reader.orders().unwrap();
    let sums: Vec<_> = orders.iter().map(|o| (o.order.amount.minor, o.lines.len())).collect();
    assert_eq!(sums, [(202, 2), (-101, 1)]);
    assert_eq!(orders[0].lines[0].unit_price.as_deref(), Some("0.335"));
    assert_eq!(world.names(), ["17850"]);
    let done = world.text(Kind::Orders, lines, &missing());
    assert_eq!((counts(&done), done.step), ((0, 0, 3, 1), None));
    // The list of customers gives the name that was not known.
    let done = world.text(Kind::Customers, "id,name\n17850,Chez Paul\n", &Options::default());
    assert_eq!(counts(&done), (0, 1, 0, 0));
    let changed = lines.replacen("1,A,3", "1,A,4", 1);
    let options = Options { on_match: OnMatch::Update, ..missing() };
    assert_eq!(counts(&world.text(Kind::Orders, &changed, &options)), (0, 1, 2, 1));
    let orders = world.session.reader().orders().unwrap();
    assert_eq!(orders[0].order.amount.minor, 134 + 101);
}

#[test]
fn a_chinese_list_in_gbk_keeps_every_name() {
    let Some(path) = real("zh/zh_company_short_names_5k_GBK_crlf.csv") else { return };
    let mut world = World::new();
    let done = world.import(&path, None, &Options::default());
    assert_eq!(done.rejects.len(), 0);
    let bytes = fs::read(&path).unwrap();
    let text = encoding_rs::GB18030.decode(&bytes).0.into_owned();
    let listed: HashSet<&str> = text.lines().skip(1).map(str::trim).collect();
    let names = world.names();
    assert_eq!(names.len() as u64, done.created);
    assert!(names.iter().all(|name| listed.contains(name.as_str())));
    // Skipped are only names that differ in a legal form from another one.
    assert!(done.skipped < 50, "{}", done.skipped);
}

#[test]
fn maven_deals_sum_up_as_in_a_spreadsheet() {
    let (Some(accounts), Some(deals)) =
        (real("maven_crm/accounts.csv"), real("maven_crm/sales_pipeline.csv"))
    else {
        return;
    };
    let mut world = World::new();
    assert_eq!(counts(&world.import(&accounts, None, &Options::default())), (85, 0, 0, 0));
    let done = world.import(&deals, None, &missing());
    assert_eq!(counts(&done), (5_803, 0, 0, 0));

    let text = fs::read_to_string(&deals).unwrap();
    let mut expected: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let entry = expected.entry(cells[4]).or_default();
        entry.0 += 1;
        entry.1 += cells[7].parse::<i64>().unwrap_or(0) * 100;
    }
    let reader = world.session.reader();
    let (today, pipeline) = (world.session.today(), &world.session.rules().pipeline);
    let mut found: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    let all = reader.deals().unwrap();
    for deal in &all {
        let stage = pipeline.stage(deal.stage(today).unwrap()).unwrap();
        let name = match (stage.status, stage.key.as_str()) {
            (DealStatus::Won, _) => "Won",
            (DealStatus::Lost, _) => "Lost",
            (DealStatus::Open, "contact") => "Prospecting",
            (DealStatus::Open, _) => "Engaging",
        };
        let entry = found.entry(name).or_default();
        entry.0 += 1;
        entry.1 += deal.amount.map_or(0, |money| money.minor);
    }
    assert_eq!(found, expected);
    let won = all.iter().find(|deal| deal.external_key.as_deref() == Some("1C1I7A6R")).unwrap();
    let days: Vec<String> = won.events.iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(days, ["2016-10-20", "2017-03-01"]);
    assert_eq!(world.import(&deals, None, &updating()).step, None);
}

#[test]
fn northwind_orders_sum_up_to_the_published_total() {
    let Some(folder) = real("northwind") else { return };
    let mut world = World::new();
    world.import(&folder.join("Customers.csv"), None, &Options::default());
    assert_eq!(
        counts(&world.import(&folder.join("Orders.csv"), None, &Options::default())),
        (830, 0, 0, 0)
    );
    let details = folder.join("Order_Details.csv");
    assert_eq!(counts(&world.import(&details, None, &Options::default())), (2_155, 0, 0, 0));
    let mut expected = 0;
    for line in fs::read_to_string(&details).unwrap().lines().skip(1) {
        let cell: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        // Hundredths of cents, then half away from zero; all prices are whole cents.
        let cents = (cell[2] * 100.0).round() as i64 * cell[3] as i64;
        let left = 100 - (cell[4] * 100.0).round() as i64;
        expected += (cents * left + 50) / 100;
    }
    let orders = world.session.reader().orders().unwrap();
    let sum: i64 = orders.iter().map(|found| found.order.amount.minor).sum();
    assert_eq!(sum, expected);
    assert!((sum - 126_579_304).abs() < 100, "{sum}");
    assert_eq!(orders.iter().map(|found| found.lines.len()).sum::<usize>(), 2_155);
    assert_eq!(world.import(&details, None, &Options::default()).step, None);
}

#[test]
fn retail_lines_become_orders_of_their_customers() {
    use std::io::{BufRead, BufReader};
    let Some(path) = real("online_retail_h1/online_retail_2010-12_2011-05.csv.gz") else { return };
    let mut world = World::new();
    let input = BufReader::new(flate2::read::MultiGzDecoder::new(fs::File::open(path).unwrap()));
    let lines: Vec<String> = input.lines().take(20_001).map(Result::unwrap).collect();
    let done = world.text(Kind::Orders, &lines.join("\n"), &missing());
    assert_eq!(done.read, 20_000);
    assert!(done.rejects.iter().all(|reject| reject.reason.code() == "no_customer"));
    let reader = world.session.reader();
    let orders = reader.orders().unwrap();
    assert_eq!(orders.iter().map(|found| found.lines.len() as u64).sum::<u64>(), done.created);
    for found in &orders {
        let lines: i64 = found.lines.iter().map(|line| line.amount).sum();
        assert_eq!(found.order.amount.minor, lines);
        let cancelled = found.order.number.as_deref().is_some_and(|n| n.starts_with('C'));
        assert_eq!(found.order.amount.minor < 0, cancelled && found.order.amount.minor != 0);
    }
}

/// The real program on a file of its own.
fn touchline(world: &World, args: &[&str]) -> (i32, String, String) {
    let output = assert_cmd::Command::cargo_bin("touchline")
        .unwrap()
        .args(args)
        .env("TOUCHLINE_DB", world.folder.path().join("cli.db"))
        .env("TOUCHLINE_NOW", "2026-11-23T12:00:00+08:00")
        .env("TOUCHLINE_SEED", "1")
        .env("TOUCHLINE_USER", "Ann")
        .env("TOUCHLINE_LANG", "en")
        .env("XDG_CONFIG_HOME", world.folder.path())
        .env("XDG_STATE_HOME", world.folder.path())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_says_what_it_took_the_file_for_and_what_came_of_it() {
    let world = World::new();
    let path = world.file(CUSTOMERS);
    let path = path.to_str().unwrap();
    let (code, out, err) = touchline(&world, &["import", path]);
    assert_eq!(
        (code, out.lines().next()),
        (0, Some("read 4, created 2, updated 0, skipped 0, rejected 2"))
    );
    assert!(err.contains("customers, UTF-8"), "{err}");
    assert!(err.contains("客户名称 → name"), "{err}");
    assert!(err.contains("line 4, 客户等级: “Z”: not a tier"), "{err}");

    let rejects = world.folder.path().join("rejects.csv");
    let named = ["import", path, "--json", "--rejects", rejects.to_str().unwrap()];
    let (code, out, _) = touchline(&world, &named);
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &answer["skipped"], &answer["rejected"]), (0, &2.into(), &2.into()));
    assert_eq!(answer["rejects"][0]["reason"], "unknown_tier");
    assert_eq!(fs::read_to_string(&rejects).unwrap().lines().count(), 3);
    // A file that is there is not overwritten, and nothing is imported then.
    assert_eq!(touchline(&world, &named).0, 1);
}

#[test]
fn a_file_that_cannot_be_understood_is_refused_with_what_to_do() {
    let world = World::new();
    let folder = world.folder.path().to_str().unwrap().to_owned();
    let empty = world.folder.path().join("empty.csv");
    fs::write(&empty, "").unwrap();
    let odd = world.file("x,y\n1,2\n");
    let odd = odd.to_str().unwrap();
    for (args, expected) in [
        (vec!["/no/such.csv"], "does not exist"),
        (vec![folder.as_str()], "not a file"),
        (vec![empty.to_str().unwrap()], "empty"),
        (vec![odd], "--as"),
        (vec![odd, "--as", "customers"], "--map name="),
        (vec![odd, "--as", "customers", "--map", "name=z"], "no column"),
        (vec![odd, "--as", "things"], "things"),
        (vec![odd, "--as", "customers", "--map", "name=x", "--delimiter", "ab"], "ab"),
    ] {
        let mut line = vec!["import"];
        line.extend(&args);
        let (code, out, err) = touchline(&world, &line);
        assert_eq!((code, out.as_str()), (1, ""), "{args:?}");
        assert!(err.contains(expected), "{args:?}: {err}");
    }
    assert!(!world.folder.path().join("cli.db").exists());
}

#[test]
fn what_is_exported_comes_in_again_and_is_the_same() {
    let mut world = World::new();
    let customers = "name,phone,tier,birthday,notes,Size\n\
        =1+1,+86 138-0013-8000,B,lunar:8-15,\"-, @x\",-5\nAcme,,,,\"two\nlines\",\n";
    world.text(Kind::Customers, customers, &Options::default());
    world.text(Kind::Contacts, "name,company,decider\n@Bob,Acme,yes\n", &Options::default());
    world.text(
        Kind::Deals,
        "name,account,stage,amount,currency,engage date,close date\nOne,Acme,Won,1200.50,USD,2026-01-02,2026-02-03\nTwo,,Quote,5,,2026-03-04,\n",
        &Options::default(),
    );
    world.text(
        Kind::Orders,
        "number,customer,date,sku,quantity,price\n1,Acme,2026-01-02,A,3,0.335\n1,Acme,2026-01-02,B,1,2\n",
        &Options::default(),
    );
    world.text(
        Kind::Activities,
        "customer,kind,on,text,outcome,contact\nAcme,call,2026-11-20 09:30,hello,busy,@Bob\nAcme,visit,2026-12-01,sign,,\n",
        &Options::default(),
    );
    let first = world.folder.path().join("a.db");
    let kinds = ["customers", "contacts", "deals", "orders", "activities"];
    let export = |db: &Path, kind: &str, folder: &Path| {
        let out = folder.join(format!("{kind}.csv"));
        let args = ["export", kind, "-o", out.to_str().unwrap(), "--db", db.to_str().unwrap()];
        assert_eq!(touchline(&world, &args).0, 0, "{kind}");
        out
    };
    let (one, two) = (world.folder.path().join("one"), world.folder.path().join("two"));
    fs::create_dir(&one).unwrap();
    fs::create_dir(&two).unwrap();
    for kind in kinds {
        let file = export(&first, kind, &one);
        let (code, out, err) =
            touchline(&world, &["import", file.to_str().unwrap(), "--as", kind, "--json"]);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, &answer["rejected"]), (0, &0.into()), "{kind}: {out}{err}");
    }
    for kind in kinds {
        let file = export(&world.folder.path().join("cli.db"), kind, &two);
        let name = format!("{kind}.csv");
        let (before, after) = (fs::read_to_string(one.join(&name)), fs::read_to_string(file));
        assert_eq!(before.unwrap(), after.unwrap(), "{kind}");
    }
    let text = fs::read_to_string(one.join("customers.csv")).unwrap();
    assert!(text.contains("'=1+1,") && text.contains(",+86 138-0013-8000,"), "{text}");
    assert!(text.contains("\"'-, @x\"") && text.contains(",-5\n"), "{text}");

    let (code, out, _) = touchline(&world, &["export", "all", "--db", first.to_str().unwrap()]);
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &all["format"]), (0, &"touchline".into()));
    assert_eq!(all["order_lines"][0]["unit_price"], "0.335");
    assert_eq!(all["customers"][0]["custom.Size"], "-5");
    assert_eq!(all["stage_events"].as_array().unwrap().len(), 3);
    // A file that is there stays.
    let taken = one.join("deals.csv");
    let args = ["export", "deals", "-o", taken.to_str().unwrap()];
    assert_eq!(touchline(&world, &args).0, 1);
}
