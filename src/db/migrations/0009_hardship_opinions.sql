-- Hardship of members; opinions that an org asks for.

-- Hardship 困难党员: who is in need, of what, and how badly; at a time once of a reason.
CREATE TABLE hardship (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  reason TEXT NOT NULL CHECK (reason IN ('business', 'illness', 'disability', 'disaster', 'bereavement', 'other')),
  household INTEGER CHECK (household >= 0),                   -- people
  income INTEGER CHECK (income >= 0),                         -- fen, per head and year
  grade TEXT CHECK (grade IN ('severe', 'hard', 'borderline')),
  contact TEXT CHECK (contact <> ''),
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

CREATE INDEX hardship_person ON hardship (person_id, since_day, until_day);

-- Opinions 征求意见: what members and people were asked about before it was decided.
CREATE TABLE opinion (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  subject TEXT NOT NULL CHECK (subject <> ''),
  way TEXT CHECK (way IN ('meeting', 'survey', 'notice', 'visit', 'online')),
  asked INTEGER CHECK (asked >= 0),
  answers INTEGER CHECK (answers >= 0),
  outcome TEXT CHECK (outcome <> ''),
  meeting TEXT CHECK (length(meeting) BETWEEN 4 AND 10 AND length(meeting) % 3 = 1), -- on which it is decided; may lie ahead
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX opinion_org ON opinion (org_id, day);
