//! Files as clerks make them by hand: headings in two rows, cells that a spreadsheet spoiled, options that do not fit.

use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::env::{TestEnv, id_no};

/// A roster of one row under one more heading is refused, in both languages.
#[track_caller]
fn refused(env: &TestEnv, heading: &str, cell: &str, zh: &str, en: &str) {
    env.write("a.csv", format!("姓名,{heading}\n赵一,{cell}\n"));
    env.refuses("member import a.csv --org FJ", 3, zh, en);
}

/// A row of a heading over another.
const UPPER: [&str; 6] = ["姓名", "入党", "", "转正", "基本情况", "备注"];
const LOWER: [&str; 6] = ["", "时间", "介绍人", "时间", "身份证号", ""];

#[test]
fn a_heading_is_read_under_the_one_above_it() {
    let number = id_no("33040219820304001");
    let row = ["赵一", "2001-07-01", "钱二", "2002-07-01", &number, "好"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.write_row(0, 0, UPPER).unwrap();
    sheet.write_row(1, 0, LOWER).unwrap();
    sheet.write_row(2, 0, row).unwrap();
    sheet.merge_range(0, 0, 1, 0, "姓名", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 2, "入党", &plain).unwrap();
    sheet.merge_range(0, 5, 1, 5, "备注", &plain).unwrap();
    let text = [UPPER, LOWER, row].map(|row| row.join(",")).join("\n");
    for (name, content) in [("a.xlsx", book.save_to_buffer().unwrap()), ("a.csv", text.into_bytes())] {
        let env = TestEnv::office();
        env.write(name, content);
        env.line(&format!("member import {name} --org FJ")).ok().says("不认识的标题(未导入): 介绍人");
        let zhao = &env.json("member show 赵一 --reveal")[0];
        for (key, value) in [("joined", row[1]), ("full_on", row[3]), ("id_no", row[4]), ("remark", "好")] {
            assert_eq!(zhao[key], value, "{name} {key}");
        }
    }
}

#[test]
fn names_alone_make_a_roster() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名,奇怪\n赵一,x\n");
    env.line("member import a.csv --org FJ").ok().says("不认识的标题(未导入): 奇怪");
}

#[test]
fn cells_that_a_spreadsheet_does_not_tell() {
    let env = TestEnv::office();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "入党时间", "备注"]).unwrap();
    sheet.write_row(1, 0, ["赵一"]).unwrap();
    sheet.write(1, 1, 2001.1).unwrap();
    sheet.write_row(2, 0, ["钱二", "2001.1"]).unwrap();
    sheet.write(2, 2, 2001.1).unwrap();
    sheet.write_row(3, 0, ["孙三"]).unwrap();
    sheet.write(3, 1, 2001.12).unwrap();
    sheet.write_row(4, 0, ["李四维"]).unwrap();
    sheet.write_formula(4, 2, Formula::new("A5&\"x\"").set_result("x")).unwrap();
    env.write("a.xlsx", book.save_to_buffer().unwrap());
    env.refuses(
        "member import a.xlsx --org FJ",
        3,
        "a.xlsx:2: 单元格 B2 是数字 2001.1, 分不清是 1 月还是 10 月",
        "cell B2 holds the number 2001.1, January or October alike",
    );
    let ran = env.line("member import a.xlsx --org FJ --keep-going").exit(1);
    assert!(ran.err.contains("新增 3, 更新 0, 未变 0, 拒绝 1"), "{}", ran.err);
    assert_eq!(env.column("member show 钱二", "joined"), ["2001-01"], "a text means what it says");
    assert_eq!(env.column("member show 孙三", "joined"), ["2001-12"]);
}

/// The workbook without the results of its formulas, as programs save it that are no spreadsheets.
fn without_results(book: &[u8]) -> Vec<u8> {
    use std::io::{Read as _, Write as _};
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut into = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        into.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/sheet") {
            let text = String::from_utf8(content).unwrap().replace("</f><v>0</v>", "</f><v></v>");
            // What came to an empty text is told as such by Excel.
            content = text.replace("<c r=\"B5\">", "<c r=\"B5\" t=\"str\">").into_bytes();
        }
        into.write_all(&content).unwrap();
    }
    into.finish().unwrap().into_inner()
}

#[test]
fn a_formula_that_nobody_worked_out_is_not_blank() {
    let env = TestEnv::office();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "备注", "奇怪"]).unwrap();
    sheet.write_row(1, 0, ["赵一", "好"]).unwrap();
    sheet.write_formula(1, 2, Formula::new("A2")).unwrap();
    sheet.write_row(2, 0, ["钱二"]).unwrap();
    sheet.write_formula(2, 1, Formula::new("A3")).unwrap();
    sheet.write_formula(3, 0, Formula::new("A2")).unwrap();
    sheet.write_formula(4, 1, Formula::new("IF(A2=1,1,\"\")").set_result("")).unwrap();
    sheet.write(4, 0, "孙三").unwrap();
    env.write("a.xlsx", without_results(&book.save_to_buffer().unwrap()));
    for (zh, en) in [
        (
            "a.xlsx:3: 单元格 B3 的公式没有计算结果; 请用 Excel 或 WPS 打开, 保存一次",
            "cell B3 has no result; open the file in Excel",
        ),
        ("a.xlsx:4: 单元格 A4 的公式没有计算结果", "cell A4 has no result"),
        ("有 2 行不能导入", "2 rows cannot go in"),
    ] {
        env.refuses("member import a.xlsx --org FJ", 3, zh, en);
    }
}

