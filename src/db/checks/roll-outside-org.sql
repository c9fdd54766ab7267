-- subject: person
-- zh: 在册时段超出党组织的存续期(成立前或撤销后)
-- en: on the roll of an org before it was founded or after it was dissolved
SELECT roll.person_id AS subject_id, roll.since || ' – ' || coalesce(roll.until, '') AS detail
FROM roll JOIN org ON org.id = roll.org_id
WHERE roll.since || '-99' < org.founded_day OR roll.until_day > org.dissolved || '-99'
