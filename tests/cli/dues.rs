//! Dues: fixed by the norm, paid, waived, handed up; a branch's sheet of a year, worked out by hand; what cannot be.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};

/// Two branches, in early 2012. Dues of 2011 are known to the last month.
fn branches() -> TestEnv {
    let env = TestEnv::new();
    on(&env, "org add 嘉兴市工商联党委 --kind committee --founded 2005-01-01 --code JW").ok();
    on(&env, "org add 福建商会党支部 --kind branch --parent JW --founded 2008-06-01 --code FJ").ok();
    on(&env, "org add 光伏协会党支部 --kind branch --parent JW --founded 2008-06-01 --code GF").ok();
    for name in ["陈一", "林二", "黄四", "周六"] {
        on(&env, &format!("member add {name} --org FJ --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01"))
            .ok();
    }
    env
}

/// Runs a line on 2012-02-01.
fn on(env: &TestEnv, line: &str) -> Ran {
    let mut command = env.command(line.split_whitespace());
    ran(command.env("DANGWU_TODAY", "2012-02-01").output().unwrap())
}

fn rows(env: &TestEnv, line: &str) -> Vec<Value> {
    on(env, &format!("{line} -f json")).ok().json().as_array().unwrap().clone()
}

/// It is refused with these words, and nothing is written.
#[track_caller]
fn refused(env: &TestEnv, line: &str, code: i32, zh: &str, en: &str) {
    let before = rows(env, "db log").len();
    on(env, line).exit(code).says(zh);
    on(env, &format!("{line} --lang en")).exit(code).says(en);
    assert_eq!(rows(env, "db log").len(), before, "something was written");
}

#[track_caller]
fn sound(env: &TestEnv) {
    let ran = on(env, "db check").ok();
    assert_eq!((ran.out, ran.err), (String::new(), String::new()));
}

/// The money of a row of the report: due, paid, waived, arrears.
fn money(row: &Value) -> [f64; 4] {
    ["due", "paid", "waived", "arrears"].map(|key| row[key].as_f64().unwrap())
}

/// The money of an org in 2011.
fn year_of(env: &TestEnv, org: &str) -> [f64; 4] {
    let rows = rows(env, "report dues --year 2011 --by branch");
    money(rows.iter().find(|row| row["branch"].as_str().unwrap().starts_with(org)).unwrap())
}

/// What everybody of 福建 owed and paid in 2011:
///
/// | | due | paid | waived | arrears |
/// |-|-|-|-|-|
/// | 陈一: 3000 yuan, from September 5200 | 8 × 15 + 4 × 78 = 432 | 9 × 15 + 3 × 78 = 369 | | 78 − 15 = 63 |
/// | 林二: 4500 yuan; waived in July and August | 12 × 45 = 540 | 8 × 45 = 360 | 90 | March, June: 90 |
/// | 何三: 6000 yuan; came in March, paid until March there | 9 × 90 = 810 | 810 | | |
/// | 黄四: pension 4000 yuan; left in April, paid until March | 3 × 20 = 60 | 60 | | |
/// | 周六: 2000 yuan; moved to 光伏 in March | 3 × 10 = 30 | 30 | | |
/// | 赵九: 2500 yuan; on probation from 20 June | 7 × 12.50 = 87.50 | 6 × 12.50 = 75 | | December: 12.50 |
/// | together | 1959.50 | 1704 | 90 | 165.50 |
fn year() -> TestEnv {
    let env = branches();
    on(&env, "transfer in 何三 --from 杭州某党委 --to FJ --date 2011-03-15 --dues-until 2011-03 --category full --joined 2001-07-01").ok();
    on(&env, "transfer move 周六 --to GF --date 2011-03-20").ok();
    on(&env, "transfer out 黄四 --to 宁波某党委 --date 2011-04-01 --dues-until 2011-03").ok();
    on(&env, "transfer receipt 3 --date 2011-04-10").ok();
    on(&env, "member add 赵九 --org FJ --category probationary --joined 2011-06-20 --entered 2011-06-20").ok();
    on(&env, "member dues waive 林二 --months 2011-07..2011-08 --reason 大病住院 --date 2011-06-28 --approved-by 嘉兴市工商联党委").ok();
    env.write(
        "福建.csv",
        "福建商会党支部2011年党费收缴登记表
姓名,缴费类型,党费基数,起始月份,1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月,合计
陈一,在职,3000,,15,15,15,15,15,15,15,15,,,,,120
陈一,在职,5200,2011-09,,,,,,,,,15,78,78,78,249
林二,在职,4500,,45,45,,45,45,,,,√,√,√,√,
何三,在职,6000,,,,,90,90,90,90,90,90,90,90,90,810
黄四,离退休,4000,,20,20,20,,,,,,,,,,60
周六,在职,2000,,10,10,10,,,,,,,,,,30
赵九,在职,2500,,,,,,,12.5,12.5,12.50,12.5,12.5,12.5,,75
",
    );
    env.write("光伏.csv", "姓名,基数,4月,5月,6月\n周六,2000,10,10,10\n");
    on(&env, "member dues import 福建.csv --year 2011 --org FJ").ok();
    on(&env, "member dues import 光伏.csv --year 2011 --org GF").ok();
    on(&env, "member dues hand-up FJ --month 2011-12 --amount 1000 --date 2012-01-10 --receipt 7").ok();
    env
}

