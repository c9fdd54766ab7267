//! `member import` and `org import`: all or nothing, or row by row; told, undone, repeated.

use crate::env::{TestEnv, id_no};

const GOOD: &str = "姓名,性别,身份证号,所在党支部,入党时间,转正时间,学历\r\n\
    赵一,男,330402198203040019,福建商会党支部,2005.07,2006-07-01,大专\r\n\
    钱二,女,330402198511230028,光伏协会党支部,20100701,,本科\r\n";

/// The good roster with identity numbers that pass.
fn good() -> String {
    GOOD.replace("330402198203040019", &id_no("33040219820304001"))
        .replace("330402198511230028", &id_no("33040219851123002"))
}

#[test]
fn a_roster_goes_in_whole_and_again_changes_nothing() {
    let env = TestEnv::office();
    env.write("r.csv", good());
    let told = env.json("member import r.csv");
    assert_eq!((&told[0]["added"], &told[0]["rejected"]), (&2.into(), &0.into()));
    let zhao = &env.json("member show 赵一")[0];
    assert_eq!(zhao["joined"], "2005-07", "the month is kept as a month");
    assert_eq!(
        (&zhao["category"], &zhao["education_code"], &zhao["birth"]),
        (&"full".into(), &"31".into(), &"1982-03-04".into())
    );
    assert_eq!(env.json("member show 钱二")[0]["category"], "unknown", "no category and no day of full membership");
    let again = env.json("member import r.csv");
    assert_eq!((&again[0]["unchanged"], &again[0]["operation"]), (&2.into(), &serde_json::Value::Null));
    env.sound();
}

#[test]
fn one_wrong_row_and_nothing_goes_in() {
    let env = TestEnv::office();
    let text = good() + "孙三,男,330402198203040018,没有的支部,2011-02-30,2010,大专\r\n";
    env.write("r.csv", &text);
    env.refuses(
        "member import r.csv",
        3,
        "有 1 行不能导入(共 3 处错误), 全部未写入",
        "1 rows cannot go in (3 faults); nothing was written",
    );
    let said = env.line("member import r.csv").err;
    for fault in ["r.csv:4: 公民身份号码", "r.csv:4: 所在党支部“没有的支部”", "r.csv:4: 加入党组织日期“2011-02-30”"]
    {
        assert!(said.contains(fault), "{fault}: {said}");
    }
}

#[test]
fn bad_rows_are_put_aside_mended_and_imported() {
    let env = TestEnv::office();
    let text = good() + "孙三,男,,没有的支部,2009-07-01,2010-07-01,大专\r\n";
    env.write("r.csv", &text);
    let ran = env.line("member import r.csv --keep-going").exit(1);
    assert!(ran.err.contains("新增 2, 更新 0, 未变 0, 拒绝 1"), "{}", ran.err);
    let rejects = std::fs::read_to_string(env.path("r.rejects.csv")).unwrap();
    assert!(rejects.contains("学历,错误\r\n孙三,男,,没有的支部,2009-07-01,2010-07-01,大专,"), "{rejects}");
    env.write("mended.csv", rejects.replace("没有的支部", "光伏协会党支部"));
    assert_eq!(env.json("member import mended.csv")[0]["added"], 1);
    assert_eq!(env.json("member show 孙三")[0]["org"], "光伏协会党支部");
    env.sound();
}

#[test]
fn a_dry_run_tells_each_fate_and_writes_nothing() {
    let env = TestEnv::office();
    env.write(
        "r.csv",
        "姓名,所在党支部,出生日期,学历\n王五,光伏协会党支部,1969-03-02,硕士\n周六,光伏协会党支部,1970-01-01,\n",
    );
    let before = env.operations();
    let fates = env.column("member import r.csv --dry-run", "fate");
    assert_eq!(fates, ["update", "add"]);
    let detail = env.column("member import r.csv -n", "detail")[0].as_str().unwrap().to_owned();
    assert!(detail.contains("学历: — → 硕士"), "{detail}");
    assert_eq!(env.operations(), before);
    env.line("member import r.csv --recap recap.json").ok();
    let recap: serde_json::Value = serde_json::from_slice(&std::fs::read(env.path("recap.json")).unwrap()).unwrap();
    assert_eq!((&recap[0]["row"], &recap[1]["fate"]), (&2.into(), &"add".into()));
}

