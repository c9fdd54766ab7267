-- The log tells of goings back to a copy.

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
