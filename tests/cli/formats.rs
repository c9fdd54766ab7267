//! The same cell gives the same value in every form of file, and what only looks like a workbook is read as the table
//! that it is.

use std::io::Write as _;

use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::env::TestEnv;

/// Three headings, for name, org and date.
const HEADINGS: [&str; 3] = ["姓名", "党支部", "入党时间"];

fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// A sheet of one person for each number, shown by a format.
fn xlsx_of(cells: &[(f64, &str)]) -> Vec<u8> {
    xlsx(|sheet| {
        for (line, (number, code)) in (1..).zip(cells) {
            sheet.write_row(line, 0, [name(line), "FJ".into()]).unwrap();
            sheet.write_with_format(line, 2, *number, &Format::new().set_num_format(*code)).unwrap();
        }
    })
}

fn name(line: u32) -> String {
    format!("方远{}", ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"][line as usize])
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of OpenDocument with these styles and rows.
fn ods(styles: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"名册\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn ods_row(cells: &[&str]) -> String {
    let text = |cell: &&str| match cell.strip_prefix('<') {
        Some(_) => (*cell).to_owned(),
        None => format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"),
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(text).collect::<String>())
}

/// A document of Word with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    zipped(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &text)])
}

/// A row of a table of Word; before `|` stands what a cell says of itself.
pub(crate) fn docx_row(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        let (own, text) = cell.split_once('|').unwrap_or(("", cell));
        format!("<w:tc><w:tcPr>{own}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

/// A table of Word.
pub(crate) fn docx_table(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

/// A workbook of Excel 2003 with this within.
fn xml(within: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<ss:Workbook \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{within}</ss:Workbook>"
    )
}

fn xml_row(cells: &[&str]) -> String {
    let text = |cell: &&str| match cell.strip_prefix('<') {
        Some(_) => (*cell).to_owned(),
        None => format!("<ss:Cell><ss:Data ss:Type=\"String\">{cell}</ss:Data></ss:Cell>"),
    };
    format!("<ss:Row>{}</ss:Row>", cells.iter().map(text).collect::<String>())
}

/// Imports a file into the small office; gives what it told, and name and date of those who came.
#[track_caller]
fn imported(name: &str, content: impl AsRef<[u8]>) -> (String, Vec<(String, String)>) {
    let env = TestEnv::office();
    env.write(name, content);
    let told = env.line(&format!("member import {name}")).ok().err;
    assert!(!told.contains("警告"), "{told}");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let people = env.json("member list --columns no,name,joined --sort no");
    let people = people.as_array().unwrap()[3..].iter().map(|row| (text(&row["name"]), text(&row["joined"])));
    (told, people.collect())
}

/// The dates of those who come with a file.
#[track_caller]
fn dates(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    imported(name, content).1.into_iter().map(|(_, joined)| joined).collect()
}

#[track_caller]
fn people(name: &str, content: impl AsRef<[u8]>) -> Vec<(String, String)> {
    imported(name, content).1
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, date)| ((*name).to_owned(), (*date).to_owned())).collect()
}

#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, zh: &str, en: &str) {
    let env = TestEnv::office();
    env.write(name, content);
    env.refuses(&format!("member import {name}"), 3, zh, en);
}

/// 2001-07-01 and 2001-01-01 as Excel counts days.
const JULY: f64 = 37073.0;
const JANUARY: f64 = 36892.0;

#[test]
fn a_month_or_a_year_is_what_an_xlsx_shows() {
    let cells = [
        (JULY, "yyyy\"年\"m\"月\""),
        (JULY, "[$-804]yyyy\"年\"m\"月\";@"),
        (JULY, "mmm-yy"),
        (JULY, "yyyy.mm"),
        (JULY, "m/d/yy"),
        (JULY, "yyyy-mm-dd"),
        (JANUARY, "yyyy"),
        (JANUARY, "yyyy\"年\""),
    ];
    let shown = ["2001-07", "2001-07", "2001-07", "2001-07", "2001-07-01", "2001-07-01", "2001", "2001"];
    assert_eq!(dates("a.xlsx", xlsx_of(&cells)), shown);
}

#[test]
fn a_month_is_a_month_in_an_xls() {
    let env = TestEnv::office();
    env.write("month.xls", include_bytes!("../files/month.xls"));
    env.line("member import month.xls").ok();
    let joined = env.column("member list --columns no,joined --sort no", "joined");
    assert_eq!(joined[3..], ["2001-07", "2001-07", "2001-07", "2001-07-01"]);
}

