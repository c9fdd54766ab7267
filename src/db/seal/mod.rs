//! Sealed files: every page encrypted by SQLCipher, under the Cargo feature `sealed`.
//!
//! * **One key a file.** A random key of 256 bits opens it, so that a command derives none. It is kept in `NAME.key` beside the
//!   database, in the format of `age`, encrypted by a passphrase: a new passphrase makes a new key file and leaves the database as it is.
//! * **One place.** [`unlock`] finds the key of a file when it is first looked at, and keeps it for the run; [`give_key`] hands it to each
//!   connection that the three functions of `db/mod.rs` open. Nobody else knows of it.
//! * **What is derived is sealed, too.** A copy is made like what it is a copy of, see [`make_like`].
//! * **What travels** is sealed to recipients instead, who have keys of their own: see `recipients`, and `travel` for copies of the database.
//!
//! A build without the feature has the same functions, which do nothing but name a sealed file as what it is.

#[cfg(feature = "sealed")]
pub(crate) mod convert;
#[cfg(feature = "sealed")]
mod key;
#[cfg(feature = "sealed")]
pub(crate) mod key_file;
#[cfg(not(feature = "sealed"))]
mod plain;
#[cfg(feature = "sealed")]
pub(crate) mod recipients;
#[cfg(feature = "sealed")]
mod ring;
#[cfg(feature = "sealed")]
pub(crate) mod session;
#[cfg(feature = "sealed")]
pub(crate) mod sources;
pub(crate) mod texts;
#[cfg(feature = "sealed")]
pub(crate) mod travel;

#[cfg(feature = "sealed")]
pub(crate) use key::Key;
#[cfg(not(feature = "sealed"))]
pub(crate) use plain::{
    Held, begin_as, give_key, hand_on, is_sealed, make_like, of_damaged, pages, refuse_unlike, to_recipients, unlock,
    words_for,
};
#[cfg(feature = "sealed")]
pub(crate) use ring::{
    Held, begin, begin_as, give_key, hand_on, is_sealed, make_like, of_damaged, opens, pages, refuse_unlike,
    to_recipients, unlock, words_for,
};
