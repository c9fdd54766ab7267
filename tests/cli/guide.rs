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
    env.line("org guide --help").ok();
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
