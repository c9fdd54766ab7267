-- What a frozen report says, and whether that is still what was frozen.
SELECT content, labels, sha256(json_array(name, report, arguments, today, as_of, lang, title, made, version, labels, content)) = sha256
         AS is_whole
FROM frozen
WHERE name = :name
