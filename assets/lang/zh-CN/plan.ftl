# 周与月。
plan-week = 第 { $week } 周
plan-month = 月
plan-agenda = 日程
plan-area-group = { $area } · { $customers }
plan-area-none = 未分区
plan-day-empty = 没有安排
plan-day-off = 休息
plan-work-day = 调休上班
plan-estimated = { $year } 年节假日为推算
plan-promise = 约定
plan-appointment = 预约
plan-visit = 拜访
plan-suggest = 建议：{ $area }，{ $customers }
plan-full = 已排满：{ $count } 项
plan-items = 项目
plan-purpose = 目的
