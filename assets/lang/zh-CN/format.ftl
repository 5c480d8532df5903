# 日期、时间、时长。`month` 与 `weekday` 取自下面的名称。
day = { $month }{ $day }日 { $weekday }
day-year = { $year }年{ $month }{ $day }日 { $weekday }
day-short = { $month }{ $day }日
day-short-year = { $year }年{ $month }{ $day }日
day-long = { $year }年{ $month_long }{ $day }日 { $weekday_long }
month-of-year = { $year }年{ $month_long }

relative-today = 今天
relative-tomorrow = 明天
relative-yesterday = 昨天
relative-in-days = { $days }天后
relative-days-ago = { $days }天前

duration-minutes = { $minutes }分钟
duration-hours = { $hours }小时
duration-hours-minutes = { $hours }小时{ $minutes }分钟
duration-days = { $days }天

weekday-short-mon = 周一
weekday-short-tue = 周二
weekday-short-wed = 周三
weekday-short-thu = 周四
weekday-short-fri = 周五
weekday-short-sat = 周六
weekday-short-sun = 周日
weekday-long-mon = 星期一
weekday-long-tue = 星期二
weekday-long-wed = 星期三
weekday-long-thu = 星期四
weekday-long-fri = 星期五
weekday-long-sat = 星期六
weekday-long-sun = 星期日

month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月
month-long-1 = 1月
month-long-2 = 2月
month-long-3 = 3月
month-long-4 = 4月
month-long-5 = 5月
month-long-6 = 6月
month-long-7 = 7月
month-long-8 = 8月
month-long-9 = 9月
month-long-10 = 10月
month-long-11 = 11月
month-long-12 = 12月
