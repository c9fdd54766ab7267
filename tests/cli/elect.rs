//! Elections: who takes office, for how long, and what is due of it.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};
use crate::one_language::tells;

/// A branch of eight full members and one on probation, beside one of another branch; today is 2026-06-30.
fn branch() -> TestEnv {
    let env = TestEnv::new();
    on(&env, "org add 嘉兴市工商联党委 --kind committee --founded 2005-01-01 --code JW").ok();
    on(&env, "org add 福建商会党支部 --short 福建支部 --kind branch --parent JW --founded 2008-06-01 --code FJ").ok();
    on(&env, "org add 光伏协会党支部 --short 光伏支部 --kind branch --parent JW --founded 2008-06-01 --code GF").ok();
    for name in ["陈一", "林二", "何三", "黄四", "吴五", "周六", "郑七", "王八"] {
        member(&env, name, "FJ", "full --full-on 2004-07-01");
    }
    member(&env, "赵九", "FJ", "probationary");
    member(&env, "孙十", "GF", "full --full-on 2004-07-01");
    env
}

fn member(env: &TestEnv, name: &str, org: &str, category: &str) {
    on(env, &format!("member add {name} --org {org} --joined 2003-07-01 --entered 2008-06-01 --category {category}"))
        .ok();
}

/// Runs a line in June 2026.
fn on(env: &TestEnv, line: &str) -> Ran {
    let mut command = env.command(line.split_whitespace());
    ran(command.env("DANGWU_TODAY", "2026-06-30").output().unwrap())
}

fn rows(env: &TestEnv, line: &str) -> Value {
    on(env, &format!("{line} -f json")).ok().json()
}

/// A column of what a line lists, as texts.
fn column(env: &TestEnv, line: &str, key: &str) -> Vec<Value> {
    rows(env, line).as_array().unwrap().iter().map(|row| row[key].clone()).collect()
}

/// It is refused with these words, and nothing is written.
#[track_caller]
fn refused(env: &TestEnv, line: &str, code: i32, zh: &str, en: &str) {
    let before = rows(env, "db log").as_array().unwrap().len();
    on(env, line).exit(code).says(zh);
    on(env, &format!("{line} --lang en")).exit(code).says(en);
    assert_eq!(rows(env, "db log").as_array().unwrap().len(), before, "something was written");
}

#[track_caller]
fn sound(env: &TestEnv) {
    let ran = on(env, "db check").ok();
    assert_eq!((ran.out, ran.err), (String::new(), String::new()));
}

#[test]
fn the_outcome_of_an_election_ends_the_old_posts_and_begins_a_term() {
    let env = branch();
    on(&env, "org post add FJ 陈一 书记 --from 2008-06-01 --how elected --full-time --also 秘书长").ok();
    on(&env, "org post add FJ 林二 委员 --from 2008-06-01 --how elected").ok();
    on(&env, "org term add FJ --years 3 --from 2008-06-01 --number 1 --began founding").ok();
    let before = dump(&env);
    on(&env, "org post elect FJ --date 2011-05-20 --term 3 陈一:书记 何三:副书记、组织委员 黄四：宣传委员").ok().says(
        "福建商会党支部 于 2011-05-20 选举产生第 2 届委员会: 陈一 书记、何三 副书记、何三 组织委员、黄四 宣传委员; \
         任期 3 年, 2014-05-20 届满; 原任 2 项职务终止",
    );
    // Who goes on in the same post does so as before: full-time, beside the same other post.
    let held = rows(&env, "org post list FJ --columns person,post,how,full_time,also,since");
    assert_eq!(
        held,
        json!([
            {"person": "陈一", "post": "secretary", "how": "elected", "full_time": true, "also": "秘书长", "since": "2011-05-20"},
            {"person": "何三", "post": "deputy-secretary", "how": "elected", "full_time": false, "also": null, "since": "2011-05-20"},
            {"person": "何三", "post": "organisation", "how": "elected", "full_time": false, "also": null, "since": "2011-05-20"},
            {"person": "黄四", "post": "publicity", "how": "elected", "full_time": false, "also": null, "since": "2011-05-20"},
        ])
    );
    assert_eq!(column(&env, "org post list FJ --as-of 2011-05-19", "person"), ["陈一", "林二"]);
    let terms = rows(&env, "org term list --org FJ --all --columns number,years,body,began,since,until");
    assert_eq!(
        terms,
        json!([
            {"number": 1, "years": 3, "body": null, "began": "founding", "since": "2008-06-01", "until": "2011-05-20"},
            {"number": 2, "years": 3, "body": "committee", "began": "renewal", "since": "2011-05-20", "until": null},
        ])
    );
    let shown = &rows(&env, "org show FJ")[0];
    assert_eq!(shown["term"], "1 条, 最近: 2011-05-20 届次: 2; 任期(年): 3; 有无委员会: committee; 产生方式: renewal");
    sound(&env);
    // One operation: taken back as one, and done again as one.
    let after = dump(&env);
    let undone = on(&env, "db undo").ok();
    assert_eq!(dump(&env), before);
    let number = undone.err.rsplit("操作 ").next().unwrap().trim_end().trim_end_matches(')').to_owned();
    on(&env, &format!("db undo {number}")).ok();
    assert_eq!(dump(&env), after);
    on(&env, "org post elect FJ --date 2014-05-20 --term 3 林二:书记 -n").ok();
    assert_eq!(dump(&env), after, "a dry run writes nothing");
}

/// Posts and terms, row by row.
fn dump(env: &TestEnv) -> Vec<String> {
    let conn = env.connection();
    let mut lines = Vec::new();
    for table in ["post", "term"] {
        let mut query = conn.prepare(&format!("SELECT * FROM {table} ORDER BY id")).unwrap();
        let width = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            lines.push(format!("{table} {}", cells.join("|")));
        }
    }
    lines
}

#[test]
fn who_has_no_right_to_be_elected_is_refused() {
    let env = branch();
    let elect = |who: &str| format!("org post elect FJ --date 2011-05-20 --term 3 {who}:书记");
    refused(&env, &elect("赵九"), 3, "赵九 2011-05-20 是预备党员, 没有被选举权", "赵九 was on probation on 2011-05-20");
    on(&env, "member discipline add 林二 --kind probation --since 2011-01-01 --until 2013-01-01").ok();
    refused(&env, &elect("林二"), 3, "在留党察看期间, 没有被选举权", "on probation within the Party on 2011-05-20");
    on(&env, "member suspend 何三 --date 2011-03-01 --reason 失联").ok();
    refused(&env, &elect("何三"), 3, "何三 2011-05-20 停止党籍", "何三 was suspended on 2011-05-20");
    on(&env, "member leave add 黄四 --kind detained --effect suspended --since 2011-04-01").ok();
    refused(&env, &elect("黄四"), 3, "被中止党员权利", "the rights of 黄四 were suspended");
    on(&env, "member add 钱某 --no-roll").ok();
    refused(&env, &elect("钱某"), 3, "钱某 2011-05-20 不在任何名册上", "钱某 was on no roll on 2011-05-20");
    // Before and after it is another matter; somebody of another org is only told.
    on(&env, "org post elect FJ --date 2010-12-31 --term 3 林二:书记 -n").ok();
    on(&env, "org post elect FJ --date 2011-05-20 --term 3 孙十:书记").ok().says("孙十 当日不在“福建商会党支部”");
}

