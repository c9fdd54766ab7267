-- zh: 党员: 当日在册的每个人一行, 停止党籍的也在内(counted 为 0, 统计党员数时应除去)
-- en: members: a row for everybody on a roll that day, the suspended too (counted is 0: leave them out of figures)
-- columns: no(number) name sex(sex) id_no(id_no) birth(date) ethnicity native_place education education_code degree category(category) org_code org_name joined(date) full_on(date) entered(date) assumed(bool) unit_id(number) unit_name job job_code position owner(bool) phone(phone) landline(phone) address standing(standing) counted(bool) lost(bool) lost_since(date) floating(bool) floating_to floating_since(date) remark
SELECT person.id AS no, shown_text(person.name) AS name, person.sex, shown_id_no(person.id_no) AS id_no, person.birth,
       shown_text(person.ethnicity) AS ethnicity, shown_text(person.native_place) AS native_place,
       shown_text(person.education) AS education, person.education_code, shown_text(person.degree) AS degree,
       roll_at.category, org_at.code AS org_code, org_at.name AS org_name, person.joined,
       iif(person.full_on_day <= as_of, person.full_on, NULL) AS full_on,
       -- when the stint in this org began, unless that is only assumed
       CASE WHEN roll_at.began NOT IN ('converted', 'assumed') THEN roll_at.since
            WHEN roll_at.began = 'converted' THEN
              (SELECT iif(stint.began = 'assumed', NULL, stint.since) FROM roll AS stint
               WHERE stint.person_id = roll_at.person_id AND stint.org_id = roll_at.org_id AND stint.began <> 'converted'
                 AND stint.since_day <= as_of
               ORDER BY stint.since_day DESC, stint.id DESC LIMIT 1)
       END AS entered,
       roll_at.assumed, person.unit_id, shown_text(coalesce(unit_state.name, person.unit_text)) AS unit_name,
       shown_text(person.job) AS job, person.job_code, shown_text(person.position) AS position, person.owner,
       shown_phone(person.phone) AS phone, shown_phone(person.landline) AS landline, shown_text(person.address) AS address,
       iif(roll_at.counted, 'normal', 'suspended') AS standing, roll_at.counted,
       iif(lost.id IS NULL, 0, 1) AS lost, lost.since AS lost_since,
       iif(away.id IS NULL, 0, 1) AS floating, shown_text(away.place) AS floating_to, away.since AS floating_since,
       shown_text(person.remark) AS remark
FROM clock
CROSS JOIN roll_at
JOIN person ON person.id = roll_at.person_id
JOIN org_at ON org_at.id = roll_at.org_id
LEFT JOIN unit_state
       ON unit_state.unit_id = person.unit_id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
LEFT JOIN absence_at AS lost ON lost.person_id = person.id AND lost.kind = 'lost'
LEFT JOIN absence_at AS away ON away.person_id = person.id AND away.kind = 'floating'
WHERE clock.id = 1
