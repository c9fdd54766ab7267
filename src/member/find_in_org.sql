-- People named :name who stand, or ever stood, on the roll of :org; :key is what names are compared by.
SELECT DISTINCT person.id
FROM person
JOIN roll ON roll.person_id = person.id
WHERE roll.org_id = :org AND (person.name = :name OR name_key(person.name) = :key)
ORDER BY person.id
