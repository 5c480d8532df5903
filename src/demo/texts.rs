//! What people write into the demo's records: notes of contacts, promises, reasons, cases.
//!
//! `{who}` is the person, `{what}` the product.

use crate::domain::activity::{
    ActivityKind::{self, Call, Email, Meeting, Message, Visit},
    Outcome::{self, CallBack, Interested, NotInterested, Reached},
};

/// What a contact was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// No deal and no order: getting to know each other.
    Cold,
    /// A deal at its beginning.
    Needs,
    /// A proposal is made.
    Proposal,
    /// A quote lies with the customer.
    Quote,
    /// A customer who bought.
    Care,
}

/// A contact: kind, what was said, what came of it.
pub type Said = (ActivityKind, &'static str, Outcome);

/// Contacts that fit a situation, in the customer's language.
pub const fn contacts(situation: Situation, chinese: bool) -> &'static [Said] {
    match (situation, chinese) {
        (Situation::Cold, true) => &[
            (Call, "介绍了公司和主要产品，{who}说先发资料看看", Reached),
            (Message, "加了微信，发了产品手册", Reached),
            (Call, "今年预算已用完，明年初再联系", CallBack),
            (Email, "按要求发了同行业案例", Reached),
            (Call, "目前没有采购计划，保持联系", NotInterested),
            (Visit, "顺路拜访，参观了车间，对{what}感兴趣", Interested),
            (Message, "节日问候，{who}回复说近期在搬厂房", Reached),
            (Call, "{who}刚接手采购，约下个月再聊", CallBack),
        ],
        (Situation::Cold, false) => &[
            (Call, "introduced us, {who} wants to see material first", Reached),
            (Email, "sent the brochure and two references of the trade", Reached),
            (Call, "budget for this year is spent, try again in January", CallBack),
            (Message, "{who} answered: moving to the new site, no time before that", Reached),
            (Call, "no plans to buy, stay in touch", NotInterested),
            (Visit, "short tour of the plant, liked the {what}", Interested),
            (Email, "{who} asked how the {what} compares with their present one", Interested),
            (Call, "new buyer is {who}, wants to talk next month", CallBack),
        ],
        (Situation::Needs, true) => &[
            (Call, "聊了现状，人工录入太慢，想上{what}", Interested),
            (Meeting, "需求沟通会，仓库和IT都在，列了12条需求", Reached),
            (Visit, "现场看了两条产线，确认了点位数量", Reached),
            (Call, "{who}说预算大概年中批下来", Reached),
            (Message, "{who}发来了现有系统的截图", Reached),
            (Email, "发了需求调查表，等回填", Reached),
            (Call, "拍板的是总经理，下周约时间", CallBack),
        ],
        (Situation::Needs, false) => &[
            (Call, "typing everything by hand takes too long, they want {what}", Interested),
            (Meeting, "workshop with warehouse and IT, twelve requirements noted", Reached),
            (Visit, "walked both lines, counted the places to equip", Reached),
            (Call, "{who} expects the budget by the middle of the year", Reached),
            (Email, "{who} sent screenshots of the present system", Reached),
            (Email, "sent the list of questions, waiting for answers", Reached),
            (Call, "the managing director decides, meeting to be set next week", CallBack),
        ],
        (Situation::Proposal, true) => &[
            (Meeting, "方案汇报，{who}希望分两期上线", Interested),
            (Call, "对方案基本认可，要求补充接口说明", Reached),
            (Email, "发了{what}方案第二版", Reached),
            (Visit, "带样机试用了半天，扫码速度满意", Interested),
            (Message, "{who}问能不能先试点一个仓库", Reached),
            (Call, "对手也递了方案，价格低一些，我们强调服务", Reached),
        ],
        (Situation::Proposal, false) => &[
            (Meeting, "presented the proposal, {who} prefers two phases", Interested),
            (Call, "proposal is fine, they miss a page on the interfaces", Reached),
            (Email, "sent version two of the {what} proposal", Reached),
            (Visit, "half a day with a demo unit, happy with the speed", Interested),
            (Message, "{who} asks for a pilot in one warehouse first", Reached),
            (Call, "a competitor is cheaper, we pointed to the service", Reached),
        ],
        (Situation::Quote, true) => &[
            (Call, "报价已收到，{who}说要走内部比价", Reached),
            (Call, "谈了价格，希望再让3个点，要等总经理", CallBack),
            (Meeting, "商务谈判，付款方式3-6-1基本谈妥", Interested),
            (Email, "按新数量重新报了{what}的价格", Reached),
            (Message, "{who}：合同在法务审，快的话这周", Interested),
            (Visit, "当面过了合同条款，质保改为两年", Reached),
            (Call, "采购委员会周四开会，会后给答复", Reached),
        ],
        (Situation::Quote, false) => &[
            (Call, "quote arrived, {who} compares prices", Reached),
            (Call, "talked about the price, they want 3 % more, director decides", CallBack),
            (Meeting, "terms of payment agreed, delivery in two lots", Interested),
            (Email, "new quote for {what} with the changed quantity", Reached),
            (Message, "{who}: contract is with legal, maybe this week", Interested),
            (Visit, "went through the contract, warranty now two years", Reached),
            (Call, "the board meets on Thursday, answer after that", Reached),
        ],
        (Situation::Care, true) => &[
            (Call, "回访，{what}运行正常", Reached),
            (Visit, "季度巡检，顺便收集了改进意见", Reached),
            (Call, "{who}问二期扩容的价格", Interested),
            (Message, "提醒维保到期，{who}说走续签", Reached),
            (Email, "发了新版本说明和培训视频", Reached),
            (Call, "耗材快用完了，月底前补一批", Interested),
            (Message, "对账单已确认，款月底付", Reached),
            (Meeting, "季度回顾会，满意度不错，愿意做推荐案例", Interested),
            (Call, "{who}反映新员工不会用，约一次培训", CallBack),
            (Email, "发了季度用量统计，比上季多", Reached),
            (Message, "{who}问发票开了没有，已催财务", Reached),
            (Call, "仓库要搬，年前可能加几个点", Interested),
            (Visit, "送货时见了{who}，聊了明年计划", Reached),
            (Message, "{who}转来分公司联系人，对{what}有兴趣", Interested),
            (Call, "例行联系，一切正常", Reached),
        ],
        (Situation::Care, false) => &[
            (Call, "checked in, {what} runs well", Reached),
            (Visit, "quarterly check, collected three wishes", Reached),
            (Call, "{who} asks what an extension would cost", Interested),
            (Message, "maintenance ends soon, {who} will renew", Reached),
            (Email, "sent the notes of the new version and the training video", Reached),
            (Call, "supplies run low, next batch before the end of the month", Interested),
            (Message, "statement confirmed, payment at month end", Reached),
            (Meeting, "quarterly review, content, happy to be a reference", Interested),
            (Call, "new staff cannot use it yet, {who} wants a training", CallBack),
            (Email, "sent the usage of the quarter, more than the last one", Reached),
            (Message, "{who} asked for the invoice, accounting is on it", Reached),
            (Call, "the warehouse moves, some more places before new year", Interested),
            (Visit, "met {who} at the delivery, talked about next year", Reached),
            (Message, "{who} named a colleague at another site who wants {what}", Interested),
            (Call, "nothing special, all fine", Reached),
        ],
    }
}

