-- Who covers the unit on the first day of the step: no plan is needed any more.
SELECT coalesce(org_name.short_name, org_name.name) AS org, coalesce(cover.since, org.founded) AS since
FROM cover
JOIN org ON org.id = cover.org_id AND org.founded_day <= :from AND org.dissolved_day > :from
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= :from AND org_kind.until_day > :from
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= :from AND org_name.until_day > :from
WHERE cover.unit_id = :unit_id AND cover.since_day <= :from AND cover.until_day > :from
  AND org_kind.kind <> 'leading-group'
ORDER BY org.code
LIMIT 1
