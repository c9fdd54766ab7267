-- Which orgs are listed on the day of the clock, by code.
SELECT org.id
FROM clock
CROSS JOIN org
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= as_of AND org_kind.until_day > as_of
WHERE clock.id = 1
  AND org.id BETWEEN coalesce(:only, 1) AND coalesce(:only, 9223372036854775807)
  AND (:kind IS NULL OR org_kind.kind = :kind)
  AND CASE WHEN org.planned THEN :all OR (:planned AND org.id NOT IN (SELECT org_id FROM given_up_at))
           WHEN org.founded_day > as_of THEN 0
           WHEN org.dissolved_day <= as_of THEN :all
           ELSE NOT :planned END
  AND (:everywhere OR org.id IN (SELECT org_id FROM scope))
ORDER BY org.code
