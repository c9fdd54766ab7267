//! Checks a draft whole: every fault of it, each with the field, the value, what is wrong and how to mend it.

use std::cell::RefCell;
use std::rc::Rc;
use std::str::FromStr;

use chrono::NaiveDate;
use foldhash::{HashMap, HashSet};
use rusqlite::Connection;

use super::draft::{Draft, Field};
use super::{Category, Ended, Sex, Standing, names, tables};
use crate::code::UnknownCode;
use crate::date::{self, PartialDate, months_later, years_between};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::id_no::IdNo;
use crate::input::Problem;
use crate::member::texts;
use crate::org::unit::{self, UnitId};
use crate::org::{self, Org, OrgId};
use crate::output::yes_no;
use crate::phone;
use crate::rules::{Advice, rules};
use crate::text;

/// Numbers above are no numbers that anybody types.
const LAST_NUMBER: i64 = 999_999_999;

/// Ages of somebody on a roll or on the way there. A bare number in a date column is a day that Excel counted, or something
/// else that only looks like it; so does a birth date that makes a member older or younger.
const POSSIBLE_AGES: std::ops::RangeInclusive<i32> = 14..=120;
const USUAL_AGES: std::ops::RangeInclusive<i32> = 18..=110;

/// A person whose facts agree with each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The sex, from the identity number where nothing else is told.
    pub sex: Option<Sex>,
    /// The identity number of 18 places.
    pub id_no: Option<String>,
    /// The birth date, from the identity number where nothing else is told.
    pub birth: Option<PartialDate>,
    /// As written.
    pub ethnicity: Option<String>,
    /// As written.
    pub native_place: Option<String>,
    /// As written.
    pub education: Option<String>,
    /// As written.
    pub degree: Option<String>,
    /// Admitted as probationary member.
    pub joined: Option<PartialDate>,
    /// Full member since.
    pub full_on: Option<PartialDate>,
    /// The unit where the person works.
    pub unit: Option<UnitId>,
    /// Its name as written, where it is no unit on record.
    pub unit_text: Option<String>,
    /// As written.
    pub job: Option<String>,
    /// As written.
    pub position: Option<String>,
    /// Owns a business.
    pub owner: bool,
    /// A mobile number.
    pub phone: Option<String>,
    /// As written.
    pub landline: Option<String>,
    /// As written.
    pub address: Option<String>,
    /// As written.
    pub remark: Option<String>,
}

/// Codes of ethnicity, education and job, where one is known.
pub type Codes = [Option<&'static str>; 3];

impl Person {
    /// The codes beside the texts: ethnicity, education, job.
    pub fn codes(&self) -> Codes {
        [
            self.ethnicity.as_deref().and_then(tables::ethnicity_code),
            self.education.as_deref().and_then(tables::education_code),
            self.job.as_deref().and_then(tables::job_code),
        ]
    }
}

/// How a person stands on a roll.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// On whose roll.
    pub org: OrgId,
    /// As what, now.
    pub category: Category,
    /// Since when, if told.
    pub entered: Option<PartialDate>,
    /// Normal or suspended.
    pub standing: Standing,
    /// Out of touch, and since when if known.
    pub lost: Option<Option<PartialDate>>,
    /// Floating, where to, and since when if known.
    pub floating: Option<(Option<String>, Option<PartialDate>)>,
}

/// How somebody left the roll for good, or for elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The first day on which the person no longer belonged.
    pub on: PartialDate,
    /// By what.
    pub how: Ended,
    /// A word on it; of who was transferred, where to.
    pub note: Option<String>,
}

/// What came of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The number told, to be kept if it is free.
    pub no: Option<i64>,
    /// The person.
    pub person: Person,
    /// The codes beside its texts, see [`Person::codes`].
    pub codes: Codes,
    /// The membership, unless it is nobody's (a contact person).
    pub membership: Option<Membership>,
    /// How that membership ended, of who has left.
    pub left: Option<Left>,
    /// What is wrong; the rest is only good if this is empty.
    pub problems: Vec<Problem>,
    /// What is odd.
    pub warnings: Vec<Problem>,
}

/// What a check looks things up in.
pub struct Books<'a> {
    conn: &'a Connection,
    today: NaiveDate,
    orgs: RefCell<HashMap<String, Result<OrgId, Text>>>,
    org_rows: RefCell<HashMap<OrgId, Rc<Org>>>,
    units: RefCell<Option<HashMap<String, Option<UnitId>>>>,
    /// With the length of the shortest, in bytes.
    org_names: RefCell<Option<(HashSet<String>, usize)>>,
}

