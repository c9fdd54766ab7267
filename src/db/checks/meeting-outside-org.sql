-- subject: org
-- zh: 会议在党组织成立之前或撤销之后
-- en: a meeting before the founding or after the dissolution of its org
SELECT meeting.org_id AS subject_id, word('meeting.kind', meeting.kind) || ' ' || meeting.date || ' #' || meeting.id AS detail
FROM meeting
JOIN org ON org.id = meeting.org_id
WHERE meeting.voided IS NULL
  AND (org.planned OR meeting.date || '-99' < org.founded_day OR meeting.day > org.dissolved || '-99')
