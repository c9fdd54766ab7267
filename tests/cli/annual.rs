//! A year in which everything happens: the annual table balances for every org and for the whole, whatever the day, and
//! every line of it is what was worked out by hand.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::env::TestEnv;

const FLOWS: [&str; 9] =
    ["first_recorded", "admitted", "in", "restored", "out", "died", "left", "expelled", "suspended"];

/// The small office, then the year 2010: two newcomers, letters out (one received, one cancelled), a death, an expulsion,
/// a suspension and its end, a conversion, a branch that moves whole, and one that is dissolved into another.
pub(crate) fn year() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org add 印刷支部 --kind branch --parent JW --founded 2009-01-01 --code YS",
        "org add 家具支部 --kind branch --parent JW --founded 2009-01-01 --code JJ",
        "member add 甲一 --org YS --joined 2000-01-01 --full-on 2001-01-01 --entered 2009-02-01",
        "member add 甲二 --org YS --joined 2000-01-01 --full-on 2001-01-01 --entered 2009-02-01",
        "member add 甲三 --org YS --joined 2009-06-01 --category probationary --entered 2009-06-01",
        "member add 乙一 --org JJ --joined 2000-01-01 --full-on 2001-01-01 --entered 2009-02-01",
        "member add 乙二 --org JJ --joined 2000-01-01 --full-on 2001-01-01 --entered 2009-02-01",
        "member add 乙三 --org JJ --joined 2000-01-01 --full-on 2001-01-01 --entered 2010-05-01",
        "transfer in 丙一 --from 杭州市委组织部 --to GF --date 2010-04-15 --joined 1999-01-01 --full-on 2000-01-01",
        "transfer out 甲一 --to 上海市黄浦区委组织部 --date 2010-03-01",
        "transfer receipt 2 --date 2010-03-20",
        "transfer out 甲二 --to 上海市黄浦区委组织部 --date 2010-06-01",
        "transfer cancel 3 --reason 不去了 --date 2010-06-20",
        "member suspend 甲二 --date 2010-07-01 --reason 失去联系",
        "member restore 甲二 --date 2010-09-01 --reason 联系上了",
        "member set 甲三 --category full --full-on 2010-06-01",
        "transfer move --all-of JJ --to GF --date 2010-08-01",
        "org dissolve YS --date 2010-12-01 --reason 合并 --into GF",
        "member end 王五 --date 2010-11-11 --reason deceased",
        "member end 乙一 --date 2010-12-31 --reason expelled",
    ] {
        env.line(line).ok();
    }
    env.sound();
    env
}

fn table(env: &TestEnv, args: &str) -> BTreeMap<String, Value> {
    let rows = env.json(&format!("report annual --total {args}"));
    let named = |row: &Value| (row["org"].as_str().unwrap().to_owned(), row.clone());
    rows.as_array().unwrap().iter().map(named).collect()
}

fn numbers(row: &Value) -> Vec<i64> {
    let keys = std::iter::once("opening").chain(FLOWS).chain(["closing", "difference"]);
    keys.map(|key| row[key].as_i64().unwrap()).collect()
}

#[test]
fn the_year_worked_out_by_hand() {
    let env = year();
    let told = table(&env, "--year 2010");
    // opening; first recorded, admitted, in, restored; out, died, left, expelled, suspended; closing; difference.
    let expected = [
        // 张三 stays. 李四 joined on 2010-07-01; that she came then is only assumed.
        ("福建商会党支部", vec![1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]),
        // 王五 entered in March and died. In: himself, 丙一, three of 家具, two of 印刷. 乙一 expelled.
        ("光伏协会党支部", vec![0, 0, 0, 7, 0, 0, 1, 0, 1, 0, 5, 0]),
        // 甲一 out by letter, 甲二 and 甲三 when it was dissolved; 甲二 was suspended for a while.
        ("印刷支部", vec![3, 0, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0]),
        // 乙三 entered in May; all three moved.
        ("家具支部", vec![2, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0]),
        ("total", vec![6, 1, 0, 8, 1, 6, 1, 0, 1, 1, 7, 0]),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (org, line) in expected {
        assert_eq!(numbers(&told[org]), line, "{org}");
    }
    env.line("report annual --year 2010 --check").ok();
    assert_eq!(
        env.column("report annual --year 2010 --explain org=印刷支部 out", "name"),
        ["甲一", "甲二", "甲三"],
        "in the order of the days"
    );
    assert_eq!(
        env.json("report annual --year 2010 --explain suspended --columns name,went_on,went"),
        json!([{"name": "甲二", "went_on": "2010-07-01", "went": "suspended"}])
    );
    // The moves of a year cancel out where both orgs are asked for.
    assert_eq!(env.column("report annual --year 2010 --under JW", "difference"), [0, 0, 0, 0]);
}

/// An independent count: who stood on the roll of an org at the end of a day, and was not suspended.
fn counted(env: &TestEnv, org: &str, day: &str) -> i64 {
    let sql = "SELECT count(*) FROM roll JOIN org_name USING (org_id)
               WHERE org_name.name = ?1 AND roll.since_day <= ?2 AND roll.until_day > ?2
                 AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id
                                 AND s.since_day <= ?2 AND s.until_day > ?2)";
    env.connection().query_row(sql, [org, day], |row| row.get(0)).unwrap()
}

