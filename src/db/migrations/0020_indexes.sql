-- Who stands on the roll of an org is read from the index alone, and so is who has a name and a day of birth: where a
-- name is common, hundreds bear it. The first transfers of a list are read without all others.

DROP INDEX roll_org;

CREATE INDEX roll_org ON roll (org_id, since_day, until_day, category, person_id);

DROP INDEX person_name;

CREATE INDEX person_name ON person (name, birth);

CREATE INDEX transfer_issued ON transfer (issued_day);
