-- zh: 党内统计年报表 表8 民主评议党员情况
-- en: Yearly Party statistics, table 8: the appraisal of members
-- tells_zh: 年末各党组织党员数, 参加当年民主评议的和各等次人数; 对不合格党员的处置不在评议记录里, 留空
-- tells_en: Members of each org at the end of the year, those appraised that year and their grades; what became of the unqualified is not on record with the appraisal, so empty
-- over: appraisal
-- takes: year
-- by: org(org)
-- count: total_members = 1
-- count: appraised = grade IS NOT NULL
-- count: excellent = grade = 'excellent'
-- count: qualified = grade = 'qualified'
-- count: basic = grade = 'basic'
-- count: unqualified = grade = 'unqualified'
-- blank: to_correct
-- blank: urged_out
-- blank: struck_off
-- count: unappraised = grade IS NULL
-- agrees: total_members statistics closing_total
-- columns: no name org(org) category(category) grade(appraisal.grade) meeting why(unappraised)
-- order: org_code no
--
-- The rows are those of `appraisal`: each counted member of the last day, with the grade of that year.
SELECT appraisal.*
FROM appraisal
WHERE :since_day <= :until_day
