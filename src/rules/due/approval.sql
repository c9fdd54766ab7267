-- rule: approval_months
-- about: activists
-- zh: 支部大会后逾期未审批
-- en: admission not approved
-- settles: activist approve
-- Probationary members whose admission the committee above has not approved; of who came as one, nobody here knows.
SELECT way.person_id, way.org_id, since.date AS since, date(since.last_day, '+' || :approval_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step = 'admitted'
WHERE way.stage = 'probationary'
  AND NOT EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'approved')
  AND EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.place < 7)
  AND date(since.last_day, '+' || :approval_months || ' months', 'floor') < :day
