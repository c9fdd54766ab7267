-- subject: org
-- asked: whole
-- zh: 会议的查找索引与记录不符
-- en: the search index of meetings does not follow the records
-- mend: db compact
SELECT meeting_text.org_id AS subject_id, '#' || meeting_text.id AS detail
FROM meeting_text
LEFT JOIN meeting_words ON meeting_words.rowid = meeting_text.id
WHERE coalesce(meeting_words.pairs, '') <> meeting_text.words
UNION ALL
SELECT 0, '#' || meeting_words.rowid
FROM meeting_words
WHERE meeting_words.rowid NOT IN (SELECT id FROM meeting)
