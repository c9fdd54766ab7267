//! `member erase`: nothing of somebody is left in any file, and all figures stay.

use serde_json::json;

use crate::env::{TestEnv, id_no};

const NAME: &str = "欧阳锋";
const MOBILE: &str = "13955512345";
const LANDLINE: &str = "0573-82094455";
const ADDRESS: &str = "白驼山路8号";
const NOTE: &str = "家庭困难需照顾";

fn number() -> String {
    id_no("33040219700101997")
}

/// An office in which somebody stands in every book, and others name them.
fn office() -> TestEnv {
    let env = TestEnv::office();
    let number = number();
    env.write("minutes.txt", format!("{NAME}发言, 电话{MOBILE}。张三补充。"));
    env.write(
        "roster.csv",
        format!("姓名,所在党支部,固定电话,进入党支部日期\n{NAME},FJ,{LANDLINE},2009-01-01\n周七,FJ,,2009-01-01\n"),
    );
    for line in [
        format!(
            "member add {NAME} --org FJ --sex 男 --id-no {number} --phone {MOBILE} --address {ADDRESS} --native-place 浙江海宁 --remark {NOTE} --ethnicity 汉族 --education 大学本科 --entered 2009-01-01 --joined 1995-07-01 --full-on 1996-07-01"
        ),
        "member import roster.csv --on-duplicate update".to_owned(),
        format!("member set {NAME} --position 副会长"),
        format!("org set FJ --contact {NAME}{MOBILE} --phone {MOBILE}"),
        format!("member suspend {NAME} --date 2009-06-01 --reason {NOTE}"),
        format!("member restore {NAME} --date 2009-09-01 --reason {NOTE}"),
        format!("member talk add 张三 --with {NAME} --date 2010-03-03 --subject {NOTE}"),
        format!("member flow out {NAME} --to 杭州 --date 2010-05-01"),
        format!("member flow back {NAME} --date 2010-08-01"),
        "activist apply 孙八 --org FJ --date 2010-01-05 --birth 1985-05-05".to_owned(),
        format!("activist talk 孙八 --by {NAME} --date 2010-02-01"),
        "activist nominate 孙八 --date 2010-06-05".to_owned(),
        format!("activist contact add 孙八 {NAME} --from 2010-06-05"),
        format!("org venue add GF --name 活动室 --kept-by {NAME} --since 2010-06-01"),
        format!("org post add FJ {NAME} 组织委员 --from 2010-01-01"),
        format!(
            "meeting record FJ --kind 党员大会 --date 2011-03-01 --topic 听取{NAME}述职 --chair {NAME} --attend {NAME},张三 --leave 李四:陪{NAME}就医 --minutes minutes.txt"
        ),
        format!("meeting resolve 1 --text 同意{NAME}的意见 --for 2 --against 0 --abstain 0"),
        "report freeze 名册 roster".to_owned(),
    ] {
        env.line(&line).ok();
    }
    env.line(&format!("member show {NAME} --reveal")).ok();
    env.line("db compact").ok();
    env
}

/// What of the files in the folder, and in that of the copies, holds a word.
fn holding(env: &TestEnv, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let folders = [env.path("."), env.path("a.db.backups")];
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !path.is_file() || name.ends_with(".csv") || name.ends_with(".txt") {
            continue;
        }
        if std::fs::read(&path).unwrap().windows(word.len()).any(|bytes| bytes == word.as_bytes()) {
            found.push(name);
        }
    }
    found.sort();
    found
}

/// Everything that tells of somebody.
fn words() -> Vec<String> {
    let number = number();
    let masked = format!("{}********{}", &number[..6], &number[14..]);
    [NAME, MOBILE, LANDLINE, ADDRESS, NOTE, "浙江海宁", "副会长", &number, &masked, "139****2345", "欧阳 阳锋"]
        .map(str::to_owned)
        .to_vec()
}

const FIGURES: &[&str] = &[
    "report structure --by sex",
    "report structure --by age",
    "report structure --by ethnicity",
    "report structure --by education",
    "report structure --by org",
    "report structure --by seniority",
    "report floating --by place",
    "report annual --year 2010",
    "report talks --year 2010",
    "report development",
    "report posts",
    "report meetings --year 2011",
    "org list --columns code,members,full,probationary",
];

fn figures(env: &TestEnv) -> Vec<String> {
    let mut all = Vec::new();
    for line in FIGURES {
        for day in ["2009-06-01", "2010-06-01", "2011-03-31", "2011-05-31"] {
            let day = if line.contains("--year") { String::new() } else { format!(" --as-of {day}") };
            let ran = env.line(&format!("{line}{day} -f csv"));
            all.push(format!("{line}{day}\n{}", ran.ok().out));
        }
    }
    all
}

