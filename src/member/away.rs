//! Floating members and members out of touch. Both stay on the roll: figures follow the roll, not the place.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::PersonId;
use super::states::State;
use super::stays::Stays;
use crate::date::{PartialDate, months_later};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::texts;
use crate::org::can_have_been;
use crate::rules::{Advice, rules};

/// Goes away for long, to live or work elsewhere.
pub fn flow_out(
    tx: &Tx<'_>,
    id: PersonId,
    place: &str,
    date: &PartialDate,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let Some(place) = crate::text::typed(Some(place)) else { return Err(Error::usage(say!(PlaceEmpty))) };
    begin(tx, id, State::Floating, Some(&place), date, today)?;
    let rule = &rules().floating_months;
    let months = u32::try_from(rule.value_on(today)).unwrap_or_default();
    if months_later(date.first_day(), months) < today {
        advice.warn(rule, today, say!(AwayTooLong { name: super::name(tx, id)?, since: date }));
    }
    Ok(())
}

/// Cannot be reached any more.
pub fn lose(tx: &Tx<'_>, id: PersonId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    begin(tx, id, State::Lost, None, date, today)
}

fn begin(
    tx: &Tx<'_>,
    id: PersonId,
    state: State,
    place: Option<&str>,
    date: &PartialDate,
    today: NaiveDate,
) -> Result<()> {
    can_have_been(date, today)?;
    Stays::load(tx, id)?.refuse_no_member_since(tx, date)?;
    if let Some((_, since)) = running(tx, id, state)? {
        let since = since.map_or_else(|| "?".to_owned(), |since| since.to_string());
        return Err(Error::refused(say!(AwayAlready { name: super::name(tx, id)?, state, since })));
    }
    let sql = "INSERT INTO absence (person_id, kind, place, since) VALUES (?1, ?2, ?3, ?4)";
    tx.execute(sql, (id, state, place, date))?;
    Ok(())
}

/// Is back, or in touch again.
pub fn end(tx: &Tx<'_>, id: PersonId, state: State, date: &PartialDate, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let Some((row, since)) = running(tx, id, state)? else {
        return Err(Error::refused(say!(NotAway { name: super::name(tx, id)?, state })));
    };
    if let Some(since) = since.filter(|since| date.last_day() <= since.first_day()) {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &since })));
    }
    tx.execute("UPDATE absence SET until = ?1 WHERE id = ?2", (date, row))?;
    Ok(())
}

/// The open row of a state, and since when it is so.
fn running(tx: &Tx<'_>, id: PersonId, state: State) -> Result<Option<(i64, Option<PartialDate>)>> {
    let mut query =
        tx.prepare_cached("SELECT id, since FROM absence WHERE person_id = ?1 AND kind = ?2 AND until IS NULL")?;
    Ok(query.query_row((id, state), |row| Ok((row.get("id")?, row.get("since")?))).optional()?)
}
