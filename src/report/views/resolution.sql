-- zh: 决议: 这些会议作出的每项一行, 以及表决; 书面意见已计入各票数
-- en: resolutions: a row for each decided at those meetings, with the vote; opinions in writing are among the votes
-- columns: id(number) meeting_id(number) org_code date(date) text rule(resolution.rule) voters(number) present(number) written(number) in_favour(number) against(number) abstained(number) secret(bool)
SELECT resolution.id, meeting_at.id AS meeting_id, org.code AS org_code, meeting_at.date, shown_text(resolution.text) AS text,
       resolution.rule, resolution.voters, resolution.present, resolution.written, resolution.in_favour, resolution.against,
       resolution.abstained, resolution.secret
FROM meeting_at
JOIN resolution ON resolution.meeting_id = meeting_at.id
JOIN org ON org.id = meeting_at.org_id
