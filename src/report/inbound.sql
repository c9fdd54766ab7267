-- zh: 流入党员
-- en: Inbound members
-- tells_zh: 当日各党组织的在册党员和流入党员; --by home_place 为流入党员的流出地
-- tells_en: Members on the roll and inbound members of each org on the day; --by home_place where the inbound come from
-- of_group: home_place inbound.homes
-- by: org(org)
-- count: members = is_inbound = 0
-- count: inbound = is_inbound
-- count: managed = 1
-- columns: no name org(org) is_inbound(bool) home_org home_place reason(inbound.reason) since
-- order: org_code is_inbound no
--
-- A row for each counted member of the day, and one for each inbound member, who stands on a roll elsewhere and in no
-- figure of ours but this one. Managed: both together.
SELECT org_at.code AS org_code, org_at.id AS org, person.id AS no, person.name, 0 AS is_inbound, NULL AS home_org,
       NULL AS home_place, NULL AS reason, stay.since, iif(stay.assumed = 1, stay.person_id, NULL) AS resting
FROM roll_asked AS stay
JOIN org_at ON org_at.id = stay.org_id
JOIN person ON person.id = stay.person_id
WHERE stay.counted = 1
UNION ALL
SELECT org_at.code, org_at.id, person.id, person.name, 1, inbound.home_org, inbound.home_place, inbound.reason,
       inbound.since, NULL
FROM org_asked AS org_at
CROSS JOIN inbound_at AS inbound ON inbound.org_id = org_at.id
CROSS JOIN person ON person.id = inbound.person_id
