-- subject: org
-- zh: 台账条目不在党组织的存续期内
-- en: an entry of a ledger before the founding or after the dissolution of its org
SELECT entry.org_id AS subject_id, word('table', entry.what) || ' ' || entry.since AS detail
FROM (
  SELECT org_id, 'venue' AS what, since, since_day FROM venue
  UNION ALL SELECT org_id, 'channel', since, since_day FROM channel
  UNION ALL SELECT org_id, 'policy', since, since_day FROM policy
  UNION ALL SELECT org_id, 'org_function', since, since_day FROM org_function
  UNION ALL SELECT org_id, 'org_honor', date, day FROM org_honor
  UNION ALL SELECT org_id, 'incoming', date, day FROM incoming
  UNION ALL SELECT org_id, 'org_pledge', date, day FROM org_pledge
) entry
JOIN org ON org.id = entry.org_id
WHERE org.planned OR entry.since || '-99' < org.founded_day OR entry.since_day > org.dissolved || '-99'
