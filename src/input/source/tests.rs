//! Whole files in every dress, and every bad file.

use encoding_rs::{BIG5, GB18030};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

use super::*;
use crate::i18n::Lang;
use crate::input::{Fault, Map};

const KNOWN: &[Heading] = &[
    Heading { key: "name", synonyms: &["姓名", "党员姓名"] },
    Heading { key: "sex", synonyms: &["性别"] },
    Heading { key: "id_no", synonyms: &["公民身份号码", "身份证号"] },
    Heading { key: "org", synonyms: &["所在党支部"] },
    Heading { key: "joined", synonyms: &["入党时间"] },
    Heading { key: "remark", synonyms: &["备注"] },
];

type Rows = Vec<(u64, Vec<Option<String>>)>;

fn open_as(name: &str, bytes: &[u8], opening: &Opening<'_>) -> Result<Source> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Source::open(&path, opening, KNOWN, &["name", "id_no"])
}

fn open(bytes: &[u8]) -> Result<Source> {
    open_as("a.csv", bytes, &Opening::default())
}

fn rows(source: &mut Source) -> Result<Rows> {
    let mut rows = Vec::new();
    while let Some(record) = source.next_record()? {
        assert_eq!(record.faults(), []);
        if record.passed_over().is_some() {
            continue;
        }
        let cells = (0..KNOWN.len()).map(|at| record.cell(at).map(str::to_owned)).collect();
        rows.push((record.line, cells));
    }
    Ok(rows)
}

fn read(bytes: &[u8]) -> Result<Rows> {
    rows(&mut open(bytes)?)
}

fn told(result: Result<Rows>) -> String {
    let error = result.unwrap_err();
    assert!(!error.lines(Lang::En).join("").is_empty());
    let lines = error.lines(Lang::Zh).join("\n");
    assert!(lines.contains("提示"), "{lines}");
    lines
}

