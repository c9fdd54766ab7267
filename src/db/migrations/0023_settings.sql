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
