-- subject: frozen
-- asked: whole
-- zh: 存档的报表与其 SHA-256 或操作日志不符, 或已不在
-- en: a frozen report does not agree with its SHA-256 or the journal, or is gone
WITH last AS (
  SELECT row_id, after
  FROM change
  WHERE id IN (SELECT max(id) FROM change WHERE tbl = 'frozen' GROUP BY row_id)
)
SELECT frozen.id AS subject_id, frozen.name AS detail
FROM frozen
LEFT JOIN last ON last.row_id = frozen.id
WHERE sha256(json_array(name, report, arguments, today, as_of, lang, title, made, version, labels, content)) <> sha256
   OR last.after IS NULL OR json_extract(last.after, '$.sha256') <> frozen.sha256
UNION ALL
SELECT last.row_id, json_extract(last.after, '$.name')
FROM last
WHERE last.after IS NOT NULL AND last.row_id NOT IN (SELECT id FROM frozen)
