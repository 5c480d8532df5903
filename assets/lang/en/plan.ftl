# Week and month.
plan-week = Week { $week }
plan-month = Month
plan-agenda = Agenda
plan-area-group = { $area } · { $customers }
plan-area-none = no area
plan-day-empty = nothing planned
plan-day-off = day off
plan-work-day = make-up working day
plan-estimated = holidays of { $year } are estimated
plan-promise = promise
plan-appointment = appointment
plan-visit = visit
plan-suggest = suggested: { $area }, { $customers }
plan-full = full: { $count } planned
plan-items = Items
plan-purpose = Purpose
plan-overdue = Overdue
plan-empty-week = Nothing is planned for this week. p on a customer plans the next step.
plan-week-of = { $from } – { $to }
plan-no-plan = select a plan first
plan-more = + { $count }

form-plan-new = Plan a visit to { $name }
form-plan-edit = Plan with { $name }
form-example-when = fri 14:30, 3d or 2026-12-01 09:00
field-when = When
field-plan = Plan
gesture-change_plan = change plan with { $name }

visits-title = Suggested visits: { $wanted } of { $count } are planned when you press Enter
visits-none-wanted = none of them is wanted

calendar-title = Write a calendar file
calendar-follow_up = follow up
calendar-labelled = { $label }: { $text }
calendar-plans = plans
calendar-follow_ups = plans and follow-ups of ten working days
calendar-exists = this file is there already: choose another name, or to replace it
calendar-unwritable = cannot be written: { $reason }
calendar-written = { $count ->
    [one] 1 entry
   *[other] { $count } entries
} in { $path }
field-replace = Replace
field-what = What
