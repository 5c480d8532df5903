-- Customers that look alike and of which a person said that they are two.

ALTER TABLE customers ADD COLUMN apart TEXT;
