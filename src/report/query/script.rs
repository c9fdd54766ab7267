//! The text of a question, parted into the tokens that SQLite sees: which statement it is, where it ends, which tables it names.

use std::collections::BTreeSet;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `:name`, or a parameter in another form.
    Parameter,
    /// Anything else: a word, a text, a number, a sign.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    kind: Kind,
    place: Range<usize>,
}

/// A text with its tokens, comments left out.
#[derive(Debug, Clone)]
pub(super) struct Script<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl<'t> Script<'t> {
    /// Parts a text.
    pub(super) fn of(text: &'t str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let (kind, length) = token(&text[at..]);
            if let Some(kind) = kind {
                tokens.push(Token { kind, place: at..at + length });
            }
            at += length;
        }
        Self { text, tokens }
    }

    /// The statements of the text: where each begins, its last token included, without the semicolon.
    pub(super) fn statements(&self) -> Vec<Range<usize>> {
        let parts = self.tokens.split(|token| self.told(token) == ";");
        let ends = |part: &[Token]| Some(part.first()?.place.start..part.last()?.place.end);
        parts.filter_map(ends).collect()
    }

    /// The first word, as SQL spells it.
    pub(super) fn first_word(&self) -> String {
        self.tokens.first().map(|token| self.told(token).to_ascii_uppercase()).unwrap_or_default()
    }

    /// The first closing bracket that nothing opens: the statement is put into brackets, and must not end there.
    pub(super) fn unopened(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for token in &self.tokens {
            match self.told(token) {
                "(" => depth += 1,
                ")" if depth == 0 => return Some(token.place.start),
                ")" => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Whether a parameter stands there that has no name: `?`, `?1`.
    pub(super) fn has_nameless_parameter(&self) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Parameter && self.told(token).starts_with('?'))
    }

    /// Whether a parameter of that name stands there.
    pub(super) fn asks_for(&self, name: &str) -> bool {
        let is_it = |token: &Token| token.kind == Kind::Parameter && self.told(token).get(1..) == Some(name);
        self.tokens.iter().any(is_it)
    }

    fn told(&self, token: &Token) -> &'t str {
        &self.text[token.place.clone()]
    }
}

/// The words of a text, be they names, in quotes or in comments: whatever SQLite may take for a name is among them.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    text.split(|c| !is_of_name(c)).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect()
}

/// The schema that a text puts before a name (`main.org`), wherever SQL could see it so: past a name in `main` the views mean nothing.
pub(super) fn schema(text: &str) -> Option<&'static str> {
    let ends = |at: usize, name: &str| {
        let mut rest = text[at + name.len()..].trim_start_matches(['"', '\'', '`', ']']);
        while let (None, length) = token_or_none(rest) {
            rest = &rest[length..];
        }
        rest.starts_with('.')
    };
    let lower = text.to_ascii_lowercase();
    let is_word =
        |at: usize, name: &str| !lower[..at].ends_with(is_of_name) && !lower[at + name.len()..].starts_with(is_of_name);
    let stands = |name: &str| lower.match_indices(name).any(|(at, _)| is_word(at, name) && ends(at, name));
    ["main", "temp"].into_iter().find(|name| stands(name))
}

/// The same as [`token`]; of nothing, a token of no length.
fn token_or_none(text: &str) -> (Option<Kind>, usize) {
    if text.is_empty() { (Some(Kind::Other), 0) } else { token(text) }
}

/// What a text begins with: nothing of a blank or a comment, else a token; and how long it is. It is not empty.
fn token(text: &str) -> (Option<Kind>, usize) {
    let mut signs = text.chars();
    let first = signs.next().unwrap_or_default();
    let second = signs.next();
    let until = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    match (first, second) {
        ('-', Some('-')) => (None, until("\n", 2)),
        ('/', Some('*')) => (None, until("*/", 2)),
        (quote @ ('\'' | '"' | '`'), _) => (Some(Kind::Other), quoted(text, quote)),
        ('[', _) => (Some(Kind::Other), until("]", 1)),
        (':' | '@' | '$' | '?', Some(next)) if is_of_name(next) => (Some(Kind::Parameter), 1 + name(&text[1..])),
        ('?', _) => (Some(Kind::Parameter), 1),
        (c, _) if is_of_name(c) => (Some(Kind::Other), name(text)),
        (c, _) if c.is_ascii_whitespace() => (None, 1),
        (c, _) => (Some(Kind::Other), c.len_utf8()),
    }
}

/// Whether a sign is part of a name: SQLite takes every one beyond ASCII for a letter.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii()
}

/// How long the name is that a text begins with.
fn name(text: &str) -> usize {
    text.find(|c| !is_of_name(c)).unwrap_or(text.len())
}

/// How long a quoted text is; a quote within it is doubled.
fn quoted(text: &str, quote: char) -> usize {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = signs.next() {
        if c == quote && signs.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<&str> {
        Script::of(text).statements().into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn a_semicolon_parts_statements_but_in_texts_names_and_comments() {
        for (text, parts) in [
            ("SELECT 1", vec!["SELECT 1"]),
            (" SELECT 1 ; -- x\n;", vec!["SELECT 1"]),
            ("SELECT ';' AS \"a;b\" /* ; */ -- ;\n", vec!["SELECT ';' AS \"a;b\""]),
            ("SELECT 'it''s;' , [x;y]; DROP TABLE org", vec!["SELECT 'it''s;' , [x;y]", "DROP TABLE org"]),
            ("SELECT 1 /* never closed ;", vec!["SELECT 1"]),
            ("-- nothing\n/* ; */;;", vec![]),
            ("", vec![]),
            ("SELECT '党;员'; 尾", vec!["SELECT '党;员'", "尾"]),
        ] {
            assert_eq!(statements(text), parts, "{text}");
        }
    }

    #[test]
    fn brackets_and_parameters_are_seen_but_in_texts_and_comments() {
        assert_eq!(Script::of("SELECT (1) /* ) */ + ')' ) UNION (").unopened(), Some(25));
        assert_eq!(Script::of("SELECT ((1), \")\") -- )").unopened(), None);
        assert!(Script::of("SELECT ?").has_nameless_parameter() && Script::of("SELECT ?1").has_nameless_parameter());
        assert!(!Script::of("SELECT '?', :a -- ?").has_nameless_parameter());
        assert!(
            Script::of("SELECT :under").asks_for("under") && !Script::of("SELECT ':under', under").asks_for("under")
        );
        assert_eq!(Script::of("  with a AS (SELECT 1) SELECT 1").first_word(), "WITH");
    }

    #[test]
    fn a_schema_before_a_name_is_seen_however_it_is_written() {
        for text in [
            "FROM main.org",
            "FROM MAIN . org",
            "FROM \"main\".org",
            "FROM [Main] . org",
            "FROM `main`.org",
            "FROM 'main'.'org'",
            "FROM main/* . */.org",
            "FROM main -- x\n.org",
            "-- count: a = ', main.person",
        ] {
            assert_eq!(schema(text), Some("main"), "{text}");
        }
        assert_eq!(schema("FROM temp.clock"), Some("temp"));
        for text in [
            "SELECT main FROM member",
            "FROM remain.x",
            "FROM mains.x",
            "FROM member AS main",
            "党main.x",
            "main /* .org",
        ] {
            assert_eq!(schema(text), None, "{text}");
        }
    }

    #[test]
    fn every_name_is_among_the_words() {
        let all = words("SELECT \"Org_At\", [a b]/*x*/FROM'way_at'");
        assert!(["org_at", "a", "b", "x", "way_at"].iter().all(|word| all.contains(*word)), "{all:?}");
    }
}