#[test]
fn what_cannot_be_of_an_election_is_refused() {
    let env = branch();
    on(&env, "org post elect FJ --date 2011-05-20 --term 3 陈一:书记 林二:委员 何三:委员").ok();
    refused(
        &env,
        "org post elect FJ --date 2011-05-19 --term 3 林二:书记",
        3,
        "“福建商会党支部”在 2011-05-20 已选举过, 2011-05-19 不在其后",
        "the last election of “福建商会党支部” was on 2011-05-20",
    );
    let again = |rest: &str| format!("org post elect FJ --date 2014-05-20 {rest}");
    refused(&env, &again("--term 0 林二:书记"), 3, "任期 0 年", "a term of 0 years");
    refused(&env, &again("--term 3 林二:书记 林二:书记"), 3, "林二 的书记写了两次", "林二 is named twice as secretary");
    refused(&env, &again("--term 3 林二:书记 陈一:书记"), 3, "书记只能有一人", "there is one secretary");
    refused(
        &env,
        &again("--term 3 --seats 2 林二:书记、组织委员 陈一:委员 何三:委员"),
        3,
        "选出 3 人, 多于应选 2 名",
        "3 elected for 2 seats",
    );
    refused(&env, &again("--term 3 林二"), 2, "“林二”须写作 人:职务", "“林二” is to be written PERSON:POST");
    refused(&env, &again("--term 3 林二:顾问"), 2, "“顾问”不在可选范围内", "“顾问” is none of the known values");
    refused(&env, "org post elect FJ --date 2026-07-01 --term 3 林二:书记", 3, "晚于今天", "is later than today");
    on(&env, "org post add FJ 王八 青年委员 --from 2013-01-01").ok();
    refused(
        &env,
        "org post elect FJ --date 2012-05-20 --term 3 林二:书记",
        3,
        "王八 自 2013-01-01 起任“福建商会党支部”青年委员, 晚于选举日 2012-05-20",
        "王八 became member for youth of “福建商会党支部” on 2013-01-01, after the election on 2012-05-20",
    );
    refused(&env, "org term set 1 --years 0", 3, "任期 0 年", "a term of 0 years");
    refused(&env, "org term set 1 --extended-to 2014-12-31", 3, "二者缺一不可", "a consent has the day");
    refused(
        &env,
        "org term set 1 --extended-to 2011-05-20 --consented 2011-05-21",
        3,
        "不晚于本届开始的 2011-05-20",
        "not after the term begins on 2011-05-20",
    );
    sound(&env);
}

/// Branch: two or three years by the statutes until 2017, three since 2018. Committee: three to five, then five.
#[test]
fn the_years_in_office_are_held_against_the_version_of_the_day() {
    let env = branch();
    let warns = |org: &str, day: &str, years: u32, who: &str| {
        let ran = on(&env, &format!("org post elect {org} --date {day} --term {years} {who}:书记 -n")).ok();
        ran.err.contains(&format!("任期 {years} 年, 与规定不符"))
    };
    let of = |org: &str, who: &str, day: &str| [2, 3, 4, 5, 6].map(|years| warns(org, day, years, who));
    assert_eq!(of("FJ", "陈一", "2011-05-20"), [false, false, true, true, true]);
    assert_eq!(of("FJ", "陈一", "2018-03-01"), [true, false, false, false, true]);
    assert_eq!(of("FJ", "陈一", "2020-05-20"), [true, false, true, true, true]);
    assert_eq!(of("JW", "陈一", "2011-05-20"), [true, false, false, false, true]);
    assert_eq!(of("JW", "陈一", "2026-05-20"), [true, true, true, false, true]);
}

#[test]
fn an_election_early_or_late_takes_consent() {
    let env = branch();
    on(&env, "org post elect FJ --date 2016-06-01 --term 3 陈一:书记 林二:委员 何三:委员").ok();
    let elect = |day: &str| {
        on(&env, &format!("org post elect FJ --date {day} --term 3 陈一:书记 林二:委员 何三:委员 -n")).ok().err
    };
    assert!(!elect("2019-05-30").contains("届满, "), "in time");
    assert!(elect("2019-06-02").contains("上届任期至 2019-06-01, 2019-06-02 才换届, 没有延期批复"));
    assert!(elect("2020-06-02").contains("换届已超过期限"));
    assert!(elect("2018-11-30").contains("提前换届, 没有批复"));
    on(
        &env,
        "org term set 1 --extended-to 2019-12-31 --consented 2019-05-20 --consent-no 〔2019〕8号 --consent-reason 人员变动",
    )
    .ok();
    assert!(!elect("2019-12-31").contains("没有延期批复"));
    assert!(elect("2020-01-01").contains("上届任期至 2019-12-31"));
    on(&env, "org term set 1 --extended-to 2020-06-02 --consented 2019-05-20")
        .ok()
        .says("本届 2019-06-01 届满, 改至 2020-06-02, 相差过久")
        .says("A8");
}

#[test]
fn a_committee_too_small_or_without_secretary_is_told() {
    let env = branch();
    let elect = |who: &str| on(&env, &format!("org post elect FJ --date 2020-08-01 --term 3 {who} -n")).ok().err;
    assert!(elect("陈一:书记 林二:委员").contains("有正式党员 8 人, 只选出 2 人"));
    assert!(!elect("陈一:书记 林二:委员 何三:委员").contains("只选出"));
    let many = "陈一:书记 林二:委员 何三:委员 黄四:委员 吴五:委员 周六:委员 郑七:委员 王八:委员";
    assert!(elect(many).contains("“福建商会党支部”选出 8 人"));
    assert!(elect("陈一:委员 林二:委员 何三:委员").contains("名单里没有书记"));
}

#[test]
fn a_term_ends_with_the_org_and_goes_round_as_a_file() {
    let env = branch();
    on(&env, "org post elect GF --date 2020-08-01 --term 3 孙十:书记").ok();
    on(&env, "org term export -o 届期.csv").ok();
    on(&env, "org term import 届期.csv").ok().says("未变 1");
    on(&env, "db undo").ok();
    on(&env, "org term import 届期.csv").ok().says("新增 1");
    on(&env, "org dissolve GF --date 2021-01-01 --reason 合并 --into FJ").ok();
    assert_eq!(column(&env, "org term list --org GF --all", "until"), ["2021-01-01"]);
    sound(&env);
}

#[test]
fn posts_wanted_are_a_ledger_with_a_verb_beside_the_posts() {
    let env = branch();
    on(&env, "org post want FJ 书记 --number 1 --full-time --from 2011-01-01 --document 〔2011〕3号").ok();
    on(&env, "org wanted add FJ --post 委员 --number 3 --from 2011-01-01").ok();
    assert_eq!(
        rows(&env, "org wanted list --org FJ --columns post,number,full_time,document,since"),
        json!([
            {"post": "secretary", "number": 1, "full_time": true, "document": "〔2011〕3号", "since": "2011-01-01"},
            {"post": "committee-member", "number": 3, "full_time": null, "document": null, "since": "2011-01-01"},
        ])
    );
    refused(&env, "org post want FJ 副书记 --number 0 --from 2011-01-01", 3, "应配人数为零", "no post wanted");
    sound(&env);
}

