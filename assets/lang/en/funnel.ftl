# Funnel and board.
funnel-stage = Stage
funnel-count = Deals
funnel-value = Value
funnel-weighted = Weighted
funnel-conversion = Conversion
funnel-median-days = Median days
funnel-stuck = Stuck
funnel-stuck-deals = Stuck deals
funnel-entered = entered { $count }
funnel-advanced = advanced { $count }
funnel-open = { $count } open
funnel-conversion-from = { $percent } from the stage before
funnel-few = fewer than { $count } entered: read with care
funnel-win-rate = Win rate { $percent }
funnel-won = Won { $count } · { $amount }
funnel-lost = Lost { $count } · { $amount }
funnel-forecast = Forecast { $amount }
funnel-forecast-overdue = past their close date { $amount }
funnel-velocity = Velocity { $amount } a day
funnel-cycle = Sales cycle { $days } d
funnel-as-of = as of { $day }
funnel-period = { $from } to { $to }
funnel-everybody = everybody
funnel-weighted-total = Weighted { $amount }
funnel-forecast-undated = without a close date { $amount }
funnel-unconverted =
    { $count ->
        [one] { $count } deal in another currency has no rate: counted, but in no sum
       *[other] { $count } deals in other currencies have no rate: counted, but in no sum
    }
funnel-not-a-past-day = not a day up to today: { $name }
funnel-past = this is a past day: press “.” to come back to today
funnel-ask-as-of = as of
funnel-ask-as-of-hint = 2026-09-30; empty for today
period-month = this month
period-quarter = this quarter
period-year = this year
period-365 = last 365 days
board-more = { $count } more
funnel-reading = reading the deals …
funnel-by-owner = by owner
funnel-empty = No deals yet. Open a customer and add one.
funnel-reasons = Reasons
board-column = { $stage } · { $count } · { $value }
board-empty-column = empty
deal-idle = idle { $days } d
deal-age = { $days } d in stage
deal-closes = closes { $day }
deal-close-overdue = close date { $days } d ago
