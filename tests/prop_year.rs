//! Years of an office, made up at random but such as can be: every step must be accepted, and on every day each person
//! stands where a plain count of the events says, on one roll at most. Undoing everything gives the first dump back.
//!
//! `prop.rs` takes any step in any order, so most of its steps are refused; here a refusal is a failure.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use dangwu::committee::FOLLOW;
use dangwu::date::PartialDate;
use dangwu::db::{Db, Mode, Operation, Tx, check, journal, undo};
use dangwu::error::Result;
use dangwu::member::check::{Books, Needs};
use dangwu::member::draft::{Draft, Field};
use dangwu::member::states::State;
use dangwu::member::{EndReason, PersonId, away, events, write};
use dangwu::org::{self, NewOrg, OrgId, OrgKind, dissolve};
use dangwu::rules::Advice;
use dangwu::transfer::incoming::Arrival;
use dangwu::transfer::out::NewLetter;
use dangwu::transfer::set::Correction;
use dangwu::transfer::{self, Side, TransferId};
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestRunner};

/// Branches besides the committee.
const BRANCHES: usize = 3;
const PEOPLE: usize = 4;

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2009, 1, 1).unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 12, 31).unwrap()
}

/// A throw of dice: what happens next, to whom, where, and after how many days.
type Throw = (u8, usize, usize, u64);

fn throws() -> impl Strategy<Value = Vec<Throw>> {
    proptest::collection::vec((any::<u8>(), 0..PEOPLE, 0..BRANCHES, 1..25_u64), 5..35)
}

/// Where somebody is, by a plain count.
#[derive(Debug, Clone, Default)]
struct Life {
    /// From which day on in which branch, or in none; the last entry of a day counts.
    places: BTreeMap<NaiveDate, Option<usize>>,
    letter: Option<(TransferId, NaiveDate, Option<usize>)>,
    last_out: Option<(TransferId, NaiveDate)>,
    probationary: bool,
    dead: bool,
    floating: bool,
    suspended: bool,
}

impl Life {
    fn on(&self, day: NaiveDate) -> Option<usize> {
        self.places.range(..=day).next_back().and_then(|(_, place)| *place)
    }
}

struct Office {
    db: Db,
    branches: Vec<OrgId>,
    living: Vec<bool>,
    lives: Vec<Life>,
    day: NaiveDate,
    numbers: Vec<i64>,
}

impl Office {
    fn found() -> (Self, Dump) {
        let db = Db::memory().unwrap();
        let empty = dump(&db);
        let mut office = Self {
            db,
            branches: Vec::new(),
            living: vec![true; BRANCHES],
            lives: vec![Life::default(); PEOPLE],
            day: first_day(),
            numbers: Vec::new(),
        };
        for at in 0..=BRANCHES {
            let new = NewOrg {
                name: format!("第{at}支部"),
                kind: Some(if at == BRANCHES { OrgKind::Committee } else { OrgKind::Branch }),
                founded: Some(office.date()),
                ..NewOrg::default()
            };
            let id = office.must(|tx, advice| org::add(tx, &new, today(), advice));
            office.branches.push(id);
        }
        for person in 0..PEOPLE {
            let branch = person % BRANCHES;
            let (org, probationary) = (office.branches[branch], person == 0);
            office.must(|tx, _| {
                let books = Books::new(tx, today());
                let mut draft = Draft::default();
                let letter = u8::try_from(person).map_or('?', |person| char::from(b'A' + person));
                draft.tell(Field::Name, format!("党员{letter}"));
                draft.tell(Field::Org, org::get(tx, org)?.code);
                draft.tell(Field::Entered, first_day().to_string());
                draft.tell(Field::Category, if probationary { "probationary" } else { "full" });
                let checked = dangwu::member::check::check(&draft, &books, Needs::Roll)?;
                write::insert(tx, &checked, None, &books)
            });
            office.lives[person].places.insert(first_day(), Some(branch));
            office.lives[person].probationary = probationary;
        }
        (office, empty)
    }

    fn date(&self) -> PartialDate {
        self.day.into()
    }

