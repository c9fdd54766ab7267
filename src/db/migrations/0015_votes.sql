-- Votes by name: who gave an opinion in writing, who was excused; and whether it was by ballot. The table of resolutions is made
-- anew for the latter. Of elections: at which meeting they were held, and the votes against a name.

CREATE TABLE resolution_kept AS SELECT id, meeting_id, text, rule, voters, present, in_favour, against, abstained, written FROM resolution;
DROP TABLE resolution;
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
INSERT INTO resolution (id, meeting_id, text, rule, voters, present, in_favour, against, abstained, written) SELECT id, meeting_id, text, rule, voters, present, in_favour, against, abstained, written FROM resolution_kept;
DROP TABLE resolution_kept;
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

ALTER TABLE election ADD COLUMN held_at INTEGER REFERENCES meeting;
CREATE INDEX election_meeting ON election (held_at) WHERE held_at IS NOT NULL;
ALTER TABLE ballot_name ADD COLUMN against INTEGER CHECK (against >= 0);
ALTER TABLE ballot_name ADD COLUMN abstained INTEGER CHECK (abstained >= 0);
