-- A period that was taken out comes back in its own row.
INSERT INTO roll (id, person_id, org_id, category, since, until, began, ended, end_note)
VALUES (:id, :person, :org, :category, :since, :until, :began, :ended, :end_note)
