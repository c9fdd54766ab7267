-- subject: person
-- zh: 停止党籍、流动或失联的时段重叠
-- en: periods of suspension, floating or loss of contact overlap
SELECT a.person_id AS subject_id, word('table', 'suspension') || ' ' || coalesce(b.since, '?') AS detail
FROM suspension a
JOIN suspension b ON b.person_id = a.person_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
                 AND a.since_day < a.until_day AND b.since_day < b.until_day
UNION ALL
SELECT a.person_id, word('absence.kind', a.kind) || ' ' || coalesce(b.since, '?')
FROM absence a
JOIN absence b ON b.person_id = a.person_id AND b.kind = a.kind AND b.id > a.id
              AND b.since_day < a.until_day AND b.until_day > a.since_day
              AND a.since_day < a.until_day AND b.since_day < b.until_day
