//! The pages of a sealed database, opened one by one past SQLCipher: each stands alone, so that what is damaged of a file costs no more
//! than its own pages. After the format's own description (<https://www.zetetic.net/sqlcipher/design/>): AES-256 in CBC mode by the raw key; at the end
//! of a page 80 bytes with its initial vector and an HMAC-SHA512 over both and the number of the page; in place of the first 16 bytes
//! of the file a salt, from which and the key that of the HMAC is derived.

use std::fmt;

use age::secrecy::zeroize::Zeroizing;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockDecryptMut as _, KeyIvInit as _};
use hmac::{Hmac, Mac as _};
use sha2::Sha512;

use super::SIGN;

/// The bytes at the end of a page that are not its content: the initial vector, and the sum.
pub(crate) const RESERVED: usize = VECTOR + SUM;
const VECTOR: usize = 16;
const SUM: usize = 64;

/// The bytes at the beginning of the file that are not encrypted.
pub(crate) const SALT: usize = 16;

/// How the salt of the sum differs from that of the file, and how often it is gone through.
const MASK: u8 = 0x3a;
const ROUNDS: u32 = 2;

/// What opens pages.
pub(crate) struct Cipher {
    key: Zeroizing<[u8; 32]>,
    /// What proves them; nothing where the salt is lost.
    proves: Option<Zeroizing<[u8; 32]>>,
}

impl fmt::Debug for Cipher {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Cipher(…)")
    }
}

impl Cipher {
    /// That of a file with this salt. A page that was altered is not opened.
    pub(crate) fn new(key: &[u8; 32], salt: [u8; SALT]) -> Self {
        let mut proves = Zeroizing::new([0; 32]);
        let derived = pbkdf2::pbkdf2::<Hmac<Sha512>>(key, &salt.map(|byte| byte ^ MASK), ROUNDS, &mut *proves);
        Self { key: Zeroizing::new(*key), proves: derived.is_ok().then_some(proves) }
    }

    /// That of a file whose salt is lost: every page is opened, and none proved.
    pub(crate) fn unproved(key: &[u8; 32]) -> Self {
        Self { key: Zeroizing::new(*key), proves: None }
    }

    /// Opens a page in its place: what is not its content is zero then, and the first begins as one of a plain file. Tells whether it is as it
    /// was written; of one that is not nothing is to be used.
    pub(crate) fn open(&self, number: u32, page: &mut [u8]) -> bool {
        let first = if number == 1 { SALT } else { 0 };
        let Some(end) = page.len().checked_sub(RESERVED).filter(|end| *end > first) else { return false };
        if let Some(key) = &self.proves {
            let Ok(mut sum) = Hmac::<Sha512>::new_from_slice(key.as_slice()) else { return false };
            sum.update(&page[first..end + VECTOR]);
            sum.update(&number.to_le_bytes());
            if sum.verify_slice(&page[end + VECTOR..]).is_err() {
                return false;
            }
        }
        let (content, vector) = page.split_at_mut(end);
        let Ok(by) = cbc::Decryptor::<aes::Aes256>::new_from_slices(self.key.as_slice(), &vector[..VECTOR]) else {
            return false;
        };
        if by.decrypt_padded_mut::<NoPadding>(&mut content[first..]).is_err() {
            return false;
        }
        content[..first].copy_from_slice(&SIGN[..first]);
        vector.fill(0);
        true
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    const KEY: [u8; 32] = *b"0123456789abcdef0123456789abcdef";
    const PAGE: usize = 4096;

    /// A sealed file of SQLCipher's own making, with 300 rows.
    fn sealed(folder: &std::path::Path) -> Vec<u8> {
        let path = folder.join("a.db");
        let conn = Connection::open(&path).unwrap();
        let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        conn.execute_batch(&format!(
            "PRAGMA key = \"x'{hex}'\"; PRAGMA cipher_page_size = {PAGE};
             CREATE TABLE t (a TEXT);
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
             INSERT INTO t SELECT printf('%.*c', 100, 'x') FROM n"
        ))
        .unwrap();
        drop(conn);
        std::fs::read(path).unwrap()
    }

    #[test]
    fn the_pages_of_sqlcipher_make_a_plain_file_of_sqlite() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = sealed(folder.path());
        let cipher = Cipher::new(&KEY, bytes[..SALT].try_into().unwrap());
        let mut number = 0;
        for page in bytes.chunks_mut(PAGE) {
            number += 1;
            assert!(cipher.open(number, page), "{number}");
        }
        assert!(number > 8, "{number}");
        let plain = folder.path().join("b.db");
        std::fs::write(&plain, bytes).unwrap();
        let conn = Connection::open(plain).unwrap();
        let told =
            "SELECT count(*) || (SELECT integrity_check FROM pragma_integrity_check) FROM t WHERE length(a) = 100";
        assert_eq!(conn.query_row(told, [], |row| row.get::<_, String>(0)).unwrap(), "300ok");
    }

    #[test]
    fn a_page_that_was_altered_or_stands_elsewhere_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = sealed(folder.path());
        let cipher = Cipher::new(&KEY, bytes[..SALT].try_into().unwrap());
        let page = |at: usize| bytes[at * PAGE..(at + 1) * PAGE].to_vec();
        for at in [0, 100, PAGE - RESERVED, PAGE - 1] {
            let mut altered = page(2);
            altered[at] ^= 1;
            assert!(!cipher.open(3, &mut altered), "{at}");
        }
        assert!(!cipher.open(4, &mut page(2)));
        assert!(!Cipher::new(&[0; 32], bytes[..SALT].try_into().unwrap()).open(3, &mut page(2)));
        assert!(!cipher.open(1, &mut [0; 60]));
        // Without the salt it can be opened, and that is all.
        let (mut proved, mut unproved) = (page(2), page(2));
        assert!(cipher.open(3, &mut proved) && Cipher::unproved(&KEY).open(3, &mut unproved));
        assert_eq!(proved, unproved);
    }
}
