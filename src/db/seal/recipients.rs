//! What is sealed to recipients, in the format of `age`: whoever has a private key that belongs to one of the public ones reads it, and
//! nobody else. For what travels: copies of the database, and whatever else is written as a stream.

use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use age::armor::ArmoredReader;
use age::secrecy::ExposeSecret as _;
use age::secrecy::zeroize::Zeroizing;
use age::stream::StreamReader;
use age::{DecryptError, Decryptor, Encryptor, x25519};
use sha2::{Digest as _, Sha256};

use super::{key_file, sources, texts};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;

/// How a private key begins.
const SECRET: &str = "AGE-SECRET-KEY-";

/// The most that is read of a file of keys, in bytes.
const MOST: u64 = 1 << 20;

/// Those who are to read something.
#[derive(Debug)]
pub(crate) struct Recipients(Vec<x25519::Recipient>);

/// The private keys of one who reads something.
pub(crate) struct Identities {
    keys: Vec<x25519::Identity>,
    file: PathBuf,
}

/// What is read of a file that was sealed to recipients. It can be believed as far as it was read.
pub(crate) struct Opened {
    from: StreamReader<ArmoredReader<BufReader<std::fs::File>>>,
    path: PathBuf,
    failed: Option<Error>,
}

impl Recipients {
    /// Those that somebody named: each a public key (`age1…`), or a file with a public key a line; lines that begin with `#` are remarks.
    ///
    /// Fails with `Usage` for what is neither, for a private key, and if there is none.
    pub(crate) fn read(named: &[PathBuf]) -> Result<Self> {
        let mut all = Vec::new();
        for named in named {
            let typed = named.to_str().unwrap_or_default().trim();
            if begins_as_secret(typed) {
                return Err(secret("-"));
            }
            match public(typed) {
                Some(key) => all.push(key),
                None if named.exists() => all.extend(of_file(named)?),
                None => {
                    let unread = Error::usage(say!(RecipientUnread { typed: named.display().to_string() }));
                    return Err(unread.hint(say!(RecipientUnreadHint)));
                }
            }
        }
        Ok(Self(all))
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Writes a file that they alone read, whole or not at all; `fill` writes what is in it. What lies on the disk then is read again.
    ///
    /// Refuses a file that is there.
    pub(crate) fn seal(&self, file: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A temporary file is its owner's alone.
        let mut part = tempfile::Builder::new().prefix(".sealed").tempfile_in(folder).at(folder)?;
        let by = Encryptor::with_recipients(self.0.iter().map(|key| key as &dyn age::Recipient));
        let by = by.map_err(|error| Error::io(file, &io::Error::other(error)))?;
        let summed = Summed { to: part.as_file_mut(), sum: Sha256::new() };
        let mut to = by.wrap_output(summed).at(file)?;
        fill(&mut to)?;
        let written = to.finish().at(file)?.sum.finalize();
        part.as_file().sync_all().at(file)?;
        part.rewind().at(file)?;
        let mut kept = Sha256::new();
        io::copy(part.as_file_mut(), &mut kept).at(file)?;
        if kept.finalize() != written {
            return Err(Error::new(Kind::Io, say!(WrittenOtherwise { path: file.display().to_string() })));
        }
        key_file::put_new(part, file)
    }
}

/// The public keys of a file.
fn of_file(file: &Path) -> Result<Vec<x25519::Recipient>> {
    let text = text_of(file)?;
    let (path, mut all) = (file.display().to_string(), Vec::new());
    for (at, line) in lines(&text) {
        if begins_as_secret(line) {
            return Err(secret(&path));
        }
        let unread = || Error::usage(say!(RecipientLine { path: &path, line: at })).hint(say!(RecipientUnreadHint));
        all.push(public(line).ok_or_else(unread)?);
    }
    let none = || Error::usage(say!(NoRecipients { path: &path })).hint(say!(RecipientUnreadHint));
    if all.is_empty() { Err(none()) } else { Ok(all) }
}

fn text_of(file: &Path) -> Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    let read = std::fs::File::open(file).and_then(|from| from.take(MOST).read_to_string(&mut text));
    match read {
        // No text at all, so that no line of it is a key.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Zeroizing::new("?".to_owned())),
        read => read.at(file).map(|_| text),
    }
}

/// The lines that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim().trim_start_matches('\u{feff}')));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn begins_as_secret(typed: &str) -> bool {
    typed.get(..SECRET.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(SECRET))
}

/// Refuses a private key in place of a public one; it is not told again.
fn secret(place: &str) -> Error {
    Error::usage(say!(RecipientIsSecret { place })).hint(say!(RecipientIsSecretHint))
}

/// A public key. One of the few by which nothing is sealed is none: whatever is agreed on with it is known to all.
fn public(typed: &str) -> Option<x25519::Recipient> {
    let key = typed.parse().ok()?;
    let (_, bytes) = bech32::decode(typed).ok()?;
    let agreed = x25519_dalek::x25519([1; 32], bytes.try_into().ok()?);
    (agreed != [0; 32]).then_some(key)
}

