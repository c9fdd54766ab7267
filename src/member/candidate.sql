-- Who person ?1 is, for choosing among namesakes: the org is the latest.
SELECT person.name, person.id_no, substr(person.birth, 1, 4) AS birth_year,
       (SELECT org_name.name FROM roll JOIN org_name ON org_name.org_id = roll.org_id
        WHERE roll.person_id = person.id ORDER BY roll.since_day DESC, org_name.since_day DESC LIMIT 1) AS org
FROM person
WHERE person.id = ?1
