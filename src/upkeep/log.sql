-- The operation log, latest first.
SELECT id, at, operator, command, added, changed, removed, undoes, undone_by, override_reason
FROM operation
ORDER BY id DESC
