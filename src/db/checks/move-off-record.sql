-- subject: person
-- asked: whole
-- zh: 名册上有调入, 却没有相应的转接记录
-- en: moved on the roll, without the transfer of it
SELECT roll.person_id AS subject_id, roll.since AS detail
FROM roll
WHERE roll.began = 'moved'
  AND NOT EXISTS (SELECT 1 FROM transfer
                  WHERE transfer.person_id = roll.person_id AND transfer.direction = 'within'
                    AND transfer.to_org_id = roll.org_id AND transfer.received = roll.since)
