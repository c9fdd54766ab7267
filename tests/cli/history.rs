//! A past day looks the same whatever happens later.

use serde_json::json;

use crate::env::TestEnv;

const DAYS: [&str; 3] = ["2008-06-01", "2010-09-01", "2011-01-31"];

/// Everything that can be listed as of a day, on all days before February 2011.
fn past(env: &TestEnv) -> Vec<String> {
    let lines = [
        "org list",
        "org tree",
        "org unit list",
        "member list",
        "member flow list",
        "member export",
        "transfer list",
        "transfer list --expired",
        "report coverage",
        "report roster",
        "report structure --by category",
        "report structure --by org",
        "report structure --by unit-kind",
        "org show FJ",
        "org show GF",
    ];
    DAYS.iter()
        .flat_map(|day| lines.iter().map(move |line| (day, line)))
        .map(|(day, line)| format!("{day} {line}\n{}", env.line(&format!("{line} --as-of {day} -f json")).ok().out))
        .collect()
}

#[test]
fn later_events_leave_earlier_days_as_they_were() {
    let env = TestEnv::office();
    env.line("org cover GF 光伏协会 --from 2010-09-01").ok();
    let before = past(&env);
    for event in [
        "org rename FJ 闽商联合支部 --date 2011-02-01 --short 闽商",
        "org convert FJ --kind joint-branch --date 2011-02-01",
        "org add 新总支 --kind general-branch --founded 2011-02-01 --parent JW --code XZ",
        "org move FJ --to XZ --date 2011-03",
        "org move GF --to XZ --date 2011-02-15",
        "org uncover GF 光伏协会 --to 2011-03-01",
        "org unit set 福建商会 --district 经开区 --known-full-members 1 --from 2011-02-01",
        "org unit set 光伏协会 --name 嘉兴市新能源行业协会 --from 2011-03-01",
        "org cover XZ 光伏协会 --from 2011-03-01",
        "member suspend 张三 --date 2011-02-01 --reason 调查",
        "member restore 张三 --date 2011-03-01 --reason 查清",
        "transfer out 李四 --to 杭州市委 --date 2011-02-20",
        "transfer receipt 1 --date 2011-03-05",
        "transfer in 2 --from 杭州市委 --to GF --date 2011-03-20",
        "transfer move 2 --to XZ --date 2011-03-25",
        "transfer set 3 --date 2011-03-26",
        "transfer cancel 3 --reason 误",
        "member flow out 张三 --to 上海 --date 2011-03-10",
        "member lost 张三 --date 2011-03-12",
        "member end 王五 --date 2011-03-01 --reason resigned",
        "org dissolve FJ --date 2011-04-01 --reason 合并 --into GF",
        "org unit close 福建商会 --date 2011-05-01",
        "org add 拟建支部 --kind branch --planned",
    ] {
        env.line(event).ok();
        for (then, now) in before.iter().zip(past(&env)) {
            assert_eq!(*then, now, "{event} changed the past");
        }
    }
    env.sound();
}

#[test]
fn names_places_and_kinds_are_those_of_the_day() {
    let env = TestEnv::office();
    env.line("org rename FJ 闽商党支部 --date 2011-02").ok();
    env.line("org move GF --to FJ --date 2011-03-01").ok();
    env.line("org convert FJ --kind general-branch --date 2011-04-01 --approval 嘉工商党〔2011〕5号").ok();
    let of = |key: &str, day: &str| env.column(&format!("org show FJ --as-of {day}"), key)[0].clone();
    assert_eq!((of("name", "2011-01-31"), of("name", "2011-02-01")), (json!("福建商会党支部"), json!("闽商党支部")));
    assert_eq!((of("kind", "2011-03-31"), of("kind", "2011-04-01")), (json!("branch"), json!("general-branch")));
    assert_eq!(env.column("org tree --as-of 2011-02-28", "depth"), [0, 1, 1]);
    assert_eq!(env.column("org tree --as-of 2011-03-01", "depth"), [0, 1, 2]);
    assert_eq!(of("members", "2011-05-31"), 2);
    assert_eq!(env.column("org tree FJ", "members"), [3, 1]);
    // Old names still find it, over all time.
    assert_eq!(env.column("org show 福建商会党支部", "name"), ["闽商党支部"]);
    assert_eq!(of("history", "2011-05-31"), "2011-02 → 闽商党支部; 2011-04-01 → general-branch (嘉工商党〔2011〕5号)");
    // An org that does not exist yet on the day is an empty answer.
    let ran = env.line("org show GF --as-of 2010-02-28 -f json").ok();
    assert_eq!(ran.json(), json!([]));
    env.line("member list --org GF --as-of 2010-02-28").ok();
    // The day of an event can be mended.
    env.line("org set FJ --renamed 2011-01-15 --moved 2010-01-01").exit(3).says("没有可更正日期的变更");
    env.line("org set FJ --renamed 2011-01-15 --converted 2011-04-15").ok();
    assert_eq!((of("name", "2011-01-14"), of("name", "2011-01-15")), (json!("福建商会党支部"), json!("闽商党支部")));
    assert_eq!(of("kind", "2011-04-14"), "branch");
    env.refuses(
        "org rename FJ 又名 --date 2011-01-15",
        3,
        "这一天已登记过一次同类变更",
        "is recorded for 2011-01-15 already",
    );
    env.refuses(
        "org move GF --to FJ --date 2011-05-01",
        3,
        "那天已经隶属",
        "stands under “闽商党支部” on that day already",
    );
    env.refuses(
        "org convert FJ --kind 党总支 --date 2011-05-01",
        3,
        "那天已经是党总支",
        "is a general branch on that day already",
    );
}

