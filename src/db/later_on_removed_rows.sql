-- Operations that still stand, came after :base, and name, before or after, a row that taking back operation :target
-- would remove: their own way back would lead to a row that is no more.
SELECT DISTINCT later.operation_id
FROM change target
JOIN change later ON later.operation_id > :base AND later.operation_id <> :target
JOIN operation ON operation.id = later.operation_id
JOIN pragma_foreign_key_list(later.tbl) link ON link."table" = target.tbl
WHERE target.operation_id = :target
  AND target.before IS NULL
  AND target.row_id IN (later.before ->> link."from", later.after ->> link."from")
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
ORDER BY later.operation_id
