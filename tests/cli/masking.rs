//! No personal number leaves in the clear, whatever it stands in, unless somebody asked for it.

use crate::env::{Ran, TestEnv, id_no};

/// The numbers that are planted, each in another place, as the digits that must not be seen.
const MOBILE: &str = "13812345678";
const OTHER_MOBILE: &str = "13987654321";
const FIXED: &str = "0573-82093411";
const SHORT: &str = "82093422";

fn number() -> String {
    id_no("33040219700101997")
}

/// The same numbers as people write them for the eye.
fn spellings() -> [String; 6] {
    let number = number();
    let (division, birth, rest) = (&number[..6], &number[6..14], &number[14..]);
    [
        format!("{division} {birth} {rest}"),
        format!("{division}-{birth}-{rest}"),
        "138-1234-5678".to_owned(),
        "139 8765 4321".to_owned(),
        "(0573) 8209 3411".to_owned(),
        "0573-8209-3411".to_owned(),
    ]
}

/// An office in which personal numbers stand wherever somebody might put them.
fn planted() -> TestEnv {
    let env = TestEnv::office();
    let number = number();
    for line in [
        format!(
            "member add 赵六 --org FJ --id-no {number} --phone {MOBILE} --landline {FIXED} --address 南湖路1号({OTHER_MOBILE}) --remark 原号{number} --entered 2009-01-01 --joined 1995-07-01 --full-on 1996-07-01"
        ),
        format!("member add 钱七 --org GF --landline {SHORT} --address {OTHER_MOBILE} --entered 2010-06-01"),
        format!("org set FJ --contact 赵六{MOBILE} --phone {FIXED}"),
        format!("member flow out 赵六 --to 杭州{MOBILE} --date 2010-05-01"),
        format!("member suspend 钱七 --date 2011-01-05 --reason 见{number}"),
        format!("activist apply 孙八 --org FJ --date 2010-01-05 --phone {MOBILE} --birth 1985-05-05"),
        format!("activist withdraw 孙八 --date 2010-05-05 --reason 电{MOBILE}"),
        format!(
            "meeting record FJ --kind general --date 2011-03-01 --topic 联系{MOBILE} --place 楼{FIXED} --attend 赵六 --leave 张三:电{OTHER_MOBILE} --absent 李四"
        ),
        format!("transfer out 赵六 --to 杭州市委组织部{MOBILE} --date 2011-05-01"),
    ] {
        env.line(&line).ok();
    }
    env
}

#[track_caller]
fn shows_nothing(ran: &Ran, line: &str) {
    let plain = |text: &str| text.replace(['-', ' ', '\u{ad}', ')'], "");
    let seen = plain(&ran.out) + &plain(&ran.err);
    for planted in [number().as_str(), MOBILE, OTHER_MOBILE, "057382093411", SHORT] {
        assert!(!seen.contains(planted), "{planted} in {line}:\n{}\n{}", ran.out, ran.err);
    }
}

const READING: &[&str] = &[
    "member list",
    "member list --floating",
    "member list --left",
    "member list --doubles",
    "member find 赵",
    "member find 南湖",
    "member show 赵六",
    "member show 钱七",
    "member show 孙八",
    "member show 赵六 --history",
    "member show 钱七 --history",
    "member flow list",
    "member export --all",
    "org list",
    "org show FJ",
    "org tree",
    "org export",
    "org unit list",
    "org unit export",
    "org post list",
    "transfer list",
    "transfer show 1",
    "transfer export",
    "activist list",
    "activist show 孙八",
    "activist export",
    "meeting list",
    "meeting show 1",
    "meeting find 联系",
    "meeting export",
    "meeting export --attendance",
    "report roster",
    "report structure --explain sex=male",
    "report floating",
    "report transfers --explain open",
    "report annual --year 2011 --explain closing",
    "report development --explain stage=ended",
    "report activities --year 2011",
    "db log",
    "db log 9",
    "db log 10",
    "db log 11",
    "db log 15",
    "db log 16",
];

