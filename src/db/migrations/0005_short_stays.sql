-- Ends known to the month or year that fall into the month or year of their beginning, comings and goings on one day, and
-- votes in writing: the tables that hold them are made anew.

CREATE TABLE roll_kept AS SELECT id, person_id, org_id, category, since, until, began, ended, end_note FROM roll;
DROP TABLE roll;
CREATE TABLE roll (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  org_id    INTEGER NOT NULL REFERENCES org,
  category  TEXT NOT NULL CHECK (category = 'full' OR category = 'probationary' OR category = 'unknown'),
  since     TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              WHEN ended = 'moved' OR ended = 'converted' THEN max(substr(until || '-01-01', 1, 10), since_day)
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  -- how it began. entered: the roster's own date; found: on the roll when the office began its records (--as-found);
  -- assumed: worked out from joining and founding, no event. The rest are events of their own verbs.
  began     TEXT NOT NULL CHECK (began = 'entered' OR began = 'found' OR began = 'assumed'
            OR began = 'admitted' OR began = 'in' OR began = 'moved' OR began = 'converted'),
  ended     TEXT CHECK (ended = 'converted' OR ended = 'moved' OR ended = 'out' OR ended = 'deceased'
            OR ended = 'resigned' OR ended = 'removed' OR ended = 'expelled' OR ended = 'cancelled' OR ended = 'left'),
  end_note  TEXT,
  -- who came and went on one day stood on no roll at its end, but came and went
  CHECK (until_day > since_day OR length(until) < 10 OR (until_day = since_day AND ended <> 'converted' AND ended <> 'moved')),
  CHECK ((until IS NULL) = (ended IS NULL))
) STRICT;
INSERT INTO roll (id, person_id, org_id, category, since, until, began, ended, end_note) SELECT id, person_id, org_id, category, since, until, began, ended, end_note FROM roll_kept;
DROP TABLE roll_kept;
CREATE INDEX roll_person ON roll (person_id, since_day);
CREATE INDEX roll_org ON roll (org_id, since_day, until_day, category);
CREATE INDEX roll_probation ON roll (org_id, since_day, until_day, person_id) WHERE category = 'probationary';
CREATE TRIGGER person_is_on_one_roll_on_insert BEFORE INSERT ON roll
WHEN EXISTS (SELECT 1 FROM roll o WHERE o.person_id = new.person_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'roll-overlap: a person stands on one roll on any day'); END;
CREATE TRIGGER person_is_on_one_roll_on_update AFTER UPDATE OF person_id, since, until ON roll
WHEN EXISTS (SELECT 1 FROM roll o WHERE o.person_id = new.person_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'roll-overlap: a person stands on one roll on any day'); END;
CREATE TRIGGER roll_lies_within_the_life_of_the_org_on_insert BEFORE INSERT ON roll
WHEN EXISTS (SELECT 1 FROM org o WHERE o.id = new.org_id
             AND (new.since || '-99' < o.founded_day OR new.until_day > o.dissolved || '-99'))
BEGIN SELECT raise(ABORT, 'roll-outside-org: a roll lies between the founding and the dissolution of its org'); END;
CREATE TRIGGER roll_lies_within_the_life_of_the_org_on_update AFTER UPDATE OF org_id, since, until ON roll
WHEN EXISTS (SELECT 1 FROM org o WHERE o.id = new.org_id
             AND (new.since || '-99' < o.founded_day OR new.until_day > o.dissolved || '-99'))
BEGIN SELECT raise(ABORT, 'roll-outside-org: a roll lies between the founding and the dissolution of its org'); END;
CREATE TRIGGER roll_begins_after_joining_on_insert BEFORE INSERT ON roll
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = new.person_id
             AND (new.since || '-99' < p.joined_day OR (new.category = 'full' AND new.since || '-99' < p.full_on_day)))
BEGIN SELECT raise(ABORT, 'roll-before-joining: nobody is on the roll before joining, nor a full member before full_on'); END;
CREATE TRIGGER roll_begins_after_joining_on_update AFTER UPDATE OF person_id, since, category ON roll
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = new.person_id
             AND (new.since || '-99' < p.joined_day OR (new.category = 'full' AND new.since || '-99' < p.full_on_day)))
BEGIN SELECT raise(ABORT, 'roll-before-joining: nobody is on the roll before joining, nor a full member before full_on'); END;

