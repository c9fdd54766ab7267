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

#[test]
fn those_absent_are_counted_and_come_back() {
    let env = TestEnv::office();
    env.write("缺席.csv", "所在党支部,会议类型,会议时间,实到人数,缺席人数\nFJ,党课,2011-02-03,1,1\n");
    env.line("meeting import 缺席.csv").ok().says("新增 1");
    let told = |env: &TestEnv| {
        let row = &env.json("meeting list")[0];
        json!([row["due"], row["present"], row["on_leave"], row["absent"]])
    };
    assert_eq!(told(&env), json!([2, 1, null, 1]));
    env.line("meeting import 缺席.csv").ok().says("未变 1");
    env.write("缺席.csv", "所在党支部,会议类型,会议时间,实到人数,缺席人数\nFJ,党课,2011-02-03,0,1\n");
    env.line("meeting import 缺席.csv").ok().says("更新 1");
    assert_eq!(told(&env), json!([2, 0, null, 1]));
    env.line("meeting export -o 出.csv").ok();
    let fresh = TestEnv::office();
    std::fs::copy(env.path("出.csv"), fresh.path("出.csv")).unwrap();
    fresh.line("meeting import 出.csv").ok().says("新增 1");
    assert_eq!(told(&fresh), json!([2, 0, null, 1]));
    env.write("多.csv", "所在党支部,会议类型,会议时间,实到人数,缺席人数\nFJ,党课,2011-02-04,1,2\n");
    env.refuses("meeting import 多.csv", 3, "合计 3 人", "3 present, on leave or absent");
}

#[test]
fn a_number_told_of_those_due_goes_back_to_that_of_the_roll() {
    let env = TestEnv::office();
    let log = |due: u32| format!("所在党支部,会议类型,会议时间,应到人数\nFJ,党课,2011-02-03,{due}\n");
    env.write("台账.csv", log(5));
    env.line("meeting import 台账.csv").ok().says("所写应到 5 人");
    env.write("台账.csv", log(2));
    env.line("meeting import 台账.csv").ok().says("更新 1");
    assert_eq!(env.column("meeting export", "due"), [2]);
}

#[test]
fn what_does_not_count_is_left_as_it_is() {
    let env = imported();
    env.line("meeting void 2 --reason 误").ok();
    env.line("meeting import 台账.csv").ok().says("未变 3");
    env.write("再.csv", LOG.replace("植树,,,,1", "植树,公园,,,2"));
    env.refuses("meeting import 再.csv", 3, "已作废: 误", "does not count: 误");
    env.write("签到.csv", "党支部名称,会议类型,会议时间,会议议题,姓名\nFJ,主题党日,2011-03-12,植树,张三\n");
    env.refuses("meeting import 签到.csv", 3, "已作废: 误", "does not count: 误");
}

#[test]
fn a_list_heeds_what_is_to_become_of_meetings_on_record() {
    let env = TestEnv::office();
    env.write("签到.csv", LIST);
    env.line("meeting import 签到.csv").ok();
    env.write("再.csv", LIST.replace("李四,病假", "李四,正常"));
    let before = env.operations();
    env.line("meeting import 再.csv --on-duplicate skip").ok().says("未变 3");
    assert_eq!(env.operations(), before);
    env.refuses("meeting import 再.csv --on-duplicate error", 3, "已登记为会议 1", "on record as meeting 1");
    let rows = env.json("meeting import 再.csv --dry-run");
    let told: Vec<Value> =
        rows.as_array().unwrap().iter().map(|row| json!([row["row"], row["fate"], row["detail"]])).collect();
    assert_eq!(
        told,
        [
            json!([2, "unchanged", null]),
            json!([3, "update", "出席情况: 请假 → 出席、缺席原因: 病假 → —"]),
            json!([4, "unchanged", null])
        ]
    );
    env.line("meeting import 再.csv").ok().says("更新 1, 未变 2");
    assert_eq!(env.column("meeting list", "present"), [2, 1]);
}

