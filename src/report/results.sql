-- zh: 工作成效
-- en: Results
-- tells_zh: 期间内的工作成效: 各指标分单位相加, 不同指标不相加; 可按四个结合或党组织
-- tells_en: Results of the period: the sum of each measure in its unit, never across measures; also by integration or org
-- takes: year
-- by: measure(result.measure)+unit integration(result.integration)+measure(result.measure)+unit org(org)+measure(result.measure)+unit
-- count: results = 1
-- sum: amount (results) = hundredths / 100
-- columns: org(org) text measure(result.measure) amount_told enterprise integration(result.integration) date
-- order: day id
--
-- A row for each result of the period. Amounts are added up only within one measure and one unit: the total has none.
SELECT result.id, result.org_id AS org, result.text, result.measure, nullif(ltrim(result.amount, '0123456789.'), '') AS unit,
       result.hundredths, result.amount AS amount_told, result.enterprise, result.integration, result.date, result.day
FROM result_at AS result
WHERE result.day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR result.org_id IN (SELECT org_id FROM scope))
