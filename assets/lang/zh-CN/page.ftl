# 客户页、表单与修改记录。
page-first = 已是列表中第一个客户
page-last = 已是列表中最后一个客户
page-unread = 无法读取该客户：{ $reason }
page-open = 打开
page-nothing-to-open = 还没有联系人和商机，可以新增
page-no-open-deal = 没有进行中的商机，可以新增

customer-section-record = 档案
customer-orders-one = { $orders } · { $revenue } · 上单 { $days } 天前

tier-confirmed = { $day }确认为 { $tier } 级

basis-need = 已知 { $count }/{ $total }：{ $evidence }
basis-need-nothing = 五项依据均未知（共 { $total } 项）
basis-need-chosen = { $day }手动指定
basis-value-nothing = 无成交、无在谈商机、无估值
basis-value-deals = 在谈商机 { $amount }
basis-value-potential = 预估潜力 { $amount }
basis-value-purchases = 近 365 天成交 { $amount }
basis-interaction = { $window } 天内有 { $count } 天接触
basis-interaction-young = 至今 { $count } 天接触，折合 { $window } 天 { $projected } 天
basis-stage = 最靠前的商机：{ $stage }

deal-in-stage = 停留 { $days } 天
deal-closed-on = { $day }
deal-close = 预计 { $day }签单
deal-close-missed = 原定 { $day }签单

plan-open = 未完成
plan-done = 已完成
plan-cancelled = 已取消

page-deal-opened = 新建“{ $deal }”，{ $stage }
page-deal-moved = “{ $deal }” → { $stage }
page-order-cancelled = 已取消订单
page-refund = 退款

form-tier = 手动设定 { $name } 的等级
form-lose = “{ $name }”为何输单？
form-needed = 必填
form-example-amount = 48,000 或 4.8万
form-example-day = 2026-12-01、12-01、周五 或 3天
form-example-birthday = 05-14、1980-05-14 或 lunar:8-15（农历）
form-bad-birthday = 可写 05-14、1980-05-14 或 lunar:8-15（农历）
form-bad-custom = “{ $line }”：每行写一项，名称：内容
form-need-auto = 按依据判断
form-tier-auto = 自动
form-override-default = 默认 90 天
form-override-tier = 请选择手动等级
form-if-lost = 输单时填写
form-lost-reason = 请简单写明输单原因

field-short_name = 简称
field-web = 网站
field-cadence = 跟进周期（天）
field-override = 手动等级
field-override_reason = 手动原因
field-override_until = 手动截止
field-evidence-need = 说明了需求
field-evidence-product = 明确了产品
field-evidence-budget = 了解预算
field-evidence-decider = 了解决策人
field-evidence-date = 了解时间
field-anniversary = 纪念日
field-influence = 影响力（0–3）
field-referrals = 转介绍客户数
field-custom = 自定义
field-notes = 备注
field-mobile = 手机
field-message = 微信等
field-decider = 决策人
field-product = 产品
field-lost_reason = 输单原因
field-created_on = 建档
field-deleted = 已删除

history-all = 修改记录
history-of = { $name } 的修改记录
history-empty = 还没有任何修改
history-undone = 已撤销
history-undone-already = 这一步已撤销；撤销那次撤销即可恢复
history-overtaken = 之后又被修改：
history-overtaken-field = { $field }：当时“{ $ours }”，现在“{ $now }”
history-overtaken-more = 另有 { $count } 项
history-overtaken-rest = 这些保持不变。撤销其余部分？
