//! Bundles: counties hand up, the city merges.

use dangwu::db::journal::record_tables;
use serde_json::{Value, json};

use crate::env::TestEnv;

/// A city and two counties, each with a database of its own in one folder.
pub(crate) struct Offices(TestEnv);

impl Offices {
    /// The city has its committee, each county a committee and a branch; in county A there are two members, in B one.
    pub(crate) fn new() -> Self {
        let offices = Self::empty(&["city", "a", "b"]);
        offices.all("city", &["org add 市工商联党委 --kind 党委 --code C --founded 2004-01-01"]);
        offices.all(
            "a",
            &[
                "org add 甲县党委 --kind 党委 --code A --founded 2005-01-01",
                "org unit add 甲县福建商会 --kind 异地商会 --established 2006-05-01",
                "org add 甲县支部 --kind 党支部 --code A1 --parent A --founded 2008-06-01 --unit 甲县福建商会",
                "member add 张三 --org A1 --id-no 330402198001011236 --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01 --phone 13812345678",
                "member add 李四 --org A1 --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01",
            ],
        );
        offices.all(
            "b",
            &[
                "org add 乙县党委 --kind 党委 --code B --founded 2005-01-01",
                "org add 乙县支部 --kind 党支部 --code B1 --parent B --founded 2008-06-01",
                "member add 王五 --org B1 --joined 1995-07-01 --full-on 1996-07-01 --entered 2010-03-01",
            ],
        );
        offices
    }

    /// Databases without records.
    pub(crate) fn empty(names: &[&str]) -> Self {
        let env = TestEnv::bare();
        for name in names {
            env.run(["--db", &format!("{name}.db"), "db", "init"]).ok();
        }
        Self(env)
    }

    pub(crate) fn env(&self) -> &TestEnv {
        &self.0
    }

    /// A command line in one of the databases.
    pub(crate) fn line(&self, name: &str, line: &str) -> crate::env::Ran {
        self.0.line(&format!("--db {name}.db {line}"))
    }

    #[track_caller]
    pub(crate) fn all(&self, name: &str, lines: &[&str]) {
        for line in lines {
            self.line(name, line).ok();
        }
    }

    #[track_caller]
    pub(crate) fn json(&self, name: &str, line: &str) -> Value {
        self.line(name, &format!("{line} -f json")).ok().json()
    }

    /// The counts of one table in what a merge told.
    #[track_caller]
    pub(crate) fn merged(&self, name: &str, line: &str, table: &str) -> Vec<i64> {
        let told = self.json(name, &format!("bundle merge {line}"));
        let row = told.as_array().unwrap().iter().find(|row| row["table"] == table);
        let row = row.unwrap_or_else(|| panic!("no {table} in {told}"));
        ["added", "changed", "removed", "unchanged"].iter().map(|key| row[*key].as_i64().unwrap()).collect()
    }

    /// Rows of a column.
    #[track_caller]
    pub(crate) fn column(&self, name: &str, line: &str, key: &str) -> Vec<String> {
        let rows = self.json(name, line);
        rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
    }

    #[track_caller]
    pub(crate) fn sound(&self, name: &str) {
        let ran = self.line(name, "db check").ok();
        assert_eq!(ran.out, "", "{}", ran.err);
    }

    /// All records of a database, a row a line; not the log.
    pub(crate) fn dump(&self, name: &str) -> Vec<String> {
        let conn = rusqlite::Connection::open(self.0.path(&format!("{name}.db"))).unwrap();
        let tables = record_tables(&conn).unwrap();
        let mut lines = Vec::new();
        for table in tables {
            let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let width = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
                lines.push(format!("{table} {}", values.join(" ")));
            }
        }
        lines.sort();
        lines
    }
}

