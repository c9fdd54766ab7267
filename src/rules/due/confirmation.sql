-- rule: confirmation_months
-- about: activists
-- zh: 转正后逾期未审批
-- en: conversion not approved
-- settles: activist confirm
-- Converted members of an office that keeps approvals, whose conversion has none.
SELECT way.person_id, way.org_id, since.date AS since, date(since.last_day, '+' || :confirmation_months || ' months', 'floor') AS due
FROM candidature_at AS way
JOIN step_at AS since ON since.candidature_id = way.id AND since.step = 'converted'
WHERE way.stage = 'full'
  AND NOT EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'confirmed')
  AND EXISTS (SELECT 1 FROM step_at WHERE step_at.candidature_id = way.id AND step_at.step = 'approved')
  AND date(since.last_day, '+' || :confirmation_months || ' months', 'floor') < :day
