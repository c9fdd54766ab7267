-- subject: person
-- asked: whole
-- zh: 停止党籍期间仍任职务
-- en: a post held while suspended
-- mend: org post end
SELECT post.person_id AS subject_id,
       word('post.post', post.post) || ' ' || post.since || ' – ' || coalesce(post.until, '') || ', '
       || word('table', 'suspension') || ' ' || coalesce(suspension.since, '') || ' – ' || coalesce(suspension.until, '') AS detail
FROM post
JOIN suspension ON suspension.person_id = post.person_id
WHERE coalesce(suspension.since, '') || '-99' < post.until_day AND suspension.until_day > post.since || '-99'
