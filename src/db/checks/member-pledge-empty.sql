-- subject: person
-- zh: 没有承诺事项的承诺
-- en: a pledge of nothing
-- mend: member pledge remove, member pledge set
SELECT person_id AS subject_id, date AS detail
FROM member_pledge
WHERE NOT EXISTS (SELECT 1 FROM member_pledge_item WHERE member_pledge_item.member_pledge_id = member_pledge.id)
