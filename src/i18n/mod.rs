//! The two languages of the user: which one is spoken, and the means to say a thing in it.
//!
//! Every line that a user reads comes from one of four tables: messages (the `texts.rs` of each home), column heads (`labels`),
//! the labels of coded values (beside each code, see [`crate::code`]) and the help (Chinese in the doc comments of
//! the command line, English in `cli/help_en.toml`). A message that lacks one language does not compile.

mod labels;
pub mod texts;
pub mod words;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

pub use labels::{all as labels, label};

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the language of the office.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads `zh`, `zh_CN.UTF-8`, `en`, `en-GB` …; `None` for any other language.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text.starts_with("zh") {
            Some(Self::Zh)
        } else if text.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The code by which it is chosen.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// One thing named in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The Chinese name.
    pub zh: &'static str,
    /// The English name.
    pub en: &'static str,
}

impl Label {
    /// The name in one language.
    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// Whether it is what was typed, in either language; 类型 and 类别 are one.
    pub fn answers_to(self, typed: &str) -> bool {
        let folded = |text: &str| crate::text::fold(text).replace("类型", "类别");
        [self.zh, self.en].iter().any(|known| folded(known) == folded(typed))
    }
}

/// What is put into a message: plain data, or something that has a name of its own in each language.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Data, the same in both languages.
    Plain(String),
    /// A coded value or a column head.
    Label(Label),
    /// A message within a message.
    Text(Box<Text>),
    /// Several things, separated as the language does.
    List(Vec<Self>),
    /// Several things put together just as they are.
    Run(Vec<Self>),
    /// A message in which personal numbers may stand: they are masked.
    Masked(Box<Text>),
}

impl Arg {
    /// The argument in one language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            // What is quoted from a cell or an argument keeps to one line.
            Self::Plain(text) if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Self::Plain(text) => text.clone(),
            Self::Label(label) => label.say(lang).to_owned(),
            Self::Text(text) => text.say(lang),
            Self::Masked(text) => crate::text::mask_numbers(&text.say(lang)),
            Self::Run(parts) => parts.iter().map(|part| part.say(lang)).collect(),
            Self::List(items) => {
                let separator = Label { zh: "、", en: ", " }.say(lang);
                items.iter().map(|item| item.say(lang)).collect::<Vec<_>>().join(separator)
            }
        }
    }
}

macro_rules! plain_arg {
    ($($type:ty),+) => { $(
        impl From<$type> for Arg {
            fn from(value: $type) -> Self { Self::Plain(value.to_string()) }
        }
    )+ };
}
plain_arg!(&str, String, &String, i64, i32, u32, u64, usize, f64, char, chrono::NaiveDate);

impl From<Label> for Arg {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Text(Box::new(text))
    }
}

impl<T: Into<Self>> From<Vec<T>> for Arg {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// A sentence of one of the tables.
pub trait Sentence: Any + fmt::Debug + Send + Sync {
    /// The sentence in one language.
    fn say(&self, lang: Lang) -> String;

    /// What it is called in its table: the same whatever is filled in.
    fn name(&self) -> &'static str;

    /// Whether another is the same, and filled in with the same.
    fn is_same(&self, other: &dyn Sentence) -> bool;
}

/// What the program says in a sentence, whichever table has the words.
#[derive(Clone)]
pub struct Text(Arc<dyn Sentence>);

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Text {
    /// The sentence in one language.
    pub fn say(&self, lang: Lang) -> String {
        self.0.say(lang)
    }

    /// What the sentence is called in its table: the same whatever is filled in.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The sentence, if it is one of this table.
    pub(crate) fn of<S: Sentence>(&self) -> Option<&S> {
        (&*self.0 as &dyn Any).downcast_ref()
    }
}

impl<S: Sentence> From<S> for Text {
    fn from(sentence: S) -> Self {
        Self(Arc::new(sentence))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&*other.0)
    }
}

/// Declares a table of messages under a name of its own: `Name { fields }: "中文 {field}", "English {field}";`, one line each. What a home says
/// stands in its `texts.rs`, which knows the tables of the homes below it too.
macro_rules! sentences {
    ($vis:vis enum $table:ident; $( $name:ident $({ $($field:ident),+ $(,)? })? : $zh:literal, $en:literal; )+) => {
        /// Everything that is said here in a sentence; see the table for the words.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each entry is its own two sentences")]
        $vis enum $table { $( $name $({ $($field: $crate::i18n::Arg),+ })? ),+ }

        $vis use $table::*;

        impl $crate::i18n::Sentence for $table {
            fn name(&self) -> &'static str {
                match self { $( Self::$name { .. } => stringify!($name) ),+ }
            }

            fn is_same(&self, other: &dyn $crate::i18n::Sentence) -> bool {
                (other as &dyn std::any::Any).downcast_ref() == Some(self)
            }

            #[allow(clippy::too_many_lines, reason = "one table, one match; clippy counts the lines of a macro or not")]
            fn say(&self, lang: $crate::i18n::Lang) -> String {
                match self { $(
                    Self::$name $({ $($field),+ })? => {
                        $( $( let $field = $field.say(lang); )+ )?
                        match lang {
                            $crate::i18n::Lang::Zh => format!($zh),
                            $crate::i18n::Lang::En => format!($en),
                        }
                    }
                )+ }
            }
        }
    };
}
pub(crate) use sentences;

/// Makes a [`Text`] of the tables that the file knows as `texts`: `say!(OrgUnknown { name: typed })`; the fields take
/// anything that is an [`Arg`].
macro_rules! say {
    ($name:ident) => { $crate::i18n::Text::from(texts::$name) };
    ($name:ident { $($field:ident $(: $value:expr)?),+ $(,)? }) => {
        $crate::i18n::Text::from(texts::$name {
            $( $field: $crate::i18n::Arg::from($crate::i18n::say!(@value $field $(: $value)?)) ),+
        })
    };
    (@value $field:ident : $value:expr) => { $value };
    (@value $field:ident) => { $field };
}
pub(crate) use say;

/// Whether a [`Text`] is one of these sentences, whatever is filled in: `says!(text, PhoneBad | NameKept)`.
macro_rules! says {
    ($text:expr, $($name:ident)|+) => {{
        #[allow(unused_imports, reason = "that there is such a sentence")]
        use texts::{$($name as _),+};
        [$(stringify!($name)),+].contains(&$text.name())
    }};
}
pub(crate) use says;