#[test]
fn nothing_is_left_in_any_file_and_every_figure_stays() {
    let env = office();
    for word in words() {
        assert_ne!(holding(&env, &word), Vec::<String>::new(), "{word} was planted");
    }
    assert_eq!(holding(&env, NAME), ["a.db", "a.db.2011-05-31.bak"]);
    let before = figures(&env);
    let erased = env.line(&format!("member erase {NAME} --reason 本人申请{NAME} -y")).ok();
    assert_eq!(figures(&env), before);
    for word in words() {
        assert_eq!(holding(&env, &word), Vec::<String>::new(), "{word}\n{}", erased.err);
    }
    assert!(erased.err.contains("副本 a.db.2011-05-31.bak: 重建, 不含此人"), "{}", erased.err);
    let shown = env.json("member show 4")[0].clone();
    assert_eq!((&shown["name"], &shown["id_no"], &shown["phone"]), (&json!("已抹除"), &json!(null), &json!(null)));
    assert_eq!((&shown["sex"], &shown["birth"]), (&json!("male"), &json!("1970-01-01")));
    assert_eq!(env.json("meeting show 1")[0]["topic"], "听取已抹除述职");
    assert_eq!(env.json("meeting find 补充")[0]["snippet"], "…发言, 电话已抹除。张三补充。");
    assert_eq!(env.json("meeting find 述职").as_array().unwrap().len(), 1);
    env.sound();
    let log = env.json("db log");
    assert!(log.as_array().unwrap().iter().any(|row| row["command"] == "member add 已抹除"), "{log}");
    let latest = &log[0];
    assert_eq!((&latest["added"], &latest["changed"], &latest["removed"]), (&json!(1), &json!(0), &json!(0)));
    assert_eq!(env.json(&format!("db log {}", latest["operation"]))[1]["new"], "本人申请已抹除");
}

#[test]
fn what_touched_them_cannot_be_taken_back() {
    let env = office();
    let add = env.json("db log").as_array().unwrap().iter().rev().position(|row| {
        row["command"].as_str().is_some_and(|command| command.starts_with(&format!("member add {NAME}")))
    });
    let add = add.unwrap() + 1;
    let last = env.operations();
    env.line(&format!("member erase {NAME} --reason 本人申请 -y")).ok();
    let erasure = env.operations();
    assert_eq!(erasure, last + 1);
    env.refuses(
        "db undo",
        3,
        &format!("操作 {erasure} 抹除了个人信息, 不能撤销"),
        "erased personal data and cannot be undone",
    );
    env.refuses(&format!("db undo {erasure}"), 3, "不能撤销", "cannot be undone");
    env.refuses(
        &format!("db undo {add}"),
        3,
        &format!("操作 {add} 涉及的人员, 其个人信息已由操作 {erasure} 抹除"),
        &format!("operation {add} touched somebody whose personal data operation {erasure} erased"),
    );
    // What does not touch them can.
    env.line("member set 王五 --remark 新").ok();
    env.line("db undo").ok();
    env.sound();
    env.refuses("member merge 3 4", 3, "4 号的个人信息已抹除, 不能合并", "the personal data of no. 4 were erased");
    // What was known before is told without them.
    env.line(&format!("member show 4 --known {last}")).ok();
    let then = env.json(&format!("member show 4 --known {last}"));
    assert_eq!(then[0]["name"], "已抹除");
}

#[test]
fn an_erasure_is_asked_for_and_rehearsed() {
    let env = office();
    let line = format!("member erase {NAME} --reason 本人申请");
    env.refuses(&line, 3, "需要确认", "has to be confirmed");
    env.run(["member", "erase", NAME, "--reason", " ", "-y"]).exit(2).says("抹除要说明理由");
    let before = env.state();
    let rehearsed = env.line(&format!("{line} -n")).ok();
    assert_eq!(env.state(), before);
    assert!(rehearsed.out.contains("人员") && rehearsed.out.contains("存档报表"), "{}", rehearsed.out);
    assert!(rehearsed.err.contains("此人现在福建商会党支部的名册上"), "{}", rehearsed.err);
    assert!(rehearsed.err.contains("副本 a.db.2011-05-31.bak"), "{}", rehearsed.err);
    assert_eq!(holding(&env, NAME), ["a.db", "a.db.2011-05-31.bak"], "a rehearsal leaves everything");
}

