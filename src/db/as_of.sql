-- The records as they stood at the end of one day. Temporary: made on a connection when it first needs them, so that
-- the file itself stays plain. Reports read these views and never write a date condition of their own.

-- `clock.id = 1` tells SQLite that there is one row, so that an order by an index of the next table needs no sorting.
CREATE TEMP TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), as_of TEXT NOT NULL);
INSERT INTO clock VALUES (1, '9999-12-30');

-- Orgs founded and not dissolved, with the name, kind and parent of the day.
CREATE TEMP VIEW org_at AS
SELECT org.id, org.code, org_name.name, org_name.short_name, org_kind.kind, org_parent.parent_id,
       org.founded, org.founded_day, org.formation, org.district
FROM clock
CROSS JOIN org
CROSS JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
CROSS JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= as_of AND org_kind.until_day > as_of
LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
WHERE clock.id = 1 AND org.founded_day <= as_of AND org.dissolved_day > as_of;

-- Units established and not closed, with the attributes of the day.
CREATE TEMP VIEW unit_at AS
SELECT unit.id, unit.uscc, unit.established, unit.established_day, unit_state.name, unit_state.short_name,
       unit_state.kind, unit_state.industry, unit_state.district, unit_state.known_full_members,
       unit_state.association_id
FROM clock
CROSS JOIN unit
CROSS JOIN unit_state ON unit_state.unit_id = unit.id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
WHERE clock.id = 1 AND unit.established_day <= as_of AND unit.closed_day > as_of;

-- Which living org covers which living unit.
CREATE TEMP VIEW cover_at AS
SELECT cover.id, cover.org_id, cover.unit_id, cover.how
FROM clock
CROSS JOIN cover
JOIN org ON org.id = cover.org_id AND org.founded_day <= as_of AND org.dissolved_day > as_of
JOIN unit ON unit.id = cover.unit_id AND unit.established_day <= as_of AND unit.closed_day > as_of
WHERE clock.id = 1 AND cover.since_day <= as_of AND cover.until_day > as_of;

-- The roll: everyone who stands on one, the suspended too (`counted` is 0 for them). `assumed` says that nobody knows
-- since when: the stay began on a day that was only worked out, also where it was split later by full membership.
CREATE TEMP VIEW roll_at AS
SELECT roll.id, roll.person_id, roll.org_id, roll.category, roll.since, roll.began,
       CASE WHEN roll.began <> 'converted' THEN roll.began = 'assumed'
            ELSE (SELECT first.began = 'assumed' FROM roll first
                  WHERE first.person_id = roll.person_id AND first.began <> 'converted'
                    AND first.since_day <= roll.since_day
                  ORDER BY first.since_day DESC, first.id DESC LIMIT 1) END AS assumed,
       NOT EXISTS (SELECT 1 FROM suspension s
                   WHERE s.person_id = roll.person_id AND s.since_day <= as_of AND s.until_day > as_of) AS counted
FROM clock
CROSS JOIN roll
WHERE clock.id = 1 AND roll.since_day <= as_of AND roll.until_day > as_of;

-- Who holds which post of a living org.
CREATE TEMP VIEW post_at AS
SELECT post.id, post.org_id, post.person_id, post.post, post.how, post.full_time, post.also, post.since, post.since_day
FROM clock
CROSS JOIN post
JOIN org ON org.id = post.org_id AND org.founded_day <= as_of AND org.dissolved_day > as_of
WHERE clock.id = 1 AND post.since_day <= as_of AND post.until_day > as_of;

