# 生日、节日、放假。

# 问候谁。`month` 与 `day` 是农历的月、日。
reason-anniversary = { $day }周年纪念
lunar-date =
    农历{ $month ->
        [1] 正月
        [2] 二月
        [3] 三月
        [4] 四月
        [5] 五月
        [6] 六月
        [7] 七月
        [8] 八月
        [9] 九月
        [10] 十月
        [11] 冬月
       *[other] 腊月
    }{ $day ->
        [1] 初一
        [2] 初二
        [3] 初三
        [4] 初四
        [5] 初五
        [6] 初六
        [7] 初七
        [8] 初八
        [9] 初九
        [10] 初十
        [11] 十一
        [12] 十二
        [13] 十三
        [14] 十四
        [15] 十五
        [16] 十六
        [17] 十七
        [18] 十八
        [19] 十九
        [20] 二十
        [21] 廿一
        [22] 廿二
        [23] 廿三
        [24] 廿四
        [25] 廿五
        [26] 廿六
        [27] 廿七
        [28] 廿八
        [29] 廿九
       *[other] 三十
    }
greeting-festival = { $day } { $festival }：问候 A、B 级客户（已问候 { $greeted }/{ $customers }）

# 未列出的。
today-more-at_risk = 另有 { $count } 个：分析 → 流失风险
today-more-greetings = 最多另有 { $count } 位：touchline today
cli-today-at-risk-more = 另有 { $count } 个：touchline insights churn

# 某天的性质。
day-off-named = 休息：{ $name }
work-day-named = 调休上班：{ $name }
holiday-new_years_day = 元旦
holiday-labour_day = 劳动节
holiday-national_day = 国庆节

# 接下来的工作日。
day-of-capacity = { $count }/{ $capacity }
day-over-capacity = 超出容量：{ $count } 个，每天 { $capacity } 个
day-nobody = 没有待跟进的客户
day-none = 之后没有工作日：请查看 touchline settings day

# 按地区拜访。
visit-overdue = 逾期 { $days } 天
visit-due = { $day }到期
visit-nobody = 这几天没有到期且尚未安排拜访的客户。
visit-write = 一步全部写入计划：touchline plan --suggest --write
gesture-plan_visits = 安排 { $count } 次拜访

# 文件中的节假日。
holidays-found = 休息 { $off } 天，上班 { $work } 天
holidays-left = 未采用（{ $reason }）{ $count } 项：{ $names }
holidays-left-timed = 有具体时间
holidays-left-past = 已过去
holidays-left-repeats = 不是每年一次的重复
holidays-left-cancelled = 已取消
holidays-left-observance = 纪念日，不放假
holidays-left-too_long = 超过一个月
holidays-left-no_day = 没有日期
holidays-besides-china = 中国的节假日仍然有效；其他国家请设置：touchline settings country=none
holidays-done = 已一步写入：touchline undo 可撤销
gesture-import_holidays = 导入节假日 { $name }

cli-about-holidays = 导入节假日：iCalendar 文件，或国务院放假安排（CSV）
cli-arg-holidays = 文件：.ics，或含 date、kind（holiday 或 makeup_workday）、holiday 三列的 CSV
cli-arg-days = 多少个工作日：今日待跟进从今天算起，拜访从下一个工作日算起
cli-arg-suggest = 为到期的客户建议拜访，每天一个地区
cli-arg-per-day = 每天拜访几家
cli-arg-write = 把建议的拜访一步写入计划

settings-topic-greeting = 问候
setting-greeting-days = 生日与节日提前几天提醒
setting-greeting-festivals = 节日提醒
setting-holidays = { $year } 年节假日
setting-value-arranged = 按下列安排
wanted-day-kind = off 或 work，后面可加名称：off 公司年会
wanted-days-to-month = 0 到 31 之间的天数
wanted-switch = on 或 off
wanted-arranged = arranged（放假安排已录入）
error-snooze-too-late = 客户自 { $due } 起就该跟进，最多只能推迟 { $most } 天
hint-snooze-too-late = 请联系客户，或约定一个日期
error-holidays-line = { $path } 第 { $line } 行：既不是 iCalendar，也不是放假安排中的一天
hint-holidays-line = 请提供 .ics 文件，或以 date,kind,holiday 开头的 CSV，每行如 2027-01-01,holiday,元旦
error-holidays-too-many = { $path } 超过 { $most } 天
hint-holidays-too-many = 请只导出节假日日历；未作任何改动
error-file-too-large = { $path } 超过 { $most } MiB
hint-file-too-large = 请确认是否选对了文件
