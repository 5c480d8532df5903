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
