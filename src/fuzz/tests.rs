use std::io::{Cursor, Read as _};
use std::time::{Duration, Instant};

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::*;

/// A workbook of Excel 97.
const OLD_BOOK: &[u8] = include_bytes!("../../tests/files/month.xls");

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, part): &(&str, &str)| ((*name).to_owned(), part.as_bytes().to_vec());
    parts::zipped(&parts.iter().map(part).collect::<Vec<_>>())
}

/// A workbook whose parts are not packed.
fn xlsx() -> Vec<u8> {
    parts::zipped(&parts::unpacked(&parts::workbook()))
}

/// What each part holds in a sound file, after the byte that names it.
fn sound_parts(ods: &str, docx: &str) -> Vec<Seed> {
    let book = parts::unpacked(&parts::workbook());
    let part = |(at, (within, name)): (usize, &(Within, &str))| {
        let content = match within {
            Within::Xlsx => book.iter().find(|(known, _)| known == name).unwrap().1.clone(),
            Within::Ods => ods.as_bytes().to_vec(),
            Within::Docx => docx.as_bytes().to_vec(),
            Within::Xls => {
                let mut records = Vec::new();
                let mut book = cfb::CompoundFile::open(Cursor::new(OLD_BOOK)).unwrap();
                book.open_stream(name).unwrap().read_to_end(&mut records).unwrap();
                records
            }
        };
        ("parts", [vec![u8::try_from(at).unwrap()], content].concat())
    };
    parts::PARTS.iter().enumerate().map(part).collect()
}

fn database() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(
        "PRAGMA page_size = 512; CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c); CREATE INDEX i ON a (b);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
         INSERT INTO a SELECT i, hex(zeroblob(i * 10)), i * 0.5 FROM n; DELETE FROM a WHERE id % 7 = 0;",
    )
    .unwrap();
    drop(conn);
    std::fs::read(path).unwrap()
}

/// A door by its name, and a small file of its kind.
type Seed = (&'static str, Vec<u8>);

/// A small file or text of each kind, with what takes it.
fn seeds() -> Vec<Seed> {
    let cell = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )
    };
    let document = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<w:document xmlns:w=\"x\"><w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>")
    };
    let docx = |cells: &[&str]| zipped(&[("word/document.xml", &document(cells))]);
    let ods_cell = |text: &str| {
        format!(
            "<c:table-cell c:number-columns-repeated=\"2\" c:number-rows-spanned=\"3\"><t:p>{text}</t:p></c:table-cell>"
        )
    };
    let ods = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:c=\"c\" xmlns:t=\"t\"><c:table c:name=\"a\"><c:table-row c:number-rows-repeated=\"3\">{}</c:table-row></c:table></o:document-content>",
        ["姓名", "党支部", "入党时间"].map(ods_cell).concat()
    );
    let roster = "姓名,党支部,公民身份号码,入党时间\n方远,FJ,330402198001011236,2001年5月\n\"李,\n四\",GF,,1999\n";
    let gb = encoding_rs::GB18030.encode(roster).0.into_owned();
    let html = "<html><meta charset=utf-8><table><tr><th colspan=2 rowspan=2>姓名<th>党支部<tr><td>方远<td>FJ</table>";
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row ss:Index=\"2\"><Cell ss:MergeDown=\"2\"><Data ss:Type=\"String\">姓名</Data></Cell><Cell ss:Index=\"4\"><Data ss:Type=\"String\">党支部</Data></Cell></Row></Table></Worksheet></Workbook>";
    let head = "-- zh: 在册\n-- en: Roll\n-- by: org\n-- count: people 1=1\n-- figure: share = people / people\n-- columns: org people\n-- order: org\n-- param: since date\n-- label: people 人 | People\nSELECT org_code AS org FROM member WHERE joined > :since";
    let kept = r#"{"columns":["a","b"],"rows":[[null,{"code":"male"}],[{"share":0.25},{"lines":[["a","b",null]]}]],"total":[12,"x"]}"#;
    let mut seeds = sound_parts(&ods, &document(&["姓名", "党支部", "{{单位}}"]));
    seeds.extend([
        ("tables", roster.as_bytes().to_vec()),
        ("tables", gb),
        ("tables", xlsx()),
        ("tables", OLD_BOOK.to_vec()),
        ("tables", docx(&["姓名", "党支部", "入党时间"])),
        ("tables", zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &ods)])),
        ("tables", html.as_bytes().to_vec()),
        ("tables", xml.as_bytes().to_vec()),
        ("headings", "出生年月\t入党时间（转正）\t备注\n工作单位\t".as_bytes().to_vec()),
        ("dates", "２０１１年５月１日 14:30".as_bytes().to_vec()),
        ("dates", b"2011-05..2012Q3".to_vec()),
        ("numbers", "33040219800101123X 0573-82082050/13812345678".as_bytes().to_vec()),
        ("heads", head.as_bytes().to_vec()),
        (
            "templates",
            docx(&["{{姓名}}{% for a in range(3) %}{{a|words}}{% endfor %}", "{% if x %}{{x.y}}{% endif %}"]),
        ),
        (
            "templates",
            "{{ 姓名|cell }}{% set a = 'x' * 9 %}{{ a ~ a }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) }}"
                .as_bytes()
                .to_vec(),
        ),
        ("sheets", xlsx()),
        ("frozen", kept.as_bytes().to_vec()),
        ("pages", database()),
        (
            "bundles",
            b"[1,2,3,\"full\",\"2008-06-01\",null,\"entered\",null,null]\n[\"org\",1,\"00\",2]\n[1,\"00\"]\n".to_vec(),
        ),
        (
            "bundles",
            br#"{"format":1,"schema":22,"office":"0","top":null,"columns":{"org":["id"]},"parts":{}}"#.to_vec(),
        ),
    ]);
    seeds
}

