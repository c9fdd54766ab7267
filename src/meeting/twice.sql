-- The first meeting that counts of org ?1, kind ?2 and date ?3, with the topic ?4 and no other time than ?5.
SELECT id
FROM meeting
WHERE org_id = ?1 AND kind = ?2 AND date = ?3 AND day = substr(?3 || '-01-01', 1, 10) AND topic IS ?4
  AND (time IS NULL OR ?5 IS NULL OR time = ?5) AND voided IS NULL
ORDER BY id
LIMIT 1
