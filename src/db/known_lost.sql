-- The first import in bulk up to operation ?1 that was taken back after it.
SELECT imported.id AS import, taken.id AS undone_by
FROM operation AS imported
JOIN operation AS taken ON taken.undoes = imported.id AND taken.id > ?1
WHERE imported.id <= ?1
  AND EXISTS (SELECT 1 FROM bulk WHERE bulk.operation_id = imported.id)
ORDER BY taken.id
LIMIT 1
