-- Items, of which something is due: incoming documents and pledges; appraisals and discipline.

-- Incoming documents 收文: what came in, who deals with it, and by when.
CREATE TABLE incoming (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  title TEXT NOT NULL CHECK (title <> ''),
  issuer TEXT NOT NULL CHECK (issuer <> ''),
  level TEXT CHECK (level IN ('central', 'province', 'city', 'county', 'department')),
  number TEXT CHECK (number <> ''),
  demand TEXT CHECK (demand <> ''),
  handled_by TEXT CHECK (handled_by <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  due TEXT CHECK (length(due) BETWEEN 4 AND 10 AND length(due) % 3 = 1),
  due_day TEXT GENERATED ALWAYS AS (CASE length(due)
              WHEN 10 THEN due
              WHEN 7 THEN date(due || '-01', '+1 month', '-1 day')
              ELSE due || '-12-31' END) VIRTUAL               -- the last day on which it is in time
            CHECK (date(due_day, '+0 days') IS due_day),
  settled TEXT CHECK (length(settled) BETWEEN 4 AND 10 AND length(settled) % 3 = 1),
  settled_day TEXT GENERATED ALWAYS AS (max(substr(coalesce(settled, '9999-12-31') || '-01-01', 1, 10), day)) VIRTUAL
            CHECK (date(settled_day, '+0 days') IS settled_day),
  how TEXT CHECK (how <> ''),
  remark TEXT CHECK (remark <> ''),
  CHECK (due_day >= day),
  CHECK (how IS NULL OR settled IS NOT NULL)
) STRICT;

CREATE INDEX incoming_org ON incoming (org_id, day, settled_day);

-- Pledges 承诺践诺, of orgs and of people.
CREATE TABLE org_pledge (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  public TEXT CHECK (public <> ''),                           -- where it was made public
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  due TEXT CHECK (length(due) BETWEEN 4 AND 10 AND length(due) % 3 = 1),
  due_day TEXT GENERATED ALWAYS AS (CASE length(due)
              WHEN 10 THEN due
              WHEN 7 THEN date(due || '-01', '+1 month', '-1 day')
              ELSE due || '-12-31' END) VIRTUAL               -- the last day on which it is in time
            CHECK (date(due_day, '+0 days') IS due_day),
  settled TEXT CHECK (length(settled) BETWEEN 4 AND 10 AND length(settled) % 3 = 1),
  settled_day TEXT GENERATED ALWAYS AS (max(substr(coalesce(settled, '9999-12-31') || '-01-01', 1, 10), day)) VIRTUAL
            CHECK (date(settled_day, '+0 days') IS settled_day),
  how TEXT CHECK (how <> ''),
  remark TEXT CHECK (remark <> ''),
  CHECK (due_day >= day),
  CHECK (how IS NULL OR settled IS NOT NULL)
) STRICT;

CREATE INDEX org_pledge_org ON org_pledge (org_id, day, settled_day);

-- The matters of it, a row each.
CREATE TABLE org_pledge_item (
  id INTEGER PRIMARY KEY,
  org_pledge_id INTEGER NOT NULL REFERENCES org_pledge,
  head TEXT NOT NULL CHECK (head IN ('integrity', 'society', 'members', 'rights', 'growth', 'other')),
  text TEXT NOT NULL CHECK (text <> ''),
  outcome TEXT CHECK (outcome IN ('kept', 'partly', 'not-kept')) -- once it is settled
) STRICT;

CREATE INDEX org_pledge_item_of ON org_pledge_item (org_pledge_id);

-- The same, of people.
CREATE TABLE member_pledge (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  owner INTEGER CHECK (owner IN (0, 1)),                      -- as the owner of a business 党员业主
  public TEXT CHECK (public <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  due TEXT CHECK (length(due) BETWEEN 4 AND 10 AND length(due) % 3 = 1),
  due_day TEXT GENERATED ALWAYS AS (CASE length(due)
              WHEN 10 THEN due
              WHEN 7 THEN date(due || '-01', '+1 month', '-1 day')
              ELSE due || '-12-31' END) VIRTUAL               -- the last day on which it is in time
            CHECK (date(due_day, '+0 days') IS due_day),
  settled TEXT CHECK (length(settled) BETWEEN 4 AND 10 AND length(settled) % 3 = 1),
  settled_day TEXT GENERATED ALWAYS AS (max(substr(coalesce(settled, '9999-12-31') || '-01-01', 1, 10), day)) VIRTUAL
            CHECK (date(settled_day, '+0 days') IS settled_day),
  how TEXT CHECK (how <> ''),
  remark TEXT CHECK (remark <> ''),
  CHECK (due_day >= day),
  CHECK (how IS NULL OR settled IS NOT NULL)
) STRICT;

CREATE INDEX member_pledge_person ON member_pledge (person_id, day, settled_day);

-- The matters of it, a row each.
CREATE TABLE member_pledge_item (
  id INTEGER PRIMARY KEY,
  member_pledge_id INTEGER NOT NULL REFERENCES member_pledge,
  head TEXT NOT NULL CHECK (head IN ('skill', 'service', 'practice', 'harmony', 'business', 'staff', 'support', 'responsibility', 'other')),
  text TEXT NOT NULL CHECK (text <> ''),
  outcome TEXT CHECK (outcome IN ('kept', 'partly', 'not-kept')) -- once it is settled
) STRICT;

CREATE INDEX member_pledge_item_of ON member_pledge_item (member_pledge_id);

-- The yearly appraisal of the members 民主评议党员; `meeting` is the day of the meeting that graded.
CREATE TABLE appraisal (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  grade TEXT NOT NULL CHECK (grade IN ('excellent', 'qualified', 'basic', 'unqualified')),
  meeting TEXT CHECK (length(meeting) BETWEEN 4 AND 10 AND length(meeting) % 3 = 1),
  year INTEGER NOT NULL CHECK (year BETWEEN 1921 AND 2199),
  day TEXT GENERATED ALWAYS AS (substr(coalesce(meeting, CAST(year AS TEXT)) || '-01-01', 1, 10)) VIRTUAL
            CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX appraisal_person ON appraisal (person_id, year);

-- Discipline 处分; its end is laid down beforehand, so it may lie ahead.
CREATE TABLE discipline (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind IN ('warning', 'serious-warning', 'removal', 'probation', 'expulsion')),
  document TEXT CHECK (document <> ''),
  authority TEXT CHECK (authority <> ''),
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

CREATE INDEX discipline_person ON discipline (person_id, since_day, until_day);
-- Those who have no vote.
CREATE INDEX discipline_probation ON discipline (since_day, until_day, person_id) WHERE kind = 'probation';