#[test]
fn a_sheet_of_a_year_comes_to_what_was_worked_out_by_hand() {
    let env = year();
    assert_eq!(year_of(&env, "福建"), [1959.5, 1704.0, 90.0, 165.5]);
    assert_eq!(year_of(&env, "光伏"), [90.0, 30.0, 0.0, 60.0]);
    let [due, paid, waived, arrears] = year_of(&env, "福建");
    assert_eq!(due, paid + waived + arrears, "the year balances");
    let by_person = rows(&env, "report dues --year 2011 --by no --under FJ");
    let of = |name: &str| money(by_person.iter().find(|row| row["name"] == name).unwrap());
    assert_eq!(of("陈一"), [432.0, 369.0, 0.0, 63.0]);
    assert_eq!(of("林二"), [540.0, 360.0, 90.0, 90.0]);
    assert_eq!(of("何三"), [810.0, 810.0, 0.0, 0.0]);
    assert_eq!(of("黄四"), [60.0, 60.0, 0.0, 0.0]);
    assert_eq!(of("周六"), [30.0, 30.0, 0.0, 0.0]);
    assert_eq!(of("赵九"), [87.5, 75.0, 0.0, 12.5]);
    let months = rows(&env, "report dues --year 2011 --under FJ");
    let month = |month: &str| months.iter().find(|row| row["month"] == month).unwrap().clone();
    // 陈一 15, 林二 45, 黄四 20, 周六 10; six people are on the roll from June, of whom 何三 pays 90 and 赵九 12.50.
    assert_eq!(money(&month("2011-03")), [90.0, 45.0, 0.0, 45.0]);
    assert_eq!((&month("2011-03")["owing"], &month("2011-03")["paying"]), (&json!(4), &json!(3)));
    assert_eq!(money(&month("2011-07")), [162.5, 117.5, 45.0, 0.0]);
    // 陈一 78, 林二 45, 何三 90, 赵九 12.50; what was handed up stands with its month.
    assert_eq!(money(&month("2011-12")), [225.5, 213.0, 0.0, 12.5]);
    assert_eq!((&month("2011-12")["handed_up"], &month("2011-12")["balance"]), (&json!(1000.0), &json!(-787.0)));
    sound(&env);
}

#[test]
fn the_year_is_told_as_of_any_day_and_explained_by_person() {
    let env = year();
    // Until the end of May: 陈一 75, 林二 225, 何三 180, 黄四 60, 周六 30 at 福建.
    let as_of = rows(&env, "report dues --year 2011 --by branch --under FJ --as-of 2011-05-31");
    assert_eq!(money(&as_of[0]), [570.0, 525.0, 0.0, 45.0]);
    // In the middle of June what is not paid is not in arrears yet. June: 15 + 45 + 90 + 12.50 on its first day but 何三's.
    let row = &rows(&env, "report dues --month 2011-06 --by branch --under FJ --as-of 2011-06-25")[0];
    assert_eq!(money(row), [162.5, 117.5, 0.0, 0.0]);
    assert_eq!(row["open"], 45.0);
    let behind = rows(&env, "report dues --year 2011 --under FJ --by branch --explain arrears");
    let behind: Vec<_> =
        behind.iter().map(|row| (row["month"].as_str().unwrap(), row["name"].as_str().unwrap())).collect();
    assert_eq!(behind, [("2011-03", "林二"), ("2011-06", "林二"), ("2011-09", "陈一"), ("2011-12", "赵九")]);
}

