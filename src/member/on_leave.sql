-- Who is on long leave on the day ?1, the reason in the words of attendance, and what it does to those due.
SELECT person_id,
       CASE kind WHEN 'sick' THEN 'ill' WHEN 'other' THEN 'long-leave' ELSE kind END AS reason,
       coalesce(effect, 'due') AS effect
FROM member_leave
WHERE since_day <= ?1 AND until_day > ?1