/// A branch of ten full members, which is to elect a committee of three on a day.
fn called(day: &str, candidates: &str) -> TestEnv {
    let env = branch();
    for name in ["冯甲", "卫乙"] {
        member(&env, name, "FJ", "full --full-on 2004-07-01");
    }
    on(&env, &format!("org elect call FJ --date {day} --seats 3 --term 3 --requested 2010-12 --approved 2011-01-10"))
        .ok();
    on(&env, &format!("org elect candidate 1 {candidates} --nominated-by 党员推荐")).ok();
    env
}

const DAYS: [&str; 3] = ["2011-05-20", "2020-08-01", "2026-06-01"];
/// What it took to be present of ten, in these years.
const QUORUM: [&str; 3] = ["超过 8 人", "至少 8 人", "至少 8 人"];

#[test]
fn a_tie_is_voted_on_again_and_the_result_begins_the_term() {
    for (day, quorum) in DAYS.into_iter().zip(QUORUM) {
        let env = called(day, "陈一 林二 何三 黄四");
        let sum = format!(
            "委员第 1 次投票: 应到会有选举权 10 人, 实到 10 人(须{quorum}), 发出 10 票, 收回 10 票, 有效 10 票; \
             应选 3 名, 当选须超过 5 人赞成: 陈一 9 票 当选、林二 8 票 当选、何三 6 票 票数相等、黄四 6 票 票数相等; \
             何三、黄四 票数相等, 须就其再次投票, 选 1 名"
        );
        on(&env, "org elect count 1 --present 10 陈一:9 何三:6 林二:8 黄四:6").ok().says(&format!("选举 1 {sum}"));
        refused(&env, "org elect result 1", 3, &format!("选举没有结果: {sum}"), "another ballot between them for 1");
        assert_eq!(column(&env, "org elect list", "state"), ["tied"], "{day}");
        // Between the two the most votes decide, without a majority too.
        on(&env, "org elect count 1 --present 10 --valid 9 何三:4 黄四:5")
            .ok()
            .says("应选 1 名, 得票多的当选: 黄四 5 票 当选、何三 4 票 超过应选名额, 未当选; 选出 1 名");
        refused(&env, "org elect result 1", 3, "还没有书记的计票", "no ballot on secretary is on record");
        assert_eq!(column(&env, "org elect list", "state"), ["voting"], "{day}");
        // The committee of three elects its secretary: two of three votes are more than half.
        on(&env, "org elect count 1 --present 3 陈一:2 林二:1 黄四:0")
            .ok()
            .says("书记第 1 次投票: 应到会有选举权 3 人, 实到 3 人")
            .says("陈一 2 票 当选、林二 1 票 赞成未过半数, 未当选、黄四 0 票 赞成未过半数, 未当选; 选出 1 名");
        let said = format!("福建商会党支部 于 {day} 选举产生新一届委员会: 陈一 书记、林二 委员、黄四 委员; 任期 3 年");
        on(&env, "org elect result 1 --reported 2026-06-02 --report-no 〔2026〕3号").ok().says(&said);
        assert_eq!(column(&env, "org elect list", "state"), ["taken"], "{day}");
        assert_eq!(column(&env, "org elect list", "elected"), ["陈一、林二、黄四"], "{day}");
        assert_eq!(column(&env, "org term list", "since"), [day]);
        let shown = &rows(&env, "org elect show 1")[0];
        assert!(shown["ballots"].as_str().unwrap().starts_with(&sum), "{}", shown["ballots"]);
        assert_eq!((&shown["term"], &shown["report_no"]), (&json!(1), &json!("〔2026〕3号")));
        refused(&env, "org elect result 1", 3, "选举 1 的结果已就任", "the result of election 1 was taken over");
        sound(&env);
    }
}

/// Four fifths of ten are eight: not enough until 2020, enough since.
#[test]
fn without_quorum_nothing_is_elected() {
    for (at, (day, quorum)) in DAYS.into_iter().zip(QUORUM).enumerate() {
        let env = called(day, "陈一 林二 何三 黄四");
        let count = |present: u32| format!("org elect count FJ --present {present} 陈一:7 林二:5 何三:5 黄四:3");
        let void = format!(
            "应到会有选举权 10 人, 实到 7 人(须{quorum}), 发出 7 票, 收回 7 票, 有效 7 票; 应选 3 名, \
             当选须超过 3.5 人赞成: 陈一 7 票 无效、林二 5 票 无效、何三 5 票 无效、黄四 3 票 无效; 到会人数不足, 选举无效"
        );
        on(&env, &count(7)).ok().says(&void);
        refused(&env, "org elect result 1", 3, &void, "no quorum, the election is void");
        assert_eq!(column(&env, "org elect list", "state"), ["no-quorum"]);
        // They meet again, all candidates stand again for all seats; five votes of eight are more than half.
        let again = on(&env, &count(8)).ok();
        let wanted = if at == 0 {
            "到会人数不足, 选举无效"
        } else {
            "陈一 7 票 当选、林二 5 票 当选、何三 5 票 当选、黄四 3 票 赞成未过半数, 未当选; 选出 3 名"
        };
        assert!(again.err.contains(wanted), "{day}: {}", again.err);
        sound(&env);
    }
}

#[test]
fn too_few_candidates_are_told_with_the_number_wanted() {
    let texts = ["选举工作暂行条例》", "选举工作条例》第九条、第十三条", "选举工作条例》第九条、第十三条"];
    for (day, text) in DAYS.into_iter().zip(texts) {
        let env = called(day, "陈一 林二 何三");
        let few = "应选 3 名, 候选人 3 名, 差额不足, 至少须 4 名";
        on(&env, "org elect count 1 --present 10 陈一:10 林二:9 何三:8")
            .ok()
            .says(few)
            .says(text)
            .says("陈一 10 票 当选、林二 9 票 当选、何三 8 票 当选; 选出 3 名");
        assert_eq!(rows(&env, "org elect show 1")[0]["surplus"], few, "{day}");
        on(&env, "org elect count 1 --present 3 陈一:3 林二:0 何三:0").ok();
        on(&env, "org elect result 1").ok().says(few);
        // After a preliminary ballot with more, as many as seats are enough.
        let env = called(day, "陈一 林二 何三");
        on(&env, "org elect set 1 --method 差额预选").ok();
        assert!(!on(&env, "org elect count 1 --present 10 陈一:10 林二:9 何三:8").ok().err.contains("差额不足"));
        assert_eq!(rows(&env, "org elect show 1")[0]["surplus"], Value::Null);
    }
}

#[test]
fn a_meeting_without_committee_elects_the_secretary() {
    let env = branch();
    on(
        &env,
        "org elect call GF --date 2020-08-01 --seats 1 --term 3 --kind first --no-committee --approved 2020-07-20",
    )
    .ok();
    on(&env, "org elect candidate GF 孙十").ok();
    let counted = on(&env, "org elect count GF --present 1 孙十:1").ok();
    assert!(counted.err.contains("书记第 1 次投票") && !counted.err.contains("差额不足"), "{}", counted.err);
    on(&env, "org elect result GF").ok().says("选举产生第 1 届委员会: 孙十 书记; 任期 3 年, 2023-08-01 届满");
    assert_eq!(column(&env, "org term list", "body"), ["meeting"]);
    assert_eq!(column(&env, "org term list", "began"), ["founding"]);
    sound(&env);
}