#[test]
fn a_frozen_report_is_blanked_and_says_so() {
    let env = office();
    let sha256 = env.json("report frozen")[0]["sha256"].clone();
    env.line(&format!("report freeze 另一份{NAME} structure --by sex")).ok();
    let erased = env.line(&format!("member erase {NAME} --reason 本人申请 -y")).ok();
    assert!(erased.err.contains(&format!("请查看: 存档报表 另一份{NAME}")), "{}", erased.err);
    env.line(&format!("db undo {}", env.operations() - 1)).ok();
    env.sound();
    let rows = env.json("report frozen 名册");
    assert!(rows.as_array().unwrap().iter().any(|row| row["name"] == "已抹除"), "{rows}");
    let listed = env.json("report frozen");
    assert_ne!(listed[0]["sha256"], sha256);
    assert_eq!(listed[0]["handed_in_sha256"], sha256);
    env.line("report frozen 名册").ok().says("抹除");
    // The freezing can be taken back and done again: the report is as blank as before.
    let froze = listed[0]["operation"].clone();
    env.line(&format!("db undo {froze}")).ok();
    env.line("db undo").exit(3);
    env.line(&format!("db undo {}", env.operations())).ok();
    env.sound();
    assert_eq!(env.json("report frozen")[0]["handed_in_sha256"], sha256);
    env.line("report diff 名册").ok().says("没有差异");
}

#[test]
fn a_namesake_keeps_the_name() {
    let env = office();
    env.line(&format!("member add {NAME} --org GF --birth 1960-02-02 --entered 2010-06-01 --new")).ok();
    env.line(&format!("meeting record GF --kind 党员大会 --date 2011-03-02 --topic {NAME}主讲 --present 2")).ok();
    let erased = env.line("member erase 4 --reason 本人申请 -y").ok();
    assert_eq!(env.json("member find 欧阳锋")[0]["org"], "光伏协会党支部");
    assert_eq!(env.json("meeting show 2")[0]["topic"], format!("{NAME}主讲"));
    assert!(erased.err.contains("请查看: 会议 #2"), "{}", erased.err);
    assert!(!erased.err.contains("人员 #"), "a namesake's own name is no mention: {}", erased.err);
    for word in words().into_iter().filter(|word| word != NAME && word != "欧阳 阳锋") {
        assert_eq!(holding(&env, &word), Vec::<String>::new(), "{word}");
    }
    env.sound();
}

#[test]
fn a_copy_that_cannot_be_made_anew_is_told() {
    let env = office();
    env.write("a.db.2011-01-01.bak", "no database at all");
    let old = rusqlite::Connection::open(env.path("a.db.v3.bak")).unwrap();
    old.execute_batch(include_str!("../schemas/v3.sql")).unwrap();
    drop(old);
    let erased = env.line("member erase 张三 --reason 本人申请 -y").exit(1);
    assert!(erased.err.contains("副本 a.db.2011-01-01.bak: 未能处理"), "{}", erased.err);
    assert!(erased.err.contains("副本 a.db.v3.bak: 删除"), "{}", erased.err);
    assert!(!env.path("a.db.v3.bak").exists());
    std::fs::remove_file(env.path("a.db.2011-01-01.bak")).unwrap();
    env.line("member erase 1 --reason 再查副本 -y").ok().says("此前已抹除");
}

#[test]
fn who_may_be_erased_follows_from_the_offices_term() {
    let env = TestEnv::office();
    env.line("member end 张三 --date 2009-05-31 --reason deceased").ok();
    env.line("member end 王五 --date 2010-05 --reason resigned").ok();
    let unset = env.line("member retention").ok();
    assert!(unset.err.contains("未设期限"), "{}", unset.err);
    assert_eq!(env.json("member retention"), json!([]));
    env.line("config set retention.years 0").exit(2);
    env.line("config set retention.years 2年").ok();
    let row = &env.json("member retention")[0];
    assert_eq!((&row["no"], &row["org"]), (&json!(1), &json!("福建商会党支部")));
    assert_eq!((&row["left_on"], &row["left_how"]), (&json!("2009-05-31"), &json!("deceased")));
    assert_eq!(row["erasable_on"], "2011-05-31");
    assert_eq!(env.json("member retention --as-of 2011-05-30"), json!([]));
    // Of a month its last day counts, and an option goes before what is set.
    assert_eq!(env.column("member retention --years 1", "no"), [json!(1), json!(3)]);
    assert_eq!(env.column("member retention --years 1 --as-of 2011-05-30", "no"), [json!(1)]);
    env.refuses("member retention --years 101", 2, "“101”不是 1 至 100 年", "no number of years from 1 to 100");
    env.line("member erase 张三 --reason 期限已满 -y").ok();
    assert_eq!(env.column("member retention --years 1", "no"), [json!(3)]);
    env.write("config.toml", "retention.years = 1\n");
    assert_eq!(env.column("member retention", "no"), [json!(3)]);
}

