-- Every post ever held, with the latest name of the org; of post :only alone, if one is named.
SELECT (SELECT name FROM org_name WHERE org_name.org_id = post.org_id ORDER BY org_name.since_day DESC LIMIT 1) AS org,
       person.id AS no, person.name AS person, post.post, post.how, post.full_time, post.also, post.since, post.until
FROM post
JOIN person ON person.id = post.person_id
WHERE :only IS NULL OR post.id = :only
ORDER BY post.org_id, post.since_day, post.post <> 'secretary', post.post <> 'deputy-secretary', post.id
