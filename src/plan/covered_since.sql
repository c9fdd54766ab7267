-- Who came to cover unit ?1 after the day ?2.
SELECT coalesce(org_name.short_name, org_name.name) AS org, coalesce(cover.since, org.founded, '') AS since
FROM cover
JOIN org ON org.id = cover.org_id AND org.planned = 0
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= max(cover.since_day, org.founded_day)
     AND org_kind.until_day > max(cover.since_day, org.founded_day)
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= max(cover.since_day, org.founded_day)
     AND org_name.until_day > max(cover.since_day, org.founded_day)
WHERE cover.unit_id = ?1 AND min(cover.until_day, org.dissolved_day) > ?2 AND org_kind.kind <> 'leading-group'
ORDER BY max(cover.since_day, org.founded_day), org.code
LIMIT 1
