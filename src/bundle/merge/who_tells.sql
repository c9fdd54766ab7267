-- What the offices say of row ?2 of table ?1.
SELECT handed_up.image
FROM handed_up
JOIN sender ON sender.id = handed_up.sender_id
WHERE handed_up.tbl = ?1 AND handed_up.row_id = ?2 AND handed_up.image IS NOT NULL
ORDER BY sender.office, sender.id
