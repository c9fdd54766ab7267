-- Transfers of membership 组织关系转接. A letter goes out with a member, who stays on the old roll until its receipt is in;
-- a transfer in, and a move within the tree without a letter, are done on their one day. The roll itself stands in
-- `roll`: what a transfer did to it begins or ends there on `received`, and a check holds the two together.
CREATE TABLE transfer (
  id            INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL REFERENCES person,
  direction     TEXT NOT NULL CHECK (direction IN ('in', 'out', 'within')),
  letter_no     TEXT CHECK (letter_no <> ''),                 -- of ours; of a transfer in: of the office it came from
  from_org_id   INTEGER REFERENCES org,
  from_text     TEXT CHECK (from_text <> ''),                 -- where it is no org of ours
  to_org_id     INTEGER REFERENCES org CHECK (to_org_id <> from_org_id),
  to_text       TEXT CHECK (to_text <> ''),
  issued        TEXT NOT NULL CHECK (length(issued) BETWEEN 4 AND 10 AND length(issued) % 3 = 1),
  issued_day    TEXT GENERATED ALWAYS AS (substr(issued || '-01-01', 1, 10)) VIRTUAL CHECK (date(issued_day, '+0 days') IS issued_day),
  valid_days    INTEGER CHECK (valid_days BETWEEN 1 AND 3650),
  expires       TEXT GENERATED ALWAYS AS (date(issued_day, '+' || valid_days || ' days')) VIRTUAL, -- the last day it is good for
  received      TEXT CHECK (length(received) BETWEEN 4 AND 10 AND length(received) % 3 = 1), -- the receipt's day
  received_day  TEXT GENERATED ALWAYS AS (substr(received || '-01-01', 1, 10)) VIRTUAL CHECK (date(received_day, '+0 days') IS received_day),
  cancelled     TEXT CHECK (length(cancelled) BETWEEN 4 AND 10 AND length(cancelled) % 3 = 1),
  cancelled_day TEXT GENERATED ALWAYS AS (substr(cancelled || '-01-01', 1, 10)) VIRTUAL CHECK (date(cancelled_day, '+0 days') IS cancelled_day),
  cancel_reason TEXT,
  dues_until    TEXT CHECK (length(dues_until) = 7 AND date(dues_until || '-01', '+0 days') IS dues_until || '-01'),
  remark        TEXT,
  CHECK ((from_org_id IS NULL) <> (from_text IS NULL)),
  CHECK ((to_org_id IS NULL) <> (to_text IS NULL)),
  CHECK (direction = 'in' OR from_org_id IS NOT NULL),
  CHECK (direction = 'out' OR to_org_id IS NOT NULL),
  CHECK (received || '-99' >= issued_day),
  CHECK (cancelled || '-99' >= issued_day),
  CHECK (received IS NULL OR cancelled IS NULL),
  CHECK ((cancelled IS NULL) = (cancel_reason IS NULL)),
  CHECK (direction <> 'in' OR received IS NOT NULL OR cancelled IS NOT NULL)
) STRICT;

CREATE INDEX transfer_person ON transfer (person_id, issued_day);
-- One open letter a person, and no letter number of ours twice.
CREATE UNIQUE INDEX transfer_open ON transfer (person_id) WHERE received IS NULL AND cancelled IS NULL;
CREATE UNIQUE INDEX transfer_letter ON transfer (letter_no) WHERE letter_no IS NOT NULL AND direction <> 'in';

-- A short name is no name of another: asked of each new one.
CREATE INDEX unit_state_short ON unit_state (short_name) WHERE short_name IS NOT NULL;
CREATE INDEX org_name_short ON org_name (short_name) WHERE short_name IS NOT NULL;
