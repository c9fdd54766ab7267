-- The members counted on the roll of the org ?1 on the day of the clock.
SELECT count(*) AS members, coalesce(sum(category = 'full'), 0) AS "full",
       coalesce(sum(category = 'probationary'), 0) AS probationary
FROM roll_at
WHERE org_id = ?1 AND counted