#[test]
fn counties_are_merged_as_one_operation_and_taken_back() {
    let offices = Offices::new();
    offices.line("a", "bundle make a.zip").ok().says("甲县党委");
    offices.line("b", "bundle make b.zip").ok();
    let before = offices.dump("city");
    // A rehearsal tells the same and writes nothing.
    assert_eq!(offices.merged("city", "a.zip b.zip --under C -n", "person"), [3, 0, 0, 0]);
    assert_eq!(offices.dump("city"), before);
    // Two committees and two branches; each branch stands under its committee, each committee under the city.
    let told = offices.json("city", "bundle merge a.zip b.zip --under C");
    let of = |table: &str| told.as_array().unwrap().iter().find(|row| row["table"] == table).unwrap()["added"].clone();
    assert_eq!(
        (of("org"), of("org_parent"), of("person"), of("roll"), of("unit"), of("cover")),
        (json!(4), json!(2), json!(3), json!(3), json!(1), json!(1))
    );
    offices.sound("city");
    assert_eq!(offices.column("city", "org list", "code"), ["A", "A1", "B", "B1", "C"]);
    assert_eq!(offices.json("city", "org list --under C").as_array().unwrap().len(), 5);
    let structure = offices.json("city", "report structure --by org");
    let of_org = |code: &str| {
        structure
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["org"].as_str().unwrap().contains(code))
            .map(|row| row["members"].clone())
    };
    assert_eq!((of_org("甲县支部"), of_org("乙县支部")), (Some(json!(2)), Some(json!(1))));
    // It is one operation, in the list of bundles with what it brought.
    assert_eq!(offices.json("city", "db log").as_array().unwrap().len(), 2);
    let bundles = offices.json("city", "bundle list");
    assert_eq!(
        (&bundles[1]["name"], &bundles[1]["reached"], &bundles[1]["operation"]),
        (&json!("甲县党委"), &json!(5), &json!(2))
    );
    assert_eq!((&bundles[0]["name"], &bundles[0]["under"]), (&json!("乙县党委"), &json!("市工商联党委")));
    // The same again changes nothing.
    let after = offices.dump("city");
    offices.line("city", "bundle merge b.zip a.zip").ok().says("没有新内容");
    assert_eq!(offices.dump("city"), after);
    offices.line("city", "db undo").ok();
    assert_eq!(offices.dump("city"), before);
}

#[test]
fn what_the_county_changes_follows_and_what_the_city_corrected_stays() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    offices.all("city", &["member set 李四 --job 工人", "member set 张三 --address 嘉兴"]);
    offices.all(
        "a",
        &[
            "member set 张三 --phone 13911112222",
            "member end 李四 --date 2011-02-01 --reason 去世",
            "member add 赵六 --org A1 --joined 2001-07-01 --full-on 2002-07-01 --entered 2009-06-01",
        ],
    );
    offices.line("a", "bundle make 2.zip").ok();
    assert_eq!(offices.merged("city", "2.zip -n", "person"), [1, 1, 0, 1]);
    assert_eq!(offices.merged("city", "2.zip", "roll"), [1, 1, 0, 1]);
    offices.sound("city");
    let person = |name: &str| offices.json("city", &format!("member show {name} --reveal"))[0].clone();
    assert_eq!(
        (person("张三")["phone"].clone(), person("张三")["address"].clone()),
        (json!("13911112222"), json!("嘉兴"))
    );
    assert_eq!(person("李四")["job"], "工人");
    // What was corrected here goes on staying, though more came of the same row.
    offices.line("a", "member set 张三 --position 会长").ok();
    offices.line("a", "bundle make 3.zip").ok();
    offices.line("city", "bundle merge 3.zip").ok();
    assert_eq!((person("张三")["position"].clone(), person("张三")["address"].clone()), (json!("会长"), json!("嘉兴")));
}

#[test]
fn what_both_changed_is_a_conflict_named_with_both_values() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    offices.line("city", "member set 李四 --job 工人").ok();
    offices.line("a", "member set 李四 --job 农民").ok();
    offices.line("a", "bundle make 2.zip").ok();
    let before = offices.dump("city");
    offices.line("city", "bundle merge 2.zip").exit(3).says("李四(人员) 工作岗位: 上报为“农民”, 此处改为“工人”");
    offices.line("city", "bundle merge 2.zip --lang en").exit(3).says("handed up as “农民”, here it is “工人”");
    assert_eq!(offices.dump("city"), before);
    // Kept once, it is no conflict any more, until the county changes it again.
    offices.line("city", "bundle merge 2.zip --keep-ours").ok();
    assert_eq!(offices.json("city", "member show 李四")[0]["job"], "工人");
    offices.line("city", "bundle merge 2.zip").ok().says("没有新内容");
    offices.line("a", "member set 李四 --job 教师").ok();
    offices.line("a", "bundle make 3.zip").ok();
    offices.line("city", "bundle merge 3.zip").exit(3).says("上报为“教师”");
    // Corrected here to what is handed up it is none.
    offices.line("city", "member set 李四 --job 教师").ok();
    offices.line("city", "bundle merge 3.zip").ok();
    offices.sound("city");
}