#[test]
fn every_period_between_two_month_ends_balances() {
    let env = year();
    let ends = [
        "2009-12-31",
        "2010-01-31",
        "2010-02-28",
        "2010-03-31",
        "2010-04-30",
        "2010-05-31",
        "2010-06-30",
        "2010-07-31",
        "2010-08-31",
        "2010-09-30",
        "2010-10-31",
        "2010-11-30",
        "2010-12-31",
    ];
    for pair in ends.windows(2).chain([&[ends[0], ends[12]][..], &[ends[3], ends[9]]]) {
        let from: chrono::NaiveDate = pair[0].parse().unwrap();
        let told = table(&env, &format!("--from {} --to {}", from.succ_opt().unwrap(), pair[1]));
        for (org, row) in told.iter().filter(|(org, _)| *org != "total") {
            let line = numbers(row);
            let flows: i64 = line[1..5].iter().sum::<i64>() - line[5..10].iter().sum::<i64>();
            assert_eq!(
                (line[0], line[10]),
                (counted(&env, org, pair[0]), counted(&env, org, pair[1])),
                "{org} {pair:?}"
            );
            assert_eq!((line[0] + flows, line[11]), (line[10], 0), "{org} {pair:?}");
        }
    }
}

#[test]
fn a_difference_is_named_person_by_person() {
    let env = year();
    // Past all guards: a stay that overlaps another, as only another program could write it.
    let conn = env.connection();
    conn.execute_batch("DROP TRIGGER person_is_on_one_roll_on_insert").unwrap();
    conn.execute(
        "INSERT INTO suspension (person_id, since) SELECT id, '2010-10-01' FROM person WHERE name = '乙二'",
        [],
    )
    .unwrap();
    conn.execute_batch("DROP TRIGGER person_is_suspended_once_on_insert").unwrap();
    conn.execute(
        "INSERT INTO suspension (person_id, since) SELECT id, '2010-10-05' FROM person WHERE name = '乙二'",
        [],
    )
    .unwrap();
    conn.execute_batch(
        "CREATE TRIGGER person_is_on_one_roll_on_insert BEFORE INSERT ON roll WHEN 0 BEGIN SELECT 1; END;
         CREATE TRIGGER person_is_suspended_once_on_insert BEFORE INSERT ON suspension WHEN 0 BEGIN SELECT 1; END;",
    )
    .unwrap();
    drop(conn);
    env.line("report annual --year 2010 --check").exit(1).says("期初加减各项与期末不符").says("--explain difference");
    assert_eq!(env.column("report annual --year 2010 --explain difference", "name"), ["乙二"]);
}

#[test]
fn transfers_and_floating_members_are_counted() {
    let env = year();
    for line in [
        "transfer out 李四 --to 上海市黄浦区委组织部 --date 2011-03-01 --valid 30",
        "transfer out 张三 --to 杭州市委组织部 --date 2011-05-20 --valid 30",
        "member flow out 丙一 --to 云南 --date 2010-06-01",
        "member lost 乙二 --date 2011-05-01",
    ] {
        env.line(line).ok();
    }
    let counts = |line: &str, keys: [&str; 6]| -> Vec<String> {
        let rows = env.json(&format!("report transfers {line}"));
        let line = |row: &Value| keys.map(|key| row[key].to_string()).join(" ");
        rows.as_array().unwrap().iter().map(line).collect()
    };
    let all = ["in", "out", "within", "open", "expired", "cancelled"];
    // By org: 福建 has one letter run out and one open; 光伏 took 丙一 in; 印刷 one out, one cancelled; 家具 three moved, 印刷 dissolved with two.
    assert_eq!(counts("", all), ["0 0 0 1 1 0", "1 0 0 0 0 0", "0 0 3 0 0 0", "0 1 2 0 0 1"]);
    assert_eq!(counts("--by direction --year 2010", all), ["0 1 0 0 0 1", "1 0 0 0 0 0", "0 0 5 0 0 0"]);
    assert_eq!(counts("--under GF", all), ["1 0 5 0 0 0"], "what entered it");
    assert_eq!(counts("--as-of 2011-03-31 --year 2011", all), ["0 0 0 1 0 0"], "good for its last day");
    assert_eq!(env.column("report transfers --explain expired", "person"), ["李四"]);
    assert_eq!(
        env.column("report transfers --by month --year 2010", "month"),
        ["2010-03", "2010-04", "2010-06", "2010-08", "2010-12"]
    );
    let floating = env.json("report floating");
    assert_eq!(
        floating,
        json!([{"org": "光伏协会党支部", "floating": 1, "floating_long": 1, "lost": 1, "lost_long": 0}])
    );
    assert_eq!(env.column("report floating --explain floating_long --as-of 2010-12-01", "name"), [] as [Value; 0]);
    assert_eq!(env.column("report floating --explain floating_long --as-of 2010-12-02", "months"), [6]);
}

