-- rule: term_notice_months
-- about: terms
-- zh: 任期将满, 上级尚未提醒换届
-- en: term running out, and the org above has not reminded of the election
-- settles: org term set
-- Committees in office whose term runs out within that time and was not put off; of those that were due before the norm
-- was made nobody asks.
SELECT org_id, since, date(ends, '-' || :term_notice_months || ' months', 'floor') AS due
FROM in_office_at
WHERE reminded IS NULL AND ends >= :now
  AND date(ends, '-' || :term_notice_months || ' months', 'floor') >= :term_notice_months_since
  AND date(ends, '-' || :term_notice_months || ' months', 'floor') < :day
