//! The command line as scripts and people meet it: the real binary in a folder of its own.

use std::{
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A home of its own, where the clock stands.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("touchline"));
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("TOUCHLINE_NOW", "2026-11-23T09:00:00+08:00")
            .env("TOUCHLINE_SEED", "7")
            .env("TOUCHLINE_USER", "王芳")
            .env("TOUCHLINE_LANG", "en")
            .current_dir(self.0.path())
            .args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a command that succeeds prints.
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
        assert!(output.stderr.is_empty(), "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    pub fn json(&self, args: &[&str]) -> Value {
        let shown = self.ok(&[args, &["--json"]].concat());
        serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{args:?}: {error}: {shown}"))
    }

    /// What a command that is refused says; it prints no result.
    pub fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert_eq!(text(&output.stdout), "", "{args:?}");
        assert!(said.starts_with("touchline: ") && said.contains("\n→ "), "{args:?}: {said}");
        said
    }

    /// A small team: 明月 with a contact and a deal, two Acmes.
    pub fn with_team() -> Self {
        let home = Self::new();
        home.ok(&["add", "customer", "上海明月科技有限公司", "short_name=明月", "area=上海"]);
        home.ok(&["add", "customer", "Acme Corp", "area=Boston", "tags=vip"]);
        home.ok(&["add", "customer", "Acme East"]);
        home.ok(&["add", "contact", "明月", "张敏", "title=采购"]);
        home.ok(&["add", "deal", "明月", "Big order", "amount=¥480,000", "stage=quote"]);
        home
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

pub fn has_all(object: &Value, names: &str) {
    let known = keys(object);
    for name in names.split_whitespace() {
        assert!(known.contains(&name), "{name} is not among {known:?}");
    }
}

#[test]
fn a_morning_from_the_first_customer_to_undo() {
    let home = Home::with_team();
    let line = "谈了价格 >fri !reached @张敏 #hot =need ~20m $500,000";
    let logged = home.json(&["log", "call", "mingyue", line]);
    assert_eq!(logged["gesture"], "log_activity");
    assert_eq!(logged["activity"]["contact"], "张敏");
    assert_eq!(logged["promise"]["plan"]["due_on"], "2026-11-27");
    assert_eq!(logged["id"], logged["activity"]["id"]);
    assert!(logged["step"].is_string());
    let customers = home.json(&["customers", "--filter", "#hot"]);
    assert_eq!(customers["customers"][0]["last_touch_on"], "2026-11-23");
    assert_eq!(customers["customers"][0]["next_due_on"], "2026-11-27");
    home.ok(&["deal", "win", "明月", "--on", "2026-11-23"]);
    assert_eq!(home.json(&["funnel"])["won"]["count"], 1);
    assert!(home.ok(&["undo"]).contains("undone: move deal Big order"));
    assert_eq!(home.json(&["funnel"])["won"]["count"], 0);
    home.ok(&["redo"]);
    assert_eq!(home.json(&["funnel"])["won"]["count"], 1);
    assert!(home.ok(&["snooze", "Acme Corp", "3d"]).contains("Thu 26 Nov"));
    assert!(home.ok(&["plan", "Acme Corp", "demo >tue"]).contains("24 Nov"));
    assert_eq!(home.json(&["plan"])["plan"].as_array().unwrap().len(), 2);
    let history = home.json(&["history"]);
    assert_eq!(history["history"][0]["gesture"], "plan_next");
    let first = history["history"][0]["step"].as_str().unwrap();
    home.ok(&["undo", &first[..23]]);
    assert_eq!(home.json(&["plan"])["plan"].as_array().unwrap().len(), 1);
    assert_eq!(home.json(&["check"])["sound"], true);
    assert_eq!(home.ok(&["rebuild", "--check"]), "the tables equal the log\n");
    home.ok(&["rebuild"]);
    home.ok(&["backup", "copy.db"]);
    assert_eq!(home.json(&["customers", "--db", "copy.db"])["total"], 3);
}

#[test]
fn the_shapes_of_the_answers_are_stable() {
    let home = Home::with_team();
    home.ok(&["log", "call", "明月", ">today !reached"]);
    home.ok(&["log", "attempt", "Acme Corp"]);
    let customers = home.json(&["customers", "--limit", "1", "--group", "tier"]);
    assert_eq!(keys(&customers), ["as_of", "total", "customers", "groups", "unconverted"]);
    has_all(
        &customers["customers"][0],
        "id name tier value need lifecycle owner area industry tags last_touch_on next_due_on \
         open_deals open_value orders revenue",
    );
    let money = serde_json::json!({ "minor": 48_000_000, "currency": "CNY" });
    assert_eq!(customers["customers"][0]["open_value"], money);
    let today = home.json(&["today", "--capacity", "5"]);
    has_all(&today, "as_of items capacity done_today coming_up at_risk greetings festivals");
    assert_eq!((&today["capacity"], &today["done_today"]), (&5.into(), &2.into()));
    has_all(
        &today["items"][0],
        "customer_id customer tier section due_on overdue_days priority reason promise attempts \
         fits_today priority_terms",
    );
    let terms = today["items"][0]["priority_terms"].as_object().unwrap().values();
    let sum: f64 = terms.map(|term| term.as_f64().unwrap()).sum();
    assert!((sum - today["items"][0]["priority"].as_f64().unwrap()).abs() < 0.001);
    let funnel = home.json(&["funnel", "--owner", "me"]);
    has_all(&funnel, "as_of stages won lost win_rate forecast stuck unconverted open");
    let names = "stage name count value weighted_value entered advanced conversion median_days";
    has_all(&funnel["stages"][3], names);
    assert_eq!(funnel["stages"][3]["weighted_value"]["minor"], 36_000_000);
    let show = home.json(&["show", "明月"]);
    has_all(&show, "as_of id name contacts deals orders cases timeline tier_factors rfm churn");
    assert_eq!(show["timeline"][0]["on"], "2026-11-23");
    assert_eq!(show["tier_factors"].as_array().unwrap().len(), 4);
}

#[test]
fn proposals_of_the_review_are_listed_and_settled() {
    let home = Home::new();
    assert!(home.ok(&["settings", "review.rejected_days=30"]).contains("review.rejected_days"));
    assert!(home.ok(&["review"]).contains("No proposals"));
    assert!(home.ok(&["review", "accept", "--all"]).contains("No proposals"));
    home.ok(&["add", "customer", "明月", "tier=C", "potential=480000", "need=clear"]);
    home.ok(&["add", "customer", "Acme", "tier=D", "potential=480000", "need=clear"]);
    home.ok(&["add", "customer", "Treequote", "tier=D"]);
    home.ok(&["add", "customer", "Globex", "override=A", "override_reason=strategic"]);
    let review = home.json(&["review"]);
    assert_eq!(
        keys(&review),
        ["as_of", "proposals", "rejected", "overridden", "moved", "due", "totals"]
    );
    let proposal = &review["proposals"][0];
    has_all(proposal, "customer_id customer from to score factors reason since value");
    assert_eq!((&proposal["customer"], &proposal["to"]), (&"明月".into(), &"B".into()));
    assert_eq!(review["totals"]["proposals"], 2);
    assert_eq!(home.json(&["review", "--filter", "tier:C"])["totals"]["proposals"], 1);
    has_all(&review["overridden"][0], "customer_id tier automatic days_left expiring_soon until");
    let accepted = home.json(&["review", "accept", "明月"]);
    assert_eq!(accepted["summary"], "accept 明月 C → B");
    assert_eq!(accepted["accepted"][0]["tier"], "B");
    assert_eq!(accepted["accepted"][0]["customer_id"], proposal["customer_id"]);
    assert!(home.refused(&["review", "reject", "Acme"]).contains("needs a reason"));
    assert!(home.refused(&["review", "accept", "明月"]).contains("no other tier"));
    assert!(home.refused(&["review", "confirm", "Globex"]).contains("by hand until 2027-02-20"));
    let rejected = home.json(&["review", "reject", "Acme", "only", "the season"]);
    assert_eq!(rejected["rejected_reason"], "only the season");
    assert_eq!(rejected["hidden_until"], "2026-12-23");
    assert_eq!(home.json(&["review"])["rejected"][0]["rejected_reason"], "only the season");
    let shown = home.ok(&["show", "Acme"]);
    assert!(shown.contains("D → B was rejected on Mon 23 Nov: only the season"), "{shown}");
    assert!(home.ok(&["undo"]).contains("undone: reject Acme D → B"));
    assert!(home.ok(&["show", "Acme"]).contains("D → B is proposed"));
    assert!(home.ok(&["review", "confirm", "--all"]).contains("Nobody is due"));
    let topic = home.json(&["insights", "review"]);
    assert_eq!((&topic["promotions"], &topic["proposals"][0]["from"]), (&1.into(), &"D".into()));
}

#[test]
fn greetings_trips_and_the_next_days_are_told_as_text_and_json() {
    let home = Home::with_team();
    home.ok(&["add", "contact", "明月", "李明", "birthday=lunar:10-16"]);
    home.ok(&["edit", "Acme Corp", "birthday=11-23"]);
    let today = home.json(&["today"]);
    let found = &today["greetings"];
    assert_eq!(found[0]["customer"], "Acme Corp");
    assert_eq!((&found[0]["contact"], &found[0]["lunar"]), (&Value::Null, &Value::Null));
    has_all(&found[1], "customer_id tier section occasion contact_id remind_on reason");
    assert_eq!((&found[1]["contact"], &found[1]["on"]), (&"李明".into(), &"2026-11-24".into()));
    assert_eq!((&found[1]["lunar"], &found[1]["section"]), (&"10-16".into(), &"greetings".into()));
    let chinese = home.ok(&["today", "--lang", "zh-CN"]);
    assert!(chinese.contains("李明 11月24日 周二生日 · 农历十月十六"), "{chinese}");
    home.ok(&["log", "message", "明月", "生日快乐"]);
    assert_eq!(home.json(&["today"])["greetings"].as_array().unwrap().len(), 1);

    let days = home.json(&["today", "--days", "3", "--capacity", "1"]);
    let days = days["days"].as_array().unwrap();
    let told: Vec<_> = days.iter().map(|day| (&day["day"], day["planned"].as_u64())).collect();
    // One was done today, which is the only place; two were never contacted.
    let expected = ["2026-11-23", "2026-11-24", "2026-11-25"].map(Value::from);
    assert_eq!(told, [(&expected[0], Some(0)), (&expected[1], Some(1)), (&expected[2], Some(1))]);
    assert_eq!(days[1]["items"][0]["section"], "due_today");
    assert!(home.ok(&["today", "--days", "2"]).contains("Tue 24 Nov · 2 of 20"));

    let trips = home.json(&["plan", "--suggest", "--days", "2", "--per-day", "1"]);
    assert_eq!(trips["days"][0]["area"], "Boston");
    assert_eq!(trips["days"][1]["area"], Value::Null, "no area comes last");
    assert_eq!(home.json(&["plan"])["total"], 0, "a suggestion writes nothing");
    let written = home.json(&["plan", "--suggest", "--days", "2", "--write", "--purpose", "demo"]);
    assert_eq!(written["gesture"], "plan_visits");
    let plans = home.json(&["plan"]);
    assert_eq!((&plans["total"], &plans["plan"][0]["purpose"]), (&2.into(), &"demo".into()));
    assert!(home.ok(&["plan", "--suggest", "--days", "2"]).contains("Nobody"));
    let calendar = home.ok(&["export", "plans"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
    assert!(calendar.contains("DESCRIPTION:Purpose: demo"), "{calendar}");
    assert!(home.ok(&["export", "follow-ups", "--format", "ics"]).starts_with("BEGIN:VCALENDAR"));
    assert!(home.refused(&["export", "plans", "--format", "csv"]).contains("iCalendar"));
    assert!(home.refused(&["export", "deals", "--format", "ics"]).contains("iCalendar"));
    assert!(home.ok(&["undo"]).contains("undone: visit plans: 2"));
    for usage in [&["plan", "--write"][..], &["today", "--days", "0"], &["plan", "x", "--suggest"]]
    {
        assert_eq!(home.run(usage).status.code(), Some(2), "{usage:?}");
    }
}

#[test]
fn holidays_come_in_from_a_calendar_or_an_arrangement_as_one_step() {
    let home = Home::new();
    let write = |name: &str, text: &str| std::fs::write(home.path(name), text).unwrap();
    write(
        "de.ics",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Weihnachten\r\n\
         DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
         SUMMARY:Stand-up\r\nDTSTART:20261224T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let said = home.ok(&["holidays", "de.ics", "--dry-run"]);
    assert!(
        said.contains("Fri 25 Dec  day off  Weihnachten") && said.contains("dry run"),
        "{said}"
    );
    assert!(said.contains("with a time of day: 1 (Stand-up)"), "{said}");
    assert!(!home.path("data").exists(), "nothing was made");
    home.ok(&["settings", "country=none"]);
    assert!(home.json(&["holidays", "de.ics"])["step"].is_string());
    assert!(home.ok(&["holidays", "de.ics"]).contains("nothing changed"), "once is enough");
    assert!(home.ok(&["settings", "day.2026-12-25"]).contains("off Weihnachten"));
    home.ok(&["add", "customer", "Acme"]);
    home.ok(&["plan", "Acme", "visit them >12-25", "--form", "visit"]);
    assert!(home.ok(&["plan"]).contains("Fri 25 Dec · day off: Weihnachten"));
    home.ok(&["undo"]);

    home.ok(&["settings", "--reset", "country"]);
    assert_eq!(home.json(&["today"])["items"].as_array().unwrap().len(), 0);
    write("cn.csv", "date,kind,holiday\n2027-01-01,holiday,元旦\n2027-01-03,makeup_workday,元旦\n");
    home.ok(&["plan", "Acme", "call >2027-01-04"]);
    assert!(home.ok(&["plan"]).contains("holidays of 2027 are estimated"));
    assert_eq!(home.json(&["holidays", "cn.csv"])["arranged"], serde_json::json!([2027]));
    assert!(!home.ok(&["plan"]).contains("estimated"), "the arrangement is known now");
    home.ok(&["undo"]);
    assert!(home.ok(&["plan"]).contains("estimated"), "one step, all of it");

    write("bad.csv", "date,kind,holiday\n2027-01-01,feast,元旦\n");
    write("empty.ics", "");
    for (name, what) in [("bad.csv", "line 2"), ("empty.ics", "empty"), ("none.ics", "none.ics")] {
        assert!(home.refused(&["holidays", name]).contains(what), "{name}");
    }
}

#[test]
fn customers_are_grouped_by_every_scheme_in_both_languages() {
    let home = Home::with_team();
    home.ok(&["edit", "Acme Corp", "industry=Retail", "potential=30000"]);
    home.ok(&["edit", "Acme East", "industry=Retail"]);
    let help = home.ok(&["customers", "--help"]);
    let refused = home.refused(&["customers", "--group", "colour"]);
    for scheme in [
        "tier",
        "intent",
        "value",
        "band",
        "segment",
        "class",
        "lifecycle",
        "churn",
        "loyalty",
        "relationship",
        "stage",
        "owner",
        "area",
        "industry",
    ] {
        assert!(help.contains(scheme) && refused.contains(scheme), "{scheme}");
        let found = home.json(&["customers", "--group", scheme]);
        let (customers, groups) = (&found["customers"], found["groups"].as_array().unwrap());
        has_all(&groups[0], "key name note count share value value_share customers");
        let count: u64 = groups.iter().map(|group| group["count"].as_u64().unwrap()).sum();
        assert_eq!((count, customers.as_array().unwrap().len()), (3, 3), "{scheme}");
        for customer in customers.as_array().unwrap() {
            let of = groups.iter().find(|group| group["key"] == customer["group"]).unwrap();
            assert!(of["customers"].as_array().unwrap().contains(&customer["id"]), "{scheme}");
        }
        let text = home.ok(&["customers", "--group", scheme, "--lang", "zh-CN"]);
        assert!(text.contains("个客户（"), "{scheme}: {text}");
    }
    // Without a value together there is no share of it; who has no area is in a group of its own.
    let area = home.json(&["customers", "--group", "area", "--filter", "East"]);
    assert_eq!(area["groups"].as_array().unwrap().len(), 1);
    let group = &area["groups"][0];
    assert_eq!((&group["key"], &group["value_share"]), (&Value::Null, &Value::Null));
    // What is shown is cut, what is counted is not; the best group goes first.
    let value = home.json(&["customers", "--group", "value", "--limit", "1"]);
    assert_eq!(value["customers"][0]["name"], "上海明月科技有限公司");
    assert_eq!((&value["groups"][2]["count"], &value["total"]), (&1.into(), &3.into()));
    let relationship = ["customers", "--group", "relationship"];
    assert!(home.ok(&relationship).contains("set margin.Retail=PERCENT: touchline settings"));
    home.ok(&["settings", "margin.Retail=32.5"]);
    let text = home.ok(&relationship);
    assert!(text.contains("accountable · 2 customers (66.7%)"), "{text}");
    assert!(home.refused(&["settings", "margin.Retail=32.555"]).contains("two decimals"));
    assert!(home.refused(&["settings", "relationship.few=60"]).contains("few must be below"));
    home.ok(&["settings", "margin.A=B, \"x\"=3"]);
    assert_eq!(home.json(&["settings", "margin"])["settings"][0]["key"], "margin.A=B, \"x\"");
    home.ok(&["settings", "--reset", "margin.Retail"]);
    assert!(home.ok(&relationship).contains("no margin known"));
}

#[test]
fn sums_of_the_funnel_are_those_of_the_deals() {
    let home = Home::with_team();
    home.ok(&["deal", "add", "Acme Corp", "a", "amount=¥0.01", "stage=quote"]);
    home.ok(&["deal", "add", "Acme Corp", "b", "stage=quote"]);
    home.ok(&["deal", "add", "Acme Corp", "abroad", "amount=$100", "stage=needs"]);
    let funnel = home.json(&["funnel"]);
    assert_eq!(funnel["stages"][3]["value"]["minor"], 48_000_001);
    assert_eq!(funnel["stages"][3]["count"], 3);
    assert_eq!(funnel["open"]["value"]["minor"], 48_000_001);
    assert_eq!(funnel["unconverted"][0]["deal"], "abroad");
    let rate = ["edit", "deal", "abroad", "rate_numerator=7", "rate_denominator=1"];
    home.ok(&rate);
    assert_eq!(home.json(&["funnel"])["stages"][1]["value"]["minor"], 70_000);
    assert!(home.refused(&["funnel", "--owner", "Nobody"]).contains("王芳"));
    assert!(home.refused(&["funnel", "--as-of", "soon"]).contains("soon"));
}

#[test]
fn who_is_meant_must_be_clear_and_nothing_is_written_otherwise() {
    let home = Home::with_team();
    let steps = home.json(&["check"])["steps"].clone();
    let said = home.refused(&["log", "call", "Acme", "hi"]);
    assert!(said.contains("Acme Corp") && said.contains("Acme East"), "{said}");
    assert!(home.refused(&["show", "nobody"]).contains("nobody"));
    assert!(home.refused(&["log", "call", "明月", "x >someday"]).contains(">someday"));
    assert!(home.refused(&["log", "dance", "明月"]).contains("attempt"));
    assert!(home.refused(&["edit", "明月", "aera=x"]).contains("area"));
    assert!(home.refused(&["edit", "明月", "cadence=soon"]).contains("soon"));
    assert!(home.refused(&["settings", "cadence.a=99"]).contains("99"));
    assert!(home.refused(&["settings", "cadence.z=3"]).contains("cadence.z"));
    assert!(home.refused(&["deal", "move", "明月", "dream"]).contains("dream"));
    assert!(home.refused(&["snooze", "明月", "yesterday"]).contains("yesterday"));
    assert!(home.refused(&["customers", "--filter", "tier:E"]).contains("tier:E"));
    assert!(home.refused(&["backup", "data/touchline/touchline.db", "--force"]).contains("itself"));
    assert_eq!(home.json(&["check"])["steps"], steps);
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_as_it_is() {
    let home = Home::new();
    std::fs::create_dir(home.path("folder")).unwrap();
    std::fs::write(home.path("notes.txt"), "only text, and more of it than a header\n".repeat(99))
        .unwrap();
    assert!(home.refused(&["today", "--db", "missing.db"]).contains("missing.db"));
    assert!(!home.path("missing.db").exists());
    assert!(home.refused(&["today", "--db", "folder"]).contains("folder"));
    let before = std::fs::read(home.path("notes.txt")).unwrap();
    for args in [["customers", "--db", "notes.txt"], ["check", "--db", "notes.txt"]] {
        assert!(home.refused(&args).contains("not a database"));
    }
    home.refused(&["add", "customer", "x", "--db", "notes.txt"]);
    assert_eq!(std::fs::read(home.path("notes.txt")).unwrap(), before);
    home.ok(&["add", "customer", "x", "--db", "newer.db"]);
    let newer = home.path("newer.db");
    // The format's number lies in bytes 60 to 63 of the header.
    let mut bytes = std::fs::read(&newer).unwrap();
    bytes[63] = 99;
    std::fs::write(&newer, &bytes).unwrap();
    assert!(home.refused(&["today", "--db", "newer.db"]).contains("99"));
    assert_eq!(std::fs::read(&newer).unwrap(), bytes);
}

#[test]
fn the_environment_is_checked() {
    let home = Home::with_team();
    let said = |name: &str, value: &str| {
        let output = home.command(&["today"]).env(name, value).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}={value}");
        text(&output.stderr)
    };
    assert!(said("TOUCHLINE_NOW", "yesterday").contains("RFC 3339"));
    assert!(said("TOUCHLINE_SEED", "-1").contains("TOUCHLINE_SEED"));
    std::fs::write(home.path("c.toml"), "capcity = 3\n").unwrap();
    assert!(said("TOUCHLINE_CONFIG", "c.toml").contains("line 1"));
    assert!(said("TOUCHLINE_CONFIG", "none.toml").contains("none.toml"));
    assert!(home.refused(&["today", "--lang", "tlh"]).contains("zh-CN"));
    // Without a name the account's is taken: nobody has to name oneself to begin.
    let nobody =
        home.command(&["log", "call", "明月"]).env_remove("TOUCHLINE_USER").output().unwrap();
    assert!(nobody.status.success(), "{}", text(&nobody.stderr));
    assert_eq!(home.json(&["log", "call", "明月", "--as", "李雷"])["gesture"], "log_activity");
    assert_eq!(home.json(&["history"])["history"][0]["member"], "李雷");
}

#[test]
fn wrong_usage_exits_with_two_and_help_with_zero_in_both_languages() {
    let home = Home::new();
    for args in [&["frobnicate"][..], &["show"], &["customers", "--limit", "many"]] {
        let output = home.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    assert!(home.ok(&["--help"]).contains("List customers"));
    let chinese = home.ok(&["--lang", "zh-CN", "deal", "move", "--help"]);
    assert!(chinese.contains("把商机移到某阶段") && chinese.contains("显示帮助"), "{chinese}");
    assert!(home.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
    assert!(home.ok(&["completions", "bash"]).contains("touchline"));
    assert!(home.ok(&["man"]).contains(".TH touchline"));
    let alone = home.refused(&[]);
    assert!(alone.contains("terminal"), "{alone}");
}

#[test]
fn answers_and_refusals_speak_the_language_asked_for() {
    let home = Home::with_team();
    home.ok(&["log", "attempt", "明月"]);
    let chinese = home.ok(&["today", "--lang", "zh-CN"]);
    assert!(chinese.contains("待跟进") && !chinese.contains("Coming"), "{chinese}");
    let said = home.run(&["show", "nobody", "--lang", "zh-CN"]);
    assert!(text(&said.stderr).contains("没有符合"), "{}", text(&said.stderr));
    for shown in [chinese, home.ok(&["customers", "--lang", "zh-CN"])] {
        assert!(!shown.contains('{') && !shown.contains("cli-"), "{shown}");
    }
}

#[test]
fn nothing_from_the_data_steers_the_terminal() {
    let home = Home::new();
    home.ok(&["add", "customer", "Evil\u{1b}[31m\u{202e}Corp", "notes=a\u{9b}2J"]);
    for args in [&["customers"][..], &["today"], &["history"], &["show", "Evil"]] {
        for json in [&[][..], &["--json"]] {
            let shown = home.ok(&[args, json].concat());
            let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!shown.contains(bad), "{args:?} {shown:?}");
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let home = Home::new();
    for number in 0..30 {
        home.ok(&["add", "customer", &format!("Customer {number}")]);
    }
    let mut child = home
        .command(&["customers", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_fixed_clock_and_seed_give_the_same_bytes() {
    let answers = || {
        let home = Home::with_team();
        home.ok(&["log", "visit", "明月", ">3d"]);
        let all = ["customers", "today", "funnel", "history", "plan"];
        all.map(|name| home.ok(&[name, "--json"])).concat()
    };
    assert_eq!(answers(), answers());
}

#[test]
fn the_commands_of_the_readme_exist() {
    let readme = include_str!("../README.md");
    let home = Home::new();
    let commands: std::collections::BTreeSet<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("touchline "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.starts_with(char::is_alphabetic))
        .collect();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands {
        let output = home.command(&[command, "--help"]).output().unwrap();
        assert!(output.status.success(), "touchline {command}: {}", text(&output.stderr));
    }
}

#[test]
fn tables_cards_and_workbooks_of_the_filtered_customers_come_out() {
    let home = Home::with_team();
    home.ok(&["edit", "Acme Corp", "phone=+86 138 0000 1234", "notes==cmd|x"]);
    let table = home.ok(&["export", "customers", "--format", "md", "--filter", "#vip"]);
    assert!(table.contains("| Acme Corp |") && !table.contains("Acme East"), "{table}");
    let cards = home.ok(&["export", "contacts", "-o", "people.vcf", "--filter", "area:上海"]);
    assert!(cards.contains("1 row"), "{cards}");
    let card = std::fs::read_to_string(home.path("people.vcf")).unwrap();
    assert!(card.contains(":张敏\r\n") && card.contains(":上海明月科技有限公司\r\n"), "{card}");
    home.ok(&["export", "customers", "-o", "all.xlsx"]);
    let mut book = zip::ZipArchive::new(std::fs::File::open(home.path("all.xlsx")).unwrap());
    let mut book = book.as_mut().unwrap().by_name("xl/worksheets/sheet1.xml").unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book, &mut sheet).unwrap();
    assert!(sheet.contains("+86 138 0000 1234") && sheet.contains("=cmd|x"), "{sheet}");
    assert!(!sheet.contains("<f>"), "nothing is computed: {sheet}");
    assert!(sheet.contains("state=\"frozen\""), "{sheet}");
    assert!(home.refused(&["export", "deals", "--format", "vcf"]).contains("vCard"));
    assert!(home.refused(&["export", "members", "--filter", "#vip"]).contains("--filter"));
    assert!(home.refused(&["export", "all", "-o", "all.xlsx"]).contains("table"));
}
