-- How person :id was appraised, latest year first.
SELECT appraisal.year, appraisal.grade, appraisal.meeting, appraisal.remark
FROM clock
CROSS JOIN appraisal
WHERE clock.id = 1 AND appraisal.person_id = :id AND appraisal.day <= as_of
ORDER BY appraisal.year DESC, appraisal.id DESC
