-- The org above the group ?1 on the day ?2; nothing of an org that is no group.
SELECT org_parent.parent_id
FROM org_kind
JOIN org_parent ON org_parent.org_id = org_kind.org_id AND org_parent.since_day <= ?2 AND org_parent.until_day > ?2
WHERE org_kind.org_id = ?1 AND org_kind.kind = 'group' AND org_kind.since_day <= ?2 AND org_kind.until_day > ?2
