-- What is read of an election; what it is read from follows.
SELECT id, org_id, kind, method, body, date, seats, years, number, requested, approved, taken, held_at
