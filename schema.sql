-- dangwu: the whole schema as it is today. A new file starts from here; an older one is brought here by the
-- steps in src/db/migrations, and a test holds the two together.
--
-- How to read it
--   * What never changes about a thing stands in its own table (org, unit, person). What changes with time stands
--     in dated rows beside it, from `since` on until `until` exclusive. `until` NULL: still so. `since` NULL: so
--     from the beginning of the thing itself, or from a day nobody knows.
--   * Dates are kept as known: '2010', '2010-05' or '2010-05-03'. Beside each stands a generated `…_day`, the first
--     day of that span, for comparing and counting. An end known only to the month or year never falls before its
--     own beginning: where the next thing begins then, such a period is empty, not negative; where it is the end for
--     good (of a roll, a suspension, an absence, a post) it is a day long, so that nobody is lost from all figures.
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
CREATE INDEX unit_state_short ON unit_state (short_name) WHERE short_name IS NOT NULL;
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

-- A planned org (拟建) exists on no day, so it is counted nowhere until it is founded. From `given_up` on it is not to be founded any
-- more (不再建), for `dissolve_reason`. Before the founding stand the request (`requested`, `request_no`) and the reply that agreed
-- (`approved`, its number is `approval_no`). `formation_reason`: why units share an org, related industry, neighbours, convenience,
-- or because the org above wished it. `in_step` 同步: founded together with its unit, where the days do not tell.
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
  requested       TEXT CHECK (length(requested) BETWEEN 4 AND 10 AND length(requested) % 3 = 1),
  request_no      TEXT CHECK (request_no <> ''),
  approved        TEXT CHECK (length(approved) BETWEEN 4 AND 10 AND length(approved) % 3 = 1),
  formation_reason TEXT CHECK (formation_reason IN ('industry', 'district', 'convenience', 'superior')),
  in_step         INTEGER CHECK (in_step IN (0, 1)),
  given_up        TEXT CHECK (length(given_up) BETWEEN 4 AND 10 AND length(given_up) % 3 = 1) CHECK (given_up IS NULL OR planned = 1),
  given_up_day    TEXT GENERATED ALWAYS AS (coalesce(substr(given_up || '-01-01', 1, 10), '9999-12-31')) VIRTUAL
                  CHECK (date(given_up_day, '+0 days') IS given_up_day),
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
CREATE INDEX org_name_short ON org_name (short_name) WHERE short_name IS NOT NULL;

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
CREATE INDEX person_name ON person (name, birth);
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

CREATE INDEX roll_person ON roll (person_id, since_day);
CREATE INDEX roll_org ON roll (org_id, since_day, until_day, category, person_id);
-- Those on probation, who are on the way into the Party, too.
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
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10 OR until_day = since_day)
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
              ELSE max(substr(until || '-01-01', 1, 10), date(since_day, '+1 day')) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10 OR until_day = since_day)
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

-- Transfers of membership 组织关系转接. A letter goes out with a member, who stays on the old roll until its receipt is in;
-- a transfer in, and a move within the tree without a letter, are done on their one day. The roll itself stands in
-- `roll`: what a transfer did to it begins or ends there on `received`, and a check holds the two together.
CREATE TABLE transfer (
  id            INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL REFERENCES person,
  direction     TEXT NOT NULL CHECK (direction IN ('in', 'out', 'within')),
  letter_no     TEXT CHECK (letter_no <> ''),                 -- of ours; of a transfer in: of the office it came from
  from_org_id   INTEGER REFERENCES org,
  from_text     TEXT CHECK (from_text <> ''),                 -- where it is no org of ours
  to_org_id     INTEGER REFERENCES org CHECK (to_org_id <> from_org_id),
  to_text       TEXT CHECK (to_text <> ''),
  issued        TEXT NOT NULL CHECK (length(issued) BETWEEN 4 AND 10 AND length(issued) % 3 = 1),
  issued_day    TEXT GENERATED ALWAYS AS (substr(issued || '-01-01', 1, 10)) VIRTUAL CHECK (date(issued_day, '+0 days') IS issued_day),
  valid_days    INTEGER CHECK (valid_days BETWEEN 1 AND 3650),
  expires       TEXT GENERATED ALWAYS AS (date(issued_day, '+' || valid_days || ' days')) VIRTUAL, -- the last day it is good for
  received      TEXT CHECK (length(received) BETWEEN 4 AND 10 AND length(received) % 3 = 1), -- the receipt's day
  received_day  TEXT GENERATED ALWAYS AS (substr(received || '-01-01', 1, 10)) VIRTUAL CHECK (date(received_day, '+0 days') IS received_day),
  cancelled     TEXT CHECK (length(cancelled) BETWEEN 4 AND 10 AND length(cancelled) % 3 = 1),
  cancelled_day TEXT GENERATED ALWAYS AS (substr(cancelled || '-01-01', 1, 10)) VIRTUAL CHECK (date(cancelled_day, '+0 days') IS cancelled_day),
  cancel_reason TEXT,
  dues_until    TEXT CHECK (length(dues_until) = 7 AND date(dues_until || '-01', '+0 days') IS dues_until || '-01'),
  remark        TEXT,
  CHECK ((from_org_id IS NULL) <> (from_text IS NULL)),
  CHECK ((to_org_id IS NULL) <> (to_text IS NULL)),
  CHECK (direction = 'in' OR from_org_id IS NOT NULL),
  CHECK (direction = 'out' OR to_org_id IS NOT NULL),
  CHECK (received || '-99' >= issued_day),
  CHECK (cancelled || '-99' >= issued_day),
  CHECK (received IS NULL OR cancelled IS NULL),
  CHECK ((cancelled IS NULL) = (cancel_reason IS NULL)),
  CHECK (direction <> 'in' OR received IS NOT NULL OR cancelled IS NOT NULL)
) STRICT;

