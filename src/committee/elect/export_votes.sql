-- The names of the ballots of election ?1 in the order in which the ballots were counted, each with the numbers of its ballot.
SELECT ballot.post, ballot.round, ballot.seats, ballot.voters, ballot.present, ballot.issued, ballot.returned, ballot.valid,
       coalesce(person.name, ballot_name.name) AS name, ballot_name.written_in, ballot_name.in_favour, ballot_name.against,
       ballot_name.abstained
FROM ballot
JOIN ballot_name ON ballot_name.ballot_id = ballot.id
LEFT JOIN person ON person.id = ballot_name.person_id
WHERE ballot.election_id = ?1
ORDER BY ballot.id, ballot_name.id
