-- Whoever comes onto a roll here on the day ?2, written ?3, takes part as a guest no more.
UPDATE inbound
SET until = ?3, ended_as = 'transferred'
WHERE person_id = ?1 AND since_day <= ?2 AND until_day > ?2