#[test]
fn a_month_a_year_and_a_number_are_what_an_ods_shows() {
    let date = |style: &str, day: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"date\" office:date-value=\"{day}\"><text:p>x</text:p></table:table-cell>"
        )
    };
    let styles = "<number:date-style style:name=\"N1\"><number:year number:style=\"long\"/><number:text>年</number:text>\
         <number:month/><number:text>月</number:text></number:date-style>\
         <number:date-style style:name=\"N2\"><number:year/></number:date-style>\
         <style:style style:name=\"month\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>\
         <style:style style:name=\"child\" style:family=\"table-cell\" style:parent-style-name=\"month\"/>\
         <style:style style:name=\"year\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>";
    let unstyled = "<table:table-cell office:value-type=\"date\" office:date-value=\"2001-07-01\"/>";
    let rows = [
        "<table:table-column/><table:table-column/><table:table-column table:default-cell-style-name=\"month\"/>"
            .to_owned(),
        ods_row(&HEADINGS),
        ods_row(&["方远一", "FJ", &date("month", "2001-07-01")]),
        ods_row(&["方远二", "FJ", &date("child", "2001-07-01T00:00:00")]),
        ods_row(&["方远三", "FJ", &date("year", "2001-01-01")]),
        ods_row(&["方远四", "FJ", unstyled]),
    ];
    assert_eq!(dates("a.ods", ods(styles, &rows.concat())), ["2001-07", "2001-07", "2001", "2001-07"]);
    let merged = [
        ods_row(&HEADINGS),
        ods_row(&[
            "方远一",
            "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>FJ</text:p></table:table-cell>",
            unstyled,
        ]),
        ods_row(&[
            "方远二<office:annotation><text:p>批注</text:p></office:annotation>",
            "<table:covered-table-cell/>",
            "2001",
        ]),
    ];
    let expected = pairs(&[("方远一", "2001-07-01"), ("方远二", "2001")]);
    assert_eq!(people("a.ods", ods("", &merged.concat())), expected);
}

#[test]
fn a_formula_without_a_result_is_told() {
    let (zh, en) = ("的公式没有计算结果", "has no result");
    refused("a.xls", include_bytes!("../files/formula_without_result.xls"), &format!("F2 {zh}"), en);
    let uncomputed = "<table:table-cell table:formula=\"of:=DATE(2001;7;1)\"/>";
    let rows = ods_row(&HEADINGS) + &ods_row(&["方远一", "FJ", uncomputed]);
    refused("a.ods", ods("", &rows), &format!("C2 {zh}"), en);
    let rows = xml_row(&HEADINGS) + &xml_row(&["方远一", "FJ", "<ss:Cell ss:Formula=\"=DATE(2001,7,1)\"/>"]);
    let book = xml(&format!("<ss:Worksheet ss:Name=\"a\"><ss:Table>{rows}</ss:Table></ss:Worksheet>"));
    refused("a.xls", book, &format!("C2 {zh}"), en);
}

#[test]
fn the_day_zero_is_no_day() {
    let (told, people) =
        imported("a.xlsx", xlsx_of(&[(0.0, "yyyy-mm-dd"), (JULY, "yyyy-mm-dd"), (0.0, "yyyy\"年\"m\"月\"")]));
    assert!(told.contains("a.xlsx: 日期单元格里是 0, 作空白处理: C2、C4"), "{told}");
    assert_eq!(people, pairs(&[("方远一", ""), ("方远二", "2001-07-01"), ("方远三", "")]));
    let zero = "<table:table-cell office:value-type=\"date\" office:date-value=\"1899-12-30\"/>";
    let rows = ods_row(&HEADINGS) + &ods_row(&["方远一", "FJ", zero]);
    let (told, people) = imported("a.ods", ods("", &rows));
    assert!(told.contains("作空白处理: C2"), "{told}");
    assert_eq!(people, pairs(&[("方远一", "")]));
}

#[test]
fn a_year_typed_into_a_cell_for_days_is_told() {
    let zh = "单元格 C2 设成了日期, 存的数却是 2001, 因此显示为 1905-06-23; 原来写的很可能是“2001”";
    let en = "cell C2 is formatted as a date but holds the number 2001, which shows as 1905-06-23; most likely “2001”";
    for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "m/d/yy"] {
        refused("a.xlsx", xlsx_of(&[(2001.0, code)]), zh, en);
    }
    refused("a.xlsx", xlsx_of(&[(200_107.0, "yyyy-mm-dd")]), "很可能是“2001-07”", "most likely “2001-07”");
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"1905-06-23\"/>";
    refused("a.ods", ods("", &(ods_row(&HEADINGS) + &ods_row(&["方远一", "FJ", day]))), zh, en);
    assert_eq!(dates("a.xlsx", xlsx_of(&[(20_010_701.0, "yyyy-mm-dd")])), ["2001-07-01"]);
}

