-- subject: org
-- asked: whole
-- zh: 成立或会议的日期晚于今天
-- en: a founding or a meeting later than today
SELECT id AS subject_id, founded AS detail
FROM org
WHERE planned = 0 AND founded_day > today()
UNION ALL
SELECT org_id, word('meeting.kind', kind) || ' ' || date || ' #' || id
FROM meeting
WHERE day > today()
