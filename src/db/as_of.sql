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
-- since when: the stay began on a day that was only worked out, also where it was split later by full membership. (The last
-- row before, in one aggregate: the greatest of its day, its number filled up to sixteen figures, and what is asked of it.)
CREATE TEMP VIEW roll_at AS
SELECT roll.id, roll.person_id, roll.org_id, roll.category, roll.since, roll.began,
       CASE WHEN roll.began = 'assumed' THEN 1
            WHEN roll.began <> 'converted' THEN 0
            ELSE (SELECT iif(substr(max(head.since_day || (1000000000000000 + head.id) || head.began), 27) = 'assumed', 1, 0)
                  FROM roll AS head
                  WHERE head.person_id = roll.person_id AND head.began <> 'converted'
                    AND head.since_day <= roll.since_day) END AS assumed,
       iif((SELECT count(*) FROM suspension
            WHERE suspension.person_id = roll.person_id AND suspension.since_day <= as_of
              AND suspension.until_day > as_of) = 0, 1, 0) AS counted
FROM clock
CROSS JOIN roll
WHERE clock.id = 1 AND roll.since_day <= as_of AND roll.until_day > as_of;

-- The members of each unit: those on a roll who work there, and those of a branch of its own.
CREATE TEMP VIEW unit_member_at AS
SELECT person.unit_id, stay.person_id, stay.org_id, stay.category
FROM roll_at AS stay
CROSS JOIN person ON person.id = stay.person_id
WHERE person.unit_id IS NOT NULL AND stay.counted = 1
UNION
SELECT cover_at.unit_id, stay.person_id, stay.org_id, stay.category
FROM cover_at
CROSS JOIN roll_at AS stay ON stay.org_id = cover_at.org_id
WHERE cover_at.how = 'own' AND stay.counted = 1;

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
-- the roll, except where it holds nobody or fewer than were counted; and whether it `teaches`: trainings, Party lectures, study and
-- study tours, and whatever else has a tier, a form or a measure of its own.
CREATE TEMP VIEW meeting_at AS
SELECT meeting.*,
       iif(on_roll > 0 AND on_roll >= coalesce(present, 0) + coalesce(on_leave, 0) + coalesce(absent, 0), on_roll,
           coalesce(due_told, on_roll)) AS due,
       iif(kind IN ('training', 'lecture', 'study', 'study-tour') OR coalesce(tier, form, measure) IS NOT NULL, 1, 0) AS teaches
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
       coalesce(roll.org_id,
                (SELECT CAST(substr(max(stood.since_day || (1000000000000000 + stood.id) || stood.org_id), 27) AS INTEGER)
                 FROM candidature_org AS stood
                 WHERE stood.candidature_id = way_at.id AND stood.since_day <= as_of)) AS org_id
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