#[test]
fn a_sheet_goes_in_once_and_is_put_right() {
    let env = year();
    let before = rows(&env, "db log").len();
    on(&env, "member dues import 福建.csv --year 2011 --org FJ").ok().says("新增 0, 更新 0, 未变 7, 拒绝 0");
    assert_eq!(rows(&env, "db log").len(), before);
    env.write("错.csv", "姓名,3月\n林二,45\n黄四,25\n");
    on(&env, "member dues import 错.csv --year 2011 --on-duplicate error").exit(3).says("2011-03 已登记交 20 元");
    on(&env, "member dues import 错.csv --year 2011").ok().says("新增 1, 更新 1");
    assert_eq!(rows(&env, "member dues list 黄四 --kind payment --months 2011-03")[0]["amount"], 25.0);
    for (name, table, said) in [
        ("a", "姓名,3月\n林二,免\n", "member dues waive"),
        ("b", "姓名,3月,合计\n陈一,15,16\n", "各月之和 15 元"),
        ("c", "姓名,4月\n黄四,20\n", "不应交党费: 2011-04"),
        ("d", "姓名,3月\n何三,90\n", "不应交党费: 2011-03"),
        ("e", "姓名,3月\n张三,90\n", "张三"),
        ("f", "姓名,3月\n林二,12.345\n", "不带不足一分的零头"),
    ] {
        env.write(&format!("{name}.csv"), table);
        on(&env, &format!("member dues import {name}.csv --year 2011")).exit(3).says(said);
    }
    on(&env, "member dues import a.csv").exit(3).says("--year");
    sound(&env);
}

#[test]
fn what_goes_out_comes_back() {
    let env = year();
    on(
        &env,
        "member dues pay 林二 --months 2011-03 --date 2012-01-05 --amount 50 --way 微信 --collector 黄某 --receipt 31",
    )
    .ok();
    on(&env, "member dues export -f csv -o out.csv").ok();
    let export = std::fs::read_to_string(env.path("out.csv")).unwrap();
    let count = rows(&env, "member dues list").len();
    on(&env, "member dues import out.csv").ok().says(&format!("新增 0, 更新 0, 未变 {count}, 拒绝 0"));
    for kind in ["payment", "waiver", "rate", "handed-up"] {
        let ids: Vec<String> =
            rows(&env, &format!("member dues list --kind {kind}")).iter().map(|row| row["id"].to_string()).collect();
        on(&env, &format!("member dues remove {kind} {}", ids.join(" "))).ok();
    }
    assert_eq!(rows(&env, "member dues list").len(), 0);
    on(&env, "member dues import out.csv").ok().says(&format!("新增 {count}, 更新 0, 未变 0, 拒绝 0"));
    on(&env, "member dues export -f csv -o back.csv").ok();
    assert_eq!(std::fs::read_to_string(env.path("back.csv")).unwrap(), export);
    sound(&env);
}

