-- subject: org
-- asked: whole
-- zh: 同一时间有两名书记, 或一人两次任同一职务
-- en: two secretaries at a time, or somebody in the same post twice
SELECT a.org_id AS subject_id, word('post.post', a.post) || ' ' || a.since || ', ' || b.since AS detail
FROM post a
JOIN post b ON b.org_id = a.org_id AND b.post = a.post AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
WHERE a.post = 'secretary' OR a.person_id = b.person_id
