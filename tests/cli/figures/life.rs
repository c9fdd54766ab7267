//! Lives made up at random but such as can be: what a clerk types of each, and what happened in plain words.

use chrono::{Days, Months, NaiveDate};
use proptest::prelude::{Strategy, any};

/// Branches that people enter; the last is dissolved into the one before it.
pub(crate) const BRANCHES: [&str; 3] = ["A", "B", "C"];
pub(crate) const DISSOLVED: usize = 2;
pub(crate) const HEIR: usize = 1;
const NAMES: [&str; 5] = ["赵一明", "钱二明", "孙三明", "李四明", "周五明"];

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// After which nothing happens to anybody but the dissolution.
fn last_day() -> NaiveDate {
    day(2012, 9, 30)
}

pub(crate) fn day_of_dissolution() -> NaiveDate {
    day(2012, 11, 1)
}

/// The day of the tests.
pub(crate) fn today() -> NaiveDate {
    day(2012, 12, 31)
}

/// The two who introduce people in a branch.
pub(crate) fn introducers(org: usize) -> [&'static str; 2] {
    [["介绍一", "介绍二"], ["介绍三", "介绍四"], ["介绍五", "介绍六"]][org]
}

/// The unit that many work in was founded and is no more: typed whenever somebody gets to it.
pub(crate) fn closing_of_unit() -> Typed {
    vec![
        "org unit add 甲协会 --kind association --established 2004-01-01".into(),
        format!("org unit close 甲协会 --date {} --reason 注销", day_of_closing()),
    ]
}

pub(crate) fn day_of_closing() -> NaiveDate {
    day(2010, 6, 1)
}

/// What became of somebody, on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum What {
    /// A step on the way that begins this stage.
    Stage(&'static str),
    Admitted(usize),
    Entered {
        org: usize,
        probationary: bool,
        /// On the very day of joining.
        joining: bool,
    },
    Returned(usize),
    Moved(usize),
    Converted,
    Went(&'static str),
    Suspended,
    Restored,
}

/// A letter to elsewhere, and when its receipt came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    pub(crate) day: NaiveDate,
    pub(crate) from: usize,
    pub(crate) received: Option<NaiveDate>,
}

/// Commands that go in together: a slip and its correction.
pub(crate) type Typed = Vec<String>;

#[derive(Debug, Clone, Default)]
pub(crate) struct Life {
    pub(crate) name: String,
    pub(crate) has_unit: bool,
    pub(crate) typed: Vec<Typed>,
    pub(crate) events: Vec<(NaiveDate, What)>,
    pub(crate) letters: Vec<Letter>,
}

/// A throw of dice: what, where, after how many days, how exactly known, with a slip or not.
type Throw = (u8, usize, u64, u8, bool);

pub(crate) fn lives() -> impl Strategy<Value = Vec<Life>> {
    let throw = (any::<u8>(), 0..BRANCHES.len(), 1..220_u64, any::<u8>(), proptest::bool::weighted(0.2));
    let throws = proptest::collection::vec(throw, 2..7);
    proptest::collection::vec(throws, 2..=NAMES.len())
        .prop_map(|all| all.iter().enumerate().map(|(at, throws)| Telling::new(NAMES[at], at).tell(throws)).collect())
}

/// A life as far as it is told.
struct Telling {
    life: Life,
    day: NaiveDate,
    /// Of which letters and branches get their numbers.
    at: usize,
    org: Option<usize>,
    /// Since when on probation.
    joined: Option<NaiveDate>,
    is_over: bool,
    is_suspended: bool,
    last: Option<What>,
}

impl Telling {
    fn new(name: &str, at: usize) -> Self {
        Self {
            life: Life { name: name.to_owned(), ..Life::default() },
            day: day(2008, 12, 1),
            at,
            org: None,
            joined: None,
            is_over: false,
            is_suspended: false,
            last: None,
        }
    }

    fn tell(mut self, throws: &[Throw]) -> Life {
        for (at, throw) in throws.iter().enumerate() {
            if at == 0 {
                self.begin(*throw);
            } else {
                self.go_on(*throw);
            }
            if self.is_over {
                break;
            }
        }
        self.life
    }

    /// By which a returner is recognised, in whatever order people got their numbers.
    fn id_no(&self) -> String {
        crate::env::id_no(&format!("3304021980050{}996", self.at + 1))
    }

