-- zh: 流动党员、失联党员
-- en: Floating members and members out of touch
-- tells_zh: 流动党员和失联党员, 其中时间过长的另列
-- tells_en: Floating members and members out of touch; those for too long apart
-- norms: floating_months lost_months
-- by: org(org) place
-- count: floating = kind = 'floating'
-- count: floating_long = kind = 'floating' AND "over" = 1
-- count: lost = kind = 'lost'
-- count: lost_long = kind = 'lost' AND "over" = 1
-- columns: no name org(org) category(category) kind(absence_kind) place since months over(bool)
-- order: org_code no kind
--
-- A row for each member of the day who is away, and one for each who is out of touch; whoever is both has two. They stand on
-- the roll of their org and are counted there, wherever they live. Long: longer than the norm (T15, T18); of whom nobody
-- knows since when, nobody can say so. The suspended are no members.
SELECT org_at.code AS org_code, org_at.id AS org, person.id AS no, person.name, roll_at.category, absence_at.kind,
       absence_at.place, absence_at.since, iif(roll_at.assumed = 1, roll_at.person_id, NULL) AS resting,
       iif(absence_at.since IS NULL, NULL,
           12 * (CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(absence_at.since_day, 1, 4) AS INTEGER))
             + CAST(substr(as_of, 6, 2) AS INTEGER) - CAST(substr(absence_at.since_day, 6, 2) AS INTEGER)
             - iif(substr(as_of, 9) < substr(absence_at.since_day, 9), 1, 0)) AS months,
       iif(absence_at.since IS NOT NULL
           AND date(absence_at.since_day, '+' || iif(absence_at.kind = 'lost', :lost_months, :floating_months) || ' months', 'floor')
               < as_of, 1, 0) AS "over"
FROM clock
CROSS JOIN absence_at
CROSS JOIN roll_asked AS roll_at ON roll_at.person_id = absence_at.person_id
CROSS JOIN org_at ON org_at.id = roll_at.org_id
CROSS JOIN person ON person.id = roll_at.person_id
WHERE clock.id = 1 AND roll_at.counted = 1
