WHERE NOT EXISTS (SELECT 1 FROM roll ever WHERE ever.person_id = person.id AND ever.since_day <= :day)
