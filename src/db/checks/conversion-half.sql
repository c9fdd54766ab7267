-- subject: person
-- asked: whole
-- zh: 转正只有一半: 转正前的在册期间没有以转正结束, 或转正后的没有接上
-- en: half a conversion: the period before it does not end by it, or none goes on from it
SELECT later.person_id AS subject_id, '… ' || later.since AS detail
FROM roll later
WHERE later.began = 'converted'
  AND NOT EXISTS (SELECT 1 FROM roll earlier
                  WHERE earlier.person_id = later.person_id AND earlier.until = later.since AND earlier.ended = 'converted')
UNION ALL
SELECT earlier.person_id, earlier.until || ' …'
FROM roll earlier
WHERE earlier.ended = 'converted'
  AND NOT EXISTS (SELECT 1 FROM roll later
                  WHERE later.person_id = earlier.person_id AND later.since = earlier.until AND later.began = 'converted')