    fn types(&mut self, commands: Vec<String>) {
        self.life.typed.push(commands);
    }

    fn happens(&mut self, what: What) {
        self.life.events.push((self.day, what));
        self.last = Some(what);
    }

    fn begin(&mut self, (what, org, days, exact, slip): Throw) {
        self.org = Some(org);
        self.day = self.day + Days::new(days);
        if what % 3 == 0 { self.apply(slip) } else { self.enter(what, exact, slip) }
    }

    /// Recorded from a roster: full or on probation, on the day of joining or later.
    fn enter(&mut self, what: u8, exact: u8, slip: bool) {
        let (org, probationary, joining) = (self.org.unwrap_or(0), what.is_multiple_of(2), what.is_multiple_of(5));
        let mut said = self.day.to_string();
        if exact.is_multiple_of(4) {
            self.day = first_of_month(self.day);
            said.truncate(7);
        }
        let joined = if joining { self.day } else { self.day - Days::new(40) };
        let says_joined = if joining { said.clone() } else { joined.to_string() };
        let category = if probationary { "--category probationary".into() } else { format!("--full-on {says_joined}") };
        self.life.has_unit = what % 7 < 4;
        let unit = if self.life.has_unit { "--unit 甲协会" } else { "" };
        let (name, id_no) = (self.life.name.clone(), self.id_no());
        let add = |entered: &str| {
            format!(
                "member add {name} --org {} --joined {says_joined} {category} --entered {entered} --id-no {id_no} {unit}",
                BRANCHES[org]
            )
        };
        let is_slip = slip && !joining;
        self.types(match is_slip {
            true => vec![add(&(joined + Days::new(3)).to_string()), format!("member set {name} --entered {said}")],
            false => vec![add(&said)],
        });
        self.joined = probationary.then_some(joined);
        self.happens(What::Entered { org, probationary, joining });
    }

    /// Step by step, as many as there is time for.
    fn apply(&mut self, slip: bool) {
        let (name, org) = (self.life.name.clone(), self.org.unwrap_or(0));
        let apply = |day: NaiveDate| {
            format!("activist apply {name} --org {} --date {day} --id-no {}", BRANCHES[org], self.id_no())
        };
        self.types(match slip {
            true => {
                vec![apply(self.day - Days::new(4)), format!("activist set {name} --step applied --date {}", self.day)]
            }
            false => vec![apply(self.day)],
        });
        self.happens(What::Stage("applicant"));
        self.day = self.day + Days::new(10);
        self.types(vec![format!("activist talk {name} --date {}", self.day)]);
        self.day = self.day + Days::new(20);
        self.types(vec![format!("activist nominate {name} --date {}", self.day)]);
        self.happens(What::Stage("activist"));
        self.day = self.day + Days::new(400);
        self.types(vec![format!("activist candidate {name} --date {0} --consent {0}", self.day)]);
        self.happens(What::Stage("candidate"));
        self.day = self.day + Days::new(60);
        let votes = "--voters 5 --present 5 --for 5";
        let before = |days| self.day - Days::new(days);
        let steps = [
            format!("activist review {name} --date {} --result 合格", before(30)),
            format!("activist train {name} --date {} --hours 40", before(20)),
            format!("activist prereview {name} --date {}", before(10)),
            format!("activist admit {name} --date {} {votes} --introducers {}", self.day, introducers(org).join(",")),
            format!("activist approve {name} --date {} --doc 1", self.day + Days::new(30)),
        ];
        steps.into_iter().for_each(|step| self.types(vec![step]));
        self.joined = Some(self.day);
        self.happens(What::Admitted(org));
        self.day = self.day + Days::new(30);
    }

    fn go_on(&mut self, (what, org, days, exact, slip): Throw) {
        let next = self.day + Days::new(days);
        if next > last_day() {
            return;
        }
        match (what % 8, self.org) {
            (_, None) => self.back(org, next),
            (0 | 1, Some(from)) if from != org && !self.is_suspended => self.move_to(org, next, exact),
            (2 | 3, Some(_)) if self.joined.is_some() && !self.is_suspended => self.convert(next),
            (4, Some(from)) if !self.is_suspended => self.leave(from, next, what, exact),
            (5 | 6, Some(_)) if self.joined.is_none() => self.suspend(next, exact),
            (7, Some(_)) => self.end(next, what, exact, slip),
            _ => {}
        }
    }

