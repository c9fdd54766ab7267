-- People of the name ?1 whose birth may be ?2, with the org of the last roll they stood on. A name of a minority
-- is the same with its dot or without. More conditions may follow.
SELECT person.id, roll.org_id, person.id_no IS NOT NULL AS has_id_no, person.birth IS ?2 AS same_birth,
       person.birth IS NOT NULL AND ?2 IS NOT NULL AS compared
FROM person
LEFT JOIN roll ON roll.id = (SELECT id FROM roll last WHERE last.person_id = person.id
                             ORDER BY last.since_day DESC, last.id DESC LIMIT 1)
WHERE (person.name = ?1
       -- of short names none
       OR (person.name >= iif(instr(?1, '·') > 0 OR length(?1) > 4, substr(?1, 1, 1), char(1114111))
           AND person.name < substr(?1, 1, 1) || char(1114111)
           AND replace(person.name, '·', '') = replace(?1, '·', '')))
  AND (person.birth IS NULL OR ?2 IS NULL OR instr(person.birth, ?2) = 1 OR instr(?2, person.birth) = 1)
