-- zh: 组织生活落实情况
-- en: Meetings held against due
-- tells_zh: 期间内各党组织按规定应开、已开、缺开的会议及到会率
-- tells_en: Meetings of each org held in the period against those due by the norms, what is missing, attendance
-- takes: year
-- norms: general_meetings committee_meetings committee_full_members group_meetings theme_days lectures life_meetings appraisals
-- by: org(org)+kind(meeting_kind)+period kind(meeting_kind)+period window+kind(meeting_kind) month+kind(meeting_kind)
-- count: owed = times
-- count: held = what = 'held'
-- count: missing = lacking
-- hidden: kept = times - lacking
-- hidden: by_posts = basis = 'posts'
-- note: by_posts committee_meetings
-- note_zh: 其中有 {} 次因当时有支部委员会委员任职而应开支部委员会会议
-- note_en: {} of them are committee meetings, due because members of a committee hold posts
-- rate: rate = kept / owed
-- hidden: there = iif(due > 0, present, NULL)
-- hidden: expected = iif(present IS NOT NULL, due, NULL)
-- rate: attendance = there / expected
-- columns: org(org) kind(meeting_kind) window what(meeting_row) id date topic due present times lacking
-- order: org_code kind_order day what id
--
-- A row for each time in which an org owed meetings of a kind, and for each one held. Branches owe a general meeting and a
-- Party lecture a quarter, a theme day a month, an organisational life meeting and an appraisal a year; with a committee
-- its meeting a month; a group its meeting a month. A time counts when it is over, and the org stood all through it: a
-- branch of the middle of March owes nothing for March. A committee there is where members of one are on record on the
-- last day; where no posts are on record at all, where the norm asks for one by the number of full members. A meeting of
-- which only the month or year is known counts for that. Without a first day the period begins with the first meeting. Meetings that do not count stand nowhere.
WITH RECURSIVE norm (kind, kind_order, months, times) AS (
  VALUES ('general', 1, 3, :general_meetings), ('committee', 2, 1, :committee_meetings),
         ('group', 3, 1, :group_meetings), ('lecture', 4, 3, :lectures), ('theme-day', 5, 1, :theme_days),
         ('org-life', 6, 12, :life_meetings), ('appraisal', 7, 12, :appraisals)
),
month (first_day) AS (
  SELECT iif(:since_day > '0001-01-01', substr(:since_day, 1, 7), (SELECT substr(min(day), 1, 7) FROM meeting_at)) || '-01'
  UNION ALL
  SELECT date(first_day, '+1 month') FROM month WHERE date(first_day, '+1 month') <= :until_day
),
-- the times that end in the period
span (months, first_day, last_day, span_name) AS MATERIALIZED (
  SELECT length.months, date(month.first_day, '+1 month', '-' || length.months || ' months'),
         date(month.first_day, '+1 month', '-1 day'),
         CASE length.months WHEN 1 THEN substr(month.first_day, 1, 7)
                            WHEN 3 THEN substr(month.first_day, 1, 4) || 'Q' || substr('111222333444', CAST(substr(month.first_day, 6, 2) AS INTEGER), 1)
                            ELSE substr(month.first_day, 1, 4) END
  FROM month
  CROSS JOIN (SELECT DISTINCT months FROM norm) AS length
  WHERE CAST(substr(month.first_day, 6, 2) AS INTEGER) % length.months = 0
    AND date(month.first_day, '+1 month', '-1 day') BETWEEN :since_day AND :until_day
),
-- the few rolls on which somebody is suspended: only there each member is asked for
suspended (org_id, last_day) AS MATERIALIZED (
  SELECT roll.org_id, span.last_day
  FROM suspension
  CROSS JOIN span ON suspension.since_day <= span.last_day AND suspension.until_day > span.last_day
  CROSS JOIN roll ON roll.person_id = suspension.person_id AND roll.since_day <= span.last_day AND roll.until_day > span.last_day
  WHERE span.months = 1
),
owing AS (
  SELECT org.id AS org_id, org.code AS org_code, norm.kind, norm.kind_order, norm.times, norm.months, span.first_day, span.last_day,
         span.span_name,
         iif(norm.kind = 'committee'
             AND (SELECT count(*) FROM post
                  WHERE post.org_id = org.id AND post.since_day <= span.last_day AND post.until_day > span.last_day
                    AND post.post NOT IN ('secretary', 'deputy-secretary')) > 0, 'posts', NULL) AS basis
  FROM org
  CROSS JOIN span
  CROSS JOIN norm ON norm.months = span.months
  JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= span.last_day AND org_kind.until_day > span.last_day
  WHERE (:everywhere = 1 OR org.id IN (SELECT org_id FROM scope))
    AND org.planned = 0 AND org.founded_day <= span.first_day AND org.dissolved_day > span.last_day
    AND org_kind.kind IN ('group', 'branch', 'joint-branch', 'temporary')
    AND iif(org_kind.kind = 'group', 1, 0) = iif(norm.kind = 'group', 1, 0)
    AND (norm.kind <> 'committee'
         OR EXISTS (SELECT 1 FROM post WHERE post.org_id = org.id AND post.since_day <= span.last_day AND post.until_day > span.last_day
                    AND post.post NOT IN ('secretary', 'deputy-secretary'))
         OR NOT EXISTS (SELECT 1 FROM post WHERE post.org_id = org.id AND post.since_day <= span.last_day AND post.until_day > span.last_day)
            AND EXISTS (SELECT 1 FROM roll
                        WHERE roll.org_id = org.id AND roll.category = 'full'
                          AND roll.since_day <= span.last_day AND roll.until_day > span.last_day
                          AND (NOT EXISTS (SELECT 1 FROM suspended
                                           WHERE suspended.org_id = org.id AND suspended.last_day = span.last_day)
                               OR NOT EXISTS (SELECT 1 FROM suspension AS s WHERE s.person_id = roll.person_id
                                              AND s.since_day <= span.last_day AND s.until_day > span.last_day))
                        LIMIT 1 OFFSET :committee_full_members - 1))
)
SELECT owing.org_id AS org, owing.org_code, owing.kind, owing.kind_order, :period AS period, owing.span_name AS "window",
       iif(owing.months = 1, owing.span_name, NULL) AS month, 'owed' AS what,
       NULL AS id, owing.last_day AS day, NULL AS date, NULL AS topic, NULL AS due, NULL AS present, owing.times,
       max(owing.times - (SELECT count(*) FROM meeting_at AS meeting
                          WHERE meeting.org_id = owing.org_id AND meeting.kind = owing.kind
                            AND meeting.day BETWEEN owing.first_day AND owing.last_day
                            AND length(meeting.date) >= iif(owing.months = 12, 4, 7)), 0) AS lacking,
       owing.basis
FROM owing
UNION ALL
SELECT meeting.org_id, org.code, meeting.kind, norm.kind_order, :period,
       CASE norm.months WHEN 1 THEN substr(meeting.day, 1, 7) WHEN 12 THEN substr(meeting.day, 1, 4)
         ELSE substr(meeting.day, 1, 4) || 'Q' || substr('111222333444', CAST(substr(meeting.day, 6, 2) AS INTEGER), 1) END,
       substr(meeting.day, 1, 7), 'held', meeting.id, meeting.day, meeting.date, meeting.topic,
       meeting.due, meeting.present, NULL, NULL, NULL
FROM org
CROSS JOIN meeting_at AS meeting ON meeting.org_id = org.id AND meeting.day BETWEEN :since_day AND :until_day
CROSS JOIN norm ON norm.kind = meeting.kind
WHERE (:everywhere = 1 OR org.id IN (SELECT org_id FROM scope))
