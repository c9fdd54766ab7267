-- The person guides the unit on some day that the date of the visit may mean.
SELECT 1
FROM instructor
WHERE person_id = :person_id AND unit_id = :unit_id AND since_day <= :to
  AND (until IS NULL OR iif(length(until) = 10, until, until || '-99') > :from)
