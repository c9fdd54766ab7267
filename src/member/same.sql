-- Whether a row says of somebody what is on record anyway, and nobody needs to look closer. The parameters are those of
-- `bind`, by place, followed by the membership.
SELECT 1
FROM person
JOIN roll ON roll.person_id = person.id AND roll.until IS NULL
WHERE person.id = ?1
  AND (name, sex, id_no, birth, ethnicity, ethnicity_code, native_place, education, education_code, degree, joined,
       full_on, unit_id, unit_text, job, job_code, position, owner, phone, landline, address, remark)
   IS (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
  AND roll.org_id = ?24
  -- the plus keeps SQLite from holding the parameter against the index of probationers, and preparing this anew for every row
  AND +roll.category = ?25
  AND roll.began <> 'converted' -- else the stint began before
  AND CASE WHEN roll.began <> 'assumed' THEN roll.since END IS ?26
  AND NOT EXISTS (SELECT 1 FROM suspension WHERE suspension.person_id = person.id AND suspension.until IS NULL)
  AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.person_id = person.id AND absence.until IS NULL)
