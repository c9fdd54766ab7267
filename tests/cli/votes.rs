//! Votes by name: who voted in writing, who was excused from those due, and who may not be named at all.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};
use crate::one_language::tells;

/// A branch of six full members, one on probation; and a second branch. Of the six one is on probation within the Party, one
/// has no rights and one is left out already, both for long leave.
fn branch() -> TestEnv {
    let env = TestEnv::office();
    for name in ["陈一", "陈二", "陈三", "陈四", "陈五"] {
        env.line(&format!("member add {name} --org FJ --joined 2001-07-01 --full-on 2002-07-01 --entered 2009-01-01"))
            .ok();
    }
    env
}

fn on(env: &TestEnv, day: &str, line: &str) -> Ran {
    ran(env.command(line.split_whitespace()).env("DANGWU_TODAY", day).output().unwrap())
}

fn decisions(env: &TestEnv, id: i64) -> String {
    env.json(&format!("meeting show {id}"))[0]["decisions"].as_str().unwrap_or_default().to_owned()
}

const RECORD: &str = "meeting record FJ --kind general --date 2011-03-01 --topic 评优 --attend 张三,李四,陈一,陈二 --leave 陈三:病假,陈四:出差 --absent 陈五";

/// The branch with a meeting at which three of six voters were there.
fn met() -> TestEnv {
    let env = branch();
    env.line(RECORD).ok();
    env
}

#[test]
fn who_wrote_and_who_was_excused_is_kept_by_name() {
    let env = met();
    let line = "meeting resolve 1 --text 甲案 --for 4 --against 1 --written-for 陈三 --written-against 陈四 --excused 陈五:出国半年以上";
    let told = env.line(&format!("{line} --excused-consent 2011-02-20 --secret")).ok();
    assert!(!told.err.contains("E11"), "{}", told.err);
    let sum = "应到会有表决权 5 人(已减去不计入的 1 人), 实到 3 人、书面意见 2 人(须至少 3 人), \
               赞成 4、反对 1、弃权 0(须超过 2.5 人); 按 2018-10-28 起的规定计算, 当时尚未施行";
    assert_eq!(
        decisions(&env, 1),
        format!(
            "甲案: 通过 ({sum}; 无记名投票; 书面同意: 陈三; 书面反对: 陈四; 不计入应到: 陈五(出国半年以上) (上级 2011-02-20 同意))"
        )
    );
    let en = env.line("meeting show 1 --lang en -f json").ok().json()[0]["decisions"].as_str().unwrap().to_owned();
    assert!(en.contains("5 due to vote (less the 1 excused), 3 present and 2 in writing"), "{en}");
    assert!(en.contains("by secret ballot; in writing for it: 陈三; in writing against it: 陈四; excused: 陈五 (abroad for over half a year) (the org above consented on 2011-02-20)"), "{en}");
    assert_eq!(env.json("meeting show 1 --as-of 2011-02-28"), json!([]));
    env.sound();
    env.line("db undo").ok();
    assert_eq!(decisions(&env, 1), "");
    let left: i64 = env.connection().query_row("SELECT count(*) FROM voice", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    env.sound();
}

#[test]
fn those_excused_are_taken_off_those_due() {
    let env = met();
    // Three of six are half, not more; of five they are more than half.
    env.line("meeting resolve 1 --text 甲案 --for 3").ok().says("没有通过");
    let told = env.line("meeting resolve 1 --text 乙案 --for 3 --excused 陈五:abroad").ok();
    assert!(told.err.contains(": 通过 (应到会有表决权 5 人(已减去不计入的 1 人)"), "{}", told.err);
    assert!(
        told.err.contains("1 人不计入应到会, 没有上级党组织同意的日期") && told.err.contains("E11"),
        "{}",
        told.err
    );
    // Whoever is excused cannot vote: three were there, two wrote, one is excused, and there are six.
    env.line("meeting resolve 1 --text 丙案 --for 5 --written-for 陈三,陈四 --excused 陈五:病重").ok();
    env.refuses(
        "meeting resolve 1 --text 丁案 --for 6 --written 3 --excused 陈五:病重",
        3,
        "实到会 3 人(另有书面意见 3 人), 多于应到会 5 人",
        "3 present (and 3 in writing), more than the 5",
    );
    env.line("meeting resolve 1 --text 丙案 --for 5 --written-for 陈三,陈四 --instead 3").ok();
    assert!(
        decisions(&env, 1).ends_with("书面同意: 陈三、陈四)"),
        "a correction tells all anew: {}",
        decisions(&env, 1)
    );
    env.sound();
}

#[test]
fn numbers_and_names_agree() {
    let env = met();
    env.line("meeting resolve 1 --text 甲案 --for 4 --written 1 --written-for 陈三").ok();
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 5 --written 2 --written-for 陈三",
        3,
        "书面意见人数写作 2 人, 按姓名为 1 人",
        "2 in writing as typed, 1 by name",
    );
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 4 --written-against 陈三",
        3,
        "书面反对 1 人, 多于该项票数 0 票",
        "1 in writing against it, more than the 0 votes of that kind",
    );
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 4 --written-for 陈三 --excused 陈三:病重",
        3,
        "陈三 既写作书面同意, 又写作不计入应到",
        "陈三 is named both in writing for it and excused",
    );
    env.refuses("meeting resolve 1 --text 乙案 --for 4 --written-for 陈三,陈三", 3, "陈三 写了两次", "named twice");
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 3 --excused 陈五",
        2,
        "陈五 不计入应到须写原因",
        "to excuse 陈五 takes a reason",
    );
    env.refuses("meeting resolve 1 --text 乙案 --for 3 --excused 陈五:出差", 2, "患病不能表达意志", "abroad for over");
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 3 --excused 陈五:病重 --excused-consent 2011-03-02",
        3,
        "上级 2011-03-02 才同意不计入应到, 晚于 2011-03-01 的表决",
        "the org above consented only on 2011-03-02",
    );
    env.refuses("meeting resolve 1 --text 乙案 --for 3 --excused-consent 2011-02-20", 2, "--excused", "--excused");
}

