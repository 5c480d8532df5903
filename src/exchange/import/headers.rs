//! The words by which other programs name their columns, English and Chinese.
//!
//! Written as [`text::key`] gives them. The order of the rows and of the words in a row is their
//! precedence: the first word that is found among the columns takes its column.

use super::fields::{Field, Kind};
use super::rows::Row;
use super::text;

/// The words of a kind's fields.
pub fn of(kind: Kind) -> &'static [(Field, &'static [&'static str])] {
    match kind {
        Kind::Customers => CUSTOMERS,
        Kind::Contacts => CONTACTS,
        Kind::Deals => DEALS,
        Kind::Orders => ORDERS,
        Kind::Activities => ACTIVITIES,
        Kind::Cases => CASES,
        Kind::Surveys => SURVEYS,
    }
}

/// Whether a header is a known word of any kind.
pub fn is_known(header: &str) -> bool {
    is_key(&text::key(header))
}

/// Where the header is among the first rows of a file: the first row, unless that is a title and a
/// row below it has words that are known, or is the first that is about as wide as the table.
pub fn place(rows: &[Row]) -> usize {
    let full = |row: &Row| row.cells().filter(|cell| !cell.trim().is_empty()).count();
    let known =
        |row: &Row| row.cells().filter(|cell| keys(cell).iter().any(|key| is_key(key))).count();
    let Some(start) = rows.iter().position(|row| !row.is_blank()) else { return 0 };
    let Some(first) = rows.get(start) else { return 0 };
    if known(first) > 0 {
        return start;
    }
    let below = || rows.iter().enumerate().skip(start);
    let best = below().map(|(at, row)| (known(row), at)).rev().max_by_key(|(known, _)| *known);
    if let Some((2.., at)) = best {
        return at;
    }
    // A cell or two above rows of several are a title.
    let width = below().map(|(_, row)| full(row)).max().unwrap_or(0);
    if width < 3 || 2 * full(first) > width {
        return start;
    }
    below().find(|(_, row)| 3 * full(row) >= 2 * width).map_or(start, |(at, _)| at)
}

fn is_key(key: &str) -> bool {
    Kind::ALL.into_iter().flat_map(of).any(|(_, words)| words.contains(&key))
}

