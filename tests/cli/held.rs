//! Files that were read rightly already, to stay so: each as somebody's program wrote it.

use crate::env::TestEnv;
use crate::form::branches;

#[test]
fn workbooks_show_what_is_meant() {
    const FANG: &str = "方远一";
    let files: [(&str, &[u8], &[&str]); 6] = [
        // Merged downwards, with a hidden row.
        ("merged_down.xlsx", include_bytes!("../files/merged_down.xlsx"), &[FANG, "方远二", "方远三"]),
        // A reading above the name.
        ("phonetic.xlsx", include_bytes!("../files/phonetic.xlsx"), &[FANG]),
        // A lone blank in the last cell of the sheet.
        ("far_cell.xlsx", include_bytes!("../files/far_cell.xlsx"), &[FANG]),
        // A comment on the cell.
        ("note.ods", include_bytes!("../files/note.ods"), &[FANG]),
        // The workbook of another program, told by content.
        ("wps.et", include_bytes!("../files/wps.et"), &[FANG]),
        // Formulas with their results.
        ("cached.xlsx", include_bytes!("../files/cached.xlsx"), &[FANG]),
    ];
    for (name, content, people) in files {
        let env = branches();
        env.write(name, content);
        let ran = env.line(&format!("member import {name}")).ok();
        assert!(!ran.err.contains("跳过"), "{name}: {}", ran.err);
        assert_eq!(env.column("member list --sort no", "name"), people, "{name}");
        assert!(env.column("member list", "org").iter().all(|org| org == "福建商会党支部"), "{name}");
    }
    let env = branches();
    env.write("cached.xlsx", include_bytes!("../files/cached.xlsx"));
    env.line("member import cached.xlsx").ok();
    assert_eq!(env.json("member show 方远一")[0]["joined"], "2001-07-01");
}

#[test]
fn orgs_may_stand_before_their_parents_and_loops_are_named() {
    let env = TestEnv::new();
    let headings = "党组织代码,党组织全称,党组织简称,组织类别,上级党组织,成立日期";
    env.write(
        "first.csv",
        format!(
            "{headings}\n001,中共试验市甲协会支部委员会,甲协会党支部,党支部,乙党委,2010.5\n002,中共试验市乙委员会,乙党委,党委,,2009\n"
        ),
    );
    env.line("org import first.csv").ok().says("新增 2");
    assert_eq!(env.json("org show 001")[0]["parent"], "中共试验市乙委员会");
    env.write(
        "loop.csv",
        "党组织全称,党组织简称,组织类别,上级党组织,成立日期\n中共试验市丙总支委员会,丙总支,党总支,丁总支,2010\n中共试验市丁总支委员会,丁总支,党总支,丙总支,2010\n",
    );
    env.refuses("org import loop.csv", 3, "loop.csv:2: 上级党组织“丁总支”", "loop.csv:3: Parent “丙总支”");
}

#[test]
fn one_number_is_one_person() {
    let env = branches();
    env.write(
        "same_number.csv",
        "姓名,所在党支部,公民身份号码\n方远一,福建商会党支部,330402197503120147\n方远二,四川商会党支部,330402197503120147\n",
    );
    env.refuses("member import same_number.csv", 3, "same_number.csv:3: ", "same_number.csv:2");
}

#[test]
fn a_letter_and_its_receipt_come_in_two_files() {
    let env = branches();
    env.write(
        "person.csv",
        "姓名,所在党支部,公民身份号码,入党日期,转正日期\n方远一,福建商会党支部,330402197503120112,1998-07-01,1999-07-01\n",
    );
    env.line("member import person.csv").ok();
    let file = |received: &str| {
        format!(
            "姓名,身份证号码,转出党支部,转入单位抬头,介绍信编号,办理时间,介绍信有效期天数,党费缴纳至年月,回执接收时间\n方远一,330402197503120112,福建商会党支部,中共试验市委组织部,2010-0007,2010-03-01,90,2010年2月,{received}\n"
        )
    };
    env.write("open.csv", file(""));
    env.write("done.csv", file("2010-03-20"));
    for (name, sum) in
        [("open", "新增 1, 更新 0, 未变 0"), ("done", "新增 0, 更新 1, 未变 0"), ("done", "新增 0, 更新 0, 未变 1")]
    {
        env.line(&format!("transfer import {name}.csv")).ok().says(sum);
    }
}

#[test]
fn a_meeting_written_twice_is_one() {
    let env = branches();
    for name in ["方远一", "方远二", "方远三"] {
        env.line(&format!(
            "member add {name} --org 福建商会党支部 --joined 1998-07-01 --full-on 1999 --entered 2001-01-01"
        ))
        .ok();
    }
    env.write(
        "meetings.csv",
        "党支部名称,会议类型,会议时间,会议议题,应到人数,实到人数,请假人数\n福建商会党支部,支部党员大会,2011-04-01 14：30,议题一,3,2,1\n福建商会党支部,支部党员大会,2011/4/1 14:30,议题一,3,2,1\n",
    );
    env.line("meeting import meetings.csv").ok().says("新增 1, 更新 0, 未变 1");
    env.line("meeting import meetings.csv").ok().says("新增 0, 更新 0, 未变 2");
}

#[test]
fn whoever_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() {
    let env = branches();
    env.write(
        "leap.csv",
        "姓名,所在党支部,出生日期,入党日期,转正日期\n方远一,福建商会党支部,1980-02-29,2000-02-29,2001-02-28\n",
    );
    let ran = env.line("member import leap.csv").ok();
    assert!(!ran.err.contains("警告"), "{}", ran.err);
    for (day, band) in [("2011-02-28", "0-30"), ("2011-03-01", "31-35")] {
        let bands = env.column(&format!("report structure --by age --as-of {day}"), "age");
        assert_eq!(bands, [band], "{day}");
    }
}

#[test]
fn an_org_is_named_as_an_import_takes_it() {
    let env = TestEnv::office();
    env.write("part.csv", "姓名,所在党支部\n方远一,福建\n方远二,fjsh\n");
    let ran = env.line("member import part.csv").exit(3);
    for line in ["part.csv:2: 所在党支部“福建”: ", "part.csv:3: 所在党支部“fjsh”: "] {
        assert!(ran.err.contains(line), "{}", ran.err);
    }
    assert!(ran.err.contains("文件里只认代码、全称或简称"), "{}", ran.err);
    assert!(!ran.err.contains("拼音") && !ran.err.contains("其中一部分"), "{}", ran.err);
}
