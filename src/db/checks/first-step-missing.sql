-- subject: person
-- asked: whole
-- zh: 发展过程没有开头: 既没有入党申请, 也没有接收
-- en: a way into the Party without a beginning: neither an application nor an admission
SELECT candidature.person_id AS subject_id, min(step.date) AS detail
FROM candidature
JOIN step ON step.candidature_id = candidature.id
GROUP BY candidature.person_id, candidature.id
HAVING count(*) FILTER (WHERE step.step IN ('applied', 'admitted')) = 0
