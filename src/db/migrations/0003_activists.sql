-- The way into the Party 发展党员: one row for one way, from the application on. The person is the one of `person`; until
-- admission nobody is on a roll. One way at a time: whoever withdraws may apply again.
CREATE TABLE candidature (
  id         INTEGER PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES person,
  ended      TEXT CHECK (length(ended) BETWEEN 4 AND 10 AND length(ended) % 3 = 1), -- given up, or probation cancelled
  ended_day  TEXT GENERATED ALWAYS AS (substr(ended || '-01-01', 1, 10)) VIRTUAL CHECK (date(ended_day, '+0 days') IS ended_day),
  end_how    TEXT CHECK (end_how IN ('withdrawn', 'cancelled')),
  end_reason TEXT,
  CHECK ((ended IS NULL) = (end_how IS NULL))
) STRICT;

CREATE INDEX candidature_person ON candidature (person_id);
CREATE UNIQUE INDEX candidature_open ON candidature (person_id) WHERE ended IS NULL;

-- Which org the person stands with before admission; from then on the roll says it.
CREATE TABLE candidature_org (
  id             INTEGER PRIMARY KEY,
  candidature_id INTEGER NOT NULL REFERENCES candidature,
  org_id         INTEGER NOT NULL REFERENCES org,
  since          TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day      TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until          TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day      TEXT GENERATED ALWAYS AS (CASE
                   WHEN until IS NULL THEN '9999-12-31'
                   WHEN length(until) = 10 THEN until
                   ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
                 CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX candidature_org_candidature ON candidature_org (candidature_id, since_day, until_day);
CREATE INDEX candidature_org_org ON candidature_org (org_id);

CREATE TRIGGER candidature_has_one_org_on_insert BEFORE INSERT ON candidature_org
WHEN EXISTS (SELECT 1 FROM candidature_org o WHERE o.candidature_id = new.candidature_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'candidature-org-overlap: whoever applied stands with one org on any day'); END;

CREATE TRIGGER candidature_has_one_org_on_update AFTER UPDATE OF candidature_id, since, until ON candidature_org
WHEN EXISTS (SELECT 1 FROM candidature_org o WHERE o.candidature_id = new.candidature_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'candidature-org-overlap: whoever applied stands with one org on any day'); END;

-- A step that was taken, on its day. `place` is its place on the way: no step is dated before one of a lower place.
-- Evaluations and trainings come more than once.
CREATE TABLE step (
  id             INTEGER PRIMARY KEY,
  candidature_id INTEGER NOT NULL REFERENCES candidature,
  step           TEXT NOT NULL,
  place          INTEGER GENERATED ALWAYS AS (CASE step
                   WHEN 'applied' THEN 1 WHEN 'talked' THEN 2 WHEN 'nominated' THEN 3 WHEN 'candidate' THEN 4
                   WHEN 'reviewed' THEN 5 WHEN 'trained' THEN 5 WHEN 'prereviewed' THEN 6 WHEN 'admitted' THEN 7
                   WHEN 'approved' THEN 8 WHEN 'extended' THEN 9 WHEN 'converted' THEN 10 WHEN 'confirmed' THEN 11
                   WHEN 'evaluated' THEN 0 WHEN 'sworn' THEN 0 END) VIRTUAL
                 CHECK (place IS NOT NULL),                   -- 0: after the step it needs, else whenever
  date           TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day            TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  by_id          INTEGER REFERENCES person,                   -- who talked
  result         TEXT CHECK (result <> ''),
  superior_on    TEXT CHECK (length(superior_on) BETWEEN 4 AND 10 AND length(superior_on) % 3 = 1), -- filed with, or consented to by, the org above
  notice_from    TEXT CHECK (date(notice_from, '+0 days') IS notice_from), -- public notice 公示, first and last day
  notice_to      TEXT CHECK (date(notice_to, '+0 days') IS notice_to),
  hours          INTEGER CHECK (hours BETWEEN 1 AND 1000),
  doc_no         TEXT CHECK (doc_no <> ''),                   -- of the approval, the pre-review, the certificate
  voters         INTEGER,                                     -- those due to vote 应到会
  present        INTEGER,
  in_favour      INTEGER CHECK (in_favour >= 0),
  against        INTEGER CHECK (against >= 0),
  abstained      INTEGER CHECK (abstained >= 0),
  secret         INTEGER CHECK (secret IN (0, 1)),            -- whether by secret ballot
  until          TEXT CHECK (date(until, '+0 days') IS until), -- the new end of an extended probation
  note           TEXT CHECK (note <> ''),
  CHECK ((notice_from IS NULL) = (notice_to IS NULL) AND notice_to >= notice_from),
  CHECK (present <= voters AND in_favour + against + abstained = present)
) STRICT;

CREATE INDEX step_candidature ON step (candidature_id, step, day);
CREATE UNIQUE INDEX step_once ON step (candidature_id, step) WHERE step NOT IN ('evaluated', 'trained');

CREATE TRIGGER steps_are_in_order_on_insert AFTER INSERT ON step
WHEN EXISTS (SELECT 1 FROM step o WHERE o.candidature_id = new.candidature_id AND new.place > 0 AND o.place > 0
             AND (o.place < new.place AND new.date || '-99' < o.day OR o.place > new.place AND o.date || '-99' < new.day))
BEGIN SELECT raise(ABORT, 'step-order: no step is dated before one that comes before it'); END;

CREATE TRIGGER steps_are_in_order_on_update AFTER UPDATE OF candidature_id, step, date ON step
WHEN EXISTS (SELECT 1 FROM step o WHERE o.candidature_id = new.candidature_id AND new.place > 0 AND o.place > 0
             AND (o.place < new.place AND new.date || '-99' < o.day OR o.place > new.place AND o.date || '-99' < new.day))
BEGIN SELECT raise(ABORT, 'step-order: no step is dated before one that comes before it'); END;

-- Who fosters somebody on the way 培养联系人: a person on record, else the name as a roster has it.
CREATE TABLE foster (
  id             INTEGER PRIMARY KEY,
  candidature_id INTEGER NOT NULL REFERENCES candidature,
  contact_id     INTEGER REFERENCES person,
  contact_text   TEXT CHECK (contact_text <> ''),
  since          TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day      TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until          TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day      TEXT GENERATED ALWAYS AS (CASE
                   WHEN until IS NULL THEN '9999-12-31'
                   WHEN length(until) = 10 THEN until
                   ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
                 CHECK (date(until_day, '+0 days') IS until_day),
  CHECK ((contact_id IS NULL) <> (contact_text IS NULL)),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX foster_candidature ON foster (candidature_id, since_day, until_day);
CREATE INDEX foster_contact ON foster (contact_id) WHERE contact_id IS NOT NULL;

CREATE TRIGGER contact_fosters_somebody_once_on_insert BEFORE INSERT ON foster
WHEN EXISTS (SELECT 1 FROM foster o WHERE o.candidature_id = new.candidature_id AND o.contact_id = new.contact_id
             AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'foster-overlap: a contact fosters somebody once at a time'); END;

CREATE TRIGGER contact_fosters_somebody_once_on_update AFTER UPDATE OF candidature_id, contact_id, since, until ON foster
WHEN EXISTS (SELECT 1 FROM foster o WHERE o.candidature_id = new.candidature_id AND o.contact_id = new.contact_id
             AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'foster-overlap: a contact fosters somebody once at a time'); END;

-- Who proposed the admission 入党介绍人.
CREATE TABLE introducer (
  id              INTEGER PRIMARY KEY,
  candidature_id  INTEGER NOT NULL REFERENCES candidature,
  introducer_id   INTEGER REFERENCES person,
  introducer_text TEXT CHECK (introducer_text <> ''),
  CHECK ((introducer_id IS NULL) <> (introducer_text IS NULL))
) STRICT;

CREATE INDEX introducer_candidature ON introducer (candidature_id);
CREATE UNIQUE INDEX introducer_once ON introducer (candidature_id, introducer_id) WHERE introducer_id IS NOT NULL;
