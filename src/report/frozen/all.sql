-- Every frozen report, the latest first, with the operation that froze it.
SELECT frozen.name, frozen.report, frozen.arguments, frozen.today, frozen.as_of, frozen.lang, frozen.title, frozen.made, frozen.version,
       frozen.sha256, frozen_blanked.sha256 AS handed_in_sha256, frozen.operation, operation.at,
       operation.operator
FROM frozen
JOIN operation ON operation.id = frozen.operation
LEFT JOIN frozen_blanked ON frozen_blanked.frozen_id = frozen.id
ORDER BY frozen.operation DESC
