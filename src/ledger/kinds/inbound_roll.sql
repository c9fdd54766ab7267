-- The roll on which the person stood at the same time.
SELECT roll.since,
       (SELECT name FROM org_name WHERE org_name.org_id = roll.org_id ORDER BY since_day DESC LIMIT 1) AS org
FROM roll
WHERE roll.person_id = :person_id AND roll.since_day < :to AND roll.until_day > :from
ORDER BY roll.since_day
LIMIT 1
