-- zh: 主题活动开展情况
-- en: Campaigns
-- tells_zh: 按主题活动统计的活动
-- tells_en: Activities by the campaign they belong to
-- takes: year
-- by: campaign
-- count: activities = 1
-- count: people = present
-- hidden: fen = money
-- scaled: yuan = fen / 100
-- count: gifts = gifts
-- count: entries = entries
-- columns: campaign id org(org) kind(meeting_kind) date topic integration(integration) partner(partner) present yuan goods recipients guests entries
-- order: campaign day id
--
-- A row for each campaign of each meeting or activity of the period: one of two campaigns stands under both.
SELECT campaign.name AS campaign, meeting.id, meeting.org_id AS org, meeting.kind, meeting.date, meeting.day, meeting.topic,
       meeting.integration, meeting.partner, meeting.present, meeting.guests,
       (SELECT sum(money) FROM gift WHERE gift.meeting_id = meeting.id) AS money,
       (SELECT sum(money) / 100.0 FROM gift WHERE gift.meeting_id = meeting.id) AS yuan,
       (SELECT count(*) FROM gift WHERE gift.meeting_id = meeting.id) AS gifts,
       (SELECT group_concat(goods, '、' ORDER BY id) FROM gift WHERE gift.meeting_id = meeting.id) AS goods,
       (SELECT group_concat(recipient, '、' ORDER BY id) FROM gift WHERE gift.meeting_id = meeting.id) AS recipients,
       (SELECT count(*) FROM entry WHERE entry.meeting_id = meeting.id) AS entries
FROM meeting_asked AS meeting
CROSS JOIN campaign ON campaign.meeting_id = meeting.id
WHERE meeting.day BETWEEN :since_day AND :until_day
