//! A failure of a file or of the system names the step and the thing that failed.

use std::io::{Read as _, Write as _};

use rust_xlsxwriter::Workbook;

use crate::env::TestEnv;

/// A workbook with a sheet that breaks off.
fn broken_off() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("名单").unwrap().write_row(0, 0, ["姓名", "党支部"]).unwrap();
    let book = book.save_to_buffer().unwrap();
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut into = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/sheet") {
            let begun = content.windows(7).position(|seven| seven == b"<row r=").unwrap();
            content.truncate(begun + 20);
        }
        into.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(&content).unwrap();
    }
    into.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_that_cannot_be_read_is_named() {
    let env = TestEnv::office();
    env.write("名册.xlsx", broken_off());
    env.refuses(
        "member import 名册.xlsx",
        3,
        "读取工作表“名单”时: 名册.xlsx 不是完好的工作簿",
        "reading the sheet “名单”: 名册.xlsx is no sound workbook",
    );
}

#[cfg(unix)]
#[test]
fn the_folder_of_temporary_files_is_named_where_it_fails() {
    let env = TestEnv::office();
    let run = |line: &str, lang: &str| {
        let nowhere = env.path("none");
        let mut command = env.command(line.split_whitespace().chain(["--lang", lang]));
        let output = command.env("TMPDIR", &nowhere).stdin(std::process::Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(7));
        String::from_utf8(output.stderr).unwrap().replace(nowhere.to_str().unwrap(), "none")
    };
    let line = "member import - --org FJ";
    assert_eq!(run(line, "zh"), "错误: 把 标准输入 复制到临时文件夹 none 时: 没有这个文件或文件夹\n");
    assert_eq!(
        run(line, "en"),
        "Error: copying standard input to the folder of temporary files, none: no such file or folder\n"
    );
    let line = "member list -o a.xlsx";
    assert_eq!(run(line, "zh"), "错误: 在临时文件夹 none 中生成工作簿时: 没有这个文件或文件夹\n");
}

#[test]
fn a_database_that_fails_is_named_with_the_step() {
    let env = TestEnv::office();
    env.refuses(
        "db backup nowhere/b.db",
        7,
        "写入备份时: 文件 nowhere/b.db: 打不开, 也不能新建",
        "writing the backup: file nowhere/b.db: it can be neither opened nor made",
    );
    let mut torn = std::fs::read(env.db()).unwrap();
    torn[16384..].fill(0xa5);
    env.write("torn.db", torn);
    env.refuses(
        "--db torn.db member list",
        6,
        "打开数据库 torn.db 时: 数据库已损坏",
        "opening the database torn.db: the database is damaged",
    );
    // What is refused for what it is has said so by itself.
    let ran = env.line("--db none.db member list").exit(6);
    assert!(ran.err.starts_with("错误: 没有数据库文件 none.db\n"), "{}", ran.err);
    let ran = env.line("db backup torn.db").exit(7);
    assert!(ran.err.starts_with("错误: 文件 torn.db 已存在"), "{}", ran.err);
}

#[test]
fn nothing_is_left_of_a_copy_that_failed() {
    let env = TestEnv::office();
    let mut bytes = std::fs::read(env.db()).unwrap();
    let page = 16384;
    // The page of a table in the middle of the file, with nothing sensible in its head.
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'gift'";
    let root: usize = env.connection().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap();
    bytes[(root - 1) * page..(root - 1) * page + 100].fill(0xff);
    env.write("a.db", bytes);
    env.line("db compact").exit(6).says("另存副本").says("a.db.2011-05-31.bak 时: ");
    assert!(!env.path("a.db.2011-05-31.bak").exists());
}

#[cfg(unix)]
#[test]
fn what_the_system_says_is_said_in_one_language() {
    let env = TestEnv::office();
    let long = "长".repeat(100);
    env.line(&format!("member list -o {long}.csv")).exit(7).says("文件名太长");
    env.line(&format!("member list -o {long}.csv --lang en")).exit(7).says("the name is too long");
    env.line("member list -o a.db/x.csv").exit(7).says("上级不是文件夹");
    env.write("a.csv", "姓名\n方远\n");
    std::os::unix::fs::symlink("one.csv", env.path("two.csv")).unwrap();
    std::os::unix::fs::symlink("two.csv", env.path("one.csv")).unwrap();
    env.refuses("member import one.csv --org FJ", 7, "链接层数太多, 或指向自身", "too many links");
    let said = env.line("--lang zh member import /proc/self/mem --org FJ").exit(7).err;
    assert!(said.contains("磁盘读写出错") && !said.contains("error"), "{said}");
}
