//! Bundles: what happens in an office after it handed up, and what the city does with what it got.

use serde_json::json;

use crate::bundle::Offices;

/// County A and county B were merged once.
fn merged() -> Offices {
    let offices = Offices::new();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices.line("city", "bundle merge a.zip b.zip --under C").ok();
    offices
}

/// Makes a bundle of an office and merges it.
#[track_caller]
fn again(offices: &Offices, name: &str) {
    offices.line(name, &format!("bundle make {name}.zip")).ok();
    offices.line("city", &format!("bundle merge {name}.zip")).ok();
    offices.sound("city");
    let dump = offices.dump("city");
    offices.line("city", &format!("bundle merge {name}.zip")).ok().says("没有新内容");
    assert_eq!(offices.dump("city"), dump);
}

/// The code of the org under which one stands today.
fn parent(offices: &Offices, code: &str) -> String {
    let conn = rusqlite::Connection::open(offices.env().path("city.db")).unwrap();
    let sql = "SELECT above.code FROM org JOIN org_parent ON org_parent.org_id = org.id JOIN org above ON above.id = parent_id
               WHERE org.code = ?1 AND org_parent.until IS NULL";
    conn.query_row(sql, [code], |row| row.get(0)).unwrap()
}

#[test]
fn a_branch_that_is_dissolved_there_goes_here() {
    let offices = merged();
    offices.all(
        "a",
        &[
            "org add 甲县二支部 --kind 党支部 --code A2 --parent A --founded 2008-06-01",
            "transfer move --all-of A1 --to A2 --date 2011-04-01",
            "org dissolve A1 --date 2011-04-02 --reason 合并",
        ],
    );
    again(&offices, "a");
    assert_eq!(offices.column("city", "org list", "code"), ["A", "A2", "B", "B1", "C"]);
    assert_eq!(offices.json("city", "member list --org A2").as_array().unwrap().len(), 2);
    offices.line("city", "db undo").ok();
    offices.sound("city");
    assert_eq!(offices.column("city", "org list", "code"), ["A", "A1", "B", "B1", "C"]);
}

#[test]
fn an_org_on_top_that_comes_under_another_there_leaves_its_place_here() {
    let offices = merged();
    assert_eq!((parent(&offices, "A"), parent(&offices, "B")), ("C".into(), "C".into()));
    offices.all(
        "a",
        &["org add 甲县大党委 --kind 党委 --code AA --founded 2005-01-01", "org move A --to AA --date 2011-02-01"],
    );
    again(&offices, "a");
    assert_eq!((parent(&offices, "A"), parent(&offices, "AA")), ("AA".into(), "C".into()));
    // Where the city moved it itself it stays.
    offices.line("city", "org add 市二党委 --kind 党委 --code C2 --parent C --founded 2004-01-01").ok();
    offices.line("city", "org move B --to C2 --date 2011-03-01").ok();
    offices.line("b", "member set 王五 --job 教师").ok();
    again(&offices, "b");
    assert_eq!(parent(&offices, "B"), "C2");
    // The org itself taken back there goes with its place.
    offices.all("a", &["db undo", "db undo"]);
    again(&offices, "a");
    assert_eq!(parent(&offices, "A"), "C");
}

#[test]
fn a_county_older_than_the_citys_committee_stands_under_it_from_its_founding() {
    let offices = Offices::new();
    offices.line("city", "org add 市新党委 --kind 党委 --code N --founded 2009-01-01").ok();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("city", "bundle merge a.zip --under N").ok();
    offices.sound("city");
    let tree = |day: &str| offices.line("city", &format!("org tree N --as-of {day}")).ok().out;
    assert!(tree("2009-06-01").contains("甲县党委"));
    assert_eq!(offices.json("city", "org show A --as-of 2008-12-31")[0]["parent"], json!(null));
}

