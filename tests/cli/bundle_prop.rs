//! Whatever offices recorded: merged in any order, twice, it makes the same base, and its figures are the sums of theirs.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use dangwu::db::journal::record_tables;
use proptest::collection::vec;
use proptest::prelude::Strategy as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rusqlite::Connection;
use serde_json::Value;

use crate::bundle::Offices;
use crate::env::id_no;

const OFFICES: [&str; 3] = ["a", "b", "c"];

/// Something that happens in an office, by numbers that pick what and whom.
type Throw = (usize, usize, usize, usize);

struct World {
    offices: Offices,
    /// Who was added where, and whether they are still there.
    people: Vec<(usize, String, bool)>,
    units: usize,
    sent: usize,
}

impl World {
    fn new() -> Self {
        let offices = Offices::empty(&OFFICES);
        for name in OFFICES {
            let (top, one, two) = (name.to_uppercase(), format!("{name}1"), format!("{name}2"));
            offices.all(
                name,
                &[
                    &format!("org add {name}县党委 --kind 党委 --code {top} --founded 2005-01-01"),
                    &format!("org add {name}县一支部 --kind 党支部 --code {one} --parent {top} --founded 2006-01-01"),
                    &format!("org add {name}县二支部 --kind 党支部 --code {two} --parent {top} --founded 2007-03"),
                ],
            );
        }
        Self { offices, people: Vec::new(), units: 0, sent: 0 }
    }

    /// What may be refused may be refused.
    fn tell(&self, office: usize, line: &str) -> bool {
        let ran = self.offices.line(OFFICES[office], line);
        assert!([0, 2, 3, 4].contains(&ran.code), "{line}: {}", ran.err);
        ran.code == 0
    }