#[test]
fn a_number_is_the_code_that_it_shows_and_a_day_is_none() {
    let codes = |first: f64, code: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["党组织代码", "党组织全称", "组织类别", "成立日期"]).unwrap();
        sheet.write_with_format(1, 0, first, &Format::new().set_num_format(code)).unwrap();
        sheet.write_row(1, 1, ["甲协会党支部", "党支部", "2010"]).unwrap();
        book.save_to_buffer().unwrap()
    };
    for (number, format, code) in [(7.0, "000", "007"), (7.0, "\"GX\"000", "GX007"), (7.0, "0", "7")] {
        let env = TestEnv::new();
        env.write("a.xlsx", codes(number, format));
        env.line("org import a.xlsx").ok();
        assert_eq!(env.column("org list --columns code", "code"), [code], "{format}");
    }
    let env = TestEnv::new();
    for (format, likely) in
        [("m\"月\"d\"日\"", "3-1"), ("d-mmm", "3-1"), ("mmm-yy", "2026-3"), ("yyyy/m/d", "2026-3-1")]
    {
        env.write("a.xlsx", codes(46082.0, format));
        let zh = format!("单元格 A2 是日期 2026-03{}", if format == "mmm-yy" { ", 这" } else { "-01, 这" });
        env.refuses("org import a.xlsx", 3, &zh, &format!("perhaps “{likely}” was typed"));
    }
}

#[test]
fn a_day_beside_dates_is_told_unless_a_remark_is_about_one() {
    let with = |heading: &str, format: &str| {
        xlsx(|sheet| {
            sheet.write(0, 3, heading).unwrap();
            sheet.write_row(1, 0, ["方远一", "FJ", "2001"]).unwrap();
            sheet.write_with_format(1, 3, 38781.0, &Format::new().set_num_format(format)).unwrap();
        })
    };
    for heading in ["手机号", "学历", "备注", "所在单位"] {
        refused("a.xlsx", with(heading, "m-d"), "单元格 D2 是日期 2006-03-05", "perhaps “3-5” was typed");
    }
    assert_eq!(dates("a.xlsx", with("备注", "yyyy-mm-dd")), ["2001"]);
}

#[test]
fn texts_of_a_workbook_keep_their_apostrophes() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名,党支部,备注\n方远一,FJ,''=SUM(A1)\n方远二,FJ,''-1\n方远三,FJ,007\n方远四,FJ,'+86\n");
    env.line("member import a.csv").ok();
    let remarks = env.column("member list --columns no,remark --sort no", "remark");
    assert_eq!(remarks[3..], ["'=SUM(A1)", "'-1", "007", "+86"]);
    for file in ["b.xlsx", "b.csv"] {
        env.line(&format!("member export --reveal -o {file}")).ok();
        let again = &env.json(&format!("member import {file}"))[0];
        assert_eq!((&again["added"], &again["updated"]), (&0.into(), &0.into()), "{file}");
    }
    let book = xlsx(|sheet| {
        sheet.write_row(0, 2, ["入党时间", "手机号", "备注"]).unwrap();
        sheet.write_row(1, 0, ["方远五", "FJ", "'2001-07-01", "'13812345679", "'98年的"]).unwrap();
    });
    env.write("c.xlsx", book);
    env.line("member import c.xlsx").ok();
    let row = &env.json("member list --reveal --columns no,joined,phone,remark --sort no")[7];
    let shown = (row["joined"].as_str(), row["phone"].as_str(), row["remark"].as_str());
    assert_eq!(shown, (Some("2001-07-01"), Some("13812345679"), Some("'98年的")));
}

#[test]
fn what_is_put_aside_of_a_workbook_as_a_text_comes_back() {
    let env = TestEnv::office();
    let book = xlsx(|sheet| {
        sheet.write(0, 3, "备注").unwrap();
        sheet.write_row(1, 0, ["方远一", "FJ", "2001-13-01", "'=SUM(A1)"]).unwrap();
        sheet.write_row(2, 0, ["方远二", "FJ", "2001-13-01", "-1"]).unwrap();
    });
    env.write("a.xlsx", book);
    env.line("member import a.xlsx --keep-going --rejects a.rejects.csv").exit(1);
    let mended = std::fs::read_to_string(env.path("a.rejects.csv")).unwrap().replace("2001-13-01", "2001-07-01");
    env.write("mended.csv", mended);
    env.line("member import mended.csv").ok();
    assert_eq!(env.column("member list --columns no,remark --sort no", "remark")[3..], ["'=SUM(A1)", "-1"]);
}

