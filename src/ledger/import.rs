//! Importing entries, one a row: known again by what tells one from the others, and by the day on which it began.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Met;

use chrono::NaiveDate;
use rusqlite::types::Value as Stored;

use super::keys::Keys;
use super::value::{self, Reader};
use super::write::{self, Entry};
use super::{Field, Holds, Kind, list};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{label, say};
use crate::import::{self, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Record};
use crate::ledger::texts;
use crate::member::PersonId;
use crate::output::Row;
use crate::{member, output, text};

/// Imports the files as one operation. `begins` is the day of rows that tell none.
pub(super) fn run(ctx: &Ctx, kind: &'static Kind, args: &ImportArgs, begins: Option<&PartialDate>) -> Result<()> {
    let headings: &'static [Heading] = headings(kind).leak();
    let (today, on_duplicate, clear_empty) = (ctx.today, args.on_duplicate, args.clear_empty);
    let begins = begins.map(PartialDate::to_string);
    import::run(ctx, args, headings, |tx| {
        let (columns, seen, met) = (columns(kind, headings), HashMap::new(), HashMap::new());
        let naming = columns.iter().filter(|column| column.field.is_subject).flat_map(Column::places);
        let naming = naming.map(|at| headings[at].key).collect::<Vec<_>>().leak();
        let keys = Keys::on_record(tx, kind)?;
        Ok(Box::new(LedgerImport {
            kind,
            headings,
            columns,
            naming,
            today,
            begins: begins.clone(),
            on_duplicate,
            clear_empty,
            keys,
            met,
            seen,
        }))
    })
}

/// The table of headings of a kind, made when a file of it is read: a heading for each column of an export.
fn headings(kind: &Kind) -> Vec<Heading> {
    let columns = list::export_columns(kind);
    let heading = |column: &output::Column| {
        let key = column.key.as_str();
        let own = format!("{}.{key}", kind.labelled(key));
        let synonyms = kind.field(key).map_or(&[][..], |field| field.synonyms);
        Heading { key: if label(&own).is_some() { own.leak() } else { key.to_owned().leak() }, synonyms }
    };
    columns.iter().map(heading).collect()
}

/// Where a file tells of a field.
struct Column {
    field: &'static Field,
    /// Its place in the table of headings.
    at: usize,
    /// Of somebody's name: the place of the number.
    number: Option<usize>,
}

impl Column {
    fn places(&self) -> impl Iterator<Item = usize> + use<> {
        self.number.into_iter().chain([self.at])
    }
}

/// The columns of a kind, in the order of its fields; a number stands before the name, as in an export.
fn columns(kind: &'static Kind, headings: &[Heading]) -> Vec<Column> {
    let mut places = 0..headings.len();
    let mut next = || places.next().expect("a heading for each column of an export");
    let column = |field: &'static Field| {
        let number = (field.holds == Holds::Person).then(&mut next);
        Column { field, at: next(), number }
    };
    kind.all_fields().map(column).collect()
}

struct LedgerImport {
    kind: &'static Kind,
    headings: &'static [Heading],
    columns: Vec<Column>,
    /// The keys under which a row tells what it is about.
    naming: &'static [&'static str],
    today: NaiveDate,
    /// When what a row tells began that does not say.
    begins: Option<String>,
    on_duplicate: OnDuplicate,
    clear_empty: bool,
    /// What tells the entries apart that there are.
    keys: Keys,
    /// Who was named by rows before, by the place of the column, what stands there and the name beside a number.
    met: HashMap<(usize, String, Option<String>), Stored>,
    /// The entries that rows before were about.
    seen: HashMap<i64, Place>,
}

