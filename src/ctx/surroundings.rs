//! What surrounds the process: arguments, environment, configuration and the system, read once.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::config::{Config, Key, Origin, Setting};
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Lang, say, texts, words};
use crate::text;
use crate::zone::Zone;

/// The variable by which a shell asks what could be typed next.
pub(crate) const COMPLETE: &str = "DANGWU_COMPLETE";

/// The surroundings of the process, read once.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The arguments, without the program's name.
    pub args: Vec<OsString>,
    /// What the environment sets the keys of the configuration to.
    environment: Vec<(Key, OsString)>,
    config: Config,
    /// The language of the system; one that is not known here says nothing.
    locale: Option<Lang>,
    today: Option<String>,
    /// The system's name for the user.
    user: Option<String>,
    zone: Option<String>,
    /// The editor.
    pub(super) editor: Option<OsString>,
    /// Whether the terminal only shows lines as they come.
    pub(super) is_dumb: bool,
    /// The system's program that pages what is longer than the screen.
    pager: Option<String>,
    /// The name that the program was called by.
    program: OsString,
    /// The shell that asks what could be typed next, if one does.
    shell: Option<String>,
    /// Whether no escape codes are wanted.
    pub(super) plain: bool,
}

impl Surroundings {
    /// Reads arguments, environment and configuration.
    pub fn read() -> Self {
        let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(var);
        Self {
            args: std::env::args_os().skip(1).map(meant).collect(),
            program: std::env::args_os().next().unwrap_or_default(),
            shell: var(COMPLETE),
            pager: var("PAGER"),
            environment: Key::all().filter_map(|key| Some((key, set(key.variable()?)?))).collect(),
            config: read_config(set("DANGWU_CONFIG")),
            locale: locale.as_deref().and_then(Lang::parse),
            today: var("DANGWU_TODAY"),
            zone: var("DANGWU_TZ"),
            editor: super::editor::of_environment(),
            is_dumb: var("TERM").is_some_and(|term| term == "dumb"),
            user: ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(var),
            plain: var("NO_COLOR").is_some(),
        }
    }

    /// The same, where something else was typed.
    pub(crate) fn with_args(&self, args: Vec<OsString>) -> Self {
        Self { args, ..self.clone() }
    }

    /// Those of a test: the day, and what is typed.
    #[cfg(test)]
    pub(crate) fn of_test(today: &str, args: Vec<OsString>) -> Self {
        let (config, today, user) = (Config::read(None, None), Some(today.to_owned()), Some("测试员".to_owned()));
        let program = "dangwu".into();
        Self {
            args,
            program,
            shell: None,
            pager: None,
            environment: Vec::new(),
            config,
            locale: None,
            today,
            user,
            zone: None,
            editor: None,
            is_dumb: false,
            plain: true,
        }
    }

    /// The language before the command line is parsed: errors of parsing must already speak it.
    pub fn lang(&self) -> Lang {
        let setting = self.setting(Key::Language, self.typed_lang().map(Into::into));
        setting.as_ref().and_then(|setting| language(&setting.value)).unwrap_or_default()
    }

    /// The shell that asks what could be typed next, if one does, and the surroundings with the words that it has so far.
    pub(crate) fn completing(&self) -> Option<(&str, Self)> {
        let shell = self.shell.as_deref()?;
        // Before `--` stands what the shell calls, behind it the program's name and the words.
        let args = self.args.iter().skip_while(|arg| *arg != "--").skip(2).cloned().collect();
        Some((shell, Self { args, ..self.clone() }))
    }

    /// What a shell calls: the file where the program was called by its place, else its name.
    pub(crate) fn program(&self) -> String {
        let called = Path::new(&self.program);
        match called.components().count() > 1 {
            true => std::path::absolute(called).unwrap_or(called.to_owned()).to_string_lossy().into_owned(),
            false => called.to_string_lossy().into_owned(),
        }
    }

    /// The database that the words typed so far, the environment or the configuration names.
    pub(crate) fn database(&self) -> PathBuf {
        let typed = self.peek("db", None).map(Into::into);
        self.setting(Key::Database, typed).map(|setting| setting.value.into()).unwrap_or_default()
    }

    /// The folder of the office's own templates of forms.
    pub(crate) fn template_folder(&self) -> Option<&Path> {
        self.config.get(Key::TemplateFolder).map(Path::new)
    }

    /// The configuration as it was read.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The folder of the office's own reports, before the command line is parsed: the help tells of them, too.
    pub fn report_folder(&self) -> Option<&Path> {
        self.config.get(Key::ReportFolder).map(Path::new)
    }

    /// What goes for a key: what was typed, else the environment, else the configuration, else the system.
    pub(super) fn setting(&self, key: Key, typed: Option<OsString>) -> Option<Setting> {
        let sources = [
            (typed, Origin::Option),
            (self.of_environment(key).map(OsStr::to_owned), Origin::Environment),
            (self.config.get(key).map(OsStr::to_owned), Origin::File),
            (self.default(key), Origin::Default),
        ];
        let meant = |value: OsString| match key {
            Key::Language => language(&value).map(|lang| lang.code().into()),
            _ => Some(value),
        };
        sources.into_iter().find_map(|(value, origin)| Some(Setting { value: meant(value?)?, origin }))
    }

