-- rule: committee_full_members
-- about: orgs
-- zh: 应设支部委员会而委员不足
-- en: a committee is to be, and has too few members
-- settles: org elect call, org post elect
-- Branches with the full members for a committee, and fewer holders of posts than the smallest committee has.
SELECT org_at.id AS org_id
FROM org_at
WHERE org_at.kind IN ('branch', 'joint-branch')
  AND (SELECT count(*) FROM roll_at
       WHERE roll_at.org_id = org_at.id AND roll_at.category = 'full' AND roll_at.counted = 1) >= :committee_full_members
  AND (SELECT count(DISTINCT post_at.person_id) FROM post_at WHERE post_at.org_id = org_at.id) < :committee_least
