//! Copies that are made by themselves, and the way back to one of them.

use std::fs;
use std::path::PathBuf;

use crate::env::{Ran, TestEnv, ran};

/// Runs a line on another day.
fn on(env: &TestEnv, day: &str, line: &str) -> Ran {
    ran(env.command(line.split_whitespace()).env("DANGWU_TODAY", day).output().unwrap())
}

/// What lies in the folder of the copies.
fn copies(env: &TestEnv) -> Vec<String> {
    listed(env.path("a.db.backups"))
}

fn listed(folder: PathBuf) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".lock");
    names.sort();
    names
}

#[test]
fn the_first_change_of_a_day_keeps_what_was_there_before() {
    let env = TestEnv::office_with_copies();
    env.line("member list").ok();
    env.line("member add 赵六 --org FJ -n").ok();
    assert_eq!(copies(&env), [""; 0], "reading and trying make no copy");
    env.line("member add 赵六 --org FJ").ok();
    env.line("member add 钱七 --org FJ").ok();
    assert_eq!(copies(&env), ["a.db.2011-05-31.daily.bak"]);
    let kept = env.path("a.db.backups/a.db.2011-05-31.daily.bak");
    let names = env.run(["--db", kept.to_str().unwrap(), "member", "list", "--columns", "name", "-f", "json"]).json();
    assert_eq!(names, serde_json::json!([{"name": "张三"}, {"name": "李四"}, {"name": "王五"}]));
    on(&env, "2011-06-01", "member set 赵六 --remark x").ok();
    assert_eq!(copies(&env), ["a.db.2011-05-31.daily.bak", "a.db.2011-06-01.daily.bak"]);
    // A clock that goes backwards.
    on(&env, "2011-05-30", "member set 赵六 --remark y").ok();
    assert_eq!(copies(&env).len(), 3);
}

#[test]
fn of_a_year_of_days_there_stay_seven_days_five_weeks_and_twelve_months() {
    let env = TestEnv::office_with_copies();
    let folder = env.path("a.db.backups");
    fs::create_dir(&folder).unwrap();
    // Every day of the year before: 2010-05-31 to 2011-05-30.
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    for back in 1..=365 {
        let day: String =
            conn.query_row("SELECT date('2011-05-31', ?1)", [format!("-{back} days")], |row| row.get(0)).unwrap();
        fs::copy(env.db(), folder.join(format!("a.db.{day}.daily.bak"))).unwrap();
    }
    env.line("member add 赵六 --org FJ").ok();
    let days: Vec<String> = copies(&env).iter().map(|name| name[5..15].to_owned()).collect();
    // 2011-05-31 is a Tuesday: Sundays end the weeks before it.
    let months = ["2010-06-30", "2010-07-31", "2010-08-31", "2010-09-30", "2010-10-31", "2010-11-30", "2010-12-31"];
    let later = ["2011-01-31", "2011-02-28", "2011-03-31", "2011-04-30", "2011-05-08", "2011-05-15", "2011-05-22"];
    let week = ["2011-05-25", "2011-05-26", "2011-05-27", "2011-05-28", "2011-05-29", "2011-05-30", "2011-05-31"];
    assert_eq!(days, [months, later, week].concat());
}

#[test]
fn an_import_of_a_good_part_of_the_roll_keeps_a_copy_before_it() {
    let env = TestEnv::office_with_copies();
    env.line("member set 张三 --remark x").ok();
    env.write("few.csv", "姓名,所在党支部,入党时间,转正时间\n赵六,FJ,2001-01-01,2002-01-01\n");
    env.line("member import few.csv").ok();
    assert_eq!(copies(&env), ["a.db.2011-05-31.daily.bak", "a.db.2011-05-31.import.bak"]);
    env.line("db compact").ok();
    assert_eq!(copies(&env).len(), 3, "{:?}", copies(&env));
    assert_eq!(env.column("db backups", "why"), ["compact", "import", "daily"]);
    // Where nobody wants them, none are made, but for what cannot be taken back otherwise.
    env.write("config.toml", "");
    let off = TestEnv::office();
    off.write("few.csv", "姓名,所在党支部,入党时间,转正时间\n赵六,FJ,2001-01-01,2002-01-01\n");
    off.line("member import few.csv").ok();
    off.line("db compact").ok();
    assert_eq!(listed(off.path("")), ["a.db", "a.db.2011-05-31.bak", "few.csv"]);
    assert_eq!(off.column("db backups", "day"), ["2011-05-31"]);
}

