//! One person, one record: who a row or a command is about, and what happens where that cannot be told.

use crate::env::{TestEnv, id_no};

/// Two branches with one member each, of whom all is known.
fn two_branches() -> TestEnv {
    let env = TestEnv::new();
    env.line("org add 福建商会党支部 --kind branch --code FJ --founded 2001-01-01").ok();
    env.line("org add 四川商会党支部 --kind branch --code SC --founded 2001-01-01").ok();
    let one = id_no("33040219750312997");
    env.write(
        "first.csv",
        format!("姓名,公民身份号码,出生日期,所在党支部,入党日期,转正日期\n陈海波,{one},1975-03-12,FJ,1998-07-01,1999-07-01\n"),
    );
    assert_eq!(env.json("member import first.csv")[0]["added"], 1);
    env
}

#[test]
fn a_name_in_its_org_is_one_person_whom_nothing_contradicts() {
    let env = two_branches();
    env.write("phone.csv", "姓名,所在党支部,联系电话\n陈海波,福建商会党支部,13812345678\n");
    let ran = env.run(["member", "import", "phone.csv", "-n", "-f", "json"]).ok();
    assert_eq!(ran.json()[0]["recognised_by"], "name", "{}", ran.out);
    assert_eq!(env.json("member import phone.csv --recap recap.csv")[0]["updated"], 1);
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    assert!(recap.contains("识别依据") && recap.contains("姓名、党组织"), "{recap}");
    assert_eq!(env.json("member import phone.csv")[0]["unchanged"], 1);
    let people = env.json("member list --reveal");
    assert_eq!((people.as_array().unwrap().len(), &people[0]["phone"]), (1, &"13812345678".into()));
}

#[test]
fn a_contradiction_is_a_conflict_until_it_is_settled() {
    let env = two_branches();
    let before = env.operations();
    env.write("other.csv", "姓名,出生日期,性别,所在党支部\n陈海波,1980-01-01,女,FJ\n");
    env.refuses(
        "member import other.csv",
        3,
        "出生日期已记为 1975-03-12, 这里是 1980-01-01",
        "is 1975-03-12 there and 1980-01-01 here",
    );
    env.line("member import other.csv").exit(3).says("与 编号 1").says("--new");
    assert_eq!(env.operations(), before);
    assert_eq!(env.json("member import other.csv --new")[0]["added"], 1);
    assert_eq!(env.json("member import other.csv")[0]["unchanged"], 1, "now there are two, and the birth says which");
    env.write("nobody.csv", "姓名,所在党支部,学历\n陈海波,FJ,大学\n");
    env.line("member import nobody.csv").exit(3).says("编号 1").says("编号 2");
    env.write("number.csv", "编号,姓名,所在党支部,学历\n2,陈海波,FJ,大学\n");
    assert_eq!(env.json("member import number.csv")[0]["updated"], 1);
    env.line("db undo").ok();
    env.sound();
}

#[test]
fn a_changed_telephone_alone_tells_two_apart_or_not() {
    let env = two_branches();
    env.line("member set 1 --phone 13812345678").ok();
    env.write("phone.csv", "姓名,所在党支部,手机号码\n陈海波,FJ,13912345678\n");
    env.line("member import phone.csv").exit(3).says("138****5678").says("139****5678");
    env.write("birth.csv", "姓名,出生日期,所在党支部,手机号码\n陈海波,1975-03-12,FJ,13912345678\n");
    assert_eq!(env.json("member import birth.csv")[0]["updated"], 1, "the birth tells that it is the same");
}

#[test]
fn two_identity_numbers_are_two_people_and_one_number_is_one() {
    let env = two_branches();
    env.write("two.csv", format!("姓名,身份证号,所在党支部\n陈海波,{},FJ\n", id_no("33040219800101998")));
    assert_eq!(env.json("member import two.csv")[0]["added"], 1);
    let number = id_no("33040219810101999");
    env.line("member add 周一 --org SC --birth 1981").ok();
    env.write("number.csv", format!("姓名,身份证号,所在党支部\n周一,{number},SC\n"));
    assert_eq!(env.json("member import number.csv")[0]["updated"], 1, "whose number was not known");
}

