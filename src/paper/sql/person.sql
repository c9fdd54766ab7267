-- What a paper may say of person :id, as known at the end of the day of the clock: the person, where they stand, and the last way into
-- the Party with what was told of each step that is taken once. A column for each field of `fields/person.rs`.
WITH RECURSIVE
way AS (
  SELECT candidature.id
  FROM clock CROSS JOIN candidature
  JOIN step ON step.candidature_id = candidature.id AND step.day <= as_of
  WHERE clock.id = 1 AND candidature.person_id = :id
  GROUP BY candidature.id
  ORDER BY min(step.day) DESC, candidature.id DESC
  LIMIT 1
),
taken AS (SELECT step.* FROM clock CROSS JOIN way JOIN step ON step.candidature_id = way.id AND step.day <= as_of WHERE clock.id = 1),
paid AS (
  SELECT dues_payment.date, min(dues_payment.month) AS first, max(dues_payment.month) AS last, sum(dues_payment.amount) AS sum,
         max(dues_payment.receipt_no) AS receipt_no, max(dues_payment.collector) AS collector
  FROM clock CROSS JOIN dues_payment
  WHERE clock.id = 1 AND dues_payment.person_id = :id AND dues_payment.day <= as_of
  GROUP BY dues_payment.date
  ORDER BY max(dues_payment.day) DESC, max(dues_payment.id) DESC
  LIMIT 1
),
stands (org_id) AS (
  SELECT coalesce(
    (SELECT org_id FROM roll_at WHERE person_id = :id),
    (SELECT candidature_org.org_id FROM clock CROSS JOIN way JOIN candidature_org ON candidature_org.candidature_id = way.id
     WHERE clock.id = 1 AND candidature_org.since_day <= as_of ORDER BY candidature_org.since_day DESC, candidature_org.id DESC LIMIT 1))
),
above (id, height) AS (
  SELECT org_id, 0 FROM stands WHERE org_id IS NOT NULL
  UNION
  SELECT org_at.parent_id, above.height + 1 FROM above JOIN org_at ON org_at.id = above.id
  WHERE org_at.parent_id IS NOT NULL AND above.height < 20
)
SELECT person.id AS no, person.name, person.sex, person.ethnicity, person.birth,
       CASE WHEN length(person.birth) = 10
            THEN strftime('%Y', as_of) - strftime('%Y', person.birth) - (strftime('%m-%d', as_of) < strftime('%m-%d', person.birth)) END AS age,
       person.id_no, person.native_place, person.education, person.degree,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit,
       person.position, person.job, person.phone, person.landline, person.address,
       (SELECT name FROM org_at WHERE id = stands.org_id) AS org,
       (SELECT org_at.name FROM above JOIN org_at ON org_at.id = above.id WHERE org_at.kind = 'committee' ORDER BY height LIMIT 1) AS committee,
       (SELECT category FROM roll_at WHERE person_id = :id) AS category,
       iif(person.joined_day <= as_of, person.joined, NULL) AS joined,
       iif(person.full_on_day <= as_of, person.full_on, NULL) AS full_on,
       applied.date AS applied, talked.date AS talked, talker.name AS talked_by, talked.result AS talk_result, talked.note AS talk_note,
       nominated.date AS nominated, nominated.result AS nominated_result, nominated.note AS nominated_note,
       iif(substr(nominated.superior_on || '-01-01', 1, 10) <= as_of, nominated.superior_on, NULL) AS nominated_filed,
       candidate.date AS candidate, iif(substr(candidate.superior_on || '-01-01', 1, 10) <= as_of, candidate.superior_on, NULL) AS candidate_filed,
       candidate.result AS candidate_result, candidate.notice_from, candidate.notice_to,
       reviewed.date AS reviewed, reviewed.result AS review_result, reviewed.note AS review_note,
       prereviewed.date AS prereviewed, prereviewed.doc_no AS prereview_no, prereviewed.result AS prereview_result,
       admitted.date AS admitted,
       (SELECT org_name.name FROM candidature_org JOIN org_name ON org_name.org_id = candidature_org.org_id
          AND org_name.since_day <= admitted.day AND org_name.until_day > admitted.day
        WHERE candidature_org.candidature_id = way.id AND candidature_org.since_day <= admitted.day
        ORDER BY candidature_org.since_day DESC, candidature_org.id DESC LIMIT 1) AS admitted_org,
       admitted.voters - (SELECT count(*) FROM voice WHERE voice.step_id = admitted.id AND voice.voice = 'excused') AS admitted_voters,
       admitted.present AS admitted_present, nullif(admitted.written, 0) AS admitted_written, admitted.in_favour AS admitted_for,
       admitted.against AS admitted_against, admitted.abstained AS admitted_abstained, admitted.secret AS admitted_secret,
       approved.date AS approved, approved.doc_no AS approval_no,
       sworn.date AS sworn, extended.date AS extended, extended.until AS extended_until,
       converted.date AS converted,
       (SELECT org_name.name FROM roll JOIN org_name ON org_name.org_id = roll.org_id
          AND org_name.since_day <= converted.day AND org_name.until_day > converted.day
        WHERE roll.person_id = :id AND roll.since_day <= converted.day AND roll.until_day > converted.day) AS converted_org,
       converted.voters - (SELECT count(*) FROM voice WHERE voice.step_id = converted.id AND voice.voice = 'excused') AS converted_voters,
       converted.present AS converted_present, nullif(converted.written, 0) AS converted_written, converted.in_favour AS converted_for,
       converted.against AS converted_against, converted.abstained AS converted_abstained, converted.secret AS converted_secret,
       confirmed.date AS confirmed, confirmed.doc_no AS confirmation_no,
       paid.date AS paid_on, paid.first AS paid_from, paid.last AS paid_to, paid.sum AS paid_sum, paid.receipt_no, paid.collector,
       (SELECT max(dues_payment.month) FROM dues_payment WHERE dues_payment.person_id = :id AND dues_payment.day <= as_of) AS paid_until
FROM clock
CROSS JOIN person
CROSS JOIN stands
LEFT JOIN way ON 1
LEFT JOIN paid ON 1
LEFT JOIN taken AS applied ON applied.step = 'applied'
LEFT JOIN taken AS talked ON talked.step = 'talked'
LEFT JOIN person AS talker ON talker.id = talked.by_id
LEFT JOIN taken AS nominated ON nominated.step = 'nominated'
LEFT JOIN taken AS candidate ON candidate.step = 'candidate'
LEFT JOIN taken AS reviewed ON reviewed.step = 'reviewed'
LEFT JOIN taken AS prereviewed ON prereviewed.step = 'prereviewed'
LEFT JOIN taken AS admitted ON admitted.step = 'admitted'
LEFT JOIN taken AS approved ON approved.step = 'approved'
LEFT JOIN taken AS sworn ON sworn.step = 'sworn'
LEFT JOIN taken AS extended ON extended.step = 'extended'
LEFT JOIN taken AS converted ON converted.step = 'converted'
LEFT JOIN taken AS confirmed ON confirmed.step = 'confirmed'
WHERE clock.id = 1 AND person.id = :id
