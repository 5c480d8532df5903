# 今日待跟进。
today-section-promised = 约定
today-section-overdue = 已逾期
today-section-due_today = 今日到期
today-section-at_risk = 流失预警
today-section-greetings = 问候
today-section-coming_up = 即将到期

today-progress = 已完成 { $done }/{ $total }
today-progress-left = 已完成 { $done }/{ $total }，约剩 { $left }
today-capacity-line = 每天 { $capacity } 个：今天到此为止
today-over-capacity = 超出容量：今日约定多出 { $count } 个
today-moved-to = → { $day }
today-overdue-days = { $days }天
today-empty = 今天没有待跟进的客户。可以看看接下来要到期的，或新增客户。
today-all-done = 今天的跟进全部完成。
today-day-off = 今天休息，只显示约定。

# 入列原因，以“ · ”连接。
reason-tier = { $tier }级
reason-silence = { $days } 天未联系，每 { $interval } 天一次
reason-silent = 沉默 { $days } 天，每 { $interval } 天一次
reason-never = 从未联系，已建档 { $days } 天
reason-first-contact = 该首次联系了
reason-own-interval = 专属周期：每 { $interval } 天
reason-attempts = 已尝试 { $count } 次
reason-unreachable = { $count } 次未联系上，换个方式试试
reason-suspended = 尝试 { $count } 次后暂缓，{ $day } 再联系
reason-promise-today = 约定今天
reason-promise-today-at = 约定今天 { $time }
reason-promise-on = 约定 { $day }
reason-promise-broken = 约定已过期 { $days } 天
reason-retry = 上次尝试 { $day }，该再试了
reason-snoozed = 推迟至 { $day }
reason-deal = { $stage }中 { $amount }
reason-deal-age = { $stage }已 { $days } 天，{ $amount }
reason-deal-stuck = 卡在{ $stage } { $days } 天
reason-churn = 平时约 { $interval } 天一单
reason-birthday = { $name } { $day }生日
reason-festival = { $day } { $festival }
reason-case = 工单处理中 { $days } 天
reason-waiting = 已等待 { $days } 天
reason-over-capacity = 今天排不下 → { $day }

next-call = 给{ $name }打电话
next-meeting = 与{ $name }开会
next-visit = 拜访{ $name }
next-email = 给{ $name }发邮件
next-message = 给{ $name }发消息
next-note = 关于{ $name }的备注

# 各项之和恰为总分；数字保留两位小数（DOMAIN 4.5）。
priority-explanation = { $total } = 逾期 { $overdue } + 等级 { $tier } + 价值 { $value } + 阶段 { $stage } + 承诺 { $promise } + 等待 { $waiting }
priority-overdue = 逾期
priority-tier = 等级
priority-value = 价值
priority-stage = 阶段
priority-promise = 承诺
priority-waiting = 等待

detail-here-because = 入列原因
detail-why-here = 排序依据
detail-next-step = 下一步
detail-last-touch = 上次有效接触

festival-new_years_eve = 除夕
festival-spring_festival = 春节
festival-lantern_festival = 元宵节
festival-tomb_sweeping = 清明节
festival-dragon_boat = 端午节
festival-double_seventh = 七夕
festival-mid_autumn = 中秋节
festival-double_ninth = 重阳节
festival-winter_solstice = 冬至
reason-deal-unvalued = { $stage }进行中

# 约定的内容：步骤与事由。
step-about = { $step }：{ $about }
detail-order-every = 约 { $days } 天一单
detail-order-last = 最近一单 { $when }
detail-more = 另有 { $count } 项
plan-closed-done = 已完成
plan-closed-cancelled = 已取消
notice-no-plan = 没有未完成的约定：可记录跟进，或计划下一步
notice-too-narrow = 窗口太窄，放不下详情栏
