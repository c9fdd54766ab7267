-- rule: none
-- about: members
-- zh: 可能是同一人的两份记录
-- en: two records that may be of one person
-- settles: member merge
-- People of one name and one day of birth, told of the later record; two identity numbers tell them apart.
SELECT later.id AS person_id, roll_at.org_id
FROM roll_at
CROSS JOIN person AS later ON later.id = roll_at.person_id
WHERE length(later.birth) = 10
  AND EXISTS (SELECT 1 FROM person AS other
              CROSS JOIN roll_at AS there ON there.person_id = other.id
              WHERE other.name = later.name AND other.id < later.id AND other.birth = later.birth
                AND (other.id_no IS NULL OR later.id_no IS NULL))