    fn take(&mut self, (office, what, a, b): Throw) {
        let day = format!("20{:02}-{:02}-{:02}", 8 + a % 3, 1 + b % 12, 1 + (a + b) % 28);
        let branch = format!("{}{}", OFFICES[office], 1 + a % 2);
        match what {
            0..=3 => {
                let number = self.people.len();
                let name = format!("党员{}", ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"][number % 10]);
                let name = format!("{name}{}", ["子", "丑", "寅", "卯"][number / 10 % 4]);
                let id = id_no(&format!("33040219{:02}0101{number:03}", 60 + b % 30));
                let known = if a % 4 == 0 { String::new() } else { format!("--id-no {id}") };
                let line = format!(
                    "member add {name} --org {branch} {known} --joined 2001-07-01 --full-on 2002-07-01 --entered 2008-0{}-01",
                    1 + b % 9
                );
                if self.tell(office, &line) {
                    self.people.push((office, name, true));
                }
            }
            4 => {
                // The one has a credit code, and is one unit in whatever office.
                let code = ["--uscc 51330400501234569K", ""][b % 2];
                let name = ["福建商会", "安徽商会"][b % 2];
                self.units += usize::from(
                    self.tell(office, &format!("org unit add {name} --kind 异地商会 --established 2006-05-01 {code}")),
                );
                self.tell(office, &format!("org cover {branch} {name} --from {day}"));
            }
            5 => drop(self.tell(
                office,
                &format!(
                    "meeting record {branch} --kind 主题党日 --date {day} --topic 学习 --due 5 --present {}",
                    b % 6
                ),
            )),
            6 => drop(
                self.tell(office, &format!("activist apply 申请人{}{a} --org {branch} --date {day}", OFFICES[office])),
            ),
            _ => {
                let Some((at, name, true)) = self.people.get((a + b) % self.people.len().max(1)).cloned() else {
                    return;
                };
                match what {
                    7 => drop(self.tell(at, &format!("member honor add {name} --title 优秀党员 --date {day}"))),
                    8 => drop(self.tell(at, &format!("member set {name} --job 工人 --phone 1380000{:04}", a * 16 + b))),
                    9 => drop(self.tell(
                        at,
                        &format!(
                            "transfer move {name} --to {}{} --date 2010-0{}-11",
                            OFFICES[at],
                            1 + b % 2,
                            1 + a % 9
                        ),
                    )),
                    _ => self.send(at, &name, office, b),
                }
            }
        }
    }

    /// Somebody goes from one office to another by letter.
    fn send(&mut self, from: usize, name: &str, to: usize, b: usize) {
        let person = &self.offices.json(OFFICES[from], &format!("member show {name} --reveal"))[0];
        let Some(id) = person["id_no"].as_str().filter(|_| from != to) else { return };
        let day = format!("2011-0{}-15", 1 + b % 5);
        if self.tell(from, &format!("transfer out {name} --to {}县 --date {day}", OFFICES[to])) {
            let letters = self.offices.json(OFFICES[from], "transfer list --open");
            let letter = letters.as_array().unwrap().iter().find(|row| row["person"] == name).unwrap()["id"].clone();
            self.offices.all(OFFICES[from], &[&format!("transfer receipt {letter} --date {day}")]);
            self.offices.all(OFFICES[to], &[&format!(
                "transfer in {name} --from {}县 --to {}1 --date {day} --id-no {id} --joined 2001-07-01 --full-on 2002-07-01 --job 教师",
                OFFICES[from], OFFICES[to]
            )]);
            self.sent += 1;
            self.people.iter_mut().filter(|known| known.1 == name).for_each(|known| known.2 = false);
        }
    }
}

/// What a base says, whatever numbers it gave: rows by what they refer to.
fn said(offices: &Offices, name: &str) -> Vec<String> {
    const APART: [&str; 5] = ["office", "origin", "sender", "bundle", "handed_up"];
    let conn = Connection::open(offices.env().path(&format!("{name}.db"))).unwrap();
    let strings = |sql: &str| -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables = record_tables(&conn).unwrap();
    let mut rows: HashMap<(String, i64), Vec<(String, Value)>> = HashMap::new();
    let mut links: HashMap<(String, String), String> = HashMap::new();
    for table in tables.iter().filter(|table| !APART.contains(&table.as_str())) {
        let columns = strings(&format!("SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden = 0"));
        let mut query =
            conn.prepare(&format!("SELECT \"from\", \"table\" FROM pragma_foreign_key_list('{table}')")).unwrap();
        for link in query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap() {
            let (column, to) = link.unwrap();
            links.insert((table.clone(), column), to);
        }
        let mut query = conn.prepare(&format!("SELECT id, json_array({}) FROM {table}", columns.join(", "))).unwrap();
        for row in query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).unwrap() {
            let (id, values) = row.unwrap();
            let values: Vec<Value> = serde_json::from_str(&values).unwrap();
            rows.insert((table.clone(), id), columns.iter().cloned().zip(values).collect());
        }
    }
    let text = |key: &(String, i64)| told(key, &rows, &links);
    let mut all: Vec<String> = rows.keys().map(|key| format!("{} {}", key.0, text(key))).collect();
    all.sort();
    all
}

type Rows = HashMap<(String, i64), Vec<(String, Value)>>;

/// A row by its columns; what it refers to by what that says.
fn told(key: &(String, i64), rows: &Rows, links: &HashMap<(String, String), String>) -> String {
    let mut text = String::new();
    for (column, value) in rows[key].iter().filter(|(column, _)| column != "id") {
        let to = links.get(&(key.0.clone(), column.clone())).zip(value.as_i64());
        let value =
            to.map_or_else(|| value.to_string(), |(to, id)| format!("({})", told(&(to.clone(), id), rows, links)));
        text += &format!("{column}={value} ");
    }
    text
}

/// The rows of a report; of those of an org that of the city's own is left out.
fn rows_of(offices: &Offices, name: &str, report: &str) -> Vec<Value> {
    let rows = offices.json(name, &format!("report {report}"));
    let is_citys = |row: &Value| row.as_object().unwrap().values().any(|value| value.as_str() == Some("市党委"));
    rows.as_array().unwrap().iter().filter(|row| !is_citys(row)).cloned().collect()
}