#[test]
fn two_rows_of_one_person_must_agree() {
    let env = TestEnv::office();
    let row = |phone: &str| format!("赵一,{},FJ,{phone}\n", id_no("33040219820304001"));
    env.write("same.csv", format!("姓名,身份证号,所在党支部,手机号\n{0}{0}", row("13812345678")));
    let told = env.json("member import same.csv");
    assert_eq!((&told[0]["added"], &told[0]["unchanged"]), (&1.into(), &1.into()));
    env.line("db undo").ok();
    env.write("differ.csv", format!("姓名,身份证号,所在党支部,手机号\n{}{}", row("13812345678"), row("13912345678")));
    env.refuses(
        "member import differ.csv",
        3,
        "与 differ.csv:2 是同一对象, 内容却不同",
        "is the same as differ.csv:2, but the rows differ",
    );
}

#[test]
fn blanks_wipe_nothing_unless_asked() {
    let env = TestEnv::office();
    env.write("r.csv", "姓名,身份证号,所在党支部,手机号\n张三,330402198001011236,FJ,无\n");
    assert_eq!(env.json("member import r.csv")[0]["unchanged"], 1);
    assert_eq!(env.json("member import r.csv --clear-empty")[0]["updated"], 1);
    assert_eq!(env.json("member show 张三")[0]["phone"], serde_json::Value::Null);
}

#[test]
fn what_is_on_record_may_be_left_alone_or_refused() {
    let env = TestEnv::office();
    env.write("r.csv", "姓名,身份证号,所在党支部,学历\n张三,330402198001011236,FJ,本科\n");
    assert_eq!(env.json("member import r.csv --on-duplicate skip")[0]["unchanged"], 1);
    env.refuses("member import r.csv --on-duplicate error", 3, "已在库中(编号 1)", "is on record already (number 1)");
    env.write("other.csv", "姓名,身份证号,所在党支部\n张三,330402198001011236,GF\n");
    env.refuses(
        "member import other.csv",
        3,
        "在“福建商会党支部”的名册上; 导入不改变所在党组织",
        "is on the roll of “福建商会党支部”; an import moves nobody",
    );
}

/// A made-up name for each number: no digits are in a name.
fn named(at: u32) -> String {
    let digit = |c: char| "零一二三四五六七八九".chars().nth(c as usize - '0' as usize).unwrap();
    std::iter::once('人').chain(at.to_string().chars().map(digit)).collect()
}

/// A roster of so many made-up people, all of one org.
fn roster(people: u32) -> String {
    let row = |at: u32| {
        let (year, day, seq) = (1950 + at / 999 % 40, 1 + at % 28, at % 999);
        format!("{},{},FJ,{}-07-01\n", named(at), id_no(&format!("330402{year}05{day:02}{seq:03}")), year + 30)
    };
    let rows: String = (0..people).map(row).collect();
    format!("姓名,身份证号,所在党支部,入党时间\n{rows}")
}

#[test]
fn a_bulk_import_is_undone_and_imported_again() {
    let env = TestEnv::office();
    let everything = || env.line("member export --all --reveal -f csv --header keys").ok().out;
    let before = everything();
    env.write("r.csv", roster(1500));
    assert_eq!(env.json("member import r.csv")[0]["added"], 1500);
    env.sound();
    let after = everything();
    let ranges: i64 =
        env.connection().query_row("SELECT sum(rows) FROM bulk WHERE tbl = 'person'", [], |row| row.get(0)).unwrap();
    assert_eq!(ranges, 1001, "from the 500th person on they are recorded by range");
    assert_eq!(env.column("db log --limit 1", "added"), [3000]);
    env.line("db undo").ok();
    assert_eq!(everything(), before);
    env.sound();
    env.refuses("db undo 10", 3, "撤销后不能重做", "once undone it cannot be redone");
    env.line("member import r.csv").ok();
    let numbers = |text: &str| text.lines().map(|line| line.split_once(',').unwrap().1.to_owned()).collect::<Vec<_>>();
    assert_eq!(numbers(&everything()), numbers(&after), "the same but for the numbers, which never go back");
    env.run(["member", "set", &named(1400), "--remark", "改过"]).ok();
    env.refuses("db undo 11", 3, "之后的操作以它为基础", "later ones stand on it");
}

