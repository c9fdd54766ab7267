-- subject: org
-- asked: whole
-- zh: 操作日志中“撤销”与“被撤销”对不上
-- en: in the log of operations, what took back and what was taken back disagree
SELECT 0 AS subject_id, '#' || taken.id || ' ← #' || taken.undone_by AS detail
FROM operation taken
LEFT JOIN operation undo ON undo.id = taken.undone_by
WHERE taken.undone_by IS NOT NULL AND (undo.undoes IS NOT taken.id OR undo.id <= taken.id OR undo.undone_by IS NOT NULL)
UNION ALL
SELECT 0, '#' || undo.id || ' → #' || undo.undoes
FROM operation undo
LEFT JOIN operation taken ON taken.id = undo.undoes
WHERE undo.undoes IS NOT NULL AND undo.undone_by IS NULL AND taken.undone_by IS NOT undo.id
