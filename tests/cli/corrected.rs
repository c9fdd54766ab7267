//! A correction says what it corrected, and rewrites no past by an easy slip.

use crate::activist::with_activist;
use crate::env::TestEnv;

/// The lines under the sentence of what was done.
fn told(env: &TestEnv, line: &str) -> Vec<String> {
    let ran = env.line(line).ok();
    ran.err.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
}

#[test]
fn a_member_set_tells_each_field() {
    let env = TestEnv::office();
    assert_eq!(told(&env, "member set 张三 --native-place 浙江嘉兴"), ["籍贯: — → 浙江嘉兴"]);
    assert_eq!(told(&env, "member set 张三 --native-place 浙江平湖"), ["籍贯: 浙江嘉兴 → 浙江平湖"]);
    assert_eq!(told(&env, "member set 张三 --native-place 浙江海宁 --lang en"), ["Native place: 浙江平湖 → 浙江海宁"]);
    assert_eq!(told(&env, "member set 王五 --sex 男 --owner"), ["性别: — → 男", "党员业主: 否 → 是"]);
    assert_eq!(told(&env, "member set 张三 --unit 光伏协会"), ["工作单位: 嘉兴市福建商会 → 光伏协会"]);
    assert_eq!(told(&env, "member set 张三 --entered 2008-07-01"), ["在册起始日期: 2008-06-01 → 2008-07-01"]);
    assert_eq!(
        told(&env, "member set 王五 --org FJ --entered 2010-04"),
        ["所在党支部: 光伏协会党支部 → 福建商会党支部", "在册起始日期: 2010-03 → 2010-04"]
    );
    // A day of full membership divides the stay on the roll.
    assert_eq!(
        told(&env, "member set 李四 --full-on 2011-05-01"),
        ["转为正式党员日期: — → 2011-05-01", "人员类别: 预备党员 → 正式党员 (自 2011-05-01)"]
    );
    let back = env.run(["member", "set", "李四", "--full-on", ""]).ok();
    back.says("  转为正式党员日期: 2011-05-01 → —\n  人员类别: 正式党员 → 预备党员 (自 2011-05-01)\n");
}

#[test]
fn what_is_as_it_was_is_told_and_is_no_operation() {
    let env = TestEnv::office();
    let before = env.operations();
    for (zh, line) in [
        ("没有改动", "member set 张三 --phone 13812345678"),
        ("没有改动", "org set FJ --name 福建商会党支部"),
        ("没有改动", "org unit set 福建商会 --district 南湖区"),
        ("没有改动", "org cover set FJ 福建商会 --how own"),
        ("Nothing changed", "member set 王五 --birth 1969-03-02 --lang en"),
    ] {
        env.line(line).ok().says(zh);
    }
    assert_eq!(env.operations(), before);
}

#[test]
fn numbers_are_masked_unless_asked_for() {
    let env = TestEnv::office();
    assert_eq!(told(&env, "member set 张三 --phone 13900001111"), ["手机号: 138****5678 → 139****1111"]);
    assert_eq!(told(&env, "member set 王五 --landline 82012345"), ["固定电话: — → 82****45"]);
    assert_eq!(
        told(&env, "member set 张三 --id-no 330402198001019975 --reveal"),
        ["公民身份号码: 330402198001011236 → 330402198001019975"]
    );
    assert_eq!(told(&env, "org set FJ --phone 13812345678"), ["手机号: — → 138****5678"]);
}

