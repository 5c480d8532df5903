# Analysis.
insights-review = Tier review
insights-rfm = RFM
insights-segments = Segments
insights-lifecycle = Lifecycle
insights-churn = Churn risk
insights-pareto = Pareto
insights-adherence = Cadence kept
insights-effort = Effort and value
insights-loyalty = Loyalty
insights-reading = reading the customers …
insights-customers = customers
insights-briefing = Briefing
insights-day = Day
insights-week = Week
insights-month = Month
insights-quarter = Quarter

rfm-recency = Recency
rfm-frequency = Frequency
rfm-monetary = Monetary
rfm-band-high = high value
rfm-band-medium = medium value
rfm-band-low = low value
segment-key_value = key value
segment-key_develop = key, develop
segment-key_keep = key, keep
segment-key_win_back = key, win back
segment-general_value = general value
segment-general_develop = general, develop
segment-general_keep = general, keep
segment-general_win_back = general, win back

# Why a churn level (DOMAIN 3.2).
churn-reason = silent { $silence } d, usually one order in about { $usual } d ({ $own } intervals) → { $level }
churn-reason-padded = silent { $silence } d, usually one order in about { $usual } d ({ $own ->
        [one] { $own } interval
       *[other] { $own } intervals
    }, fewer than 3, filled up with everyone’s { $population } d) → { $level }
pareto-share = the top { $customers } bring { $percent } of the revenue
adherence-rate = kept { $met } of { $judged } ({ $percent })
effort-over_served = over-served
effort-under_served = under-served
effort-balanced = balanced
effort-no_value = no value
effort-small-ignored = C and D together get less than 5% of the effort

# Other ways to group customers.
relationship-basic = basic
relationship-reactive = reactive
relationship-accountable = accountable
relationship-proactive = proactive
relationship-partnership = partnership
intent-high = high intent
intent-medium = medium intent
intent-low = low intent
alive-likely = likely to buy again
alive-probable = probably buys again
alive-doubtful = doubtful
alive-unlikely = unlikely to buy again
effort-no_data = nothing to compare
