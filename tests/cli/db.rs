//! The file itself: what is opened, what is refused, what is checked.

use std::fs;

use crate::env::TestEnv;
use crate::one_language::tells;

const ANY: &str = "org list";

#[test]
fn a_missing_file_is_never_made_by_accident() {
    let env = TestEnv::bare();
    for line in [ANY, "org add 甲支部 --kind branch", "db log", "db undo", "report coverage", "db info", "db check"]
    {
        env.refuses(line, 6, "没有数据库文件", "there is no database");
        assert!(!env.db().exists(), "{line}");
    }
    env.line(ANY).says("提示: 新建请用 dangwu --db 文件 db init");
    env.line("db init").ok().says("已建立数据库");
    env.refuses("db init", 3, "已存在, 不会覆盖", "exists already and is left alone");
    env.line(ANY).ok();
    env.line("--db nowhere/b.db db init").exit(7).says("nowhere");
    env.line("--db . org list").exit(6);
}

#[test]
fn a_foreign_file_is_refused_and_left_alone() {
    let env = TestEnv::bare();
    rusqlite::Connection::open(env.db())
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    let before = fs::read(env.db()).unwrap();
    env.refuses(ANY, 6, "不是 dangwu 的数据库", "is no database of dangwu");
    env.refuses("org add 甲支部 --kind branch", 6, "不是 dangwu 的数据库", "is no database of dangwu");
    env.refuses("db check", 6, "不是 dangwu 的数据库", "is no database of dangwu");
    assert_eq!(fs::read(env.db()).unwrap(), before);
    fs::write(env.db(), "这不是数据库, 只是一段足够长的文字".repeat(40)).unwrap();
    env.refuses(ANY, 6, "不是数据库, 是别的文件", "is no database but a file of another kind");
    fs::write(env.db(), "").unwrap();
    env.refuses(ANY, 6, "是空文件", "is an empty file");
}

#[test]
fn a_damaged_file_is_refused() {
    let env = TestEnv::office();
    let mut bytes = fs::read(env.db()).unwrap();
    // The header stays, the pages behind it are torn.
    bytes[8192..].fill(0xa5);
    fs::write(env.db(), &bytes).unwrap();
    env.refuses(ANY, 6, "数据库已损坏", "the database is damaged");
    env.refuses("member add 赵六 --org FJ", 6, "数据库已损坏", "the database is damaged");
    assert_eq!(fs::read(env.db()).unwrap(), bytes);
    // Cut in the middle.
    let env = TestEnv::office();
    let bytes = fs::read(env.db()).unwrap();
    fs::write(env.db(), &bytes[..bytes.len() / 2]).unwrap();
    env.refuses(ANY, 6, "数据库已损坏", "the database is damaged");
}

#[test]
fn what_is_no_database_is_told_for_what_it_is() {
    let env = TestEnv::office();
    let whole = fs::read(env.db()).unwrap();
    fs::create_dir(env.path("folder.db")).unwrap();
    fs::write(env.path("empty.db"), "").unwrap();
    fs::write(env.path("text.db"), "姓名,所在党支部\n").unwrap();
    fs::write(env.path("short.db"), &whole[..50]).unwrap();
    fs::write(env.path("half.db"), &whole[..whole.len() / 2]).unwrap();
    let half = format!("应有 {} 字节, 只有 {} 字节", whole.len(), whole.len() / 2);
    for (name, zh, en, hint) in [
        ("folder.db", "folder.db 是文件夹", "is a folder", "--db"),
        ("empty.db", "empty.db 是空文件", "is an empty file", "备份"),
        ("text.db", "text.db 不是数据库, 是别的文件", "no database but a file of another kind", "备份"),
        ("short.db", "short.db 被截断, 应有 100 字节, 只有 50 字节", "short.db was cut off", "备份"),
        ("half.db", half.as_str(), "half.db was cut off", "备份"),
        ("/dev/null", "/dev/null 是设备或管道", "is a device or a pipe", "--db"),
    ] {
        for line in [
            "member list",
            "db check",
            "db info",
            "db backup k.db",
            "db compact",
            "db adopt",
            "org add 甲支部 --kind branch",
        ] {
            let ran = env.line(&format!("{line} --db {name}")).exit(6).says(zh).says(hint).says("提示: ");
            assert!(!ran.err.contains("file is not") && !ran.err.contains("malformed"), "{}", ran.err);
            env.line(&format!("{line} --db {name} --lang en")).exit(6).says(en).says("Hint: ");
        }
        let error = env.line(&format!("report orgs --db {name} -f json")).exit(6).err;
        assert!(error.starts_with("{\"error\":{") && error.contains("\"kind\":\"database\""), "{error}");
    }
    assert_eq!(fs::read(env.path("half.db")).unwrap(), whole[..whole.len() / 2]);
}

