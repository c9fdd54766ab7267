-- subject: person
-- zh: 走访的日期不在联系该单位的期间
-- en: a visit at a time when the person was not assigned to the unit
-- mend: org instructor add, org visit remove
SELECT visit.person_id AS subject_id,
       (SELECT name FROM unit_state WHERE unit_state.unit_id = visit.unit_id ORDER BY since_day DESC LIMIT 1) || ' ' || visit.date
         AS detail
FROM visit
WHERE NOT EXISTS (SELECT 1 FROM instructor
                  WHERE instructor.person_id = visit.person_id AND instructor.unit_id = visit.unit_id
                    AND visit.date || '-99' >= instructor.since_day
                    AND (instructor.until IS NULL
                         OR iif(length(instructor.until) = 10, instructor.until, instructor.until || '-99') > visit.day))
