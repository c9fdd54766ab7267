-- The stored facts of person ?1.
SELECT name, sex, id_no, birth, ethnicity, native_place, education, degree, joined, full_on, unit_id, unit_text, job,
       position, owner, phone, landline, address, remark
FROM person
WHERE id = ?1
