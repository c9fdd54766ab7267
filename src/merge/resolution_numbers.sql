-- No more voters at a resolution than the names of its meeting have, nor more of them there.
UPDATE resolution
SET voters = min(resolution.voters, named.votes), present = min(resolution.present, named.there)
FROM (SELECT sum(votes) AS votes, count(*) FILTER (WHERE votes = 1 AND presence IN ('present', 'late')) AS there
      FROM attendance WHERE meeting_id = ?1) named
WHERE meeting_id = ?1
