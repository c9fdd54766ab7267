//! What can go wrong, told so that the reader can act: what was refused, on what basis, what to do now. The kind
//! decides the exit code, which is a promise to scripts.

mod doing;

use std::path::{Path, PathBuf};

use serde_json::json;

pub(crate) use doing::Doing;

use crate::i18n::texts;
use crate::i18n::{Arg, Lang, Text, say};

/// The result of nearly everything.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The kinds of failure; each has an exit code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Done, with findings.
    Findings,
    /// The command line is wrong.
    Usage,
    /// The data are invalid, or what was asked cannot be.
    Refused,
    /// A norm forbids the step; `--override` lets it through.
    Rule,
    /// Nothing answers to the name.
    NotFound,
    /// Several answer to the name.
    Ambiguous,
    /// Another process kept the database locked.
    Locked,
    /// The database is missing, not ours, damaged or newer.
    Database,
    /// A file could not be read or written.
    Io,
    /// Ctrl-C was pressed: nothing is left half done.
    Stopped,
    /// Whoever read our output left (`| head`): no error at all.
    ReaderLeft,
}

impl Kind {
    /// The exit code that scripts rely on.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Refused | Self::Rule => 3,
            Self::NotFound | Self::Ambiguous => 4,
            Self::Locked => 5,
            Self::Database => 6,
            Self::Io => 7,
            Self::Stopped => 130,
            Self::ReaderLeft => 0,
        }
    }

    /// The stable name used in JSON errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Usage => "usage",
            Self::Refused => "refused",
            Self::Rule => "rule",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::Locked => "locked",
            Self::Database => "database",
            Self::Io => "io",
            Self::Stopped => "stopped",
            Self::ReaderLeft => "reader_left",
        }
    }
}

/// One who could have been meant by an ambiguous name: keys and what stands there, personal numbers masked.
pub type Candidate = Vec<(&'static str, String)>;

/// A failure, in words of both languages.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.message.say(Lang::En))]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq)]
struct Details {
    kind: Kind,
    message: Text,
    basis: Option<Arg>,
    hint: Option<Text>,
    details: Vec<Text>,
    candidates: Vec<Candidate>,
    unclear: Option<Unclear>,
}

/// What was typed that several answer to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unclear {
    /// As typed.
    pub(crate) typed: String,
    /// Whether it may also be somebody who is not on record yet.
    pub(crate) may_be_new: bool,
}

impl Error {
    /// A failure of one kind, with what was refused.
    pub fn new(kind: Kind, message: Text) -> Self {
        Self(Box::new(Details {
            kind,
            message,
            basis: None,
            hint: None,
            details: Vec::new(),
            candidates: Vec::new(),
            unclear: None,
        }))
    }

