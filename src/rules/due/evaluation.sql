-- rule: evaluation_months
-- about: activists
-- zh: 积极分子逾期未考察
-- en: activist not evaluated
-- settles: activist evaluate
-- Activists, from the last evaluation on, else from the day of being named.
SELECT way.person_id, way.org_id, max(since.date) AS since,
       date(max(since.last_day), '+' || :evaluation_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step IN ('nominated', 'evaluated')
WHERE way.stage = 'activist'
GROUP BY way.id, way.person_id, way.org_id
HAVING date(max(since.last_day), '+' || :evaluation_months || ' months', 'floor') < :day
