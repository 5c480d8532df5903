# Birthdays, festivals, days off.

# Whom to greet. `month` and `day` are numbers of the lunar calendar.
reason-anniversary = anniversary on { $day }
lunar-date = lunar { $month }/{ $day }
greeting-festival = { $festival } on { $day }: greet A and B customers ({ $greeted } of { $customers } done)

# Those beyond the first.
today-more-at_risk = and { $count } more: Insights, Churn risk
today-more-greetings = and up to { $count } more: touchline today
cli-today-at-risk-more = and { $count } more: touchline insights churn

# What a day is.
day-off-named = day off: { $name }
work-day-named = make-up working day: { $name }
holiday-new_years_day = New Year’s Day
holiday-labour_day = Labour Day
holiday-national_day = National Day

# The next working days.
day-of-capacity = { $count } of { $capacity }
day-over-capacity = over capacity: { $count } on a day for { $capacity }
day-nobody = nobody is due
day-none = There is no working day ahead: see touchline settings day.

# Visits by area.
visit-overdue =
    { $days ->
        [one] { $days } day overdue
       *[other] { $days } days overdue
    }
visit-due = due { $day }
visit-nobody = Nobody without a planned visit is due in these days.
visit-write = Plan them all, as one step: touchline plan --suggest --write
gesture-plan_visits = visit plans: { $count }

# Public holidays of a file.
holidays-found =
    { $off ->
        [one] { $off } day off
       *[other] { $off } days off
    }, { $work ->
        [one] { $work } working day
       *[other] { $work } working days
    }
holidays-left = left out, { $reason }: { $count } ({ $names })
holidays-left-timed = with a time of day
holidays-left-past = over
holidays-left-repeats = repeating otherwise than once a year
holidays-left-cancelled = called off
holidays-left-observance = an observance, no day off
holidays-left-too_long = longer than a month
holidays-left-no_day = without a day
holidays-besides-china = The Chinese calendar holds besides; for another country: touchline settings country=none
holidays-done = taken over as one step: touchline undo takes it back
gesture-import_holidays = holidays of { $name }

cli-about-holidays = Take over public holidays: an iCalendar file, or the State Council’s arrangement as CSV
cli-arg-holidays = The file: .ics, or CSV with the columns date, kind (holiday or makeup_workday) and holiday
cli-arg-days = How many working days: of today’s list from today on, of visits from the next one on
cli-arg-suggest = Suggest visits to those who are due, an area a day
cli-arg-per-day = Visits a day
cli-arg-write = Plan the suggested visits, as one step

settings-topic-greeting = Greetings
setting-greeting-days = Remind of birthdays and festivals … days before
setting-greeting-festivals = Remind of festivals
setting-holidays = Holidays of { $year }
setting-value-arranged = as arranged below
wanted-day-kind = off or work, with a name behind it if you like: off Christmas
wanted-days-to-month = a number of days from 0 to 31
wanted-switch = on or off
wanted-arranged = arranged
error-snooze-too-late = the customer has been due since { $due }, and nothing is put off for more than { $most } days
hint-snooze-too-late = contact the customer, or make a promise with a date
error-holidays-line = { $path }, line { $line }: neither iCalendar nor a day of a holiday arrangement
hint-holidays-line = give an .ics file, or CSV that begins with date,kind,holiday and has lines such as 2027-01-01,holiday,元旦
error-holidays-too-many = { $path } has more than { $most } days
hint-holidays-too-many = export the calendar of public holidays alone; nothing was taken
error-file-too-large = { $path } is larger than { $most } MiB
hint-file-too-large = check that it is the right file
