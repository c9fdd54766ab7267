-- Who stands on the roll of org :id, by number.
SELECT person.name, person.id AS no, person.sex, person.ethnicity, person.birth, person.education, person.id_no,
       iif(person.joined_day <= as_of, person.joined, NULL) AS joined,
       iif(person.full_on_day <= as_of, person.full_on, NULL) AS full_on,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit,
       person.position,
       (SELECT post_at.post FROM post_at WHERE post_at.org_id = :id AND post_at.person_id = person.id
        ORDER BY post_at.since_day, post_at.id LIMIT 1) AS post,
       roll_at.category, person.phone, person.remark
FROM clock
CROSS JOIN roll_at
JOIN person ON person.id = roll_at.person_id
WHERE clock.id = 1 AND roll_at.org_id = :id
ORDER BY person.id
