-- Holidays that the office enters.

-- Holidays 节假日: of years that came after this program was made, what the notice of the State Council says. Days off that
-- fall on a weekday, and Saturdays and Sundays that are worked for them.
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE CHECK (length(day) = 10 AND date(day, '+0 days') IS day),
  works INTEGER NOT NULL CHECK (works IN (0, 1)),
  CHECK (works = (strftime('%w', day) IN ('0', '6')))
) STRICT;