CREATE INDEX transfer_person ON transfer (person_id, issued_day);
CREATE INDEX transfer_issued ON transfer (issued_day);
-- One open letter a person.
CREATE UNIQUE INDEX transfer_open ON transfer (person_id) WHERE received IS NULL AND cancelled IS NULL;
CREATE INDEX transfer_letter ON transfer (letter_no) WHERE letter_no IS NOT NULL AND direction <> 'in';

-- No letter number of an office twice. Each office numbers its own: of what was handed up two may be the same.
CREATE TRIGGER letter_number_is_given_once_on_insert BEFORE INSERT ON transfer
WHEN new.letter_no IS NOT NULL AND new.direction <> 'in'
 AND EXISTS (SELECT 1 FROM transfer o WHERE o.letter_no = new.letter_no AND o.direction <> 'in' AND o.id IS NOT new.id
             AND (SELECT office FROM origin WHERE org_id = o.from_org_id ORDER BY id LIMIT 1)
                 IS (SELECT office FROM origin WHERE org_id = new.from_org_id ORDER BY id LIMIT 1))
BEGIN SELECT raise(ABORT, 'letter-twice: an office gives a letter number once'); END;

CREATE TRIGGER letter_number_is_given_once_on_update AFTER UPDATE OF letter_no, direction, from_org_id ON transfer
WHEN new.letter_no IS NOT NULL AND new.direction <> 'in'
 AND EXISTS (SELECT 1 FROM transfer o WHERE o.letter_no = new.letter_no AND o.direction <> 'in' AND o.id <> new.id
             AND (SELECT office FROM origin WHERE org_id = o.from_org_id ORDER BY id LIMIT 1)
                 IS (SELECT office FROM origin WHERE org_id = new.from_org_id ORDER BY id LIMIT 1))
BEGIN SELECT raise(ABORT, 'letter-twice: an office gives a letter number once'); END;

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
  written        INTEGER CHECK (written > 0),                 -- of the votes: those in writing, of who could not come 书面意见
  CHECK ((notice_from IS NULL) = (notice_to IS NULL) AND notice_to >= notice_from),
  CHECK (present + coalesce(written, 0) <= voters AND in_favour + against + abstained = present + coalesce(written, 0))
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

-- Posts 职务: who is secretary, deputy or member of an org's committee.
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

-- ---------------------------------------------------------------------------------------------------------------
-- Meetings and activities 会议与活动
-- ---------------------------------------------------------------------------------------------------------------

-- A meeting or activity, with who was due as the roll stood on the day: `on_roll` and `voters` are worked out
-- when the meeting is recorded and kept, so that nothing booked later changes what was valid then. A roll is taken where
-- the kind has one: of the members for most meetings, of the committee for its own.
CREATE TABLE meeting (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org,
  kind         TEXT NOT NULL CHECK (kind IN
               ('general', 'committee', 'group', 'lecture', 'theme-day', 'org-life', 'appraisal', 'joint', 'board',
                'consult', 'analysis', 'service', 'training', 'study', 'study-tour', 'contest', 'charity', 'visit',
                'mass', 'open', 'other')),
  date         TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day          TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  time         TEXT CHECK (time IS NULL OR strftime('%H:%M', time) IS time AND length(date) = 10), -- when it began
  topic        TEXT CHECK (topic <> ''),
  chair        TEXT CHECK (chair <> ''),                      -- as written; chair_id beside it where it is one on record
  chair_id     INTEGER REFERENCES person,
  recorder     TEXT CHECK (recorder <> ''),
  lecturer     TEXT CHECK (lecturer <> ''),
  place        TEXT CHECK (place <> ''),
  on_roll      INTEGER CHECK (on_roll >= 0),                  -- those due to attend by the roll of the day
  voters       INTEGER CHECK (voters <= on_roll),             -- those of them who may vote
  due_told     INTEGER CHECK (due_told >= 0),                 -- those due as somebody typed it, kept beside
  present      INTEGER CHECK (present >= 0),
  on_leave     INTEGER CHECK (on_leave >= 0),
  absent       INTEGER CHECK (absent >= 0),
  minutes_long INTEGER CHECK (minutes_long BETWEEN 1 AND 100000), -- how long it took, in minutes
  tier         TEXT CHECK (tier IN ('leaders', 'backbone', 'activists', 'all')),   -- whom a training is for 层次
  form         TEXT CHECK (form IN ('lecture', 'special-lecture', 'meeting', 'study-tour')), -- how it teaches 形式
  measure      TEXT CHECK (measure IN ('forms', 'tiers', 'practice')), -- which of the three measures of education 三项措施
  integration  TEXT CHECK (integration IN ('growth', 'excellence', 'integrity', 'anniversary')), -- of the four 四个结合
  partner      TEXT CHECK (partner IN ('trade-union', 'youth-league', 'womens-federation')), -- held together with 群团
  guests       TEXT CHECK (guests <> ''),
  sit_ins      TEXT CHECK (sit_ins <> ''),                    -- who sat in without a vote 列席
  voided       TEXT CHECK (voided <> ''),                     -- why it does not count
  remark       TEXT CHECK (remark <> ''),
  CHECK (chair_id IS NULL OR chair IS NOT NULL),
  CHECK ((on_roll IS NULL) = (voters IS NULL)),
  CHECK (present + coalesce(on_leave, 0) + coalesce(absent, 0) <= max(coalesce(on_roll, due_told), coalesce(due_told, on_roll)))
) STRICT;