#[test]
fn the_norm_tells_how_much_and_the_branch_may_round() {
    let env = branches();
    on(&env, "member dues rate 陈一 --base 3000.01 --from 2011-01")
        .ok()
        .says("每月交党费 30 元 (基数 3000.01 元 的 1%, F1");
    on(&env, "member dues rate 陈一 --base 12000 --from 2011-02 --kind 业主").ok().says("每月交党费 240 元");
    on(&env, "member dues rate 林二 --base 5001 --from 2011-01 --kind pension --monthly 50").ok();
    assert!(!on(&env, "db log").ok().err.contains("警告"), "rounded to a jiao");
    on(&env, "member dues rate 林二 --base 5001 --from 2011-02 --kind pension --monthly 40")
        .ok()
        .says("按标准为 50.01 元");
    on(&env, "member dues rate 黄四 --from 2011-01 --kind 农民 --monthly 0.5").ok();
    on(&env, "member dues rate 黄四 --from 2011-02 --kind 农民 --monthly 2").ok().says("最多交纳100分");
    on(&env, "member dues rate 周六 --from 2011-01 --kind 学生").ok().says("每月交党费 0.20 元");
    refused(&env, "member dues rate 周六 --from 2011-01 --kind 学生 --base 900", 3, "不按基数", "not a part of a base");
    refused(&env, "member dues rate 黄四 --from 2011-03 --kind 农民", 3, "--monthly", "--monthly");
    refused(&env, "member dues rate 陈一 --from 2011-03", 2, "--base", "--base");
    refused(&env, "member dues rate 陈一 --base 30.005 --from 2011-03", 2, "30.005", "30.005");
    // The regulation is in force since 2008-04-01: what was due before is not known.
    refused(&env, "member dues rate 陈一 --base 3000 --from 2008-03", 3, "尚未施行", "not in force");
    on(&env, "member dues rate 陈一 --base 3000 --from 2008-04").ok().says("每月交党费 15 元");
    on(&env, "member dues rate 陈一 --base 3000 --from 2008-03 --monthly 20").ok();
}

#[test]
fn what_cannot_be_is_refused() {
    let env = branches();
    on(&env, "member dues rate 陈一 --base 4500 --from 2011-01").ok();
    on(&env, "member dues pay 陈一 --months 2011-01..2011-03 --date 2011-03-05").ok().says("135 元");
    refused(
        &env,
        "member dues pay 陈一 --months 2011-03..2011-04 --date 2011-04-05",
        3,
        "已交清: 2011-03",
        "paid for 2011-03",
    );
    refused(
        &env,
        "member dues pay 陈一 --months 2008-05 --date 2011-04-05",
        3,
        "不应交党费: 2008-05",
        "owes no dues for 2008-05",
    );
    refused(&env, "member dues pay 林二 --months 2011-04 --date 2011-04-05", 3, "没有核定", "nobody fixed");
    refused(
        &env,
        "member dues pay 陈一 --months 2011-04..2011-05 --date 2011-05-05 --amount 50",
        3,
        "应交 90 元",
        "owes 90 yuan",
    );
    refused(&env, "member dues pay 陈一 --months 2014-01 --date 2011-05-05", 3, "太远", "too far ahead");
    refused(&env, "member dues pay 陈一 --months 2011-04 --date 2012-05-05", 3, "2012-05-05", "2012-05-05");
    refused(
        &env,
        "member dues waive 陈一 --months 2011-03 --reason 病 --date 2011-04-05",
        3,
        "已经交过",
        "has paid for 2011-03",
    );
    on(&env, "member dues waive 陈一 --months 2011-04..2011-06 --reason 病 --date 2011-04-05 --less 20")
        .ok()
        .says("F5");
    refused(
        &env,
        "member dues waive 陈一 --months 2011-06 --reason 病 --date 2011-04-05",
        3,
        "已有减免: 2011-06",
        "waived already",
    );
    on(&env, "member dues pay 陈一 --months 2011-04 --date 2011-04-05").ok().says("25 元");
    on(&env, "member dues waive 陈一 --months 2011-07 --reason 病 --date 2011-04-05 --approved-by 市工商联党委").ok();
    refused(&env, "member dues pay 陈一 --months 2011-07 --date 2011-07-05", 3, "已免交: 2011-07", "are waived");
    on(&env, "member dues waive 陈一 --months 2011-08 --reason 病").ok();
    assert_eq!(rows(&env, "member dues list 陈一 --kind waiver --months 2011-08")[0]["date"], "2012-02-01");
    on(&env, "member dues pay 林二 --months 2011-04..2011-05 --date 2011-05-05 --amount 30").ok();
    refused(
        &env,
        "member dues pay 林二 --months 2011-06..2011-08 --date 2011-08-05 --amount 10",
        3,
        "不能平分",
        "cannot be split",
    );
    // Arrears are made up for half a year as a rule: more is told, not refused.
    on(&env, "member dues pay 陈一 --months 2011-05 --date 2011-12-01").ok().says("补交党费一般不超过6个月");
    refused(&env, "member dues hand-up FJ --month 2011-05 --amount 0 --date 2011-06-01", 2, "金额", "no amount");
    on(&env, "member dues hand-up FJ --month 2011-05 --amount 300 --date 2011-06-01").ok().says("实收 215 元");
    // A month that was paid is one on the roll: whoever takes that away is told.
    refused(&env, "member set 陈一 --entered 2011-02-01", 3, "党费所属月份不在任何名册上", "on no roll");
    sound(&env);
}

