//! What every ledger shares beyond its verbs: the lines in `show`, the histories, the counts, the faults, the filters.

use chrono::{Days, NaiveDate};
use dangwu::ledger::{Field, Holds, KINDS, Kind};
use serde_json::json;

use crate::env::TestEnv;

/// The small office with an entry or two of several kinds.
fn kept() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org venue add FJ --name 一室 --kind other --equipment flag,reading --since 2009-01-01",
        "org venue add FJ --name 红船活动室 --kind activity-room --area 120 --since 2010-05",
        "org venue end 1 --date 2011-01-01",
        "org honor add FJ --title 先进基层党组织 --level city --date 2010-07-01",
        "member title add 张三 福建商会 --title president --since 2009-02-01",
        "member care add 张三 --kind medical --money 500元 --date 2011-01",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn a_subject_is_shown_with_what_the_ledgers_have_of_it() {
    let env = kept();
    let shown = |line: &str| env.json(line)[0].clone();
    let org = shown("org show FJ");
    assert_eq!(org["venue"], "1 条, 最近: 2010-05 红船活动室; 类别: activity-room; 面积(平方米): 120");
    assert_eq!((&org["venue_count"], &org["honor_count"]), (&json!(1), &json!(1)));
    assert!(org.get("channel").is_none(), "of a kind without entries nothing is said");
    // The day before the first room was given up there were two; before the second began, one.
    assert_eq!(shown("org show FJ --as-of 2010-12-31")["venue_count"], 2);
    assert_eq!(shown("org show FJ --as-of 2010-04-30")["venue_count"], 1);
    assert_eq!(shown("org show FJ --as-of 2010-04-30").get("honor"), None);
    assert_eq!(shown("org unit show 福建商会")["title"], "1 条, 最近: 2009-02-01 张三; president");
    assert_eq!(shown("member show 张三")["title"], "1 条, 最近: 2009-02-01 嘉兴市福建商会; president");
    assert_eq!(shown("member show 张三 --as-of 2010-12-31").get("care"), None);
    for (line, told) in [
        ("org show FJ", "1 条, 最近: 2010-07-01 先进基层党组织; 级别: 市"),
        ("org unit show 福建商会 --lang en", "1, the latest: 2009-02-01 张三; president"),
        ("member show 张三 --lang en", "1, the latest: 2011-01 medical; Money: 500元"),
    ] {
        let out = env.line(line).ok().out;
        assert!(out.contains(told), "{line}: {out}");
    }
}

#[test]
fn a_history_has_every_entry_in_its_place() {
    let env = kept();
    let history = |line: &str| -> Vec<String> {
        let rows = env.json(line);
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("—").to_owned();
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| format!("{} {} {}", text(row, "since"), text(row, "until"), text(row, "what")))
            .collect()
    };
    assert_eq!(
        history("org show FJ --history"),
        [
            "— — name",
            "— — kind",
            "— — parent",
            "2008-06-01 — founded",
            "2009-01-01 2011-01-01 venue",
            "2010-05 — venue",
            "2010-07-01 — honor"
        ]
    );
    assert_eq!(
        history("org show FJ --history --as-of 2010-06-30")[4..],
        ["2009-01-01 — venue", "2010-05 — venue"],
        "what ended later had not ended yet"
    );
    assert_eq!(
        history("org unit show 福建商会 --history"),
        ["— — name", "2006-05-01 — established", "2009-02-01 — title"]
    );
    let person = env.line("member show 张三 --history").ok().out;
    assert!(person.contains("协会商会任职") && person.contains("嘉兴市福建商会; 会长"), "{person}");
    assert!(person.find("协会商会任职") < person.find("党内关怀"), "earliest first");
    let english = env.line("org show FJ --history --lang en").ok().out;
    assert!(english.contains("Founded") && english.contains("members' room"), "{english}");
}

#[test]
fn the_file_tells_how_many_entries_of_each_kind_it_holds() {
    let env = kept();
    let info = env.json("db info")[0].clone();
    assert_eq!((&info["venue"], &info["org_honor"], &info["channel"]), (&json!(2), &json!(1), &json!(0)));
    let told = env.line("db info").ok().out;
    assert!(told.contains("党建阵地") && !told.contains("网上阵地"), "{told}");
    assert!(env.line("db info --lang en").ok().out.contains("title in an association"));
}

#[test]
fn what_is_left_open_is_told_when_its_subject_goes_and_found_again() {
    let env = kept();
    env.line("org venue add GF --name 二室 --since 2010-06-01").ok();
    env.line("member set 王五 --unit 光伏协会").ok();
    env.line("member title add 王五 光伏协会 --title director --since 2010-07-01").ok();
    // Each is done although something stays open, and says how many and what ends it.
    env.line("org dissolve GF --date 2011-04-01 --reason 合并 --into FJ")
        .ok()
        .says("尚有 1 条党建阵地没有结束")
        .says("org venue end 3 --date 2011-04-01");
    env.line("org unit close 光伏协会 --date 2011-04-02 -n").ok().says("member title end 2 --date 2011-04-02");
    env.line("member end 王五 --date 2011-04-03 --reason deceased --lang en")
        .ok()
        .says("title in an association: 1 still open")
        .says("member title end 2 --date 2011-04-03");
    let faults = env.line("db check -f json").exit(1).json();
    let told: Vec<String> = faults
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {} {}", row["code"], row["subject"], row["detail"]))
        .collect();
    assert_eq!(
        told,
        [
            r#""ledger-left-open" "光伏协会党支部" "党建阵地 2010-06-01 #3""#,
            r#""ledger-left-open" "王五" "协会商会任职 2010-07-01 #2""#
        ]
    );
    assert!(env.column("org venue list", "name").iter().all(|name| name != "二室"), "its org is no more");
    // What cannot have been: an end after that of its org. Ended rightly, nothing is left to tell.
    env.line("org venue end 3 --date 2011-05-01").exit(3).says("ledger-outside-org");
    env.line("org venue end 3 --date 2011-04-01").ok();
    env.line("member title end 2 --date 2011-04-03").ok();
    env.sound();
    env.line("org dissolve FJ --date 2011-05-02 --reason 合并").exit(3);
}

