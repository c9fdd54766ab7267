-- subject: org
-- asked: whole
-- zh: 操作日志与所记的增、改、删行数不符, 或缺操作(被别的程序动过)
-- en: the journal does not hold the rows that an operation added, changed and removed, or an operation is missing: another program was at it
WITH touched AS (
  SELECT operation_id, min(id) AS first_id, max(id) AS last_id FROM change GROUP BY operation_id, tbl, row_id
),
counted AS (
  SELECT touched.operation_id,
         sum(first.before IS NULL AND last.after IS NOT NULL) AS added,
         sum(first.before IS NOT NULL AND last.after IS NOT NULL AND first.before <> last.after) AS changed,
         sum(first.before IS NOT NULL AND last.after IS NOT NULL) AS touched,
         sum(first.before IS NOT NULL AND last.after IS NULL) AS removed
  FROM touched
  JOIN change first ON first.id = touched.first_id
  JOIN change last ON last.id = touched.last_id
  GROUP BY touched.operation_id
),
brought AS (
  SELECT operation_id, sum(rows) AS rows FROM bulk GROUP BY operation_id
),
told AS (
  SELECT operation.id, operation.changed, coalesce(counted.changed, 0) AS differing, coalesce(counted.touched, 0) AS touched,
         operation.added || '/' || operation.changed || '/' || operation.removed AS by_log,
         (coalesce(counted.added, 0) + coalesce(came.rows, 0)) || '/' || coalesce(counted.changed, 0) || '/'
           || (coalesce(counted.removed, 0) + coalesce(went.rows, 0)) AS by_journal
  FROM operation
  LEFT JOIN counted ON counted.operation_id = operation.id
  LEFT JOIN brought came ON came.operation_id = operation.id
  LEFT JOIN brought went ON went.operation_id = operation.undoes
)
SELECT 0 AS subject_id, '#' || id || ' ' || by_log || ' ≠ ' || by_journal AS detail
FROM told
WHERE by_log <> by_journal
  -- What made a row differ may have been erased since (member erase): then it counts as one that was changed.
  AND NOT (told.changed BETWEEN told.differing AND told.touched
           AND replace(by_log, '/' || told.changed || '/', '/*/') = replace(by_journal, '/' || told.differing || '/', '/*/')
           AND EXISTS (SELECT 1 FROM erased_from WHERE erased_from.operation_id = told.id))
UNION ALL
-- Numbers are given one after the other, and an operation that was not kept gave none away. Where some were given in another file of
-- these records, the last that this one had is kept.
SELECT 0, '#' || (operation.id - 1)
FROM operation
WHERE operation.id > 1 AND NOT EXISTS (SELECT 1 FROM operation before WHERE before.id = operation.id - 1)
  AND NOT EXISTS (SELECT 1 FROM skipped
                  WHERE skipped.operation_id = operation.id
                    AND skipped.previous = (SELECT coalesce(max(earlier.id), 0) FROM operation AS earlier
                                            WHERE earlier.id < operation.id))
UNION ALL
SELECT 0, '#' || given.seq
FROM sqlite_sequence given
WHERE given.name = 'operation' AND given.seq > coalesce((SELECT max(id) FROM operation), 0)