    /// Does what can be done: a refusal fails the test.
    fn must<T>(&mut self, work: impl FnOnce(&Tx<'_>, &mut Advice) -> Result<T>) -> T {
        let operation = Operation {
            at: "2011-12-31T08:00:00Z".into(),
            operator: "测试".into(),
            command: "test".into(),
            override_reason: None,
            mode: Mode::Commit,
        };
        let mut advice = Advice::new(Some("测试".into()));
        let done = self.db.transact(&operation, |tx| work(tx, &mut advice));
        let (result, outcome) = done.unwrap_or_else(|error| {
            panic!("on {}: {:#?}\n{:#?}", self.day, error.lines(dangwu::i18n::Lang::En), self.lives)
        });
        self.numbers.extend(outcome.number);
        result
    }

    /// What happens next, if it can.
    fn take(&mut self, (what, who, place, days): Throw) {
        self.day = (self.day + Days::new(days)).min(today());
        let (life, person) = (self.lives[who].clone(), PersonId(i64::try_from(who).unwrap() + 1));
        let here = life.on(self.day);
        let target = Some(place).filter(|place| self.living[*place] && Some(*place) != here);
        match (what % 12, here, life.letter) {
            _ if life.dead => {}
            (0..=1, Some(_), None) => self.issue(who, person, target.filter(|_| what % 2 == 0)),
            (2..=4, Some(_), Some(letter)) => self.receive(who, letter),
            (5, _, Some((id, ..))) => {
                let on = self.date();
                self.must(|tx, _| transfer::cancel(tx, &transfer::load(tx, id)?, &on, "不去了", today()));
                self.lives[who].letter = None;
            }
            (6, Some(_), None) => {
                if let Some(to) = target {
                    let (org, on) = (self.branches[to], self.date());
                    self.must(|tx, advice| transfer::within::move_all(tx, &[person], org, &on, today(), advice));
                    self.lives[who].places.insert(self.day, Some(to));
                }
            }
            (2..=6, None, None) => self.arrive(who, person, target),
            (7, Some(_), None) => self.flow(who, person),
            (8, Some(_), None) => self.suspend(who, person),
            (9, Some(_), None) if what > 200 => {
                let on = self.date();
                self.must(|tx, _| events::end(tx, person, &on, EndReason::Deceased, None, today()));
                (self.lives[who].dead, self.lives[who].places) = (true, self.ended(who));
            }
            (9, Some(_), _) if life.probationary => self.convert(who, person),
            (10, None, None) => self.mend(who),
            (11, ..) if what > 200 => self.dissolve(place),
            _ => {}
        }
    }

    fn ended(&self, who: usize) -> BTreeMap<NaiveDate, Option<usize>> {
        let mut places = self.lives[who].places.clone();
        places.insert(self.day, None);
        places
    }

    fn issue(&mut self, who: usize, person: PersonId, to: Option<usize>) {
        let side = to.map_or_else(|| Side::elsewhere("外地").unwrap(), |to| Side::of(self.branches[to]));
        let new = NewLetter {
            person,
            to: side,
            date: self.date(),
            letter_no: None,
            valid_days: None,
            dues_until: None,
            remark: None,
            of_the_past: false,
        };
        let id = self.must(|tx, advice| transfer::out::issue(tx, new, today(), advice));
        self.lives[who].letter = Some((id, self.day, to));
    }

    fn receive(&mut self, who: usize, (id, _, to): (TransferId, NaiveDate, Option<usize>)) {
        // Dissolved on the way, or dissolved into where the person was going.
        if to.is_some_and(|to| !self.living[to]) {
            return;
        }
        if to.is_some() && to == self.lives[who].on(self.day) {
            return;
        }
        let on = self.date();
        self.must(|tx, advice| transfer::receipt::receive(tx, &transfer::load(tx, id)?, &on, today(), advice));
        let life = &mut self.lives[who];
        life.places.insert(self.day, to);
        life.letter = None;
        if to.is_none() {
            (life.floating, life.suspended) = (false, false);
            life.last_out = Some((id, self.day));
        }
    }

    fn arrive(&mut self, who: usize, person: PersonId, to: Option<usize>) {
        let Some(to) = to else { return };
        let mut told = Draft::default();
        told.tell(Field::Name, person.0.to_string());
        let arrival = Arrival {
            told,
            new: false,
            from: Side::elsewhere("外地").unwrap(),
            to: self.branches[to],
            date: self.date(),
            letter_no: None,
            dues_until: None,
            remark: None,
        };
        let (back, ..) = self.must(|tx, advice| transfer::incoming::arrive(tx, &arrival, today(), advice));
        assert_eq!(back, person, "one record");
        let life = &mut self.lives[who];
        life.places.insert(self.day, Some(to));
        life.last_out = None;
    }

    fn flow(&mut self, who: usize, person: PersonId) {
        let (on, away) = (self.date(), self.lives[who].floating);
        self.must(|tx, advice| match away {
            true => away::end(tx, person, State::Floating, &on, today()),
            false => away::flow_out(tx, person, "上海", &on, today(), advice),
        });
        self.lives[who].floating = !away;
    }

    fn suspend(&mut self, who: usize, person: PersonId) {
        let (on, suspended) = (self.date(), self.lives[who].suspended);
        self.must(|tx, _| match suspended {
            true => events::restore(tx, person, &on, "查清", today()),
            false => events::suspend(tx, person, &on, "调查", today()),
        });
        self.lives[who].suspended = !suspended;
    }

    fn convert(&mut self, who: usize, person: PersonId) {
        let on = self.date();
        self.must(|tx, _| {
            let (stored, books) = (write::load(tx, person)?, Books::new(tx, today()));
            let mut told = Draft::default();
            told.tell(Field::FullOn, on.to_string());
            let checked = dangwu::member::check::check(&stored.overlaid(tx, told.clone())?, &books, Needs::Roll)?;
            dangwu::member::check::refuse(&checked.problems)?;
            write::update(tx, &stored, &checked, &told, &books)
        });
        self.lives[who].probationary = false;
    }

    /// The receipt of the last letter came a day later than booked.
    fn mend(&mut self, who: usize) {
        let Some((id, booked)) = self.lives[who].last_out.filter(|(_, booked)| *booked < self.day) else { return };
        let later = booked + Days::new(1);
        let fix = Correction { received: Some(later.into()), ..Correction::default() };
        self.must(|tx, advice| transfer::set::correct(tx, &transfer::load(tx, id)?, &fix, today(), advice));
        let life = &mut self.lives[who];
        life.places.remove(&booked);
        life.places.insert(later, None);
        life.last_out = Some((id, later));
    }

    /// A branch goes up in the next living one.
    fn dissolve(&mut self, place: usize) {
        let into = (0..BRANCHES).find(|other| *other != place && self.living[*other]);
        let (Some(into), true) = (into, self.living[place]) else { return };
        let newest = self.lives.iter().filter(|life| life.places.values().any(|on| *on == Some(place)));
        if newest.flat_map(|life| life.places.keys()).any(|day| *day >= self.day) {
            return;
        }
        let (org, heir, on) = (self.branches[place], self.branches[into], self.date());
        self.must(|tx, _| dissolve::dissolve(tx, org, &on, "合并", Some(heir), today(), FOLLOW));
        self.living[place] = false;
        for life in &mut self.lives {
            if life.on(self.day) == Some(place) {
                life.places.insert(self.day, Some(into));
            }
        }
    }

    /// Every day, every person: on the roll of the branch that the plain count says, and on no other.
    fn assert_agrees(&self) {
        assert_eq!(check::all(self.db.conn()).unwrap(), []);
        let mut query = self
            .db
            .conn()
            .prepare("SELECT org_id FROM roll WHERE person_id = ?1 AND since <= ?2 AND coalesce(until, '9') > ?2")
            .unwrap();
        for (who, life) in self.lives.iter().enumerate() {
            let mut day = first_day();
            while day <= today() {
                let on: Vec<OrgId> = query
                    .query_map((i64::try_from(who).unwrap() + 1, day.to_string()), |row| row.get(0))
                    .unwrap()
                    .collect::<std::result::Result<_, _>>()
                    .unwrap();
                let expected: Vec<OrgId> = life.on(day).map(|branch| self.branches[branch]).into_iter().collect();
                assert_eq!(on, expected, "党员{who} on {day}: {life:#?}");
                day = day + Days::new(1);
            }
        }
    }
}

impl Office {
    /// The annual table of each year, and of periods across them, comes out even for every org, person by person.
    fn assert_balances(&self) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.db");
        self.db.conn().execute("VACUUM INTO ?1", [file.to_str().unwrap()]).unwrap();
        for (from, to) in [("2009-01-01", "2009-12-31"), ("2010-01-01", "2010-12-31"), ("2009-07-15", "2011-03-31")] {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_dangwu"))
                .args(["report", "annual", "--from", from, "--to", to, "--check", "--db"])
                .arg(&file)
                .env("DANGWU_BACKUP_DAILY", "no")
                .env("DANGWU_TODAY", today().to_string())
                .env("DANGWU_CONFIG", folder.path().join("config.toml"))
                .output()
                .unwrap();
            assert!(output.status.success(), "{from} {to}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

/// How often each kind of event came to pass in an office.
fn events_of(db: &Db) -> BTreeMap<String, usize> {
    let sql = "SELECT direction || iif(letter_no IS NULL, '', ' letter') || iif(cancelled IS NULL, '', ' cancelled')
                 || iif(received IS NULL, '', ' received') AS event FROM transfer
               UNION ALL SELECT 'ended ' || ended FROM roll WHERE ended IS NOT NULL
               UNION ALL SELECT 'dissolved' FROM org WHERE dissolved IS NOT NULL
               UNION ALL SELECT kind FROM absence UNION ALL SELECT 'suspended' FROM suspension";
    let mut events = BTreeMap::new();
    for event in db.conn().prepare(sql).unwrap().query_map([], |row| row.get::<_, String>(0)).unwrap() {
        *events.entry(event.unwrap()).or_default() += 1;
    }
    events
}

/// All rows of the record tables.
type Dump = Vec<String>;

fn dump(db: &Db) -> Dump {
    let mut rows = Vec::new();
    for table in journal::record_tables(db.conn()).unwrap() {
        let image = journal::image_sql(&journal::stored_columns(db.conn(), &table).unwrap(), &table);
        let mut query = db.conn().prepare(&format!("SELECT '{table} ' || {image} FROM {table} ORDER BY id")).unwrap();
        rows.extend(query.query_map([], |row| row.get::<_, String>(0)).unwrap().map(std::result::Result::unwrap));
    }
    rows
}

#[test]
fn what_can_be_is_accepted_counted_right_and_undone() {
    let config = Config { cases: 60, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let seed = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let seen = RefCell::new(BTreeMap::<String, usize>::new());
    let outcome = TestRunner::new_with_rng(config, seed).run(&throws(), |throws| {
        let (mut office, empty) = Office::found();
        throws.into_iter().for_each(|throw| office.take(throw));
        office.assert_agrees();
        office.assert_balances();
        for (event, count) in events_of(&office.db) {
            *seen.borrow_mut().entry(event).or_default() += count;
        }
        while let Some(number) = office.numbers.pop() {
            let operation = Operation {
                at: "2011-12-31T09:00:00Z".into(),
                operator: "测试".into(),
                command: "db undo".into(),
                override_reason: None,
                mode: Mode::Commit,
            };
            undo::undo(&mut office.db, Some(number), &operation)
                .unwrap_or_else(|error| panic!("undo of {number}: {:#?}", error.lines(dangwu::i18n::Lang::En)));
        }
        assert_eq!(dump(&office.db), empty, "all is undone");
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // It proves something only if everything came to pass.
    for event in [
        "out letter received",
        "out letter cancelled",
        "out letter",
        "within letter received",
        "within received",
        "in received",
        "ended deceased",
        "ended converted",
        "dissolved",
        "floating",
        "suspended",
    ] {
        assert!(seen.borrow().get(event).is_some_and(|count| *count >= 5), "too few “{event}”: {seen:?}");
    }
}
