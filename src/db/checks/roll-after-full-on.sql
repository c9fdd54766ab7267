-- subject: person
-- zh: 转正后仍列为预备党员
-- en: a probationary member after the day of full membership
SELECT roll.person_id AS subject_id,
       roll.since || ' – ' || coalesce(roll.until, '') || ', '
       || word('column', 'full_on') || ' ' || person.full_on AS detail
FROM roll JOIN person ON person.id = roll.person_id
WHERE roll.category = 'probationary' AND roll.until_day > person.full_on || '-99'
