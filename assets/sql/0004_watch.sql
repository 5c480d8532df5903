-- What Today asks every time of everybody is read from indexes alone: who may be at risk of not
-- buying again, and whose birthday is when.

CREATE INDEX standing_bought ON standing (
  last_order_on, due_on, touched, anchor_on, own_gaps, gap_low, gap_high, worth, uid
) WHERE last_order_on IS NOT NULL;

DROP INDEX contacts_festive;
CREATE INDEX contacts_festive ON contacts (birthday, deleted) WHERE birthday IS NOT NULL;
