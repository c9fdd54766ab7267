//! Where output goes: standard output, or a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::place::{self, Place};
use crate::error::{AtPath as _, Error, Kind, Result, reason};
use crate::i18n::say;
use crate::output::texts;
use crate::waiting;

/// An open place to write to. What was not finished is not written: of a command that fails, no more reaches the reader
/// than had to make room for the next rows.
pub struct Target {
    to: To,
    terminal: bool,
}

enum To {
    Standard(Standard),
    /// A plain file, in its place at the end.
    File {
        writer: BufWriter<File>,
        place: Place,
    },
    /// A pipe or a device: written through.
    Stream {
        writer: BufWriter<File>,
        path: PathBuf,
    },
}

/// Standard output. Dropped whole, a writer would write what it still holds.
struct Standard(Option<BufWriter<Box<dyn Write + Send>>>);

impl Standard {
    fn writer(&mut self) -> &mut BufWriter<Box<dyn Write + Send>> {
        self.0.as_mut().expect("it is there until it is dropped")
    }
}

impl Drop for Standard {
    fn drop(&mut self) {
        drop(self.0.take().map(BufWriter::into_parts));
    }
}

/// Whether a path names what the program was started with open (`/dev/stdout`).
pub(crate) fn is_open_already(path: &Path) -> bool {
    place::descriptor(path).is_some()
}

/// Whether two paths lead to the same file, by whatever name or link.
pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || place_of(a).is_some_and(|a| place_of(b).is_some_and(|b| a == b)) || is_one_inode(a, b)
}

/// Where a path leads, be there a file already or not.
fn place_of(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let folder = path.parent().filter(|folder| *folder != "").unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    })
}

#[cfg(unix)]
fn is_one_inode(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |path: &Path| path.metadata().ok().map(|data| (data.dev(), data.ino()));
    identity(a).is_some_and(|a| Some(a) == identity(b))
}

#[cfg(not(unix))]
fn is_one_inode(_: &Path, _: &Path) -> bool {
    false
}

/// Puts files that belong together in their places. If one of them cannot be put there, the error tells how many were.
pub(crate) fn finish_all(files: Vec<Target>) -> Result<()> {
    let count = files.len();
    for (done, file) in files.into_iter().enumerate() {
        file.finish().map_err(|error| if done > 0 { error.hint(say!(FilesBroken { done, count })) } else { error })?;
    }
    Ok(())
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Target").field("terminal", &self.terminal).finish_non_exhaustive()
    }
}

impl Target {
    /// Standard output; `terminal` says whether a person looks at it.
    pub fn standard(out: Box<dyn Write + Send>, terminal: bool) -> Self {
        Self { to: To::Standard(Standard(Some(BufWriter::new(out)))), terminal }
    }

    /// A file: written out of sight first, so that a failure leaves what was there. A link is followed and stays; a pipe, a
    /// device and what is open already (`/dev/stdout`) are written through. Refuses a folder, and a database of SQLite,
    /// whoever's it is.
    pub fn file(path: &Path) -> Result<Self> {
        if let Some(file) = place::opened(path)? {
            let to = To::Stream { writer: BufWriter::new(file), path: path.to_owned() };
            return Ok(Self { to, terminal: false });
        }
        let place = Place::of(path)?;
        let to = match place.stream()? {
            Some(file) => To::Stream { writer: BufWriter::new(file), path: path.to_owned() },
            None => {
                let (file, place) = place.begin()?;
                To::File { writer: BufWriter::new(file), place }
            }
        };
        Ok(Self { to, terminal: false })
    }

    /// Whether a person looks at it.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        !matches!(self.to, To::Standard(_))
    }

    /// Writes bytes. A reader who left (`| head`) ends the program quietly.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        waiting::clear();
        let written = match &mut self.to {
            To::Standard(standard) => standard.writer().write_all(bytes),
            To::File { writer, .. } | To::Stream { writer, .. } => writer.write_all(bytes),
        };
        written.map_err(|error| self.failed(&error))
    }

    /// Sees to it that all that was written is there; nothing is left to do but to put a file in its place.
    pub fn settle(&mut self) -> Result<()> {
        waiting::clear();
        let flushed = match &mut self.to {
            To::Standard(standard) => standard.writer().flush(),
            To::File { writer, .. } => writer.flush().and_then(|()| writer.get_ref().sync_all()),
            To::Stream { writer, .. } => writer.flush(),
        };
        flushed.map_err(|error| self.failed(&error))
    }

    /// The SHA-256 of what was written to a file, in hexadecimal digits; none of what is no plain file.
    pub(crate) fn sha256(&mut self) -> Result<Option<String>> {
        self.settle()?;
        let To::File { writer, place } = &mut self.to else { return Ok(None) };
        let file = writer.get_mut();
        let mut hasher = Sha256::new();
        let read = file.rewind().and_then(|()| io::copy(file, &mut hasher));
        read.at(place.path())?;
        Ok(Some(format!("{:x}", hasher.finalize())))
    }

    /// Ends the writing and puts a file in its place.
    pub fn finish(mut self) -> Result<()> {
        self.settle()?;
        match self.to {
            To::File { writer, place } => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error).at(place.path())?;
                place.put(&file)
            }
            _ => Ok(()),
        }
    }

    fn failed(&self, error: &io::Error) -> Error {
        let is_reader_gone = error.kind() == io::ErrorKind::BrokenPipe;
        match &self.to {
            To::Standard(_) | To::Stream { .. } if is_reader_gone => Error::new(Kind::ReaderLeft, say!(ReaderLeft)),
            To::Standard(_) => Error::new(Kind::Io, say!(OutputFailed { reason: reason(error) })),
            To::File { place, .. } => Error::io(place.path(), error),
            To::Stream { path, .. } => Error::io(path, error),
        }
    }
}
