-- subject: person
-- zh: 不在册却停止党籍
-- en: suspended while on no roll
SELECT suspension.person_id AS subject_id, coalesce(suspension.since, '?') AS detail
FROM suspension
WHERE NOT EXISTS (SELECT 1 FROM roll WHERE roll.person_id = suspension.person_id
                  AND roll.since_day < suspension.until_day AND roll.until_day > suspension.since_day)
   OR (suspension.until IS NULL
       AND NOT EXISTS (SELECT 1 FROM roll WHERE roll.person_id = suspension.person_id AND roll.until IS NULL))
