# The customer page, its forms, and the history of changes.
page-first = the first customer of the list
page-last = the last customer of the list
page-unread = this customer cannot be read: { $reason }
page-open = open
page-nothing-to-open = no contact and no deal yet: add one
page-no-open-deal = no open deal: add one

customer-section-record = Record
customer-orders-one = { $orders } · { $revenue } · last { $days } d ago

tier-confirmed = confirmed as { $tier } on { $day }

basis-need = { $count } of { $total } known: { $evidence }
basis-need-nothing = nothing of { $total } known yet
basis-need-chosen = chosen by hand on { $day }
basis-value-nothing = no purchase, no open deal, no estimate
basis-value-deals = open deals { $amount }
basis-value-potential = estimated potential { $amount }
basis-value-purchases = bought for { $amount } in 365 days
basis-interaction =
    { $count ->
        [one] { $count } contact day in { $window }
       *[other] { $count } contact days in { $window }
    }
basis-interaction-young =
    { $count ->
        [one] { $count } contact day so far, as { $projected } in { $window }
       *[other] { $count } contact days so far, as { $projected } in { $window }
    }
basis-stage = furthest open deal: { $stage }

deal-in-stage =
    { $days ->
        [one] here for { $days } day
       *[other] here for { $days } days
    }
deal-closed-on = on { $day }
deal-close = close { $day }
deal-close-missed = was to close { $day }

plan-open = open
plan-done = done
plan-cancelled = cancelled

page-deal-opened = “{ $deal }” opened in { $stage }
page-deal-moved = “{ $deal }” → { $stage }
page-order-cancelled = cancelled order
page-refund = refund

form-tier = Tier of { $name } by hand
form-lose = Why was “{ $name }” lost?
form-needed = needed
form-example-amount = 48,000 or 4.8万
form-example-day = 2026-12-01, 12-01, fri or 3d
form-example-birthday = 05-14, 1980-05-14 or lunar:8-15
form-bad-birthday = write 05-14, 1980-05-14 or lunar:8-15
form-bad-custom = “{ $line }”: write name: value, one a line
form-need-auto = from the evidence
form-tier-auto = automatic
form-override-default = 90 days
form-override-tier = choose the tier that the reason is for
form-if-lost = if it is lost
form-lost-reason = say in a few words why it was lost

field-short_name = Short name
field-web = Website
field-cadence = Contact every (days)
field-override = Tier by hand
field-override_reason = Reason for it
field-override_until = By hand until
field-evidence-need = Need stated
field-evidence-product = Product identified
field-evidence-budget = Budget known
field-evidence-decider = Decision maker known
field-evidence-date = Date known
field-anniversary = Anniversary
field-influence = Influence (0–3)
field-referrals = Customers referred
field-custom = Own fields
field-notes = Notes
field-mobile = Mobile
field-message = Messenger
field-decider = Decides
field-product = Product
field-lost_reason = Why lost
field-created_on = Added
field-deleted = deleted

history-all = History of changes
history-of = History of { $name }
history-empty = nothing was changed yet
history-undone = undone
history-undone-already = this step is undone already; undo its undo to bring it back
history-overtaken = Changed again since:
history-overtaken-field = { $field }: “{ $ours }” then, “{ $now }” now
history-overtaken-more = and { $count } more
history-overtaken-rest = These stay as they are. Undo the rest?
