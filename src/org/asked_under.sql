-- What reports read of the orgs in `scope`: these orgs, their rolls, the units they cover, the meetings they held. The
-- scope comes first in each join, so that a report on one branch reads one branch.
DROP VIEW IF EXISTS temp.org_asked;
DROP VIEW IF EXISTS temp.roll_asked;
DROP VIEW IF EXISTS temp.roll_period_asked;
DROP VIEW IF EXISTS temp.unit_asked;
DROP VIEW IF EXISTS temp.meeting_asked;
CREATE TEMP VIEW org_asked AS
SELECT org_at.* FROM scope CROSS JOIN org_at ON org_at.id = scope.org_id;
CREATE TEMP VIEW roll_asked AS
SELECT roll_at.* FROM scope CROSS JOIN roll_at ON roll_at.org_id = scope.org_id;
CREATE TEMP VIEW roll_period_asked AS
SELECT roll.* FROM scope CROSS JOIN roll ON roll.org_id = scope.org_id;
CREATE TEMP VIEW unit_asked AS
SELECT unit_at.* FROM unit_at WHERE unit_at.id IN (SELECT cover_at.unit_id FROM scope CROSS JOIN cover_at USING (org_id));
CREATE TEMP VIEW meeting_asked AS
SELECT meeting_at.* FROM scope CROSS JOIN meeting_at ON meeting_at.org_id = scope.org_id;

-- The units that they cover, and of those that no org covers which lie under the one asked for (the org of the scope that
-- stands below none of it), by what is known of them: who stands above the org planned for it, else who covers its
-- association, else who stands in its district (an org stands where it says, or else where its units are), else nobody
-- but an org that has none of ours above. A branch leads no orgs, so the last two put nothing under it.
DROP VIEW IF EXISTS temp.unit_near_asked;
CREATE TEMP VIEW unit_near_asked AS
WITH asked AS MATERIALIZED (
  SELECT max(iif(org_at.kind IN ('branch', 'joint-branch', 'temporary', 'group'), 0, 1)) AS leads,
         max(iif(above.id IS NULL OR above.kind = 'superior', 1, 0)) AS is_top
  FROM scope
  JOIN org_at ON org_at.id = scope.org_id
  LEFT JOIN org_at AS above ON above.id = org_at.parent_id
  WHERE org_at.parent_id IS NULL OR org_at.parent_id NOT IN (SELECT org_id FROM scope)
),
-- who has an org of its own accord: a leading group is no org of the base
base AS MATERIALIZED (
  SELECT cover_at.unit_id, cover_at.org_id
  FROM cover_at
  JOIN org_at ON org_at.id = cover_at.org_id AND org_at.kind <> 'leading-group'
),
hosted AS MATERIALIZED (
  SELECT base.unit_id, max(iif(scope.org_id IS NULL, 0, 1)) AS is_under
  FROM base
  LEFT JOIN scope ON scope.org_id = base.org_id
  GROUP BY base.unit_id
),
meant AS MATERIALIZED (
  SELECT cover.unit_id, max(iif(scope.org_id IS NULL, 0, 1)) AS is_under
  FROM clock
  CROSS JOIN org
  JOIN cover ON cover.org_id = org.id AND cover.since_day <= as_of AND cover.until_day > as_of
  JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
  LEFT JOIN scope ON scope.org_id = org_parent.parent_id
  WHERE clock.id = 1 AND org.planned = 1
  GROUP BY cover.unit_id
),
place AS MATERIALIZED (
  SELECT org_at.id AS org_id, org_at.district FROM org_at WHERE org_at.district IS NOT NULL
  UNION
  SELECT org_at.id, unit_at.district
  FROM org_at
  JOIN cover_at ON cover_at.org_id = org_at.id
  JOIN unit_at ON unit_at.id = cover_at.unit_id
  WHERE org_at.district IS NULL AND unit_at.district IS NOT NULL
),
stood AS MATERIALIZED (
  SELECT place.district, max(iif(scope.org_id IS NULL, 0, 1)) AS is_under
  FROM place
  LEFT JOIN scope ON scope.org_id = place.org_id
  GROUP BY place.district
)
SELECT unit_at.*
FROM unit_at
LEFT JOIN asked ON true
LEFT JOIN hosted AS own ON own.unit_id = unit_at.id
LEFT JOIN meant ON meant.unit_id = unit_at.id
LEFT JOIN hosted ON hosted.unit_id = unit_at.association_id
LEFT JOIN stood ON stood.district = unit_at.district
WHERE CASE WHEN own.unit_id IS NOT NULL THEN own.is_under
           WHEN meant.unit_id IS NOT NULL THEN meant.is_under
           WHEN hosted.unit_id IS NOT NULL THEN hosted.is_under
           WHEN coalesce(asked.leads, 0) = 0 THEN 0
           WHEN stood.district IS NOT NULL THEN stood.is_under
           ELSE asked.is_top END = 1;
