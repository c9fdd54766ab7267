-- subject: org
-- asked: whole
-- zh: 成立(及其请示、批复)、不再建或会议的日期晚于今天
-- en: a founding, its papers, the end of a plan or a meeting later than today
SELECT id AS subject_id, founded AS detail
FROM org
WHERE planned = 0 AND founded_day > today()
UNION ALL
SELECT id, concat_ws(' – ', requested, approved, given_up)
FROM org
WHERE max(coalesce(requested, ''), coalesce(approved, ''), coalesce(given_up, '')) > today()
UNION ALL
SELECT org_id, word('meeting.kind', kind) || ' ' || date || ' #' || id
FROM meeting
WHERE day > today()