#[test]
fn seats_left_are_voted_on_again_or_stay_vacant() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    // Half of ten are five: six are enough, five are not.
    on(&env, "org elect count 1 --present 10 陈一:9 林二:6 何三:5 黄四:4")
        .ok()
        .says("选出 2 名, 尚缺 1 名, 可另行选举");
    refused(&env, "org elect result 1", 3, "尚缺 1 名", "1 left for another election");
    refused(
        &env,
        "org elect count 1 --present 10 陈一:6 何三:2 黄四:1",
        3,
        "陈一 不在这次投票的候选人之列",
        "陈一 does not stand in this ballot",
    );
    on(&env, "org elect count 1 --present 10 何三:4 黄四:2 --written-in 吴五:4")
        .ok()
        .says("吴五(另选) 4 票 赞成未过半数");
    // For the seat left somebody else may be named; those who had votes stay.
    refused(&env, "org elect candidate 1 黄四 --remove", 3, "已经投过票", "had its ballot already");
    on(&env, "org elect candidate 1 周六").ok();
    on(&env, "org elect count 1 --present 10 何三:1 黄四:1 周六:8").ok().says("周六 8 票 当选").says("选出 1 名");
    refused(&env, "org elect candidate 1 郑七", 3, "选举 1 已经投过票", "election 1 had its ballot already");
    on(&env, "db undo").ok();
    on(&env, "db undo").ok();
    on(&env, "org elect count 1 --for 书记 --present 2 陈一:2 林二:0").ok();
    // Another election for the seat left, after all: what is told is what was just counted.
    let third = on(&env, "org elect count 1 --for 委员 --present 10 何三:5 黄四:4").ok();
    assert!(third.err.contains("委员第 3 次投票") && !third.err.contains("书记第"), "{}", third.err);
    on(&env, "org elect result 1 --short").ok().says("委员空缺 1 名").says("陈一 书记、林二 委员");
    sound(&env);
}

#[test]
fn numbers_of_a_ballot_that_cannot_be_are_refused() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    let count = |rest: &str| format!("org elect count 1 {rest}");
    let all = "陈一:5 林二:5 何三:5 黄四:5";
    for (line, zh, en) in [
        (format!("--present 11 {all}"), "实到 11 人, 多于应到 10 人", "11 present, more than the 10 due"),
        (format!("--present 8 --issued 9 {all}"), "发出 9 票, 多于实到 8 人", "9 ballots issued to 8 present"),
        (
            format!("--present 9 --issued 8 --returned 9 {all}"),
            "收回 9 票, 多于发出 8 票: 选举无效",
            "9 ballots returned, more than the 8 issued: the election is void",
        ),
        (
            format!("--present 9 --returned 8 --valid 9 {all}"),
            "有效 9 票, 多于收回 8 票",
            "9 valid ballots of 8 returned",
        ),
        (
            "--present 8 陈一:9 林二:5 何三:5 黄四:5".to_owned(),
            "陈一 得 9 票, 多于有效 8 票",
            "9 votes for 陈一, more than the 8 valid ballots",
        ),
        (
            "--present 8 陈一:8 林二:8 何三:8 黄四:1".to_owned(),
            "各人得票合计 25, 多于 8 张有效票选 3 名所能有的 24",
            "25 votes in all, more than the 24",
        ),
        (
            "--present 8 陈一:8 林二:5 何三:5".to_owned(),
            "没有写明得票的候选人: 黄四",
            "of whom no votes are told: 黄四",
        ),
        (format!("--present 8 {all} 吴五:1"), "吴五 不在这次投票的候选人之列", "吴五 does not stand in this ballot"),
        (format!("--present 8 {all} --written-in 陈一:1"), "陈一 是候选人", "陈一 is a candidate"),
        (format!("--present 8 {all} --written-in 赵九:1"), "赵九 2020-08-01 是预备党员", "赵九 was on probation"),
        (format!("--present 8 {all} 陈一:5"), "陈一 写了两次", "陈一 is named twice"),
    ] {
        refused(&env, &count(&line), 3, zh, en);
    }
    refused(&env, &count("--present 8 陈一"), 2, "“陈一”须写作 人:票数", "“陈一” is to be written PERSON:VOTES");
    refused(
        &env,
        &count("--present 8 --for 青年委员 陈一:8"),
        2,
        "不单独选青年委员",
        "no vote on the post of member for youth",
    );
    // Of somebody who is on no record only the name is kept, and nobody takes office by it.
    on(&env, "org elect count 1 --present 10 陈一:9 林二:8 何三:2 黄四:3 --written-in 某人:6")
        .ok()
        .says("某人 不在库中");
    on(&env, "org elect count 1 --present 3 --due 3 陈一:3 林二:0").ok();
    refused(&env, "org elect result 1", 3, "某人 当选而不在库中", "某人 is elected and not on record");
}

#[test]
fn what_cannot_be_of_a_call_or_a_candidate_is_refused() {
    let env = branch();
    let call = |rest: &str| format!("org elect call FJ {rest}");
    refused(&env, &call("--date 2020-08-01 --seats 3 --term 0"), 3, "任期 0 年", "a term of 0 years");
    refused(&env, &call("--date 2020-08-01 --seats 0 --term 3"), 3, "应选名额须从 1 起", "at least one seat");
    refused(&env, &call("--date 2020-08-01 --seats 3"), 2, "换届须写任期", "tell the years");
    refused(&env, &call("--date 2020-08-01 --seats 1 --term 3 --kind 补选"), 2, "补选沿用本届任期", "leave out --term");
    refused(
        &env,
        &call("--date 2020-08-01 --seats 3 --term 3 --requested 2020-07-10 --approved 2020-07-09"),
        3,
        "批复日期 2020-07-09 早于请示日期 2020-07-10",
        "Reply (2020-07-09) is before Request (2020-07-10)",
    );
    refused(
        &env,
        &call("--date 2020-08-01 --seats 3 --term 3 --approved 2020-08-02"),
        3,
        "选举日期 2020-08-01 早于批复日期 2020-08-02",
        "Day of the election (2020-08-01) is before Reply (2020-08-02)",
    );
    on(&env, &call("--date 2020-08-01 --seats 3 --term 3")).ok();
    refused(&env, &call("--date 2020-08-01 --seats 3 --term 3"), 3, "已登记为选举 1", "is on record as number 1");
    refused(&env, "org elect candidate 1 赵九", 3, "赵九 2020-08-01 是预备党员", "赵九 was on probation on 2020-08-01");
    on(&env, "member discipline add 林二 --kind probation --since 2020-01-01 --until 2022-01-01").ok();
    refused(&env, "org elect candidate 1 林二", 3, "在留党察看期间", "on probation within the Party");
    on(&env, "org elect candidate 1 陈一 孙十").ok().says("孙十 当日在“光伏协会党支部”, 不在“福建商会党支部”");
    refused(
        &env,
        "org elect candidate 1 陈一",
        3,
        "陈一 已是选举 1 的候选人",
        "陈一 is a candidate of election 1 already",
    );
    on(&env, "org elect candidate 1 孙十 --remove").ok().says("还有 1 名");
    refused(&env, "org elect candidate 1 孙十 --remove", 3, "孙十 不是选举 1 的候选人", "孙十 is no candidate");
    on(&env, "org elect call GF --date 2026-07-20 --seats 1 --term 3 --no-committee").ok();
    on(&env, "org elect candidate GF 孙十").ok();
    refused(&env, "org elect count GF --present 1 孙十:1", 3, "晚于今天", "is later than today");
    assert_eq!(column(&env, "org elect list", "state"), ["called", "called"]);
    refused(&env, "org elect show 9", 4, "没有选举 9", "there is no election 9");
    on(&env, "org elect remove GF").ok();
    sound(&env);
}

