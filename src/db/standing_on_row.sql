-- Operations that still stand and touched one row, besides :target.
SELECT DISTINCT change.operation_id
FROM change
JOIN operation ON operation.id = change.operation_id
WHERE change.tbl = :table AND change.row_id = :row
  AND operation.id <> :target
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
ORDER BY change.operation_id
