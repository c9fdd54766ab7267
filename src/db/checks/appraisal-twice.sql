-- subject: person
-- zh: 同一年度有两个民主评议等次
-- en: two grades in the appraisal of one year
-- mend: member appraise remove
SELECT one.person_id AS subject_id, CAST(one.year AS TEXT) AS detail
FROM appraisal AS one
JOIN appraisal AS other ON other.person_id = one.person_id AND other.year = one.year AND other.id > one.id
