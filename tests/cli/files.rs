//! Files are written where the user said, as the user left them; a database is a file of its name.

use std::io::Read as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::process::Command;

use crate::env::TestEnv;

fn mode(env: &TestEnv, name: &str) -> u32 {
    std::fs::metadata(env.path(name)).unwrap().permissions().mode() & 0o777
}

/// What lies in the folder, by name.
fn listed(env: &TestEnv) -> Vec<String> {
    let folder = env.path("");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_hyphen_is_standard_output_and_jsonl_an_object_a_line() {
    let env = TestEnv::office();
    let ran = env.line("member list -o - -f csv --header none --columns no").ok();
    assert_eq!(ran.out.replace('\r', ""), "1\n2\n3\n");
    assert!(!env.path("-").exists());
    let ran = env.line("member list -f jsonl --columns no,name").ok();
    assert_eq!(ran.out, "{\"no\":1,\"name\":\"张三\"}\n{\"no\":2,\"name\":\"李四\"}\n{\"no\":3,\"name\":\"王五\"}\n");
    env.line("member list --columns no -o rows.jsonl").ok();
    assert_eq!(std::fs::read_to_string(env.path("rows.jsonl")).unwrap().lines().count(), 3);
    let ran = env.line("member show 没有 -f jsonl").exit(4);
    assert!(ran.err.starts_with("{\"error\":"), "{}", ran.err);
}

#[test]
fn a_tree_is_a_list_where_columns_are_chosen() {
    let env = TestEnv::office();
    assert_eq!(env.json("org tree --columns code,members --sort -members --limit 1")[0]["code"], "JW");
    let ran = env.line("org tree --columns code,depth -f csv --header keys").ok();
    assert_eq!(ran.out.replace('\r', ""), "code,depth\nJW,0\nFJ,1\nGF,1\n");
    assert!(env.line("org tree --limit 2").ok().out.contains("JW"));
    env.line("org tree --fail-on-empty --as-of 2000-01-01").exit(1);
    env.line("org tree --fail-on-empty").ok();
}

#[test]
fn no_database_is_ever_written_over() {
    let env = TestEnv::office();
    let before = std::fs::read(env.db()).unwrap();
    symlink(env.db(), env.path("link.csv")).unwrap();
    std::fs::hard_link(env.db(), env.path("hard.csv")).unwrap();
    env.line("db backup other.db").ok();
    for name in ["a.db", "./a.db", "link.csv", "hard.csv", "other.db"] {
        for line in [format!("member list -f csv -o {name}"), format!("member list -f csv -o {name} -y --overwrite")] {
            env.line(&line).exit(7);
        }
    }
    env.write("r.csv", "姓名,所在党支部\n赵一,没有\n");
    env.line("member import r.csv --recap other.db").exit(7);
    env.line("member import r.csv --recap r.csv").exit(7);
    env.line("member list -f csv -o .").exit(7);
    assert_eq!(std::fs::read(env.db()).unwrap(), before);
}

#[test]
fn what_stands_there_keeps_its_place_mode_and_links() {
    let env = TestEnv::office();
    env.write("real.csv", "old");
    std::fs::set_permissions(env.path("real.csv"), std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.csv", env.path("link.csv")).unwrap();
    let ran = env.line("member list -o link.csv").ok().says("已覆盖 link.csv");
    assert_eq!(ran.out, "");
    assert!(env.path("link.csv").is_symlink());
    assert!(std::fs::read_to_string(env.path("real.csv")).unwrap().contains("张三"));
    assert_eq!(mode(&env, "real.csv"), 0o640);
    env.line("member list -o new.csv").ok().says("已写入 new.csv");
    assert_eq!(mode(&env, "new.csv"), 0o600, "a roll of persons is its owner's alone");
    // A link to nothing yet is a place, too; one to itself is none.
    symlink("later.csv", env.path("forward.csv")).unwrap();
    env.line("member list -o forward.csv").ok();
    assert!(env.path("forward.csv").is_symlink() && env.path("later.csv").is_file());
    symlink("round.csv", env.path("round.csv")).unwrap();
    env.line("member list -o round.csv").exit(7).says("链接指向自身");
}

#[test]
fn what_is_written_over_is_told_whoever_reads() {
    let env = TestEnv::office();
    for (name, format) in [("a.json", "json"), ("a.jsonl", "jsonl"), ("a.csv", "csv"), ("a.txt", "table")] {
        env.write(name, "old");
        let ran = env.line(&format!("report orgs -f {format} -o {name}")).ok();
        assert_eq!((ran.out, ran.err), (String::new(), format!("已覆盖 {name}, 2 行\n")), "{format}");
    }
    env.write("a.json", "old");
    assert_eq!(env.line("report orgs -o a.json -q").ok().err, "");
    // What a command that writes answers goes there as well.
    env.line("org add 甲支部 --kind branch --code J -o answer.txt").ok().says("已写入 answer.txt");
    assert!(std::fs::read_to_string(env.path("answer.txt")).unwrap().contains('J'));
}

#[test]
fn an_option_that_a_command_has_no_use_for_is_never_passed_over() {
    let env = TestEnv::office();
    env.refuses("db backup b.db -o x.txt", 2, "用不上选项 -o", "no use for -o");
    env.refuses("db compact -o x.txt", 2, "用不上选项 -o", "no use for -o");
    env.refuses("db init -o x.txt", 2, "用不上选项 -o", "no use for -o");
    env.line("db schema -f json").exit(2).says("用不上选项 -f");
    env.line("completions bash -f csv").exit(2).says("用不上选项 -f");
    env.line("db schema -o s.sql").ok();
    assert!(std::fs::read_to_string(env.path("s.sql")).unwrap().contains("CREATE TABLE person"));
    assert_eq!(listed(&env), ["a.db", "s.sql"]);
}

#[test]
fn what_the_shell_opened_is_written_through_as_it_was_opened() {
    let env = TestEnv::office();
    let program = env!("CARGO_BIN_EXE_dangwu");
    let shell = |line: &str| {
        let output = env.shell(line).output().unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        env.write("log", "first\n");
        let list = format!("{program} member list -f csv --header none --columns no --bom -q -o {name}");
        shell(&format!("{list} >> log; echo last >> log"));
        let log = std::fs::read_to_string(env.path("log")).unwrap().replace('\r', "");
        assert!(log.starts_with("first\n") && log.ends_with("1\n2\n3\nlast\n"), "{name}: {log:?}");
        assert!(shell(&format!("{list} | cat")).replace('\r', "").ends_with("1\n2\n3\n"), "{name}");
    }
    env.write("log", "first\n");
    shell(&format!("{{ {program} member list --columns no -f csv -o /dev/fd/3; echo last >&3; }} 3>> log"));
    let log = std::fs::read_to_string(env.path("log")).unwrap();
    assert!(log.starts_with("first\n") && log.contains('3') && log.ends_with("last\n"), "{log:?}");
}

#[test]
fn a_database_and_its_copies_are_their_owners_alone() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("db compact").ok();
    for name in ["a.db", "b.db", "a.db.2011-05-31.bak"] {
        assert_eq!(mode(&env, name), 0o600, "{name}");
    }
}

#[test]
fn a_pipe_is_written_through() {
    let env = TestEnv::office();
    let pipe = env.path("p.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut text = String::new();
            std::fs::File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
            text
        }
    });
    env.line("member list -o p.csv").ok();
    assert!(reader.join().unwrap().contains("张三"));
    assert!(!std::fs::metadata(&pipe).unwrap().is_file(), "it is a pipe still");
    // The reader goes away.
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || drop(std::fs::File::open(pipe).unwrap())
    });
    let ran = env.line("member list -o p.csv");
    assert!(ran.code == 0, "{}", ran.err);
    reader.join().unwrap();
}

