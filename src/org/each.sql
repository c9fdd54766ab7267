-- The orgs that a question is put to one by one, of those in the scope or of all (:everywhere), as they were at last by :to: those that
-- stood on some day from :from to :to. Every branch; of the others whoever had people on a roll of its own, but for a group below a
-- branch, which is asked with it.
WITH stood AS (
  SELECT org.id, org.code,
         (SELECT name FROM org_name WHERE org_id = org.id AND since_day <= :to ORDER BY since_day DESC LIMIT 1) AS name,
         (SELECT kind FROM org_kind WHERE org_id = org.id AND since_day <= :to ORDER BY since_day DESC LIMIT 1) AS kind,
         (SELECT parent_id FROM org_parent WHERE org_id = org.id AND since_day <= :to ORDER BY since_day DESC LIMIT 1) AS parent_id
  FROM org
  WHERE org.founded_day <= :to AND org.dissolved_day > :from
    AND (:everywhere OR org.id IN (SELECT org_id FROM scope))
), branch AS (
  SELECT id FROM stood WHERE kind IN ('branch', 'joint-branch', 'temporary')
)
SELECT code, name
FROM stood
WHERE id IN (SELECT id FROM branch)
   OR (EXISTS (SELECT 1 FROM roll WHERE roll.org_id = stood.id AND roll.since_day <= :to AND roll.until_day > :from)
       AND NOT (kind = 'group' AND coalesce(parent_id, 0) IN (SELECT id FROM branch)))
ORDER BY code COLLATE NOCASE
