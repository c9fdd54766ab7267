//! `db init --sealed`, `db seal`, `db unseal`, `db rekey`, `db recover`, `db unlock`, `db lock`; `db keygen` is with what travels. What a sealed file is stands in
//! [`crate::db::seal`].

use std::path::{Path, PathBuf};

use age::secrecy::zeroize::Zeroizing;
use clap::{Args, Subcommand};

use super::file::warn_of_place;
use super::travel;
use crate::ctx::Ctx;
use crate::db::seal::sources::{self, Secret};
use crate::db::seal::{Held, Key, begin, convert, key_file, opens, session, texts};
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::{Text, say};
use crate::sqlite;

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum SealVerb {
    /// 把数据库加密: 每一页都加密, 打印恢复码
    Seal(NewPassphrase),
    /// 把加密的数据库改为不加密(先问一次, -y 不问)
    Unseal,
    /// 换口令(只重写密钥文件)
    Rekey(NewPassphrase),
    /// 用恢复码重建密钥文件, 另设口令
    Recover(Recover),
    /// 一段时间内不再问口令(到时或退出系统为止)
    Unlock(Unlock),
    /// 结束 db unlock
    Lock,
    /// 生成一对收件人的密钥: 私钥存为 -o 所写的新文件, 公钥打印出来(给寄件人用于 db backup --seal-to)
    Keygen,
}

/// Where a new passphrase is from.
#[derive(Debug, Args)]
pub struct NewPassphrase {
    /// 新口令所在的文件(第一行; 不写则询问)
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// What `db init` is told of sealing.
#[derive(Debug, Args)]
pub(super) struct Sealed {
    /// 加密: 每一页都加密; 询问新口令, 打印恢复码
    #[arg(long)]
    sealed: bool,
    #[command(flatten)]
    new: NewPassphrase,
}

/// `db recover`
#[derive(Debug, Args)]
pub struct Recover {
    /// 恢复码所在的文件(第一行; 不写则询问)
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
    #[command(flatten)]
    new: NewPassphrase,
}

/// `db unlock`
#[derive(Debug, Args)]
pub struct Unlock {
    /// 多少分钟
    #[arg(long, value_name = "N", default_value = "240", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: u32,
}

impl SealVerb {
    /// What the verb does with the records.
    pub(super) fn nature(&self) -> Nature {
        if matches!(self, Self::Keygen) { Nature::Saves } else { Nature::Keeps }
    }

    /// Runs the verb.
    pub(super) fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Seal(new) => seal(ctx, &new),
            Self::Unseal => unseal(ctx),
            Self::Rekey(new) => rekey(ctx, &new),
            Self::Recover(args) => recover(ctx, &args),
            Self::Unlock(args) => unlock(ctx, &args),
            Self::Lock => lock(ctx),
            Self::Keygen => travel::keygen(ctx),
        }
    }
}

impl Sealed {
    /// Whether a sealed file is to be made. Refuses a passphrase for one that is not.
    pub(super) fn is_asked_for(&self) -> Result<bool> {
        if self.new.passphrase_file.is_some() && !self.sealed {
            let idle = Error::usage(say!(OptionIdle { option: "--passphrase-file" }));
            return Err(idle.hint(say!(OnlySealedHint)));
        }
        Ok(self.sealed)
    }
}

/// The fewest characters of a passphrase.
const LEAST: usize = 8;

/// `db init --sealed`: nothing is left of one that failed.
pub(super) fn init(ctx: &Ctx, sealed: &Sealed) -> Result<()> {
    let path = ctx.db_path();
    if path.exists() {
        return ctx.create_db().map(drop);
    }
    let file = key_file::of(path);
    if file.exists() {
        let there = Error::refused(say!(KeyFileThere { path: file.display().to_string() }));
        return Err(there.hint(say!(KeyFileThereHint)));
    }
    let (held, is_new) = new_key(path, &sealed.new)?;
    begin(path, held.clone());
    let db = ctx.create_db().inspect_err(|_| {
        if let Some(file) = &held.file {
            let _ = std::fs::remove_file(file);
        }
    })?;
    ctx.note(&say!(SealedNow { path: path.display().to_string() }));
    warn_of_place(ctx, &db);
    if is_new { print_words(ctx, &held.key) } else { Ok(()) }
}

/// `db seal`: the plain file is written over; of the copies that stay plain the clerk is told.
fn seal(ctx: &Ctx, new: &NewPassphrase) -> Result<()> {
    let path = ctx.db_path();
    let shown = || path.display().to_string();
    if sqlite::is_sealed(path) {
        return Err(Error::refused(say!(SealedAlready { path: shown() })));
    }
    let db = ctx.read()?;
    let file = key_file::of(path);
    let (held, is_new) = if file.exists() {
        // It was sealed before: its copies of then and now have one key.
        (sources::get()?.prove(path, Some(file))?, false)
    } else {
        new_key(path, new)?
    };
    convert::convert(db, Some(held.clone()))?;
    ctx.note(&say!(SealedNow { path: shown() }));
    tell_plain_copies(ctx);
    if is_new { print_words(ctx, &held.key) } else { Ok(()) }
}

/// Copies from before are as plain as the database was.
fn tell_plain_copies(ctx: &Ctx) {
    let copies = ctx.copies();
    let count = copies.all().iter().filter(|copy| sqlite::is_database(&copy.path)).count();
    if count > 0 {
        ctx.warn(&say!(StillPlain { count, folder: copies.folder().display().to_string() }));
    } else {
        ctx.note(&say!(StillPlainElsewhere));
    }
}

