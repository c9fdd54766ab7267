-- zh: 主题活动落实情况
-- en: Campaigns by branch
-- tells_zh: 当日进行中的主题活动: 应开展的党支部, 已开展和未开展的
-- tells_en: Campaigns going on that day: the branches that owe them, those that have held something for it and those that have not
-- by: campaign org(org)
-- count: owing = 1
-- count: done = held > 0
-- count: not_done = held = 0
-- count: held = held
-- rate: done_share = done / owing
-- columns: campaign org(org) items held last_held
-- order: campaign org_code id
--
-- A row for each campaign of the day and each branch that owes it: those below the org that is named, or else below the one
-- that calls upon them, and itself if it is a branch. Done: a meeting or activity since its beginning bears its name or
-- another spelling of it, and was not made void.
WITH RECURSIVE owes (campaign_id, org_id) AS (
  SELECT entry.id, coalesce(entry.under_id, entry.org_id) FROM org_campaign_at AS entry
  UNION
  SELECT owes.campaign_id, org_at.id FROM org_at JOIN owes ON owes.org_id = org_at.parent_id
),
tagged (campaign_id, org_id, meeting_id, date, day) AS MATERIALIZED (
  SELECT DISTINCT entry.id, meeting.org_id, meeting.id, meeting.date, meeting.day
  FROM clock
  CROSS JOIN org_campaign_at AS entry
  CROSS JOIN campaign AS tag ON tag.name = entry.name
        OR instr(',' || replace(replace(entry.alias, '，', ','), '、', ',') || ',', ',' || tag.name || ',')
  CROSS JOIN meeting_asked AS meeting ON meeting.id = tag.meeting_id
  WHERE clock.id = 1 AND meeting.day BETWEEN entry.since_day AND as_of
)
SELECT entry.id, entry.name AS campaign, entry.items, org_at.id AS org, org_at.code AS org_code,
       (SELECT count(*) FROM tagged WHERE tagged.campaign_id = entry.id AND tagged.org_id = org_at.id) AS held,
       (SELECT tagged.date FROM tagged WHERE tagged.campaign_id = entry.id AND tagged.org_id = org_at.id
        ORDER BY tagged.day DESC LIMIT 1) AS last_held
FROM owes
CROSS JOIN org_campaign_at AS entry ON entry.id = owes.campaign_id
CROSS JOIN org_asked AS org_at ON org_at.id = owes.org_id
WHERE org_at.kind IN ('branch', 'joint-branch', 'temporary')
