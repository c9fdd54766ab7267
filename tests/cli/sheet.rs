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
    let rows: i64 = env.connection().query_row("SELECT rows FROM access", [], |row| row.get(0)).unwrap();
    assert!(rows >= 3, "{rows}");
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
    env.line("paper fill t.xlsx 光伏支部 -o o.xlsx --overwrite").ok().says("填入党员 1 行");
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

/// The head of the sheet of social organisations: four rows of headings under a title, in groups within groups, and a row of codes.
fn party_check(env: &TestEnv) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("党建情况").unwrap();
    let plain = Format::new();
    let mut head = |top: u32, left: u16, bottom: u32, right: u16, text: &str| {
        if (top, left) == (bottom, right) {
            sheet.write(top, left, text).unwrap();
        } else {
            sheet.merge_range(top, left, bottom, right, text, &plain).unwrap();
        }
    };
    head(0, 0, 0, 36, "社会组织党建情况表");
    head(1, 0, 4, 0, "序号");
    head(1, 1, 1, 5, "基本情况");
    for (column, text) in (1..).zip(["社会组织名称", "组织类别", "登记证号"]) {
        head(2, column, 4, column, text);
    }
    head(2, 4, 2, 5, "法定代表人");
    head(3, 4, 4, 4, "姓名");
    head(3, 5, 4, 5, "政治面貌");
    head(1, 6, 1, 27, "党组织建立情况");
    head(2, 6, 4, 6, "党组织设置");
    head(2, 7, 2, 22, "已建党组织");
    let built = [
        "建立党组织时间",
        "党组织名称",
        "审批单位",
        "审批文号",
        "组织建制",
        "党组织类型",
        "党组织隶属关系",
        "是否兼合式党组织",
    ];
    for (column, text) in (7..).zip(built) {
        head(3, column, 4, column, text);
    }
    head(3, 15, 3, 22, "党组织负责人");
    for (column, text) in
        (15..).zip(["姓名", "身份证号", "民族", "学历", "联系电话", "社会组织职务", "原工作单位", "职务"])
    {
        head(4, column, 4, column, text);
    }
    head(2, 23, 2, 27, "未建党组织");
    head(3, 23, 4, 23, "未建立党组织原因");
    head(3, 24, 4, 24, "拟建党组织日期");
    head(3, 25, 3, 27, "党建指导员");
    for (column, text) in (25..).zip(["姓名", "电话", "工作单位"]) {
        head(4, column, 4, column, text);
    }
    head(1, 28, 1, 34, "党员情况");
    let members = [
        "从业人员党员数",
        "专职党员数量",
        "兼职党员数量",
        "预备党员人数",
        "发展对象人数",
        "入党积极分子人数",
        "申请入党人数",
    ];
    for (column, text) in (28..).zip(members) {
        head(2, column, 4, column, text);
    }
    head(1, 35, 4, 35, "已建群团组织");
    head(1, 36, 4, 36, "说明");
    let codes =
        "A B C D1 D2 E G1 G2 G3 G4 G5 G6 G7 G8 G91 G92 G93 G94 G95 G96 G97 G98 H1 H2 H31 H32 H33 I J K L1 L2 L3 L4 M N";
    for (column, code) in (1..).zip(codes.split(' ')) {
        sheet.write(5, column, code).unwrap();
    }
    book.save(env.path("t.xlsx")).unwrap();
}

#[test]
fn headings_of_four_rows_and_a_row_of_codes_are_read_as_what_they_stand_for() {
    let env = TestEnv::office();
    party_check(&env);
    env.line("org unit set 光伏协会 --leader 钱七").ok();
    env.line("org cover GF 光伏协会 --how own --from 2010-03-01").ok();
    env.line("org post add GF 王五 书记 --from 2010-04-01").ok();
    env.line("paper fill t.xlsx -o o.xlsx")
        .ok()
        .says("工作表“党建情况”填入单位 2 行")
        .says("不认得的标题, 未填: 政治面貌、党组织设置、")
        .says("没有数据可填: 登记证号、审批文号\n");
    assert_eq!(row(&env, "o.xlsx", "党建情况", 6)[1..4], ["A", "B", "C"]);
    let mut expected = vec![String::new(); 37];
    for (column, text) in [
        (0, "n1"),
        (1, "嘉兴市光伏行业协会"),
        (2, "行业协会"),
        (4, "钱七"),
        (7, "2010-03"),
        (8, "光伏协会党支部"),
        (11, "党支部"),
        (15, "王五"),
        (31, "n0"),
    ] {
        expected[column] = text.to_owned();
    }
    assert_eq!(row(&env, "o.xlsx", "党建情况", 7), expected);
    let second = row(&env, "o.xlsx", "党建情况", 8);
    assert_eq!([&second[1], &second[8], &second[31]], ["嘉兴市福建商会", "福建商会党支部", "n1"]);
}

