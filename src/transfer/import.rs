//! Importing transfers of the past: each row is booked as the event it was. What cannot be is refused row by row.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::incoming::{self, Arrival};
use super::out::{self, NewLetter};
use super::{Direction, Side, State, Transfer, TransferId, cancel, receipt, within};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::import::{self, Cells, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Record};
use crate::member::draft::{Draft, Field};
use crate::member::{self, PersonId, write};
use crate::org;
use crate::rules::Advice;
use crate::transfer::texts;

/// The columns of transfers: those of an export first, then what is told of somebody who comes in new.
pub(crate) const HEADINGS: &[Heading] = &[
    Heading {
        key: "transfer_file.direction", synonyms: &["direction", "类别", "转出类别", "转接类别", "转接方式"]
    },
    Heading { key: "letter_no", synonyms: &["介绍信编号", "介绍信号", "介绍信号码"] },
    Heading { key: "name", synonyms: &["党员姓名", "成员姓名"] },
    Heading {
        key: "id_no",
        synonyms: &["公民身份证号", "公民身份证号码", "身份证号", "身份证号码", "证件号码", "身份证"],
    },
    Heading {
        key: "transfer_file.from",
        synonyms: &["from", "转出单位", "转出地", "转出党支部", "原所属党支部", "所在党支部", "转出党组织", "转出党委"],
    },
    Heading {
        key: "transfer_file.to",
        synonyms: &["to", "转入党支部", "转入单位", "转入地", "转入党组织", "转入单位抬头", "转入党委"],
    },
    Heading {
        key: "transfer_file.issued",
        synonyms: &[
            "issued",
            "办理时间",
            "办理日期",
            "转接时间",
            "转接日期",
            "转出办理时间",
            "转出时间",
            "转出日期",
            "介绍信日期",
        ],
    },
    Heading { key: "valid_days", synonyms: &["介绍信有效期天数", "介绍信有效天数", "有效期"] },
    Heading {
        key: "received", synonyms: &["回执接收时间", "转入办理时间", "转入时间", "转入日期"]
    },
    Heading { key: "transfer_file.state", synonyms: &["state", "状态", "是否有回执", "回执"] },
    Heading { key: "cancelled", synonyms: &["撤销时间"] },
    Heading { key: "cancel_reason", synonyms: &[] },
    Heading {
        key: "dues_until",
        synonyms: &["党费缴纳至年月", "党委缴纳至年月", "党费缴至年月", "党费交至", "党费交至年月", "历史党费缴至"],
    },
    Heading { key: "remark", synonyms: &["说明"] },
    Heading { key: "sex", synonyms: &[] },
    Heading { key: "birth", synonyms: &["出生", "出生日期", "出生年月", "出生年月日", "出生时间"] },
    Heading { key: "ethnicity", synonyms: &[] },
    Heading { key: "education", synonyms: &["文化程度", "最高学历"] },
    Heading { key: "category", synonyms: &["党员类别", "党员性质"] },
    Heading { key: "joined", synonyms: &["入党时间", "入党日期"] },
    Heading { key: "full_on", synonyms: &["转正时间", "转正日期"] },
    Heading { key: "phone", synonyms: &["党员本人联系电话", "联系电话", "手机号码", "联系方式"] },
];

/// What is told of the person, under the same keys as in a roster.
const PERSONAL: [Field; 10] = [
    Field::Name,
    Field::IdNo,
    Field::Sex,
    Field::Birth,
    Field::Ethnicity,
    Field::Education,
    Field::Category,
    Field::Joined,
    Field::FullOn,
    Field::Phone,
];

/// The columns a file must have, by place: whose it is, and where to.
const NEEDED: [usize; 2] = [2, 5];

/// A row of the file, read but not booked.
struct Told {
    direction: Option<Direction>,
    letter_no: Option<String>,
    name: String,
    id_no: Option<String>,
    from: Option<String>,
    to: String,
    issued: Option<PartialDate>,
    valid_days: Option<u32>,
    received: Option<PartialDate>,
    state: Option<State>,
    cancelled: Option<PartialDate>,
    cancel_reason: Option<String>,
    dues_until: Option<PartialDate>,
    remark: Option<String>,
}

