//! 纷享销客 and 简道云.

use super::{Layout, Profile};
use crate::exchange::import::fields::{Field, Kind};

#[rustfmt::skip]
pub(super) const FXIAOKE: Profile = Profile {
    name: "纷享销客",
    names: &["fxiaoke", "sharecrm", "纷享"],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Activities,
            tells: &[&["销售记录内容", "生命状态"], &["销售记录类型", "客户名称"], &["跟进内容", "客户名称", "生命状态"]],
            fields: &[
                ("客户名称", Field::Customer), ("客户", Field::Customer), ("联系人", Field::Contact),
                ("销售记录内容", Field::Text), ("跟进内容", Field::Text), ("销售记录类型", Field::Activity),
                ("跟进方式", Field::Activity), ("创建时间", Field::On), ("创建人", Field::Member),
                ("负责人", Field::Member),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Cases,
            tells: &[&["工单编号", "客户名称", "生命状态"], &["工单主题", "客户名称", "归属部门"]],
            fields: &[
                ("工单编号", Field::ExternalId), ("客户名称", Field::Customer), ("联系人", Field::Contact),
                ("工单主题", Field::Title), ("问题描述", Field::Text), ("工单状态", Field::Status),
                ("工单类型", Field::Activity), ("创建时间", Field::OpenedOn), ("完成时间", Field::ClosedOn),
                ("负责人", Field::Owner),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Deals,
            tells: &[&["商机名称", "客户名称", "生命状态"], &["商机名称", "客户名称", "归属部门"], &["商机名称", "商机阶段", "锁定状态"]],
            fields: &[
                ("商机名称", Field::Name), ("商机编号", Field::ExternalId), ("客户名称", Field::Customer),
                ("商机阶段", Field::Stage), ("销售阶段", Field::Stage), ("商机状态", Field::Status),
                ("预计成交金额", Field::Amount), ("商机金额", Field::Amount),
                ("预计成交日期", Field::ExpectedClose), ("实际成交日期", Field::ClosedOn),
                ("创建时间", Field::EngagedOn), ("负责人", Field::Owner), ("币种", Field::Currency),
                ("输单原因", Field::LostReason), ("备注", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Orders,
            tells: &[&["销售订单编号", "客户名称"], &["订单编号", "客户名称", "生命状态"]],
            fields: &[
                ("销售订单编号", Field::Number), ("订单编号", Field::Number), ("客户名称", Field::Customer),
                ("下单日期", Field::OrderedOn), ("销售订单金额", Field::Amount), ("订单金额", Field::Amount),
                ("产品名称", Field::Product), ("数量", Field::Quantity), ("单价", Field::UnitPrice),
                ("负责人", Field::Owner), ("币种", Field::Currency),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Contacts,
            tells: &[&["姓名", "客户名称", "生命状态"], &["姓名", "客户名称", "归属部门"], &["姓名", "客户名称", "锁定状态"]],
            fields: &[
                ("姓名", Field::Name), ("联系人编号", Field::ExternalId), ("客户名称", Field::Customer),
                ("职务", Field::Title), ("电话", Field::Phone), ("手机", Field::Mobile), ("手机1", Field::Mobile),
                ("电话1", Field::Phone), ("邮件", Field::Email), ("微信", Field::Wechat),
                ("生日", Field::Birthday), ("是否关键决策人", Field::Decider), ("备注", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[&["客户名称", "生命状态"], &["客户名称", "归属部门"], &["客户名称", "锁定状态"]],
            fields: &[
                ("客户名称", Field::Name), ("客户编号", Field::ExternalId), ("客户级别", Field::Tier),
                ("一级行业", Field::Industry), ("行业", Field::Industry), ("来源", Field::Source),
                ("负责人", Field::Owner), ("电话", Field::Phone), ("邮件", Field::Email), ("网址", Field::Web),
                ("国家", Field::Country), ("省", Field::Region), ("市", Field::City),
                ("详细地址", Field::Address), ("创建时间", Field::CreatedOn),
                ("最后跟进时间", Field::LastContactOn), ("备注", Field::Notes),
            ],
            silent: &[
                "生命状态", "锁定状态", "锁定人", "归属部门", "业务类型", "最后修改人", "最后修改时间", "创建人",
                "相关团队", "公海", "到期时间", "外部负责人", "外部来源", "数据所属组织", "扩展属性",
            ],
        },
    ],
};

#[rustfmt::skip]
pub(super) const JIANDAOYUN: Profile = Profile {
    name: "简道云",
    names: &["jiandaoyun", "jdy"],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Activities,
            tells: &[&["跟进内容", "提交人", "提交时间"], &["跟进时间", "跟进方式", "提交人"]],
            fields: &[
                ("客户名称", Field::Customer), ("客户", Field::Customer), ("选择客户", Field::Customer),
                ("客户编号", Field::CustomerExternalId), ("联系人", Field::Contact),
                ("跟进内容", Field::Text), ("跟进方式", Field::Activity), ("跟进时间", Field::On),
                ("跟进日期", Field::On), ("提交时间", Field::On), ("跟进人", Field::Member),
                ("提交人", Field::Member),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Deals,
            tells: &[&["商机名称", "提交人", "提交时间"], &["商机编号", "提交人"]],
            fields: &[
                ("商机名称", Field::Name), ("商机编号", Field::ExternalId), ("客户名称", Field::Customer),
                ("客户编号", Field::CustomerExternalId), ("商机阶段", Field::Stage), ("商机金额", Field::Amount),
                ("预计成交金额", Field::Amount), ("预计成交日期", Field::ExpectedClose),
                ("提交时间", Field::EngagedOn), ("负责人", Field::Owner), ("销售负责人", Field::Owner),
                ("备注", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Orders,
            tells: &[&["订单编号", "提交人", "提交时间"], &["合同编号", "提交人", "提交时间"]],
            fields: &[
                ("订单编号", Field::Number), ("合同编号", Field::Number), ("客户名称", Field::Customer),
                ("客户编号", Field::CustomerExternalId), ("签订日期", Field::OrderedOn),
                ("订单日期", Field::OrderedOn), ("提交时间", Field::OrderedOn), ("订单金额", Field::Amount),
                ("合同金额", Field::Amount), ("负责人", Field::Owner),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Contacts,
            tells: &[&["联系人姓名", "客户名称", "提交人"], &["姓名", "客户名称", "提交人"]],
            fields: &[
                ("联系人姓名", Field::Name), ("姓名", Field::Name), ("客户名称", Field::Customer),
                ("客户编号", Field::CustomerExternalId), ("职位", Field::Title), ("职务", Field::Title),
                ("手机", Field::Mobile), ("电话", Field::Phone), ("邮箱", Field::Email),
                ("微信号", Field::Wechat), ("备注", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[&["客户名称", "提交人", "提交时间"]],
            fields: &[
                ("客户名称", Field::Name), ("客户编号", Field::ExternalId), ("客户等级", Field::Tier),
                ("客户行业", Field::Industry), ("客户来源", Field::Source), ("客户地址", Field::Address),
                ("客户电话", Field::Phone), ("负责人", Field::Owner), ("销售负责人", Field::Owner),
                ("联系人", Field::ContactName), ("联系电话", Field::ContactPhone),
                ("提交时间", Field::CreatedOn), ("下次跟进时间", Field::NextContactOn),
                ("最近跟进时间", Field::LastContactOn), ("备注", Field::Notes),
            ],
            silent: &["提交人", "更新时间", "数据id", "流程状态", "当前节点", "扩展字段"],
        },
    ],
};
