-- What stands in the file is summed as it is when this step has been made (`sums::stamp_missing`).

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
