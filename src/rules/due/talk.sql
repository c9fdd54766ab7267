-- rule: talk_months
-- about: activists
-- zh: 申请后逾期未谈话
-- en: not talked to after the application
-- settles: activist talk
-- Applicants whom nobody has talked to.
SELECT way.person_id, way.org_id, since.date AS since, date(since.last_day, '+' || :talk_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step = 'applied'
WHERE way.stage = 'applicant'
  AND NOT EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'talked')
  AND date(since.last_day, '+' || :talk_months || ' months', 'floor') < :day
