-- The columns of other tables that refer to table ?1.
SELECT made.name, link."from"
FROM main.sqlite_schema AS made
JOIN pragma_foreign_key_list(made.name) AS link ON link."table" = ?1
WHERE made.type = 'table'
ORDER BY made.rowid, link."from"
