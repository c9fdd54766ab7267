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

-- No letter number of an office twice; before, there was one office.
DROP INDEX transfer_letter;

CREATE INDEX transfer_letter ON transfer (letter_no) WHERE letter_no IS NOT NULL AND direction <> 'in';

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

-- By chance operations of two copies of a file are told apart that were done in one second.
ALTER TABLE operation ADD COLUMN stamp TEXT CHECK (length(stamp) = 16);
