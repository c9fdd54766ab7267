-- Ledgers: instructors with what is told of them, visits, inbound members, leave, results, talks, pairings, campaigns,
-- scores.

CREATE TABLE instructor_kept AS SELECT id, person_id, unit_id, since, until FROM instructor;
DROP TABLE instructor;
-- Instructors 党建指导员: who of the federation guides which unit.
CREATE TABLE instructor (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  unit_id INTEGER NOT NULL REFERENCES unit,
  kind TEXT CHECK (kind IN ('instructor', 'liaison')),
  source TEXT CHECK (source IN ('cadre', 'retired', 'superior', 'professional', 'graduate', 'other')),
  sent_by TEXT CHECK (sent_by <> ''),
  document TEXT CHECK (document <> ''),
  also INTEGER CHECK (also BETWEEN 0 AND 1),                 -- beside another of the same time
  end_reason TEXT CHECK (end_reason IN ('moved', 'retired', 'founded', 'unfit', 'other')),
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

INSERT INTO instructor (id, person_id, unit_id, since, until) SELECT id, person_id, unit_id, since, until FROM instructor_kept;
DROP TABLE instructor_kept;

CREATE INDEX instructor_person ON instructor (person_id, since_day, until_day);
CREATE INDEX instructor_unit ON instructor (unit_id, since_day, until_day);

CREATE TRIGGER instructor_guides_a_unit_once_on_insert BEFORE INSERT ON instructor
WHEN EXISTS (SELECT 1 FROM instructor o WHERE o.person_id = new.person_id AND o.unit_id = new.unit_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'instructor-overlap: a person guides a unit once at a time'); END;

CREATE TRIGGER instructor_guides_a_unit_once_on_update AFTER UPDATE OF person_id, unit_id, since, until ON instructor
WHEN EXISTS (SELECT 1 FROM instructor o WHERE o.person_id = new.person_id AND o.unit_id = new.unit_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'instructor-overlap: a person guides a unit once at a time'); END;

-- Visits 走访指导 of an instructor at a unit.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  unit_id INTEGER NOT NULL REFERENCES unit,
  way TEXT CHECK (way IN ('visit', 'phone', 'talk', 'online')),
  matter TEXT CHECK (matter <> ''),
  problem TEXT CHECK (problem <> ''),
  aid TEXT CHECK (aid <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX visit_person ON visit (person_id, day);
CREATE INDEX visit_unit ON visit (unit_id, day);

-- Inbound members 流入党员: they stand on the roll of a Party organisation elsewhere and take part in the life of a branch here.
CREATE TABLE inbound (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  org_id INTEGER NOT NULL REFERENCES org,
  home_org TEXT NOT NULL CHECK (home_org <> ''),
  home_place TEXT CHECK (home_place <> ''),
  reason TEXT CHECK (reason IN ('work', 'business', 'study', 'living', 'other')),
  certificate TEXT CHECK (certificate <> ''),
  letter TEXT CHECK (letter <> ''),                           -- by which they showed to be members
  contact TEXT CHECK (contact <> ''),
  reported INTEGER CHECK (reported BETWEEN 0 AND 1),             -- in the national system
  ended_as TEXT CHECK (ended_as IN ('transferred', 'returned', 'lost')),
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

CREATE INDEX inbound_person ON inbound (person_id, since_day, until_day);
CREATE INDEX inbound_org ON inbound (org_id, since_day, until_day);

-- Leave 长期请假: who cannot take part for a time, and what that does to those due.
CREATE TABLE member_leave (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind IN ('sick', 'frail', 'childbirth', 'abroad', 'study', 'secondment', 'detained', 'other')),
  approved_by TEXT CHECK (approved_by <> ''),
  approved_on TEXT CHECK (length(approved_on) BETWEEN 4 AND 10 AND length(approved_on) % 3 = 1),
  effect TEXT CHECK (effect IN ('due', 'excused', 'suspended')),
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

CREATE INDEX member_leave_person ON member_leave (person_id, since_day, until_day);

-- Results 工作成效; the amount as typed with its unit, and in hundredths for sums within one measure.
CREATE TABLE result (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  text TEXT NOT NULL CHECK (text <> ''),
  measure TEXT NOT NULL CHECK (measure IN ('investment', 'yearly-sales', 'jobs', 'disputes', 'projects', 'services', 'donation', 'other')),
  amount TEXT CHECK (amount <> ''),
  hundredths INTEGER GENERATED ALWAYS AS (CAST(round(CAST(amount AS REAL) * 100) AS INTEGER)) VIRTUAL,
  enterprise TEXT CHECK (enterprise <> ''),
  integration TEXT CHECK (integration IN ('growth', 'excellence', 'integrity', 'anniversary')),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX result_org ON result (org_id, day);

-- Talks 谈心谈话: who talked with whom, one row a pair.
CREATE TABLE talk (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  with_id INTEGER NOT NULL REFERENCES person,
  kind TEXT CHECK (kind IN ('committee', 'committee-member', 'members', 'organisation')),
  subject TEXT CHECK (subject <> ''),
  note TEXT CHECK (note <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> ''),
  CHECK (with_id <> person_id)
) STRICT;

CREATE INDEX talk_person ON talk (person_id, day);
CREATE INDEX talk_with ON talk (with_id, day);

-- Pairing 联系群众、联系企业: of whom, or of which unit, a member takes care.
CREATE TABLE pairing (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  unit_id INTEGER REFERENCES unit,
  with TEXT CHECK (with <> ''),
  matter TEXT CHECK (matter <> ''),
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
  CHECK (unit_id IS NOT NULL OR with IS NOT NULL)
) STRICT;

CREATE INDEX pairing_person ON pairing (person_id, since_day, until_day);
CREATE INDEX pairing_unit ON pairing (unit_id, since_day, until_day);

-- Campaigns 主题活动; what a meeting is tagged with (`campaign`) is the name of one of these.
CREATE TABLE org_campaign (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  name TEXT NOT NULL CHECK (name <> ''),
  alias TEXT CHECK (alias <> ''),                            -- other spellings, parted by commas
  part_of TEXT CHECK (part_of <> ''),
  items TEXT CHECK (items <> ''),
  under_id INTEGER REFERENCES org,                      -- who owes it: this org and those below it
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

CREATE INDEX org_campaign_org ON org_campaign (org_id, since_day, until_day);
CREATE INDEX org_campaign_under ON org_campaign (under_id, since_day, until_day);

-- Scores 积分、考核, of orgs and of people: points under the items of a sheet.
CREATE TABLE org_score (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  sheet TEXT NOT NULL CHECK (sheet <> ''),
  item TEXT NOT NULL CHECK (item <> ''),
  points REAL NOT NULL CHECK (points BETWEEN -1000000 AND 1000000),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX org_score_org ON org_score (org_id, day);

-- The same, of people.
CREATE TABLE member_score (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  sheet TEXT NOT NULL CHECK (sheet <> ''),
  item TEXT NOT NULL CHECK (item <> ''),
  points REAL NOT NULL CHECK (points BETWEEN -1000000 AND 1000000),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX member_score_person ON member_score (person_id, day);
