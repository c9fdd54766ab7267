-- What was done for person :id in need, latest first.
SELECT care.kind, care.date, care.difficulty, care.aid, care.money, care.goods, care.given_by
FROM clock
CROSS JOIN care
WHERE clock.id = 1 AND care.person_id = :id AND care.day <= as_of
ORDER BY care.day DESC, care.id DESC
