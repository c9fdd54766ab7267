-- Who guides whom beside subordination, and the sums that they report; the papers of a founding, and plans that were given up.

-- Guidance 指导, beside subordination: which org is guided by which. A county's 党组 stands below its own county committee; the
-- city's federation only guides it, so it is in no sum over those below.
CREATE TABLE guidance (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,                     -- who is guided
  by_id INTEGER NOT NULL REFERENCES org,                      -- who guides
  contact TEXT CHECK (contact <> ''),                         -- whom to call there
  document TEXT CHECK (document <> ''),
  since TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  remark TEXT CHECK (remark <> ''),
  CHECK (until_day >= since_day)
) STRICT;

CREATE INDEX guidance_org ON guidance (org_id, since_day, until_day);
CREATE INDEX guidance_by ON guidance (by_id, since_day, until_day);

-- Returns 上报数: the sums that a guided org reports of its own district. Nothing else is known of what stands behind them, so they
-- stand in a report only where it is asked for.
CREATE TABLE guided_return (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  units INTEGER NOT NULL CHECK (units >= 0),
  with_org INTEGER NOT NULL CHECK (with_org >= 0),            -- of the units those that have an org
  orgs INTEGER NOT NULL CHECK (orgs >= 0),
  members INTEGER NOT NULL CHECK (members >= 0),
  activists INTEGER NOT NULL CHECK (activists >= 0),
  source TEXT CHECK (source <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> ''),
  CHECK (with_org <= units)
) STRICT;

CREATE INDEX guided_return_org ON guided_return (org_id, day);

ALTER TABLE org ADD COLUMN requested TEXT CHECK (length(requested) BETWEEN 4 AND 10 AND length(requested) % 3 = 1);
ALTER TABLE org ADD COLUMN request_no TEXT CHECK (request_no <> '');
ALTER TABLE org ADD COLUMN approved TEXT CHECK (length(approved) BETWEEN 4 AND 10 AND length(approved) % 3 = 1);
ALTER TABLE org ADD COLUMN formation_reason TEXT CHECK (formation_reason IN ('industry', 'district', 'convenience', 'superior'));
ALTER TABLE org ADD COLUMN in_step INTEGER CHECK (in_step IN (0, 1));
ALTER TABLE org ADD COLUMN given_up TEXT CHECK (length(given_up) BETWEEN 4 AND 10 AND length(given_up) % 3 = 1) CHECK (given_up IS NULL OR planned = 1);
ALTER TABLE org ADD COLUMN given_up_day TEXT GENERATED ALWAYS AS (coalesce(substr(given_up || '-01-01', 1, 10), '9999-12-31')) VIRTUAL CHECK (date(given_up_day, '+0 days') IS given_up_day);