#[test]
fn an_event_of_the_past_can_be_recorded_late() {
    let env = TestEnv::office();
    env.line("org rename FJ 丙名 --date 2011-03-01").ok();
    env.line("org rename FJ 乙名 --date 2010-01-01").ok();
    let names: Vec<_> = ["2009-12-31", "2010-01-01", "2011-02-28", "2011-03-01"]
        .iter()
        .map(|day| env.column(&format!("org show FJ --as-of {day}"), "name")[0].clone())
        .collect();
    assert_eq!(names, ["福建商会党支部", "乙名", "乙名", "丙名"]);
    env.sound();
}

#[test]
fn a_future_day_can_be_asked_for() {
    let env = TestEnv::office();
    assert_eq!(env.column("member list --as-of 2031-05-31", "party_standing"), [json!(26), json!(null), json!(34)]);
    assert_eq!(env.column("org list --as-of 2199-12-31", "code").len(), 3);
    assert_eq!(env.json("org list --as-of 1990"), json!([]));
    // A month or year stands for its last day: the end of the span.
    assert_eq!(env.column("org list --as-of 2010-03", "code"), ["FJ", "GF", "JW"]);
}

/// The same thing may happen to an org again and again.
#[test]
fn a_second_event_of_a_kind_follows_the_first() {
    let env = TestEnv::office();
    for line in [
        "org add 第三总支 --kind general-branch --parent JW --founded 2008 --code ZZ",
        "org move GF --to ZZ --date 2010-06-01",
        "org move GF --to JW --date 2011-01",
        "org rename GF 光伏一支部 --date 2010-07-01",
        "org rename GF 光伏二支部 --date 2011",
        "org convert GF --kind 党总支 --date 2010-08-01",
        "org convert GF --kind 党支部 --date 2011-02-01",
    ] {
        env.line(line).ok();
    }
    let shown = |day: &str| env.json(&format!("org show GF --as-of {day}"))[0].clone();
    for (day, name, kind, parent) in [
        ("2010-05-01", "光伏协会党支部", "branch", "嘉兴市工商联党委"),
        ("2010-12-31", "光伏一支部", "general-branch", "第三总支"),
        ("2011-02-01", "光伏二支部", "branch", "嘉兴市工商联党委"),
    ] {
        let row = shown(day);
        assert_eq!((&row["name"], &row["kind"], &row["parent"]), (&name.into(), &kind.into(), &parent.into()), "{day}");
    }
    env.sound();
}

/// Another program with the SQLite shell cannot store two rolls at once either, by whatever statement.
#[test]
fn the_file_itself_refuses_overlaps() {
    let env = TestEnv::office();
    env.line("member end 王五 --date 2011-01-01 --reason left").ok();
    let conn = env.connection();
    conn.execute_batch(
        "INSERT INTO roll (person_id, org_id, category, since, began) VALUES (3, 1, 'full', '2011-02-01', 'in')",
    )
    .unwrap();
    for sql in [
        "UPDATE roll SET until = NULL, ended = NULL WHERE person_id = 3 AND until IS NOT NULL",
        "UPDATE roll SET since = '2010-12-01' WHERE person_id = 3 AND until IS NULL",
        "INSERT INTO roll (person_id, org_id, category, since, began) VALUES (3, 2, 'full', '2010-06-01', 'in')",
        "UPDATE org SET dissolved = '2011-03-01' WHERE id = 1",
        "UPDATE org SET founded = '2011-03-01' WHERE id = 1",
        "UPDATE roll SET since = '1990-01-01', org_id = 1 WHERE person_id = 3 AND until IS NULL",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn everybodys_history_is_exported_period_by_period() {
    let env = TestEnv::office();
    for line in [
        "org post add FJ 张三 书记 --from 2009-01-01",
        "member suspend 李四 --date 2011-01-10 --reason 失联",
        "member restore 李四 --date 2011-02-10 --reason 找到",
        "member flow out 王五 --to 杭州 --date 2011-03-01",
        "member end 张三 --date 2011-05-01 --reason deceased",
    ] {
        env.line(line).ok();
    }
    let rows = env.json("member export --history --columns name,since,until,what,org,ended,detail");
    let of =
        |name: &str| rows.as_array().unwrap().iter().filter(|row| row["name"] == name).cloned().collect::<Vec<_>>();
    let three = of("张三");
    let post = three.iter().find(|row| row["detail"] == "secretary").unwrap();
    assert_eq!((&post["since"], &post["until"]), (&"2009-01-01".into(), &"2011-05-01".into()));
    assert!(three.iter().any(|row| row["ended"] == "deceased" && row["until"] == "2011-05-01"));
    assert!(
        of("李四")
            .iter()
            .any(|row| row["since"] == "2011-01-10" && row["until"] == "2011-02-10" && row["detail"] == "失联 → 找到")
    );
    assert!(of("王五").iter().any(|row| row["detail"] == "杭州"));
    env.line("member export --history -o history.xlsx").ok();
}
