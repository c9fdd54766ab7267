//! Bundles as a stranger, a bad line or another version would make them.

use std::io::{Cursor, Read as _, Write as _};

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;

use crate::bundle::Offices;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The parts of an archive.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// An archive of parts; the manifest tells their sums, and the archive that of the manifest.
fn packed(parts: &[(String, Vec<u8>)], edit: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let manifest = parts.iter().find(|(name, _)| name == "manifest.json").unwrap();
    let mut manifest: serde_json::Value = serde_json::from_slice(&manifest.1).unwrap();
    for (name, content) in parts.iter().filter(|(name, _)| name != "manifest.json") {
        let rows = content.iter().filter(|byte| **byte == b'\n').count();
        manifest["parts"][name] =
            serde_json::json!({"rows": rows, "size": content.len(), "sha256": hex(&Sha256::digest(content))});
    }
    edit(&mut manifest);
    let text = serde_json::to_vec(&manifest).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(if name == "manifest.json" { &text } else { content }).unwrap();
    }
    zip.set_comment(hex(&Sha256::digest(&text))).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A bundle of county A and a way to put another in its place.
fn handed_up() -> (Offices, Vec<u8>) {
    let offices = Offices::new();
    offices.line("a", "bundle make a.zip").ok();
    let bytes = std::fs::read(offices.env().path("a.zip")).unwrap();
    (offices, bytes)
}

#[test]
fn a_bundle_of_another_version_is_refused() {
    let (offices, bytes) = handed_up();
    let before = offices.dump("city");
    for (schema, hint) in [(1, "请上报单位升级"), (999, "请升级此处的程序")] {
        let other = packed(&parts(&bytes), |manifest| manifest["schema"] = schema.into());
        offices.env().write("x.zip", other);
        offices.line("city", "bundle merge x.zip").exit(6).says("另一版本").says(hint);
        offices.line("city", "bundle show x.zip").exit(6);
    }
    let other = packed(&parts(&bytes), |manifest| manifest["format"] = 2.into());
    offices.env().write("x.zip", other);
    offices.line("city", "bundle merge x.zip").exit(6).says("请升级此处的程序");
    // What no office writes there.
    type Edit = fn(&mut serde_json::Value);
    let edits: [Edit; 7] = [
        |manifest| manifest["office"] = "x".into(),
        |manifest| manifest["office"] = "E".repeat(32).into(),
        |manifest| manifest["history"] = "../..".into(),
        |manifest| manifest["reached"] = (-5).into(),
        |manifest| manifest["since"] = 99.into(),
        |manifest| manifest["name"] = " ".into(),
        |manifest| manifest["made"] = "gestern".into(),
    ];
    for edit in edits {
        offices.env().write("x.zip", packed(&parts(&bytes), edit));
        offices.line("city", "bundle merge x.zip").exit(6).says("manifest.json");
    }
    assert_eq!(offices.dump("city"), before);
}

#[test]
fn a_bundle_that_was_cut_off_or_changed_by_a_byte_is_refused_or_tells_the_same() {
    let (offices, bytes) = handed_up();
    offices.line("city", "bundle merge a.zip --under C").ok();
    let before = offices.dump("city");
    for length in [0, 1, 100, bytes.len() / 2, bytes.len() - 1] {
        offices.env().write("x.zip", &bytes[..length]);
        offices.line("city", "bundle merge x.zip").exit(6).says("不是上报包, 或不完整");
    }
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(131) {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        offices.env().write("x.zip", &other);
        let ran = offices.line("city", "bundle merge x.zip");
        assert!(ran.code == 6 || (ran.code == 0 && ran.err.contains("没有新内容")), "{at}: {} {}", ran.code, ran.err);
        refused += usize::from(ran.code == 6);
    }
    assert!(refused > 20, "{refused}");
    assert_eq!(offices.dump("city"), before);
    offices.env().write("x.zip", "a text that is no archive at all");
    offices.line("city", "bundle merge x.zip").exit(6);
    offices.line("city", "bundle merge nothing.zip").exit(7);
    offices.line("city", "bundle merge .").exit(6);
}

#[test]
fn names_that_climb_out_and_parts_that_nobody_knows_are_refused() {
    let (offices, bytes) = handed_up();
    let before = offices.dump("city");
    for name in [
        "../../climbed.txt",
        "/tmp/climbed.txt",
        "rows/../climbed.jsonl",
        "rows\\person.jsonl",
        "rows/nothing.jsonl",
        "x",
    ] {
        let mut with = parts(&bytes);
        with.push((name.to_owned(), b"[1]\n".to_vec()));
        offices.env().write("x.zip", packed(&with, |_| ()));
        offices.line("city", "bundle merge x.zip --under C").exit(6).says("不该有的文件");
    }
    assert_eq!(offices.dump("city"), before);
    assert!(!offices.env().path("climbed.txt").exists());
}