#[test]
fn what_cannot_be_copied_is_a_warning_and_no_failure() {
    let env = TestEnv::office_with_copies();
    // A file is where the folder should be.
    env.write("a.db.backups", "");
    env.line("member add 赵六 --org FJ").ok().says("警告: 未能自动备份: ").says("已登记 赵六");
    env.line("member add 钱七 --org FJ --lang en").ok().says("Warning: the copy of the day was not made: ");
    assert_eq!(env.column("member list", "name").len(), 5);
    // The folder of an office that has a database of the same name.
    let other = TestEnv::office_with_copies();
    fs::create_dir(other.path("a.db.backups")).unwrap();
    let stranger = TestEnv::new();
    fs::copy(stranger.db(), other.path("a.db.backups/a.db.2011-05-30.daily.bak")).unwrap();
    other.line("member add 赵六 --org FJ").ok().says("有另一个单位同名数据库的备份");
    assert_eq!(copies(&other), ["a.db.2011-05-30.daily.bak"]);
}

#[test]
fn a_large_file_is_copied_by_a_process_of_its_own() {
    let env = TestEnv::office_with_copies();
    // Forty million bytes that nobody reads.
    env.connection().execute_batch("UPDATE person SET remark = hex(zeroblob(20000000)) WHERE id = 1").unwrap();
    // One that was cut off is made anew.
    fs::create_dir(env.path("a.db.backups")).unwrap();
    env.write("a.db.backups/.a.db.2011-05-31.daily.bak.part", "cut off");
    env.line("member add 赵六 --org FJ").ok();
    for _ in 0..600 {
        if copies(&env) == ["a.db.2011-05-31.daily.bak"] {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(copies(&env), ["a.db.2011-05-31.daily.bak"]);
    let copy = rusqlite::Connection::open(env.path("a.db.backups/a.db.2011-05-31.daily.bak")).unwrap();
    let told = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(told("SELECT integrity_check FROM pragma_integrity_check"), "ok");
    assert_eq!(told("SELECT name FROM person ORDER BY id DESC"), "赵六", "it went on after the answer");
}

#[test]
fn the_office_says_where_copies_lie() {
    let env = TestEnv::office_with_copies();
    fs::create_dir(env.path("保存")).unwrap();
    env.line("config set backup.folder 保存").ok();
    env.line("member add 赵六 --org FJ").ok();
    assert_eq!(listed(env.path("保存")), ["a.db.2011-05-31.daily.bak"]);
    let info = &env.json("db info")[0];
    assert_eq!((&info["backups"], &info["last_backup"]), (&1.into(), &"2011-05-31".into()));
    assert_eq!(info["backup_folder"], env.path("保存").to_str().unwrap());
    assert_eq!(info["office"].as_str().unwrap().len(), 32);
    env.line("config set backup.daily 也许").exit(2).says("应为 是 或 否");
}

#[test]
fn going_back_tells_what_is_lost_asks_and_can_be_taken_back() {
    let env = TestEnv::office_with_copies();
    env.line("member add 赵六 --org FJ").ok();
    env.line("member add 钱七 --org FJ").ok();
    let before = fs::read(env.db()).unwrap();
    let lost = ran(env.command(["db", "restore", "2011-05-31", "-n", "-f", "json"]).output().unwrap()).ok().json();
    assert_eq!(lost.as_array().unwrap().len(), 2);
    assert_eq!((&lost[0]["operation"], &lost[1]["command"]), (&9.into(), &"member add 钱七 --org FJ".into()));
    // Nobody is there to be asked.
    env.refuses("db restore 2011-05-31", 3, "未恢复, 什么也没有改动", "nothing was restored");
    env.line("db restore 2011-05-31").exit(3).says("恢复后将失去此后的 2 次操作(9 – 10)").says("加 -y");
    env.refuses("db restore 2011-05-30", 4, "2011-05-30 没有备份", "there is no copy of 2011-05-30");
    env.line("db restore 2011-05-30").says("有备份的日子: 2011-05-31");
    assert_eq!(fs::read(env.db()).unwrap(), before);
    env.line("db restore 2011-05-31 -y").ok().says("a.db.2011-05-31.restore.bak");
    assert_eq!(env.column("member list", "name"), ["张三", "李四", "王五"]);
    env.line("db restore a.db.backups/a.db.2011-05-31.restore.bak -y").ok().says("备份里另有 2 次");
    assert_eq!(env.column("member list", "name").len(), 5);
    env.sound();
}

#[test]
fn a_day_means_its_last_sound_copy() {
    let env = TestEnv::office_with_copies();
    env.line("member add 赵六 --org FJ").ok();
    fs::write(env.path("a.db.backups/a.db.2011-05-31.import.bak"), "damaged").unwrap();
    env.line("db restore 2011-05-31 -y").ok().says("a.db.2011-05-31.daily.bak(每日自动)");
    // What was set aside by going back is not gone back to by its day.
    env.line("db restore 2011-05-31 -n").ok().says("daily.bak(每日自动)").says("演练: 未恢复");
}

#[test]
fn whoever_was_erased_comes_back_with_an_older_backup_and_that_is_told() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member erase 张三 --reason 本人申请 -y").ok();
    env.refuses("member set 1 --name 张三", 3, "1 号的个人信息已抹除", "the personal data of number 1 were erased");
    fs::copy(env.path("b.db"), env.path("away.db")).unwrap();
    env.line("db restore b.db -n").ok().says("此后的 1 次操作(9)").says("这份备份里还有已抹除的人(编号 1)");
    env.line("db restore b.db -y --lang en").ok().says("still has people who were erased (numbers 1)");
}

#[test]
fn a_backup_becomes_a_file_of_its_own() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok();
    env.line("db restore b.db --into c.db").ok().says("已把备份 b.db 恢复为 c.db");
    assert_eq!(env.column("member list --db c.db", "name").len(), 3);
    assert_eq!(env.column("member list", "name").len(), 4);
    env.refuses("db restore b.db --into c.db", 7, "已存在", "exists already");
    env.refuses("db restore b.db --into a.db", 7, "已存在", "exists already");
}