#[test]
fn a_workbook_of_excel_2003_is_read_as_one() {
    let styles = "<ss:Styles><ss:Style ss:ID=\"m\"><ss:NumberFormat ss:Format=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></ss:Style>\
         <ss:Style ss:ID=\"d\"><ss:NumberFormat ss:Format=\"Short Date\"/></ss:Style></ss:Styles>";
    let day = |style: &str| {
        format!(
            "<ss:Cell ss:Index=\"3\"{style}><ss:Data ss:Type=\"DateTime\">2001-07-01T00:00:00.000</ss:Data></ss:Cell>"
        )
    };
    let rows = [
        "<ss:Column ss:Index=\"3\" ss:StyleID=\"m\"/>".to_owned(),
        "<ss:Row ss:Index=\"2\"><ss:Cell ss:MergeAcross=\"2\"><ss:Data ss:Type=\"String\">党员花名册</ss:Data></ss:Cell></ss:Row>".into(),
        xml_row(&HEADINGS),
        xml_row(&[
            "方远一<!-- --><ss:Comment><ss:Data>批注</ss:Data></ss:Comment>",
            "<ss:Cell ss:MergeDown=\"1\"><ss:Data ss:Type=\"String\">FJ</ss:Data></ss:Cell>",
            &day(" ss:StyleID=\"m\""),
        ]),
        xml_row(&["方远&#20108;", &day(" ss:StyleID=\"d\"")]),
        format!("<ss:Row ss:Index=\"9\"><ss:Cell><ss:Data ss:Type=\"String\">方远三</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type=\"String\"><![CDATA[FJ]]></ss:Data></ss:Cell>{}</ss:Row>", day("")),
    ];
    let hidden = "<ss:Worksheet ss:Name=\"旧\"><ss:Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></ss:Worksheet>";
    let sheet = format!("<ss:Worksheet ss:Name=\"花名册\"><ss:Table>{}</ss:Table></ss:Worksheet>", rows.concat());
    let book = xml(&format!("{styles}{sheet}{hidden}"));
    let expected = pairs(&[("方远一", "2001-07"), ("方远二", "2001-07-01"), ("方远三", "2001-07")]);
    // With a prefix, without one, and in the encoding that the first line tells.
    let bare = book.replace("ss:", "").replace("xmlns:ss", "xmlns").replace("xmlns=", "xmlns:ss=\"x\" xmlns=");
    let gbk = GB18030.encode(&book.replace("version=\"1.0\"", "version=\"1.0\" encoding=\"GBK\"")).0.into_owned();
    for content in [book.into_bytes(), bare.into_bytes(), gbk] {
        let (told, people) = imported("花名册.xls", &content);
        assert!(told.contains("Excel 2003 XML 工作簿, 工作表“花名册”(隐藏的工作表未读: 旧), 标题在第 3 行"), "{told}");
        assert_eq!(people, expected);
    }
}

#[test]
fn a_web_page_under_the_ending_of_a_workbook_is_read_as_its_tables() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta http-equiv=\"Content-Type\" \
         content=\"text/html; charset=gb2312\"><style>td { color: red } </td></style></head><body>\n<table border=1>\n\
         <tr><td colspan=\"3\">党员花名册</td></tr>\n<tr><th>姓&nbsp;名<th>\n  党支部\n</th><th>入党<br>时间</th></tr>\n\
         <TR><TD>方远一</TD><TD rowspan=2>FJ</TD><TD>2001&#24180;7月</TD></TR>\n\
         <tr><td> 方远二 </td><td>=\"2001-07-01\"</td></tr>\n\
         <tr><td>方远三<td>FJ<td><p>2002</p></table><table><tr><td>打印人</td><td>某某</td></tr></table></body></html>";
    let expected = pairs(&[("方远一", "2001-07"), ("方远二", "2001-07-01"), ("方远三", "2002")]);
    for content in [page.as_bytes().to_vec(), GB18030.encode(page).0.into_owned()] {
        let (told, people) = imported("名册.xls", content);
        assert!(told.contains("网页 (HTML), 第 1 个表格(没有标题的表格未读: 第 2 个), 标题在第 2 行"), "{told}");
        assert_eq!(people, expected);
    }
    // A table that lays out the page, with the roster in one of its cells.
    let nested = "<table><tr><td>导航<table><tr><td>姓名</td><td>党支部</td></tr><tr><td>方远一</td><td>FJ</td></tr></table></td></tr></table>";
    assert_eq!(people("a.xls", nested), pairs(&[("方远一", "")]));
    let cut = &nested[..nested.len() - 40];
    refused("a.xls", cut, "不是完好的工作簿: 内容没有结束", "is no sound workbook: it breaks off");
}

