-- Operations that still stand, came after :base, and touched a row that operation :target touched or added in bulk.
SELECT DISTINCT later.operation_id
FROM change touched
JOIN change later ON later.tbl = touched.tbl AND later.row_id = touched.row_id
JOIN operation ON operation.id = later.operation_id
WHERE touched.operation_id = :target
  AND later.operation_id > :base
  AND later.operation_id <> :target
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
UNION
SELECT DISTINCT later.operation_id
FROM bulk
JOIN change later ON later.tbl = bulk.tbl AND later.row_id BETWEEN bulk.first_id AND bulk.last_id
JOIN operation ON operation.id = later.operation_id
WHERE bulk.operation_id = :target
  AND later.operation_id > :base
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
ORDER BY 1