#[test]
fn nothing_that_is_read_shows_a_personal_number() {
    let env = planted();
    for line in READING {
        for format in ["table", "csv", "json"] {
            let line = format!("{line} -f {format}");
            let ran = env.line(&line);
            assert!(ran.code == 0, "{line}: {}", ran.err);
            shows_nothing(&ran, &line);
        }
    }
    // The planting is real: with --reveal they are seen.
    let seen = env.line("member export --all --reveal -f csv").ok().out;
    for planted in [number().as_str(), MOBILE, OTHER_MOBILE, FIXED, SHORT] {
        assert!(seen.contains(planted), "{planted}: {seen}");
    }
}

#[test]
fn no_error_hint_or_log_shows_a_personal_number() {
    let env = planted();
    let number = number();
    env.write(
        "bad.csv",
        format!("姓名,所在党支部,身份证号,固定电话,家庭住址\n周九,没有,{number}1,{SHORT}x,路{MOBILE}\n"),
    );
    std::fs::copy(env.path("bad.csv"), env.path(&format!("{MOBILE}.csv"))).unwrap();
    for line in [
        format!("member show {number}"),
        format!("member show {MOBILE}"),
        format!("member show {OTHER_MOBILE}@FJ"),
        format!("org show {MOBILE}"),
        format!("member add 周九 --org FJ --id-no {number}"),
        format!("member add 周九 --org FJ --landline {SHORT}x"),
        format!("member add 周九 --org 没有{MOBILE}"),
        format!("member set 赵六 --phone {MOBILE}9"),
        "member import bad.csv".to_owned(),
        "member import bad.csv -n".to_owned(),
        format!("member import {MOBILE}.csv --keep-going"),
        format!("member import 没有{MOBILE}.csv"),
        format!("meeting record FJ --kind 没有{MOBILE} --date 2011-03-01"),
        format!("transfer out {number} --to GF --date 2011-05-01"),
        format!("member set 赵六 --landline {SHORT} -n"),
        format!("member set 赵六 --landline {SHORT} --address 路{MOBILE} --remark 见{number}"),
        format!("org set FJ --phone {OTHER_MOBILE} --contact 李{MOBILE}"),
        format!("member merge 赵六 {number}"),
        format!("member list -o {MOBILE}.csv"),
    ] {
        for format in ["", " -f json", " --lang en"] {
            let line = format!("{line}{format}");
            shows_nothing(&env.line(&line), &line);
        }
    }
    shows_nothing(&env.line("db log"), "db log");
}

#[test]
fn a_number_in_groups_is_a_number() {
    let env = TestEnv::office();
    for (at, spelt) in spellings().iter().enumerate() {
        let day = format!("2011-03-0{}", at + 1);
        let text = format!("经{spelt}核对无误");
        env.write("minutes.txt", format!("会议由张三主持, 核对{spelt}并通过"));
        env.run([
            "meeting",
            "record",
            "FJ",
            "--kind",
            "other",
            "--date",
            &day,
            "--topic",
            &text,
            "--minutes",
            "minutes.txt",
        ])
        .ok();
        let id = (at + 1).to_string();
        env.run(["meeting", "set", &id, "--place", &text]).ok();
        env.run(["member", "set", "王五", "--remark", &text]).ok();
        env.run(["meeting", "void", &id, "--reason", &text, "-n"]).ok();
        for args in [
            vec!["member", "show", spelt],
            vec!["member", "show", &text],
            vec!["org", "show", &text],
            vec!["member", "list", "--columns", &text],
            vec!["member", "add", "周九", "--org", "FJ", "--id-no", &text],
            vec!["member", "add", "周九", "--org", "FJ", "--phone", &text],
            vec!["meeting", "record", "FJ", "--kind", &text, "--date", &day],
        ] {
            shows_nothing(&env.run(&args), &args.join(" "));
        }
    }
    for line in ["db log", "meeting list", "meeting find 核对", "meeting find 主持", "meeting find 通过", "member list"]
    {
        for format in ["table", "csv", "json", "jsonl"] {
            let line = format!("{line} -f {format}");
            shows_nothing(&env.line(&line).ok(), &line);
        }
    }
    for operation in 1..=env.operations() {
        let line = format!("db log {operation}");
        shows_nothing(&env.line(&line).ok(), &line);
    }
}