-- Terms of committees begun by then, when each runs out of itself, and when with what the org above had consented to by then;
-- a month or year consented to is used to its last day.
CREATE TEMP VIEW term_run_at AS
SELECT term.id, term.org_id, term.number, term.years, term.body, term.seats, term.began, term.since, term.since_day,
       term.until_day, term.consent_no,
       iif(substr(term.reminded || '-01-01', 1, 10) <= as_of, term.reminded, NULL) AS reminded,
       date(term.since_day, '+' || (12 * term.years) || ' months', 'floor') AS runs_out,
       iif(substr(term.consented || '-01-01', 1, 10) <= as_of, term.extended_to, NULL) AS extended_to,
       CASE WHEN term.consented IS NULL OR substr(term.consented || '-01-01', 1, 10) > as_of
            THEN date(term.since_day, '+' || (12 * term.years) || ' months', 'floor')
            WHEN length(term.extended_to) = 10 THEN term.extended_to
            WHEN length(term.extended_to) = 7 THEN date(term.extended_to || '-01', '+1 month', '-1 day')
            ELSE term.extended_to || '-12-31' END AS ends
FROM clock
CROSS JOIN term
WHERE clock.id = 1 AND term.since_day <= as_of;

-- Committees of living orgs in office on the day.
CREATE TEMP VIEW in_office_at AS
SELECT term_run_at.*
FROM clock
CROSS JOIN term_run_at
JOIN org ON org.id = term_run_at.org_id AND org.founded_day <= as_of AND org.dissolved_day > as_of
WHERE clock.id = 1 AND term_run_at.until_day > as_of;

-- Who floats or is out of touch.
CREATE TEMP VIEW absence_at AS
SELECT absence.id, absence.person_id, absence.kind, absence.place, absence.since, absence.since_day
FROM clock
CROSS JOIN absence
WHERE clock.id = 1 AND absence.since_day <= as_of AND absence.until_day > as_of;

-- Transfers booked by then, as far as they had come, with the orgs by the name they had on the letter's day.
CREATE TEMP VIEW transfer_at AS
SELECT transfer.id, transfer.letter_no, transfer.person_id, transfer.direction,
       transfer.from_org_id, coalesce(sender.name, transfer.from_text) AS from_name,
       transfer.to_org_id, coalesce(receiver.name, transfer.to_text) AS to_name,
       transfer.issued, transfer.issued_day, transfer.valid_days, transfer.expires,
       iif(transfer.received_day <= as_of, transfer.received, NULL) AS received,
       CASE WHEN transfer.cancelled_day <= as_of THEN 'cancelled'
            WHEN transfer.received_day <= as_of THEN 'received'
            WHEN transfer.expires < as_of THEN 'expired'
            ELSE 'issued' END AS state,
       iif(transfer.cancelled_day <= as_of, transfer.cancelled, NULL) AS cancelled,
       iif(transfer.cancelled_day <= as_of, transfer.cancel_reason, NULL) AS cancel_reason,
       transfer.dues_until, transfer.remark
FROM clock
CROSS JOIN transfer
LEFT JOIN org_name sender ON sender.org_id = transfer.from_org_id
      AND sender.since_day <= transfer.issued_day AND sender.until_day > transfer.issued_day
LEFT JOIN org_name receiver ON receiver.org_id = transfer.to_org_id
      AND receiver.since_day <= transfer.issued_day AND receiver.until_day > transfer.issued_day
WHERE clock.id = 1 AND transfer.issued_day <= as_of;

-- Steps taken by then, with the last day on which each can have been.
CREATE TEMP VIEW step_at AS
SELECT step.*, CASE length(step.date) WHEN 10 THEN step.date
                                      WHEN 7 THEN date(step.day, '+1 month', '-1 day')
                                      ELSE date(step.day, '+1 year', '-1 day') END AS last_day
FROM clock
CROSS JOIN step
WHERE clock.id = 1 AND step.day <= as_of;

