//! Questions at a terminal: who is meant by a shared name, what is lacking, whether several records are to be changed.
#![cfg(unix)]

use serde_json::json;

use crate::env::TestEnv;
use crate::seat::{DOWN, ENTER, ESCAPE, Terminal};

/// The small office with two people of one name.
fn namesakes() -> TestEnv {
    let env = TestEnv::office();
    env.line("member add 张三 --org GF --birth 1969 --entered 2010-03 --new").ok();
    env
}

fn at_terminal(env: &TestEnv, line: &str) -> Terminal {
    let mut command = env.command(line.split_whitespace());
    command.env("TERM", "xterm");
    Terminal::run(command)
}

#[test]
fn who_is_meant_by_a_shared_name_is_chosen_from_a_list() {
    let env = namesakes();
    let mut terminal = at_terminal(&env, "member set 张三 --education 大专");
    terminal
        .shows("“张三”指的是哪一个?")
        .shows("福建商会党支部  1980  330402********1236")
        .shows("光伏协会党支部  1969");
    terminal.shows("Esc 放弃").types(DOWN).types(ENTER);
    let (code, shown) = terminal.ends();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(env.column("member list --org GF", "education"), [json!(null), json!("大专")]);
    // The log says who was chosen.
    assert_eq!(env.column("db log", "command")[0], "member set 4 --education 大专");
}

#[test]
fn whoever_leaves_the_list_is_told_as_before_and_nothing_is_done() {
    let env = namesakes();
    let before = env.operations();
    let mut terminal = at_terminal(&env, "member set 张三 --education 大专");
    terminal.shows("指的是哪一个").types(ESCAPE);
    let (code, shown) = terminal.ends();
    assert_eq!((code, env.operations()), (4, before), "{shown}");
    assert!(shown.contains("“张三”有 2 人"), "{shown}");
}

#[test]
fn an_org_is_chosen_by_its_code() {
    let env = TestEnv::office();
    let mut terminal = at_terminal(&env, "member list --org 党支部");
    terminal.shows("“党支部”指的是哪一个?").shows("FJ").types(ENTER);
    let (code, shown) = terminal.ends();
    assert!(code == 0 && shown.contains("李四") && !shown.contains("王五"), "{shown}");
}

#[test]
fn nobody_is_asked_who_does_not_want_to_be_or_cannot_see_a_list() {
    let env = namesakes();
    for line in ["member show 张三 -y", "member show 张三 -q"] {
        assert_eq!(at_terminal(&env, line).ends().0, 4);
    }
    let mut command = env.command(["member", "show", "张三"]);
    command.env("TERM", "dumb");
    assert_eq!(Terminal::run(command).ends().0, 4);
    env.line("member show 张三").exit(4);
}

#[test]
fn before_several_records_are_changed_it_is_told_which_and_asked() {
    let env = TestEnv::office();
    let orgs = |env: &TestEnv| env.column("member list", "org");
    // Of one there is no question, nor where the answer was given beforehand.
    for line in [
        "transfer move 张三 --to GF --date 2011-04-01",
        "transfer move 张三 王五 --to FJ --date 2011-04-15 -y",
        "transfer move 王五 --to GF --date 2011-05-01",
    ] {
        let (code, shown) = at_terminal(&env, line).ends();
        assert!(code == 0 && !shown.contains("继续吗"), "{shown}");
    }
    let before = orgs(&env);
    let mut terminal = at_terminal(&env, "transfer move --all-of FJ --to GF");
    terminal.shows("将改动 2 条记录: 张三、李四。继续吗? [y/N]").types("n\r");
    let (code, shown) = terminal.ends();
    assert!(code == 3 && shown.contains("没有改动"), "{shown}");
    assert_eq!(orgs(&env), before);
    let mut terminal = at_terminal(&env, "transfer move --all-of FJ --to GF");
    terminal.shows("继续吗? [y/N]").types("y\r");
    terminal.shows("2 人于 2011-05-31 转到 光伏协会党支部").shows("按今天(2011-05-31)登记");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(orgs(&env), ["光伏协会党支部"; 3]);
}

const BACK: &str = "\u{7f}";

