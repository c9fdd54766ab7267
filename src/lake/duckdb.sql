-- What our SQL means by functions that DuckDB lacks or means otherwise. Days are texts, as in the records.
SET default_null_order = 'nulls_first_on_asc_last_on_desc';
CREATE MACRO iif(condition, yes, no) AS CASE WHEN condition THEN yes ELSE no END;
-- Of several values one that is not known makes the whole unknown.
CREATE MACRO max_of(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE greatest(a, b) END,
                    (a, b, c) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL THEN NULL ELSE greatest(a, b, c) END;
CREATE MACRO min_of(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE least(a, b) END,
                    (a, b, c) AS CASE WHEN a IS NULL OR b IS NULL OR c IS NULL THEN NULL ELSE least(a, b, c) END;
-- A day moved by so many days, months, years, or to the first of its month. A month has no day past its last (`floor`).
CREATE MACRO day_moved(day, move) AS CASE
  WHEN move = 'floor' THEN day
  WHEN move = 'start of month' THEN CAST(date_trunc('month', day) AS DATE)
  WHEN move LIKE '%month%' THEN CAST(day + to_months(CAST(regexp_extract(move, '[+-]?[0-9]+') AS INTEGER)) AS DATE)
  WHEN move LIKE '%year%' THEN CAST(day + to_years(CAST(regexp_extract(move, '[+-]?[0-9]+') AS INTEGER)) AS DATE)
  ELSE CAST(day + to_days(CAST(regexp_extract(move, '[+-]?[0-9]+') AS INTEGER)) AS DATE) END;
CREATE MACRO day_of(day) AS strftime(TRY_CAST(day AS DATE), '%Y-%m-%d'),
                    (day, a) AS strftime(day_moved(TRY_CAST(day AS DATE), a), '%Y-%m-%d'),
                    (day, a, b) AS strftime(day_moved(day_moved(TRY_CAST(day AS DATE), a), b), '%Y-%m-%d'),
                    (day, a, b, c) AS strftime(day_moved(day_moved(day_moved(TRY_CAST(day AS DATE), a), b), c), '%Y-%m-%d');
CREATE MACRO days_between(since_day, until_day) AS date_diff('day', TRY_CAST(since_day AS DATE), TRY_CAST(until_day AS DATE));
-- A lake has what may be shown and nothing else.
CREATE MACRO shown_id_no(id_no) AS id_no;
CREATE MACRO shown_phone(phone) AS phone;
CREATE MACRO shown_text(words) AS words;