#[test]
fn a_file_that_would_change_too_much_is_refused() {
    let env = TestEnv::office();
    env.write("r.csv", roster(30));
    env.line("member import r.csv").ok();
    env.write("changed.csv", roster(30).replace("-07-01", "-08-01"));
    env.refuses(
        "member import changed.csv",
        3,
        "将更改 30 条已有记录(共 33 条), 超过 50%",
        "would change 30 of 33 records, more than 50 %",
    );
    assert_eq!(env.json("member import changed.csv --max-change 100")[0]["updated"], 30);
    env.sound();
}

#[test]
fn orgs_come_in_whatever_order() {
    let env = TestEnv::new();
    env.write("orgs.csv",
        "组织代码,组织全称,组织类型,上级组织代码,成立日期\n\
         C,丙支部,党支部,B,2010-05\nB,乙总支,党总支,A,2009\nA,甲党委,党委,,2008-01-01\nD,丁联合支部,联合支部,乙总支,2011-01-01\n",
    );
    assert_eq!(env.json("org import orgs.csv")[0]["added"], 4);
    assert_eq!(env.column("org tree", "code"), ["A", "B", "C", "D"]);
    assert_eq!(env.json("org import orgs.csv")[0]["unchanged"], 4);
    env.line("org export -o out.csv").ok();
    assert_eq!(env.json("org import out.csv")[0]["unchanged"], 4);
    env.sound();
    env.write("loop.csv", "代码,名称,类别,上级党组织\nX,子,党支部,Y\nY,丑,党支部,X\n");
    env.refuses("org import loop.csv", 3, "“子”的上级关系成环", "“子” stands above itself");
}

#[test]
fn orgs_told_twice_are_one_or_a_conflict() {
    let env = TestEnv::new();
    let file = "code,name,kind,parent,contact\nA,甲党委,committee,,\nB,乙支部,branch,甲党委,张\n";
    env.write("one.csv", file);
    env.write("two.csv", file);
    let told = env.json("org import one.csv two.csv");
    assert_eq!((&told[0]["added"], &told[0]["unchanged"]), (&2.into(), &2.into()));
    env.write("differ.csv", "code,name,kind,contact\nC,丙支部,branch,张\nC,丙支部,branch,李\n");
    env.refuses("org import differ.csv", 3, "与 differ.csv:2 是同一对象", "is the same as differ.csv:2");
    env.write("change.csv", "code,name,kind,contact\nB,乙支部,branch,李\n");
    assert_eq!(env.column("org import change.csv -n", "detail"), ["联系人: 张 → 李"]);
    env.write("part.csv", "code,name,kind,parent\nD,丁支部,branch,党委\n");
    env.refuses("org import part.csv", 3, "找不到党组织“党委”", "no org answers to “党委”");
}

#[test]
fn a_dissolved_tree_goes_out_and_comes_back() {
    let env = TestEnv::new();
    for line in [
        "org add 老党委 --kind committee --code A",
        "org add 老支部 --kind branch --parent A --code B",
        "org dissolve B --date 2010-01-01 --reason 撤销",
        "org dissolve A --date 2010-01-01 --reason 撤销",
        "org export -o all.csv",
    ] {
        env.line(line).ok();
    }
    let other = TestEnv::new();
    std::fs::copy(env.path("all.csv"), other.path("all.csv")).unwrap();
    assert_eq!(other.json("org import all.csv")[0]["added"], 2);
    assert_eq!(other.column("org list --all", "status"), ["dissolved", "dissolved"]);
    other.sound();
}