#[test]
fn everybody_of_a_branch_pays_what_is_owed_there() {
    let env = branches();
    for (name, base) in [("陈一", 3000), ("林二", 4500), ("周六", 2000)] {
        on(&env, &format!("member dues rate {name} --base {base} --from 2011-01")).ok();
    }
    on(&env, "transfer move 周六 --to GF --date 2011-03-20").ok();
    on(&env, "member dues pay 陈一 --months 2011-01 --date 2011-01-05").ok();
    // 陈一 3 × 15, 林二 4 × 45, 周六 3 × 10 until March; 黄四 has no rate.
    let paid = on(&env, "member dues pay --org FJ --months 2011-01..2011-04 --date 2011-04-30").ok();
    paid.says("3 人交 2011-01…2011-04 党费, 共 255 元").says("1 人没有核定党费, 未登记: 黄四");
    let year = rows(&env, "report dues --from 2011-01-01 --to 2011-04-30 --by branch");
    assert_eq!(year.iter().map(money).collect::<Vec<_>>(), [[270.0, 270.0, 0.0, 0.0], [10.0, 0.0, 0.0, 10.0]]);
    assert_eq!(year[0]["unfixed"], 4);
    on(&env, "db undo").ok();
    assert_eq!(rows(&env, "member dues list --kind payment").len(), 1);
    on(&env, "member dues pay 陈一 --months 2011-03,2011-05..2011-06 --date 2011-06-30").ok().says("45 元");
    refused(
        &env,
        "member dues pay 陈一 --months 2011-07,2011-09 --date 2011-06-30 --amount 30",
        2,
        "分别登记",
        "one by one",
    );
}

#[test]
fn who_is_behind_is_listed_and_told_by_the_norm() {
    let env = branches();
    for name in ["陈一", "林二", "周六"] {
        on(&env, &format!("member dues rate {name} --base 3000 --from 2011-01")).ok();
    }
    on(&env, "member dues pay 陈一 --months 2011-01..2011-02 --date 2011-02-05").ok();
    on(&env, "member dues pay 林二 --months 2011-01..2011-05 --date 2011-05-05").ok();
    on(&env, "member dues pay 周六 --months 2011-04 --date 2011-04-05").ok();
    let told = |day: &str| on(&env, &format!("member dues list --arrears --as-of {day}")).ok().err;
    assert_eq!(told("2011-02-28"), "", "林二 and 周六 are two months behind");
    assert!(
        told("2011-03-31").contains("提醒的月数 2 (F4)"),
        "林二, who paid in May, and 周六 are three months behind"
    );
    let behind = rows(&env, "member dues list --arrears --as-of 2011-08-31");
    let behind: Vec<_> =
        behind.iter().map(|row| (row["name"].as_str().unwrap(), &row["months"], &row["lacking"])).collect();
    assert_eq!(
        behind,
        [("陈一", &json!(6), &json!(90.0)), ("林二", &json!(3), &json!(45.0)), ("周六", &json!(7), &json!(105.0))]
    );
    // 陈一 March to August is six in a row; 周六 May to August only four, though seven in all.
    let told = told("2011-08-31");
    assert!(
        told.contains("提醒的月数 2 (F4)")
            && told.contains("连续多月不交党费, 须查明原因, 无正当理由的按自行脱党处理 1"),
        "{told}"
    );
}

