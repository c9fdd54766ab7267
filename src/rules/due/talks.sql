-- rule: talks
-- about: members
-- zh: 该年度没有谈心谈话
-- en: no talk in the year
-- settles: member talk add
-- Members on a roll all through the last year that is over who had no talk in it; before the norm was made nobody asks.
SELECT roll_at.person_id, roll_at.org_id, year.first AS since, year.last AS due
FROM (SELECT first, last FROM window_at WHERE months = 12 AND last < :day ORDER BY last DESC LIMIT 1) AS year
CROSS JOIN roll_at ON roll_at.counted
WHERE year.last >= :talks_since
  AND EXISTS (SELECT 1 FROM roll AS before
              WHERE before.person_id = roll_at.person_id AND before.since_day <= year.first AND before.until_day > year.first)
  AND (SELECT count(*) FROM talk
       WHERE (talk.person_id = roll_at.person_id OR talk.with_id = roll_at.person_id)
         AND talk.day BETWEEN year.first AND year.last) < :talks
