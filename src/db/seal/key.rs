//! The key of a sealed file, and how it is written down: 56 letters and digits that are hard to misread, with a check.

use std::fmt;

use age::secrecy::zeroize::Zeroizing;
use sha2::{Digest as _, Sha256};

use super::texts;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;

/// How many bytes the key has, and how many of its digest are written after it as a check.
const LENGTH: usize = 32;
const CHECK: usize = 3;

/// The letters of Crockford's base 32: no I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters are written together.
const GROUP: usize = 4;

/// A key. It is wiped when it is let go of, and never shown by accident.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key(Zeroizing<[u8; LENGTH]>);

impl Key {
    /// A new one, of the system's chance. Fails where the system has none.
    pub(crate) fn random() -> Result<Self> {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| Error::new(Kind::Io, say!(NoChance)))?;
        Ok(Self(bytes))
    }

    /// The key as it is written down, in groups.
    pub(crate) fn words(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.0.to_vec());
        bytes.extend(check(self.0.as_slice()));
        let mut words = Zeroizing::new(String::with_capacity(2 * bytes.len()));
        for bit in (0..bytes.len() * 8).step_by(5) {
            if bit > 0 && (bit / 5).is_multiple_of(GROUP) {
                words.push('-');
            }
            let value = (bit..bit + 5).fold(0, |value, bit| value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1));
            words.push(char::from(LETTERS[usize::from(value)]));
        }
        words
    }

    /// The key that somebody wrote down; nothing of what is none, or was misread.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; LENGTH + CHECK]);
        let mut bit = 0;
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let value = value_of(letter)?;
            for place in (0..5).rev() {
                *bytes.get_mut(bit / 8)? |= (value >> place & 1) << (7 - bit % 8);
                bit += 1;
            }
        }
        let (key, told) = bytes.split_at(LENGTH);
        let is_whole = bit == bytes.len() * 8 && told == check(key);
        is_whole.then(|| key.try_into().map(Zeroizing::new).map(Self).ok())?
    }

    /// The key itself.
    pub(super) fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The key as SQLCipher takes it as it is, without deriving one from it.
    pub(super) fn raw(&self) -> Zeroizing<String> {
        let hex: Zeroizing<String> = Zeroizing::new(self.0.iter().map(|byte| format!("{byte:02x}")).collect());
        Zeroizing::new(format!("x'{}'", *hex))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(…)")
    }
}

fn check(key: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::digest(key);
    [digest[0], digest[1], digest[2]]
}

/// The number that a letter stands for, as people read it: O is 0, I and L are 1.
fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).and_then(|place| u8::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_a_slip_is_noticed() {
        let key = Key(Zeroizing::new([0; LENGTH]));
        let words = key.words();
        // 51 letters are of zeros alone; SHA-256 of 32 zero bytes begins 66 68 7a: 0 0110 | 01100 11010 00011 11010.
        assert_eq!(&words[..9], "0000-0000");
        assert_eq!((words.len(), words.matches('-').count()), (69, 13));
        assert_eq!(&words[words.len() - 4..], "CT3T");
        assert_eq!(Key::read(&words), Some(key));
        let slip = words.replacen('0', "1", 1);
        assert_eq!(Key::read(&slip), None);
        assert_eq!(Key::read(&words[..60]), None);
        let key = Key::random().unwrap();
        let typed = key.words().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(Key::read(&typed).as_ref(), Some(&key));
        assert_eq!(format!("{key:?}"), "Key(…)");
    }
}
