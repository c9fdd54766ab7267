-- Another branch in which the person took part at the same time.
SELECT inbound.since,
       (SELECT name FROM org_name WHERE org_name.org_id = inbound.org_id ORDER BY since_day DESC LIMIT 1) AS org
FROM inbound
WHERE inbound.person_id = :person_id AND inbound.id IS NOT :id
  AND inbound.since_day < :to AND inbound.until_day > :from
ORDER BY inbound.since_day
LIMIT 1