impl std::fmt::Debug for Books<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Books").field("today", &self.today).finish_non_exhaustive()
    }
}

impl<'a> Books<'a> {
    /// Looks things up on a connection; `today` bounds what can have happened.
    pub fn new(conn: &'a Connection, today: NaiveDate) -> Self {
        Self {
            conn,
            today,
            orgs: RefCell::default(),
            org_rows: RefCell::default(),
            units: RefCell::default(),
            org_names: RefCell::default(),
        }
    }

    /// The day beyond which nothing can have happened.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The org that a file names, looked up once; else why there is none.
    pub fn org(&self, typed: &str) -> Result<OrgId, Text> {
        let mut known = self.orgs.borrow_mut();
        if let Some(found) = known.get(typed) {
            return found.clone();
        }
        let found = org::find_exactly(self.conn, typed).map_err(|error| error.in_a_line());
        known.insert(typed.to_owned(), found.clone());
        found
    }

    /// The org of an id, read once.
    pub fn org_row(&self, id: OrgId) -> Result<Rc<Org>> {
        if let Some(org) = self.org_rows.borrow().get(&id) {
            return Ok(Rc::clone(org));
        }
        let org = Rc::new(org::get(self.conn, id)?);
        self.org_rows.borrow_mut().insert(id, Rc::clone(&org));
        Ok(org)
    }

    /// Whether an org goes by this name or short name. All of them are read on the first question.
    fn names_org(&self, name: &str) -> Result<bool> {
        let mut names = self.org_names.borrow_mut();
        let (known, shortest) = match &mut *names {
            Some(known) => known,
            none => {
                let known = org::all_names(self.conn)?;
                let shortest = known.iter().map(String::len).min().unwrap_or_default();
                none.insert((known, shortest))
            }
        };
        // Hardly anybody's name is as long as that.
        Ok(name.len() >= *shortest && known.contains(name))
    }

    /// The unit of exactly this full name, if one alone bears it. All names are read on the first question.
    fn unit(&self, name: &str) -> Result<Option<UnitId>> {
        let mut units = self.units.borrow_mut();
        let known = match &mut *units {
            Some(known) => known,
            none => none.insert(unit::by_name(self.conn)?),
        };
        if known.is_empty() {
            return Ok(None);
        }
        Ok(known.get(&*text::name(name)).copied().flatten())
    }
}

/// Whether an org must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A member: the org is needed.
    Roll,
    /// A contact person: no roll, whatever is told.
    NoRoll,
}

/// What a draft says of a person by itself, before anything is looked up: the unit and the org are names yet.
#[derive(Debug)]
pub struct Facts {
    so_far: Checked,
    roll: Option<Roll>,
}

/// How a person stands on a roll that is still a name.
#[derive(Debug)]
struct Roll {
    org: Option<String>,
    category: Category,
    entered: Option<PartialDate>,
    standing: Standing,
    lost: Option<Option<PartialDate>>,
    floating: Option<(Option<String>, Option<PartialDate>)>,
}

/// The number of a person, as typed in digits of any width; none if nobody can bear it.
pub(super) fn number(typed: &str) -> Option<i64> {
    let no = typed.parse().or_else(|_| text::fold(typed).parse()).ok()?;
    (1..=LAST_NUMBER).contains(&no).then_some(no)
}

struct Checker<'a> {
    draft: &'a Draft<'a>,
    today: NaiveDate,
    out: Checked,
}

/// Checks a draft. Fails only if the database does; what is wrong with the draft is in the result.
pub fn check(draft: &Draft<'_>, books: &Books<'_>, needs: Needs) -> Result<Checked> {
    let mut facts = facts(draft, books.today(), needs);
    facts.settle(books)?;
    Ok(facts.so_far)
}

/// Checks what a draft says as far as it can be checked without the database, so that an import can do it on a thread
/// of its own. Nothing can have happened after `today`.
pub fn facts(draft: &Draft<'_>, today: NaiveDate, needs: Needs) -> Facts {
    let mut checker = Checker { draft, today, out: Checked::default() };
    checker.identity();
    checker.texts();
    checker.dates();
    let roll = (needs == Needs::Roll).then(|| checker.roll());
    checker.age(roll.is_some());
    Facts { so_far: checker.out, roll }
}

