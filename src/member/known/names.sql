-- Everybody on record: name, birth, and the org of the last roll they stood on.
SELECT person.id, person.name, person.birth,
       (SELECT last.org_id FROM roll last WHERE last.person_id = person.id
        ORDER BY last.since_day DESC, last.id DESC LIMIT 1) AS org_id
FROM person
