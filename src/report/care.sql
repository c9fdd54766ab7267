-- zh: 党内关怀
-- en: Care
-- tells_zh: 期间内的党内关怀: 次数、人数、金额, 按类别、党组织、帮扶单位、年度或月份
-- tells_en: Care in the period: cases, people and money, by kind, org, giver, year or month
-- takes: year
-- by: kind(care.kind) org(org) given_by year month
-- count: cases = 1
-- distinct: people (cases) = no
-- hidden: fen = money
-- scaled: yuan = fen / 100
-- count: with_goods = goods IS NOT NULL
-- columns: no name org(org) kind(care.kind) difficulty aid yuan goods given_by date
-- order: day id
--
-- A row for each case of the period, by its day. It stands under the org on whose roll the person stood that day, if any.
-- Somebody helped twice is two cases and one person, also in the total. With --under, those of the orgs that stood below
-- on some day of the period.
SELECT care.id, care.kind, care.difficulty, care.aid, care.money, care.money / 100.0 AS yuan, care.goods,
       care.given_by, care.date, care.day, substr(care.date, 1, 4) AS year, substr(care.day, 1, 7) AS month,
       care.roll_org_id AS org, person.id AS no, person.name
FROM care_at AS care
JOIN person ON person.id = care.person_id
WHERE care.day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR care.roll_org_id IN (SELECT org_id FROM scope))
