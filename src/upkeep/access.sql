-- The access log, latest first: of everybody, or the looks that showed person :person or may have (`named` tells which).
SELECT access.id, access.at, access.operator, access.command, access.rows, access.sha256, access.singly,
       (SELECT group_concat(whom, char(10))
        FROM (SELECT access_person.person_id || ' ' || coalesce(person.name, '') AS whom
              FROM access_person
              LEFT JOIN person ON person.id = access_person.person_id
              WHERE access_person.access_id = access.id
              ORDER BY access_person.person_id)) AS people,
       EXISTS (SELECT 1 FROM access_person WHERE access_id = access.id AND person_id = :person) AS named
FROM access
WHERE :person IS NULL
   OR access.singly = 0
   OR EXISTS (SELECT 1 FROM access_person WHERE access_id = access.id AND person_id = :person)
ORDER BY access.id DESC