CREATE TABLE suspension_kept AS SELECT id, person_id, reason, restored, since, until FROM suspension;
DROP TABLE suspension;
CREATE TABLE suspension (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  reason    TEXT,
  restored  TEXT,                                             -- why it was lifted
  since     TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
            CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10 OR until_day = since_day)
) STRICT;
INSERT INTO suspension (id, person_id, reason, restored, since, until) SELECT id, person_id, reason, restored, since, until FROM suspension_kept;
DROP TABLE suspension_kept;
CREATE INDEX suspension_person ON suspension (person_id, since_day, until_day);
CREATE TRIGGER person_is_suspended_once_on_insert BEFORE INSERT ON suspension
WHEN EXISTS (SELECT 1 FROM suspension o WHERE o.person_id = new.person_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'suspension-overlap: a person is suspended once at a time'); END;
CREATE TRIGGER person_is_suspended_once_on_update AFTER UPDATE OF person_id, since, until ON suspension
WHEN EXISTS (SELECT 1 FROM suspension o WHERE o.person_id = new.person_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'suspension-overlap: a person is suspended once at a time'); END;

CREATE TABLE absence_kept AS SELECT id, person_id, kind, place, since, until FROM absence;
DROP TABLE absence;
CREATE TABLE absence (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  kind      TEXT NOT NULL CHECK (kind IN ('floating', 'lost')),
  place     TEXT CHECK (place IS NULL OR kind = 'floating'),
  since     TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
            CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10 OR until_day = since_day)
) STRICT;
INSERT INTO absence (id, person_id, kind, place, since, until) SELECT id, person_id, kind, place, since, until FROM absence_kept;
DROP TABLE absence_kept;
CREATE INDEX absence_person ON absence (person_id, kind, since_day, until_day);
CREATE TRIGGER person_is_absent_once_on_insert BEFORE INSERT ON absence
WHEN EXISTS (SELECT 1 FROM absence o WHERE o.person_id = new.person_id AND o.kind = new.kind AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'absence-overlap: a person floats, or is out of touch, once at a time'); END;
CREATE TRIGGER person_is_absent_once_on_update AFTER UPDATE OF person_id, kind, since, until ON absence
WHEN EXISTS (SELECT 1 FROM absence o WHERE o.person_id = new.person_id AND o.kind = new.kind AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'absence-overlap: a person floats, or is out of touch, once at a time'); END;

CREATE TABLE post_kept AS SELECT id, org_id, person_id, post, how, full_time, also, since, until FROM post;
DROP TABLE post;
CREATE TABLE post (
  id        INTEGER PRIMARY KEY,
  org_id    INTEGER NOT NULL REFERENCES org,
  person_id INTEGER NOT NULL REFERENCES person,
  post      TEXT NOT NULL CHECK (post IN ('secretary', 'deputy-secretary', 'organisation', 'publicity', 'discipline',
                                          'united-front', 'youth', 'production', 'committee-member')),
  how       TEXT CHECK (how IN ('elected', 'appointed', 'dispatched', 'concurrent')), -- how the person came to it
  full_time INTEGER NOT NULL DEFAULT 0 CHECK (full_time IN (0, 1)),
  also      TEXT CHECK (also <> ''),                          -- the post in the association beside it
  since     TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10 OR until_day = since_day)
) STRICT;
INSERT INTO post (id, org_id, person_id, post, how, full_time, also, since, until) SELECT id, org_id, person_id, post, how, full_time, also, since, until FROM post_kept;
DROP TABLE post_kept;
CREATE INDEX post_org ON post (org_id, since_day, until_day);
CREATE INDEX post_person ON post (person_id, since_day, until_day);
CREATE TRIGGER post_is_held_once_on_insert BEFORE INSERT ON post
WHEN EXISTS (SELECT 1 FROM post o WHERE o.org_id = new.org_id AND o.post = new.post AND o.id IS NOT new.id
             AND (o.person_id = new.person_id OR new.post = 'secretary')
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'post-overlap: an org has one secretary, and nobody holds the same post of it twice'); END;
CREATE TRIGGER post_is_held_once_on_update AFTER UPDATE OF org_id, person_id, post, since, until ON post
WHEN EXISTS (SELECT 1 FROM post o WHERE o.org_id = new.org_id AND o.post = new.post AND o.id <> new.id
             AND (o.person_id = new.person_id OR new.post = 'secretary')
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'post-overlap: an org has one secretary, and nobody holds the same post of it twice'); END;

