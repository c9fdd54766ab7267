-- zh: 党内统计年报表 表12 党内表彰情况
-- en: Yearly Party statistics, table 12: honours within the Party
-- tells_zh: 当年表彰的先进党组织、优秀共产党员、优秀党务工作者(按称号归类)的总数和表彰级别; 抗灾救灾的记录里没有, 留空
-- tells_en: Orgs, members and Party workers honoured in the year, by the title of the honour and its level; honours for relief of disasters are not on record as such, so empty
-- over: honors
-- takes: year
-- by: award(award) org(org)
-- rows: award
-- count: awards = 1
-- blank: relief
-- count: by_national = level = 'national'
-- count: by_province = level = 'province'
-- count: by_city = level = 'city'
-- count: by_county = level = 'county'
-- count: by_others = level IS NULL OR level = 'own'
-- columns: award(award) org(org) no name title level(org_honor.level) granted_by number date
-- order: day award id
--
-- Of the rows of `honors` those that the form knows, by their title: an org as an advanced Party org (a title that names the
-- Party and something excellent), a member as an excellent member or Party worker. Other honours are none within the Party.
WITH awarded AS (
  SELECT honors.*,
         CASE WHEN honors.kind = 'member' AND honors.title LIKE '%优秀%党务工作者%' THEN 'worker'
              WHEN honors.kind = 'member' AND (honors.title LIKE '%优秀%党员%' OR honors.title LIKE '%党员%标兵%') THEN 'member'
              WHEN honors.kind = 'org' AND honors.title LIKE '%党%' THEN 'org' END AS award
  FROM honors
)
SELECT awarded.*
FROM awarded
WHERE awarded.award IS NOT NULL
