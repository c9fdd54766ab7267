-- Operations that still stand, came after :base, and touched a record of a person, org or unit that operation :target
-- touched too.
WITH RECURSIVE image AS (
  SELECT operation_id, tbl, row_id, coalesce(after, before) AS image FROM change WHERE operation_id >= :base
),
named AS (
  SELECT operation_id, tbl AS subject, row_id AS id FROM image WHERE tbl IN ('person', 'org', 'unit')
  UNION ALL
  SELECT operation_id, 'person', image ->> 'person_id' FROM image
  UNION ALL
  SELECT operation_id, 'org', image ->> 'org_id' FROM image
  UNION ALL
  SELECT operation_id, 'org', image ->> 'parent_id' FROM image
  UNION ALL
  SELECT operation_id, 'org', image ->> 'successor_id' FROM image
  UNION ALL
  SELECT operation_id, 'org', meeting.org_id FROM image JOIN meeting ON meeting.id = image ->> 'meeting_id'
  UNION ALL
  SELECT operation_id, 'unit', image ->> 'unit_id' FROM image
  UNION ALL
  SELECT operation_id, 'unit', image ->> 'association_id' FROM image
)
SELECT DISTINCT later.operation_id
FROM named target
JOIN named later ON later.subject = target.subject AND later.id = target.id
JOIN operation ON operation.id = later.operation_id
WHERE target.operation_id = :target
  AND later.operation_id > :base
  AND later.operation_id <> :target
  AND operation.undoes IS NULL AND operation.undone_by IS NULL
  AND operation.added + operation.changed + operation.removed > 0
ORDER BY later.operation_id