impl Identities {
    /// The private keys of a file, a line each; lines that begin with `#` are remarks. Whoever else may read it is warned of.
    ///
    /// Fails with `Database` for a file that holds anything else.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = text_of(file)?;
        if let Ok(sources) = sources::get() {
            sources.warn_if_open(file);
        }
        let (path, mut keys) = (file.display().to_string(), Vec::new());
        for (at, line) in lines(&text) {
            let unread = || Error::new(Kind::Database, say!(IdentityLine { path: &path, line: at }));
            keys.push(line.parse().map_err(|_| unread().hint(say!(IdentityHint)))?);
        }
        if keys.is_empty() {
            return Err(Error::new(Kind::Database, say!(NoIdentity { path })).hint(say!(IdentityHint)));
        }
        Ok(Self { keys, file: file.to_owned() })
    }

    /// Opens a file that was sealed to one of them, be it written as bytes or as text.
    ///
    /// Fails with `Database` if it was not, or was altered; which of both nobody is told.
    pub(crate) fn open(&self, file: &Path) -> Result<Opened> {
        let from = ArmoredReader::new(std::fs::File::open(file).at(file)?);
        let keys = self.keys.iter().map(|key| key as &dyn age::Identity);
        match Decryptor::new_buffered(from).and_then(|sealed| sealed.decrypt(keys)) {
            Ok(from) => Ok(Opened { from, path: file.to_owned(), failed: None }),
            Err(DecryptError::Io(error)) => Err(broken(file, &error)),
            Err(DecryptError::InvalidHeader | DecryptError::UnknownFormat) => Err(altered(file)),
            Err(_) => {
                let (path, identity) = (file.display().to_string(), self.file.display().to_string());
                Err(Error::new(Kind::Database, say!(NotSealedToThem { path, identity })))
            }
        }
    }
}

impl Opened {
    /// How many bytes there are to be read; it is read from its beginning then.
    pub(crate) fn size(&mut self) -> Result<u64> {
        let size = self.from.seek(SeekFrom::End(0)).and_then(|size| self.from.rewind().map(|()| size));
        size.map_err(|error| broken(&self.path, &error))
    }

    /// Why it could not be read to its end, where somebody else tells only that it could not.
    pub(crate) fn failure(&mut self) -> Option<Error> {
        self.failed.take()
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.from.read(buffer).inspect_err(|error| self.failed = Some(broken(&self.path, error)))
    }
}

/// What failed while a sealed file was read: the file, or the disk.
fn broken(file: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => altered(file),
        _ => Error::io(file, error),
    }
}

fn altered(file: &Path) -> Error {
    let altered = say!(SealedToAltered { path: file.display().to_string() });
    Error::new(Kind::Database, altered).hint(say!(SealedToAlteredHint))
}

/// Makes a pair of keys: writes the private one to a file, its owner's alone, and gives back the public one.
///
/// Refuses a file that is there.
pub(crate) fn make_pair(file: &Path) -> Result<String> {
    let key = x25519::Identity::generate();
    let public = key.to_public().to_string();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new().prefix(".key").tempfile_in(folder).at(folder)?;
    let content = Zeroizing::new(format!("# public key: {public}\n{}\n", key.to_string().expose_secret()));
    part.write_all(content.as_bytes()).and_then(|()| part.as_file().sync_all()).at(file)?;
    key_file::put_new(part, file)?;
    Ok(public)
}

/// What is written, and its sum.
struct Summed<W> {
    to: W,
    sum: Sha256,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_by_each_recipient_and_was_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let keys = ["a", "b"].map(|name| PathBuf::from(make_pair(&file(name)).unwrap()));
        let to = Recipients::read(&keys).unwrap();
        assert_eq!(to.count(), 2);
        let text = "一行字。".repeat(50_000);
        to.seal(&file("sealed"), |to| to.write_all(text.as_bytes()).at("sealed")).unwrap();
        for name in ["a", "b"] {
            let mut opened = Identities::read(&file(name)).unwrap().open(&file("sealed")).unwrap();
            assert_eq!(opened.size().unwrap(), 600_000);
            let mut read = String::new();
            opened.read_to_string(&mut read).unwrap();
            assert!(read == text);
        }
        // Of one that fails nothing is left, and one that is there stays.
        let failed = to.seal(&file("failed"), |_| Err(Error::refused(say!(NoChance))));
        assert_eq!(failed.unwrap_err().kind(), Kind::Refused);
        assert_eq!(to.seal(&file("a"), |_| Ok(())).unwrap_err().kind(), Kind::Io);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        assert_eq!(make_pair(&file("a")).unwrap_err().kind(), Kind::Io);
    }

    #[test]
    fn keys_by_which_nothing_is_agreed_on_are_none() {
        // The points of small order (RFC 7748, section 6.1: what is agreed on is zero), the least first.
        let last = [0xff; 30];
        let points = [[0; 32], {
            let mut one = [0; 32];
            one[0] = 1;
            one
        }]
        .into_iter()
        .chain([0xec, 0xed, 0xee].map(|first| {
            let mut point = [0; 32];
            point[0] = first;
            point[1..31].copy_from_slice(&last);
            point[31] = 0x7f;
            point
        }));
        for point in points {
            let typed = bech32::encode::<bech32::Bech32>(bech32::Hrp::parse("age").unwrap(), &point).unwrap();
            assert!(typed.parse::<x25519::Recipient>().is_ok() && public(&typed).is_none(), "{typed}");
        }
        assert!(public(&x25519::Identity::generate().to_public().to_string()).is_some());
    }
}
