-- Another instructor of the unit at the same time, who is not there only besides.
SELECT instructor.id, person.name, instructor.since
FROM instructor
JOIN person ON person.id = instructor.person_id
WHERE instructor.unit_id = :unit_id AND instructor.id IS NOT :id AND coalesce(instructor.also, 0) = 0
  AND instructor.since_day < :to AND instructor.until_day > :from
ORDER BY instructor.since_day
LIMIT 1