#[test]
fn a_copy_of_what_is_damaged_is_no_backup() {
    let env = TestEnv::office();
    let mut bytes = fs::read(env.db()).unwrap();
    let page: usize = env
        .connection()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'person_name'", [], |row| row.get(0))
        .map(|page: i64| usize::try_from(page).unwrap())
        .unwrap();
    bytes[(page - 1) * 16384..page * 16384].fill(0x5a);
    fs::write(env.db(), bytes).unwrap();
    env.line("db backup k.db").exit(6).says("数据库已损坏").says("用 db restore 回到最近的备份");
    assert!(!env.path("k.db").exists());
    env.line("db check").exit(1).says("用 db restore 回到最近的备份");
}

#[test]
fn a_torn_page_is_found_by_the_check() {
    let env = TestEnv::office();
    let page: usize = env
        .connection()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'person_name'", [], |row| row.get(0))
        .map(|page: i64| usize::try_from(page).unwrap())
        .unwrap();
    env.line("db check --quick").ok().says("只查了文件能否读出");
    let mut bytes = fs::read(env.db()).unwrap();
    bytes[(page - 1) * 16384..page * 16384].fill(0);
    fs::write(env.db(), bytes).unwrap();
    for line in ["db check -f json", "db check --quick -f json"] {
        let found = env.line(line).exit(1);
        assert_eq!(found.json()[0]["code"], "file-damaged", "{}", found.err);
    }
}

#[test]
fn a_quick_check_finds_what_refers_to_nothing_and_leaves_the_rest() {
    let env = TestEnv::office();
    env.connection()
        .execute_batch("PRAGMA foreign_keys = OFF; UPDATE roll SET org_id = 99 WHERE person_id = 1")
        .unwrap();
    let found = env.line("db check --quick -f json").exit(1).json();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["code"], "foreign-key");
    env.connection()
        .execute_batch("UPDATE roll SET org_id = 2 WHERE person_id = 1; UPDATE person SET job = '改过' WHERE id = 1")
        .unwrap();
    assert_eq!(env.line("db check -f json").exit(1).json()[0]["code"], "record-altered");
    env.line("db check --quick").ok();
    env.line("db check --quick --list").exit(2);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let env = TestEnv::office();
    env.connection().execute_batch("PRAGMA user_version = 9999").unwrap();
    let before = fs::read(env.db()).unwrap();
    env.refuses(ANY, 6, "数据库版本 9999 比本程序所知的", "the database is of version 9999, newer than");
    env.refuses("db undo", 6, "数据库版本 9999", "version 9999");
    assert_eq!(fs::read(env.db()).unwrap(), before);
}

#[test]
fn a_stripped_file_is_refused() {
    for harm in [
        "DROP TABLE access",
        "DROP TRIGGER person_is_on_one_roll_on_insert",
        "DROP INDEX person_id_no",
        "ALTER TABLE roll RENAME TO rolls",
    ] {
        let env = TestEnv::office();
        env.connection().execute_batch(harm).unwrap();
        env.refuses(ANY, 6, "缺少: ", "lacks: ");
    }
}

