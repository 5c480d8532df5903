# 投入、跟进周期、满意度。

# 漏斗的其他指标（DOMAIN 5.4–5.7）。
funnel-settled = 已定转化
funnel-visits = 结束的停留
funnel-mean-days = 平均天数
funnel-mean-days-deal = 每商机天数
funnel-open-days = 已停天数
funnel-value-win-rate = 按金额 { $percent }

# 订单与外币金额（DOMAIN 7.1）。
cli-about-add-order = 新增订单或退款：touchline add order 客户 "$1,200" rate=7.1
cli-created-order = 已新增订单 { $name }（{ $id }）
gesture-add_order = { $name }的订单
gesture-edit_order = 更正{ $name }的订单
order-cancelled = 已取消
amount-no-rate = 无汇率，未计入合计
amounts-no-rate = { $count } 笔外币金额没有汇率，未计入合计（用 edit deal 或 edit order … rate=7.1 补上）
problem-not_a_rate = 不是汇率：请写一单位外币折合多少本位币，如 7.1
problem-in_future = 还没到
problem-sum_of_lines = 该订单有明细，金额是明细之和
field-rate = 汇率
field-number = 单号
field-ordered_on = 下单日期
field-cancelled = 已取消
form-example-rate = 7.1，外币金额时填写

# 满意度调查（DOMAIN 6.4）。
cli-about-add-survey = 记录客户的满意度：satisfaction=很满意 repurchase=80 recommendation=9
gesture-add_survey = { $name }的满意度
field-satisfaction = 满意度
field-repurchase = 再购可能（%）
field-recommendation = 推荐意愿（0–10）
field-comment = 意见
error-survey-empty = 没有任何回答
hint-survey-empty = 至少填一项：satisfaction=很满意|比较满意|满意|不满意|很不满意，repurchase=0–100，recommendation=0–10

# 投入与达标（DOMAIN 6.5）。
figure-from = 从
figure-to = 到
figure-contacts = 有效联系次数
figure-hours = 小时
figure-met = 达标
figure-missed = 未达标
figure-undecided = 待定
figure-rate = 达标率
effort-value-purchases = 净成交额
effort-value-pipeline = 在谈加权金额
effort-none = 这段时间没有有效联系：请记录跟进及时长（~20m）。
effort-usual-minutes = { $total } 次联系中有 { $count } 次未记时长，按惯常分钟数计（设置 effort.visit、.meeting、.call、.message）
effort-bar-effort = { $tier } 级投入
effort-bar-value = { $tier } 级产出
report-shares = 投入与产出对比
report-tiers = 按等级
report-tiers-empty = 没有等级
column-hours = 小时
column-effort_share = 占投入
column-value_share = 占价值
column-index = 指数
column-balance = 结论
column-value_per_hour = 每小时产出
column-customers = 客户数
adherence-how = 下一次联系在当天等级的周期内（最多晚一个工作日）即为达标。
report-owners = 按负责人
report-owners-empty = 这段时间没有到期的联系
report-customers = 按客户
report-customers-empty = 没有
column-interval = 周期（天）
column-met = 达标
column-missed = 未达标
column-undecided = 待定
column-rate = 达标率
wanted-effort-days = 1 到 3660 的天数
wanted-effort-minutes = 不超过 1440 的分钟数
wanted-effort-value = purchases（成交）或 pipeline（在谈）
problem-not_an_answer = 不是满意度：很满意、比较满意、满意、不满意或很不满意

# 忠诚度。
figure-answers = 作答客户
figure-satisfied = 满意率
figure-top_two = 很满意与比较满意
figure-mean_satisfaction = 平均分（满分 5）
figure-nps = 净推荐值
figure-repurchase_rate = 复购率
loyalty-how = 取每个客户最近 365 天内最新的回答；没有问过的，按购买模型估计再购可能；模型未启用时按流失预警估计。
loyalty-unknown = 情况未知
report-levels = 客户忠诚度
report-at_risk = 不稳定的客户
report-at_risk-empty = 没有
report-ask_next = 建议回访：近 365 天有成交，180 天内未问过
report-ask_next-empty = 没有
column-satisfaction = 满意度
column-repurchase = 再购可能
column-recommendation = 推荐意愿
column-last_survey = 上次回访
column-last_order = 上次成交

# 高价值客户与大客户（DOMAIN 6.2、6.3）。
insights-high_value = 高价值客户
figure-high_value = 高价值客户
figure-key_accounts = 大客户
figure-effort_unknown = A 类但投入未知
high-value-how = 得分：金额 40、频次 25、忠诚度 20、影响力 15。70 分起，或属于贡献前 80% 成交额的 A 类，即为高价值客户。A 类客户的投入占比不高于价值占比，即为大客户。
column-high = 高价值
column-key_account = 大客户
column-loyalty = 忠诚度
column-influence = 影响力
key-account-yes = 是
key-account-no = 否
key-account-effort_unknown = 未知

# 单个客户的忠诚度与价值。
customer-section-voice = 满意度与价值
loyalty-index = { $level }，{ $index }/100：{ $signs }
answer-repurchase = 再购可能 { $number }%
answer-recommendation = 推荐意愿 { $number }/10
high-value-yes = 高价值客户：{ $score } = 金额 { $amount } + 频次 { $frequency } + 忠诚度 { $loyalty } + 影响力 { $influence }
high-value-no = 未达高价值（70 分）：{ $score } = 金额 { $amount } + 频次 { $frequency } + 忠诚度 { $loyalty } + 影响力 { $influence }
class-a-key-account = A 类，大客户：以 { $effort } 的投入带来 { $value } 的价值
class-a-costly = A 类，但不算大客户：投入占 { $effort }，价值占 { $value }
class-a-effort-unknown = A 类，价值占 { $value }；还没有投入记录，是否大客户暂不能判断

# 投入设置。
settings-topic-effort = 投入与达标
setting-effort-visit = 拜访未记时长时按几分钟
setting-effort-meeting = 会议未记时长时按几分钟
setting-effort-call = 电话未记时长时按几分钟
setting-effort-message = 消息或邮件未记时长时按几分钟
setting-effort-days = 投入与达标回看天数
setting-effort-value = 投入与什么对比
setting-value-purchases = 净成交额
setting-value-pipeline = 在谈加权金额
