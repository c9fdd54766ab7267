//! Meeting logs and attendance lists.

use serde_json::{Value, json};

use crate::env::TestEnv;

const LOG: &str = "党支部会议台账,,,,,,,,\n\
所在党支部,会议类型,实际会议时间,会议议题,会议地点,主持人,应到人数,实到人数,请假人数,列席人员,会议内容,会议决议,时长（分钟）,备注\n\
福建商会党支部,党员大会,2011/2/3  14:30,讨论计划,会议室,张三,2,2,0,,学习文件,通过计划,90,\n\
福建支部,主题党日活动,2011年3月12日,植树,,,,1,,,,,,\n\
光伏协会党支部,支委会,2011-03-20,例会,,王五,3,3,,,,,,审核通过\n";

fn imported() -> TestEnv {
    let env = TestEnv::office();
    env.write("台账.csv", LOG);
    env.line("meeting import 台账.csv").ok().says("新增 3");
    env
}

#[test]
fn a_log_is_recorded_row_by_row() {
    let env = imported();
    let rows = env.json("meeting list");
    let told: Vec<Value> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["org"], row["kind"], row["date"], row["due"], row["present"], row["hours"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["福建商会党支部", "general", "2011-02-03", 2, 2, 1.5]),
            json!(["福建商会党支部", "theme-day", "2011-03-12", 2, 1, null]),
            json!(["光伏协会党支部", "committee", "2011-03-20", 3, 3, null]),
        ]
    );
    let shown = &env.json("meeting show 1")[0];
    assert_eq!((&shown["time"], &shown["chair"], &shown["place"]), (&json!("14:30"), &json!("张三"), &json!("会议室")));
    assert_eq!(env.column("meeting find 通过计划", "id"), [1], "what was decided is in the minutes");
    env.sound();
}

#[test]
fn the_same_log_changes_nothing_and_another_value_is_put_right() {
    let env = imported();
    let before = env.operations();
    env.line("meeting import 台账.csv").ok().says("未变 3");
    assert_eq!(env.operations(), before);
    env.write("再.csv", LOG.replace("植树,,,,1", "植树,公园,,,2"));
    assert!(env.line("meeting import 再.csv --dry-run").ok().out.contains("实到人数: 1 → 2"));
    env.line("meeting import 再.csv --on-duplicate skip").ok().says("未变 3");
    env.line("meeting import 再.csv").ok().says("更新 1").says("未变 2");
    let row = &env.json("meeting list --kind theme-day")[0];
    assert_eq!(row["present"], 2);
    env.line("meeting import 再.csv --on-duplicate error").exit(3).says("已登记为会议 1");
    env.line("db undo").ok();
    env.line("db undo").ok();
    assert_eq!(env.json("meeting list"), json!([]));
    assert_eq!(env.json("meeting find 植树"), json!([]), "the index follows");
}

#[test]
fn what_cannot_be_is_told_of_every_row() {
    let env = TestEnv::office();
    env.write(
        "错.csv",
        "党支部,会议类型,会议时间,议题,实到人数\n\
         福建商会党支部,党员大会,2011-02-03 25:70,甲,1\n\
         福建商会党支部,茶话会,2011-02-30,乙,1\n\
         不存在党支部,党课,2011-02-03,丙,1\n\
         福建商会党支部,党课,2011-06-01,丁,1\n\
         福建商会党支部,党课,2008-05-31,戊,\n\
         福建商会党支部,党课,2011-02-03,己,3\n",
    );
    let rows = env.line("meeting import 错.csv --map 对照.toml");
    assert_eq!(rows.code, 7);
    env.write("对照.toml", "\"党支部\" = \"meeting_file.org\"\n");
    let import = "meeting import 错.csv --map 对照.toml";
    env.refuses(import, 3, "25:70", "25:70");
    let told = env.line(import).exit(3).err;
    for part in ["2011-02-30", "茶话会", "不存在党支部", "2011-06-01", "2008-06-01", "名册上 2 人"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let kept = env.line(&format!("{import} --keep-going")).exit(1).err;
    assert!(kept.contains("拒绝 6"), "{kept}");
}

const LIST: &str = "党支部名称,会议类型,会议时间,会议议题,姓名,出席情况\n\
福建商会党支部,党员大会,2011-04-01 09:00,换届,张三,正常\n\
福建商会党支部,党员大会,2011-04-01 09:00,换届,李四,病假\n\
光伏协会党支部,主题党日,2011-04-02,参观,王五,迟到\n";

#[test]
fn an_attendance_list_is_gathered_into_meetings() {
    let env = TestEnv::office();
    env.write("签到.csv", LIST);
    env.line("meeting import 签到.csv").ok().says("新增 3");
    let list = env.json("meeting list");
    let told: Vec<Value> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["date"], row["due"], row["present"], row["on_leave"], row["absent"]]))
        .collect();
    assert_eq!(told, [json!(["2011-04-01", 2, 1, 1, 0]), json!(["2011-04-02", 1, 1, 0, 0])]);
    let attended: Vec<(String, i64)> = env
        .connection()
        .prepare("SELECT presence || coalesce(reason, '-'), votes FROM attendance ORDER BY meeting_id, person_id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(attended, [("present-".to_owned(), 1), ("leaveill".to_owned(), 0), ("late-".to_owned(), 1)]);
    let before = env.operations();
    env.line("meeting import 签到.csv").ok().says("未变 3");
    assert_eq!(env.operations(), before);
    env.sound();
    env.line("db undo").ok();
    assert_eq!(env.json("meeting list"), json!([]));
}

#[test]
fn who_was_not_on_the_roll_or_comes_twice_is_refused() {
    let env = TestEnv::office();
    env.write("签到.csv", format!("{LIST}福建商会党支部,党员大会,2011-04-01 09:00,换届,王五,正常\n"));
    env.refuses("meeting import 签到.csv", 3, "王五", "王五");
    env.write("签到.csv", format!("{LIST}福建商会党支部,党员大会,2011-04-01 09:00,换届,张三,缺席\n"));
    env.refuses("meeting import 签到.csv", 3, "签到.csv:2", "签到.csv:2");
}

#[test]
fn an_export_goes_back_in_and_changes_nothing() {
    let env = imported();
    env.line("meeting record FJ --kind charity --date 2011-05-01 --topic 慰问 --integration anniversary --campaign 六个一 --present 2").ok();
    env.line("meeting record FJ --kind lecture --date 2011-05-02 --topic 红船 --attend 张三 --leave 李四:病假").ok();
    env.line("meeting record FJ --kind lecture --date 2011-05-03 --topic 误 --present 1").ok();
    env.line("meeting void 6 --reason 重复").ok();
    let all = env.json("meeting export");
    assert_eq!(all.as_array().unwrap().len(), 5, "what does not count is not exported");
    env.line("meeting export -o 出.csv").ok();
    env.line("meeting import 出.csv").ok().says("未变 5");
    let fresh = TestEnv::office();
    std::fs::copy(env.path("出.csv"), fresh.path("出.csv")).unwrap();
    fresh.line("meeting import 出.csv").ok().says("新增 5");
    assert_eq!(fresh.json("meeting export"), all);
    env.refuses("meeting export --voided", 2, "--voided", "--voided");
}
