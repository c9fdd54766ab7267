-- What operation ?1 did, each row once: as it was before the first touch, as it was after the last.
SELECT first.tbl, first.row_id, first.before, last.after
FROM (SELECT min(id) AS first_id, max(id) AS last_id FROM change WHERE operation_id = ?1 GROUP BY tbl, row_id) touched
JOIN change first ON first.id = touched.first_id
JOIN change last ON last.id = touched.last_id
ORDER BY first.id
