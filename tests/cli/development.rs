//! `report development`, what is overdue on the way into the Party, and the norms that no single step breaks.

use serde_json::{Value, json};

use crate::activist::{convert, on, with_probationer};
use crate::env::TestEnv;

/// The probationer of 2016, somebody who is an activist of the other branch, and somebody who gave up.
fn with_three() -> TestEnv {
    let env = with_probationer();
    for line in [
        "activist apply 钱七 --org GF --date 2014-06-15 --birth 1985-05-06",
        "activist talk 钱七 --date 2014-07",
        "activist nominate 钱七 --date 2014-08-14 --filed 2014-08-20",
        "activist apply 孙八 --org FJ --date 2016-06-15 --birth 1985-05-06",
        "activist talk 孙八 --date 2016-06-16",
        "activist withdraw 孙八 --date 2016-12-01 --reason 离职",
    ] {
        on(&env, "2018-12-31", line).ok();
    }
    env
}

#[test]
fn stages_are_counted_by_org_and_day() {
    let env = with_three();
    let rows = |day: &str| env.json(&format!("report development --by org --as-of {day}"));
    assert_eq!(
        rows("2016-12-01"),
        json!([
            {"org": "福建商会党支部", "stage": "probationary", "people": 1},
            {"org": "福建商会党支部", "stage": "ended", "people": 1},
            {"org": "光伏协会党支部", "stage": "activist", "people": 1},
        ])
    );
    assert_eq!(
        rows("2016-06-15"),
        json!([
            {"org": "福建商会党支部", "stage": "applicant", "people": 1},
            {"org": "福建商会党支部", "stage": "probationary", "people": 1},
            {"org": "光伏协会党支部", "stage": "activist", "people": 1},
        ])
    );
    assert_eq!(
        env.column("report development --as-of 2016-12-01 --explain org=FJ stage=ended", "name"),
        ["孙八"],
        "one group within the other"
    );
    assert_eq!(env.column("report development --under GF --as-of 2016-12-01", "stage"), ["activist"]);
}

#[test]
fn a_period_tells_the_steps_taken_and_how_long_they_were_waited_for() {
    let env = with_three();
    // From 5 June 2014: 15 days to the talk, 57 to the nomination; from 15 June: 60; the talk in July has no day.
    assert_eq!(
        env.json("report development --year 2014"),
        json!([
            {"stage": "applied", "people": 2, "median_days": null, "mean_days": null},
            {"stage": "talked", "people": 2, "median_days": 15.0, "mean_days": 15.0},
            {"stage": "nominated", "people": 2, "median_days": 58.5, "mean_days": 58.5},
        ])
    );
    // Admitted 90 days after being named a candidate: 30 of December, 31, 29. Approved after 32, sworn 9 days later.
    let of_2016 = env.json("report development --year 2016 --by org");
    let told: Vec<Value> =
        of_2016.as_array().unwrap().iter().map(|row| json!([row["stage"], row["mean_days"]])).collect();
    assert_eq!(
        told,
        [
            json!(["applied", null]),
            json!(["talked", 1.0]),
            json!(["prereviewed", 62.0]),
            json!(["admitted", 90.0]),
            json!(["approved", 32.0]),
            json!(["sworn", 9.0]),
            json!(["withdrawn", null]),
        ]
    );
    let behind = &env.json("report development --year 2016 --explain stage=admitted")[0];
    assert_eq!([&behind["name"], &behind["date"], &behind["since"]], ["赵六", "2016-02-29", "2015-12-01"],);
    assert_eq!([&behind["voters"], &behind["present"], &behind["in_favour"]], [9, 8, 8]);
    assert_eq!(env.json("report development --quarter 2014Q3 --under GF")[1]["stage"], "nominated");
    assert_eq!(env.json("report development --year 2013"), json!([]));
    on(&env, "2018-12-31", &convert("2017-03-01")).ok();
    let of_2017 = env.json("report development --from 2017-01-01 --to 2017-12-31");
    // From 29 February 2016 to 1 March 2017.
    assert_eq!(of_2017, json!([{"stage": "converted", "people": 1, "median_days": 366.0, "mean_days": 366.0}]));
}

