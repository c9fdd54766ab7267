-- the rolls of the orgs in `scope`, by their index
FROM scope
CROSS JOIN roll ON roll.org_id = scope.org_id AND roll.since_day <= :day AND roll.until_day > :day
CROSS JOIN person ON person.id = roll.person_id
