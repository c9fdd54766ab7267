-- What the records themselves are set to, norms aside.
SELECT key, value FROM setting WHERE since IS NULL ORDER BY key
