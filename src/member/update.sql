-- The facts of person ?1 put right. The parameters are those of `bind`, by place.
UPDATE person
SET name = ?2, sex = ?3, id_no = ?4, birth = ?5, ethnicity = ?6, ethnicity_code = ?7,
    native_place = ?8, education = ?9, education_code = ?10, degree = ?11,
    joined = ?12, full_on = ?13, unit_id = ?14, unit_text = ?15, job = ?16, job_code = ?17,
    position = ?18, owner = ?19, phone = ?20, landline = ?21, address = ?22, remark = ?23
WHERE id = ?1
