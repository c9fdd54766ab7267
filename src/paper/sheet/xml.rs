//! Tags of XML as they are written: taken and changed one by one, so that all that is not changed stays as it was.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape;

pub(super) use crate::paper::runs::split;

/// What a tag is called, without what stands before a colon and the `/` of one that closes.
pub(super) fn local(tag: &str) -> &str {
    let name = qualified(tag).trim_start_matches('/');
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// What stands before the colon in the name of a tag, with the colon.
pub(super) fn prefix(tag: &str) -> &str {
    let name = qualified(tag).trim_start_matches('/');
    name.find(':').map_or("", |at| &name[..=at])
}

fn qualified(tag: &str) -> &str {
    crate::paper::runs::name(tag)
}

/// Whether a tag opens something that another closes.
pub(super) fn opens(tag: &str) -> bool {
    !tag.starts_with("</") && !tag.ends_with("/>") && !tag.starts_with("<?") && !tag.starts_with("<!")
}

/// Whether a tag closes something.
pub(super) fn closes(tag: &str) -> bool {
    tag.starts_with("</")
}

/// The attributes of a tag: their names, and where their values stand within the quotes.
pub(super) fn attributes(tag: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 1 + qualified(tag).len();
    while let Some(equals) = tag.get(from..).and_then(|rest| rest.find('=')).map(|at| from + at) {
        let name = tag[from..equals].trim();
        let Some(quote) = tag[equals + 1..].find(['"', '\'']).map(|at| equals + 1 + at) else { break };
        let sign = char::from(tag.as_bytes()[quote]);
        let Some(end) = tag[quote + 1..].find(sign).map(|at| quote + 1 + at) else { break };
        found.push((name, quote + 1..end));
        from = end + 1;
    }
    found
}

/// The value of an attribute, its signs as they are meant.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<Cow<'t, str>> {
    let (_, place) = attributes(tag).into_iter().find(|(known, _)| *known == name)?;
    Some(plain(&tag[place]))
}

/// The tag with another value of an attribute, or with that attribute besides.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let value = escape::escape(value);
    if let Some((_, place)) = attributes(tag).into_iter().find(|(known, _)| *known == name) {
        return format!("{}{value}{}", &tag[..place.start], &tag[place.end..]);
    }
    let end = 1 + qualified(tag).len();
    format!("{} {name}=\"{value}\"{}", &tag[..end], &tag[end..])
}

/// The tag without an attribute.
pub(super) fn without_attribute(tag: &str, name: &str) -> String {
    match attributes(tag).into_iter().find(|(known, _)| *known == name) {
        Some((known, place)) => {
            let from = tag[..place.start].rfind(known).unwrap_or(place.start);
            format!("{}{}", tag[..from].trim_end(), &tag[place.end + 1..])
        }
        None => tag.to_owned(),
    }
}

/// A text as it is meant.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    // What cannot be read is left as it stands.
    escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

/// A text as it is written between tags: signs that XML cannot hold are left out.
pub(super) fn written(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !crate::text::is_unsafe(*c) || matches!(c, '\n' | '\t')).collect();
    escape::partial_escape(&kept).into_owned()
}

/// What stands between the tags of this name, put together: the text of a cell, of a formula.
pub(super) fn text_within(xml: &str, name: &str) -> String {
    let (mut depth, mut text) = (0_usize, String::new());
    for (piece, is_tag) in split(xml) {
        match is_tag {
            true if local(piece) == name && opens(piece) => depth += 1,
            true if local(piece) == name && closes(piece) => depth = depth.saturating_sub(1),
            false if depth > 0 => text += &plain(piece),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_and_changed_in_their_place() {
        let tag = "<x:c r=\"A1\" s='3' t=\"a&amp;b\"/>";
        assert_eq!((local(tag), prefix(tag), opens(tag)), ("c", "x:", false));
        assert_eq!(
            [attribute(tag, "s"), attribute(tag, "t"), attribute(tag, "z")],
            [Some("3".into()), Some("a&b".into()), None]
        );
        assert_eq!(with_attribute(tag, "r", "B2"), "<x:c r=\"B2\" s='3' t=\"a&amp;b\"/>");
        assert_eq!(with_attribute("<row>", "r", "7"), "<row r=\"7\">");
        assert_eq!(without_attribute(tag, "s"), "<x:c r=\"A1\" t=\"a&amp;b\"/>");
        assert_eq!(attributes("</c>"), []);
    }

    #[test]
    fn a_text_is_that_of_its_tags_alone() {
        let xml = "<is><r><rPr><b/></rPr><t>张&lt;</t></r><r><t>三</t></r><rPh><x>a</x></rPh></is>";
        assert_eq!(text_within(xml, "t"), "张<三");
        assert_eq!(written("a&b<\u{1}\n"), "a&amp;b&lt;\n");
    }
}
