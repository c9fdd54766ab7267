-- The units that org :id covers, or is to cover, by their establishment.
SELECT unit_at.name, unit_at.kind, unit_at.industry, unit_at.district, unit_at.established, unit_at.known_full_members AS full_members
FROM clock
CROSS JOIN cover
JOIN unit_at ON unit_at.id = cover.unit_id
WHERE clock.id = 1 AND cover.org_id = :id AND cover.since_day <= as_of AND cover.until_day > as_of
ORDER BY unit_at.established_day, unit_at.id
