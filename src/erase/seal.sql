-- The SHA-256 of what frozen report ?1 says now.
UPDATE frozen
SET sha256 = sha256(json_array(name, report, arguments, today, as_of, lang, title, made, version, labels, content))
WHERE id = ?1
