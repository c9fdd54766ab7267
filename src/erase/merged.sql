-- Records of people that went over into another by a merger that stands: taken out by an operation that took nothing back. What the
-- record was called, the command, and into which record by all that the journal tells: the operation touched the other one, or made rows
-- refer to it. NULL: the other one had nothing to gain.
SELECT gone.row_id, gone.before ->> '$.name' AS name, operation.command,
       (SELECT max(coalesce(other.after ->> '$.person_id', iif(other.tbl = 'person', other.row_id, NULL)))
        FROM change AS other
        WHERE other.operation_id = gone.operation_id
          AND ((other.tbl = 'person' AND other.row_id <> gone.row_id)
               OR (other.before ->> '$.person_id' = gone.row_id AND other.after ->> '$.person_id' <> gone.row_id))) AS kept
FROM change AS gone
JOIN operation ON operation.id = gone.operation_id AND operation.undoes IS NULL
WHERE gone.tbl = 'person' AND gone.after IS NULL
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = gone.row_id)
