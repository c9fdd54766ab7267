-- zh: 发展党员的步骤: 到当日为止的每一步一行; 党组织为走这一步时所在的
-- en: steps on the way into the Party: a row for each taken by the day; the org is the one they stood with then
-- columns: id(number) way_id(number) no(number) name org_code step(step.step) date(date) result hours(number) doc_no superior_on(date) notice_from(date) notice_to(date) voters(number) present(number) written(number) in_favour(number) against(number) abstained(number) secret(bool) extended_to(date) by_no(number) by_name note
SELECT step_at.id, step_at.candidature_id AS way_id, person.id AS no, shown_text(person.name) AS name,
       coalesce(
         (SELECT org.code FROM roll JOIN org ON org.id = roll.org_id
          WHERE roll.person_id = person.id AND roll.since_day <= step_at.last_day AND roll.until_day > step_at.day
          ORDER BY roll.since_day DESC LIMIT 1),
         (SELECT org.code FROM candidature_org JOIN org ON org.id = candidature_org.org_id
          WHERE candidature_org.candidature_id = step_at.candidature_id AND candidature_org.since_day <= step_at.last_day
          ORDER BY candidature_org.since_day DESC LIMIT 1)) AS org_code,
       step_at.step, step_at.date, shown_text(step_at.result) AS result, step_at.hours, shown_text(step_at.doc_no) AS doc_no, step_at.superior_on,
       step_at.notice_from, step_at.notice_to, step_at.voters, step_at.present, step_at.written, step_at.in_favour,
       step_at.against, step_at.abstained, step_at.secret, step_at.until AS extended_to,
       talker.id AS by_no, shown_text(talker.name) AS by_name, shown_text(step_at.note) AS note
FROM step_at
JOIN candidature ON candidature.id = step_at.candidature_id
JOIN person ON person.id = candidature.person_id
LEFT JOIN person AS talker ON talker.id = step_at.by_id
