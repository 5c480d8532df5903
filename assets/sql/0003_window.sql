-- What was bought in the last 365 days is kept with the standing: scores and revenue classes of
-- everybody are read without a pass over the orders.

ALTER TABLE standing ADD COLUMN window_orders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN window_revenue INTEGER NOT NULL DEFAULT 0;
-- Computed anew when the file is opened.
UPDATE standing SET stale_on = -2147483648;
