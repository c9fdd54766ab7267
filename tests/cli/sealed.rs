//! Sealed files: who has the key reads, whoever has the files alone reads nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::env::{Ran, TestEnv, ran};

const PASSPHRASE: &str = "一把好记的钥匙2011";
const OTHER: &str = "另一把好记的钥匙2012";

/// The small office, sealed, with a file that holds its passphrase; gives the recovery words, too.
fn office(env: TestEnv) -> (TestEnv, String) {
    let secret = outside(&env, "p", PASSPHRASE);
    let words = env.run(["db", "seal", "--passphrase-file", secret.to_str().unwrap()]).ok();
    (env, words.out.trim().to_owned())
}

/// A file of its owner's own.
fn outside(env: &TestEnv, name: &str, content: &str) -> PathBuf {
    env.write(name, format!("{content}\n"));
    fs::set_permissions(env.path(name), fs::Permissions::from_mode(0o600)).unwrap();
    env.path(name)
}

/// Runs a line with the passphrase.
fn with(env: &TestEnv, line: &str) -> Ran {
    by(env, "p", line)
}

/// Runs a line with the secret that a file holds.
fn by(env: &TestEnv, secret: &str, line: &str) -> Ran {
    ran(env.command(line.split_whitespace()).env("DANGWU_KEY_FILE", env.path(secret)).output().unwrap())
}

/// Every file of a folder and those below it.
fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, all) } else { all.push(path) }
    }
}

/// The files in which a text stands as it is.
fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.retain(|file| fs::read(file).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes()));
    all
}

fn bytes_of(env: &TestEnv, name: &str) -> Vec<u8> {
    fs::read(env.path(name)).unwrap()
}

#[test]
fn a_new_file_is_sealed_from_its_first_byte() {
    let env = TestEnv::bare();
    outside(&env, "p", PASSPHRASE);
    let made = env.run(["db", "init", "--sealed", "--passphrase-file", env.path("p").to_str().unwrap()]).ok();
    assert_eq!(made.out.trim().len(), 69, "56 letters in 14 groups: {}", made.out);
    with(&env, "org add 福建商会党支部 --kind branch --founded 2008-06-01 --code FJ").ok();
    with(&env, "member add 张三 --org FJ --joined 2003-07-01").ok();
    assert!(with(&env, "member list -f csv").ok().out.contains("张三"));
    assert_ne!(&bytes_of(&env, "a.db")[..15], b"SQLite format 3");
    assert_eq!(files_with(&env.path(""), "张三"), Vec::<PathBuf>::new());
    assert_eq!(fs::metadata(env.path("a.db.key")).unwrap().permissions().mode() & 0o777, 0o600);
    with(&env, "db check").ok();
    // Once more: neither the file nor its key is written over.
    let before = (bytes_of(&env, "a.db"), bytes_of(&env, "a.db.key"));
    env.run(["db", "init", "--sealed", "--passphrase-file", "p"]).exit(3).says("已存在");
    fs::rename(env.db(), env.path("elsewhere.db")).unwrap();
    env.run(["db", "init", "--sealed", "--passphrase-file", "p"]).exit(3).says("已有密钥文件");
    assert_eq!((bytes_of(&env, "elsewhere.db"), bytes_of(&env, "a.db.key")), before);
    env.run(["--db", "b.db", "db", "init", "--passphrase-file", "p"]).exit(2).says("--sealed");
}

#[test]
fn whoever_has_no_passphrase_is_told_and_reads_nothing() {
    let (env, _) = office(TestEnv::office());
    env.line("member list").exit(6).says("需要口令, 但没有人可问").says("--key-command");
    outside(&env, "wrong", OTHER);
    let wrong = by(&env, "wrong", "member list").exit(6).says("口令不对, 或密钥文件被改动过");
    assert_eq!(wrong.out, "");
    outside(&env, "empty", "");
    by(&env, "empty", "member list").exit(6).says("没有给出口令或密钥");
    by(&env, "none", "member list").exit(7);
    let refused = ran(env.command(["member", "list", "--key-command", "exit 3"]).output().unwrap());
    refused.exit(6).says("exit 3 没有给出口令或密钥");
    // The key file is gone, or cut off, or of another database.
    let key = bytes_of(&env, "a.db.key");
    fs::remove_file(env.path("a.db.key")).unwrap();
    with(&env, "member list").exit(6).says("没有找到它的密钥文件").says("db recover");
    env.write("a.db.key", &key[..200]);
    with(&env, "member list").exit(6).says("不完整");
    env.run(["--db", "b.db", "db", "init", "--sealed", "--passphrase-file", "p"]).ok();
    fs::copy(env.path("b.db.key"), env.path("a.db.key")).unwrap();
    with(&env, "member list").exit(6).says("密钥打不开");
    env.write("a.db.key", &key);
    fs::set_permissions(env.path("a.db.key"), fs::Permissions::from_mode(0o644)).unwrap();
    with(&env, "member list").ok().says("别的用户也可读");
}