impl Facts {
    /// The row is the foot of a form, by this cell: nothing else need be told of it.
    pub fn refuse_foot(&mut self, cell: &str) {
        self.so_far.problems = vec![Problem::of_row(say!(RowIsFoot { cell }))];
    }

    /// Whether both the name and the org are told.
    pub fn names_both(&self) -> bool {
        !self.so_far.person.name.is_empty() && self.roll.as_ref().is_some_and(|roll| roll.org.is_some())
    }

    /// What is wrong so far.
    pub fn faults(&self) -> &[Problem] {
        &self.so_far.problems
    }

    /// Looks up the unit and the org, and checks the rest. Fails only if the database does.
    pub fn settle(&mut self, books: &Books<'_>) -> Result<&mut Checked> {
        let checked = &mut self.so_far;
        if books.names_org(&checked.person.name)? {
            let value = checked.person.name.clone();
            checked.problems.push(Problem { key: Field::Name.key(), value, what: say!(NameOfOrg) });
        }
        if let Some(name) = checked.person.unit_text.take() {
            checked.person.unit = books.unit(&name)?;
            checked.person.unit_text = checked.person.unit.is_none().then_some(name);
        }
        let Some(Roll { org, category, entered, standing, lost, floating }) = self.roll.take() else {
            return Ok(checked);
        };
        let left = checked.left.as_ref().map(|left| left.on);
        match roll_org(org.as_deref(), (entered.as_ref(), left.as_ref()), books)? {
            Ok(org) => {
                let entered = match entered {
                    Some(entered) => Some(in_life_of(&*books.org_row(org)?, entered, checked)),
                    None => None,
                };
                checked.membership = Some(Membership { org, category, entered, standing, lost, floating });
            }
            Err(what) => {
                checked.problems.push(Problem { key: Field::Org.key(), value: org.unwrap_or_default(), what });
            }
        }
        Ok(checked)
    }
}

