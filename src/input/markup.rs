//! XML, event by event: names without prefixes, texts with their entities resolved. A part of an archive may say little
//! and unpack to much, so what is read is rationed.

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// No table of an office is larger once it is unpacked.
pub(super) const PART_LIMIT: u64 = 1 << 30;
/// No tag and no text of a cell is.
pub(super) const EVENT_LIMIT: u64 = 1 << 23;

/// Why a workbook or a document cannot be read.
#[derive(Debug)]
pub(super) enum Broken {
    /// It says of itself that it is larger than any that people make.
    TooLarge,
    /// It ends before its end.
    Cut,
    /// It has a password.
    Locked,
    /// What reads it cannot make sense of it.
    Senseless,
    /// In the words of what reads it.
    Otherwise(String),
}

impl<E: std::error::Error> From<E> for Broken {
    fn from(error: E) -> Self {
        Self::Otherwise(error.to_string())
    }
}

/// A reader of XML.
pub(super) struct Xml<R: BufRead> {
    reader: quick_xml::Reader<R>,
    buffer: Vec<u8>,
    unspent: Arc<AtomicU64>,
    depth: usize,
}

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Piece {
    Open(Tag),
    /// The end of an element of this name.
    Close(String),
    Text(String),
    End,
}

/// The beginning of an element.
#[derive(Debug, Clone)]
pub(super) struct Tag(BytesStart<'static>);

impl Tag {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.all(name).next()
    }

    /// All attributes of this name, whatever their prefixes.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let named =
            attributes.filter_map(Result::ok).filter(move |attribute| attribute.key.local_name().into_inner() == name);
        named.filter_map(|attribute| Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
    }

    /// An attribute that counts something.
    pub(super) fn count(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}

impl<'x> Xml<BufReader<Rationed<Box<dyn Read + 'x>>>> {
    /// Reads a part of an archive.
    pub(super) fn of_part(part: impl Read + 'x) -> Self {
        let unspent = Arc::new(AtomicU64::new(EVENT_LIMIT));
        let part: Box<dyn Read + 'x> = Box::new(part.take(PART_LIMIT + 1));
        let rationed = Rationed { part, unspent: Arc::clone(&unspent), left: PART_LIMIT };
        Self::new(BufReader::new(rationed), unspent)
    }
}

impl<'x> Xml<&'x [u8]> {
    /// Reads a text that is at hand.
    pub(super) fn of_text(text: &'x str) -> Self {
        Self::new(text.trim_start_matches('\u{feff}').as_bytes(), Arc::default())
    }
}

impl<R: BufRead> Xml<R> {
    fn new(reader: R, unspent: Arc<AtomicU64>) -> Self {
        let mut reader = quick_xml::Reader::from_reader(reader);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), unspent, depth: 0 }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Piece, Broken> {
        loop {
            self.buffer.clear();
            self.unspent.store(EVENT_LIMIT, Relaxed);
            let event = self.reader.read_event_into(&mut self.buffer);
            if let Err(quick_xml::Error::Io(error)) = &event
                && error.kind() == std::io::ErrorKind::FileTooLarge
            {
                return Err(Broken::TooLarge);
            }
            match event? {
                Event::Start(tag) => {
                    self.depth += 1;
                    return Ok(Piece::Open(Tag(tag.into_owned())));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close(tag.local_name().into_inner().to_owned()));
                }
                Event::Text(text) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(entity) => {
                    let text = match entity.resolve_char_ref()? {
                        Some(sign) => sign.to_string(),
                        None => predefined(&entity.into_inner())?.to_owned(),
                    };
                    return Ok(Piece::Text(text));
                }
                Event::Eof if self.depth > 0 => return Err(Broken::Cut),
                Event::Eof => return Ok(Piece::End),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the element just begun.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }
}

/// The entities of XML, and the one of HTML that programs take for one; those that a document defines itself are not
/// looked up: they may stand for ever more.
fn predefined(name: &str) -> Result<&'static str, Broken> {
    match name {
        "nbsp" => Ok("\u{a0}"),
        name => {
            quick_xml::escape::resolve_predefined_entity(name).ok_or_else(|| Broken::Otherwise(format!("&{name};")))
        }
    }
}

/// Reads until a ration is spent, of one event or of all.
pub(super) struct Rationed<R> {
    part: R,
    unspent: Arc<AtomicU64>,
    left: u64,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        let spent = read as u64;
        if spent > self.left || spent > self.unspent.load(Relaxed) {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.left -= spent;
        self.unspent.fetch_sub(spent, Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces<R: BufRead>(mut xml: Xml<R>) -> Result<String, String> {
        let mut told = String::new();
        loop {
            match xml.next().map_err(|error| format!("{error:?}"))? {
                Piece::Open(tag) => told += &format!("<{} {:?}>", tag.name(), tag.get("a")),
                Piece::Close(name) => told += &format!("</{name}>"),
                Piece::Text(text) => told += &text,
                Piece::End => return Ok(told),
            }
        }
    }

    #[test]
    fn names_and_texts_are_plain() {
        let told = pieces(Xml::of_text(
            "\u{feff}<?xml version=\"1.0\"?><x:t y:a='1&lt;2'><b/>&#65;&amp;<![CDATA[<&]]>&nbsp;</x:t>",
        ));
        assert_eq!(told.unwrap(), "<t Some(\"1<2\")><b None></b>A&<&\u{a0}</t>");
    }

    #[test]
    fn hostile_documents_are_given_up() {
        let bomb = "<!DOCTYPE t [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><t>&b;</t>";
        assert!(pieces(Xml::of_text(bomb)).unwrap_err().contains("&b;"));
        assert!(pieces(Xml::of_text("<t><b></b>")).unwrap_err().contains("Cut"));
        let endless = "<t>".as_bytes().chain(std::io::repeat(b'x'));
        assert!(pieces(Xml::of_part(endless)).unwrap_err().contains("TooLarge"));
        let deep = "<t>".repeat(1_000_000);
        assert!(pieces(Xml::of_text(&deep)).unwrap_err().contains("Cut"));
    }
}