#[test]
fn a_by_election_keeps_the_term() {
    let env = branch();
    on(&env, "org post elect FJ --date 2020-08-01 --term 3 陈一:书记 林二:委员 何三:委员").ok();
    on(&env, "org post end FJ 何三 --date 2021-06-01").ok();
    on(&env, "org elect call FJ --date 2021-07-01 --seats 1 --kind 补选 --approved 2021-06-20").ok();
    on(&env, "org elect candidate FJ 黄四 吴五 --post 宣传委员").ok();
    on(&env, "org elect count FJ --present 7 黄四:5 吴五:2").ok();
    on(&env, "org elect result FJ").ok().says("福建商会党支部 于 2021-07-01 补选: 黄四 宣传委员, 任期随本届");
    assert_eq!(column(&env, "org post list FJ", "person"), ["陈一", "林二", "黄四"]);
    assert_eq!(column(&env, "org term list", "since"), ["2020-08-01"]);
    sound(&env);
}

#[test]
fn an_election_is_undone_step_by_step_and_seen_as_of_its_days() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    let state = || column(&env, "org elect list", "state");
    on(&env, "org elect count 1 --present 10 陈一:9 林二:8 何三:7 黄四:5").ok();
    on(&env, "org elect count 1 --present 3 陈一:3 林二:0 何三:0").ok();
    on(&env, "org elect result 1").ok();
    // On a day before it was only called, and before the request there was none.
    assert_eq!(column(&env, "org elect list --as-of 2020-07-31", "state"), ["called"]);
    assert_eq!(rows(&env, "org elect show 1 --as-of 2020-07-31")[0]["ballots"], Value::Null);
    assert_eq!(column(&env, "org elect list --as-of 2010-11-30", "state"), [] as [Value; 0]);
    assert_eq!(state(), ["taken"]);
    for left in ["elected", "voting", "called"] {
        on(&env, "db undo").ok();
        assert_eq!(state(), [left]);
    }
    assert_eq!(dump(&env), [] as [String; 0], "no post and no term is left");
}

#[test]
fn two_records_of_one_person_are_one_in_elections_too() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    refused(&env, "member merge 陈一 林二", 3, "两份记录都在选举 1 的名单上", "both records stand in election 1");
    on(&env, "member add 陈壹 --org FJ --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01").ok();
    let merged = on(&env, "member merge 陈壹 陈一 --name 陈一");
    assert_eq!(merged.code, 0, "{}", merged.err);
    assert!(rows(&env, "org elect show 1")[0]["named"].as_str().unwrap().starts_with("陈一("));
    sound(&env);
}

#[test]
fn terms_that_run_out_are_told_with_the_norm() {
    let env = branch();
    on(&env, "org post elect FJ --date 2020-08-01 --term 3 陈一:书记 林二:委员 何三:委员").ok();
    let due = |day: &str| {
        let ran = on(&env, &format!("org elect list --overdue --as-of {day} -f json")).ok();
        let rows = ran.json();
        (rows[0]["state"].clone(), ran.err)
    };
    assert_eq!(due("2023-02-01").0, Value::Null, "the reminder is due on that day, and in time");
    assert_eq!(column(&env, "org term list", "ends"), ["2023-08-01"]);
    let (state, said) = due("2023-02-02");
    assert_eq!(state, "reminder");
    assert!(said.contains("任期将满, 上级尚未提醒换届 1 (A7)"), "{said}");
    assert_eq!(due("2023-08-01").0, "reminder", "the last day of the term");
    let (state, said) = due("2023-08-02");
    assert_eq!(state, "overdue");
    assert!(said.contains("任期届满未换届 1 (E3)"), "{said}");
    on(&env, "org term set 1 --reminded 2023-01-20").ok();
    assert_eq!(due("2023-02-02").0, Value::Null);
    on(&env, "org term set 1 --extended-to 2024-03-31 --consented 2023-07-15").ok();
    assert_eq!(due("2023-07-14").0, Value::Null);
    assert_eq!(due("2023-08-02").0, Value::Null, "put off by then");
    assert_eq!(due("2024-04-01").0, "overdue");
    assert_eq!(rows(&env, "org term show 1")[0]["ends"], "2024-03-31");
    assert_eq!(column(&env, "org term list --as-of 2023-07-14", "ends"), ["2023-08-01"], "nobody had consented yet");
    // Of a term that ran out half a year before the norm was made nobody asks for the reminder.
    on(&env, "org post elect GF --date 2015-10-01 --term 3 孙十:书记").ok();
    assert_eq!(column(&env, "org elect list GF --overdue --as-of 2018-09-30", "state"), [] as [Value; 0]);
    assert_eq!(column(&env, "org elect list GF --overdue --as-of 2018-10-02", "state"), ["overdue"]);
}

/// After a program has done this behind our back `db check` gives the code, of this subject with these details.
#[track_caller]
fn names(code: &str, harm: &str, subject: &str, details: &[&str]) {
    let env = called("2011-05-20", "陈一 林二 何三 黄四");
    on(&env, "org elect count 1 --present 10 陈一:9 林二:8 何三:7 黄四:5").ok();
    on(&env, "org elect count 1 --present 3 陈一:3 林二:0 何三:0").ok();
    on(&env, "org elect result 1").ok();
    sound(&env);
    env.connection().execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {harm}")).unwrap();
    tells(&env, code, subject, details);
}

#[test]
fn what_cannot_be_of_an_election_is_named() {
    let of_committee = "委员 2011-05-20 #1 | committee member 2011-05-20 #1";
    // One name has more votes than there are papers; then all together more than ten papers of three names hold.
    let more = |votes: u32| format!("UPDATE ballot_name SET in_favour = {votes} WHERE ballot_id = 1 AND person_id = 1");
    names("election-votes", &more(11), "福建商会党支部", &[of_committee]);
    names(
        "election-votes",
        "UPDATE ballot_name SET in_favour = 8 WHERE ballot_id = 1",
        "福建商会党支部",
        &[of_committee],
    );
    names(
        "candidate-unfit",
        "INSERT INTO candidate (election_id, person_id, post) VALUES (1, 9, 'youth')",
        "赵九",
        &["2011-05-20 #1"],
    );
    names("election-term", "UPDATE election SET taken = 0", "福建商会党支部", &["2011-05-20 #1"]);
    names("election-term", "UPDATE election SET term_id = NULL", "福建商会党支部", &["2011-05-20 #1"]);
}

#[test]
fn what_mends_a_candidate_who_could_not_be_elected_is_told() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    on(&env, "member discipline add 黄四 --kind 留党察看 --since 2020-01-10 --until 2021-01-10").ok();
    let told = on(&env, "db check").exit(1).out;
    for command in ["org elect candidate --remove", "member set", "member discipline set"] {
        assert!(told.contains(command), "{told}");
    }
    on(&env, "org elect candidate 1 黄四 --remove").ok();
    sound(&env);
    on(&env, "db undo").ok();
    on(&env, "member discipline set 1 --until 2020-07-10").ok();
    sound(&env);
}

