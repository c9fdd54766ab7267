-- zh: 网上阵地
-- en: Channels of Party organisations
-- tells_zh: 当日的网上阵地: 有和没有网上阵地的党组织数、阵地数、关注人数; 可按阵地类别
-- tells_en: Channels on the net on the day: orgs that have one and orgs that have none, how many, how many follow them; also by kind of channel
-- of_group: kind channels.kinds
-- by: org-kind(org_kind) org(org)
-- count: orgs = is_org = 1 AND is_first = 1
-- count: with_channel = is_org = 1 AND is_first = 1 AND id IS NOT NULL
-- count: without_channel = is_org = 1 AND is_first = 1 AND id IS NULL
-- count: channels = id IS NOT NULL
-- count: followers = followers
-- columns: code org(org) kind(channel.kind) name address kept_by followers since
-- order: code since_day id
--
-- A row for each channel of the day, and one for each org that has none. A superior that is only named and an office need
-- none; nor does a leading group, whose channel is told all the same.
SELECT org_at.code, org_at.id AS org, org_at.kind AS "org-kind", iif(org_at.kind = 'leading-group', 0, 1) AS is_org,
       iif(row_number() OVER (PARTITION BY org_at.id ORDER BY channel.since_day, channel.id) = 1, 1, 0) AS is_first,
       channel.id, channel.kind, channel.name, channel.address, channel.kept_by, channel.followers, channel.since,
       channel.since_day
FROM org_asked AS org_at
LEFT JOIN channel_at AS channel ON channel.org_id = org_at.id
WHERE org_at.kind NOT IN ('superior', 'office') AND (org_at.kind <> 'leading-group' OR channel.id IS NOT NULL)
