//! Elections: who takes office, for how long, and what is due of it.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};

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