CREATE INDEX meeting_org ON meeting (org_id, day, kind, date, voided);
CREATE INDEX meeting_chair ON meeting (chair_id) WHERE chair_id IS NOT NULL;

-- Who was there and who was not, name by name. `due` says that the person stood on the roll of those due that day, `votes`
-- that the person had a vote; guests who are on record are named without either.
CREATE TABLE attendance (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  person_id  INTEGER NOT NULL REFERENCES person,
  due        INTEGER NOT NULL CHECK (due IN (0, 1)),
  votes      INTEGER NOT NULL CHECK (votes IN (0, 1) AND votes <= due),
  presence   TEXT NOT NULL CHECK (presence IN ('present', 'late', 'leave', 'absent', 'left-out')),
  reason     TEXT CHECK (reason <> '')                        -- ill, private, official; else in words
) STRICT;

CREATE UNIQUE INDEX attendance_once ON attendance (meeting_id, person_id);
CREATE INDEX attendance_person ON attendance (person_id);

-- What was decided, with the vote. Whether it passed is worked out by the norm of its day and never stored.
CREATE TABLE resolution (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  text       TEXT NOT NULL CHECK (text <> ''),
  rule       TEXT NOT NULL CHECK (rule IN ('decision', 'committee', 'recruitment', 'election')), -- by which quorum and majority
  voters     INTEGER NOT NULL CHECK (voters >= 0),            -- those due to vote 应到会, before those excused in `voice` are taken off
  present    INTEGER NOT NULL CHECK (present <= voters),      -- those of them who were there 实到会
  in_favour  INTEGER NOT NULL CHECK (in_favour >= 0),
  against    INTEGER NOT NULL CHECK (against >= 0),
  abstained  INTEGER NOT NULL CHECK (abstained >= 0),
  written    INTEGER NOT NULL DEFAULT 0 CHECK (written >= 0), -- of the votes: those in writing, of who could not come 书面意见
  secret     INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1)), -- by ballot 无记名投票
  CHECK (in_favour + against + abstained <= present + written AND present + written <= voters)
) STRICT;

CREATE INDEX resolution_meeting ON resolution (meeting_id);

CREATE TRIGGER voided_meetings_resolve_nothing_on_insert BEFORE INSERT ON resolution
WHEN (SELECT voided FROM meeting WHERE id = new.meeting_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'resolution-voided: a meeting that does not count decides nothing'); END;

CREATE TRIGGER voided_meetings_resolve_nothing_on_update AFTER UPDATE OF meeting_id ON resolution
WHEN (SELECT voided FROM meeting WHERE id = new.meeting_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'resolution-voided: a meeting that does not count decides nothing'); END;

-- Voices: what is known by name of a vote, that of a resolution or of a step on the way into the Party. Who could not come and
-- gave an opinion in writing before 书面意见; and who was left out of those due 不计入应到会, why, and when the org above consented.
CREATE TABLE voice (
  id            INTEGER PRIMARY KEY,
  resolution_id INTEGER REFERENCES resolution,
  step_id       INTEGER REFERENCES step,
  person_id     INTEGER NOT NULL REFERENCES person,
  voice         TEXT NOT NULL CHECK (voice IN ('for', 'against', 'abstain', 'excused')),
  reason        TEXT CHECK (reason IN ('ill', 'abroad', 'sentenced', 'frail', 'away')),
  consented     TEXT CHECK (length(consented) BETWEEN 4 AND 10 AND length(consented) % 3 = 1),
  UNIQUE (resolution_id, person_id),
  UNIQUE (step_id, person_id),
  CHECK ((resolution_id IS NULL) <> (step_id IS NULL)),
  CHECK ((voice = 'excused') = (reason IS NOT NULL)),
  CHECK (consented IS NULL OR voice = 'excused')
) STRICT;

