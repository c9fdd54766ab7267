-- Dues 党费, month by month 'YYYY-MM'. Who owes them, and to which org, follows from the rolls; only how much is fixed, paid, waived
-- and handed up stands here. Money is in fen.
--
-- Rates 核定: what somebody pays a month, from a month on until the next rate. It is kept as it was fixed, beside what it was
-- fixed from: a later norm does not change it.
CREATE TABLE dues_rate (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  since TEXT NOT NULL CHECK (length(since) = 7 AND date(since || '-01', '+0 days') IS since || '-01'),
  kind TEXT NOT NULL CHECK (kind IN ('salary', 'annual-salary', 'owner', 'pension', 'farmer', 'student', 'relief')),
  base INTEGER CHECK (base > 0),                              -- the income of a month that it was fixed from
  monthly INTEGER NOT NULL CHECK (monthly > 0),
  remark TEXT CHECK (remark <> ''),
  UNIQUE (person_id, since)
) STRICT;

-- Payments 交纳, a row for each month that one is for.
CREATE TABLE dues_payment (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  month TEXT NOT NULL CHECK (length(month) = 7 AND date(month || '-01', '+0 days') IS month || '-01'),
  amount INTEGER NOT NULL CHECK (amount > 0),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1), -- when it was paid, as known
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  way TEXT CHECK (way IN ('cash', 'bank', 'mobile', 'deputy')),
  collector TEXT CHECK (collector <> ''),
  receipt_no TEXT CHECK (receipt_no <> ''),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX dues_payment_person ON dues_payment (person_id, month);

-- Waivers 减免: months for which somebody in hardship pays less or nothing, from the first to the last, with whose consent.
CREATE TABLE dues_waiver (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  since TEXT NOT NULL CHECK (length(since) = 7 AND date(since || '-01', '+0 days') IS since || '-01'),
  until TEXT NOT NULL CHECK (length(until) = 7 AND date(until || '-01', '+0 days') IS until || '-01'), -- the last month
  less INTEGER CHECK (less > 0),                              -- a month; none: they pay nothing
  reason TEXT NOT NULL CHECK (reason <> ''),
  approved_by TEXT CHECK (approved_by <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1), -- of the consent
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  document TEXT CHECK (document <> ''),
  remark TEXT CHECK (remark <> ''),
  CHECK (until >= since)
) STRICT;

CREATE INDEX dues_waiver_person ON dues_waiver (person_id, since);

CREATE TRIGGER dues_are_waived_once_on_insert BEFORE INSERT ON dues_waiver
WHEN EXISTS (SELECT 1 FROM dues_waiver o WHERE o.person_id = new.person_id AND o.id IS NOT new.id
             AND o.since <= new.until AND o.until >= new.since)
BEGIN SELECT raise(ABORT, 'dues-waiver-overlap: dues of a month are waived once'); END;

CREATE TRIGGER dues_are_waived_once_on_update AFTER UPDATE OF person_id, since, until ON dues_waiver
WHEN EXISTS (SELECT 1 FROM dues_waiver o WHERE o.person_id = new.person_id AND o.id <> new.id
             AND o.since <= new.until AND o.until >= new.since)
BEGIN SELECT raise(ABORT, 'dues-waiver-overlap: dues of a month are waived once'); END;

-- Dues handed up 上缴, by an org for a month.
CREATE TABLE dues_handed_up (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  month TEXT NOT NULL CHECK (length(month) = 7 AND date(month || '-01', '+0 days') IS month || '-01'),
  amount INTEGER NOT NULL CHECK (amount > 0),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  handed_to TEXT CHECK (handed_to <> ''),
  receipt_no TEXT CHECK (receipt_no <> ''),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX dues_handed_up_org ON dues_handed_up (org_id, month);

-- From which month to which somebody owes dues to an org: from the month in which they came onto its roll to that in which they
-- left it, unless a letter of introduction tells up to which month they were paid where they left. Of two that share a month it is
-- the first's. Who came and went on one day owed nothing.
CREATE VIEW dues_stay AS
SELECT roll.person_id, roll.org_id, roll.since_day, roll.until_day,
       coalesce((SELECT substr(date(dues_until || '-01', '+1 month'), 1, 7) FROM transfer
                 WHERE transfer.person_id = roll.person_id AND transfer.to_org_id = roll.org_id AND transfer.received = roll.since
                   AND roll.began IN ('in', 'moved')), substr(roll.since_day, 1, 7)) AS first_month,
       coalesce((SELECT dues_until FROM transfer
                 WHERE transfer.person_id = roll.person_id AND transfer.from_org_id = roll.org_id AND transfer.received = roll.until
                   AND roll.ended IN ('out', 'moved')), substr(date(roll.until_day, '-1 day'), 1, 7)) AS last_month
FROM roll
WHERE roll.until_day > roll.since_day;
