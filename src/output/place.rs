//! The place of a file that is written: what stands there, and how it is replaced whole or not at all.
//!
//! The new file has no name until it is whole, where the platform can do that: a program that is killed leaves nothing
//! behind. Elsewhere it has a name of its own beside the place, which goes with the program unless that is killed.

use std::fs::{File, Metadata, OpenOptions};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::error::{AtPath as _, Doing as _, Error, Kind, Result};
use crate::i18n::say;
use crate::output::texts;
use crate::sqlite;

/// How many links lead to a file at most.
const LINKS: usize = 40;

/// Where a file is to stand.
#[derive(Debug)]
pub(super) struct Place {
    /// Where links lead.
    path: PathBuf,
    /// What stands there.
    before: Option<Metadata>,
    /// The name of what is written meanwhile, if it has one.
    name: Option<TempPath>,
}

impl Place {
    /// Follows links to the place. Refuses a folder, a database, and what would be taken for a part of one.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let path = followed(path)?;
        let before = match std::fs::metadata(&path) {
            Ok(data) => Some(data),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::io(&path, &error)),
        };
        let shown = || path.display().to_string();
        if before.as_ref().is_some_and(Metadata::is_dir) {
            return Err(Error::new(Kind::Io, say!(FolderThere { path: shown() })));
        }
        if before.as_ref().is_some_and(Metadata::is_file) && sqlite::is_database(&path) {
            return Err(Error::new(Kind::Io, say!(WouldOverwriteSqlite { path: shown() })));
        }
        refuse_beside_database(&path)?;
        Ok(Self { path, before, name: None })
    }

    /// The path that links lead to.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A pipe or device, open to be written through: it is never replaced by a file.
    pub(super) fn stream(&self) -> Result<Option<File>> {
        match &self.before {
            Some(data) if !data.is_file() => Ok(Some(OpenOptions::new().write(true).open(&self.path).at(&self.path)?)),
            _ => Ok(None),
        }
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    /// A new file to write to, out of sight.
    pub(super) fn begin(mut self) -> Result<(File, Self)> {
        if let Some(file) = nameless(self.folder()) {
            return Ok((file, self));
        }
        let made = tempfile::NamedTempFile::new_in(self.folder())
            .doing(|| say!(MakingFile { folder: self.folder().display().to_string() }))
            .doing(|| say!(WritingFile { path: self.path.display().to_string() }))?;
        let (file, name) = made.into_parts();
        self.name = Some(name);
        Ok((file, self))
    }

    /// Puts the file in the place. What stood there keeps its mode and owner; a new file is its owner's alone.
    pub(super) fn put(mut self, file: &File) -> Result<()> {
        let dressed = dress(file, self.before.as_ref());
        let put = dressed.and_then(|()| match self.name.take() {
            Some(name) => name.persist(&self.path).map_err(|error| error.error),
            None => link(file, &self.path),
        });
        let put = put.doing(|| say!(PuttingInPlace));
        Ok(put.doing(|| say!(WritingFile { path: self.path.display().to_string() }))?)
    }
}

/// What the program was started with open under a name (`/dev/stdout`, `/dev/fd/3`, `/proc/self/fd/3`), to be written through
/// as it was opened, be a log file behind it: what stands there stays.
pub(super) fn opened(path: &Path) -> Result<Option<File>> {
    match descriptor(path) {
        Some(1) => Ok(Some(duplicate(&std::io::stdout()).at(path)?)),
        Some(2) => Ok(Some(duplicate(&std::io::stderr()).at(path)?)),
        Some(_) => Ok(Some(OpenOptions::new().append(true).open(path).at(path)?)),
        None => Ok(None),
    }
}

/// Which of the program's own descriptors a path names.
pub(super) fn descriptor(path: &Path) -> Option<u32> {
    let own = Path::new("/proc/self/fd").canonicalize().ok()?;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let folder = path.parent()?;
        if folder.canonicalize().ok()? == own {
            return path.file_name()?.to_str()?.parse().ok();
        }
        path = folder.join(std::fs::read_link(&path).ok()?);
    }
    None
}

#[cfg(unix)]
fn duplicate(open: &impl std::os::fd::AsFd) -> std::io::Result<File> {
    open.as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(not(unix))]
fn duplicate<T>(_: &T) -> std::io::Result<File> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Where a path leads when its links are followed, be there nothing at their end.
fn followed(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match std::fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(Error::new(Kind::Io, say!(LinkToItself { path: path.display().to_string() })))
}

/// Refuses a name that SQLite keeps for a file of its own beside a database: it would take what stands there for the way
/// back to what it was, and remove it.
pub(crate) fn refuse_beside_database(path: &Path) -> Result<()> {
    match sqlite::whose_part(path) {
        Some(database) => {
            let (path, database) = (path.display().to_string(), database.display().to_string());
            Err(Error::new(Kind::Io, say!(WouldLieBesideDatabase { path, database })))
        }
        None => Ok(()),
    }
}

/// Lets as many files be open at once as the system allows the user: a file that has no name yet has to stay open.
#[cfg(unix)]
pub(crate) fn open_many() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where that is refused, opening one too many tells so.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}

#[cfg(not(unix))]
pub(crate) fn open_many() {}

#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> Option<File> {
    None
}

/// Gives a file its name. What stands there is replaced at once, so it has another name for a moment.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> std::io::Result<()> {
    use std::os::fd::AsRawFd as _;

    use rustix::fs::{AtFlags, CWD};
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link_as = |name: &Path| rustix::fs::linkat(CWD, &open, CWD, name, AtFlags::SYMLINK_FOLLOW);
    match link_as(path) {
        Ok(()) => return Ok(()),
        Err(rustix::io::Errno::EXIST) => {}
        Err(error) => return Err(error.into()),
    }
    let beside = path.with_file_name(format!(".dangwu-{}", std::process::id()));
    let _ = std::fs::remove_file(&beside); // left by a program of this number that was killed in this very moment
    link_as(&beside)?;
    std::fs::rename(&beside, path).inspect_err(|_| drop(std::fs::remove_file(&beside)))
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn dress(file: &File, before: Option<&Metadata>) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let Some(before) = before else {
        return file.set_permissions(std::fs::Permissions::from_mode(0o600));
    };
    // Only the superuser may give a file away; anybody else is its owner anyway.
    let _ = std::os::unix::fs::fchown(file, Some(before.uid()), Some(before.gid()));
    file.set_permissions(before.permissions())
}

#[cfg(not(unix))]
fn dress(_: &File, _: Option<&Metadata>) -> std::io::Result<()> {
    Ok(())
}
