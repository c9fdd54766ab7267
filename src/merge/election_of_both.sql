-- The first election in which both persons ?1 and ?2 are candidates, or are both voted on in one ballot.
SELECT min(election_id) AS id
FROM (SELECT election_id FROM candidate WHERE person_id IN (?1, ?2) GROUP BY election_id HAVING count(*) > 1
      UNION ALL
      SELECT ballot.election_id
      FROM ballot_name
      JOIN ballot ON ballot.id = ballot_name.ballot_id
      WHERE ballot_name.person_id IN (?1, ?2)
      GROUP BY ballot.id
      HAVING count(*) > 1)
HAVING min(election_id) IS NOT NULL
