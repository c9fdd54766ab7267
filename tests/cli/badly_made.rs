//! Rosters as they are badly made: words where names belong, cells that answer nothing, people under the heading of
//! another branch, tables without headings. Nothing of it goes in, or is left out, without a word.

use crate::env::{Ran, TestEnv};
use crate::formats::{docx, docx_row, docx_table};

fn branches() -> TestEnv {
    let env = TestEnv::new();
    env.line("org add 福建商会党支部 --kind branch --founded 2001-01-01 --code FJ").ok();
    env.line("org add 四川商会党支部 --kind branch --founded 2001-01-01 --code SC").ok();
    env
}

fn import(env: &TestEnv, rows: &str, options: &str) -> Ran {
    env.write("a.csv", rows);
    env.run(["member", "import", "a.csv"].into_iter().chain(options.split_whitespace()))
}

/// The refusals of a file, line by line.
#[track_caller]
fn faults(ran: Ran) -> Vec<String> {
    let ran = ran.exit(3);
    ran.err.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
}

#[track_caller]
fn names(env: &TestEnv) -> Vec<String> {
    let rows = env.json("member list");
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_table_on_its_side_or_a_card_makes_nobody() {
    let env = branches();
    for rows in [
        // One column for each person.
        "姓名,方远一,方远二\n性别,男,女\n出生日期,1980-01-01,1981-02-02\n民族,汉族,满族\n",
        // A card, of which the first row looks like headings.
        "姓名,方远一,性别,男\n民族,汉族,籍贯,浙江\n学历,大专,入党时间,2001-07-01\n",
    ] {
        let told = faults(import(&env, rows, "--org FJ"));
        assert!(told.iter().any(|line| line.contains("不是姓名")), "{told:?}");
        assert_eq!(names(&env), Vec::<String>::new());
    }
}

#[test]
fn words_of_other_columns_are_no_names() {
    let env = branches();
    let rows = ["正式党员", "待定", "男", "汉族", "大专", "二〇〇一年七月", "示例"];
    let rows: String = rows.iter().enumerate().map(|(at, name)| format!("{},{name}\n", at + 1)).collect();
    let told = faults(import(&env, &format!("编号,姓名\n{rows}"), "--org FJ"));
    assert_eq!(
        told,
        ["a.csv 第 2–8 行: 姓名“正式党员”、“待定”、“男”、“汉族”、…: 不是姓名; 如是表尾说明, 请删去这一行"]
    );
    let told = faults(import(&env, "姓名\n---\n★\n", "--org FJ"));
    assert_eq!(told, ["a.csv 第 2–3 行: 姓名“---”、“★”: 没有文字, 不是姓名"]);
    env.line("member add 汉族 --org FJ").exit(3).says("不是姓名");
    env.line("member add 高中 --org FJ").ok();
}

#[test]
fn what_a_program_writes_for_nothing_is_nothing() {
    let env = branches();
    let rows = "姓名,籍贯,手机号,入党时间\n方远一,NULL,(null),N/A\n方远二,nan,\\N,undefined\n";
    import(&env, rows, "--org FJ").ok();
    let people = env.json("member list");
    for person in people.as_array().unwrap() {
        for key in ["native_place", "phone", "joined"] {
            assert!(person[key].is_null(), "{person}");
        }
    }
    let told = faults(import(&env, "姓名,籍贯\nNULL,浙江\n", "--org FJ"));
    assert_eq!(told, ["a.csv:2: 姓名: 必填"]);
}

#[test]
fn as_above_is_not_guessed_and_what_else_is_wrong_is_told_too() {
    let env = branches();
    let rows =
        "姓名,党支部,籍贯,手机号,入党时间\n方远一,FJ,浙江,13800000001,2001-07-01\n方远二,同上,〃,138,2001-13-01\n";
    let told = faults(import(&env, rows, ""));
    let ditto = "不能写“同上”一类的话, 程序不猜指的是什么; 请写出内容";
    assert_eq!(
        told,
        [
            format!("a.csv:3: 籍贯“〃”: {ditto}"),
            format!("a.csv:3: 所在党支部“同上”: {ditto}"),
            "a.csv:3: 手机号“138”: 不是电话号码".to_owned(),
            "a.csv:3: 加入党组织日期“2001-13-01”: “2001-13-01”不是可能的日期".to_owned(),
        ]
    );
    env.write("u.csv", "单位名称,单位类别,行业\n甲行业协会,行业协会,制造\n乙行业协会,同上,制造\n");
    assert_eq!(faults(env.line("org unit import u.csv")), [format!("u.csv:3: 类别“同上”: {ditto}")]);
}

#[test]
fn an_error_of_a_spreadsheet_is_no_text() {
    let env = branches();
    for error in ["#N/A", "#REF!", "#VALUE!", "#NAME?", "########"] {
        let told = faults(import(&env, &format!("姓名,籍贯\n方远一,{error}\n"), "--org FJ"));
        assert_eq!(told, [format!("a.csv:2: 有单元格是电子表格的出错标记“{error}”; 请在原表中改正后重新另存")]);
    }
    import(&env, "姓名,籍贯\n方远一,#1 村\n", "--org FJ").ok();
}

#[test]
fn cells_without_a_heading_are_told() {
    let env = branches();
    let rows = "姓名,,,性别\n方远一,1,组长,男\n方远二,2,组员,女\n";
    let told = import(&env, rows, "--org FJ").ok().err;
    assert!(
        told.contains("a.csv:2: “组长”所在的列没有标题, 没有读入; 请在表头补上该列的标题 (同类共 2 行: 第 2–3 行)"),
        "{told}"
    );
    let told = import(&env, "姓名,,性别\n方远一,1,男\n方远二,2,女\n", "--org FJ").ok().err;
    assert!(!told.contains("没有标题, 没有读入"), "{told}");
}

#[test]
fn people_under_the_name_of_another_branch_do_not_go_to_the_one_named() {
    let env = branches();
    let rows = "序号,姓名,性别\n福建商会党支部,,\n1,方远一,男\n四川商会党支部,,\n2,方远二,男\n3,方远三,女\n";
    let told = faults(import(&env, rows, "--org FJ"));
    assert_eq!(
        told,
        [
            "a.csv 第 5–6 行: 所在党支部: 列在“四川商会党支部”之下, 而 --org 说的是“福建商会党支部”; 请在表中填写所在党支部, 或删去这一小标题"
        ]
    );
    // Where the rows say it themselves, the heading is only a heading.
    let rows = "序号,姓名,性别,党支部\n四川商会党支部,,,\n1,方远一,男,FJ\n2,方远二,男,SC\n";
    import(&env, rows, "").ok();
    assert_eq!(names(&env), ["方远一", "方远二"]);
}

#[test]
fn a_table_without_headings_that_holds_people_is_not_left_out() {
    let env = branches();
    let rows = [["方远一", "男", "2001年7月"], ["方远二", "女", "2002年7月"]];
    let first = docx_table(&[docx_row(&["姓名", "性别", "入党时间"]), docx_row(&rows[0])]);
    let body = [first.clone(), docx_table(&[docx_row(&rows[1])])].concat();
    env.write("a.docx", docx(&body));
    env.line("member import a.docx --org FJ").exit(3).says("没有标题, 却有像是记录的行, 不能略过").says("--sheet");
    let foot = docx_table(&[docx_row(&["填表人", "李某", "2011年5月1日"])]);
    env.write("a.docx", docx(&[first, foot].concat()));
    env.line("member import a.docx --org FJ").ok();
    assert_eq!(names(&env), ["方远一"]);
}

#[test]
fn telephones_that_are_none_are_refused() {
    let env = branches();
    let rows = "姓名,手机号\n方远一,00000000000\n方远二,2001-07-01\n方远三,138OOOO0001\n方远四,19801212\n";
    let told = faults(import(&env, rows, "--org FJ"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("a.csv 第 2–5 行: 手机号") && told[0].ends_with("不是电话号码"), "{told:?}");
}

#[test]
fn messages_tell_what_a_clerk_can_do() {
    let env = branches();
    let mut old = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    old.create_stream("/WordDocument").unwrap();
    env.write("a.doc", old.into_inner().into_inner());
    env.line("member import a.doc --org FJ").exit(3).says("另存为 .docx");
    env.write("cut.xls", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat());
    env.line("member import cut.xls --org FJ").exit(3).says("内容残缺或已损坏(");
    for none in ["", "\nabc"] {
        env.write("word.txt", none);
        env.write("a.csv", "姓名\n方远一\n");
        env.line("member import a.csv --org FJ --password-file word.txt").exit(3).says("第一行是空的");
    }
    env.line("member add 方远一 --org FJ --sex 男").ok();
    env.line("member add 方远一 --org SC --sex 女 --new").ok();
    env.line("member merge 1 2").exit(3).says("性别: 编号 1 为 男, 编号 2 为 女");
    env.line("member end 1 --date 2011-01-01 --reason 其他").ok();
    env.line("member add 方远二 --org FJ --id-no 330402202001011233").exit(3).says("校验位不对");
    let born = crate::env::id_no("33040220200101123");
    env.run(["member", "add", "方远二", "--org", "FJ", "--id-no", &born]).exit(3).says("其中的出生日期晚于今天");
}

#[test]
fn what_holds_now_goes_into_another_base() {
    let env = branches();
    for line in [
        "org unit add 嘉兴市福建商会 --kind native-chamber --established 2000-01-01",
        "org cover FJ 嘉兴市福建商会 --from 2001-01-01",
        "member add 方远一 --org FJ --sex 男 --joined 1999-07-01 --full-on 2000-07-01 --entered 2001-01-01",
        "member add 方远二 --org SC --sex 女 --joined 1999-07-01 --full-on 2000-07-01 --entered 2001-01-01",
        "member end 方远二 --date 2010-01-01 --reason 其他",
        "activist apply 吴一 --org FJ --date 2010-02-01 --birth 1980-01-01 --phone 13800000001",
        "meeting record FJ --kind general --date 2011-03-01 --topic 学习 --attend 方远一",
        "org unit export -o unit.csv",
        "org export -o org.csv",
        "member export --all --reveal -o member.csv",
        "activist export --reveal -o activist.csv",
        "meeting export -o meeting.csv",
        "meeting export --attendance -o names.csv",
        "--db b.db db init",
        "--db b.db org unit import unit.csv",
        "--db b.db org import org.csv",
        "--db b.db member import member.csv",
        "--db b.db activist import activist.csv",
        "--db b.db meeting import meeting.csv",
        "--db b.db meeting import names.csv",
    ] {
        env.line(line).ok();
    }
    for line in ["org unit list", "org list", "member list", "member list --left", "activist list", "meeting list"] {
        let [one, other] = [line.to_owned(), format!("--db b.db {line}")]
            .map(|line| env.line(&format!("{line} -f csv --reveal")).ok().out);
        assert!(one.lines().count() > 1, "{line}");
        assert_eq!(one, other, "{line}");
    }
}

#[test]
fn numbers_of_other_papers_are_masked_and_told_where_to_go() {
    let env = branches();
    for (typed, shown) in [("H1234567800", "H1*******00"), ("E12345678", "E1*****78")] {
        let ran =
            env.line(&format!("member add 方远一 --org FJ --id-no {typed}")).exit(3).says("请写入备注").says(shown);
        assert!(!ran.err.contains(typed), "{}", ran.err);
    }
}

#[test]
fn a_number_of_a_person_is_read_in_any_width() {
    let env = branches();
    env.line("member add 方远一 --org FJ").ok();
    import(&env, "编号,籍贯\n１,浙江\n", "--on-missing skip").ok().says("更新 1");
    assert_eq!(env.json("member list")[0]["native_place"], "浙江");
}

#[test]
fn what_a_group_is_called_by_is_no_member_and_no_guess() {
    // How many they are, and the number of the group, are no part of the name of a branch.
    let env = branches();
    let rows = "姓名,性别\n一、福建商会党支部（1人）,\n方远一,男\n四川商会党支部：2人,\n方远二,男\n方远三,女\n";
    let told = faults(import(&env, rows, "--org FJ"));
    assert_eq!(
        told,
        [
            "a.csv 第 5–6 行: 所在党支部: 列在“四川商会党支部”之下, 而 --org 说的是“福建商会党支部”; 请在表中填写所在党支部, 或删去这一小标题"
        ]
    );
    let rows = "姓名,性别,党支部\n福建商会党支部（1人）,,\n方远一,男,FJ\n";
    import(&env, rows, "").ok().says("已跳过: 福建商会党支部（1人）");
    // As what they stand there is told in a column, or not at all.
    let rows = "姓名,性别,转正时间\n正式党员,,\n方远二,男,2001-07-01\n预备党员（2人）,,\n方远三,男,\n方远四,女,\n流动党员,,\n方远五,男,\n";
    let told = faults(import(&env, rows, "--org FJ"));
    assert_eq!(
        told,
        [
            "a.csv 第 5–6 行: 人员类别: 列在“预备党员”之下, 却没有填写“人员类别”; 小标题不作依据, 请在表中加“人员类别”一列写明, 或删去这一小标题",
            "a.csv:8: 是否为流动党员: 列在“流动党员”之下, 却没有填写“是否为流动党员”; 小标题不作依据, 请在表中加“是否为流动党员”一列写明, 或删去这一小标题"
        ]
    );
    let rows = "姓名,性别,人员类别,流动党员\n预备党员,,,\n方远三,男,预备党员,\n流动党员,,,\n方远五,男,正式党员,是\n";
    import(&env, rows, "--org FJ").ok();
    assert_eq!(names(&env), ["方远一", "方远三", "方远五"]);
    assert_eq!(env.column("member list --floating", "name"), ["方远五"]);
}

#[test]
fn columns_parted_by_full_width_commas_are_told() {
    let env = branches();
    env.write("a.csv", "姓名，性别，党支部\n方远一，男，福建商会党支部\n");
    env.refuses("member import a.csv", 3, "各列之间是全角的“，”或“；”", "parted by full-width commas");
}
