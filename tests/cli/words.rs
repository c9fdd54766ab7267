//! What people type, and what was meant: names, days, numbers as they stand in files and on the command line.

use serde_json::json;

use crate::env::{Ran, TestEnv, id_no};

/// Two branches, each with its formal name and the short one that everybody uses.
fn branches() -> TestEnv {
    let env = TestEnv::new();
    for line in [
        "org add 中共嘉兴市福建商会支部委员会 --short 福建商会党支部 --kind branch --founded 2001-01-01 --code FJ",
        "org add 中共嘉兴市四川商会支部委员会 --short 四川商会党支部 --kind branch --founded 2001-01-01 --code SC",
    ] {
        env.line(line).ok();
    }
    env
}

/// Runs a command line on the day of the cases.
fn now(env: &TestEnv, args: &[&str]) -> Ran {
    crate::env::ran(env.command(args).env("DANGWU_TODAY", "2026-11-26").output().unwrap())
}

fn import(env: &TestEnv, rows: &str) -> Ran {
    env.write("a.csv", rows);
    now(env, &["member", "import", "a.csv"])
}

#[track_caller]
fn names(env: &TestEnv) -> Vec<String> {
    column(env, &["member", "list"], "name")
}

#[track_caller]
fn column(env: &TestEnv, args: &[&str], key: &str) -> Vec<String> {
    let args: Vec<&str> = args.iter().copied().chain(["-f", "json", "--reveal"]).collect();
    let listed = now(env, &args).ok().json();
    listed.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_dot_of_a_name_is_one_and_is_found_with_or_without() {
    let env = branches();
    import(
        &env,
        "姓名,公民身份号码,所在党支部\n\
         阿卜杜拉·买买提,650102198001010012,福建商会党支部\n\
         阿依古丽•热合曼,650102198001010020,福建商会党支部\n\
         艾尔肯.吐尔逊,650102198001010039,福建商会党支部\n",
    )
    .ok();
    assert_eq!(names(&env), ["阿卜杜拉·买买提", "阿依古丽·热合曼", "艾尔肯·吐尔逊"]);
    for typed in ["阿卜杜拉买买提", "阿卜杜拉•买买提", "买买提", "拉·买", "阿卜杜拉 · 买买提"]
    {
        assert_eq!(column(&env, &["member", "find", typed], "name"), ["阿卜杜拉·买买提"], "{typed}");
    }
    for typed in ["阿卜杜拉买买提", "阿卜杜拉．买买提", "阿卜杜拉・买买提@福建商会党支部", "阿卜杜拉买买提@FJ"]
    {
        now(&env, &["member", "show", typed]).ok();
    }
    now(&env, &["member", "add", "买买提●艾力", "--org", "FJ"]).ok();
    assert_eq!(names(&env)[3], "买买提·艾力");
}

#[test]
fn a_note_in_a_name_is_told_row_by_row() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,所在党支部\n王五(女),福建商会党支部\n赵六*,福建商会党支部\n钱七（预备）,福建商会党支部\n1.孙八,福建商会党支部\n周九,福建商会党支部\n\
         冯一　女,福建商会党支部\n",
    )
    .ok();
    for (line, name) in [(2, "王五(女)"), (3, "赵六*"), (4, "钱七（预备）"), (5, "1.孙八"), (7, "冯一　女")]
    {
        assert!(ran.err.contains(&format!("a.csv:{line}: 姓名“{name}”: 姓名里有附注或序号")), "{}", ran.err);
    }
    assert!(!ran.err.contains("周九"), "{}", ran.err);
    now(&env, &["member", "add", "吴十（女）", "--org", "FJ"]).ok().says("姓名里有附注或序号");
    now(&env, &["--lang", "en", "member", "add", "郑一*", "--org", "FJ"]).ok().says("holds a remark or a number");
}

#[test]
fn a_number_of_no_province_is_refused() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,公民身份号码,所在党支部\n陈海波,770102197503120118,福建商会党支部\n周丽华,160101198105030226,福建商会党支部\n",
    )
    .exit(3);
    ran.says("a.csv:2: 公民身份号码“770102********0118”: 前两位 77 不是省份代码").says("a.csv:3:").says("前两位 16 ");
    let number = id_no("77010219750312001");
    let add = |number: &str| now(&env, &["member", "add", "陈海波", "--org", "FJ", "--id-no", number]);
    add(&number).exit(3).says("不是省份代码");
    add(&number).exit(3);
    now(&env, &["--lang", "en", "member", "add", "陈海波", "--org", "FJ", "--id-no", "770102750312001"])
        .exit(3)
        .says("its first two digits, 77, are no province");
    add(&id_no("91010219750312001")).ok();
}

