-- Somebody with the open roll, if there is one. A WHERE follows.
SELECT person.id, roll.org_id, person.id_no IS NOT NULL AS has_id_no
FROM person
LEFT JOIN roll ON roll.person_id = person.id AND roll.until IS NULL
