-- Who guides whom beside subordination, and the sums that they report.

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
