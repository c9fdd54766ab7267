-- zh: 党员花名册
-- en: Roll of members
-- tells_zh: 党员花名册, 按规定格式的各列
-- tells_en: The roll of members in the columns of the standard form
-- columns: seq(seq) name org(org) id_no sex(sex) ethnicity birth education category(category) joined full_on job phone landline address standing(standing) lost(bool) lost_since floating(bool) floating_to remark
-- order: org_code no
--
-- The columns of the national collection form, by org and number. The suspended stand on it, with their standing.
SELECT org_at.code COLLATE NOCASE AS org_code, person.id AS no, person.name, org_at.id AS org, person.id_no, person.sex, person.ethnicity,
       person.birth, person.education, roll_at.category, person.joined,
       iif(person.full_on_day <= as_of, person.full_on, NULL) AS full_on, person.job, person.phone, person.landline,
       person.address, iif(roll_at.counted = 1, 'normal', 'suspended') AS standing,
       iif(roll_at.assumed = 1, roll_at.person_id, NULL) AS resting,
       iif(lost.id IS NULL, 0, 1) AS lost, lost.since AS lost_since,
       iif(away.id IS NULL, 0, 1) AS floating, away.place AS floating_to,
       person.remark
FROM clock
CROSS JOIN org_asked AS org_at
CROSS JOIN roll_at ON roll_at.org_id = org_at.id
CROSS JOIN person ON person.id = roll_at.person_id
LEFT JOIN absence AS lost
       ON lost.person_id = person.id AND lost.kind = 'lost' AND lost.since_day <= as_of AND lost.until_day > as_of
LEFT JOIN absence AS away
       ON away.person_id = person.id AND away.kind = 'floating' AND away.since_day <= as_of AND away.until_day > as_of
WHERE clock.id = 1