#[test]
fn what_is_found_shows_no_half_of_a_number() {
    let env = TestEnv::office();
    let number = number();
    env.write("minutes.txt", format!("会前核对张三的证件{number}与原件相符, 其后表决"));
    env.line("meeting record FJ --kind other --date 2011-03-01 --topic 核对 --minutes minutes.txt").ok();
    let snippet = |line: &str| env.json(line)[0]["snippet"].as_str().unwrap().to_owned();
    assert_eq!(snippet("meeting find 原件相符"), format!("…330402********{}与原件相符, 其后表决", &number[14..]));
    assert_eq!(snippet("meeting find 张三"), format!("会前核对张三的证件330402********{}…", &number[14..]));
}

#[test]
fn what_a_masked_export_says_never_comes_back() {
    let env = planted();
    env.line("member export --all -o masked.csv").ok();
    env.line("member import masked.csv --on-duplicate update").exit(3).says("已遮盖");
    env.write("address.csv", "姓名,所在党支部,家庭住址\n钱七,GF,139****4321\n");
    env.refuses("member import address.csv", 3, "其中的号码已遮盖", "holds a number that is masked");
    env.write("topic.csv", "所在党支部,会议日期,会议类型,主题\nFJ,2011-03-01,支部党员大会,联系138****5678\n");
    env.line("meeting import topic.csv").exit(3).says("其中的号码已遮盖");
}

/// Every entry path: a number in each text that a command takes.
fn planted_everywhere() -> TestEnv {
    let env = planted();
    let number = number();
    env.write("minutes.txt", format!("记录: {number}, {MOBILE}"));
    env.write("opinions.csv", format!("党组织,日期,事项,备注\nFJ,2011-02-01,来信{MOBILE},见{number}\n"));
    let lines = [
        format!(
            "org add 南湖{MOBILE}支部 --kind branch --founded 2009-01-01 --code NH --parent JW --approver 批{number}"
        ),
        format!("org unit add 南湖{OTHER_MOBILE}商会 --kind chamber --established 2009-01-01"),
        format!("org unit set 福建商会 --leader 王{MOBILE}"),
        format!("org rename GF 光伏{MOBILE}支部 --date 2011-02-01"),
        format!("org post add FJ 赵六 组织委员 --from 2010-01-01 --also 副会长{MOBILE}"),
        format!("org venue add FJ --name 活动室 --address 楼{FIXED} --kept-by 赵{MOBILE} --since 2010-01-01"),
        format!("org channel add FJ --kind website --name 群{MOBILE} --kept-by 赵{number} --since 2010-01-01"),
        format!("org policy add FJ --title 制度{MOBILE} --since 2010-01-01"),
        format!("org opinion add FJ --subject 来电{MOBILE} --date 2011-02-01 --remark 见{number}"),
        format!("org incoming add FJ --title 来文{MOBILE} --issuer 局{number} --date 2011-02-01"),
        format!(
            "org plan set 南湖{OTHER_MOBILE}商会 --state surveying --owner 赵{MOBILE} --note 见{number} --date 2011-02-01"
        ),
        format!("member talk add 张三 --with 赵六 --date 2011-02-01 --subject 谈{MOBILE} --note 见{number}"),
        format!("member care add 赵六 --kind living --date 2011-02-01 --difficulty 病{number} --given-by 会{MOBILE}"),
        format!("member honor add 赵六 --title 先进{MOBILE} --date 2011-02-01"),
        format!("member leave add 赵六 --kind sick --since 2011-02-01 --contact 家{MOBILE} --remark 见{number}"),
        "member add 外来 --no-roll --sex 男".to_owned(),
        format!("member inbound add 外来 FJ --home-org 外地{MOBILE} --since 2011-02-01 --contact {OTHER_MOBILE}"),
        format!("member dues rate 赵六 --from 2011-01 --monthly 10元 --kind salary --remark 见{number}"),
        format!(
            "member dues pay 赵六 --months 2011-01 --date 2011-01-05 --receipt {MOBILE} --collector 赵{MOBILE} --remark 见{number}"
        ),
        format!("member end 钱七 --date 2011-05-01 --reason left --note 电{MOBILE}"),
        format!("activist apply 周九 --org FJ --date 2010-01-05 --birth 1985-05-05 --remark 见{number}"),
        "activist talk 周九 --date 2010-02-01".to_owned(),
        "activist nominate 周九 --date 2010-06-05".to_owned(),
        format!("activist evaluate 周九 --date 2010-09-05 --result 好{MOBILE} --note 见{number}"),
        format!(
            "meeting record FJ --kind other --date 2011-03-05 --topic 来电{MOBILE} --guests 客{number} --minutes minutes.txt"
        ),
        format!("meeting resolve 2 --text 见{number} --voters 3 --present 3 --for 3 --against 0 --abstain 0"),
        format!("meeting void 2 --reason 误{MOBILE}"),
        format!("member set 赵六 --remark 改{number} --override 理由{MOBILE}"),
        format!("member set 赵六 --position 员 --operator 经办{MOBILE}"),
        format!("report freeze 存{MOBILE} roster --operator 制表{MOBILE}"),
        "report freeze 流动 floating --explain place=杭州13812345678".to_owned(),
        "report freeze 转接 transfers --explain open".to_owned(),
    ];
    let failed: Vec<String> = lines
        .iter()
        .map(|line| (line, env.line(line)))
        .filter(|(_, ran)| ran.code != 0)
        .map(|(line, ran)| format!("{line}: {}", ran.err))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    env
}

