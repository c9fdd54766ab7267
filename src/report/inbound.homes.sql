-- zh: 流入党员(按流出地)
-- en: Inbound members by where they come from
-- tells_zh: 当日流入党员按流出地, 其中已在全国系统报到的另列
-- tells_en: Inbound members on the day by where they come from, those reported in the national system apart
-- by: home_place reason(inbound.reason)
-- count: inbound = 1
-- count: reported = reported
-- columns: no name org(org) home_org home_place reason(inbound.reason) reported(bool) since
-- order: org_code no
--
-- A row for each inbound member of the day.
SELECT org_at.code AS org_code, org_at.id AS org, person.id AS no, person.name, inbound.home_org, inbound.home_place,
       inbound.reason, inbound.reported, inbound.since
FROM org_asked AS org_at
CROSS JOIN inbound_at AS inbound ON inbound.org_id = org_at.id
CROSS JOIN person ON person.id = inbound.person_id
