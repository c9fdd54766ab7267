//! Changes to the text of a configuration that leave the rest of it as it is: comments, order, blanks and the ends of lines.

use std::ops::Range;

use toml_edit::{Document, DocumentMut, Item, Table, TableLike, TomlError, Value, value};

/// Why a text was not changed.
#[derive(Debug)]
pub(super) enum Failed {
    /// It is no TOML.
    NotToml(TomlError),
    /// What bears this name is not one value.
    InTheWay(String),
}

impl From<TomlError> for Failed {
    fn from(error: TomlError) -> Self {
        Self::NotToml(error)
    }
}

/// Whether a name stands in a text.
pub(super) fn has(text: &str, name: &str) -> Result<bool, TomlError> {
    Ok(find(Document::parse(text)?.as_table(), name).is_some())
}

/// The text with a name set to a value.
pub(super) fn with(text: &str, name: &str, new: &str) -> Result<String, Failed> {
    let document = Document::parse(text)?;
    match find(document.as_table(), name) {
        Some((_, Item::Value(old))) => {
            let span = old.span().unwrap_or_default();
            Ok([&text[..span.start], Value::from(new).to_string().trim(), &text[span.end..]].concat())
        }
        Some(_) => Err(Failed::InTheWay(name.to_owned())),
        None => added(text, name, new),
    }
}

/// The text with a name that is not in it yet.
fn added(text: &str, name: &str, new: &str) -> Result<String, Failed> {
    let mut document: DocumentMut = text.parse()?;
    if document.is_empty() {
        // A heading of comments stays at the head.
        document.set_trailing("");
    }
    let is_bare = document.is_empty();
    let (above, last) = name.rsplit_once('.').map_or(("", name), |(above, last)| (above, last));
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for part in above.split('.').filter(|part| !part.is_empty()) {
        let item = table.entry(part).or_insert_with(|| {
            let mut dotted = Table::new();
            dotted.set_dotted(true);
            dotted.into()
        });
        table = item.as_table_like_mut().ok_or_else(|| Failed::InTheWay(part.to_owned()))?;
    }
    table.insert(last, value(new));
    let head = if !is_bare || text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let before = if is_bare { text } else { "" };
    Ok(with_ends_of(text, &format!("{before}{head}{document}")))
}

/// The text without a name: its lines go, with what stands behind it there; comments of their own stay.
pub(super) fn without(text: &str, name: &str) -> Result<String, Failed> {
    let document = Document::parse(text)?;
    if let Some((key, item @ Item::Value(_))) = find(document.as_table(), name)
        && let (Some(key), Some(item)) = (key.span(), item.span())
    {
        let lines = lines_of(text, key.start..item.end);
        // Within braces it shares its lines with others.
        if !text[lines.start..key.start].contains(['{', ',', '#']) {
            return Ok([&text[..lines.start], &text[lines.end..]].concat());
        }
    }
    let mut document: DocumentMut = text.parse()?;
    let (above, last) = name.rsplit_once('.').map_or(("", name), |(above, last)| (above, last));
    let mut table: Option<&mut dyn TableLike> = Some(document.as_table_mut());
    for part in above.split('.').filter(|part| !part.is_empty()) {
        table = table.and_then(|table| table.get_mut(part)).and_then(Item::as_table_like_mut);
    }
    table.and_then(|table| table.remove(last));
    Ok(with_ends_of(text, &document.to_string()))
}

/// What bears a name, with its own key.
fn find<'t>(table: &'t dyn TableLike, name: &str) -> Option<(&'t toml_edit::Key, &'t Item)> {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let (key, item) = table.get_key_value(first)?;
    match rest {
        Some(rest) => find(item.as_table_like()?, rest),
        None => Some((key, item)),
    }
}

/// The whole lines that a place lies in.
fn lines_of(text: &str, place: Range<usize>) -> Range<usize> {
    let start = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[place.end..].find('\n').map_or(text.len(), |end| place.end + end + 1);
    start..end
}

/// A text whose lines end as those of another.
fn with_ends_of(other: &str, text: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    if other.contains("\r\n") { plain.replace('\n', "\r\n") } else { plain }
}