#[test]
fn a_locked_file_is_waited_for_and_then_told_of() {
    let env = TestEnv::office();
    let holder = env.connection();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let before = env.operations();
    for lang in [("zh", "数据库被另一程序占用"), ("en", "another program keeps the database locked")] {
        env.line(&format!("org add 甲支部 --kind branch --wait 0 --lang {}", lang.0)).exit(5).says(lang.1);
    }
    let ran = env.line("org add 甲支部 --kind branch --wait 0 -f json").exit(5);
    assert!(
        ran.err.starts_with(r#"{"error":{"kind":"locked","message":"数据库被另一程序占用","hint":"稍后再试"#),
        "{}",
        ran.err
    );
    // One who only prepares to write does not keep readers out.
    env.line("org list --wait 0").ok();
    holder.execute_batch("COMMIT; BEGIN EXCLUSIVE").unwrap();
    env.line("org list --wait 0").exit(5).says("提示: 稍后再试, 或用 --wait 延长等待");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(env.operations(), before);
}

#[test]
fn a_wait_is_long_enough_for_a_short_lock() {
    let env = TestEnv::office();
    let holder = env.connection();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut waiting = env.command(["org", "add", "甲支部", "--kind", "branch", "--wait", "20"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    holder.execute_batch("COMMIT").unwrap();
    assert!(waiting.wait().unwrap().success());
}

/// Breaks a good file past the triggers, and looks whether `db check` finds it and tells it so.
#[track_caller]
fn broken(harm: &str, code: &str, subject: &str, details: &[&str]) {
    let env = TestEnv::office();
    env.line("org cover GF 光伏协会 --from 2010-09-01").ok();
    env.line("member suspend 李四 --date 2011-01-01 --reason 调查").ok();
    env.sound();
    let conn = env.connection();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch(harm).unwrap();
    for (_, sql) in &triggers {
        conn.execute_batch(sql).unwrap();
    }
    tells(&env, code, subject, details);
    env.line("db check").exit(1).says("处问题");
    env.line("db check --lang en").exit(1).says("faults found");
}

/// The number of an org, by its code.
fn org(code: &str) -> String {
    format!("(SELECT id FROM org WHERE code = '{code}')")
}

fn person(name: &str) -> String {
    format!("(SELECT id FROM person WHERE name = '{name}')")
}

#[test]
fn the_check_finds_what_cannot_be_on_a_roll() {
    let (fj, gf, zhang) = (org("FJ"), org("GF"), person("张三"));
    let on_roll = |org: &str, since: &str| {
        format!(
            "INSERT INTO roll (person_id, org_id, category, since, began) VALUES ({zhang}, {org}, 'full', '{since}', 'entered')"
        )
    };
    broken(&on_roll(&gf, "2011-01-01"), "roll-overlap", "张三", &["2008-06-01 – "]);
    broken(
        &format!("UPDATE roll SET since = '2007-01-01' WHERE person_id = {zhang}"),
        "roll-outside-org",
        "张三",
        &["2007-01-01 – "],
    );
    broken(
        &format!("UPDATE org SET dissolved = '2011-01-01' WHERE id = {fj}"),
        "roll-outside-org",
        "张三",
        &["2008-06-01 – "],
    );
    broken(
        &format!("UPDATE person SET joined = '2010-01-01', full_on = NULL WHERE id = {zhang}"),
        "roll-before-joining",
        "张三",
        &["正式党员 2008-06-01 | full member 2008-06-01"],
    );
    broken(
        &format!("UPDATE person SET full_on = '2009-01-01' WHERE id = {zhang}"),
        "roll-before-joining",
        "张三",
        &["正式党员 2008-06-01 | full member 2008-06-01"],
    );
    let li = person("李四");
    broken(
        &format!("UPDATE person SET full_on = '2011-02-01' WHERE id = {li}"),
        "roll-after-full-on",
        "李四",
        &["2010-07-01 – , 转为正式党员日期 2011-02-01 | 2010-07-01 – , Full member since 2011-02-01"],
    );
}

#[test]
fn the_check_finds_what_cannot_be_of_a_person() {
    let (fj, zhang, li) = (org("FJ"), person("张三"), person("李四"));
    broken(
        &format!("UPDATE person SET sex = 'female' WHERE id = {zhang}"),
        "id-no",
        "张三",
        &["330402********1236 与性别不符 | 330402********1236 contradicts the sex"],
    );
    broken(
        &format!("UPDATE person SET birth = '1981-01-01' WHERE id = {zhang}"),
        "id-no",
        "张三",
        &["330402********1236 与出生日期不符 | 330402********1236 contradicts the birth date"],
    );
    broken(
        &format!("UPDATE person SET id_no = '330402198001011237' WHERE id = {zhang}"),
        "id-no",
        "张三",
        &["330402********1237 号码本身有误 | 330402********1237 the number itself is wrong"],
    );
    let booked = format!(
        "INSERT INTO transfer (person_id, direction, from_org_id, to_text, issued, received)
         VALUES ({zhang}, 'out', {fj}, '外地', '2011-03-01', '2011-04-01')"
    );
    broken(&booked, "transfer-off-roll", "张三", &["转出 2011-04-01 | out 2011-04-01"]);
    broken(
        &format!("UPDATE roll SET until = '2011-02-01', ended = 'out' WHERE person_id = {zhang}"),
        "transfer-off-roll",
        "张三",
        &["转出 2011-02-01 | out 2011-02-01"],
    );
    let suspended = |since: &str| format!("INSERT INTO suspension (person_id, since) VALUES ({li}, '{since}')");
    broken(&suspended("2011-03-01"), "person-period-overlap", "李四", &["停止党籍 2011-03-01 | suspension 2011-03-01"]);
    broken(
        &format!("INSERT INTO suspension (person_id, since, until) VALUES ({zhang}, '2001-01-01', '2002-01-01')"),
        "suspension-off-roll",
        "张三",
        &["2001-01-01"],
    );
    broken(
        &format!(
            "UPDATE roll SET until = '2011-02-01', ended = 'left' WHERE person_id = {zhang};
                  INSERT INTO absence (person_id, kind) VALUES ({zhang}, 'lost')"
        ),
        "absence-off-roll",
        "张三",
        &["失去联系 ? | out of touch ?"],
    );
}

#[test]
fn the_check_finds_what_cannot_be_on_the_way_into_the_party() {
    let li = person("李四");
    let way = format!("INSERT INTO candidature (id, person_id) VALUES (1, {li});");
    let step = |step: &str, date: &str| {
        format!("INSERT INTO step (candidature_id, step, date) VALUES (1, '{step}', '{date}');")
    };
    broken(
        &format!("{way}{}", step("admitted", "2010-07-02")),
        "admission-off-record",
        "李四",
        &["接收为预备党员 2010-07-02, 加入党组织日期 2010-07-01 | admission 2010-07-02, Joined 2010-07-01"],
    );
    broken("UPDATE person SET name = '张•三' WHERE name = '张三'", "name-otherwise", "张•三", &["张•三"]);
    broken(&format!("{way}{}", step("applied", "1900-01-01")), "day-stray", "李四", &["1900-01-01"]);
    broken(
        "UPDATE person SET joined = '1920-07-01', birth = NULL, id_no = NULL WHERE name = '张三'",
        "day-stray",
        "张三",
        &["1920-07-01"],
    );
    let order = format!("{way}{}{}", step("applied", "2008-01-02"), step("talked", "2008-01-01"));
    broken(
        &order,
        "step-order",
        "李四",
        &["谈话 2008-01-01 < 申请入党 2008-01-02 | talk 2008-01-01 < application 2008-01-02"],
    );
}

#[test]
fn the_check_finds_what_cannot_be_of_orgs() {
    let (jw, fj, gf) = (org("JW"), org("FJ"), org("GF"));
    let (jw_name, fj_name, gf_name) = ("嘉兴市工商联党委", "福建商会党支部", "光伏协会党支部");
    broken(
        &format!("INSERT INTO org_name (org_id, name, since) VALUES ({fj}, '别名', '2011-01-01')"),
        "org-period-overlap",
        "别名",
        &["党组织名称 2011-01-01 | org name 2011-01-01"],
    );
    broken(
        &format!("INSERT INTO org_kind (org_id, kind, since) VALUES ({fj}, 'group', '2011-01-01')"),
        "org-period-overlap",
        fj_name,
        &["党组织类别 2011-01-01 | org kind 2011-01-01"],
    );
    broken(
        &format!("INSERT INTO org_parent (org_id, parent_id, since) VALUES ({fj}, {gf}, '2011-01-01')"),
        "org-period-overlap",
        fj_name,
        &["隶属关系 2011-01-01 | org parent 2011-01-01"],
    );
    broken(
        &format!(
            "INSERT INTO cover SELECT NULL, org_id, unit_id, how, '2011-01-01', NULL FROM cover WHERE org_id = {gf}"
        )
        .replace("INSERT INTO cover", "INSERT INTO cover (id, org_id, unit_id, how, since, until)"),
        "org-period-overlap",
        gf_name,
        &["覆盖 2011-01-01 | coverage 2011-01-01"],
    );
    broken(&format!("DELETE FROM org_name WHERE org_id = {fj}"), "org-incomplete", "#2", &["党组织名称 | org name"]);
    broken(
        &format!("UPDATE org_kind SET until = '2011-01-01' WHERE org_id = {fj}"),
        "org-incomplete",
        fj_name,
        &["党组织类别 | org kind"],
    );
    broken(
        &format!("UPDATE org_name SET name = '{fj_name}' WHERE org_id = {gf}"),
        "org-name-twice",
        fj_name,
        &[fj_name, fj_name],
    );
    broken(
        &format!("UPDATE org SET founded = '2009-01-01' WHERE id = {jw}"),
        "parent-outside-life",
        fj_name,
        &["2008-06-01 – "],
    );
    broken(
        &format!("UPDATE org SET dissolved = '2011-01-01' WHERE id = {jw}"),
        "parent-outside-life",
        fj_name,
        &["2008-06-01 – "],
    );
    broken(
        &format!("INSERT INTO org_parent (org_id, parent_id) VALUES ({jw}, {gf})"),
        "tree-loop",
        jw_name,
        &["上级党组织 光伏协会党支部 | Parent 光伏协会党支部"],
    );
    broken(
        &format!("UPDATE org_name SET name = '福建商会 党支部' WHERE org_id = {fj}"),
        "org-name-otherwise",
        "福建商会 党支部",
        &["福建商会 党支部"],
    );
    broken(
        &format!("UPDATE org SET founded = '1899-12-30' WHERE id = {jw}"),
        "org-day-stray",
        jw_name,
        &["1899-12-30"],
    );
}

#[test]
fn the_check_finds_what_cannot_be_of_units_and_the_file() {
    let (gf, gf_name) = (org("GF"), "光伏协会党支部");
    broken(
        &format!("UPDATE cover SET since = '2010-01-01' WHERE org_id = {gf}"),
        "cover-outside-life",
        gf_name,
        &["2010-01-01 – "],
    );
    broken("UPDATE unit SET closed = '2011-01-01'", "cover-outside-life", gf_name, &["2010-09-01 – "]);
    let unit = "嘉兴市福建商会";
    broken(
        "INSERT INTO unit_state (unit_id, name, kind, since) SELECT unit_id, name, kind, '2011-01-01' FROM unit_state",
        "unit-period-overlap",
        unit,
        &["2011-01-01"],
    );
    broken("UPDATE unit_state SET since = '2011-01-01'", "unit-incomplete", unit, &["单位信息 | unit attributes"]);
    broken(&format!("UPDATE unit_state SET name = '{unit}'"), "unit-name-twice", unit, &[unit, unit]);
    broken(
        &format!("UPDATE org_parent SET parent_id = 99 WHERE org_id = {}", org("FJ")),
        "foreign-key",
        "-",
        &["隶属关系 #1 → 党组织 | org parent #1 → org"],
    );
    broken(
        "UPDATE roll SET category = 'nobody'",
        "file-damaged",
        "-",
        &["在册期间: 不允许的内容 | roll period: a value that is not allowed"; 3],
    );
}

#[test]
fn the_check_finds_what_cannot_be_of_meetings_and_posts() {
    let (fj, fj_name) = (org("FJ"), "福建商会党支部");
    let held = |date: &str| {
        format!(
            "INSERT INTO meeting (id, org_id, kind, date, on_roll, voters, present, on_leave, absent)
             VALUES (1, {fj}, 'general', '{date}', 1, 1, 1, 0, 0);"
        )
    };
    let sheet = |name: &str| {
        format!(
            "INSERT INTO attendance (meeting_id, person_id, due, votes, presence)
             SELECT 1, id, 1, 1, 'present' FROM person WHERE name = '{name}';"
        )
    };
    let march = held("2011-03-01");
    broken(
        &format!("{march}{}", sheet("王五")),
        "attendance-off-roll",
        "王五",
        &["支部党员大会 2011-03-01 #1 | general meeting 2011-03-01 #1"],
    );
    let late = "UPDATE roll SET since = '2011-03-02' WHERE person_id = 1";
    broken(
        &format!("{march}{}{late}", sheet("张三")),
        "attendance-off-roll",
        "张三",
        &["支部党员大会 2011-03-01 #1 | general meeting 2011-03-01 #1"],
    );
    broken(
        &format!("{march}{}UPDATE meeting SET present = 0", sheet("张三")),
        "attendance-numbers",
        fj_name,
        &["支部党员大会 2011-03-01 #1 | general meeting 2011-03-01 #1"],
    );
    broken(
        &held("2008-05-31"),
        "meeting-outside-org",
        fj_name,
        &["支部党员大会 2008-05-31 #1 | general meeting 2008-05-31 #1"],
    );
    let post = "INSERT INTO post (org_id, person_id, post, since)";
    broken(
        &format!("{post} VALUES ({fj}, 1, 'secretary', '2008-05-31')"),
        "post-outside-org",
        fj_name,
        &["书记 2008-05-31 | secretary 2008-05-31"],
    );
    broken(&format!("{march}UPDATE meeting SET topic = '党课'"), "words-stale", fj_name, &["#1"]);
    broken("INSERT INTO meeting_words (rowid, pairs) VALUES (9, '党课 课')", "words-stale", "#0", &["#9"]);
}

#[test]
fn every_check_has_been_seen_to_find_something() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/checks");
    let tried = concat!(
        include_str!("db.rs"),
        include_str!("planted.rs"),
        include_str!("ledger.rs"),
        include_str!("kinds.rs"),
        include_str!("items.rs"),
        include_str!("elect.rs"),
        include_str!("dues.rs"),
        include_str!("plan.rs"),
        include_str!("founding.rs"),
        include_str!("guide.rs"),
        include_str!("followed.rs"),
        include_str!("frozen.rs"),
        include_str!("votes.rs")
    );
    for file in fs::read_dir(folder).unwrap() {
        let code = file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(tried.contains(&format!("\"{code}\"")), "{code} is not tried");
    }
}

#[test]
fn a_backup_is_whole_and_never_overwrites() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok().says("已备份到");
    let backup = env.run(["--db", "b.db", "member", "list", "-f", "json"]).ok();
    assert_eq!(backup.json(), env.json("member list"));
    env.refuses("db backup b.db", 7, "已存在", "exists already");
    env.refuses("db backup -o b.db", 7, "已存在", "exists already");
    env.refuses("db backup c.db -o d.db", 2, "-o", "-o");
    env.line("db backup -o d.db").ok().says("已备份到 d.db");
    env.refuses("db backup nowhere/b.db", 7, "nowhere/b.db", "nowhere/b.db");
    // While somebody prepares to write.
    let holder = env.connection();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    env.line("db backup c.db --wait 0").ok();
}

#[test]
fn a_backup_is_gone_back_to_and_what_was_there_is_kept() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    env.line("member add 赵六 --org FJ").ok();
    env.line("db restore b.db -y").ok().says("已由备份 b.db 恢复").says("a.db.2011-05-31.bak");
    assert_eq!(env.column("member list", "name"), ["张三", "李四", "王五"]);
    env.sound();
    let kept = env.run(["--db", "a.db.2011-05-31.bak", "member", "list", "-f", "json"]).ok().json();
    assert_eq!(kept.as_array().unwrap().len(), 4);
    // And forth again; the second copy of the day has another name.
    env.line("db restore a.db.2011-05-31.bak -y").ok().says("a.db.2011-05-31-2.bak");
    assert_eq!(env.column("member list", "name").len(), 4);
    env.line("member add 钱七 --org FJ").ok();
}

