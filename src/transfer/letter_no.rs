//! The numbers of letters: `2011-0001` and on, a row for each year, never given twice whatever is undone.

use chrono::Datelike as _;
use rusqlite::OptionalExtension as _;

use super::TransferId;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::transfer::texts;

/// The office's own number for a letter. Refuses one that another letter has than `but`.
pub(super) fn own(tx: &Tx<'_>, typed: String, but: Option<TransferId>) -> Result<String> {
    if let Some(holder) = holder(tx, &typed)?.filter(|holder| Some(*holder) != but) {
        let transfer = super::load(tx, holder)?.named(tx)?;
        return Err(Error::refused(say!(LetterUsed { letter_no: typed, transfer })).hint(say!(LetterUsedHint)));
    }
    if let Some((year, number)) = in_row(&typed) {
        tx.number_taken(&counter(year), number)?;
    }
    Ok(typed)
}

/// The next number of the year of a letter.
pub(super) fn next(tx: &Tx<'_>, issued: &PartialDate) -> Result<String> {
    let year = issued.first_day().year();
    loop {
        let letter_no = format!("{year}-{:04}", tx.next_number(&counter(year))?);
        if holder(tx, &letter_no)?.is_none() {
            return Ok(letter_no);
        }
    }
}

fn counter(year: i32) -> String {
    format!("letter.{year}")
}

/// The letter of ours that has a number; of those handed up each is of its own office.
fn holder(tx: &Tx<'_>, letter_no: &str) -> Result<Option<TransferId>> {
    let sql = "SELECT id FROM transfer WHERE letter_no = ?1 AND direction <> 'in'
               AND NOT EXISTS (SELECT 1 FROM handed_up WHERE tbl = 'transfer' AND row_id = transfer.id)";
    Ok(tx.prepare_cached(sql)?.query_row([letter_no], |row| row.get(0)).optional()?)
}

/// The year and number of one that stands in the row of its year.
fn in_row(letter_no: &str) -> Option<(i32, i64)> {
    let (year, number) = letter_no.split_once('-')?;
    let whole = |text: &str, places: usize| text.len() == places && text.bytes().all(|byte| byte.is_ascii_digit());
    if !whole(year, 4) || !whole(number, 4) {
        return None;
    }
    year.parse().ok().zip(number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_the_row_move_it_on() {
        assert_eq!(in_row("2011-0007"), Some((2011, 7)));
        for other in ["2011-7", "11-0007", "嘉工商〔2011〕7号", "2011-00x7", "2011-00007"] {
            assert_eq!(in_row(other), None, "{other}");
        }
    }
}
