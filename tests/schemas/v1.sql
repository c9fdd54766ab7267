-- dangwu: the whole schema as it is today. A new file starts from here; an older one is brought here by the
-- steps in src/db/migrations, and a test holds the two together.
--
-- How to read it
--   * What never changes about a thing stands in its own table (org, unit, person). What changes with time stands
--     in dated rows beside it, from `since` on until `until` exclusive. `until` NULL: still so. `since` NULL: so
--     from the beginning of the thing itself, or from a day nobody knows.
--   * Dates are kept as known: '2010', '2010-05' or '2010-05-03'. Beside each stands a generated `…_day`, the first
--     day of that span, for comparing and counting. An end known only to the month or year never falls before its
--     own beginning: such a period is empty, not negative.
--   * `length(x) % 3 = 1` lets the three spellings pass: 4, 7 or 10 characters. (It and the chains of OR in `roll` say
--     the same as IN (…), for which SQLite builds a small table at every row written.)
--   * `x || '-99' >= y` asks whether some day of the span x could be on or after the day y.
--   * Triggers named like a sentence say what cannot be; the word before the colon is a stable code. Those on UPDATE
--     run after it: before it, SQLite has not yet read the columns that generated ones follow from.
--   * Every record table has `id INTEGER PRIMARY KEY`: the journal of operations names rows by table and id.

