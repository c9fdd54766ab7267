-- zh: 党组织设置情况
-- en: Party organisations by kind, formation and district
-- tells_zh: 当日的党组织, 按类别、组建方式或区域; 党组另列, 不计入
-- tells_en: Orgs on the day by kind, formation or district; leading groups apart, counted nowhere
-- by: kind(org_kind) formation(formation) district
-- count: orgs = coalesce(returned_orgs, iif(is_org = 1, 1, 0))
-- count: founded_this_year = is_org = 1 AND substr(founded, 1, 4) = year
-- hidden: committees = kind = 'committee'
-- hidden: general_branches = kind = 'general-branch'
-- hidden: branches = kind = 'branch'
-- hidden: joint_branches = kind = 'joint-branch'
-- hidden: returned_orgs = returned_orgs
-- share: share = orgs
-- count: leading_groups = is_org = 0
-- columns: code org_name kind(org_kind) parent(org) founded formation(formation) district
-- order: code
-- returned_columns: returned_on returned_orgs
--
-- A row for each Party organisation of the day: founded, not dissolved, with a roll of its own. What is only planned is
-- none; a superior that is only named and an office are no orgs of members. A leading group 党组 is no Party organisation
-- of the base: it stands in a figure of its own and in no other.
SELECT org_at.code, org_at.name AS org_name, org_at.kind, org_at.parent_id AS parent, org_at.founded, org_at.formation,
       org_at.district, substr(as_of, 1, 4) AS year,
       iif(org_at.kind = 'leading-group', 0, 1) AS is_org, NULL AS returned_on, NULL AS returned_orgs
FROM clock
CROSS JOIN org_asked AS org_at
WHERE clock.id = 1
  AND org_at.kind NOT IN ('superior', 'office')
-- returned
SELECT code, org_name, 'reported', NULL, NULL, 'reported', district, NULL, NULL, date, orgs
FROM returned_asked