#[test]
fn two_rows_of_a_name_are_told_with_both_rows() {
    let env = two_branches();
    env.write("rows.csv", "姓名,出生日期,所在党支部\n王伟,1970-01-01,SC\n王伟,1971-02-02,SC\n王伟,1970-01-01,SC\n");
    env.line("member import rows.csv").exit(3).says("rows.csv:3").says("rows.csv:2");
    let ran = env.json("member import rows.csv --new");
    assert_eq!((&ran[0]["added"], &ran[0]["unchanged"]), (&2.into(), &1.into()));
}

#[test]
fn a_name_typed_anew_in_its_org_is_refused_and_shown() {
    let env = two_branches();
    env.refuses("member add 陈海波 --org FJ", 3, "该党组织已登记有“陈海波”", "there is a “陈海波” in that org already");
    env.line("member add 陈海波 --org FJ --birth 1980-01-01")
        .exit(3)
        .says("1  陈海波  福建商会党支部  1975")
        .says("--new");
    env.line("member add 陈海波 --org SC").ok().says("可能重复");
    let other = id_no("33040219800101998");
    env.line(&format!("member add 陈海波 --org FJ --id-no {other}")).ok();
    env.line("member add 陈海波 --org FJ --birth 1990-01-01 --new").ok();
    assert_eq!(env.json("member list --org FJ").as_array().unwrap().len(), 3);
    env.line("db undo").ok();
    env.line("member end 1 --date 2010-01-01 --reason deceased").ok();
    env.refuses("member add 陈海波 --org FJ --birth 1975-03-12", 3, "该党组织已登记有", "in that org already");
}

#[test]
fn a_roster_of_applicants_knows_its_people_by_name_and_branch() {
    let env = two_branches();
    env.line("activist apply 钱多 --org SC --date 2010-01-01 --birth 1985-05-05").ok();
    env.write("talk.csv", "姓名,所在党支部,申请入党日期,谈话日期\n钱多,SC,2010-01-01,2010-01-20\n");
    assert_eq!(env.json("activist import talk.csv")[0]["updated"], 1);
    env.write("other.csv", "姓名,出生日期,所在党支部,申请入党日期\n钱多,1990-01-01,SC,2011-01-01\n");
    env.line("activist import other.csv").exit(3).says("1985-05-05");
    assert_eq!(env.json("activist import other.csv --new")[0]["added"], 1);
    env.sound();
}

#[test]
fn of_two_namesakes_another_telephone_picks_neither() {
    let env = TestEnv::office();
    env.line("member add 陈海波 --org FJ --birth 1975-03-12 --phone 13812345678").ok();
    env.line("member add 陈海波 --org FJ --birth 1976-01 --new").ok();
    env.write("手机.csv", "姓名,所在党支部,手机号\n陈海波,福建商会党支部,13800000000\n");
    env.refuses("member import 手机.csv", 3, "编号 4", "number 4");
    // A birth tells them apart.
    env.write("手机.csv", "姓名,所在党支部,手机号,出生日期\n陈海波,福建商会党支部,13800000000,1976-01\n");
    env.line("member import 手机.csv").ok().says("更新 1");
    assert_eq!(env.json("member show 5 --reveal")[0]["phone"], "13800000000");
}

#[test]
fn a_name_is_the_same_with_its_dot_or_without() {
    let env = TestEnv::office();
    env.line("member add 阿依古丽·热合曼 --org FJ --birth 1980-01-01").ok();
    env.line("member add 阿依古丽热合曼 --org FJ --birth 1980-01-01").exit(3).says("阿依古丽·热合曼");
    env.write(
        "a.csv",
        "姓名,党支部,手机号\n阿依古丽热合曼,福建支部,13800000001\n阿依古丽．热合曼,福建支部,13800000001\n",
    );
    env.line("member import a.csv").ok().says("新增 0, 更新 1, 未变 1");
    let found = env.json("member find 阿依古丽");
    assert_eq!((found.as_array().unwrap().len(), &found[0]["name"]), (1, &serde_json::json!("阿依古丽·热合曼")));
    env.line("member add 阿依古丽热合曼 --org GF --birth 1980 --new").ok();
    let doubles = env.column("member list --doubles", "name");
    assert_eq!(doubles, ["阿依古丽·热合曼", "阿依古丽热合曼"]);
    // Other names of the same length and beginning are others.
    env.line("member add 阿依古丽热合买 --org FJ --birth 1980-01-01").ok();
    assert_eq!(env.column("member list --doubles", "name").len(), 2);
}
