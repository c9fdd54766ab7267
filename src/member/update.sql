UPDATE person
SET name = :name, sex = :sex, id_no = :id_no, birth = :birth, ethnicity = :ethnicity, ethnicity_code = :ethnicity_code,
    native_place = :native_place, education = :education, education_code = :education_code, degree = :degree,
    joined = :joined, full_on = :full_on, unit_id = :unit_id, unit_text = :unit_text, job = :job, job_code = :job_code,
    position = :position, owner = :owner, phone = :phone, landline = :landline, address = :address, remark = :remark
WHERE id = :id