#[test]
fn the_key_comes_from_a_command_or_as_itself() {
    let (env, words) = office(TestEnv::office());
    let names = |ran: Ran| ran.ok().out;
    let all = names(with(&env, "member list -f csv"));
    assert!(all.contains("张三"));
    let command = ["member", "list", "-f", "csv", "--key-command", "cat p"];
    assert_eq!(names(ran(env.command(command).output().unwrap())), all);
    outside(&env, "words", &words.to_lowercase());
    assert_eq!(names(by(&env, "words", "member list -f csv")), all);
    env.run(["config", "set", "key.command", "cat p"]).ok();
    assert_eq!(names(env.line("member list -f csv")), all);
}

#[test]
fn a_new_passphrase_changes_the_key_file_alone() {
    let (env, _) = office(TestEnv::office());
    outside(&env, "new", OTHER);
    let before = bytes_of(&env, "a.db");
    outside(&env, "wrong", "完全不对的口令2013");
    by(&env, "wrong", "db rekey --passphrase-file new").exit(6).says("口令不对");
    outside(&env, "short", "一二三");
    with(&env, "db rekey --passphrase-file short").exit(3).says("口令太短, 至少 8 个字符");
    with(&env, "db rekey --passphrase-file new").ok().says("已换新口令");
    assert_eq!(bytes_of(&env, "a.db"), before);
    with(&env, "member list").exit(6).says("口令不对");
    assert!(by(&env, "new", "member list").ok().out.contains("张三"));
}

#[test]
fn the_recovery_words_make_the_key_file_anew() {
    let (env, words) = office(TestEnv::office());
    fs::remove_file(env.path("a.db.key")).unwrap();
    outside(&env, "words", &words);
    outside(&env, "new", OTHER);
    let slip = if words.starts_with('0') { "1" } else { "0" };
    outside(&env, "slip", &format!("{slip}{}", &words[1..]));
    env.line("db recover --words-file slip --passphrase-file new").exit(3).says("恢复码不对");
    assert!(!env.path("a.db.key").exists());
    env.line("db recover --words-file words --passphrase-file new").ok().says("已由恢复码重建");
    assert!(by(&env, "new", "member list").ok().out.contains("张三"));
}

#[test]
fn an_unlock_holds_for_its_time_and_no_longer() {
    let (env, _) = office(TestEnv::office());
    let run = |line: &str, secret: Option<&str>| {
        let mut command = env.command(line.split_whitespace());
        command.env("XDG_RUNTIME_DIR", env.path("run"));
        secret.map(|secret| command.env("DANGWU_KEY_FILE", env.path(secret)));
        ran(command.output().unwrap())
    };
    run("db unlock", None).exit(6).says("需要口令");
    run("db unlock --minutes 10", Some("p")).ok().says("10 分钟内不再问口令");
    assert!(run("member list", None).ok().out.contains("张三"));
    let mut kept = Vec::new();
    files(&env.path("run"), &mut kept);
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::metadata(&kept[0]).unwrap().permissions().mode() & 0o777, 0o600);
    // That it is unlocked does not let anybody change the passphrase.
    outside(&env, "new", OTHER);
    run("db rekey --passphrase-file new", None).exit(6).says("需要口令");
    run("db lock", None).ok().says("已锁上");
    run("db lock", None).ok().says("本来就没有解锁");
    run("member list", None).exit(6);
    // One whose time is over.
    run("db unlock --minutes 1", Some("p")).ok();
    let unlock = fs::read_to_string(&kept[0]).unwrap();
    let told: serde_json::Value = serde_json::from_str(&unlock).unwrap();
    let (from, until) = (told["from"].as_u64().unwrap(), told["until"].as_u64().unwrap());
    assert_eq!(until - from, 60);
    let over = unlock.replace(&from.to_string(), &(from - 61).to_string());
    fs::write(&kept[0], over.replace(&until.to_string(), &(until - 61).to_string())).unwrap();
    run("member list", None).exit(6).says("需要口令");
    assert!(!kept[0].exists(), "it is removed");
    env.line("db unlock").exit(6);
    with(&env, "db unlock").exit(7).says("XDG_RUNTIME_DIR");
}

