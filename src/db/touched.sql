-- Whom operation ?1 touched: every person, org and unit named by a row image, before or after; besides them the org of
-- a touched meeting and whoever is on its sheet, the orgs under a touched org and the orgs that cover a touched unit,
-- whose place depends on it.
WITH kept AS (
  SELECT tbl, row_id, before AS image FROM change WHERE operation_id = ?1 AND before IS NOT NULL
  UNION ALL
  SELECT tbl, row_id, after FROM change WHERE operation_id = ?1 AND after IS NOT NULL
),
-- each image is read once
image AS MATERIALIZED (
  SELECT tbl, row_id, image ->> 'person_id' AS person_id, image ->> 'candidature_id' AS candidature_id,
         image ->> 'step_id' AS step_id, image ->> 'resolution_id' AS resolution_id, image ->> 'meeting_id' AS meeting_id,
         image ->> 'org_id' AS org_id, image ->> 'unit_id' AS unit_id
  FROM kept
),
named AS (
  SELECT tbl AS subject, row_id AS id FROM image WHERE tbl IN ('person', 'org', 'unit')
  UNION
  -- an erasure changes nothing that is asked of somebody, and must not fail for what was so before
  SELECT 'person', image.person_id FROM image WHERE image.person_id IS NOT NULL AND tbl <> 'erasure'
  UNION
  SELECT 'person', candidature.person_id FROM image JOIN candidature ON candidature.id = image.candidature_id
  UNION
  SELECT 'person', candidature.person_id
  FROM image
  JOIN step ON step.id = image.step_id
  JOIN candidature ON candidature.id = step.candidature_id
  UNION
  SELECT 'org', meeting.org_id
  FROM image
  JOIN resolution ON resolution.id = image.resolution_id
  JOIN meeting ON meeting.id = resolution.meeting_id
  UNION
  SELECT 'org', meeting.org_id FROM image JOIN meeting ON meeting.id = image.meeting_id
  UNION
  -- whose meeting it was, and when, says who was due
  SELECT 'person', attendance.person_id
  FROM image JOIN attendance ON image.tbl = 'meeting' AND attendance.meeting_id = image.row_id
  UNION
  SELECT 'org', image.org_id FROM image WHERE image.org_id IS NOT NULL
  UNION
  SELECT 'unit', image.unit_id FROM image WHERE image.unit_id IS NOT NULL
  UNION
  -- of what came in bulk: the people of a roster were proved one by one
  SELECT 'org', org.id FROM bulk JOIN org ON org.id BETWEEN first_id AND last_id WHERE operation_id = ?1 AND tbl = 'org'
  UNION
  SELECT 'org', meeting.org_id
  FROM bulk
  JOIN meeting ON meeting.id BETWEEN first_id AND last_id
  WHERE operation_id = ?1 AND tbl = 'meeting'
  UNION
  SELECT 'person', attendance.person_id
  FROM bulk
  JOIN attendance ON attendance.id BETWEEN first_id AND last_id
  WHERE operation_id = ?1 AND tbl = 'attendance'
)
SELECT subject, id FROM named
UNION
SELECT 'org', org_parent.org_id FROM named JOIN org_parent ON named.subject = 'org' AND org_parent.parent_id = named.id
UNION
SELECT 'org', cover.org_id FROM named JOIN cover ON named.subject = 'unit' AND cover.unit_id = named.id