-- The ways into the Party that were known by then: somebody had applied, or was admitted onto one of our rolls, or some
-- other step was taken, or the way ended. Whoever came as a member on probation, from a roster or elsewhere, was admitted
-- before: that alone is no way of ours, and what was done later changes nothing of the days before. `reached` is the place
-- of the furthest step.
CREATE TEMP VIEW way_at AS
SELECT way.id, way.person_id, way.is_ended, way.reached
FROM (SELECT candidature.id, candidature.person_id, iif(candidature.ended_day <= as_of, 1, 0) AS is_ended,
             (SELECT max(place) FROM clock CROSS JOIN step
              WHERE clock.id = 1 AND step.candidature_id = candidature.id AND step.day <= as_of) AS reached,
             (SELECT count(*) FROM clock CROSS JOIN step
              WHERE clock.id = 1 AND step.candidature_id = candidature.id AND step.day <= as_of
                AND step.step <> 'admitted') AS others,
             (SELECT count(*) FROM clock CROSS JOIN roll
              WHERE clock.id = 1 AND roll.person_id = candidature.person_id AND roll.since_day <= as_of) AS rolls,
             (SELECT count(*) FROM clock CROSS JOIN roll
              WHERE clock.id = 1 AND roll.person_id = candidature.person_id AND roll.since_day <= as_of
                AND roll.began = 'admitted') AS admissions
      FROM clock
      CROSS JOIN candidature
      WHERE clock.id = 1) AS way
WHERE way.reached IS NOT NULL
  AND (way.others > 0 OR way.admissions > 0 OR way.is_ended = 1)
  AND (way.reached < 7 OR way.rolls > 0 OR way.is_ended = 1);

-- Meetings held 已开: those that count, being not voided, and took place by the day; beside them who was `due` as it is shown: by
-- the roll, except where it holds nobody or fewer than were counted.
CREATE TEMP VIEW meeting_at AS
SELECT meeting.*,
       iif(on_roll > 0 AND on_roll >= coalesce(present, 0) + coalesce(on_leave, 0) + coalesce(absent, 0), on_roll,
           coalesce(due_told, on_roll)) AS due
FROM meeting
WHERE voided IS NULL AND day <= (SELECT max(as_of) FROM clock);

-- Everybody on the way, how far each had come, and with which org: from admission on the roll says so, and whoever left it
-- on the way is at its end. Members on probation whose way nobody recorded are on it all the same, without an `id`.
CREATE TEMP VIEW candidature_at AS
SELECT way_at.id, way_at.person_id,
       CASE WHEN way_at.is_ended = 1 THEN 'ended'
            WHEN way_at.reached >= 7 AND roll.id IS NOT NULL THEN iif(roll.category = 'full', 'full', 'probationary')
            WHEN way_at.reached >= 10 THEN 'full'
            WHEN way_at.reached >= 7 THEN 'ended'
            WHEN way_at.reached >= 4 THEN 'candidate'
            WHEN way_at.reached >= 3 THEN 'activist'
            ELSE 'applicant' END AS stage,
       coalesce(roll.org_id, (SELECT org_id FROM candidature_org
                              WHERE candidature_id = way_at.id AND since_day <= as_of
                              ORDER BY since_day DESC, id DESC LIMIT 1)) AS org_id
FROM clock
CROSS JOIN way_at
LEFT JOIN roll ON roll.person_id = way_at.person_id AND roll.since_day <= as_of AND roll.until_day > as_of
WHERE clock.id = 1
UNION ALL
SELECT NULL, roll.person_id, 'probationary', roll.org_id
FROM clock
CROSS JOIN roll
WHERE clock.id = 1 AND roll.category = 'probationary' AND roll.since_day <= as_of AND roll.until_day > as_of
  AND NOT EXISTS (SELECT 1 FROM way_at
                  WHERE way_at.person_id = roll.person_id AND way_at.is_ended = 0 AND way_at.reached >= 7);

-- The months for which dues may be owed: from the first for which anybody has a rate or a payment to that of the day.
CREATE TEMP VIEW dues_months_at AS
WITH RECURSIVE month (month) AS (
  SELECT min(month) FROM (SELECT min(since) AS month FROM dues_rate UNION ALL SELECT min(month) FROM dues_payment)
  UNION ALL
  SELECT substr(date(month.month || '-01', '+1 month'), 1, 7)
  FROM clock
  CROSS JOIN month
  WHERE clock.id = 1 AND month.month < substr(as_of, 1, 7)
)
SELECT month, date(month || '-01', '+1 month', '-1 day') AS last_day
FROM clock
CROSS JOIN month
WHERE clock.id = 1 AND month <= substr(as_of, 1, 7);

