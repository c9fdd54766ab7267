-- zh: 党员增减年报
-- en: Stock and flow of members
-- takes: year
-- by: org(org)
-- count: opening = step = 'opening'
-- count: first_recorded = step = 'first_recorded'
-- count: admitted = step = 'admitted'
-- count: in = step = 'in'
-- count: restored = step = 'restored'
-- count: out = step = 'out'
-- count: died = step = 'died'
-- count: left = step = 'left'
-- count: expelled = step = 'expelled'
-- count: suspended = step = 'suspended'
-- count: closing = step = 'closing'
-- hidden: unbalanced = step = 'unbalanced'
-- balance: difference (unbalanced) = opening + first_recorded + admitted + in + restored - out - died - left - expelled - suspended - closing
-- columns: no name org(org) step(annual_step) date began(began) ended(ended)
-- order: org step_order day no
--
-- A row for each member on the roll at the end of the day before the period and at the end of its last day, and for each
-- coming and going in between. The suspended are no members: they go when they are suspended and come when restored, and
-- whoever leaves while suspended has gone already. Becoming a full member is neither. A move within the tree is `out` of
-- the one org and `in` to the other; so are the moves of a whole branch, and of a dissolved one into its successor.
--
-- Who came: `admitted` on the branch meeting's day, also where a roster tells that somebody entered on the very day of
-- joining; `in` by transfer, by a move, or on the day of entering that a roster tells. A start that was only assumed, or
-- found when the records began, is no event: it stands in `first_recorded`. With --under, the orgs that stood below on
-- some day of the period.
--
-- What a line comes to must be what it closes with. If it does not, `unbalanced` names the people.
WITH stint AS (
  -- a stay in one org, over the day of full membership
  SELECT first.person_id, first.org_id, first.since, first.since_day, first.began, last.until, last.until_day, last.ended
  FROM roll_period_asked first
  CROSS JOIN roll last ON last.id = (
    SELECT id FROM roll later
    WHERE later.person_id = first.person_id AND later.since_day >= first.since_day AND later.ended IS NOT 'converted'
    ORDER BY later.since_day, later.id LIMIT 1)
  WHERE first.began <> 'converted' AND first.since_day <= :to
    AND last.until_day >= :from AND last.until_day > first.since_day
),
stay AS (
  SELECT stint.*,
         EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = stint.person_id
                 AND s.since_day < :from AND s.until_day >= :from) AS suspended_before,
         EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = stint.person_id
                 AND s.since_day <= stint.since_day AND s.until_day > stint.since_day) AS came_suspended,
         EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = stint.person_id
                 AND s.since_day < stint.until_day AND s.until_day >= stint.until_day) AS went_suspended,
         EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = stint.person_id
                 AND s.since_day <= :to AND s.until_day > :to) AS suspended_after
  FROM stint
),
step AS (
  SELECT 'opening' AS step, 1 AS step_order, 1 AS sign, person_id, org_id, began, ended, NULL AS date, NULL AS day
  FROM stay
  WHERE since_day < :from AND until_day >= :from AND NOT suspended_before
  UNION ALL
  SELECT CASE WHEN began IN ('assumed', 'found') THEN 'first_recorded'
              WHEN began = 'admitted' THEN 'admitted'
              WHEN began = 'entered' AND stay.since = person.joined THEN 'admitted'
              ELSE 'in' END,
         2, 1, person_id, org_id, began, ended, stay.since, since_day
  FROM stay
  JOIN person ON person.id = person_id
  WHERE since_day BETWEEN :from AND :to AND NOT came_suspended
  UNION ALL
  SELECT 'restored', 3, 1, stay.person_id, org_id, began, ended, s.until, s.until_day
  FROM stay
  JOIN suspension s ON s.person_id = stay.person_id AND s.until_day BETWEEN :from AND :to
                   AND stay.since_day < s.until_day AND stay.until_day > s.until_day
  UNION ALL
  SELECT CASE ended WHEN 'out' THEN 'out' WHEN 'moved' THEN 'out' WHEN 'deceased' THEN 'died' WHEN 'expelled' THEN 'expelled'
              ELSE 'left' END,
         4, -1, person_id, org_id, began, ended, until, until_day
  FROM stay
  WHERE until_day BETWEEN :from AND :to AND NOT went_suspended
  UNION ALL
  SELECT 'suspended', 5, -1, stay.person_id, org_id, began, ended, s.since, s.since_day
  FROM stay
  JOIN suspension s ON s.person_id = stay.person_id AND s.since_day BETWEEN :from AND :to
                   AND stay.since_day < s.since_day AND stay.until_day > s.since_day
  UNION ALL
  SELECT 'closing', 6, -1, person_id, org_id, began, ended, NULL, NULL
  FROM stay
  WHERE since_day <= :to AND until_day > :to AND NOT suspended_after
)
SELECT step.step, step_order, person_id AS no, person.name, org_id AS org, date, day, step.began, step.ended,
       step.step = 'first_recorded' AND step.began = 'assumed' AS assumed
FROM (SELECT * FROM step
      UNION ALL
      SELECT 'unbalanced', 7, 0, person_id, org_id, NULL, NULL, NULL, NULL
      FROM step
      GROUP BY person_id, org_id
      HAVING sum(sign) <> 0) step
JOIN person ON person.id = person_id
