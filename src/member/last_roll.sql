-- the roll of the day, else the last one before it
LEFT JOIN roll ON roll.id = (SELECT last.id FROM roll last
                             WHERE last.person_id = person.id AND last.since_day <= :day
                             ORDER BY last.since_day DESC, last.id DESC LIMIT 1)
