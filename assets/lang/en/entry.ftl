# The entry line: what each marker is, what is wrong with it, how a completion is called.
entry-prompt-call = call { $name }
entry-prompt-meeting = meeting { $name }
entry-prompt-visit = visit { $name }
entry-prompt-email = email { $name }
entry-prompt-message = message { $name }
entry-prompt-note = note { $name }
entry-prompt-plan = plan { $name }
entry-placeholder = what was said · >fri next step · !reached outcome · @contact · #tag
entry-keys = Enter saves · Esc leaves · Tab completes · Ctrl-E editor

marker-next = next step
marker-outcome = outcome
marker-contact = contact
marker-tag = tag
marker-stage = stage
marker-amount = amount
marker-evidence = evidence
marker-duration = duration
marker-happened = happened

marker-doc-next = >fri >3d >11-27 14:30: the next step
marker-doc-outcome = !reached !no-answer !busy !left-message !interested !not-interested !callback: the outcome
marker-doc-contact = @name: the contact
marker-doc-tag = #tag: a tag
marker-doc-stage = +quote: moves the deal to that stage
marker-doc-amount = $48,000: the deal’s value
marker-doc-evidence = =need =product =budget =decider =date: what is now known
marker-doc-duration = ~20m ~1h30: how long it took
marker-doc-happened = ^yesterday ^09:30: when it happened
marker-doc-escape = \# a backslash keeps a marker as text

entry-next = next step { $day }
entry-next-at = next step { $day } { $time }
entry-next-working-day = next step { $day } (working day)
entry-next-proposed = next step { $day }, proposed: { $reason }
entry-proposed-tier = tier { $tier }, every { $interval } days
entry-proposed-outcome = { $outcome }: sooner
entry-proposed-attempt = attempt { $count } without an answer
entry-evidence = evidence: { $evidence }

entry-tier = tier { $from } → { $to }
entry-more-lines =
    { $count ->
        [one] and { $count } more line
       *[other] and { $count } more lines
    }

entry-problem-unknown-next = “{ $text }” is not a day: write >fri, >3d, >11-27 or >2026-12-01
entry-problem-unknown-happened = “{ $text }” is not a time: write ^yesterday, ^09:30 or ^11-20 15:00
entry-problem-unknown-outcome = no outcome “{ $text }”
entry-problem-unknown-contact = no contact “{ $text }” here: add a contact of this name?
entry-problem-unknown-stage = no stage “{ $text }”
entry-problem-unknown-evidence = no evidence “{ $text }”: need, product, budget, decider or date
entry-problem-unknown-amount = “{ $text }” is not an amount
entry-problem-unknown-duration = “{ $text }” is not a duration: write ~20m or ~1h30
entry-problem-ambiguous = “{ $text }” may be { $candidates }
entry-problem-overridden = replaced by a later one
entry-problem-past = the next step is in the past: { $day }
entry-problem-future = this has not happened yet: { $day }
entry-problem-not_working_day = { $day } is not a working day; the next is { $offered }

snooze-title = Snooze { $name }
snooze-until = until
snooze-hint = 1–6 picks at once, or type a day: fri, 3d, >11-27
snooze-next-monday = next Monday
snooze-weeks =
    { $count ->
        [one] in { $count } week
       *[other] in { $count } weeks
    }
snooze-months =
    { $count ->
        [one] in { $count } month
       *[other] in { $count } months
    }
