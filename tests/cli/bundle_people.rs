//! Bundles: one person, one unit of several offices, and offices above offices.

use serde_json::{Value, json};

use crate::bundle::Offices;

/// 张三 leaves county A for county B by letter; he is known by his identity number.
fn transferred(receipt: bool) -> Offices {
    let offices = Offices::new();
    offices.line("a", "transfer out 张三 --to 乙县支部 --date 2011-03-01").ok();
    offices.line("b", "transfer in 张三 --from 甲县支部 --to B1 --date 2011-03-10 --id-no 330402198001011236 --joined 2003-07-01 --full-on 2004-07-01 --phone 13699998888").ok();
    if receipt {
        offices.line("a", "transfer receipt 1 --date 2011-03-10").ok();
    }
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices
}

/// The stays of somebody, first to last.
fn stays(offices: &Offices, name: &str) -> Vec<(String, Option<String>)> {
    let conn = rusqlite::Connection::open(offices.env().path("city.db")).unwrap();
    let mut query = conn
        .prepare(
            "SELECT org.code, roll.until FROM roll JOIN person ON person.id = roll.person_id JOIN org ON org.id = roll.org_id
             WHERE person.name = ?1 ORDER BY roll.since_day",
        )
        .unwrap();
    query.query_map([name], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_transfer_between_two_counties_is_one_person_with_two_stays() {
    for order in ["a.zip b.zip", "b.zip a.zip"] {
        let offices = transferred(true);
        for file in order.split(' ') {
            offices.line("city", &format!("bundle merge {file} --under C")).ok();
        }
        offices.sound("city");
        assert_eq!(stays(&offices, "张三"), [("A1".into(), Some("2011-03-10".into())), ("B1".into(), None)], "{order}");
        assert_eq!(offices.json("city", "member find 张三").as_array().unwrap().len(), 1);
        // He is on the roll of B now: of him B speaks.
        assert_eq!(offices.json("city", "member show 张三 --reveal")[0]["phone"], "13699998888", "{order}");
        let dump = offices.dump("city");
        offices.line("city", "bundle merge a.zip b.zip").ok().says("没有新内容");
        assert_eq!(offices.dump("city"), dump);
        // What A still says of him does not matter, and is no conflict.
        offices.line("a", "member set 张三 --phone 13800000000").ok();
        offices.line("a", "bundle make a2.zip").ok();
        offices.line("city", "bundle merge a2.zip").ok();
        assert_eq!(offices.json("city", "member show 张三 --reveal")[0]["phone"], "13699998888");
        offices.line("b", "member set 张三 --phone 13700000000").ok();
        offices.line("b", "bundle make b2.zip").ok();
        offices.line("city", "bundle merge b2.zip").ok();
        assert_eq!(offices.json("city", "member show 张三 --reveal")[0]["phone"], "13700000000");
        offices.sound("city");
    }
}

#[test]
fn until_the_receipt_is_in_they_are_two_and_then_one() {
    for order in ["a.zip b.zip", "b.zip a.zip"] {
        let offices = transferred(false);
        let before = offices.dump("city");
        let files: Vec<&str> = order.split(' ').collect();
        offices.line("city", &format!("bundle merge {} --under C", files[0])).ok();
        let second = offices.line("city", &format!("bundle merge {} --under C", files[1])).ok();
        assert!(second.err.contains("暂列为两人"), "{order}: {}", second.err);
        assert_eq!(stays(&offices, "张三"), [("A1".into(), None), ("B1".into(), None)], "{order}");
        offices.sound("city");
        // Merged again they stay two, and nothing is said of it anew.
        offices.line("city", &format!("bundle merge {order}")).ok().says("没有新内容");
        // The receipt comes: they are one, though B hands up nothing new.
        offices.line("a", "transfer receipt 1 --date 2011-03-10").ok();
        offices.line("a", "bundle make a2.zip").ok();
        offices.line("city", "bundle merge a2.zip").ok();
        assert_eq!(stays(&offices, "张三"), [("A1".into(), Some("2011-03-10".into())), ("B1".into(), None)], "{order}");
        offices.sound("city");
        for _ in 0..3 {
            offices.line("city", "db undo").ok();
        }
        assert_eq!(offices.dump("city"), before);
    }
}

#[test]
fn a_unit_is_known_by_its_credit_code() {
    let offices = Offices::new();
    offices.line("a", "org unit set 甲县福建商会 --uscc 51330400501234569K").ok();
    offices
        .line("b", "org unit add 甲县福建商会 --kind 异地商会 --established 2006-05-01 --uscc 51330400501234569K")
        .ok();
    offices.line("b", "org cover B1 甲县福建商会 --from 2010-01-01").ok();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("b", "bundle make b.zip").ok();
    offices.line("city", "bundle merge a.zip b.zip --under C").ok();
    assert_eq!(offices.json("city", "org unit list").as_array().unwrap().len(), 1);
    offices.sound("city");
    // B withdraws it: it is A's still.
    offices.line("b", "db undo 5").ok();
    offices.line("b", "db undo 4").ok();
    offices.line("b", "bundle make b2.zip").ok();
    offices.line("city", "bundle merge b2.zip").ok();
    assert_eq!(offices.json("city", "org unit list").as_array().unwrap().len(), 1);
    offices.sound("city");
}

#[test]
fn two_offices_may_each_have_an_org_and_a_unit_of_one_name() {
    let offices = Offices::new();
    for name in ["a", "b"] {
        let top = name.to_uppercase();
        offices.all(
            name,
            &[
                &format!("org add 机关党支部 --kind 党支部 --code {top}9 --parent {top} --founded 2009-06-01"),
                "org unit add 安徽商会 --kind 异地商会 --established 2006-05-01",
                &format!("org cover {top}9 安徽商会 --from 2010-01-01"),
                &format!("bundle make {name}.zip"),
            ],
        );
    }
    offices.line("city", "bundle merge a.zip b.zip --under C").ok();
    offices.sound("city");
    assert_eq!(offices.json("city", "org unit list").as_array().unwrap().len(), 3);
    assert_eq!(offices.column("city", "org list --under A", "name"), ["甲县党委", "甲县支部", "机关党支部"]);
    // Of one office there is one.
    offices.line("a", "org add 机关党支部 --kind 党支部 --code A10 --parent A --founded 2009-06-01").exit(3);
}

#[test]
fn whom_the_city_has_itself_is_not_written_over() {
    let offices = Offices::new();
    offices.line("city", "member add 张三 --no-roll --id-no 330402198001011236 --phone 13511111111").ok();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("city", "bundle merge a.zip --under C").exit(3).says("上报为“138****5678”, 此处改为“135****1111”");
    offices.line("city", "bundle merge a.zip --under C --keep-ours").ok();
    let person = offices.json("city", "member show 张三 --reveal");
    // What the city did not know comes from the county.
    assert_eq!(
        (&person[0]["phone"], &person[0]["joined"], &person[0]["no"]),
        (&json!("13511111111"), &json!("2003-07-01"), &json!(1))
    );
    assert_eq!(stays(&offices, "张三"), [("A1".into(), None)]);
    offices.sound("city");
}

#[test]
fn handed_up_twice_everybody_stays_who_they_are() {
    let offices = Offices::new();
    offices.line("a", "bundle make a.zip").ok();
    offices.line("city", "bundle merge a.zip --under C").ok();
    offices.line("city", "bundle make city.zip").ok();
    offices.env().run(["--db", "province.db", "db", "init"]).ok();
    offices.line("province", "bundle merge city.zip").ok().says("没有上级党组织");
    offices.sound("province");
    // The province gets the county's bundle, too: nobody comes twice.
    assert_eq!(offices.merged("province", "a.zip", "person"), [0, 0, 0, 2]);
    assert_eq!(offices.column("province", "org list", "code"), ["A", "A1", "C"]);
    offices.sound("province");
    let origins = |name: &str| {
        let conn = rusqlite::Connection::open(offices.env().path(&format!("{name}.db"))).unwrap();
        let sql = "SELECT office || ' ' || number FROM origin JOIN person ON person.id = person_id WHERE name = '李四' ORDER BY origin.id LIMIT 1";
        conn.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    // The first identity is that of the county, under its number there.
    let office = offices.json("a", "db info")[0]["office"].as_str().unwrap().to_owned();
    assert_eq!((origins("city"), origins("province")), (format!("{office} 2"), format!("{office} 2")));
}

#[test]
fn an_org_with_all_below_it_is_cut_out_whole() {
    let offices = Offices::new();
    offices.all(
        "a",
        &[
            "org add 甲县二支部 --kind 党支部 --code A2 --parent A --founded 2008-06-01",
            "member add 赵六 --org A2 --joined 2001-07-01 --full-on 2002-07-01 --entered 2008-06-01",
            "member add 陈七 --org A2 --joined 2001-07-01 --full-on 2002-07-01 --entered 2008-06-01",
            "transfer move 赵六 --to A1 --date 2010-01-01",
            "transfer move 李四 --to A2 --date 2010-02-01",
            "member honor add 陈七 --title 优秀党员 --date 2010-07-01",
            "member honor add 赵六 --title 优秀党员 --date 2010-07-01",
        ],
    );
    offices.line("a", "bundle make part.zip --under A1").ok();
    let told = offices.json("city", "bundle merge part.zip --under C");
    let of =
        |table: &str| told.as_array().unwrap().iter().find(|row| row["table"] == table).map(|row| row["added"].clone());
    // A1 alone; 张三, 李四 who left it, 赵六 who came; not 陈七.
    assert_eq!(
        (of("org"), of("person"), of("roll"), of("transfer"), of("member_honor")),
        (Some(json!(1)), Some(json!(3)), Some(json!(3)), Some(json!(2)), Some(json!(1)))
    );
    offices.sound("city");
    // Whoever came over the edge came in, whoever went out went out.
    let transfers = offices.json("city", "transfer list");
    let ways: Vec<&str> = transfers.as_array().unwrap().iter().map(|row| row["direction"].as_str().unwrap()).collect();
    assert_eq!(ways.iter().filter(|way| **way == "in").count(), 1, "{ways:?}");
    assert_eq!(ways.iter().filter(|way| **way == "out").count(), 1, "{ways:?}");
    assert_eq!(offices.column("city", "member list", "name").len(), 2);
    // Only what changed, of a part: 陈七 comes, with the honor that she had before.
    offices.line("a", "transfer move 陈七 --to A1 --date 2011-01-01").ok();
    let reached = offices.json("city", "bundle list")[0]["reached"].clone();
    offices.line("a", &format!("bundle make part.zip --under A1 --since {reached}")).ok();
    assert_eq!(offices.merged("city", "part.zip", "member_honor"), [1, 0, 0, 0]);
    offices.sound("city");
    assert_eq!(offices.json("city", "member show 陈七")[0]["org"], Value::from("甲县支部"));
}

#[test]
fn whom_the_city_erased_does_not_come_back() {
    let offices = Offices::new();
    offices.line("a", "bundle make 1.zip").ok();
    offices.line("city", "bundle merge 1.zip --under C").ok();
    offices.line("city", "member erase 李四 --reason 本人要求 -y").ok();
    offices.line("a", "member set 李四 --phone 13855556666 --job 教师").ok();
    offices.line("a", "bundle make 2.zip").ok();
    offices.line("city", "bundle merge 2.zip").ok();
    offices.sound("city");
    let dump = offices.dump("city").join("\n");
    assert!(!dump.contains("李四") && !dump.contains("13855556666"), "{dump}");
    // The county erases somebody: the city is told to do so, too.
    offices.line("a", "member erase 张三 --reason 本人要求 -y").ok();
    offices.line("a", "bundle make 3.zip").ok();
    offices.line("city", "bundle merge 3.zip").ok().says("member erase");
    offices.sound("city");
}
