-- The org ?1 on the day of the clock, with the name and kind of that day (of a planned one, and of a dissolved one, the
-- last it had), the units it covers and its secretary.
SELECT org.id, org.code, org_name.name, org_name.short_name, org_kind.kind,
       (SELECT name FROM org_name up
        WHERE up.org_id = org_parent.parent_id AND up.since_day <= as_of AND up.until_day > as_of) AS parent,
       org.founded, org.formation, org.district,
       CASE WHEN planned THEN (SELECT count(*) FROM cover WHERE cover.org_id = org.id AND cover.until IS NULL)
            ELSE (SELECT count(DISTINCT unit_id) FROM cover_at WHERE cover_at.org_id = org.id) END AS units,
       (SELECT person.name FROM post JOIN person ON person.id = post.person_id
        WHERE post.org_id = org.id AND post.since_day <= as_of AND post.until_day > as_of AND post.post = 'secretary'
        ORDER BY post.since_day DESC, post.id DESC LIMIT 1) AS secretary,
       CASE WHEN given_up_day <= as_of THEN 'given-up' WHEN planned THEN 'planned' WHEN dissolved_day <= as_of THEN 'dissolved' ELSE 'active' END AS status
FROM clock
CROSS JOIN org
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= as_of AND org_kind.until_day > as_of
LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
WHERE clock.id = 1 AND org.id = ?1
