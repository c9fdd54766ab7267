-- zh: 表彰
-- en: Honours
-- tells_zh: 期间内党组织和党员受到的表彰, 按级别、对象、年度、称号或党组织
-- tells_en: Honours that orgs and members received in the period, by level, whose they are, year, title or org
-- takes: period
-- by: level(org_honor.level) kind(honor_of) year title org(org)
-- count: honors = 1
-- count: to_orgs = kind = 'org'
-- count: to_members = kind = 'member'
-- distinct: honored_orgs (to_orgs) = org_no
-- distinct: people (to_members) = no
-- columns: kind(honor_of) org(org) no name title level(org_honor.level) granted_by number date
-- order: day kind id
--
-- A row for each honour of the period, by its day. An honour of a person stands under the org on whose roll they stood
-- that day, if any. With --under, those of the orgs that stood below on some day of the period.
WITH honour AS (
  SELECT 'org' AS kind, id, org_id AS org, org_id AS org_no, NULL AS person_id, title, level, granted_by, number, date, day
  FROM org_honor_at
  UNION ALL
  SELECT 'member', id, roll_org_id, NULL, person_id, title, level, granted_by, number, date, day
  FROM member_honor_at
)
SELECT honour.*, substr(honour.date, 1, 4) AS year, person.id AS no, person.name
FROM honour
LEFT JOIN person ON person.id = honour.person_id
WHERE honour.day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR honour.org IN (SELECT org_id FROM scope))
