INSERT INTO roll (person_id, org_id, category, since, until, began, ended, end_note)
VALUES (:person, :org, :category, :since, :until, :began, :ended, :end_note)