/// A branch of 2010, looked at from the end of 2021.
fn a_branch() -> TestEnv {
    let env = TestEnv::new();
    env.line("org add 甲支部 --kind branch --code A --founded 2010-01-01").ok();
    env.line("org add 乙支部 --kind branch --code B --founded 2010-01-01").ok();
    env
}

fn flow(env: &TestEnv, year: u32, org: &str) -> Vec<i64> {
    let rows = env.json(&format!("report annual --year {year} --as-of 2021-12-31"));
    let row = rows.as_array().unwrap().iter().find(|row| row["org"] == org).cloned().unwrap_or_default();
    ["opening", "in", "died", "suspended", "restored", "closing", "difference"]
        .map(|key| row[key].as_i64().unwrap_or(-1))
        .into()
}

#[test]
fn nobody_who_came_and_died_within_a_month_is_lost() {
    let env = a_branch();
    let at =
        |line: &str| env.run(line.split_whitespace().chain(["--as-of", "2021-12-31"]).filter(|arg| !arg.is_empty()));
    let later = |line: &str| {
        let mut command = env.command(line.split_whitespace());
        assert!(command.env("DANGWU_TODAY", "2021-12-31").output().unwrap().status.success(), "{line}");
    };
    later("member add 王二 --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2015-03-10");
    later("member end 王二 --date 2015-03 --reason deceased");
    later("member add 张三 --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2015-05-20");
    later("member end 张三 --date 2015-05-20 --reason deceased");
    later("member add 赵六 --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2015-09");
    later("member end 赵六 --date 2015-09-01 --reason deceased");
    later("member add 李四 --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2015-01-01");
    later("member suspend 李四 --date 2015-07-10 --reason 失联");
    later("member restore 李四 --date 2015-07 --reason 找到");
    // Three came and died, two of them on one day; one came and was suspended and restored in July.
    assert_eq!(flow(&env, 2015, "甲支部"), [0, 4, 3, 1, 1, 1, 0]);
    let roll = |day: &str| env.column(&format!("member list --as-of {day}"), "name");
    assert_eq!(roll("2015-03-10"), ["王二", "李四"], "on the day on which he came");
    assert_eq!(roll("2015-03-11"), ["李四"]);
    assert_eq!(roll("2015-05-20"), ["李四"], "at the end of the day he had died");
    assert_eq!(
        env.json("report structure --by sex --as-of 2015-07-10"),
        serde_json::json!([]),
        "the suspended are not counted"
    );
    assert_eq!(env.json("report structure --by sex --as-of 2015-07-11")[0]["members"], 1);
    assert_eq!(
        at("member list --left --columns name -f csv --header none").ok().out.replace('\r', ""),
        "王二\n张三\n赵六\n"
    );
    env.sound();
}

#[test]
fn who_goes_with_a_dissolved_org_is_a_transfer_in_every_report() {
    let env = a_branch();
    let later = |line: &str| {
        let mut command = env.command(line.split_whitespace());
        assert!(command.env("DANGWU_TODAY", "2021-12-31").output().unwrap().status.success(), "{line}");
    };
    for name in ["王二", "张三"] {
        later(&format!("member add {name} --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2011-01-01"));
    }
    later("org dissolve A --date 2015-06-01 --reason 合并 --into B");
    assert_eq!(env.column("transfer list --as-of 2021-12-31", "person"), ["王二", "张三"]);
    assert_eq!(env.column("transfer list --as-of 2021-12-31", "direction"), ["within", "within"]);
    let within = env.column("report transfers --year 2015 --as-of 2021-12-31 --by org", "within");
    assert_eq!(within, [2], "as many as annual has out and in");
    env.sound();
    // Put right like any other move.
    later("member set 王二 --entered 2015-05-20");
    assert_eq!(env.json("transfer show 1 --as-of 2021-12-31")[0]["received"], "2015-05-20");
    env.sound();
}