#[test]
fn who_may_not_vote_is_named_with_the_reason() {
    let env = met();
    for line in [
        "member discipline add 陈一 --kind probation --since 2011-01-01 --until 2013-01-01",
        "member leave add 陈二 --kind detained --effect suspended --since 2011-01-01",
        "member leave add 陈三 --kind 出国(境) --effect excused --since 2010-01-01",
        "member suspend 陈四 --date 2011-01-01 --reason 失去联系",
        "member add 周流 --joined 2001-07-01 --org GF --entered 2010-03-01 --full-on 2002-07-01",
        "meeting record FJ --kind general --date 2011-04-01 --topic 选优 --present 1",
    ] {
        env.line(line).ok();
    }
    let line = "meeting resolve 2 --text 甲案 --for 1 --voters 9 --written-for 李四,陈一,陈二,陈三,陈四,周流";
    let told = env.line(line).exit(3).err;
    for why in [
        "书面意见和不计入应到的人中, 6 人不能成立(2011-04-01)",
        "李四: 当日是预备党员, 没有表决权",
        "陈一: 当日受留党察看处分, 没有表决权",
        "陈二: 当日中止权利(长期请假)",
        "陈三: 该次会议已不计入应到",
        "陈四: 当日停止党籍",
        "周流: 当日在“光伏协会党支部”的名册上",
    ] {
        assert!(told.contains(why), "{why}: {told}");
    }
    let told = env.line(&format!("{line} --lang en")).exit(3).err;
    assert!(told.contains("李四: on probation that day, without a vote"), "{told}");
    // At the first meeting they were due as it was kept then: whoever was there is there.
    env.refuses("meeting resolve 1 --text 甲案 --for 4 --written-for 张三", 3, "张三: 已登记到会", "张三: was there");
}

#[test]
fn an_inbound_member_has_no_vote_and_a_committee_votes_by_its_posts() {
    let env = branch();
    for line in [
        "member add 周流 --no-roll",
        "member inbound add 周流 FJ --home-org 福州某支部 --since 2010-03-01",
        "org post add FJ 陈一 书记 --from 2010-01-01",
        "org post add FJ 陈二 委员 --from 2010-01-01",
        "org post add FJ 陈三 委员 --from 2010-01-01",
        "meeting record FJ --kind committee --date 2011-03-01 --present 2",
        "meeting record FJ --kind general --date 2011-03-01 --present 3",
    ] {
        env.line(line).ok();
    }
    let told = env.line("meeting resolve 2 --text 甲案 --for 4 --written-for 周流").exit(3).err;
    assert!(told.contains("周流: 当日是流入党员, 组织关系不在本支部, 没有表决权"), "{told}");
    let told = env.line("meeting resolve 1 --text 甲案 --for 3 --written-for 陈四").exit(3).err;
    assert!(told.contains("陈四: 当日没有担任委员职务"), "{told}");
    env.line("meeting resolve 1 --text 甲案 --for 3 --written-for 陈三").ok().says("通过");
    env.sound();
}

