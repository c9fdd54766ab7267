-- The names of ballot ?1, most votes first; of as many votes as they were told.
SELECT ballot_name.person_id, coalesce(person.name, ballot_name.name) AS name, ballot_name.written_in, ballot_name.in_favour,
       ballot_name.against, ballot_name.abstained
FROM ballot_name
LEFT JOIN person ON person.id = ballot_name.person_id
WHERE ballot_name.ballot_id = ?1
ORDER BY ballot_name.in_favour DESC, ballot_name.id