/// Makes a file one of version 16, which does not say yet whose it is.
fn older(env: &TestEnv, name: &str) {
    let conn = rusqlite::Connection::open(env.path(name)).unwrap();
    let back = "DROP TRIGGER letter_number_is_given_once_on_insert; DROP TRIGGER letter_number_is_given_once_on_update; DROP INDEX transfer_letter;
                CREATE UNIQUE INDEX transfer_letter ON transfer (letter_no) WHERE letter_no IS NOT NULL AND direction <> 'in';
                DROP TABLE handed_up; DROP TABLE bundle; DROP TABLE sender; DROP TABLE origin; ALTER TABLE operation DROP COLUMN stamp;
                DROP TABLE operation_sum; DROP TABLE bulk_sum; DROP TABLE access_sum;
                DROP INDEX transfer_issued; DROP TABLE skipped; DROP TABLE restoration; DROP TABLE office; DROP TABLE access_person; DROP TABLE access; DROP TABLE erased_from;
                DROP TABLE erasure; DROP TABLE frozen_blanked; PRAGMA user_version = 16;
                CREATE TABLE access (
                  id       INTEGER PRIMARY KEY AUTOINCREMENT,
                  at       TEXT NOT NULL,
                  operator TEXT NOT NULL,
                  command  TEXT NOT NULL
                ) STRICT;";
    conn.execute_batch(back).unwrap();
}

#[test]
fn the_records_of_another_office_are_never_put_over_these() {
    let env = TestEnv::office();
    let other = TestEnv::new();
    other.line("org add 别处党支部 --kind branch").ok();
    fs::copy(other.db(), env.path("other.db")).unwrap();
    env.refuses("db restore other.db -y", 3, "是另一单位的数据库", "holds the records of another office");
    env.line("db verify other.db").ok().says("是另一单位的数据库");
    env.line("db restore other.db --into mine.db").ok();
    // Files of before they told whose they are: the log tells.
    older(&env, "other.db");
    env.refuses("db restore other.db -y", 3, "是另一单位的数据库", "holds the records of another office");
}

#[test]
fn a_backup_of_an_older_version_keeps_whose_it_is() {
    let env = TestEnv::office();
    let office = env.json("db info")[0]["office"].clone();
    env.line("db backup b.db").ok();
    older(&env, "b.db");
    env.line("member add 赵六 --org FJ").ok();
    env.line("db restore b.db -y").ok().says("失去此后的 1 次操作");
    assert_eq!(env.json("db info")[0]["office"], office);
    env.sound();
}

