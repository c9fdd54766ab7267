-- Months, quarters and years around the day: the last of each that was over before it, the one in which it lies, and those of a
-- year to come. First and last day of each.
CREATE TEMP VIEW IF NOT EXISTS window_at AS
WITH RECURSIVE month (first_day) AS (
  SELECT date(as_of, 'start of month', '-12 months') FROM clock WHERE clock.id = 1
  UNION ALL
  SELECT date(month.first_day, '+1 month') FROM clock CROSS JOIN month
  WHERE clock.id = 1 AND month.first_day < date(as_of, 'start of month', '+24 months')
)
SELECT length.months, date(month.first_day, '+1 month', '-' || length.months || ' months') AS first_day,
       date(month.first_day, '+1 month', '-1 day') AS last_day
FROM clock
CROSS JOIN month
CROSS JOIN (SELECT 1 AS months UNION ALL SELECT 3 UNION ALL SELECT 12) AS length
WHERE clock.id = 1 AND CAST(substr(month.first_day, 6, 2) AS INTEGER) % length.months = 0
  AND date(month.first_day, '+1 month', '-1 day') >= date(as_of, 'start of month', '-' || length.months || ' months');

-- Meetings that orgs owe for those times, and how many of them were held by the day: branches and temporary branches a general
-- meeting and a lecture a quarter, a theme day a month, an organisational life meeting and an appraisal a year, a committee meeting a
-- month where there is a committee; groups a meeting a month. Only of times all through which the org stood. Of a
-- committee it is told whether members of one held posts, whether anybody did, and how many full members there are.
CREATE TEMP VIEW IF NOT EXISTS meeting_owed_at AS
SELECT org_at.id AS org_id, owed.kind, span.first_day, span.last_day,
       (SELECT count(*) FROM meeting_at AS meeting
        WHERE meeting.org_id = org_at.id AND meeting.kind = owed.kind AND meeting.day BETWEEN span.first_day AND span.last_day
          AND length(meeting.date) >= iif(owed.months = 12, 4, 7)) AS held,
       iif((SELECT count(*) FROM post
            WHERE post.org_id = org_at.id AND post.since_day <= min(span.last_day, as_of)
              AND post.until_day > min(span.last_day, as_of)
              AND post.post NOT IN ('secretary', 'deputy-secretary')) > 0, 1, 0) AS has_committee,
       iif((SELECT count(*) FROM post
            WHERE post.org_id = org_at.id AND post.since_day <= min(span.last_day, as_of)
              AND post.until_day > min(span.last_day, as_of)) > 0, 1, 0) AS has_posts,
       (SELECT count(*) FROM roll
        WHERE roll.org_id = org_at.id AND roll.category = 'full' AND roll.since_day <= min(span.last_day, as_of)
          AND roll.until_day > min(span.last_day, as_of)
          AND NOT EXISTS (SELECT 1 FROM suspension
                          WHERE suspension.person_id = roll.person_id AND suspension.since_day <= min(span.last_day, as_of)
                            AND suspension.until_day > min(span.last_day, as_of))) AS full_members
FROM clock
CROSS JOIN org_at
JOIN (SELECT 'general' AS kind, 3 AS months UNION ALL SELECT 'committee', 1 UNION ALL SELECT 'group', 1 UNION ALL SELECT 'lecture', 3
      UNION ALL SELECT 'theme-day', 1 UNION ALL SELECT 'org-life', 12 UNION ALL SELECT 'appraisal', 12) AS owed
     ON iif(owed.kind = 'group', 1, 0) = iif(org_at.kind = 'group', 1, 0)
JOIN window_at AS span ON span.months = owed.months AND span.first_day >= org_at.founded_day
WHERE clock.id = 1 AND org_at.kind IN ('branch', 'joint-branch', 'temporary', 'group');