#[test]
fn a_list_tells_of_the_meeting_too() {
    let env = TestEnv::office();
    let list =
        |rows: &str| format!("党支部名称,会议类型,会议时间,姓名,出席情况,会议内容,应到人数,实到人数,备注\n{rows}");
    let rows = "FJ,党课,2011-04-01 09:00,张三,正常,,3,2,\nFJ,党课,2011-04-01 09:00,李四,请假,红船精神,,,探亲\n";
    env.write("签到.csv", list(rows));
    env.line("meeting import 签到.csv").ok().says("所写应到 3 人").says("所写实到 2 人, 按姓名为 1 人");
    assert_eq!(env.column("meeting find 红船", "id"), [1]);
    assert_eq!(env.column("meeting export", "due"), [3]);
    let reason: String = env
        .connection()
        .query_row("SELECT reason FROM attendance WHERE presence = 'leave'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(reason, "探亲");
    let before = env.operations();
    env.line("meeting import 签到.csv").ok().says("未变 2");
    assert_eq!(env.operations(), before);
    env.write("再.csv", list(&rows.replace("红船", "南湖")));
    env.line("meeting import 再.csv").ok().says("更新 1, 未变 1");
    assert_eq!(env.column("meeting find 南湖", "id"), [1]);
    env.write("错.csv", list(&rows.replace("正常,,", "正常,别的,")));
    env.refuses("meeting import 错.csv", 3, "与 错.csv:2 是同一对象", "the same as 错.csv:2");
    env.write("错.csv", list("FJ,党课,2011-04-02,,缺席,,,,\n"));
    env.refuses("meeting import 错.csv", 3, "错.csv:2: 姓名", "错.csv:2: Name");
    env.write("错.csv", "党支部名称,会议类型,会议时间,身份证号\nFJ,党课,2011-04-02,3304**********1236\n");
    env.line("meeting import 错.csv").exit(3);
}

#[test]
fn a_list_that_is_put_aside_is_put_aside_row_by_row() {
    let env = TestEnv::office();
    env.write(
        "签到.csv",
        "党支部名称,会议类型,会议时间,姓名,主持人\nFJ,党课,2011-04-01,张三,99999\nFJ,党课,2011-04-01,李四,99999\n\
         GF,党课,2011-04-02,张三,李四\nGF,党课,2011-04-02,王五,王五\nGF,党课,2011-04-03,李四,\n",
    );
    env.line("meeting import 签到.csv --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 4");
    let aside = std::fs::read_to_string(env.path("签到.rejects.csv")).unwrap();
    let lines: Vec<&str> = aside.trim_start_matches('\u{feff}').lines().collect();
    let begins = [
        "党支部名称,会议类型,",
        "GF,党课,2011-04-02,张三,李四,",
        "GF,党课,2011-04-03,李四,,",
        "FJ,党课,2011-04-01,张三,99999,",
        "FJ,党课,2011-04-01,李四,99999,",
    ];
    assert_eq!(lines.len(), begins.len(), "{aside}");
    assert!(lines.iter().zip(begins).all(|(line, begin)| line.starts_with(begin)), "{aside}");
    let row = &env.json("meeting list")[0];
    assert_eq!(json!([row["date"], row["chair"], row["present"]]), json!(["2011-04-02", "王五", 1]));
    assert_eq!(env.json("meeting list").as_array().unwrap().len(), 1, "no meeting of whom nobody was taken");
    env.sound();
}

#[test]
fn lists_of_attendance_go_out_and_come_back() {
    let env = TestEnv::office();
    env.write("签到.csv", LIST);
    env.line("meeting import 签到.csv").ok();
    env.line("meeting record FJ --kind lecture --date 2011-05-02 --topic 红船 --attend 张三 --left-out 李四:出国").ok();
    env.line("meeting record FJ --kind study --date 2011-05-03 --topic 自学 --present 1").ok();
    env.line("meeting record FJ --kind lecture --date 2011-05-04 --topic 误 --attend 张三").ok();
    env.line("meeting void 5 --reason 误").ok();
    let all = env.json("meeting export --attendance");
    let told: Vec<Value> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["date"], row["name"], row["presence"], row["remark"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["2011-04-01 09:00", "张三", "present", null]),
            json!(["2011-04-01 09:00", "李四", "leave", "ill"]),
            json!(["2011-05-02", "张三", "present", null]),
            json!(["2011-05-02", "李四", "left-out", "出国"]),
            json!(["2011-04-02", "王五", "late", null]),
        ]
    );
    for (lang, header) in [("zh", "labels"), ("en", "labels"), ("en", "keys")] {
        let options = format!("--lang {lang} --header {header}");
        env.line(&format!("meeting export --attendance -o 签.csv {options}")).ok();
        env.line(&format!("meeting export -o 账.csv {options}")).ok();
        env.line("meeting import 签.csv").ok().says("未变 5");
        let fresh = TestEnv::office();
        for file in ["签.csv", "账.csv"] {
            std::fs::copy(env.path(file), fresh.path(file)).unwrap();
        }
        fresh.line("meeting import 账.csv").ok().says("新增 4");
        fresh.line("meeting import 签.csv").ok().says("更新 5");
        assert_eq!(fresh.json("meeting export --attendance"), all);
        assert_eq!(fresh.json("meeting export"), env.json("meeting export"));
        fresh.sound();
    }
}

