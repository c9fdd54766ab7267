-- Who left the rolls for good so long before :today that the office's term of :years years is over, whoever was erased already aside. A
-- day of leaving known to the month or year stands for its last.
SELECT gone.*
FROM (SELECT person.id AS no, person.name, roll.org_id, roll.until AS left_on, roll.ended AS left_how, roll.end_note AS left_note,
             date(CASE length(roll.until)
                    WHEN 10 THEN roll.until
                    WHEN 7 THEN date(roll.until || '-01', '+1 month', '-1 day')
                    ELSE roll.until || '-12-31' END, '+' || :years || ' years') AS erasable_on
      FROM person
      JOIN roll ON roll.id = (SELECT last.id FROM roll AS last
                              WHERE last.person_id = person.id
                              ORDER BY last.since_day DESC, last.id DESC LIMIT 1)
      WHERE roll.until IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id = person.id)) AS gone
WHERE gone.erasable_on <= :today
ORDER BY gone.erasable_on, gone.no