#[test]
fn the_tables_of_a_document_are_read_in_order() {
    let body = [
        "<w:p><w:r><w:t>党员花名册</w:t></w:r></w:p>".to_owned(),
        docx_table(&[docx_row(&["制表", "某人"])]),
        docx_table(&[
            docx_row(&["<w:gridSpan w:val=\"3\"/>|福建商会党支部"]),
            docx_row(&HEADINGS),
            docx_row(&["方远一", "<w:vMerge w:val=\"restart\"/>|FJ", "1998年7月1日"]),
            docx_row(&["方远二", "<w:vMerge/>|", "2001.7"]),
        ]),
        // The columns are in another order.
        docx_table(&[docx_row(&["党支部", "姓名", "入党时间"]), docx_row(&["GF", "方远三", "2002"])]),
    ];
    let (told, people) = imported("名册.docx", docx(&body.concat()));
    assert!(
        told.contains("Word 文档, 第 2、3 个表格(行号接着数)(没有标题的表格未读: 第 1 个), 标题在第 2 行"),
        "{told}"
    );
    assert_eq!(people, pairs(&[("方远一", "1998-07-01"), ("方远二", "2001-07"), ("方远三", "2002")]));
    let env = TestEnv::office();
    env.write("名册.docx", docx(&body.concat()));
    assert_eq!(env.json("member import 名册.docx --sheet 3")[0]["added"], 1);
    refused("a.docx", docx("<w:p><w:r><w:t>通知</w:t></w:r></w:p>"), "中没有表格", "holds no table");
    refused("a.xls", "<html><body><p>通知</p></body></html>", "中没有表格", "holds no table");
}

#[test]
fn hostile_files_are_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"方\"><!ENTITY b \"&a;&a;&a;\">]>";
    let rows = xml_row(&HEADINGS) + &xml_row(&["&b;", "FJ", "2001"]);
    let sheet = format!("<ss:Worksheet ss:Name=\"a\"><ss:Table>{rows}</ss:Table></ss:Worksheet>");
    refused(
        "a.xls",
        xml(&sheet).replace("<ss:Workbook", &format!("{bomb}<ss:Workbook")),
        "不是完好的工作簿: 内容残缺或已损坏(原文“&b;”)",
        "no sound workbook: it is damaged, or not all there (&b;)",
    );
    let far = "<ss:Row><ss:Cell ss:Index=\"4000000000\"><ss:Data ss:Type=\"String\">x</ss:Data></ss:Cell></ss:Row>";
    let sheet = format!("<ss:Worksheet ss:Name=\"a\"><ss:Table>{far}</ss:Table></ss:Worksheet>");
    refused("a.xls", xml(&sheet), "大得不可能", "impossibly large");
    let wide = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
         table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    refused("a.ods", ods("", wide), "大得不可能", "impossibly large");
    let endless = format!("<w:tbl>{}", docx_row(&[&"x".repeat(9 << 20)]));
    refused("a.docx", docx(&endless), "大得不可能", "impossibly large");
    let cells = "<td rowspan=65534 colspan=1000>x</td>".repeat(20_000);
    refused("a.xls", format!("<table><tr>{cells}</tr></table>"), "大得不可能", "impossibly large");
    let (cells, rows) = ("<td rowspan=65534>x</td>".repeat(10_000), "<tr><td>y</td></tr>".repeat(1000));
    refused("a.xls", format!("<table><tr>{cells}</tr>{rows}</table>"), "大得不可能", "impossibly large");
}

#[test]
fn a_workbook_with_a_password_is_opened_with_it() {
    let env = TestEnv::new();
    env.line("org add 福建商会党支部 --kind branch --founded 2001-01-01").ok();
    env.write("名册.xlsx", include_bytes!("../files/password.xlsx"));
    env.refuses("member import 名册.xlsx", 3, "有打开密码, 不能读取", "protected by a password");
    env.write("wrong.txt", "123\n");
    env.refuses("member import 名册.xlsx --password-file wrong.txt", 3, "密码不对", "is another one");
    env.refuses(
        "member import 名册.xlsx --password-file none.txt",
        7,
        "没有这个文件或文件夹",
        "no such file or folder",
    );
    env.write("right.txt", "\u{feff}123456\r\n");
    assert_eq!(env.json("member import 名册.xlsx --password-file right.txt")[0]["added"], 1);
}