#[test]
fn an_empty_cell_wipes_out_neither_what_was_said_nor_what_was_decided() {
    let env = TestEnv::office();
    let minutes = |content: &str, resolution: &str| {
        let head = "所在党支部,会议类型,会议时间,会议议题,会议内容,会议决议\n";
        env.write("台账.csv", format!("{head}FJ,党员大会,2011-02-03,计划,{content},{resolution}\n"));
        env.line("meeting import 台账.csv").ok();
        env.json("meeting export")[0]["minutes"].as_str().unwrap().to_owned()
    };
    assert_eq!(minutes("学习文件", "通过计划"), "学习文件\n会议决议: 通过计划");
    assert_eq!(minutes("", "通过计划"), "学习文件\n会议决议: 通过计划");
    assert_eq!(minutes("学习文件", ""), "学习文件\n会议决议: 通过计划");
    assert_eq!(minutes("", "暂缓"), "学习文件\n会议决议: 暂缓");
    assert_eq!(minutes("学习章程", ""), "学习章程\n会议决议: 暂缓");
    assert_eq!(minutes("", ""), "学习章程\n会议决议: 暂缓");
    env.line("meeting export -o 出.csv").ok();
    env.line("meeting import 出.csv").ok().says("未变 1");
}

#[test]
fn an_unknown_name_is_told_under_its_own_column() {
    let env = TestEnv::office();
    env.write("list.csv", "所在党支部,会议日期,会议类型,姓名,出席情况\nFJ,2011-03-01,支部党员大会,没有人,出席\n");
    env.refuses(
        "meeting import list.csv",
        3,
        "list.csv:2: 姓名“没有人”: 找不到“没有人”",
        "list.csv:2: Name “没有人”: nobody answers to",
    );
}

/// The columns of a vote in the order of an export.
const VOTE: [&str; 8] =
    ["decision_no", "resolution", "rule", "voters", "voters_present", "written", "in_favour", "against"];

fn votes(env: &TestEnv) -> Vec<Value> {
    let rows = env.json("meeting export");
    let of = |row: &Value| VOTE.iter().map(|key| row[*key].clone()).chain([row["abstained"].clone()]).collect();
    rows.as_array().unwrap().iter().map(of).collect()
}

