//! Names by which two could be meant, and imports that would change the past: refused, with the way to say it.

use crate::env::TestEnv;

#[test]
fn a_name_that_is_the_short_name_of_another_is_refused() {
    let env = TestEnv::office();
    for (line, zh, en) in [
        (
            "org add 福建支部 --kind branch",
            "“福建支部”已是党组织 FJ “福建商会党支部”的简称",
            "is the short name of org FJ",
        ),
        ("org add 新支部 --kind branch --short 福建支部", "请换一个名称或简称", "choose another name"),
        ("org add 新支部 --kind branch --short 福建商会党支部", "已有同名党组织", "is the name of org FJ"),
        ("org set GF --short 福建支部", "请写全称或代码", "give its full name or code"),
        ("org rename GF 福建支部 --date 2011-01-01", "的简称", "short name"),
        ("org rename GF 新名 --short 福建支部 --date 2011-01-01", "的简称", "short name"),
        (
            "org unit add 福建商会 --kind chamber",
            "“福建商会”已是单位“嘉兴市福建商会”的简称",
            "is the short name of the unit",
        ),
        ("org unit add 某商会 --short 福建商会 --kind chamber", "请写全称", "give its full name"),
        ("org unit add 某商会 --short 嘉兴市福建商会 --kind chamber", "已有同名单位", "there is a unit"),
    ] {
        env.refuses(line, 3, zh, en);
    }
    env.write("o.csv", "代码,名称,类别\nX,福建支部,党支部\n");
    env.refuses("org import o.csv", 3, "请写全称或代码", "give its full name or code");
    env.write("u.csv", "name,short_name,kind\n某商会,福建商会,chamber\n");
    env.refuses("org unit import u.csv", 3, "请写全称", "give its full name");
    env.line("org set FJ --short 福建支部 --contact 李").ok();
}

#[test]
fn a_row_of_a_file_may_go_by_the_short_name() {
    let env = TestEnv::office();
    env.write("o.csv", "名称,类别,联系人\n福建支部,党支部,李\n");
    assert_eq!(env.column("org import o.csv -n", "detail"), ["联系人: — → 李"]);
    assert_eq!(env.json("org import o.csv")[0]["updated"], 1);
    assert_eq!(env.column("org show FJ", "name"), ["福建商会党支部"]);
    env.write("u.csv", "name,leader\n福建商会,周\n");
    assert_eq!(env.column("org unit import u.csv -n", "detail"), ["单位负责人: — → 周"]);
    env.write("other.csv", "名称,简称,类别\n福建支部,另一支部,党支部\n");
    env.refuses("org import other.csv", 3, "请写全称或代码", "give its full name or code");
    env.write("twice.csv", "名称,简称,类别\n丙党支部,丙支部,党支部\n丙支部,,党支部\n");
    let told = env.json("org import twice.csv");
    assert_eq!((&told[0]["added"], &told[0]["unchanged"]), (&1.into(), &1.into()));
    env.sound();
}

#[test]
fn an_import_of_orgs_rewrites_no_past_days() {
    let env = TestEnv::office();
    env.line("org add 另一党委 --kind committee --code B").ok();
    for (row, zh, en) in [
        (
            "FJ,福建商会党支部,党总支,JW",
            "类别: 库中的类别是党支部; 改变类别请用 org convert",
            "if it was converted, use org convert",
        ),
        (
            "FJ,福建商会党支部,党支部,B",
            "上级党组织“B”: 库中的上级是“嘉兴市工商联党委”; 改变隶属请用 org move",
            "use org move",
        ),
        ("FJ,新的党支部,党支部,JW", "库中的名称是“福建商会党支部”; 更名请用 org rename", "use org rename"),
    ] {
        env.write("o.csv", format!("代码,名称,类别,上级党组织\n{row}\n"));
        env.refuses("org import o.csv", 3, zh, en);
    }
    env.write("o.csv", "代码,名称,类别,上级党组织\nB,另一党委,党委,JW\n");
    assert_eq!(env.json("org import o.csv")[0]["updated"], 1, "what was not known is filled in");
    env.sound();
}

#[test]
fn an_import_of_units_says_that_it_mends_the_past() {
    let env = TestEnv::office();
    env.write("u.csv", "name,kind,known_full_members\n嘉兴市福建商会,chamber,7\n嘉兴市光伏行业协会,chamber,3\n");
    let ran = env.line("org unit import u.csv -n --lang en").ok();
    assert_eq!(ran.err.matches("org unit set --from").count(), 1, "{}", ran.err);
    env.line("org unit import u.csv")
        .ok()
        .says("警告: u.csv 第 2–3 行: ")
        .says("若是某日起的变化, 请用 org unit set --from 登记\n");
    env.write("fill.csv", "name,leader\n嘉兴市福建商会,周\n");
    let ran = env.line("org unit import fill.csv").ok();
    assert!(!ran.err.contains("--from"), "{}", ran.err);
}

#[test]
fn a_name_that_only_is_written_otherwise_is_found_however_it_begins() {
    let env = TestEnv::office();
    // As an older version, or another program, kept them: with a blank, a rare form of an ideograph (NFKC has it as 凉), a sign before it.
    let written = [("林 晚", "林晚"), ("\u{f979}生", "凉生"), (" 方远", "方远"), ("·古丽", "古丽")];
    let conn = env.connection();
    for (at, (name, _)) in written.iter().enumerate() {
        env.line("member add 陈大 --org FJ").ok();
        conn.execute("UPDATE person SET name = ?1 WHERE id = ?2", (name, i64::try_from(at + 4).unwrap())).unwrap();
    }
    for (at, (_, typed)) in written.iter().enumerate() {
        assert_eq!(env.column(&format!("member show {typed}"), "no"), [i64::try_from(at + 4).unwrap()], "{typed}");
    }
    env.line("member show 林早").exit(4);
}