#[test]
fn attendance_put_right_later_does_not_contradict_the_names() {
    let env = met();
    env.line("meeting resolve 1 --text 甲案 --for 4 --written-for 陈三").ok();
    env.refuses("meeting attend 1 --attend 陈三", 3, "陈三: 已登记到会", "陈三: was there");
    env.refuses("meeting attend 1 --left-out 陈三:病重", 3, "陈三: 该次会议已不计入应到", "left out");
    env.line("meeting attend 1 --absent 陈三").ok();
    env.sound();
}

#[test]
fn a_ballot_is_asked_for_by_the_version_of_the_day() {
    let env = met();
    let resolve = |text: &str, more: &str| {
        let line = format!("meeting resolve 2 --text {text} --rule recruitment --for 6 {more}");
        on(&env, "2018-12-31", &line).ok().err
    };
    on(&env, "2018-12-31", "meeting record FJ --kind general --date 2014-05-27 --present 6 --on-leave 1").ok();
    assert!(!resolve("接收甲", "").contains("D15"), "by hands or by ballot, before");
    on(&env, "2018-12-31", "meeting set 2 --date 2014-05-28").ok();
    assert!(resolve("接收乙", "").contains("没有写明是无记名投票"));
    assert!(!resolve("接收丙", "--secret").contains("D15"));
}

#[test]
fn names_go_out_and_come_back() {
    let env = met();
    let vote = "--written-for 陈三 --written-against 陈四 --excused 陈五:frail --excused-consent 2011-02 --secret";
    env.line(&format!("meeting resolve 1 --text 甲案 --for 3 --against 2 {vote}")).ok();
    let exported = env.json("meeting export")[0].clone();
    let cells =
        ["secret", "written", "written_for", "written_against", "written_abstain", "excused", "excused_consent"];
    assert_eq!(
        cells.map(|key| exported[key].clone()),
        [
            json!(true),
            json!(2),
            json!("陈三"),
            json!("陈四"),
            Value::Null,
            json!("陈五:年老体弱或长期居外"),
            json!("2011-02")
        ]
    );
    env.line("meeting export -o out.csv").ok();
    let told = env.line("meeting import out.csv").ok();
    assert!(told.err.contains("1"), "{}", told.err);
    assert_eq!(env.json("meeting export")[0], exported, "nothing is otherwise");
    env.sound();
    // Without its votes the meeting takes them from the file again.
    let other = branch();
    std::fs::copy(env.path("out.csv"), other.path("out.csv")).unwrap();
    env.line("meeting export --attendance -o names.csv").ok();
    std::fs::copy(env.path("names.csv"), other.path("names.csv")).unwrap();
    other.line("meeting import names.csv").ok();
    other.line("meeting import out.csv").ok();
    assert_eq!(other.json("meeting export")[0], exported);
    other.sound();
    // A cell puts right what it tells; an empty one says nothing.
    other.write("fix.csv", "党支部,会议类型,实际会议时间,会议议题,会议决议,书面同意,书面反对\nFJ,支部党员大会,2011-03-01,评优,甲案,陈四,陈三\n");
    other.line("meeting import fix.csv --on-duplicate update").ok();
    let fixed = other.json("meeting export")[0].clone();
    assert_eq!((&fixed["written_for"], &fixed["written_against"]), (&json!("陈四"), &json!("陈三")));
    assert_eq!((&fixed["excused"], &fixed["written"]), (&exported["excused"], &json!(2)));
    other.write(
        "bad.csv",
        "党支部,会议类型,实际会议时间,会议议题,会议决议,书面同意\nFJ,支部党员大会,2011-03-01,评优,甲案,王五\n",
    );
    let told = other.line("meeting import bad.csv --on-duplicate update").exit(3).err;
    assert!(told.contains("王五: 当日在“光伏协会党支部”的名册上"), "{told}");
}