#[test]
fn a_member_of_whom_only_the_name_is_told_is_asked_for_field_by_field() {
    let env = TestEnv::office();
    let mut terminal = at_terminal(&env, "member add 赵六 --education 本科");
    terminal.shows("登记 赵六: 逐项填写").shows("所在党支部").types("没有的支部\r").shows("没有的支部");
    terminal.types(&BACK.repeat(5)).types("FJ\r");
    terminal.shows("性别").types("女\r").shows("公民身份号码").types(ENTER);
    // What cannot be is told at once, and asked for again.
    terminal.shows("出生日期").types("1988-02-30\r").shows("不是可能的日期").types(BACK).types(BACK).types("12\r");
    terminal
        .shows("民族")
        .types(ENTER)
        .shows("人员类别")
        .types("预备党员\r")
        .shows("加入党组织日期")
        .types("2010-12\r");
    // A probationary member has no day of becoming a full one.
    terminal.shows("进入本支部日期").types(ENTER).shows("工作单位").types(ENTER);
    terminal.shows("职务").types(ENTER).shows("手机号").types(ENTER);
    terminal.shows("出生日期: 1988-02-12").shows("登记吗? [y/N]").types("y\r").shows("已登记 赵六, 编号 4");
    assert_eq!(terminal.ends().0, 0);
    let row = env.json("member show 赵六")[0].clone();
    assert_eq!(
        ["org", "sex", "birth", "education", "category", "joined", "phone"].map(|key| row[key].clone()),
        [
            json!("福建商会党支部"),
            json!("female"),
            json!("1988-02-12"),
            json!("本科"),
            json!("probationary"),
            json!("2010-12"),
            json!(null)
        ]
    );
    env.sound();
}

#[test]
fn whoever_leaves_the_fields_or_does_not_agree_records_nothing_and_loses_nothing() {
    let env = TestEnv::office();
    let before = env.operations();
    let mut terminal = at_terminal(&env, "member add 赵六");
    terminal.shows("所在党支部").types("FJ\r").shows("性别").types("男\r").shows("公民身份号码").types(ESCAPE);
    let (code, shown) = terminal.ends();
    assert!(code == 3 && shown.contains("没有登记"), "{shown}");
    assert!(shown.contains("dangwu member add 赵六 --org FJ --sex 男"), "{shown}");
    // One of the name stands there already: whether it is another one is asked.
    let mut terminal = at_terminal(&env, "member add 张三");
    terminal.shows("所在党支部").types("FJ\r");
    for field in [
        "性别",
        "公民身份号码",
        "出生日期",
        "民族",
        "学历",
        "人员类别",
        "加入党组织日期",
        "转为正式党员日期",
        "进入本支部日期",
        "工作单位",
        "职务",
        "手机号",
    ] {
        terminal.shows(field).types(ENTER);
    }
    terminal.shows("登记吗").types("y\r").shows("确是新人").types("n\r");
    assert_eq!(terminal.ends().0, 3);
    assert_eq!(env.operations(), before);
    env.line("member add 赵六").exit(2).says("缺少 --org");
    let quiet = at_terminal(&env, "member add 赵六 -q").ends();
    assert_eq!(quiet.0, 2);
}

#[test]
fn a_sheet_tells_what_it_changes_and_is_opened_again_where_something_is_wrong() {
    let env = TestEnv::office();
    env.line("member set 张三 --position 会长").ok();
    env.line("member set 李四 --position 理事").ok();
    // The first time a day is no day, the second time it is put right.
    env.write(
        "editor.sh",
        "grep -q '2010-02-30' \"$1\" && sed -i 's/2010-02-30/2010-06-01/' \"$1\" \
         || sed -i 's/2010-07-01/2010-02-30/; s/会长/副会长/' \"$1\"",
    );
    let edit = || {
        let mut command = env.command(["member", "edit", "--org", "FJ"]);
        command.env("TERM", "xterm").env("DANGWU_EDITOR", "sh editor.sh");
        Terminal::run(command)
    };
    let mut terminal = edit();
    terminal.shows("张三: 职务: 会长 → 副会长").shows("写回 2 条的 2 处改动吗? [y/N]").types("y\r");
    terminal.shows("不是可能的日期").shows("重新打开改正吗? [y/N]").types("y\r");
    terminal.shows("李四: 加入党组织日期: 2010-07-01 → 2010-06-01").shows("写回 2 条的 2 处改动吗? [y/N]").types("y\r");
    terminal.shows("已写回 2 条的 2 处改动");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(env.column("member list --org FJ", "position"), ["副会长", "理事"]);
    // Whoever does not agree finds what was typed in a file.
    env.write("editor.sh", "sed -i 's/副会长/会长/; s/理事/监事/' \"$1\"");
    let mut terminal = edit();
    terminal.shows("处改动吗").types("n\r").shows("重新打开改正吗").types("n\r").shows("没有写回").shows("留在 ");
    let (code, shown) = terminal.ends();
    assert_eq!(
        (code, env.column("member list --org FJ", "position")),
        (3, vec![json!("副会长"), json!("理事")]),
        "{shown}"
    );
    let kept = shown.split("留在 ").nth(1).unwrap().split(';').next().unwrap();
    assert!(std::fs::read_to_string(kept).unwrap().contains("监事"));
    std::fs::remove_file(kept).unwrap();
}

