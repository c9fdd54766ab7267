-- Posts of person ?2 that ended on ?3 with the membership end on ?1; where it never ended they go on, unless somebody else is
-- secretary since.
UPDATE post
SET until = ?1
WHERE person_id = ?2 AND until = ?3 AND since_day < ?4
  AND (?1 IS NOT NULL OR post <> 'secretary'
       OR NOT EXISTS (SELECT 1 FROM post other
                      WHERE other.org_id = post.org_id AND other.post = 'secretary' AND other.id <> post.id
                        AND other.until_day > post.since_day AND other.since_day >= post.since_day))
