# RFM, churn, what customers are worth.
customer-section-buying = Buying

wanted-window = a number of days, or all
wanted-rfm-method = auto, quintiles or thresholds
wanted-rfm-split = mean or fixed4
wanted-rising = four whole numbers with blanks between them, each above the one before
error-classes-config = these revenue classes are refused: class A must end before class B, and B at 100 at most
hint-classes-config = set both at once: touchline settings abc.a=80 abc.b=95

cli-about-rfm = Recency, frequency and money of every customer: scores, grid and the eight segments
cli-arg-window = Which orders count: a number of days up to today, or all; the team’s setting unless given
cli-arg-method = How figures become scores: auto, quintiles or thresholds
cli-arg-split = What a high score is: above the mean, or from 4 on (fixed4)
cli-arg-model = Also what the purchase models expect, and in a large file whether it is of high value: what takes a look at all customers
error-choice-unknown = “{ $text }” is not { $wanted }
hint-choice-unknown = touchline rfm --help says what can be chosen

# RFM (DOMAIN 2).
rfm-scored = scored
rfm-prospects = without a purchase
rfm-window = window
rfm-window-in-days = window in days
rfm-window-all = all time
rfm-method = scores by
rfm-method-quintiles = quintiles of all
rfm-method-thresholds = fixed thresholds
rfm-split = high is
rfm-split-mean = above the mean
rfm-split-fixed4 = 4 and 5
rfm-segments = Segments
rfm-share = share
rfm-grid = Recency and frequency: customers and their revenue
rfm-edges = Edges of the scores
rfm-edge = edge { $place }
rfm-edges-read = From each edge on F and M have one point more, R one less.
rfm-few = With fewer than 25 customers, fixed thresholds say more than quintiles; touchline settings rfm.method chooses.
rfm-filtered = Scores are seen against all { $count } customers with a purchase.
rfm-customers = Customers, the highest total first
rfm-none = Nobody has bought yet: import orders with touchline import FILE --as orders.
rfm-none-listed = None of these customers has bought yet.
column-dimension = Measure
column-recency_days = Days
column-frequency = Orders
column-monetary = Money
column-r = R
column-f = F
column-m = M
column-total = Total
column-band = Band
column-segment = Segment
listed-of = { $listed } of { $total } are listed.

# Churn (DOMAIN 3).
churn-levels = Level by silence against the customer’s own interval
churn-warned = At risk and lost
churn-order-value = In each level the customers of highest value come first.
churn-order-expected_value = In each level those from whom the models expect most in the next 52 weeks come first.
churn-order-expected_orders = In each level those from whom the models expect most orders in the next 52 weeks come first.
churn-nobody = Nobody is at risk or lost.
churn-model = purchase models
churn-model-on = on
churn-model-off = off
churn-population = usual interval of all, days
churn-fitted-customers = customers fitted
churn-fitted-repeaters = with two purchase days
churn-ln_likelihood = log-likelihood
column-level = Level
column-silence_days = Silent
column-usual_interval_days = Usual
column-p_alive = Alive
column-alive = Outlook
column-expected_orders = +Orders
column-expected_value = +Value
# In a table: how likely another purchase is.
alive-short-likely = likely
alive-short-probable = probable
alive-short-doubtful = doubtful
alive-short-unlikely = unlikely
model-off-too_few_customers = The models need { $least } customers with a purchase, there are { $found }: { $missing } more.
model-off-too_few_repeaters = The models need { $least } customers with two purchase days, there are { $found }: { $missing } more.
model-off-too_short = The models need { $least } weeks since the first purchase, there are { $found }: { $missing } more.
model-off-not_converged = The models are off: the search for their parameters did not converge, no parameters fit these purchases best.
model-off-out_of_range = The models are off: the best parameters are out of range, these purchases do not follow the model.
spend-off-correlated = Expected value is off: how often customers buy and for how much correlate by { $by }, which the model excludes.
spend-off-not_converged = Expected value is off: the search for its parameters did not converge.
spend-off-no_mean = Expected value is off: the spend scatters so much that its mean does not exist.
outlook-alive = { $band } (P { $p })
outlook-orders = about { $orders } orders in 52 weeks
outlook-value = about { $amount }

# Revenue classes (DOMAIN 1.8).
pareto-customers = customers with a purchase
pareto-revenue = revenue
pareto-top_fifth = top fifth
pareto-top_fifth_share = its share
pareto-making = making { $percent } of it
pareto-gini = Gini
pareto-classes = Classes
pareto-class-a = A
pareto-class-b = B
pareto-class-c = C
pareto-curve = Share of revenue by share of customers
pareto-curve-across = customers
pareto-curve-up = revenue
pareto-largest = Largest customers
pareto-nothing = No revenue in this time.
column-share = Share
column-cumulative = Together
column-class = Class

buying-rfm = RFM { $scores }
buying-class = class { $class }
buying-months = Last 12 months
buying-reading = looking at all purchases
buying-fitting = fitting the purchase models

settings-topic-rfm = RFM
settings-topic-abc = Revenue classes
setting-rfm-window = Orders that count: of the last … days, or all
setting-rfm-method = Scores by
setting-rfm-split = A high score is
setting-rfm-days = Fixed edges of recency, days
setting-rfm-orders = Fixed edges of frequency, orders
setting-rfm-money = Fixed edges of money
setting-abc-a = Class A ends at … % of the revenue
setting-abc-b = Class B ends at … % of the revenue
setting-value-all = all
setting-value-quintiles = quintiles of all
setting-value-thresholds = fixed edges
setting-value-mean = above the mean
setting-value-fixed4 = 4 and 5
report-won_back = Won back in the last 90 days
report-won_back-empty = nobody
column-won_back_on = Bought again