#[test]
fn votes_go_out_and_come_back() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind general --date 2011-02-03 --topic 接收 --attend 张三").ok();
    env.line("meeting resolve 1 --text 同意接收 --rule recruitment --voters 2 --for 2 --written 1").ok();
    env.line("meeting resolve 1 --text 通过计划 --for 0 --abstain 1").ok();
    env.line("meeting record FJ --kind lecture --date 2011-02-04 --topic 红船 --attend 张三").ok();
    let all = env.json("meeting export");
    let nothing = json!([null, null, null, null, null, null, null, null, null]);
    let told = [
        json!([1, "同意接收", "recruitment", 2, 1, 1, 2, 0, 0]),
        json!([2, "通过计划", "decision", 1, 1, 0, 0, 0, 1]),
        nothing,
    ];
    assert_eq!(votes(&env), told);
    let identity = |row: &Value| json!([row["org"], row["kind"], row["date"], row["topic"], row["present"]]);
    assert_eq!(identity(&all[0]), json!(["福建商会党支部", "general", "2011-02-03", "接收", 1]));
    assert_eq!(identity(&all[1]), json!(["福建商会党支部", "general", "2011-02-03", "接收", null]));
    let empty = || {
        let env = TestEnv::new();
        env.line("org add 福建商会党支部 --kind 党支部 --founded 2008-06-01").ok();
        env
    };
    for (ending, how) in [("csv", "--lang zh"), ("xlsx", "--lang en"), ("csv", "--header keys")] {
        let file = format!("账.{ending}");
        env.line(&format!("meeting export -o {file} {how}")).ok();
        let before = env.operations();
        let again = env.line(&format!("meeting import {file}")).ok().says("未变 3");
        assert!(!again.err.contains("警告"), "{}", again.err);
        assert_eq!(env.operations(), before);
        for fresh in [TestEnv::office(), empty()] {
            std::fs::copy(env.path(&file), fresh.path(&file)).unwrap();
            fresh.line(&format!("meeting import {file}")).ok().says("新增 3");
            assert_eq!(votes(&fresh), told);
            fresh.line(&format!("meeting import {file}")).ok().says("未变 3");
            fresh.sound();
        }
    }
    let show = |env: &TestEnv| env.json("meeting show 1")[0]["decisions"].as_str().unwrap().to_owned();
    assert!(show(&env).contains("书面意见 1 人"), "{}", show(&env));
}

#[test]
fn votes_are_known_under_the_headings_of_forms() {
    let env = TestEnv::office();
    let head = "所在党支部,会议类型,会议时间,会议议题,会议决议,应到会有表决权,实到会,赞成,反对,弃权,书面意见\n";
    env.write("表.csv", format!("{head}FJ,党员大会,2011-02-03,计划,通过计划,2,1,2,0,0,1\n"));
    let ran = env.line("meeting import 表.csv").ok().says("新增 1");
    assert!(!ran.err.contains("不认识的标题"), "{}", ran.err);
    assert_eq!(votes(&env), [json!([1, "通过计划", "decision", 2, 1, 1, 2, 0, 0])]);
    assert_eq!(env.json("meeting export")[0]["minutes"], Value::Null, "a vote that is judged is no paragraph");
    env.line("meeting import 表.csv").ok().says("未变 1");
    env.write("表.csv", format!("{head}FJ,党员大会,2011-02-03,计划,通过计划,,,1,1,,\n"));
    assert!(env.line("meeting import 表.csv --dry-run").ok().out.contains("赞成: 2 → 1、反对: 0 → 1"));
    env.line("meeting import 表.csv").ok().says("更新 1");
    assert_eq!(votes(&env), [json!([1, "通过计划", "decision", 2, 1, 1, 1, 1, 0])]);
    env.write("表.csv", format!("{head}FJ,党员大会,2011-02-03,计划,通过计划,,,2,1,0,1\n"));
    env.refuses(
        "meeting import 表.csv",
        3,
        "赞成“2”: 赞成、反对、弃权合计 3 票",
        "For “2”: for, against and abstained",
    );
    env.write("表.csv", format!("{head}FJ,党员大会,2011-02-03,计划,通过预算,,,,1,,\n"));
    env.refuses("meeting import 表.csv", 3, "赞成: 必填", "For: is needed");
    env.line("db undo").ok();
    assert_eq!(votes(&env), [json!([1, "通过计划", "decision", 2, 1, 1, 2, 0, 0])]);
}