-- Dues of those months: to which org each is owed, what for it was fixed, paid and waived by the day. A month in which somebody
-- was suspended from its first day to its last is owed to nobody. `monthly` is NULL where no rate is known.
CREATE TEMP VIEW dues_month_at AS
SELECT stay.person_id, stay.org_id, month.month, month.last_day,
       (SELECT monthly FROM dues_rate
        WHERE dues_rate.person_id = stay.person_id AND dues_rate.since <= month.month
        ORDER BY dues_rate.since DESC LIMIT 1) AS monthly,
       coalesce((SELECT sum(amount) FROM dues_payment
                 WHERE dues_payment.person_id = stay.person_id AND dues_payment.month = month.month AND dues_payment.day <= as_of), 0)
         AS paid,
       waiver.id IS NOT NULL AS is_waived, waiver.less
FROM clock
CROSS JOIN dues_stay AS stay
CROSS JOIN dues_months_at AS month ON month.month >= stay.first_month AND (month.month <= stay.last_month OR stay.until_day > as_of)
LEFT JOIN dues_waiver AS waiver ON waiver.person_id = stay.person_id AND month.month BETWEEN waiver.since AND waiver.until
                                AND waiver.day <= as_of
WHERE clock.id = 1 AND stay.since_day <= as_of
  AND NOT EXISTS (SELECT 1 FROM dues_stay AS first
                  WHERE first.person_id = stay.person_id AND first.since_day < stay.since_day
                    AND first.first_month <= month.month AND first.last_month >= month.month)
  AND NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = stay.person_id AND suspension.since_day <= month.month || '-01'
                    AND suspension.until_day > month.last_day);

-- Months in arrears on the day: over, and not paid or waived in full. `nth` counts those of one person, `run` tells those apart that
-- do not follow each other.
CREATE TEMP VIEW dues_lacking_at AS
SELECT lacking.*,
       row_number() OVER (PARTITION BY lacking.person_id ORDER BY lacking.month) AS nth,
       12 * CAST(substr(lacking.month, 1, 4) AS INTEGER) + CAST(substr(lacking.month, 6, 2) AS INTEGER)
         - row_number() OVER (PARTITION BY lacking.person_id ORDER BY lacking.month) AS run
FROM (SELECT person_id, org_id, month, last_day,
             monthly - paid - iif(is_waived, coalesce(less, monthly), 0) AS lacking
      FROM clock
      CROSS JOIN dues_month_at
      WHERE clock.id = 1 AND last_day <= as_of) AS lacking
WHERE lacking.lacking > 0;