#[test]
fn everything_derived_is_sealed_too() {
    let (env, _) = office(TestEnv::office_with_copies());
    let temporary = env.path("tmp");
    fs::create_dir(&temporary).unwrap();
    // A name that is in no command line of the test's own files.
    with(&env, "member add 欧阳锋 --org FJ --joined 2001-07-01").ok();
    for line in ["db backup", "db backup copy.bak", "db compact", "member set 欧阳锋 --remark x", "db verify copy.bak"]
    {
        with(&env, line).ok();
    }
    let known = ran(env
        .command(["member", "list", "-f", "csv", "--known", "9"])
        .env("DANGWU_KEY_FILE", env.path("p"))
        .env("TMPDIR", &temporary)
        .output()
        .unwrap());
    assert!(known.ok().out.contains("欧阳锋"));
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "the copy is gone");
    with(&env, "db restore copy.bak -y").ok();
    with(&env, "db restore copy.bak --into other.db").ok();
    assert!(with(&env, "--db other.db member list -f csv").ok().out.contains("欧阳锋"));
    assert!(with(&env, "--db copy.bak member list -f csv").ok().out.contains("欧阳锋"));
    with(&env, "db check").ok();
    let kept = fs::read_dir(env.path("a.db.backups")).unwrap().count();
    assert!(kept >= 4, "daily, asked for, before compacting and before going back: {kept}");
    assert_eq!(files_with(&env.path(""), "欧阳锋"), Vec::<PathBuf>::new());
    assert_eq!(files_with(&env.path(""), "SQLite format 3"), Vec::<PathBuf>::new());
}

#[test]
fn a_sealed_file_becomes_plain_again_with_all_that_is_in_it() {
    let env = TestEnv::office();
    let before = (env.line("member list -f csv").out, env.json("db log"));
    let (env, _) = office(env);
    assert_eq!(with(&env, "db log -f json").ok().json(), before.1);
    with(&env, "db seal").exit(3).says("已是加密的");
    with(&env, "db unseal").exit(3).says("加 -y");
    with(&env, "db unseal -y").ok().says("谁拿到文件都能读").says("请保留密钥文件");
    assert_eq!((env.line("member list -f csv").out, env.json("db log")), before);
    env.sound();
    env.line("db rekey").exit(3).says("没有加密");
    env.line("db unseal -y").exit(3).says("没有加密");
    // Sealed again, it has the key of its copies.
    with(&env, "db seal").ok();
    assert_eq!(with(&env, "member list -f csv").ok().out, before.0);
    with(&env, "db undo").ok();
}

#[test]
fn of_copies_that_stay_plain_the_clerk_is_told() {
    let env = TestEnv::office_with_copies();
    env.line("member add 赵六 --org FJ").ok();
    outside(&env, "p", PASSPHRASE);
    env.run(["db", "seal", "--passphrase-file", "p"]).ok().says("此前的 1 份备份仍未加密");
    // One of another kind is not put in the place of the database.
    with(&env, "db restore 2011-05-31 -y").exit(3).says("备份没有加密").says("--into");
    with(&env, "db restore 2011-05-31 --into plain.db").ok();
    assert!(env.line("--db plain.db member list -f csv").ok().out.contains("张三"));
}

#[test]
fn a_sealed_file_is_not_written_over_and_an_altered_page_is_noticed() {
    let (env, _) = office(TestEnv::office());
    for file in ["a.db", "a.db.key"] {
        let before = bytes_of(&env, file);
        with(&env, &format!("member list --overwrite -f csv -o {file}")).exit(7);
        assert_eq!(bytes_of(&env, file), before, "{file}");
    }
    // A page that was altered is noticed, and the way back is open.
    with(&env, "db backup good.bak").ok();
    let mut bytes = bytes_of(&env, "a.db");
    bytes[5 * 16384 + 99] ^= 1;
    env.write("a.db", &bytes);
    assert_ne!(with(&env, "db check").code, 0);
    with(&env, "db restore good.bak -y").ok();
    with(&env, "db check").ok();
}

const PAGE: usize = 16384;

