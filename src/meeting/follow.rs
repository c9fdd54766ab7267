//! Votes on record follow attendance that is put right: who was there by name decides how many voters were.

use rusqlite::named_params;

use super::resolve::{self, Resolution};
use super::sheet::Sheet;
use super::{Meeting, named, voices};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::meeting::texts;
use crate::rules::Advice;

/// Brings the votes of a meeting to its attendance as it is stored now; `old` is the meeting as it was before.
///
/// Refuses attendance beside which a vote could not have been; tells what becomes of each vote that counts anew.
pub(super) fn follow(tx: &Tx<'_>, old: &Meeting, now: &Meeting, sheet: &Sheet, advice: &mut Advice) -> Result<()> {
    let id = now.id.expect("a meeting on record has a row");
    let mut impossible: Vec<Text> = Vec::new();
    for (at, Resolution { text, vote, voices }) in (0_u32..).zip(resolve::resolutions(tx, id)?) {
        let mut anew = vote;
        if sheet.is_by_names() && now.numbers.voters.is_some() {
            anew.present = sheet.voters_present();
        }
        if let (true, Some(voters)) = (old.numbers.voters == Some(vote.voters), now.numbers.voters) {
            anew.voters = voters;
        }
        if let Err(error) = voices::refuse_unfit(tx, now, sheet, &voices) {
            impossible.push(say!(OfVote { number: at + 1, text, what: error.in_a_line() }));
        } else if let Err(error) = resolve::refuse_impossible(now, &anew) {
            impossible.push(say!(OfVote { number: at + 1, text, what: error.message().clone() }));
        } else if anew != vote {
            tx.prepare_cached(
                "UPDATE resolution SET voters = :voters, present = :present
                 WHERE id = (SELECT id FROM resolution WHERE meeting_id = :meeting ORDER BY id LIMIT 1 OFFSET :at)",
            )?
            .execute(named_params! {":voters": anew.voters, ":present": anew.present, ":meeting": id, ":at": at})?;
            let (result, sum) = anew.judge(now.facts.date.first_day());
            advice.notice(say!(VoteFollows { number: at + 1, text, result, sum }));
        }
    }
    if impossible.is_empty() {
        return Ok(());
    }
    let error = Error::refused(say!(VotesStand { meeting: named(tx, now)? })).details(impossible);
    Err(error.hint(say!(VotesStandHint { number: id.0 })))
}
