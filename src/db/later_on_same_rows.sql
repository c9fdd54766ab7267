-- Operations that still stand, came after :base, and touched a row that operation :target touched.
SELECT DISTINCT later.operation_id
FROM change touched
JOIN change later ON later.tbl = touched.tbl AND later.row_id = touched.row_id
JOIN operation ON operation.id = later.operation_id
WHERE touched.operation_id = :target
  AND later.operation_id > :base
  AND later.operation_id <> :target
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
ORDER BY later.operation_id