/// The keys under which a header is looked up: whole, and without what stands in brackets
/// (`客户级别 [A | B]`, `金额（元）`).
pub fn keys(header: &str) -> [String; 2] {
    let mut depth = 0_u32;
    let bare: String = header
        .chars()
        .filter(|c| match c {
            '(' | '（' | '[' | '【' => {
                depth += 1;
                false
            }
            ')' | '）' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    [text::key(header), text::key(&bare)]
}

#[rustfmt::skip]
const CUSTOMERS: &[(Field, &[&str])] = &[
    (Field::Name, &[
        "name", "customername", "customer", "companyname", "company", "accountname", "account",
        "organizationname", "organization", "organisation", "legalname", "clientname", "client",
        "businessname", "客户名称", "客户名", "客户", "客户全称", "公司名称", "公司全称", "公司", "单位名称", "单位", "企业名称",
        "企业", "名称",
    ]),
    (Field::ExternalId, &[
        "externalid", "customerid", "accountid", "companyid", "clientid", "supplierid",
        "customernumber", "customercode", "recordid", "id", "lei", "客户编号", "客户编码", "客户id",
        "客户代码", "编号",
    ]),
    (Field::ShortName, &["shortname", "tradingname", "简称", "客户简称", "公司简称"]),
    (Field::Tier, &[
        "tier", "customertier", "customergrade", "grade", "customerlevel", "客户级别", "客户等级",
        "客户分级", "等级", "级别",
    ]),
    (Field::Potential, &[
        "potential", "potentialvalue", "potentialrevenue", "潜力", "客户潜力", "潜在金额", "潜在价值",
        "预计年采购额",
    ]),
    (Field::Industry, &["industry", "sector", "客户行业", "行业", "所属行业", "行业类型", "所属行业一级"]),
    (Field::Area, &[
        "area", "territory", "district", "salesarea", "officelocation", "regionaloffice", "区域",
        "所属区域", "销售区域", "片区", "大区", "地区",
    ]),
    (Field::Address, &[
        "address", "street", "streetaddress", "billingstreet", "shippingstreet",
        "businessstreet", "businessaddress", "organizationaddress", "地址", "详细地址", "客户地址", "公司地址",
        "办公地址", "公司所在街道", "街道",
    ]),
    (Field::City, &[
        "city", "town", "billingcity", "shippingcity", "businesscity", "城市", "所在城市", "公司所在城市",
        "市",
    ]),
    (Field::Region, &[
        "region", "state", "province", "stateregion", "billingstate", "shippingstate",
        "businessstate", "省", "省份", "省自治区", "公司所在省自治区",
    ]),
    (Field::PostalCode, &[
        "postalcode", "zip", "zipcode", "postcode", "billingpostalcode", "shippingpostalcode",
        "邮编", "邮政编码", "公司所在地的邮政编码",
    ]),
    (Field::Country, &[
        "country", "countryregion", "billingcountry", "shippingcountry", "国家", "国家地区",
        "公司所在国家地区",
    ]),
    (Field::ContactName, &[
        "contactname", "contact", "contactperson", "primarycontact", "personname", "联系人",
        "联系人姓名", "主要联系人", "首要联系人", "姓名",
    ]),
    (Field::GivenName, &["givenname", "firstname", "personfirstname"]),
    (Field::FamilyName, &["familyname", "lastname", "surname", "personlastname"]),
    (Field::ContactTitle, &[
        "contacttitle", "contactposition", "jobtitle", "position", "role", "organization1title",
        "organizationtitle", "occupation", "职务", "职位", "岗位", "头衔", "联系人职务", "联系人职位",
    ]),
    (Field::ContactPhone, &[
        "contactphone", "contactmobile", "联系人电话", "联系人手机", "mobile", "mobilephone", "cell",
        "cellphone", "phone2value", "手机", "手机号", "手机号码", "移动电话",
    ]),
    (Field::ContactEmail, &["contactemail", "联系人邮箱"]),
    (Field::Phone, &[
        "phone", "phonenumber", "telephone", "tel", "businessphone", "companyphone", "mainphone",
        "primaryphone", "officephone", "personphone", "phone1value", "homephone", "电话", "客户电话",
        "公司电话", "联系电话", "办公电话", "办公电话1", "商务电话", "固定电话", "座机", "电话号码", "家庭电话",
    ]),
    (Field::Email, &[
        "email", "emailaddress", "mail", "email1value", "personemailwork", "personemail",
        "personemailhome", "邮箱", "电子邮箱", "电子邮件", "电子邮件地址", "邮箱地址", "邮件", "公司邮箱", "客户邮箱",
    ]),
    (Field::Web, &[
        "web", "website", "webpage", "url", "homepage", "companydomainname", "domain", "网址",
        "网站", "公司网址", "公司网站", "官网", "主页",
    ]),
    (Field::Source, &[
        "source", "leadsource", "customersource", "originalsource", "客户来源", "来源", "线索来源",
    ]),
    (Field::Owner, &[
        "owner", "ownername", "accountowner", "contactowner", "dealowner", "opportunityowner",
        "salesagent", "salesrep", "salesperson", "rep", "accountmanager", "assignedto", "负责人",
        "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "跟进人", "客户经理", "销售负责人", "负责人主属性",
    ]),
    (Field::Tags, &["tags", "tag", "labels", "groupmembership", "标签", "客户标签"]),
    (Field::Birthday, &["birthday", "birthdate", "dateofbirth", "生日", "出生日期"]),
    (Field::Notes, &[
        "notes", "note", "notecontent", "description", "remark", "remarks", "comment",
        "comments", "memo", "备注", "说明", "描述", "备注信息", "客户备注",
    ]),
    (Field::CreatedOn, &[
        "createdon", "createddate", "createdate", "createdat", "datecreated", "创建时间", "创建日期",
        "录入时间",
    ]),
    (Field::LastContactOn, &[
        "lastcontacton", "lastcontact", "lastcontacted", "lastactivitydate", "最近沟通时间", "最近跟进时间",
        "最后跟进时间", "上次联系时间", "最近联系时间", "上次跟进时间", "上次联系", "最近联系",
    ]),
    (Field::NextContactOn, &[
        "nextcontacton", "nextcontact", "nextfollowup", "nextfollowupdate", "下次联系时间", "下次跟进时间",
        "下次回访时间", "下次联系日期", "下次跟进日期", "下次联系",
    ]),
];

#[rustfmt::skip]
const CONTACTS: &[(Field, &[&str])] = &[
    (Field::Name, &[
        "name", "contactname", "contact", "contactperson", "fullname", "personname", "fileas",
        "姓名", "联系人", "联系人姓名", "名称",
    ]),
    (Field::GivenName, &["givenname", "firstname", "personfirstname", "名", "名字"]),
    (Field::FamilyName, &["familyname", "lastname", "surname", "personlastname", "姓", "姓氏"]),
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::Title, &[
        "title", "jobtitle", "position", "role", "organization1title", "organizationtitle",
        "occupation", "职务", "职位", "岗位", "头衔", "contacttitle",
    ]),
    (Field::Mobile, &[
        "mobile", "mobilephone", "cell", "cellphone", "phone2value", "手机", "手机号", "手机号码", "移动电话",
        "contactmobile", "联系人手机",
    ]),
    (Field::Phone, &[
        "phone", "phonenumber", "telephone", "tel", "businessphone", "companyphone", "mainphone",
        "primaryphone", "officephone", "personphone", "phone1value", "homephone", "电话", "客户电话",
        "公司电话", "联系电话", "办公电话", "办公电话1", "商务电话", "固定电话", "座机", "电话号码", "家庭电话", "contactphone",
        "联系人电话",
    ]),
    (Field::Email, &[
        "email", "emailaddress", "mail", "email1value", "personemailwork", "personemail",
        "personemailhome", "邮箱", "电子邮箱", "电子邮件", "电子邮件地址", "邮箱地址", "邮件", "contactemail",
    ]),
    (Field::Wechat, &["wechat", "wechatid", "weixin", "微信", "微信号"]),
    (Field::Birthday, &["birthday", "birthdate", "dateofbirth", "生日", "出生日期"]),
    (Field::Decider, &[
        "decider", "decisionmaker", "isdecisionmaker", "是否关键决策人", "关键决策人", "是否决策人", "决策人",
    ]),
    (Field::Notes, &[
        "notes", "note", "notecontent", "description", "remark", "remarks", "comment",
        "comments", "memo", "备注", "说明", "描述", "备注信息",
    ]),
    (Field::ExternalId, &[
        "externalid", "contactid", "employeeid", "recordid", "id", "联系人编号", "编号",
    ]),
    // What a list of people says of the customers that it makes.
    (Field::Area, &[
        "area", "territory", "district", "salesarea", "officelocation", "regionaloffice", "区域",
        "所属区域", "销售区域", "片区", "大区", "地区",
    ]),
    (Field::Address, &[
        "address", "street", "streetaddress", "billingstreet", "shippingstreet",
        "businessstreet", "businessaddress", "organizationaddress", "地址", "详细地址", "客户地址", "公司地址",
        "办公地址", "公司所在街道", "街道",
    ]),
    (Field::City, &[
        "city", "town", "billingcity", "shippingcity", "businesscity", "城市", "所在城市", "公司所在城市",
        "市",
    ]),
    (Field::Region, &[
        "region", "state", "province", "stateregion", "billingstate", "shippingstate",
        "businessstate", "省", "省份", "省自治区", "公司所在省自治区",
    ]),
    (Field::PostalCode, &[
        "postalcode", "zip", "zipcode", "postcode", "billingpostalcode", "shippingpostalcode",
        "邮编", "邮政编码", "公司所在地的邮政编码",
    ]),
    (Field::Country, &[
        "country", "countryregion", "billingcountry", "shippingcountry", "国家", "国家地区",
        "公司所在国家地区",
    ]),
    (Field::Web, &[
        "web", "website", "webpage", "url", "homepage", "companydomainname", "domain", "网址",
        "网站", "公司网址", "公司网站", "官网", "主页",
    ]),
    (Field::Source, &[
        "source", "leadsource", "customersource", "originalsource", "客户来源", "来源", "线索来源",
    ]),
    (Field::Industry, &["industry", "sector", "客户行业", "行业", "所属行业", "行业类型", "所属行业一级"]),
    (Field::Owner, &[
        "owner", "ownername", "accountowner", "contactowner", "dealowner", "opportunityowner",
        "salesagent", "salesrep", "salesperson", "rep", "accountmanager", "assignedto", "负责人",
        "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "跟进人", "客户经理", "销售负责人", "负责人主属性",
    ]),
    (Field::Tags, &["tags", "tag", "labels", "groupmembership", "标签", "客户标签"]),
];

#[rustfmt::skip]
const DEALS: &[(Field, &[&str])] = &[
    (Field::Name, &[
        "name", "dealname", "dealtitle", "deal", "opportunityname", "opportunity", "topic",
        "商机名称", "商机", "商机标题", "项目名称", "销售机会名称", "机会名称", "销售机会", "名称", "subject",
    ]),
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::Amount, &[
        "amount", "dealvalue", "dealamount", "value", "closevalue", "opportunityamount",
        "expectedamount", "estimatedrevenue", "expectedrevenue", "商机金额", "金额", "预计金额", "预计销售金额",
        "预计成交金额", "销售金额", "预估金额",
    ]),
    (Field::Currency, &[
        "currency", "currencycode", "currencyisocode", "dealcurrencyofvalue", "币种", "货币",
    ]),
    (Field::Stage, &[
        "stage", "dealstage", "dealstagepipeline", "stagename", "salesstage", "pipelinestage",
        "商机阶段", "阶段", "销售阶段", "当前阶段", "阶段名称",
    ]),
    (Field::Status, &["status", "dealstatus", "dealstatusopenwonlost", "状态", "商机状态"]),
    (Field::EngagedOn, &[
        "engagedon", "engagedate", "engageddate", "openedon", "opendate", "createdon",
        "createddate", "createdate", "dealcreated", "startdate", "创建时间", "创建日期", "发现日期", "发现时间",
        "立项日期",
    ]),
    (Field::ExpectedClose, &[
        "expectedclose", "expectedcloseon", "expectedclosedate", "dealexpectedclosedate",
        "estimatedclosedate", "预计成交日期", "预计成交时间", "预计签单日期", "预计签约日期", "预计结单日期", "预计完成日期",
    ]),
    (Field::ClosedOn, &[
        "closedon", "closedate", "closeddate", "actualclosedate", "dealwontime", "wontime",
        "dealclosetime", "deallosttime", "成交日期", "成交时间", "签单日期", "签约日期", "实际成交日期", "结束日期",
        "关闭日期",
    ]),
    (Field::Owner, &[
        "owner", "ownername", "accountowner", "contactowner", "dealowner", "opportunityowner",
        "salesagent", "salesrep", "salesperson", "rep", "accountmanager", "assignedto", "负责人",
        "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "跟进人", "客户经理", "销售负责人", "负责人主属性",
    ]),
    (Field::Product, &["product", "productname", "产品", "产品名称", "意向产品"]),
    (Field::LostReason, &[
        "lostreason", "deallostreason", "closedlostreason", "lossreason", "输单原因", "丢单原因", "失败原因",
    ]),
    (Field::ExternalId, &[
        "externalid", "opportunityid", "dealid", "recordid", "id", "商机编号", "商机id", "编号",
    ]),
    (Field::Notes, &[
        "notes", "note", "notecontent", "description", "remark", "remarks", "comment",
        "comments", "memo", "备注", "说明", "描述", "备注信息",
    ]),
];

