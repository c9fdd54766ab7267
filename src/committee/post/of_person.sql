-- The posts of person ?2 in org ?1, of kind ?3 if one is named: those held now first, then the latest.
SELECT id, post, how, full_time, also, since, until
FROM post
WHERE org_id = ?1 AND person_id = ?2 AND (?3 IS NULL OR post = ?3)
ORDER BY until IS NOT NULL, since_day DESC, id DESC
