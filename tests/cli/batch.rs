//! Lists that are put right as sheets: in an editor, and as workbooks that go out and come back.

use std::fs;

use crate::env::{Ran, TestEnv, ran};

/// The small office, in which two members have a post.
fn office() -> TestEnv {
    let env = TestEnv::office();
    env.line("member set 张三 --position 会长 --education 本科").ok();
    env.line("member set 李四 --position 理事").ok();
    env
}

/// Runs a line with an editor that is these lines of a shell, in which `$1` is the file.
fn edited(env: &TestEnv, line: &str, editor: &str) -> Ran {
    env.write("editor.sh", editor);
    let mut command = env.command(line.split_whitespace());
    ran(command.env("DANGWU_EDITOR", "sh editor.sh").output().unwrap())
}

fn facts(env: &TestEnv, key: &str) -> Vec<String> {
    env.column("member list", key).iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
}

/// Changes a text of a file that was written out.
fn change(env: &TestEnv, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(env.path(file)).unwrap();
    // Behind the first mark of what stood there nothing is changed.
    let changed: Vec<String> = text
        .split('\n')
        .map(|line| {
            let (cells, original) = line.split_once("\"{").unwrap_or((line, ""));
            let mark = if original.is_empty() { "" } else { "\"{" };
            format!("{}{mark}{original}", cells.replace(old, new))
        })
        .collect();
    let changed = changed.join("\n");
    assert_ne!(text, changed, "{old} is not in {text}");
    env.write(file, changed);
}

#[test]
fn cells_changed_in_an_editor_go_back_as_one_operation() {
    let env = office();
    let before = env.operations();
    edited(&env, "member edit --org FJ", "cp \"$1\" seen.txt; sed -i 's/会长/副会长/; s/理事/监事/' \"$1\"")
        .ok()
        .says("已写回 2 条的 2 处改动")
        .says("张三: 职务: 会长 → 副会长");
    assert_eq!(facts(&env, "position"), ["副会长", "监事", ""]);
    assert_eq!(env.operations(), before + 1);
    let seen = fs::read_to_string(env.path("seen.txt")).unwrap();
    assert!(seen.starts_with("# dangwu member edit --org FJ\n# 党员名单, 2 条\n"), "{seen}");
    assert!(seen.contains("# 只供对照, 不能改: 编号、") && !seen.contains("王五"), "{seen}");
    assert!(seen.contains("138****5678") && !seen.contains("13812345678"), "{seen}");
    env.line("db undo").ok();
    assert_eq!(facts(&env, "position"), ["会长", "理事", ""]);
    env.sound();
}

#[test]
fn nothing_changed_and_rows_left_out_change_nothing() {
    let env = office();
    let before = env.operations();
    edited(&env, "member edit --org FJ", "true").ok().says("没有改动, 未产生操作");
    edited(&env, "member edit --org FJ", "sed -i '/^1 /d; s/理事/监事/' \"$1\"")
        .ok()
        .says("有 1 条不在表里, 未作改动")
        .says("已写回 1 条的 1 处改动");
    assert_eq!(
        (facts(&env, "position"), env.operations()),
        (vec!["会长".into(), "监事".into(), String::new()], before + 1)
    );
}

#[test]
fn a_rehearsal_shows_old_and_new_and_keeps_nothing() {
    let env = office();
    let ran = edited(&env, "member edit --org FJ -n", "sed -i 's/会长/副会长/' \"$1\"").ok();
    assert!(ran.out.contains("会长") && ran.out.contains("副会长"), "{}", ran.out);
    assert_eq!(facts(&env, "position"), ["会长", "理事", ""]);
}

