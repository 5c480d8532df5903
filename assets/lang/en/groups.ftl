# Ways to group customers.
scheme-tier = tier
scheme-intent = intent
scheme-value = value
scheme-band = RFM value band
scheme-segment = RFM segment
scheme-class = revenue class (80/20)
scheme-lifecycle = lifecycle
scheme-churn = churn risk
scheme-loyalty = loyalty
scheme-relationship = relationship level
scheme-stage = stage of the furthest deal
scheme-owner = owner
scheme-area = area
scheme-industry = industry

column-churn = Churn

group-class = Class { $class }
group-none-band = no purchase yet
group-none-segment = no purchase yet
group-none-class = no purchase yet
group-none-churn = no purchase yet
group-none-stage = no open deal
group-none-owner = no owner
group-none-area = no area
group-none-industry = no industry
group-none-source = no source
group-unknown-relationship = no margin known
group-margin-hint = set { $setting }=PERCENT{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }: touchline settings
group-more = { $count } more
group-heading = { $name } · { $customers } ({ $share }) · { $value } ({ $value_share })

groups-title = Group customers by
groups-current = now
groups-gone = These customers are not in the file any more.
groups-reading = grouping the customers

error-relationship-config = these bounds of relationships are refused: few must be below medium, medium at most 100, and the medium margin below the high one
hint-relationship-config = the settings before stay in force; touchline settings relationship shows them
wanted-relationship-by = industry, area or source
wanted-margin = a percentage from -100 to 100 with at most two decimals
error-scheme-unknown = there is no grouping by “{ $text }”
hint-scheme-unknown = one of: { $choices }

settings-topic-relationship = Relationships with groups of customers
settings-new-margin = add a margin
settings-new-margin-hint = A group and its margin in percent: Retail=30
setting-relationship-by = Customers of a group have in common
setting-relationship-few = “Few” up to a share of all customers, %
setting-relationship-medium = “Medium” up to a share of all customers, %
setting-relationship-margin-medium = “Medium” margin from, %
setting-relationship-margin-high = “High” margin from, %
setting-margin = { $group }: margin, %
setting-value-industry = industry
setting-value-area = area
setting-value-source = source
