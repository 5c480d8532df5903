//! Public files that may lie beside the project.

use super::*;

fn real(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    path.exists().then_some(path)
}

#[test]
fn every_row_is_a_record_or_a_reject() {
    let cases = [
        ("maven_crm/accounts.csv", "UTF-8", 85, 0),
        ("maven_crm/sales_pipeline.csv", "UTF-8", 5_803, 0),
        ("northwind/Customers.csv", "UTF-8", 91, 0),
        ("northwind/Orders.csv", "UTF-8", 830, 0),
        ("northwind/Order_Details.csv", "UTF-8", 2_155, 0),
        ("layouts/salesforce_dataloader/accountData.csv", "windows-1252", 423, 0),
        ("layouts/salesforce_dataloader/opportunityData.csv", "UTF-8", 38, 0),
        ("zh/zh_company_short_names_5k_GBK_crlf.csv", "gb18030", 5_000, 0),
        ("zh/zh_company_short_names_5k_GB18030.csv", "gb18030", 5_000, 0),
        ("zh/zh_company_short_names_5k_UTF8_BOM_crlf.csv", "UTF-8", 5_000, 0),
        ("gleif/gleif_names_60k.csv.gz", "UTF-8", 60_000, 0),
    ];
    for (name, encoding, wanted, refused) in cases {
        let Some(path) = real(name) else { continue };
        let source = Source::open(&path, &SourceOptions::default()).unwrap();
        assert_eq!(source.encoding(), encoding, "{name}");
        let (good, bad) = import_file(path, None);
        let first: Vec<_> = bad.iter().take(3).map(|r| (r.line, &r.value, &r.reason)).collect();
        assert_eq!((good.len(), bad.len()), (wanted, refused), "{name}: {first:?}");
    }
}

#[test]
fn chinese_names_come_through_every_encoding() {
    let Some(list) = real("zh/zh_company_short_names_50k.txt") else {
        return;
    };
    let list = std::fs::read_to_string(list).unwrap();
    let known: std::collections::HashSet<&str> = list.lines().map(str::trim).collect();
    for name in ["GBK_crlf", "GB18030", "UTF8_BOM_crlf"] {
        let path = real(&format!("zh/zh_company_short_names_5k_{name}.csv")).unwrap();
        for record in import_file(path, Some(Kind::Customers)).0 {
            let company = record.text(Field::Name).unwrap();
            assert!(known.contains(company), "{name}: {company}");
        }
    }
}

#[test]
fn the_online_retail_file_is_read_whole() {
    let Some(path) = real("online_retail_h1/online_retail_2010-12_2011-05.csv.gz") else {
        return;
    };
    let (good, bad) = import_file(path, None);
    assert_eq!(good.len() + bad.len(), 209_029);
    assert!(bad.iter().all(|reject| reject.reason == RejectReason::NoCustomer));
}

#[test]
fn the_stages_of_real_deals_are_found() {
    let pipeline = crate::domain::stage::Pipeline::default();
    for name in
        ["maven_crm/sales_pipeline.csv", "layouts/salesforce_dataloader/opportunityData.csv"]
    {
        let Some(path) = real(name) else { continue };
        for record in import_file(path, None).0 {
            let text = record.text(Field::Stage).unwrap();
            let stage = stages::stage_for(text, &pipeline, std::iter::empty());
            assert!(stage.is_some(), "{name}: {text}");
        }
    }
}
