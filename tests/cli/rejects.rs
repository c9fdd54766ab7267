//! Rejected rows come back in the form they came in, told what is wrong where it is wrong, and go in again once mended.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::env::{TestEnv, id_no};

fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// What a workbook of bad rows holds.
struct Sheet {
    name: String,
    /// Its cells; each is a text.
    rows: Vec<Vec<String>>,
    /// The cells that are coloured, and what each of them says.
    marked: BTreeMap<String, String>,
}

fn sheet(env: &TestEnv, name: &str) -> Sheet {
    let mut book: Xlsx<_> = open_workbook(env.path(name)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    let range = book.worksheet_range(&names[0]).unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("no text: {other:?}"),
    };
    let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(env.path(name)).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        if let Ok(mut part) = zip.by_name(name) {
            part.read_to_string(&mut text).unwrap();
        }
        text
    };
    let (cells, notes, styles) = (part("xl/worksheets/sheet1.xml"), part("xl/comments1.xml"), part("xl/styles.xml"));
    assert!(!cells.contains("<f>"), "no formula");
    let attribute =
        |of: &str, name: &str| of.split_once(&format!(" {name}=\"")).unwrap().1.split('"').next().unwrap().to_owned();
    let said: BTreeMap<String, String> = notes
        .split("<comment ")
        .skip(1)
        .map(|note| {
            let text = note.split_once("</t>").unwrap().0.rsplit('>').next().unwrap().to_owned();
            (attribute(&format!(" {note}"), "ref"), text.replace("&quot;", "\""))
        })
        .collect();
    // Which of the formats has the colour.
    let formats = styles.split_once("<cellXfs").unwrap().1;
    let coloured =
        formats.split("<xf ").skip(1).position(|format| format.contains("applyFill=\"1\"")).map(|at| at.to_string());
    let marked = cells.split("<c ").skip(1).map(|cell| format!(" {cell}")).filter(|cell| cell.contains(" s=\""));
    let marked = marked.filter(|cell| Some(attribute(cell, "s")) == coloured).map(|cell| attribute(&cell, "r"));
    let marked: BTreeMap<String, String> =
        marked.map(|cell| (cell.clone(), said.get(&cell).cloned().unwrap_or_default())).collect();
    assert_eq!(marked.keys().collect::<Vec<_>>(), said.keys().collect::<Vec<_>>(), "what says something is coloured");
    assert!(coloured.is_none() || styles.contains("FFC7CE"));
    Sheet { name: names[0].clone(), rows, marked }
}

fn text(env: &TestEnv, name: &str) -> String {
    std::fs::read_to_string(env.path(name)).unwrap()
}

/// Mends a workbook as a clerk does: this cell says that instead.
fn mend(env: &TestEnv, name: &str, mended: &[(u32, u16, &str)]) {
    let sheet = sheet(env, name);
    let bytes = xlsx(|to| {
        to.set_name(&sheet.name).unwrap();
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                let cell = mended.iter().find(|of| (of.0, of.1) == (row, column)).map_or(cell.as_str(), |of| of.2);
                to.write_string(row, column, cell).unwrap();
            }
        }
    });
    env.write(name, bytes);
}

