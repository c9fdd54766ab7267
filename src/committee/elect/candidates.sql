-- The candidates of election ?1, as they were named.
SELECT candidate.person_id, person.name, candidate.post, candidate.nominated_by, candidate.consented
FROM candidate
JOIN person ON person.id = candidate.person_id
WHERE candidate.election_id = ?1
ORDER BY candidate.id
