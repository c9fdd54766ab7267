-- Whoever is or was on a roll of those orgs or on the way into the Party with one, and the units that they cover.
INSERT OR IGNORE INTO handing
SELECT 'person', person_id FROM roll WHERE org_id IN (SELECT id FROM handing WHERE tbl = 'org');
INSERT OR IGNORE INTO handing
SELECT 'person', candidature.person_id
FROM candidature_org
JOIN candidature ON candidature.id = candidature_org.candidature_id
WHERE candidature_org.org_id IN (SELECT id FROM handing WHERE tbl = 'org');
INSERT OR IGNORE INTO handing
SELECT 'unit', unit_id FROM cover WHERE org_id IN (SELECT id FROM handing WHERE tbl = 'org');