#[test]
fn a_step_on_which_others_stand_is_not_undone() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    // Fifteen operations made the branch; the sixteenth called the election, the next named the candidates.
    refused(&env, "db undo 16", 3, "操作 17", "operation 17");
    on(&env, "db undo 17").ok();
    on(&env, "db undo 16").ok();
    assert_eq!(column(&env, "org elect list", "id"), [] as [Value; 0]);
}

/// A committee with a secretary who was sent, a branch with an elected one who leads its chamber, and a branch with nobody.
fn led() -> TestEnv {
    let env = branch();
    for line in [
        "org unit add 福建商会 --kind native-chamber --established 2006",
        "org cover FJ 福建商会 --from 2009-01-01",
        "member title add 陈一 福建商会 --title president --since 2019-01-01",
        "member set 陈一 --birth 1975-03-10 --sex 男 --education 本科",
        "member set 林二 --birth 1990-12-01 --sex 女 --education 大专",
        "member set 孙十 --birth 1958 --sex 男 --education 大专",
        "org post add JW 孙十 书记 --from 2019-01-01 --how dispatched --full-time",
        "org post elect FJ --date 2020-08-01 --term 3 陈一:书记 林二:委员",
        "org post want FJ 委员 --number 3 --from 2020-01-01",
        "org post want FJ 书记 --number 1 --full-time --from 2020-01-01",
    ] {
        on(&env, line).ok();
    }
    env
}

fn picked(row: &Value, keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|key| row[key].clone()).collect()
}

#[test]
fn posts_vacancies_and_terms_are_counted_as_of_any_day() {
    let env = led();
    let total = |day: &str| {
        let all = rows(&env, &format!("report posts --as-of {day} --total"));
        all.as_array().unwrap().last().unwrap().clone()
    };
    let of_posts = ["orgs", "posts", "people", "full_time", "part_time", "secretaries", "full_time_secretaries"];
    let of_secretaries = ["elected", "appointed", "dispatched", "concurrent", "leading"];
    let of_gaps = ["no_secretary", "small", "unfilled", "no_term", "due", "overdue", "extended"];
    let now = total("2021-01-01");
    assert_eq!(picked(&now, &of_posts), [3, 3, 3, 1, 2, 2, 1]);
    assert_eq!(picked(&now, &of_secretaries), [1, 0, 1, 0, 1]);
    // Nobody leads the other branch. Two of eight full members are too small a committee; of three members wanted one is there,
    // and the secretary is not full-time as wanted.
    assert_eq!(picked(&now, &of_gaps), [1, 1, 3, 2, 0, 0, 0]);
    // The day before nobody had been elected: three orgs, one post, and three members and a secretary wanted.
    let before = total("2020-07-31");
    assert_eq!(picked(&before, &of_posts), [3, 1, 1, 1, 0, 1, 1]);
    assert_eq!(picked(&before, &of_gaps), [2, 1, 4, 3, 0, 0, 0]);
    // The term runs out on 2023-08-01; half a year before the election is due.
    let terms = |day: &str| picked(&total(day), &["due", "overdue"]);
    assert_eq!(["2023-01-31", "2023-02-01", "2023-08-01"].map(terms), [[0, 0], [1, 0], [1, 0]]);
    assert_eq!(terms("2023-08-02"), [0, 1]);
    on(&env, "org term set 1 --extended-to 2024-03-31 --consented 2023-07-15").ok();
    assert_eq!(picked(&total("2023-08-02"), &["due", "overdue", "extended"]), [0, 0, 1]);
    assert_eq!(picked(&total("2023-07-14"), &["due", "overdue", "extended"]), [1, 0, 0], "nobody had consented yet");
}

#[test]
fn figures_of_posts_are_explained_down_to_people() {
    let env = led();
    let names = |line: &str, key: &str| column(&env, &format!("report posts --as-of 2021-01-01 --explain {line}"), key);
    assert_eq!(names("leading", "name"), ["陈一"]);
    assert_eq!(names("full_time", "name"), ["孙十"]);
    assert_eq!(names("org=FJ posts", "name"), ["陈一", "林二"]);
    assert_eq!(names("no_secretary", "code"), ["GF"]);
    assert_eq!(names("small", "code"), ["FJ"]);
    assert_eq!(names("unfilled", "unfilled"), [3]);
    let by = |by: &str, keys: [&str; 2]| -> Vec<Vec<Value>> {
        let all = rows(&env, &format!("report posts --by {by} --as-of 2021-01-01"));
        all.as_array().unwrap().iter().map(|row| picked(row, &keys)).collect()
    };
    // 1990-12-01: thirty; 1975-03-10: forty-five, not forty-six before March; 1958: sixty-three.
    assert_eq!(
        by("age", ["age", "people"]),
        [[json!("0-30"), json!(1)], [json!("41-45"), json!(1)], [json!("61-"), json!(1)]]
    );
    assert_eq!(by("how", ["how", "posts"]), [[json!("elected"), json!(2)], [json!("dispatched"), json!(1)]]);
    assert_eq!(by("sex", ["sex", "people"]), [[json!("male"), json!(2)], [json!("female"), json!(1)]]);
    assert_eq!(by("post", ["post", "posts"]), [[json!("secretary"), json!(2)], [json!("committee-member"), json!(1)]]);
    assert_eq!(by("education", ["education", "people"]), [[json!("bachelor"), json!(1)], [json!("college"), json!(2)]]);
    // Somebody with two posts is one of the people.
    on(&env, "org post add FJ 林二 宣传委员 --from 2020-09-01 --how elected").ok();
    assert_eq!(by("sex", ["posts", "people"]), [[2, 2], [2, 1]]);
    assert_eq!(column(&env, "report posts --under FJ --as-of 2021-01-01", "posts"), [3]);
}

