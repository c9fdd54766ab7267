-- subject: unit
-- zh: 两个单位同时同名
-- en: two units bear one name on one day
SELECT a.unit_id AS subject_id, a.name AS detail
FROM unit_state a
JOIN unit_state b ON b.name = a.name AND b.unit_id <> a.unit_id AND b.since_day < a.until_day AND b.until_day > a.since_day
JOIN unit au ON au.id = a.unit_id
JOIN unit bu ON bu.id = b.unit_id
WHERE max(a.since_day, au.established_day) < min(b.until_day, bu.closed_day)
  AND max(b.since_day, bu.established_day) < min(a.until_day, au.closed_day)
  -- each office has its own
  AND (SELECT min(sender_id) FROM handed_up WHERE tbl = 'unit' AND row_id = a.unit_id)
      IS (SELECT min(sender_id) FROM handed_up WHERE tbl = 'unit' AND row_id = b.unit_id)