#[test]
fn what_was_merged_and_imported_goes_as_well() {
    let env = TestEnv::office();
    let number = number();
    env.write(
        "two.csv",
        format!("姓名,所在党支部,身份证号,手机号,家庭住址\n{NAME},FJ,{number},{MOBILE},{ADDRESS}\n周七,FJ,,,\n"),
    );
    env.line("member import two.csv --as-found 2009-01-01").ok();
    env.line("member add 欧阳峰 --org GF --entered 2010-06-01 --address 桃花岛路1号 --new").ok();
    env.line(&format!("member merge {number} 欧阳峰 --name {NAME} --address {ADDRESS} --roll {number}")).ok();
    env.line(&format!("member erase {number} --reason 本人申请 -y")).ok();
    for word in [NAME, MOBILE, ADDRESS, &number, "欧阳峰", "桃花岛路1号"] {
        assert_eq!(holding(&env, word), Vec::<String>::new(), "{word}");
    }
    env.sound();
    // The import brought somebody else as well; with this one in it, it stays.
    let import = env
        .json("db log")
        .as_array()
        .unwrap()
        .iter()
        .position(|row| row["command"].as_str().unwrap().starts_with("member import two.csv"));
    let import = env.operations() - import.unwrap();
    env.line(&format!("db undo {import}")).exit(3).says("已由操作");
}

#[test]
fn an_erasure_of_somebody_in_an_open_vote_is_told() {
    let env = TestEnv::office();
    env.line(
        "org elect call FJ --date 2011-06-10 --seats 1 --term 3 --kind first --no-committee --approved 2011-05-20",
    )
    .ok();
    env.line("org elect candidate 1 张三").ok();
    let rehearsed = env.line("member erase 张三 --reason 本人申请 -n").ok();
    assert!(rehearsed.err.contains("此人涉及福建商会党支部尚未结束的选举"), "{}", rehearsed.err);
    env.line("member erase 张三 --reason 本人申请 -y").ok();
    env.sound();
}

#[test]
fn the_copies_made_by_themselves_are_made_anew_without_them() {
    let env = TestEnv::office_with_copies();
    env.line(&format!("member add {NAME} --org FJ --phone {MOBILE} --entered 2009-01-01")).ok();
    env.line("db backup").ok();
    env.line("db compact").ok();
    let copies = holding(&env, NAME);
    assert!(copies.len() > 2, "{copies:?}");
    env.write("a.db.backups/.a.db.2011-05-30.daily.bak.part", NAME);
    let erased = env.line(&format!("member erase {NAME} --reason 本人申请 -y")).ok();
    for word in [NAME, MOBILE] {
        assert_eq!(holding(&env, word), Vec::<String>::new(), "{}", erased.err);
    }
    assert_eq!(erased.err.matches("重建, 不含此人").count(), copies.len() - 1, "{}", erased.err);
    for copy in copies.iter().filter(|copy| *copy != "a.db") {
        env.line(&format!("db verify a.db.backups/{copy}")).ok();
    }
    env.sound();
}

#[test]
fn files_of_the_same_records_under_other_names_are_told() {
    let env = TestEnv::office();
    let stranger = TestEnv::office_without_probation();
    env.line("db backup mine.db").ok();
    env.line("db backup 上交.bak").ok();
    std::fs::create_dir(env.path("elsewhere")).unwrap();
    env.line("config set backup.folder elsewhere").ok();
    env.line("db backup elsewhere/年底.db").ok();
    env.write("notes.txt", "no database");
    // The office of another file is another, made here by hand: all test offices are copies of one.
    std::fs::copy(stranger.db(), env.path("other.db")).unwrap();
    let other = rusqlite::Connection::open(env.path("other.db")).unwrap();
    other.execute("UPDATE office SET identity = lower(hex(zeroblob(16)))", []).unwrap();
    drop(other);
    let before = std::fs::read(env.path("mine.db")).unwrap();
    for line in ["member erase 张三 --reason 本人申请 -n", "member erase 张三 --reason 本人申请 -y"] {
        let erased = env.line(line).ok();
        for file in ["mine.db", "上交.bak", "年底.db"] {
            let told = format!("{file} 是同一份记录另存的文件, 未动, 其中还有 1 号");
            assert!(erased.err.contains(&told), "{file}: {}", erased.err);
        }
        assert!(!erased.err.contains("other.db") && !erased.err.contains("notes.txt"), "{}", erased.err);
    }
    assert_eq!(std::fs::read(env.path("mine.db")).unwrap(), before);
    // What to do is done.
    env.line("--db mine.db member erase 1 --reason 本人申请 -y").ok();
    std::fs::remove_file(env.path("上交.bak")).unwrap();
    let again = env.line("member erase 1 --reason 本人申请 -y --lang en").ok();
    assert!(
        !again.err.contains("mine.db") && again.err.contains("was not touched; it still has no. 1"),
        "{}",
        again.err
    );
    assert_eq!(again.err.matches("was not touched").count(), 1, "{}", again.err);
}
