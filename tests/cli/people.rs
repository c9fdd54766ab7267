//! Rosters of strangers: what is no person, who is meant, and what an import does not say of somebody on record.

use serde_json::json;

use crate::env::{TestEnv, id_no};

/// The names that members of FJ have after the import of a roster, but for the three of the small office.
fn names(env: &TestEnv) -> Vec<serde_json::Value> {
    env.column("member list --columns no,name --sort no", "name").split_off(3)
}

#[test]
fn what_is_no_name_is_a_fault_of_its_row() {
    let env = TestEnv::office();
    for (row, zh, en) in [
        ("1,李明2", "姓名中不应有数字", "a name holds no digits"),
        ("1,李明２", "姓名中不应有数字; 请填写姓名", "enter the name, or delete the row"),
        ("1,以上情况属实。", "不是姓名; 如是表尾说明, 请删去这一行", "is no name"),
        ("1,（盖章）", "不是姓名", "is no name"),
        ("1,单位负责人", "不是姓名", "is no name"),
        ("1,福建支部", "姓名“福建支部”: 是党组织的名称, 不是姓名", "is the name of an org, not of a person"),
        ("1,光伏协会党支部", "是党组织的名称", "is the name of an org"),
        (
            "填表人：李四,张三丰",
            "“填表人：李四”像是表尾; 请删去这一行",
            "looks like the foot of the form; delete the row",
        ),
    ] {
        env.write("a.csv", format!("序号,姓名,备注\n{row}\n"));
        env.refuses("member import a.csv --org FJ", 3, zh, en);
        let said = env.line("member import a.csv --org FJ").err;
        assert!(said.contains("有 1 行不能导入(共 1 处错误)"), "{said}");
    }
}

#[test]
fn names_of_every_kind_go_in() {
    let env = TestEnv::office();
    let number = id_no("33040219820304001");
    env.write(
        "a.csv",
        format!(
            "序号,姓名,身份证号,备注\n1,张　三丰,,\n2,\"李\n四维\",,\n3,阿不都·买买提,,\n4,John Smith,,\n5,龙𬭚,,\n6,王　五一,{number},审核：已通过\n"
        ),
    );
    env.line("member import a.csv --org FJ").ok();
    assert_eq!(names(&env), ["张三丰", "李四维", "阿不都·买买提", "John Smith", "龙𬭚", "王五一"]);
    assert_eq!(env.json("member import a.csv --org FJ")[0]["unchanged"], 6);
    env.sound();
}

#[test]
fn an_import_makes_nobody_full_or_suspended_without_a_day() {
    let env = TestEnv::office();
    let row = |category: &str, standing: &str, full_on: &str| {
        format!("姓名,出生日期,所在党支部,人员类别,党籍状态,转正时间\n李四,1975,FJ,{category},{standing},{full_on}\n")
    };
    env.write("a.csv", row("正式党员", "", ""));
    env.refuses("member import a.csv", 3, "须有转正日期; 请补上", "add the date of full membership");
    env.write("a.csv", row("", "停止党籍", ""));
    env.refuses("member import a.csv", 3, "请用 member suspend --date 登记", "with member suspend --date");
    env.write("a.csv", row("正式党员", "预备", ""));
    env.refuses(
        "member import a.csv",
        3,
        "党籍状态“预备”: 与人员类别(正式党员)不符",
        "contradicts the category (full member)",
    );
    env.write("a.csv", row("正式党员", "正式", "2011-05-01"));
    assert_eq!(env.json("member import a.csv")[0]["updated"], 1);
    env.write("new.csv", "姓名,所在党支部,党籍状态\n周七,FJ,停止党籍\n");
    assert_eq!(env.json("member import new.csv")[0]["added"], 1, "whoever is new may come as suspended");
    env.sound();
}