#[test]
fn nothing_of_the_party_lies_before_it() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,所在党支部,入党日期\n方远一,福建商会党支部,1899-12-30\n方远二,福建商会党支部,1900-01-01\n\
         方远三,福建商会党支部,1920-07-01\n方远四,福建商会党支部,1921.7\n",
    )
    .exit(3);
    let ran = ran
        .says("a.csv:2: 加入党组织日期“1899-12-30”: “1899-12-30”是其他软件在日期未填时写的默认日期")
        .says("a.csv:3: 加入党组织日期“1900-01-01”")
        .says("a.csv:4: 加入党组织日期“1920-07-01”: 日期 1920-07-01 早于中国共产党成立(1921-07)");
    assert!(!ran.err.contains("a.csv:5"), "{}", ran.err);
    for args in [
        &["member", "add", "方远", "--org", "FJ", "--joined", "1921-06-30"][..],
        &["member", "add", "方远", "--org", "FJ", "--entered", "1920"],
        &["member", "add", "方远", "--org", "FJ", "--as-found", "1900-01-01"],
        &["member", "add", "方远", "--org", "FJ", "--birth", "1900-01-01"],
        &["org", "add", "甲支部", "--kind", "branch", "--founded", "1900-01-01"],
        &["org", "add", "甲支部", "--kind", "branch", "--founded", "1921-06"],
        &["org", "set", "FJ", "--founded", "1899-12-31"],
        &["org", "unit", "add", "甲商会", "--kind", "chamber", "--established", "1900-01-01"],
        &["meeting", "record", "FJ", "--kind", "general", "--date", "1900-01-01", "--topic", "学习"],
    ] {
        let ran = now(&env, args);
        assert!(ran.code == 3 || ran.code == 2, "{args:?} {}", ran.err);
        assert!(ran.err.contains("默认日期") || ran.err.contains("早于中国共产党成立"), "{args:?} {}", ran.err);
    }
    now(&env, &["member", "add", "方远", "--no-roll", "--birth", "1876-02-09", "--joined", "1921-07"]).ok();
    now(&env, &["org", "unit", "add", "商务总会", "--kind", "chamber", "--established", "1904"]).ok();
    now(&env, &["org", "unit", "add", "旧商会", "--kind", "chamber", "--established", "1900"]).ok();
    env.write("o.csv", "组织全称,组织类型,成立时间\n甲支部,党支部,1900/1/1\n");
    now(&env, &["org", "import", "o.csv"]).exit(3).says("默认日期");
}

#[test]
fn a_stamp_of_utc_is_the_day_in_china() {
    let env = branches();
    import(
        &env,
        "姓名,所在党支部,入党日期\n方远一,福建商会党支部,2001-06-30T16:00:00.000Z\n\
         方远二,福建商会党支部,2001-07-01T00:00:00.000+08:00\n方远三,福建商会党支部,2001-06-30 16:00:00+00:00\n",
    )
    .ok();
    assert_eq!(column(&env, &["member", "list"], "joined"), ["2001-07-01"; 3]);
    now(&env, &["member", "add", "方远四", "--org", "FJ", "--joined", "2001-06-30T16:00:00Z"]).ok();
    assert_eq!(column(&env, &["member", "find", "方远四"], "joined"), ["2001-07-01"]);
}

