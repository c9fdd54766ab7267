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
    assert_eq!(
        (&in_force[0]["value"], &in_force[0]["source"]),
        (&json!(3), &json!("《中国共产党章程》第二十九条(条号待核实)"))
    );
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

#[test]
fn what_cannot_be_asked_is_refused() {
    let env = TestEnv::office();
    for (line, zh, en) in [
        ("report nothing", "没有报表", "no report"),
        ("report structure --by shoe", "不能按“shoe”分组", "cannot be grouped by"),
        ("report structure --explain shoe=1", "没有列“shoe”", "no column “shoe”"),
        ("report structure --explain sex", "--explain 的分组 性别 缺少值: 性别=…", "needs a value for sex: sex=…"),
        ("report structure --explain sex=x", "sex", "sex"),
        ("report structure --explain age=31-36", "31-36", "31-36"),
        ("report structure --explain ethnicity=火星族", "民族 中没有“火星族”", "no “火星族” among ethnicity"),
        ("report structure --explain org=没有的支部", "没有的支部", "没有的支部"),
        ("report structure --explain members=4", "党员数 是 3, 不是 4", "members is 3, not 4"),
        ("report structure --explain share=0.5", "--explain 的 占比 后面只能是表中的数字", "takes the number of share"),
        ("report roster --explain sex=male", "用不上选项", "has no use for"),
        ("report growth --from 2011-05-01 --to 2011-04-30", "晚于最后一天", "after its last day"),
        ("report growth --year 2011-05", "--year", "--year"),
        ("report growth --year 20x1", "--year", "--year"),
        ("report growth --quarter 2011Q5", "--quarter", "--quarter"),
        ("report growth --quarter 2", "--quarter", "--quarter"),
        ("report growth --month 2011-13", "--month", "--month"),
        ("report growth --year 2011 --from 2011-01-01", "不能同时使用", "exclude each other"),
        ("report structure --year 2011", "用不上选项", "has no use for"),
        ("report rules --year 2011", "用不上选项", "has no use for"),
        ("report structure --explain full=3", "正式党员 是 2, 不是 3", "full is 2, not 3"),
        ("report overview --explain figure=shoes", "项目 中没有“shoes”", "no “shoes” among figure"),
    ] {
        env.refuses(line, 2, zh, en);
    }
    env.refuses("report structure --under 没有的支部", 4, "没有的支部", "没有的支部");
}

#[test]
fn an_org_that_is_not_there_that_day_is_an_empty_answer() {
    let env = TestEnv::office();
    for line in ["structure", "coverage", "orgs", "roster", "growth"] {
        assert_eq!(env.json(&format!("report {line} --under FJ --as-of 2008-05-31")), json!([]), "{line}");
    }
    assert_eq!(env.column("report overview --under FJ --as-of 2008-05-31", "value").len(), 22);
    // A future day may be asked for: nobody has left by then, everybody is older.
    assert_eq!(env.column("report structure --by sex --as-of 2030-01-01", "members"), [1, 1, 1]);
    assert_eq!(env.column("report structure --by age --as-of 2030-01-01", "age"), ["46-50", "51-55", "56-60"]);
}

#[test]
fn the_people_behind_a_figure_are_listed() {
    let env = TestEnv::office();
    let names = |line: &str| env.column(&format!("report structure --explain {line}"), "name");
    assert_eq!(names("members"), ["张三", "李四", "王五"]);
    assert_eq!(names("sex=male"), ["张三"]);
    assert_eq!(names("性别=女"), ["李四"]);
    assert_eq!(names("sex="), ["王五"], "of whom it is not known");
    assert_eq!(names("sex=不详"), ["王五"]);
    assert_eq!(names("org=FJ full"), ["张三"]);
    assert_eq!(names("org=福建支部 full=1"), ["张三"]);
    assert_eq!(names("category=full age=41-45"), ["王五"]);
    assert_eq!(names("sex=total probationary=1"), ["李四"]);
    assert_eq!(names("seniority=probation"), ["李四"]);
    assert_eq!(names("unit-kind=native-chamber"), ["张三"]);
    // Who rests on an assumed start is marked.
    assert_eq!(env.column("report structure --explain members", "assumed"), [false, true, false]);
    assert_eq!(env.column("report coverage --explain kind=协会 uncovered", "unit_name"), ["嘉兴市光伏行业协会"]);
    assert_eq!(env.column("report coverage --explain org_coverage", "unit_name"), ["嘉兴市福建商会"]);
    assert_eq!(env.column("report overview --explain women", "name"), ["李四"]);
    assert_eq!(
        env.column("report overview --explain figure=branches", "org_name"),
        ["福建商会党支部", "光伏协会党支部"]
    );
    let table = env.line("report structure --explain sex=female --columns no,name").ok().out;
    assert!(table.starts_with("党员结构: 性别=女 (截至 2011-05-31)"), "{table}");
}

