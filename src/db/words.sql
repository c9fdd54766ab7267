-- The index of words follows the records: whatever becomes of a text, the words of its meeting are written anew. Temporary,
-- like the journal's triggers; {EVENT}, {TABLE}, {ROW} and {MEETING} are filled in.
CREATE TEMP TRIGGER words_{TABLE}_{EVENT}_{ROW} AFTER {EVENT} ON main.{TABLE}
BEGIN
  DELETE FROM meeting_words WHERE rowid = {ROW}.{MEETING};
  INSERT INTO meeting_words (rowid, pairs)
  SELECT id, words FROM meeting_text WHERE id = {ROW}.{MEETING} AND words <> '';
END;