#[test]
fn a_bare_number_for_a_birth_is_held_against_the_age() {
    let env = branches();
    // Days that Excel counts: 27395 is 1975-01-01, 44000 is 2020-06-18 (6 years old), 39500 is 2008-02-22 (18), 40000 is
    // 2009-07-06 (17), 10000 is 1927-05-18 (99).
    let row = |number: &str| format!("姓名,所在党支部,出生日期\n方远{number},福建商会党支部,{number}\n");
    import(&env, &row("44000")).exit(3).says("年龄会是 6 岁");
    import(&env, "姓名,所在党支部,出生日期\n方一,福建商会党支部,40000\n").ok().says("年龄 17 岁, 请核对");
    for (name, number) in [("方二", "39500"), ("方三", "10000"), ("方四", "27395")] {
        let ran = import(&env, &format!("姓名,所在党支部,出生日期\n{name},福建商会党支部,{number}\n")).ok();
        assert!(!ran.err.contains("年龄"), "{}", ran.err);
    }
    assert_eq!(column(&env, &["member", "list"], "birth"), ["2009-07-06", "2008-02-22", "1927-05-18", "1975-01-01"]);
    let ran = import(&env, "姓名,所在党支部,出生日期\n方五,福建商会党支部,1970-01-01\n").ok();
    ran.says("1970-01-01 可能是其他软件的空日期");
}

#[test]
fn radicals_become_the_sign_that_they_stand_for() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,所在党支部\n\u{2fa6}远一,福建商会党支部\n\u{2f45}\u{f9e8}二,福建商会党支部\n\u{2ee2}㐂𠮷,福建商会党支部\n",
    )
    .ok();
    ran.says("a.csv 第 2–4 行: 姓名“金远一”、“方裡二”、“马㐂𠮷”: 有形似汉字的部首或兼容字符, 已读作相应的汉字\n");
    assert_eq!(names(&env), ["金远一", "方裡二", "马㐂𠮷"]);
    now(&env, &["member", "show", "金远一"]).ok();
    now(&env, &["member", "show", "\u{2fa6}远一"]).ok();
    let ran = import(&env, "姓名,所在党支部\n金远一,福建商会党支部\n方裡二,福建商会党支部\n").ok();
    ran.says("新增 0, 更新 0, 未变 2");
    now(&env, &["member", "add", "\u{f90a}一", "--org", "FJ", "--remark", "\u{2f45}"]).ok();
    assert_eq!(column(&env, &["member", "find", "金一"], "remark"), ["方"]);
}

#[test]
fn invisible_signs_go_from_names_numbers_and_headings() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,所\u{200b}在党支部\n方\u{200d}远一,福建商会党支部\n\u{202d}方远二\u{202c},福建商会党支部\n\
         方\u{e0100}远三,福建商会党支部\n\u{feff}方\u{200b}远四,福建商会党支部\n方\u{2060}远五,福建商会党支部\n\
         方\u{ad}远六,福建\u{3164}商会党支部\n方\u{1}远\u{7f}七,福建商会党支部\n",
    )
    .ok();
    ran.says("警告: a.csv 第 2–8 行: 姓名“方远一”、“方远二”、“方远三”、“方远四”、…: 有看不见的字符(控制符、方向标记等), 已去掉\n")
        .says("警告: a.csv:7: 所在党支部“福建商会党支部”: 有看不见的字符(控制符、方向标记等), 已去掉\n");
    assert_eq!(names(&env), ["方远一", "方远二", "方远三", "方远四", "方远五", "方远六", "方远七"]);
    now(&env, &["member", "show", "方远五"]).ok();
    now(&env, &["member", "show", "方\u{200d}远五"]).ok();
    now(
        &env,
        &[
            "member",
            "add",
            "方远\u{200b}八",
            "--org",
            "福建商会\u{200d}党支部",
            "--phone",
            "\u{202d}13800000008\u{202c}",
        ],
    )
    .ok();
    assert_eq!(column(&env, &["member", "find", "方远八"], "phone"), ["13800000008"]);
}

#[test]
fn marks_around_numbers_go() {
    let env = branches();
    import(
        &env,
        "姓名,所在党支部,公民身份号码,手机号\n方远一,福建商会党支部,\u{202d}330402197503120112\u{202c},\u{202d}13800000001\u{202c}\n",
    )
    .ok();
    assert_eq!(column(&env, &["member", "list"], "id_no"), ["330402197503120112"]);
    assert_eq!(column(&env, &["member", "list"], "phone"), ["13800000001"]);
}

