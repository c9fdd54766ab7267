//! Where output goes: standard output, or a file that appears whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;

/// An open place to write to. What was not finished is not written: of a command that fails, no more reaches the reader
/// than had to make room for the next rows.
pub struct Target {
    to: To,
    terminal: bool,
}

enum To {
    Standard(Standard),
    File { writer: BufWriter<NamedTempFile>, path: PathBuf },
}

/// Standard output. Dropped whole, a writer would write what it still holds.
struct Standard(Option<BufWriter<Box<dyn Write>>>);

impl Standard {
    fn writer(&mut self) -> &mut BufWriter<Box<dyn Write>> {
        self.0.as_mut().expect("it is there until it is dropped")
    }
}

impl Drop for Standard {
    fn drop(&mut self) {
        drop(self.0.take().map(BufWriter::into_parts));
    }
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Target").field("terminal", &self.terminal).finish_non_exhaustive()
    }
}

impl Target {
    /// Standard output; `terminal` says whether a person looks at it.
    pub fn standard(out: Box<dyn Write>, terminal: bool) -> Self {
        Self { to: To::Standard(Standard(Some(BufWriter::new(out)))), terminal }
    }

    /// A file: written beside its place first, so that a failure leaves what was there.
    pub fn file(path: &Path) -> Result<Self> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let writer = BufWriter::new(NamedTempFile::new_in(folder).at(path)?);
        Ok(Self { to: To::File { writer, path: path.to_owned() }, terminal: false })
    }

    /// Whether a person looks at it.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        matches!(self.to, To::File { .. })
    }

    /// Writes bytes. A reader who left (`| head`) ends the program quietly.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.to {
            To::Standard(standard) => standard.writer().write_all(bytes),
            To::File { writer, .. } => writer.write_all(bytes),
        };
        written.map_err(|error| self.failed(&error))
    }

    /// Ends the writing and puts a file in its place.
    pub fn finish(mut self) -> Result<()> {
        let flushed = match &mut self.to {
            To::Standard(standard) => standard.writer().flush(),
            To::File { writer, .. } => writer.flush().and_then(|()| writer.get_ref().as_file().sync_all()),
        };
        flushed.map_err(|error| self.failed(&error))?;
        if let To::File { writer, path } = self.to {
            let file = writer.into_inner().map_err(io::IntoInnerError::into_error).at(&path)?;
            make_readable(file.path()).at(&path)?;
            file.persist(&path).map_err(|error| error.error).at(&path)?;
        }
        Ok(())
    }

    fn failed(&self, error: &io::Error) -> Error {
        match &self.to {
            To::Standard(_) if error.kind() == io::ErrorKind::BrokenPipe => {
                Error::new(Kind::ReaderLeft, say!(ReaderLeft))
            }
            To::Standard(_) => Error::new(Kind::Io, say!(OutputFailed { reason: error.to_string() })),
            To::File { path, .. } => Error::io(path, error),
        }
    }
}

/// A temporary file is made for its owner alone; what is put in place is as open as any new file.
#[cfg(unix)]
fn make_readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> io::Result<()> {
    Ok(())
}
