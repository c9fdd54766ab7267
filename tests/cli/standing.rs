//! `member show` says in its first line how somebody stands who is no plain member.

use crate::env::TestEnv;

/// The first line in both languages, as of a day; nothing where it is the table.
fn first(env: &TestEnv, person: &str, day: &str) -> [String; 2] {
    ["zh", "en"].map(|lang| {
        let out = env.line(&format!("member show {person} --as-of {day} --lang {lang}")).ok().out;
        let line = out.lines().next().unwrap().to_owned();
        if line.starts_with('┌') { String::new() } else { line }
    })
}

#[track_caller]
fn says(env: &TestEnv, person: &str, day: &str, zh: &str, en: &str) {
    assert_eq!(first(env, person, day), [zh, en], "{person} on {day}");
}

#[test]
fn an_applicant_is_told_by_stage_and_org() {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 赵六 --org FJ --date 2010-01-05 --birth 1985-05-06",
        "activist talk 赵六 --date 2010-02-05",
        "activist nominate 赵六 --date 2010-04-01 --filed 2010-04-10",
        "activist withdraw 赵六 --date 2011-03-01 --reason 本人放弃",
    ] {
        env.line(line).ok();
    }
    says(&env, "赵六", "2010-01-04", "", "");
    says(
        &env,
        "赵六",
        "2010-01-05",
        "赵六: 入党申请人(“福建商会党支部”, 2010-01-05 申请入党)",
        "赵六: applicant (“福建商会党支部”, applied on 2010-01-05)",
    );
    says(
        &env,
        "赵六",
        "2010-04-01",
        "赵六: 入党积极分子(“福建商会党支部”, 2010-01-05 申请入党)",
        "赵六: activist (“福建商会党支部”, applied on 2010-01-05)",
    );
    says(
        &env,
        "赵六",
        "2011-03-01",
        "赵六: 入党申请已于 2011-03-01 终止(“福建商会党支部”, 2010-01-05 申请入党)",
        "赵六: candidature ended on 2011-03-01 (“福建商会党支部”, applied on 2010-01-05)",
    );
    env.line("activist apply 4 --org GF --date 2011-04-01").ok();
    says(
        &env,
        "赵六",
        "2011-05-31",
        "赵六: 入党申请人(“光伏协会党支部”, 2011-04-01 申请入党)",
        "赵六: applicant (“光伏协会党支部”, applied on 2011-04-01)",
    );
    says(&env, "张三", "2011-05-31", "", "");
}

#[test]
fn who_left_is_told_with_the_day_and_the_way() {
    let env = TestEnv::office();
    env.line("member end 张三 --date 2011-03-01 --reason deceased").ok();
    env.line("transfer out 王五 --to 上海某支部 --date 2011-02-01").ok();
    env.line("transfer receipt 1 --date 2011-02-20").ok();
    says(&env, "张三", "2011-02-28", "", "");
    says(
        &env,
        "张三",
        "2011-03-01",
        "张三: 2011-03-01 离开“福建商会党支部”(去世)",
        "张三: left “福建商会党支部” on 2011-03-01 (deceased)",
    );
    says(
        &env,
        "王五",
        "2011-05-31",
        "王五: 2011-02-20 离开“光伏协会党支部”(转出)",
        "王五: left “光伏协会党支部” on 2011-02-20 (transferred out)",
    );
    // Whoever comes back is a member like others.
    env.line("transfer in 3 --from 上海某支部 --to GF --date 2011-05-01").ok();
    says(
        &env,
        "王五",
        "2011-04-30",
        "王五: 2011-02-20 离开“光伏协会党支部”(转出)",
        "王五: left “光伏协会党支部” on 2011-02-20 (transferred out)",
    );
    says(&env, "王五", "2011-05-01", "", "");
}

#[test]
fn who_is_suspended_away_or_out_of_touch_is_told_so() {
    let env = TestEnv::office();
    env.line("member flow out 王五 --to 上海 --date 2011-01-10").ok();
    env.line("member lost 王五 --date 2011-02-01").ok();
    env.line("member suspend 王五 --date 2011-04-01 --reason 失去联系").ok();
    says(&env, "王五", "2011-01-09", "", "");
    let floating = ["王五: 外出流动(自 2011-01-10、上海)", "王五: floating (since 2011-01-10, 上海)"];
    says(&env, "王五", "2011-01-10", floating[0], floating[1]);
    let lost = [
        "王五: 外出流动(自 2011-01-10、上海)、失去联系(自 2011-02-01)",
        "王五: floating (since 2011-01-10, 上海), out of touch (since 2011-02-01)",
    ];
    says(&env, "王五", "2011-02-01", lost[0], lost[1]);
    says(
        &env,
        "王五",
        "2011-04-01",
        "王五: 停止党籍(自 2011-04-01、失去联系)、外出流动(自 2011-01-10、上海)、失去联系(自 2011-02-01)",
        "王五: suspended (since 2011-04-01, 失去联系), floating (since 2011-01-10, 上海), out of touch (since 2011-02-01)",
    );
    env.line("member restore 王五 --date 2011-05-01 --reason 恢复").ok();
    env.line("member found 王五 --date 2011-05-02").ok();
    env.line("member flow back 王五 --date 2011-05-03").ok();
    says(&env, "王五", "2011-05-03", "", "");
    // Programs have it in their columns.
    assert_eq!(env.json("member show 王五 --as-of 2011-04-01")[0]["standing"], "suspended");
    let csv = env.line("member show 王五 --as-of 2011-04-01 -f csv").ok().out;
    assert!(csv.starts_with("编号,"), "{csv}");
}