#[test]
fn who_is_killed_leaves_nothing_behind() {
    let env = TestEnv::office();
    env.write("out.csv", "old");
    let before = listed(&env);
    // Held up by a pipe that nobody reads to its end, killed in the middle of it.
    assert!(Command::new("mkfifo").arg(env.path("in.csv")).status().unwrap().success());
    let mut child = env.command(["member", "import", "in.csv", "--recap", "out.csv"]).spawn().unwrap();
    let mut pipe = std::fs::OpenOptions::new().write(true).open(env.path("in.csv")).unwrap();
    std::io::Write::write_all(&mut pipe, "姓名,所在党支部\n赵一,FJ\n".as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    child.kill().unwrap();
    child.wait().unwrap();
    std::fs::remove_file(env.path("in.csv")).unwrap();
    let journal = |name: &String| !name.ends_with("-journal");
    assert_eq!(listed(&env).into_iter().filter(journal).collect::<Vec<_>>(), before);
    assert_eq!(std::fs::read_to_string(env.path("out.csv")).unwrap(), "old");
    env.sound();
}

#[test]
fn a_wrong_name_or_option_is_told_before_anything_is_written() {
    let env = TestEnv::office();
    env.line("member list -f csv -o y.xlsx").exit(2).says("文件名以 .xlsx 结尾");
    env.line("member list -f csv -o y.xlsx --lang en").exit(2).says("the file ends in .xlsx");
    env.refuses("member list -org FJ", 2, "应写 --org", "write --org");
    env.refuses("member list -columns no", 2, "应写 --columns", "write --columns");
    assert_eq!(listed(&env).iter().filter(|name| *name != "a.db").count(), 0, "{:?}", listed(&env));
    env.line("member list -fcsv -ox.csv").ok();
    assert!(env.path("x.csv").is_file());
}

#[test]
fn a_database_is_a_file_of_its_name() {
    let env = TestEnv::bare();
    for name in [":memory:", "file:x.db", "file:x.db?mode=memory", "a#b%20.db"] {
        env.run(["--db", name, "db", "init"]).ok();
        assert!(env.path(name).is_file(), "{name}: {:?}", listed(&env));
        env.run(["--db", name, "org", "add", "甲支部", "--kind", "branch"]).ok();
        let copy = format!("{name}.copy");
        env.run(["--db", name, "db", "backup", &copy]).ok();
        assert!(env.path(&copy).is_file(), "{copy}");
        assert_eq!(
            env.run(["--db", &copy, "org", "list", "-f", "csv", "--header", "none"]).ok().out.lines().count(),
            1
        );
    }
    env.run(["--db", "file:x.db", "db", "backup", ":memory:.2"]).ok();
    env.run(["--db", "", "db", "init"]).exit(2);
    assert!(env.path(":memory:").metadata().unwrap().size() > 0);
}

#[test]
fn a_copy_that_went_through_dump_is_taken_back_by_one_command() {
    let env = TestEnv::office();
    let dump = Command::new("sqlite3").arg(env.db()).arg(".dump").output();
    let Ok(dump) = dump else { return }; // no sqlite3 here
    env.write("dump.sql", &dump.stdout);
    let restored =
        Command::new("sqlite3").arg(env.path("copy.db")).arg(".read dump.sql").current_dir(env.path("")).status();
    assert!(restored.unwrap().success());
    env.run(["--db", "copy.db", "member", "list"]).exit(6).says("db adopt");
    env.run(["--db", "copy.db", "db", "adopt"]).ok();
    assert_eq!(
        env.run(["--db", "copy.db", "member", "list", "-f", "csv", "--header", "none"]).ok().out.lines().count(),
        3
    );
    let ran = env.run(["--db", "copy.db", "db", "check"]).ok();
    assert_eq!(ran.out, "");
    rusqlite::Connection::open(env.path("stranger.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    env.run(["--db", "stranger.db", "db", "adopt"]).exit(6).says("结构");
}

#[test]
fn the_day_is_that_of_the_office() {
    let env = TestEnv::office();
    let zoned = |zone: &str, line: &str| {
        let mut command = env.command(line.split_whitespace());
        command.env("TZ", "UTC");
        if !zone.is_empty() {
            command.env("DANGWU_TZ", zone);
        }
        let output = command.output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    assert!(zoned("", "db info").contains("Asia/Shanghai (+08:00)"));
    assert!(zoned("", "db log").contains("+08:00"));
    assert!(zoned("-02:00", "db log").contains("-02:00"));
    assert!(zoned("Mars", "db log").contains("DANGWU_TZ=Mars"));
}

#[test]
fn what_an_import_reads_is_never_written_over() {
    let env = TestEnv::office();
    env.write("花名册.csv", "姓名,所在党支部\n赵六,福建商会党支部\n");
    env.write("对照.toml", "\"大名\" = \"name\"\n");
    for line in ["-n member import 花名册.csv -o 花名册.csv", "member import 花名册.csv -o ./花名册.csv"] {
        env.line(line).exit(7).says("花名册.csv");
    }
    env.line("member import 花名册.csv --map 对照.toml -f csv -o 对照.toml").exit(7).says("对照.toml");
    assert!(std::fs::read_to_string(env.path("花名册.csv")).unwrap().contains("赵六"));
}

#[test]
fn an_import_stands_only_with_the_files_that_tell_of_it() {
    let env = TestEnv::office();
    env.write("j.csv", "姓名,所在党支部\n甲六,福建商会党支部\n坏5,福建商会党支部\n");
    env.write("good.csv", "姓名,所在党支部\n甲六,福建商会党支部\n");
    let before = env.operations();
    for line in ["member import j.csv --keep-going --rejects /dev/full", "member import good.csv --recap /dev/full"] {
        env.line(line).exit(7).says("文件 /dev/full: 磁盘已满");
        assert_eq!(env.operations(), before, "{line}");
    }
    env.line("member show 甲六").exit(4);
}

/// Runs a command line whose answer finds no room.
fn on_a_full_disk(env: &TestEnv, line: &str) -> crate::env::Ran {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = env.command(line.split_whitespace()).stdout(full).stderr(std::process::Stdio::piped()).spawn();
    crate::env::ran(child.unwrap().wait_with_output().unwrap())
}

#[test]
fn an_answer_that_cannot_be_written_tells_what_is_recorded() {
    let env = TestEnv::office();
    env.write("good.csv", "姓名,所在党支部\n甲六,福建商会党支部\n");
    let before = env.operations();
    for (at, line) in (1..).zip(["member import good.csv -f csv -q", "member add 甲七 --org FJ -f csv -q"]) {
        let ran = on_a_full_disk(&env, line).exit(7);
        let number = before + at;
        let told = format!("错误: 输出失败: 磁盘已满\n  已记入数据库(操作 {number}); 要撤回用 db undo {number}\n");
        assert_eq!(ran.err, told);
        assert_eq!(env.operations(), number);
    }
}

#[test]
fn where_the_answer_goes_is_settled_before_anything_is_written() {
    let env = TestEnv::office();
    for (line, zh, en) in [
        ("member add 甲一 --org FJ -o nodir/x.json", "没有这个文件或文件夹", "no such file or folder"),
        ("member add 甲一 --org FJ -o .", "文件夹", "folder"),
    ] {
        env.refuses(line, 7, zh, en);
    }
    env.line("member add 甲一 --org FJ -f csv --encoding gb18030 --bom").exit(2);
    env.line("member show 甲一").exit(4);
    let before = env.operations();
    env.line("db undo -o nodir/x.json").exit(7);
    assert_eq!(env.operations(), before);
}

#[test]
fn a_file_that_a_command_reads_is_never_written_over() {
    let env = TestEnv::office();
    env.write("min.csv", "会议记录");
    let record = "meeting record FJ --kind general --date 2011-01-01 --due 2 --present 2";
    env.line(&format!("{record} --minutes min.csv -o ./min.csv")).exit(7).says("min.csv");
    env.line(record).ok();
    env.line("meeting set 1 --minutes min.csv -o min.csv").exit(7).says("min.csv");
    assert_eq!(std::fs::read_to_string(env.path("min.csv")).unwrap(), "会议记录");
    assert_eq!(env.json("meeting list").as_array().unwrap().len(), 1);
}

#[test]
fn what_lies_beside_a_database_is_part_of_it() {
    let env = TestEnv::office();
    env.line("db backup other.db").ok();
    symlink("a.db-journal", env.path("link.csv")).unwrap();
    for name in ["a.db-journal", "./a.db-wal", "a.db-shm", "other.db-journal", "link.csv"] {
        for line in ["member list -f csv", "member add 甲一 --org FJ -f csv", "member list -f csv --overwrite -y"] {
            env.line(&format!("{line} -o {name}")).exit(7).says("的一部分");
        }
    }
    let (zh, en) = ("不能写到 a.db-journal: 它会被当作数据库 a.db 的一部分", "a part of the database a.db");
    env.refuses("db backup a.db-journal", 7, zh, en);
    env.line("member show 甲一").exit(4);
    env.line("member list -f csv -o no.db-journal").ok();
    let there = ["a.db", "link.csv", "no.db-journal", "other.db"];
    assert_eq!(listed(&env), there);
}

#[test]
fn a_database_that_could_not_be_made_leaves_nothing() {
    let env = TestEnv::bare();
    // Where files must stay empty nothing can be written, as on a full disk.
    let init = format!("trap '' XFSZ; ulimit -f 0; exec {} db init", env!("CARGO_BIN_EXE_dangwu"));
    let ran = crate::env::ran(env.shell(&init).output().unwrap()).exit(7);
    assert!(ran.err.starts_with("错误: "), "{}", ran.err);
    assert_eq!(listed(&env), Vec::<String>::new());
    env.line("db init").ok();
}
