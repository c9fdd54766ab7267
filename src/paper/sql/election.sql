-- What a paper may say of election :id, called or held by the day of the clock, by the names of its day. A column for each field of
-- `fields/election.rs`. Papers that were not written by then are not told of.
WITH RECURSIVE
called AS (
  SELECT election.*, as_of, min(as_of, day) AS on_day
  FROM clock CROSS JOIN election
  WHERE clock.id = 1 AND election.id = :id
    AND (election.day <= as_of OR coalesce(substr(election.requested || '-01-01', 1, 10), as_of) <= as_of)
),
above (id, height) AS (
  SELECT org_id, 0 FROM called
  UNION
  SELECT org_parent.parent_id, above.height + 1
  FROM called CROSS JOIN above
  JOIN org_parent ON org_parent.org_id = above.id AND org_parent.since_day <= on_day AND org_parent.until_day > on_day
  WHERE above.height < 20
),
superior AS (
  SELECT org_name.name, above.height, org_kind.kind
  FROM called CROSS JOIN above
  JOIN org_name ON org_name.org_id = above.id AND org_name.since_day <= on_day AND org_name.until_day > on_day
  JOIN org_kind ON org_kind.org_id = above.id AND org_kind.since_day <= on_day AND org_kind.until_day > on_day
  WHERE above.height > 0
),
last AS (
  SELECT term.number, term.since, date(term.since_day, '+' || (12 * term.years) || ' months', 'floor') AS runs_out
  FROM called CROSS JOIN term
  WHERE term.org_id = called.org_id AND term.since_day < called.day AND term.id IS NOT called.term_id
  ORDER BY term.since_day DESC, term.id DESC LIMIT 1
),
stood AS (
  SELECT roll.category
  FROM called CROSS JOIN roll
  WHERE roll.org_id = called.org_id AND roll.since_day <= on_day AND roll.until_day > on_day
)
SELECT called.id AS no,
       coalesce((SELECT name FROM org_name WHERE org_name.org_id = called.org_id AND org_name.since_day <= on_day
                   AND org_name.until_day > on_day),
                (SELECT max(name) FROM org_name WHERE org_name.org_id = called.org_id AND org_name.until IS NULL)) AS org,
       coalesce((SELECT name FROM superior WHERE kind = 'committee' ORDER BY height LIMIT 1),
                (SELECT name FROM superior ORDER BY height LIMIT 1)) AS committee,
       called.kind, called.method, called.body, called.date, called.seats, called.years,
       CASE WHEN called.number IS NOT NULL THEN called.number
            WHEN called.kind = 'first' THEN 1
            WHEN called.kind = 'renewal' THEN last.number + 1
            ELSE last.number END AS number,
       last.number AS last_number, last.since AS last_since, substr(last.runs_out, 1, length(last.since)) AS last_until,
       (SELECT count(*) FROM stood) AS members_count,
       (SELECT count(*) FROM stood WHERE category = 'full') AS full_count,
       (SELECT count(*) FROM stood WHERE category = 'probationary') AS probationary_count,
       nullif((SELECT count(*) FROM candidate WHERE candidate.election_id = called.id), 0) AS candidates_count,
       iif(substr(requested || '-01-01', 1, 10) <= as_of, requested, NULL) AS requested,
       iif(coalesce(substr(requested || '-01-01', 1, 10), as_of) <= as_of, request_no, NULL) AS request_no,
       iif(substr(approved || '-01-01', 1, 10) <= as_of, approved, NULL) AS approved,
       iif(coalesce(substr(approved || '-01-01', 1, 10), as_of) <= as_of, approval_no, NULL) AS approval_no,
       iif(substr(reported || '-01-01', 1, 10) <= as_of, reported, NULL) AS reported,
       iif(coalesce(substr(reported || '-01-01', 1, 10), as_of) <= as_of, report_no, NULL) AS report_no,
       iif(substr(confirmed || '-01-01', 1, 10) <= as_of, confirmed, NULL) AS confirmed,
       iif(coalesce(substr(confirmed || '-01-01', 1, 10), as_of) <= as_of, confirmation_no, NULL) AS confirmation_no,
       iif(substr(filed || '-01-01', 1, 10) <= as_of, filed, NULL) AS filed,
       meeting.time, meeting.place, meeting.chair, called.remark
FROM called
LEFT JOIN last ON 1
LEFT JOIN meeting ON meeting.id = called.held_at AND meeting.voided IS NULL
