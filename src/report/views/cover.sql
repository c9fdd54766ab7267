-- zh: 覆盖: 当日哪个党组织覆盖哪个单位
-- en: coverage: which org covers which unit that day
-- columns: id(number) org_code org_name unit_id(number) unit_name how(how) since(date)
SELECT cover_at.id, org_at.code AS org_code, shown_text(org_at.name) AS org_name, cover_at.unit_id,
       shown_text(unit_at.name) AS unit_name, cover_at.how, cover.since
FROM cover_at
JOIN cover ON cover.id = cover_at.id
JOIN org_at ON org_at.id = cover_at.org_id
JOIN unit_at ON unit_at.id = cover_at.unit_id