/// Next steps that fit a situation.
pub const fn promises(
    situation: Situation,
    chinese: bool,
) -> &'static [(ActivityKind, &'static str)] {
    match (situation, chinese) {
        (Situation::Cold, true) => {
            &[(Call, "问资料看得怎么样"), (Call, "约见面时间"), (Message, "发同行业案例")]
        }
        (Situation::Cold, false) => &[
            (Call, "ask what they think of the material"),
            (Call, "set a date to meet"),
            (Email, "send references of the trade"),
        ],
        (Situation::Needs, true) => {
            &[(Call, "跟进需求调查表"), (Visit, "现场勘查点位"), (Call, "确认预算和拍板人")]
        }
        (Situation::Needs, false) => &[
            (Call, "go through the list of questions"),
            (Visit, "count the places on site"),
            (Call, "budget, and who decides"),
        ],
        (Situation::Proposal, true) => {
            &[(Call, "听方案反馈"), (Email, "发补充后的方案"), (Visit, "带样机演示")]
        }
        (Situation::Proposal, false) => &[
            (Call, "feedback on the proposal"),
            (Email, "send the completed proposal"),
            (Visit, "show the demo unit"),
        ],
        (Situation::Quote, true) => {
            &[(Call, "要报价的答复"), (Call, "谈付款方式"), (Visit, "签合同")]
        }
        (Situation::Quote, false) => &[
            (Call, "answer to the quote"),
            (Call, "terms of payment"),
            (Visit, "sign the contract"),
        ],
        (Situation::Care, true) => {
            &[(Call, "确认补货数量"), (Call, "维保续签"), (Visit, "设备巡检")]
        }
        (Situation::Care, false) => &[
            (Call, "quantity of the next batch"),
            (Call, "renewal of the maintenance"),
            (Visit, "check of the devices"),
        ],
    }
}