fn xlsx(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut book = Writer::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn every_encoding_dress_and_delimiter_gives_the_same_cells() {
    let dresses: &[(&str, u64)] = &[
        ("姓名,性别,所在党支部,备注", 0),
        ("*姓　名：,性 别,所在党支部（全称）,备注", 0),
        ("某商会党员名册,,,\n填报单位：某支部,,,\n姓名,性别,所在党支部,备注", 2),
        ("党员名册\n\n\"党员\n姓名\",性别*,\"所在\r\n党支部\",备 注", 4),
        ("基本情况,,组织关系,备注\n姓名,性别,所在党支部,\nA,B,C1,D", 2),
        ("name,sex,org,remark", 0),
        ("NAME,性别,所在党支部,备注\n1,2,3,4", 1),
    ];
    let data =
        "\n张三,男,\"一支部, 二支部; 三 | 四\",\"他说\"\"好\"\"\n是的\"\n,,,\n合计,,,1\n李四 ,女,\u{a0}二支部,无\n";
    let mut seen = 0;
    for (dress, above) in dresses {
        for delimiter in [",", "\t", ";", "|"] {
            for ends in ["\n", "\r\n"] {
                let data = data.replace("一支部, 二支部; 三 | 四", "一〇");
                let text = format!("{dress}{data}").replace(',', delimiter).replace("\r\n", "\n").replace('\n', ends);
                for (form, bytes) in [
                    ("utf-8", text.clone().into_bytes()),
                    ("utf-8 with mark", format!("\u{feff}{text}").into_bytes()),
                    ("gb18030", GB18030.encode(&text).0.into_owned()),
                    ("utf-16le", utf16(&text, false, false)),
                    ("utf-16be", utf16(&text, false, true)),
                    ("utf-16le with mark", utf16(&text, true, false)),
                    ("utf-16be with mark", utf16(&text, true, true)),
                ] {
                    let rows = read(&bytes).unwrap_or_else(|error| panic!("{dress} {delimiter} {form}: {error}"));
                    let cells: Vec<Vec<&str>> =
                        rows.iter().map(|(_, cells)| cells.iter().flatten().map(String::as_str).collect()).collect();
                    let note = "他说\"好\"\n是的";
                    assert_eq!(
                        cells,
                        [vec!["张三", "男", "一〇", note], vec!["李四", "女", "二支部"]],
                        "{text} {form}"
                    );
                    assert_eq!([rows[0].0, rows[1].0], [2 + above, 6 + above], "{text} {form}");
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 7 * 4 * 2 * 7);
    let quoted = read("姓名,备注\n张三,\"一, 二; 三 | 四\"\n".as_bytes()).unwrap();
    assert_eq!(quoted[0].1[5].as_deref(), Some("一, 二; 三 | 四"));
}

#[test]
fn a_source_tells_what_it_found() {
    let mut source = open("名册\n序号;姓名;生肖;错误;备注\n1;张三;龙;负责人：须填写\n".as_bytes()).unwrap();
    assert!(source.described().say(Lang::Zh).ends_with("文本, 编码 UTF-8, 分隔符为分号, 标题在第 2 行"));
    assert_eq!(source.unknown_headings(), ["生肖"]);
    assert_eq!(source.headings(), ["序号", "姓名", "生肖", "错误", "备注"]);
    assert!(source.has(0) && !source.has(1));
    let record = source.next_record().unwrap().unwrap();
    assert_eq!(record.raw().iter().collect::<Vec<_>>(), ["1", "张三", "龙", ""], "what was wrong once is forgotten");
    assert_eq!(record.foot(), None);
    assert!(record.told_blank(5) && !record.told_blank(0) && !record.told_blank(1));
}

#[test]
fn a_map_and_odd_texts_are_read() {
    let map = Map::of(&[("大名", "name"), ("支部", "org")]);
    let opening = Opening { map: Some(&map), ..Opening::default() };
    let mut source = open_as("a.txt", "大名,支部\n张三,一\n".as_bytes(), &opening).unwrap();
    assert_eq!(rows(&mut source).unwrap()[0].1[3].as_deref(), Some("一"));
    assert_eq!(read("姓名\n张三\n".as_bytes()).unwrap().len(), 1);
    assert_eq!(read("sep=;\n姓名;性别\n张三;男".as_bytes()).unwrap()[0].0, 3);
    let returns = read("姓名,性别\r张三,男\r李四,女".as_bytes()).unwrap();
    assert_eq!((returns.len(), returns[1].0), (2, 3));
    let opening = Opening { encoding: Some("big5"), ..Opening::default() };
    let big5 = BIG5.encode("姓名,性別,備註\n張三,男,無\n").0.into_owned();
    assert_eq!(
        rows(&mut open_as("a.csv", &big5, &Opening { map: Some(&Map::of(&[("性別", "sex")])), ..opening }).unwrap())
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn bad_texts_are_told_with_their_lines() {
    let long = format!("姓名,备注\n张三,{}\n", "x".repeat(9_000_000));
    let never = format!("姓名,备注\n张三,\"{}", "李四,女\n".repeat(900_000));
    for (text, expected) in [
        ("姓名,性别\n张三,\"男\n李四,女\n", "第 2 行开始的引号"),
        ("姓名,性别\n张三,\"男\n李四,女\n王五,\"女\"\n赵六,男\n", "第 2 行开始的引号"),
        (long.as_str(), "第 2 行"),
        (never.as_str(), "第 2 行"),
        ("党员,电话\n张三,1\n", "没有找到标题"),
        (" \n\n", "空"),
        ("姓名,性别\n张\0三,男\n", "NUL"),
    ] {
        let lines = told(read(text.as_bytes()));
        assert!(lines.contains(expected), "{expected}: {lines}");
    }
    let big5 = BIG5.encode("姓名,性別,備註,職務\n張三,男,無,會長\n").0.into_owned();
    assert!(told(read(&big5)).contains("Big5"));
}

/// The fault of each row, or its first cell.
fn faults(bytes: &[u8]) -> Vec<String> {
    let mut source = open_as("a.csv", bytes, &Opening { keep_going: true, ..Opening::default() }).unwrap();
    let mut faults = Vec::new();
    while let Some(record) = source.next_record().unwrap() {
        faults.push(match record.faults().first() {
            Some(fault) => fault.what.say(Lang::Zh),
            None => record.cell(0).unwrap_or_default().to_owned(),
        });
    }
    faults
}

#[test]
fn a_bad_row_is_told_and_those_after_it_are_read() {
    assert_eq!(read("姓名,性别\n张三,男,,\n".as_bytes()).unwrap().len(), 1, "nothing stands there");
    let told = faults("姓名,性别\n张三,男,x,,商会\n李四,女\n".as_bytes());
    assert!(told[0].starts_with("有 5 格, 标题只有 2 格, 多出“x、商会”"), "{told:?}");
    assert_eq!(told[1..], ["李四"]);
    let long = format!("姓名,备注\n张三,{}\n李四,x\n", "字".repeat(1_000_000));
    assert!(faults(long.as_bytes())[0].starts_with("一格有 1000000 个字"));
    for (name, bytes) in [
        (
            "UTF-8",
            [b"\xe5\xa7\x93\xe5\x90\x8d,\xe6\x80\xa7\xe5\x88\xab\n\xff\xe4\xb8\x89,x\n\xe6\x9d\x8e,y\n".to_vec()],
        ),
        (
            "gb18030",
            [[GB18030.encode("姓名,性别\n张三").0.as_ref(), b"\xff,x\n", GB18030.encode("李,y\n").0.as_ref()].concat()],
        ),
    ] {
        let told = faults(&bytes[0]);
        assert!(told[0].contains(&format!("有不属于 {name} 的字节")), "{told:?}");
        assert_eq!(told[1..], ["李"], "{name}");
    }
    for text in ["姓名,性别\n张三,男\0\n李四,女\n", "姓名,性别\n\0张三,男\n李四,女\n"] {
        for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned(), utf16(text, true, false)] {
            let told = faults(&bytes);
            assert!(told[0].contains("空字符") && told[1] == "李四", "{told:?}");
        }
    }
}

fn roster(book: &mut Writer) {
    let sheet = book.add_worksheet();
    let (bold, date) = (Format::new(), Format::new().set_num_format("yyyy/m/d"));
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    sheet.set_name("花名册").unwrap();
    sheet.merge_range(0, 0, 0, 5, "某商会党员名册", &bold).unwrap();
    sheet.merge_range(1, 0, 2, 0, "姓　名", &bold).unwrap();
    sheet.merge_range(1, 1, 1, 2, "基本情况", &bold).unwrap();
    sheet.write(2, 1, "性别").unwrap();
    sheet.write(2, 2, "身份证号").unwrap();
    sheet.merge_range(1, 3, 2, 3, "所在\n党支部", &bold).unwrap();
    sheet.merge_range(1, 4, 2, 4, "入党时间（年月日）", &bold).unwrap();
    sheet.merge_range(1, 5, 2, 5, "备注", &bold).unwrap();
    sheet.write(4, 0, "张三").unwrap();
    sheet.write(4, 1, true).unwrap();
    sheet.write(4, 2, 330_402_198_001_011_234.0).unwrap();
    sheet.merge_range(4, 3, 5, 3, "一支部", &bold).unwrap();
    sheet.write_with_format(4, 4, ExcelDateTime::from_ymd(2011, 5, 1).unwrap(), &date).unwrap();
    sheet.write(4, 5, 13_800_000_000_f64).unwrap();
    sheet.write(5, 0, "李四").unwrap();
    sheet.write_with_format(5, 4, ExcelDateTime::from_ymd(2011, 5, 1).unwrap(), &month).unwrap();
    let moment = ExcelDateTime::from_ymd(2011, 5, 1).unwrap().and_hms(14, 30, 0).unwrap();
    sheet.write_with_format(5, 5, moment, &Format::new().set_num_format("yyyy/m/d h:mm")).unwrap();
    sheet.write(6, 2, "合计").unwrap();
    sheet.write(6, 5, 2).unwrap();
    sheet.write_formula(7, 0, rust_xlsxwriter::Formula::new("\"王\"&\"五\"").set_result("王五")).unwrap();
    sheet.write(500, 16_000, "far away").unwrap();
    sheet.write(500, 0, "赵六").unwrap();
}

#[test]
fn a_workbook_is_read_as_it_looks() {
    // The ending lies.
    let mut source = open_as("a.csv", &xlsx(roster), &Opening::default()).unwrap();
    assert!(source.described().say(Lang::Zh).ends_with("xlsx 工作簿, 工作表“花名册”, 标题在第 3 行"));
    let cells: Vec<(u64, Vec<String>)> = rows(&mut source)
        .unwrap()
        .into_iter()
        .map(|(line, cells)| (line, cells.into_iter().flatten().collect()))
        .collect();
    let expected: &[(u64, &[&str])] = &[
        (5, &["张三", "是", "3.30402198001011E+17", "一支部", "2011-05-01", "13800000000"]),
        (6, &["李四", "一支部", "2011-05", "2011-05-01 14:30"]),
        (8, &["王五"]),
        (501, &["赵六"]),
    ];
    assert_eq!(cells.len(), expected.len());
    for ((line, cells), expected) in cells.iter().zip(expected) {
        assert_eq!((*line, cells.iter().map(String::as_str).collect::<Vec<_>>()), (expected.0, expected.1.to_vec()));
    }
}

#[test]
fn the_sheet_is_chosen_by_its_headings() {
    let sheets = |specs: &'static [(&str, bool, bool)]| {
        xlsx(move |book| {
            for (name, is_roster, hidden) in specs {
                let sheet = book.add_worksheet().set_name(*name).unwrap();
                sheet.set_hidden(*hidden);
                sheet.write(0, 0, if *is_roster { "姓名" } else { "填表说明" }).unwrap();
                sheet.write(0, 1, if *is_roster { "性别" } else { "请如实填写" }).unwrap();
                sheet.write(1, 0, *name).unwrap();
            }
        })
    };
    let name = |bytes: &[u8], sheet: Option<&str>| {
        let source = open_as("a.xlsx", bytes, &Opening { sheet, ..Opening::default() });
        source.and_then(|mut source| rows(&mut source)).map(|rows| rows[0].1[0].clone().unwrap())
    };
    let one = sheets(&[("说明", false, false), ("名册", true, false), ("旧", true, true)]);
    assert_eq!(name(&one, None).unwrap(), "名册");
    assert_eq!(name(&one, Some("旧")).unwrap(), "旧");
    let source = open_as("a.xlsx", &one, &Opening::default()).unwrap();
    assert!(source.described().say(Lang::Zh).contains("隐藏的工作表未读: 旧"));
    let two = sheets(&[("一支部", true, false), ("二支部", true, false)]);
    let lines = name(&two, None).unwrap_err().lines(Lang::Zh).join("\n");
    assert!(lines.contains("一支部、二支部") && lines.contains("--sheet"), "{lines}");
    assert_eq!(name(&two, Some(" 二支部")).unwrap(), "二支部");
    assert!(name(&two, Some("三支部")).unwrap_err().lines(Lang::Zh).join("\n").contains("一支部、二支部"));
    let none = sheets(&[("说明", false, false), ("旧", true, true)]);
    assert!(name(&none, None).unwrap_err().lines(Lang::Zh).join("\n").contains('旧'));
}

#[test]
fn an_error_in_a_cell_is_named() {
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        for (column, heading) in ["姓名", "性别", "别的"].iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
        }
        sheet.write(1, 0, "张三").unwrap();
        sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(2, 0, "李四").unwrap();
        sheet.write_formula(2, 1, rust_xlsxwriter::Formula::new("NA()").set_result("#N/A")).unwrap();
        sheet.write(3, 0, "王五").unwrap();
    });
    let mut source = open_as("a.xlsx", &bytes, &Opening::default()).unwrap();
    assert_eq!(source.next_record().unwrap().unwrap().cell(0), Some("张三"), "nobody reads the column of the error");
    let record = source.next_record().unwrap().unwrap();
    let [Fault { what, columns }] = record.faults() else { panic!("{:?}", record.faults()) };
    let told = what.say(Lang::Zh);
    assert!(record.line == 3 && *columns == [1] && told.contains("B3") && told.contains("#N/A"), "{told}");
    assert_eq!(source.next_record().unwrap().unwrap().cell(0), Some("王五"));
}

fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write as _;
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"名册\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn open_documents_are_read() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2011-05-01\"><text:p>11</text:p></table:table-cell>";
    let content = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated=\"3\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row>{}{date}</table:table-row>",
        text("姓名"),
        text("入党时间"),
        text("张三")
    );
    let mut source = open_as("a.xls", &ods(&content), &Opening::default()).unwrap();
    let rows = rows(&mut source).unwrap();
    assert_eq!((rows.len(), rows[0].0, rows[0].1[4].as_deref()), (1, 5, Some("2011-05-01")));
}

