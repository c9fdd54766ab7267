-- People whose name, as names are compared, is :key, which begins with the common ideograph :first. So does the name as it is written, but
-- for one that begins with a sign, a letter or a rarer form: the index tells which these are, and none of all others is looked at.
SELECT id
FROM (SELECT id, name FROM person WHERE name >= :first AND name < :first || char(1114111)
      UNION ALL
      SELECT id, name FROM person WHERE name < '一'
      UNION ALL
      SELECT id, name FROM person WHERE name >= char(63744))
WHERE name_key(name) = :key
ORDER BY +id
