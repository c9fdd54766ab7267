//! Importing rosters: every row is a draft, checked and written the way `member add` and `member set` go.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::check::{Books, Checked, Facts, Membership, Needs, check, facts, number};
use super::draft::{Draft, Field, HEADINGS};
use super::known::{self, Known, People};
use super::write::{self, Newcomers, Same, Stored};
use super::{Category, PersonId, Standing, roll};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::db::bulk::Filling;
use crate::error::Result;
use crate::i18n::{Text, label, say};
use crate::id_no::IdNo;
use crate::import::{self, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{self, Problem, Record};
use crate::member::texts;
use crate::org::{self, OrgId};
use crate::text;

/// The tables that new people fill, and the indexes that they fill in no order.
const TABLES: [&str; 4] = ["person", "roll", "suspension", "absence"];
const INDEXES: [&str; 5] = ["person_id_no", "person_name", "person_unit", "roll_org", "roll_probation"];

/// What `member import` takes besides the options of every import.
#[derive(Debug, Clone)]
pub(super) struct Options {
    /// The org of rows that name none.
    pub(super) org: Option<String>,
    /// The day on which the office began its records.
    pub(super) as_found: Option<PartialDate>,
    /// What to do with a row about somebody on record.
    pub(super) on_duplicate: OnDuplicate,
    /// Whether a blank cell removes what is on record.
    pub(super) clear_empty: bool,
    /// Whether somebody of whom that cannot be told is another person than the one of the same name.
    pub(super) new: bool,
    /// How many bytes there are to read.
    pub(super) bytes: u64,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs, options: &Options) -> Result<()> {
    import::run(ctx, args, HEADINGS, |tx| {
        let mut options = options.clone();
        // Named on the command line, an org that is not found is exit 4, not a fault of each row.
        if let Some(typed) = &options.org {
            options.org = Some(org::get(tx, org::find(tx, typed)?)?.code);
        }
        Ok(Box::new(MemberImport {
            // Of a large first import it is clear that it will be by range, and indexes are taken off while there is nothing in them.
            filling: match known::is_first_of_many(tx, options.bytes)? {
                true => Filling::of(&TABLES).by_range(),
                false => Filling::of(&TABLES),
            },
            people: People::new(options.new),
            options: Arc::new(options),
            books: Books::new(tx, ctx.today),
            group: None,
            group_as: None,
            newcomers: Newcomers::of(tx)?,
            same: Same::of(tx)?,
            numbers: None,
        }))
    })
}

struct MemberImport<'a> {
    options: Arc<Options>,
    books: Books<'a>,
    /// The org that was named by itself above the rows that follow.
    group: Option<OrgId>,
    /// What was said of them there, in which column it belongs.
    group_as: Option<(Field, String)>,
    filling: Filling,
    people: People,
    newcomers: Newcomers<'a>,
    same: Same<'a>,
    /// The next number to give, once one was given.
    numbers: Option<i64>,
}