    fn of_environment(&self, key: Key) -> Option<&OsStr> {
        self.environment.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_os_str())
    }

    /// What goes for a key that nobody has set.
    fn default(&self, key: Key) -> Option<OsString> {
        if key == Key::Database {
            return Some(default_database().into());
        }
        if key == Key::Pager {
            return self.pager.clone().map(Into::into);
        }
        let system = [
            (Key::Language, self.locale.unwrap_or_default().code()),
            (Key::Operator, self.user.as_deref().unwrap_or("?")),
        ];
        system.into_iter().find(|(known, _)| *known == key).map(|(_, value)| value.into())
    }

    pub(super) fn typed_lang(&self) -> Option<String> {
        self.peek("lang", None)
    }

    /// Refuses a language set for the office that nobody speaks here, unless another was typed.
    pub(super) fn refuse_unknown_lang(&self) -> Result<()> {
        let set = self.of_environment(Key::Language);
        match set.filter(|set| language(set).is_none() && self.typed_lang().is_none()) {
            Some(value) => {
                let value = value.display().to_string();
                Err(Error::usage(say!(ValueInvalid { option: "DANGWU_LANG", value }))
                    .hint(say!(ValuesKnown { known: vec!["zh", "en"] })))
            }
            None => Ok(()),
        }
    }

    /// The day of the office, or the one set for tests and scripts.
    pub fn today(&self) -> Result<NaiveDate> {
        match &self.today {
            Some(text) => Ok(text.parse::<PartialDate>()?.first_day()),
            None => Ok(self.zone()?.of(chrono::Utc::now()).date_naive()),
        }
    }

    pub(super) fn zone(&self) -> Result<Zone> {
        self.zone.as_deref().map_or(Ok(Zone::default()), str::parse)
    }

    /// Whether errors are to be JSON, before the command line is parsed.
    pub fn wants_json(&self) -> bool {
        self.peek("format", Some("-f"))
            .is_some_and(|format| ["json", "jsonl"].iter().any(|json| format.eq_ignore_ascii_case(json)))
    }

    fn peek(&self, long: &str, short: Option<&str>) -> Option<String> {
        let args: Vec<&str> = self.args.iter().filter_map(|arg| arg.to_str()).collect();
        args.iter().enumerate().find_map(|(at, arg)| {
            let is_meant = words::is_option(arg, long);
            let joined = arg.split_once('=').filter(|_| is_meant).map(|(_, value)| value);
            if (is_meant && joined.is_none()) || Some(*arg) == short {
                return args.get(at + 1).map(|value| (*value).to_owned());
            }
            let stuck = || arg.strip_prefix(short?).filter(|rest| !rest.is_empty() && !arg.starts_with("--"));
            joined.or_else(stuck).map(|value| value.trim_start_matches('=').to_owned())
        })
    }

    /// The command line for the log: personal numbers masked, arguments with blanks in quotes.
    pub(super) fn command(&self) -> String {
        let mut option = String::new();
        let quoted = |arg: &OsString| {
            let arg = arg.to_string_lossy();
            let shown = match arg.split_once('=').filter(|_| arg.starts_with("--")) {
                Some((option, value)) => format!("{option}={}", shown_argument(option, value)),
                None => shown_argument(&option, &arg),
            };
            option = arg.into_owned();
            if shown.is_empty() || shown.contains(char::is_whitespace) { format!("'{shown}'") } else { shown }
        };
        let line = self.args.iter().map(quoted).collect::<Vec<_>>().join(" ");
        text::one_line(&line)
    }
}

/// Whether the environment says something of that name.
pub(super) fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

/// An argument as it was meant, see [`text::argument`].
fn meant(argument: OsString) -> OsString {
    let is_option = |name: &str| name.is_ascii() || words::names_option(name);
    match argument.to_str().map(|typed| text::argument(typed, is_option)) {
        Some(Cow::Owned(meant)) => meant.into(),
        _ => argument,
    }
}

/// What was typed after an option, as the log keeps it: a telephone number is masked however short it is.
fn shown_argument(option: &str, value: &str) -> String {
    let shown = text::mask_numbers(value);
    let is_number = ["phone", "landline"].iter().any(|long| words::is_option(option, long)) && !value.starts_with("--");
    if is_number && shown == value { text::mask_phone(value) } else { shown }
}

/// The database where nobody named one: in the platform's data folder.
pub(super) fn default_database() -> PathBuf {
    folders().map_or_else(PathBuf::new, |folders| folders.data_dir().to_owned()).join("dangwu.db")
}

/// The folders that the platform has for the program.
fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "dangwu")
}

/// Reads the configuration that the environment names, else the one in the platform's place.
fn read_config(named: Option<OsString>) -> Config {
    let usual = || folders().map(|folders| folders.config_dir().join("config.toml"));
    // Where nobody knows the folder one is in, the path stays as it is.
    let whole = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    Config::read(named.map(PathBuf::from).or_else(usual).map(whole), home)
}

fn language(value: &OsStr) -> Option<Lang> {
    value.to_str().and_then(Lang::parse)
}
