-- The transfer by which person ?1 left on ?2, to ?3 as far as that is known.
INSERT INTO transfer (person_id, direction, from_org_id, to_text, issued, received)
SELECT person_id, 'out', org_id, coalesce(?3, '—'), ?2, ?2
FROM roll
WHERE person_id = ?1 AND until = ?2 AND ended = 'out'
