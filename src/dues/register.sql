-- Who owed dues to org :org in one of the months :from_month to :to_month, as known by the day of the clock.
SELECT person.id, person.name
FROM clock
CROSS JOIN dues_stay
JOIN person ON person.id = dues_stay.person_id
WHERE clock.id = 1 AND dues_stay.org_id = :org AND dues_stay.first_month <= :to_month AND dues_stay.last_month >= :from_month
  AND dues_stay.since_day <= as_of
GROUP BY person.id
ORDER BY person.id