#[test]
fn what_the_county_takes_back_goes_unless_it_was_corrected_here() {
    let offices = Offices::new();
    offices.all(
        "a",
        &[
            "member honor add 张三 --title 优秀党员 --date 2010-07-01",
            "member honor add 李四 --title 优秀党员 --date 2010-07-01",
        ],
    );
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    offices.line("city", "member honor set 2 --granted-by 市委").ok();
    offices.line("a", "member honor remove 1").ok();
    offices.line("a", "bundle make 2.zip").ok();
    assert_eq!(offices.merged("city", "2.zip", "member_honor"), [0, 0, 1, 1]);
    offices.line("a", "member honor remove 2").ok();
    offices.line("a", "bundle make 3.zip").ok();
    offices.line("city", "bundle merge 3.zip").exit(3).says("此处为“");
    // Kept, it is the city's own from now on.
    offices.line("city", "bundle merge 3.zip --keep-ours").ok();
    offices.line("city", "bundle merge 3.zip").ok().says("没有新内容");
    assert_eq!(offices.column("city", "member honor list", "granted_by"), ["市委"]);
    offices.sound("city");
}

#[test]
fn a_person_taken_back_goes_with_all_that_was_theirs() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    let before = offices.dump("city");
    // 李四 was entered by mistake, in the fifth operation.
    offices.line("a", "db undo 5").ok();
    offices.line("a", "bundle make 2.zip").ok();
    assert_eq!(offices.merged("city", "2.zip -n", "roll"), [0, 0, 1, 1]);
    assert_eq!(offices.merged("city", "2.zip", "person"), [0, 0, 1, 1]);
    offices.sound("city");
    assert_eq!(offices.column("city", "member list", "name"), ["张三"]);
    offices.line("city", "db undo").ok();
    assert_eq!(offices.dump("city"), before);
}

#[test]
fn only_what_changed_since_an_operation_is_handed_up() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("a", "member set 李四 --job 农民").ok();
    offices.line("a", "bundle make part.zip --since 5").ok();
    // The one row that changed.
    assert_eq!(offices.json("a", "bundle show part.zip")[0]["rows"], 1);
    offices.line("city", "bundle merge part.zip").exit(3).says("只报变化");
    offices.line("city", "bundle merge 1.zip --under C").ok();
    assert_eq!(offices.merged("city", "part.zip", "person"), [0, 1, 0, 0]);
    assert_eq!(offices.json("city", "member show 李四")[0]["job"], "农民");
    // What was taken out is told, too.
    offices.line("a", "db undo").ok();
    offices.line("a", "db undo 5").ok();
    offices.line("a", "bundle make part.zip --since 6").ok();
    assert_eq!(offices.merged("city", "part.zip", "person"), [0, 0, 1, 0]);
    assert_eq!(offices.column("city", "member list", "name"), ["张三"]);
    // One that begins after what was merged leaves something out.
    offices.all("a", &["member set 张三 --job 农民", "member set 张三 --job 教师"]);
    offices.line("a", "bundle make part.zip --since 9").ok();
    offices.line("city", "bundle merge part.zip").exit(3).says("bundle make --since 8");
    offices.line("a", "bundle make part.zip --since 77").exit(4).says("没有操作 77");
    offices.sound("city");
}

