# The customer list and the customer page.
column-name = Name
column-customer = Customer
column-tier = Tier
column-value = Value
column-need = Need
column-interaction = Contact
column-stage = Stage
column-lifecycle = Lifecycle
column-owner = Owner
column-area = Area
column-industry = Industry
column-tags = Tags
column-last_touch = Last touch
column-next_due = Next due
column-due = Due
column-time = Time
column-reason = Why
column-open_deals = Deals
column-open_value = Open value
column-orders = Orders
column-revenue = Revenue
column-phone = Phone
column-email = Email
column-deal = Deal
column-amount = Amount
column-probability = Chance
column-expected_close = Close
column-days_in_stage = In stage
column-created = Created
column-score = Score

customers-tier = Tier { $tier }
customers-filtered = filtered { $shown } of { $total }
customers-filter-hint = name, pinyin, phone · tier:B owner:me >30d #tag stage:quote
due-late = { $days } d late
customers-reading = reading the customers
customers-empty = No customers yet. Add one, or import a list: g i, or touchline import FILE.
customers-none-match = No customer matches “{ $query }”.
customers-filter = Filter: { $query }
customers-sorted-by = by { $column }
customers-shown = { $shown } of { $total }
customers-matches =
    { $count ->
        [one] { $count } match for “{ $query }”
       *[other] { $count } matches for “{ $query }”
    }

customer-section-header = Customer
customer-section-tier = Why this tier
customer-section-next = Next step
customer-section-contacts = Contacts
customer-section-deals = Deals
customer-section-orders = Orders
customer-section-cases = Cases
customer-section-surveys = Surveys
customer-section-timeline = Timeline
customer-no-contacts = no contacts yet
customer-no-deals = no deals yet
customer-no-orders = no orders yet
customer-no-cases = no cases
customer-no-surveys = no surveys
customer-no-timeline = nothing recorded yet: log a call to begin
customer-no-next = no next step: one can be planned
customer-orders-summary = { $orders } · { $revenue } · every { $interval } d · last { $days } d ago
customer-position = { $place } of { $total }

# Why a tier (DOMAIN 1.4–1.6).
tier-factor = { $dimension } { $level }: { $points }
tier-sum-lowest = { $tier } by { $score } (below { $threshold })
tier-sum = { $tier } by { $score } ({ $tier } from { $threshold })
tier-kept =
    { $days ->
        [one] kept at { $tier } by hysteresis: { $score }, demoted if below { $bound } for { $days } day
       *[other] kept at { $tier } by hysteresis: { $score }, demoted if below { $bound } for { $days } days
    }
tier-pending = below { $bound } since { $day }: { $tier } on { $until } unless it recovers
tier-since = { $tier } since { $day }
tier-overridden = set to { $tier } by hand until { $day }: { $reason }
tier-override-expires =
    { $days ->
        [one] manual tier ends in { $days } day
       *[other] manual tier ends in { $days } days
    }
tier-better = to reach { $tier }: { $dimension } { $level }
tier-evidence-count = evidence of the need: { $count } of { $total }
tier-touches =
    { $count ->
        [one] { $count } touch in 90 d
       *[other] { $count } touches in 90 d
    }

timeline-deal-created = deal “{ $deal }” opened in { $stage }
timeline-deal-moved = deal “{ $deal }” → { $stage }
timeline-order = order { $amount }
timeline-case = case: { $kind }
timeline-survey = survey: { $answer }
timeline-tier = tier { $from } → { $to }
timeline-created = customer added