CREATE INDEX voice_person ON voice (person_id);

-- The minutes, as text.
CREATE TABLE minutes (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting,
  text       TEXT NOT NULL CHECK (text <> '')
) STRICT;

-- The campaigns that a meeting or activity belongs to, as the office calls them: 创先争优, 六个一.
CREATE TABLE campaign (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  name       TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE UNIQUE INDEX campaign_once ON campaign (meeting_id, name);

-- What was given at a charity activity, and to whom.
CREATE TABLE gift (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  recipient  TEXT NOT NULL CHECK (recipient <> ''),
  money      INTEGER CHECK (money > 0),                       -- in fen, a hundredth of a yuan
  goods      TEXT CHECK (goods <> ''),
  CHECK (money IS NOT NULL OR goods IS NOT NULL)
) STRICT;

CREATE INDEX gift_meeting ON gift (meeting_id);

-- The pieces handed in to an essay or speech contest 征文、演讲.
CREATE TABLE entry (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  title      TEXT NOT NULL CHECK (title <> ''),
  author     TEXT NOT NULL CHECK (author <> ''),              -- as written; author_id beside it where it is one on record
  author_id  INTEGER REFERENCES person,
  award      TEXT CHECK (award <> '')
) STRICT;

CREATE INDEX entry_meeting ON entry (meeting_id);
CREATE INDEX entry_author ON entry (author_id) WHERE author_id IS NOT NULL;

-- Words of meetings for searching: topic, resolutions and minutes of the meeting whose id is the rowid, cut into pairs of
-- characters ('党课 课堂 堂'), so that two characters are found and any sqlite3 can read it. It follows from the records
-- and is no record itself.
CREATE VIRTUAL TABLE meeting_words USING fts5(pairs, tokenize = 'ascii');

-- ---------------------------------------------------------------------------------------------------------------
-- Ledgers 台账: the small kinds of record, each declared in src/ledger/kinds
-- ---------------------------------------------------------------------------------------------------------------

-- Venues 党建阵地: the rooms of an org, and what stands in them.
CREATE TABLE venue (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT CHECK (kind IN ('activity-room', 'service-centre', 'culture-wall', 'other')),
  address TEXT CHECK (address <> ''),
  area INTEGER CHECK (area >= 0),                             -- m²
  seats INTEGER CHECK (seats >= 0),
  equipment TEXT CHECK (equipment <> ''),                     -- codes, parted by commas
  shared_with TEXT CHECK (shared_with <> ''),
  supported_by TEXT CHECK (supported_by <> ''),
  money INTEGER CHECK (money >= 0),                           -- fen
  kept_by TEXT CHECK (kept_by <> ''),
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

CREATE INDEX venue_org ON venue (org_id, since_day, until_day);

-- Channels 网上阵地: where an org is found on the net.
CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  kind TEXT NOT NULL CHECK (kind IN ('website', 'qq', 'wechat-group', 'wechat-account', 'microblog', 'forum', 'video', 'other')),
  name TEXT CHECK (name <> ''),
  address TEXT CHECK (address <> ''),
  kept_by TEXT CHECK (kept_by <> ''),
  followers INTEGER CHECK (followers >= 0),
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

CREATE INDEX channel_org ON channel (org_id, since_day, until_day);

-- Policies 制度、文件: what an org has laid down, or was told by those above it.
CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  title TEXT NOT NULL CHECK (title <> ''),
  number TEXT CHECK (number <> ''),
  issuer TEXT CHECK (issuer <> ''),
  level TEXT CHECK (level IN ('central', 'province', 'city', 'county', 'own')),
  kind TEXT CHECK (kind IN ('document', 'system', 'rules', 'notice')),
  topics TEXT CHECK (topics <> ''),
  file TEXT CHECK (file <> ''),                               -- where the paper lies
  reason TEXT CHECK (reason <> ''),                           -- why it ended
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

CREATE INDEX policy_org ON policy (org_id, since_day, until_day);

-- Functions 职能: what an org is there for.
CREATE TABLE org_function (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  text TEXT NOT NULL CHECK (text <> ''),
  policy TEXT CHECK (policy <> ''),                           -- by which it was given
  kind TEXT CHECK (kind IN ('original', 'added')),
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

CREATE INDEX org_function_org ON org_function (org_id, since_day, until_day);

-- Honours 表彰, of orgs and of people.
CREATE TABLE org_honor (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  title TEXT NOT NULL CHECK (title <> ''),
  level TEXT CHECK (level IN ('national', 'province', 'city', 'county', 'own')),
  granted_by TEXT CHECK (granted_by <> ''),
  number TEXT CHECK (number <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX org_honor_org ON org_honor (org_id, day);

-- The same, of people.
CREATE TABLE member_honor (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  title TEXT NOT NULL CHECK (title <> ''),
  level TEXT CHECK (level IN ('national', 'province', 'city', 'county', 'own')),
  granted_by TEXT CHECK (granted_by <> ''),
  number TEXT CHECK (number <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX member_honor_person ON member_honor (person_id, day);

-- Care 党内关怀: who was in need, and what was done.
CREATE TABLE care (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind IN ('business', 'living', 'medical', 'schooling', 'sympathy')),
  difficulty TEXT CHECK (difficulty <> ''),
  aid TEXT CHECK (aid <> ''),
  money INTEGER CHECK (money >= 0),                           -- fen
  goods TEXT CHECK (goods <> ''),
  given_by TEXT CHECK (given_by <> ''),
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> '')
) STRICT;

CREATE INDEX care_person ON care (person_id, day);

-- Titles 协会商会任职: what a member is in an association or chamber itself.
CREATE TABLE title (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  unit_id INTEGER NOT NULL REFERENCES unit,
  title TEXT NOT NULL CHECK (title IN ('president', 'executive-vice-president', 'vice-president', 'secretary-general', 'director', 'supervisor', 'other')),
  nominated_by TEXT CHECK (nominated_by <> ''),
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

CREATE INDEX title_person ON title (person_id, since_day, until_day);
CREATE INDEX title_unit ON title (unit_id, since_day, until_day);

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

-- Steps of formation plans 组建计划: what changed on a day in how a unit without an org is to get one. What they come to is
-- worked out (`plan_at`): so is that a plan has succeeded, once an org covers the unit.
CREATE TABLE plan_step (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit,
  state TEXT CHECK (state IN ('not-started', 'surveying', 'transferring', 'requested', 'approved', 'founded', 'shelved', 'dropped')),
  reason TEXT CHECK (reason IN ('few-members', 'no-members', 'not-transferred', 'unsupported', 'unguided', 'new', 'closing', 'other')), -- why it has none
  way TEXT CHECK (way IN ('independent', 'joint', 'attached', 'instructor', 'develop')),
  target TEXT CHECK (length(target) BETWEEN 4 AND 10 AND length(target) % 3 = 1), -- when it is to be founded
  target_day TEXT GENERATED ALWAYS AS (CASE length(target)
              WHEN 10 THEN target
              WHEN 7 THEN date(target || '-01', '+1 month', '-1 day')
              ELSE target || '-12-31' END) VIRTUAL            -- the last day on which it is in time
            CHECK (date(target_day, '+0 days') IS target_day),
  responsible TEXT CHECK (responsible <> ''),                 -- who sees to it, as written
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> ''),
  CHECK (reason IS NOT NULL OR coalesce(state, '') NOT IN ('shelved', 'dropped')) -- it ends for a reason
) STRICT;

CREATE INDEX plan_step_unit ON plan_step (unit_id, day);

-- Reports frozen as they were handed in 存档: the answer itself, how it was asked and what everything in it was called. What is frozen
-- is never changed; it goes only with the operation that froze it.
CREATE TABLE frozen (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE CHECK (name <> ''),
  report    TEXT NOT NULL CHECK (report <> ''),                -- by its whole name
  arguments TEXT NOT NULL CHECK (json_type(arguments) = 'array'), -- its options, days and orgs spelt out
  today     TEXT NOT NULL CHECK (date(today, '+0 days') IS today), -- the day on which it was asked
  as_of     TEXT CHECK (length(as_of) BETWEEN 4 AND 10 AND length(as_of) % 3 = 1), -- the day it is about, if another
  lang      TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  title     TEXT CHECK (title <> ''),
  made      TEXT CHECK (made <> ''),                           -- who made it and of which day, as it was told
  content   TEXT NOT NULL CHECK (json_type(content, '$.rows') = 'array'), -- columns, rows and totals as JSON
  labels    TEXT NOT NULL CHECK (json_valid(labels)),          -- what columns and codes were called, in both languages
  version   TEXT NOT NULL,                                     -- of the program
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),         -- of all columns before it
  operation INTEGER NOT NULL REFERENCES operation              -- the one that froze it first
) STRICT;

CREATE TRIGGER frozen_reports_stay BEFORE UPDATE ON frozen
BEGIN SELECT raise(ABORT, 'frozen-stays: a frozen report is never changed'); END;

-- ---------------------------------------------------------------------------------------------------------------
-- The books about the books: not records themselves, so undo never touches them
-- ---------------------------------------------------------------------------------------------------------------

-- One command that wrote: one transaction, one operation.
-- `stamp` is chance: by it operations of two copies of a file are told apart that were done in one second.
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
  , stamp         TEXT CHECK (length(stamp) = 16)) STRICT;

-- The journal: each row that an operation touched, as it was and as it became, as JSON of its stored columns.
CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation,
  tbl          TEXT NOT NULL,
  row_id       INTEGER NOT NULL,
  before       TEXT CHECK (before IS NULL OR json_valid(before)),
  after        TEXT CHECK (after IS NULL OR json_valid(after)),
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

-- Who looked at unmasked identity and telephone numbers, when, and how much came out. A look that broke off has no number of rows.
-- Whom it showed stands beside it, if they were few (`singly`); else how they were chosen is what the command says.
CREATE TABLE access (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  operator TEXT NOT NULL,
  command  TEXT NOT NULL,
  rows     INTEGER CHECK (rows >= 0),
  sha256   TEXT CHECK (length(sha256) % 65 = 64),             -- of the bytes of the file it went to; of several, parted by blanks
  singly   INTEGER NOT NULL DEFAULT 0 CHECK (singly IN (0, 1))
) STRICT;

-- The number stays when a record is merged or taken back: it was that record which was shown.
CREATE TABLE access_person (
  access_id INTEGER NOT NULL REFERENCES access,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (access_id, person_id)
) STRICT;

CREATE INDEX access_person_person ON access_person (person_id);

-- Sums over what nothing else tells twice, so that a byte lost there is found. Over an operation: its entry (but for `undone_by`, which is told
-- later), its images in the journal and its ranges.
CREATE TABLE operation_sum (
  operation_id INTEGER PRIMARY KEY REFERENCES operation,
  sum          INTEGER NOT NULL
) STRICT;

-- Over the rows of a range as they came, in blocks of 256 numbers.
CREATE TABLE bulk_sum (
  bulk_id INTEGER PRIMARY KEY REFERENCES bulk,
  columns TEXT NOT NULL,                                      -- of which the sums are, parted by commas
  sums    TEXT NOT NULL CHECK (json_type(sums) = 'array')
) STRICT;

-- Over a look at unmasked numbers and whom it showed.
CREATE TABLE access_sum (
  access_id INTEGER PRIMARY KEY REFERENCES access,
  sum       INTEGER NOT NULL
) STRICT;

-- Which operations touched somebody whose data were erased: of what they did no more is known than of the shell that stays, so they
-- cannot be taken back.
CREATE TABLE erased_from (
  operation_id INTEGER NOT NULL REFERENCES operation,
  erasure_id   INTEGER NOT NULL REFERENCES erasure,
  PRIMARY KEY (operation_id, erasure_id)
) STRICT;

CREATE INDEX erased_from_erasure ON erased_from (erasure_id);

-- Frozen reports from which somebody was erased: the SHA-256 that they had when they were handed in. It stays while the freezing is
-- undone: redone, the report is as blank as before.
CREATE TABLE frozen_blanked (
  frozen_id INTEGER PRIMARY KEY,
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- Numbers that only ever go up, whatever is undone: org codes, person numbers, letters by year.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

-- Elections 选举, step by step: called, candidates, ballots, and what came of it. Who is elected follows from the ballots by the
-- norms of the day and is stored nowhere; `taken` says that posts and term were written by it, `held_at` at which meeting.
CREATE TABLE election (
  id INTEGER PRIMARY KEY,
  org_id INTEGER NOT NULL REFERENCES org,
  kind TEXT NOT NULL CHECK (kind IN ('renewal', 'first', 'by-election', 'addition')),
  method TEXT NOT NULL CHECK (method IN ('surplus', 'equal', 'preliminary')), -- 差额, 等额, 差额预选
  body TEXT NOT NULL CHECK (body IN ('committee', 'meeting')), -- whether there is a committee, or the meeting elects the secretary
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1), -- may lie ahead
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  seats INTEGER NOT NULL CHECK (seats > 0),
  years INTEGER CHECK (years BETWEEN 1 AND 50),               -- none: it fills seats of a term that goes on
  number INTEGER CHECK (number > 0),                          -- 第几届
  requested TEXT CHECK (length(requested) BETWEEN 4 AND 10 AND length(requested) % 3 = 1), -- 请示
  request_no TEXT CHECK (request_no <> ''),
  approved TEXT CHECK (length(approved) BETWEEN 4 AND 10 AND length(approved) % 3 = 1), -- 批复同意召开
  approval_no TEXT CHECK (approval_no <> ''),
  reported TEXT CHECK (length(reported) BETWEEN 4 AND 10 AND length(reported) % 3 = 1), -- 选举结果报告
  report_no TEXT CHECK (report_no <> ''),
  confirmed TEXT CHECK (length(confirmed) BETWEEN 4 AND 10 AND length(confirmed) % 3 = 1), -- 书记、副书记批准
  confirmation_no TEXT CHECK (confirmation_no <> ''),
  filed TEXT CHECK (length(filed) BETWEEN 4 AND 10 AND length(filed) % 3 = 1), -- 委员备案
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)),
  term_id INTEGER REFERENCES term,                            -- the term that it began
  remark TEXT CHECK (remark <> ''),
  held_at INTEGER REFERENCES meeting,
  CHECK ((years IS NULL) = (kind IN ('by-election', 'addition')))
) STRICT;

CREATE INDEX election_org ON election (org_id, day);
CREATE INDEX election_term ON election (term_id) WHERE term_id IS NOT NULL;
CREATE INDEX election_meeting ON election (held_at) WHERE held_at IS NOT NULL;

-- Candidates 候选人, for which post of the committee, and who named them.
CREATE TABLE candidate (
  id INTEGER PRIMARY KEY,
  election_id INTEGER NOT NULL REFERENCES election,
  person_id INTEGER NOT NULL REFERENCES person,
  post TEXT NOT NULL CHECK (post IN ('secretary', 'deputy-secretary', 'organisation', 'publicity', 'discipline',
                                     'united-front', 'youth', 'production', 'committee-member')),
  nominated_by TEXT CHECK (nominated_by IN ('members', 'public', 'superior', 'committee')),
  consented TEXT CHECK (length(consented) BETWEEN 4 AND 10 AND length(consented) % 3 = 1), -- by the org above
  UNIQUE (election_id, person_id)
) STRICT;

CREATE INDEX candidate_person ON candidate (person_id);

-- Ballots 投票: one for each thing that is voted on (the committee, its secretary, its deputies) and each time that it is.
CREATE TABLE ballot (
  id INTEGER PRIMARY KEY,
  election_id INTEGER NOT NULL REFERENCES election,
  post TEXT NOT NULL CHECK (post IN ('committee-member', 'secretary', 'deputy-secretary')), -- what is voted on
  round INTEGER NOT NULL CHECK (round > 0),
  seats INTEGER NOT NULL CHECK (seats > 0),                   -- how many are elected in it
  voters INTEGER NOT NULL CHECK (voters > 0),                 -- those due to vote 应到会
  present INTEGER NOT NULL CHECK (present BETWEEN 0 AND voters), -- those of them there 实到会
  issued INTEGER NOT NULL CHECK (issued BETWEEN 0 AND present),
  returned INTEGER NOT NULL CHECK (returned BETWEEN 0 AND issued),
  valid INTEGER NOT NULL CHECK (valid BETWEEN 0 AND returned),
  UNIQUE (election_id, post, round)
) STRICT;

-- Votes for each name of a ballot, and those against it and neither where they were counted; who was written in 另选他人 may
-- be nobody on record.
CREATE TABLE ballot_name (
  id INTEGER PRIMARY KEY,
  ballot_id INTEGER NOT NULL REFERENCES ballot,
  person_id INTEGER REFERENCES person,
  name TEXT CHECK (name <> ''),
  written_in INTEGER NOT NULL CHECK (written_in IN (0, 1)),
  in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
  against INTEGER CHECK (against >= 0),
  abstained INTEGER CHECK (abstained >= 0),
  UNIQUE (ballot_id, person_id),
  CHECK ((person_id IS NULL) = (name IS NOT NULL)),
  CHECK (person_id IS NOT NULL OR written_in = 1)
) STRICT;

CREATE INDEX ballot_name_person ON ballot_name (person_id) WHERE person_id IS NOT NULL;

-- Holidays 节假日: of years that came after this program was made, what the notice of the State Council says. Days off that
-- fall on a weekday, and Saturdays and Sundays that are worked for them.
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE CHECK (length(day) = 10 AND date(day, '+0 days') IS day),
  works INTEGER NOT NULL CHECK (works IN (0, 1)),
  CHECK (works = (strftime('%w', day) IN ('0', '6')))
) STRICT;

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