#[test]
fn a_workbook_comes_back_as_a_workbook_coloured_and_commented() {
    let env = TestEnv::office();
    let (wrong, right) = (id_no("33040219850101123"), id_no("33040219860202234"));
    let spoiled = format!("{}X", &wrong[..17]);
    env.write(
        "名册.xlsx",
        xlsx(|sheet| {
            sheet.set_name("党员").unwrap();
            sheet.merge_range(0, 0, 0, 5, "党员花名册", &Format::new()).unwrap();
            sheet
                .write_row(1, 0, ["序号", "姓名", "公民身份号码", "所在党支部", "入党\n日期", "手机号", "备注"])
                .unwrap();
            let day = ExcelDateTime::parse_from_str("2001-07-01").unwrap();
            let date = Format::new().set_num_format("yyyy/m/d");
            for (row, (name, number, org)) in
                [("方远一", &spoiled, "没有的支部"), ("方远二", &right, "FJ"), ("方远三", &String::new(), "FJ")]
                    .iter()
                    .enumerate()
            {
                let row = u32::try_from(row).unwrap() + 2;
                sheet.write(row, 0, f64::from(row - 1)).unwrap();
                sheet.write_row(row, 1, [name, number.as_str(), org]).unwrap();
                sheet.write_with_format(row, 4, &day, &date).unwrap();
                sheet.write(row, 5, 13_812_345_670.0 + f64::from(row)).unwrap();
                sheet.write_string(row, 6, "'=SUM(A1)").unwrap();
            }
            sheet.write(4, 4, "2011-13-01").unwrap();
            sheet.write(4, 6, "=SUM(A1)").unwrap();
        }),
    );
    let ran = env.line("member import 名册.xlsx --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 2");
    assert!(ran.err.contains("这些行存在 名册.rejects.xlsx"), "{}", ran.err);
    assert_eq!(std::fs::metadata(env.path("名册.rejects.xlsx")).unwrap().permissions().mode() & 0o777, 0o600);
    let aside = sheet(&env, "名册.rejects.xlsx");
    assert_eq!(aside.name, "党员");
    let headings = ["序号", "姓名", "公民身份号码", "所在党支部", "入党\n日期", "手机号", "备注", "错误"];
    assert_eq!(aside.rows[0], headings);
    let first = ["1", "方远一", &spoiled, "没有的支部", "2001-07-01", "13812345672", "'=SUM(A1)"];
    assert_eq!(aside.rows[1][..7], first);
    assert_eq!(aside.rows[2][..7], ["3", "方远三", "", "FJ", "2011-13-01", "13812345674", "=SUM(A1)"]);
    assert_eq!(aside.rows.len(), 3);
    assert_eq!(aside.marked.keys().collect::<Vec<_>>(), ["C2", "D2", "E3"]);
    let told = &aside.rows[1][7];
    assert_eq!(*told, format!("{}; {}", aside.marked["C2"], aside.marked["D2"]));
    assert!(aside.marked["D2"].contains("没有的支部") && aside.marked["C2"].contains("校验位不对"), "{told}");
    assert!(!told.contains(&spoiled), "{told}");
    mend(&env, "名册.rejects.xlsx", &[(1, 2, &wrong), (1, 3, "GF"), (2, 4, "2001-08-01")]);
    env.line("member import 名册.rejects.xlsx --keep-going").ok().says("新增 2, 更新 0, 未变 0, 拒绝 0");
    assert!(!env.path("名册.rejects.rejects.xlsx").exists());
    let rows = env.json("member list --reveal --columns name,id_no,org,joined,phone,remark --sort name");
    let of = |name: &str| rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!((of("方远一")["id_no"].as_str(), of("方远一")["joined"].as_str()), (Some(&*wrong), Some("2001-07-01")));
    assert_eq!(
        (of("方远一")["org"].as_str(), of("方远一")["phone"].as_str()),
        (Some("光伏协会党支部"), Some("13812345672"))
    );
    assert_eq!([of("方远一"), of("方远三")].map(|row| row["remark"].clone()), ["'=SUM(A1)", "=SUM(A1)"]);
    env.sound();
}