#[test]
fn a_name_is_read_on_the_command_line_as_from_a_file() {
    let env = branches();
    import(
        &env,
        "姓名,所在党支部,入党日期,转正日期\n方　远,福建商会党支部,1998-07-01,1999-07-01\n\
         李 安,福建商会党支部,1998-07-01,1999-07-01\n方小远,福建商会党支部,1998-07-01,1999-07-01\n",
    )
    .ok();
    assert_eq!(names(&env), ["方远", "李安", "方小远"]);
    assert_eq!(column(&env, &["member", "show", "方　远"], "name"), ["方远"]);
    assert_eq!(column(&env, &["member", "find", "李 安"], "name"), ["李安"]);
    now(&env, &["member", "show", "李\n安@福建商会党支部"]).ok();
    let record =
        ["meeting", "record", "福建商会党支部", "--kind", "general", "--date", "2026-01-06", "--topic", "学习"];
    now(&env, &[&record[..], &["--attend", "方　远、李 安"]].concat()).ok();
    let listed = now(&env, &["meeting", "list", "-f", "json"]).ok().json();
    assert_eq!((&listed[0]["present"], &listed[0]["absent"]), (&json!(2), &json!(1)));
}

#[test]
fn blanks_and_line_breaks_in_the_name_of_an_org_are_layout() {
    let env = branches();
    import(
        &env,
        "姓名,所在党支部\n方远一,\"福建商会\n党支部\"\n方远二,福建商会 党支部\n方远三,中共嘉兴市福建商会　支部委员会\n",
    )
    .ok();
    assert_eq!(names(&env).len(), 3);
    assert_eq!(column(&env, &["member", "list", "--org", "福建商会 党支部"], "name").len(), 3);
    now(&env, &["org", "show", "福建商会\n党支部"]).ok();
    now(&env, &["org", "add", "福建商会 党支部", "--kind", "branch"]).exit(3);
    now(&env, &["org", "add", "湖南 商会\n党支部", "--short", "湖南 支部", "--kind", "branch"]).ok();
    now(&env, &["org", "show", "湖南商会党支部"]).ok();
    let ran = import(&env, "姓名,所在党支部\n方远四,\"不存在\n党支部\"\n").exit(3);
    assert!(ran.err.contains("所在党支部“不存在 党支部”: 找不到党组织“不存在党支部”"), "{}", ran.err);
    env.write("o.csv", "组织全称,组织类型\n\"温州商会\n党支部\",党支部\n湖南商会　党支部,党支部\n");
    now(&env, &["org", "import", "o.csv"]).ok().says("新增 1, 更新 0, 未变 1");
}

#[test]
fn a_message_about_a_cell_offers_what_a_file_takes() {
    let env = branches();
    let ran = import(&env, "姓名,所在党支部\n方远一,福建\n方远二,fjsh\n").exit(3);
    assert!(ran.err.contains("文件里只认代码、全称或简称"), "{}", ran.err);
    assert!(!ran.err.contains("拼音") && !ran.err.contains("一部分"), "{}", ran.err);
    // On the command line both are taken.
    now(&env, &["org", "show", "fjsh"]).ok();
    now(&env, &["org", "show", "福建"]).ok();
}

#[test]
fn names_on_record_from_before_are_found() {
    let env = branches();
    import(&env, "姓名,所在党支部\n阿依古丽热合曼,福建商会党支部\n").ok();
    let conn = env.connection();
    conn.execute_batch(
        "UPDATE person SET name = '阿依古丽•热合曼';
         UPDATE org_name SET name = '中共嘉兴市 福建商会支部委员会', short_name = '福建商会（党支部）' WHERE name LIKE '%福建%'",
    )
    .unwrap();
    drop(conn);
    for typed in ["阿依古丽·热合曼", "阿依古丽热合曼", "阿依古丽·热合曼@FJ"] {
        now(&env, &["member", "show", typed]).ok();
    }
    assert_eq!(column(&env, &["member", "find", "阿依古丽热"], "name"), ["阿依古丽•热合曼"]);
    now(&env, &["org", "show", "福建商会(党支部)"]).ok();
    import(&env, "姓名,所在党支部\n方远,中共嘉兴市福建商会支部委员会\n").ok();
    env.write("o.csv", "组织全称,组织类型\n中共嘉兴市福建商会支部委员会,党支部\n");
    now(&env, &["org", "import", "o.csv"]).ok().says("新增 0, 更新 1, 未变 0");
    now(&env, &["org", "export", "-o", "e.csv"]).ok();
    now(&env, &["org", "import", "e.csv"]).ok().says("新增 0, 更新 0, 未变 2");
}