#[test]
fn where_nothing_was_voted_on_those_there_are_those_present() {
    let env = TestEnv::office();
    env.write("表.csv", "所在党支部,会议类型,实际会议时间,应到会,实到会\nFJ,党课,2011-02-03,2,1\n");
    env.line("meeting import 表.csv").ok().says("新增 1");
    let row = &env.json("meeting export")[0];
    assert_eq!(json!([row["due"], row["present"], row["voters"]]), json!([2, 1, null]));
    env.write("表.csv", "所在党支部,会议类型,实际会议时间,应到会有表决权\nFJ,党课,2011-02-04,2\n");
    env.refuses("meeting import 表.csv", 3, "赞成: 必填", "For: is needed");
}

#[test]
fn without_a_resolution_the_topic_was_voted_on() {
    let env = TestEnv::office();
    let form = "所在党支部,会议类型,会议时间,会议议题,应到有表决权,赞成票,反对票,弃权票\n";
    env.write("表.csv", format!("{form}FJ,党员大会,2011-02-03,计划,2,2,,\n"));
    env.line("meeting import 表.csv").ok().says("没有写决议内容, 以会议议题为准");
    assert_eq!(votes(&env), [json!([1, "计划", "decision", 2, 2, 0, 2, 0, 0])]);
    env.line("meeting import 表.csv").ok().says("未变 1");
    env.write("表.csv", format!("{form}FJ,党员大会,2011-02-04,,2,2,,\n"));
    env.refuses("meeting import 表.csv", 3, "会议决议: 必填", "Resolution: is needed");
}

#[test]
fn a_list_of_attendance_tells_of_the_vote_too() {
    let env = TestEnv::office();
    let list = "党支部名称,会议类型,会议时间,会议议题,姓名,出席情况,会议决议,赞成\n";
    env.write(
        "签到.csv",
        format!("{list}FJ,党员大会,2011-02-03,计划,张三,出席,通过,1\nFJ,党员大会,2011-02-03,计划,李四,事假,,\n"),
    );
    env.line("meeting import 签到.csv").ok().says("新增 2");
    assert_eq!(votes(&env), [json!([1, "通过", "decision", 1, 1, 0, 1, 0, 0])]);
    env.line("meeting import 签到.csv").ok().says("未变 2");
    env.write(
        "两样.csv",
        format!("{list}FJ,党员大会,2011-02-05,计划,张三,出席,通过,1\nFJ,党员大会,2011-02-05,计划,李四,事假,通过,2\n"),
    );
    env.refuses("meeting import 两样.csv", 3, "与 两样.csv:2 是同一对象", "the same as 两样.csv:2");
}

#[test]
fn a_refusal_is_told_under_the_column_that_it_is_about() {
    let env = TestEnv::office();
    let head = "所在党支部,会议类型,实际会议时间,会议议题,主持人,应到人数,实到人数\n";
    for (row, zh, en) in [
        ("FJ,党员大会,2011-02-03,日,,3,5", "实到人数“5”: 到会、请假、缺席合计 5 人", "Present “5”: 5 present"),
        ("FJ,支委会,2011-02-03,,,,3", "应到人数: 没有登记委员职务", "Due: no posts are on record"),
        ("FJ,党课,2011-02-03,日,99999,,1", "主持人“99999”", "Chair “99999”"),
        ("FJ,党课,2008-05-31,日,,,1", "实际会议时间“2008-05-31”", "Held on “2008-05-31”"),
    ] {
        env.write("表.csv", format!("{head}{row}\n"));
        env.refuses("meeting import 表.csv", 3, zh, en);
    }
    env.write("表.csv", format!("{head}FJ,党员大会,2011-02-03,日,,3,5\n"));
    env.line("meeting import 表.csv").exit(3).says("名册不全的请写明应到人数(--due)");
}