#[test]
fn every_set_tells_what_it_corrected() {
    let env = with_activist();
    for line in [
        "org add 二党委 --kind committee --founded 2005-01-01 --code J2",
        "org post add FJ 张三 书记 --from 2009-01-01 --how 选举",
        "transfer out 王五 --to 杭州市委 --date 2011-03-01",
        "meeting record FJ --kind 党员大会 --date 2011-03-01 --topic 年度计划 --chair 张三 --leave 李四:病假 --campaign 创先争优",
    ] {
        env.line(line).ok();
    }
    for (line, lines) in [
        (
            "org set FJ --name 福建商会支部 --kind joint-branch --contact 李某",
            &["联系人: — → 李某", "名称: 福建商会党支部 → 福建商会支部", "类别: 党支部 → 联合党支部"][..],
        ),
        ("org set FJ --parent J2", &["上级党组织: 嘉兴市工商联党委 → 二党委"]),
        ("org unit set 福建商会 --known-full-members 9 --trade-union true", &["已知正式党员数: 5 → 9", "工会: — → 是"]),
        ("org unit set 福建商会 --employees 90 --from 2011-01-01", &["从业人员数: — → 90 (自 2011-01-01)"]),
        (
            "org cover set FJ 福建商会 --how attached --from 2009",
            &["覆盖方式: 独立覆盖 → 挂靠覆盖", "覆盖起始日期: — → 2009"],
        ),
        (
            "activist set 赵六 --step applied --date 2010-01-08",
            &["申请人所在党组织起始日期: 2010-01-05 → 2010-01-08", "日期: 2010-01-05 → 2010-01-08"],
        ),
        ("activist set 赵六 --step talked --by 王五", &["谈话人: 张三 → 王五"]),
        (
            "org post set FJ 张三 --post 副书记 --how 任命 --full-time yes",
            &["职务: 书记 → 副书记", "任职方式: 选举 → 任命", "专职: 否 → 是"],
        ),
        ("transfer set 1 --to 温州市委 --valid 60", &["转入党组织: 杭州市委 → 温州市委", "有效天数: 30 → 60"]),
        (
            "meeting set 1 --topic 总结 --chair 李四 --campaign 诚信",
            &["议题: 年度计划 → 总结", "主持人: 张三 → 李四", "活动: 创先争优 → 诚信"],
        ),
        ("meeting set 1 --kind 组织生活会 --lang en", &["Kind: general meeting → organisational life meeting"]),
    ] {
        assert_eq!(told(&env, line), lines, "{line}");
    }
    env.sound();
}

#[test]
fn another_org_for_somebody_with_a_past_is_no_easy_slip() {
    for (line, past) in [
        ("transfer move 张三 --to GF --date 2011-03-01", "其他在册期间 1 段、转接 1 笔"),
        ("transfer out 张三 --to 杭州市委 --date 2011-03-01", "转接 1 笔"),
        ("meeting record FJ --kind 党员大会 --date 2011-03-01 --leave 李四:病假", "会议到会情况 1 次"),
        ("org post add FJ 张三 书记 --from 2009-01-01", "任职 1 项"),
    ] {
        let env = TestEnv::office();
        env.line("org add 四川商会党支部 --kind branch --parent JW --founded 2005-01-01 --code SC").ok();
        env.line(line).ok();
        let before = env.operations();
        env.line("member set 张三 --org SC").exit(3).says(past).says("transfer move 张三 --to 四川商会党支部 --date");
        env.line("member set 张三 --org SC --lang en -y -n").exit(3).says("add --correct");
        assert_eq!(env.operations(), before);
        assert!(env.column("member show 张三", "org") != ["四川商会党支部"]);
    }
    let env = TestEnv::office();
    env.line("member set 张三 --correct --phone 13900001111").exit(2);
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    // Whoever is on no roll has no org to be corrected.
    env.line("member end 王五 --date 2011-02-01 --reason left").ok();
    env.line("member set 王五 --org FJ").exit(3).says("不在");
    env.line("member set 王五 --entered 2010-04").exit(3);
    env.line("db undo").ok();
    // A day of coming there that somebody told is a past too, unless it is told anew; an assumed one is none.
    env.line("member set 王五 --org FJ")
        .exit(3)
        .says("登记的进入日期 2010-03")
        .says("transfer move 王五 --to 福建商会党支部 --date");
    env.line("member set 王五 --org FJ --correct").exit(0);
    env.line("db undo").ok();
    env.line("member set 李四 --org GF").ok();
    env.line("db undo").ok();
    // The org that is on record is no correction, and whoever has no past was put on the wrong roll.
    env.line("member set 张三 --org FJ").ok().says("没有改动");
    env.line("member set 王五 --org FJ --entered 2010-03").ok();
    let lines = told(&env, "member set 张三 --org GF --correct --entered 2010-03");
    assert_eq!(lines[0], "所在党支部: 福建商会党支部 → 光伏协会党支部");
}
