-- What operations after ?1 did, the last first. Rows that one of them added in bulk are gone already, whatever was done to them.
SELECT tbl, row_id, before, after
FROM change
WHERE operation_id > ?1
  AND NOT EXISTS (SELECT 1 FROM bulk
                  WHERE bulk.operation_id > ?1 AND bulk.tbl = change.tbl AND change.row_id BETWEEN bulk.first_id AND bulk.last_id)
ORDER BY operation_id DESC, id DESC
