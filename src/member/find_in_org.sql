-- People named :name who stand, or ever stood, on the roll of :org.
SELECT DISTINCT person.id
FROM person
JOIN roll ON roll.person_id = person.id
WHERE person.name = :name AND roll.org_id = :org
ORDER BY person.id