#[test]
fn a_copy_elsewhere_is_read_whole() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok();
    env.line("db verify b.db").ok().says("b.db 完好: 最后的操作是 8").says("共 3 人").says("比现有数据库少 1 次操作");
    let conn = rusqlite::Connection::open(env.path("b.db")).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; UPDATE roll SET org_id = 999 WHERE id = 1").unwrap();
    drop(conn);
    env.line("db verify b.db").exit(1).says("处问题");
    let mut bytes = fs::read(env.path("b.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 32_768].fill(0x55);
    fs::write(env.path("b.db"), bytes).unwrap();
    let code = env.line("db verify b.db").code;
    assert!(code == 1 || code == 6, "{code}");
    env.line("db verify nowhere.db").exit(7).says("nowhere.db");
}

#[test]
fn going_back_stands_in_the_log_and_gives_no_number_twice() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok(); // after operation 8
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("member add 钱七 --org FJ").ok(); // 10
    env.line("db restore b.db -y --operator 周八").ok().says("已由备份 b.db 恢复").says("(操作 11)");
    let log = env.json("db log");
    assert_eq!((&log[0]["operation"], &log[1]["operation"]), (&11.into(), &8.into()));
    assert_eq!((&log[0]["operator"], &log[0]["added"]), (&"周八".into(), &1.into()));
    assert_eq!(log[0]["command"], "db restore b.db -y --operator 周八");
    let told = env.line("db log 11 -f json").ok().out;
    for part in [env.path("b.db"), env.path("a.db.2011-05-31.bak")] {
        assert!(told.contains(part.to_str().unwrap()), "{told}");
    }
    let row = "SELECT lost || ' ' || first_lost || ' ' || last_lost FROM restoration";
    assert_eq!(env.connection().query_row(row, [], |row| row.get::<_, String>(0)).unwrap(), "2 9 10");
    // Numbers go on past all that were given: of operations, and of people.
    env.line("member add 孙九 --org FJ").ok().says("操作 12");
    assert_eq!(env.column("member list", "no"), [1, 2, 3, 6]);
    env.sound();
    // What was lost is asked for by its number.
    let kept = env.path("a.db.2011-05-31.bak").display().to_string();
    for line in ["db log 10", "db undo 9", "member list --known 10"] {
        env.refuses(line, 4, "已随操作 11 恢复备份而失去", "was lost when operation 11 went back to a backup");
        env.line(line).says(&format!("--db {kept}"));
    }
    env.refuses("db log 13", 4, "没有操作 13", "there is no operation 13");
    env.line("db undo 12").ok();
    env.refuses("db undo 11", 3, "操作 11 是恢复备份, 不能用 db undo 撤销", "which db undo does not take back");
    env.line("db undo").exit(3).says(&format!("要回到恢复前: db restore {kept}"));
    env.line("db undo 8").ok();
    // And forth again: 11 to 14 are lost, and stay lost.
    env.line(&format!("db restore {kept} -y")).ok().says("失去此后的 4 次操作(11 – 14)").says("(操作 15)");
    assert_eq!(env.column("db log --limit 2", "operation"), [15, 10]);
    env.line("db log 12").exit(4).says("已随操作 15 恢复备份而失去");
    assert_eq!(env.column("member list", "name"), ["张三", "李四", "王五", "赵六", "钱七"]);
    env.sound();
}

#[test]
fn what_was_known_before_going_back_is_told_to_be_more() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("db restore b.db -y").ok(); // 10
    let days = "UPDATE operation SET at = printf('2011-05-%02dT08:00:00Z', id);
                UPDATE restoration SET lost_since = '2011-05-09T08:00:00Z'; DELETE FROM operation_sum";
    env.connection().execute_batch(days).unwrap();
    let lost = "2011-05-09 时另有的操作(9), 已随操作 10 恢复备份而失去";
    env.line("member list --known 2011-05-09").ok().says(lost).says("a.db.2011-05-31.bak");
    for line in ["member list --known 2011-05-08", "member list --known 2011-05-10", "member list --known 8"] {
        let err = env.line(line).ok().err;
        assert!(!err.contains("失去"), "{line}: {err}");
    }
    assert_eq!(env.json("db log --known 8").as_array().unwrap().len(), 8);
    assert_eq!(env.json("db log --known 10").as_array().unwrap().len(), 9);
    env.line("db check --known 8").ok();
}

