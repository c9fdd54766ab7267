//! How rows come out: masked, guarded, whole or not at all.

use std::fs;
use std::process::Stdio;

use calamine::Data;
use serde_json::json;

use crate::env::{TestEnv, ran};

#[test]
fn personal_numbers_are_masked_in_every_format() {
    let env = TestEnv::office();
    for line in [
        "member list",
        "member export",
        "member show 张三",
        "member find 张三",
        "report roster",
        "member list --columns phone,id_no",
    ] {
        for format in ["table", "csv", "json"] {
            let shown = env.line(&format!("{line} -f {format}")).ok().out;
            assert!(!shown.contains("198001011236") && !shown.contains("13812345678"), "{line} -f {format}: {shown}");
        }
    }
    let masked = env.line("member export -f csv").ok();
    assert!(masked.out.contains("330402********1236") && masked.out.contains("138****5678"), "{}", masked.out);
    masked.says("此文件不能再导入");
    let count = |env: &TestEnv| {
        env.connection().query_row("SELECT count(*) FROM access", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(count(&env), 0);
    let open = env.line("member export --reveal -f csv").ok();
    assert!(open.out.contains("330402198001011236") && open.out.contains("13812345678"), "{}", open.out);
    assert_eq!(count(&env), 1);
    let (operator, command): (String, String) = env
        .connection()
        .query_row("SELECT operator, command FROM access", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!((operator.as_str(), command.as_str()), ("测试员", "member export --reveal -f csv"));
    assert_eq!(env.operations(), 8, "a look is no operation");
    env.line("db log 6 --reveal").ok();
    assert_eq!(count(&env), 2);
    // A dry run shows the numbers too.
    let shown = env.line("member set 张三 --phone 13900001111 -n --reveal").ok();
    assert!(shown.out.contains("13812345678"), "{}", shown.out);
    assert_eq!(count(&env), 3);
    env.line("db undo -n --reveal").ok();
    assert_eq!(count(&env), 4);
}

#[test]
fn a_csv_is_harmless_in_a_spreadsheet() {
    let env = TestEnv::office();
    env.run([
        "member",
        "set",
        "张三",
        "--address",
        "=cmd|' /C calc'!A0",
        "--remark",
        "+1,\"2\"\n3",
        "--native-place",
        "@x",
        "--degree=-x",
    ])
    .ok();
    let csv =
        env.line("member list --columns address,remark,native_place,degree -f csv --header none --limit 1").ok().out;
    assert_eq!(csv, "'=cmd|' /C calc'!A0,\"'+1,\"\"2\"\"\n3\",'@x,'-x\r\n");
    let json = env.json("member show 张三");
    assert_eq!(json[0]["address"], "=cmd|' /C calc'!A0", "JSON has it as it is");
    // Nothing steers a terminal or breaks a line of a table.
    env.run(["member", "set", "张三", "--address", "a\u{1b}[31mb\u{202e}c", "--remark", "一\n二"]).ok();
    let table = env.line("member show 张三").ok().out;
    assert!(!table.contains('\u{1b}') && !table.contains('\u{202e}') && table.contains("一⏎二"), "{table}");
}

#[test]
fn headings_follow_language_and_option() {
    let env = TestEnv::office();
    let first = |line: &str| env.line(line).ok().out.lines().next().unwrap_or_default().to_owned();
    assert_eq!(first("org list --columns code,name -f csv"), "代码,名称");
    assert_eq!(first("org list --columns code,name -f csv --lang en"), "Code,Name");
    assert_eq!(first("org list --columns code,name -f csv --header keys"), "code,name");
    assert_eq!(first("org list --columns code,name -f csv --header none"), "FJ,福建商会党支部");
    assert_eq!(
        first("member list --columns id_no,org,joined,full_on -f csv"),
        "公民身份号码,所在党支部,加入党组织日期,转为正式党员日期"
    );
    assert_eq!(first("org list --columns kind -f csv --header none"), "党支部", "labels in CSV");
    assert_eq!(first("org list --columns kind -f csv --header none --lang en"), "branch");
}

#[test]
fn what_a_command_answers_stands_under_its_own_name() {
    let env = TestEnv::office();
    let head = |line: &str| {
        let out = env.line(&format!("{line} -f csv")).ok().out;
        out.lines().next().unwrap().trim_end().to_owned()
    };
    assert_eq!(head("org add 丙支部 --kind branch --code BZ"), "操作号,新增,更改,删除,代码,名称");
    assert_eq!(head("org unit add 丙协会 --kind association"), "操作号,新增,更改,删除,单位名称");
    assert_eq!(head("member add 赵六 --org FJ"), "操作号,新增,更改,删除,编号,姓名");
    let meeting = head("meeting record FJ --kind general --date 2011-03-01 --due 3 --present 2");
    assert!(meeting.contains(",应到,实到,") && !meeting.contains("应不迟于"), "{meeting}");
    assert!(head("report transfers").ends_with(",未回执,已过期,已撤销"));
    assert!(head("transfer list").contains("有效期至"));
    // The time is that of the office, as it says itself.
    let log = env.line("db log -f csv --columns at --limit 1").ok().out.replace('\r', "");
    assert!(log.starts_with("时间\n") && log.ends_with("+08:00\n"), "{log}");
}

#[test]
fn encodings_for_excel() {
    let env = TestEnv::office();
    env.line("org list --columns name -o orgs.csv").ok().says("已写入");
    let file = fs::read(env.path("orgs.csv")).unwrap();
    assert!(file.starts_with(b"\xef\xbb\xbf"), "a file has a byte order mark");
    assert_eq!(
        String::from_utf8(file[3..].to_vec()).unwrap(),
        "名称\r\n福建商会党支部\r\n光伏协会党支部\r\n嘉兴市工商联党委\r\n"
    );
    assert!(env.line("org list -f csv").ok().out.starts_with("代码"), "standard output has none");
    assert!(env.line("org list -f csv --bom").ok().out.starts_with('\u{feff}'));
    env.line("org list --columns name -o gb.csv --encoding gb18030").ok();
    let (text, _, bad) = encoding_rs::GB18030.decode(&fs::read(env.path("gb.csv")).unwrap()).into_owned();
    assert!(!bad && text.starts_with("名称\r\n福建"), "{text}");
    env.line("org list -o orgs.json").ok();
    assert!(fs::read_to_string(env.path("orgs.json")).unwrap().starts_with("[{"));
    env.line("org list -o orgs.txt").ok();
    assert!(fs::read_to_string(env.path("orgs.txt")).unwrap().contains('┌'));
}

/// Ends the borrow of what was decoded.
trait IntoOwned {
    fn into_owned(self) -> (String, &'static encoding_rs::Encoding, bool);
}

impl IntoOwned for (std::borrow::Cow<'_, str>, &'static encoding_rs::Encoding, bool) {
    fn into_owned(self) -> (String, &'static encoding_rs::Encoding, bool) {
        (self.0.into_owned(), self.1, self.2)
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let env = TestEnv::office();
    env.line("org list -o nowhere/a.csv").exit(7).says("nowhere/a.csv");
    env.line("org list -o nowhere/a.csv --lang en").exit(7).says("nowhere/a.csv");
    assert!(!env.path("nowhere").exists());
    fs::write(env.path("old.csv"), "旧的").unwrap();
    env.line("org list -o old.csv --columns colour").exit(2);
    env.line("org show 没有的 -o old.csv").exit(4);
    env.line("member export --org 没有的 -o old.csv").exit(4);
    env.line("--db nowhere.db org list -o old.csv").exit(6);
    assert_eq!(fs::read_to_string(env.path("old.csv")).unwrap(), "旧的");
    env.line("org list -o old.csv").ok();
    assert!(fs::read_to_string(env.path("old.csv")).unwrap().contains("福建商会党支部"));
    fs::create_dir(env.path("dir.csv")).unwrap();
    env.line("org list -o dir.csv").exit(7);
    let mut left: Vec<_> =
        fs::read_dir(env.path("")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["a.db", "dir.csv", "old.csv"], "no temporary file stays");
}

#[test]
fn nothing_can_be_told_from_fine() {
    let env = TestEnv::office();
    env.line("org list --fail-on-empty").ok();
    for format in ["table", "csv", "json"] {
        env.line(&format!("org list --kind group -f {format}")).ok();
        let ran = env.line(&format!("org list --kind group --fail-on-empty -f {format}")).exit(1);
        drop(ran.says("没有符合条件的记录"));
    }
    env.line("report coverage --as-of 1990 --fail-on-empty").exit(1);
    env.line("org list --limit 0 --fail-on-empty").exit(1);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let env = TestEnv::office();
    let mut rows = String::from("姓名,所在党支部\n");
    (0x4e00_u32..0x4e00 + 3000).filter_map(char::from_u32).for_each(|c| rows += &format!("某{c}号,FJ\n"));
    fs::write(env.path("many.csv"), rows).unwrap();
    env.line("member import many.csv").ok();
    for format in ["csv", "json", "table"] {
        let mut child = env
            .command(["member", "list", "-f", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let left = ran(child.wait_with_output().unwrap());
        assert_eq!((left.code, left.err.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn rows_are_sorted_cut_and_chosen() {
    let env = TestEnv::office();
    assert_eq!(env.column("org list --sort -members,code", "code"), ["FJ", "GF", "JW"]);
    assert_eq!(env.column("org list --sort members,-code", "code"), ["JW", "GF", "FJ"]);
    assert_eq!(env.column("org list --sort -code --limit 1", "code"), ["JW"]);
    assert_eq!(env.json("org list --columns members,code --limit 1"), json!([{"members": 2, "code": "FJ"}]));
    assert_eq!(
        env.column("org list --sort founded --columns founded", "founded"),
        ["2005-01-01", "2008-06-01", "2010-03"]
    );
    assert_eq!(
        env.column("member list --sort=-full_on", "full_on"),
        [json!(null), json!("2004-07-01"), json!("1996-07")]
    );
}

#[test]
fn json_has_codes_and_nulls() {
    let env = TestEnv::office();
    env.line("member set 张三 --education 大学本科 --ethnicity 汉族").ok();
    let row = &env.json("member show 张三 --lang en")[0];
    assert_eq!(
        (&row["sex"], &row["category"], &row["standing"], &row["native_place"]),
        (&json!("male"), &json!("full"), &json!("normal"), &json!(null))
    );
    assert_eq!(row["education"], "大学本科");
    assert!(row["education_code"].is_string() && row["ethnicity_code"].is_string());
}

#[test]
fn a_workbook_goes_back_in_and_changes_nothing() {
    let env = TestEnv::office();
    env.line("member export --reveal -o out.xlsx").ok();
    assert_eq!(env.json("member import out.xlsx")[0]["unchanged"], 3);
}

/// The cells of the first sheet of a workbook.
fn sheet(env: &TestEnv, name: &str) -> Vec<Vec<Data>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(env.path(name)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    sheet.rows().map(<[Data]>::to_vec).collect()
}

/// A part of a workbook.
fn part(env: &TestEnv, name: &str, part: &str) -> String {
    let mut book = zip::ZipArchive::new(std::fs::File::open(env.path(name)).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut book.by_name(part).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn a_workbook_is_ready_to_be_handed_up() {
    let env = TestEnv::office();
    env.line("report structure --by sex -o figures.xlsx").ok();
    let told: Vec<Vec<String>> =
        sheet(&env, "figures.xlsx").iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let expected = [
        ["党员结构 (截至 2011-05-31)", "", "", "", ""],
        ["制表: 测试员\u{3000}2011-05-31", "", "", "", ""],
        ["性别", "党员数", "正式党员", "预备党员", "占比"],
        ["男", "1", "1", "0", "0.3333333333333333"],
        ["女", "1", "0", "1", "0.3333333333333333"],
        ["不详", "1", "1", "0", "0.3333333333333333"],
        ["合计", "3", "2", "1", "1"],
    ];
    assert_eq!(told, expected);
    // The same records give the same bytes, whatever the clock says.
    let first = std::fs::read(env.path("figures.xlsx")).unwrap();
    env.line("report structure --by sex -o again.xlsx").ok();
    assert!(first == std::fs::read(env.path("again.xlsx")).unwrap());
    let made = part(&env, "figures.xlsx", "docProps/core.xml");
    assert!(made.contains("2011-05-31T00:00:00Z</dcterms:created>"), "{made}");
    // On A4, one page wide, the headings on each, numbered; a filter over the rows without their total.
    let xml = part(&env, "figures.xlsx", "xl/worksheets/sheet1.xml");
    for set in [
        "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\"",
        "<autoFilter ref=\"A3:E6\"/>",
        "<pane ySplit=\"3\" topLeftCell=\"A4\"",
        "<oddFooter>第 &amp;P 页 共 &amp;N 页</oddFooter>",
    ] {
        assert!(xml.contains(set), "{set} is not in {xml}");
    }
    assert!(part(&env, "figures.xlsx", "xl/workbook.xml").contains("Sheet1!$3:$3"));
    env.line("member list -o wide.xlsx").ok();
    assert!(part(&env, "wide.xlsx", "xl/worksheets/sheet1.xml").contains("orientation=\"landscape\""));
}

#[test]
fn cells_of_a_workbook_are_what_they_say() {
    let env = TestEnv::office();
    env.run(["member", "set", "张三", "--remark", "=1+1", "--address", "一二三四五六七八九十".repeat(5).as_str()]).ok();
    env.line("config set office.name 嘉兴市工商联").ok();
    env.line("member list --reveal --columns name,birth,joined,phone,remark,party_standing -o cells.xlsx").ok();
    let rows = sheet(&env, "cells.xlsx");
    assert_eq!(rows[0][0], Data::String("党员名单".into()));
    assert_eq!(rows[1][0], Data::String("嘉兴市工商联\u{3000}制表: 测试员\u{3000}2011-05-31".into()));
    let of = |name: &str| rows.iter().find(|row| row[0] == Data::String(name.into())).unwrap().clone();
    let row = of("张三");
    // 2003-07-01 is 37,803 days after the last day of 1899.
    assert!(matches!(&row[2], Data::DateTime(day) if day.as_f64() == 37803.0), "{row:?}");
    assert_eq!(row[3..], [Data::String("13812345678".into()), Data::String("=1+1".into()), Data::Float(6.0)]);
    assert_eq!(of("王五")[2], Data::String("1995-07".into()), "a month is no day");
    env.line("member show 张三 --lang en").ok();
    let english = env.line("member list -f html --lang en --operator Wang").ok().out;
    assert!(
        english.contains("<h1>Members</h1>\n<p class=\"made\">嘉兴市工商联 · made by Wang · 2011-05-31</p>"),
        "{english}"
    );
}

#[test]
fn a_page_is_whole_and_nothing_in_it_is_a_mark() {
    let env = TestEnv::office();
    env.run(["member", "set", "张三", "--address", "<script>alert(1)</script> & \"门\""]).ok();
    let page = env.line("member list -f html --columns name,address,phone").ok().out;
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">") && page.ends_with("</html>\n"), "{page}");
    assert!(
        page.contains(
            "<td>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;门&quot;</td><td class=\"k\">138****5678</td>"
        ),
        "{page}"
    );
    assert!(!page.contains("http"), "no network");
    let page = env.line("report structure -f html --lang en").ok().out;
    assert!(
        page.contains("<html lang=\"en\">")
            && page.contains("<h1>Members by sex, age, education and more (as of 2011-05-31)</h1>")
    );
    assert!(
        page.contains("<td class=\"n s\" style=\"--s:33.3%\">33.3%</td>")
            && page.contains("<tfoot>\n<tr><td class=\"k\">Total</td>")
    );
    let page = env.line("member show 张三 -f html").ok().out;
    assert!(page.contains("<tr><th scope=\"row\">姓名</th><td class=\"k\">张三</td></tr>"), "{page}");
}

#[test]
fn nothing_is_written_over_the_database() {
    let env = TestEnv::office();
    env.write("r.csv", "姓名,入党时间\n赵六,2001-13\n");
    for line in
        ["member import r.csv --org FJ --recap a.db", "member import r.csv --org FJ --keep-going --rejects a.db"]
    {
        env.refuses(line, 7, "那是数据库本身", "the database itself");
    }
    env.line("db schema -o a.db").exit(7).says("那是数据库本身");
    env.line("report structure -f csv -o a.db").exit(7).says("那是数据库本身");
    env.line("member export -f csv -o ./a.db").exit(7).says("那是数据库本身");
    // Another file of SQLite is none of its business, but for keeping it as it is.
    std::fs::copy(env.db(), env.path("copy.csv")).unwrap();
    env.line("member export -o copy.csv")
        .exit(7)
        .says("copy.csv: 那是一个 SQLite 数据库文件(备份或其他程序的数据), 不覆盖");
    env.line("member export -o copy.csv --lang en").exit(7).says("copy.csv: it is a SQLite file (a backup,");
    env.sound();
}

#[test]
fn a_report_that_fails_prints_nothing() {
    let env = TestEnv::office();
    let ran = env.line("report structure --explain ethnicity=火星族 -f csv").exit(2);
    assert_eq!(ran.out, "");
}

#[test]
fn who_reads_json_hears_what_others_hear_unless_there_is_an_error() {
    let env = TestEnv::office();
    env.write("foot.csv", "姓名,所在党支部\n赵一,FJ\n合计,1\n");
    let ran = env.line("member import foot.csv -f json").ok();
    assert_eq!(ran.json()[0]["added"], 1);
    let skipped: Vec<&str> = ran.err.lines().filter(|line| line.contains("foot.csv:3: ")).collect();
    assert_eq!(skipped.len(), 1, "{}", ran.err);
    assert!(
        ran.err.lines().any(|line| line.starts_with("导入完成: 新增 1, 更新 0, 未变 0, 拒绝 0 (操作 9; ")),
        "{}",
        ran.err
    );
    assert_eq!(env.line("member add 赵二 --org FJ -f jsonl").ok().err, "已登记 赵二, 编号 5 (操作 10)\n");
    assert_eq!(env.line("member add 赵三 --org FJ -f json -q").ok().err, "");
    env.refuses("member import foot.csv --on-duplicate error", 3, "foot.csv", "foot.csv");
}
