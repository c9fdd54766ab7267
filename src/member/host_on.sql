-- In which branch person ?1, who stands on a roll elsewhere, takes part on the day ?2.
SELECT org_id FROM inbound WHERE person_id = ?1 AND since_day <= ?2 AND until_day > ?2
