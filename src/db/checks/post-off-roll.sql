-- subject: person
-- asked: whole
-- zh: 任职期间不在任何名册上(选派、兼任的除外)
-- en: a post held while on no roll, by somebody neither sent nor holding it beside another office
-- mend: org post end, org post set
-- On no roll when the post began, or left the rolls while it was held. After death or expulsion is a case of its own.
SELECT post.person_id AS subject_id,
       word('post.post', post.post) || ' ' || post.since || ' – ' || coalesce(post.until, '')
       || coalesce((SELECT ', ' || word('roll.ended', roll.ended) || ' ' || roll.until FROM roll
                    WHERE roll.person_id = post.person_id AND roll.until_day < post.until_day
                    ORDER BY roll.until_day DESC LIMIT 1), '') AS detail
FROM post
WHERE (post.how IS NULL OR post.how NOT IN ('dispatched', 'concurrent'))
  AND NOT EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = post.person_id AND roll.ended IN ('deceased', 'expelled')
                    AND roll.until_day < post.until_day)
  AND (NOT EXISTS (SELECT 1 FROM roll
                   WHERE roll.person_id = post.person_id AND roll.since_day <= post.since || '-99'
                     AND roll.until_day > post.since_day)
       OR EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = post.person_id AND roll.until_day > post.since_day AND roll.until || '-99' < post.until_day
                    AND NOT EXISTS (SELECT 1 FROM roll next
                                    WHERE next.person_id = roll.person_id AND next.id <> roll.id
                                      AND next.since_day <= roll.until || '-99' AND next.until_day > roll.until_day)))
