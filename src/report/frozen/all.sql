-- Every frozen report, the latest first, with the operation that froze it.
SELECT frozen.name, frozen.report, frozen.arguments, frozen.today, frozen.as_of, frozen.lang, frozen.title, frozen.made, frozen.version,
       frozen.sha256, frozen.operation, operation.at,
       operation.operator
FROM frozen
JOIN operation ON operation.id = frozen.operation
ORDER BY frozen.operation DESC
