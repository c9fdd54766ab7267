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
