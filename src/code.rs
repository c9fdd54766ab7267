//! Coded values: a closed list whose members have an English code, a label in each language, and the spellings that
//! people use for them in rosters. The code is what the file and JSON hold; either is accepted wherever one is typed.

use crate::error::Error;
use crate::i18n::texts;
use crate::i18n::{Arg, Label, Text, say};
use crate::text;

/// One member of a list of coded values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable English code, as stored and as written to JSON.
    pub code: &'static str,
    /// What a reader sees.
    pub label: Label,
    /// Other spellings met in rosters and in national systems.
    pub synonyms: &'static [&'static str],
}

impl Code {
    fn answers_to(&self, typed: &str) -> bool {
        let same = |name: &&str| text::fold(name) == typed;
        same(&self.code) || same(&self.label.zh) || same(&self.label.en) || self.synonyms.iter().any(same)
    }
}

impl Code {
    /// Whether a text names it: as code, label or other spelling.
    pub(crate) fn is_called(&self, typed: &str) -> bool {
        self.answers_to(&text::fold(typed))
    }
}

impl UnknownCode {
    /// What is wrong with a cell that should hold one of the list.
    pub fn to_problem(&self) -> Text {
        say!(NotInList { choices: self.known.iter().map(|code| code.label).collect::<Vec<_>>() })
    }
}

impl From<&Code> for Arg {
    fn from(code: &Code) -> Self {
        Self::Label(code.label)
    }
}

/// A text that names no member of the list.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("unknown code {typed}")]
pub struct UnknownCode {
    /// What was typed.
    pub typed: String,
    /// The list it should have come from.
    pub known: &'static [Code],
}

impl From<UnknownCode> for Error {
    fn from(unknown: UnknownCode) -> Self {
        let error = Self::usage(say!(CodeUnknown { typed: unknown.typed.clone() }));
        let meant: Vec<Text> = unknown.nearest().into_iter().map(told).collect();
        match meant.is_empty() {
            true => error.hint(say!(CodeChoices { choices: unknown.choices() })),
            false => error.hint(say!(DidYouMean { suggested: meant })),
        }
    }
}

/// Finds what was typed, as code, label or synonym, in a list of codes.
pub fn find(list: &'static [Code], typed: &str) -> Result<&'static Code, UnknownCode> {
    let exactly = |code: &&Code| code.code == typed || code.label.zh == typed || code.synonyms.contains(&typed);
    if let Some(code) = list.iter().find(exactly) {
        return Ok(code);
    }
    let folded = text::fold(typed);
    list.iter()
        .find(|code| code.answers_to(&folded))
        .ok_or_else(|| UnknownCode { typed: typed.trim().to_owned(), known: list })
}

/// Declares a list of coded values as an enum: `Variant = "code", "中文", "English", ["synonym", …];`.
macro_rules! codes {
    ($( $(#[$meta:meta])* $vis:vis enum $name:ident { $( $(#[$doc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal $(, [$($synonym:literal),*])?; )+ } )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(unreachable_pub, reason = "a list may be private to its module")]
        $vis enum $name { $( $(#[$doc])* #[doc = concat!($zh, ", ", $en)] $variant ),+ }

        #[allow(unreachable_pub, reason = "a list may be private to its module")]
        impl $name {
            /// The whole list, in the order of the enum.
            pub const CODES: &'static [$crate::code::Code] = &[ $( $crate::code::Code {
                code: $code,
                label: $crate::i18n::Label { zh: $zh, en: $en },
                synonyms: &[$($($synonym),*)?],
            } ),+ ];

            const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The entry of this value in the list.
            pub fn entry(self) -> &'static $crate::code::Code {
                &Self::CODES[self as usize]
            }

            /// The stable English code.
            pub fn code(self) -> &'static str {
                self.entry().code
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(typed: &str) -> Result<Self, Self::Err> {
                let found = $crate::code::find(Self::CODES, typed)?;
                let at = Self::CODES.iter().position(|code| code == found);
                Ok(Self::ALL[at.expect("found in this very list")])
            }
        }

        impl From<$name> for $crate::i18n::Arg {
            fn from(value: $name) -> Self { Self::from(value.entry()) }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.code().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                let code = value.as_str()?;
                let at = Self::CODES.iter().position(|known| known.code == code);
                at.map(|at| Self::ALL[at]).ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }
    )+ };
}
pub(crate) use codes;

impl UnknownCode {
    /// The list to choose from, for a hint: the code, in Chinese with its label.
    pub fn choices(&self) -> Vec<Text> {
        self.known.iter().map(told).collect()
    }

    /// Which of them may have been meant.
    fn nearest(&self) -> Vec<&'static Code> {
        let spellings = |code: &'static Code| {
            let own = [code.code, code.label.zh, code.label.en];
            own.into_iter().chain(code.synonyms.iter().copied()).map(move |spelling| (spelling, code))
        };
        text::nearest(&self.typed, self.known.iter().flat_map(spellings))
    }
}

fn told(code: &Code) -> Text {
    say!(CodeChoice { code: code.code, label: code.label })
}

#[cfg(test)]
mod tests {
    use crate::i18n::Lang;

    codes! {
        /// A list for the tests.
        enum Colour {
            Red = "red", "红", "Red", ["赤", "R1"];
            Blue = "light-blue", "浅蓝", "Light blue";
        }
    }

    #[test]
    fn a_value_is_known_by_code_label_and_synonym() {
        for typed in ["red", "RED", "红", " 红 ", "赤", "r1", "Ｒ１"] {
            assert_eq!(typed.parse(), Ok(Colour::Red), "{typed}");
        }
        assert_eq!("Light Blue".parse(), Ok(Colour::Blue));
        assert_eq!(Colour::Blue.code(), "light-blue");
    }

    #[test]
    fn an_unknown_value_lists_the_choices() {
        let error = "绿".parse::<Colour>().unwrap_err();
        let say = |lang| error.choices().iter().map(|choice| choice.say(lang)).collect::<Vec<_>>();
        assert_eq!(say(Lang::Zh), ["red 红", "light-blue 浅蓝"]);
        assert_eq!(say(Lang::En), ["red", "light-blue"]);
    }
}
