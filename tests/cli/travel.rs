//! Copies that travel: whoever has the private key of a recipient reads them, nobody else.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::env::{Ran, TestEnv, ran};

const PASSPHRASE: &str = "一把好记的钥匙2011";

/// Makes a pair of keys in `NAME.key`; gives the public one.
fn pair(env: &TestEnv, name: &str) -> String {
    let made = env.line(&format!("db keygen -o {name}.id")).ok();
    made.out.trim().to_owned()
}

/// Every file of a folder and those below it in which a text stands as it is.
fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if fs::read(&path).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
            found.push(path);
        }
    }
    found
}

/// Runs a line with the passphrase of the sealed office.
fn with(env: &TestEnv, line: &str) -> Ran {
    ran(env.command(line.split_whitespace()).env("DANGWU_KEY_FILE", env.path("p")).output().unwrap())
}

fn bytes_of(env: &TestEnv, name: &str) -> Vec<u8> {
    fs::read(env.path(name)).unwrap()
}

fn mode(path: PathBuf) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_copy_is_read_and_gone_back_to_with_the_private_key() {
    let env = TestEnv::office();
    let public = pair(&env, "me");
    assert!(public.starts_with("age1") && public.len() == 62, "{public}");
    assert_eq!(mode(env.path("me.id")), 0o600);
    let listed = env.line("member list -f csv").out;
    env.line(&format!("db backup -o c.age --seal-to {public}")).ok().says("只有 1 个收件人打得开");
    assert_eq!(mode(env.path("c.age")), 0o600);
    // Inside is the plain file, for any program that reads the format.
    let secret = fs::read_to_string(env.path("me.id")).unwrap();
    let identity: age::x25519::Identity = secret.lines().last().unwrap().parse().unwrap();
    assert_eq!(age::decrypt(&identity, &bytes_of(&env, "c.age")).unwrap(), bytes_of(&env, "a.db"));
    env.line("member add 赵六 --org FJ").ok();
    env.line("db verify c.age --identity me.id").ok().says("c.age 完好").says("共 3 人").says("少 1 次操作");
    env.line("db restore c.age --identity me.id -n").ok().says("将失去此后的 1 次操作").says("没有加密");
    env.line("db restore c.age --identity me.id").exit(3).says("加 -y");
    assert_eq!(env.column("member list", "name").len(), 4);
    env.line("db restore c.age --identity me.id -y").ok().says("已由备份 c.age 恢复");
    assert_eq!(env.line("member list -f csv").out, listed);
    env.sound();
    // Elsewhere, where there is no database yet, and beside the one that is there.
    env.line("--db new.db db restore c.age --identity me.id -y").ok();
    env.line("db restore c.age --identity me.id --into side.db").ok();
    for db in ["new.db", "side.db"] {
        assert_eq!(env.line(&format!("--db {db} member list -f csv")).ok().out, listed);
        env.line(&format!("--db {db} db check")).ok();
    }
    // Nothing is left of what was on the way.
    let mut names: Vec<_> =
        fs::read_dir(env.path("")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["a.db", "a.db.2011-05-31.bak", "c.age", "me.id", "new.db", "side.db"]);
}

#[test]
fn of_a_sealed_database_nothing_plain_is_left_anywhere() {
    let env = TestEnv::office();
    let listed = env.line("member list -f csv").out;
    env.write("p", PASSPHRASE);
    fs::set_permissions(env.path("p"), fs::Permissions::from_mode(0o600)).unwrap();
    env.line("db seal --passphrase-file p").ok();
    let public = pair(&env, "me");
    with(&env, &format!("db backup c.age --seal-to {public}")).ok();
    with(&env, "db verify c.age --identity me.id").ok().says("共 3 人");
    with(&env, "member add 赵六 --org FJ").ok();
    // It comes back sealed with the key of the database.
    with(&env, "db restore c.age --identity me.id -y").ok();
    with(&env, "db restore c.age --identity me.id --into side.db").ok();
    for db in ["a.db", "side.db"] {
        assert_eq!(with(&env, &format!("--db {db} member list -f csv")).ok().out, listed);
        with(&env, &format!("--db {db} db check")).ok();
        env.line(&format!("--db {db} member list")).exit(6).says("需要口令");
    }
    for text in ["张三", "SQLite format 3"] {
        assert_eq!(files_with(&env.path(""), text), Vec::<PathBuf>::new(), "{text}");
    }
    // Going back is for a damaged one, too.
    let mut torn = bytes_of(&env, "a.db");
    torn[20..40].fill(0);
    env.write("a.db", torn);
    with(&env, "member list").exit(6);
    with(&env, "db restore c.age --identity me.id -y").ok();
    assert_eq!(with(&env, "member list -f csv").ok().out, listed);
    // The recipient needs nothing of the office but the file.
    let elsewhere = TestEnv::bare();
    for name in ["c.age", "me.id"] {
        fs::copy(env.path(name), elsewhere.path(name)).unwrap();
    }
    elsewhere.line("db restore c.age --identity me.id -y").ok().says("没有加密");
    assert_eq!(elsewhere.line("member list -f csv").ok().out, listed);
    elsewhere.line("member add 赵六 --org FJ").ok();
    elsewhere.sound();
}

