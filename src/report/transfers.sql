-- zh: 组织关系转接
-- en: Transfers of membership
-- tells_zh: 组织关系转接: 转入、转出、内部转接、在途、超过有效期、已撤销
-- tells_en: Transfers of membership: in, out, within, open, run out, cancelled
-- takes: period
-- by: org(org) direction(direction) month to
-- count: in = direction = 'in' AND state = 'received'
-- count: out = direction = 'out' AND state = 'received'
-- count: within = direction = 'within' AND state = 'received'
-- count: open = state = 'issued'
-- count: expired = state = 'expired'
-- count: cancelled = state = 'cancelled'
-- columns: id letter_no person direction(direction) from to issued expires received state(transfer_state)
-- order: issued_day id
--
-- A row for each transfer booked in the period, by the day of its letter (of a transfer in and a move within: its one day),
-- as far as it had come by the last day. It stands under the org that the member leaves, a transfer in under the one that
-- takes the member in. With --under, what left or entered the orgs that stood below on some day of the period.
SELECT transfer_at.id, transfer_at.letter_no, person.name AS person, transfer_at.direction, transfer_at.state,
       transfer_at.from_name AS "from", transfer_at.to_name AS "to", transfer_at.issued, transfer_at.issued_day,
       transfer_at.expires, transfer_at.received, substr(transfer_at.issued_day, 1, 7) AS month,
       CASE WHEN transfer_at.direction = 'in' THEN transfer_at.to_org_id
            WHEN :everywhere = 1 OR scope.org_id IS NOT NULL THEN transfer_at.from_org_id
            ELSE transfer_at.to_org_id END AS org
FROM transfer_at
JOIN person ON person.id = transfer_at.person_id
LEFT JOIN scope ON scope.org_id = transfer_at.from_org_id
WHERE transfer_at.issued_day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR scope.org_id IS NOT NULL
                       OR transfer_at.to_org_id IN (SELECT org_id FROM scope))