#[rustfmt::skip]
const ORDERS: &[(Field, &[&str])] = &[
    (Field::Number, &[
        "number", "orderid", "orderno", "ordernumber", "invoiceno", "invoicenumber", "invoiceid",
        "invoice", "订单号", "订单编号", "合同编号", "单号", "单据编号", "销售单号", "发票号",
    ]),
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::OrderedOn, &[
        "orderedon", "orderdate", "ordereddate", "invoicedate", "purchasedate", "date", "下单时间",
        "下单日期", "订单日期", "订购日期", "签约日期", "购买日期", "成交日期", "开票日期", "日期",
    ]),
    (Field::Product, &[
        "product", "productname", "item", "itemname", "description", "产品", "产品名称", "商品", "商品名称",
        "品名",
    ]),
    (Field::Sku, &[
        "sku", "stockcode", "productid", "productcode", "itemcode", "产品编号", "产品编码", "商品编码",
        "商品编号", "货号", "物料编码",
    ]),
    (Field::Quantity, &["quantity", "qty", "数量", "订购数量", "销售数量"]),
    (Field::UnitPrice, &["unitprice", "price", "salesprice", "单价", "售价", "销售单价"]),
    (Field::Discount, &["discount", "discountrate", "折扣", "折扣率"]),
    (Field::Amount, &[
        "amount", "linetotal", "total", "totalamount", "ordertotal", "orderamount", "value",
        "revenue", "金额", "订单金额", "合同金额", "总金额", "总价", "实付金额", "销售金额",
    ]),
    (Field::Currency, &[
        "currency", "currencycode", "currencyisocode", "dealcurrencyofvalue", "币种", "货币",
    ]),
    (Field::Owner, &[
        "owner", "ownername", "accountowner", "contactowner", "dealowner", "opportunityowner",
        "salesagent", "salesrep", "salesperson", "rep", "accountmanager", "assignedto", "负责人",
        "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "跟进人", "客户经理", "销售负责人", "负责人主属性", "employeeid",
    ]),
    (Field::Country, &["country", "shipcountry", "billingcountry", "国家", "国家地区"]),
];

