-- rule: talks
-- about: members
-- zh: 该年度没有谈心谈话
-- en: no talk in the year
-- settles: member talk add
-- Members on a roll all through the last year that is over who had no talk in it; before the norm was made nobody asks.
SELECT roll_at.person_id, roll_at.org_id, year.first_day AS since, year.last_day AS due
FROM (SELECT first_day, last_day FROM window_at WHERE months = 12 AND last_day < :day ORDER BY last_day DESC LIMIT 1) AS year
CROSS JOIN roll_at ON roll_at.counted = 1
WHERE year.last_day >= :talks_since
  AND EXISTS (SELECT 1 FROM roll AS earlier
              WHERE earlier.person_id = roll_at.person_id AND earlier.since_day <= year.first_day AND earlier.until_day > year.first_day)
  AND (SELECT count(*) FROM talk
       WHERE (talk.person_id = roll_at.person_id OR talk.with_id = roll_at.person_id)
         AND talk.day BETWEEN year.first_day AND year.last_day) < :talks
