-- rule: visit_months
-- about: units
-- zh: 党建指导员逾期未走访
-- en: instructor has not visited the unit
-- settles: org visit add
-- Instructors, from the last visit to the unit on, else from the day of the assignment.
SELECT instructor.person_id, instructor.unit_id, instructor.since,
       date(coalesce((SELECT max(visit_at.day) FROM visit_at
                      WHERE visit_at.person_id = instructor.person_id AND visit_at.unit_id = instructor.unit_id), instructor.since_day),
            '+' || :visit_months || ' months', 'floor') AS due
FROM instructor_at AS instructor
WHERE date(coalesce((SELECT max(visit_at.day) FROM visit_at
                     WHERE visit_at.person_id = instructor.person_id AND visit_at.unit_id = instructor.unit_id), instructor.since_day),
           '+' || :visit_months || ' months', 'floor') < :day