#[test]
fn a_double_is_told_for_what_it_is() {
    let env = TestEnv::office();
    env.write("a.csv", format!("姓名,身份证号\n王五,{}\n", id_no("33040219690302001")));
    let ran =
        env.line("member import a.csv --org FJ -n").ok().says("可能重复: 同名同生日的人(编号 3)在“光伏协会党支部”");
    assert!(!ran.err.contains("无法比对"), "{}", ran.err);
    env.write("a.csv", "姓名\n王五\n");
    env.line("member import a.csv --org FJ -n").ok().says("可能重复: 与编号 3 同名在“光伏协会党支部”, 缺少出生日期");
    env.line("member import a.csv --org FJ -n --lang en").ok().says("a birth date is missing");
}

#[test]
fn another_name_under_an_identity_number_is_told() {
    let env = TestEnv::office();
    env.write("a.csv", "姓名,身份证号\n张珊,330402198001011236\n");
    env.line("member import a.csv --org FJ -n --lang en")
        .ok()
        .says("the name of number 1 becomes “张珊” instead of “张三”");
    env.line("member import a.csv --org FJ").ok().says("编号 1 的姓名由“张三”改为“张珊”");
    env.line("member import a.csv --org FJ").ok();
}

#[test]
fn a_number_that_only_counts_rows_is_told() {
    let env = TestEnv::office();
    env.write("a.csv", "编号,姓名\n1,赵一\n");
    env.refuses("member import a.csv --org FJ", 3, "若只是顺序号, 请把标题改为“序号”", "call the heading “序号”");
}