#[test]
fn files_that_are_no_rosters_are_told() {
    let whole = xlsx(roster);
    for bytes in [
        b"%PDF-1.4".to_vec(),
        b"<table><tr><td>\xe5".to_vec(),
        whole[..whole.len() / 2].to_vec(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook".to_vec(),
        Vec::new(),
    ] {
        told(open_as("a.xls", &bytes, &Opening::default()).map(|_| Rows::new()));
    }
    assert!(Source::open(Path::new("/nowhere/a.csv"), &Opening::default(), KNOWN, &[]).is_err());
}

/// The same workbook, but that it counts days from 1904 on.
fn from_1904(book: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut parts = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut other = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        other.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        other.write_all(text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ").as_bytes()).unwrap();
    }
    other.finish().unwrap().into_inner()
}

#[test]
fn a_bare_number_for_a_day_in_a_workbook_of_1904_is_not_guessed() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for (at, heading) in [(0, "姓名"), (1, "入党时间"), (2, "备注")] {
            sheet.write(0, at, heading).unwrap();
        }
        sheet.write(1, 0, "方远一").unwrap();
        // 2001-07-01 is 37073 days after 1899-12-30, and 35611 after 1904-01-01.
        sheet.write_with_format(1, 1, 35611, &day).unwrap();
        sheet.write(2, 0, "方远二").unwrap();
        sheet.write(2, 1, 35611).unwrap();
        sheet.write(3, 0, "方远三").unwrap();
        sheet.write(3, 2, 35611).unwrap();
    });
    let faults = |book: &[u8]| {
        let mut source = open_as("a.xlsx", book, &Opening::default()).unwrap();
        let mut told = Vec::new();
        while let Some(record) = source.next_record().unwrap() {
            told.push((
                record.cell(4).map(str::to_owned),
                record.faults().first().map(|fault| fault.what.say(Lang::Zh)),
            ));
        }
        told
    };
    let told = faults(&from_1904(&book));
    assert_eq!(told[0], (Some("2001-07-01".to_owned()), None));
    assert!(
        told[1].1.as_ref().is_some_and(|fault| fault.starts_with("单元格 B3 是没有设为日期格式的 35611")),
        "{told:?}"
    );
    assert_eq!(told[1].0.as_deref(), Some("35611 (1904)"), "put aside, it is still no day of 1900");
    assert_eq!(told[2], (None, None));
    assert_eq!(faults(&book)[1], (Some("35611".to_owned()), None));
}
