-- subject: unit
-- zh: 有的日子没有单位信息
-- en: without attributes on some day
SELECT unit.id AS subject_id, word('table', 'unit_state') AS detail
FROM unit
WHERE NOT EXISTS (SELECT 1 FROM unit_state WHERE unit_id = unit.id AND since IS NULL)
   OR NOT EXISTS (SELECT 1 FROM unit_state WHERE unit_id = unit.id AND until IS NULL)
   OR EXISTS (SELECT 1 FROM unit_state a WHERE a.unit_id = unit.id AND a.until IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM unit_state b WHERE b.unit_id = unit.id AND b.since_day = a.until_day))
