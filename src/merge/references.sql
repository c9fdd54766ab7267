-- The columns that refer to people: none is forgotten, whatever tables are added.
SELECT tables.name AS tbl, keys."from" AS col
FROM pragma_table_list AS tables
JOIN pragma_foreign_key_list(tables.name) AS keys
WHERE tables.schema = 'main' AND tables.type = 'table' AND keys."table" = 'person'
ORDER BY tbl, col