/// `db unseal`: the key file stays, for the copies from before.
fn unseal(ctx: &Ctx) -> Result<()> {
    let path = ctx.db_path();
    let shown = || path.display().to_string();
    let db = ctx.read()?;
    if !sqlite::is_sealed(path) {
        return Err(Error::refused(say!(NotSealed { path: shown() })));
    }
    if !ctx.consents(&say!(UnsealQuestion { path: shown() })) {
        return Err(Error::refused(say!(UnsealNotAgreed)));
    }
    convert::convert(db, None)?;
    ctx.note(&say!(UnsealedNow { path: shown() }));
    if convert::has_key_file(path) {
        ctx.note(&say!(StillSealed { key: key_file::of(path).display().to_string() }));
    }
    Ok(())
}

/// `db rekey`: only who has the passphrase, or the key itself, may change it; that it is unlocked is not enough.
fn rekey(ctx: &Ctx, new: &NewPassphrase) -> Result<()> {
    let path = ctx.db_path();
    refuse_plain(path)?;
    let file = key_file::of(path);
    if !file.exists() {
        return Err(Error::refused(say!(NoKeyFile { path: path.display().to_string() })));
    }
    let held = sources::get()?.prove(path, Some(file.clone()))?;
    begin(path, held.clone());
    ctx.read()?;
    let passphrase = new_passphrase(new)?;
    key_file::write(&file, &held.key, &passphrase)?;
    session::end(sources::get()?, path)?;
    ctx.note(&say!(Rekeyed { path: path.display().to_string() }));
    Ok(())
}

/// `db recover`
fn recover(ctx: &Ctx, args: &Recover) -> Result<()> {
    let path = ctx.db_path();
    refuse_plain(path)?;
    let typed = match &args.words_file {
        Some(file) => sources::line_of(file)?,
        None => asked(&say!(AskWords))?,
    };
    let key = Key::read(&typed).filter(|key| opens(path, key)).ok_or_else(|| Error::refused(say!(WordsWrong)))?;
    let file = key_file::of(path);
    key_file::write(&file, &key, &new_passphrase(&args.new)?)?;
    ctx.note(&say!(Recovered { path: file.display().to_string() }));
    Ok(())
}

/// `db unlock`
fn unlock(ctx: &Ctx, args: &Unlock) -> Result<()> {
    let path = ctx.db_path();
    refuse_plain(path)?;
    let sources = sources::get()?;
    let file = Some(key_file::of(path)).filter(|file| file.exists());
    let held = sources.prove(path, file)?;
    begin(path, held.clone());
    ctx.read()?;
    session::keep(sources, path, &held.key, args.minutes)?;
    ctx.note(&say!(Unlocked { minutes: args.minutes }));
    Ok(())
}

/// `db lock`
fn lock(ctx: &Ctx) -> Result<()> {
    let was_unlocked = session::end(sources::get()?, ctx.db_path())?;
    ctx.note(&if was_unlocked { say!(LockedNow) } else { say!(LockedAlready) });
    Ok(())
}

/// Refuses a database that is there and plain; what is missing is told when it is opened.
fn refuse_plain(path: &Path) -> Result<()> {
    if path.exists() && !sqlite::is_sealed(path) {
        return Err(Error::refused(say!(NotSealed { path: path.display().to_string() })));
    }
    Ok(())
}

/// A key for a database that has none: the one that a command or a file gives, else a random one, kept in a key file by a new
/// passphrase. Tells whether it is new, so that its words are to be printed.
fn new_key(path: &Path, new: &NewPassphrase) -> Result<(Held, bool)> {
    let given = if new.passphrase_file.is_some() { None } else { sources::get()?.secret()? };
    let passphrase = match given {
        Some(Secret::Key(key)) => return Ok((Held { key, file: None }, false)),
        Some(Secret::Passphrase(passphrase)) => long_enough(passphrase)?,
        None => new_passphrase(new)?,
    };
    let (key, file) = (Key::random()?, key_file::of(path));
    key_file::write(&file, &key, &passphrase)?;
    Ok((Held { key, file: Some(file) }, true))
}

/// The new passphrase: of the file that was named, else typed twice.
fn new_passphrase(new: &NewPassphrase) -> Result<Zeroizing<String>> {
    if let Some(file) = &new.passphrase_file {
        return long_enough(sources::line_of(file)?);
    }
    let passphrase = long_enough(asked(&say!(AskNewPassphrase))?)?;
    if asked(&say!(AskAgain))? == passphrase { Ok(passphrase) } else { Err(Error::refused(say!(PassphrasesDiffer))) }
}

fn asked(question: &Text) -> Result<Zeroizing<String>> {
    let nobody = || Error::refused(say!(NobodyAsked)).hint(say!(NewPassphraseHint));
    (sources::get()?.ask)(question).map(Zeroizing::new).ok_or_else(nobody)
}

fn long_enough(passphrase: Zeroizing<String>) -> Result<Zeroizing<String>> {
    if passphrase.chars().count() < LEAST {
        return Err(Error::refused(say!(PassphraseShort { least: LEAST })));
    }
    Ok(passphrase)
}

/// Prints the recovery words, which are on no disk.
fn print_words(ctx: &Ctx, key: &Key) -> Result<()> {
    ctx.note(&say!(WordsFollow));
    ctx.print(&Zeroizing::new(format!("{}\n", *key.words())).as_bytes())
}
