//! Guidance beside subordination, and the sums that a guided org reports.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::ledger::all_the_way_round;
use crate::one_language::tells;

/// The small office, of which JW stands above FJ and GF; beside it the leading groups of two counties, one of which has a
/// branch with a member below it.
fn office() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org add 南湖区工商联党组 --short 南湖党组 --kind leading-group --founded 2009-01-01 --code NH",
        "org add 秀洲区工商联党组 --short 秀洲党组 --kind leading-group --founded 2010-01-01 --code XZ",
        "org add 南湖区商会党支部 --short 南湖支部 --kind branch --parent NH --founded 2009-05-01 --code NB",
        "member add 赵六 --org NB --joined 2003-07-01 --full-on 2004-07-01 --entered 2009-05-01",
    ] {
        env.line(line).ok();
    }
    env
}

/// The rows of a line, of each the values under these keys.
fn rows(env: &TestEnv, line: &str, keys: &[&str]) -> Vec<Value> {
    let row = |row: &Value| Value::Array(keys.iter().map(|key| row[*key].clone()).collect());
    env.json(line).as_array().unwrap().iter().map(row).collect()
}

#[test]
fn guidance_goes_all_the_way_round_and_add_may_be_left_out() {
    all_the_way_round(
        &office(),
        "org guide",
        "NH JW --contact 陈联络 --document 嘉委发〔2011〕18号 --from 2010-09",
        "XZ JW --since 2009-12-31",
        "才成立",
    );
    let env = office();
    env.line("org guide NH JW --from 2010-09-01").ok().says("已登记指导关系");
    env.line("org guide 秀洲党组 工商联党委 --from 2010-10-01 --until 2011-02-01 -n").ok();
    env.line("org guide 秀洲党组 工商联党委 --from 2010-10-01 --until 2011-02-01").ok();
    assert_eq!(
        rows(&env, "org guide list --all", &["org", "by", "since", "until"]),
        [
            json!(["南湖区工商联党组", "嘉兴市工商联党委", "2010-09-01", null]),
            json!(["秀洲区工商联党组", "嘉兴市工商联党委", "2010-10-01", "2011-02-01"]),
        ]
    );
    assert_eq!(env.column("org guide list --org JW", "org"), ["南湖区工商联党组"], "of whoever guides, too");
    assert_eq!(env.column("org guide list --org NH", "org"), ["南湖区工商联党组"]);
    assert_eq!(env.column("org guide list --as-of 2011-01-31", "org"), ["南湖区工商联党组", "秀洲区工商联党组"]);
    env.line("org guide end 1 --date 2011-03-01").ok();
    assert_eq!(env.column("org guide list", "org"), [""; 0]);
    env.line("db undo").ok();
    assert_eq!(env.column("org guide list", "org"), ["南湖区工商联党组"]);
    let help = env.line("org guide --help").ok().out;
    assert!(
        help.contains("  <ORG>  被指导党组织\n  <BY>   指导党组织\n"),
        "in the order in which they are typed: {help}"
    );
    env.line("org guide NH").exit(2);
    env.sound();
}

#[test]
fn show_tells_who_guides_and_who_is_guided() {
    let env = office();
    env.line("org guide NH JW --from 2010-09-01").ok();
    env.line("org guide XZ JW --from 2010-10-01").ok();
    assert_eq!(env.json("org show JW")[0]["guides"], "南湖区工商联党组; 秀洲区工商联党组");
    assert_eq!(env.json("org show JW --as-of 2010-09-30")[0]["guides"], "南湖区工商联党组");
    assert_eq!(env.json("org show JW --as-of 2010-08-31")[0]["guides"], json!(null));
    assert_eq!(env.json("org show NH")[0]["guide"], "1 条, 最近: 2010-09-01 嘉兴市工商联党委");
    let dated = rows(&env, "org show NH --history", &["since", "what", "detail"]);
    assert!(dated.contains(&json!(["2010-09-01", "guide", "嘉兴市工商联党委"])), "{dated:?}");
}

