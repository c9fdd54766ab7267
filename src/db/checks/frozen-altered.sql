-- subject: frozen
-- asked: whole
-- zh: 存档的报表与其 SHA-256 不符
-- en: a frozen report does not agree with its SHA-256
SELECT id AS subject_id, name AS detail
FROM frozen
WHERE sha256(content) <> sha256
