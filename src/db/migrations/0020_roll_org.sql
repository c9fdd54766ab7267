-- Who stands on the roll of an org is read from the index alone.

DROP INDEX roll_org;

CREATE INDEX roll_org ON roll (org_id, since_day, until_day, category, person_id);
