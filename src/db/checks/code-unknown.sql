-- subject: person
-- asked: whole
-- zh: 代码不在国家标准的表中
-- en: a code that is in no table of the national standard
SELECT id AS subject_id, word('column', 'ethnicity_code') || ' ' || ethnicity_code AS detail
FROM person
WHERE ethnicity_code NOT IN ('97', '98') AND NOT (length(ethnicity_code) = 2 AND ethnicity_code BETWEEN '01' AND '56')
UNION ALL
SELECT id, word('column', 'education_code') || ' ' || education_code
FROM person
WHERE education_code NOT IN ('10', '11', '12', '13', '14', '15', '16', '17', '20', '21', '22', '23', '28', '30', '31', '32', '33',
                             '40', '41', '42', '43', '44', '47', '60', '61', '62', '63', '70', '71', '73', '81', '83', '90')
UNION ALL
SELECT id, word('column', 'job_code') || ' ' || job_code
FROM person
WHERE job_code NOT IN ('worker', 'farmer', 'professional', 'manager', 'official', 'student', 'retired', 'other')
