//! What columns mean.

use super::*;

fn plan(line: &str) -> String {
    match Mapping::plan(None, &headers(line), &[]) {
        Ok(mapping) => mapping.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn headers_of_other_programs_are_understood() {
    let cases = [
        (
            "account,sector,year_established,office_location",
            &[
                "customers: name ← \"account\"",
                "industry ← \"sector\"",
                "custom:year_established",
                "area ← \"office_location\"",
            ] as &[&str],
        ),
        (
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
            &[
                "deals: external_id ←",
                "owner ← \"sales_agent\"",
                "customer ← \"account\"",
                "stage ← \"deal_stage\"",
                "engaged_on ←",
                "closed_on ←",
                "amount ← \"close_value\"",
            ],
        ),
        (
            "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax",
            &[
                "customers: external_id ← \"CustomerID\", name ← \"CompanyName\"",
                "contact_title ←",
                "postal_code ←",
                "custom:Fax",
            ],
        ),
        (
            "OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShipCountry",
            &[
                "orders: number ←",
                "customer_external_id ←",
                "ordered_on ← \"OrderDate\"",
                "country ← \"ShipCountry\"",
                "ignored: \"RequiredDate\"",
            ],
        ),
        ("OrderID,ProductID,UnitPrice,Quantity,Discount", &["orders:", "sku ←", "discount ←"]),
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            &["orders: number ←", "product ← \"Description\"", "customer_external_id ←"],
        ),
        (
            "客户名称,客户级别 [A（重点客户） | B（普通客户）],客户行业,客户来源,成交状态,电话,网址,下次联系时间,备注",
            &["customers:", "tier ←", "source ←", "custom:成交状态", "next_contact_on ←"],
        ),
        (
            "姓名,客户名称,手机,电话,电子邮箱,是否关键决策人,职务,性别,地址,下次联系时间,备注",
            &["contacts: name ←", "mobile ←", "decider ←", "ignored: \"性别\""],
        ),
        (
            "商机名称,客户名称,商机状态组,商机阶段,商机金额,预计成交日期,备注",
            &["deals:", "stage ←", "expected_close ←"],
        ),
        ("合同编号,合同名称,客户名称,下单时间,合同金额", &["orders:", "amount ← \"合同金额\""]),
        (
            "客户名称,联系人,手机,电话,QQ,微信,地址,备注,来源,客户等级,客户行业,客户状态,客户类型,创建时间,更新时间,最近沟通时间,沟通内容,归属人,创建人",
            &[
                "customers: name ←",
                "contact_name ←",
                "contact_phone ← \"手机\"",
                "phone ← \"电话\"",
                "custom:QQ",
                "last_contact_on ←",
                "owner ← \"归属人\"",
            ],
        ),
        (
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,E-mail 1 - Value,Phone 1 - Value",
            &[
                "contacts: given_name ←",
                "family_name ←",
                "customer ← \"Organization Name\"",
                "title ←",
                "email ←",
                "phone ←",
            ],
        ),
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Company,Contact owner",
            &["contacts:", "customer ← \"Associated Company\""],
        ),
        (
            "姓名,电子邮件地址,家庭电话,公司所在街道,商务电话,公司,职务",
            &["contacts:", "phone ← \"商务电话\""],
        ),
        (
            "名,姓,姓名,电子邮件地址,手机,职位,办公电话1",
            &["contacts:", "mobile ←", "phone ← \"办公电话1\""],
        ),
        (
            "Deal - Title,Organization,Deal - Value,Deal - Currency of value,Deal - Stage (pipeline),Deal - Status (Open/Won/Lost)",
            &["deals:", "stage ←", "status ←", "currency ←"],
        ),
        (
            "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Organization",
            &["activities:", "kind ←", "on ←", "done ←"],
        ),
        ("客户名称,跟进时间,跟进方式,跟进内容,跟进人", &["activities:", "text ← \"跟进内容\""]),
        ("lei,legal_name,country,category", &["customers: external_id ←", "custom:category"]),
        ("column1,column2", &["cannot tell", "\"column1\", \"column2\""]),
    ];
    for (line, parts) in cases {
        let plan = plan(line);
        for part in parts {
            assert!(plan.contains(part), "{line}\n  → {plan}\n  lacks {part}");
        }
    }
}

#[test]
fn the_users_word_goes_before_all_others() {
    let columns = headers("名字,公司,name");
    let maps = ["name=1".to_owned(), "custom:old name=name".to_owned()];
    let mapping = Mapping::plan(Some(Kind::Customers), &columns, &maps).unwrap();
    assert_eq!(
        mapping.to_string(),
        "customers: name ← \"名字\", custom:公司 ← \"公司\", custom:old name ← \"name\""
    );
    let fault = |maps: &[&str]| {
        let maps: Vec<String> = maps.iter().map(|&map| map.to_owned()).collect();
        Mapping::plan(Some(Kind::Customers), &headers("name,a,a"), &maps).unwrap_err()
    };
    assert!(matches!(fault(&["name"]), MappingError::BadMap(_)));
    assert!(matches!(fault(&["name=1", "name=2"]), MappingError::BadMap(_)));
    assert!(matches!(fault(&["name=1", "tier=1"]), MappingError::BadMap(_)));
    assert!(matches!(fault(&["stage=1"]), MappingError::UnknownField { .. }));
    assert!(matches!(fault(&["tier=9"]), MappingError::UnknownColumn { .. }));
    assert!(matches!(fault(&["tier=a"]), MappingError::AmbiguousColumn { .. }));
}

#[test]
fn a_needed_field_without_a_column_names_the_closest() {
    let error = Mapping::plan(Some(Kind::Customers), &headers("custmer nme,tel"), &[]);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("--map name=\"custmer nme\""), "{error}");
    let error = Mapping::plan(Some(Kind::Orders), &headers("a,b"), &[]).unwrap_err();
    assert!(matches!(error, MappingError::MissingField { field: Field::Number, .. }));
}

#[test]
fn headers_that_are_the_same_become_different_fields() {
    let mapping = Mapping::plan(None, &headers("客户名称,QQ,QQ,"), &[]).unwrap();
    let plan = mapping.to_string();
    assert!(plan.contains("custom:QQ ←") && plan.contains("custom:QQ (2) ←"), "{plan}");
    assert_eq!(mapping.unmapped, [(3, String::new())]);
}