/// The page at which a table of a sealed file begins, as the plain copy of it tells: all pages of both are where they were.
fn root(env: &TestEnv, table: &str) -> usize {
    let plain = env.path("plain.db");
    if !plain.exists() {
        fs::copy(env.db(), env.path("copy.db")).unwrap();
        fs::copy(env.path("a.db.key"), env.path("copy.db.key")).unwrap();
        with(env, "--db copy.db db unseal -y").ok();
        fs::rename(env.path("copy.db"), &plain).unwrap();
    }
    let conn = rusqlite::Connection::open(plain).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    conn.query_row(sql, [table], |row| row.get::<_, u32>(0)).unwrap() as usize
}

/// Overwrites bytes of the file, and salvages what is left to `s.db`.
fn salvage_without(env: &TestEnv, bytes: std::ops::Range<usize>) -> Ran {
    let mut torn = bytes_of(env, "a.db");
    torn[bytes].fill(0x5a);
    env.write("torn.db", &torn);
    for file in ["s.db", "s.db.key"] {
        let _ = fs::remove_file(env.path(file));
    }
    let ran = with(env, "db salvage torn.db -o s.db");
    assert_eq!(bytes_of(env, "torn.db"), torn, "the damaged file is left as it is");
    ran
}

#[test]
fn of_a_damaged_sealed_file_all_but_the_altered_pages_comes_over_sealed() {
    let env = TestEnv::office();
    let listed = env.line("member list -f csv").out;
    let (env, _) = office(env);
    with(&env, "db salvage a.db -o s.db").ok().says("行, 存为 s.db");
    with(&env, "db salvage a.db -o s.db").exit(7).says("已存在");
    // One altered bit is enough: the page is lost, and its rows come from the journal.
    let person = (root(&env, "person") - 1) * PAGE + 99;
    let ran = salvage_without(&env, person..person + 1).exit(1).says("1 页被改动过").says("取自操作日志");
    assert!(ran.err.contains("所在的页读不出 1"), "{}", ran.err);
    assert_eq!(with(&env, "--db s.db member list -f csv").ok().out, listed);
    with(&env, "--db s.db db check").ok();
    // It is sealed as the other was: nothing is left plain, and the key lies beside it.
    assert_eq!(bytes_of(&env, "s.db.key"), bytes_of(&env, "a.db.key"));
    fs::remove_file(env.path("plain.db")).unwrap();
    assert_eq!(files_with(&env.path(""), "张三"), Vec::<PathBuf>::new());
    assert_eq!(files_with(&env.path(""), "SQLite format 3"), Vec::<PathBuf>::new());
    env.line("db salvage torn.db -o t.db").exit(6).says("需要口令");
}

#[test]
fn the_first_page_of_a_sealed_file_may_be_lost_and_its_salt_too() {
    let env = TestEnv::office();
    let listed = env.line("member list -f csv").out;
    let (env, _) = office(env);
    // The salt stands, the rest of the page does not.
    salvage_without(&env, 200..300).exit(1).says("1 页被改动过");
    assert_eq!(with(&env, "--db s.db member list -f csv").ok().out, listed);
    // The salt alone is lost: everything is there, and nothing of it proved.
    salvage_without(&env, 0..16).exit(1).says("无法验证");
    assert_eq!(with(&env, "--db s.db member list -f csv").ok().out, listed);
    // The whole page, which then does not look like one of a sealed file any more.
    salvage_without(&env, 0..PAGE).exit(1).says("无法验证");
    assert_eq!(with(&env, "--db s.db member list -f csv").ok().out, listed);
}

#[test]
fn the_key_of_another_database_salvages_nothing() {
    let (env, _) = office(TestEnv::office());
    outside(&env, "other", OTHER);
    env.run(["--db", "b.db", "db", "init", "--sealed", "--passphrase-file", "other"]).ok();
    fs::copy(env.path("b.db.key"), env.path("a.db.key")).unwrap();
    by(&env, "other", "db salvage a.db -o s.db").exit(6).says("密钥打不开 a.db").says("请用备份");
    assert!(!env.path("s.db").exists() && !env.path("s.db.key").exists());
}

#[test]
fn the_key_of_another_database_is_not_written_over() {
    let (env, _) = office(TestEnv::office());
    env.write("b.db.key", "of another");
    for line in ["db backup b.db", "db restore a.bak --into b.db"] {
        with(&env, "db backup a.bak");
        with(&env, line).exit(3).says("已有密钥文件 b.db.key");
        assert!(!env.path("b.db").exists());
        assert_eq!(bytes_of(&env, "b.db.key"), b"of another");
    }
}
