-- The same for the image of a frozen report in the journal, ?1; {SIDE} is filled in.
UPDATE change
SET {SIDE} = json_replace({SIDE}, '$.sha256',
               sha256(json_array({SIDE} ->> '$.name', {SIDE} ->> '$.report', {SIDE} ->> '$.arguments', {SIDE} ->> '$.today',
                                 {SIDE} ->> '$.as_of', {SIDE} ->> '$.lang', {SIDE} ->> '$.title', {SIDE} ->> '$.made',
                                 {SIDE} ->> '$.version', {SIDE} ->> '$.labels', {SIDE} ->> '$.content')))
WHERE id = ?1
