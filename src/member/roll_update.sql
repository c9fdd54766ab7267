UPDATE roll
SET org_id = :org, category = :category, since = :since, until = :until, began = :began, ended = :ended, end_note = :end_note
WHERE id = :id
