-- subject: person
-- asked: whole
-- zh: 入党、转正或进入名册的日期晚于今天
-- en: joining, full membership or a roll later than today
SELECT id AS subject_id, coalesce(joined, '') || ' ' || coalesce(full_on, '') AS detail
FROM person
WHERE joined_day > today() OR full_on_day > today()
UNION ALL
SELECT person_id, since
FROM roll
WHERE since_day > today()
