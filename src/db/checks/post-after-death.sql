-- subject: person
-- asked: whole
-- zh: 去世或开除以后仍任职务
-- en: a post held after death or expulsion
-- mend: org post end
SELECT post.person_id AS subject_id,
       word('post.post', post.post) || ' ' || post.since || ' – ' || coalesce(post.until, '') || ', '
       || word('roll.ended', roll.ended) || ' ' || roll.until AS detail
FROM post
JOIN roll ON roll.person_id = post.person_id AND roll.ended IN ('deceased', 'expelled')
WHERE post.until_day > roll.until_day
  AND NOT EXISTS (SELECT 1 FROM roll later
                  WHERE later.person_id = roll.person_id AND later.since_day >= roll.until_day AND later.id <> roll.id)
