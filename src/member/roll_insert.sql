-- A new period. The parameters are those of `roll::insert`, by place.
INSERT INTO roll (person_id, org_id, category, since, until, began, ended, end_note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
