//! What SQL cannot say by itself: pinyin, what names are compared by, the arithmetic of identity numbers, days that
//! cannot be or how many lie between two, text cut into pairs of characters. Registered when a connection is opened and never again: a new function
//! makes SQLite prepare every statement anew.

use std::borrow::Cow;

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::{spoken, sums, words};
use crate::error::Result;
use crate::{date, id_no, text};

/// Registers the functions on a connection.
pub(super) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("initials_are", 2, flags, |args| both(args, text::initials_are))?;
    conn.create_scalar_function("initials_contain", 2, flags, |args| both(args, text::initials_contain))?;
    conn.create_scalar_function("person_spelt", 2, flags, |args| both(args, text::person_spelt))?;
    conn.create_scalar_function("person_spelt_within", 2, flags, |args| both(args, text::person_spelt_within))?;
    conn.create_scalar_function("id_no_fault", 3, flags, |args| {
        let get = |at: usize| args.get_raw(at).as_str().ok();
        Ok(get(0).and_then(|id_no| id_no::doubt(id_no, get(1), get(2))))
    })?;
    conn.create_scalar_function("is_credit_code", 1, flags, |args| {
        Ok(id_no::credit_code(args.get_raw(0).as_str()?).is_ok())
    })?;
    conn.create_scalar_function("is_stray_day", 1, flags, |args| {
        Ok(args.get_raw(0).as_str_or_null()?.is_some_and(date::is_stray))
    })?;
    conn.create_scalar_function("days_between", 2, flags, |args| {
        let day = |at: usize| args.get_raw(at).as_str_or_null().map(|day| day.and_then(|day| day.parse().ok()));
        let (from, to): (Option<NaiveDate>, Option<NaiveDate>) = (day(0)?, day(1)?);
        Ok(from.zip(to).map(|(from, to)| (to - from).num_days()))
    })?;
    conn.create_scalar_function("name_kept", 1, flags, |args| {
        Ok(args.get_raw(0).as_str_or_null()?.map(|name| text::name(name).into_owned()))
    })?;
    conn.create_scalar_function("name_key", 1, flags, |args| {
        Ok(args.get_raw(0).as_str_or_null()?.map(text::name_key))
    })?;
    conn.create_scalar_function("name_within", 3, flags, |args| {
        let get = |at: usize| args.get_raw(at).as_str_or_null();
        Ok(get(0)?.zip(get(1)?.zip(get(2)?)).map(|(name, (typed, key))| text::is_within(name, typed, key)))
    })?;
    conn.create_scalar_function("masked", 1, flags, |args| Ok(text::mask_id_no(args.get_raw(0).as_str()?)))?;
    conn.create_scalar_function("word", 2, flags, |args| {
        let get = |at: usize| args.get_raw(at).as_str_or_null();
        Ok(get(0)?.zip(get(1)?).map(|(list, code)| spoken::mark(list, code)))
    })?;
    conn.create_scalar_function("sha256", 1, flags, |args| {
        Ok(args.get_raw(0).as_str_or_null()?.map(|known| text::sha256(known.as_bytes())))
    })?;
    conn.create_scalar_function("pairs", 1, flags, |args| Ok(words::pairs(args.get_raw(0).as_str()?)))?;
    sums::register(conn)?;
    Ok(())
}

/// What is shown of a text.
type Mask = fn(&str) -> Cow<'_, str>;

/// Registers what gives back a personal number, or a text in which one may stand, as it may be shown: masked, or in full where
/// that was asked for. For SQL that may call, cut and put together what it is given as it likes.
pub(super) fn register_shown(conn: &Connection, reveals: bool) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let masks: [(&str, Mask); 3] = [
        ("shown_id_no", |text| text::mask_id_no(text).into()),
        ("shown_phone", |text| text::mask_phone(text).into()),
        ("shown_text", text::mask_sure),
    ];
    for (name, mask) in masks {
        conn.create_scalar_function(name, 1, flags, move |args| {
            let shown = |text| if reveals { Cow::Borrowed(text) } else { mask(text) };
            Ok(args.get_raw(0).as_str_or_null()?.map(|text| shown(text).into_owned()))
        })?;
    }
    Ok(())
}

/// A question about two texts; of NULL it is never so.
fn both(args: &Context<'_>, ask: fn(&str, &str) -> bool) -> rusqlite::Result<bool> {
    let get = |at: usize| args.get_raw(at).as_str_or_null();
    Ok(matches!((get(0)?, get(1)?), (Some(a), Some(b)) if ask(a, b)))
}
