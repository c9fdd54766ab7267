-- zh: 主题活动落实情况
-- en: Campaigns by branch and item
-- tells_zh: 当日进行中的主题活动: 应开展的党支部逐项(没有分项的按一项计)已开展和未开展的
-- tells_en: Campaigns going on that day: for each branch that owes them, which items it has held something for and which not
-- by: campaign org(org) item
-- count: owing = 1
-- count: done = held > 0
-- count: not_done = held = 0
-- count: held = held
-- rate: done_share = done / owing
-- columns: campaign org(org) item held last_held
-- order: campaign org_code place id
--
-- A row for each campaign of the day, each branch that owes it and each item of it; a campaign without items is one. A
-- campaign is owed by those below the org that is named, or else below the one that calls upon them, and by itself if it is
-- a branch. Done: a meeting or activity since its beginning bears its name or another spelling of it, or that of a
-- campaign which is part of it, was not made void, and has the item for its topic, as far as one holds the other.
WITH RECURSIVE owes (campaign_id, org_id) AS (
  SELECT entry.id, coalesce(entry.under_id, entry.org_id) FROM org_campaign_at AS entry
  UNION
  SELECT owes.campaign_id, org_at.id FROM org_at JOIN owes ON owes.org_id = org_at.parent_id
),
spelt (campaign_id, name, part_of, spellings) AS MATERIALIZED (
  SELECT entry.id, entry.name, entry.part_of,
         ',' || entry.name || ',' || coalesce(replace(replace(entry.alias, '，', ','), '、', ','), '') || ','
  FROM org_campaign_at AS entry
),
part (whole_id, campaign_id) AS (
  SELECT campaign_id, campaign_id FROM spelt
  UNION
  SELECT part.whole_id, below.campaign_id
  FROM part
  JOIN spelt AS whole ON whole.campaign_id = part.campaign_id
  JOIN spelt AS below ON instr(whole.spellings, ',' || below.part_of || ',') > 0
),
item (campaign_id, place, item, rest) AS (
  SELECT entry.id, 0, '', replace(replace(coalesce(entry.items, ''), '，', '、'), ',', '、') || '、'
  FROM org_campaign_at AS entry
  UNION ALL
  SELECT campaign_id, place + 1, trim(substr(rest, 1, instr(rest, '、') - 1)), substr(rest, instr(rest, '、') + 1)
  FROM item
  WHERE rest <> ''
),
asked_for (campaign_id, place, item) AS MATERIALIZED (
  SELECT campaign_id, place, item FROM item WHERE item <> ''
  UNION ALL
  SELECT id, 0, NULL FROM org_campaign_at
  WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.campaign_id = org_campaign_at.id AND item.item <> '')
),
tagged (campaign_id, org_id, meeting_id, date, day, topic) AS MATERIALIZED (
  SELECT DISTINCT part.whole_id, meeting.org_id, meeting.id, meeting.date, meeting.day, meeting.topic
  FROM clock
  CROSS JOIN part
  CROSS JOIN spelt ON spelt.campaign_id = part.campaign_id
  CROSS JOIN org_campaign_at AS entry ON entry.id = part.campaign_id
  CROSS JOIN campaign AS tag ON instr(spelt.spellings, ',' || tag.name || ',') > 0
  CROSS JOIN meeting_asked AS meeting ON meeting.id = tag.meeting_id
  WHERE clock.id = 1 AND meeting.day BETWEEN entry.since_day AND as_of
),
held_for (campaign_id, place, org_id, meeting_id, date, day) AS MATERIALIZED (
  SELECT tagged.campaign_id, asked_for.place, tagged.org_id, tagged.meeting_id, tagged.date, tagged.day
  FROM tagged
  JOIN asked_for ON asked_for.campaign_id = tagged.campaign_id
  WHERE asked_for.item IS NULL OR instr(tagged.topic, asked_for.item) > 0 OR instr(asked_for.item, tagged.topic) > 0
),
times (campaign_id, place, org_id, held, last_held) AS MATERIALIZED (
  SELECT campaign_id, place, org_id, count(*), substr(max(day || date), 11)
  FROM held_for
  GROUP BY campaign_id, place, org_id
)
SELECT entry.id, entry.name AS campaign, asked_for.item, asked_for.place, org_at.id AS org, org_at.code AS org_code,
       coalesce(times.held, 0) AS held, times.last_held
FROM owes
CROSS JOIN org_campaign_at AS entry ON entry.id = owes.campaign_id
CROSS JOIN asked_for ON asked_for.campaign_id = entry.id
CROSS JOIN org_asked AS org_at ON org_at.id = owes.org_id
LEFT JOIN times ON times.campaign_id = entry.id AND times.place = asked_for.place AND times.org_id = org_at.id
WHERE org_at.kind IN ('branch', 'joint-branch', 'temporary')
