//! Our SQL as another engine reads it: word for word, but for what can be rewritten without understanding it.
//!
//! * `CROSS JOIN … ON …` tells SQLite in which order to join; elsewhere it is a `JOIN … ON …`.
//! * `max` and `min` of several values are `max_of` and `min_of`, `date` is `day_of`: elsewhere these names are taken by what
//!   means something else; and an `INTEGER` is a `BIGINT`. What they do there stands in the prelude of the engine, `duckdb.sql`.

/// A piece of SQL: a word, a text in quotes, a comment, blanks, or one other sign.
fn pieces(sql: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match first {
            '\'' | '"' => closing(rest, first),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c if c.is_whitespace() => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// The length of a text in quotes; two quotes within it stand for one.
fn closing(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(found) = text[at..].find(quote) {
        at += found + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

fn is_blank(piece: &str) -> bool {
    piece.starts_with("--") || piece.chars().all(char::is_whitespace)
}

/// The statement as the other engine reads it, without comments.
pub(super) fn translated(sql: &str) -> String {
    let pieces: Vec<&str> = pieces(sql).into_iter().filter(|piece| !piece.starts_with("--")).collect();
    let mut told: Vec<&str> = pieces.clone();
    for at in 0..pieces.len() {
        let next = (at + 1..pieces.len()).find(|next| !is_blank(pieces[*next]));
        let calls = next.is_some_and(|next| pieces[next] == "(");
        match pieces[at].to_ascii_lowercase().as_str() {
            "cross" if has_condition(&pieces[at..]) => told[at] = "",
            "max" if calls && has_several(&pieces[at..]) => told[at] = "max_of",
            "min" if calls && has_several(&pieces[at..]) => told[at] = "min_of",
            "date" if calls => told[at] = "day_of",
            "integer" => told[at] = "BIGINT",
            _ => {}
        }
    }
    told.concat()
}

/// Whether a call has more than one argument.
fn has_several(call: &[&str]) -> bool {
    let mut depth = 0;
    for piece in call {
        match *piece {
            "(" => depth += 1,
            ")" if depth == 1 => return false,
            ")" => depth -= 1,
            "," if depth == 1 => return true,
            _ => {}
        }
    }
    false
}

/// Whether a `CROSS JOIN` has a condition: an `ON` or `USING` of its own before the next join or clause.
fn has_condition(join: &[&str]) -> bool {
    const ENDS: [&str; 11] =
        ["cross", "left", "join", "where", "group", "order", "union", "limit", "window", "having", "inner"];
    let mut depth = 0;
    let words = join.iter().filter(|piece| !is_blank(piece)).skip(2);
    for word in words {
        match word.to_ascii_lowercase().as_str() {
            "(" => depth += 1,
            ")" if depth == 0 => return false,
            ")" => depth -= 1,
            "on" | "using" if depth == 0 => return true,
            end if depth == 0 && (ENDS.contains(&end) || end == "," || end == ";") => return false,
            _ => {}
        }
    }
    false
}

/// The names that a statement may mean something by, as written.
pub(super) fn words(sql: &str) -> impl Iterator<Item = &str> {
    pieces(sql).into_iter().filter(|piece| piece.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_else_there_is_rewritten_and_nothing_more() {
        for (sql, there) in [
            ("SELECT max(a), max(a, (b)) FROM t", "SELECT max(a), max_of(a, (b)) FROM t"),
            ("SELECT min ( f(a, b) )", "SELECT min ( f(a, b) )"),
            ("a CROSS JOIN b ON b.x = a.x CROSS JOIN c", "a  JOIN b ON b.x = a.x CROSS JOIN c"),
            ("a CROSS JOIN b USING (x) WHERE 1", "a  JOIN b USING (x) WHERE 1"),
            ("(SELECT 1 FROM a CROSS JOIN b) JOIN c ON 1", "(SELECT 1 FROM a CROSS JOIN b) JOIN c ON 1"),
            (
                "a CROSS JOIN (SELECT 1 FROM b JOIN c ON 2) AS d WHERE 1",
                "a CROSS JOIN (SELECT 1 FROM b JOIN c ON 2) AS d WHERE 1",
            ),
            ("date(x, '+1 month') -- date(y)\n, 'date(z)', \"max\"", "day_of(x, '+1 month') \n, 'date(z)', \"max\""),
            ("CAST(x AS INTEGER)", "CAST(x AS BIGINT)"),
            ("SELECT 'it''s max(a, b)', date FROM t", "SELECT 'it''s max(a, b)', date FROM t"),
        ] {
            assert_eq!(translated(sql), there, "{sql}");
        }
    }
}
