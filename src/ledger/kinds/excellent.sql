-- How many are counted on the roll of org ?1 on the day ?2, and how many of them beside person ?4 are excellent in the
-- year ?3.
SELECT count(*) AS members, count(appraisal.id) AS excellent
FROM roll
LEFT JOIN appraisal ON appraisal.person_id = roll.person_id AND appraisal.year = CAST(?3 AS INTEGER)
      AND appraisal.grade = 'excellent' AND appraisal.person_id <> ?4
WHERE roll.org_id = ?1 AND roll.since_day <= ?2 AND roll.until_day > ?2
  AND NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = roll.person_id AND suspension.since_day <= ?2 AND suspension.until_day > ?2)