#[test]
fn fields_in_double_braces_are_filled_wherever_they_stand() {
    let env = TestEnv::office();
    env.line("config set office.name 嘉兴市工商联").ok();
    let rows: &[&[&str]] = &[
        &["{{党组织}}党员名册", "{{ founded }}"],
        &["填报单位：{{单位名称}}（{{党员数}}人）", "{{党员数}}", "{{联系电话}}"],
        &["={{x}}"],
        &["序号", "姓名", "性别"],
    ];
    let template = bare(&sheet(rows, ""));
    env.write("t.xlsx", &template);
    env.line("paper fill t.xlsx 福建支部 -o o.xlsx").ok().says("t.xlsx: 留空待填: 联系电话").says("填入党员 2 行");
    assert_eq!(row(&env, "o.xlsx", "表", 1), ["福建商会党支部党员名册", "2008-06-01", ""]);
    assert_eq!(row(&env, "o.xlsx", "表", 2), ["填报单位：嘉兴市工商联（2人）", "n2", ""]);
    assert_eq!(row(&env, "o.xlsx", "表", 6), ["n2", "李四", "女"]);
    // Of another org the rows are those that were asked for.
    env.line("paper fill t.xlsx 工商联党委 --org GF -o o.xlsx --overwrite").ok().says("填入党员 1 行");
    assert_eq!(row(&env, "o.xlsx", "表", 1)[0], "嘉兴市工商联党委党员名册");
    assert_eq!(row(&env, "o.xlsx", "表", 5)[1], "王五");
    let fields = env.json("paper fields t.xlsx 福建支部");
    let used: Vec<&str> = fields
        .as_array()
        .unwrap()
        .iter()
        .filter(|field| field["used"] == true)
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(used, ["org", "founded", "phone", "members_count", "office"]);
    env.refuses("paper fill t.xlsx -o o2.xlsx", 2, "没有写填给谁", "nobody is named");
    env.refuses("paper fill t.xlsx FJ GF -o o2.xlsx", 2, "一次只填给一个", "for one at a time");
    env.write("bad.xlsx", bare(&sheet(&[&["{{党组织名}}"]], "")));
    env.refuses("paper fill bad.xlsx FJ -o o2.xlsx", 3, "范本“bad.xlsx”: 没有字段“党组织名”", "there is no field");
    env.write("bad.xlsx", bare(&sheet(&[&["{{党组织"]], "")));
    env.refuses("paper fill bad.xlsx FJ -o o2.xlsx", 3, "字段没有结束的括号", "without its closing braces");
    env.write("none.xlsx", bare(&sheet(&[&["姓名"]], "")));
    env.refuses("paper fill none.xlsx --date 2011-05-01 -o o2.xlsx", 2, "--date 只用于", "--date is for");
    env.refuses("paper fields none.xlsx", 3, "没有双括号的字段", "no fields in double braces");
}

#[test]
fn a_table_goes_on_with_its_rows_and_the_gap_below_stays() {
    let env = TestEnv::office();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let border = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    let columns = ["姓名", "性别", "备考"].map(|heading| rust_xlsxwriter::TableColumn::new().set_header(heading));
    sheet.add_table(0, 0, 1, 2, &rust_xlsxwriter::Table::new().set_columns(&columns)).unwrap();
    sheet.write_blank(1, 0, &border).unwrap().write_blank(1, 1, &border).unwrap();
    sheet.write_formula_with_format(1, 2, Formula::new("A2&B2"), &border).unwrap();
    sheet.write(3, 0, "审核人：").unwrap();
    sheet.write(1, 5, "侧注").unwrap();
    book.save(env.path("t.xlsx")).unwrap();
    env.line("paper fill t.xlsx -o o.xlsx").ok().says("在第 3 行之前插入 2 行");
    assert_eq!(row(&env, "o.xlsx", "Sheet1", 4)[..2], ["王五", ""]);
    assert_eq!(row(&env, "o.xlsx", "Sheet1", 5), [""; 6]);
    assert_eq!(row(&env, "o.xlsx", "Sheet1", 6)[0], "审核人：");
    let text = |part: &str| String::from_utf8(parts(&env, "o.xlsx")[part].clone()).unwrap();
    assert!(text("xl/tables/table1.xml").contains("ref=\"A1:C4\""));
    assert!(text("xl/worksheets/sheet1.xml").contains("<f>A4&amp;B4</f></c>"));
}

#[test]
fn macros_are_copied_as_they_are() {
    let env = TestEnv::office();
    let template = bare(&sheet(&[&["姓名"]], ""));
    let mut zip = zip::ZipWriter::new_append(Cursor::new(template)).unwrap();
    zip.start_file("xl/vbaProject.bin", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"\x00\xff macro").unwrap();
    env.write("t.xlsm", zip.finish().unwrap().into_inner());
    env.line("paper fill t.xlsm -o o.xlsm").ok().says("填入党员 3 行");
    assert_eq!(parts(&env, "o.xlsm")["xl/vbaProject.bin"], b"\x00\xff macro");
    env.refuses("paper fill t.xlsm -o o.xlsx", 2, "须以 .xlsm 结尾", "is to end in .xlsm");
}
