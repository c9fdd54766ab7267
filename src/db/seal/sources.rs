//! Where the key of a file comes from: an unlock that still holds, a secret that a file or a command gives, a passphrase that is
//! asked for.
//!
//! A secret is the first line of what the file holds or the command prints: the key itself as it is written down, else the passphrase of the
//! key file.

use std::fmt;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use age::secrecy::zeroize::Zeroizing;

use super::key_file::is_open_to_others;
use super::ring::Held;
use super::{Key, key_file, session, texts};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};

/// Asks a person for what is not shown while it is typed; nothing where there is nobody.
type Ask = Box<dyn Fn(&Text) -> Option<String> + Send + Sync>;

/// What a run knows of keys.
pub(crate) struct Sources {
    /// The database of the run: its key file opens its copies, too, wherever they lie.
    pub(crate) database: PathBuf,
    /// A file that holds a secret; `-` is standard input.
    pub(crate) file: Option<PathBuf>,
    /// A command that prints a secret.
    pub(crate) command: Option<String>,
    /// The folder that the system empties when the user leaves.
    pub(crate) session_folder: Option<PathBuf>,
    /// Seconds since 1970.
    pub(crate) now: u64,
    /// How a person is asked.
    pub(crate) ask: Ask,
    /// What is to be told of the files that were read.
    warnings: Mutex<Vec<Text>>,
}

impl fmt::Debug for Sources {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sources").field("database", &self.database).finish_non_exhaustive()
    }
}

/// A secret that was given.
pub(crate) enum Secret {
    /// The key itself.
    Key(Key),
    /// The passphrase of a key file.
    Passphrase(Zeroizing<String>),
}

/// Those of this run, told once.
static SOURCES: OnceLock<Sources> = OnceLock::new();

/// Tells where keys come from in this run.
pub(crate) fn tell(sources: Sources) {
    // A second run in the same process keeps those of the first.
    let _ = SOURCES.set(sources);
}

/// Those of this run. Fails where nobody told them, as in a test of the library.
pub(crate) fn get() -> Result<&'static Sources> {
    SOURCES.get().ok_or_else(|| Error::new(Kind::Database, say!(NobodyAsked)).hint(say!(KeyMissingHint)))
}

/// What is to be told of the files that were read, once.
pub(crate) fn take_warnings() -> Vec<Text> {
    let warnings = SOURCES.get().map(|sources| sources.warnings.lock().unwrap_or_else(PoisonError::into_inner));
    warnings.map(|mut warnings| std::mem::take(&mut *warnings)).unwrap_or_default()
}

impl Sources {
    /// Those of a run on a database.
    pub(crate) fn of(database: &Path, ask: Ask) -> Self {
        let database = database.to_owned();
        Self { database, file: None, command: None, session_folder: None, now: 0, ask, warnings: Mutex::default() }
    }

    /// The key of a file that was not opened yet. Fails with `Database` if it cannot be had.
    pub(super) fn find(&self, path: &Path) -> Result<Held> {
        let beside = key_file::of(path);
        let own = if beside.is_file() { beside } else { key_file::of(&self.database) };
        let file = own.is_file().then_some(own);
        if let Some(key) = session::kept(self, &self.database) {
            return Ok(Held { key, file });
        }
        self.prove(path, file)
    }

    /// The key by a secret that is given or typed now, whatever unlock holds.
    pub(crate) fn prove(&self, path: &Path, file: Option<PathBuf>) -> Result<Held> {
        let Some(file) = file else {
            return match self.secret()? {
                Some(Secret::Key(key)) => Ok(Held { key, file: None }),
                _ => Err(Error::new(Kind::Database, say!(KeyMissing { path: path.display().to_string() }))
                    .hint(say!(KeyMissingHint))),
            };
        };
        self.warn_if_open(&file);
        let passphrase = match self.secret()? {
            Some(Secret::Key(key)) => return Ok(Held { key, file: Some(file) }),
            Some(Secret::Passphrase(passphrase)) => passphrase,
            None => {
                let typed = (self.ask)(&say!(AskPassphrase { path: path.display().to_string() }));
                let nobody = || Error::new(Kind::Database, say!(NobodyAsked)).hint(say!(NobodyAskedHint));
                Zeroizing::new(typed.ok_or_else(nobody)?)
            }
        };
        Ok(Held { key: key_file::read(&file, &passphrase)?, file: Some(file) })
    }

    /// The secret that a file or a command gives, if one was named.
    pub(crate) fn secret(&self) -> Result<Option<Secret>> {
        let line = match (&self.file, &self.command) {
            (Some(file), _) if file.as_os_str() == "-" => first_line(std::io::stdin().lock()),
            (Some(file), _) => {
                self.warn_if_open(file);
                return line_of(file).map(of_line).map(Some);
            }
            (None, Some(command)) => printed_by(command),
            (None, None) => return Ok(None),
        };
        line.map(of_line).map(Some).ok_or_else(|| {
            let by = self.command.clone().unwrap_or_else(|| "-".to_owned());
            Error::new(Kind::Database, say!(SecretMissing { by })).hint(say!(KeyMissingHint))
        })
    }

    /// Warns of a file of keys that others may read.
    pub(super) fn warn_if_open(&self, file: &Path) {
        if is_open_to_others(file) {
            let warning = say!(KeyFileOpen { path: file.display().to_string() });
            let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
}

fn of_line(line: Zeroizing<String>) -> Secret {
    Key::read(&line).map_or(Secret::Passphrase(line), Secret::Key)
}

/// The first line of a file that holds a secret.
pub(crate) fn line_of(file: &Path) -> Result<Zeroizing<String>> {
    let opened = std::fs::File::open(file).map_err(|error| Error::io(file, &error))?;
    let empty = || Error::new(Kind::Database, say!(SecretMissing { by: file.display().to_string() }));
    first_line(BufReader::new(opened)).ok_or_else(empty)
}

fn first_line(mut from: impl std::io::BufRead) -> Option<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    from.read_line(&mut line).ok()?;
    let line = Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned());
    Some(line).filter(|line| !line.is_empty())
}

/// The first line that a command prints, if it ends well. It may ask at the terminal itself.
fn printed_by(command: &str) -> Option<Zeroizing<String>> {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let ran = Command::new(shell).arg(option).arg(command).stderr(Stdio::inherit()).stdin(Stdio::inherit()).output();
    let ran = ran.ok().filter(|ran| ran.status.success())?;
    first_line(BufReader::new(Zeroizing::new(ran.stdout).as_slice()))
}