#[test]
fn the_same_twice_cannot_come_back_by_an_undo() {
    let env = kept();
    env.line("org honor remove 1").ok();
    env.line("org honor add FJ --title 先进基层党组织 --level province --date 2010-07-01").ok();
    let removal = 15;
    env.line(&format!("db undo {removal}")).exit(3);
    env.sound();
}

/// What stands in the table of a kind, but for the numbers of the entries.
fn dump(env: &TestEnv, kind: &Kind) -> Vec<String> {
    let columns: Vec<String> = kind.all_fields().map(|field| format!("quote({})", field.column())).collect();
    let sql = format!("SELECT {} FROM {} ORDER BY 1", columns.join(" || '|' || "), kind.table);
    let conn = env.connection();
    let mut query = conn.prepare(&sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// A value of a field for the row of a number; an empty one where the dice say so.
fn thrown(field: &Field, row: u64, dice: &mut impl FnMut(u64) -> u64) -> Option<String> {
    let day = |days: u64| (NaiveDate::from_ymd_opt(2010, 3, 1).unwrap() + Days::new(days)).to_string();
    let is_named = matches!(field.holds, Holds::Org | Holds::Person | Holds::Unit);
    if !field.needed && !is_named && field.key != "until" && dice(3) == 0 {
        return None;
    }
    let texts = ["一,二", "“三”", "a\"b\"c", "=1+1", "'四", "五;六/七", "-8", "@九", "1e5", "2010.5"];
    Some(match (field.key, field.holds) {
        ("how", _) => return None, // told with the day of the settlement only
        // The last of each subject goes on.
        ("until", _) if row >= 22 => return None,
        _ if field.is_of_end && row >= 22 => return None,
        ("date" | "since", _) => day(row * 10),
        ("until", _) => day(row * 10 + 1 + dice(9)),
        (_, Holds::Org | Holds::Unit | Holds::Person) => {
            (1 + row % 2 + u64::from(field.holds == Holds::Org)).to_string()
        }
        (_, Holds::Count) => dice(500).to_string(),
        (_, Holds::Money) => (dice(2) * 100 * dice(9000) + dice(100)).to_string(),
        (_, Holds::Date | Holds::Ahead) => day(row * 10),
        (_, Holds::Flag) => dice(2).to_string(),
        (_, Holds::Points) => format!("{}.5", dice(90)),
        (_, Holds::Amount) => format!("{row}人"),
        (_, Holds::Year) => (1990 + row).to_string(),
        (_, Holds::Lines(_)) => return None,
        (_, Holds::Code(codes)) => codes[usize::try_from(row).unwrap() % codes.len()].code.to_owned(),
        (_, Holds::Codes(codes)) => {
            let chosen: Vec<&str> = codes.iter().filter(|_| dice(2) == 0).map(|code| code.code).collect();
            if chosen.is_empty() { codes[0].code.to_owned() } else { chosen.join(",") }
        }
        (_, Holds::Text) => format!("{}{row}", texts[usize::try_from(dice(10)).unwrap()]),
    })
}

#[test]
fn whatever_is_exported_comes_in_again_and_changes_nothing_where_it_came_from() {
    let env = TestEnv::office();
    let mut state = 20_110_531_u64;
    let mut dice = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    // Kinds that refuse more than all do, or hold lines, are tried where that is told, with entries that can be.
    let has_lines = |kind: &Kind| kind.all_fields().any(|field| matches!(field.holds, Holds::Lines(_)));
    for kind in KINDS.iter().filter(|kind| !kind.has_particulars() && !has_lines(kind)) {
        let rows = 24;
        for row in 0..rows {
            let told: Vec<(String, String)> =
                kind.all_fields().filter_map(|field| Some((field.column(), thrown(field, row, &mut dice)?))).collect();
            let columns: Vec<&str> = told.iter().map(|(column, _)| column.as_str()).collect();
            let places = vec!["?"; told.len()].join(", ");
            let sql = format!("INSERT INTO {} ({}) VALUES ({places})", kind.table, columns.join(", "));
            env.connection().execute(&sql, rusqlite::params_from_iter(told.iter().map(|(_, value)| value))).unwrap();
        }
        let (ledger, before) = (format!("{} {}", kind.noun.word(), kind.name), dump(&env, kind));
        env.line(&format!("{ledger} export -o out.csv --reveal")).ok();
        env.line(&format!("{ledger} import out.csv")).ok().says(&format!("未变 {rows}"));
        assert_eq!(dump(&env, kind), before, "{ledger}");
        env.connection().execute(&format!("DELETE FROM {}", kind.table), []).unwrap();
        env.line(&format!("{ledger} import out.csv")).ok().says(&format!("新增 {rows}"));
        assert_eq!(dump(&env, kind), before, "{ledger}");
        std::fs::remove_file(env.path("out.csv")).unwrap();
    }
}