/// A branch with somebody on probation since 2016, to be converted in 2017.
fn with_probationer() -> TestEnv {
    let env = branch();
    on(&env, "2018-12-31", "member add 赵六 --org FJ --birth 1980 --joined 2016-03-01 --category probationary").ok();
    env
}

const CONVERT: &str = "activist convert 赵六 --date 2017-03-01 --voters 6 --secret";

#[test]
fn a_conversion_is_voted_on_by_name_too() {
    let env = with_probationer();
    let convert = |more: &str| on(&env, "2018-12-31", &format!("{CONVERT} {more}"));
    convert("--present 3 --for 3").exit(3).says("到会人数不足");
    let told = convert("--present 3 --for 3 --excused 陈五:abroad").ok();
    assert!(told.err.contains("E11"), "{}", told.err);
    env.line("db undo").ok();
    convert("--present 3 --for 4 --written-for 陈四 --excused 陈五:abroad --excused-consent 2017-02").ok();
    let shown = on(&env, "2018-12-31", "activist show 赵六").ok().out;
    let sum = "应到会 5 人(已减去不计入的 1 人), 实到 3 人、书面意见 1 人, 赞成 4、反对 0、弃权 0, 须超过 2.5 人";
    assert!(
        shown.contains(&format!(
            "{sum}; 无记名投票; 书面同意: 陈四; 不计入应到: 陈五(出国半年以上) (上级 2017-02 同意)"
        )),
        "{shown}"
    );
    env.sound();
    env.line("db undo").ok();
    for (more, code, why) in [
        ("--present 4 --for 5 --written-for 赵六", 3, "赵六: 当日是预备党员, 没有表决权"),
        ("--present 4 --for 5 --written-for 王五", 3, "王五: 当日在“光伏协会党支部”的名册上"),
        ("--present 4 --for 6 --written 2 --written-for 陈一", 3, "书面意见人数写作 2 人, 按姓名为 1 人"),
        ("--present 4 --for 5 --written-for 陈一 --excused 陈一:病重", 3, "既写作书面同意, 又写作不计入应到"),
        ("--present 5 --for 6 --written-for 陈一 --excused 陈二:病重", 3, "多于应到会 5 人"),
    ] {
        assert!(convert(more).exit(code).err.contains(why), "{more}: {}", convert(more).err);
    }
}

#[test]
fn the_names_of_a_conversion_go_out_and_come_back() {
    let env = with_probationer();
    let vote = "--present 4 --for 5 --written-for 陈四 --excused 陈五:away --excused-consent 2017-02-01";
    on(&env, "2018-12-31", &format!("{CONVERT} {vote}")).ok();
    let export = |env: &TestEnv| {
        let rows = on(env, "2018-12-31", "activist export -f json --reveal").ok().json();
        rows.as_array().unwrap().iter().find(|row| row["name"] == "赵六").unwrap().clone()
    };
    let exported = export(&env);
    let keys = ["converted_written_for", "converted_written", "converted_excused", "converted_excused_consent"];
    let told = keys.map(|key| exported[key].clone());
    assert_eq!(told, [json!("陈四"), json!(1), json!("陈五:应转未转而外出半年以上"), json!("2017-02-01")]);
    on(&env, "2018-12-31", "activist export --reveal -o out.csv").ok();
    let other = branch();
    std::fs::copy(env.path("out.csv"), other.path("out.csv")).unwrap();
    on(&other, "2018-12-31", "activist import out.csv").ok();
    let again = export(&other);
    assert_eq!(keys.map(|key| again[key].clone()), told);
    other.sound();
}

#[test]
fn names_that_their_numbers_contradict_are_told() {
    let env = met();
    env.line("meeting resolve 1 --text 甲案 --for 4 --written-for 陈三 --excused 陈五:病重").ok();
    env.connection().execute_batch("UPDATE resolution SET written = 0, in_favour = 3").unwrap();
    tells(&env, "vote-names", "陈三", &["2011-03-01"]);
}

#[test]
fn two_who_are_named_with_one_vote_are_not_made_one() {
    let env = met();
    env.line("meeting resolve 1 --text 甲案 --for 5 --written-for 陈三,陈四").ok();
    let number = |name: &str| {
        env.json("member list --org FJ").as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["no"]
            .clone()
    };
    let line = format!("member merge {} {}", number("陈三"), number("陈四"));
    env.refuses(&line, 3, "2011-03-01 的表决中两份记录都写明", "both records are named with a vote of 2011-03-01");
}