#[test]
fn what_a_spreadsheet_or_a_hand_spoiled_is_told_for_what_it_is() {
    let env = TestEnv::office();
    for (heading, cell, zh, en) in [
        ("入党时间", "31/12/2001", "“31/12/2001”的年份写在后面", "has the year last"),
        ("入党时间", "3/4/2001", "请写成 2001-04-03 的样子", "write it like 2001-04-03"),
        ("入党时间", "99999", "看不懂日期“99999”", "“99999” is no date"),
        ("身份证号", "3304021982030400AB", "只有 18 位的末位可以是 X; 这里有别的字符", "this has other characters"),
        ("手机号", "1.59E+10", "被 Excel 变成了科学计数", "Excel made a quantity of it"),
        ("手机号", "1.38000000001", "不是电话号码", "is no telephone number"),
        ("党支部", "福建商会党支", "是否想输入“福建商会党支部”?", "did you mean “福建商会党支部”?"),
        ("党支部", "全然没有", "list 列出全部党组织", "list shows every org"),
    ] {
        refused(&env, heading, cell, zh, en);
    }
    for line in [
        "org add 旧支部 --kind branch --code OLD --founded 2000",
        "org dissolve OLD --date 2010-01-01 --reason 撤销",
        "org add 拟建支部 --kind branch --code LP --planned",
    ] {
        env.line(line).ok();
    }
    refused(
        &env,
        "党支部",
        "OLD",
        "党支部“OLD”: “旧支部”已于 2010-01-01 撤销; 请写现在所在的党组织",
        "name the org the member is in now",
    );
    refused(&env, "党支部", "LP", "“拟建支部”只是拟建, 尚未成立; 成立请用 org found", "found it with org found");
}

#[test]
fn what_is_only_dressed_oddly_is_read() {
    let env = TestEnv::office();
    env.write(
        "a.csv",
        "姓名,身份证号,手机号,固定电话\n赵一,11010519491231002×,15900000001.0,82012345.0\n钱二,,１３８１２３４５６７８,０５７３－８２０１２３４５\n",
    );
    env.line("member import a.csv --org FJ").ok();
    let zhao = &env.json("member show 赵一 --reveal")[0];
    assert_eq!(
        (&zhao["id_no"], &zhao["phone"], &zhao["landline"]),
        (&"11010519491231002X".into(), &"15900000001".into(), &"82012345".into())
    );
    assert_eq!(env.json("member show 钱二 --reveal")[0]["phone"], "13812345678");
}

#[test]
fn telephones_of_orgs_are_read_alike() {
    let env = TestEnv::office();
    env.write("o.csv", "代码,支部名称,类别,上级党委,建立时间,联系电话\nN,新支部,党支部,JW,2009-01,82012345.0\n");
    env.line("org import o.csv").ok();
    assert_eq!(env.json("org show N --reveal")[0]["phone"], "82012345");
    env.write("o.csv", "代码,名称,类别,联系电话\nM,又一支部,党支部,1.59E+10\n");
    env.refuses("org import o.csv", 3, "被 Excel 变成了科学计数", "Excel made a quantity of it");
}

#[test]
fn who_stands_under_a_loop_is_not_in_it() {
    let env = TestEnv::office();
    env.write("o.csv", "代码,名称,类别,上级党组织\nX,子,党委,Y\nY,丑,党委,X\nZ,寅,党支部,X\n");
    env.refuses("org import o.csv", 3, "o.csv:2: 上级党组织“Y”: “子”的上级关系成环", "“子” stands above itself");
    env.refuses(
        "org import o.csv",
        3,
        "o.csv:4: 上级党组织“X”: 上级“X”的上级关系成环; 请先改正",
        "the parent “X” stands above itself",
    );
    env.write("u.csv", "name,kind,association\n甲,enterprise,乙\n乙,association,丙\n丙,association,乙\n");
    env.refuses(
        "org unit import u.csv",
        3,
        "u.csv:2: 所属协会商会“乙”: 所属协会商会“乙”又归于自身",
        "its association “乙” belongs to itself",
    );
}

#[test]
fn options_that_do_not_fit() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名\n赵一\n");
    env.refuses("member import a.csv --org FJ --sheet 名册", 2, "用不上选项 --sheet", "no use for --sheet");
    env.refuses(
        "member import a.csv --org FJ --as-found 2030",
        2,
        "--as-found: 日期 2030 晚于今天",
        "--as-found: 2030 is later",
    );
    env.refuses("member list --limit -1", 2, "“-1”无效", "“-1” is no value");
    env.refuses("member import a.csv --org FJ --max-change -1", 2, "“-1”无效", "“-1” is no value");
}
