-- The rows that are handed up.
DROP TABLE IF EXISTS temp.handing;
CREATE TEMP TABLE handing (tbl TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