#[test]
fn a_letter_tells_until_when_dues_are_paid() {
    let env = branches();
    on(&env, "member dues rate 陈一 --base 3000 --from 2011-01").ok();
    on(&env, "member dues pay 陈一 --months 2011-01..2011-03 --date 2011-03-05").ok();
    assert!(on(&env, "member show 陈一").ok().out.contains("每月 15 元, 已交至 2011-03"));
    assert!(on(&env, "member show 陈一 --as-of 2011-03-04").ok().out.contains("每月 15 元, 未交"));
    on(&env, "transfer out 陈一 --to 杭州某党委 --date 2011-04-01").ok();
    assert_eq!(rows(&env, "transfer list")[0]["dues_until"], "2011-03");
    on(&env, "db undo").ok();
    let other = on(&env, "transfer out 陈一 --to 杭州某党委 --date 2011-04-01 --dues-until 2011-05").ok();
    other.says("介绍信写党费交至 2011-05, 而记录中 陈一 交至 2011-03");
    on(&env, "transfer out 林二 --to 杭州某党委 --date 2011-04-01 --dues-until 2011-05").ok();
}

#[test]
fn a_suspended_member_owes_nothing_and_doubles_become_one() {
    let env = branches();
    on(&env, "member dues rate 陈一 --base 3000 --from 2011-01").ok();
    on(&env, "member suspend 陈一 --date 2011-03-15 --reason 失联").ok();
    on(&env, "member restore 陈一 --date 2011-06-10 --reason 找到").ok();
    // January to March, June to December: 10 months.
    assert_eq!(year_of(&env, "福建"), [150.0, 0.0, 0.0, 150.0]);
    refused(&env, "member dues pay 陈一 --months 2011-04 --date 2011-06-20", 3, "2011-04", "2011-04");
    on(&env, "member add 陈一 --new --org GF --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01").ok();
    on(&env, "member dues rate 5 --base 3000 --from 2011-01").ok();
    on(&env, "member dues rate 5 --base 4000 --from 2011-02").ok();
    on(&env, "member dues rate 1 --base 4500 --from 2011-02").ok();
    refused(&env, "member merge 1 5 --roll 1", 3, "2011-02 的党费核定或减免不同", "differ in the dues");
    on(&env, "member dues rate 5 --base 4500 --from 2011-02").ok();
    on(&env, "member merge 1 5 --roll 1").ok();
    assert_eq!(rows(&env, "member dues list --kind rate").len(), 2);
    sound(&env);
}

#[test]
fn dues_of_a_month_on_no_roll_are_found() {
    let env = branches();
    let planted = "INSERT INTO dues_payment (person_id, month, amount, date) VALUES (1, '2008-05', 1500, '2008-05-31')";
    env.connection().execute_batch(planted).unwrap();
    let ran = on(&env, "db check -f json");
    assert_eq!(ran.code, 1);
    let found = ran.json();
    assert_eq!((&found[0]["code"], &found[0]["subject"]), (&json!("dues-off-roll"), &json!("陈一")));
    let wrong = "INSERT INTO dues_rate (person_id, since, kind, monthly) VALUES (1, '2011-13', 'salary', 1500)";
    assert!(env.connection().execute_batch(wrong).is_err(), "there is no such month");
}

#[test]
fn whatever_is_done_is_undone_and_redone() {
    let env = year();
    env.write("新.csv", "姓名,党费基数,1月\n林二,5200,60\n");
    let stored = || rows(&env, "member dues list");
    for line in [
        "member dues rate 林二 --base 5200 --from 2011-10",
        "member dues rate 林二 --base 5200 --from 2011-01",
        "member dues pay 林二 --months 2011-03 --date 2011-12-30 --way 现金",
        "member dues pay --org FJ --months 2011 --date 2012-01-20",
        "member dues waive 林二 --months 2011-03 --reason 病 --date 2011-12-30 --less 10",
        "member dues hand-up GF --month 2011-06 --amount 30 --date 2011-07-01",
        "member dues remove payment 1 2 3",
        "member dues import 新.csv --year 2012",
    ] {
        let before = stored();
        on(&env, &format!("{line} --dry-run")).ok();
        assert_eq!(stored(), before, "{line}");
        on(&env, line).ok();
        let after = stored();
        assert_ne!(after, before, "{line}");
        on(&env, "db undo").ok();
        assert_eq!(stored(), before, "{line}");
        let undone = rows(&env, "db log").iter().filter_map(|row| row["operation"].as_i64()).max().unwrap();
        on(&env, &format!("db undo {undone}")).ok();
        assert_eq!(stored(), after, "{line}");
        on(&env, "db undo").ok();
    }
    sound(&env);
}

