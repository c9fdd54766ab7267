-- zh: 发展党员: 到当日为止申请入党的每个人一行, 阶段为当日的(没有记录过程的预备党员没有 id)
-- en: ways into the Party: a row for everybody who had applied by the day, at the stage of that day (a member on probation whose way nobody recorded has no id)
-- columns: id(number) no(number) name stage(stage) org_code org_name
SELECT candidature_at.id, person.id AS no, shown_text(person.name) AS name, candidature_at.stage, org.code AS org_code,
       shown_text((SELECT org_name.name FROM org_name
                   WHERE org_name.org_id = candidature_at.org_id AND org_name.since_day <= as_of
                   ORDER BY org_name.since_day DESC LIMIT 1)) AS org_name
FROM clock
CROSS JOIN candidature_at
JOIN person ON person.id = candidature_at.person_id
LEFT JOIN org ON org.id = candidature_at.org_id
WHERE clock.id = 1