#[test]
fn what_cannot_be_is_refused_whole_and_what_was_typed_is_kept() {
    let env = office();
    // Of 李四, a probationary member who joined in 2010; 张三 is put right, too.
    let wrong =
        edited(&env, "member edit --org FJ", "sed -i 's/会长/副会长/; s/2010-07-01/2010-02-30/' \"$1\"").exit(3);
    let wrong = wrong.says("第 10 行").says("2010-02-30").says("错误: 没有写回");
    assert_eq!(facts(&env, "position"), ["会长", "理事", ""]);
    let kept = wrong.err.split("留在 ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let text = fs::read_to_string(&kept).unwrap();
    assert!(text.contains("2010-02-30") && text.contains("副会长"), "{text}");
    fs::write(&kept, text.replacen("2010-02-30", "2010-06-01", 1)).unwrap();
    env.run(["member", "edit", "--import", &kept]).ok().says("已写回 2 条的 2 处改动");
    assert_eq!(facts(&env, "joined"), ["2003-07-01", "2010-06-01", "1995-07"]);
    fs::remove_file(kept).unwrap();
    env.sound();
}

#[test]
fn without_an_editor_it_is_told_what_to_do() {
    let env = office();
    let run = |editor: &str| {
        let mut command = env.command(["member", "edit", "--org", "FJ"]);
        command.env_remove("VISUAL").env_remove("EDITOR").env("DANGWU_EDITOR", editor);
        ran(command.output().unwrap())
    };
    run("").exit(2).says("没有设定编辑器").says("DANGWU_EDITOR=nano").says("-o 表.xlsx");
    run("没有这个编辑器").exit(7).says("没有这个编辑器");
    run("false").exit(7).says("编辑器 false 以 1 退出");
}

#[test]
fn only_changed_cells_of_a_sheet_come_back_and_those_changed_meanwhile_are_named() {
    let env = office();
    env.line("member edit --org FJ -o 表.csv").ok().says("改好后写回: dangwu member edit --org FJ --import 表.csv");
    change(&env, "表.csv", "会长", "副会长");
    // What was not touched in the sheet stays as it was put meanwhile.
    env.line("member set 张三 --education 研究生 --native-place 浙江").ok();
    env.line("member edit --import 表.csv").ok().says("已写回 1 条的 1 处改动");
    assert_eq!((facts(&env, "position")[0].as_str(), facts(&env, "education")[0].as_str()), ("副会长", "研究生"));
    // The same sheet again says what stands there already.
    env.line("member edit --import 表.csv").ok().says("没有改动");
    env.line("member set 张三 --position 顾问").ok();
    let before = env.state();
    env.line("member edit --import 表.csv")
        .exit(3)
        .says("第 2 行 张三: “职务”写出后已由别的操作从“会长”改为“顾问”, 表中要改为“副会长”")
        .says("提示: 核对后重新写出再改");
    env.line("member edit --import 表.csv --lang en").exit(3).says("was changed from “会长” to “顾问”");
    assert_eq!(env.state(), before);
}

#[test]
fn rows_and_columns_that_are_not_to_be_changed_are_refused() {
    let env = office();
    let refused = |old: &str, new: &str, says: &str| {
        env.line("member edit --org FJ -o 表.csv --overwrite").ok();
        change(&env, "表.csv", old, new);
        env.line("member edit --org FJ --import 表.csv").exit(3).says(says);
    };
    refused("福建商会党支部", "光伏协会党支部", "“所在党支部”只供对照, 不能在这里改");
    refused("1,张三", "3,王五", "首列与原值不是同一条");
    refused("138****5678", "139****5678", "“手机号”里是遮盖了的号码");
    // A row that was put in, one that stands there twice, one of another list.
    let sheet = fs::read_to_string(env.path("表.csv")).unwrap().replace("139****", "138****");
    let second = sheet.lines().nth(1).unwrap().to_owned();
    let commas = sheet.lines().next().unwrap().matches(',').count();
    env.write("表.csv", format!("{sheet}9,新人{}\n{second}\n", ",".repeat(commas - 1)));
    let ran = env.line("member edit --org FJ --import 表.csv").exit(3);
    ran.says("第 4 行: 是新增的行").says("第 5 行: 1 在第 2 行已有");
    env.write("表.csv", &sheet);
    env.line("member edit --org GF --import 表.csv").exit(3).says("1 不在这份名单里");
    env.line("org edit --import 表.csv").exit(3);
    env.write("表.csv", "编号,姓名\n1,张三\n");
    env.line("member edit --import 表.csv").exit(3).says("没有原值一列");
    assert_eq!(facts(&env, "name"), ["张三", "李四", "王五"]);
}

#[test]
fn a_workbook_hides_what_stood_there_and_comes_back() {
    let env = office();
    env.line("member edit --org FJ --columns 姓名,手机号,职务 -o 表.xlsx --reveal").ok();
    let mut book = zip::ZipArchive::new(fs::File::open(env.path("表.xlsx")).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert_eq!(sheet.matches("hidden=\"1\"").count(), 1, "{sheet}");
    env.line("member edit --import 表.xlsx --reveal").ok().says("没有改动");
    // What a person makes of it in a spreadsheet: another order, a cell changed and one emptied.
    let rows: Vec<Vec<String>> = {
        use calamine::Reader as _;
        let mut read: calamine::Xlsx<_> = calamine::open_workbook(env.path("表.xlsx")).unwrap();
        let range = read.worksheet_range_at(0).unwrap().unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    assert_eq!(rows[0], ["编号", "姓名", "手机号", "职务", "原值(勿改)"]);
    assert_eq!(rows[1][..4], ["1", "张三", "13812345678", "会长"]);
    let mut changed = rustxlsx(&[&rows[0], &rows[2], &rows[1]]);
    changed.worksheet_from_index(0).unwrap().write_string(2, 2, "13900001111").unwrap();
    changed.worksheet_from_index(0).unwrap().write_blank(1, 3, &rust_xlsxwriter::Format::new()).unwrap();
    changed.save(env.path("改.xlsx")).unwrap();
    env.line("member edit --import 改.xlsx --reveal").ok().says("已写回 2 条的 2 处改动");
    assert_eq!((facts(&env, "position")[1].as_str(), facts(&env, "position")[0].as_str()), ("", "会长"));
    let phone = env.run(["member", "show", "张三", "-f", "json", "--reveal"]).ok().json();
    assert_eq!(phone[0]["phone"], "13900001111");
    env.line("member edit --org FJ -o 表.html").exit(2).says("只能写成 .xlsx 或 .csv");
}

fn rustxlsx(rows: &[&Vec<String>]) -> rust_xlsxwriter::Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row.iter()) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    book
}

#[test]
fn entries_of_a_ledger_and_orgs_are_put_right_the_same_way() {
    let env = office();
    env.line("member care add 张三 --kind 生活 --money 500元 --date 2011-02-01").ok();
    env.line("member care add 李四 --kind 生活 --money 300元 --date 2011-02-01").ok();
    env.line("member care edit --under JW -o 慰问.csv").ok().says("dangwu member care edit --import 慰问.csv");
    change(&env, "慰问.csv", "500元", "800元");
    change(&env, "慰问.csv", "300元", "三百");
    env.line("member care edit --import 慰问.csv").exit(3).says("第 3 行: ").says("三百");
    change(&env, "慰问.csv", "三百", "350元");
    env.line("member care edit --import 慰问.csv").ok().says("已写回 2 条的 2 处改动");
    assert_eq!(env.column("member care list", "money"), ["800元", "350元"]);
    edited(&env, "org edit --under JW", "sed -i 's/福建支部/闽商支部/' \"$1\"").ok().says("福建支部 → 闽商支部");
    assert_eq!(
        env.column("org list", "short_name"),
        ["福建支部", "光伏支部", "工商联党委"].map(|name| name.replace("福建支部", "闽商支部"))
    );
    env.sound();
}

#[test]
fn those_due_at_a_meeting_are_marked_in_a_sheet() {
    let env = office();
    env.line("meeting record FJ --kind general --date 2011-05-01").ok();
    env.line("meeting record FJ --kind general --date 2011-05-02").ok();
    env.line("meeting attend 1 --edit -o 签到.csv").ok().says("dangwu meeting attend 1 --import 签到.csv");
    let sheet = fs::read_to_string(env.path("签到.csv")).unwrap();
    assert!(sheet.contains("编号,姓名,所在党支部,到会,原因"), "{sheet}");
    // 张三 on leave, ill; nothing is said of 李四, who was there then.
    env.write("签到.csv", sheet.replacen("1,张三,福建商会党支部,,,", "1,张三,福建商会党支部,请假,病假,", 1));
    env.line("meeting attend 1 --import 签到.csv").ok().says("实到: — → 1");
    env.line("meeting attend 2 --import 签到.csv").exit(3).says("是另一份表");
    let told = edited(&env, "meeting attend 1 --edit", "cp \"$1\" seen.txt; sed -i 's/请假 .*/缺席 |/' \"$1\"").ok();
    told.says("已写回 1 条的 2 处改动");
    let seen = fs::read_to_string(env.path("seen.txt")).unwrap();
    assert!(seen.contains("“到会”一列可写: 出席、迟到、请假、缺席"), "{seen}");
    env.line("meeting attend 1 --edit --attend 张三").exit(2);
    edited(&env, "meeting attend 1 --edit", "sed -i 's/缺席/请病假/' \"$1\"").exit(3).says("请病假");
    env.line("db undo").ok();
    env.line("db undo").ok();
    env.sound();
}

#[test]
fn units_are_put_right_the_same_way() {
    let env = office();
    env.line("org unit edit -o 单位.csv").ok();
    change(&env, "单位.csv", "秀洲区", "南湖区");
    change(&env, "单位.csv", "福建商会,异地商会", "闽商会,异地商会");
    env.line("org unit edit --import 单位.csv").ok().says("已写回 2 条的 2 处改动");
    assert_eq!(env.column("org unit list", "district"), ["南湖区", "南湖区"]);
    env.line("org unit edit --district 南湖区 -o 单位.csv --overwrite").ok();
    change(&env, "单位.csv", ",5,", ",五,");
    env.line("org unit edit --import 单位.csv").exit(3).says("第 2 行: ").says("五").says("应为 0 或正整数");
    env.line("org unit edit --district 无此区 -o 无.csv").exit(4).says("没有可改的条目");
    env.sound();
}

#[test]
fn a_sheet_comes_back_in_whatever_language_it_was_written_out() {
    let env = office();
    env.line("member edit --org FJ -o 表.csv").ok();
    env.line("member edit --org FJ --import 表.csv --lang en").ok().says("nothing was changed, no operation");
    change(&env, "表.csv", "预备党员", "正式党员");
    change(&env, "表.csv", "2010-07-01,,", "2010-07-01,2011-04-01,");
    env.line("member edit --org FJ --import 表.csv --lang en -n").ok();
    env.line("member edit --org FJ --import 表.csv --lang en").ok().says("2 changes of 1 were written back");
}

/// Puts so many people on the roll of a branch, past the program.
fn crowd(env: &TestEnv, people: usize) {
    let conn = env.connection();
    let each = format!("WITH RECURSIVE n (x) AS (SELECT 100 UNION ALL SELECT x + 1 FROM n WHERE x < 99 + {people})");
    let org = "(SELECT id FROM org WHERE code = 'FJ')";
    conn.execute_batch(&format!(
        "BEGIN; INSERT INTO person (id, name) {each} SELECT x, '甲' || x FROM n;
         INSERT INTO roll (person_id, org_id, category, since, began)
         {each} SELECT x, {org}, 'full', '2010-01-01', 'entered' FROM n; COMMIT"
    ))
    .unwrap();
}

#[test]
fn a_list_that_nobody_changes_cell_by_cell_is_taken_in_parts() {
    let env = office();
    crowd(&env, 5_000);
    edited(&env, "member edit --org FJ", "true").exit(3).says("名单有 5002 条, 在编辑器里改不过来").says("-o 表.xlsx");
    env.line("member edit --org FJ --columns 姓名 -o 表.csv").ok();
    let nobody = "DELETE FROM roll WHERE person_id >= 100; DELETE FROM person WHERE id >= 100";
    env.connection().execute_batch(nobody).unwrap();
    crowd(&env, 50_000);
    env.line("member edit -o 表.csv --overwrite").exit(3).says("名单超过 50000 条").says("用 --org、--under");
    env.line("member edit --org GF -o 光伏.csv").ok().says("1 行");
}

#[test]
fn a_sheet_comes_back_whether_numbers_were_masked_in_it_or_not() {
    let env = office();
    let phone =
        |env: &TestEnv| env.run(["member", "show", "张三", "-f", "json", "--reveal"]).ok().json()[0]["phone"].clone();
    env.line("member edit --org FJ -o 全.csv --reveal").ok();
    change(&env, "全.csv", "13812345678", "13900001111");
    env.line("member edit --org FJ --import 全.csv").ok().says("已写回 1 条的 1 处改动").says("139****1111");
    assert_eq!(phone(&env), "13900001111");
    env.line("member edit --org FJ -o 隐.csv").ok();
    change(&env, "隐.csv", "139****1111", "13700002222");
    env.line("member edit --org FJ --import 隐.csv --reveal").ok().says("已写回 1 条的 1 处改动");
    assert_eq!(phone(&env), "13700002222");
    // Now it is another number, however much of it is shown.
    env.line("member edit --org FJ --import 全.csv").exit(3).says("写出后已由别的操作");
}
