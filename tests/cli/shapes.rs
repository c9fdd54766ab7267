//! The same roster in every shape a clerk meets gives the same records.

use std::io::Write as _;

use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::env::{TestEnv, id_no};

type Rows = Vec<Vec<String>>;
/// A name of a file and how a table is saved in it.
type Form = (&'static str, fn(&Rows) -> Vec<u8>);

/// The ways a table is saved.
const FORMS: [Form; 7] = [
    ("utf8.csv", |rows| csv(rows, ',').into_bytes()),
    ("mark.csv", |rows| format!("\u{feff}{}", csv(rows, ',')).into_bytes()),
    ("utf16.txt", |rows| {
        // As Excel saves a “Unicode text”.
        format!("\u{feff}{}", csv(rows, '\t')).encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("gb18030.csv", |rows| GB18030.encode(&csv(rows, ',')).0.into_owned()),
    ("semicolon.csv", |rows| GB18030.encode(&csv(rows, ';')).0.into_owned()),
    ("a.xlsx", xlsx),
    ("a.ods", ods),
];

fn csv(rows: &Rows, delimiter: char) -> String {
    let cell = |cell: &String| {
        let is_plain = !cell.contains([delimiter, '"', '\n']);
        if is_plain { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()) + "\r\n";
    rows.iter().map(line).collect()
}

fn at(place: usize) -> u32 {
    u32::try_from(place).unwrap()
}

fn xlsx(rows: &Rows) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let width = u16::try_from(rows.iter().map(Vec::len).max().unwrap() - 1).unwrap();
    for (line, row) in rows.iter().enumerate() {
        if row.iter().filter(|cell| !cell.is_empty()).count() == 1 && line == 0 {
            sheet.merge_range(0, 0, 0, width, &row[0], &Format::new()).unwrap();
            continue;
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at(line), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn ods(rows: &Rows) -> Vec<u8> {
    let cell = |cell: &String| {
        let lines: String = cell.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect();
        format!("<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>")
    };
    let line =
        |row: &Vec<String>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"名册\">{}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        rows.iter().map(line).collect::<String>()
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rows(table: &[&[&str]]) -> Rows {
    table.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// A database to copy, so that each file is imported into the same records.
fn office() -> (TestEnv, Vec<u8>) {
    let env = TestEnv::office();
    let clean = std::fs::read(env.db()).unwrap();
    (env, clean)
}

/// Imports a file into a copy of the clean database; gives the whole export.
#[track_caller]
fn imported(env: &TestEnv, clean: &[u8], (name, content): (&str, Vec<u8>), options: &str) -> String {
    std::fs::write(env.db(), clean).unwrap();
    env.write(name, content);
    let ran = env.line(&format!("member import {name} {options}")).ok();
    assert!(!ran.err.contains("警告"), "{name}: {}", ran.err);
    env.line("member export --all --reveal -f csv").ok().out
}

#[test]
fn one_roster_in_every_form_gives_the_same_export() {
    let (env, clean) = office();
    let numbers = [id_no("33040219820304001"), id_no("33040219851123002")];
    let roster = rows(&[
        &["福建商会党支部党员名册", "", "", "", "", "", "", ""],
        &["序号", "姓名", "公民身份号码", "民族", "学历", "入党时间", "手机号", "备注"],
        &["1", "赵一", &numbers[0], "汉族", "大专", "2005.7", "13812345670", "𠮷、㐂, “引号” \"直\"\n第二行"],
        &["2", "龙𬭚", &numbers[1], "畲族", "本科", "2010年7月1日", "", "=不是公式, ；|"],
        &["", "合计", "2", "", "", "", "", ""],
    ]);
    // What begins with an equals sign is told as text, as we would write it.
    let mut guarded = roster.clone();
    guarded[3][7] = "'=不是公式, ；|".into();
    let exports: Vec<(String, &str)> = FORMS
        .iter()
        .map(|(name, form)| {
            let is_sheet = name.ends_with("xlsx") || name.ends_with("ods");
            let content = form(if is_sheet { &roster } else { &guarded });
            (imported(&env, &clean, (name, content), "--org FJ"), *name)
        })
        .collect();
    for (export, name) in &exports {
        assert_eq!(*export, exports[0].0, "{name}");
    }
    assert!(exports[0].0.contains("龙𬭚") && exports[0].0.contains("第二行") && exports[0].0.contains("2005-07"));
}

/// Days as they are written, and as they are kept.
const DATES: [(&str, &str); 18] = [
    ("2005-05-31", "2005-05-31"),
    ("2005/5/31", "2005-05-31"),
    ("2005.5.31", "2005-05-31"),
    ("2005. 5. 31", "2005-05-31"),
    ("2005年5月31日", "2005-05-31"),
    ("20050531", "2005-05-31"),
    ("38503", "2005-05-31"),
    ("2005/5/31  14:30", "2005-05-31"),
    ("2005-05-31 00:00:00", "2005-05-31"),
    ("２００５－０５－３１", "2005-05-31"),
    ("２００５年５月３１日", "2005-05-31"),
    ("2005.05", "2005-05"),
    ("2005-5", "2005-05"),
    ("2005年5月", "2005-05"),
    ("200505", "2005-05"),
    ("2005", "2005"),
    ("2005年", "2005"),
    ("'2005-05-31", "2005-05-31"),
];

/// Headings over name, org and date.
fn headings() -> Vec<(&'static str, Rows)> {
    vec![
        ("plain", rows(&[&["姓名", "所在党支部", "入党时间"]])),
        ("titles", rows(&[&["党员花名册"], &["填报单位：某商会", "", "2011年5月"], &["姓名", "党支部", "入党日期"]])),
        ("two rows", rows(&[&["基本情况", "组织关系", ""], &["姓名", "所在党支部", "加入党组织日期"]])),
        ("merged", rows(&[&["姓名", "所在支部", "时间"], &["", "", "入党时间"], &["A", "B", "C1"]])),
        ("line breaks", rows(&[&["党员\n姓名", "所在\n党支部", "入党\n时间"]])),
        ("hints", rows(&[&["姓名（必填）", "所在党支部(全称)", "入党时间（年月日，如2011-05-01）"]])),
        ("full-width", rows(&[&["＊姓　名：", "所 在 党 支 部", "３．入党时间"]])),
        ("keys", rows(&[&["name", "org", "joined"]])),
        ("labels", rows(&[&["Name", "Org", "Joined"]])),
    ]
}

#[test]
fn every_form_heading_and_date_spelling() {
    let (env, clean) = office();
    for (dress, head) in headings() {
        for (name, form) in FORMS {
            let person = |(at, (written, _)): (usize, &(&str, &str))| {
                vec![format!("人{}", char::from(b'A' + u8::try_from(at).unwrap())), "FJ".into(), (*written).to_owned()]
            };
            let mut table = head.clone();
            table.extend(DATES.iter().enumerate().map(person));
            std::fs::write(env.db(), &clean).unwrap();
            env.write(name, form(&table));
            let ran = env.line(&format!("member import {name}"));
            assert!(ran.code == 0 && !ran.err.contains("警告"), "{dress} {name}: {}", ran.err);
            let kept = env.column("member list --columns no,joined --sort no", "joined");
            let expected: Vec<&str> = DATES.iter().map(|(_, kept)| *kept).collect();
            assert_eq!(kept[3..], expected, "{dress} {name}");
        }
    }
}

#[test]
fn dates_of_a_workbook_are_read_as_they_are_shown() {
    let (env, clean) = office();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "入党时间", "转正时间", "手机号"]).unwrap();
    let day = |code: &str| Format::new().set_num_format(code);
    sheet.write(1, 0, "赵一").unwrap();
    let joined = ExcelDateTime::from_ymd(2005, 5, 1).unwrap();
    sheet.write_with_format(1, 1, &joined, &day("yyyy\"年\"m\"月\"")).unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2006, 5, 31).unwrap(), &day("yyyy/m/d")).unwrap();
    sheet.write(1, 3, 13_812_345_678_f64).unwrap();
    let content = book.save_to_buffer().unwrap();
    let export = imported(&env, &clean, ("a.xlsx", content), "--org FJ");
    let row = export.lines().last().unwrap();
    assert!(row.contains("2005-05,2006-05-31") && row.contains("13812345678"), "{row}");
}

#[test]
fn a_sheet_and_a_map_are_named() {
    let (env, clean) = office();
    let mut book = Workbook::new();
    for (name, person) in [("在职", "赵一"), ("离退休", "钱二")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["大名", "现支部", "何时加入"]).unwrap();
        sheet.write_row(1, 0, [person, "FJ", "2005"]).unwrap();
    }
    let content = book.save_to_buffer().unwrap();
    env.write("map.toml", "\"大名\" = \"name\"\n\"现支部\" = \"所在党支部\"\n\"何时加入\" = \"joined\"\n");
    let export = imported(&env, &clean, ("a.xlsx", content), "--map map.toml --sheet 离退休");
    assert!(export.contains("钱二") && !export.contains("赵一"), "{export}");
    env.refuses("member import a.xlsx --sheet 离退休", 3, "没有找到标题行", "no row of headings");
    env.write("bad.toml", "\"大名\" = \"nmae\"\n");
    env.refuses("member import a.xlsx --map bad.toml", 3, "键名“nmae”不存在", "the key “nmae”, which there is not");
    env.write("broken.toml", "大名 = \n");
    env.refuses("member import a.xlsx --map broken.toml", 3, "对应表 broken.toml 无法读取", "cannot be read");
    env.refuses("member import a.xlsx --map none.toml", 7, "没有这个文件或文件夹", "no such file or folder");
}

#[test]
fn a_map_that_names_a_heading_in_vain_says_so() {
    let env = TestEnv::office();
    env.write("map.toml", "\"大名\" = \"name\"\n\"入党日子\" = \"joined\"\n");
    env.write("a.csv", "大名,所在党支部,入党的日子\n赵一,FJ,2005-07-01\n");
    let ran = env.line("member import a.csv --map map.toml").ok();
    assert!(ran.err.contains("警告: a.csv 没有对照表(--map)里的这些标题: 入党日子\n"), "{}", ran.err);
    env.write("b.csv", "名,所在党支部,性别\n赵二,FJ,男\n");
    let en = env.line("member import b.csv --map map.toml --lang en").exit(3).err;
    assert!(en.contains("Warning: b.csv has none of these headings of the map: 入党日子, 大名\n"), "{en}");
}
