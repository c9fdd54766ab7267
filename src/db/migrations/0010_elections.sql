-- Terms of committees, posts wanted, elections.

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
-- norms of the day and is stored nowhere; `taken` says that posts and term were written by it.
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
  CHECK ((years IS NULL) = (kind IN ('by-election', 'addition')))
) STRICT;

CREATE INDEX election_org ON election (org_id, day);
CREATE INDEX election_term ON election (term_id) WHERE term_id IS NOT NULL;

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

-- Votes for each name of a ballot; who was written in 另选他人 may be nobody on record.
CREATE TABLE ballot_name (
  id INTEGER PRIMARY KEY,
  ballot_id INTEGER NOT NULL REFERENCES ballot,
  person_id INTEGER REFERENCES person,
  name TEXT CHECK (name <> ''),
  written_in INTEGER NOT NULL CHECK (written_in IN (0, 1)),
  in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
  UNIQUE (ballot_id, person_id),
  CHECK ((person_id IS NULL) = (name IS NOT NULL)),
  CHECK (person_id IS NOT NULL OR written_in = 1)
) STRICT;

CREATE INDEX ballot_name_person ON ballot_name (person_id) WHERE person_id IS NOT NULL;