#[test]
fn every_recipient_opens_it_and_nobody_else() {
    let env = TestEnv::office();
    let (first, second) = (pair(&env, "first"), pair(&env, "second"));
    pair(&env, "third");
    env.write("all.pub", format!("\u{feff}# 上级\r\n\r\n{second}\r\n"));
    env.line(&format!("db backup c.age --seal-to {first} --seal-to all.pub")).ok().says("只有 2 个收件人");
    env.line("db verify c.age --identity first.id").ok();
    env.line("db verify c.age --identity second.id").ok();
    let before = bytes_of(&env, "a.db");
    for line in ["db verify c.age", "db restore c.age -y", "db restore c.age --into d.db"] {
        let wrong = env.line(&format!("{line} --identity third.id")).exit(6).says("third.id 打不开 c.age");
        assert!(!wrong.err.contains("提示"), "{}", wrong.err);
        env.line(line).exit(6).says("加密给收件人").says("--identity");
    }
    assert_eq!(bytes_of(&env, "a.db"), before);
    // What is no private key, and one that others may read.
    env.write("none.id", "# nothing\n");
    env.refuses("db verify c.age --identity none.id", 6, "没有私钥", "there is no private key");
    env.refuses("db verify c.age --identity all.pub", 6, "第 3 行不是私钥", "line 3 of all.pub");
    env.refuses("db verify c.age --identity a.db", 6, "不是私钥", "no private key");
    env.refuses("db verify c.age --identity nowhere.id", 7, "nowhere.id", "nowhere.id");
    fs::set_permissions(env.path("first.id"), fs::Permissions::from_mode(0o644)).unwrap();
    env.line("db verify c.age --identity first.id").ok().says("别的用户也可读");
    env.refuses("db verify /dev/null --identity first.id", 6, "是设备或管道", "is a device or a pipe");
    env.line("db backup plain.bak").ok();
    env.refuses("db verify plain.bak --identity first.id", 2, "不需要 --identity", "leave out --identity");
}

#[test]
fn what_is_no_public_key_is_refused() {
    let env = TestEnv::office();
    let public = pair(&env, "me");
    let secret = fs::read_to_string(env.path("me.id")).unwrap();
    let secret = secret.lines().last().unwrap();
    env.write("secret.pub", format!("{public}\n{secret}\n"));
    env.write("empty.pub", "# nobody\n");
    env.write("bad.pub", format!("{public}\nage1short\n"));
    // A key of which all bytes are zero is written rightly, and nothing can be agreed on with it.
    let zero = bech32::encode::<bech32::Bech32>(bech32::Hrp::parse("age").unwrap(), &[0; 32]).unwrap();
    let slip = format!("{}{}", &public[..61], if public.ends_with('q') { 'p' } else { 'q' });
    for (typed, zh, en) in [
        (slip.as_str(), "不是收件人的公钥", "is neither"),
        (zero.as_str(), "不是收件人的公钥", "is neither"),
        ("nowhere.pub", "不是收件人的公钥", "is neither"),
        ("empty.pub", "没有公钥", "there is no public key"),
        ("bad.pub", "bad.pub 第 2 行不是公钥", "line 2 of bad.pub"),
        ("secret.pub", "给出的是私钥", "that is a private key"),
        (secret, "给出的是私钥", "that is a private key"),
        ("me.id", "给出的是私钥", "that is a private key"),
    ] {
        env.refuses(&format!("db backup c.age --seal-to {typed}"), 2, zh, en);
        let told = env.line(&format!("db backup c.age --seal-to {typed} -f json")).err;
        assert!(!told.contains(&secret[20..40]), "a private key is not told again: {told}");
        assert!(!env.path("c.age").exists());
    }
}