impl Importer for MemberImport<'_> {
    type Row = Facts;

    fn reading(&self) -> Reading<Facts> {
        let (options, today) = (Arc::clone(&self.options), self.books.today());
        Box::new(move |record| {
            let mut facts = facts(&draft_of(record, &options, today), today, Needs::Roll);
            // Under the heading of the names it is a fault of the name, with those of the other cells.
            if let Some(foot) = record.foot().filter(|foot| *foot != record.written(Field::Name as usize)) {
                facts.refuse_foot(foot);
            }
            facts
        })
    }

    fn faults<'r>(&self, facts: &'r Facts) -> &'r [Problem] {
        facts.faults()
    }

    /// A number alone names somebody on record, in whatever org.
    fn needed(&self) -> Vec<Vec<usize>> {
        let or_number = |field: Field| vec![field as usize, Field::No as usize, Field::IdNo as usize];
        let org = self.options.org.is_none().then(|| or_number(Field::Org));
        [or_number(Field::Name)].into_iter().chain(org).collect()
    }

    fn naming(&self) -> &'static [&'static str] {
        &["name", "id_no", "no"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM roll WHERE until IS NULL", [], |row| row.get(0))?)
    }

    fn begin_file(&mut self) {
        (self.group, self.group_as) = (None, None);
    }

    fn passed_over(&mut self, record: &Record<'_>) -> bool {
        let groups: Vec<String> = record.all().map(input::group).collect();
        let org = record.all().chain(groups.iter().map(String::as_str)).find_map(|name| self.books.org(name).ok());
        let told_as = groups.into_iter().find_map(|group| Some((column_of(&group)?, group)));
        let is_group = org.is_some() || told_as.is_some();
        if is_group {
            (self.group, self.group_as) = (org.or(self.group), told_as);
        }
        is_group
    }

    fn before_row(&mut self, tx: &Tx<'_>) -> Result<()> {
        let (people, bytes) = (&mut self.people, self.options.bytes);
        let indexes = || Ok(if people.prepare(tx, bytes)? { &INDEXES[..] } else { &[] });
        self.filling.prepare_without(tx, 1, indexes).map(drop)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        facts: &mut Facts,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        if !facts.names_both()
            && let Some(by_number) = self.by_number(tx, record)?
        {
            *facts = by_number;
        }
        let checked = facts.settle(&self.books)?;
        if let Some(org) = checked.membership.as_ref().map(|membership| membership.org)
            && let Some(group) = self.group.filter(|group| *group != org)
            && record.cell(Field::Org as usize).is_none()
        {
            let (group, org) = (&self.books.org_row(group)?.name, &self.books.org_row(org)?.name);
            checked.problems.push(problem(record, Field::Org, say!(UnderAnotherOrg { group, org })));
        }
        if let Some((field, group)) = &self.group_as
            && record.cell(*field as usize).is_none()
            && !is_said(checked, group)
            && let Some(column) = label(field.key())
        {
            checked.problems.push(problem(record, *field, say!(UnderGroup { group, column })));
        }
        if !checked.problems.is_empty() {
            let problems = std::mem::take(&mut checked.problems);
            return fates.tell_row(place, subject(record), &self.refused(tx, record, problems, fates)?);
        }
        checked.warnings.iter().for_each(|warning| fates.warn(place, warning));
        match self.people.known(tx, checked)? {
            // A correction may be refused half-way; whoever is new is written whole.
            Known::Person(id, by) => import::attempt(tx, fates, |tx, fates| {
                fates.recognise(by);
                let verdict = self.on_record(tx, id, (record, checked), place, fates)?;
                fates.tell_row(place, subject(record), &verdict)
            }),
            Known::Unclear(who) => {
                let what = self.people.unclear(&who, fates);
                fates.tell_row(place, subject(record), &Verdict::Conflict(vec![problem(record, Field::Name, what)]))
            }
            Known::Nobody(_) if let Some(verdict) = self.absent(tx, record, checked.no, fates)? => {
                fates.tell_row(place, subject(record), &verdict)
            }
            Known::Nobody(double) => {
                if let Some(double) = double {
                    fates.warn(place, &problem(record, Field::Name, double));
                }
                if checked.membership.is_none() {
                    fates.warn(place, &problem(record, Field::Org, say!(AddedToNoRoll)));
                }
                let verdict = self.add(tx, record, checked, place)?;
                fates.tell_row(place, &checked.person.name, &verdict)
            }
        }
    }

    fn finish(&mut self, tx: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        // The indexes take memory of their own, and nobody is looked up any more.
        self.people = People::default();
        if let Some(next) = self.numbers {
            tx.number_taken("person", next - 1)?;
        }
        self.filling.finish(tx)
    }
}

