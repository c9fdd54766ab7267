-- subject: org
-- zh: 任职时段超出党组织的存续期
-- en: a post held before the founding or after the dissolution of its org
SELECT post.org_id AS subject_id, word('post.post', post.post) || ' ' || post.since AS detail
FROM post
JOIN org ON org.id = post.org_id
WHERE org.planned OR post.since || '-99' < org.founded_day OR post.until_day > org.dissolved || '-99'
