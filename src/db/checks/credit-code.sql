-- subject: unit
-- zh: 统一社会信用代码的校验位不对
-- en: the check character of the unified social credit code is wrong
SELECT id AS subject_id, uscc AS detail
FROM unit
WHERE uscc IS NOT NULL AND NOT is_credit_code(uscc)
