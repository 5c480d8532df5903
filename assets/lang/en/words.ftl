# The nouns and names that occur everywhere.
app-name = Touchline

noun-customer = customer
noun-customers = customers
noun-contact = contact
noun-contacts = contacts
noun-deal = deal
noun-deals = deals
noun-stage = stage
noun-pipeline = pipeline
noun-funnel = funnel
noun-activity = activity
noun-activities = activities
noun-touch = touch
noun-touches = touches
noun-attempt = attempt
noun-attempts = attempts
noun-promise = promise
noun-promises = promises
noun-plan = plan
noun-plans = plans
noun-follow_up = follow-up
noun-follow_ups = follow-ups
noun-cadence = cadence
noun-tier = tier
noun-lifecycle = lifecycle
noun-order = order
noun-orders = orders
noun-case = case
noun-cases = cases
noun-survey = survey
noun-surveys = surveys
noun-owner = owner
noun-member = member
noun-members = members
noun-tag = tag
noun-tags = tags

# Counts; numbers come with thousands.
count-customers =
    { $count ->
        [one] { $count } customer
       *[other] { $count } customers
    }
count-contacts =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
count-deals =
    { $count ->
        [one] { $count } deal
       *[other] { $count } deals
    }
count-open-deals =
    { $count ->
        [one] { $count } open deal
       *[other] { $count } open deals
    }
count-activities =
    { $count ->
        [one] { $count } activity
       *[other] { $count } activities
    }
count-touches =
    { $count ->
        [one] { $count } touch
       *[other] { $count } touches
    }
count-attempts =
    { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
count-promises =
    { $count ->
        [one] { $count } promise
       *[other] { $count } promises
    }
count-plans =
    { $count ->
        [one] { $count } plan
       *[other] { $count } plans
    }
count-orders =
    { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
count-cases =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
count-surveys =
    { $count ->
        [one] { $count } survey
       *[other] { $count } surveys
    }
count-changes =
    { $count ->
        [one] { $count } change
       *[other] { $count } changes
    }
count-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
count-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
count-marked =
    { $count ->
        [one] { $count } marked
       *[other] { $count } marked
    }

tab-today = Today
tab-customers = Customers
tab-funnel = Funnel
tab-plan = Plan
tab-insights = Insights

tier-a = A
tier-b = B
tier-c = C
tier-d = D
tier-name-a = A: focus
tier-name-b = B: regular
tier-name-c = C: moderate
tier-name-d = D: occasional
tier-none = no tier

dimension-need = need
dimension-value = value
dimension-interaction = interaction
dimension-stage = stage

need-clear = clear
need-unclear = unclear
value-high = high
value-medium = medium
value-low = low
interaction-frequent = frequent
interaction-low = low
interaction-very_low = very low
stage-level-none = no open deal
stage-level-early = early
stage-level-mid = middle
stage-level-late = late

# The default stages; a team's own name replaces these.
stage-contact = first contact
stage-needs = needs
stage-proposal = proposal
stage-quote = quote
stage-won = won
stage-lost = lost

deal-status-open = open
deal-status-won = won
deal-status-lost = lost

lifecycle-prospect = prospect
lifecycle-dormant_prospect = dormant prospect
lifecycle-new = new
lifecycle-active = active
lifecycle-silent = silent
lifecycle-churned = churned
lifecycle-won_back = won back

churn-normal = normal
churn-late = late
churn-at_risk = at risk
churn-lost = lost

activity-call = call
activity-meeting = meeting
activity-visit = visit
activity-email = email
activity-message = message
activity-note = note

outcome-reached = reached
outcome-no-answer = no answer
outcome-busy = busy
outcome-left-message = left a message
outcome-interested = interested
outcome-not-interested = not interested
outcome-callback = wants a call back

evidence-need = need stated
evidence-product = product identified
evidence-budget = budget known
evidence-decider = decision maker known
evidence-date = date known

due-promise = promise
due-retry = retry
due-cadence = cadence
due-first_contact = first contact
due-snooze = snoozed

case-complaint = complaint
case-return = return
case-question = question
case-feedback = feedback
case-open = open
case-closed = closed

satisfaction-very_satisfied = very satisfied
satisfaction-rather_satisfied = quite satisfied
satisfaction-satisfied = satisfied
satisfaction-dissatisfied = dissatisfied
satisfaction-very_dissatisfied = very dissatisfied

loyalty-loyal = loyal
loyalty-neutral = neutral
loyalty-at_risk = at risk

word-yes = yes
word-no = no
word-none = none
word-unknown = unknown
word-all = all
word-me = me
word-nobody = nobody
word-absent = —
list-separator = {", "}
sentence-separator = {" · "}

noun-step = step
noun-stage_event = stage move
noun-snooze = snooze
noun-order_line = order line
noun-filter = filter
noun-setting = setting

count-steps =
    { $count ->
        [one] { $count } step
       *[other] { $count } steps
    }