#[test]
fn an_org_counts_for_as_long_as_it_stood_below() {
    let env = TestEnv::office();
    for line in [
        "org add 第二党委 --kind committee --founded 2005-01-01 --code YW",
        "org add 行业总支 --kind general-branch --parent JW --founded 2005-01-01 --code ZZ",
        // Another place below is no going and no coming.
        "org move GF --to ZZ --date 2010-06-01",
        "org move FJ --to YW --date 2010-09-01",
    ] {
        env.line(line).ok();
    }
    // opening; first recorded, admitted, in, restored; out, died, left, expelled, suspended; closing; difference.
    let lines = |under: &str, period: &str| {
        let told = table(&env, &format!("{period} --under {under}"));
        let mut lines: Vec<_> = told.iter().map(|(org, row)| (org.clone(), numbers(row))).collect();
        lines.sort();
        lines
    };
    let is = |lines: Vec<(String, Vec<i64>)>, expected: &[(&str, [i64; 12])]| {
        let expected: Vec<_> = expected.iter().map(|(org, line)| ((*org).to_owned(), line.to_vec())).collect();
        assert_eq!(lines, expected);
    };
    // 张三 was there, 李四 was first recorded in July; both went with their branch. 王五 entered in March.
    is(
        lines("JW", "--year 2010"),
        &[
            ("total", [1, 1, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0]),
            ("光伏协会党支部", [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]),
            ("福建商会党支部", [1, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]),
        ],
    );
    let came =
        [("total", [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2, 0]), ("福建商会党支部", [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2, 0])];
    is(lines("YW", "--year 2010"), &came);
    assert_eq!(
        env.json("report annual --year 2010 --under JW --explain out --columns name,went_on"),
        json!([{"name": "张三", "went_on": "2010-09-01"}, {"name": "李四", "went_on": "2010-09-01"}])
    );
    // The branch itself is asked for: it stood below itself all the time.
    is(
        lines("FJ", "--year 2010"),
        &[("total", [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]), ("福建商会党支部", [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0])],
    );
    // Back before the year is over: out and in, and all are there again at its end.
    env.line("org move FJ --to JW --date 2010-12-01").ok();
    is(
        lines("JW", "--year 2010"),
        &[
            ("total", [1, 1, 0, 3, 0, 2, 0, 0, 0, 0, 3, 0]),
            ("光伏协会党支部", [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]),
            ("福建商会党支部", [1, 1, 0, 2, 0, 2, 0, 0, 0, 0, 2, 0]),
        ],
    );
    // What it closes with is what the roll says, at the end of every month.
    for (from, to) in [("2010-08-01", "2010-08-31"), ("2010-09-01", "2010-09-30"), ("2010-12-01", "2010-12-31")] {
        let closing = env.json(&format!("report annual --from {from} --to {to} --under JW --total"));
        let members = env.json(&format!("report structure --as-of {to} --under JW --total"));
        let last = |rows: &Value, key: &str| rows.as_array().unwrap().last().unwrap()[key].clone();
        assert_eq!(last(&closing, "closing"), last(&members, "members"), "{to}");
    }
}

#[test]
fn a_year_that_is_not_over_is_counted_up_to_today() {
    let env = TestEnv::office();
    // 2011-05-31 is today; in a future year nobody has come, and nobody has left.
    env.line("member add 赵六 --org FJ --entered 2011-02-01 --joined 1995-07-01 --full-on 1996-07-01").ok();
    let ran = env.line("report annual --year 2011 --under FJ").ok().says("2011 尚未结束, 计至 2011-05-31");
    let title = ran.out.lines().next().unwrap();
    assert_eq!(title, "党员增减年报 · 福建商会党支部及其下级 (2011-01-01 至 2011-05-31)");
    assert!(!env.line("report annual --year 2010").ok().err.contains("尚未结束"));
    // The second quarter is not over: nothing is missing of it yet, and whoever asks is told.
    let periods = |line: &str| {
        let rows = env.json(&format!("report meetings --by window {line}"));
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["window"].as_str().unwrap().to_owned())
            .collect::<std::collections::BTreeSet<_>>()
    };
    let windows = periods("--year 2011 --under FJ");
    assert!(windows.contains("2011Q1") && windows.contains("2011-05"), "{windows:?}");
    assert!(!windows.contains("2011Q2") && !windows.contains("2011-06"), "{windows:?}");
    env.line("report meetings --quarter 2011Q2").ok().says("2011Q2 尚未结束").says("计至 2011-05-31, 其后到期的不计");
    let owed = env.json("report meetings --quarter 2011Q2 --under FJ --by kind");
    assert_eq!(
        owed.as_array().unwrap().iter().map(|row| (row["kind"].clone(), row["owed"].clone())).collect::<Vec<_>>(),
        [(json!("theme-day"), json!(2))]
    );
}