    /// The command line is wrong.
    pub fn usage(message: Text) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The data are invalid or the request cannot be.
    pub fn refused(message: Text) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// A file could not be read or written.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::new(Kind::Io, say!(FileFailed { path: path.display().to_string(), reason: reason(error) }))
    }

    /// Says which option of the command line it is about.
    #[must_use]
    pub fn of_option(mut self, option: &str) -> Self {
        self.0.message = say!(OfOption { option, what: self.0.message.clone() });
        self
    }

    /// Says what was being done.
    #[must_use]
    pub fn while_doing(mut self, step: Text) -> Self {
        self.0.message = say!(WhileDoing { step, what: self.0.message.clone() });
        self
    }

    /// The regulation or fact it rests on.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<Arg>) -> Self {
        self.0.basis = Some(basis.into());
        self
    }

    /// What to do now.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// Further lines under the message: each fault, each operation in the way.
    #[must_use]
    pub fn details(mut self, details: Vec<Text>) -> Self {
        self.0.details = details;
        self
    }

    /// A reader who left is why something was not done, and so no quiet end.
    #[must_use]
    pub fn though_reader_left(mut self) -> Self {
        if self.0.kind == Kind::ReaderLeft {
            self.0.kind = Kind::Io;
        }
        self
    }

    /// Says that an operation stands, though what was to be told of it did not come out.
    #[must_use]
    pub fn though_recorded(mut self, number: Option<i64>) -> Self {
        if number.is_some() && self.0.kind == Kind::Stopped {
            self.0.details.clear();
        }
        self.0.details.extend(number.map(|number| say!(RecordedThough { number })));
        self
    }

    /// Whether nothing is told under its sentence.
    pub(crate) fn is_bare(&self) -> bool {
        self.0.details.is_empty()
    }

    /// Who could have been meant.
    #[must_use]
    pub fn candidates(mut self, candidates: Vec<Candidate>) -> Self {
        self.0.candidates = candidates;
        self
    }

    /// Says what was typed that several answer to, and whether it may also be somebody new.
    #[must_use]
    pub(crate) fn of_unclear(mut self, typed: &str, may_be_new: bool) -> Self {
        self.0.unclear = Some(Unclear { typed: typed.trim().to_owned(), may_be_new });
        self
    }

    /// What was typed that several answer to, with those who could have been meant.
    pub(crate) fn unclear(&self) -> Option<(&Unclear, &[Candidate])> {
        Some((self.0.unclear.as_ref()?, &self.0.candidates))
    }

    /// Whether others are told of, whom it may be about.
    pub(crate) fn names_others(&self) -> bool {
        !self.0.candidates.is_empty()
    }

    /// The kind of failure.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The sentence that says what was refused.
    pub fn message(&self) -> &Text {
        &self.0.message
    }

    /// What was refused, with what is told under it and what to do now, in one line for a list of faults.
    pub fn in_a_line(&self) -> Text {
        let Details { message, details, hint, .. } = &*self.0;
        let message = message.clone();
        let what = if details.is_empty() { message } else { say!(WithDetails { message, details: details.clone() }) };
        match hint {
            Some(hint) => say!(WithHint { what, hint: hint.clone() }),
            None => what,
        }
    }

    /// The lines a person reads, unsafe characters already made harmless.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let details = &self.0;
        let mut lines = vec![say!(ErrorLine { message: details.message.clone() })];
        lines.extend(details.details.iter().map(|detail| say!(Indented { line: detail.clone() })));
        lines.extend(details.candidates.iter().map(|candidate| {
            let known: Vec<&str> =
                candidate.iter().map(|(_, value)| value.as_str()).filter(|v| !v.is_empty()).collect();
            say!(Indented { line: known.join("  ") })
        }));
        lines.extend(details.basis.iter().map(|basis| say!(BasisLine { basis: basis.clone() })));
        lines.extend(details.hint.iter().map(|hint| say!(HintLine { hint: hint.clone() })));
        lines.iter().map(|line| crate::text::safe(&crate::text::mask_sure(&line.say(lang)))).collect()
    }

    /// The object a script reads.
    pub fn json(&self, lang: Lang) -> serde_json::Value {
        let details = &self.0;
        let shown = |text: String| crate::text::mask_sure(&text).into_owned();
        let mut error = json!({
            "kind": details.kind.name(),
            "message": shown(details.message.say(lang)),
            "hint": details.hint.as_ref().map(|hint| shown(hint.say(lang))),
        });
        if let Some(basis) = &details.basis {
            error["basis"] = json!(basis.say(lang));
        }
        if !details.details.is_empty() {
            error["details"] = details.details.iter().map(|detail| shown(detail.say(lang))).collect();
        }
        if !details.candidates.is_empty() {
            let object = |candidate: &Candidate| -> serde_json::Value {
                candidate
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), json!(shown(value.clone()))))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            };
            error["candidates"] = details.candidates.iter().map(object).collect();
        }
        json!({ "error": error })
    }
}

/// Why a text is no value of its option, where that is no date and no code.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.say(Lang::En))]
pub struct BadValue(pub Text);

impl From<BadValue> for Error {
    fn from(bad: BadValue) -> Self {
        Self::usage(bad.0)
    }
}

