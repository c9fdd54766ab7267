-- subject: org
-- zh: 名称、类别、隶属或覆盖的时段重叠
-- en: periods of name, kind, parent or coverage overlap
SELECT a.org_id AS subject_id, word('table', 'org_name') || ' ' || coalesce(b.since, '?') AS detail
FROM org_name a
JOIN org_name b ON b.org_id = a.org_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
               AND a.since_day < a.until_day AND b.since_day < b.until_day
UNION ALL
SELECT a.org_id, word('table', 'org_kind') || ' ' || coalesce(b.since, '?')
FROM org_kind a
JOIN org_kind b ON b.org_id = a.org_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
               AND a.since_day < a.until_day AND b.since_day < b.until_day
UNION ALL
SELECT a.org_id, word('table', 'org_parent') || ' ' || coalesce(b.since, '?')
FROM org_parent a
JOIN org_parent b ON b.org_id = a.org_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
                 AND a.since_day < a.until_day AND b.since_day < b.until_day
UNION ALL
SELECT a.org_id, word('table', 'cover') || ' ' || coalesce(b.since, '?')
FROM cover a
JOIN cover b ON b.org_id = a.org_id AND b.unit_id = a.unit_id AND b.id > a.id
            AND b.since_day < a.until_day AND b.until_day > a.since_day
            AND a.since_day < a.until_day AND b.since_day < b.until_day