#[test]
fn rows_that_cannot_be_are_refused_whole() {
    let (offices, bytes) = handed_up();
    let before = offices.dump("city");
    let with = |name: &str, from: &str, to: &str| {
        let mut all = parts(&bytes);
        let part = all.iter_mut().find(|(part, _)| part == name).unwrap();
        let text = String::from_utf8(part.1.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        part.1 = text.replace(from, to).into_bytes();
        packed(&all, |_| ())
    };
    for (code, other) in [
        // A category that is none; a roll of nobody; a row of another width; two rows of one number; no JSON.
        (3, with("rows/roll.jsonl", "\"full\"", "\"half\"")),
        (3, with("rows/roll.jsonl", "[2,2,", "[2,99,")),
        (6, with("rows/roll.jsonl", "[2,2,", "[2,2,2,")),
        (6, with("rows/roll.jsonl", "[2,2,", "[1,2,")),
        (6, with("rows/roll.jsonl", "[2,2,", "[[2],2,")),
        (6, with("rows/roll.jsonl", "[2,2,", "{2,2,")),
        (6, with("log.jsonl", "[1,", "[7,")),
        // On the roll before joining.
        (3, with("rows/roll.jsonl", "2008-06-01", "1999-06-01")),
    ] {
        offices.env().write("x.zip", other);
        let ran = offices.line("city", "bundle merge x.zip --under C").exit(code);
        assert!(ran.err.contains("错误: ") && !ran.err.contains("constraint"), "{}", ran.err);
        assert_eq!(offices.dump("city"), before);
    }
}

#[test]
fn what_unpacks_to_more_than_any_records_is_refused() {
    let (offices, bytes) = handed_up();
    let mut all = parts(&bytes);
    let part = all.iter_mut().find(|(name, _)| name == "rows/person.jsonl").unwrap();
    part.1 = vec![b' '; 64 << 20];
    offices.env().write("x.zip", packed(&all, |_| ()));
    offices.line("city", "bundle merge x.zip").exit(6).says("大得不可能");
    // One that says less than it holds is not read on.
    offices.env().write("x.zip", packed(&all, |manifest| manifest["parts"]["rows/person.jsonl"]["size"] = 10.into()));
    offices.line("city", "bundle merge x.zip").exit(6).says("大得不可能");
}

#[test]
fn a_place_that_is_taken_by_a_database_is_refused() {
    let offices = Offices::new();
    offices.line("a", "bundle make a.db").exit(7);
    offices.line("a", "bundle make b.db").exit(7);
    offices.line("a", "bundle make a.zip").ok();
    // A bundle that is there is written over.
    offices.line("a", "bundle make a.zip").ok();
    offices.line("a", "bundle make a.zip --under 没有的支部").exit(4);
    offices.line("city", "bundle merge a.zip --under 没有的支部").exit(4);
    offices.line("city", "bundle merge").exit(2);
}

#[cfg(not(feature = "sealed"))]
#[test]
fn a_build_without_sealing_names_what_is_missing() {
    let offices = Offices::new();
    offices.line("a", "bundle make a.zip --seal age1qqq").exit(2).says("不能加密");
    offices.line("a", "bundle make a.zip --seal age1qqq --lang en").exit(2).says("--features sealed");
    assert!(!offices.env().path("a.zip").exists());
    offices.env().write("x.zip", "age-encryption.org/v1\n-> X25519 abc\n");
    offices.line("city", "bundle merge x.zip").exit(6).says("加密");
    offices.line("city", "bundle merge x.zip --identity key").exit(2).says("不能加密");
}

#[cfg(feature = "sealed")]
#[test]
fn a_sealed_bundle_opens_to_its_recipient_alone() {
    let offices = Offices::new();
    let public = |name: &str| offices.env().line(&format!("db keygen -o {name}")).ok().out.trim().to_owned();
    let (ours, others) = (public("ours.key"), public("others.key"));
    assert_ne!(ours, others);
    offices.line("a", &format!("bundle make a.zip --seal {ours}")).ok();
    let bytes = std::fs::read(offices.env().path("a.zip")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org"));
    offices.line("city", "bundle merge a.zip --under C").exit(6).says("--identity");
    offices.line("city", "bundle merge a.zip --under C --identity others.key").exit(6);
    let mut other = bytes.clone();
    let last = other.len() - 5;
    other[last] ^= 1;
    offices.env().write("x.zip", other);
    offices.line("city", "bundle merge x.zip --under C --identity ours.key").exit(6);
    offices.line("city", "bundle show a.zip --identity ours.key").ok();
    offices.line("city", "bundle merge a.zip --under C --identity ours.key").ok();
    offices.sound("city");
}
