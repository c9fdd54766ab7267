-- zh: 谈心谈话
-- en: Talks
-- tells_zh: 期间内党员谈心谈话的情况: 谈过和没有谈过的人数, 班子成员另列; 明细为与谁谈过
-- tells_en: Talks of the members in the period: who had one and who had none, the committee apart; behind them, with whom
-- takes: year
-- by: org(org)
-- count: members = 1
-- count: talked = talks > 0
-- count: untalked = talks = 0
-- count: leaders = leads
-- count: leaders_untalked = leads = 1 AND talks = 0
-- columns: no name org(org) leads(bool) talks with last_talk
-- order: org_code no
--
-- A row for each member on the last day of the period, with the talks of the period that they led or were called to; `with`
-- names whom they talked with. Each is to have one a year (A19).
WITH told (person_id, with_id, id, date, day) AS MATERIALIZED (
  SELECT person_id, with_id, id, date, day FROM talk_at WHERE day BETWEEN :since_day AND :until_day
  UNION ALL
  SELECT with_id, person_id, id, date, day FROM talk_at WHERE day BETWEEN :since_day AND :until_day
)
SELECT org.code AS org_code, stay.org_id AS org, person.id AS no, person.name,
       iif(stay.assumed = 1, stay.person_id, NULL) AS resting,
       iif((SELECT count(*) FROM post
            WHERE post.person_id = person.id AND post.since_day <= :until_day AND post.until_day > :until_day) > 0, 1, 0) AS leads,
       (SELECT count(*) FROM told WHERE told.person_id = person.id) AS talks,
       (SELECT group_concat(name, '、' ORDER BY id)
        FROM (SELECT DISTINCT other.id, other.name FROM told JOIN person AS other ON other.id = told.with_id
              WHERE told.person_id = person.id)) AS "with",
       (SELECT substr(max(told.day || told.date), 11) FROM told WHERE told.person_id = person.id) AS last_talk
FROM roll_asked AS stay
JOIN org ON org.id = stay.org_id
JOIN person ON person.id = stay.person_id
WHERE stay.counted = 1