#[test]
fn what_became_of_terms_is_counted_by_year() {
    let env = branch();
    for line in [
        "org post elect FJ --date 2017-06-01 --term 3 陈一:书记 林二:委员 何三:委员",
        "org post elect FJ --date 2020-06-01 --term 3 林二:书记 何三:委员 黄四:委员",
        "org post elect GF --date 2017-05-10 --term 3 孙十:书记",
        "org post elect GF --date 2020-09-10 --term 3 孙十:书记",
        "org term set 3 --extended-to 2020-12-31 --consented 2020-04-20 --consent-no 〔2020〕6号",
        "org post elect JW --date 2016-03-01 --term 5 陈一:书记",
    ] {
        on(&env, line).ok();
    }
    let of = |line: &str| {
        let all = rows(&env, &format!("report terms {line} --total"));
        let keys = ["owed", "in_time", "late", "early", "overdue", "extended", "elections"];
        all.as_array().unwrap().last().map_or(vec![json!(0); 7], |total| picked(total, &keys))
    };
    // 2020: two terms end, the one on its last day, the other put off to the end of the year; both are renewed.
    assert_eq!(of("--year 2020"), [2, 2, 0, 0, 0, 1, 2]);
    // The second would have run out on 2020-05-10, was put off on 2020-04-20 and is not due by the summer; the first is.
    assert_eq!(of("--from 2020-01-01 --to 2020-04-19"), [0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(of("--from 2020-01-01 --to 2020-06-30"), [1, 1, 0, 0, 0, 0, 1]);
    // 2021: the committee was elected for five years in 2016 and not again.
    assert_eq!(of("--year 2021"), [1, 0, 0, 0, 1, 0, 0]);
    assert_eq!(of("--from 2021-01-01 --to 2021-03-01"), [1, 0, 0, 0, 0, 0, 0], "on its last day it is not overdue");
    on(&env, "org post elect JW --date 2022-04-01 --term 5 陈一:书记").ok();
    assert_eq!(of("--year 2022"), [0, 0, 1, 0, 0, 0, 1], "late, in a year in which none was due");
    on(&env, "org post elect FJ --date 2022-10-01 --term 3 林二:书记 何三:委员 黄四:委员").ok();
    assert_eq!(of("--year 2022"), [0, 0, 1, 1, 0, 0, 2], "it ran until 2023-06-01");
    let register = rows(&env, "report terms --year 2020 --explain owed");
    let keys =
        ["code", "elected_on", "runs_out", "ends", "consent_no", "renewed_on", "outcome", "secretary", "committee"];
    assert_eq!(
        picked(&register[0], &keys),
        ["FJ", "2017-06-01", "2020-06-01", "2020-06-01", "", "2020-06-01", "in-time", "陈一", "林二、何三"]
            .map(|text| if text.is_empty() { Value::Null } else { json!(text) })
    );
    assert_eq!(
        picked(&register[1], &keys[..7]),
        ["GF", "2017-05-10", "2020-05-10", "2020-12-31", "〔2020〕6号", "2020-09-10", "in-time"]
    );
}

#[test]
fn posts_go_out_and_come_back() {
    let env = led();
    on(&env, "org post add FJ 吴五 青年委员 --from 2012-03 --how elected --also 理事").ok();
    on(&env, "org post end FJ 吴五 --date 2014").ok();
    on(&env, "org post export -o 任职.csv").ok();
    let held = dump(&env);
    on(&env, "org post import 任职.csv").ok().says("未变 4");
    // Into records without posts they come back as they were.
    env.connection().execute_batch("DELETE FROM post").unwrap();
    on(&env, "org post import 任职.csv").ok().says("新增 4");
    on(&env, "org post export -o 再.csv").ok();
    let read = |name: &str| std::fs::read_to_string(env.path(name)).unwrap();
    assert_eq!(read("任职.csv"), read("再.csv"));
    assert_eq!(dump(&env).len(), held.len());
    on(&env, "db undo").ok();
    assert_eq!(column(&env, "org post list --all", "person"), [] as [Value; 0]);
    sound(&env);
}

#[test]
fn a_row_of_posts_is_held_against_the_records() {
    let env = branch();
    let import = |rows: &str, options: &str| {
        env.write("职务.csv", format!("党组织,姓名,职务,任职方式,专职,任职时间,卸任时间\n{rows}\n"));
        on(&env, &format!("org post import 职务.csv {options}"))
    };
    import("FJ,陈一,书记,选举,是,2010-01-01,\nFJ,林二,组织委员,选举,否,2010-01,2012-01-01", "").ok().says("新增 2");
    // What a row leaves out stays, what it tells is put right; a post that ended is told its end.
    import("FJ,陈一,书记,,否,2010-01-01,2013-05-01", "").ok().says("更新 1");
    let first = rows(&env, "org post list FJ --all --columns person,how,full_time,until")[0].clone();
    assert_eq!(first, json!({"person": "陈一", "how": "elected", "full_time": false, "until": "2013-05-01"}));
    for (row, says) in [
        ("FJ,何三,书记,,,2012-01-01,", "书记那时已是 陈一"),
        ("FJ,何三,顾问,,,2012-01-01,", "职务“顾问”: 应为"),
        ("FJ,何三,委员,,,,", "任职起始日期: 必填"),
        ("FJ,,委员,,,2012-01-01,", "姓名: 必填"),
        ("FJ,何三,委员,,,2012-01-01,2011-01-01", "日期 2011-01-01 不晚于开始日期 2012-01-01"),
        ("FJ,何三,委员,,,2027-01-01,", "晚于今天"),
        ("没有的支部,何三,委员,,,2012-01-01,", "找不到党组织"),
        ("FJ,无此人,委员,,,2012-01-01,", "无此人"),
    ] {
        import(row, "").exit(3).says(says);
    }
    env.write("号.csv", "党组织,编号,姓名,职务,任职时间\nFJ,3,陈一,委员,2012-01-01\n");
    on(&env, "org post import 号.csv").exit(3).says("编号 3 是 何三");
    import("FJ,陈一,书记,任命,,2010-01-01,", "--on-duplicate skip").ok().says("未变 1");
    import("FJ,陈一,书记,任命,,2010-01-01,", "--on-duplicate error").exit(3).says("书记那时已是 陈一");
    import("FJ,吴五,委员,,,2012-01-01,\nFJ,吴五,委员,任命,,2012-01-01,", "").exit(3).says("是同一对象, 内容却不同");
    sound(&env);
}

#[test]
fn votes_against_and_abstentions_are_kept_and_add_up_to_the_valid_papers() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    refused(
        &env,
        "org elect count 1 --present 10 --valid 9 陈一:7/2/1 林二:5 何三:5 黄四:5",
        3,
        "陈一 赞成 7、反对 2、弃权 1, 合计 10 票, 多于有效 9 票",
        "陈一: 7 for, 2 against and 1 abstained come to 10, more than the 9 valid ballots",
    );
    let line = "org elect count 1 --present 10 陈一:9/1/0 林二:8/1/1 何三:6/2/1 黄四:3";
    refused(&env, "org elect count 1 --present 10 陈一:9/1 林二:8 何三:6 黄四:3", 2, "张三:7/1/2", "张三:7/1/2");
    let told = on(&env, line).ok().says("陈一 9 票(反对 1、弃权 0) 当选").says("黄四 3 票");
    assert!(
        told.err.contains("何三 赞成、反对、弃权合计 9 票, 少于有效 10 票") && !told.err.contains("林二 赞成、反对"),
        "{}",
        told.err
    );
    let shown = on(&env, "org elect show 1 --lang en").ok().out;
    assert!(shown.contains("林二 8, 1 against and 1 abstained (elected)"), "{shown}");
    sound(&env);
    env.connection().execute_batch("UPDATE ballot_name SET against = 5 WHERE in_favour = 9").unwrap();
    tells(&env, "election-votes", "福建商会党支部", &["委员 2020-08-01 #1 | committee member 2020-08-01 #1"]);
}

#[test]
fn an_election_and_the_meeting_it_was_held_at_show_each_other() {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    on(&env, "meeting record FJ --kind general --date 2020-08-01 --topic 换届 --attend all").ok();
    on(&env, "meeting record FJ --kind general --date 2020-08-02 --attend all").ok();
    on(&env, "meeting record GF --kind general --date 2020-08-01 --attend all").ok();
    on(&env, "meeting record FJ --kind theme-day --date 2020-08-01 --attend all").ok();
    on(&env, "meeting void 4 --reason 误登").ok();
    let count =
        |meeting: u32| format!("org elect count 1 --present 10 --meeting {meeting} 陈一:9 林二:8 何三:7 黄四:3");
    for meeting in [2, 3] {
        refused(
            &env,
            &count(meeting),
            3,
            "不是“福建商会党支部” 2020-08-01 的会议",
            "is no meeting of “福建商会党支部” on 2020-08-01",
        );
    }
    refused(&env, &count(4), 3, "已作废: 误登", "does not count: 误登");
    on(&env, &count(1)).ok();
    assert_eq!(rows(&env, "org elect show 1")[0]["held_at"], 1);
    assert_eq!(rows(&env, "meeting show 1")[0]["elections"], "选举 1 (换届)");
    assert_eq!(rows(&env, "meeting show 2")[0]["elections"], Value::Null);
    run_empty(&env, "org elect set 1 --meeting");
    assert_eq!(rows(&env, "org elect show 1")[0]["held_at"], Value::Null);
    on(&env, "db undo").ok();
    assert_eq!(rows(&env, "org elect show 1")[0]["held_at"], 1);
    sound(&env);
    on(&env, "meeting set 1 --date 2020-08-03").ok();
    tells(&env, "election-meeting", "福建商会党支部", &["2020-08-01 #1"]);
}

/// Runs a line with an empty last argument.
fn run_empty(env: &TestEnv, line: &str) {
    let mut command = env.command(line.split_whitespace().chain([""]));
    ran(command.env("DANGWU_TODAY", "2026-06-30").output().unwrap()).ok();
}

/// An election that was counted, with a tie decided in a second round, and whose result was taken over.
fn whole() -> TestEnv {
    let env = called("2020-08-01", "陈一 林二 何三 黄四");
    on(&env, "org elect count 1 --present 10 陈一:9/1/0 林二:8/1/1 何三:6 黄四:6 --written-in 某人:1").ok();
    on(&env, "org elect count 1 --present 10 何三:7 黄四:3").ok();
    on(&env, "org elect count 1 --present 3 陈一:3 林二:0 何三:0").ok();
    on(&env, "org elect result 1 --reported 2020-08-05").ok();
    env
}

fn copied(from: &TestEnv, file: &str, to: &TestEnv) {
    std::fs::copy(from.path(file), to.path(file)).unwrap();
}

/// The branch of ten full members that [`called`] has, without an election.
fn branch_of_ten() -> TestEnv {
    let env = branch();
    for name in ["冯甲", "卫乙"] {
        member(&env, name, "FJ", "full --full-on 2004-07-01");
    }
    env
}

#[test]
fn elections_go_out_and_come_back_with_posts_and_term() {
    let env = whole();
    for (noun, file) in [("elect", "e.csv"), ("post", "p.csv"), ("term", "t.csv")] {
        on(&env, &format!("org {noun} export -f csv -o {file}")).ok();
    }
    let export = |env: &TestEnv| rows(env, "org elect export");
    // One of the election, four candidates, five names of the first ballot, two of the second, three of the secretary's.
    assert_eq!(export(&env).as_array().unwrap().len(), 15);
    for order in [["e.csv", "p.csv", "t.csv"], ["p.csv", "t.csv", "e.csv"]] {
        let other = branch_of_ten();
        for file in order {
            copied(&env, file, &other);
            let noun = match file {
                "e.csv" => "elect",
                "p.csv" => "post",
                _ => "term",
            };
            on(&other, &format!("org {noun} import {file}")).ok();
        }
        assert_eq!(export(&other), export(&env), "{order:?}");
        assert_eq!(rows(&other, "org post list"), rows(&env, "org post list"), "{order:?}");
        assert_eq!(rows(&other, "org elect show 1"), rows(&env, "org elect show 1"), "{order:?}");
        sound(&other);
        on(&other, "org elect import e.csv").ok().says("没有需要改动的内容");
        assert_eq!(
            on(&other, "org elect import e.csv --on-duplicate error").ok().code,
            0,
            "what is the same is no double"
        );
    }
    on(&env, "org elect import e.csv").ok().says("没有需要改动的内容");
}

#[test]
fn what_a_file_tells_otherwise_of_an_election_is_put_right_or_refused() {
    let env = whole();
    let head = "党组织,选举种类,选举日期";
    let import = |columns: &str, cells: &str| {
        env.write("x.csv", format!("{head},{columns}\nFJ,换届,2020-08-01,{cells}\n"));
        on(&env, "org elect import x.csv")
    };
    let facts = |key: &str| rows(&env, "org elect show 1")[0][key].clone();
    import("委员备案日期,结果报告文号", "2020-08-20,报7").ok().says("更新 1");
    assert_eq!((facts("filed"), facts("report_no")), (json!("2020-08-20"), json!("报7")));
    on(&env, "db undo").ok();
    assert_eq!(facts("filed"), Value::Null);
    for (columns, cells, zh) in [
        ("应选名额", "4", "已就任"),
        ("有无委员会", "不设委员会", "库中为"),
        ("批复日期", "2020-08-02", "早于"),
        ("候选人", "吴五", "已就任"),
        ("候选人", "无此人", "找不到"),
        ("所选职务,实到会,得票人,赞成票", "委员,10,陈一,8", "与选举 1 已登记的计票不同"),
        ("所选职务,实到会,得票人", "委员,10,陈一", "赞成票: 必填"),
        ("推荐方式", "党员推荐", "候选人: 必填"),
    ] {
        let told = import(columns, cells).exit(3).err;
        assert!(told.contains(zh), "{columns} {cells}: {told}");
    }
    env.write("y.csv", format!("{head},候选人\nFJ,换届,2023-08-01,陈一\n"));
    let told = on(&env, "org elect import y.csv").exit(3).err;
    assert!(told.contains("应选名额: 必填"), "an election that is not on record is told first: {told}");
    // Ballots of a new one are judged as they would be typed.
    let rows_of = |votes: &str| {
        format!(
            "{head},应选名额,任期(年),候选人,所选职务,第几次投票,实到会,得票人,赞成票\nFJ,换届,2024-08-01,1,3,陈一,,,,,\nFJ,换届,2024-08-01,,,林二,,,,,\n{votes}"
        )
    };
    for (votes, zh) in [
        (
            "FJ,换届,2024-08-01,,,,委员,1,10,陈一,11\nFJ,换届,2024-08-01,,,,委员,1,10,林二,0\n",
            "陈一 得 11 票, 多于有效 10 票",
        ),
        ("FJ,换届,2024-08-01,,,,委员,1,10,陈一,9\n", "没有写明得票的候选人: 林二"),
        (
            "FJ,换届,2024-08-01,,,,委员,2,10,陈一,9\nFJ,换届,2024-08-01,,,,委员,2,10,林二,1\n",
            "写作第 2 次, 应是第 1 次",
        ),
    ] {
        env.write("z.csv", rows_of(votes));
        let told = on(&env, "org elect import z.csv").exit(3).err;
        assert!(told.contains(zh), "{told}");
        assert_eq!(column(&env, "org elect list", "id"), [1], "nothing is written");
    }
    env.write("z.csv", rows_of("FJ,换届,2024-08-01,,,,委员,1,10,陈一,9\nFJ,换届,2024-08-01,,,,委员,1,10,林二,1\n"));
    on(&env, "org elect import z.csv").ok().says("新增 4");
    assert_eq!(rows(&env, "org elect show 2")[0]["elected"], "陈一");
    on(&env, "db undo").ok();
    sound(&env);
}