/// One of the two, by language.
pub const fn either(
    chinese: bool,
    yes: &'static [&'static str],
    no: &'static [&'static str],
) -> &'static [&'static str] {
    if chinese { yes } else { no }
}

/// Positions of people who do not decide.
pub const fn titles(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["采购经理", "IT主管", "仓储主管", "行政经理", "生产主管", "采购专员"],
        &["Purchasing", "Head of IT", "Warehouse lead", "Office manager", "Plant engineer"],
    )
}

/// Positions of people who decide.
pub const fn deciders(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["总经理", "副总经理", "采购总监", "厂长"],
        &["Managing director", "COO", "Head of purchasing", "Owner"],
    )
}

/// Where customers come from.
pub const fn sources(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["展会", "老客户介绍", "官网", "电话开发", "合作伙伴"],
        &["Trade fair", "Referral", "Website", "Cold call", "Partner"],
    )
}

/// Tags.
pub const fn tags(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["样板客户", "价格敏感", "试点", "渠道", "多门店"],
        &["reference", "price-sensitive", "pilot", "channel", "multi-site"],
    )
}

/// Notes on a customer.
pub const fn notes(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &[
            "每年3月和9月做预算。",
            "只认现场演示，不看PPT。",
            "付款慢，但从不拖欠。",
            "周一上午开例会，别打电话。",
            "总部统一采购，分公司只有建议权。",
        ],
        &[
            "Budgets are made in March and September.",
            "Decides after a demonstration, never from slides.",
            "Pays late, but always pays.",
            "Monday morning is the team meeting: do not call.",
            "Head office buys, the sites only suggest.",
        ],
    )
}

/// Why deals are lost.
pub const fn lost_reasons(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["价格", "预算取消", "选了对手", "项目延期", "负责人离职"],
        &["price", "budget cut", "chose a competitor", "project postponed", "our contact left"],
    )
}

/// What a deal is about, besides its product.
pub const fn deals(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["{what}采购", "{what}试点", "{what}升级", "{what}二期", "{what}年框"],
        &["{what}", "{what} pilot", "{what} upgrade", "{what} phase 2", "{what} framework"],
    )
}

/// What a visit is for.
pub const fn purposes(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["产品演示", "季度回访", "商务谈判", "需求调研"],
        &["demonstration", "quarterly check", "negotiation", "requirements"],
    )
}

/// What to bring to a visit.
pub const fn items(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["样机、报价单", "合同两份", "产品手册", "培训资料"],
        &["demo unit, quote", "two copies of the contract", "brochure", "training material"],
    )
}

/// Why a tier was set by hand.
pub const fn override_reasons(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["行业标杆，重点培育", "集团总部推荐"],
        &["sets the standard in its trade", "recommended by head office"],
    )
}

/// After-sales cases: kind, title, what was said.
pub const fn cases(chinese: bool) -> &'static [(&'static str, &'static str, &'static str)] {
    if chinese {
        &[
            ("complaint", "交货晚了三天", "影响了上线时间，要求书面说明。"),
            ("question", "如何导出月报", "已发操作说明。"),
            ("return", "两台设备外壳划伤", "运输破损，换新。"),
            ("feedback", "希望支持英文界面", "记入需求池。"),
            ("complaint", "扫描枪连接不稳", "更换底座后观察一周。"),
        ]
    } else {
        &[
            (
                "complaint",
                "Delivery three days late",
                "It delayed the start, they want it in writing.",
            ),
            ("question", "How to export the monthly report", "Sent the instructions."),
            ("return", "Two units with scratched cases", "Damaged on the way, replaced."),
            ("feedback", "An interface in Chinese is wanted", "On the list."),
            ("complaint", "Scanner loses its connection", "New cradle, watching it for a week."),
        ]
    }
}

/// Comments in surveys, from content to not.
pub const fn comments(chinese: bool) -> &'static [&'static str] {
    either(
        chinese,
        &["响应快，服务到位", "产品好用", "整体不错，培训可以再多点", "交付偏慢", "售后等太久"],
        &[
            "quick and reliable",
            "does what it should",
            "good, more training please",
            "slow delivery",
            "waited too long",
        ],
    )
}
