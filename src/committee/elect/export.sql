-- Every election with the latest name of its org; of election :only alone, if one is named.
SELECT election.id,
       (SELECT name FROM org_name WHERE org_name.org_id = election.org_id ORDER BY org_name.since_day DESC LIMIT 1) AS org,
       kind, date, seats, method, body, years, number, requested, request_no, approved, approval_no, reported, report_no,
       confirmed, confirmation_no, filed, taken, remark
FROM election
WHERE :only IS NULL OR election.id = :only
ORDER BY election.org_id, election.day, election.id
