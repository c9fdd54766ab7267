//! Writing what was checked: a new person, or corrections to one on record.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Statement, ToSql};

use super::check::{self, Books, Checked, Codes, Left, Membership, Needs, Person};
use super::draft::{Draft, Field};
use super::roll::{self, Period, Start};
use super::{Began, Category, Ended, PersonId, Standing};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::texts;
use crate::rules::Advice;

/// Somebody on record: the facts, and how the person stands on the roll now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Who it is.
    pub id: PersonId,
    /// The facts.
    pub person: Person,
    /// The open roll, if there is one.
    pub membership: Option<Membership>,
}

/// Who carries an identity number, if anybody.
pub fn holding_id_no(conn: &Connection, id_no: &str) -> Result<Option<PersonId>> {
    let mut query = conn.prepare_cached("SELECT id FROM person WHERE id_no = :id_no")?;
    Ok(query.query_row([id_no], |row| row.get(0)).optional()?)
}

/// Writes somebody new. Refuses an identity number or a number (no) that is taken.
pub fn insert(tx: &Tx<'_>, checked: &Checked, as_found: Option<&PartialDate>, books: &Books<'_>) -> Result<PersonId> {
    let person = &checked.person;
    if let Some(id_no) = &person.id_no
        && let Some(holder) = holding_id_no(tx, id_no)?
    {
        let name = super::name(tx, holder)?;
        return Err(Error::refused(say!(IdNoTaken { no: holder.0, name })).hint(say!(IdNoTakenHint { no: holder.0 })));
    }
    let id = number(tx, checked.no)?;
    Newcomers::of(tx)?.write(tx, id, checked, as_found, books)?;
    Ok(id)
}

/// What writes somebody new: an import keeps it at hand for all of them.
pub(super) struct Newcomers<'t> {
    person: CachedStatement<'t>,
    roll: CachedStatement<'t>,
    /// The highest number that anybody bears.
    highest: i64,
}

impl<'t> Newcomers<'t> {
    pub(super) fn of(tx: &'t Tx<'_>) -> Result<Self> {
        let highest = tx.query_row("SELECT coalesce(max(id), 0) FROM person", [], |row| row.get(0))?;
        Ok(Self { person: tx.prepare_cached(include_str!("insert.sql"))?, roll: roll::insertion(tx)?, highest })
    }

    /// Writes somebody under a number that is free, with an identity number that nobody else carries.
    pub(super) fn write(
        &mut self,
        tx: &Tx<'_>,
        id: PersonId,
        checked: &Checked,
        as_found: Option<&PartialDate>,
        books: &Books<'_>,
    ) -> Result<()> {
        let person = &checked.person;
        // A number that follows upon the highest is what SQLite gives by itself, without searching whether it is taken.
        let follows = id.0 == self.highest + 1;
        stored(&mut self.person, (!follows).then_some(id), person, checked.codes)?;
        debug_assert_eq!(tx.last_insert_rowid(), id.0, "nobody else writes people");
        self.highest = self.highest.max(id.0);
        let Some(membership) = &checked.membership else { return Ok(()) };
        let org = books.org_row(membership.org)?;
        let start = Start {
            entered: membership.entered.as_ref(),
            as_found,
            joined: person.joined.as_ref(),
            founded: org.founded.as_ref(),
            today: books.today().into(),
        };
        let mut periods = roll::first(membership.org, membership.category, start.resolve(), person.full_on.as_ref());
        if let Some(left) = &checked.left {
            end_with(&mut periods, left);
        }
        for period in periods {
            roll::insert(&mut self.roll, id, &period)?;
        }
        add_states(tx, id, membership)?;
        checked.left.as_ref().map_or(Ok(()), |left| leave(tx, id, left))
    }
}

/// The number told, if it is free; else the next one that is.
fn number(tx: &Tx<'_>, told: Option<i64>) -> Result<PersonId> {
    let taken = |no: i64| tx.prepare_cached("SELECT 1 FROM person WHERE id = :id")?.exists([no]);
    if let Some(no) = told {
        if taken(no)? {
            return Err(Error::refused(say!(NumberTaken { no, name: super::name(tx, PersonId(no))? })));
        }
        tx.number_taken("person", no)?;
        return Ok(PersonId(no));
    }
    loop {
        let no = tx.next_number("person")?;
        if !taken(no)? {
            return Ok(PersonId(no));
        }
    }
}

