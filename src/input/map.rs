//! What headings mean that the importer cannot know: `--map FILE`.

use std::path::Path;

use super::{Heading, shown};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::{Text, label, say};
use crate::text;

/// Headings and the keys of the columns they stand for, as the user wrote them down in TOML: `"现支部" = "org"`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map(Vec<(String, &'static str)>);

impl Map {
    /// Reads a map. A key may be written as its label, too; an unknown one is an error that names the known ones.
    pub fn read(path: &Path, known: &[Heading]) -> Result<Self> {
        let content = std::fs::read(path).at(path)?;
        let unreadable = |reason: String| {
            Error::refused(say!(MapUnreadable { path: shown(path), reason })).hint(say!(MapUnreadableHint))
        };
        let content = String::from_utf8(content).map_err(|error| unreadable(error.to_string()))?;
        let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
        let table: toml::Table = toml::from_str(content).map_err(|error| unreadable(error.to_string()))?;
        let mut map = Self::default();
        for (heading, value) in table {
            let Some(typed) = value.as_str() else {
                return Err(unreadable(format!("{heading} = {value}")));
            };
            let key = key(typed, known).ok_or_else(|| {
                let keys: Vec<Text> = known.iter().map(|heading| choice(heading.key)).collect();
                Error::refused(say!(MapKeyUnknown { path: shown(path), heading: &heading, key: typed }))
                    .hint(say!(ValuesKnown { known: keys }))
            })?;
            map.0.push((heading, key));
        }
        Ok(map)
    }

    /// The headings and their keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.0.iter().map(|(heading, key)| (heading.as_str(), *key))
    }

    #[cfg(test)]
    pub(super) fn of(entries: &[(&str, &'static str)]) -> Self {
        Self(entries.iter().map(|(heading, key)| ((*heading).to_owned(), *key)).collect())
    }
}

/// What a user may write for a key: in Chinese its label, in English the key.
fn choice(key: &str) -> Text {
    label(key).map_or_else(|| say!(Plain { text: key }), |label| say!(KeyChoice { key, label }))
}

fn key(typed: &str, known: &[Heading]) -> Option<&'static str> {
    let folded = text::fold(typed);
    let is_meant =
        |heading: &&Heading| heading.key == folded || label(heading.key).is_some_and(|label| label.answers_to(typed));
    known.iter().find(is_meant).map(|heading| heading.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    const KNOWN: &[Heading] = &[Heading { key: "name", synonyms: &[] }, Heading { key: "org", synonyms: &[] }];

    fn read(content: &str) -> Result<Map> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.toml");
        std::fs::write(&path, content).unwrap();
        Map::read(&path, KNOWN)
    }

    #[test]
    fn a_map_names_known_keys() {
        assert_eq!(read("\u{feff}\"现支部\" = \"org\"\n大名 = \"姓名\"\n").ok(), None, "a bare key is plain ASCII");
        let map = read("\"现支部\" = \"org\"\n\"大名\" = \"姓名\"\n").unwrap();
        assert_eq!(map.iter().collect::<Vec<_>>(), [("大名", "name"), ("现支部", "org")]);
    }

    #[test]
    fn mistakes_are_told() {
        for (content, told) in [("\"a\" = \"nmae\"", "nmae"), ("\"a\" = 1", "a = 1"), ("= x", "1")] {
            let lines = read(content).unwrap_err().lines(Lang::Zh).join("\n");
            assert!(lines.contains(told) && lines.contains("提示"), "{lines}");
        }
        assert!(read("\"a\" = \"nmae\"").unwrap_err().lines(Lang::En).join("\n").contains("name, org"));
        assert!(Map::read(Path::new("/nowhere/map.toml"), KNOWN).is_err());
    }
}
