-- subject: person
-- zh: 身份证号有误, 或与出生日期、性别不符
-- en: the identity number is wrong, or contradicts birth date or sex
SELECT id AS subject_id, masked(id_no) || ' ' || word('id_no.fault', id_no_fault(id_no, birth, sex)) AS detail
FROM person
WHERE id_no IS NOT NULL AND id_no_fault(id_no, birth, sex) IS NOT NULL
