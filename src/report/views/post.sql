-- zh: 党内职务: 当日谁在哪个党组织任何职
-- en: posts: who holds which post of which org that day
-- columns: id(number) org_code org_name no(number) name post(post.post) how(post.how) full_time(bool) also since(date)
SELECT post_at.id, org_at.code AS org_code, shown_text(org_at.name) AS org_name, person.id AS no,
       shown_text(person.name) AS name, post_at.post, post_at.how, post_at.full_time, shown_text(post_at.also) AS also,
       post_at.since
FROM post_at
JOIN org_at ON org_at.id = post_at.org_id
JOIN person ON person.id = post_at.person_id
