-- Ledgers: venues, channels, policies, functions, honours, care, titles in associations.

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