impl MemberImport<'_> {
    /// Whom the identity number of a row names on record, else its number.
    fn numbered(&self, tx: &Tx<'_>, record: &Record<'_>) -> Result<Option<PersonId>> {
        let id_no = record.cell(Field::IdNo as usize).and_then(|typed| IdNo::parse(typed).ok());
        if let Some(id_no) = id_no
            && let Some(id) = self.people.holding(tx, id_no.as_str())?
        {
            return Ok(Some(id));
        }
        let Some(no) = record.cell(Field::No as usize).and_then(number) else { return Ok(None) };
        Ok(is_taken(tx, no)?.then_some(PersonId(no)))
    }

    /// What a row says that lacks the name or the org, if a number in it names somebody on record: the name is known
    /// then, and the org need not be.
    fn by_number(&self, tx: &Tx<'_>, record: &Record<'_>) -> Result<Option<Facts>> {
        let lacks = |field: Field| record.cell(field as usize).is_none();
        let lacks_org = lacks(Field::Org) && self.options.org.is_none();
        if !lacks(Field::Name) && !lacks_org {
            return Ok(None);
        }
        let mut draft = draft_of(record, &self.options, self.books.today());
        let Some(id) = self.numbered(tx, record)? else {
            let on_no_roll = lacks_org && !lacks(Field::Name) && is_on_no_roll(record);
            return Ok(on_no_roll.then(|| facts(&draft, self.books.today(), Needs::NoRoll)));
        };
        if lacks(Field::Name) {
            draft.tell(Field::Name, super::name(tx, id)?);
        }
        let needs = if lacks_org { Needs::NoRoll } else { Needs::Roll };
        Ok(Some(facts(&draft, self.books.today(), needs)))
    }

    /// A row with such faults. Of somebody who is not to be added it does not matter which name or org is told.
    fn refused(
        &self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        mut problems: Vec<Problem>,
        fates: &Fates<'_>,
    ) -> Result<Verdict> {
        let has_number = [Field::No, Field::IdNo].iter().any(|field| record.cell(*field as usize).is_some());
        if !has_number || self.numbered(tx, record)?.is_some() {
            return Ok(Verdict::Wrong(problems));
        }
        let is_of_new = |problem: &Problem| matches!(problem.key, "name" | "org");
        if problems.iter().all(is_of_new)
            && let Some(verdict) = fates.absent(Field::Name.key(), subject(record))
        {
            return Ok(verdict);
        }
        for problem in problems.iter_mut().filter(|problem| is_of_new(problem) && problem.what == say!(FieldNeeded)) {
            problem.what = say!(NeededOfNew);
        }
        Ok(Verdict::Wrong(problems))
    }

    /// What becomes of a row about nobody on record, unless it is to be added. A number that somebody else bears is none
    /// of nobody.
    fn absent(&self, tx: &Tx<'_>, record: &Record<'_>, no: Option<i64>, fates: &Fates<'_>) -> Result<Option<Verdict>> {
        if fates.adds_missing() {
            return Ok(None);
        }
        match fates.absent(Field::Name.key(), subject(record)) {
            Some(_) if no.map(|no| is_taken(tx, no)).transpose()?.unwrap_or(false) => Ok(None),
            verdict => Ok(verdict),
        }
    }

    fn add(&mut self, tx: &Tx<'_>, record: &Record<'_>, checked: &Checked, place: Place) -> Result<Verdict> {
        let id = match self.number(tx, checked.no)? {
            Ok(id) => id,
            Err(what) => return Ok(Verdict::Conflict(vec![problem(record, Field::No, what)])),
        };
        self.newcomers.write(tx, id, checked, self.options.as_found.as_ref(), &self.books)?;
        if self.filling.is_below("person", id.0) {
            // This row has to be journaled by itself.
            crate::db::journal::record_added(tx, tx.operation(), "person", id.0)?;
        }
        self.people.add(id, checked, place);
        self.filling.add(1);
        Ok(Verdict::Added)
    }

    /// The number told, if it is free; else the next one.
    fn number(&mut self, tx: &Tx<'_>, told: Option<i64>) -> Result<Result<PersonId, Text>> {
        let next = match self.numbers {
            Some(next) => next,
            None => tx.query_row(include_str!("next_number.sql"), [], |row| row.get(0))?,
        };
        let Some(no) = told else {
            self.numbers = Some(next + 1);
            return Ok(Ok(PersonId(next)));
        };
        self.numbers = Some(next.max(no.saturating_add(1)));
        if is_taken(tx, no)? {
            let what = say!(NumberTaken { no, name: super::name(tx, PersonId(no))? });
            return Ok(Err(say!(WithHint { what, hint: say!(NumberTakenHint) })));
        }
        Ok(Ok(PersonId(no)))
    }

    /// A row about somebody on record.
    fn on_record(
        &mut self,
        tx: &Tx<'_>,
        id: PersonId,
        (record, checked): (&Record<'_>, &Checked),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let before = self.people.seen(id, place).map(|place| fates.name(place));
        let ours = before.is_some() && self.people.is_new(id);
        match self.options.on_duplicate {
            OnDuplicate::Skip if !ours => return Ok(Verdict::Unchanged),
            OnDuplicate::Error if !ours => {
                return Ok(Verdict::Conflict(vec![problem(record, Field::Name, say!(DuplicateRow { no: id.0 }))]));
            }
            _ => {}
        }
        if self.same.is_on_record(id, checked)? {
            return Ok(Verdict::Unchanged);
        }
        let old = write::load(tx, id)?;
        let org = checked.membership.as_ref().map(|membership| membership.org);
        let options = Arc::clone(&self.options);
        let verdict = self.correct(tx, &old, &draft_of(record, &options, self.books.today()), org, fates)?;
        let elsewhere =
            |field, before| Verdict::Conflict(vec![problem(record, field, say!(SameRowElsewhere { before }))]);
        Ok(match (verdict, before) {
            (Verdict::Updated(_), Some(before)) => elsewhere(Field::Name, before),
            // The number of somebody who came with this very file says nothing to its reader; the row does.
            (Verdict::Conflict(problems), Some(before)) if ours && problems[0].key == Field::Org.key() => {
                elsewhere(Field::Org, before)
            }
            (Verdict::Updated(changes), None) => {
                if old.person.name != checked.person.name {
                    let (no, old, new) = (id.0, &old.person.name, &checked.person.name);
                    fates.warn(place, &problem(record, Field::IdNo, say!(NameOtherwise { no, old, new })));
                }
                Verdict::Updated(changes)
            }
            (verdict, _) => verdict,
        })
    }

    /// `org` is the one the row names: a row never moves anybody.
    fn correct(
        &mut self,
        tx: &Tx<'_>,
        old: &Stored,
        told: &Draft<'_>,
        org: Option<OrgId>,
        fates: &Fates<'_>,
    ) -> Result<Verdict> {
        let conflict = |field: Field, what: Text| {
            let value = told.text(field).unwrap_or_default().to_owned();
            Ok(Verdict::Conflict(vec![Problem { key: field.key(), value, what }]))
        };
        if told.text(Field::No).is_some_and(|no| number(no) != Some(old.id.0)) {
            let what = say!(NumberOfAnother { no: old.id.0 });
            return conflict(Field::No, say!(WithHint { what, hint: say!(NumberTakenHint) }));
        }
        let is_left = told.text(Field::LeftOn).is_some();
        let Some(before) = &old.membership else {
            let last = roll::load(tx, old.id)?.pop();
            return match last.as_ref().and_then(|last| last.until.zip(last.ended)) {
                None if told.text(Field::Org).is_none() => self.mend(tx, old, told, Needs::NoRoll, fates),
                None => conflict(Field::Org, say!(OnNoRoll { no: old.id.0 })),
                Some((on, how)) if is_left => {
                    let is_so = told.text(Field::LeftOn).is_some_and(|told| told.parse() == Ok(on))
                        && told.text(Field::LeftHow).is_some_and(|told| told.parse() == Ok(how));
                    match is_so {
                        true => self.mend(tx, old, told, Needs::NoRoll, fates),
                        false => conflict(Field::LeftOn, say!(LeftOtherwise { no: old.id.0, on: &on, how })),
                    }
                }
                Some(_) => conflict(Field::Org, say!(LeftRoll { no: old.id.0 })),
            };
        };
        if is_left {
            return conflict(Field::LeftOn, say!(StillOnRoll { no: old.id.0 }));
        }
        if org.is_some_and(|org| org != before.org) {
            let org = &self.books.org_row(before.org)?.name;
            return conflict(Field::Org, say!(OnAnotherRoll { no: old.id.0, org }));
        }
        self.mend(tx, old, told, Needs::Roll, fates)
    }

    /// Puts right what is on record of somebody: the facts, and with a roll how the person stands on it.
    fn mend(
        &mut self,
        tx: &Tx<'_>,
        old: &Stored,
        told: &Draft<'_>,
        needs: Needs,
        fates: &Fates<'_>,
    ) -> Result<Verdict> {
        let mut told = Cow::Borrowed(told);
        let is_name = |name: &str| name != old.person.name && text::name_key(name) == text::name_key(&old.person.name);
        if told.text(Field::Name).is_some_and(is_name) {
            // Only the dot is missing, or another one: the name stays as it was entered.
            told.to_mut().tell(Field::Name, old.person.name.clone());
        }
        let whole = old.overlaid(tx, told.clone().into_owned())?;
        let checked = check(&whole, &self.books, needs)?;
        if !checked.problems.is_empty() {
            return Ok(Verdict::Wrong(checked.problems));
        }
        if let Some((field, what)) = old.membership.as_ref().and_then(|before| undated(before, &checked)) {
            return Ok(Verdict::Conflict(vec![Problem {
                key: field.key(),
                value: told.text(field).unwrap_or_default().to_owned(),
                what,
            }]));
        }
        let changes = tx.total_changes();
        match write::update(tx, old, &checked, &told, &self.books) {
            Ok(()) if tx.total_changes() == changes => Ok(Verdict::Unchanged),
            Ok(()) if fates.wants_words() => {
                self.people.changed(old, &checked.person);
                Ok(Verdict::Updated(differences(&old.draft(tx)?, &write::load(tx, old.id)?.draft(tx)?)))
            }
            Ok(()) => {
                self.people.changed(old, &checked.person);
                Ok(Verdict::Updated(say!(Plain { text: "" })))
            }
            Err(error) => Ok(Verdict::Conflict(vec![import::problem_of(&error, Field::Name.key(), &old.person.name)?])),
        }
    }
}

