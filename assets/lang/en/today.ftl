# The follow-up queue.
today-section-promised = Promised
today-section-overdue = Overdue
today-section-due_today = Due today
today-section-at_risk = At risk
today-section-greetings = Greetings
today-section-coming_up = Coming up

today-progress = { $done } of { $total } done
today-progress-left = { $done } of { $total } done, about { $left } left
today-capacity-line = { $capacity } a day: fits to here
today-over-capacity = over capacity: { $count } more promised than fit today
today-moved-to = → { $day }
today-overdue-days = { $days } d
today-empty = Nothing is due. See what comes up next, or add a customer.
today-all-done = All done for today.
today-day-off = Not a working day: promises only.

# Why a customer is in the queue. Fragments, joined by sentence-separator.
reason-tier = { $tier }
reason-silence =
    { $days ->
        [one] { $days } day since last touch, every { $interval }
       *[other] { $days } days since last touch, every { $interval }
    }
reason-silent = silent { $days } d, every { $interval }
reason-never =
    { $days ->
        [one] never contacted, known for { $days } day
       *[other] never contacted, known for { $days } days
    }
reason-first-contact = first contact due
reason-own-interval = own interval: every { $interval } days
reason-attempts =
    { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
reason-unreachable = not reached { $count } times: try another channel
reason-suspended = suspended after { $count } attempts, next try { $day }
reason-promise-today = promised today
reason-promise-today-at = promised today { $time }
reason-promise-on = promised for { $day }
reason-promise-broken =
    { $days ->
        [one] promise broken, { $days } day late
       *[other] promise broken, { $days } days late
    }
reason-retry = try again after the last attempt { $day }
reason-snoozed = snoozed to { $day }
reason-deal = { $stage } open { $amount }
reason-deal-age = { $stage } open { $days } d, { $amount }
reason-deal-stuck =
    { $days ->
        [one] stuck in { $stage } for { $days } day
       *[other] stuck in { $stage } for { $days } days
    }
reason-churn = usually orders every { $interval } d
reason-birthday = birthday of { $name } on { $day }
reason-festival = { $festival } on { $day }
reason-case =
    { $days ->
        [one] case open for { $days } day
       *[other] case open for { $days } days
    }
reason-waiting =
    { $days ->
        [one] waiting for { $days } day
       *[other] waiting for { $days } days
    }
reason-over-capacity = does not fit today → { $day }

next-call = call { $name }
next-meeting = meet { $name }
next-visit = visit { $name }
next-email = email { $name }
next-message = message { $name }
next-note = note about { $name }

# The terms add up exactly; the numbers come with two decimals (DOMAIN 4.5).
priority-explanation = { $total } = overdue { $overdue } + tier { $tier } + value { $value } + stage { $stage } + promise { $promise } + waiting { $waiting }
priority-overdue = overdue
priority-tier = tier
priority-value = value
priority-stage = stage
priority-promise = promise
priority-waiting = waiting

detail-here-because = Here because
detail-why-here = Why in this place
detail-next-step = Next step
detail-last-touch = Last touch

festival-new_years_eve = New Year’s Eve (lunar)
festival-spring_festival = Spring Festival
festival-lantern_festival = Lantern Festival
festival-tomb_sweeping = Qingming
festival-dragon_boat = Dragon Boat Festival
festival-double_seventh = Qixi
festival-mid_autumn = Mid-Autumn Festival
festival-double_ninth = Double Ninth
festival-winter_solstice = Winter Solstice
reason-deal-unvalued = { $stage } open

# What was promised: the step and what it is about.
step-about = { $step }: { $about }
detail-order-every = every { $days } d
detail-order-last = last { $when }
detail-more = and { $count } more
plan-closed-done = done
plan-closed-cancelled = cancelled
notice-no-plan = no promise is open here: log what happened, or plan the next step
notice-too-narrow = the window is too narrow for the detail pane
