//! Every encoding, found and named; every damage, told.

use std::io::Write as _;

use super::*;
use crate::i18n::Lang;

fn found(bytes: &[u8], named: Option<&str>) -> Result<&'static str> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let opening = Opening { encoding: named, ..Opening::default() };
    of_file(Path::new("a.csv"), &mut file, &opening).map(|found| found.encoding.name())
}

fn le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn marks_and_bytes_tell_the_encoding() {
    let text = "姓名,性别\n张三,男\n";
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{feff}{text}").into_bytes(), "UTF-8"),
        (le(&format!("\u{feff}{text}")), "UTF-16LE"),
        ([b"\xfe\xff".to_vec(), be.clone()].concat(), "UTF-16BE"),
        (le(text), "UTF-16LE"),
        (be, "UTF-16BE"),
        (GB18030.encode(text).0.into_owned(), "gb18030"),
        (GB18030.encode("联通").0.into_owned(), "gb18030"),
        (GB18030.encode("𠮷䶮,㐀\n").0.into_owned(), "gb18030"),
        (b"name,sex\n".to_vec(), "UTF-8"),
    ] {
        assert_eq!(found(&bytes, None).unwrap(), encoding, "{bytes:x?}");
    }
    // A character of three bytes lies across the end of the first buffer.
    let long = format!("{}{}", "a".repeat((1 << 16) - 1), "党".repeat(40_000));
    assert_eq!(found(long.as_bytes(), None).unwrap(), "UTF-8");
    assert_eq!(found(&GB18030.encode(&long).0, None).unwrap(), "gb18030");
}

#[test]
fn the_user_may_name_it() {
    let big5 = BIG5.encode("姓名,性別\n").0.into_owned();
    assert_eq!(found(&big5, Some("big5")).unwrap(), "Big5");
    assert_eq!(found("姓名\n".as_bytes(), Some("AUTO")).unwrap(), "UTF-8");
    assert_eq!(found(&GB18030.encode("姓名\n").0, Some("gbk")).unwrap(), "gb18030");
    assert_eq!(found(b"a", Some("klingon")).unwrap_err().kind(), crate::error::Kind::Usage);
    assert!(found(&big5, Some("utf-8")).is_err());
}

#[test]
fn no_byte_is_lost_unseen() {
    let text = "姓名,性别\n张三,男\n李四,女\n";
    let cut = &text.as_bytes()[..text.len() - 2];
    let cut_gb = GB18030.encode(text).0[..GB18030.encode(text).0.len() - 2].to_vec();
    let mut damaged = text.as_bytes().to_vec();
    damaged[16] = 0xff;
    let mut gb = GB18030.encode(text).0.into_owned();
    gb[10] = 0xff;
    let utf32: Vec<u8> = format!("\u{feff}{text}").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let odd = [le(&format!("\u{feff}{text}")), vec![0x41]].concat();
    for (bytes, told) in [
        (cut.to_vec(), "第 3 行"),
        (cut_gb, "第 3 行"),
        (damaged, "第 2 行"),
        (gb, "第 2 行"),
        (utf32, "UTF-32"),
        (odd, "第 4 行"),
        ("姓名,性别\n张\0三,男\n".as_bytes().to_vec(), "第 2 行"),
        (le("\u{feff}姓名\n张\0三\n"), "第 2 行"),
    ] {
        let refusal = found(&bytes, None).unwrap_err();
        let lines = refusal.lines(Lang::Zh).join("\n");
        assert!(lines.contains(told) && lines.contains("提示"), "{told}: {lines}");
        assert!(!refusal.lines(Lang::En).is_empty());
    }
}