/// What a row tells of somebody on record that has a day of its own, where that day is not told: without it the row
/// would change all days that went before.
fn undated(before: &Membership, checked: &Checked) -> Option<(Field, Text)> {
    let now = checked.membership.as_ref()?;
    let converted = before.category == Category::Probationary && now.category == Category::Full;
    if converted && checked.person.full_on.is_none() {
        return Some((Field::Category, say!(FullOnNeeded)));
    }
    let suspended = before.standing == Standing::Normal && now.standing == Standing::Suspended;
    suspended.then_some((Field::Standing, say!(UseSuspend)))
}

fn draft_of<'r>(record: &'r Record<'_>, options: &'r Options, today: NaiveDate) -> Draft<'r> {
    let mut draft = Draft::of_row(record);
    for field in Field::ALL {
        if let Some(cell) = record.cell(*field as usize) {
            draft.tell_cell(*field, cell, today);
        } else if options.clear_empty && record.told_blank(*field as usize) {
            draft.tell(*field, "");
        }
    }
    if let Some(org) = options.org.as_deref().filter(|_| draft.text(Field::Org).is_none()) {
        draft.tell(Field::Org, org);
    }
    draft
}

/// Whom a row names, for people: by name, else by a number.
fn subject<'r>(record: &'r Record<'_>) -> &'r str {
    [Field::Name, Field::No, Field::IdNo].iter().find_map(|field| record.cell(*field as usize)).unwrap_or_default()
}

