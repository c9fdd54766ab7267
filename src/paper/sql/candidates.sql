-- The candidates of election :id, in the order in which they were named.
SELECT person.name, person.sex, person.ethnicity, person.birth, person.education,
       iif(person.joined_day <= as_of, person.joined, NULL) AS joined,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit, person.position,
       candidate.post, candidate.nominated_by, iif(substr(candidate.consented || '-01-01', 1, 10) <= as_of, candidate.consented, NULL) AS consented
FROM clock
CROSS JOIN candidate
JOIN person ON person.id = candidate.person_id
WHERE clock.id = 1 AND candidate.election_id = :id
ORDER BY candidate.id
