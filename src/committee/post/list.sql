-- Posts on the day of the clock, with the name the org had that day. A scope may follow.
SELECT (SELECT name FROM org_name WHERE org_name.org_id = post.org_id AND org_name.since_day <= as_of
          AND org_name.until_day > as_of) AS org,
       person.name AS person, post.post, post.how, post.full_time, post.also, post.since,
       iif(post.until_day <= as_of, post.until, NULL) AS until
FROM clock
CROSS JOIN post
JOIN person ON person.id = post.person_id
WHERE clock.id = 1 AND post.since_day <= as_of AND (post.until_day > as_of OR :all)
  AND (:everywhere OR post.org_id IN (SELECT org_id FROM scope))
ORDER BY post.org_id, post.post <> 'secretary', post.post <> 'deputy-secretary', post.since_day, post.id
