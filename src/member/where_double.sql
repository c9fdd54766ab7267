-- Those who may be one person with somebody else on record: of the same name, with its dot or without, with nothing known
-- that contradicts. Two who both carry an identity number are two.
WHERE person.id IN (
  WITH double (one, other) AS (
    SELECT one.id, other.id
    FROM person one
    JOIN person other ON other.name IN (one.name, replace(one.name, '·', '')) AND other.id <> one.id
    WHERE (other.id_no IS NULL OR one.id_no IS NULL)
      AND (other.sex IS NULL OR one.sex IS NULL OR other.sex = one.sex)
      AND (other.birth IS NULL OR one.birth IS NULL
           OR substr(other.birth, 1, length(one.birth)) = substr(one.birth, 1, length(other.birth))))
  SELECT one FROM double UNION SELECT other FROM double)
