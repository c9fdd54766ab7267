-- What a letter says of person ?1 on the day ?2.
SELECT person.name, person.sex, person.birth, person.ethnicity, person.id_no, person.phone, person.landline,
       (SELECT category FROM roll WHERE roll.person_id = person.id AND since_day <= ?2 AND until_day > ?2) AS category
FROM person
WHERE person.id = ?1