const BOOKS: &[&str] = &[
    "org list --all",
    "org show NH",
    "org show FJ",
    "org show FJ --history",
    "org unit show 福建商会",
    "org venue list",
    "org channel list",
    "org policy list",
    "org opinion list",
    "org incoming list",
    "org plan list",
    "org post list",
    "member talk list",
    "member care list",
    "member honor list",
    "member leave list",
    "member inbound list",
    "member dues list",
    "member list --left",
    "member retention --years 1",
    "member erase 赵六 --reason 见13812345678 -n",
    "member erase 赵六 --reason 见13812345678",
    "activist list",
    "activist show 周九",
    "activist export",
    "meeting list --all",
    "meeting show 2",
    "meeting find 来电",
    "meeting export",
    "report frozen",
    "report frozen 存13812345678",
    "report frozen 流动",
    "report frozen 转接",
    "report frozen 没有13812345678",
    "report diff 存13812345678",
    "report diff 流动",
    "report freeze 存13812345678 roster",
    "report freeze 没有13812345678 nope13812345678",
    "report plan",
    "report due",
    "report care --year 2011 --explain kind=living",
    "report talks --year 2011",
    "report inbound",
    "report incoming --year 2011",
    "report posts --explain post=organisation",
    "report structure --by org",
    "report meetings --year 2011",
    "report overview",
    "db log",
    "db access",
    "db access --person 赵六",
    "db check",
    "db info",
    "db undo 4",
    "db undo 5",
    "db undo 9",
    "db undo 999",
    "db restore 13812345678.bak",
    "db verify 13812345678.bak",
    "config set operator 经办13812345678 -n",
    "org import minutes.txt",
    "meeting import minutes.txt",
    "member dues import minutes.txt",
    "org opinion import opinions.csv -n",
    "org opinion import opinions.csv",
    "transfer letter 13812345678",
    "transfer set 1 --to 杭州13987654321 -n",
    "paper fill 13812345678 赵六 -o .",
    "report query 13812345678.sql",
];

#[test]
fn no_book_shows_a_number_that_came_in_by_whatever_door() {
    let env = planted_everywhere();
    let mut lines: Vec<String> = BOOKS.iter().map(|line| (*line).to_owned()).collect();
    lines.extend((1..=env.operations()).map(|number| format!("db log {number}")));
    let mut shown = Vec::new();
    for line in &lines {
        for format in ["", " -f json", " -f csv --lang en", " -f html"] {
            let line = format!("{line}{format}");
            let ran = env.line(&line);
            let seen = (ran.out + &ran.err).replace(['-', ' ', '\u{ad}', ')'], "");
            for planted in [number().as_str(), MOBILE, OTHER_MOBILE, "057382093411", SHORT] {
                if seen.contains(planted) {
                    shown.push(format!("{planted} in {line}:\n{seen}"));
                }
            }
        }
    }
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
}