/// Joined in 1995, full in 1996, entered nobody knows when: in 2010 that still is not known.
#[test]
fn full_membership_makes_no_assumed_start_known() {
    let env = TestEnv::office();
    env.line("org add 老支部 --kind branch --founded 1990 --code LZ").ok();
    env.line("member add 赵六 --org LZ --joined 1995-07-01 --full-on 1996-07-01").ok();
    assert_eq!(env.column("report structure --explain org=LZ --as-of 2010-01-01", "assumed"), [true]);
    env.line("report structure --under LZ --as-of 2010-01-01").ok().says("有 1 人的在册起始日是推定的");
    assert!(
        !env.line("report structure --under FJ --as-of 2009-01-01").ok().err.contains("推定"),
        "nobody of that branch"
    );
}

#[test]
fn growth_tells_what_happened_in_the_period() {
    let env = TestEnv::office();
    env.line("org dissolve FJ --date 2011-04-30 --reason 合并 --into GF").ok();
    let told = |line: &str| {
        let rows = env.json(&format!("report growth {line}"));
        let line = |row: &Value| {
            format!("{} {} {} {}", row["event"], row["date"], row["members"], row["running"]).replace('"', "")
        };
        rows.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    let all = ["founded 2005-01-01 0 1", "founded 2008-06-01 1 2", "founded 2010-03 1 3", "dissolved 2011-04-30 2 2"];
    assert_eq!(told(""), all);
    assert_eq!(told("--year 2011"), all[3..]);
    assert_eq!(told("--year 2011 --as-of 2011-03-31"), [] as [&str; 0], "nothing after the day asked for");
    assert_eq!(told("--month 2010-03"), all[2..3], "a month is as known as the founding");
    assert_eq!(told("--to 2010-03"), all[..3]);
    assert_eq!(told("--under FJ"), ["founded 2008-06-01 1 1", "dissolved 2011-04-30 2 0"]);
    assert_eq!(told("--under JW").len(), 4);
    assert_eq!(env.column("report growth --year 2008", "in_step"), [false]);
}

/// The records are read in no order of the machine: not its time zone, not its locale.
#[test]
fn the_same_bytes_in_every_zone_and_locale() {
    let env = TestEnv::office();
    for line in ["overview", "coverage", "structure --by org", "growth", "roster", "orgs", "rules"] {
        let args: Vec<String> = format!("report {line} -f csv").split(' ').map(str::to_owned).collect();
        let run = |zone: &str, locale: &str| {
            let mut command = env.command(&args);
            crate::env::ran(command.env("TZ", zone).env("LC_ALL", locale).output().unwrap()).ok().out
        };
        let here = run("Asia/Shanghai", "zh_CN.UTF-8");
        assert!(!here.is_empty());
        for (zone, locale) in
            [("America/Los_Angeles", "en_US.UTF-8"), ("Pacific/Kiritimati", "C"), ("UTC", "tr_TR.UTF-8")]
        {
            assert_eq!(run(zone, locale), here, "{line}");
        }
    }
}

/// The example in the head of `src/report/coverage.sql`.
#[test]
fn the_worked_example_of_coverage() {
    let env = TestEnv::new();
    let known = [3, 5, 1, 4, 3, 6, 2, 3, 0, 1, 9, 9];
    for (at, members) in known.iter().enumerate() {
        let (name, established) = (format!("第{at}协会"), if at == 11 { "2011-05-01" } else { "2000" });
        env.line(&format!(
            "org unit add {name} --kind association --established {established} --known-full-members {members}"
        ))
        .ok();
    }
    env.line("org unit close 第10协会 --date 2010-07-01").ok();
    for line in [
        "org add 甲支部 --kind branch --founded 2009 --unit 第0协会",
        "org add 乙支部 --kind branch --founded 2009 --unit 第1协会",
        "org add 丙联合支部 --kind joint-branch --founded 2009 --unit 第2协会 --unit 第3协会",
        "org add 丁联合支部 --kind joint-branch --planned --for 第8协会 --for 第9协会",
        "org cover 乙支部 第4协会 --from 2010 --how attached",
        "org cover 甲支部 第1协会 --from 2010 --how attached",
        "member add 指导 --no-roll",
        "org instructor add 指导 第5协会 --since 2010",
    ] {
        env.line(line).ok();
    }
    let row = &env.json("report coverage --as-of 2011-04-30")[0];
    assert_eq!(
        row,
        &json!({"kind": "association", "units": 10, "own": 2, "joint": 2, "attached": 1, "instructor": 1, "uncovered": 4,
                "org_coverage": 0.5, "org_coverage_qualified": 0.6667, "work_coverage": 0.6, "owed": 2})
    );
    let owed = env.column("report coverage --explain owed --as-of 2011-04-30", "unit_name");
    assert_eq!(owed, ["第5协会", "第7协会"]);
    assert_eq!(env.column("report orgs", "orgs"), [2, 1], "the joint one counts once, the planned one not at all");
    assert_eq!(env.column("report coverage --as-of 2010-06-30", "units"), [11]);
}

#[test]
fn a_leading_group_is_no_org_of_the_base_until_it_is_rebuilt_as_one() {
    let env = TestEnv::office();
    env.line("org add 嘉兴市工商联党组 --kind 党组 --code DZ --founded 2006-01-01").ok();
    env.line("org unit add 嘉兴市工商联 --kind federation --established 1953").ok();
    env.line("org cover DZ 嘉兴市工商联 --from 2006-01-01 --how own").ok();
    // A committee and two branches; the leading group in a column of its own.
    let orgs = |day: &str| {
        let rows = env.json(&format!("report orgs --as-of {day}"));
        let sum = |key: &str| rows.as_array().unwrap().iter().map(|row| row[key].as_i64().unwrap()).sum::<i64>();
        (sum("orgs"), sum("leading_groups"))
    };
    assert_eq!(orgs("2011-05-01"), (3, 1));
    let federation =
        |day: &str| env.json(&format!("report coverage --as-of {day} --explain kind=federation"))[0]["form"].clone();
    assert_eq!(federation("2011-05-01"), Value::Null);
    env.line("org convert DZ --kind committee --date 2011-05-15 --approval 嘉委〔2011〕1号").ok();
    assert_eq!((orgs("2011-05-01"), orgs("2011-05-31")), ((3, 1), (4, 0)));
    assert_eq!(federation("2011-05-31"), "own");
    env.line("org add 丙支部 --kind branch --founded 2011-05-20").ok();
    // 2005, 2008, 2010, the rebuilding, the branch: the running total is that of the orgs.
    assert_eq!(env.column("report growth", "running"), [1, 2, 3, 4, 5]);
    assert_eq!(env.column("report growth", "event"), ["founded", "founded", "founded", "converted", "founded"]);
    let keys = ["event", "date", "org", "kind", "formation", "in_step", "units", "members", "running"];
    let row = &env.json("report growth")[3];
    assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), keys);
    let told = json!({"event": "converted", "date": "2011-05-15", "org": "嘉兴市工商联党组", "kind": "committee", "formation": null, "in_step": null, "units": 1, "members": 0, "running": 4});
    assert_eq!(row, &told);
    assert_eq!(orgs("2011-05-31"), (5, 0));
    env.line("report overview").ok();
}