impl Told {
    fn read(cells: &mut Cells<'_>) -> Self {
        let told = Self {
            direction: cells.code("transfer_file.direction"),
            letter_no: cells.text("letter_no"),
            name: cells.needed_name("name"),
            id_no: cells.text("id_no"),
            from: cells.text("transfer_file.from"),
            to: cells.needed("transfer_file.to"),
            issued: cells.date("transfer_file.issued"),
            valid_days: cells.count("valid_days"),
            received: cells.date("received"),
            state: cells.code("transfer_file.state"),
            cancelled: cells.date("cancelled"),
            cancel_reason: cells.text("cancel_reason"),
            dues_until: cells.date("dues_until"),
            remark: cells.text("remark"),
        };
        if told.issued.or(told.received).is_none() && cells.cell("transfer_file.issued").is_none() {
            cells.fault("transfer_file.issued", say!(FieldNeeded));
        }
        // Nothing is booked of the row yet, so that it is the file that has to be mended.
        for (key, on) in [("received", told.received), ("cancelled", told.cancelled)] {
            if let (Some(on), Some(issued)) = (on, told.issued)
                && !on.could_follow(&issued)
            {
                cells.fault(key, say!(RowBeforeLetter { issued: &issued }));
            }
        }
        if told.dues_until.is_some_and(|month| !month.is_month()) {
            cells.fault("dues_until", say!(MonthNeeded));
        }
        told
    }

    /// The day of the letter; where only that of the receipt is known, that one.
    fn day(&self) -> Option<PartialDate> {
        self.issued.or(self.received)
    }
}

struct TransferImport {
    today: NaiveDate,
    on_duplicate: OnDuplicate,
    seen: HashMap<TransferId, Place>,
    /// What the ends are, by what is written. An import of transfers makes no org, and most letters go to the same few
    /// places that are none of ours, for each of which all names on record would be read again.
    sides: RefCell<HashMap<String, Side>>,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, HEADINGS, |_| {
        let (seen, sides) = (HashMap::new(), RefCell::default());
        Ok(Box::new(TransferImport { today, on_duplicate, seen, sides }))
    })
}