#[test]
fn a_copy_that_was_cut_off_or_altered_is_not_believed() {
    let env = TestEnv::office();
    let public = pair(&env, "me");
    env.line(&format!("db backup c.age --seal-to {public}")).ok();
    let (whole, before) = (bytes_of(&env, "c.age"), bytes_of(&env, "a.db"));
    let length = whole.len();
    assert!(length > 3 * 65_536, "several pieces: {length}");
    for cut in [30, 150, 250, 65_536, length - 65_000, length - 1] {
        env.write("d.age", &whole[..cut]);
        let told = env.line("db verify d.age --identity me.id").exit(6);
        assert!(told.err.contains("不完整, 或被改动过"), "{cut}: {}", told.err);
    }
    for at in [60, 180, 400, length / 2, length - 1] {
        let mut altered = whole.clone();
        altered[at] ^= 1;
        env.write("d.age", altered);
        env.line("db verify d.age --identity me.id").exit(6).says("被改动过");
        env.line("db restore d.age --identity me.id -y").exit(6).says("被改动过");
    }
    env.write("d.age", [whole.as_slice(), b"x"].concat());
    env.line("db restore d.age --identity me.id -y").exit(6).says("被改动过");
    assert_eq!(bytes_of(&env, "a.db"), before);
    // Something else that was sealed to the same recipient.
    let to: age::x25519::Recipient = public.parse().unwrap();
    for other in ["", "no database, only a text that is long enough"] {
        env.write("other.age", age::encrypt(&to, other.as_bytes()).unwrap());
        env.refuses("db verify other.age --identity me.id", 6, "里不是数据库", "there is no database in");
    }
    // As text it is the same.
    env.write("text.age", age::encrypt_and_armor(&to, &before).unwrap());
    env.line("db verify text.age --identity me.id").ok().says("共 3 人");
    env.line("db info --db text.age").exit(6).says("加密给收件人");
}

#[test]
fn a_sealed_copy_is_whole_or_there_is_none() {
    let env = TestEnv::office();
    let public = pair(&env, "me");
    env.refuses(&format!("db backup --seal-to {public}"), 2, "要写明备份到哪个文件", "says nothing of where");
    env.refuses(&format!("db backup b.age -o c.age --seal-to {public}"), 2, "-o", "-o");
    env.refuses(&format!("db backup nowhere/c.age --seal-to {public}"), 7, "nowhere", "nowhere");
    env.line(&format!("db backup c.age --seal-to {public}")).ok();
    let before = bytes_of(&env, "c.age");
    env.refuses(&format!("db backup c.age --seal-to {public}"), 7, "已存在", "exists already");
    env.refuses(&format!("db backup a.db --seal-to {public}"), 7, "a.db", "a.db");
    assert_eq!(bytes_of(&env, "c.age"), before);
    let secret = bytes_of(&env, "me.id");
    env.refuses("db keygen -o me.id", 7, "已存在", "exists already");
    env.refuses("db keygen", 2, "要写明私钥存到哪里", "says nothing of where");
    assert_eq!(bytes_of(&env, "me.id"), secret);
    // While somebody prepares to write, and while a log of another program's lies beside it.
    let holder = env.connection();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    env.line(&format!("db backup d.age --seal-to {public} --wait 0")).ok();
    holder.execute_batch("ROLLBACK; PRAGMA journal_mode = WAL; UPDATE person SET remark = 'x'").unwrap();
    env.line(&format!("db backup e.age --seal-to {public} --wait 0")).exit(5).says("占用");
    drop(holder);
    env.line(&format!("db backup e.age --seal-to {public}")).ok();
    env.line("db restore e.age --identity me.id --into e.db").ok();
    let conn = rusqlite::Connection::open(env.path("e.db")).unwrap();
    let marked = "SELECT count(*) FROM person WHERE remark = 'x'";
    assert_eq!(conn.query_row(marked, [], |row| row.get::<_, i64>(0)).unwrap(), 3);
    // Another office's is not put over this one.
    env.run(["--db", "other.db", "db", "init"]).ok();
    env.line("--db other.db db restore c.age --identity me.id -y").exit(3).says("另一单位");
    // A damaged database gives none.
    let mut bytes = bytes_of(&env, "a.db");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    env.write("a.db", bytes);
    env.line(&format!("db backup f.age --seal-to {public}")).exit(6).says("数据库已损坏");
    assert!(!env.path("f.age").exists());
    let parts = fs::read_dir(env.path("")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(parts.filter(|name| name.starts_with('.')).count(), 0);
}