impl Checker<'_> {
    fn fault(&mut self, field: Field, what: Text) {
        self.out.problems.push(self.problem(field, what));
    }

    fn warn(&mut self, field: Field, what: Text) {
        self.out.warnings.push(self.problem(field, what));
    }

    fn problem(&self, field: Field, what: Text) -> Problem {
        Problem { key: field.key(), value: self.draft.text(field).unwrap_or_default().to_owned(), what }
    }

    fn owned(&self, field: Field) -> Option<String> {
        self.draft.text(field).map(str::to_owned)
    }

    fn code<T: FromStr<Err = UnknownCode>>(&mut self, field: Field) -> Option<T> {
        let read = self.draft.text(field)?.parse().map_err(|unknown: UnknownCode| unknown.to_problem());
        self.kept(field, read)
    }

    fn flag(&mut self, field: Field) -> Option<bool> {
        let read = text::yes_or_no(self.draft.text(field)?);
        self.kept(field, read.ok_or_else(|| say!(NotInList { choices: vec![yes_no(true), yes_no(false)] })))
    }

    /// A date of something that has happened in the Party.
    fn date(&mut self, field: Field) -> Option<PartialDate> {
        let read = date::happened_in_party(self.draft.text(field)?, self.today);
        let date = self.kept(field, read)?;
        if self.draft.is_of_file() && date::may_be_empty(&date) {
            self.warn(field, say!(DatePerhapsNothing));
        }
        Some(date)
    }

    /// A birth, which may lie before the Party. One that was a bare number in a cell is held against the age.
    fn birth(&mut self) -> Option<PartialDate> {
        let read = date::happened(self.draft.text(Field::Birth)?, self.today);
        let birth = self.kept(Field::Birth, read)?;
        let age = years_between(birth.first_day(), self.today);
        if self.draft.birth_was_counted() && !POSSIBLE_AGES.contains(&age) {
            self.fault(Field::Birth, say!(CountedBirthCannotBe { age }));
        } else if self.draft.birth_was_counted() && !USUAL_AGES.contains(&age) {
            self.warn(Field::Birth, say!(CountedBirthOdd { age }));
        } else if self.draft.is_of_file() && date::may_be_empty(&birth) {
            self.warn(Field::Birth, say!(DatePerhapsNothing));
        }
        Some(birth)
    }

    /// Holds the age of today against what can be and what is usual: on the roll now, or only on record, where somebody may
    /// have died long ago. A bare number in a cell has its own words, and so has what contradicts the birth.
    fn age(&mut self, on_roll: bool) {
        let beside = [Field::Birth, Field::IdNo, Field::Joined].map(Field::key);
        let is_told = self.draft.birth_was_counted() || self.out.problems.iter().any(|one| beside.contains(&one.key));
        let Some(birth) = self.out.person.birth.filter(|_| !is_told) else { return };
        let field = if self.draft.text(Field::Birth).is_some() { Field::Birth } else { Field::IdNo };
        let on_roll = on_roll && self.out.left.is_none();
        let most = years_between(birth.first_day(), self.today);
        let least = years_between(birth.last_day().min(self.today), self.today);
        if most < *POSSIBLE_AGES.start() || on_roll && least > *POSSIBLE_AGES.end() {
            self.fault(field, say!(BirthCannotBe { age: most }));
        } else if most > *USUAL_AGES.end() || on_roll && most < *USUAL_AGES.start() && self.out.person.joined.is_none()
        {
            self.warn(field, say!(BirthOdd { age: most }));
        }
    }

    fn kept<T>(&mut self, field: Field, read: Result<T, Text>) -> Option<T> {
        read.map_err(|what| self.fault(field, what)).ok()
    }

    fn identity(&mut self) {
        let typed = self.draft.text(Field::Name);
        match typed.map(text::name) {
            None => self.fault(Field::Name, say!(FieldNeeded)),
            Some(name) => match names::fault(&name) {
                Some(what) => self.fault(Field::Name, what),
                None => {
                    if names::holds_note(&name) || typed.is_some_and(names::has_note_beside) {
                        self.warn(Field::Name, say!(NameNoted));
                    }
                    self.out.person.name = name.into_owned();
                }
            },
        }
        if let Some(no) = self.draft.text(Field::No) {
            match number(no) {
                Some(no) => self.out.no = Some(no),
                None => self.fault(Field::No, say!(NumberNeeded)),
            }
        }
        self.out.person.sex = self.code(Field::Sex);
        self.out.person.birth = self.birth();
        let Some(typed) = self.draft.text(Field::IdNo) else { return };
        match IdNo::parse(typed) {
            Err(what) => self.fault(Field::IdNo, what),
            Ok(id_no) if id_no.birth() > self.today => self.fault(Field::IdNo, say!(IdNoBirthFuture)),
            Ok(id_no) => self.agree(&id_no),
        }
    }

    /// Holds birth date and sex against the identity number, or takes them from it.
    fn agree(&mut self, id_no: &IdNo) {
        let (birth, sex) = (id_no.birth(), if id_no.is_male() { Sex::Male } else { Sex::Female });
        match &self.out.person.birth {
            None if self.draft.text(Field::Birth).is_none() => self.out.person.birth = Some(birth.into()),
            Some(told) if birth < told.first_day() || birth > told.last_day() => {
                self.fault(Field::Birth, say!(BirthAgainstIdNo { birth }));
            }
            _ => {}
        }
        match self.out.person.sex {
            None if self.draft.text(Field::Sex).is_none() => self.out.person.sex = Some(sex),
            Some(told) if told != sex => self.fault(Field::Sex, say!(SexAgainstIdNo { sex })),
            _ => {}
        }
        self.out.person.id_no = Some(id_no.as_str().to_owned());
    }

    fn texts(&mut self) {
        self.out.person.ethnicity = self.owned(Field::Ethnicity);
        self.out.person.native_place = self.owned(Field::NativePlace);
        self.out.person.education = self.owned(Field::Education);
        self.out.person.degree = self.owned(Field::Degree);
        self.out.person.job = self.owned(Field::Job);
        self.out.person.position = self.owned(Field::Position);
        self.out.person.phone = self.phone(Field::Phone);
        self.out.person.landline = self.phone(Field::Landline);
        self.out.person.address = self.owned(Field::Address);
        self.out.person.remark = self.owned(Field::Remark);
        self.out.person.owner = self.flag(Field::Owner).unwrap_or_default();
        self.out.codes = self.out.person.codes();
        for (field, code) in [Field::Ethnicity, Field::Education, Field::Job].into_iter().zip(self.out.codes) {
            if code.is_none() && self.draft.text(field).is_some() {
                self.warn(field, say!(KeptAsText));
            }
        }
        self.out.person.unit_text = self.owned(Field::Unit);
    }

    fn phone(&mut self, field: Field) -> Option<String> {
        let read = phone::read(self.draft.text(field)?);
        let phones = self.kept(field, read)?;
        if phones.had_words {
            self.warn(field, say!(PhoneWords));
        }
        Some(phones.kept.into_owned())
    }

    fn dates(&mut self) {
        self.out.person.joined = self.date(Field::Joined);
        self.out.person.full_on = self.date(Field::FullOn);
        let Person { birth, joined, full_on, .. } = &self.out.person;
        let (birth, joined, full_on) = (*birth, *joined, *full_on);
        if let (Some(birth), Some(joined)) = (&birth, &joined) {
            let rule = &rules().applicant_age;
            if !joined.could_follow(birth) {
                self.fault(Field::Joined, say!(JoinedBeforeBirth { birth }));
            } else if i64::from(years_between(birth.first_day(), joined.last_day())) < rule.value_on(joined.first_day())
            {
                self.warn(
                    Field::Joined,
                    say!(AgainstRule {
                        message: say!(JoinedTooYoung { birth }),
                        basis: rule.basis(joined.first_day())
                    }),
                );
            }
        }
        if let (Some(joined), Some(full_on)) = (&joined, &full_on) {
            let rule = &rules().probation;
            let months = u32::try_from(rule.value_on(joined.first_day())).unwrap_or_default();
            if !full_on.could_follow(joined) {
                self.fault(Field::FullOn, say!(FullBeforeJoined { joined }));
            } else if full_on.last_day() < months_later(joined.first_day(), months) {
                self.warn(
                    Field::FullOn,
                    say!(AgainstRule { message: say!(FullTooEarly { joined }), basis: rule.basis(joined.first_day()) }),
                );
            }
        }
    }

    fn roll(&mut self) -> Roll {
        let (standing, by_standing) = self.standing();
        let category = self.category(by_standing);
        let entered = self.date(Field::Entered);
        if let (Some(joined), Some(entered)) = (self.out.person.joined, &entered)
            && !entered.could_follow(&joined)
        {
            self.fault(Field::Entered, say!(EnteredBeforeJoined { joined: &joined }));
        }
        if category == Category::Probationary && self.out.person.joined.is_none() {
            self.warn(Field::Joined, say!(ProbationWithoutDay));
        }
        self.out.left = self.left(entered.as_ref());
        let lost = self.lost();
        let floating = self.floating();
        Roll { org: self.owned(Field::Org), category, entered, standing, lost, floating }
    }

    /// 党籍状态 carries either {正常, 停止党籍} or, in some rosters, {正式, 预备}: the values decide.
    fn standing(&mut self) -> (Standing, Option<Category>) {
        let Some(typed) = self.draft.text(Field::Standing) else { return (Standing::Normal, None) };
        let unknown = match typed.parse::<Standing>() {
            Ok(standing) => return (standing, None),
            Err(unknown) => unknown,
        };
        let by_value = typed.parse::<Category>().ok();
        if by_value.is_none() {
            self.fault(Field::Standing, unknown.to_problem());
        }
        (Standing::Normal, by_value)
    }

    fn category(&mut self, by_standing: Option<Category>) -> Category {
        let has_full_on = self.out.person.full_on.is_some();
        let told = self.code::<Category>(Field::Category);
        if let (Some(told), Some(other)) = (told, by_standing)
            && told != other
        {
            self.fault(Field::Standing, say!(StandingAgainstCategory { category: told }));
        }
        match told.or(by_standing) {
            Some(Category::Probationary) if has_full_on => {
                self.fault(
                    Field::Category,
                    say!(ProbationaryWithFullOn {
                        full_on: self.out.person.full_on.as_ref().map_or_else(String::new, ToString::to_string)
                    }),
                );
                Category::Probationary
            }
            Some(Category::Unknown) | None if has_full_on => Category::Full,
            Some(category) => category,
            None => Category::Unknown,
        }
    }

    /// Of who has left: when and by what, both or neither.
    fn left(&mut self, entered: Option<&PartialDate>) -> Option<Left> {
        let (on, how) = (self.date(Field::LeftOn), self.code::<Ended>(Field::LeftHow));
        let how = match how {
            Some(Ended::Converted | Ended::Moved) => {
                self.fault(Field::LeftHow, say!(LeavesNoRoll));
                return None;
            }
            how => how,
        };
        match (on, how) {
            (Some(on), Some(how)) => {
                if let Some(entered) = entered.filter(|entered| !on.could_follow(entered)) {
                    self.fault(Field::LeftOn, say!(EndBeforeStart { date: &on, start: entered }));
                }
                Some(Left { on, how, note: self.owned(Field::LeftNote) })
            }
            (Some(_), None) if self.draft.text(Field::LeftHow).is_none() => {
                self.fault(Field::LeftHow, say!(FieldNeeded));
                None
            }
            (None, Some(_)) if self.draft.text(Field::LeftOn).is_none() => {
                self.fault(Field::LeftOn, say!(FieldNeeded));
                None
            }
            _ => None,
        }
    }

    fn lost(&mut self) -> Option<Option<PartialDate>> {
        let since = self.date(Field::LostSince);
        match (self.flag(Field::Lost), since) {
            (Some(false), Some(_)) => {
                self.fault(Field::LostSince, say!(DateWithoutFlag));
                None
            }
            (Some(true), since) => Some(since),
            (None, Some(since)) => Some(Some(since)),
            _ => None,
        }
    }

    fn floating(&mut self) -> Option<(Option<String>, Option<PartialDate>)> {
        let (to, since) = (self.owned(Field::FloatingTo), self.date(Field::FloatingSince));
        match self.flag(Field::Floating) {
            Some(false) if to.is_some() || since.is_some() => {
                self.fault(Field::FloatingTo, say!(PlaceWithoutFlag));
                None
            }
            Some(false) => None,
            Some(true) => Some((to, since)),
            None => (to.is_some() || since.is_some()).then_some((to, since)),
        }
    }
}

