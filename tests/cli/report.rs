//! Reports on the small office: figures worked out by hand.

use serde_json::{Value, json};

use crate::env::TestEnv;

#[test]
fn coverage_counts_each_unit_once_by_the_closest_way() {
    let env = TestEnv::office();
    let rows = env.json("report coverage");
    assert_eq!(
        rows,
        json!([
            {"kind": "association", "units": 1, "own": 0, "joint": 0, "attached": 0, "instructor": 0, "uncovered": 1,
             "org_coverage": 0.0, "org_coverage_qualified": null, "work_coverage": 0.0, "owed": 0},
            {"kind": "native-chamber", "units": 1, "own": 1, "joint": 0, "attached": 0, "instructor": 0, "uncovered": 0,
             "org_coverage": 1.0, "org_coverage_qualified": 1.0, "work_coverage": 1.0, "owed": 0},
        ])
    );
    env.line("org unit set 光伏协会 --known-full-members 3").ok();
    assert_eq!(env.column("report coverage", "owed"), [1, 0]);
    env.line("org cover JW 福建商会 --from 2011-01-01 --how attached").ok();
    assert_eq!(env.column("report coverage", "units"), [1, 1], "covered twice, counted once");
    assert_eq!(env.column("report coverage", "attached"), [0, 0]);
    assert_eq!(env.column("report coverage --by district", "district"), ["南湖区", "秀洲区"]);
    assert_eq!(env.column("report coverage --under GF", "units"), [] as [Value; 0]);
    assert_eq!(env.json("report coverage --as-of 2000"), json!([]), "no units: no division");
    let total = env.json("report coverage --total");
    assert_eq!(total.as_array().unwrap().len(), 3);
    assert_eq!(
        (&total[2]["kind"], &total[2]["units"], &total[2]["org_coverage"]),
        (&json!("total"), &json!(2), &json!(0.5))
    );
    let table = env.line("report coverage").ok().out;
    assert!(table.contains("合计") && table.contains("50.0%"), "{table}");
}

#[test]
fn structure_counts_the_members_of_the_day() {
    let env = TestEnv::office();
    let by = |by: &str| {
        let rows = env.json(&format!("report structure --by {by}"));
        rows.as_array().unwrap().iter().map(|row| format!("{} {}", row[by], row["members"])).collect::<Vec<_>>()
    };
    assert_eq!(by("sex"), [r#""male" 1"#, r#""female" 1"#, "null 1"]);
    assert_eq!(by("age"), [r#""31-35" 1"#, r#""36-40" 1"#, r#""41-45" 1"#]);
    assert_eq!(by("category"), [r#""full" 2"#, r#""probationary" 1"#]);
    assert_eq!(by("seniority"), [r#""probation" 1"#, r#""6-10" 1"#, r#""11-20" 1"#]);
    assert_eq!(by("unit-kind"), [r#""native-chamber" 1"#, "null 2"]);
    let shares: f64 = env.column("report structure --by sex", "share").iter().filter_map(Value::as_f64).sum();
    assert!((shares - 1.0).abs() < 0.001);
    assert_eq!(env.column("report structure --by category --under GF", "members"), [1]);
    assert_eq!(env.column("report structure --by category --as-of 2009-12-31", "members"), [1]);
    // 李四 is only assumed to have stood there since joining.
    env.line("report structure --by sex --as-of 2011-05-30").ok().says("有 1 人的在册起始日是推定的");
}

#[test]
fn a_birthday_is_counted_to_the_day() {
    let env = TestEnv::office();
    let age = |day: &str| env.column(&format!("report structure --by age --as-of {day}"), "age");
    env.line("member end 李四 --date 2010-12-31 --reason left").ok();
    env.line("member end 王五 --date 2010-12-31 --reason left").ok();
    assert_eq!(age("2010-12-31"), ["0-30"], "30 years old on the last day before the 31st birthday");
    assert_eq!(age("2011-01-01"), ["31-35"]);
}

#[test]
fn the_roster_has_the_columns_of_the_form() {
    let env = TestEnv::office();
    let head = env.line("report roster -f csv").ok().out.lines().next().unwrap().to_owned();
    assert!(
        head.starts_with(
            "序号,姓名,所在党支部,公民身份号码,性别,民族,出生日期,学历,人员类别,加入党组织日期,转为正式党员日期"
        ),
        "{head}"
    );
    assert_eq!(env.column("report roster", "seq"), [1, 2, 3]);
    assert_eq!(env.column("report roster --under GF", "name"), ["王五"]);
    assert_eq!(env.column("report roster --under GF", "seq"), [1]);
    assert_eq!(env.column("report roster --as-of 2004-06-30", "name"), [] as [Value; 0]);
}

#[test]
fn the_norms_are_printed_with_their_source() {
    let env = TestEnv::bare();
    let rules = env.json("report rules");
    let in_force: Vec<&Value> =
        rules.as_array().unwrap().iter().filter(|row| row["id"] == "A1" && row["in_force"] == true).collect();
    assert_eq!(in_force.len(), 1);
    assert_eq!((&in_force[0]["value"], &in_force[0]["source"]), (&json!(3), &json!("《中国共产党章程》第三十条")));
    let later = env.json("report rules --as-of 2019-01-01");
    let in_force = later.as_array().unwrap().iter().find(|row| row["id"] == "A1" && row["in_force"] == true).unwrap();
    assert_eq!(in_force["since"], "2018-10-28");
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let env = TestEnv::office();
    for line in
        ["report coverage", "report structure --by org", "report roster", "member export", "org list", "org tree"]
    {
        for format in ["table", "csv", "json"] {
            let line = format!("{line} -f {format}");
            assert_eq!(env.line(&line).ok().out, env.line(&line).ok().out);
        }
    }
}
