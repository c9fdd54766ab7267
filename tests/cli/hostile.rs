//! Files made to do harm: each ends in a clear refusal, within bounds of memory and time, or does nothing but be shown.

use std::io::{Cursor, Write as _};

use crate::env::{Ran, TestEnv, ran};
use crate::formats::{docx, docx_row, docx_table};

/// A text as long as this is in no cell.
const LONG: usize = 9 << 20;

/// The memory that a run may ask the system for, in KiB: a few times what an import of an ordinary file reserves.
const MEMORY: u32 = 3 << 20;

/// Runs a command line within bounds of memory.
fn within_bounds(env: &TestEnv, line: &str) -> Ran {
    let limit = if cfg!(target_os = "linux") { format!("ulimit -v {MEMORY}; ") } else { String::new() };
    ran(env.shell(&format!("{limit}exec \"$0\" {line}")).arg(env!("CARGO_BIN_EXE_dangwu")).output().unwrap())
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose sheet holds these rows of markup, with further parts; the sheet comes last.
fn xlsx(rows: &str, others: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (office, main) = (
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}/relationships\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    let mut parts = vec![
        ("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml")).into_bytes()),
        ("xl/workbook.xml", book.into_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &(relation("a", "worksheet", "worksheets/sheet1.xml")
                    + &relation("b", "sharedStrings", "sharedStrings.xml")),
            )
            .into_bytes(),
        ),
    ];
    parts.extend_from_slice(others);
    parts.push(("xl/worksheets/sheet1.xml", sheet.into_bytes()));
    zipped(&parts)
}

fn row(line: u32, cells: &[&str]) -> String {
    let cell =
        |(column, text): (char, &&str)| format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("<row r=\"{line}\">{}</row>", ('A'..).zip(cells).map(cell).collect::<String>())
}

