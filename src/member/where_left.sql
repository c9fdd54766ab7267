WHERE roll.id IS NULL
  AND EXISTS (SELECT 1 FROM roll gone WHERE gone.person_id = person.id AND gone.until_day <= :day)
