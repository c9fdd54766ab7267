-- zh: 教育培训情况
-- en: Training
-- tells_zh: 期间内的党课、培训: 场次、学时、人次; 按党组织则为每人学时及未达标人数
-- tells_en: Lectures and training of the period: sessions, hours, people; by org, the hours of each member and who is short of them
-- takes: year
-- of_group: org training.hours
-- by: tier(tier) form(form) measure(measure) kind(meeting_kind) month
-- count: sessions = 1
-- hidden: time = minutes
-- scaled: hours = time / 60
-- count: people = present
-- hidden: attended = minutes * present
-- scaled: person_hours = attended / 60
-- columns: id org(org) kind(meeting_kind) date topic measure(measure) tier(tier) form(form) minutes present lecturer
-- order: day id
--
-- A row for each session of the period that teaches: trainings, Party lectures, study and study tours, and whatever else
-- has a tier, a form or a measure of its own. A Party lecture teaches by lecture, and all members if nothing
-- else is told, a study tour by touring; of the three
-- measures, what is not told is by tiers where it is for some only, else by form. Who lacks hours is told by org.
SELECT id, org_id AS org, kind, date, day, substr(day, 1, 7) AS month, topic,
       coalesce(tier, iif(kind = 'lecture', 'all', NULL)) AS tier,
       coalesce(form, CASE kind WHEN 'lecture' THEN 'lecture' WHEN 'study-tour' THEN 'study-tour' END) AS form,
       coalesce(measure, iif(tier <> 'all', 'tiers', 'forms')) AS measure,
       minutes_long AS minutes, present, lecturer
FROM meeting_asked AS meeting
WHERE day BETWEEN :since_day AND :until_day
  AND teaches = 1