impl Importer for TransferImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        NEEDED.map(|at| vec![at]).to_vec()
    }

    fn naming(&self) -> &'static [&'static str] {
        &["name", "id_no", "letter_no"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM transfer", [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        (): &mut (),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let mut cells = Cells::new(record, HEADINGS, self.today);
        let told = Told::read(&mut cells);
        let problems = cells.problems();
        let verdict = match told.day() {
            Some(day) if problems.is_empty() => match whole(tx, || self.write(tx, record, &told, day, place, fates)) {
                Ok(verdict) => verdict,
                Err(error) => Verdict::Wrong(vec![import::problem_of(&error, "name", &told.name)?]),
            },
            _ => Verdict::Wrong(problems),
        };
        fates.tell_row(place, &told.name, &verdict)
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

impl TransferImport {
    fn write(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        told: &Told,
        day: PartialDate,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let direction = self.direction(tx, told)?;
        let absent = || fates.absent("name", &told.name);
        let person = match person(tx, told, direction) {
            Ok(Ok(person)) => person,
            Ok(Err(problem)) => return Ok(Verdict::Wrong(vec![problem])),
            Err(error) => match absent().filter(|_| error.kind() == Kind::NotFound) {
                Some(verdict) => return Ok(verdict),
                None => return Err(error),
            },
        };
        let known = person.map(|person| on_record(tx, told, person, direction, day)).transpose()?.flatten();
        if let (None, Some(verdict)) = (&known, absent()) {
            return Ok(verdict);
        }
        let mut advice = Advice::default();
        let verdict = match (known, person) {
            (Some(known), _) => return self.again(tx, &known, told, place, fates),
            (None, Some(person)) if direction != Direction::In => {
                self.book(tx, told, (person, direction, day), &mut advice)?
            }
            (None, _) => self.arrive(tx, record, told, day, &mut advice)?,
        };
        advice.warnings().iter().for_each(|warning| fates.warn(place, &Problem::of_row(warning.clone())));
        self.seen.insert(verdict, place);
        Ok(Verdict::Added)
    }

    /// A letter, its receipt and its end; or a move within, where there was no letter.
    fn book(
        &self,
        tx: &Tx<'_>,
        told: &Told,
        (person, direction, day): (PersonId, Direction, PartialDate),
        advice: &mut Advice,
    ) -> Result<TransferId> {
        if direction == Direction::Within
            && let Some(id) = within::recognise(
                tx,
                person,
                told.from.as_deref(),
                &told.to,
                &told.received.unwrap_or(day),
                self.today,
            )?
        {
            if told.letter_no.is_some() {
                self.letter_of(tx, &super::load(tx, id)?, told)?;
            }
            return Ok(id);
        }
        if direction == Direction::Within && told.letter_no.is_none() {
            let to = org::find_exactly(tx, &told.to)?;
            let moved = within::move_all(tx, &[person], to, &told.received.unwrap_or(day), self.today, advice)?;
            return Ok(moved[0]);
        }
        let new = NewLetter {
            person,
            to: self.side(tx, &told.to)?,
            date: day,
            letter_no: told.letter_no.clone(),
            valid_days: told.valid_days,
            dues_until: told.dues_until,
            remark: told.remark.clone(),
            of_the_past: true,
        };
        let id = out::issue(tx, new, self.today, advice)?;
        self.end(tx, &super::load(tx, id)?, told, advice)?;
        Ok(id)
    }

    /// Books what became of a letter. Returns whether anything did.
    fn end(&self, tx: &Tx<'_>, letter: &Transfer, told: &Told, advice: &mut Advice) -> Result<bool> {
        if told.state == Some(State::Cancelled) || told.cancelled.is_some() {
            let on = told.cancelled.unwrap_or_else(|| self.today.into());
            let reason = told.cancel_reason.as_deref().or(told.remark.as_deref()).unwrap_or("—");
            return cancel(tx, letter, &on, reason, self.today).map(|()| true);
        }
        match &told.received {
            Some(received) => receipt::receive(tx, letter, received, self.today, advice).map(|()| true),
            None if told.state == Some(State::Received) => Err(Error::refused(say!(ReceiptWithoutDate))),
            None => Ok(false),
        }
    }

    fn arrive(
        &self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        told: &Told,
        day: PartialDate,
        advice: &mut Advice,
    ) -> Result<TransferId> {
        let mut draft = Draft::of_row(record);
        for field in PERSONAL {
            let at = HEADINGS.iter().position(|heading| heading.key == field.key());
            if let Some(cell) = at.and_then(|at| record.cell(at)) {
                draft.tell_cell(field, cell, self.today);
            }
        }
        let arrival = Arrival {
            told: draft,
            new: false,
            from: Side::elsewhere(told.from.as_deref().unwrap_or_default())?,
            to: org::find_exactly(tx, &told.to)?,
            date: told.received.unwrap_or(day),
            letter_no: told.letter_no.clone(),
            dues_until: told.dues_until,
            remark: told.remark.clone(),
        };
        if let Some(id) = incoming::recognise(tx, &arrival)? {
            return Ok(id);
        }
        let (_, id, _) = incoming::arrive(tx, &arrival, self.today, advice)?;
        if told.cancelled.is_some() || told.state == Some(State::Cancelled) {
            self.end(tx, &super::load(tx, id)?, told, advice)?;
        }
        Ok(id)
    }

    /// A row about a transfer that is booked: what became of an open letter is booked too, all else is for `set`.
    fn again(
        &mut self,
        tx: &Tx<'_>,
        known: &Transfer,
        told: &Told,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let Some(id) = known.id else { return Ok(Verdict::Unchanged) };
        let conflict = |what| Ok(Verdict::Conflict(vec![Problem { key: "name", value: told.name.clone(), what }]));
        let before = self.seen.insert(id, place);
        match self.on_duplicate {
            OnDuplicate::Skip if before.is_none() => return Ok(Verdict::Unchanged),
            OnDuplicate::Error if before.is_none() => return conflict(say!(TransferThere { number: id.0 })),
            _ => {}
        }
        if known.is_from_roster() && told.letter_no.is_some() && told.received == known.received {
            return self.letter_of(tx, known, told);
        }
        let differs = known.to.name(tx)? != told.to && self.side(tx, &told.to)? != known.to
            || told.issued.is_some_and(|issued| issued != known.issued)
            || told.received.is_some_and(|received| known.received.is_some_and(|known| known != received))
            || told.dues_until.is_some() && told.dues_until != known.dues_until;
        if differs {
            return conflict(match before {
                Some(before) => say!(SameRowElsewhere { before: fates.name(before) }),
                None => say!(UseTransferSet { number: id.0 }),
            });
        }
        if known.received.is_some() || known.cancelled.is_some() {
            return Ok(Verdict::Unchanged);
        }
        let mut advice = Advice::default();
        if !self.end(tx, known, told, &mut advice)? {
            return Ok(Verdict::Unchanged);
        }
        Ok(Verdict::Updated(super::load(tx, id)?.named(tx)?))
    }
}

impl TransferImport {
    /// One end of a transfer, as [`Side::read`] has it.
    fn side(&self, tx: &Tx<'_>, typed: &str) -> Result<Side> {
        if let Some(known) = self.sides.borrow().get(typed) {
            return Ok(known.clone());
        }
        let side = Side::read(tx, typed)?;
        self.sides.borrow_mut().insert(typed.to_owned(), side.clone());
        Ok(side)
    }

    /// Which way a row goes: as told, else by which of its ends is ours.
    fn direction(&self, tx: &Tx<'_>, told: &Told) -> Result<Direction> {
        if let Some(direction) = told.direction {
            return Ok(direction);
        }
        let ours = |typed: &str| -> Result<bool> {
            match self.side(tx, typed)?.org {
                Some(org) => Ok(org::get(tx, org)?.kind.has_roll()),
                None => Ok(false),
            }
        };
        let from = told.from.as_deref().map(ours).transpose()?;
        Ok(match (from.unwrap_or(false), ours(&told.to)?) {
            (_, false) => Direction::Out,
            (true, true) => Direction::Within,
            (false, true) => Direction::In,
        })
    }

    /// A roster told only that somebody left, or came, on the day; the letter that belongs to it is told now.
    fn letter_of(&self, tx: &Tx<'_>, known: &Transfer, told: &Told) -> Result<Verdict> {
        let letter = Transfer {
            letter_no: told.letter_no.clone(),
            to: if known.direction == Direction::Out { self.side(tx, &told.to)? } else { known.to.clone() },
            issued: told.issued.unwrap_or(known.issued),
            valid_days: told.valid_days,
            dues_until: told.dues_until,
            remark: told.remark.clone(),
            ..known.clone()
        };
        if let Some(received) = &letter.received {
            receipt::refuse_before_letter(tx, &letter, received)?;
        }
        letter.update(tx)?;
        Ok(Verdict::Updated(letter.named(tx)?))
    }
}

/// Takes back what a row did that was refused half way, so that the rows after it are judged by what is booked.
fn whole<T>(tx: &Tx<'_>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    tx.execute_batch("SAVEPOINT transfer")?;
    let result = work();
    tx.execute_batch(if result.is_ok() { "RELEASE transfer" } else { "ROLLBACK TO transfer; RELEASE transfer" })?;
    result
}

/// Whom a row is about: by identity number, else by the name, in the org it names if more than one bears it.
///
/// Of a transfer in, nobody may be on record yet; who it could be is asked where it is booked.
fn person(tx: &Tx<'_>, told: &Told, direction: Direction) -> Result<Result<Option<PersonId>, Problem>> {
    if let Some(typed) = &told.id_no {
        let id_no = match crate::id_no::IdNo::parse(typed) {
            Ok(id_no) => id_no,
            Err(what) => return Ok(Err(Problem { key: "id_no", value: typed.clone(), what })),
        };
        if let Some(holder) = write::holding_id_no(tx, id_no.as_str())? {
            return Ok(Ok(Some(holder)));
        }
    }
    let org = if direction == Direction::In { Some(&told.to) } else { told.from.as_ref() };
    let in_org = org.and_then(|org| member::find_exactly(tx, &format!("{}@{org}", told.name)).ok());
    match in_org {
        Some(person) => Ok(Ok(Some(person))),
        None if direction == Direction::In => Ok(Ok(None)),
        None => member::find_exactly(tx, &told.name).map(|person| Ok(Some(person))),
    }
}

/// The transfer a row is about, if it is booked: by the letter's number, else by person, way and day.
fn on_record(
    tx: &Tx<'_>,
    told: &Told,
    person: PersonId,
    direction: Direction,
    day: PartialDate,
) -> Result<Option<Transfer>> {
    let sql = concat!(
        include_str!("rows.sql"),
        "WHERE person_id = ?1 AND (letter_no = ?2 AND (direction = 'in') = (?3 = 'in')
                                   OR direction = ?3 AND (issued = ?4 OR received = ?4 OR received = ?5)) ORDER BY id DESC LIMIT 1"
    );
    let row =
        tx.prepare_cached(sql)?.query_row((person, &told.letter_no, direction, day, told.received), Transfer::from_row);
    Ok(row.optional()?)
}
