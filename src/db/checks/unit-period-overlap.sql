-- subject: unit
-- zh: 单位信息的时段重叠
-- en: periods of the unit's attributes overlap
SELECT a.unit_id AS subject_id, coalesce(b.since, '?') AS detail
FROM unit_state a
JOIN unit_state b ON b.unit_id = a.unit_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
                 AND a.since_day < a.until_day AND b.since_day < b.until_day
