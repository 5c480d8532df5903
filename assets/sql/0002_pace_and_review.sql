-- A proposal of the review that was rejected is remembered; what warns of a customer who stops
-- buying is kept with its standing; birthdays are found without a look at everybody.

ALTER TABLE customers ADD COLUMN rejected TEXT;

-- The pace at which a customer buys: how many of its latest gaps between purchases count, and the
-- middle two of them (see `churn::rule::Pace`).
ALTER TABLE standing ADD COLUMN first_order_on INTEGER;
ALTER TABLE standing ADD COLUMN own_gaps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN gap_low INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN gap_high INTEGER NOT NULL DEFAULT 0;
-- Computed anew when the file is opened.
UPDATE standing SET stale_on = -2147483648;

-- Days between purchases, all of them: of a customer, and of everybody together. Computed with the
-- standings, never logged, never merged.
CREATE TABLE gaps (
  customer INTEGER NOT NULL, days INTEGER NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (customer, days)
) WITHOUT ROWID;
CREATE TABLE gap_times (days INTEGER PRIMARY KEY, times INTEGER NOT NULL);

CREATE INDEX customers_festive ON customers (id)
  WHERE birthday IS NOT NULL OR anniversary IS NOT NULL;
CREATE INDEX contacts_festive ON contacts (customer) WHERE birthday IS NOT NULL;