/// The org that is named, if somebody can be on its roll; else why not.
fn roll_org(
    typed: Option<&str>,
    stay: (Option<&PartialDate>, Option<&PartialDate>),
    books: &Books<'_>,
) -> Result<std::result::Result<OrgId, Text>> {
    let Some(typed) = typed else { return Ok(Err(say!(FieldNeeded))) };
    let id = match books.org(typed) {
        Ok(id) => id,
        Err(what) => return Ok(Err(what)),
    };
    Ok(match org_fault(&*books.org_row(id)?, stay) {
        Some(what) => Err(what),
        None => Ok(id),
    })
}

/// The day of coming to an org. One known so vaguely that it begins before the founding begins with it, which is told.
fn in_life_of(org: &Org, entered: PartialDate, checked: &mut Checked) -> PartialDate {
    match org.founded {
        Some(founded) if entered.first_day() < founded.first_day() => {
            let what = say!(EnteredBeforeFounding { org: &org.name, founded: &founded });
            checked.warnings.push(Problem { key: Field::Entered.key(), value: entered.to_string(), what });
            founded
        }
        _ => entered,
    }
}

/// Why nobody can be on the roll of this org, or not since or until that day.
fn org_fault(org: &Org, (entered, left): (Option<&PartialDate>, Option<&PartialDate>)) -> Option<Text> {
    if org.planned {
        return Some(hinted(say!(OrgPlanned { org: &org.name }), say!(OrgPlannedHint)));
    }
    if !org.kind.has_roll() {
        return Some(hinted(say!(KindWithoutRoll { org: &org.name, kind: org.kind }), say!(OtherOrgHint)));
    }
    if let Some(end) = &org.dissolved
        && left.is_none_or(|left| !end.could_follow(left))
    {
        return Some(hinted(say!(OrgGone { org: &org.name, dissolved: end }), say!(OtherOrgHint)));
    }
    match (entered, &org.founded) {
        (Some(entered), Some(founded)) if !entered.could_follow(founded) => {
            Some(say!(OrgNotYet { org: &org.name, founded, date: entered }))
        }
        _ => None,
    }
}

fn hinted(what: Text, hint: Text) -> Text {
    say!(WithHint { what, hint })
}

/// Passes on what is odd about a single draft, and refuses what is wrong with it.
pub fn pass_on(checked: &Checked, advice: &mut Advice) -> Result<()> {
    refuse(&checked.problems)?;
    checked.warnings.iter().for_each(|warning| advice.notice(warning.text()));
    Ok(())
}

/// Turns the problems of a single draft (the command line) into one refusal.
pub fn refuse(problems: &[Problem]) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::refused(say!(DraftRefused { count: problems.len() }))
        .details(problems.iter().map(Problem::text).collect()))
}
