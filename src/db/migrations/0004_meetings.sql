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
              ELSE max(substr(until || '-01-01', 1, 10), since_day) END) VIRTUAL
            CHECK (date(until_day, '+0 days') IS until_day),
  CHECK (until_day > since_day OR length(until) < 10)
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
  voters     INTEGER NOT NULL CHECK (voters >= 0),            -- those due to vote 应到会
  present    INTEGER NOT NULL CHECK (present <= voters),      -- those of them who were there 实到会
  in_favour  INTEGER NOT NULL CHECK (in_favour >= 0),
  against    INTEGER NOT NULL CHECK (against >= 0),
  abstained  INTEGER NOT NULL CHECK (abstained >= 0),
  CHECK (in_favour + against + abstained <= present)
) STRICT;

CREATE INDEX resolution_meeting ON resolution (meeting_id);

CREATE TRIGGER voided_meetings_resolve_nothing_on_insert BEFORE INSERT ON resolution
WHEN (SELECT voided FROM meeting WHERE id = new.meeting_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'resolution-voided: a meeting that does not count decides nothing'); END;

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

-- The journal's CHECK said json_valid(before), which older SQLite shells take for broken where there is nothing before.
CREATE TABLE change_kept AS SELECT id, operation_id, tbl, row_id, before, after FROM change;
DROP TABLE change;
CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation,
  tbl          TEXT NOT NULL,
  row_id       INTEGER NOT NULL,
  before       TEXT CHECK (before IS NULL OR json_valid(before)),
  after        TEXT CHECK (after IS NULL OR json_valid(after)),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
INSERT INTO change SELECT id, operation_id, tbl, row_id, before, after FROM change_kept;
DROP TABLE change_kept;
CREATE INDEX change_operation ON change (operation_id);
CREATE INDEX change_row ON change (tbl, row_id);