/// Whole numbers summed up by all texts beside them; shares and what runs on from row to row left out.
fn sums(rows: &[Value]) -> BTreeMap<String, BTreeMap<String, i64>> {
    let mut sums: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for row in rows {
        let row = row.as_object().unwrap();
        let key: Vec<String> = row.values().filter(|value| value.is_string()).map(ToString::to_string).collect();
        let of_key = sums.entry(key.join(" ")).or_default();
        for (column, value) in
            row.iter().filter(|(column, _)| !matches!(column.as_str(), "running" | "id" | "no" | "seq"))
        {
            if let Some(number) = value.as_i64() {
                *of_key.entry(column.clone()).or_default() += number;
            }
        }
    }
    sums.retain(|_, of_key| of_key.values().any(|number| *number != 0));
    sums
}

const REPORTS: [&str; 17] = [
    "structure --by sex",
    "structure --by age",
    "structure --by category",
    "structure --by job",
    "structure --by seniority",
    "structure --by org",
    "development",
    "growth --year 2007",
    "meetings --year 2009",
    "annual --year 2009",
    "annual --year 2010",
    "honors",
    "roster",
    "transfers",
    "activities --year 2009",
    "training --year 2009",
    "posts",
];

#[test]
fn in_any_order_and_twice_it_is_the_same_base_with_the_sums_of_all() {
    let config = Config { cases: 4, failure_persistence: None, max_shrink_iters: 12, ..Config::default() };
    let throws = vec((0..3_usize, 0..12_usize, 0..16_usize, 0..16_usize), 18..28);
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let met = RefCell::new([0; 3]);
    let outcome = runner.run(&throws.prop_map(|throws: Vec<Throw>| throws), |throws| {
        let mut world = World::new();
        throws.into_iter().for_each(|throw| world.take(throw));
        let offices = &world.offices;
        let seen = [world.people.len(), world.units, world.sent];
        met.replace_with(|met| [met[0] + seen[0], met[1] + seen[1], met[2] + seen[2]]);
        for name in OFFICES {
            offices.line(name, &format!("bundle make {name}.zip")).ok();
        }
        let mut bases = Vec::new();
        for (name, order) in
            [("one", "a.zip b.zip c.zip"), ("two", "c.zip a.zip b.zip"), ("three", "b.zip c.zip a.zip")]
        {
            offices.env().run(["--db", &format!("{name}.db"), "db", "init"]).ok();
            offices.line(name, "org add 市党委 --kind 党委 --code CITY --founded 2004-01-01").ok();
            let empty = offices.dump(name);
            if name == "one" {
                offices.line(name, &format!("bundle merge {order} --under CITY")).ok();
            } else {
                for file in order.split(' ') {
                    offices.line(name, &format!("bundle merge {file} --under CITY")).ok();
                }
            }
            offices.sound(name);
            let dump = offices.dump(name);
            offices.line(name, &format!("bundle merge {order}")).ok().says("没有新内容");
            assert_eq!(offices.dump(name), dump);
            bases.push(said(offices, name));
            for report in REPORTS {
                let of_counties: Vec<Value> =
                    OFFICES.iter().flat_map(|county| rows_of(offices, county, report)).collect();
                assert_eq!(sums(&rows_of(offices, name, report)), sums(&of_counties), "{report}");
            }
            if name == "two" {
                (0..3).for_each(|_| drop(offices.line(name, "db undo").ok()));
                assert_eq!(offices.dump(name), empty);
            }
        }
        assert_eq!(bases[0], bases[1]);
        assert_eq!(bases[0], bases[2]);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // Something was there to be merged: people, units of several offices, people who went from one to another.
    let [people, units, sent] = met.into_inner();
    assert!(people > 20 && units > 4 && sent > 2, "{people} {units} {sent}");
}
