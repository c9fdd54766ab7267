-- The operation that erased somebody whom operation ?1 touched; its own number, if it is an erasure.
SELECT made.operation_id
FROM erased_from
JOIN change AS made ON made.tbl = 'erasure' AND made.row_id = erased_from.erasure_id AND made.after IS NOT NULL
WHERE erased_from.operation_id = ?1
ORDER BY made.operation_id = ?1 DESC, made.operation_id
LIMIT 1
