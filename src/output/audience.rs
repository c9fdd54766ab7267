//! For whom something is said within a text: people read labels in their language, programs the keys and codes.

use super::{Column, Value};
use crate::code::Code;
use crate::i18n::Lang;

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Audience {
    /// The language of people.
    pub(crate) lang: Lang,
    /// Whether a program reads it.
    pub(crate) is_program: bool,
}

impl Audience {
    /// A coded value within a text.
    pub(crate) fn code(self, code: &'static Code) -> &'static str {
        if self.is_program { code.code } else { code.label.say(self.lang) }
    }

    /// A column of a noun, told as a value.
    pub(crate) fn column(self, noun: &str, key: &str) -> Value {
        let label = Column::of(noun, &[key]).remove(0).label().filter(|_| !self.is_program);
        label.map_or(key, |label| label.say(self.lang)).into()
    }
}