fn headings() -> String {
    row(1, &["姓名", "党支部", "入党时间"])
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"名册\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

fn ods_row(cells: &[&str], of_row: &str, of_cell: &str) -> String {
    let cell = |text: &&str| format!("<table:table-cell {of_cell}><text:p>{text}</text:p></table:table-cell>");
    format!("<table:table-row {of_row}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// Writes another size, unpacked, of the last part of an archive, in both places where it stands.
fn declaring(mut archive: Vec<u8>, size: u32) -> Vec<u8> {
    let last = |sign: &[u8]| archive.windows(4).rposition(|bytes| bytes == sign).unwrap();
    for at in [last(b"PK\x01\x02") + 24, last(b"PK\x03\x04") + 22] {
        archive[at..at + 4].copy_from_slice(&size.to_le_bytes());
    }
    archive
}

#[test]
fn what_unpacks_to_more_than_anybody_made_is_refused() {
    let env = TestEnv::office();
    let long = "x".repeat(LONG);
    let shared = format!("<sst><si><t>{long}</t></si></sst>").into_bytes();
    let nested = "<w:tbl><w:tr><w:tc>".repeat(20_000) + &"</w:tc></w:tr></w:tbl>".repeat(20_000);
    let many = (0..20_000).map(|at| format!("e{at}")).collect::<Vec<_>>();
    let many: Vec<(&str, Vec<u8>)> = many.iter().map(|name| (name.as_str(), Vec::new())).collect();
    let everywhere =
        ods_row(&["x"], "table:number-rows-repeated=\"1048576\"", "table:number-columns-repeated=\"16384\"");
    for (name, bytes) in [
        ("cell.xlsx", xlsx(&(headings() + &row(2, &[&long])), &[])),
        ("shared.xlsx", xlsx(&headings(), &[("xl/sharedStrings.xml", shared)])),
        ("declared.xlsx", declaring(xlsx(&headings(), &[]), u32::MAX - 1)),
        ("entries.xlsx", xlsx(&headings(), &many)),
        ("cell.docx", docx(&docx_table(&[docx_row(&["姓名", "党支部"]), docx_row(&[&long, "FJ"])]))),
        ("nested.docx", docx(&nested)),
        ("cell.ods", ods(&(ods_row(&["姓名", "党支部"], "", "") + &ods_row(&[&long], "", "")))),
        ("everywhere.ods", ods(&(ods_row(&["姓名", "党支部"], "", "") + &everywhere.repeat(3)))),
        ("entries.ods", {
            let mut parts = many.clone();
            parts.push(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()));
            zipped(&parts)
        }),
    ] {
        env.write(name, bytes);
        within_bounds(&env, &format!("member import {name}")).exit(3).says("大得不可能").says("提示: ");
        within_bounds(&env, &format!("member import {name} --lang en")).exit(3).says("impossibly large");
    }
    // What holds more than it declares is read no further.
    env.write("lie.xlsx", declaring(xlsx(&(headings() + &row(2, &["方远"]).repeat(500)), &[]), 2000));
    within_bounds(&env, "member import lie.xlsx").exit(3).says("lie.xlsx").says("损坏");
    // A picture that nobody looks at does not matter, nor does an archive within the archive.
    let others = [("xl/media/image1.png", vec![0; LONG]), ("xl/embeddings/a.zip", zipped(&[("b", vec![0; LONG])]))];
    env.write("picture.xlsx", xlsx(&(headings() + &row(2, &["方远", "FJ", "2001-01-01"])), &others));
    within_bounds(&env, "member import picture.xlsx").ok();
    env.sound();
}

#[test]
fn a_sheet_may_be_wide_but_not_endless() {
    let env = TestEnv::office();
    let csv = |columns: usize| {
        let (headings, row) = (format!("姓名,党支部,入党时间{}", ",x".repeat(columns - 3)), ",y".repeat(columns - 3));
        format!("{headings}\n方远,FJ,2001-01-01{row}\n")
    };
    env.write("wide.csv", csv(16_384));
    let told = within_bounds(&env, "member import wide.csv --dry-run").ok().says("不认识的标题").err;
    assert!(told.len() < 1000, "{told}");
    env.write("wider.csv", csv(16_385));
    env.refuses("member import wider.csv", 3, "16385 列", "16385 columns");
    // A row that is longer than its headings is told in short, too.
    env.write("row.csv", format!("姓名,党支部,入党时间\n方远,FJ,2001-01-01{}\n", ",y".repeat(50_000)));
    let told = within_bounds(&env, "member import row.csv").exit(3).says("50003").err;
    assert!(told.len() < 1000, "{told}");
    // One cell far away is no table of a million rows.
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    env.write("far.xlsx", xlsx(&(headings() + far), &[]));
    within_bounds(&env, "member import far.xlsx").exit(3).says("far.xlsx");
    // A text of megabytes is shown by its beginning, not laid out in a table of as many columns.
    env.write("name.csv", format!("姓名,党支部,入党时间\n{},FJ,2001-01-01\n", "赵".repeat(1 << 17)));
    let ran = within_bounds(&env, "member import name.csv").exit(3);
    assert!(ran.out.len() + ran.err.len() < 1 << 19, "{}", ran.out.len());
    env.write("q.sql", format!("SELECT replace(hex(zeroblob(50000)), '0', '赵') AS \"{}\"", "x".repeat(70_000)));
    let shown = within_bounds(&env, "report query q.sql").ok().out;
    assert!(shown.contains(&format!("{}…", "赵".repeat(30_000))) && !shown.contains(&"赵".repeat(30_001)));
}

#[test]
fn what_nests_without_end_ends() {
    const DEEP: usize = 100_000;
    let env = TestEnv::office();
    let markup = "<x>".repeat(DEEP) + &"</x>".repeat(DEEP);
    let person = "<tr><td>方远</td><td>FJ</td><td>2001-01-01</td></tr>";
    let table = format!("<table><tr><td>姓名</td><td>党支部</td><td>入党时间</td></tr>{person}</table>");
    for (name, bytes) in [
        ("deep.xlsx", xlsx(&(headings() + &row(2, &["方远", "FJ", "2001-01-01"]) + &markup), &[])),
        (
            "deep.ods",
            ods(&(ods_row(&["姓名", "党支部", "入党时间"], "", "")
                + &ods_row(&["方远", "FJ", "2001-01-01"], "", "")
                + &markup)),
        ),
        ("deep.html", format!("<html><body>{}{table}", "<div>".repeat(DEEP)).into_bytes()),
    ] {
        env.write(name, bytes);
        within_bounds(&env, &format!("member import {name} --dry-run")).ok();
    }
    for (name, bytes) in [
        ("tables.html", "<table><tr><td>".repeat(DEEP)),
        (
            "deep.xml",
            format!("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">{markup}"),
        ),
    ] {
        env.write(name, bytes);
        within_bounds(&env, &format!("member import {name}")).exit(3).says(name);
    }
    env.write("a.csv", "姓名,党支部,入党时间\n方远,FJ,2001-01-01\n");
    for (map, told) in [
        (format!("a = {}1{}", "[".repeat(DEEP), "]".repeat(DEEP)), "第 1 行"),
        (format!("{} = 1", ["a"; DEEP].join(".")), "第 1 行"),
        ("x".repeat((16 << 20) + 1), "太大(最多 16 兆)"),
    ] {
        env.write("map.toml", map);
        within_bounds(&env, "member import a.csv --map map.toml").exit(3).says("map.toml").says(told);
    }
    env.sound();
}

#[test]
fn a_text_without_end_is_not_read() {
    let env = TestEnv::office();
    let file = std::fs::File::create(env.path("huge")).unwrap();
    // A file with a hole: it takes no room.
    file.set_len(1 << 30).unwrap();
    env.write("a.csv", "姓名,党支部,入党时间\n方远,FJ,2001-01-01\n");
    for line in [
        "report query huge",
        "member import a.csv --map huge",
        "member import a.csv --password-file huge",
        "member import huge",
    ] {
        within_bounds(&env, line).exit(3).says("huge");
    }
    ran(env.command(["org", "list"]).env("DANGWU_CONFIG", env.path("huge")).output().unwrap()).exit(7).says("太大");
    if cfg!(target_os = "linux") {
        within_bounds(&env, "report query /dev/zero").exit(3).says("太大");
        within_bounds(&env, "member import a.csv --map /dev/zero").exit(3).says("太大");
    }
}

/// A name that steers a terminal (colour, clipboard, title), turns the reading order around and hides a sign; as another program might
/// have stored it, past all that reads texts.
const STEERING: &str =
    "张\u{1b}[31m\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}]0;t\u{7}\u{9b}2J\u{202e}三\u{200b}\r\nBEGIN:VALARM<b>&../x";

fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
}

#[test]
fn what_steers_a_terminal_or_a_reader_is_shown_and_not_obeyed() {
    let env = TestEnv::office();
    // Typed or imported, such signs do not come in.
    env.run(["member", "set", "李四", "--address", "南\u{1b}[31m湖\u{202e}区\u{200b}"]).ok();
    assert_eq!(env.column("member list --sort no", "address")[1], "南[31m湖区");
    env.connection().execute("UPDATE person SET name = ?1 WHERE id = 1", [STEERING]).unwrap();
    for line in [
        "member list",
        "member list -f json",
        "member list -f jsonl",
        "member list -f html",
        "member show 1",
        "member show 1 -f json",
        "report roster",
        "report due",
        "report due -f ics",
        "report due -f html",
        "member end 1 --date 2011-05-01 --reason deceased --dry-run",
    ] {
        let ran = env.line(line);
        assert!(ran.code == 0, "{line}: {}", ran.err);
        for said in [&ran.out, &ran.err] {
            assert!(!said.chars().any(steers), "{line}: {said:?}");
            assert!(!said.contains("<b>&../x") || !line.ends_with("html"), "{line}: {said}");
            assert!(!said.lines().any(|line| line.starts_with("BEGIN:VALARM")), "{line}: {said}");
        }
    }
    // Nor does it stand in a document, whose markup could not be read with it.
    env.connection().execute("UPDATE org_name SET name = ?1 WHERE name = '福建商会党支部'", [STEERING]).unwrap();
    env.line("paper fill dues-notice FJ -o .").ok();
    let papers = files(&env).into_iter().filter(|name| name.to_string_lossy().ends_with(".docx"));
    for paper in papers {
        let mut parts = zip::ZipArchive::new(std::fs::File::open(env.path(paper.to_str().unwrap())).unwrap()).unwrap();
        let mut body = String::new();
        std::io::Read::read_to_string(&mut parts.by_name("word/document.xml").unwrap(), &mut body).unwrap();
        assert!(body.contains("VALARM") && !body.chars().any(steers), "{body:?}");
    }
    // A refusal names it, too.
    let refused = env.line("member add 张三 --org FJ --id-no 330402198001011236").exit(3);
    assert!(!refused.err.chars().any(steers), "{:?}", refused.err);
}

#[test]
fn names_of_files_stay_in_their_folder() {
    let env = TestEnv::office();
    env.connection()
        .execute_batch("UPDATE person SET name = '../../x' WHERE id = 1; UPDATE org_name SET name = '/etc/../..' WHERE name = '福建商会党支部'")
        .unwrap();
    for folder in ["in", "in/out"] {
        std::fs::create_dir(env.path(folder)).unwrap();
    }
    let before = files(&env);
    env.line("paper fill dues-notice FJ -o in/out").ok();
    env.run(["report", "roster", "--each", "org", "-o", "in/out/{org}.csv"]).ok();
    assert_eq!(files(&env), before, "nothing beside the folder that was named");
    let made: Vec<String> = std::fs::read_dir(env.path("in/out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(made.len() > 1, "{made:?}");
    // Parts of an archive that name places outside of it are not unpacked anywhere.
    let others = [("../../evil.xml", b"x".to_vec()), ("/evil", b"x".to_vec())];
    env.write("slip.xlsx", xlsx(&(headings() + &row(2, &["方远", "FJ", "2001-01-01"])), &others));
    let before = files(&env);
    env.line("member import slip.xlsx").ok();
    assert_eq!(files(&env), before);
}

/// The files of the folder and of the one above the named one.
fn files(env: &TestEnv) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = ["", "in"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(env.path(folder)).ok())
        .flat_map(|folder| folder.map(|file| file.unwrap().file_name()))
        .collect();
    names.sort();
    names
}

#[test]
fn no_cell_runs_as_a_formula_and_no_text_as_sql() {
    let env = TestEnv::office();
    // Signs that a spreadsheet takes for the beginning of a formula; they come back as they were.
    let texts = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "＝1", "'); DROP TABLE person; --"];
    for (at, text) in texts.iter().enumerate() {
        env.run([
            "member",
            "add",
            ["甲", "乙", "丙", "丁", "戊", "己"][at].repeat(2).as_str(),
            "--org",
            "FJ",
            &format!("--address={text}"),
        ])
        .ok();
    }
    let listed = env.column("member list --org FJ --sort no", "address");
    assert_eq!(listed.iter().filter_map(|cell| cell.as_str()).collect::<Vec<_>>(), texts);
    let csv = env.line("member export --org FJ --columns name,address -f csv --header none").ok().out;
    for text in &texts[..5] {
        assert!(csv.contains(&format!("'{}", &text[..3])), "{csv}");
    }
    assert!(
        !csv.split(['\n', ',']).any(|cell| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '＝'])),
        "{csv}"
    );
    env.line("member export --org FJ --reveal -o o.xlsx").ok();
    let mut book = zip::ZipArchive::new(std::fs::File::open(env.path("o.xlsx")).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f") && sheet.contains("HYPERLINK("), "a text, and no formula: {sheet}");
    env.line("member export --org FJ --reveal -o o.csv").ok();
    let before = env.operations();
    for file in ["o.csv", "o.xlsx"] {
        env.line(&format!("member import {file}")).ok();
    }
    assert_eq!(env.operations(), before, "what was written goes back in and changes nothing");
    env.sound();
}

#[test]
fn a_template_that_never_ends_is_given_up() {
    let env = TestEnv::office();
    for folder in ["own", "out"] {
        std::fs::create_dir(env.path(folder)).unwrap();
    }
    env.line("config set template.folder own").ok();
    let doubled = "{% set x = x ~ x %}".repeat(60);
    for (at, (template, told)) in [
        (
            "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}".to_owned(),
            "循环次数过多",
        ),
        (format!("{{% set x = 'xxxxxxxx' %}}{doubled}{{{{ x }}}}"), "循环次数过多"),
        ("{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('x') }}".to_owned(), ""),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}".to_owned(), ""),
        ("{{ 'x' * 99999999999 }}".to_owned(), ""),
        (format!("{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000)), ""),
        (format!("{}x{}", "{% if 1 %}".repeat(20_000), "{% endif %}".repeat(20_000)), ""),
    ]
    .into_iter()
    .enumerate()
    {
        env.write("own/t.docx", docx(&format!("<w:p><w:r><w:t>{{{{姓名}}}}{template}</w:t></w:r></w:p>")));
        let ran = within_bounds(&env, "paper fill t 张三 -o out").exit(3).says("错误: ");
        assert!(ran.err.contains(told) && ran.err.len() < 2000, "{at}: {}", ran.err);
    }
    // Tables in tables, each with a text, cost no more than one after the other.
    let nested = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(20_000);
    let nested = nested + &"</w:tc></w:tr></w:tbl>".repeat(20_000);
    env.write("own/t.docx", docx(&format!("<w:p><w:r><w:t>{{{{姓名}}}}</w:t></w:r></w:p>{nested}")));
    within_bounds(&env, "paper fill t 张三 -o out").ok();
    std::fs::remove_dir_all(env.path("out")).unwrap();
    std::fs::create_dir(env.path("out")).unwrap();
    // No template reads a file, or names what is no field.
    for template in ["{% include '/etc/passwd' %}", "{% import 'a' as b %}", "{% extends 'a' %}"] {
        env.write("own/t.docx", docx(&format!("<w:p><w:r><w:t>{{{{姓名}}}}{template}</w:t></w:r></w:p>")));
        within_bounds(&env, "paper fill t 张三 -o out").exit(3);
    }
    assert_eq!(std::fs::read_dir(env.path("out")).unwrap().count(), 0, "nothing is written");
}

#[test]
fn a_question_reads_and_does_nothing_else() {
    let env = TestEnv::office();
    let before = std::fs::read(env.db()).unwrap();
    for sql in [
        "DELETE FROM person",
        "ATTACH 'b.db' AS b",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "SELECT writefile('x', 'y')",
        "SELECT readfile('/etc/passwd')",
        "VACUUM INTO 'b.db'",
        "SELECT 1; DROP TABLE person",
        "SELECT id_no FROM person",
        "SELECT fts3_tokenizer('simple')",
        "SELECT zeroblob(2000000000)",
        "SELECT count(*) FROM member a, member b WHERE a.name LIKE replace(hex(zeroblob(100000)), '0', '%a')",
    ] {
        env.write("q.sql", sql);
        let ran = within_bounds(&env, "report query q.sql");
        assert!(ran.code == 3 || ran.code == 2, "{sql}: {} {} {}", ran.code, ran.out, ran.err);
    }
    let deep = format!("SELECT {}1{}", "(".repeat(100_000), ")".repeat(100_000));
    env.write("q.sql", deep);
    within_bounds(&env, "report query q.sql").exit(3);
    env.write("q.sql", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n");
    within_bounds(&env, "report query q.sql --timeout 1").exit(3);
    assert!(std::fs::read(env.db()).unwrap() == before && !env.path("b.db").exists() && !env.path("x").exists());
}

#[test]
fn nothing_is_written_over_the_records() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名,党支部,入党时间\n方远,FJ,9999\n");
    let before = std::fs::read(env.db()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(env.db(), env.path("link.csv")).unwrap();
    std::fs::hard_link(env.db(), env.path("hard.csv")).unwrap();
    for target in ["a.db", "./a.db", "a.db-journal", "link.csv", "hard.csv"] {
        if cfg!(not(unix)) && target == "link.csv" {
            continue;
        }
        for line in [
            format!("member import a.csv --keep-going --rejects {target} --overwrite"),
            format!("member import a.csv --dry-run --recap {target} --overwrite"),
            format!("member list -f csv -o {target} --overwrite"),
        ] {
            let ran = env.line(&line);
            assert!(matches!(ran.code, 2 | 7), "{line}: {} {}", ran.code, ran.err);
        }
    }
    assert!(std::fs::read(env.db()).unwrap() == before && !env.path("a.db-journal").exists());
    env.sound();
}