#[test]
fn what_is_overdue_is_listed_with_the_norm() {
    let env = with_three();
    let overdue = |day: &str| {
        let ran = env.line(&format!("activist list --overdue --as-of {day}"));
        let names = env.column(&format!("activist list --overdue --as-of {day}"), "name");
        (names, ran.ok().err)
    };
    // The activist of 14 August 2014 is to be evaluated by 14 February 2015; the other one's half-year ended on the 1st.
    assert_eq!(overdue("2015-02-01").0, Vec::<Value>::new());
    let (names, note) = overdue("2015-02-02");
    assert_eq!(names, ["赵六"]);
    assert!(note.contains("积极分子逾期未考察 1 (D6)"), "{note}");
    assert_eq!(overdue("2015-02-14").0, ["赵六"]);
    assert_eq!(overdue("2015-02-15").0, ["赵六", "钱七"]);
    // Probation ends on 28 February 2017; nobody has discussed it on 1 March.
    assert_eq!(overdue("2017-02-28").0, ["钱七"]);
    let (names, note) = overdue("2017-03-01");
    assert_eq!(names, ["赵六", "钱七"]);
    assert!(note.contains("预备期满未讨论转正 1 (D19)"), "{note}");
    let note = env.line("activist list --overdue --as-of 2017-03-01 --lang en").ok().err;
    assert!(note.contains("probation over, conversion not discussed: 1 (D19)"), "{note}");
    // Converted on 1 March 2017, the approval is due by 1 June.
    on(&env, "2018-12-31", &convert("2017-03-01")).ok();
    assert_eq!(overdue("2017-06-01").0, ["钱七"]);
    assert_eq!(overdue("2017-06-02").0, ["赵六", "钱七"]);
}

#[test]
fn deadlines_before_the_meeting_and_after_it_fall_due() {
    let env = TestEnv::office();
    let overdue = |day: &str| env.line(&format!("activist list --overdue --as-of {day}")).ok().err;
    let do_ = |line: &str| drop(on(&env, "2027-12-31", line).ok());
    do_("activist apply 赵六 --org FJ --date 2024-01-31 --birth 1985-05-06");
    assert!(!overdue("2024-02-29").contains("(D3)"), "a month after 31 January");
    assert!(overdue("2024-03-01").contains("申请后逾期未谈话 1 (D3)"));
    do_("activist talk 赵六 --date 2024-02-10");
    do_("activist nominate 赵六 --date 2024-03-01 --filed 2024-03-05");
    do_("activist candidate 赵六 --date 2025-12-01 --consent 2025-12-01");
    do_("activist review 赵六 --date 2025-12-20 --result 合格");
    do_("activist train 赵六 --date 2025-12-30 --hours 24");
    do_("activist prereview 赵六 --date 2026-01-31");
    assert!(!overdue("2026-02-28").contains("(D14)"));
    assert!(overdue("2026-03-01").contains("预审后逾期未开支部大会 1 (D14)"));
    do_("activist admit 赵六 --date 2026-02-28 --voters 9 --present 8 --for 8 --introducers 张三,王五");
    assert!(!overdue("2026-05-28").contains("(D16)"));
    assert!(overdue("2026-05-29").contains("支部大会后逾期未审批 1 (D16)"));
    do_("activist approve 赵六 --date 2026-05-17 --doc 嘉党3号");
    assert!(!overdue("2026-12-31").contains("(D18)"), "approved before the norm was made");
    do_("activist set 赵六 --step approved --date 2026-05-18");
    assert!(!overdue("2026-06-18").contains("(D18)"));
    assert!(overdue("2026-06-19").contains("审批后逾期未宣誓 1 (D18)"));
}

#[test]
fn an_application_goes_where_the_unit_is_covered() {
    let env = TestEnv::office();
    let apply = |org: &str| {
        on(
            &env,
            "2018-12-31",
            &format!("activist apply 赵六 --org {org} --date 2015-06-05 --birth 1985-05-06 --unit 嘉兴市福建商会"),
        )
        .ok()
        .err
    };
    let told = apply("GF");
    assert!(told.contains("赵六 的工作单位由 福建商会党支部 覆盖") && told.contains("D2 "), "{told}");
    env.line("db undo").ok();
    assert!(!apply("FJ").contains("D2 "));
}

#[test]
fn who_leaves_within_three_months_of_admission_is_noticed() {
    let env = with_probationer();
    let letter = |day: &str| {
        let told = on(&env, "2018-12-31", &format!("transfer out 赵六 --to 杭州市委组织部 --date {day}")).ok().err;
        env.line("db undo").ok();
        told.contains("D13 ")
    };
    assert_eq!(["2016-05-28", "2016-05-29", "2016-05-30"].map(letter), [true, false, false]);
}