#[test]
fn two_meetings_of_a_day_are_told_apart_or_refused() {
    let env = TestEnv::office();
    let head = "党支部,会议类型,会议时间,议题,实到人数\n";
    env.write("a.csv", format!("{head}福建商会党支部,党课,2011-03-12,,2\n福建商会党支部,党课,2011-03-12,,2\n"));
    env.refuses(
        "meeting import a.csv",
        3,
        "与 a.csv:2 是同一天同一党组织的同类会议, 都没有议题和时间",
        "is of the same org, kind and day as a.csv:2",
    );
    env.write(
        "b.csv",
        format!("{head}福建商会党支部,党课,2011-03-12 9:00,,2\n福建商会党支部,党课,2011-03-12,下午,1\n"),
    );
    env.line("meeting import b.csv").ok().says("新增 2");
    // On record it is found again without a word; what would be otherwise is told.
    env.write("c.csv", format!("{head}光伏协会党支部,党课,2011-03-12,,1\n"));
    env.line("meeting import c.csv").ok().says("新增 1");
    let again = env.line("meeting import c.csv").ok();
    assert!(again.err.contains("未变 1") && !again.err.contains("当作"), "{}", again.err);
    env.write("d.csv", format!("{head}光伏协会党支部,党课,2011-03-12,,0\n"));
    env.line("meeting import d.csv").ok().says("没有议题和时间, 当作对会议 3 的更正").says("更新 1");
    // The votes of one meeting are rows of it, with or without a topic.
    env.write(
        "e.csv",
        "党支部,会议类型,会议时间,实到人数,会议决议,赞成\n福建商会党支部,党员大会,2011-04-12,1,甲案,1\n福建商会党支部,党员大会,2011-04-12,1,乙案,1\n",
    );
    env.line("meeting import e.csv").ok().says("新增 2");
    env.sound();
}

#[test]
fn gifts_and_pieces_of_a_log_are_put_right_by_who_and_what_they_are() {
    let env = TestEnv::office();
    let head = "党支部,会议类型,实际会议时间,会议议题,捐助对象,捐助金额,捐助物品,作品,作者,获奖情况\n";
    let row = |cells: &str| format!("{head}FJ,捐助、慰问,2011-03-01,送温暖,{cells}\n");
    env.write("a.csv", row("敬老院,1万元,大米,,,") + "FJ,捐助、慰问,2011-03-01,送温暖,小学,,书,我的支部,张三,\n");
    env.line("meeting import a.csv").ok();
    let shown = |key: &str| env.json("meeting show 1")[0][key].clone();
    assert_eq!(shown("gifts"), "敬老院: 10000 元、大米; 小学: 书");
    assert_eq!(shown("entries"), "《我的支部》 张三");
    let author: i64 = env.connection().query_row("SELECT author_id FROM entry", [], |row| row.get(0)).unwrap();
    assert_eq!(author, 1, "张三 is on record");
    env.line("meeting import a.csv").ok().says("没有需要改动的内容");
    // Another amount for the same one, and an award: what stood there is put right.
    env.write("b.csv", row("敬老院,8000,,我的支部,张三,一等奖"));
    env.line("meeting import b.csv --on-duplicate update").ok();
    assert_eq!(
        (shown("gifts"), shown("entries")),
        ("敬老院: 8000 元、大米; 小学: 书".into(), "《我的支部》 张三 (一等奖)".into())
    );
    // The same one twice in a file received twice.
    env.write("c.csv", row("敬老院,8000,大米,,,") + "FJ,捐助、慰问,2011-03-01,送温暖,敬老院,500,,,,\n");
    env.line("meeting import c.csv --on-duplicate update").ok();
    assert_eq!(shown("gifts"), "敬老院: 8000 元、大米; 小学: 书; 敬老院: 500 元");
    env.line("db undo").ok();
    assert_eq!(shown("gifts"), "敬老院: 8000 元、大米; 小学: 书");
    for (cells, zh) in [
        ("敬老院,一万,,,,", "看不懂金额“一万”"),
        (",500,,,,", "捐助对象: 必填"),
        ("敬老院,,,,,", "请写明对象"),
        (",,,我的支部,,", "作者: 必填"),
        (",,,,,一等奖", "作品: 必填"),
    ] {
        env.write("bad.csv", row(cells));
        let told = env.line("meeting import bad.csv --on-duplicate update").exit(3).err;
        assert!(told.contains(zh), "{cells}: {told}");
    }
    env.sound();
}
