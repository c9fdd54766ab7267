-- The orgs that cover the unit where person ?1 works, on the day ?2, with their names of that day.
SELECT cover.org_id, org_name.name
FROM person
JOIN cover ON cover.unit_id = person.unit_id AND cover.since_day <= ?2 AND cover.until_day > ?2
JOIN org_name ON org_name.org_id = cover.org_id AND org_name.since_day <= ?2 AND org_name.until_day > ?2
WHERE person.id = ?1
ORDER BY org_name.name
