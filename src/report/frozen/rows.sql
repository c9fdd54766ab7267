-- How many rows a frozen report has.
SELECT json_array_length(content, '$.rows') FROM frozen WHERE name = :name
