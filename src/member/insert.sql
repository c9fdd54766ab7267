INSERT INTO person (id, name, sex, id_no, birth, ethnicity, ethnicity_code, native_place, education, education_code,
                    degree, joined, full_on, unit_id, unit_text, job, job_code, position, owner, phone, landline,
                    address, remark)
VALUES (:id, :name, :sex, :id_no, :birth, :ethnicity, :ethnicity_code, :native_place, :education, :education_code,
        :degree, :joined, :full_on, :unit_id, :unit_text, :job, :job_code, :position, :owner, :phone, :landline,
        :address, :remark)
