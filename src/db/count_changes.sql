-- Rows that operation ?1 added, changed and removed, each row once; bulk ranges count whole.
SELECT coalesce(sum(first.before IS NULL AND last.after IS NOT NULL), 0)
         + (SELECT coalesce(sum(rows), 0) FROM bulk WHERE operation_id = ?1) AS added,
       coalesce(sum(first.before IS NOT NULL AND last.after IS NOT NULL AND first.before <> last.after), 0) AS changed,
       coalesce(sum(first.before IS NOT NULL AND last.after IS NULL), 0)
         + (SELECT coalesce(sum(rows), 0) FROM bulk JOIN operation ON operation.undoes = bulk.operation_id
            WHERE operation.id = ?1) AS removed
FROM (SELECT min(id) AS first_id, max(id) AS last_id FROM change WHERE operation_id = ?1 GROUP BY tbl, row_id) touched
JOIN change first ON first.id = touched.first_id
JOIN change last ON last.id = touched.last_id