#[test]
fn an_older_bundle_and_one_of_a_copy_that_went_its_own_way_are_refused() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    std::fs::copy(offices.env().path("a.db"), offices.env().path("copy.db")).unwrap();
    offices.line("a", "member set 李四 --job 农民").ok();
    offices.line("a", "bundle make 2.zip").ok();
    offices.line("city", "bundle merge 2.zip --under C").ok();
    offices.line("city", "bundle merge 1.zip").exit(3).says("旧").says("到操作 5").says("到操作 6");
    // The copy did as many operations, in the same second.
    offices.line("copy", "member set 李四 --job 工人").ok();
    offices.line("copy", "bundle make copy.zip").ok();
    offices.line("city", "bundle merge copy.zip").exit(3).says("两个文件用着同一标识").says("bundle detach");
    offices.line("a", "bundle merge copy.zip").exit(3).says("标识相同").says("bundle detach");
    let office = |name: &str| offices.json(name, "db info")[0]["office"].clone();
    let old = office("copy");
    offices.line("copy", "bundle detach").ok();
    assert_ne!(office("copy"), old);
    offices.sound("copy");
    // Then it is another office, of the same people: what it says otherwise is not ours, so the first by identity speaks.
    offices.line("copy", "bundle make copy.zip").ok();
    offices.line("city", "bundle merge copy.zip").ok();
    assert_eq!(offices.json("city", "member list").as_array().unwrap().len(), 2);
    offices.sound("city");
    offices.line("copy", "db undo").ok();
    assert_eq!(office("copy"), old);
}

#[test]
fn an_office_that_went_back_to_a_backup_goes_on_with_all_it_has() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    offices.line("a", "db backup old.bak").ok();
    offices.line("a", "member set 李四 --job 农民").ok();
    offices.line("a", "bundle make 2.zip").ok();
    offices.line("city", "bundle merge 2.zip").ok();
    offices.line("a", "db restore old.bak -y").ok();
    offices.line("a", "member set 张三 --job 教师").ok();
    offices.line("a", "bundle make part.zip --since 5").ok();
    offices.line("city", "bundle merge part.zip").exit(3).says("恢复过备份");
    offices.line("a", "bundle make 3.zip").ok();
    offices.line("city", "bundle merge 3.zip").ok().says("恢复过备份");
    assert_eq!(offices.json("city", "member show 李四")[0]["job"], Value::Null);
    assert_eq!(offices.json("city", "member show 张三")[0]["job"], "教师");
    offices.sound("city");
}

#[test]
fn codes_that_are_taken_are_told_and_a_prefix_parts_them() {
    let offices = Offices::new();
    offices.all("b", &["org set B1 --code A1"]);
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices
        .line("city", "bundle merge a.zip b.zip --under C")
        .exit(3)
        .says("代码 A1 在此处是“甲县支部”的")
        .says("--prefix");
    offices.line("city", "bundle merge a.zip --under C").ok();
    offices.line("city", "bundle merge b.zip --under C --prefix 乙-").ok();
    assert_eq!(offices.column("city", "org list", "code"), ["A", "A1", "C", "乙-A1", "乙-B"]);
    // It is kept for the next time.
    offices.line("city", "bundle merge b.zip").ok().says("没有新内容");
    offices.line("b", "org add 乙县二支部 --kind 党支部 --code B2 --parent B --founded 2009-06-01").ok();
    offices.line("b", "bundle make b.zip").ok();
    assert_eq!(offices.merged("city", "b.zip", "org"), [1, 0, 0, 2]);
    assert!(offices.column("city", "org list", "code").contains(&"乙-B2".to_owned()));
    offices.sound("city");
}

#[test]
fn two_letters_of_two_offices_may_have_one_number() {
    let offices = Offices::new();
    offices.all("a", &["transfer out 李四 --to 杭州某支部 --date 2011-05-10"]);
    offices.all("b", &["transfer out 王五 --to 杭州某支部 --date 2011-05-11"]);
    assert_eq!(offices.column("a", "transfer list", "letter_no"), offices.column("b", "transfer list", "letter_no"));
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices.line("city", "bundle merge a.zip b.zip --under C").ok();
    assert_eq!(offices.column("city", "transfer list", "letter_no"), ["2011-0001", "2011-0001"]);
    offices.sound("city");
}
