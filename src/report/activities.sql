-- zh: 活动开展情况
-- en: Activities
-- tells_zh: 期间内的活动和会议: 次数、人次、金额、物品、征文, 可按类别、主题活动、融合方向等统计
-- tells_en: Activities and meetings of the period: how many, people, money, goods, contest entries; by kind, campaign, integration and more
-- takes: year
-- of_group: campaign activities.campaigns
-- by: kind(meeting_kind) integration(integration) partner(partner) org(org) month
-- count: activities = 1
-- count: people = present
-- hidden: fen = money
-- scaled: yuan = fen / 100
-- count: gifts = gifts
-- count: entries = entries
-- columns: id org(org) kind(meeting_kind) date topic campaigns integration(integration) partner(partner) present yuan goods recipients guests entries
-- order: day id
--
-- A row for each activity of the period: all that is none of the regular meetings, and those of them that belong to a
-- campaign or serve one of the four integrations. Money is told in yuan, with the goods and who received them.
SELECT meeting.id, meeting.org_id AS org, meeting.kind, meeting.date, meeting.day, substr(meeting.day, 1, 7) AS month,
       meeting.topic, meeting.integration, meeting.partner, meeting.present, meeting.guests,
       (SELECT group_concat(name, '、' ORDER BY id) FROM campaign WHERE campaign.meeting_id = meeting.id) AS campaigns,
       (SELECT sum(money) FROM gift WHERE gift.meeting_id = meeting.id) AS money,
       (SELECT sum(money) / 100.0 FROM gift WHERE gift.meeting_id = meeting.id) AS yuan,
       (SELECT count(*) FROM gift WHERE gift.meeting_id = meeting.id) AS gifts,
       (SELECT group_concat(goods, '、' ORDER BY id) FROM gift WHERE gift.meeting_id = meeting.id) AS goods,
       (SELECT group_concat(recipient, '、' ORDER BY id) FROM gift WHERE gift.meeting_id = meeting.id) AS recipients,
       (SELECT count(*) FROM entry WHERE entry.meeting_id = meeting.id) AS entries
FROM meeting_asked AS meeting
WHERE meeting.day BETWEEN :since_day AND :until_day
  AND (meeting.kind NOT IN ('general', 'committee', 'group', 'lecture', 'theme-day', 'org-life', 'appraisal')
       OR meeting.integration IS NOT NULL
       OR EXISTS (SELECT 1 FROM campaign WHERE campaign.meeting_id = meeting.id))