#[rustfmt::skip]
const ACTIVITIES: &[(Field, &[&str])] = &[
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::Contact, &["contact", "contactname", "contactperson", "personname", "联系人", "联系人姓名"]),
    (Field::Activity, &[
        "kind", "type", "activitytype", "activitykind", "channel", "跟进方式", "跟进类型", "沟通方式",
        "联系方式", "拜访方式", "类型", "方式",
    ]),
    (Field::On, &[
        "on", "date", "datetime", "time", "activitydate", "activityduedate", "duedate",
        "startdate", "跟进时间", "跟进日期", "沟通时间", "沟通日期", "拜访时间", "拜访日期", "联系时间", "最近沟通时间", "时间",
        "日期",
    ]),
    (Field::Text, &[
        "text", "subject", "activitysubject", "content", "summary", "跟进内容", "跟进记录", "沟通内容",
        "拜访内容", "内容", "摘要", "主题", "notes", "note", "notecontent", "description", "remark",
        "remarks", "comment", "comments", "memo", "备注", "说明", "描述", "备注信息",
    ]),
    (Field::Outcome, &["outcome", "result", "跟进结果", "沟通结果", "结果"]),
    (Field::Duration, &["duration", "durationminutes", "minutes", "时长", "通话时长", "时长分钟"]),
    (Field::Member, &[
        "member", "user", "跟进人", "记录人", "owner", "ownername", "accountowner", "contactowner",
        "dealowner", "opportunityowner", "salesagent", "salesrep", "salesperson", "rep",
        "accountmanager", "assignedto", "负责人", "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "客户经理",
        "销售负责人", "负责人主属性", "创建人",
    ]),
    (Field::Planned, &["planned", "计划", "是否计划"]),
    (Field::Done, &["done", "activitydone", "completed", "是否完成", "已完成"]),
    (Field::ExternalId, &["externalid", "activityid", "taskid", "recordid", "id", "编号"]),
];

