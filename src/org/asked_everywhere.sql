-- What reports read when no org is named: everything there is on the day of the clock.
DROP VIEW IF EXISTS temp.org_asked;
DROP VIEW IF EXISTS temp.roll_asked;
DROP VIEW IF EXISTS temp.roll_period_asked;
DROP VIEW IF EXISTS temp.unit_asked;
DROP VIEW IF EXISTS temp.meeting_asked;
CREATE TEMP VIEW org_asked AS SELECT * FROM org_at;
CREATE TEMP VIEW roll_asked AS SELECT * FROM roll_at;
CREATE TEMP VIEW roll_period_asked AS SELECT * FROM roll;
CREATE TEMP VIEW unit_asked AS SELECT * FROM unit_at;
CREATE TEMP VIEW meeting_asked AS SELECT * FROM meeting_at;
DROP VIEW IF EXISTS temp.unit_near_asked;
CREATE TEMP VIEW unit_near_asked AS SELECT unit_at.* FROM unit_at;