#[test]
fn norms_are_listed_as_they_were_in_force() {
    let env = TestEnv::office();
    let ids = |line: &str| env.column(line, "id").iter().map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert!(
        !ids("report rules --as-of 2011-05-31").contains(&"A2".to_owned()),
        "the regulation of branches is of 2018"
    );
    assert!(ids("report rules --as-of 2019-01-01").contains(&"A2".to_owned()));
    assert!(env.column("report rules --as-of 2011-05-31", "in_force").iter().all(|is| *is == true));
    assert!(ids("report rules --as-of 2011-05-31 --all").contains(&"A2".to_owned()));
    env.refuses("report orgs --all", 2, "用不上选项 --all", "has no use for --all");
}

#[test]
fn a_norm_younger_than_the_step_is_told_as_such() {
    let env = TestEnv::office();
    // Six units in a joint branch of 2010, by the norm of 2018: five.
    for number in 1..=6 {
        env.line(&format!("org unit add 第{number}商会 --kind chamber --established 2001")).ok();
    }
    let units: String = (1..=6).map(|number| format!(" --unit 第{number}商会")).collect();
    let line = format!("org add 联合支部 --kind joint-branch --founded 2010-07-01{units}");
    env.line(&line).ok().says("当时尚未施行, 2018-10-28 起施行");
    env.line("db undo").ok();
    env.line(&format!("{line} --lang en")).ok().says("not in force yet, only since 2018-10-28");
}

