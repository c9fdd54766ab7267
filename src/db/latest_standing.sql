-- The latest operation that still stands: it changed something, was not taken back, and is no taking back itself.
SELECT id, undoes, undone_by
FROM operation
WHERE undoes IS NULL AND undone_by IS NULL AND added + changed + removed > 0
ORDER BY id DESC
LIMIT 1