#[test]
fn nobody_is_merged_or_doubled_by_a_name() {
    let env = TestEnv::office();
    env.write("n.csv", "姓名,出生日期\n李明,1970-01-01\n");
    for (org, added) in [("FJ", 1), ("GF", 1), ("GF", 0), ("FJ", 0)] {
        assert_eq!(env.json(&format!("member import n.csv --org {org}"))[0]["added"], added, "{org}");
    }
    // The month in one roster and the identity number in another, in the same org: nothing contradicts.
    env.write("month.csv", "姓名,出生年月\n何静,1982.03\n");
    env.line("member import month.csv --org FJ").ok();
    env.write("full.csv", format!("姓名,身份证号\n何静,{}\n", id_no("33040219820304002")));
    env.line("member import full.csv --org GF -n").ok().says("可能重复");
    assert_eq!(env.json("member import full.csv --org FJ")[0]["updated"], 1);
    assert_eq!(env.column("member export", "birth").last().unwrap(), "1982-03", "as it was told");
}

#[test]
fn numbers_never_leave_in_the_clear_and_files_are_not_written_over() {
    let env = TestEnv::office();
    let number = id_no("33040219820304001");
    env.write("shifted.csv", format!("姓名,出生日期,所在党支部\n{number},13812345678,{number}\n"));
    let ran = env.line("member import shifted.csv --recap recap.csv").exit(3);
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    for text in [ran.err, recap] {
        assert!(!text.contains(&number) && !text.contains("13812345678"), "{text}");
    }
    env.refuses(
        "member import shifted.csv --recap shifted.csv",
        7,
        "不能写到 shifted.csv",
        "shifted.csv is not written over",
    );
    env.refuses("member import shifted.csv --org FJ --as-found 2030", 2, "晚于今天", "later than today");
    env.refuses("member import shifted.csv --org 没有", 4, "找不到党组织“没有”", "no org answers to “没有”");
    env.line("member list -o out.pdf").exit(2).says("不能写 .pdf 文件");
    env.refuses("member end 1 --date 2011-05-01 --reason cancelled", 3, "张三 是正式党员", "张三 is a full member");
}

#[test]
fn the_foot_of_a_form_is_nobody() {
    let env = TestEnv::office();
    env.write("foot.csv", "姓名,所在党支部\n李明,FJ\n填表人：李,\n合计,1\n");
    let ran = env.line("member import foot.csv --org FJ").ok().says("新增 1, 更新 0, 未变 0, 拒绝 0");
    for line in [
        "foot.csv:3: 是表格的说明, 不是数据, 已跳过: 填表人：李\n",
        "foot.csv:4: 是表格的说明, 不是数据, 已跳过: 合计  1\n",
    ] {
        assert!(ran.err.contains(line), "{}", ran.err);
    }
}

#[test]
fn rejects_are_told_and_old_ones_left_alone() {
    let env = TestEnv::office();
    let file = "姓名,所在党支部\n赵一,没有的支部\n钱二,FJ\n";
    env.write("r.csv", file);
    let ran = env.line("member import r.csv --keep-going -n").exit(1);
    assert!(!ran.err.contains("rejects") && !env.path("r.rejects.csv").exists(), "{}", ran.err);
    env.line("member import r.csv --keep-going").exit(1).says("提示: 这些行存在 r.rejects.csv; 在其中改好后可直接导入");
    env.write("r.csv", file.replace("没有的支部", "FJ"));
    let ran = env.line("member import r.csv --keep-going --lang en").ok();
    assert!(ran.err.contains("Warning: r.rejects.csv is left from an earlier import"), "{}", ran.err);
    assert!(env.path("r.rejects.csv").exists());
    // A file that is read is not one to write.
    env.write("r.csv", file);
    let kept = std::fs::read_to_string(env.path("r.rejects.csv")).unwrap();
    env.line("member import r.csv r.rejects.csv --keep-going").exit(1).says("r.2.rejects.csv、r.rejects.rejects.csv");
    assert_eq!(std::fs::read_to_string(env.path("r.rejects.csv")).unwrap(), kept);
}
