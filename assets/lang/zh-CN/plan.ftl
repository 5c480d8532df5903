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
plan-overdue = 已逾期
plan-empty-week = 本周没有安排。在客户上按 p 可计划下一步。
plan-week-of = { $from } – { $to }
plan-no-plan = 请先选中一项计划
plan-more = 另 { $count } 项

form-plan-new = 安排拜访 · { $name }
form-plan-edit = 修改计划 · { $name }
form-example-when = 周五 14:30、3天 或 2026-12-01 09:00
field-when = 时间
field-plan = 类型
gesture-change_plan = 修改 { $name } 的计划

visits-title = 建议拜访：按 Enter 安排其中 { $wanted } / { $count } 个
visits-none-wanted = 没有选中任何拜访

calendar-title = 导出日历文件
calendar-follow_up = 跟进
calendar-labelled = { $label }：{ $text }
calendar-plans = 计划
calendar-follow_ups = 计划和未来十个工作日的跟进
calendar-exists = 文件已存在：换个名字，或选择覆盖
calendar-unwritable = 无法写入：{ $reason }
calendar-written = 已写入 { $count } 项：{ $path }
field-replace = 覆盖
field-what = 内容范围