/// One change of a few bytes: another value, a piece taken out, put in twice or put elsewhere, the end cut off.
fn changed(bytes: &mut Vec<u8>, other: &[u8], random: &mut impl FnMut(usize) -> usize) {
    const ODD: [u8; 12] = [0, 1, 0x7f, 0x80, 0xff, b'<', b'>', b'"', b'{', b'}', b'9', b'\n'];
    if bytes.is_empty() {
        return bytes.extend(other.iter().take(64));
    }
    let at = random(bytes.len());
    let until = (at + 1 + random(24)).min(bytes.len());
    match random(7) {
        0 => bytes[at] ^= 1 << random(8),
        1 => bytes[at] = ODD[random(ODD.len())],
        2 => drop(bytes.drain(at..until)),
        3 => {
            let piece = bytes[at..until].to_vec();
            bytes.splice(at..at, piece);
        }
        4 => {
            let from = random(other.len().max(1)).min(other.len());
            let piece = other[from..(from + until - at).min(other.len())].to_vec();
            bytes.splice(at..until, piece);
        }
        5 => bytes[at..until].fill(ODD[random(ODD.len())]),
        _ => bytes.truncate(at),
    }
}

fn door(name: &str) -> fn(&[u8]) {
    TARGETS.iter().find(|(known, _)| *known == name).unwrap().1
}

/// Beside what they find by themselves, `just fuzz NAME` begins with these.
#[test]
#[ignore = "writes files: for the fuzz targets"]
fn seeds_lie_ready_for_the_fuzz_targets() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz-seeds");
    for (number, (name, bytes)) in seeds().iter().enumerate() {
        std::fs::create_dir_all(folder.join(name)).unwrap();
        std::fs::write(folder.join(name).join(number.to_string()), bytes).unwrap();
    }
}

#[test]
fn whatever_is_done_to_a_file_nothing_panics() {
    /// So long in all, however slow the machine is: each kind has its turn again and again.
    const SPAN: Duration = Duration::from_secs(8);
    let seeds = seeds();
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut random = |below: usize| (rng.next_u64() % below.max(1) as u64) as usize;
    for (name, bytes) in &seeds {
        door(name)(bytes);
        door(name)(&[]);
    }
    let began = Instant::now();
    let mut rounds = 0;
    while began.elapsed() < SPAN && rounds < 400 {
        for (name, seed) in &seeds {
            let mut bytes = seed.clone();
            for _ in 0..=random(4) {
                let other = &seeds[random(seeds.len())].1;
                changed(&mut bytes, other, &mut random);
            }
            let shown = bytes.clone();
            let ended = std::panic::catch_unwind(|| door(name)(&bytes));
            assert!(ended.is_ok(), "{name}: panicked at {:?}", String::from_utf8_lossy(&shown));
        }
        rounds += 1;
    }
    assert!(rounds > 3, "every kind was tried");
}
