INSERT INTO step (candidature_id, step, date, by_id, result, superior_on, note)
VALUES (:way, :step, :date, :by, :result, :superior_on, :note)
