-- The operations after one, as they were logged, up to the last that is known.
SELECT id, at, operator, command, undoes, undone_by
FROM operation
WHERE id > :after
ORDER BY id