    fn back(&mut self, org: usize, next: NaiveDate) {
        self.day = next;
        self.types(vec![format!(
            "transfer in {} --from 杭州市 --to {} --date {next} --letter 回{}",
            self.id_no(),
            BRANCHES[org],
            self.at
        )]);
        self.org = Some(org);
        self.happens(What::Returned(org));
    }

    fn move_to(&mut self, org: usize, next: NaiveDate, exact: u8) {
        let said = self.said(next, exact);
        self.types(vec![format!("transfer move {} --to {} --date {said}", self.life.name, BRANCHES[org])]);
        self.org = Some(org);
        self.happens(What::Moved(org));
    }

    /// A day, or only its month if that lies wholly after what was before; moves to that day.
    fn said(&mut self, next: NaiveDate, exact: u8) -> String {
        let first = first_of_month(next);
        let is_vague = exact.is_multiple_of(3) && first > self.day;
        self.day = if is_vague { first } else { next };
        if is_vague { next.format("%Y-%m").to_string() } else { next.to_string() }
    }

    fn convert(&mut self, next: NaiveDate) {
        let due = self.joined.unwrap_or(next) + Months::new(12) + Days::new(1);
        let next = next.max(due);
        if next > last_day() {
            return;
        }
        self.day = next;
        self.types(vec![format!("activist convert {} --date {next} --voters 5 --present 5 --for 5", self.life.name)]);
        self.joined = None;
        self.happens(What::Converted);
    }

    /// With a letter to elsewhere, whose receipt may never come.
    fn leave(&mut self, from: usize, next: NaiveDate, what: u8, exact: u8) {
        let number = format!("去{}-{}", self.at, self.life.letters.len());
        let mut typed = vec![format!("transfer out {} --to 上海市 --date {next} --letter {number}", self.life.name)];
        let received = next + Days::new(u64::from(exact % 60));
        let is_received = what > 60 && received <= last_day();
        self.life.letters.push(Letter { day: next, from, received: is_received.then_some(received) });
        self.day = next;
        if !is_received {
            self.types(typed);
            self.is_over = true;
            return;
        }
        typed.push(format!("transfer receipt {number} --date {received}"));
        self.types(typed);
        (self.day, self.org) = (received, None);
        self.happens(What::Went("out"));
    }

    fn suspend(&mut self, next: NaiveDate, exact: u8) {
        let name = self.life.name.clone();
        if !self.is_suspended {
            self.day = next;
            self.types(vec![format!("member suspend {name} --date {next} --reason 调查")]);
            self.happens(What::Suspended);
        } else if exact.is_multiple_of(3) {
            // Known to the month in which it began: a day long.
            self.types(vec![format!("member restore {name} --date {} --reason 查清", self.day.format("%Y-%m"))]);
            self.day = self.day + Days::new(1);
            self.happens(What::Restored);
        } else {
            self.day = next;
            self.types(vec![format!("member restore {name} --date {next} --reason 查清")]);
            self.happens(What::Restored);
        }
        self.is_suspended = !self.is_suspended;
    }

    /// For good: on the very day of the last event, within its month, or later.
    fn end(&mut self, next: NaiveDate, what: u8, exact: u8, slip: bool) {
        let (reason, went) =
            [("deceased", "died"), ("expelled", "expelled"), ("left", "left")][usize::from(what / 8) % 3];
        let name = self.life.name.clone();
        let has_just_come =
            matches!(self.last, Some(What::Entered { .. } | What::Returned(_) | What::Moved(_) | What::Converted));
        let said = match exact % 3 {
            0 if has_just_come => {
                let month = self.day.format("%Y-%m").to_string();
                self.day = self.day + Days::new(1);
                month
            }
            1 if matches!(self.last, Some(What::Entered { .. })) => self.day.to_string(),
            _ => {
                self.day = next;
                next.to_string()
            }
        };
        let end = |date: &str| format!("member end {name} --date {date} --reason {reason}");
        let wrong = self.day + Days::new(5);
        self.types(match slip {
            true => vec![end(&wrong.to_string()), format!("member set {name} --ended {said}")],
            false => vec![end(&said)],
        });
        self.happens(What::Went(went));
        self.is_over = true;
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(chrono::Datelike::day0(&day)))
}
