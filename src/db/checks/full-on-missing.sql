-- subject: person
-- asked: whole
-- zh: 名册上有转正, 转正日期却没有或不同
-- en: converted on the roll, but the day of full membership is missing or another
SELECT roll.person_id AS subject_id,
       word('roll.began', roll.began) || ' ' || roll.since || ', '
       || word('column', 'full_on') || ' ' || coalesce(person.full_on, '—') AS detail
FROM roll
JOIN person ON person.id = roll.person_id
WHERE roll.began = 'converted' AND person.full_on IS NOT roll.since
