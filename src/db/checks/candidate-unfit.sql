-- subject: person
-- asked: whole
-- zh: 选举日没有被选举权的候选人
-- en: a candidate who could not be elected that day
-- mend: org elect candidate --remove, member set, member discipline set
-- No full member on any day that the election can have been on, or on probation within the Party on all of them.
SELECT candidate.person_id AS subject_id, election.date || ' #' || election.id AS detail
FROM candidate
JOIN election ON election.id = candidate.election_id
WHERE NOT EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = candidate.person_id AND roll.category <> 'probationary'
                    AND roll.since_day <= election.date || '-99' AND roll.until_day > election.day)
   OR EXISTS (SELECT 1 FROM discipline
              WHERE discipline.person_id = candidate.person_id AND discipline.kind = 'probation'
                AND discipline.since_day <= election.day AND discipline.until_day || '-99' > election.date || '-99')
