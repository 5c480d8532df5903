-- The first schema. Days are whole days since 1970-01-01, instants milliseconds since then, money
-- minor units of a currency. No foreign keys and no unique columns in merged tables: what arrives
-- before what it refers to waits for it.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- The log ---------------------------------------------------------------------------------------

CREATE TABLE origins (
  id INTEGER PRIMARY KEY,
  device BLOB NOT NULL,
  incarnation BLOB NOT NULL,
  UNIQUE (device, incarnation)
);

CREATE TABLE steps (
  id INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  member BLOB,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  undoes BLOB,
  redoes BLOB,
  first_sequence INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL
);
CREATE INDEX steps_range ON steps (origin, first_sequence);
CREATE INDEX steps_member ON steps (member);
CREATE INDEX steps_undoes ON steps (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX steps_redoes ON steps (redoes) WHERE redoes IS NOT NULL;

CREATE TABLE changes (
  origin INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  millis INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  entity TEXT NOT NULL,
  row BLOB NOT NULL,
  new TEXT NOT NULL,
  old TEXT,
  PRIMARY KEY (origin, sequence)
) WITHOUT ROWID;
CREATE INDEX changes_row ON changes (row);

CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER steps_no_update BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER steps_no_delete BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- The tables: a copy of the log, made anew by `rebuild` ------------------------------------------

CREATE TABLE customers (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  name TEXT, short_name TEXT, created_on INTEGER,
  confirmed TEXT, override TEXT, need TEXT,
  ev_need INTEGER, ev_product INTEGER, ev_budget INTEGER, ev_decider INTEGER, ev_date INTEGER,
  potential INTEGER, cadence INTEGER,
  industry TEXT, area TEXT, address TEXT, phone TEXT, email TEXT, web TEXT, source TEXT,
  owner BLOB, birthday TEXT, anniversary TEXT, influence INTEGER, referrals INTEGER, notes TEXT,
  external_key TEXT, merged_into BLOB,
  tags TEXT, custom TEXT
);
CREATE INDEX customers_name ON customers (name);
CREATE INDEX customers_short_name ON customers (short_name) WHERE short_name IS NOT NULL;

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, name TEXT, title TEXT, phone TEXT, mobile TEXT, email TEXT, message TEXT,
  birthday TEXT, decider INTEGER, notes TEXT, external_key TEXT, created_on INTEGER
);
CREATE INDEX contacts_customer ON contacts (customer);

CREATE TABLE deals (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, contact BLOB, name TEXT, amount INTEGER, currency TEXT,
  rate_numerator INTEGER, rate_denominator INTEGER,
  expected_close INTEGER, owner BLOB, product TEXT, lost_reason TEXT, notes TEXT,
  external_key TEXT, created_on INTEGER
);
CREATE INDEX deals_customer ON deals (customer);

CREATE TABLE stage_events (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  deal BLOB, stage TEXT, on_day INTEGER, at INTEGER
);
CREATE INDEX stage_events_deal ON stage_events (deal);

CREATE TABLE activities (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, contact BLOB, deal BLOB, member BLOB,
  kind TEXT, on_day INTEGER, at INTEGER, text TEXT, outcome TEXT,
  touch INTEGER, attempt INTEGER, minutes INTEGER,
  plan TEXT, due_on INTEGER, due_minute INTEGER, area TEXT, items TEXT, purpose TEXT,
  closed TEXT, closed_on INTEGER, fulfils BLOB, external_key TEXT
);
-- All that a standing asks of what was done: it is read without the table.
CREATE INDEX activities_customer ON activities (customer, on_day, touch, attempt, deleted);
CREATE INDEX activities_open ON activities (customer) WHERE plan IS NOT NULL AND closed IS NULL;
CREATE INDEX activities_planned ON activities (due_on) WHERE plan IS NOT NULL AND closed IS NULL;

CREATE TABLE snoozes (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, until INTEGER, on_day INTEGER, at INTEGER
);
CREATE INDEX snoozes_customer ON snoozes (customer);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, number TEXT, ordered_on INTEGER, amount INTEGER, currency TEXT,
  rate_numerator INTEGER, rate_denominator INTEGER, cancelled INTEGER,
  owner BLOB, notes TEXT, external_key TEXT
);
CREATE INDEX orders_customer ON orders (customer);

CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  order_uid BLOB, position INTEGER, product TEXT, sku TEXT, quantity TEXT, unit_price TEXT,
  amount INTEGER
);
CREATE INDEX order_lines_order ON order_lines (order_uid);

CREATE TABLE cases (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, contact BLOB, order_uid BLOB, kind TEXT, status TEXT, title TEXT, text TEXT,
  owner BLOB, opened_on INTEGER, due_on INTEGER, closed_on INTEGER, satisfaction INTEGER,
  external_key TEXT
);
CREATE INDEX cases_customer ON cases (customer);

CREATE TABLE surveys (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  customer BLOB, on_day INTEGER, satisfaction INTEGER, repurchase INTEGER, recommendation INTEGER,
  comment TEXT, member BLOB, external_key TEXT
);
CREATE INDEX surveys_customer ON surveys (customer);

CREATE TABLE members (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  name TEXT, email TEXT, left_on INTEGER
);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  name TEXT, notes TEXT
);

CREATE TABLE filters (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  name TEXT, query TEXT
);

CREATE TABLE settings (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0,
  key TEXT, value TEXT
);

-- Where every customer stands: computed from the facts for one day and kept until `stale_on`, the
-- first day on which the same facts give something else. Never logged, never merged.
CREATE TABLE standing (
  customer INTEGER PRIMARY KEY,
  uid BLOB NOT NULL,
  computed_on INTEGER NOT NULL,
  stale_on INTEGER NOT NULL,
  tier INTEGER NOT NULL,
  tier_source INTEGER NOT NULL,
  automatic INTEGER NOT NULL, automatic_since INTEGER NOT NULL,
  score INTEGER NOT NULL,
  need INTEGER NOT NULL, value INTEGER NOT NULL, interaction INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  first_known INTEGER NOT NULL,
  touch_days INTEGER NOT NULL,
  base_on INTEGER NOT NULL, retry_on INTEGER NOT NULL,
  promised_on INTEGER, snoozed_until INTEGER,
  anchor_on INTEGER NOT NULL, touched INTEGER NOT NULL,
  attempts INTEGER NOT NULL, unreachable INTEGER NOT NULL, suspended INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  due_on INTEGER NOT NULL,
  promise BLOB,
  open_deals INTEGER NOT NULL, open_value INTEGER NOT NULL, furthest INTEGER,
  orders INTEGER NOT NULL, revenue INTEGER NOT NULL, last_order_on INTEGER
);
CREATE INDEX standing_due ON standing (due_on, tier, uid);
CREATE INDEX standing_stale ON standing (stale_on);
CREATE INDEX standing_computed ON standing (computed_on);
CREATE INDEX activities_day ON activities (on_day);
