-- The transfer of the number ?1, else the one whose letter of ours has that number.
SELECT id
FROM transfer
WHERE CAST(id AS TEXT) = ?1 OR (letter_no = ?1 AND direction <> 'in')
ORDER BY CAST(id AS TEXT) <> ?1
LIMIT 1
