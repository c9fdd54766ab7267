//! Ledgers of what is due and of what is told once a year: incoming documents, pledges, appraisals, discipline.

use serde_json::json;

use crate::env::TestEnv;
use crate::one_language::tells;

/// What is typed, the exit code, and what the refusal says in Chinese and in English.
type Refused = (&'static str, i32, &'static str, &'static str);

/// Of each kind: the noun and its name, what is typed to add one, and what is refused, with the words of the refusal in
/// both languages.
const KINDS: [(&str, &str, &[Refused]); 5] = [
    (
        "org incoming",
        "JW --title 关于报送年报的通知 --issuer 市委组织部 --level 市 --number 嘉组〔2011〕3号 --date 2011-03-01 --due 2011-04 --handled-by 党建办",
        &[
            ("GF --title 通知 --issuer 市委 --date 2010-01-01", 3, "才成立", "founded"),
            (
                "JW --title 通知 --issuer 市委 --date 2011-03-01 --due 2011-02",
                3,
                "办理时限 2011-02 早于",
                "Due 2011-02 is before",
            ),
            ("JW --title 通知 --issuer 市委 --date 2011-06-01", 2, "晚于今天", "later than today"),
            ("JW --title 通知 --issuer 市委 --level 乡 --date 2011-03-01", 2, "应为", "must be one of"),
            (
                "JW --title 通知 --issuer 市委 --date 2011-03-01 --settled 2011-02-01",
                3,
                "早于收文日期",
                "before Received",
            ),
            ("JW --title 通知 --issuer 市委 --date 2011-03-01 --how 已报", 3, "尚未办结", "not settled"),
            ("JW --title 通知 --date 2011-03-01", 2, "--issuer", "--issuer"),
        ],
    ),
    (
        "org pledge",
        "FJ --item 诚信服务先锋创建:争创示范支部 --item 服务会员:为会员代办年检；每季走访 --date 2011-01-10 --due 2011-12 --public 公开栏",
        &[
            ("FJ --date 2011-01-10", 2, "--item", "--item"),
            ("FJ --item 服务群众:走访 --date 2011-01-10", 2, "应为", "must be one of"),
            ("FJ --item 服务会员 --date 2011-01-10", 2, "没有写明项目", "names no kind"),
            ("FJ --item 服务会员: --date 2011-01-10", 2, "没有写内容", "says nothing"),
            ("FJ --item 服务会员:走访[已兑现] --date 2011-01-10", 3, "尚未办结", "not settled"),
            ("FJ --item 服务会员:走访 --date 2011-01-10 --settled 2011-05-01", 3, "都须有结果", "what came of each"),
            ("FJ --item 服务会员:走访 --date 2008-01-10", 3, "才成立", "founded"),
        ],
    ),
    (
        "member pledge",
        "张三 --item 提高执业本领:每月自学 --date 2011-01-10 --due 2011-12-31",
        &[
            (
                "张三 --item 诚信守法经营:不欠薪 --date 2011-02-10",
                3,
                "党员业主的承诺项目",
                "for members who own a business",
            ),
            ("张三 --item 其他:戒烟 --date 1979-01-10", 3, "生于", "born"),
            ("张三 --item 其他:戒烟 --date 2011-01-10 --owner=也许", 2, "应为", "must be one of"),
        ],
    ),
    (
        "member appraise",
        "张三 --year 2010 --grade 合格 --meeting 2011-01-15",
        &[
            ("张三 --year 2010 --grade 优秀", 3, "条目号 1", "appraisal 1"),
            ("李四 --year 2010 --grade 合格", 3, "预备党员", "on probation"),
            ("王五 --year 2012 --grade 合格", 2, "晚于今天", "later than today"),
            ("王五 --year 2010-05 --grade 合格", 2, "应为年份", "must be a year"),
            ("王五 --year 2010 --grade 良好", 2, "应为", "must be one of"),
            ("王五 --year 2010 --grade 合格 --meeting 2009-12-30", 3, "早于评议年度", "before the year"),
        ],
    ),
    (
        "member discipline",
        "张三 --kind 警告 --since 2010-03-01 --until 2011-03-01 --document 嘉纪〔2010〕1号 --authority 市纪委",
        &[
            ("张三 --kind 记过 --since 2010-03-01", 2, "应为", "must be one of"),
            (
                "张三 --kind 撤销职务 --since 2010-03-01",
                2,
                "最接近的是“撤销党内职务”",
                "nearest is “removal from Party posts”",
            ),
            ("张三 --kind 留党察看 --since 2011-03-01 --until 2010-03-01", 3, "不晚于", "not after"),
            ("张三 --kind 留党察看 --since 2011-06-01", 2, "晚于今天", "later than today"),
            ("张三 --kind 开除党籍 --since 2011-03-01 --until 2012-03-01", 3, "没有期限", "no end"),
            ("张三 --kind 警告 --since 2010-06-01", 3, "条目号 1", "measure 1"),
        ],
    ),
];

#[test]
fn each_kind_goes_all_the_way_round() {
    for (ledger, typed, _) in KINDS {
        let env = TestEnv::office();
        let add = format!("{ledger} add {typed}");
        env.line(&format!("{add} -n")).ok();
        assert_eq!(env.operations(), 8, "{ledger}: a rehearsal writes nothing");
        assert_eq!(env.json(&add)[0]["id"], 1, "{ledger}");
        env.line(&add).exit(3).says("已登记有同样的");
        env.sound();
        // Out, and in again: nothing changes here, and another file gets the same.
        for lang in ["zh", "en"] {
            env.line(&format!("{ledger} export -o {lang}.csv --lang {lang}")).ok();
            env.line(&format!("{ledger} import {lang}.csv")).ok().says("未变 1");
        }
        let shown = env.json(&format!("{ledger} show 1"));
        env.line("db undo 9").ok();
        assert_eq!(env.json(&format!("{ledger} list")), json!([]), "{ledger}");
        env.line(&format!("{ledger} import en.csv")).ok().says("新增 1");
        let all = if ledger == "member appraise" { "" } else { "--all" };
        let mut again = env.json(&format!("{ledger} list {all}"));
        let id = again[0]["id"].take();
        let mut shown = shown[0].clone();
        shown["id"].take();
        assert_eq!(again[0], shown, "{ledger}");
        env.line(&format!("{ledger} set {id} --remark 盒3")).ok().says("备注: — → 盒3");
        env.line(&format!("{ledger} remove {id}")).ok().says("已删去");
        env.line(&format!("{ledger} show {id}")).exit(4).says("没有条目号为");
        env.line("db undo").ok();
        assert_eq!(env.json(&format!("{ledger} list {all}"))[0]["remark"], "盒3", "{ledger}");
        env.sound();
    }
}

#[test]
fn what_cannot_be_is_refused_in_both_languages() {
    for (ledger, typed, bad) in KINDS {
        let env = TestEnv::office();
        env.line(&format!("{ledger} add {typed}")).ok();
        for (typed, code, zh, en) in bad {
            env.refuses(&format!("{ledger} add {typed}"), *code, zh, en);
        }
    }
}

#[test]
fn a_document_is_open_until_it_is_settled_and_overdue_after_its_last_day() {
    let env = TestEnv::office();
    env.line("org incoming add JW --title 甲 --issuer 市委 --date 2011-03-01 --due 2011-04").ok();
    env.line("org incoming add FJ --title 乙 --issuer 市委 --date 2011-03-02 --due 2011-06-30").ok();
    env.line("org incoming add JW --title 丙 --issuer 省委 --level 省 --date 2011-03-03").ok();
    let titles = |args: &str| env.column(&format!("org incoming list {args}"), "title");
    assert_eq!(titles("--overdue"), ["甲"]);
    assert_eq!(titles("--overdue --as-of 2011-04-30"), Vec::<String>::new());
    assert_eq!(titles("--overdue --as-of 2011-05-01"), ["甲"]);
    env.line("org incoming settle 1 --date 2011-05-20 --how 已报送").ok().says("已于 2011-05-20 办结");
    env.refuses("org incoming settle 1 --date 2011-05-21", 3, "已于 2011-05-20 办结", "was settled on 2011-05-20");
    env.refuses("org incoming settle 2 --date 2011-03-01", 3, "早于收文日期", "before Received");
    env.refuses("org incoming settle 2 --date 2011-06-01", 3, "晚于今天", "later than today");
    env.refuses("org incoming settle 9 --date 2011-05-01", 4, "没有条目号为 9", "there is no");
    env.refuses("org incoming end 2 --date 2011-05-01", 2, "end", "end");
    assert_eq!(titles(""), ["乙", "丙"]);
    assert_eq!(titles("--all"), ["甲", "乙", "丙"]);
    assert_eq!(titles("--org JW --level 省"), ["丙"]);
    // As it stood before: open, with nothing said of how it was settled.
    let before = env.json("org incoming list --as-of 2011-05-19 --overdue");
    assert_eq!(
        (&before[0]["title"], &before[0]["settled"], &before[0]["how"]),
        (&json!("甲"), &json!(null), &json!(null))
    );
    assert_eq!(env.json("org incoming show 1")[0]["how"], "已报送");
    env.line("db undo").ok();
    assert_eq!(titles("--overdue"), ["甲"]);
    env.sound();
}

#[test]
fn a_pledge_is_settled_with_what_came_of_each_matter() {
    let env = TestEnv::office();
    env.line("org pledge add FJ --item 服务社会:助学 --item 服务会员:走访 --item 服务会员:代办 --date 2011-01-10 --due 2011-05-20")
        .ok();
    let items = |args: &str| env.json(&format!("org pledge {args}"))[0]["item"].clone();
    assert_eq!(
        items("list --overdue"),
        json!([
            {"head": "society", "text": "助学", "outcome": null},
            {"head": "members", "text": "走访", "outcome": null},
            {"head": "members", "text": "代办", "outcome": null},
        ])
    );
    let settle = "org pledge settle 1 --date 2011-05-25";
    env.refuses(settle, 3, "服务社会: 助学", "serving society: 助学");
    env.refuses(&format!("{settle} --item 服务会员:已兑现"), 2, "2 项", "2 matters");
    env.refuses(&format!("{settle} --item 4:kept"), 2, "共 3 项", "only 3");
    env.refuses(&format!("{settle} --item rights:kept"), 2, "没有项目", "nothing of the");
    env.refuses(&format!("{settle} --item 1:很好"), 2, "应为", "must be one of");
    env.refuses(&format!("{settle} --item 1"), 2, "项目:结果", "KIND:RESULT");
    env.line(&format!("{settle} --item 服务社会:未兑现 --item 3:partly --outcome 已兑现 --how 党员大会评定")).ok();
    assert_eq!(env.json("org pledge list"), json!([]));
    let outcomes: Vec<_> = items("show 1").as_array().unwrap().iter().map(|line| line["outcome"].clone()).collect();
    assert_eq!(outcomes, ["not-kept", "kept", "partly"]);
    assert_eq!(items("list --as-of 2011-05-24")[0]["outcome"], json!(null));
    let page = env.line("org pledge show 1").ok().out;
    assert!(page.contains("服务社会: 助学 [未兑现]；服务会员: 走访 [已兑现]"), "{page}");
    env.line("db undo").ok();
    assert_eq!(items("list")[0]["outcome"], json!(null));
    // A matter put right; one left out is gone.
    env.line("org pledge set 1 --item 服务社会:助学两名 --item 服务会员:走访").ok().says("承诺内容: 助学 → 助学两名");
    assert_eq!(items("show 1").as_array().unwrap().len(), 2);
    env.line("db undo").ok();
    assert_eq!(items("show 1").as_array().unwrap().len(), 3);
    // A personal number in a matter is masked like any other.
    env.line("org pledge set 1 --item 服务社会:资助330402198001011236").ok();
    let text = items("show 1")[0]["text"].clone();
    assert!(text.as_str().unwrap().contains('*') && !text.as_str().unwrap().contains("19800101"), "{text}");
    assert_eq!(items("show 1 --reveal")[0]["text"], "资助330402198001011236");
    env.sound();
}

#[test]
fn an_owner_pledges_what_owners_do() {
    let env = TestEnv::office();
    env.line("member pledge add 张三 --owner --item 诚信守法经营:不欠薪 --date 2011-01-10").ok().says("没有登记为业主");
    env.line("member set 张三 --owner yes").ok();
    let again = env.line("member pledge add 张三 --owner --item 支持党建工作:提供场所 --date 2011-02-10").ok();
    assert!(!again.err.contains("业主"), "{}", again.err);
    assert_eq!(env.json("member pledge list")[0]["owner"], true);
    env.line("member end 王五 --date 2010-12-01 --reason deceased").ok();
    env.refuses("member pledge add 王五 --item 其他:戒烟 --date 2011-01-10", 3, "去世", "died");
    env.line("member pledge add 王五 --item 其他:戒烟 --date 2010-11-10").ok();
}

#[test]
fn pledges_come_in_from_a_roster() {
    let env = TestEnv::office();
    env.write(
        "承诺.csv",
        "姓名,承诺内容,承诺日期,兑现期限\n张三,提高执业本领：每月自学；自费进修；其他: 戒烟,2011-01-10,2011-12\n",
    );
    env.line("member pledge import 承诺.csv").ok().says("新增 1");
    let item = &env.json("member pledge show 1")[0]["item"];
    assert_eq!(item[0], json!({"head": "skill", "text": "每月自学；自费进修", "outcome": null}));
    assert_eq!(item[1]["text"], "戒烟");
    env.write("承诺.csv", "姓名,承诺内容,承诺日期\n王五,戒烟,2011-01-10\n张三,,2011-02-10\n");
    env.refuses("member pledge import 承诺.csv", 3, "没有写明项目", "names no kind");
    // What is settled comes in with what came of it.
    env.write("承诺.csv", "姓名,承诺内容,承诺日期,践诺评定日期\n张三,提高执业本领: 每月自学 [已兑现]；其他: 戒烟 [未兑现],2011-01-10,2011-05-01\n");
    env.line("member pledge import 承诺.csv").ok().says("更新 1");
    assert_eq!(env.json("member pledge show 1")[0]["item"][1]["outcome"], "not-kept");
    env.sound();
}

#[test]
fn a_grade_is_for_full_members_once_a_year() {
    let env = TestEnv::office();
    env.line("member appraise add 李四 --year 2010 --grade 合格 --override 上级要求").ok().says("预备党员, 不评定等次");
    env.line("member appraise add 张三 --year 2010 --grade 合格 --meeting 2011-01-15").ok();
    env.refuses("member appraise set 2 --year 2012", 2, "晚于今天", "later than today");
    env.line("member appraise add 张三 --year 2009 --grade 基本合格").ok();
    env.refuses("member appraise set 3 --year 2010", 3, "条目号 2", "appraisal 2");
    assert_eq!(env.column("member appraise list --grade 基本合格", "year"), [2009]);
    assert_eq!(env.column("member appraise list --person 张三 --as-of 2011-01-14", "year"), [2009]);
    // Nobody's member then: recorded, with a warning.
    env.line("member appraise add 王五 --year 2009 --grade 合格").ok().says("不在任何名册上");
    env.line("member end 王五 --date 2010-12-01 --reason deceased").ok();
    env.refuses("member appraise add 王五 --year 2011 --grade 合格", 3, "去世", "died");
    env.sound();
    // A roster only records: it warns.
    env.write("评议.csv", "姓名,评议年度,评议等次\n李四,2011,合格\n");
    env.line("member appraise import 评议.csv").ok().says("预备党员, 不评定等次");
}

#[test]
fn more_than_a_third_excellent_is_told_with_the_sum() {
    let env = TestEnv::office();
    // With 张三 and 李四 there are five in FJ: at most one of them is excellent.
    for name in ["赵六", "钱七", "孙八"] {
        env.line(&format!("member add {name} --org FJ --joined 2005-07-01 --full-on 2006-07-01 --entered 2009-01-01"))
            .ok();
    }
    let grade = |name: &str| {
        env.line(&format!("member appraise add {name} --year 2010 --grade 优秀 --meeting 2011-01-15")).ok()
    };
    assert!(!grade("张三").err.contains("至多"));
    grade("赵六").says("2010 年评为优秀 2 人, 党员 5 人, 至多 1 人").says("M2");
    // One more member, and two of six are a third.
    env.line("member add 周九 --org FJ --joined 2005-07-01 --full-on 2006-07-01 --entered 2009-01-01").ok();
    let again = env.line("member appraise set 2 --remark 复核").ok();
    assert!(!again.err.contains("至多"), "{}", again.err);
    grade("钱七").says("优秀 3 人, 党员 6 人, 至多 2 人");
}

#[test]
fn whoever_is_on_probation_within_the_party_has_no_vote_for_its_time() {
    let env = TestEnv::office();
    env.line("member add 赵六 --org FJ --joined 2005-07-01 --full-on 2006-07-01 --entered 2009-01-01").ok();
    env.line("member discipline add 赵六 --kind 留党察看 --since 2011-02-01 --until 2012-02-01")
        .ok()
        .says("自 2011-02-01 至 2012-02-01 没有表决权")
        .says("E6");
    assert_eq!(env.column("member discipline list", "until"), ["2012-02-01"]);
    let meeting =
        |date: &str| env.json(&format!("meeting record FJ --kind general --date {date} --present 2"))[0]["id"].clone();
    let voters = |id: serde_json::Value| env.json(&format!("meeting show {id}"))[0]["voters"].clone();
    // 张三 and 赵六 are full members, 李四 is on probation.
    assert_eq!(voters(meeting("2011-01-31")), 2);
    assert_eq!(voters(meeting("2011-02-01")), 1);
    env.line("member discipline end 1 --date 2011-03-01").ok();
    env.refuses("member discipline end 1 --date 2011-04-01", 3, "已于 2011-03-01 结束", "ended on 2011-03-01");
    assert_eq!(voters(meeting("2011-03-01")), 2);
    assert_eq!(env.json("member discipline list"), json!([]));
    assert_eq!(env.json("member discipline list --as-of 2011-02-28").as_array().unwrap().len(), 1);
    // By names, too: of two who came one has a vote.
    let named =
        env.json("meeting record FJ --kind general --date 2011-02-20 --attend 张三,赵六 --leave 李四")[0]["id"].clone();
    assert_eq!(voters(named.clone()), 1);
    env.refuses(&format!("meeting resolve {named} --text 同意 --for 2"), 3, "多于", "more");
    env.line(&format!("meeting resolve {named} --text 同意 --for 1")).ok();
    // In the committee it is the same; whoever is named there has no vote, either.
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    env.line("org post add FJ 赵六 组织委员 --from 2009-01-01").ok();
    let committee = |date: &str| {
        env.json(&format!("meeting record FJ --kind committee --date {date} --present 2"))[0]["id"].clone()
    };
    assert_eq!(voters(committee("2011-02-15")), 1);
    assert_eq!(voters(committee("2011-03-15")), 2);
    env.sound();
}

#[test]
fn an_expulsion_points_to_the_end_of_the_membership() {
    let env = TestEnv::office();
    env.line("member discipline add 王五 --kind 开除党籍 --since 2011-03-01 --document 嘉纪〔2011〕1号")
        .ok()
        .says("dangwu member end 3 --date 2011-03-01 --reason expelled");
    env.line("member end 3 --date 2011-03-01 --reason expelled").ok();
    let again = env.line("member discipline set 1 --authority 市纪委").ok();
    assert!(!again.err.contains("member end"), "{}", again.err);
    env.sound();
}

#[test]
fn what_another_program_spoilt_is_named() {
    let planted = |sql: &str| {
        let env = TestEnv::office();
        env.line("org pledge add FJ --item 服务社会:助学 --date 2011-01-10").ok();
        env.line("member pledge add 张三 --item 其他:戒烟 --date 2011-01-11").ok();
        env.line("member appraise add 张三 --year 2010 --grade 合格").ok();
        env.line("org incoming add JW --title 通知 --issuer 市委 --date 2011-03-01").ok();
        env.sound();
        env.connection().execute_batch(sql).unwrap();
        env
    };
    let env = planted("DELETE FROM org_pledge_item");
    tells(&env, "org-pledge-empty", "福建商会党支部", &["2011-01-10"]);
    let env = planted("DELETE FROM member_pledge_item");
    tells(&env, "member-pledge-empty", "张三", &["2011-01-11"]);
    let env = planted("INSERT INTO appraisal (person_id, year, grade) SELECT person_id, year, 'basic' FROM appraisal");
    tells(&env, "ledger-twice", "张三", &["民主评议 2010 #2 | appraisal 2010 #2"]);
    let env = planted("UPDATE incoming SET date = '2004-01-01'");
    tells(&env, "ledger-outside-org", "嘉兴市工商联党委", &["收文 2004-01-01 #1 | incoming document 2004-01-01 #1"]);
}

#[test]
fn two_records_of_one_person_bring_their_entries_together() {
    let env = TestEnv::office();
    env.line("member add 张山 --no-roll").ok();
    env.line("member discipline add 张山 --kind 警告 --since 2009-01-01 --until 2010-01-01").ok();
    env.line("member pledge add 张山 --item 其他:戒烟 --date 2011-01-11").ok();
    env.line("member appraise add 张山 --year 2010 --grade 合格").ok();
    env.line("member appraise add 张三 --year 2010 --grade 优秀").ok();
    env.refuses("member merge 张三 张山 --name 张三", 3, "ledger-twice", "ledger-twice");
    env.line("member appraise remove 1 -y").ok();
    env.line("member merge 张三 张山 --name 张三").ok();
    assert_eq!(env.column("member discipline list --all --person 张三", "kind"), ["warning"]);
    assert_eq!(env.column("member pledge list --person 张三", "id"), [1]);
    env.sound();
}

#[test]
fn the_help_speaks_the_language_of_the_user() {
    let env = TestEnv::bare();
    let help = |line: &str| env.line(line).ok().out;
    assert!(help("org pledge settle --help").contains("not-kept 未兑现"));
    assert!(help("org pledge add --help").contains("服务会员"));
    for verb in ["add", "settle", "list", "set"] {
        let english = help(&format!("member pledge {verb} --help --lang en"));
        // Names on record are Chinese in the examples, and every verb has its Chinese name beside.
        let english: Vec<&str> = english.lines().filter(|line| !line.trim_start().starts_with("dangwu ")).collect();
        let english = english.join("\n");
        assert!(!english.contains(|c: char| ('一'..='龥').contains(&c)), "{english}");
    }
    assert!(!help("org venue --help").contains("settle") && !help("org incoming --help").contains("end "));
}
