-- the roll of one org, by its index
FROM roll
CROSS JOIN person ON person.id = roll.person_id AND roll.org_id = :org AND roll.since_day <= :day AND roll.until_day > :day
