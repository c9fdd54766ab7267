-- subject: person
-- zh: 发展党员各步骤的日期颠倒
-- en: a step on the way into the Party is dated before one that comes before it
SELECT candidature.person_id AS subject_id,
       word('step.step', late.step) || ' ' || late.date || ' < ' || word('step.step', early.step) || ' ' || early.date AS detail
FROM candidature
JOIN step early ON early.candidature_id = candidature.id AND early.place > 0
JOIN step late ON late.candidature_id = candidature.id AND late.place > early.place
WHERE late.date || '-99' < early.day
