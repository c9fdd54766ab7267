-- Records of people that went over into one of ?1 by a merger that stands: taken out by an operation that took nothing back, which
-- touched the other record or made rows refer to it.
SELECT gone.row_id
FROM change AS gone
JOIN operation ON operation.id = gone.operation_id AND operation.undoes IS NULL
WHERE gone.tbl = 'person' AND gone.after IS NULL
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = gone.row_id)
  AND EXISTS (SELECT 1 FROM change AS other
              WHERE other.operation_id = gone.operation_id
                AND ((other.tbl = 'person' AND other.row_id IN (SELECT value FROM json_each(?1)))
                     OR (other.before ->> '$.person_id' = gone.row_id
                         AND other.after ->> '$.person_id' IN (SELECT value FROM json_each(?1)))))
