//! What can be set, and what each key takes.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::config::texts;
use crate::error::{Error, Result};
use crate::i18n::{Label, Lang, Text, say};
use crate::{input, text};

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// The path of a file, be it there or not.
    File,
    /// The path of a folder; it must be there when it is set.
    Folder,
    /// A language that is spoken here.
    Language,
    /// Yes or no.
    Switch,
    /// A line of text.
    Text,
    /// A whole number of years.
    Years,
}

/// Declares the keys, a line each: its name, what it holds, the environment variable that goes before it, what it means.
macro_rules! keys {
    ($( $(#[$when:meta])? $key:ident: $name:literal, $holds:ident, $variable:expr, $zh:literal, $en:literal; )+) => {
        /// A key of the configuration; see the table for what it means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each line of the table says what it means")]
        pub enum Key { $( $(#[$when])? $key ),+ }

        const ALL: &[(Key, &str, Holds, Option<&str>, Label)] = &[
            $( $(#[$when])? (Key::$key, $name, Holds::$holds, $variable, Label { zh: $zh, en: $en }) ),+
        ];
    };
}

keys! {
    Database: "database", File, Some("DANGWU_DB"), "数据库文件", "the database file";
    Language: "language", Language, Some("DANGWU_LANG"), "语言: zh 中文、en 英文", "the language: zh Chinese, en English";
    Operator: "operator", Text, Some("DANGWU_OPERATOR"), "经办人(记入操作日志)", "who does it (kept in the operation log)";
    Pager: "pager", Text, Some("DANGWU_PAGER"), "超过一屏时用的分页程序, 如 less(默认用 $PAGER; cat 为不分页)", "the program that shows what is longer than the screen, such as less (by default $PAGER; cat: none)";
    OfficeName: "office.name", Text, None, "单位名称(印在表格和文书上)", "the office's name (on tables and papers)";
    Seal: "office.seal", Text, None, "落款(印在介绍信等盖章处的名称)", "the line of the seal (the name where letters are sealed)";
    OrgDefault: "org.default", Text, None, "默认党组织: 登记党员、申请人和导入时未写 --org 的归入它", "the usual org: of members and applicants entered or imported without --org";
    MaskAlways: "mask.always", Switch, None, "在这台电脑上一律隐去证件号和电话, --reveal 不可用: yes 是、no 否", "personal numbers are always masked on this computer, --reveal is refused: yes or no";
    ReportFolder: "report.folder", Folder, None, "自编报表(名称.sql)所在的文件夹", "the folder of the office's own reports (NAME.sql)";
    TemplateFolder: "template.folder", Folder, None, "本单位文书范本(名称.docx)所在的文件夹", "the folder of the office's own templates of forms (NAME.docx)";
    BackupFolder: "backup.folder", Folder, Some("DANGWU_BACKUP_FOLDER"), "自动备份所在的文件夹(默认为数据库旁的 NAME.backups)", "the folder of the copies made by themselves (by default NAME.backups beside the database)";
    BackupDaily: "backup.daily", Switch, Some("DANGWU_BACKUP_DAILY"), "每天第一次改动前自动备份: yes 是、no 否", "a copy before the first change of each day: yes or no";
    RetentionYears: "retention.years", Years, None, "离开名册多少年后可以抹除(member retention)", "how many years after leaving the roll somebody may be erased (member retention)";
    #[cfg(feature = "sealed")] KeyFile: "key.file", File, Some("DANGWU_KEY_FILE"), "加密数据库的口令或密钥所在的文件(第一行; 环境变量里 - 为标准输入)", "the file with the passphrase or key of a sealed database (its first line; - in the environment is standard input)";
    #[cfg(feature = "sealed")] KeyCommand: "key.command", Text, Some("DANGWU_KEY_COMMAND"), "给出加密数据库的口令或密钥的命令(输出的第一行)", "the command that prints the passphrase or key of a sealed database (its first line)";
}

/// What the paths of a file start from.
pub(super) struct Paths<'p> {
    /// The folder that a relative path is in.
    pub(super) from: &'p Path,
    /// What `~` stands for.
    pub(super) home: Option<&'p Path>,
}

impl Paths<'_> {
    /// The path that is meant. Refuses `~` where nobody knows what it stands for.
    fn of(&self, text: &str) -> Result<PathBuf, Text> {
        match text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator)) {
            Some(rest) => {
                let home = self.home.ok_or_else(|| say!(HomeUnknown))?;
                Ok(home.join(rest.trim_start_matches(std::path::is_separator)))
            }
            None => Ok(self.from.join(text)),
        }
    }
}

impl Key {
    /// Every key.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().map(|entry| entry.0)
    }

    /// The key of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|key| key.name() == name)
    }

    /// What to say where there is no key of a name: the one that is written most alike, else all.
    pub(super) fn nearest(typed: &str) -> Text {
        const ALIKE: f64 = 0.75;
        let typed = text::fold(typed);
        let near = Self::all().map(|key| (strsim::jaro(key.name(), &typed), key.name()));
        match near.max_by(|one, other| one.0.total_cmp(&other.0)) {
            Some((likeness, suggested)) if likeness > ALIKE => say!(DidYouMean { suggested }),
            _ => say!(KeysKnown { keys: Self::all().map(Self::name).collect::<Vec<_>>() }),
        }
    }

    fn entry(self) -> &'static (Self, &'static str, Holds, Option<&'static str>, Label) {
        ALL.iter().find(|entry| entry.0 == self).expect("the table has a line for each key")
    }

    /// The name, as in the file and on the command line.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    fn holds(self) -> Holds {
        self.entry().2
    }

    /// The environment variable that goes before it.
    pub fn variable(self) -> Option<&'static str> {
        self.entry().3
    }

    /// Whether it holds a number, which a file may have without quotes.
    pub(super) fn is_number(self) -> bool {
        self.holds() == Holds::Years
    }

    /// Whether it may be set in the records themselves, for all who work on them.
    pub fn goes_with_records(self) -> bool {
        matches!(self, Self::OfficeName | Self::Seal | Self::RetentionYears)
    }

    /// What it means.
    pub fn meaning(self) -> Label {
        self.entry().4
    }

    /// What a text stands for. Refuses what the key does not take.
    pub(super) fn read(self, typed: &str, paths: &Paths<'_>) -> Result<OsString, Text> {
        if typed.trim().is_empty() {
            return Err(say!(SettingEmpty { key: self.name() }));
        }
        if typed.contains(char::is_control) {
            return Err(say!(OneLineOnly));
        }
        Ok(match self.holds() {
            Holds::File | Holds::Folder => paths.of(typed)?.into(),
            Holds::Language => language(typed)?.code().into(),
            Holds::Switch => match text::yes_or_no(typed.trim()) {
                Some(true) => "yes".into(),
                Some(false) => "no".into(),
                None => return Err(say!(SwitchUnknown { typed })),
            },
            Holds::Text => input::told(typed.trim()).map_err(|bad| bad.0)?.into(),
            Holds::Years => years(typed)?.into(),
        })
    }

    /// What was typed to be set, as the file keeps it: a path is one from the root. Refuses what the key does not take, a folder
    /// that is not there, a file where a folder is.
    pub(super) fn typed(self, typed: &OsStr, home: Option<&Path>) -> Result<String> {
        let refused = |what: Text| Error::usage(say!(OfKey { key: self.name(), what }));
        let text = typed.to_str().ok_or_else(|| refused(say!(NotInUtf8)))?;
        let value = self.read(text, &Paths { from: Path::new(""), home }).map_err(refused)?;
        let value = match self.holds() {
            Holds::File | Holds::Folder => self.standing(Path::new(&value)).map_err(refused)?.into_os_string(),
            Holds::Language | Holds::Switch | Holds::Text | Holds::Years => value,
        };
        value.into_string().map_err(|_| refused(say!(NotInUtf8)))
    }

    fn standing(self, path: &Path) -> Result<PathBuf, Text> {
        let path = std::path::absolute(path).map_err(|error| say!(Plain { text: crate::error::reason(&error) }))?;
        let shown = || path.display().to_string();
        match self.holds() {
            Holds::Folder if !path.exists() => Err(say!(FolderMissing { path: shown() })),
            Holds::Folder if !path.is_dir() => Err(say!(FolderNone { path: shown() })),
            Holds::File if path.is_dir() => Err(say!(FileNone { path: shown() })),
            _ => Ok(path),
        }
    }
}

/// The most years that a term can have.
const MOST_YEARS: u32 = 100;

fn years(typed: &str) -> Result<String, Text> {
    let years: Option<u32> = text::fold(typed).trim_end_matches('年').parse().ok();
    let years = years.filter(|years| (1..=MOST_YEARS).contains(years));
    years.map(|years| years.to_string()).ok_or_else(|| say!(YearsUnread { typed, most: MOST_YEARS }))
}

fn language(typed: &str) -> Result<Lang, Text> {
    let languages = [Lang::Zh, Lang::En];
    let named = languages.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(typed.trim()));
    named.ok_or_else(|| say!(LanguageUnknown { typed, known: languages.map(Lang::code).to_vec() }))
}
