-- rule: oath_months
-- about: activists
-- zh: 审批后逾期未宣誓
-- en: no oath after the approval
-- settles: activist oath
-- Probationary members who have not sworn; of those approved before the norm was made nobody asks.
SELECT way.person_id, way.org_id, since.date AS since, date(since.last_day, '+' || :oath_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step = 'approved'
WHERE way.stage = 'probationary'
  AND NOT EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'sworn')
  AND since.day >= :oath_months_since
  AND date(since.last_day, '+' || :oath_months || ' months', 'floor') < :day
