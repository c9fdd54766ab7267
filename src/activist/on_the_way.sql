-- Who may be on the way, by number: whose way was recorded, and who is on probation on the day of the clock.
SELECT person_id FROM candidature
UNION
SELECT roll.person_id
FROM clock
CROSS JOIN roll
WHERE clock.id = 1 AND roll.category = 'probationary' AND roll.since_day <= as_of AND roll.until_day > as_of
ORDER BY person_id
