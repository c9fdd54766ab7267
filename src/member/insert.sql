-- Somebody new. The parameters are those of `bind`, by place: names cost a tenth of an import.
INSERT INTO person (id, name, sex, id_no, birth, ethnicity, ethnicity_code, native_place, education, education_code,
                    degree, joined, full_on, unit_id, unit_text, job, job_code, position, owner, phone, landline,
                    address, remark)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
