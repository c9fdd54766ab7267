-- What operation :n did, the last first. Rows that it added in bulk are gone already, whatever it did to them after.
-- Corrected facts of a person come first: the triggers hold every roll row that comes back against them. Of somebody whom
-- the operation took out they wait until the row is back.
SELECT tbl, row_id, before, after
FROM change
WHERE operation_id = :n
  AND NOT EXISTS (SELECT 1 FROM bulk WHERE bulk.operation_id = :n AND bulk.tbl = change.tbl
                  AND change.row_id BETWEEN bulk.first_id AND bulk.last_id)
ORDER BY tbl = 'person'
         AND NOT EXISTS (SELECT 1 FROM change whole
                         WHERE whole.operation_id = :n AND whole.tbl = 'person' AND whole.row_id = change.row_id
                           AND (whole.before IS NULL OR whole.after IS NULL)) DESC, id DESC