#[test]
fn the_tree_shows_the_guided_apart_and_no_sum_has_them() {
    let env = office();
    env.line("org guide NH JW --from 2010-09-01").ok();
    env.line("org guide XZ JW --from 2010-10-01").ok();
    assert_eq!(
        env.line("org tree").ok().out,
        "JW 嘉兴市工商联党委 [党委] (3人)\n\
         ├─ FJ 福建商会党支部 [党支部] (2人)\n\
         ├─ GF 光伏协会党支部 [党支部] (1人)\n\
         └─ 指导(不隶属, 人数不计入上面)\n   \
            ├─ NH 南湖区工商联党组 [党组] (1人)\n   \
            │  └─ NB 南湖区商会党支部 [党支部] (1人)\n   \
            └─ XZ 秀洲区工商联党组 [党组] (0人)\n"
    );
    assert_eq!(
        rows(&env, "org tree", &["depth", "code", "parent", "guided_by", "own_members", "members"]),
        [
            json!([0, "JW", null, null, 0, 3]),
            json!([1, "FJ", "JW", null, 2, 2]),
            json!([1, "GF", "JW", null, 1, 1]),
            json!([1, "NH", null, "JW", 0, 1]),
            json!([2, "NB", "NH", null, 1, 1]),
            json!([1, "XZ", null, "JW", 0, 0]),
        ]
    );
    // Before, each stood by itself.
    assert_eq!(env.column("org tree --as-of 2010-08-31", "depth"), [0, 1, 1, 0, 1, 0]);
    assert_eq!(
        env.column("org tree --as-of 2010-08-31", "guided_by"),
        [json!(null), json!(null), json!(null), json!(null), json!(null), json!(null)]
    );
    assert_eq!(env.column("org tree NH", "code"), ["NH", "NB"]);
    // Subordination alone is what --under and every sum go by.
    assert_eq!(env.column("org list --under JW", "code"), ["FJ", "GF", "JW"]);
    assert_eq!(env.column("member list --under JW", "name"), ["张三", "李四", "王五"]);
    assert_eq!(
        env.json("report structure --under JW --by sex --total").as_array().unwrap().last().unwrap()["members"],
        3
    );
    // Whoever stands below another keeps its place, and is named once more by whoever guides it.
    env.line("org guide NB JW --from 2010-11-01").ok();
    assert_eq!(
        rows(&env, "org tree", &["code", "parent", "guided_by", "members"])[3..],
        [
            json!(["NB", null, "JW", 1]),
            json!(["NH", null, "JW", 1]),
            json!(["NB", "NH", null, 1]),
            json!(["XZ", null, "JW", 0]),
        ]
    );
}

#[test]
fn nobody_guides_whoever_leads_or_guides_it() {
    let env = office();
    env.refuses("org guide JW JW --from 2010-09-01", 3, "不能指导自己", "does not guide itself");
    env.refuses(
        "org guide JW FJ --from 2010-09-01",
        3,
        "福建商会党支部 自 2010-09-01 起受 嘉兴市工商联党委 领导",
        "is led or guided",
    );
    env.refuses(
        "org guide FJ JW --from 2010-09-01",
        3,
        "福建商会党支部 自 2010-09-01 起隶属于 嘉兴市工商联党委",
        "stands below",
    );
    env.line("org guide NH JW --from 2010-09-01").ok();
    env.refuses("org guide JW NH --from 2011-01-01", 3, "自 2011-01-01 起受", "is led or guided");
    env.refuses("org guide JW NB --from 2011-01-01", 3, "自 2011-01-01 起受", "is led or guided");
    // Only for days of both: before it was guided it could.
    env.line("org guide JW NH --from 2009-06-01 --until 2010-09-01").ok();
    env.refuses("org guide set 2 --until 2010-09-02", 3, "自 2010-09-01 起受", "is led or guided");
    env.refuses("org guide NH JW --from 2011-01-01", 3, "同样的", "the same");
    env.refuses("org guide XZ JW --from 2011-06-01", 2, "晚于今天", "2011-06-01");
    env.refuses("org guide XZ JW --from 2010-05-01 --until 2010-04-01", 3, "不晚于", "not after");
    env.refuses("org guide XZ 无此党委 --from 2010-05-01", 4, "找不到党组织", "无此党委");
    env.line("org dissolve XZ --date 2011-01-01 --reason 撤并").ok();
    env.refuses("org guide XZ JW --from 2011-02-01", 3, "2011-01-01", "2011-01-01");
    // A move that would put the guided below is refused, too, and so is what another program wrote found.
    env.refuses("org move NH --to JW --date 2011-03-01", 3, "guidance-circle", "guidance-circle");
    env.sound();
    env.connection().execute("UPDATE guidance SET until = NULL WHERE id = 2", []).unwrap();
    tells(&env, "guidance-circle", "嘉兴市工商联党委", &["南湖区工商联党组 2010-09-01 #2"]);
}

