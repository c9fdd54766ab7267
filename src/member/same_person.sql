-- People of the name ?1 and birth ?2 who are on the roll of ?3, unless both carry an identity number (?4 is that of
-- the row): then they are two.
SELECT DISTINCT person.id
FROM person
JOIN roll ON roll.person_id = person.id AND roll.until IS NULL
WHERE person.name = ?1 AND person.birth IS ?2 AND roll.org_id = ?3 AND (person.id_no IS NULL OR ?4 IS NULL)
ORDER BY person.id
