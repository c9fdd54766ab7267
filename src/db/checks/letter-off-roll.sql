-- subject: person
-- zh: 介绍信由其不在册的党组织开出
-- en: a letter that is out, of an org on whose roll the person was not
SELECT transfer.person_id AS subject_id, transfer.issued || ' ' || coalesce(transfer.letter_no, '') AS detail
FROM transfer
WHERE transfer.received IS NULL AND transfer.cancelled IS NULL AND transfer.direction <> 'in'
  AND NOT EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = transfer.person_id AND roll.org_id = transfer.from_org_id
                    AND transfer.issued || '-99' >= roll.since_day AND roll.until_day >= transfer.issued_day)
