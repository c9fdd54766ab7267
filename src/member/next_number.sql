-- The next number for a person: above every one given, and every one there.
SELECT max(coalesce((SELECT last FROM counter WHERE name = 'person'), 0), coalesce((SELECT max(id) FROM person), 0)) + 1