-- Whose records a file holds: made with it, and the same in every copy. By it a copy of this office's file is told from that of
-- another office.
CREATE TABLE office (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  identity TEXT NOT NULL CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*')
) STRICT;

INSERT INTO office (id, identity) VALUES (1, lower(hex(randomblob(16))));

-- Settings that go with the records, so that all who work on this file write the same papers and count by the same numbers: what the
-- office calls itself, and its own numbers for norms that leave them to it (`rule.NAME`, from a day on, with what they rest on).
CREATE TABLE setting (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL CHECK (key <> ''),
  value  TEXT NOT NULL CHECK (value <> ''),
  since  TEXT CHECK (length(since) = 10 AND date(since, '+0 days') IS since),
  source TEXT CHECK (source <> ''),
  CHECK ((since IS NOT NULL) = (key LIKE 'rule.%'))
) STRICT;

CREATE UNIQUE INDEX setting_key ON setting (key, coalesce(since, ''));

-- Erasures 抹除: whose personal data were erased, and why. The row in `person` stays as a shell, so that all figures stay what they
-- were; which columns are emptied, src/erase/columns.toml says.
CREATE TABLE erasure (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL UNIQUE REFERENCES person,
  reason    TEXT NOT NULL CHECK (reason <> '')
) STRICT;