impl Importer for LedgerImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        let needed = self.columns.iter().filter(|column| {
            column.field.needed && told_for_all(self.kind, self.begins.as_deref(), column.field).is_none()
        });
        needed.map(|column| std::iter::once(column.at).chain(column.number).collect()).collect()
    }

    fn naming(&self) -> &'static [&'static str] {
        self.naming
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row(&format!("SELECT count(*) FROM {}", self.kind.table), [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        (): &mut (),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let subject = self.subject(record);
        let mut all = Vec::new();
        for one in self.each(record) {
            match self.read(tx, record, one)? {
                Ok(told) => all.push(told),
                Err(problems) => return fates.tell_row(place, &subject, &Verdict::Wrong(problems)),
            }
        }
        let key = self.headings[0].key;
        let write = |tx: &Tx<'_>, fates: &mut Fates<'_>| self.write_all(tx, &all, place, &subject, fates);
        import::settle(tx, fates, (place, &subject), key, write)
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

/// What a row tells, field by field; `None` where it says nothing.
type Told = Vec<Option<Stored>>;

impl LedgerImport {
    /// What the row is about, for messages.
    fn subject(&self, record: &Record<'_>) -> String {
        let subjects = self.columns.iter().filter(|column| column.field.is_subject);
        subjects.filter_map(|column| record.cell(column.at)).collect::<Vec<_>>().join("、")
    }

    /// Where several are named at once in a cell, each by itself; else nothing.
    fn each<'r>(&self, record: &'r Record<'_>) -> Vec<Option<&'r str>> {
        let column = self.columns.iter().find(|column| column.field.is_each);
        let Some(column) = column.filter(|of| of.number.and_then(|at| record.cell(at)).is_none()) else {
            return vec![None];
        };
        let named: Vec<_> = record.cell(column.at).into_iter().flat_map(text::items).map(Some).collect();
        if named.len() > 1 { named } else { vec![None] }
    }

    /// Reads the cells of a row, of several named at once this `one`; all that is wrong with them is told at once.
    fn read(&mut self, tx: &Tx<'_>, record: &Record<'_>, one: Option<&str>) -> Result<Result<Told, Vec<Problem>>> {
        let (mut told, mut problems) = (Vec::new(), Vec::new());
        let (kind, begins) = (self.kind, self.begins.clone());
        for Column { field, at, number } in &self.columns {
            let key = self.headings[*at].key;
            let number = number.and_then(|number| record.cell(number));
            let one = one.filter(|_| field.is_each);
            let Some(cell) =
                one.or(number).or_else(|| record.cell(*at)).or_else(|| told_for_all(kind, begins.as_deref(), field))
            else {
                if field.needed {
                    problems.push(Problem { key, value: String::new(), what: say!(FieldNeeded) });
                }
                told.push((self.clear_empty && record.told_blank(*at)).then_some(Stored::Null));
                continue;
            };
            let name = number.and(record.cell(*at));
            let read = || {
                let read = value::read(tx, field, cell, Reader::File, self.today)?;
                is_named_so(tx, name, &read).map(|()| read)
            };
            // Nothing that a name means changes while a ledger is read.
            let read = if matches!(field.holds, Holds::Org | Holds::Person | Holds::Unit) {
                match self.met.entry((*at, cell.to_owned(), name.map(str::to_owned))) {
                    Met::Occupied(met) => Ok(met.get().clone()),
                    Met::Vacant(new) => read().map(|read| new.insert(read).clone()),
                }
            } else {
                read()
            };
            match read {
                Ok(read) => told.push(Some(read)),
                Err(error) => problems.push(import::problem_of(&error, key, cell)?),
            }
        }
        Ok(if problems.is_empty() { Ok(told) } else { Err(problems) })
    }

    /// Writes what a row tells; of several entries the fate of the first that does not stand there already is the row's.
    fn write_all(
        &mut self,
        tx: &Tx<'_>,
        all: &[Told],
        place: Place,
        subject: &str,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let mut fate = Verdict::Unchanged;
        for told in all {
            match self.write(tx, told, place, subject, fates)? {
                bad @ (Verdict::Wrong(_) | Verdict::Conflict(_)) => return Ok(bad),
                good if matches!(fate, Verdict::Unchanged) => fate = good,
                _ => {}
            }
        }
        Ok(fate)
    }

    fn write(
        &mut self,
        tx: &Tx<'_>,
        told: &Told,
        place: Place,
        subject: &str,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let mut new = Entry::empty(self.kind);
        put_told(&mut new, told);
        let may_be_known = self.keys.may_have(&new);
        let known = if may_be_known { write::on_record(tx, self.kind, &new)? } else { None };
        let Some(id) = known else {
            if let Some(verdict) = fates.absent(self.headings[0].key, subject) {
                return Ok(verdict);
            }
            let add = if may_be_known { write::add } else { write::add_unlike_any };
            let id = import::advised(place, fates, |advice| add(tx, self.kind, &new, self.today, advice))?;
            self.keys.add(&new);
            self.seen.insert(id, place);
            return Ok(Verdict::Added);
        };
        let before = write::get(tx, self.kind, id)?;
        let mut after = before.clone();
        put_told(&mut after, told);
        let first = self.seen.insert(id, place);
        if after == before {
            return Ok(Verdict::Unchanged);
        }
        let conflict =
            |what| Ok(Verdict::Conflict(vec![Problem { key: self.headings[0].key, value: subject.into(), what }]));
        if let Some(first) = first {
            return conflict(say!(SameRowElsewhere { before: fates.name(first) }));
        }
        match self.on_duplicate {
            OnDuplicate::Skip => Ok(Verdict::Unchanged),
            OnDuplicate::Error => conflict(say!(EntryTwice { kind: self.kind.label, id })),
            OnDuplicate::Update => {
                import::advised(place, fates, |advice| write::change(tx, self.kind, id, &after, self.today, advice))?;
                let columns: Vec<_> = self.columns.iter().map(|of| list::column(self.kind, of.field)).collect();
                Ok(Verdict::Updated(import::differences(&columns, self.shown(before), self.shown(after))))
            }
        }
    }

    /// An entry for telling what changed; what it is about is the same before and after.
    fn shown(&self, entry: Entry) -> Row {
        self.columns.iter().zip(entry.0).map(|(column, stored)| value::shown(column.field, stored)).collect()
    }
}

/// What a field says of every row that leaves it out.
fn told_for_all<'b>(kind: &Kind, begins: Option<&'b str>, field: &Field) -> Option<&'b str> {
    begins.filter(|_| field.key == kind.begins())
}

fn put_told(entry: &mut Entry, told: &Told) {
    for (stored, told) in entry.0.iter_mut().zip(told) {
        if let Some(told) = told {
            *stored = told.clone();
        }
    }
}

/// Refuses a number that is somebody else's in this file.
fn is_named_so(tx: &Tx<'_>, name: Option<&str>, person: &Stored) -> Result<()> {
    match person {
        Stored::Integer(no) => member::refuse_other_name(tx, PersonId(*no), name),
        _ => Ok(()),
    }
}
