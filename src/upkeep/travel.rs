//! `db backup FILE --seal-to`, `db keygen`, and what of a copy that was sealed to somebody is verified and gone back to: what such a copy is
//! stands in [`crate::db::seal::travel`].

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempPath;

use super::backup::refuse_taken;
use super::restore::refuse_damaged;
use super::verify::look_over;
use crate::ctx::Ctx;
use crate::db::seal::recipients::{self, Recipients};
use crate::db::seal::{texts, travel};
use crate::error::{Error, Result};
use crate::i18n::say;

/// `db backup FILE --seal-to KEY`
pub(super) fn backup(ctx: &Ctx, file: Option<&Path>, to: &[PathBuf]) -> Result<()> {
    let file = file.ok_or_else(|| Error::usage(say!(SealToWhere)).hint(say!(SealToWhereHint)))?;
    let to = Recipients::read(to).map_err(|error| error.of_option("--seal-to"))?;
    let db = ctx.read()?;
    refuse_taken(ctx, file)?;
    let pages = travel::copy(&db, file, &to)?;
    ctx.note(&say!(SealedTo { path: file.display().to_string(), pages, count: to.count() }));
    Ok(())
}

/// `db verify FILE --identity KEYFILE`
pub(super) fn verify(ctx: &Ctx, file: &Path, identity: &Path) -> Result<()> {
    look_over(ctx, file, open(ctx, file, identity)?)
}

/// The copy that `db restore FILE --identity KEYFILE` goes back to, found sound: as it goes in the place of the database, or beside it.
pub(super) fn sound(ctx: &Ctx, file: &Path, identity: &Path) -> Result<(Option<TempPath>, Connection)> {
    let copy = open(ctx, file, identity)?;
    refuse_damaged(&copy)?;
    let (temporary, copy) = travel::fitting(copy, ctx.db_path())?;
    if temporary.is_none() {
        ctx.note(&say!(RestoredPlain));
    }
    Ok((temporary, copy))
}

fn open(ctx: &Ctx, file: &Path, identity: &Path) -> Result<Connection> {
    let copy = travel::open(file, identity);
    ctx.warn_of_keys();
    copy
}

/// `db keygen`: the public key is printed.
pub(super) fn keygen(ctx: &Ctx) -> Result<()> {
    let file = ctx.output_file().ok_or_else(|| Error::usage(say!(KeygenWhere)).hint(say!(KeygenWhereHint)))?;
    refuse_taken(ctx, file)?;
    let public = recipients::make_pair(file)?;
    ctx.note(&say!(KeyPairMade { path: file.display().to_string() }));
    ctx.print_aside(&format!("{public}\n"))
}