#[rustfmt::skip]
const CASES: &[(Field, &[&str])] = &[
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::Contact, &["contact", "contactname", "contactperson", "requester", "联系人", "联系人姓名", "反馈人"]),
    (Field::Number, &["number", "orderid", "orderno", "ordernumber", "订单号", "订单编号", "销售订单编号"]),
    (Field::Title, &[
        "title", "casetitle", "casesubject", "ticketname", "tickettitle", "ticketsubject", "subject",
        "summary", "issue", "工单标题", "工单主题", "标题", "主题", "问题", "问题标题", "事由",
    ]),
    (Field::Activity, &[
        "kind", "type", "casetype", "casereason", "tickettype", "category", "caseorigin", "工单类型", "问题类型",
        "投诉类型", "反馈类型", "服务类型", "类型", "类别",
    ]),
    (Field::Status, &[
        "status", "casestatus", "ticketstatus", "state", "isclosed", "工单状态", "处理状态", "状态", "是否关闭",
    ]),
    (Field::Text, &[
        "text", "description", "casedescription", "ticketdescription", "details", "content", "工单内容",
        "问题描述", "投诉内容", "反馈内容", "描述", "内容", "备注", "说明",
    ]),
    (Field::OpenedOn, &[
        "openedon", "opened", "dateopened", "opendate", "createdon", "created", "createddate", "createdate",
        "createdat", "createdtime", "dateraised", "受理时间", "受理日期", "投诉时间", "投诉日期", "反馈时间", "反馈日期",
        "提交时间", "报修时间", "创建时间", "创建日期", "日期", "date",
    ]),
    (Field::DueOn, &["dueon", "duedate", "due", "sladue", "deadline", "截止日期", "截止时间", "要求完成时间"]),
    (Field::ClosedOn, &[
        "closedon", "closed", "closeddate", "closedate", "closedtime", "dateclosed", "resolvedon",
        "resolutiondate", "关闭时间", "关闭日期", "完成时间", "解决时间", "结束时间", "办结时间",
    ]),
    (Field::Satisfaction, &["satisfaction", "satisfactionrating", "csat", "满意度", "客户满意度", "回访满意度"]),
    (Field::Owner, &[
        "owner", "ownername", "accountowner", "contactowner", "dealowner", "opportunityowner",
        "salesagent", "salesrep", "salesperson", "rep", "accountmanager", "assignedto", "负责人",
        "归属人", "所有人", "业务员", "销售", "销售员", "销售人员", "跟进人", "客户经理", "销售负责人", "负责人主属性", "处理人", "受理人", "caseowner", "ticketowner",
    ]),
    (Field::ExternalId, &[
        "externalid", "casenumber", "caseid", "ticketid", "ticketnumber", "recordid", "id", "工单编号", "工单号",
        "编号",
    ]),
];