#[test]
fn a_text_comes_back_in_its_encoding_and_with_its_separator() {
    let rows = |d: char| {
        format!(
            "姓名{d}所在党支部{d}入党日期{d}备注\r\n方远一{d}FJ{d}2001-13-01{d}\"一{d}\"\"二\"\"\n三\"\r\n方远二{d}FJ{d}2001-07-01{d}𠮷\r\n"
        )
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let utf8 = |text: &str| text.as_bytes().to_vec();
    type Encode<'e> = &'e dyn Fn(&str) -> Vec<u8>;
    let cases: [(&str, &str, char, &str, Encode<'_>); 6] = [
        ("a.csv", "a.rejects.csv", ';', "", &gb),
        ("a.CSV", "a.rejects.csv", ',', "", &gb),
        ("a.txt", "a.rejects.txt", '\t', "\u{feff}", &utf16),
        ("a.csv", "a.rejects.csv", '|', "\u{feff}", &utf8),
        ("a.tsv", "a.rejects.tsv", '\t', "\u{feff}", &utf8),
        ("a.xls", "a.rejects.csv", ',', "\u{feff}", &utf8),
    ];
    for (name, aside, d, mark, encode) in cases {
        let env = TestEnv::office();
        env.write(name, encode(&format!("{mark}{}", rows(d))));
        env.line(&format!("member import {name} --keep-going")).exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 1");
        let told = "加入党组织日期“2001-13-01”: “2001-13-01”不是可能的日期";
        let expected = format!(
            "{mark}姓名{d}所在党支部{d}入党日期{d}备注{d}错误\r\n方远一{d}FJ{d}2001-13-01{d}\"一{d}\"\"二\"\"\n三\"{d}{told}\r\n"
        );
        let written = std::fs::read(env.path(aside)).unwrap();
        assert_eq!(written, encode(&expected), "{name}: {}", String::from_utf8_lossy(&written));
        env.write(aside, encode(&expected.replacen("2001-13-01", "2001-08-01", 1)));
        env.line(&format!("member import {aside} --keep-going")).ok().says("新增 1, 更新 0, 未变 0, 拒绝 0");
        let remark = format!("一{d}\"二\"\n三");
        assert_eq!(env.column("member list --columns no,remark --sort no", "remark")[3..], ["𠮷", &*remark]);
    }
}

#[test]
fn an_encoding_that_cannot_tell_what_is_wrong_gives_way_to_one_that_can() {
    let env = TestEnv::office();
    env.write("a.csv", encoding_rs::BIG5.encode("姓名,所在黨支部,備註\n方遠一,沒有的支部,好\n").0);
    env.write("map.toml", "\"所在黨支部\" = \"org\"\n\"備註\" = \"remark\"\n");
    env.line("member import a.csv --encoding big5 --map map.toml --keep-going").exit(1);
    let aside = text(&env, "a.rejects.csv");
    assert!(aside.starts_with("\u{feff}姓名,所在黨支部,備註,错误\r\n方遠一,沒有的支部,好,"), "{aside}");
    env.write("a.rejects.csv", aside.replacen("沒有的支部", "FJ", 1));
    env.line("member import a.rejects.csv --map map.toml").ok();
}

#[test]
fn the_ending_that_was_named_decides() {
    let env = TestEnv::office();
    env.write(
        "a.csv",
        "姓名,所在党支部,公民身份号码,固定电话,备注\n\
         方远一,没有的支部,=\"330402198501011232\",'0573-82081234,'=SUM(A1)\n",
    );
    env.line("member import a.csv --keep-going --rejects x.XLSX").exit(1).says("这些行存在 x.XLSX");
    let aside = sheet(&env, "x.XLSX");
    assert_eq!(aside.rows[0], ["姓名", "所在党支部", "公民身份号码", "固定电话", "备注", "错误"]);
    assert_eq!(aside.rows[1][..5], ["方远一", "没有的支部", "330402198501011232", "0573-82081234", "=SUM(A1)"]);
    assert!(!env.path("a.rejects.csv").exists() && !env.path("a.rejects.xlsx").exists());
    let day = ExcelDateTime::parse_from_str("2001-07-01").unwrap();
    let book = xlsx(|sheet| {
        sheet.write_row(0, 0, ["姓名", "所在党支部", "入党日期", "备注"]).unwrap();
        sheet.write_row(1, 0, ["方远一", "没有的支部", "", "=SUM(A1)"]).unwrap();
        sheet.write_with_format(1, 2, &day, &Format::new().set_num_format("yyyy/m/d")).unwrap();
    });
    env.write("b.xlsx", book);
    for (name, d) in [("x.csv", ','), ("x.tsv", '\t'), ("x.txt", '\t')] {
        env.line(&format!("member import b.xlsx --keep-going --rejects {name}")).exit(1);
        let begin = "\u{feff}姓名,所在党支部,入党日期,备注,错误\r\n方远一,没有的支部,2001-07-01,'=SUM(A1),";
        assert!(text(&env, name).starts_with(&begin.replace(',', &d.to_string())), "{}", text(&env, name));
    }
    // Without an ending: as it was read.
    env.line("member import b.xlsx --keep-going --rejects x").exit(1);
    assert_eq!(sheet(&env, "x").rows[1][..4], ["方远一", "没有的支部", "2001-07-01", "=SUM(A1)"]);
}

#[test]
fn an_unknown_ending_is_refused_before_any_file_is_opened() {
    let env = TestEnv::bare();
    for name in ["x.xls", "x.ods", "x.json", "x.rejects", "x."] {
        let line = format!("member import none.csv --keep-going --rejects {name}");
        env.line(&line).exit(2).says("可存为 .xlsx、.csv、.tsv、.txt").says("不能写 .");
        env.line(&format!("{line} --lang en")).exit(2).says("written as .xlsx, .csv, .tsv or .txt");
    }
    env.line("member import none.csv --keep-going --rejects x.xlsx").exit(6);
}

#[test]
fn what_was_put_aside_and_not_mended_is_put_aside_again_without_a_second_column() {
    let env = TestEnv::office();
    // The column of an office's own, in the middle, may say what a form would.
    env.write("a.csv", "姓名,错误,所在党支部,学历\n方远一,负责人：须填写,没有的支部,大学\n方远二,合计,FJ,大学\n");
    env.line("member import a.csv --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 1");
    let first = text(&env, "a.rejects.csv");
    assert!(
        first.starts_with("\u{feff}姓名,所在党支部,学历,错误\r\n方远一,没有的支部,大学,所在党支部“没有的支部”"),
        "{first}"
    );
    env.line("member import a.rejects.csv --keep-going").exit(1);
    assert_eq!(text(&env, "a.rejects.rejects.csv"), first);
    env.line("member import a.csv --keep-going --rejects b.xlsx").exit(1);
    env.line("member import b.xlsx --keep-going").exit(1);
    let (first, again) = (sheet(&env, "b.xlsx"), sheet(&env, "b.rejects.xlsx"));
    assert_eq!((&first.rows, &first.marked), (&again.rows, &again.marked));
    assert_eq!(first.rows[0], ["姓名", "所在党支部", "学历", "错误"]);
}

#[test]
fn a_form_with_titles_two_rows_of_headings_and_merged_cells() {
    let env = TestEnv::office();
    env.write(
        "a.xlsx",
        xlsx(|sheet| {
            let plain = Format::new();
            sheet.merge_range(0, 0, 0, 4, "某某商会党员花名册", &plain).unwrap();
            sheet.write(1, 0, "填报单位：福建商会").unwrap();
            sheet.write_row(2, 0, ["所在党支部", "姓名", "联系电话", "", "入党时间"]).unwrap();
            sheet.write_row(3, 2, ["手机号", "固定电话"]).unwrap();
            sheet.merge_range(4, 0, 6, 0, "福建商会党支部", &plain).unwrap();
            sheet.write_row(4, 1, ["方远一", "13812345671", "", "2001-07"]).unwrap();
            sheet.write_row(5, 1, ["方远二", "1381234567", "0573-82081234", "2001-08"]).unwrap();
            sheet.write_row(6, 1, ["方远三", "13812345673", "", "2001-13"]).unwrap();
            sheet.write(7, 1, "合计").unwrap();
        }),
    );
    env.line("member import a.xlsx --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 2");
    let aside = sheet(&env, "a.rejects.xlsx");
    assert_eq!(aside.rows[0], ["所在党支部", "姓名", "手机号", "固定电话", "入党时间", "错误"]);
    assert_eq!(aside.rows[1][..5], ["福建商会党支部", "方远二", "1381234567", "0573-82081234", "2001-08"]);
    assert_eq!(aside.rows[2][..5], ["福建商会党支部", "方远三", "13812345673", "", "2001-13"]);
    assert_eq!(aside.marked.keys().collect::<Vec<_>>(), ["C2", "E3"]);
    mend(&env, "a.rejects.xlsx", &[(1, 2, "13812345672"), (2, 4, "2001-09")]);
    env.line("member import a.rejects.xlsx").ok().says("新增 2");
}

#[test]
fn what_cannot_be_read_is_coloured_where_it_stands() {
    let env = TestEnv::office();
    env.write(
        "a.xlsx",
        xlsx(|sheet| {
            sheet.write_row(0, 0, ["姓名", "所在党支部", "入党日期", "学历"]).unwrap();
            sheet.write_row(1, 0, ["方远一", "FJ"]).unwrap();
            sheet.write_with_format(1, 2, 2001.0, &Format::new().set_num_format("yyyy/m/d")).unwrap();
            sheet.write_formula(1, 3, Formula::new("NA()").set_result("#N/A")).unwrap();
        }),
    );
    env.line("member import a.xlsx --keep-going --lang en").exit(1);
    let aside = sheet(&env, "a.rejects.xlsx");
    assert_eq!(aside.rows[1][..4], ["方远一", "FJ", "1905-06-23", "#N/A"]);
    assert_eq!(aside.rows[1][4], format!("{}; {}", aside.marked["C2"], aside.marked["D2"]));
    assert!(aside.marked["D2"].starts_with("cell D2 holds the error #N/A"), "{:?}", aside.marked);
    // Not mended, it is not read as if it were, be it in a text.
    for name in ["a.rejects.xlsx", "a.csv"] {
        env.write("a.csv", "姓名,所在党支部,学历\n方远一,FJ,#N/A\n");
        env.line(&format!("member import {name}")).exit(3).says("#N/A");
    }
    env.write(
        "b.csv",
        "姓名,错误,手机,联系电话\n方远二,旧,13812345671,13812345672,商会,,会长,\n方远三,,13812345671,13812345672\n",
    );
    env.line("member import b.csv --org FJ --keep-going --rejects b.xlsx").exit(1);
    let aside = sheet(&env, "b.xlsx");
    assert_eq!(aside.rows[0], ["姓名", "手机", "联系电话", "错误", "", "", ""]);
    assert_eq!(aside.rows[1][..3], ["方远二", "13812345671", "13812345672"]);
    assert_eq!(aside.rows[1][4..], ["商会", "", "会长"]);
    assert_eq!(aside.marked.keys().collect::<Vec<_>>(), ["B3", "C3", "E2", "G2"]);
}

#[test]
fn what_is_wrong_with_a_row_as_a_whole_is_told_in_its_column() {
    let env = TestEnv::office();
    env.write(
        "a.xlsx",
        xlsx(|sheet| {
            for (row, cells) in
                (0..).zip([["编号", "姓名", "所在党支部"], ["1", "张四", "FJ"], ["", "方远一", "FJ"], ["", "", "FJ"]])
            {
                sheet.write_row(row, 0, cells).unwrap();
            }
            sheet.write(3, 3, "手机").unwrap();
        }),
    );
    env.write("twice.csv", "姓名,所在党支部,手机\n方远二,FJ,13812345671\n方远二,FJ,13812345672\n");
    env.line("member import twice.csv --keep-going --rejects twice.xlsx").exit(1);
    let aside = sheet(&env, "twice.xlsx");
    assert!(aside.rows.len() == 2 && aside.rows[1][3].contains("twice.csv:2"), "{:?}", aside.rows);
}

#[test]
fn several_files_are_put_aside_each_under_its_headings() {
    let env = TestEnv::office();
    let book = |org: &str| {
        xlsx(|sheet| {
            sheet.write_row(0, 0, ["姓名", "所在党支部"]).unwrap();
            sheet.write_row(1, 0, ["方远一", org]).unwrap();
        })
    };
    env.write("a.xlsx", book("没有的甲支部"));
    env.write("a.csv", "姓名,所在党支部\n'=方远,没有的乙支部\n");
    env.write("c.csv", "姓名,手机,所在党支部\n方远三,1,没有的丙支部\n");
    env.write("r.2.csv", "姓名,手机,所在党支部\n方远四,2,没有的丁支部\n");
    env.line("member import a.xlsx a.csv c.csv r.2.csv --keep-going")
        .exit(1)
        .says("a.rejects.xlsx、a.rejects.csv、c.rejects.csv、r.2.rejects.csv");
    assert_eq!(sheet(&env, "a.rejects.xlsx").rows[1][..2], ["方远一", "没有的甲支部"]);
    assert!(text(&env, "a.rejects.csv").contains("\r\n'=方远,没有的乙支部,"));
    assert!(text(&env, "c.rejects.csv").contains("\r\n方远三,1,没有的丙支部,"));
    // A named file takes those of the same headings; it is never one of those that are read.
    env.line("member import a.xlsx a.csv c.csv r.2.csv --keep-going --rejects r.csv").exit(1).says("r.csv、r.3.csv");
    let named = text(&env, "r.csv");
    let lines: Vec<&str> = named.lines().collect();
    assert!(lines[1].starts_with("方远一,没有的甲支部,") && lines[2].starts_with("'=方远,没有的乙支部,"), "{named}");
    assert_eq!((lines.len(), text(&env, "r.3.csv").lines().count()), (3, 3));
    assert!(text(&env, "r.2.csv").ends_with("没有的丁支部\n"));
    env.line("member import a.xlsx a.csv --keep-going --rejects r.xlsx").exit(1);
    assert_eq!(sheet(&env, "r.xlsx").rows[2][..2], ["=方远", "没有的乙支部"]);
}

#[test]
fn rows_that_are_dealt_with_at_the_end_go_to_the_file_of_their_own() {
    let env = TestEnv::office();
    env.write("a.csv", "名称,类别,上级党组织\n甲支部,党支部,没有的党委\n");
    env.write(
        "b.csv",
        "代码,名称,上级党组织,类别\nYI,乙支部,丙支部,党支部\nBING,丙支部,乙支部,党支部\n,,没有的党委,\n",
    );
    env.line("org import a.csv b.csv --keep-going").exit(1).says("拒绝 3");
    let (a, b) = (text(&env, "a.rejects.csv"), text(&env, "b.rejects.csv"));
    assert!(
        a.starts_with("\u{feff}名称,类别,上级党组织,错误\r\n甲支部,党支部,没有的党委,") && a.lines().count() == 2,
        "{a}"
    );
    assert!(b.contains("错误\r\nYI,乙支部,丙支部,党支部,") && b.lines().count() == 3, "{b}");
}

#[test]
fn rows_are_written_over_nothing_but_what_an_import_left() {
    let env = TestEnv::office();
    let rows = "姓名,所在党支部\n方远一,没有的支部\n";
    env.write("a.csv", rows);
    let ran = env.line("member import a.csv --keep-going").exit(1);
    assert!(!ran.err.contains("已覆盖"), "{}", ran.err);
    env.line("member import a.csv --keep-going").exit(1).says("已覆盖 a.rejects.csv");
    env.line("member import a.csv --keep-going --rejects a.rejects.csv").exit(1).says("已覆盖 a.rejects.csv");
    for line in ["--rejects a.csv", "--rejects b.csv --recap b.csv", "--rejects b.csv -f csv -o ./b.csv"] {
        env.line(&format!("member import a.csv --keep-going {line}")).exit(7);
    }
    // A link beside the file that leads back to it, and a recap in that place.
    std::fs::remove_file(env.path("a.rejects.csv")).unwrap();
    std::os::unix::fs::symlink("a.csv", env.path("a.rejects.csv")).unwrap();
    env.line("member import a.csv --keep-going --recap a.2.rejects.csv").exit(1).says("这些行存在 a.3.rejects.csv");
    assert_eq!(text(&env, "a.csv"), rows);
    // What cannot be written leaves nothing behind, in the database neither.
    let operations = env.operations();
    env.write("b.csv", "姓名,所在党支部\n方远一,没有的支部\n方远二,FJ\n");
    std::fs::create_dir(env.path("b.rejects.csv")).unwrap();
    env.line("member import b.csv --keep-going").exit(7).says("b.rejects.csv");
    let book = xlsx(|sheet| {
        sheet.write_row(0, 0, ["姓名", "所在党支部"]).unwrap();
        sheet.write_row(1, 0, ["方远一", "没有的支部"]).unwrap();
    });
    env.write("b.xlsx", &book);
    env.line("-n member import b.xlsx --keep-going").exit(1);
    env.line("-n member import b.xlsx --keep-going --rejects c.xlsx").exit(1);
    assert!(!env.path("b.rejects.xlsx").exists() && !env.path("c.xlsx").exists());
    assert_eq!(env.operations(), operations);
}

#[test]
fn a_cell_that_no_sheet_holds_is_told_of_and_a_text_holds_it() {
    let env = TestEnv::office();
    env.write("a.csv", format!("姓名,所在党支部,备注\n方远一,没有的支部,{}\n", "长".repeat(40_000)));
    env.refuses("member import a.csv --keep-going --rejects a.xlsx", 3, "以 .csv 结尾", "ends in .csv");
    assert!(!env.path("a.xlsx").exists());
    env.line("member import a.csv --keep-going").exit(1);
}

/// A workbook of one row for a noun: imported, it is put aside with these cells coloured; mended it goes in.
#[track_caller]
fn comes_back(env: &TestEnv, noun: &str, rows: &[&[&str]], marked: &[&str], mended: &[(u32, u16, &str)]) {
    env.write(
        "noun.xlsx",
        xlsx(|sheet| {
            for (row, cells) in (0..).zip(rows) {
                sheet.write_row(row, 0, cells.iter().copied()).unwrap();
            }
        }),
    );
    let ran = env.line(&format!("{noun} import noun.xlsx --keep-going")).exit(1);
    let aside = sheet(env, "noun.rejects.xlsx");
    let width = rows[0].len();
    for (row, cells) in rows.iter().enumerate() {
        let kept: Vec<&str> = aside.rows[row][..width].iter().map(String::as_str).collect();
        assert_eq!(kept, *cells, "{noun}");
    }
    assert_eq!(aside.rows[0][width], "错误");
    assert!(!aside.rows[1][width].is_empty());
    assert_eq!(aside.marked.keys().collect::<Vec<_>>(), marked, "{noun}: {:?} {}", aside.rows, ran.err);
    mend(env, "noun.rejects.xlsx", mended);
    env.line(&format!("{noun} import noun.rejects.xlsx")).ok().says("新增 1");
    env.sound();
}

#[test]
fn every_noun_puts_its_rows_aside_so() {
    let env = TestEnv::office();
    let day = "2011-13-01";
    comes_back(
        &env,
        "org",
        &[
            &["代码", "名称", "类别", "上级党组织", "成立日期"],
            &["XIN", "新支部", "党支部", "没有的党委", "2011-01-01"],
        ],
        &["D2"],
        &[(1, 3, "JW")],
    );
    comes_back(
        &env,
        "org unit",
        &[&["名称", "类别", "统一社会信用代码", "会员企业数"], &["新协会", "星协会", "", "许多"]],
        &["B2", "D2"],
        &[(1, 1, "行业协会"), (1, 3, "5")],
    );
    comes_back(
        &env,
        "transfer",
        &[&["转接方向", "姓名", "转出党组织", "转入党组织", "开具日期"], &["转出", "张三", "FJ", "外地支部", day]],
        &["E2"],
        &[(1, 4, "2011-05-01")],
    );
    comes_back(
        &env,
        "activist",
        &[
            &["姓名", "所在党支部", "性别", "出生日期", "申请入党日期"],
            &["赵新", "没有的支部", "男", "1985-01-01", day],
        ],
        &["B2", "E2"],
        &[(1, 1, "GF"), (1, 4, "2011-01-05")],
    );
    comes_back(
        &env,
        "meeting",
        &[&["党支部名称", "会议类型", "会议时间", "会议名称"], &["没有的支部", "党课", day, "学习"]],
        &["A2", "C2"],
        &[(1, 0, "GF"), (1, 2, "2011-05-05")],
    );
    comes_back(
        &env,
        "meeting",
        &[&["党支部名称", "会议类型", "会议时间", "姓名"], &["GF", "主题党日", "2011-05-06", "张三"]],
        &["D2"],
        &[(1, 3, "王五")],
    );
}

#[test]
fn every_ledger_puts_its_rows_aside_so() {
    let env = TestEnv::office();
    for (ledger, entry) in [
        ("org venue", "FJ --name 红船活动室 --kind 党员活动室 --since 2010-05"),
        ("org channel", "FJ --kind QQ群 --name 福建商会党员 --since 2010"),
        ("org policy", "JW --title 联席会议制度 --kind 制度 --since 2010-03-01"),
        ("org function", "JW --text 协调服务 --kind 新增 --since 2010-12-01"),
        ("org honor", "FJ --title 先进基层党组织 --level 市 --date 2010-07-01"),
        ("member honor", "张三 --title 优秀共产党员 --level 市级 --date 2010-07-01"),
        ("member care", "王五 --kind 生活 --money 500元 --date 2011-01"),
        ("member title", "张三 福建商会 --title 会长 --since 2009-01-01"),
        ("org incoming", "JW --title 通知 --issuer 市委 --date 2011-03-01"),
        ("org pledge", "FJ --item 服务会员:走访 --date 2011-01-10"),
        ("member pledge", "张三 --item 其他:戒烟 --date 2011-01-10"),
        ("member appraise", "张三 --year 2010 --grade 合格"),
        ("member discipline", "张三 --kind 警告 --since 2010-03-01"),
    ] {
        env.line(&format!("{ledger} add {entry}")).ok();
        let export = env.line(&format!("{ledger} export -f csv")).ok().out;
        env.line("db undo").ok();
        let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(export.as_bytes())
            .records()
            .map(Result::unwrap)
            .collect();
        let (headings, entry) = (rows[0].iter().collect::<Vec<_>>(), rows[1].iter().collect::<Vec<_>>());
        let mut wrong = entry.clone();
        wrong[0] = "99999";
        comes_back(&env, ledger, &[&headings, &wrong], &["A2"], &[(1, 0, entry[0])]);
    }
}

#[test]
fn tables_of_other_forms_come_back_as_workbooks_and_standard_input_as_a_text() {
    let env = TestEnv::office();
    let page = "<table><tr><th>姓名</th><th>所在党支部</th></tr><tr><td>方远一</td><td>没有的支部</td></tr></table>";
    for name in ["a.xls", "a.html", "a.csv"] {
        env.write(name, format!("<html><body>{page}</body></html>"));
        env.line(&format!("member import {name} --keep-going -y")).exit(1).says("这些行存在 a.rejects.xlsx");
        assert_eq!(sheet(&env, "a.rejects.xlsx").rows[1][..2], ["方远一", "没有的支部"]);
    }
    env.write("rows", "姓名;所在党支部\n方远一;没有的支部\n");
    let rows = std::fs::File::open(env.path("rows")).unwrap();
    let output = env.command(["member", "import", "-", "--keep-going"]).stdin(rows).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&env, "stdin.rejects.csv").starts_with("\u{feff}姓名,所在党支部,错误\r\n方远一,没有的支部,"));
}

#[test]
fn what_rows_stand_under_is_put_aside_above_them() {
    let env = TestEnv::office();
    let file = "序号,姓名,入党日期\n光伏协会党支部,,\n1,方远一,2001-07-01\n福建商会党支部,,\n1,方远二,2001-07-01\n2,方远三,2001-13-01\n\
         没有的支部,,\n1,方远四,2001-13-01\n";
    env.write("a.csv", file);
    env.line("member import a.csv --org GF --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 3");
    let aside = text(&env, "a.rejects.csv");
    let begins: Vec<&str> = aside.lines().map(|line| &line[..line.find(",2001").unwrap_or(line.len())]).collect();
    let expected =
        ["\u{feff}序号,姓名,入党日期,错误", "福建商会党支部,,,", "1,方远二", "2,方远三", "没有的支部,,,", "1,方远四"];
    assert_eq!(begins, expected);
    // Not mended, it says still that the two contradict each other.
    env.line("member import a.rejects.csv --org GF --keep-going").exit(1).says("拒绝 3");
    assert_eq!(text(&env, "a.rejects.rejects.csv"), aside);
}
