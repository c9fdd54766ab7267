-- The access log tells how much came out and whom it showed; personal data can be erased.

CREATE TABLE access_kept AS SELECT id, at, operator, command FROM access;

DROP TABLE access;

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

INSERT INTO access (id, at, operator, command) SELECT id, at, operator, command FROM access_kept ORDER BY id;

DROP TABLE access_kept;


-- The number stays when a record is merged or taken back: it was that record which was shown.
CREATE TABLE access_person (
  access_id INTEGER NOT NULL REFERENCES access,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (access_id, person_id)
) STRICT;

CREATE INDEX access_person_person ON access_person (person_id);

-- Erasures 抹除: whose personal data were erased, and why. The row in `person` stays as a shell, so that all figures stay what they
-- were; which columns are emptied, src/erase/columns.toml says.
CREATE TABLE erasure (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL UNIQUE REFERENCES person,
  reason    TEXT NOT NULL CHECK (reason <> '')
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