#[test]
fn before_an_import_it_is_told_how_many_come_in_and_asked() {
    let env = TestEnv::office();
    env.write("花名册.csv", "姓名,入党时间\n赵六,2003-07-01\n钱七,2004-07-01\n");
    let people = |env: &TestEnv| env.column("member list", "name").len();
    let mut terminal = at_terminal(&env, "member import 花名册.csv --org FJ");
    terminal
        .shows("读取 花名册.csv")
        .shows("将新增 2 条, 更新 0 条, 拒绝 0 行(加 -n 逐行列出)。写入吗? [y/N]")
        .types("n\r");
    let (code, shown) = terminal.ends();
    assert!(code == 3 && shown.contains("没有改动") && people(&env) == 3, "{shown}");
    let mut terminal = at_terminal(&env, "member import 花名册.csv --org FJ");
    terminal.shows("写入吗? [y/N]").types("y\r").shows("导入完成: 新增 2");
    let (code, shown) = terminal.ends();
    assert_eq!((code, people(&env), shown.matches("读取 花名册.csv").count()), (0, 5, 1), "{shown}");
    // What changes nothing or cannot be needs no answer.
    for (line, code) in [("member import 花名册.csv --org FJ", 0), ("member import 花名册.csv --org 无此支部", 4)]
    {
        let (ended, shown) = at_terminal(&env, line).ends();
        assert!(ended == code && !shown.contains("写入吗"), "{shown}");
    }
    env.write("错.csv", "姓名,入党时间\n孙八,2003-07-01\n周九,2003-02-30\n吴十,2005-07-01\n");
    let (code, shown) = at_terminal(&env, "member import 错.csv --org FJ").ends();
    assert!(code == 3 && !shown.contains("写入吗"), "{shown}");
    let mut terminal = at_terminal(&env, "member import 错.csv --org FJ --keep-going --recap 结果.csv");
    terminal.shows("将新增 2 条, 更新 0 条, 拒绝 1 行").types("n\r");
    terminal.ends();
    assert!(!env.path("结果.csv").exists() && !env.path("错.rejects.csv").exists() && people(&env) == 5);
    let (code, shown) = at_terminal(&env, "member import 错.csv --org FJ --keep-going -y").ends();
    assert!(code == 1 && env.path("错.rejects.csv").exists() && people(&env) == 7, "{shown}");
}

#[test]
fn each_of_two_who_are_called_alike_is_chosen_in_turn() {
    let env = namesakes();
    let mut terminal = at_terminal(&env, "member merge 张三 张三 --roll 张三 --birth 1980-01-01");
    terminal.shows("Esc 放弃").types(ENTER).shows("Esc 放弃").types(DOWN).types(ENTER);
    terminal.shows("Esc 放弃").types(ENTER).shows("编号 4 并入编号 1 张三");
    let (code, shown) = terminal.ends();
    assert_eq!((code, env.column("member list", "no")), (0, vec![json!(1), json!(2), json!(3)]), "{shown}");
}

#[test]
fn somebody_who_comes_in_may_be_of_those_on_record_or_new() {
    let env = TestEnv::office();
    let mut terminal = at_terminal(&env, "transfer in 张三 --from 杭州某支部 --to GF");
    terminal
        .shows("指的是哪一个")
        .shows("福建商会党支部")
        .shows("都不是, 是新人")
        .types(DOWN)
        .types(ENTER)
        .shows("张三(编号 4)");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(env.column("member list --org GF", "name"), ["王五", "张三"]);
}
