//! Founding as it happens: the request, the reply, the meeting, why units share an org; and plans that are given up.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::one_language::tells;

/// The keys of `org show` that tell of a founding.
const KEYS: [&str; 7] =
    ["founded", "requested", "request_no", "approved", "approval_no", "formation_reason", "in_step"];

fn told(env: &TestEnv, org: &str) -> Value {
    let shown = &env.json(&format!("org show {org}"))[0];
    Value::Array(KEYS.iter().map(|key| shown[*key].clone()).collect())
}

#[test]
fn the_papers_are_told_with_the_founding_shown_and_put_right() {
    let env = TestEnv::office();
    env.line(
        "org add 五金塑料联合党支部 --short 五金联合 --kind joint-branch --parent JW --code WJ --founded 2011-04-08 --formation joint \
         --requested 2011-03-01 --request-no 嘉五金〔2011〕1号 --approved 2011-03-20 --approval 嘉协商党〔2011〕4号 \
         --formation-reason 行业相近 --unit 福建商会 --unit 光伏协会",
    )
    .ok();
    assert_eq!(
        told(&env, "WJ"),
        json!(["2011-04-08", "2011-03-01", "嘉五金〔2011〕1号", "2011-03-20", "嘉协商党〔2011〕4号", "industry", null])
    );
    let shown = env.line("org show WJ").ok().out;
    for line in ["请示日期", "2011-03-01", "批复日期", "2011-03-20", "联合(挂靠)原因", "行业相近"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    env.line("org set WJ --requested 2011-02 --approved 2011-03-21 --request-no 〔2011〕2号 --formation-reason 地域相邻 --in-step").ok();
    assert_eq!(
        told(&env, "WJ"),
        json!(["2011-04-08", "2011-02", "〔2011〕2号", "2011-03-21", "嘉协商党〔2011〕4号", "district", true])
    );
    env.run([
        "org",
        "set",
        "WJ",
        "--formation",
        "independent",
        "--formation-reason",
        "",
        "--request-no",
        "",
        "--in-step=no",
    ])
    .ok();
    assert_eq!(
        told(&env, "WJ"),
        json!(["2011-04-08", "2011-02", null, "2011-03-21", "嘉协商党〔2011〕4号", null, false])
    );
    env.line("db undo").ok();
    assert_eq!(told(&env, "WJ")[5], "district");
    env.sound();
}

#[test]
fn request_reply_and_founding_follow_each_other() {
    let env = TestEnv::office();
    let add = "org add 甲党支部 --kind branch --parent JW --code JA --founded 2011-04-08";
    env.refuses(
        &format!("{add} --requested 2011-04-09"),
        3,
        "成立日期 2011-04-08 早于请示日期 2011-04-09",
        "Founded (2011-04-08) is before Requested (2011-04-09)",
    );
    env.refuses(
        &format!("{add} --approved 2011-05"),
        3,
        "成立日期 2011-04-08 早于批复日期 2011-05",
        "is before Reply (2011-05)",
    );
    env.refuses(
        &format!("{add} --requested 2011-03-02 --approved 2011-03-01"),
        3,
        "批复日期 2011-03-01 早于请示日期 2011-03-02",
        "is before Requested",
    );
    env.refuses(&format!("{add} --requested 2011-06-01"), 3, "2011-06-01 晚于今天", "2011-06-01");
    // A month may be that of the day before it.
    env.line(&format!("{add} --requested 2011-04 --approved 2011-04-08")).ok();
    env.refuses("org set JA --founded 2011-04-07", 3, "成立日期 2011-04-07 早于批复日期 2011-04-08", "is before Reply");
    env.refuses("org set JA --requested 2011-05", 3, "早于请示日期 2011-05", "is before Requested (2011-05)");
    env.sound();
    env.connection().execute("UPDATE org SET approved = '2011-04-09' WHERE code = 'JA'", []).unwrap();
    tells(&env, "founding-order", "甲党支部", &["2011-04 – 2011-04-09 – 2011-04-08"]);
    env.connection().execute("UPDATE org SET requested = NULL, approved = '2030-01-01' WHERE code = 'JA'", []).unwrap();
    tells(&env, "org-future-day", "甲党支部", &["2030-01-01"]);
    env.connection().execute("UPDATE org SET approved = NULL, requested = '1899-12-30' WHERE code = 'JA'", []).unwrap();
    tells(&env, "org-day-stray", "甲党支部", &["1899-12-30"]);
}

#[test]
fn a_reason_to_share_an_org_is_one_of_an_org_that_is_shared() {
    let env = TestEnv::office();
    let add = "org add 甲党支部 --parent JW --code JA --formation-reason 工作方便";
    env.refuses(
        &format!("{add} --kind branch"),
        3,
        "不是联合组建或挂靠组建, 不写原因“工作方便”",
        "neither joint nor attached",
    );
    env.refuses(&format!("{add} --kind branch --formation independent"), 3, "不写原因", "neither joint nor attached");
    env.line(&format!("{add} --kind branch --formation attached")).ok();
    env.refuses("org set JA --formation independent", 3, "不写原因“工作方便”", "convenience");
    env.line("org add 乙联合党支部 --kind joint-branch --parent JW --code YI --formation-reason 上级指定").ok();
    assert_eq!((told(&env, "JA")[5].clone(), told(&env, "YI")[5].clone()), (json!("convenience"), json!("superior")));
    env.refuses("org set YI --formation-reason 随便", 2, "随便", "随便");
}

#[test]
fn a_planned_org_has_its_papers_before_it_is_founded() {
    let env = TestEnv::office();
    env.line("org add 娱乐网吧联合党支部 --kind joint-branch --parent JW --code YL --planned --requested 2011-01-10 --request-no 〔2011〕1号").ok();
    assert_eq!(told(&env, "YL"), json!([null, "2011-01-10", "〔2011〕1号", null, null, null, null]));
    env.refuses(
        "org found YL --date 2011-03-01 --approved 2011-03-02",
        3,
        "成立日期 2011-03-01 早于批复日期 2011-03-02",
        "is before Reply",
    );
    env.refuses(
        "org found YL --date 2011-01-09",
        3,
        "成立日期 2011-01-09 早于请示日期 2011-01-10",
        "is before Requested",
    );
    env.line("org found YL --date 2011-03-01 --approved 2011-02-01 --approval 嘉协商党〔2011〕9号 --formation-reason industry --in-step").ok();
    assert_eq!(
        told(&env, "YL"),
        json!(["2011-03-01", "2011-01-10", "〔2011〕1号", "2011-02-01", "嘉协商党〔2011〕9号", "industry", true])
    );
    env.sound();
}

#[test]
fn the_mark_says_in_step_where_the_days_do_not() {
    let env = TestEnv::office();
    // The association is known to have been established in 2008, no day.
    env.line("org add 光伏二支部 --kind branch --parent JW --code G2 --founded 2008-06-01 --unit 光伏协会 --in-step")
        .ok();
    env.line("org add 光伏三支部 --kind branch --parent JW --code G3 --founded 2008-07-01 --unit 光伏协会").ok();
    let in_step = |year: &str| env.column(&format!("report growth --year {year}"), "in_step");
    // FJ of 2008-06-01 has a chamber of 2006.
    assert_eq!(in_step("2008"), [false, true, false]);
    // Where both days are known and differ, it is told, and stays as said.
    let told = env.line("org set FJ --in-step").ok();
    assert!(
        told.err.contains("记为同步建立, 但成立于 2008-06-01, 而“嘉兴市福建商会”成立于 2006-05-01"),
        "{}",
        told.err
    );
    assert_eq!(in_step("2008"), [true, true, false]);
}

#[test]
fn papers_go_out_and_come_in_again_under_the_headings_of_the_office() {
    let env = TestEnv::office();
    env.write(
        "党组织.csv",
        "党组织名称,党组织类别,上级组织,成立时间,组建方式,请示时间,请示文号,批复时间,批准文号,联建原因,是否同步\n\
         甲联合党支部,联合党支部,JW,2011-04-08,联合,2011-03-01,〔2011〕1号,2011.3.20,〔2011〕4号,行业相近,是\n\
         乙党支部,党支部,JW,2011-04-09,独立,2011-03-02,,,,,\n",
    );
    assert_eq!(env.json("org import 党组织.csv")[0]["added"], 2);
    assert_eq!(
        told(&env, "甲联合党支部"),
        json!(["2011-04-08", "2011-03-01", "〔2011〕1号", "2011-03-20", "〔2011〕4号", "industry", true])
    );
    assert_eq!(env.json("org import 党组织.csv")[0]["unchanged"], 2);
    env.write(
        "改.csv",
        "党组织名称,党组织类别,批复日期,联合原因,同步建立\n甲联合党支部,联合党支部,2011-03-21,地域相邻,否\n",
    );
    let changed = env.column("org import 改.csv -n", "detail");
    assert_eq!(changed, ["批复日期: 2011-03-20 → 2011-03-21、联合(挂靠)原因: 行业相近 → 地域相邻、同步建立: 是 → 否"]);
    env.write("错.csv", "党组织名称,党组织类别,成立日期,请示日期,批复日期,组建原因\n丙党支部,党支部,2011-04-01,2011-04-02,,\n丁党支部,党支部,2011-04-01,,,乱写\n");
    env.refuses(
        "org import 错.csv",
        3,
        "错.csv:2: 名称“丙党支部”: 成立日期 2011-04-01 早于请示日期 2011-04-02",
        "乱写",
    );
    // Out, and into another file.
    env.line("org add 戊联合党支部 --kind joint-branch --parent JW --code WU --planned --requested 2011-01-10 --formation-reason superior").ok();
    env.line("org dissolve WU --date 2011-05-02 --reason 单位注销").ok();
    env.line("org unit export -o units.csv").ok();
    env.line("org export -o all.csv").ok();
    let exported = std::fs::read_to_string(env.path("all.csv")).unwrap();
    env.line("--db b.db db init").ok();
    env.line("--db b.db org unit import units.csv").ok();
    env.line("--db b.db org import all.csv").ok();
    env.line("--db b.db org export -o again.csv").ok();
    assert_eq!(std::fs::read_to_string(env.path("again.csv")).unwrap(), exported);
    env.line("--db b.db db check").ok();
    assert_eq!(env.json("org import all.csv")[0]["unchanged"], 6);
}

#[test]
fn a_plan_is_closed_by_dissolving_it() {
    let env = TestEnv::office();
    env.line("org add 光伏二支部 --short 光伏二 --kind joint-branch --parent JW --code YL --planned --for 光伏协会 --requested 2011-01-10").ok();
    let is_planned = || env.column("org plan", "reason")[0].as_str().unwrap().contains("光伏二");
    assert!(is_planned());
    let before = env.json("org list");
    env.refuses(
        "org dissolve YL --date 2011-05-01 --reason 并入 --into FJ",
        3,
        "只是拟建, 没有可并入的",
        "only planned",
    );
    env.refuses(
        "org dissolve YL --date 2011-01-09 --reason 不建",
        3,
        "2011-01-09 早于请示日期 2011-01-10",
        "is before Requested",
    );
    env.refuses("org dissolve YL --date 2011-06-01 --reason 不建", 3, "2011-06-01 晚于今天", "2011-06-01");
    env.line("org dissolve YL --date 2011-05-01 --reason 单位拟注销")
        .ok()
        .says("拟建的“光伏二支部”自 2011-05-01 起不再建");
    // It is planned no more, and never was an org.
    assert_eq!(env.column("org list --planned", "code"), [""; 0]);
    assert_eq!(env.column("org list --planned --as-of 2011-04-30", "code"), ["YL"]);
    assert_eq!(env.json("org list"), before);
    assert!(!is_planned());
    assert_eq!(env.column("org list --all", "status"), ["active", "active", "active", "given-up"]);
    let shown = &env.json("org show YL")[0];
    assert_eq!(
        (&shown["status"], &shown["dissolved"], &shown["dissolve_reason"]),
        (&json!("given-up"), &json!("2011-05-01"), &json!("单位拟注销"))
    );
    assert_eq!(env.json("report growth --year 2011"), json!([]));
    env.refuses("org found YL --date 2011-05-20", 3, "自 2011-05-01 起已不再建", "given up on 2011-05-01");
    env.refuses("org dissolve YL --date 2011-05-20 --reason 不建", 3, "已不再建", "given up");
    // Its name is free, and its day can be put right.
    env.line("org set YL --dissolved 2011-05-02").ok();
    assert_eq!(env.json("org show YL")[0]["dissolved"], "2011-05-02");
    env.line("org add 光伏二支部 --short 光伏二 --kind branch --parent JW --code Y2 --founded 2011-05-10").ok();
    assert_eq!(env.json("org show 光伏二支部")[0]["code"], "Y2");
    env.sound();
    env.line("db undo").ok();
    env.line("db undo").ok();
    env.line("db undo").ok();
    assert_eq!(env.column("org list --planned", "code"), ["YL"]);
    assert!(is_planned());
}
