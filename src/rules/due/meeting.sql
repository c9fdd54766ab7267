-- rule: meeting_months
-- about: activists
-- zh: 预审后逾期未开支部大会
-- en: no branch meeting after the pre-review
-- settles: activist admit
-- Candidates who were pre-reviewed and not admitted since; of those pre-reviewed before the norm was made nobody asks.
SELECT way.person_id, way.org_id, since.date AS since, date(since.last_day, '+' || :meeting_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step = 'prereviewed'
WHERE way.stage = 'candidate'
  AND NOT EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'admitted')
  AND since.day >= :meeting_months_since
  AND date(since.last_day, '+' || :meeting_months || ' months', 'floor') < :day
