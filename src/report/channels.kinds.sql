-- zh: 网上阵地(按类别)
-- en: Channels by kind
-- tells_zh: 当日各类网上阵地的数量、有此类阵地的党组织数、关注人数
-- tells_en: Channels of each kind on the day, orgs that have one of it, how many follow them
-- by: kind(channel.kind)
-- count: channels = 1
-- distinct: orgs (channels) = org
-- count: followers = followers
-- columns: code org(org) kind(channel.kind) name address kept_by followers since
-- order: code since_day id
--
-- A row for each channel of the day. An org with channels of two kinds counts under both, and once in the total.
SELECT org_at.code, channel.org_id AS org, channel.id, channel.kind, channel.name, channel.address, channel.kept_by,
       channel.followers, channel.since, channel.since_day
FROM org_asked AS org_at
CROSS JOIN channel_at AS channel ON channel.org_id = org_at.id
