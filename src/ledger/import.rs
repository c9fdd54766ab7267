//! Importing entries, one a row: known again by what tells one from the others, and by the day on which it began.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::types::Value as Stored;

use super::value::{self, Reader};
use super::write::{self, Entry};
use super::{Holds, Kind, list};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{label, say};
use crate::import::{self, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Record};
use crate::output::Row;

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, kind: &'static Kind, args: &ImportArgs) -> Result<()> {
    let headings: &'static [Heading] = headings(kind).leak();
    let (today, on_duplicate, clear_empty) = (ctx.today, args.on_duplicate, args.clear_empty);
    import::run(ctx, args, headings, |_| {
        let seen = HashMap::new();
        Ok(Box::new(LedgerImport { kind, headings, today, on_duplicate, clear_empty, seen }))
    })
}

/// The table of headings of a kind, made when a file of it is read: a heading for each column of an export.
fn headings(kind: &Kind) -> Vec<Heading> {
    let columns = list::export_columns(kind);
    let heading = |column: &crate::output::Column| {
        let key = column.key.as_str();
        let own = format!("{}.{key}", kind.labelled(key));
        let synonyms = kind.field(key).map_or(&[][..], |field| field.synonyms);
        Heading { key: if label(&own).is_some() { own.leak() } else { key.to_owned().leak() }, synonyms }
    };
    columns.iter().map(heading).collect()
}

struct LedgerImport {
    kind: &'static Kind,
    headings: &'static [Heading],
    today: NaiveDate,
    on_duplicate: OnDuplicate,
    clear_empty: bool,
    /// The entries that rows before were about.
    seen: HashMap<i64, Place>,
}

impl Importer for LedgerImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        let fields = self.kind.all_fields().filter(|field| field.needed);
        fields
            .map(|field| {
                let number = (field.holds == Holds::Person).then(|| self.place("no"));
                std::iter::once(self.place(field.key)).chain(number).collect()
            })
            .collect()
    }

    fn naming(&self) -> &'static [&'static str] {
        let subjects = self.headings.iter().filter(|heading| {
            let key = heading.key.rsplit('.').next().unwrap_or_default();
            key == "no" || self.kind.field(key).is_some_and(|field| field.is_subject)
        });
        subjects.map(|heading| heading.key).collect::<Vec<_>>().leak()
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
        let told = match self.read(tx, record)? {
            Ok(told) => told,
            Err(problems) => return fates.tell_row(place, &subject, &Verdict::Wrong(problems)),
        };
        import::attempt(tx, fates, |tx, fates| {
            let verdict = match self.write(tx, &told, place, &subject, fates) {
                Ok(verdict) => verdict,
                Err(error) => Verdict::Wrong(vec![import::problem_of(&error, self.headings[0].key, &subject)?]),
            };
            fates.tell_row(place, &subject, &verdict)
        })
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

/// What a row tells, field by field; `None` where it says nothing.
type Told = Vec<Option<Stored>>;

impl LedgerImport {
    fn place(&self, key: &str) -> usize {
        let is = |heading: &&Heading| heading.key.rsplit('.').next() == Some(key);
        self.headings.iter().position(|heading| is(&heading)).expect("a column of this kind")
    }

    /// What the row is about, for messages.
    fn subject(&self, record: &Record<'_>) -> String {
        let subjects = self.kind.fields.iter().filter(|field| field.is_subject);
        let names: Vec<&str> = subjects.filter_map(|field| record.cell(self.place(field.key))).collect();
        names.join("、")
    }

    /// Reads the cells of a row; all that is wrong with them is told at once.
    fn read(&self, tx: &Tx<'_>, record: &Record<'_>) -> Result<Result<Told, Vec<Problem>>> {
        let (mut told, mut problems) = (Vec::new(), Vec::new());
        for field in self.kind.all_fields() {
            let at = self.place(field.key);
            let number = (field.holds == Holds::Person).then(|| record.cell(self.place("no"))).flatten();
            let Some(cell) = number.or_else(|| record.cell(at)) else {
                if field.needed {
                    let what = say!(FieldNeeded);
                    problems.push(Problem { key: self.headings[at].key, value: String::new(), what });
                }
                told.push((self.clear_empty && record.told_blank(at)).then_some(Stored::Null));
                continue;
            };
            match value::read(tx, field, cell, Reader::File, self.today).and_then(|read| {
                self.is_named_so(tx, number.and(record.cell(at)), &read)?;
                Ok(read)
            }) {
                Ok(read) => told.push(Some(read)),
                Err(error) => problems.push(import::problem_of(&error, self.headings[at].key, cell)?),
            }
        }
        Ok(if problems.is_empty() { Ok(told) } else { Err(problems) })
    }

    /// Refuses a number that is somebody else's in this file.
    fn is_named_so(&self, tx: &Tx<'_>, name: Option<&str>, person: &Stored) -> Result<()> {
        let (Some(name), Stored::Integer(no)) = (name, person) else { return Ok(()) };
        let known = crate::member::name(tx, crate::member::PersonId(*no))?;
        if crate::text::name_key(&known) == crate::text::name_key(name) {
            return Ok(());
        }
        Err(Error::refused(say!(NumberIsOf { no: *no, name: known })))
    }

    fn write(&mut self, tx: &Tx<'_>, told: &Told, place: Place, subject: &str, fates: &Fates<'_>) -> Result<Verdict> {
        let mut new = Entry::empty(self.kind);
        put_told(&mut new, told);
        let Some(id) = write::on_record(tx, self.kind, &new)? else {
            if let Some(verdict) = fates.absent(self.headings[0].key, subject) {
                return Ok(verdict);
            }
            let id = write::add(tx, self.kind, &new, self.today)?;
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
                write::change(tx, self.kind, id, &after, self.today)?;
                let columns = list::export_columns(self.kind);
                Ok(Verdict::Updated(import::differences(&columns, self.shown(&before), self.shown(&after))))
            }
        }
    }

    /// An entry for telling what changed; what it is about is the same before and after.
    fn shown(&self, entry: &Entry) -> Row {
        let fields = self.kind.all_fields().zip(&entry.0);
        fields
            .flat_map(|(field, stored)| {
                let number = (field.holds == Holds::Person).then_some(crate::output::Value::Null);
                number.into_iter().chain([value::shown(field, stored.clone())])
            })
            .collect()
    }
}

fn put_told(entry: &mut Entry, told: &Told) {
    for (stored, told) in entry.0.iter_mut().zip(told) {
        if let Some(told) = told {
            *stored = told.clone();
        }
    }
}