#[test]
fn an_org_that_goes_leaves_its_guidance_to_be_ended() {
    let env = office();
    env.line("org guide NH JW --from 2010-09-01").ok();
    env.line("org guide NH XZ --from 2010-09-01").ok();
    env.line("org dissolve XZ --date 2011-01-01 --reason 撤并").ok().says("org guide end 2 --date 2011-01-01");
    assert_eq!(env.column("org guide list", "by"), ["嘉兴市工商联党委"]);
    let faults = env.line("db check").exit(1);
    assert!(
        faults.out.contains("ledger-left-open") || faults.err.contains("ledger-left-open"),
        "{}{}",
        faults.out,
        faults.err
    );
    env.line("org guide end 2 --date 2011-01-01").ok();
    env.sound();
    env.connection().execute("UPDATE guidance SET until = '2011-02-01' WHERE id = 2", []).unwrap();
    tells(&env, "ledger-outside-org", "秀洲区工商联党组", &["指导关系 2010-09-01 #2 | guidance 2010-09-01 #2"]);
}

#[test]
fn returns_go_all_the_way_round() {
    let env = office();
    env.line("org guide NH JW --from 2010-09-01").ok();
    all_the_way_round(
        &env,
        "org returns",
        "NH --date 2011-03-31 --units 40 --with-org 31 --orgs 18 --members 210 --activists 25 --source 季报",
        "NH --date 2011-03-30 --units 40 --with-org 41 --orgs 18 --members 210 --activists 25",
        "已建党组织的单位 41 个, 多于单位总数 40 个",
    );
    env.refuses("org returns set 1 --with-org 41", 3, "多于单位总数 40 个", "are more than the 40 units");
    env.refuses(
        "org returns add NH --date 2011-03-30 --units 40 --with-org 1 --orgs -1 --members 1 --activists 1",
        2,
        "党组织数",
        "Orgs",
    );
    // Whose numbers nobody asks for is told.
    let line = "org returns add XZ --date 2011-03-31 --units 1 --with-org 1 --orgs 1 --members 3 --activists 0";
    env.line(line).ok().says("秀洲区工商联党组 在 2011-03-31 未登记受谁指导");
}

