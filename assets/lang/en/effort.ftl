# Effort, cadence, satisfaction.

# The funnel's further figures (DOMAIN 5.4–5.7).
funnel-settled = Settled
funnel-visits = Visits ended
funnel-mean-days = Mean days
funnel-mean-days-deal = Mean a deal
funnel-open-days = Days so far
funnel-value-win-rate = by value { $percent }

# Orders, and amounts in other currencies (DOMAIN 7.1).
cli-about-add-order = Add an order or a refund: touchline add order CUSTOMER "$1,200" rate=7.1
cli-created-order = added order { $name } ({ $id })
gesture-add_order = order of { $name }
gesture-edit_order = correct order of { $name }
order-cancelled = cancelled
amount-no-rate = no rate: in no sum
amounts-no-rate =
    { $count ->
        [one] { $count } amount in another currency has no rate: it is in no sum (edit deal or order … rate=7.1)
       *[other] { $count } amounts in other currencies have no rate: they are in no sum (edit deal or order … rate=7.1)
    }
problem-not_a_rate = not a rate: write what one unit is worth in the base currency, as 7.1
problem-in_future = has not come yet
problem-sum_of_lines = this order has lines, and its amount is their sum
field-rate = Rate
field-number = Number
field-ordered_on = Ordered on
field-cancelled = Cancelled
form-example-rate = 7.1, for an amount in another currency

# Surveys (DOMAIN 6.4).
cli-about-add-survey = Add what a customer answered: satisfaction=very-satisfied repurchase=80 recommendation=9
gesture-add_survey = survey of { $name }
field-satisfaction = Satisfaction
field-repurchase = Buys again (percent)
field-recommendation = Recommends (0–10)
field-comment = Comment
error-survey-empty = the survey has no answer
hint-survey-empty = give at least one: satisfaction=very-satisfied|rather-satisfied|satisfied|dissatisfied|very-dissatisfied, repurchase=0–100, recommendation=0–10

# Effort and adherence (DOMAIN 6.5).
figure-from = from
figure-to = to
figure-contacts = contacts
figure-hours = hours
figure-met = in time
figure-missed = missed
figure-undecided = undecided
figure-rate = in time of those decided
effort-value-purchases = net purchases
effort-value-pipeline = weighted open deals
effort-none = No effective contact in these days: log what was done, and how long it took (~20m).
effort-usual-minutes = { $count } of { $total } contacts have no recorded duration: the usual minutes are taken (settings effort.visit, .meeting, .call, .message)
effort-bar-effort = { $tier } effort
effort-bar-value = { $tier } value
report-shares = Effort against value
report-tiers = By tier
report-tiers-empty = no tiers
column-hours = Hours
column-effort_share = Effort
column-value_share = of value
column-index = Index
column-balance = Balance
column-value_per_hour = An hour
column-customers = Customers
adherence-how = A contact is in time when the next one comes within the interval of its tier on that day, or one working day later.
report-owners = By owner
report-owners-empty = no windows in these days
report-customers = By customer
report-customers-empty = none
column-interval = Every (d)
column-met = In time
column-missed = Missed
column-undecided = Undecided
column-rate = Rate
wanted-effort-days = a number of days, 1 to 3660
wanted-effort-minutes = minutes, at most 1440
wanted-effort-value = purchases or pipeline
problem-not_an_answer = not an answer: very-satisfied, rather-satisfied, satisfied, dissatisfied or very-dissatisfied

# Loyalty.
figure-answers = customers who answered
figure-satisfied = satisfied
figure-top_two = very or quite satisfied
figure-mean_satisfaction = mean of 5
figure-nps = NPS
figure-repurchase_rate = bought again
loyalty-how = The latest answer of each customer in the last 365 days. Where nobody asked, the purchase model says how likely the customer buys again, or the churn warning where it is off.
loyalty-unknown = nothing known
report-levels = Customers by loyalty
report-at_risk = At risk
report-at_risk-empty = nobody
report-ask_next = Ask next: bought in the last 365 days, not asked for 180
report-ask_next-empty = nobody
column-satisfaction = Satisfaction
column-repurchase = Buys again
column-recommendation = Recommends
column-last_survey = Asked
column-last_order = Last order

# High value and key accounts (DOMAIN 6.2, 6.3).
insights-high_value = High value
figure-high_value = high value
figure-key_accounts = key accounts
figure-effort_unknown = class A without recorded effort
high-value-how = Score: amount 40, frequency 25, loyalty 20, influence 15. High value from 70, or among those who make the first 80% of purchases (class A). A key account is of class A and takes no more of the effort than it brings of the value.
column-high = High
column-key_account = Key
column-loyalty = Loyal
column-influence = Infl.
key-account-yes = yes
key-account-no = no
key-account-effort_unknown = unknown

# Loyalty and worth of one customer.
customer-section-voice = Voice and worth
loyalty-index = { $level }, { $index } of 100: { $signs }
answer-repurchase = buys again { $number }%
answer-recommendation = recommends { $number } of 10
high-value-yes = of high value: { $score } = amount { $amount } + frequency { $frequency } + loyalty { $loyalty } + influence { $influence }
high-value-no = below high value (70): { $score } = amount { $amount } + frequency { $frequency } + loyalty { $loyalty } + influence { $influence }
class-a-key-account = class A, key account: { $value } of the value for { $effort } of the effort
class-a-costly = class A, no key account: { $effort } of the effort for { $value } of the value
class-a-effort-unknown = class A with { $value } of the value; no effort is recorded yet, so whether it is a key account is open

# Settings of effort.
settings-topic-effort = Effort and adherence
setting-effort-visit = A visit takes … minutes, unless recorded
setting-effort-meeting = A meeting takes … minutes, unless recorded
setting-effort-call = A call takes … minutes, unless recorded
setting-effort-message = A message or mail takes … minutes, unless recorded
setting-effort-days = Effort and adherence look back … days
setting-effort-value = Effort is compared with
setting-value-purchases = net purchases
setting-value-pipeline = weighted open deals