-- Restorations 恢复备份: when the file went back to a copy, and what is no longer in it. Operations that the copy did not have stand in the file
-- that was kept; their numbers are not given again.
CREATE TABLE restoration (
  id         INTEGER PRIMARY KEY,
  copy       TEXT NOT NULL CHECK (copy <> ''),               -- the file that was gone back to
  kept       TEXT,                                           -- what the file of before is kept as, if there was one
  lost       INTEGER CHECK (lost >= 0),                      -- how many operations; unknown where there was no file that could be read
  first_lost INTEGER,                                        -- the lowest of their numbers
  last_lost  INTEGER,                                        -- the highest
  lost_since TEXT,                                           -- when the first of them was done: UTC, ISO 8601
  CHECK (iif(coalesce(lost, 0) = 0, coalesce(first_lost, last_lost, lost_since) IS NULL,
             coalesce(first_lost <= last_lost AND kept IS NOT NULL AND lost_since IS NOT NULL, 0)))
) STRICT;

-- Operations whose number does not follow that of the one before: the numbers between were given in another file of these records, one
-- that somebody went back from, or of which this is a copy.
CREATE TABLE skipped (
  operation_id INTEGER PRIMARY KEY REFERENCES operation,
  previous     INTEGER NOT NULL                              -- the last operation before it that this file has; 0 if there is none
) STRICT;