#[test]
fn the_reports_are_listed_with_what_they_take_and_stand_on() {
    let env = TestEnv::office();
    let rows = env.json("report list");
    let row = |name: &str| rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!(row("training")["takes"], "year");
    assert_eq!(row("training")["by"], "tier form measure kind month org");
    assert_eq!(row("meetings")["norms"], "A10 A13 A4 A14 A15 A16 A17 A18");
    assert_eq!((&row("structure")["takes"], &row("due")["by"]), (&json!("day"), &json!(null)));
    assert!(row("due")["norms"].as_str().unwrap().contains("T6"));
    let names: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert!(names.is_sorted() && names.contains(&"list"), "{names:?}");
    env.line("report list --under JW").exit(2).says("--under");
    env.line("report list --compare 2010").exit(2).says("--compare");
}

/// Some keys of a row.
fn of(row: &Value, keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|key| row[*key].clone()).collect()
}

#[test]
fn the_form_of_the_superior_has_a_row_a_unit() {
    let env = TestEnv::office();
    for line in [
        "org unit set 福建商会 --trade-union yes",
        "org set FJ --approver 市工商联党委 --approval 嘉工商党〔2008〕6号",
        "org post add FJ 张三 书记 --from 2009-01-01 --how 选举",
        "member title add 张三 福建商会 --title 副会长 --since 2010-01-01",
        "org instructor add 王五 光伏协会 --since 2011-01-01",
        "org plan set 光伏协会 --reason 不足三名正式党员 --by 2011-12 --date 2011-02-01",
        "activist apply 赵六 --org FJ --date 2011-03-01",
    ] {
        env.line(line).ok();
    }
    let rows = env.json("report party-check");
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 2);
    let (pv, fj) = (&rows[0], &rows[1]);
    assert_eq!(
        of(pv, &["unit", "form", "org", "members"]),
        [json!("嘉兴市光伏行业协会"), json!(null), json!(null), json!(0)]
    );
    assert_eq!(of(pv, &["reason", "target", "instructor"]), [json!("few-members"), json!("2011-12"), json!("王五")]);
    let unit = ["unit", "form", "founded", "org", "approver", "approval_no", "org_kind", "parent", "shared"];
    assert_eq!(
        of(fj, &unit),
        [
            json!("嘉兴市福建商会"),
            json!("own"),
            json!("2008-06-01"),
            json!("福建商会党支部"),
            json!("市工商联党委"),
            json!("嘉工商党〔2008〕6号"),
            json!("branch"),
            json!("嘉兴市工商联党委"),
            json!(false)
        ]
    );
    let head = ["secretary", "id_no", "phone", "title", "post", "trade_union"];
    assert_eq!(
        of(fj, &head),
        [
            json!("张三"),
            json!("330402********1236"),
            json!("138****5678"),
            json!("vice-president"),
            json!("secretary"),
            json!(true)
        ]
    );
    let numbers = ["members", "full_members", "probationary", "candidates", "activists", "applicants"];
    assert_eq!(of(fj, &numbers), [2, 1, 1, 0, 0, 1].map(|number| json!(number)));
    // The day before the post and the title, nobody heads it.
    let before = env.json("report party-check --as-of 2008-12-31");
    assert_eq!(of(&before.as_array().unwrap()[1], &["secretary", "members"]), [json!(null), json!(1)]);
}