/// Runs `insert.sql` or `update.sql`.
fn stored(query: &mut Statement<'_>, id: Option<PersonId>, person: &Person, codes: Codes) -> Result<()> {
    bind(query, id, person, codes)?;
    query.raw_execute()?;
    Ok(())
}

/// Binds the first parameters of `insert.sql`, `update.sql` and `same.sql`, by place.
fn bind(query: &mut Statement<'_>, id: Option<PersonId>, person: &Person, codes: Codes) -> Result<()> {
    let [ethnicity_code, education_code, job_code] = codes;
    let values: [&dyn ToSql; 23] = [
        &id,
        &person.name,
        &person.sex,
        &person.id_no,
        &person.birth,
        &person.ethnicity,
        &ethnicity_code,
        &person.native_place,
        &person.education,
        &education_code,
        &person.degree,
        &person.joined,
        &person.full_on,
        &person.unit,
        &person.unit_text,
        &person.job,
        &job_code,
        &person.position,
        &person.owner,
        &person.phone,
        &person.landline,
        &person.address,
        &person.remark,
    ];
    for (at, value) in values.into_iter().enumerate() {
        query.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

/// What tells whether a row says nothing new of somebody on record: an import keeps it at hand for all of them.
pub(super) struct Same<'t>(CachedStatement<'t>);

impl<'t> Same<'t> {
    pub(super) fn of(tx: &'t Tx<'_>) -> Result<Self> {
        Ok(Self(tx.prepare_cached(include_str!("same.sql"))?))
    }

    /// Whether all that was checked is on record just so. If not, it may still be once somebody looks closer.
    pub(super) fn is_on_record(&mut self, id: PersonId, checked: &Checked) -> Result<bool> {
        let Some(Membership { org, category, entered, standing: Standing::Normal, lost: None, floating: None }) =
            &checked.membership
        else {
            return Ok(false);
        };
        if checked.no.is_some_and(|no| no != id.0) {
            return Ok(false);
        }
        bind(&mut self.0, Some(id), &checked.person, checked.codes)?;
        self.0.raw_bind_parameter(24, org)?;
        self.0.raw_bind_parameter(25, category)?;
        self.0.raw_bind_parameter(26, entered)?;
        Ok(self.0.raw_query().next()?.is_some())
    }
}

fn add_states(tx: &Tx<'_>, id: PersonId, membership: &Membership) -> Result<()> {
    if membership.standing == Standing::Suspended {
        tx.execute("INSERT INTO suspension (person_id) VALUES (?1)", [id])?;
    }
    if let Some(since) = &membership.lost {
        tx.execute("INSERT INTO absence (person_id, kind, since) VALUES (?1, 'lost', ?2)", (id, since))?;
    }
    if let Some((place, since)) = &membership.floating {
        let sql = "INSERT INTO absence (person_id, kind, place, since) VALUES (?1, 'floating', ?2, ?3)";
        tx.execute(sql, (id, place, since))?;
    }
    Ok(())
}

/// Somebody new has left already: the stay ended then, whatever was to come.
fn end_with(periods: &mut Vec<Period>, left: &Left) {
    periods.retain(|period| period.since.first_day() <= left.on.last_day());
    if let Some(last) = periods.last_mut() {
        (last.until, last.ended, last.end_note) = (Some(left.on), Some(left.how), left.note.clone());
    }
}

/// What ends with a stay: what ran beside it; who was transferred has a transfer.
fn leave(tx: &Tx<'_>, id: PersonId, left: &Left) -> Result<()> {
    if left.how == Ended::Out {
        tx.prepare_cached(include_str!("left_by_transfer.sql"))?.execute((id, left.on, &left.note))?;
    }
    super::states::end(tx, id, &left.on).map(drop)
}

/// Reads somebody on record.
pub fn load(tx: &Tx<'_>, id: PersonId) -> Result<Stored> {
    let person = tx.prepare_cached(include_str!("person.sql"))?.query_row([id], |row| {
        Ok(Person {
            name: row.get("name")?,
            sex: row.get("sex")?,
            id_no: row.get("id_no")?,
            birth: row.get("birth")?,
            ethnicity: row.get("ethnicity")?,
            native_place: row.get("native_place")?,
            education: row.get("education")?,
            degree: row.get("degree")?,
            joined: row.get("joined")?,
            full_on: row.get("full_on")?,
            unit: row.get("unit_id")?,
            unit_text: row.get("unit_text")?,
            job: row.get("job")?,
            position: row.get("position")?,
            owner: row.get("owner")?,
            phone: row.get("phone")?,
            landline: row.get("landline")?,
            address: row.get("address")?,
            remark: row.get("remark")?,
        })
    })?;
    Ok(Stored { id, person, membership: load_membership(tx, id)? })
}

fn load_membership(tx: &Tx<'_>, id: PersonId) -> Result<Option<Membership>> {
    let periods = roll::load(tx, id)?;
    let Some(open) = periods.last().filter(|period| period.until.is_none()) else { return Ok(None) };
    let stint = &periods[periods.len() - roll::last_stint(&periods)];
    let suspended =
        tx.prepare_cached("SELECT 1 FROM suspension WHERE person_id = ?1 AND until IS NULL")?.exists([id])?;
    let mut absence =
        tx.prepare_cached("SELECT place, since FROM absence WHERE person_id = ?1 AND kind = ?2 AND until IS NULL")?;
    let mut away =
        |kind: &str| absence.query_row((id, kind), |row| Ok((row.get("place")?, row.get("since")?))).optional();
    Ok(Some(Membership {
        org: open.org,
        category: open.category,
        entered: (stint.began != Began::Assumed).then_some(stint.since),
        standing: if suspended { Standing::Suspended } else { Standing::Normal },
        lost: away("lost")?.map(|(_, since): (Option<String>, _)| since),
        floating: away("floating")?,
    }))
}

impl Stored {
    /// What is on record, as a draft that corrections can be laid over. The org goes by its code, which is surest.
    pub fn draft(&self, tx: &Tx<'_>) -> Result<Draft<'static>> {
        let mut draft = Draft::default();
        let mut tell = |field: Field, text: Option<String>| {
            if let Some(text) = text {
                draft.tell(field, text);
            }
        };
        let person = &self.person;
        let date = |date: &Option<PartialDate>| date.as_ref().map(ToString::to_string);
        let yes = |flag: bool| flag.then(|| "yes".to_owned());
        tell(Field::Name, Some(person.name.clone()));
        tell(Field::Sex, person.sex.map(|sex| sex.code().to_owned()));
        tell(Field::IdNo, person.id_no.clone());
        tell(Field::Birth, date(&person.birth));
        tell(Field::Ethnicity, person.ethnicity.clone());
        tell(Field::NativePlace, person.native_place.clone());
        tell(Field::Education, person.education.clone());
        tell(Field::Degree, person.degree.clone());
        tell(Field::Joined, date(&person.joined));
        tell(Field::FullOn, date(&person.full_on));
        tell(Field::Job, person.job.clone());
        tell(Field::Position, person.position.clone());
        tell(Field::Owner, yes(person.owner));
        tell(Field::Phone, person.phone.clone());
        tell(Field::Landline, person.landline.clone());
        tell(Field::Address, person.address.clone());
        tell(Field::Remark, person.remark.clone());
        if let Some(membership) = &self.membership {
            tell(Field::Org, Some(crate::org::get(tx, membership.org)?.code));
            tell(Field::Category, Some(membership.category.code().to_owned()));
            tell(Field::Entered, date(&membership.entered));
            tell(Field::Standing, Some(membership.standing.code().to_owned()));
            tell(Field::Lost, yes(membership.lost.is_some()));
            tell(Field::LostSince, membership.lost.as_ref().and_then(date));
            tell(Field::Floating, yes(membership.floating.is_some()));
            if let Some((place, since)) = &membership.floating {
                tell(Field::FloatingTo, place.clone());
                tell(Field::FloatingSince, date(since));
            }
        }
        Ok(draft)
    }

    /// Lays what is told over what is on record, dropping what follows from something told anew.
    pub fn overlaid<'a>(&self, tx: &Tx<'_>, told: Draft<'a>) -> Result<Draft<'a>> {
        let mut draft: Draft<'a> = self.draft(tx)?;
        if told.is_told(Field::FullOn) && !told.is_told(Field::Category) {
            draft.tell(
                Field::Category,
                if told.text(Field::FullOn).is_some() { "" } else { Category::Probationary.code() },
            );
        }
        draft.overlay(told);
        Ok(draft)
    }
}

/// Puts right what is told of somebody on record, after it was checked whole. Returns the name.
pub(super) fn mend(
    tx: &Tx<'_>,
    stored: &Stored,
    told: &Draft<'_>,
    books: &Books<'_>,
    advice: &mut Advice,
) -> Result<String> {
    let needs = if stored.membership.is_some() { Needs::Roll } else { Needs::NoRoll };
    let is_of_a_roll = [Field::Org, Field::Entered, Field::Category].iter().any(|field| told.is_told(*field));
    if needs == Needs::NoRoll && is_of_a_roll {
        return Err(Error::refused(say!(NotOnRoll { name: &stored.person.name })).hint(say!(NotOnRollHint)));
    }
    let checked = check::check(&stored.overlaid(tx, told.clone())?, books, needs)?;
    check::refuse(&checked.problems)?;
    for warning in checked.warnings.iter().filter(|warning| told.is_told_key(warning.key)) {
        advice.notice(warning.text());
    }
    update(tx, stored, &checked, told, books)?;
    Ok(checked.person.name)
}

/// Puts right what is on record: the row of the person, the roll that follows from it, and the states.
///
/// `told` says what was told anew, `checked` is the whole after it. A unit that was not told stays linked as it is.
pub fn update(tx: &Tx<'_>, old: &Stored, checked: &Checked, told: &Draft<'_>, books: &Books<'_>) -> Result<()> {
    let mut person = checked.person.clone();
    if !told.is_told(Field::Unit) || names_closed_unit(tx, old, &person, told)? {
        (person.unit, person.unit_text) = (old.person.unit, old.person.unit_text.clone());
    }
    if let Some(id_no) = &person.id_no
        && person.id_no != old.person.id_no
        && let Some(holder) = holding_id_no(tx, id_no)?.filter(|holder| *holder != old.id)
    {
        let name = super::name(tx, holder)?;
        return Err(Error::refused(say!(IdNoTaken { no: holder.0, name })).hint(say!(IdNoTakenHint { no: holder.0 })));
    }
    if person != old.person {
        refuse_erased(tx, old.id)?;
        stored(&mut *tx.prepare_cached(include_str!("update.sql"))?, Some(old.id), &person, checked.codes)?;
    }
    if let (Some(before), Some(after)) = (&old.membership, &checked.membership) {
        update_roll(tx, old, (before, after), &person, told, books)?;
        update_states(tx, old.id, before, after)?;
    }
    Ok(())
}

/// Refuses to tell anything anew of somebody whose data were erased: it would be on record again.
fn refuse_erased(tx: &Tx<'_>, id: PersonId) -> Result<()> {
    if super::is_erased(tx, id)? {
        return Err(Error::refused(say!(PersonErased { no: id.0 })).hint(say!(PersonErasedHint)));
    }
    Ok(())
}

/// Whether the unit told is the one the person is linked to anyway, which is closed by now.
fn names_closed_unit(tx: &Tx<'_>, old: &Stored, person: &Person, told: &Draft<'_>) -> Result<bool> {
    let (Some(linked), Some(name), None) = (old.person.unit, told.text(Field::Unit), person.unit) else {
        return Ok(false);
    };
    Ok(crate::org::unit::get(tx, linked)?.name == name)
}

fn update_roll(
    tx: &Tx<'_>,
    old: &Stored,
    (before, after): (&Membership, &Membership),
    person: &Person,
    told: &Draft<'_>,
    books: &Books<'_>,
) -> Result<()> {
    let mut periods = roll::load(tx, old.id)?;
    let stint = periods.len() - roll::last_stint(&periods);
    if after.org != before.org {
        periods[stint..].iter_mut().for_each(|period| period.org = after.org);
        // A letter that is out came from where the person really was.
        let sql = "UPDATE transfer SET from_org_id = ?1
                   WHERE person_id = ?2 AND from_org_id = ?3 AND received IS NULL AND cancelled IS NULL";
        tx.execute(sql, (after.org, old.id, before.org))?;
    }
    if told.is_told(Field::Entered) && after.entered != before.entered {
        if let Some(entered) = &after.entered {
            let since = periods[stint].since;
            if periods[stint].began == Began::Admitted {
                let name = &person.name;
                return Err(Error::refused(say!(EnteredByAdmission { name, entered, since: &since }))
                    .hint(say!(EnteredByAdmissionHint)));
            }
            if mend_start(&mut periods, stint, entered) {
                let sql = "UPDATE transfer SET received = ?1, issued = iif(issued = received, ?1, issued)
                           WHERE person_id = ?2 AND direction = 'within' AND received = ?3";
                tx.execute(sql, (entered, old.id, since))?;
            }
        }
    } else if periods[stint].began == Began::Assumed && (person.joined != old.person.joined || after.org != before.org)
    {
        let org = books.org_row(after.org)?;
        let start = Start {
            entered: None,
            as_found: None,
            joined: person.joined.as_ref(),
            founded: org.founded.as_ref(),
            today: books.today().into(),
        };
        (periods[stint].since, periods[stint].began) = start.resolve();
    }
    let wanted = roll::resplit(&periods, person.full_on.as_ref(), after.category);
    roll::store(tx, old.id, &wanted)
}

/// Puts right when the last stint began. What was only assumed is told now; an event stays the event it was, and a move
/// within the tree is one day for both orgs. Returns whether it was one.
fn mend_start(periods: &mut [Period], stint: usize, entered: &PartialDate) -> bool {
    let (before, after) = periods.split_at_mut(stint);
    let start = &mut after[0];
    let is_move = match (start.began, before.last_mut()) {
        (Began::Assumed | Began::Found, _) => {
            start.began = Began::Entered;
            false
        }
        (Began::Moved, Some(left)) if left.ended == Some(Ended::Moved) && left.until.as_ref() == Some(&start.since) => {
            left.until = Some(*entered);
            true
        }
        _ => false,
    };
    start.since = *entered;
    is_move
}

/// States begin by a correction, but end only by their own event with its day.
fn update_states(tx: &Tx<'_>, id: PersonId, before: &Membership, after: &Membership) -> Result<()> {
    let ends = [
        (before.standing == Standing::Suspended && after.standing == Standing::Normal, say!(UseRestore)),
        (before.lost.is_some() && after.lost.is_none(), say!(UseFound)),
        (before.floating.is_some() && after.floating.is_none(), say!(UseFlowBack)),
    ];
    if let Some((_, hint)) = ends.into_iter().find(|(ended, _)| *ended) {
        return Err(Error::refused(say!(StateEndsByEvent)).hint(hint));
    }
    let begun = Membership {
        standing: if before.standing == Standing::Suspended { Standing::Normal } else { after.standing },
        lost: after.lost.filter(|_| before.lost.is_none()),
        floating: after.floating.clone().filter(|_| before.floating.is_none()),
        ..after.clone()
    };
    add_states(tx, id, &begun)?;
    if let (Some(known), Some(since)) = (&before.lost, &after.lost)
        && known != since
    {
        let sql = "UPDATE absence SET since = ?1 WHERE person_id = ?2 AND kind = 'lost' AND until IS NULL";
        tx.execute(sql, (since, id))?;
    }
    if let (Some(known), Some(now @ (place, since))) = (&before.floating, &after.floating)
        && known != now
    {
        let sql =
            "UPDATE absence SET place = ?1, since = ?2 WHERE person_id = ?3 AND kind = 'floating' AND until IS NULL";
        tx.execute(sql, (place, since, id))?;
    }
    Ok(())
}
