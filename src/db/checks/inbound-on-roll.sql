-- subject: person
-- zh: 在本处名册上, 又登记为流入党员
-- en: an inbound member at a time when on a roll here
-- mend: member inbound end
SELECT inbound.person_id AS subject_id, inbound.since || ', ' || roll.since AS detail
FROM inbound
JOIN roll ON roll.person_id = inbound.person_id
         AND roll.since_day < inbound.until_day AND roll.until_day > inbound.since_day