#[test]
fn two_records_that_the_city_made_one_stay_one() {
    let offices = Offices::new();
    offices.all(
        "a",
        &["member add 赵六 --org A1 --birth 1970-01-01 --joined 2001-07-01 --full-on 2002-07-01 --entered 2008-06-01 --job 工人",
          "transfer out 赵六 --to 乙县 --date 2010-01-01", "transfer receipt 1 --date 2010-01-05"],
    );
    offices.line("b", "transfer in 赵六 --from 甲县 --to B1 --date 2010-01-05 --birth 1970-01-01 --joined 2001-07-01 --full-on 2002-07-01 --job 教师").ok();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices.line("city", "bundle merge a.zip b.zip --under C").ok();
    let numbers = |offices: &Offices| -> Vec<i64> {
        let found = offices.json("city", "member find 赵六");
        found.as_array().unwrap().iter().map(|row| row["no"].as_i64().unwrap()).collect()
    };
    let two = numbers(&offices);
    assert_eq!(two.len(), 2, "no identity number tells that they are one");
    offices.line("city", &format!("member merge {} {} --job 教师", two[0], two[1])).ok();
    offices.line("city", "bundle merge a.zip b.zip").ok();
    offices.sound("city");
    assert_eq!(numbers(&offices).len(), 1);
    offices.line("city", "bundle merge a.zip b.zip").ok().says("没有新内容");
    // B has him on its roll: what it says of him goes.
    offices.line("b", "member set 赵六 --phone 13877776666").ok();
    again(&offices, "b");
    assert_eq!(offices.json("city", "member show 赵六 --reveal")[0]["phone"], "13877776666");
    assert_eq!(offices.json("city", "member show 赵六")[0]["job"], "教师");
}

#[test]
fn what_two_counties_say_otherwise_of_a_unit_waits_and_comes_when_it_can() {
    let stands = |order: &str| {
        let offices = Offices::new();
        for (name, branch, district) in [("a", "A1", "甲县"), ("b", "B1", "乙县")] {
            offices.all(
                name,
                &[
                    &format!("org unit add 安徽商会 --kind 异地商会 --established 2006-05-01 --uscc 51330400501234569K --district {district}"),
                    &format!("org cover {branch} 安徽商会 --from 2010-01-01 --how 联合"),
                    &format!("bundle make {name}.zip"),
                ],
            );
        }
        let first = offices.line("city", &format!("bundle merge {order} --under C")).ok();
        assert!(first.err.contains("暂不并入"), "{}", first.err);
        offices.sound("city");
        // Nothing is told anew of what waits.
        let second = offices.line("city", &format!("bundle merge {order}")).ok();
        assert!(!second.err.contains("暂不并入") && second.err.contains("没有新内容"), "{}", second.err);
        // Whose identity comes first speaks; when it withdraws, the other does.
        let office = |name: &str| offices.json(name, "db info")[0]["office"].as_str().unwrap().to_owned();
        let (speaks, waits, district) =
            if office("a") < office("b") { ("a", "b", "甲县") } else { ("b", "a", "乙县") };
        let unit = |offices: &Offices| {
            offices.json("city", "org unit show 安徽商会")[0]["district"].as_str().unwrap().to_owned()
        };
        assert_eq!(unit(&offices), district, "{order}");
        let branch = if speaks == "a" { "A1" } else { "B1" };
        offices.all(speaks, &["db undo", "db undo"]);
        assert!(offices.line(speaks, "org unit show 安徽商会").code != 0, "{branch}");
        again(&offices, speaks);
        assert_eq!(unit(&offices), if waits == "a" { "甲县" } else { "乙县" });
    };
    stands("a.zip b.zip");
    stands("b.zip a.zip");
}

#[test]
fn what_the_city_hung_on_a_record_keeps_it_from_going() {
    let offices = merged();
    offices.line("city", "member honor add 李四 --title 优秀党员 --date 2010-07-01").ok();
    offices.line("a", "db undo 5").ok();
    offices.line("a", "bundle make a.zip").ok();
    let before = offices.dump("city");
    offices.line("city", "bundle merge a.zip").exit(3).says("李四");
    assert_eq!(offices.dump("city"), before);
}

#[test]
fn images_of_what_was_handed_up_go_with_an_erasure() {
    let offices = merged();
    offices.line("city", "member set 张三 --phone 13511111111").ok();
    offices.line("a", "member set 张三 --phone 13622222222").ok();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("city", "bundle merge a.zip --keep-ours").ok();
    assert!(
        offices
            .dump("city")
            .join("\n")
            .contains(&format!("{:?}", "13622222222".as_bytes()).trim_matches(['[', ']']).to_owned())
    );
    offices.line("city", "member erase 张三 --reason 本人要求 -y").ok();
    let bytes = std::fs::read(offices.env().path("city.db")).unwrap();
    for gone in ["13622222222", "13511111111", "13812345678", "330402198001011236"] {
        assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
    }
    offices.line("city", "bundle merge a.zip").ok();
    offices.sound("city");
}

#[test]
fn several_bundles_of_one_office_go_in_turn_whatever_their_order() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("a", "member set 李四 --job 农民").ok();
    offices.line("a", "bundle make 2.zip --since 5").ok();
    offices.line("city", "bundle merge 2.zip 1.zip --under C").ok();
    assert_eq!(offices.json("city", "member show 李四")[0]["job"], "农民");
    assert_eq!(offices.json("city", "bundle list").as_array().unwrap().len(), 2);
    offices.sound("city");
}