CREATE TABLE step_kept AS SELECT id, candidature_id, step, date, by_id, result, superior_on, notice_from, notice_to, hours, doc_no, voters, present, in_favour, against, abstained, secret, until, note FROM step;
DROP TABLE step;
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
  written        INTEGER CHECK (written > 0),                 -- of the votes: those in writing, of who could not come 书面意见
  CHECK ((notice_from IS NULL) = (notice_to IS NULL) AND notice_to >= notice_from),
  CHECK (present + coalesce(written, 0) <= voters AND in_favour + against + abstained = present + coalesce(written, 0))
) STRICT;
INSERT INTO step (id, candidature_id, step, date, by_id, result, superior_on, notice_from, notice_to, hours, doc_no, voters, present, in_favour, against, abstained, secret, until, note) SELECT id, candidature_id, step, date, by_id, result, superior_on, notice_from, notice_to, hours, doc_no, voters, present, in_favour, against, abstained, secret, until, note FROM step_kept;
DROP TABLE step_kept;
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

CREATE TABLE resolution_kept AS SELECT id, meeting_id, text, rule, voters, present, in_favour, against, abstained FROM resolution;
DROP TABLE resolution;
CREATE TABLE resolution (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  text       TEXT NOT NULL CHECK (text <> ''),
  rule       TEXT NOT NULL CHECK (rule IN ('decision', 'committee', 'recruitment', 'election')), -- by which quorum and majority
  voters     INTEGER NOT NULL CHECK (voters >= 0),            -- those due to vote 应到会
  present    INTEGER NOT NULL CHECK (present <= voters),      -- those of them who were there 实到会
  in_favour  INTEGER NOT NULL CHECK (in_favour >= 0),
  against    INTEGER NOT NULL CHECK (against >= 0),
  abstained  INTEGER NOT NULL CHECK (abstained >= 0),
  written    INTEGER NOT NULL DEFAULT 0 CHECK (written >= 0), -- of the votes: those in writing, of who could not come 书面意见
  CHECK (in_favour + against + abstained <= present + written AND present + written <= voters)
) STRICT;
INSERT INTO resolution (id, meeting_id, text, rule, voters, present, in_favour, against, abstained) SELECT id, meeting_id, text, rule, voters, present, in_favour, against, abstained FROM resolution_kept;
DROP TABLE resolution_kept;
CREATE INDEX resolution_meeting ON resolution (meeting_id);
CREATE TRIGGER voided_meetings_resolve_nothing_on_insert BEFORE INSERT ON resolution
WHEN (SELECT voided FROM meeting WHERE id = new.meeting_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'resolution-voided: a meeting that does not count decides nothing'); END;
CREATE TRIGGER voided_meetings_resolve_nothing_on_update AFTER UPDATE OF meeting_id ON resolution
WHEN (SELECT voided FROM meeting WHERE id = new.meeting_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'resolution-voided: a meeting that does not count decides nothing'); END;

-- The journal has rows as they are now: what was done before can still be undone.
UPDATE change SET before = json_insert(before, '$.written', NULL), after = json_insert(after, '$.written', NULL) WHERE tbl = 'step';
UPDATE change SET before = json_insert(before, '$.written', 0), after = json_insert(after, '$.written', 0) WHERE tbl = 'resolution';

-- Moves of a dissolved org's members were no transfers: now they are, like any other move.
INSERT INTO transfer (person_id, direction, from_org_id, to_org_id, issued, received)
SELECT went.person_id, 'within', left_roll.org_id, went.org_id, went.since, went.since
FROM roll went
JOIN roll left_roll ON left_roll.person_id = went.person_id AND left_roll.ended = 'moved' AND left_roll.until = went.since
                   AND left_roll.org_id <> went.org_id
WHERE went.began = 'moved'
  AND NOT EXISTS (SELECT 1 FROM transfer
                  WHERE transfer.person_id = went.person_id AND transfer.direction = 'within'
                    AND transfer.received = went.since AND transfer.to_org_id = went.org_id)
ORDER BY went.id;

-- Posts of those who had died or left ended with that.
UPDATE post
SET until = (SELECT max(roll.until) FROM roll
             WHERE roll.person_id = post.person_id
               AND roll.ended IN ('deceased', 'resigned', 'removed', 'expelled', 'cancelled', 'left'))
WHERE until IS NULL
  AND EXISTS (SELECT 1 FROM roll
              WHERE roll.person_id = post.person_id AND roll.until_day > post.since_day
                AND roll.ended IN ('deceased', 'resigned', 'removed', 'expelled', 'cancelled', 'left')
                AND NOT EXISTS (SELECT 1 FROM roll later WHERE later.person_id = roll.person_id AND later.since_day >= roll.until_day
                                AND later.id <> roll.id));