/// The office, of which JW has guided both counties since autumn; NH returned twice, XZ once, and before it was guided.
fn with_returns() -> TestEnv {
    let env = office();
    for line in [
        "org set NH --district 南湖区",
        "org guide NH JW --from 2010-09-01",
        "org guide XZ JW --from 2011-01-01",
        "org returns add NH --date 2010-12-31 --units 40 --with-org 20 --orgs 15 --members 180 --activists 12",
        "org returns add NH --date 2011-03-31 --units 42 --with-org 30 --orgs 18 --members 210 --activists 25",
        "org returns add XZ --date 2010-12 --units 8 --with-org 5 --orgs 3 --members 30 --activists 4",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn coverage_has_what_was_returned_only_where_it_is_asked_for() {
    let env = with_returns();
    let keys = ["kind", "units", "own", "uncovered", "with_org", "org_coverage", "work_coverage", "owed"];
    let own = env.json("report coverage --total");
    assert_eq!(own.as_array().unwrap().len(), 3);
    assert!(own[0].get("with_org").is_none(), "nobody asked");
    assert_eq!(own[2]["units"], 2);
    // A chamber with a branch of its own, an association without; 42 and 8 units returned, 30 and 5 of them with an org:
    // (1 + 35) of 52. Working coverage is known of the two alone.
    assert_eq!(
        rows(&env, "report coverage --total --with-returns", &keys),
        [
            json!(["association", 1, 0, 1, 0, 0.0, 0.0, 0]),
            json!(["native-chamber", 1, 1, 0, 0, 1.0, 1.0, 0]),
            json!(["reported", 50, 0, 0, 35, 0.7, null, 0]),
            json!(["total", 52, 1, 1, 35, 0.6923, 0.5, 0]),
        ]
    );
    let titled = env.line("report coverage --with-returns").ok().out;
    assert!(titled.starts_with("党组织覆盖情况 (含上报) (截至 2011-05-31)"), "{titled}");
    env.line("report coverage --with-returns").ok().says("上报的有 2 个党组织, 截至日期 2010-12 至 2011-03-31");
    env.line("report coverage --with-returns --under FJ").ok().says("没有可列入的上报数");
    assert!(!env.line("report coverage").ok().out.contains("上报"));
    // By district the return is one of the district of who returned it.
    assert_eq!(
        rows(&env, "report coverage --by district --with-returns", &["district", "units", "with_org"]),
        [json!(["南湖区", 43, 30]), json!(["秀洲区", 1, 0]), json!([null, 8, 5])]
    );
    // Behind the figure stand the returns apart, after the units, the oldest first.
    assert_eq!(
        rows(
            &env,
            "report coverage --with-returns --explain units",
            &["unit_name", "kind", "returned_on", "returned_units", "returned_with_org"]
        ),
        [
            json!(["嘉兴市光伏行业协会", "association", null, null, null]),
            json!(["嘉兴市福建商会", "native-chamber", null, null, null]),
            json!(["秀洲区工商联党组", "reported", "2010-12", 8, 5]),
            json!(["南湖区工商联党组", "reported", "2011-03-31", 42, 30]),
        ]
    );
    let behind = |line: &str| env.column(line, "unit_name");
    assert_eq!(behind("report coverage --with-returns --explain kind=上报 with_org=35").len(), 2);
    assert_eq!(behind("report coverage --with-returns --explain kind=total units=52").len(), 4);
    assert_eq!(behind("report coverage --with-returns --explain uncovered"), ["嘉兴市光伏行业协会"]);
    assert_eq!(behind("report coverage --explain units").len(), 2);
}

#[test]
fn a_return_is_the_latest_of_whom_those_asked_for_guide_that_day() {
    let env = with_returns();
    let returned = |line: &str| {
        let rows = rows(&env, &format!("report coverage --with-returns {line}"), &["kind", "units", "with_org"]);
        rows.into_iter().filter(|row| row[0] == "reported").collect::<Vec<_>>()
    };
    assert_eq!(returned("--as-of 2010-12-30"), [""; 0], "XZ returned for a month, but was not guided yet");
    assert_eq!(returned("--as-of 2010-12-31"), [json!(["reported", 40, 20])]);
    assert_eq!(returned("--as-of 2011-03-30"), [json!(["reported", 48, 25])]);
    assert_eq!(returned("--under JW"), [json!(["reported", 50, 35])]);
    assert_eq!(returned("--under FJ"), [""; 0]);
    env.line("org guide end 1 --date 2011-04-01").ok();
    assert_eq!(returned(""), [json!(["reported", 8, 5])]);
}

#[test]
fn the_overview_adds_what_was_returned_and_says_how_much() {
    let env = with_returns();
    env.line("activist apply 钱七 --org GF --date 2010-06-01 --birth 1985-05-05").ok();
    env.line("activist talk 钱七 --date 2010-06-10").ok();
    env.line("activist nominate 钱七 --date 2011-01-10").ok();
    let told = |line: &str| -> Vec<(String, Value, Value)> {
        let row = |row: &Value| (row["figure"].as_str().unwrap().to_owned(), row["value"].clone(), row["of"].clone());
        env.json(line).as_array().unwrap().iter().map(row).collect()
    };
    let of = |lines: &[(String, Value, Value)], figure: &str| {
        let (_, value, of) = lines.iter().find(|line| line.0 == figure).unwrap_or_else(|| panic!("{figure}")).clone();
        json!([value, of])
    };
    let own = told("report overview");
    assert!(own.iter().all(|line| !line.0.contains("returned") && line.0 != "activists"));
    // JW, FJ, GF and NB; four members, one of whom was born in 1980, one in 1975, one in 1969.
    assert_eq!((of(&own, "orgs"), of(&own, "members")), (json!([4, null]), json!([4, null])));
    let all = told("report overview --with-returns");
    assert_eq!(all.len(), 28);
    for (figure, told) in [
        ("orgs", json!([25, null])),
        ("returned_orgs", json!([21, 25])),
        ("branches", json!([3, 25])),
        ("leading_groups", json!([2, null])),
        ("units", json!([52, null])),
        ("returned_units", json!([50, 52])),
        ("with_org", json!([35, 52])),
        ("own", json!([1, 52])),
        ("members", json!([244, null])),
        ("returned_members", json!([240, 244])),
        ("full", json!([3, 244])),
        ("over_60", json!([0, 244])),
        ("to_35", json!([1, 244])),
        ("activists", json!([30, null])),
        ("returned_activists", json!([29, 30])),
    ] {
        assert_eq!(of(&all, figure), told, "{figure}");
    }
    assert_eq!(env.column("report overview --with-returns --explain returned_members", "returned_members"), [30, 210]);
    assert_eq!(env.column("report overview --with-returns --explain figure=orgs", "code").len(), 6);
    env.line("report overview --explain returned_members").exit(2).says("returned_members");
}

#[test]
fn other_reports_add_what_they_can_tell_of_it_and_the_rest_refuse() {
    let env = with_returns();
    assert_eq!(
        rows(&env, "report orgs --with-returns --total", &["kind", "orgs", "share", "leading_groups"]),
        [
            json!(["committee", 1, 0.04, 0]),
            json!(["branch", 3, 0.12, 0]),
            json!(["leading-group", 0, 0.0, 2]),
            json!(["reported", 21, 0.84, 0]),
            json!(["total", 25, 1.0, 2]),
        ]
    );
    assert_eq!(
        rows(&env, "report structure --by age --with-returns", &["age", "members", "full"]),
        [
            json!(["31-35", 1, 1]),
            json!(["36-40", 1, 0]),
            json!(["41-45", 1, 1]),
            json!(["reported", 240, 0]),
            json!([null, 1, 1])
        ]
    );
    assert_eq!(
        rows(&env, "report structure --by org --with-returns --under JW", &["org", "members"]),
        [
            json!(["福建商会党支部", 2]),
            json!(["光伏协会党支部", 1]),
            json!(["南湖区工商联党组", 210]),
            json!(["秀洲区工商联党组", 30]),
        ]
    );
    assert_eq!(
        rows(
            &env,
            "report development --with-returns --explain stage=activist",
            &["name", "org", "returned_on", "returned_activists"]
        ),
        [
            json!(["秀洲区工商联党组", "秀洲区工商联党组", "2010-12", 4]),
            json!(["南湖区工商联党组", "南湖区工商联党组", "2011-03-31", 25]),
        ]
    );
    for name in ["growth", "roster", "meetings", "posts", "development --year 2011"] {
        let line = format!("report {name} --with-returns");
        env.refuses(&line, 2, "没有可列入的上报数, 不能用 --with-returns", "it takes no --with-returns");
    }
    env.refuses("report rules --with-returns", 2, "--with-returns", "--with-returns");
    assert!(env.line("report coverage --help").ok().out.contains("--with-returns"));
    assert!(!env.line("report growth --help").ok().out.contains("--with-returns"));
}
