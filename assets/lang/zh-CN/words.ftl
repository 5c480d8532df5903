# 到处都用的名词和名称。
app-name = Touchline

noun-customer = 客户
noun-customers = 客户
noun-contact = 联系人
noun-contacts = 联系人
noun-deal = 商机
noun-deals = 商机
noun-stage = 阶段
noun-pipeline = 销售流程
noun-funnel = 销售漏斗
noun-activity = 跟进记录
noun-activities = 跟进记录
noun-touch = 有效接触
noun-touches = 有效接触
noun-attempt = 尝试
noun-attempts = 尝试
noun-promise = 约定
noun-promises = 约定
noun-plan = 计划
noun-plans = 计划
noun-follow_up = 待跟进
noun-follow_ups = 待跟进
noun-cadence = 跟进周期
noun-tier = 客户等级
noun-lifecycle = 生命周期
noun-order = 订单
noun-orders = 订单
noun-case = 售后工单
noun-cases = 售后工单
noun-survey = 满意度
noun-surveys = 满意度
noun-owner = 负责人
noun-member = 成员
noun-members = 成员
noun-tag = 标签
noun-tags = 标签

# 数量；数字自带千分位。
count-customers = { $count } 个客户
count-contacts = { $count } 位联系人
count-deals = { $count } 个商机
count-open-deals = { $count } 个在谈商机
count-activities = { $count } 条跟进
count-touches = { $count } 次有效接触
count-attempts = { $count } 次尝试
count-promises = { $count } 个约定
count-plans = { $count } 项计划
count-orders = { $count } 笔订单
count-cases = { $count } 个工单
count-surveys = { $count } 份满意度
count-changes = { $count } 处改动
count-rows = { $count } 行
count-days = { $count } 天
count-marked = 已标记 { $count } 个

tab-today = 今日
tab-customers = 客户
tab-funnel = 漏斗
tab-plan = 计划
tab-insights = 分析

tier-a = A
tier-b = B
tier-c = C
tier-d = D
tier-name-a = A 级 · 重点跟进
tier-name-b = B 级 · 定期跟进
tier-name-c = C 级 · 适当跟进
tier-name-d = D 级 · 低频跟进
tier-none = 未定级

dimension-need = 需求
dimension-value = 价值
dimension-interaction = 互动
dimension-stage = 阶段

need-clear = 明确
need-unclear = 不明确
value-high = 较高
value-medium = 一般
value-low = 较低
interaction-frequent = 频繁
interaction-low = 较低
interaction-very_low = 极低
stage-level-none = 无进行中商机
stage-level-early = 前期
stage-level-mid = 中期
stage-level-late = 后期

# 默认阶段；团队自定义名称优先。
stage-contact = 初次接触
stage-needs = 需求分析
stage-proposal = 方案设计
stage-quote = 报价
stage-won = 签单
stage-lost = 输单

deal-status-open = 进行中
deal-status-won = 已签单
deal-status-lost = 已输单

lifecycle-prospect = 潜在客户
lifecycle-dormant_prospect = 沉睡潜在客户
lifecycle-new = 新客户
lifecycle-active = 活跃客户
lifecycle-silent = 沉默客户
lifecycle-churned = 流失客户
lifecycle-won_back = 回流客户

churn-normal = 正常
churn-late = 偏晚
churn-at_risk = 有流失风险
churn-lost = 已流失

activity-call = 电话
activity-meeting = 会议
activity-visit = 拜访
activity-email = 邮件
activity-message = 消息
activity-note = 备注

outcome-reached = 已接通
outcome-no-answer = 未接
outcome-busy = 占线
outcome-left-message = 已留言
outcome-interested = 有意向
outcome-not-interested = 无意向
outcome-callback = 约定回电

evidence-need = 需求已说明
evidence-product = 产品已确定
evidence-budget = 预算已知
evidence-decider = 决策人已知
evidence-date = 时间已知

due-promise = 约定
due-retry = 再次尝试
due-cadence = 周期跟进
due-first_contact = 首次联系
due-snooze = 已推迟

case-complaint = 投诉
case-return = 退货
case-question = 咨询
case-feedback = 反馈
case-open = 处理中
case-closed = 已关闭

satisfaction-very_satisfied = 很满意
satisfaction-rather_satisfied = 比较满意
satisfaction-satisfied = 满意
satisfaction-dissatisfied = 不满意
satisfaction-very_dissatisfied = 很不满意

loyalty-loyal = 忠诚
loyalty-neutral = 一般
loyalty-at_risk = 不稳定

word-yes = 是
word-no = 否
word-none = 无
word-unknown = 未知
word-all = 全部
word-me = 我
word-nobody = 未分配
word-absent = —
list-separator = 、
sentence-separator = {" · "}

noun-step = 步骤
noun-stage_event = 阶段变动
noun-snooze = 推迟
noun-order_line = 订单明细
noun-filter = 筛选
noun-setting = 设置

count-steps = { $count } 个步骤
