//! Bad files: a clear refusal in the language of the reader, and nothing written; or, with `--keep-going`, the sound
//! rows in and the others put aside.

use encoding_rs::{BIG5, GB18030};
use rust_xlsxwriter::{Formula, Workbook};

use crate::env::{TestEnv, id_no};

/// A file of this content is refused in both languages, with and without `--keep-going`.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, zh: &str, en: &str) {
    let env = TestEnv::office();
    env.write(name, content);
    env.refuses(&format!("member import {name} --org FJ"), 3, zh, en);
    env.refuses(&format!("member import {name} --org FJ --keep-going"), 3, zh, en);
    assert!(["csv", "xlsx"].iter().all(|ending| !env.path(name).with_extension(format!("rejects.{ending}")).exists()));
}

/// A row of this file is refused with its line; with `--keep-going` the others go in and it is put aside.
#[track_caller]
fn rejected(name: &str, content: impl AsRef<[u8]>, (zh, en): (&str, &str), added: i64) {
    let env = TestEnv::office();
    env.write(name, content);
    env.refuses(&format!("member import {name} --org FJ"), 3, zh, en);
    let ran = env.line(&format!("member import {name} --org FJ --keep-going --rejects aside.csv")).exit(1);
    assert!(ran.err.contains(&format!("新增 {added}, 更新 0, 未变 0, 拒绝 1")), "{}", ran.err);
    let rejects = std::fs::read_to_string(env.path("aside.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 2, "{rejects}");
    env.sound();
}

fn xlsx(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn utf32(text: &str) -> Vec<u8> {
    "\u{feff}".chars().chain(text.chars()).flat_map(|c| u32::from(c).to_le_bytes()).collect()
}

#[test]
fn a_file_that_says_nothing() {
    refused("a.csv", "", "文件 a.csv 是空的", "the file a.csv is empty");
    refused("a.csv", "姓名,性别\n", "a.csv 只有标题, 没有数据行", "a.csv has headings but no rows of data");
    refused("a.csv", "姓名,性别\n,\n合计,0\n", "a.csv 只有标题", "no rows of data");
    refused("a.csv", "甲,乙\n1,2\n", "没有找到标题行; 看到的是: 甲、乙", "no row of headings");
    let sheet = xlsx(|book| {
        book.add_worksheet().write_row(0, 0, ["姓名", "性别"]).unwrap();
    });
    refused("a.xlsx", sheet, "a.xlsx 只有标题", "no rows of data");
}

#[test]
fn a_file_of_another_encoding() {
    let text = "姓名,性別,備註\n張三,男,無\n";
    refused("a.csv", utf32(text), "编码是 UTF-32, 不能自动读取", "is encoded in UTF-32");
    refused("a.csv", BIG5.encode(text).0, "请加 --encoding big5", "add --encoding big5");
    let cut = "姓名,性别\n张三,男\n李四".as_bytes();
    let (zh, en) = ("a.csv 在第 3 行的一个字中间断了 (编码 UTF-8)", "ends in line 3 within a character");
    refused("a.csv", &cut[..cut.len() - 1], zh, en);
    let env = TestEnv::office();
    env.write("big5.csv", BIG5.encode(text).0);
    env.write("map.toml", "\"備註\" = \"remark\"\n\"性別\" = \"sex\"\n");
    assert_eq!(env.json("member import big5.csv --org FJ --encoding big5 --map map.toml")[0]["added"], 1);
    env.refuses(
        "member import big5.csv --org FJ --encoding klingon",
        2,
        "没有编码“klingon”",
        "there is no encoding “klingon”",
    );
}

#[test]
fn another_thing_under_the_ending_of_a_roster() {
    for name in ["a.csv", "a.xls", "a.xlsx"] {
        refused(
            name,
            "MIME-Version: 1.0\n\n<html><table><tr><td>姓名</td></tr></table></html>",
            "存档的网页",
            "an archived web page",
        );
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("名册/一支部.xlsx", zip::write::SimpleFileOptions::default()).unwrap();
        let archive = zip.finish().unwrap().into_inner();
        refused(name, archive, "zip 压缩包, 不能作为名册读取", "a zip archive");
        let mut book = xlsx(|book| {
            book.add_worksheet().write(0, 0, "姓名").unwrap();
        });
        book.truncate(book.len() / 2);
        refused(name, book, "损坏或不完整", "damaged or incomplete");
    }
}

#[test]
fn a_row_that_cannot_be_read() {
    let text = |row: &str| format!("姓名,性别\n张三丰,男\n{row}\n李四维,女\n");
    let ragged = ("a.csv:3: 有 4 格, 标题只有 2 格, 多出“商会、会长”", "a.csv:3: has 4 cells");
    rejected("a.csv", text("王五一,男,商会,会长"), ragged, 2);
    let long = ("a.csv:3: 一格有 1000000 个字, 太长", "a.csv:3: one cell has 1000000 characters");
    rejected("a.csv", text(&"字".repeat(1_000_000)), long, 2);
    let formula = ("a.csv:3: “=VLOOKUP(A2,B:C,2)”是公式", "a.csv:3: “=VLOOKUP(A2,B:C,2)” is a formula");
    rejected("a.csv", text("\"=VLOOKUP(A2,B:C,2)\",男"), formula, 2);
    let env = TestEnv::office();
    env.write("quoted.csv", text("=\"王五一\",男"));
    assert_eq!(env.json("member import quoted.csv --org FJ")[0]["added"], 3, "a text told as a formula");
    let quote = text("\"王五一,男") + "赵\"六\",女\n周七,男\n";
    refused("a.csv", quote, "第 3 行开始的引号没有成对", "a quote that begins on line 3 is not closed");
}

#[test]
fn bytes_that_are_no_text() {
    for (encoding, name) in [(encoding_rs::UTF_8, "UTF-8"), (GB18030, "gb18030")] {
        let encoded = |text: &str| encoding.encode(text).0.into_owned();
        for (bad, zh, en, of_row) in [
            (&b"\xff"[..], format!("有不属于 {name} 的字节"), format!("holds bytes that are no {name}"), "显示为 �"),
            (b"\0", "有空字符 (NUL)".into(), "holds a NUL character".into(), "有空字符 (NUL)"),
        ] {
            let file =
                [&encoded("姓名,性别,备注\n张三丰,男,好\n王五一")[..], bad, &encoded(",男,\n李四维,女,\n")].concat();
            let env = TestEnv::office();
            env.write("a.csv", file);
            env.refuses("member import a.csv --org FJ", 3, &format!("a.csv 第 3 行{zh}"), &format!("line 3 {en}"));
            let ran = env.line("member import a.csv --org FJ --keep-going").exit(1);
            assert!(ran.err.contains("新增 2, 更新 0, 未变 0, 拒绝 1"), "{}", ran.err);
            let rejects = encoding.decode(&std::fs::read(env.path("a.rejects.csv")).unwrap()).0.into_owned();
            assert!(rejects.contains("王五一") && rejects.contains(of_row), "{rejects}");
        }
    }
}

#[test]
fn what_stands_beyond_the_headings_is_not_lost() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名,性别\n王五一,男,商会,会长\n");
    env.line("member import a.csv --org FJ --keep-going").exit(1);
    let rejects = std::fs::read_to_string(env.path("a.rejects.csv")).unwrap();
    let row = rejects.lines().nth(1).unwrap();
    assert!(row.starts_with("王五一,男,") && row.ends_with(",商会,会长"), "{row}");
    env.write("mended.csv", "姓名,性别,错误\n王五一,男,\n");
    assert_eq!(env.json("member import mended.csv --org FJ")[0]["added"], 1);
}

#[test]
fn the_sheets_of_a_workbook() {
    let env = TestEnv::office();
    let two = |hidden: bool| {
        xlsx(|book| {
            for (name, person) in [("一季度", "张三丰"), ("二季度", "李四维")] {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                sheet.write_column(0, 0, ["姓名", person, "王五一"]).unwrap();
                sheet.write_column(0, 1, ["性别", "男", "男"]).unwrap();
                sheet.set_hidden(hidden && name == "二季度");
                sheet.set_row_hidden(2).unwrap();
            }
        })
    };
    env.write("two.xlsx", two(false));
    env.refuses("member import two.xlsx --org FJ", 3, "有几张工作表都有标题: 一季度、二季度", "several sheets");
    env.refuses("member import two.xlsx --org FJ --sheet 三季度", 3, "没有工作表“三季度”", "no sheet “三季度”");
    assert_eq!(env.json("member import two.xlsx --org FJ --sheet 二季度")[0]["added"], 2, "a hidden row is a row");
    env.write("hidden.xlsx", two(true));
    let ran = env.line("member import hidden.xlsx --org FJ").ok();
    assert!(ran.err.contains("隐藏的工作表未读: 二季度"), "{}", ran.err);
    assert!(ran.err.contains("新增 1, 更新 0, 未变 1"), "{}", ran.err);
}

#[test]
fn formulas_in_a_workbook() {
    let content = xlsx(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["姓名", "性别", "备注"]).unwrap();
        sheet.write_formula(1, 0, Formula::new("\"张\"&\"三丰\"").set_result("张三丰")).unwrap();
        sheet.write_row(2, 0, ["李四维", "女"]).unwrap();
        sheet.write_formula(2, 2, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    });
    let fault = ("a.xlsx:3: 单元格 C3 是错误值 #DIV/0!", "a.xlsx:3: cell C3 holds the error #DIV/0!");
    rejected("a.xlsx", content, fault, 1);
}

#[test]
fn people_who_cannot_be_as_told() {
    let env = TestEnv::office();
    let number = id_no("33040219820304001");
    env.write("twice.csv", format!("姓名,身份证号,学历\n赵一,{number},本科\n赵一,{number},大专\n"));
    let en = "is the same as twice.csv:2, but the rows differ";
    env.refuses("member import twice.csv --org FJ", 3, "twice.csv:3: 姓名“赵一”: 与 twice.csv:2 是同一对象", en);
    env.write("rolls.csv", format!("姓名,身份证号,所在党支部\n赵一,{number},FJ\n赵一,{number},GF\n"));
    env.refuses(
        "member import rolls.csv",
        3,
        "rolls.csv:3: 所在党支部“GF”: 与 rolls.csv:2 是同一对象, 内容却不同",
        "is the same as rolls.csv:2, but the rows differ",
    );
    env.write("early.csv", "姓名,所在党支部,进入本支部日期\n赵一,FJ,2007-01-01\n");
    env.refuses(
        "member import early.csv",
        3,
        "“福建商会党支部”于 2008-06-01 才成立, 晚于 2007-01-01",
        "“福建商会党支部” was founded on 2008-06-01, after 2007-01-01",
    );
    env.line("org add 旧支部 --kind branch --code OLD --founded 2000").ok();
    env.line("org dissolve OLD --date 2010-01-01 --reason 撤销").ok();
    env.write("late.csv", "姓名,所在党支部\n赵一,OLD\n");
    env.refuses("member import late.csv", 3, "“旧支部”已于 2010-01-01 撤销", "“旧支部” was dissolved on 2010-01-01");
    env.line("org add 新支部 --kind branch --code NEW --planned").ok();
    env.write("planned.csv", "姓名,所在党支部\n赵一,NEW\n");
    env.refuses("member import planned.csv", 3, "“新支部”只是拟建, 尚未成立", "“新支部” is only planned");
    env.line("member export -o masked.csv").ok();
    env.refuses("member import masked.csv", 3, "身份证号已遮盖, 不能导入", "is masked; export again with --reveal");
}

#[test]
fn orgs_that_stand_above_themselves() {
    let env = TestEnv::office();
    env.write("loop.csv", "代码,名称,类别,上级党组织\nX,子,党支部,Y\nY,丑,党支部,Z\nZ,寅,党支部,X\nW,卯,党支部,W\n");
    for (zh, en) in [
        ("loop.csv:2: 上级党组织“Y”: “子”的上级关系成环", "loop.csv:2: Parent “Y”: “子” stands above itself"),
        ("loop.csv:5: 上级党组织“W”: “卯”的上级关系成环", "loop.csv:5: Parent “W”: “卯” stands above itself"),
    ] {
        env.refuses("org import loop.csv", 3, zh, en);
    }
    env.line("org add 上党委 --kind committee --code UP").ok();
    env.line("org add 下党委 --kind committee --parent UP --code DOWN").ok();
    env.write("under.csv", "代码,名称,类别,上级党组织\nUP,上党委,党委,DOWN\n");
    env.refuses("org import under.csv", 3, "不能作它的上级", "stands below it");
}
