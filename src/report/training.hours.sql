-- zh: 党员学时
-- en: Hours of training
-- tells_zh: 各党组织党员的学时, 及未达规定学时的人数
-- tells_en: Hours of training of the members of each org, and how many are short of those due
-- takes: year
-- norms: member_hours secretary_hours
-- by: org(org)
-- count: members = 1
-- count: leaders = leads
-- median: median_hours = hours
-- mean: mean_hours = hours
-- count: short = lacking > 0
-- count: leaders_short = leads = 1 AND lacking > 0
-- columns: no name org(org) leads(bool) hours owed lacking
-- order: org_code no
--
-- A row for each member on the last day of the period, with the full hours of the sessions attended by name in it; whole
-- hours, what is over is not counted. Secretaries and committee members owe more than others. The hours owed are those of
-- a year: over a shorter period the row tells what is lacking still.
WITH attended (person_id, minutes, sessions) AS MATERIALIZED (
  SELECT attendance.person_id, sum(meeting.minutes_long), count(*)
  FROM roll_asked
  CROSS JOIN attendance ON attendance.person_id = roll_asked.person_id AND attendance.presence IN ('present', 'late')
  CROSS JOIN meeting_at AS meeting ON meeting.id = attendance.meeting_id AND meeting.day BETWEEN :since_day AND :until_day
  WHERE meeting.teaches = 1
  GROUP BY attendance.person_id
),
in_post (person_id) AS MATERIALIZED (
  SELECT DISTINCT post.person_id FROM post WHERE post.since_day <= :until_day AND post.until_day > :until_day
),
stay AS (
  SELECT roll_asked.person_id, roll_asked.org_id, roll_asked.assumed, coalesce(attended.sessions, 0) AS sessions, iif(in_post.person_id IS NULL, 0, 1) AS leads,
         CAST((coalesce(attended.minutes, 0) - coalesce(attended.minutes, 0) % 60) / 60 AS INTEGER) AS hours,
         iif(in_post.person_id IS NULL, :member_hours, :secretary_hours) AS owed
  FROM roll_asked
  LEFT JOIN attended ON attended.person_id = roll_asked.person_id
  LEFT JOIN in_post ON in_post.person_id = roll_asked.person_id
  WHERE roll_asked.counted = 1
)
SELECT stay.*, iif(stay.assumed = 1, stay.person_id, NULL) AS resting, stay.org_id AS org, org.code AS org_code, person.id AS no, person.name, max(owed - hours, 0) AS lacking
FROM stay
JOIN org ON org.id = stay.org_id
JOIN person ON person.id = stay.person_id
