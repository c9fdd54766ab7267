-- subject: person
-- asked: whole
-- zh: 书面意见的姓名与人数或票数不符
-- en: the names of those who voted in writing are not as many as their number, or more than the votes
WITH named AS (
  SELECT resolution_id, step_id, min(person_id) AS subject_id,
         count(*) FILTER (WHERE voice <> 'excused') AS written, count(*) FILTER (WHERE voice = 'for') AS in_favour,
         count(*) FILTER (WHERE voice = 'against') AS against, count(*) FILTER (WHERE voice = 'abstain') AS abstained,
         count(*) FILTER (WHERE voice = 'excused') AS excused
  FROM voice
  GROUP BY resolution_id, step_id
),
vote AS (
  SELECT resolution.id AS resolution_id, NULL AS step_id, resolution.voters, resolution.present, resolution.written,
         resolution.in_favour, resolution.against, resolution.abstained, meeting.date
  FROM resolution
  JOIN meeting ON meeting.id = resolution.meeting_id
  UNION ALL
  SELECT NULL, id, voters, present, coalesce(written, 0), in_favour, against, abstained, date FROM step
)
SELECT named.subject_id, vote.date AS detail
FROM named
JOIN vote ON vote.resolution_id = named.resolution_id OR vote.step_id = named.step_id
WHERE (named.written > 0 AND named.written <> vote.written)
   OR named.in_favour > vote.in_favour OR named.against > vote.against OR named.abstained > vote.abstained
   OR vote.present + vote.written + named.excused > vote.voters OR vote.voters IS NULL