/// An office of which everybody left in another way, with a contact person who was never a member.
fn with_left() -> TestEnv {
    let env = TestEnv::new();
    env.line("org add 福建商会党支部 --kind branch --code FJ --founded 2001-01-01").ok();
    env.line("org add 旧支部 --kind branch --code OLD --founded 2001-01-01").ok();
    for (at, (name, how)) in
        [("离甲", "deceased"), ("离乙", "resigned"), ("离丙", "removed"), ("离丁", "expelled"), ("离戊", "left")]
            .iter()
            .enumerate()
    {
        env.line(&format!("member add {name} --org FJ --joined 1998-07-01 --full-on 1999-07-01 --entered 2002-03-01"))
            .ok();
        env.line(&format!("member end {} --date 2010-0{} --reason {how} --note 说明{at}", at + 1, at + 1)).ok();
    }
    for line in [
        "member add 周远 --org FJ --joined 1998-07-01 --full-on 1999-07-01 --entered 2002-03-01",
        "transfer out 周远 --to 中共杭州市委组织部 --date 2010-08-01",
        "transfer receipt 1 --date 2010-08-20",
        "member add 老王 --org OLD --joined 1990-07-01 --full-on 1991-07-01",
        "member end 老王 --date 2009-01-01 --reason deceased",
        "org dissolve OLD --date 2009-06-01 --reason 无党员",
        "member add 郑联络 --no-roll --phone 13812345678",
        "member add 吴在 --org FJ --joined 1998-07-01 --full-on 1999-07-01 --entered 2002-03-01",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn who_has_left_goes_out_and_comes_back() {
    let env = with_left();
    for file in ["all.csv", "all.xlsx"] {
        env.line(&format!("member export --all --reveal -o {file}")).ok();
        let told = &env.json(&format!("member import {file}"))[0];
        assert_eq!((&told["added"], &told["updated"], &told["unchanged"]), (&json!(0), &json!(0), &json!(9)), "{file}");
    }
    let left = env.json("member export --all --columns name,org,left_on,left_how,left_note");
    assert_eq!(
        left[0],
        json!({"name": "离甲", "org": "福建商会党支部", "left_on": "2010-01", "left_how": "deceased", "left_note": "说明0"})
    );
    assert_eq!((&left[5]["left_how"], &left[5]["left_note"]), (&json!("out"), &json!("中共杭州市委组织部")));
    assert_eq!(
        env.json("member export --all --as-of 2009-12-31 --columns left_on")[0]["left_on"],
        serde_json::Value::Null
    );
    // Into an empty base, with nobody left brought back to life.
    let other = TestEnv::new();
    env.line("org export -o orgs.csv").ok();
    for file in ["orgs.csv", "all.csv"] {
        std::fs::copy(env.path(file), other.path(file)).unwrap();
    }
    other.line("org import orgs.csv").ok();
    std::fs::write(
        other.path("all.csv"),
        std::fs::read_to_string(env.path("all.csv"))
            .unwrap()
            .lines()
            .filter(|line| !line.contains("郑联络"))
            .collect::<Vec<_>>()
            .join("\n"),
    )
    .unwrap();
    assert_eq!(other.json("member import all.csv")[0]["added"], 8);
    assert_eq!(other.column("member list", "name"), ["吴在"]);
    for day in ["2005-01-01", "2009-03-01", "2010-03-15", "2011-05-31"] {
        let count = |env: &TestEnv| env.json(&format!("report structure --by org --as-of {day}"));
        assert_eq!(count(&other), count(&env), "{day}");
    }
    assert_eq!(other.json("report annual --year 2010"), env.json("report annual --year 2010"));
    assert_eq!(other.json("member import all.csv")[0]["unchanged"], 8);
    other.sound();
    // A row that says otherwise is told; one without the days brings nobody back.
    env.write("alive.csv", "姓名,所在党支部\n离甲,FJ\n");
    env.line("member import alive.csv").exit(3).says("已离开名册");
    env.write("other.csv", "编号,姓名,离开名册日期,离开原因\n1,离甲,2010-02-01,去世\n9,吴在,2011-01-01,去世\n");
    env.line("member import other.csv").exit(3).says("记为 2010-01 离开名册").says("仍在名册上");
}

#[test]
fn transfers_belong_to_what_a_roster_told() {
    let env = TestEnv::new();
    for line in [
        "org add 甲支部 --kind branch --code A --founded 2001-01-01",
        "org add 乙支部 --kind branch --code B --founded 2001-01-01",
        "member add 周移 --org A --joined 1998-07-01 --full-on 1999-07-01",
        "transfer move 周移 --to B --date 2009-05-01",
        "member add 吴出 --org A --joined 1998-07-01 --full-on 1999-07-01 --entered 2002-01-01",
        "transfer out 吴出 --to 中共杭州市委组织部 --date 2010-08-01",
        "transfer receipt 1 --date 2010-08-20",
    ] {
        env.line(line.replace("receipt 1", "receipt 2010-0001").as_str()).ok();
    }
    let other = TestEnv::new();
    for (noun, file) in [("org", "orgs.csv"), ("member", "people.csv"), ("transfer", "transfers.csv")] {
        let all = if noun == "member" { " --all" } else { "" };
        env.line(&format!("{noun} export{all} --reveal -o {file}")).ok();
        std::fs::copy(env.path(file), other.path(file)).unwrap();
        other.line(&format!("{noun} import {file}")).ok();
    }
    let told = |env: &TestEnv, line: &str| env.json(line);
    for line in [
        "report annual --year 2009",
        "report annual --year 2010",
        "report transfers --year 2009",
        "transfer list --columns letter_no,person,direction,from,to,issued,received,state",
        "report structure --by org --as-of 2008-01-01",
        "report structure --by org --as-of 2010-01-01",
    ] {
        assert_eq!(told(&other, line), told(&env, line), "{line}");
    }
    other.sound();
    assert_eq!(other.json("transfer import transfers.csv")[0]["unchanged"], 2);
}

#[test]
fn an_age_that_cannot_be_is_refused_and_an_odd_one_told() {
    let env = TestEnv::office();
    for (line, zh, en) in [
        ("member add 周九 --org FJ --birth 1865-01-01", "年龄会是 146 岁", "the age would be 146"),
        ("member add 周九 --org FJ --birth 2005-01-01", "年龄会是 6 岁", "the age would be 6"),
        ("member set 张三 --birth 1865-01-01", "与身份证号", "identity number"),
        ("member set 李四 --birth 1865", "年龄会是 146 岁", "the age would be 146"),
        ("activist apply 周九 --org FJ --date 2011-01-01 --birth 2005-01-01", "年龄会是 6 岁", "the age would be 6"),
    ] {
        env.refuses(line, 3, zh, en);
    }
    env.line("member add 周九 --org FJ --birth 1900-01-02").ok().says("年龄 111 岁, 请核对");
    env.line("member add 吴十 --org FJ --birth 1994-01-01").ok().says("年龄 17 岁, 请核对");
    let told = env.line("member add 郑一 --org FJ --birth 1901-06-01").ok().err;
    assert!(!told.contains("请核对"), "{told}");
    env.write("m.csv", "姓名,出生日期,所在党支部\n冯二,1865-01-01,福建商会党支部\n");
    env.line("member import m.csv").exit(3).says("年龄会是 146 岁");
    env.write("m.csv", "姓名,出生日期,所在党支部\n陈三,1899-05-01,福建商会党支部\n");
    env.line("member import m.csv").ok().says("年龄 112 岁, 请核对");
    // Who has left may have died long ago.
    env.write("l.csv", "姓名,出生日期,所在党支部,进入本支部日期,离开日期,离开方式\n冯二,1880-01-01,嘉兴市工商联党委,2005-02-01,2006-01-01,去世\n");
    let left = env.line("member import l.csv");
    assert!(!left.err.contains("年龄会是"), "{}", left.err);
}

#[test]
fn a_day_of_coming_before_the_founding_is_the_founding() {
    let env = TestEnv::office();
    env.line("org add 四川商会党支部 --kind branch --parent JW --founded 2011-04 --code SC").ok();
    // Some day of 2011, and there was no branch before April.
    let told = "“四川商会党支部”成立于 2011-04, 进入日期按成立日期登记";
    env.line("member add 孙八 --org SC --joined 2009-01-01 --full-on 2010-01-01 --entered 2011").ok().says(told);
    env.write(
        "m.csv",
        "姓名,人员类别,加入党组织日期,所在党支部,进入本支部日期\n冯二,正式党员,2000,四川商会党支部,2011\n",
    );
    env.line("member import m.csv").ok().says(told);
    env.line("member import m.csv").ok().says("未变 1");
    // A start that is worked out is no earlier either, nor that of an event.
    env.line("member add 周九 --org SC --joined 2011 --category probationary").ok();
    env.line("transfer move 张三 --to SC --date 2011").exit(3).says("只知 2011, 无法排在成立之后");
    env.line("transfer move 张三 --to SC --date 2011-04").ok();
    for (day, members) in [("2011-03-31", 0), ("2011-04-01", 4)] {
        assert_eq!(env.column(&format!("member list --org SC --as-of {day}"), "name").len(), members, "{day}");
    }
    let annual = env.json("report annual --year 2011");
    let row = annual.as_array().unwrap().iter().find(|row| row["org"] == "四川商会党支部").unwrap();
    assert_eq!((&row["opening"], &row["closing"], &row["difference"]), (&0.into(), &4.into(), &0.into()));
    env.sound();
}

#[test]
fn probation_without_a_day_is_told_and_not_converted() {
    let env = TestEnv::office();
    let told = "预备党员没有加入党组织日期";
    env.line("member add 赵六 --org FJ --category probationary").ok().says(told);
    env.write("m.csv", "姓名,人员类别,所在党支部\n钱七,预备党员,福建商会党支部\n");
    env.line("member import m.csv").ok().says(told);
    let convert = "activist convert 赵六 --date 2011-05-01 --present 3 --voters 3 --for 3 --against 0 --abstain 0";
    env.refuses(convert, 3, "赵六 是预备党员, 但没有加入党组织日期", "赵六 is on probation since nobody knows when");
    env.line(convert).exit(3).says("member set 赵六 --joined");
    env.line("member set 赵六 --joined 2010-04-01").ok();
    env.line(convert).ok();
    assert_eq!(env.column("member show 赵六", "full_on"), ["2011-05-01"]);
    env.sound();
}
