//! The sheets of superiors: filled in their place, with all else as it was.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _};
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook};

use crate::activist::with_activist;
use crate::env::TestEnv;

/// The parts of a workbook, by name.
fn parts(env: &TestEnv, name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(env.path(name)).unwrap()).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// A row of a sheet as the texts of its cells: days as `d`, numbers as `n`, and what they are.
fn row(env: &TestEnv, name: &str, sheet: &str, row: u32) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(env.path(name)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let width = range.end().unwrap().1;
    let said = |data: Option<&Data>| match data {
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => format!("n{number}"),
        Some(Data::Int(number)) => format!("n{number}"),
        Some(Data::DateTime(day)) => format!("d{}", day.as_f64()),
        _ => String::new(),
    };
    (0..=width).map(|column| said(range.get_value((row - 1, column)))).collect()
}

/// The collection sheet of members as it is sent down: a title, a row for who fills it, headings, two prepared rows, a sum, a foot.
fn collection(env: &TestEnv) {
    let headings = [
        "序号",
        "姓名",
        "所在党支部",
        "公民身份证号",
        "性别",
        "出生日期",
        "人员类别",
        "加入党组织日期\n（YYYYMMDD）",
        "手机号",
        "星座",
        "年龄",
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("汇总表").unwrap();
    sheet.merge_range(0, 0, 0, 10, "党员基本信息采集汇总表", &Format::new().set_bold()).unwrap();
    sheet.write(1, 0, "填报单位：").unwrap();
    for (column, heading) in (0..).zip(headings) {
        sheet.write(2, column, heading).unwrap();
    }
    let (day, plain) = (
        Format::new().set_num_format("yyyy/m/d").set_border(rust_xlsxwriter::FormatBorder::Thin),
        Format::new().set_italic(),
    );
    for row in 3..5 {
        for column in 0..11 {
            sheet.write_blank(row, column, if column == 5 { &day } else { &plain }).unwrap();
        }
        sheet.write_formula(row, 10, Formula::new(format!("2011-YEAR(F{})", row + 1))).unwrap();
    }
    sheet.write(5, 1, "合计").unwrap();
    sheet.write_formula(5, 3, Formula::new("COUNTA(B4:B5)").set_result("9")).unwrap();
    sheet.write(7, 0, "填表人：").unwrap();
    sheet.merge_range(7, 3, 7, 5, "审核人：", &Format::new()).unwrap();
    let list = |entries: &[&str]| DataValidation::new().allow_list_strings(entries).unwrap();
    sheet.add_data_validation(3, 4, 4, 4, &list(&["男性", "女性"])).unwrap();
    sheet.add_data_validation(3, 6, 4, 6, &DataValidation::new().allow_list_formula("字典!$A$1:$A$2".into())).unwrap();
    sheet.set_print_area(0, 0, 7, 10).unwrap();
    let dictionary = book.add_worksheet();
    dictionary.set_name("字典").unwrap();
    dictionary.write(0, 0, "正式").unwrap();
    dictionary.write(1, 0, "发展对象").unwrap();
    dictionary.write_formula(2, 0, "COUNTA(汇总表!B4:B5)&汇总表!A8").unwrap();
    book.save(env.path("t.xlsx")).unwrap();
}

#[test]
fn rows_come_under_the_headings_and_what_stands_below_goes_down() {
    let env = TestEnv::office();
    collection(&env);
    let before = parts(&env, "t.xlsx");
    env.line("paper fill t.xlsx -o o.xlsx")
        .ok()
        .says("已写入 o.xlsx")
        .says("工作表“汇总表”填入党员 3 行")
        .says("空行不够, 在第 6 行之前插入 1 行, 以下内容下移")
        .says("不认得的标题, 未填: 星座\n")
        .says("“人员类别”的下拉列表里没有“预备党员”, 留空(1 行)");
    assert_eq!(row(&env, "o.xlsx", "汇总表", 2)[0], "填报单位：");
    // 1980-01-01 is day 29221 of the calendar of spreadsheets, 1969-03-02 day 25264.
    assert_eq!(
        row(&env, "o.xlsx", "汇总表", 4),
        [
            "n1",
            "张三",
            "福建商会党支部",
            "330402198001011236",
            "男性",
            "d29221",
            "正式",
            "20030701",
            "13812345678",
            "",
            ""
        ]
    );
    assert_eq!(
        row(&env, "o.xlsx", "汇总表", 5),
        ["n2", "李四", "福建商会党支部", "", "女性", "1975", "", "20100701", "", "", ""]
    );
    assert_eq!(
        row(&env, "o.xlsx", "汇总表", 6),
        ["n3", "王五", "光伏协会党支部", "", "", "d25264", "正式", "199507", "", "", ""]
    );
    assert_eq!(row(&env, "o.xlsx", "汇总表", 7)[1], "合计");
    assert_eq!(row(&env, "o.xlsx", "汇总表", 9)[..4], ["填表人：", "", "", "审核人："]);
    let after = parts(&env, "o.xlsx");
    let text = |part: &str| String::from_utf8(after[part].clone()).unwrap();
    let sheet = text("xl/worksheets/sheet1.xml");
    for kept in [
        "<f>2011-YEAR(F6)</f></c>",
        "<f>COUNTA(B4:B6)</f></c>",
        "sqref=\"E4:E6\"",
        "sqref=\"G4:G6\"",
        "<mergeCell ref=\"D9:F9\"/>",
        "<mergeCell ref=\"A1:K1\"/>",
    ] {
        assert!(sheet.contains(kept), "{kept}: {sheet}");
    }
    assert!(text("xl/worksheets/sheet2.xml").contains("<f>COUNTA(汇总表!B4:B6)&amp;汇总表!A9</f></c>"));
    assert!(
        text("xl/workbook.xml").contains(">汇总表!$A$1:$K$9<")
            && text("xl/workbook.xml").contains("fullCalcOnLoad=\"1\"")
    );
    let changed = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"];
    for (name, content) in &before {
        assert!(changed.contains(&name.as_str()) || after[name] == *content, "{name}");
    }
    assert_eq!(before.len(), after.len());
    let noted: String = env.connection().query_row("SELECT command FROM access", [], |row| row.get(0)).unwrap();
    assert_eq!(noted, "paper fill t.xlsx -o o.xlsx", "it has numbers in full");
    env.line("paper fill t.xlsx -o again.xlsx").ok();
    assert_eq!(std::fs::read(env.path("o.xlsx")).unwrap(), std::fs::read(env.path("again.xlsx")).unwrap());
}

#[test]
fn fewer_rows_leave_the_prepared_ones_and_the_foot_where_they_are() {
    let env = TestEnv::office();
    collection(&env);
    env.line("paper fill t.xlsx --org GF -o o.xlsx").ok().says("填入党员 1 行");
    assert_eq!(row(&env, "o.xlsx", "汇总表", 4)[..3], ["n1", "王五", "光伏协会党支部"]);
    assert_eq!(row(&env, "o.xlsx", "汇总表", 5)[1], "");
    assert_eq!(row(&env, "o.xlsx", "汇总表", 6)[1], "合计");
    // The day decides: 李四 joined in July 2010.
    env.line("paper fill t.xlsx --as-of 2010-06-30 -o o.xlsx --overwrite").ok().says("填入党员 2 行");
    assert_eq!(row(&env, "o.xlsx", "汇总表", 5)[1], "王五");
}

/// A workbook of one sheet, in the fewest parts that a workbook may have.
fn bare(sheet: &str) -> Vec<u8> {
    let parts = [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A sheet whose rows are these, and what follows them.
fn sheet(rows: &[&[&str]], after: &str) -> String {
    let cell = |text: &&str| match *text {
        "" => "<c/>".to_owned(),
        text if text.starts_with('=') => format!("<c><f>{}</f></c>", &text[1..]),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>"
    )
}

#[test]
fn what_cannot_be_filled_without_harm_is_refused() {
    let env = TestEnv::office();
    let head: &[&str] = &["姓名", "性别", "民族"];
    let refuses = |rows: &[&[&str]], after: &str, zh: &str, en: &str| {
        env.write("t.xlsx", bare(&sheet(rows, after)));
        env.refuses("paper fill t.xlsx -o o.xlsx", 3, zh, en);
        assert!(!env.path("o.xlsx").exists());
    };
    refuses(&[head, &["赵钱", "男", "汉族"]], "", "第 2 行已有内容", "row 2 of sheet “表” is filled already");
    refuses(&[head, &["填表人："]], "", "标题和第 2 行之间没有空行", "no row to fill between the headings");
    let across = "<mergeCells count=\"1\"><mergeCell ref=\"E2:E3\"/></mergeCells>";
    refuses(
        &[head, &["", "", ""], &["填表人："]],
        across,
        "还差 2 行, 而第 3 行起的内容不能下移: 合并单元格 E2:E3",
        "the merged cells E2:E3 lie across",
    );
    refuses(&[&["甲", "乙"], &["", ""]], "", "没有认得出的标题", "no headings that are known");
    env.write("t.xlsx", "姓名,性别\n");
    env.refuses("paper fill t.xlsx -o o.xlsx", 3, "不是 Excel 工作簿(.xlsx)", "no workbook of Excel");
    let whole = bare(&sheet(&[head], ""));
    env.write("t.xlsx", &whole[..whole.len() - 30]);
    env.refuses("paper fill t.xlsx -o o.xlsx", 3, "已损坏", "is damaged");
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 of the old form";
    env.write("t.xls", old);
    env.refuses("paper fill t.xls -o o.xls", 3, "是 Excel 2003 及更早的格式(.xls)", "of Excel 2003 or earlier");
    env.write("t.xlsx", &whole);
    env.refuses("paper fill t.xlsx", 2, "没有写输出到哪个文件", "no file is named");
    env.refuses("paper fill t.xlsx -o t.xlsx", 7, "不能写到", "is not written over");
    env.refuses("paper fill t.xlsx -o o.xlsm", 2, "须以 .xlsx 结尾", "is to end in .xlsx");
    env.refuses(
        "paper fill t.xlsx --rows units --org FJ -o o.xlsx",
        3,
        "没有认得出的标题",
        "no headings that are known",
    );
    env.refuses("paper fill roster FJ --rows members -o out", 2, "--rows 只用于", "--rows is for");
    env.refuses("paper fill roster -o out", 2, "没有写填给谁", "nobody is named");
    env.refuses("paper fill none.xlsx -o o.xlsx", 7, "none.xlsx", "none.xlsx");
}

#[test]
fn orgs_units_and_people_on_the_way_are_known_by_their_headings() {
    let env = with_activist();
    let fills = |head: &[&str], told: &str, expected: &[&str]| {
        env.write("t.xlsx", bare(&sheet(&[head], "")));
        env.line("paper fill t.xlsx -o o.xlsx --overwrite").ok().says(told);
        assert_eq!(row(&env, "o.xlsx", "表", 2), expected);
    };
    fills(
        &["党组织名称", "组织类别", "成立时间", "上级党组织", "党员人数", "单位名称"],
        "填入党组织 3 行",
        &["福建商会党支部", "党支部", "2008-06-01", "嘉兴市工商联党委", "n2", "嘉兴市福建商会"],
    );
    fills(
        &["社会组织名称", "组织类别", "所在区", "党组织名称"],
        "填入单位 2 行",
        &["嘉兴市光伏行业协会", "行业协会", "秀洲区", ""],
    );
    fills(
        &["姓名", "性别", "确定为积极分子时间", "培养联系人2", "培养联系人一", "入党申请时间"],
        "填入发展对象和积极分子 1 行",
        &["赵六", "男", "2010-04-01", "", "张三", "2010-01-05"],
    );
}