/// Whether a row is about somebody who has a number, but stood on no roll, as an export of all gives applicants and
/// contact persons: whatever a roll would tell is blank.
fn is_on_no_roll(record: &Record<'_>) -> bool {
    const OF_ROLL: [Field; 8] = [
        Field::Org,
        Field::Category,
        Field::Joined,
        Field::FullOn,
        Field::Entered,
        Field::Standing,
        Field::LeftOn,
        Field::LeftHow,
    ];
    record.cell(Field::No as usize).is_some() && OF_ROLL.iter().all(|field| record.told_blank(*field as usize))
}

fn is_taken(tx: &Tx<'_>, no: i64) -> Result<bool> {
    Ok(tx.prepare_cached("SELECT 1 FROM person WHERE id = :id")?.exists([no])?)
}

/// The column in which it belongs what a group of members is called by.
fn column_of(group: &str) -> Option<Field> {
    match group {
        "正式党员" | "预备党员" => Some(Field::Category),
        "流动党员" => Some(Field::Floating),
        "失联党员" => Some(Field::Lost),
        _ => None,
    }
}

/// Whether the cells of a row say by themselves what its group is called by.
fn is_said(checked: &Checked, group: &str) -> bool {
    let category = checked.membership.as_ref().map(|membership| membership.category);
    category.is_some_and(|category| category == Category::Full && group == category.entry().label.zh)
}

fn problem(record: &Record<'_>, field: Field, what: Text) -> Problem {
    Problem { key: field.key(), value: record.cell(field as usize).unwrap_or_default().to_owned(), what }
}

/// What a correction changed, field by field, personal numbers masked.
fn differences(before: &Draft<'_>, after: &Draft<'_>) -> Text {
    let shown = |draft: &Draft<'_>, field: Field| {
        let text = draft.text(field).unwrap_or("—");
        if field == Field::Landline { text::mask_phone(text) } else { text::mask_numbers(text) }
    };
    let changed = Field::ALL.iter().filter(|field| before.text(**field) != after.text(**field));
    let parts: Vec<Text> = changed
        .map(|field| {
            let column = label(field.key()).expect("every field has a label");
            say!(OldToNew { column, old: shown(before, *field), new: shown(after, *field) })
        })
        .collect();
    say!(Changes { parts })
}
