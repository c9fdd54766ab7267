-- subject: person
-- zh: 入党前已在册, 或转正前已列为正式党员
-- en: on the roll before joining, or a full member before the day of full membership
SELECT roll.person_id AS subject_id, word('roll.category', roll.category) || ' ' || roll.since AS detail
FROM roll JOIN person ON person.id = roll.person_id
WHERE roll.since || '-99' < person.joined_day
   OR (roll.category = 'full' AND roll.since || '-99' < person.full_on_day)
