-- What erased person :person still has to do with on :today, one line each: posts held, who instructs a unit, whom they foster, a roll,
-- elections under way in which they stand or vote.
SELECT 'post' AS what, (SELECT name FROM org_name WHERE org_id = post.org_id ORDER BY since_day DESC LIMIT 1) AS place, post.post AS post
FROM post
WHERE post.person_id = :person AND post.since_day <= :today AND post.until_day > :today
UNION ALL
SELECT 'instructor', (SELECT name FROM unit_state WHERE unit_id = instructor.unit_id ORDER BY since_day DESC LIMIT 1), NULL
FROM instructor
WHERE instructor.person_id = :person AND instructor.since_day <= :today AND instructor.until_day > :today
UNION ALL
SELECT 'foster', (SELECT name FROM person WHERE person.id = candidature.person_id), NULL
FROM foster
JOIN candidature ON candidature.id = foster.candidature_id
WHERE foster.contact_id = :person AND foster.since_day <= :today AND foster.until_day > :today
UNION ALL
SELECT 'roll', (SELECT name FROM org_name WHERE org_id = roll.org_id ORDER BY since_day DESC LIMIT 1), NULL
FROM roll
WHERE roll.person_id = :person AND roll.since_day <= :today AND roll.until_day > :today
UNION ALL
SELECT 'vote', (SELECT name FROM org_name WHERE org_id = election.org_id ORDER BY since_day DESC LIMIT 1), NULL
FROM election
WHERE election.taken = 0
  AND (EXISTS (SELECT 1 FROM candidate WHERE candidate.election_id = election.id AND candidate.person_id = :person)
       OR EXISTS (SELECT 1 FROM roll WHERE roll.org_id = election.org_id AND roll.person_id = :person
                  AND roll.since_day <= :today AND roll.until_day > :today))
ORDER BY what, place, post