#[test]
fn what_is_said_stays_as_it_was_typed() {
    let env = branches();
    let record = ["meeting", "record", "FJ", "--kind", "study-tour", "--date", "2026-01-06", "--present", "0"];
    let topic = "“红船行•看发展”（１、２）青春 使命 奉献";
    now(&env, &[&record[..], &["--topic", topic]].concat()).ok();
    assert_eq!(column(&env, &["meeting", "list"], "topic"), [topic]);
}

#[test]
fn several_telephones_are_told_apart() {
    let env = branches();
    import(
        &env,
        "姓名,所在党支部,手机号\n方远一,福建商会党支部,13800000001/13800000002\n\
         方远二,福建商会党支部,\"13800000003\n13800000004\"\n方远三,福建商会党支部,１３８０００００００５\n\
         方远四,福建商会党支部,13800000006 13800000006\n",
    )
    .ok();
    let phones = ["13800000001/13800000002", "13800000003/13800000004", "13800000005", "13800000006"];
    assert_eq!(column(&env, &["member", "list"], "phone"), phones);
    let masked = now(&env, &["member", "list", "-f", "json"]).ok().json();
    assert_eq!(masked[0]["phone"], json!("138****0001/138****0002"));
    let ran = import(&env, "姓名,所在党支部,手机号\n方远五,福建商会党支部,手机：13800000007（本人）\n").ok();
    ran.says("a.csv:2: 手机号“手机：***********（本人）”: 号码之外的文字已去掉");
    assert_eq!(column(&env, &["member", "find", "１３８ ００００ ０００７"], "name"), ["方远五"]);
    now(&env, &["member", "set", "方远五", "--phone", "13800000007、13800000008", "--landline", "0573-82012345转801"])
        .ok();
    assert_eq!(column(&env, &["member", "find", "方远五"], "phone"), ["13800000007/13800000008"]);
    now(&env, &["member", "export", "--reveal", "-o", "e.csv"]).ok();
    now(&env, &["member", "import", "e.csv"]).ok().says("新增 0, 更新 0, 未变 5");
}

#[test]
fn somebody_born_on_29_february_is_older_on_1_march() {
    let env = branches();
    let ran = import(
        &env,
        "姓名,所在党支部,出生日期,入党日期,转正日期\n方远一,福建商会党支部,1996-02-29,2016-02-29,2017-02-28\n",
    )
    .ok();
    assert!(!ran.err.contains("警告"), "a full year of probation: {}", ran.err);
    for (day, band) in [("2027-02-28", "30岁及以下,1,"), ("2027-03-01", "31至35岁,1,")] {
        let report = ["report", "structure", "--by", "age", "--as-of", day, "-f", "csv"];
        let ran = crate::env::ran(env.command(report).env("DANGWU_TODAY", "2027-03-01").output().unwrap()).ok();
        assert!(ran.out.contains(band), "{}", ran.out);
    }
}

#[test]
fn what_was_odd_in_a_row_stands_in_its_recap() {
    let env = branches();
    env.write(
        "a.csv",
        "姓名,所在党支部,性别\n方\u{200b}远一,福建商会党支部,男\n方远二,福建商会党支部,男\n方\u{200b}远三,福建商会党支部,甲\n",
    );
    let recap = "member import a.csv --keep-going --recap r.csv --rejects bad.csv";
    env.line(recap)
        .exit(1)
        .says("警告: a.csv 第 2、4 行: 姓名“方远一”、“方远三”: 有看不见的字符(控制符、方向标记等), 已去掉\n");
    let rows = std::fs::read_to_string(env.path("r.csv")).unwrap();
    let odd = |name: &str| format!("警告: 姓名“{name}”: 有看不见的字符(控制符、方向标记等), 已去掉");
    let rows: Vec<&str> = rows.lines().skip(1).map(str::trim_end).collect();
    assert_eq!(rows[0], format!("a.csv,2,新增,方远一,\"{}\",", odd("方远一")));
    assert_eq!(rows[1], "a.csv,3,新增,方远二,,");
    assert_eq!(rows[2], format!("a.csv,4,错误,方远三,\"性别“甲”: 应为: 男、女; {}\",", odd("方远三")));
}
