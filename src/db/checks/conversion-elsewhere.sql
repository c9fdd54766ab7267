-- subject: person
-- asked: whole
-- zh: 转正时换了党支部(转正不是调动)
-- en: a conversion in another org than the probation before it: a conversion is no move
SELECT later.person_id AS subject_id, later.since AS detail
FROM roll later
JOIN roll earlier ON earlier.person_id = later.person_id AND earlier.until = later.since AND earlier.ended = 'converted'
WHERE later.began = 'converted' AND later.org_id <> earlier.org_id
