-- subject: org
-- asked: whole
-- zh: 选举计票中的得票多于有效票
-- en: more votes in a ballot than its valid papers hold
-- For one name more than there are papers, or in all more than these have room for.
SELECT election.org_id AS subject_id, word('ballot.post', ballot.post) || ' ' || election.date || ' #' || election.id AS detail
FROM ballot
JOIN election ON election.id = ballot.election_id
JOIN ballot_name ON ballot_name.ballot_id = ballot.id
GROUP BY ballot.id
HAVING max(ballot_name.in_favour + coalesce(ballot_name.against, 0) + coalesce(ballot_name.abstained, 0)) > ballot.valid OR sum(ballot_name.in_favour) > ballot.valid * ballot.seats