/// What the system says: in our words where we have them, else its own with the number of the error, by which it can be
/// looked up. They are English.
pub(crate) fn reason(error: &std::io::Error) -> Arg {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => say!(FileNotFound).into(),
        K::PermissionDenied => say!(FileForbidden).into(),
        K::AlreadyExists => say!(FileThere).into(),
        K::IsADirectory => say!(FileIsFolder).into(),
        K::NotADirectory => say!(FileNoFolder).into(),
        K::StorageFull | K::QuotaExceeded => say!(DiskFull).into(),
        K::ReadOnlyFilesystem => say!(DiskReadOnly).into(),
        K::InvalidFilename => say!(FileNameBad).into(),
        K::FileTooLarge => say!(FileTooLarge).into(),
        K::ResourceBusy | K::ExecutableFileBusy | K::WouldBlock => say!(FileBusy).into(),
        K::TimedOut => say!(SystemTimedOut).into(),
        K::Interrupted => say!(SystemInterrupted).into(),
        K::OutOfMemory => say!(MemoryFull).into(),
        K::BrokenPipe => say!(ReaderLeft).into(),
        K::UnexpectedEof => say!(FileCutShort).into(),
        K::NotSeekable => say!(FileNotSeekable).into(),
        K::StaleNetworkFileHandle | K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown => {
            say!(DiskAway).into()
        }
        K::CrossesDevices => say!(FileOnOtherDisk).into(),
        K::Unsupported => say!(SystemUnable).into(),
        _ => match error.raw_os_error() {
            Some(code) => of_code(code).unwrap_or_else(|| say!(SystemFailed { code, words: words(error) }).into()),
            None => foreign(error),
        },
    }
}

/// What the system means by numbers that the library has no kind for.
#[cfg(unix)]
fn of_code(code: i32) -> Option<Arg> {
    use rustix::io::Errno;
    let errno = Errno::from_raw_os_error(code);
    [
        (Errno::IO, say!(DiskFailed)),
        (Errno::MFILE, say!(FilesTooMany)),
        (Errno::NFILE, say!(FilesTooMany)),
        (Errno::LOOP, say!(LinksTooMany)),
        (Errno::NODEV, say!(DiskAway)),
        (Errno::NXIO, say!(DiskAway)),
    ]
    .into_iter()
    .find_map(|(known, text)| (known == errno).then(|| text.into()))
}

#[cfg(not(unix))]
fn of_code(_: i32) -> Option<Arg> {
    None
}

/// The words of the system without the number that the library puts behind them.
fn words(error: &std::io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error ").next().unwrap_or_default().to_owned()
}

/// The words of a library or of the system: English, so quoted where the rest is not.
pub(crate) fn foreign(words: &impl ToString) -> Arg {
    say!(ForeignWords { words: words.to_string() }).into()
}

/// Adds the path to an error of the file system.
pub trait AtPath<T> {
    /// Says which file it was.
    fn at(self, path: impl Into<PathBuf>) -> Result<T>;
}

impl<T> AtPath<T> for std::io::Result<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T> {
        self.map_err(|error| Error::io(&path.into(), &error))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_file_that_fails_is_explained_in_both_languages() {
        let error = Error::io(Path::new("a.csv"), &std::io::Error::from(std::io::ErrorKind::NotFound));
        assert_eq!(error.lines(Lang::Zh), ["错误: 文件 a.csv: 没有这个文件或文件夹"]);
        assert_eq!(error.lines(Lang::En), ["Error: file a.csv: no such file or folder"]);
    }

    #[test]
    fn words_of_the_system_are_quoted_in_chinese() {
        let error = Error::io(Path::new("a.csv"), &std::io::Error::other("strange things"));
        assert_eq!(error.lines(Lang::Zh), ["错误: 文件 a.csv: 原文“strange things”"]);
        assert_eq!(error.lines(Lang::En), ["Error: file a.csv: strange things"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_says_is_said_in_our_words() {
        let said = |code: i32, lang| say!(Plain { text: reason(&std::io::Error::from_raw_os_error(code)) }).say(lang);
        for (code, zh, en) in [
            (5, "磁盘读写出错, 磁盘或连线可能有故障", "reading or writing failed; the disk or its cable may be faulty"),
            (24, "同时打开的文件太多", "too many files are open"),
            (26, "正被其他程序占用", "another program has it in use"),
            (28, "磁盘已满", "the disk is full"),
            (30, "磁盘只读", "the disk is read-only"),
            (
                36,
                "文件名太长, 或含有此处不能用的字符",
                "the name is too long, or holds a character that cannot be used there",
            ),
            (40, "链接层数太多, 或指向自身", "too many links, or a link that leads to itself"),
            (110, "等待过久, 没有回应", "it did not answer in time"),
            (71, "系统报错 71(原文“Protocol error”)", "Protocol error (error 71 of the system)"),
        ] {
            assert_eq!((said(code, Lang::Zh).as_str(), said(code, Lang::En).as_str()), (zh, en), "{code}");
        }
    }
}
