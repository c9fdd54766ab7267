//! Somebody applies: new on record, or known already (as a contact person, or from an earlier application).

use chrono::NaiveDate;

use super::{CandidatureId, Step, Taken, moving, norms};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::check::{self, Books, Needs};
use crate::member::draft::{Draft, Field};
use crate::member::stays::Stays;
use crate::member::{self, PersonId, write};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// An application.
#[derive(Debug, Clone)]
pub struct Application<'a> {
    /// What is told of the person, name included.
    pub told: Draft<'a>,
    /// Surely nobody on record, whoever has the same name.
    pub new: bool,
    /// The org applied to.
    pub org: OrgId,
    /// The day of it.
    pub date: PartialDate,
}

/// Books an application. Refuses a member, and whoever is on the way already.
pub fn apply(tx: &Tx<'_>, new: &Application<'_>, today: NaiveDate, advice: &mut Advice) -> Result<PersonId> {
    org::can_have_been(&new.date, today)?;
    org::event::keeping_roll(&org::get(tx, new.org)?, &new.date)?;
    let person = on_record(tx, new, today, advice)?;
    refuse_member(tx, person)?;
    refuse_on_the_way(tx, person, &new.date)?;
    norms::age(tx, person, &new.date, advice)?;
    norms::unit(tx, person, new.org, &new.date, advice)?;
    tx.execute("INSERT INTO candidature (person_id) VALUES (?1)", [person])?;
    let way = CandidatureId(tx.last_insert_rowid());
    moving::stand_with(tx, way, new.org, &new.date)?;
    Taken::plain(Step::Applied, new.date).insert(tx, way)?;
    Ok(person)
}

/// Who applies, written down anew or with what is told now laid over what was known.
fn on_record(tx: &Tx<'_>, new: &Application<'_>, today: NaiveDate, advice: &mut Advice) -> Result<PersonId> {
    let books = Books::new(tx, today);
    let known = if new.new { None } else { member::on_record::find(tx, &new.told)? };
    let Some(person) = known else {
        let checked = check::check(&new.told, &books, Needs::NoRoll)?;
        check::pass_on(&checked, advice)?;
        return write::insert(tx, &checked, None, &books);
    };
    let stored = write::load(tx, person)?;
    let mut told = new.told.clone();
    told.tell(Field::Name, stored.person.name.clone());
    let whole = stored.overlaid(tx, told.clone())?;
    let checked = check::check(&whole, &books, Needs::NoRoll)?;
    check::pass_on(&checked, advice)?;
    write::update(tx, &stored, &checked, &told, &books)?;
    Ok(person)
}

fn refuse_member(tx: &Tx<'_>, person: PersonId) -> Result<()> {
    let stays = Stays::load(tx, person)?;
    let Some(stay) = stays.last().filter(|stay| stay.end().is_none()) else { return Ok(()) };
    let (name, org) = (member::name(tx, person)?, org::get(tx, stay.org())?.name);
    Err(Error::refused(say!(MemberAlready { name, org, since: stay.since() })).hint(say!(MemberAlreadyHint)))
}

/// One way at a time, and the next begins after the last ended.
fn refuse_on_the_way(tx: &Tx<'_>, person: PersonId, date: &PartialDate) -> Result<()> {
    let sql =
        "SELECT ended, (SELECT date FROM step WHERE candidature_id = candidature.id AND step = 'applied') AS applied
               FROM candidature WHERE person_id = ?1 ORDER BY ended IS NULL DESC, ended_day DESC LIMIT 1";
    let mut query = tx.prepare_cached(sql)?;
    let mut rows = query.query([person])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let (name, applied): (String, Option<PartialDate>) = (member::name(tx, person)?, row.get("applied")?);
    let applied = applied.map_or_else(|| "—".to_owned(), |date| date.to_string());
    match row.get::<_, Option<PartialDate>>("ended")? {
        None => Err(Error::refused(say!(OnTheWay { name, applied })).hint(say!(OnTheWayHint))),
        Some(ended) if !date.could_follow(&ended) => {
            Err(Error::refused(say!(WayEndedLater { name, ended: &ended, date })).hint(say!(OnTheWayHint)))
        }
        Some(_) => Ok(()),
    }
}
