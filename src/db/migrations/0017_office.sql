-- Whose records a file holds: made with it, and the same in every copy. By it a copy of this office's file is told from that of
-- another office.
CREATE TABLE office (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  identity TEXT NOT NULL CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*')
) STRICT;

INSERT INTO office (id, identity) VALUES (1, lower(hex(randomblob(16))));