-- Formation plans begun by then, several of a unit one after the other. A plan begins with the first step; after it was
-- closed, or the unit had an org that covers it no more, with the next. Each column is what was told of it last. It has
-- succeeded (`founded`) from the day on which an org covers the unit, unless it was closed before; `ended_day` is that day
-- or the one on which it was closed. `is_last`: no later one of the unit is known.
CREATE TEMP VIEW plan_at AS
WITH told AS (
  SELECT plan_step.id, plan_step.unit_id, plan_step.date, plan_step.day, plan_step.state, plan_step.reason, plan_step.way,
         plan_step.target, plan_step.target_day, plan_step.responsible, plan_step.remark,
         row_number() OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS place,
         lag(plan_step.state) OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS state_before,
         lag(plan_step.day) OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS day_before
  FROM clock
  CROSS JOIN plan_step
  WHERE clock.id = 1 AND plan_step.day <= as_of
),
covering AS (
  SELECT cover.unit_id, cover.org_id, max(cover.since_day, org.founded_day) AS day,
         min(cover.until_day, org.dissolved_day) AS until_day
  FROM clock
  CROSS JOIN cover
  JOIN org ON org.id = cover.org_id
  JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= max(cover.since_day, org.founded_day)
       AND org_kind.until_day > max(cover.since_day, org.founded_day)
  WHERE clock.id = 1 AND org.founded_day <= as_of AND cover.since_day <= as_of AND org_kind.kind <> 'leading-group'
),
numbered AS (
  SELECT told.*,
         sum(iif(told.state_before IN ('shelved', 'dropped')
                 OR (SELECT count(*) FROM covering
                     WHERE covering.unit_id = told.unit_id AND covering.until_day > told.day_before
                       AND covering.until_day <= told.day) > 0, 1, 0))
           OVER (PARTITION BY told.unit_id ORDER BY told.place) AS number
  FROM told
),
placed AS (
  SELECT numbered.*,
         min(place) OVER (PARTITION BY unit_id, number) AS first_place,
         max(iif(state IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS state_place,
         max(iif(reason IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS reason_place,
         max(iif(way IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS way_place,
         max(iif(target IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS target_place,
         max(iif(responsible IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS responsible_place,
         max(iif(remark IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS remark_place
  FROM numbered
),
plan AS (
  SELECT unit_id, number, count(*) AS steps,
         max(iif(place = first_place, date, NULL)) AS began, min(day) AS began_day,
         coalesce(max(iif(place = state_place, state, NULL)), 'not-started') AS told_state,
         coalesce(max(iif(place = state_place, date, NULL)), max(iif(place = first_place, date, NULL))) AS told_since,
         coalesce(max(iif(place = state_place, day, NULL)), min(day)) AS told_day,
         max(iif(place = reason_place, reason, NULL)) AS reason,
         max(iif(place = way_place, way, NULL)) AS way,
         max(iif(place = target_place, target, NULL)) AS target,
         max(iif(place = target_place, target_day, NULL)) AS target_day,
         max(iif(place = responsible_place, responsible, NULL)) AS responsible,
         max(iif(place = remark_place, remark, NULL)) AS remark,
         lead(min(day)) OVER (PARTITION BY unit_id ORDER BY number) AS next_day
  FROM placed
  GROUP BY unit_id, number
),
founded AS (
  SELECT plan.unit_id, plan.number, covering.org_id, max(covering.day, plan.began_day) AS day,
         row_number() OVER (PARTITION BY plan.unit_id, plan.number ORDER BY covering.day, covering.org_id) AS nth
  FROM plan
  JOIN covering ON covering.unit_id = plan.unit_id AND covering.until_day > plan.began_day
       AND covering.day < coalesce(plan.next_day, '9999-12-31')
  WHERE plan.told_state NOT IN ('shelved', 'dropped') OR covering.day <= plan.told_day
)
SELECT plan.unit_id, plan.number, plan.steps, plan.began, plan.began_day,
       iif(founded.day IS NULL, plan.told_state, 'founded') AS state,
       coalesce(founded.day, plan.told_since) AS since, coalesce(founded.day, plan.told_day) AS since_day,
       plan.reason, plan.way, plan.target, plan.target_day, plan.responsible, plan.remark, founded.org_id,
       CASE WHEN founded.day IS NOT NULL THEN founded.day
            WHEN plan.told_state IN ('shelved', 'dropped') THEN plan.told_day END AS ended_day,
       iif(plan.next_day IS NULL, 1, 0) AS is_last
FROM plan
LEFT JOIN founded ON founded.unit_id = plan.unit_id AND founded.number = plan.number AND founded.nth = 1;

-- Planned orgs that are not to be founded any more: they were given up themselves, or the plans of all units that they are for
-- were closed.
CREATE TEMP VIEW given_up_at AS
SELECT org.id AS org_id
FROM clock
CROSS JOIN org
WHERE clock.id = 1 AND org.given_up_day <= as_of
UNION
SELECT cover.org_id
FROM clock
CROSS JOIN org
JOIN cover ON cover.org_id = org.id AND cover.until_day > as_of
LEFT JOIN plan_at ON plan_at.unit_id = cover.unit_id AND plan_at.is_last = 1 AND plan_at.state IN ('shelved', 'dropped')
WHERE clock.id = 1 AND org.planned = 1
GROUP BY cover.org_id
HAVING count(*) = count(plan_at.unit_id);

-- Months, quarters and years around the day: the last of each that was over before it, the one in which it lies, and those of a
-- year to come. First and last day of each.
CREATE TEMP VIEW window_at AS
WITH RECURSIVE month (first) AS (
  SELECT date(as_of, 'start of month', '-12 months') FROM clock WHERE clock.id = 1
  UNION ALL
  SELECT date(month.first, '+1 month') FROM clock CROSS JOIN month
  WHERE clock.id = 1 AND month.first < date(as_of, 'start of month', '+24 months')
)
SELECT length.months, date(month.first, '+1 month', '-' || length.months || ' months') AS first, date(month.first, '+1 month', '-1 day') AS last
FROM clock
CROSS JOIN month
CROSS JOIN (SELECT 1 AS months UNION ALL SELECT 3 UNION ALL SELECT 12) AS length
WHERE clock.id = 1 AND CAST(substr(month.first, 6, 2) AS INTEGER) % length.months = 0
  AND date(month.first, '+1 month', '-1 day') >= date(as_of, 'start of month', '-' || length.months || ' months');

-- Meetings that orgs owe for those times, and how many of them were held by the day: branches and temporary branches a general
-- meeting and a lecture a quarter, a theme day a month, an organisational life meeting and an appraisal a year, a committee meeting a
-- month where there is a committee; groups a meeting a month. Only of times all through which the org stood. Of a
-- committee it is told whether members of one held posts, whether anybody did, and how many full members there are.
CREATE TEMP VIEW meeting_owed_at AS
SELECT org_at.id AS org_id, owed.kind, span.first, span.last,
       (SELECT count(*) FROM meeting_at AS meeting
        WHERE meeting.org_id = org_at.id AND meeting.kind = owed.kind AND meeting.day BETWEEN span.first AND span.last
          AND length(meeting.date) >= iif(owed.months = 12, 4, 7)) AS held,
       EXISTS (SELECT 1 FROM post
               WHERE post.org_id = org_at.id AND post.since_day <= min(span.last, as_of) AND post.until_day > min(span.last, as_of)
                 AND post.post NOT IN ('secretary', 'deputy-secretary')) AS has_committee,
       EXISTS (SELECT 1 FROM post
               WHERE post.org_id = org_at.id AND post.since_day <= min(span.last, as_of) AND post.until_day > min(span.last, as_of)) AS has_posts,
       (SELECT count(*) FROM roll
        WHERE roll.org_id = org_at.id AND roll.category = 'full' AND roll.since_day <= min(span.last, as_of)
          AND roll.until_day > min(span.last, as_of)
          AND NOT EXISTS (SELECT 1 FROM suspension
                          WHERE suspension.person_id = roll.person_id AND suspension.since_day <= min(span.last, as_of)
                            AND suspension.until_day > min(span.last, as_of))) AS full_members
FROM clock
CROSS JOIN org_at
JOIN (SELECT 'general' AS kind, 3 AS months UNION ALL SELECT 'committee', 1 UNION ALL SELECT 'group', 1 UNION ALL SELECT 'lecture', 3
      UNION ALL SELECT 'theme-day', 1 UNION ALL SELECT 'org-life', 12 UNION ALL SELECT 'appraisal', 12) AS owed
     ON (owed.kind = 'group') = (org_at.kind = 'group')
JOIN window_at AS span ON span.months = owed.months AND span.first >= org_at.founded_day
WHERE clock.id = 1 AND org_at.kind IN ('branch', 'joint-branch', 'temporary', 'group');