#[rustfmt::skip]
const SURVEYS: &[(Field, &[&str])] = &[
    (Field::Customer, &[
        "customer", "customername", "account", "accountname", "company", "companyname",
        "organization", "organizationname", "organisation", "associatedcompany",
        "organization1name", "client", "clientname", "客户", "客户名称", "公司", "公司名称", "单位", "单位名称",
        "所属客户", "关联客户", "对应客户", "企业名称",
    ]),
    (Field::CustomerExternalId, &[
        "customerexternalid", "customerid", "customernumber", "customercode", "accountid",
        "clientid", "companyid", "客户编号", "客户编码", "客户id", "客户代码",
    ]),
    (Field::On, &[
        "on", "date", "surveydate", "respondedon", "responsedate", "submittedat", "submittedon", "timestamp",
        "调查日期", "调查时间", "回访日期", "回访时间", "评价时间", "填写时间", "提交时间", "日期", "时间",
    ]),
    (Field::Satisfaction, &[
        "satisfaction", "overallsatisfaction", "csat", "csatscore", "satisfactionrating", "rating", "满意度",
        "总体满意度", "整体满意度", "满意程度", "满意度评分", "评分",
    ]),
    (Field::Repurchase, &[
        "repurchase", "repurchaseintention", "likelytobuyagain", "buyagain", "复购意愿", "再次购买", "再次购买意愿",
        "复购可能性", "续约意愿",
    ]),
    (Field::Recommendation, &[
        "recommendation", "nps", "npsscore", "likelytorecommend", "wouldrecommend", "推荐意愿", "推荐度", "推荐分",
        "推荐可能性", "净推荐值", "nps评分",
    ]),
    (Field::Comment, &[
        "comment", "comments", "feedback", "notes", "note", "remark", "remarks", "意见", "建议", "意见建议", "意见与建议",
        "评价", "评价内容", "反馈", "备注", "说明",
    ]),
    (Field::Member, &["member", "user", "owner", "surveyor", "interviewer", "调查人", "回访人", "负责人"]),
    (Field::ExternalId, &["externalid", "surveyid", "responseid", "recordid", "id", "问卷编号", "答卷编号", "编号"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_looked_up_and_fields_know_their_own_name() {
        for kind in Kind::ALL {
            for (field, words) in of(kind) {
                for word in *words {
                    assert_eq!(*word, text::key(word), "{kind:?} {field:?}");
                }
                assert!(words.contains(&text::key(field.name()).as_str()), "{kind:?} {field:?}");
            }
        }
    }

    #[test]
    fn headers_are_known_however_they_are_set() {
        for header in
            ["CustomerID", "customer_id", "Customer ID*", "ｃｕｓｔｏｍｅｒ－ｉｄ", "客户 编号"]
        {
            assert!(is_known(header), "{header}");
        }
        assert_eq!(keys("客户级别 [A（重点客户） | B]")[1], "客户级别");
        assert!(!is_known("column1"));
    }
}
