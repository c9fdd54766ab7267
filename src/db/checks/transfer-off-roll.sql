-- subject: person
-- zh: 名册与转接记录不符
-- en: the roll and the transfers disagree
-- mend: transfer set
SELECT person_id AS subject_id, word('transfer.direction', direction) || ' ' || received AS detail
FROM transfer
WHERE direction = 'out' AND received IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM roll WHERE roll.person_id = transfer.person_id AND ended = 'out' AND until = received)
UNION ALL
SELECT person_id, word('transfer.direction', direction) || ' ' || received
FROM transfer
WHERE direction = 'in' AND received IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM roll WHERE roll.person_id = transfer.person_id AND roll.org_id = to_org_id
                  AND began = 'in' AND since = received)
UNION ALL
SELECT person_id, word('transfer.direction', direction) || ' ' || received
FROM transfer
WHERE direction = 'within' AND received IS NOT NULL
  AND NOT (EXISTS (SELECT 1 FROM roll WHERE roll.person_id = transfer.person_id AND ended = 'moved' AND until = received)
           AND EXISTS (SELECT 1 FROM roll WHERE roll.person_id = transfer.person_id AND roll.org_id = to_org_id
                       AND began = 'moved' AND since = received))
UNION ALL
SELECT person_id, word('transfer.direction', 'out') || ' ' || until
FROM roll
WHERE ended = 'out'
  AND NOT EXISTS (SELECT 1 FROM transfer WHERE transfer.person_id = roll.person_id AND direction = 'out' AND received = until)
UNION ALL
SELECT person_id, word('transfer.direction', 'in') || ' ' || since
FROM roll
WHERE began = 'in'
  AND NOT EXISTS (SELECT 1 FROM transfer WHERE transfer.person_id = roll.person_id AND direction = 'in' AND received = since)
