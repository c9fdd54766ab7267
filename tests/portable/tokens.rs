//! SQL in tokens: comments dropped, strings emptied; each token knows its line, and the parenthesis it stands in.

/// A word, a number, a string (`'`), a name in quotes, a parameter, or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// In capitals, but for a name in quotes; a string is `'` alone.
    pub(crate) text: String,
    pub(crate) line: usize,
    /// The place of the parenthesis that it stands in; none outside of all.
    pub(crate) within: Option<usize>,
    /// Of a parenthesis that opens, the place of the one that closes it.
    pub(crate) closes: usize,
}

const SIGNS: [&str; 6] = ["||", "<=", ">=", "<>", "==", "!="];

/// The tokens of a text.
pub(crate) fn tokens(sql: &str) -> Vec<Token> {
    let (mut found, mut open): (Vec<Token>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut rest, mut line) = (sql, 1);
    while let Some(sign) = rest.chars().next() {
        let until = |end: &str| rest[1..].find(end).map_or(rest.len(), |at| at + 1 + end.len());
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':');
        let length = match sign {
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '\'' | '"' => until(&sign.to_string()),
            ':' => rest[1..].find(|c| !is_of_word(c)).map_or(rest.len(), |at| at + 1),
            c if c.is_ascii_digit() => rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()),
            c if is_of_word(c) && c != '.' => {
                rest.find(|c| !is_of_word(c) || c == '.' || c == ':').unwrap_or(rest.len())
            }
            c => SIGNS.iter().find(|two| rest.starts_with(**two)).map_or(c.len_utf8(), |two| two.len()),
        };
        let (text, after) = rest.split_at(length);
        if !sign.is_whitespace() && !text.starts_with("--") {
            let text = match sign {
                '\'' => "'".to_owned(),
                '"' => text.to_owned(),
                _ => text.to_uppercase(),
            };
            if text == ")"
                && let Some(at) = open.pop()
            {
                found[at].closes = found.len();
            }
            found.push(Token { text: text.clone(), line, within: open.last().copied(), closes: 0 });
            if text == "(" {
                open.push(found.len() - 1);
            }
        }
        line += text.matches('\n').count();
        rest = after;
    }
    found
}

/// Words that are no names.
const WORDS: &str = "AND OR NOT IN IS NULL EXISTS LIKE BETWEEN CASE WHEN THEN ELSE END SELECT DISTINCT FROM WHERE GROUP BY \
                     HAVING ORDER LIMIT OFFSET UNION ALL EXCEPT INTERSECT WITH RECURSIVE AS MATERIALIZED JOIN CROSS LEFT INNER ON USING \
                     VALUES CREATE TEMP VIEW IF INSERT INTO TABLE OVER PARTITION ROWS UNBOUNDED PRECEDING FOLLOWING CURRENT ROW \
                     FILTER ASC DESC COLLATE TRUE FALSE PRIMARY KEY CHECK TEXT INTEGER REAL";

impl Token {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(crate) fn is_any(&self, texts: &str) -> bool {
        texts.split_whitespace().any(|text| self.text == text)
    }

    /// Whether it may be the name of something.
    pub(crate) fn is_name(&self) -> bool {
        let starts = self.text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == '"');
        starts && !WORDS.split_whitespace().any(|word| word == self.text)
    }
}
