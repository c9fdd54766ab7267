-- Terms of committees, posts wanted.

-- Terms 届: how long the committee of an org is in office. One begins when the last ends; when it runs out follows from `since`
-- and `years`, unless the org above consented to another day.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  number INTEGER CHECK (number > 0),                          -- 第几届
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 50),
  body TEXT CHECK (body IN ('committee', 'meeting')),         -- whether there is a committee, or the meeting elects the secretary
  seats INTEGER CHECK (seats > 0),
  began TEXT CHECK (began IN ('renewal', 'founding', 'appointed', 'continued')),
  reminded TEXT CHECK (length(reminded) BETWEEN 4 AND 10 AND length(reminded) % 3 = 1), -- by the org above, that it runs out
  extended_to TEXT CHECK (length(extended_to) BETWEEN 4 AND 10 AND length(extended_to) % 3 = 1), -- or brought forward to
  consented TEXT CHECK (length(consented) BETWEEN 4 AND 10 AND length(consented) % 3 = 1), -- the day of that consent
  consent_no TEXT CHECK (consent_no <> ''),
  consent_reason TEXT CHECK (consent_reason <> ''),
  since TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  remark TEXT CHECK (remark <> ''),
  CHECK (until_day >= since_day),
  CHECK ((extended_to IS NULL) = (consented IS NULL))
) STRICT;

CREATE INDEX term_org ON term (org_id, since_day, until_day);

-- Posts wanted 应配职数: how many of a post an org is to have, and how many of them full-time.
CREATE TABLE post_wanted (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  post TEXT NOT NULL CHECK (post IN ('secretary', 'deputy-secretary', 'organisation', 'publicity', 'discipline', 'united-front', 'youth', 'production', 'committee-member')),
  number INTEGER NOT NULL CHECK (number > 0),
  full_time INTEGER CHECK (full_time BETWEEN 0 AND 1),        -- they are to be the whole work of who holds them
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

CREATE INDEX post_wanted_org ON post_wanted (org_id, since_day, until_day);
