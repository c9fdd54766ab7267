-- The posts that person ?1 holds as a member, with the name of the org: they end with the membership. Who was sent to a post,
-- or has it beside another office, is no member there.
SELECT post.id, post.post, post.since,
       coalesce((SELECT max(name) FROM org_name WHERE org_name.org_id = post.org_id AND org_name.until IS NULL), '?') AS org
FROM post
WHERE post.person_id = ?1 AND post.until IS NULL
  AND (post.how IS NULL OR post.how NOT IN ('dispatched', 'concurrent')
       OR EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = post.person_id AND roll.ended IN ('deceased', 'expelled', 'resigned', 'removed')))
