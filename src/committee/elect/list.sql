-- Elections held or called by the day of the clock, with the name that the org had on the day of the election: one is called
-- with the request for it, and held on its day.
SELECT election.*,
       coalesce((SELECT name FROM org_name WHERE org_name.org_id = election.org_id AND org_name.since_day <= election.day
                   AND org_name.until_day > election.day),
                (SELECT max(name) FROM org_name WHERE org_name.org_id = election.org_id AND org_name.until IS NULL)) AS org,
       (SELECT count(*) FROM candidate WHERE candidate.election_id = election.id) AS candidates,
       iif(election.day <= as_of, 1, 0) AS is_held
FROM clock
CROSS JOIN election
WHERE clock.id = 1
  AND (:everywhere OR election.org_id IN (SELECT org_id FROM scope))
  AND (:kind IS NULL OR election.kind = :kind)
  AND (election.day <= as_of OR coalesce(substr(election.requested || '-01-01', 1, 10), as_of) <= as_of)
ORDER BY election.day DESC, election.id DESC