#[test]
fn where_the_file_itself_is_lost_its_copies_tell_how_far_it_was() {
    let env = TestEnv::office_with_copies();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("member add 钱七 --org FJ").ok(); // 10
    env.line("db backup").ok();
    fs::remove_file(env.db()).unwrap();
    env.line("db restore b.db -y").ok().says("(操作 11)");
    env.refuses("db undo", 3, "操作 11 是恢复备份", "operation 11 went back to a backup");
    env.line("db undo").says("恢复前没有文件可回去");
    let lost = "SELECT count(*) FROM restoration WHERE lost IS NULL AND kept IS NULL";
    assert_eq!(env.connection().query_row(lost, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    fs::write(env.db(), "damaged").unwrap();
    env.line("db restore b.db -y").ok().says("(操作 11)");
    env.sound();
}

#[test]
fn an_erasure_has_one_number_in_the_file_and_in_its_copies() {
    let env = TestEnv::office_with_copies();
    env.line("db backup").ok();
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("member erase 张三 --reason 本人申请 -y").ok(); // 10
    let copy = "a.db.backups/a.db.2011-05-31.asked.bak";
    assert_eq!(env.column(&format!("--db {copy} db log --limit 1"), "operation"), [10]);
    let told = env.line(&format!("db restore {copy} -n")).ok().says("失去此后的 1 次操作(9)").err;
    assert!(!told.contains("备份里另有"), "{told}");
    env.line(&format!("db restore {copy} -y")).ok().says("(操作 11)");
}

#[test]
fn of_many_operations_lost_the_last_are_told_and_how_many_more_there_are() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    for number in 0..23 {
        env.line(&format!("member set 张三 --remark 第{number}次")).ok();
    }
    let told = env.line("db restore b.db").exit(3).says("失去此后的 23 次操作(9 – 31)").says("其余 3 次在先").err;
    assert_eq!(told.matches("member set 张三").count(), 20, "{told}");
    assert!(!told.contains("操作 11  ") && told.contains("操作 12  "), "{told}");
    env.line("db restore b.db --lang en").exit(3).says("3 more before them").says("-n lists all");
}

#[test]
fn of_a_copy_that_somebody_worked_in_that_is_told() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("--db b.db member add 赵六 --org FJ --operator 周八").ok(); // 9 there
    env.line("--db b.db member add 孙九 --org FJ --operator 周八").ok(); // 10 there
    env.line("db verify b.db").ok().says("它另有 2 次现有数据库没有的操作(9 – 10)");
    env.line("member add 钱七 --org FJ").ok(); // 9 here
    let told = env.line("db verify b.db").ok().says("它另有 2 次").says("比现有数据库少 1 次操作");
    env.line("db verify b.db --lang en").ok().says("it has 2 operations that the database does not have (9 – 10)");
    drop(told);
    env.line("db restore b.db -y").ok().says("备份里另有 2 次现有数据库没有的操作(9 – 10)").says("(操作 11)");
}

#[test]
fn a_going_back_that_is_killed_is_not_done_or_stands_in_the_log() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok(); // 9
    let before = fs::read(env.db()).unwrap();
    let mut seen = [0; 2];
    for trial in 0..24 {
        fs::write(env.db(), &before).unwrap();
        let mut restore =
            env.command(["db", "restore", "b.db", "-y"]).stderr(std::process::Stdio::null()).spawn().unwrap();
        // The last is let be.
        if trial < 23 {
            std::thread::sleep(std::time::Duration::from_millis(trial * 8));
            let _ = restore.kill();
        }
        restore.wait().unwrap();
        let log = env.column("db log", "operation");
        assert!(log[..2] == [9, 8] || log[..2] == [10, 8], "{log:?}");
        seen[usize::from(log[0] == 10)] += 1;
        env.sound();
    }
    assert!(seen.iter().all(|times| *times > 0), "{seen:?}");
    env.line("db restore b.db -y").ok();
    assert_eq!(listed(env.path("")).iter().filter(|name| name.ends_with(".part")).count(), 0);
}

#[test]
fn who_looked_at_numbers_is_not_forgotten_by_going_back() {
    let env = TestEnv::office();
    env.line("member show 张三 --reveal").ok(); // 1
    env.line("db backup b.db").ok();
    env.line("member list --reveal -f csv --operator 周八").ok(); // 2
    let before = env.json("db access");
    env.line("db restore b.db -y").ok();
    assert_eq!(env.json("db access"), before);
    assert_eq!(env.column("db access --person 李四", "id"), [2]);
    // Somebody looked into the copy, too: both looks stay, each once.
    env.line("--db b.db member show 王五 --reveal --operator 吴九").ok(); // 2 there
    env.line("db restore b.db -y").ok();
    assert_eq!(env.column("db access", "operator"), ["周八", "吴九", "测试员"]);
    assert_eq!(env.column("db access", "people"), ["1 张三、2 李四、3 王五", "3 王五", "1 张三"]);
    env.line("member show 李四 --reveal").ok();
    assert_eq!(env.column("db access --limit 1", "id"), [4]);
    env.sound();
}