-- ---------------------------------------------------------------------------------------------------------------
-- Units 所在单位: the associations, chambers and enterprises that Party organisations are built in
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE unit (
  id              INTEGER PRIMARY KEY,
  uscc            TEXT CHECK (length(uscc) = 18),             -- unified social credit code, GB 32100
  established     TEXT CHECK (length(established) BETWEEN 4 AND 10 AND length(established) % 3 = 1),
  established_day TEXT GENERATED ALWAYS AS (coalesce(substr(established || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
                  CHECK (date(established_day, '+0 days') IS established_day),
  closed          TEXT CHECK (length(closed) BETWEEN 4 AND 10 AND length(closed) % 3 = 1),
  closed_day      TEXT GENERATED ALWAYS AS (CASE
                    WHEN closed IS NULL THEN '9999-12-31'
                    WHEN length(closed) = 10 THEN closed
                    ELSE max(substr(closed || '-01-01', 1, 10), established_day) END) VIRTUAL
                  CHECK (date(closed_day, '+0 days') IS closed_day),
  close_reason    TEXT,
  remark          TEXT,
  CHECK (closed_day > established_day OR length(closed) < 10)
) STRICT;

CREATE UNIQUE INDEX unit_uscc ON unit (uscc) WHERE uscc IS NOT NULL;

-- A unit's attributes. They hold from its establishment unless set from a later day.
CREATE TABLE unit_state (
  id                 INTEGER PRIMARY KEY,
  unit_id            INTEGER NOT NULL REFERENCES unit,
  name               TEXT NOT NULL CHECK (name <> ''),
  short_name         TEXT,
  kind               TEXT NOT NULL CHECK (kind IN
                     ('association', 'chamber', 'native-chamber', 'enterprise', 'federation', 'social-org')),
  industry           TEXT,
  district           TEXT,
  authority          TEXT,                                    -- competent authority 业务主管单位
  leader             TEXT,                                    -- who heads the unit itself
  member_enterprises INTEGER CHECK (member_enterprises >= 0),
  employees          INTEGER CHECK (employees >= 0),
  known_full_members INTEGER CHECK (known_full_members >= 0), -- full Party members working there, wherever enrolled
  trade_union        INTEGER CHECK (trade_union IN (0, 1)),   -- 工会, 共青团, 妇联: present or not, NULL not known
  youth_league       INTEGER CHECK (youth_league IN (0, 1)),
  womens_federation  INTEGER CHECK (womens_federation IN (0, 1)),
  association_id     INTEGER REFERENCES unit CHECK (association_id <> unit_id), -- the association an enterprise is in
  since              TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day          TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
                     CHECK (date(since_day, '+0 days') IS since_day),
  until              TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day          TEXT GENERATED ALWAYS AS (CASE
                       WHEN until IS NULL THEN '9999-12-31'
                       WHEN length(until) = 10 THEN until
                       ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
                     CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX unit_state_unit ON unit_state (unit_id, since_day, until_day);
CREATE INDEX unit_state_name ON unit_state (name);
CREATE INDEX unit_state_association ON unit_state (association_id) WHERE association_id IS NOT NULL;

CREATE TRIGGER unit_has_one_state_on_insert BEFORE INSERT ON unit_state
WHEN EXISTS (SELECT 1 FROM unit_state o WHERE o.unit_id = new.unit_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'unit-state-overlap: a unit has one set of attributes on any day'); END;

CREATE TRIGGER unit_has_one_state_on_update AFTER UPDATE OF unit_id, since, until ON unit_state
WHEN EXISTS (SELECT 1 FROM unit_state o WHERE o.unit_id = new.unit_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'unit-state-overlap: a unit has one set of attributes on any day'); END;

-- ---------------------------------------------------------------------------------------------------------------
-- Party organisations 党组织
-- ---------------------------------------------------------------------------------------------------------------

-- A planned org (拟建) exists on no day, so it is counted nowhere until it is founded.
CREATE TABLE org (
  id              INTEGER PRIMARY KEY,
  code            TEXT NOT NULL CHECK (code <> ''),
  planned         INTEGER NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)),
  founded         TEXT CHECK (length(founded) BETWEEN 4 AND 10 AND length(founded) % 3 = 1),
  founded_day     TEXT GENERATED ALWAYS AS (CASE planned WHEN 1 THEN '9999-12-31'
                    ELSE coalesce(substr(founded || '-01-01', 1, 10), '0001-01-01') END) VIRTUAL
                  CHECK (date(founded_day, '+0 days') IS founded_day),
  formation       TEXT CHECK (formation IN ('independent', 'joint', 'attached')),
  approval_no     TEXT,                                       -- the document that approved the founding
  approver        TEXT,
  district        TEXT,
  contact         TEXT,
  phone           TEXT,
  dissolved       TEXT CHECK (length(dissolved) BETWEEN 4 AND 10 AND length(dissolved) % 3 = 1),
  dissolved_day   TEXT GENERATED ALWAYS AS (CASE
                    WHEN dissolved IS NULL THEN '9999-12-31'
                    WHEN length(dissolved) = 10 THEN dissolved
                    ELSE max(substr(dissolved || '-01-01', 1, 10), founded_day) END) VIRTUAL
                  CHECK (date(dissolved_day, '+0 days') IS dissolved_day),
  dissolve_reason TEXT,
  successor_id    INTEGER REFERENCES org CHECK (successor_id <> id), -- the org it was dissolved into
  remark          TEXT,
  CHECK (planned = 0 OR (founded IS NULL AND dissolved IS NULL)),
  CHECK (dissolved_day > founded_day OR length(dissolved) < 10 OR planned = 1)
) STRICT;

CREATE UNIQUE INDEX org_code ON org (code COLLATE NOCASE);

CREATE TABLE org_name (
  id         INTEGER PRIMARY KEY,
  org_id     INTEGER NOT NULL REFERENCES org,
  name       TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT,
  since      TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day  TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
             CHECK (date(since_day, '+0 days') IS since_day),
  until      TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day  TEXT GENERATED ALWAYS AS (CASE
               WHEN until IS NULL THEN '9999-12-31'
               WHEN length(until) = 10 THEN until
               ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
             CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX org_name_org ON org_name (org_id, since_day, until_day);
CREATE INDEX org_name_name ON org_name (name);

CREATE TRIGGER org_has_one_name_on_insert BEFORE INSERT ON org_name
WHEN EXISTS (SELECT 1 FROM org_name o WHERE o.org_id = new.org_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-name-overlap: an org has one name on any day'); END;

CREATE TRIGGER org_has_one_name_on_update AFTER UPDATE OF org_id, since, until ON org_name
WHEN EXISTS (SELECT 1 FROM org_name o WHERE o.org_id = new.org_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-name-overlap: an org has one name on any day'); END;

-- Of what kind the org is. A conversion (党组 → 党委) ends one row and begins another, by a document.
CREATE TABLE org_kind (
  id          INTEGER PRIMARY KEY,
  org_id      INTEGER NOT NULL REFERENCES org,
  kind        TEXT NOT NULL CHECK (kind IN ('committee', 'general-branch', 'branch', 'joint-branch', 'temporary',
              'group', 'leading-group', 'office', 'superior')),
  approval_no TEXT,
  approver    TEXT,
  since       TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day   TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
              CHECK (date(since_day, '+0 days') IS since_day),
  until       TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day   TEXT GENERATED ALWAYS AS (CASE
                WHEN until IS NULL THEN '9999-12-31'
                WHEN length(until) = 10 THEN until
                ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
              CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX org_kind_org ON org_kind (org_id, since_day, until_day);

CREATE TRIGGER org_has_one_kind_on_insert BEFORE INSERT ON org_kind
WHEN EXISTS (SELECT 1 FROM org_kind o WHERE o.org_id = new.org_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-kind-overlap: an org is of one kind on any day'); END;

CREATE TRIGGER org_has_one_kind_on_update AFTER UPDATE OF org_id, since, until ON org_kind
WHEN EXISTS (SELECT 1 FROM org_kind o WHERE o.org_id = new.org_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-kind-overlap: an org is of one kind on any day'); END;

-- Which org stands directly under which. Nothing is derived from it; subtrees are walked when they are asked for.
CREATE TABLE org_parent (
  id          INTEGER PRIMARY KEY,
  org_id      INTEGER NOT NULL REFERENCES org,
  parent_id   INTEGER NOT NULL REFERENCES org CHECK (parent_id <> org_id),
  since       TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day   TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
              CHECK (date(since_day, '+0 days') IS since_day),
  until       TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day   TEXT GENERATED ALWAYS AS (CASE
                WHEN until IS NULL THEN '9999-12-31'
                WHEN length(until) = 10 THEN until
                ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
              CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX org_parent_org ON org_parent (org_id, since_day, until_day);
CREATE INDEX org_parent_parent ON org_parent (parent_id, since_day, until_day);

CREATE TRIGGER org_has_one_parent_on_insert BEFORE INSERT ON org_parent
WHEN EXISTS (SELECT 1 FROM org_parent o WHERE o.org_id = new.org_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-parent-overlap: an org stands under one org on any day'); END;

CREATE TRIGGER org_has_one_parent_on_update AFTER UPDATE OF org_id, since, until ON org_parent
WHEN EXISTS (SELECT 1 FROM org_parent o WHERE o.org_id = new.org_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'org-parent-overlap: an org stands under one org on any day'); END;

-- Which org covers which unit. A joint branch covers several; a unit may be covered by several orgs.
CREATE TABLE cover (
  id        INTEGER PRIMARY KEY,
  org_id    INTEGER NOT NULL REFERENCES org,
  unit_id   INTEGER NOT NULL REFERENCES unit,
  how       TEXT NOT NULL CHECK (how IN ('own', 'joint', 'attached')),
  since     TEXT CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (coalesce(substr(since || '-01-01', 1, 10), '0001-01-01')) VIRTUAL
            CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX cover_org ON cover (org_id, since_day, until_day);
CREATE INDEX cover_unit ON cover (unit_id, since_day, until_day);

CREATE TRIGGER org_covers_a_unit_once_on_insert BEFORE INSERT ON cover
WHEN EXISTS (SELECT 1 FROM cover o WHERE o.org_id = new.org_id AND o.unit_id = new.unit_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'cover-overlap: an org covers a unit once on any day'); END;

CREATE TRIGGER org_covers_a_unit_once_on_update AFTER UPDATE OF org_id, unit_id, since, until ON cover
WHEN EXISTS (SELECT 1 FROM cover o WHERE o.org_id = new.org_id AND o.unit_id = new.unit_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'cover-overlap: an org covers a unit once on any day'); END;

-- ---------------------------------------------------------------------------------------------------------------
-- People and the roll 党员名册
-- ---------------------------------------------------------------------------------------------------------------

-- One row for one human being, member or not (an instructor of the federation, an introducer from elsewhere).
-- The id is the number (no) that users type; it is given once and never again.
CREATE TABLE person (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL CHECK (name <> ''),
  sex            TEXT CHECK (sex IN ('male', 'female')),
  id_no          TEXT CHECK (length(id_no) = 18),             -- citizen identity number, GB 11643
  birth          TEXT CHECK (length(birth) BETWEEN 4 AND 10 AND length(birth) % 3 = 1),
  birth_day      TEXT GENERATED ALWAYS AS (substr(birth || '-01-01', 1, 10)) VIRTUAL CHECK (date(birth_day, '+0 days') IS birth_day),
  ethnicity      TEXT,                                        -- as written; the code beside it where one is known
  ethnicity_code TEXT,                                        -- GB/T 3304
  native_place   TEXT,
  education      TEXT,
  education_code TEXT,                                        -- GB/T 4658-2006
  degree         TEXT,
  joined         TEXT CHECK (length(joined) BETWEEN 4 AND 10 AND length(joined) % 3 = 1),   -- admitted as probationary member
  joined_day     TEXT GENERATED ALWAYS AS (substr(joined || '-01-01', 1, 10)) VIRTUAL CHECK (date(joined_day, '+0 days') IS joined_day),
  full_on        TEXT CHECK (length(full_on) BETWEEN 4 AND 10 AND length(full_on) % 3 = 1),  -- probation ended: full member
  full_on_day    TEXT GENERATED ALWAYS AS (substr(full_on || '-01-01', 1, 10)) VIRTUAL CHECK (date(full_on_day, '+0 days') IS full_on_day),
  unit_id        INTEGER REFERENCES unit,                     -- where the person works, if it is a unit on record,
  unit_text      TEXT,                                        -- else the name as written
  job            TEXT,
  job_code       TEXT,
  position       TEXT,
  owner          INTEGER NOT NULL DEFAULT 0 CHECK (owner IN (0, 1)), -- owns a business 党员业主
  phone          TEXT,
  landline       TEXT,
  address        TEXT,
  remark         TEXT,
  CHECK (joined || '-99' >= birth_day),
  CHECK (full_on || '-99' >= joined_day),
  CHECK (unit_id IS NULL OR unit_text IS NULL)
) STRICT;

CREATE UNIQUE INDEX person_id_no ON person (id_no) WHERE id_no IS NOT NULL;
CREATE INDEX person_name ON person (name);
CREATE INDEX person_unit ON person (unit_id) WHERE unit_id IS NOT NULL;

-- Roll periods 在册期间: one member, in one org, in one category.
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
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  -- how it began. entered: the roster's own date; found: on the roll when the office began its records (--as-found);
  -- assumed: worked out from joining and founding, no event. The rest are events of their own verbs.
  began     TEXT NOT NULL CHECK (began = 'entered' OR began = 'found' OR began = 'assumed'
            OR began = 'admitted' OR began = 'in' OR began = 'moved' OR began = 'converted'),
  ended     TEXT CHECK (ended = 'converted' OR ended = 'moved' OR ended = 'out' OR ended = 'deceased'
            OR ended = 'resigned' OR ended = 'removed' OR ended = 'expelled' OR ended = 'cancelled' OR ended = 'left'),
  end_note  TEXT,
  CHECK (until_day > since_day OR length(until) < 10),
  CHECK ((until IS NULL) = (ended IS NULL))
) STRICT;

CREATE INDEX roll_person ON roll (person_id, since_day);
CREATE INDEX roll_org ON roll (org_id, since_day, until_day, category);

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

CREATE TRIGGER life_of_an_org_holds_its_roll AFTER UPDATE OF planned, founded, dissolved ON org
WHEN EXISTS (SELECT 1 FROM roll r WHERE r.org_id = new.id
             AND (r.since || '-99' < new.founded_day OR r.until_day > new.dissolved || '-99'))
BEGIN SELECT raise(ABORT, 'roll-outside-org: a roll lies between the founding and the dissolution of its org'); END;

CREATE TRIGGER roll_begins_after_joining_on_insert BEFORE INSERT ON roll
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = new.person_id
             AND (new.since || '-99' < p.joined_day OR (new.category = 'full' AND new.since || '-99' < p.full_on_day)))
BEGIN SELECT raise(ABORT, 'roll-before-joining: nobody is on the roll before joining, nor a full member before full_on'); END;

CREATE TRIGGER roll_begins_after_joining_on_update AFTER UPDATE OF person_id, since, category ON roll
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = new.person_id
             AND (new.since || '-99' < p.joined_day OR (new.category = 'full' AND new.since || '-99' < p.full_on_day)))
BEGIN SELECT raise(ABORT, 'roll-before-joining: nobody is on the roll before joining, nor a full member before full_on'); END;

-- Membership suspended 停止党籍: listed, but counted neither as member nor as voter.
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
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX suspension_person ON suspension (person_id, since_day, until_day);

CREATE TRIGGER person_is_suspended_once_on_insert BEFORE INSERT ON suspension
WHEN EXISTS (SELECT 1 FROM suspension o WHERE o.person_id = new.person_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'suspension-overlap: a person is suspended once at a time'); END;

CREATE TRIGGER person_is_suspended_once_on_update AFTER UPDATE OF person_id, since, until ON suspension
WHEN EXISTS (SELECT 1 FROM suspension o WHERE o.person_id = new.person_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'suspension-overlap: a person is suspended once at a time'); END;

-- Away from the org: a floating member 流动党员 ('floating', with the place), or out of touch 失联党员 ('lost').
-- The member stays on the roll; figures follow the roll, not the place.
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
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX absence_person ON absence (person_id, kind, since_day, until_day);

CREATE TRIGGER person_is_absent_once_on_insert BEFORE INSERT ON absence
WHEN EXISTS (SELECT 1 FROM absence o WHERE o.person_id = new.person_id AND o.kind = new.kind AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'absence-overlap: a person floats, or is out of touch, once at a time'); END;

CREATE TRIGGER person_is_absent_once_on_update AFTER UPDATE OF person_id, kind, since, until ON absence
WHEN EXISTS (SELECT 1 FROM absence o WHERE o.person_id = new.person_id AND o.kind = new.kind AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'absence-overlap: a person floats, or is out of touch, once at a time'); END;

-- The liaison system: who of the federation guides which unit 党建指导员.
CREATE TABLE instructor (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  unit_id   INTEGER NOT NULL REFERENCES unit,
  since     TEXT NOT NULL CHECK (length(since) BETWEEN 4 AND 10 AND length(since) % 3 = 1),
  since_day TEXT GENERATED ALWAYS AS (substr(since || '-01-01', 1, 10)) VIRTUAL CHECK (date(since_day, '+0 days') IS since_day),
  until     TEXT CHECK (length(until) BETWEEN 4 AND 10 AND length(until) % 3 = 1),
  until_day TEXT GENERATED ALWAYS AS (CASE
              WHEN until IS NULL THEN '9999-12-31'
              WHEN length(until) = 10 THEN until
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
) STRICT;

CREATE INDEX instructor_unit ON instructor (unit_id, since_day, until_day);
CREATE INDEX instructor_person ON instructor (person_id, since_day, until_day);

CREATE TRIGGER instructor_guides_a_unit_once_on_insert BEFORE INSERT ON instructor
WHEN EXISTS (SELECT 1 FROM instructor o WHERE o.person_id = new.person_id AND o.unit_id = new.unit_id AND o.id IS NOT new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'instructor-overlap: a person guides a unit once at a time'); END;

CREATE TRIGGER instructor_guides_a_unit_once_on_update AFTER UPDATE OF person_id, unit_id, since, until ON instructor
WHEN EXISTS (SELECT 1 FROM instructor o WHERE o.person_id = new.person_id AND o.unit_id = new.unit_id AND o.id <> new.id
             AND o.since_day < new.until_day AND o.until_day > new.since_day AND new.since_day < new.until_day)
BEGIN SELECT raise(ABORT, 'instructor-overlap: a person guides a unit once at a time'); END;

-- ---------------------------------------------------------------------------------------------------------------
-- The books about the books: not records themselves, so undo never touches them
-- ---------------------------------------------------------------------------------------------------------------

-- One command that wrote: one transaction, one operation.
CREATE TABLE operation (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  at              TEXT NOT NULL,                              -- UTC, ISO 8601
  operator        TEXT NOT NULL,
  command         TEXT NOT NULL,                              -- as typed, identity and telephone numbers masked
  added           INTEGER NOT NULL DEFAULT 0,
  changed         INTEGER NOT NULL DEFAULT 0,
  removed         INTEGER NOT NULL DEFAULT 0,
  override_reason TEXT,                                       -- why a norm was let be broken
  undoes          INTEGER REFERENCES operation,               -- this operation took that one back
  undone_by       INTEGER REFERENCES operation                -- that operation took this one back
) STRICT;

-- The journal: each row that an operation touched, as it was and as it became, as JSON of its stored columns.
CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation,
  tbl          TEXT NOT NULL,
  row_id       INTEGER NOT NULL,
  before       TEXT CHECK (json_valid(before)),
  after        TEXT CHECK (json_valid(after)),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX change_operation ON change (operation_id);
CREATE INDEX change_row ON change (tbl, row_id);

-- What a bulk import added, by range: a million row images would be a second database. Every row of the range came with
-- that import; undo removes them, and they come back only by importing again.
CREATE TABLE bulk (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation,
  tbl          TEXT NOT NULL,
  first_id     INTEGER NOT NULL,
  last_id      INTEGER NOT NULL CHECK (last_id >= first_id),
  rows         INTEGER NOT NULL                               -- fewer than the range is wide, where numbers were left out
) STRICT;

CREATE INDEX bulk_operation ON bulk (operation_id);

-- Who looked at unmasked identity and telephone numbers, and when.
CREATE TABLE access (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  operator TEXT NOT NULL,
  command  TEXT NOT NULL
) STRICT;

-- Numbers that only ever go up, whatever is undone: org codes, person numbers.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;


-- A file of version 1, with a little in it.
PRAGMA application_id = 1684106855;
PRAGMA user_version = 1;
INSERT INTO org (id, code, founded) VALUES (1, 'JW', '2005');
INSERT INTO org_name (org_id, name) VALUES (1, '工商联党委');
INSERT INTO org_kind (org_id, kind) VALUES (1, 'committee');
INSERT INTO person (id, name, joined) VALUES (1, '张三', '2003-07-01');
INSERT INTO roll (person_id, org_id, category, since, began) VALUES (1, 1, 'full', '2008-06-01', 'entered');
INSERT INTO operation (at, operator, command, added) VALUES ('2011-05-31T08:00:00Z', '测试', 'member add 张三', 1);
INSERT INTO change (operation_id, tbl, row_id, after) VALUES (1, 'org', 1, '{"id":1,"code":"JW"}');
INSERT INTO counter (name, last) VALUES ('person', 1);
