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
    let env = TestEnv::office_without_probation();
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
    assert!(!overdue("2026-12-31").contains("(D14)"), "pre-reviewed before the norm was made");
    do_("activist set 赵六 --step prereviewed --date 2026-05-18");
    assert!(!overdue("2026-06-18").contains("(D14)"));
    assert!(overdue("2026-06-19").contains("预审后逾期未开支部大会 1 (D14)"));
    do_("activist set 赵六 --step prereviewed --date 2026-01-31");
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
    let env = TestEnv::office_without_probation();
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

/// Two branches of 2010, looked at from the end of 2021.
fn two_branches() -> TestEnv {
    let env = TestEnv::new();
    env.line("org add 甲支部 --kind branch --code A --founded 2010-01-01").ok();
    env.line("org add 乙支部 --kind branch --code B --founded 2010-01-01").ok();
    env
}

#[test]
fn what_happens_later_changes_nothing_of_the_days_before() {
    let env = two_branches();
    let later = |line: &str| on(&env, "2021-12-31", line).ok();
    drop(later("member add 王二 --org A --joined 2011-04-17 --category probationary --entered 2011-10-09"));
    let told = || {
        ["2011-06-30", "2011-10-08", "2011-10-09", "2011-12-31", "2012-12-07"].map(|day| {
            (
                env.json(&format!("report development --as-of {day}")),
                env.json(&format!("activist list --columns no,stage --as-of {day}")),
            )
        })
    };
    let before = told();
    assert_eq!((&before[0].0, &before[1].0), (&json!([]), &json!([])), "he was not ours yet");
    assert_eq!(before[2].0, json!([{"stage": "probationary", "people": 1}]));
    drop(later("activist convert 王二 --date 2012-12-08 --voters 3 --present 3 --for 3"));
    assert_eq!(told(), before);
    assert_eq!(env.json("report development --as-of 2012-12-08"), json!([{"stage": "full", "people": 1}]));
    // He was admitted elsewhere: in of the year, and no admission of ours.
    assert_eq!(env.json("report development --year 2011 --as-of 2021-12-31"), json!([]));
    let annual = &env.json("report annual --year 2011 --as-of 2021-12-31")[0];
    assert_eq!((&annual["in"], &annual["admitted"]), (&json!(1), &json!(0)));
    assert_eq!(env.column("report development --year 2012", "stage"), ["converted"]);
    assert_eq!(
        env.json("report structure --by category --as-of 2012-12-08 --columns category,members"),
        json!([{"category": "full", "members": 1}])
    );
    env.sound();
}

#[test]
fn an_admission_is_one_in_every_report() {
    let env = two_branches();
    let later = |line: &str| on(&env, "2021-12-31", line).ok();
    // Entered on the very day of joining; a start that is only assumed; an admission of our own.
    drop(later("member add 王二 --org A --joined 2011-04-17 --category probationary --entered 2011-04-17"));
    drop(later("member add 张三 --org A --joined 2011-05-01 --category probationary"));
    drop(later("member add 李四 --org B --joined 2011-06-01 --full-on 2012-06-01 --entered 2011-06-01"));
    let admitted = |report: &str, key: &str| {
        let rows = env.json(&format!("{report} --by org"));
        rows.as_array()
            .unwrap()
            .iter()
            .filter(|row| key == "people" || row[key] != 0)
            .map(|row| (row["org"].clone(), row[key].clone()))
            .collect::<Vec<_>>()
    };
    let by_org = [(json!("甲支部"), json!(1)), (json!("乙支部"), json!(1))];
    assert_eq!(admitted("report annual --year 2011 --as-of 2021-12-31", "admitted"), by_org);
    assert_eq!(admitted("report development --year 2011 --as-of 2021-12-31", "people"), by_org);
    // Of a member whose days are known from a roster the conversion is one, too.
    assert_eq!(
        env.json("report development --year 2012"),
        json!([{"stage": "converted", "people": 1, "median_days": 366.0, "mean_days": 366.0}])
    );
    drop(later("activist convert 张三 --date 2012-05-02 --voters 3 --present 3 --for 3"));
    assert_eq!(
        env.json("report development --year 2011 --as-of 2021-12-31")[0]["people"],
        2,
        "his start is still only assumed"
    );
    assert_eq!(env.json("report development --year 2012")[0]["people"], 2);
}

#[test]
fn a_probationary_member_is_followed_however_he_came() {
    let env = two_branches();
    env.write(
        "roster.csv",
        "姓名,所在党支部,人员类别,加入党组织日期\n方远一,甲支部,预备党员,2024-02-29\n方远二,乙支部,预备党员,2026-01-05\n",
    );
    let today = |line: &str| on(&env, "2026-11-26", line).ok();
    let rows = |line: &str| today(&format!("{line} -f csv --header none")).out.replace('\r', "");
    drop(today("member import roster.csv"));
    assert_eq!(
        rows("activist list --stage probationary --columns name,convert_due,next_step"),
        "方远一,2025-02-28,转为正式党员\n方远二,2027-01-05,转为正式党员\n"
    );
    assert_eq!(rows("activist list --overdue --columns name,next_due"), "方远一,2025-02-28\n");
    assert_eq!(rows("report development"), "预备党员,2\n");
    assert!(today("activist show 方远一").out.contains("2025-02-28"));
    let other = "transfer in 方远三 --from 杭州市委组织部 --to 甲支部 --date 2026-09-01 --joined 2026-03-01 --category probationary";
    drop(today(other));
    assert_eq!(rows("activist list --stage probationary --columns name"), "方远一\n方远二\n方远三\n");
    drop(today("activist extend 方远一 --date 2025-03-01 --until 2025-10-01"));
    assert_eq!(rows("activist list --overdue --columns name,next_due"), "方远一,2025-10-01\n");
    drop(today("activist convert 方远一 --date 2025-10-08 --voters 5 --present 5 --for 5"));
    assert_eq!(rows("activist list --overdue --columns name"), "", "nobody told of an approval, then or now");
    assert_eq!(rows("report development"), "预备党员,2\n正式党员,1\n");
    assert_eq!(today("db check").out, "");
}

#[test]
fn the_suspended_are_in_no_stage() {
    let env = TestEnv::office();
    assert_eq!(env.json("report development"), json!([{"stage": "probationary", "people": 1}]));
    env.line("member suspend 李四 --date 2011-03-01 --reason 失联").ok();
    assert_eq!(env.json("report development"), json!([]));
    assert_eq!(env.json("report development --as-of 2011-02-28"), json!([{"stage": "probationary", "people": 1}]));
    env.line("member restore 李四 --date 2011-05-01 --reason 找到").ok();
    assert_eq!(env.json("report development"), json!([{"stage": "probationary", "people": 1}]));
}
