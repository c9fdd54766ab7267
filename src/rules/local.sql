-- The office's own numbers for norms, each from a day on, in that order.
SELECT substr(key, 6) AS name, value, since, source FROM setting WHERE key LIKE 'rule.%' ORDER BY since, key