#[test]
fn a_sheet_changes_no_rate_and_no_payment_that_is_better_known() {
    let env = branches();
    on(&env, "member dues rate 林二 --base 5000 --from 2011-01 --kind pension").ok();
    on(&env, "member dues pay 林二 --months 2011-01 --date 2011-01-05 --receipt 3").ok();
    // The base is that of the pension on record, whose kind the sheet does not tell.
    env.write("a.csv", "姓名,基数,1月,2月\n林二,5000,√,√\n");
    on(&env, "member dues import a.csv --year 2011 --org FJ").ok();
    let paid = rows(&env, "member dues list 林二 --kind payment");
    assert_eq!(paid.iter().map(|row| row["amount"].as_f64().unwrap()).collect::<Vec<_>>(), [25.0, 25.0]);
    for (table, said) in [
        ("姓名,基数,1月\n林二,6000,60\n", "起始月份"),
        ("姓名,1月\n林二,20\n", "不由表更正"),
        ("姓名,3月,4月,合计\n林二,√,√,99\n", "各月之和 50 元"),
        ("姓名,3月\n孙十,√\n", "从不在“福建商会党支部”的名册上"),
    ] {
        on(&env, "member add 孙十 --org GF --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01");
        env.write("b.csv", table);
        on(&env, "member dues import b.csv --year 2011 --org FJ").exit(3).says(said);
    }
    assert_eq!(rows(&env, "member dues list 林二").len(), 3);
    // A rate that is told anew for the same month says what it was; one far ahead is a slip, and so is a sum handed up twice.
    on(&env, "member dues rate 林二 --base 6000 --from 2011-01 --kind pension").ok().says("2500 → 6000");
    refused(&env, "member dues rate 林二 --base 6000 --from 2062-01", 3, "太远", "too far ahead");
    on(&env, "member dues hand-up FJ --month 2011-01 --amount 25 --date 2011-02-01").ok();
    refused(
        &env,
        "member dues hand-up FJ --month 2011-01 --amount 25 --date 2011-02-01",
        3,
        "已登记过",
        "on record already",
    );
    on(&env, "member dues hand-up FJ --month 2011-01 --amount 25 --date 2011-02-01 --receipt 8").ok();
}

#[test]
fn months_to_come_are_not_in_arrears_and_a_cell_is_explained_by_number() {
    let env = branches();
    on(&env, "member dues rate 陈一 --base 3000 --from 2012-01").ok();
    // Today is 1 February 2012: January is over, of February nothing is late yet.
    let whole = rows(&env, "report dues --from 2012-01 --to 2012-12 --by branch --under FJ");
    assert_eq!((money(&whole[0]), &whole[0]["open"]), ([30.0, 0.0, 0.0, 15.0], &json!(15.0)));
    assert_eq!(rows(&env, "report dues --year 2013").len(), 0);
    let behind = rows(&env, "report dues --year 2012 --by no --explain no=1 arrears");
    assert_eq!((behind.len(), &behind[0]["month"]), (1, &json!("2012-01")));
    // Arrears with one org are not hidden by older ones with another.
    on(&env, "member dues rate 周六 --base 2000 --from 2011-01").ok();
    on(&env, "member dues pay 周六 --months 2011-04..2011-06 --date 2011-06-01").ok();
    on(&env, "transfer move 周六 --to GF --date 2011-07-01").ok();
    let due = rows(&env, "report due --as-of 2011-11-15 --rule F4 --person 周六");
    let due: Vec<_> = due.iter().map(|row| (row["org"].as_str().unwrap(), row["due"].as_str().unwrap())).collect();
    assert_eq!(due, [("福建商会党支部", "2011-03-31"), ("光伏协会党支部", "2011-09-30")]);
}
