-- Where the people of one name, ?1, are now, or were last; of many only some.
SELECT coalesce((SELECT coalesce(short_name, name) FROM org_name
                 WHERE org_id = (SELECT org_id FROM roll WHERE person_id = person.id ORDER BY since_day DESC LIMIT 1)
                 ORDER BY since_day DESC LIMIT 1), '') AS place
FROM person
WHERE name = ?1
ORDER BY id
LIMIT 3
