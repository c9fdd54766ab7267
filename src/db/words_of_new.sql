-- The words of the meetings from ?1 on that stand in the index with none yet.
INSERT INTO meeting_words (rowid, pairs)
SELECT id, words
FROM meeting_text
WHERE id >= ?1 AND words <> '' AND NOT EXISTS (SELECT 1 FROM meeting_words WHERE meeting_words.rowid = meeting_text.id)
