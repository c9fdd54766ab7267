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