-- Bundles 上报包: what other offices handed up.
--
-- Who somebody is 来处, of an org, a unit or a person that was handed up, or that had another identity before this file went its own
-- way: the office that recorded it first, and its number there. Of several the first is the one that it is handed up under; what has
-- none is of this office, under its own number.
CREATE TABLE origin (
  id        INTEGER PRIMARY KEY,
  org_id    INTEGER REFERENCES org,
  unit_id   INTEGER REFERENCES unit,
  person_id INTEGER REFERENCES person,
  office    TEXT NOT NULL CHECK (length(office) = 32 AND office NOT GLOB '*[^0-9a-f]*'),
  number    INTEGER NOT NULL CHECK (number > 0),
  CHECK ((org_id IS NOT NULL) + (unit_id IS NOT NULL) + (person_id IS NOT NULL) = 1)
) STRICT;

CREATE UNIQUE INDEX origin_org_number ON origin (office, number) WHERE org_id IS NOT NULL;
CREATE UNIQUE INDEX origin_unit_number ON origin (office, number) WHERE unit_id IS NOT NULL;
CREATE UNIQUE INDEX origin_person_number ON origin (office, number) WHERE person_id IS NOT NULL;
CREATE INDEX origin_org ON origin (org_id) WHERE org_id IS NOT NULL;
CREATE INDEX origin_unit ON origin (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX origin_person ON origin (person_id) WHERE person_id IS NOT NULL;

-- Who hands up here 上报单位: an office, with all that it has or with what stands under one of its orgs.
CREATE TABLE sender (
  id       INTEGER PRIMARY KEY,
  office   TEXT NOT NULL CHECK (length(office) = 32 AND office NOT GLOB '*[^0-9a-f]*'),
  top      INTEGER NOT NULL CHECK (top >= 0),                 -- the number there of the org under which all stands; 0: all there is
  name     TEXT NOT NULL CHECK (name <> ''),
  under_id INTEGER REFERENCES org,                            -- the org here that those stand under which stand under nobody there
  prefix   TEXT CHECK (prefix <> ''),                         -- what stands here before the codes of its orgs
  UNIQUE (office, top)
) STRICT;

CREATE INDEX sender_under ON sender (under_id) WHERE under_id IS NOT NULL;

-- Bundles merged 并入的上报包, each with how far the log of the office went and the sum of that log, by which the next one is known to
-- go on from it; and how many rows were new, changed, gone and as before.
CREATE TABLE bundle (
  id        INTEGER PRIMARY KEY,
  sender_id INTEGER NOT NULL REFERENCES sender,
  made      TEXT NOT NULL CHECK (date(made, '+0 days') IS made),
  since     INTEGER CHECK (since > 0),                        -- the operation since which it tells what changed; none: it tells all
  reached   INTEGER NOT NULL CHECK (reached >= since),
  history   TEXT NOT NULL CHECK (length(history) = 64),
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),        -- of what it tells
  added     INTEGER NOT NULL CHECK (added >= 0),
  changed   INTEGER NOT NULL CHECK (changed >= 0),
  removed   INTEGER NOT NULL CHECK (removed >= 0),
  unchanged INTEGER NOT NULL CHECK (unchanged >= 0)
) STRICT;

CREATE INDEX bundle_sender ON bundle (sender_id, reached);

-- Rows handed up 上报的记录: which row there is which here. What was handed up is what the row was after `operation`, by the journal; only
-- where something else stands here, or several offices tell of it, it is kept as an image. `row_id` NULL: it contradicts what
-- stands here and waits; its image is in the numbers of the office then.
CREATE TABLE handed_up (
  id        INTEGER PRIMARY KEY,
  sender_id INTEGER NOT NULL REFERENCES sender,
  tbl       TEXT NOT NULL,
  number    INTEGER NOT NULL,
  row_id    INTEGER,
  operation INTEGER NOT NULL REFERENCES operation,
  image     TEXT CHECK (image IS NULL OR json_valid(image)),
  person_id INTEGER REFERENCES person                         -- whom an image is about
) STRICT;

CREATE UNIQUE INDEX handed_up_number ON handed_up (sender_id, tbl, number);
CREATE INDEX handed_up_row ON handed_up (tbl, row_id);
CREATE INDEX handed_up_person ON handed_up (person_id) WHERE person_id IS NOT NULL;
