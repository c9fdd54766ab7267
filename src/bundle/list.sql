-- The bundles that were merged, the latest first.
SELECT bundle.made, sender.name, bundle.since, bundle.reached, bundle.added, bundle.changed, bundle.removed, bundle.unchanged,
       sender.office,
       (SELECT name FROM org_name WHERE org_name.org_id = sender.under_id ORDER BY since_day DESC LIMIT 1) AS under,
       operation.id AS operation, operation.at
FROM bundle
JOIN sender ON sender.id = bundle.sender_id
LEFT JOIN (SELECT row_id, max(operation_id) AS operation_id FROM change WHERE tbl = 'bundle' AND before IS NULL GROUP BY row_id) AS came
  ON came.row_id = bundle.id
LEFT JOIN operation ON operation.id = came.operation_id
ORDER BY bundle.id DESC