#[test]
fn what_is_no_sound_backup_is_not_gone_back_to() {
    let env = TestEnv::office();
    let before = fs::read(env.db()).unwrap();
    env.write("text.db", "没有数据库, 只是一段够长的文字, 没有数据库, 只是一段够长的文字");
    rusqlite::Connection::open(env.path("foreign.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let mut torn = before.clone();
    let middle = torn.len() / 2;
    torn[middle..].fill(0x55);
    env.write("torn.db", torn);
    env.refuses("db restore a.db", 7, "就是正在使用的数据库", "is the database itself");
    for name in ["nowhere.db", "text.db", "foreign.db", "torn.db"] {
        assert_eq!(env.line(&format!("db restore {name}")).code, 6, "{name}");
    }
    env.line("db backup b.db").ok();
    // While somebody prepares to write.
    let holder = env.connection();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    env.refuses("db restore b.db --wait 0 -y", 5, "占用", "locked");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(fs::read(env.db()).unwrap(), before);
    assert!(!env.path("a.db.2011-05-31.bak").exists());
}

#[test]
fn a_damaged_database_is_set_aside_whole() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok();
    fs::write(env.db(), "damaged").unwrap();
    env.line("db restore b.db -y").ok().says("a.db.2011-05-31.bak");
    assert_eq!(fs::read(env.path("a.db.2011-05-31.bak")).unwrap(), b"damaged");
    assert_eq!(env.column("member list", "name").len(), 3);
    fs::remove_file(env.db()).unwrap();
    env.line("db restore b.db -y").ok();
    assert_eq!(env.column("member list", "name").len(), 3);
    env.sound();
}

#[test]
fn the_file_tells_of_itself() {
    let env = TestEnv::office();
    let info = &env.json("db info")[0];
    assert_eq!(
        (&info["orgs"], &info["units"], &info["people"], &info["rolls"]),
        (&3.into(), &2.into(), &3.into(), &3.into())
    );
    assert_eq!(info["operations"], 8);
    assert_eq!(info["path"], env.db().to_str().unwrap());
    let schema = env.line("db schema").ok().out;
    rusqlite::Connection::open_in_memory().unwrap().execute_batch(&schema).unwrap();
    // Rollback journal: one file, nothing beside it.
    let beside: Vec<_> = fs::read_dir(env.path("")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(beside, ["a.db"]);
}

#[test]
fn a_read_only_file_can_be_read() {
    let env = TestEnv::office();
    let mut permissions = fs::metadata(env.db()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(env.db(), permissions).unwrap();
    if fs::OpenOptions::new().write(true).open(env.db()).is_ok() {
        return; // root may write anyway
    }
    env.line("member list --reveal").ok().says("这次查阅未记入查阅日志");
    env.line("org add 甲支部 --kind branch").exit(7).says("数据库文件无法读写");
}

/// What a sealed file looks like: bytes of chance, in whole pages.
fn chance(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    })
    .take(length)
    .collect()
}

#[test]
#[cfg(not(feature = "sealed"))]
fn a_sealed_file_is_named_as_what_it_is() {
    let env = TestEnv::bare();
    env.write("a.db", chance(3 * 16384));
    for line in ["member list", "db check", "db salvage a.db -o b.db", "db verify a.db", "db adopt"] {
        env.line(line).exit(6).says("是加密的数据库, 这个版本的 dangwu 打不开").says("--features sealed");
    }
    // With its key beside it, it is one however it looks; neither is written over.
    env.write("a.db", "x");
    env.write("a.db.key", "-----BEGIN AGE ENCRYPTED FILE-----");
    env.line("member list").exit(6).says("是加密的数据库");
    env.run(["--db", "b.db", "db", "check", "--list", "-o", "a.db", "--overwrite", "-f", "csv"]).exit(7);
    env.run(["--db", "b.db", "db", "check", "--list", "-o", "a.db.key", "--overwrite", "-f", "csv"]).exit(7);
    assert_eq!(std::fs::read_to_string(env.path("a.db")).unwrap(), "x");
}

#[test]
fn a_file_that_is_sealed_to_recipients_is_named_as_what_it_is() {
    let env = TestEnv::bare();
    let mut bytes = b"age-encryption.org/v1\n-> X25519 ".to_vec();
    bytes.extend(chance(3 * 16384 - bytes.len()));
    env.write("a.db", bytes);
    env.write("b.db", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n");
    for file in ["a.db", "b.db"] {
        for line in ["member list", "db check", "db info", "db backup c.db", "db adopt"] {
            let told = env.line(&format!("--db {file} {line}")).exit(6).says("是加密给收件人的文件(age)");
            let hint = if cfg!(feature = "sealed") { "db restore" } else { "--features sealed" };
            assert!(told.err.contains(hint), "{}", told.err);
        }
        for line in ["db verify", "db restore -y", "db restore --into d.db"] {
            env.line(&format!("--db x.db {line} {file}")).exit(6).says("是加密给收件人的文件(age)");
        }
        let english = env.line(&format!("--db {file} db info --lang en")).exit(6);
        assert!(english.err.contains("is a file sealed to recipients (age)"), "{}", english.err);
    }
}

#[test]
fn chance_that_is_no_whole_pages_and_pages_that_are_no_chance_are_no_sealed_file() {
    let env = TestEnv::bare();
    env.write("a.db", chance(3 * 16384 + 1));
    env.line("member list").exit(6).says("不是数据库, 是别的文件");
    let mut ends_otherwise = chance(16384);
    ends_otherwise.extend([b' '; 16384]);
    env.write("a.db", ends_otherwise);
    env.line("member list").exit(6).says("不是数据库, 是别的文件");
}
