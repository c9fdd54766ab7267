//! Meetings: who was due and there, what was decided, what was given, and finding it again.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// A branch of five full members and one on probation, another branch beside it.
fn branch() -> TestEnv {
    let env = TestEnv::office();
    for name in ["陈一", "陈二", "陈三", "陈四"] {
        env.line(&format!("member add {name} --org FJ --joined 2001-07-01 --full-on 2002-07-01 --entered 2009-01-01"))
            .ok();
    }
    env
}

fn shown(env: &TestEnv, id: i64) -> Value {
    env.json(&format!("meeting show {id}"))[0].clone()
}

/// Everything on record and the words to search it by.
fn records(env: &TestEnv) -> String {
    let conn = env.connection();
    let sql = "SELECT made.name FROM sqlite_schema AS made
               JOIN pragma_table_list AS kind ON kind.schema = 'main' AND kind.name = made.name AND kind.type = 'table'
               WHERE made.name NOT IN ('operation', 'change', 'bulk', 'access', 'counter', 'operation_sum', 'sqlite_sequence') ORDER BY made.name";
    let mut query = conn.prepare(sql).unwrap();
    let mut tables: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    tables.push("meeting_words".into());
    let mut text = String::new();
    for table in tables {
        let mut query = conn.prepare(&format!("SELECT * FROM {table} ORDER BY rowid")).unwrap();
        let width = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            text += &format!("{table} {}\n", cells.join(" "));
        }
    }
    text
}

#[test]
fn who_was_due_is_worked_out_from_the_roll_of_the_day() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind 党员大会 --date 2011/3/1 --topic 年度计划 --chair 张三 --present 2 --hours 1.5 --campaign 创先争优")
        .ok()
        .says("已登记会议 1 (福建商会党支部 2011-03-01 支部党员大会), 应到 2 人, 实到 2 人");
    assert_eq!(
        env.json("meeting list"),
        json!([{
            "id": 1, "org": "福建商会党支部", "kind": "general", "date": "2011-03-01", "topic": "年度计划",
            "chair": "张三", "due": 2, "present": 2, "on_leave": null, "absent": null, "rate": 1.0, "hours": 1.5,
            "tier": null, "form": null, "campaigns": "创先争优", "integration": null, "resolutions": 0, "voided": false,
        }])
    );
    assert_eq!(shown(&env, 1)["voters"], 1, "李四 is on probation");
    assert_eq!(env.json("meeting list --as-of 2011-02-28"), json!([]));
    assert_eq!(env.json("meeting show 1 --as-of 2011-02-28"), json!([]));
    env.line("meeting record FJ --kind general --date 2010-06-30 --present 1").ok().says("应到 1 人, 实到 1 人");
    env.line("meeting record JW --kind lecture --date 2011-03-02 --present 1 --on-leave 1").ok().says("应到 3 人");
    let lecture = shown(&env, 3);
    assert_eq!((&lecture["on_leave"], &lecture["absent"]), (&json!(1), &json!(1)), "all below the committee");
    env.line("member suspend 张三 --date 2011-04-01 --reason 调查").ok();
    env.line("meeting record FJ --kind general --date 2011-04-01").ok().says("应到 1 人 (");
    env.sound();
}

#[test]
fn attendance_is_told_by_names() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,李四，陈一 --late 陈二 --leave 陈三:出差 --absent 陈四:照顾家人")
        .ok()
        .says("应到 6 人, 实到 4 人");
    assert_eq!(
        shown(&env, 1)["attendance"],
        "张三 出席; 李四 出席; 陈一 出席; 陈二 迟到; 陈三 请假(公假); 陈四 缺席(照顾家人)"
    );
    env.line("meeting record FJ --kind general --date 2011-03-02 --attend 张三、陈一").ok().says("实到 2 人");
    assert_eq!(shown(&env, 2)["absent"], 4, "whoever is not named was not there");
    env.line("meeting record FJ --kind general --date 2011-03-03 --leave 陈一:病假").ok().says("实到 5 人");
    env.line("meeting record FJ --kind general --date 2011-03-04 --attend 全体 --leave 陈一").ok().says("实到 5 人");
    env.line("meeting record FJ --kind general --date 2011-03-05 --attend all --left-out 陈一:出国半年以上")
        .ok()
        .says("应到 5 人, 实到 5 人");
    let fifth = shown(&env, 5);
    assert_eq!((&fifth["on_roll"], &fifth["voters"]), (&json!(5), &json!(4)));
    assert!(fifth["attendance"].as_str().unwrap().contains("陈一 不计入应到(出国半年以上)"));
    env.line("meeting record FJ --kind general --date 2011-03-06 --left-out 陈一:病重 --present 5")
        .ok()
        .says("应到 5 人");
    env.sound();
}

#[test]
fn attendance_is_put_right_person_by_person() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --present 3").ok();
    env.line("meeting attend 1 --present 4 --on-leave 1").ok().says("应到 6 人, 实到 4 人");
    assert_eq!(shown(&env, 1)["absent"], 1);
    env.line("meeting attend 1 --leave 陈一:病假").ok().says("应到 6 人, 实到 5 人");
    env.line("meeting attend 1 --absent 陈二").ok().says("应到 6 人, 实到 4 人");
    env.line("meeting attend 1 --attend 陈一").ok().says("应到 6 人, 实到 5 人");
    env.line("meeting attend 1 --left-out 陈二:病重").ok().says("应到 5 人, 实到 5 人");
    env.line("meeting attend 1 --attend 陈二").ok().says("应到 6 人, 实到 6 人");
    let zh = "已按姓名登记到会情况, 不能再写人数";
    env.refuses("meeting attend 1 --present 3", 3, zh, "attendance is told by names; numbers follow from them");
    env.refuses("meeting attend 1", 2, "缺少", "is missing");
    env.line("meeting attend 1 --due 8").ok().says("所写应到 8 人与 2011-03-01 的名册(6 人)不同, 两者都已保存");
    assert_eq!((&shown(&env, 1)["due"], &shown(&env, 1)["due_told"]), (&json!(6), &json!(8)));
    env.sound();
}

#[test]
fn a_name_shared_elsewhere_means_the_one_on_the_roll() {
    let env = TestEnv::office();
    env.line("member add 张三 --org GF --birth 1970 --joined 2001 --full-on 2002 --entered 2010-03").ok();
    env.line("meeting record FJ --kind general --date 2011-03-01 --chair 张三 --attend 张三").ok();
    let meeting = env.connection().query_row(
        "SELECT person_id, chair_id FROM attendance JOIN meeting ON meeting.id = meeting_id WHERE presence = 'present'",
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    );
    assert_eq!(meeting, Ok((1, 1)));
    env.refuses("meeting record JW --kind general --date 2011-03-01 --attend 张三", 4, "张三", "张三");
    env.line("meeting record JW --kind general --date 2011-03-01 --attend 张三@GF").ok();
    env.line("meeting record FJ --kind general --date 2011-03-01 --present 1").ok().says("可能重复: 已有会议 1");
    let text = "主持人“路人”按文字保存";
    env.line("meeting record FJ --kind general --date 2011-03-02 --chair 路人").ok().says(text);
}

#[test]
fn a_committee_is_who_holds_its_posts() {
    let env = branch();
    env.refuses(
        "meeting record FJ --kind committee --date 2011-03-01 --present 3",
        3,
        "没有登记委员职务, 不知委员人数",
        "no posts are on record",
    );
    env.line("meeting record FJ --kind committee --date 2011-03-01 --present 3 --due 3")
        .ok()
        .says("应到 3 人, 实到 3 人");
    env.line("meeting record FJ --kind committee --date 2011-03-02 --attend 张三,陈一 --leave 陈二").ok();
    assert_eq!(shown(&env, 2)["due"], 3);
    let probationary = "李四: 当日不是正式党员";
    env.refuses(
        "meeting record FJ --kind committee --date 2011-03-03 --attend 李四",
        3,
        probationary,
        "李四: no full member that day",
    );
    for (name, post) in [("张三", "书记"), ("陈一", "organisation"), ("陈二", "宣传委员"), ("陈二", "纪检委员")]
    {
        env.line(&format!("org post add FJ {name} {post} --from 2011-01-01")).ok();
    }
    env.line("meeting record FJ --kind 支委会 --date 2011-04-01 --attend all").ok().says("应到 3 人, 实到 3 人");
    let off = "陈三: 当日没有担任委员职务";
    env.refuses(
        "meeting record FJ --kind committee --date 2011-04-02 --attend 陈三",
        3,
        off,
        "陈三: in no post of the committee that day",
    );
    env.line("meeting resolve 3 --text 通过预算 --for 2 --against 1")
        .ok()
        .says("通过 (应到会有表决权 3 人, 实到 3 人(须至少 2 人), 赞成 2、反对 1、弃权 0(须超过 1.5 人)");
    env.sound();
}

#[test]
fn other_kinds_take_no_roll() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind 专题学习 --date 2011-03-01 --attend 王五,张三 --due 4")
        .ok()
        .says("应到 4 人, 实到 2 人");
    let study = shown(&env, 1);
    assert_eq!((&study["on_roll"], &study["voters"]), (&Value::Null, &Value::Null));
    env.line("meeting record FJ --kind training --date 2011-03-02 --attend all --tier 党员骨干 --form 专题讲座 --measure tiers").ok();
    assert_eq!(shown(&env, 2)["present"], 2, "everybody on the roll of the org");
    let listed = env.json("meeting list --kind training");
    assert_eq!((&listed[0]["tier"], &listed[0]["form"]), (&json!("backbone"), &json!("special-lecture")));
    env.refuses(
        "meeting record FJ --kind study --date 2011-03-01 --present 5 --due 4",
        3,
        "合计 5 人, 多于应到: 所写应到 4 人",
        "5 present, on leave or absent",
    );
    env.sound();
}

#[test]
fn a_vote_passes_by_those_due_not_by_those_present() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,陈一,陈二,李四").ok();
    let ran = env.json("meeting resolve 1 --text 通过年度计划 --for 2 --against 1");
    assert_eq!(ran[0]["result"], "not-passed", "2 of 3 present, but 2 of 5 due");
    let sum = "应到会有表决权 5 人, 实到 3 人(须至少 3 人), 赞成 2、反对 1、弃权 0(须超过 2.5 人)";
    assert!(ran[0]["sum"].as_str().unwrap().starts_with(sum), "{ran}");
    env.line("meeting resolve 1 --text 发展李某 --for 3 --rule recruitment").ok().says("通过 (");
    env.line("meeting resolve 1 --text 选举书记 --for 3 --rule 选举").ok().says("到会人数不足 (");
    env.line("meeting resolve 1 --text 发展王某 --for 2 --rule recruitment --instead 2").ok().says("没有通过 (");
    let zh = "会议 1 (福建商会党支部 2011-03-01 支部党员大会)没有第 4 项决议";
    env.refuses("meeting resolve 1 --text 甲 --for 2 --instead 4", 3, zh, "has no resolution 4");
    env.refuses("meeting resolve 1 --text 甲 --for 2 --instead 0", 3, "没有第 0 项决议", "has no resolution 0");
    assert_eq!(env.json("meeting list")[0]["resolutions"], 3);
    assert_eq!(env.column("meeting find 王某", "id"), [1]);
    assert_eq!(env.json("meeting find 李某"), json!([]));
    assert!(shown(&env, 1)["decisions"].as_str().unwrap().starts_with(&format!("通过年度计划: 没有通过 ({sum}")));
    env.refuses(
        "meeting resolve 1 --text 甲 --for 4",
        3,
        "合计 4 票, 多于实到会有表决权的 3 人",
        "come to 4, more than the 3 voters present",
    );
    env.refuses(
        "meeting resolve 1 --text 甲 --for 5",
        3,
        "5 多于实到 4 人",
        "5 voters or votes, more than the 4 present",
    );
    env.refuses(
        "meeting resolve 1 --text 甲 --for 2 --present 2",
        3,
        "实到会有表决权 3 人, 不是 2 人",
        "by names 3 with a vote were present, not 2",
    );
    env.refuses("meeting resolve 9 --text 甲 --for 2", 4, "没有会议“9”", "there is no meeting “9”");
    env.sound();
}

#[test]
fn a_vote_of_a_meeting_told_by_numbers() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --present 5").ok();
    env.line("meeting resolve 1 --text 甲 --for 3 --abstain 1").ok().says("通过 (应到会有表决权 5 人, 实到 4 人");
    env.line("meeting resolve 1 --text 乙 --for 3 --abstain 1 --present 5").ok().says("实到 5 人(");
    env.refuses(
        "meeting resolve 1 --text 丙 --for 6",
        3,
        "6 多于实到 5 人",
        "6 voters or votes, more than the 5 present",
    );
    env.line("meeting resolve 1 --text 丁 --for 3 --voters 8").ok().says("所写应到会有表决权 8 人与当日名册(5 人)不同");
    env.line("meeting record FJ --kind joint --date 2011-03-02 --present 5").ok();
    env.refuses(
        "meeting resolve 2 --text 甲 --for 3",
        3,
        "不知应到会有表决权的人数",
        "it is not known how many were due to vote",
    );
    env.line("meeting resolve 2 --text 甲 --for 3 --voters 5").ok();
    env.refuses(
        "meeting resolve 2 --text 甲 --for 3 --voters 2",
        3,
        "实到会 3 人, 多于应到会 2 人",
        "3 present, more than the 2 due to vote",
    );
}

#[test]
fn what_cannot_be_of_a_meeting_is_refused() {
    let env = branch();
    let record = |rest: &str| format!("meeting record FJ --kind general {rest}");
    let many = "到会、请假、缺席合计 7 人, 多于应到: 2011-03-01 名册上 6 人";
    env.refuses(
        &record("--date 2011-03-01 --present 7"),
        3,
        many,
        "7 present, on leave or absent, more than were due: 6 on the roll of 2011-03-01",
    );
    env.refuses(&record("--date 2011-03-01 --present 5 --on-leave 2"), 3, many, "7 present");
    env.refuses(&record("--date 2011-03-01 --attend 张三,张三"), 3, "张三 写了两次", "张三 is marked twice");
    env.refuses(&record("--date 2011-03-01 --attend 张三 --leave 1:病假"), 3, "张三 写了两次", "张三 is marked twice");
    let off = "王五: 当日在“光伏协会党支部”的名册上";
    env.refuses(
        &record("--date 2011-03-01 --attend 张三,王五"),
        3,
        off,
        "王五: on the roll of “光伏协会党支部” that day",
    );
    env.refuses(
        &record("--date 2011-03-01 --attend 张三,王五"),
        3,
        "有 1 人不在 2011-03-01 的应到名册上",
        "1 of those named were not due on 2011-03-01",
    );
    env.refuses(&record("--date 2010-06-30 --attend 李四"), 3, "李四: 当日不在任何名册上", "李四: on no roll that day");
    env.refuses(
        &record("--date 2008-05-31 --present 1"),
        3,
        "“福建商会党支部”于 2008-06-01 才成立",
        "was founded on 2008-06-01",
    );
    env.refuses(&record("--date 2011-06-01 --present 1"), 3, "晚于今天", "is later than today");
    env.sound();
}

#[test]
fn what_is_no_meeting_is_refused() {
    let env = branch();
    let record = |rest: &str| format!("meeting record FJ --kind general {rest}");
    for time in ["25:70", "24:00", "14:60"] {
        env.refuses(
            &record(&format!("--date 2011-03-01 --time {time}")),
            2,
            &format!("“{time}”不是存在的时间"),
            &format!("“{time}” is no time of day"),
        );
        env.run(["meeting", "record", "FJ", "--kind", "general", "--date", &format!("2011/3/1  {time}")])
            .exit(2)
            .says("不是存在的时间");
    }
    env.refuses(
        &record("--date 2011-03 --time 14:30"),
        3,
        "只知日期 2011-03, 不能有时间 14:30",
        "the day is known only as 2011-03",
    );
    env.refuses(&record("--date 2011-02-30"), 2, "不是可能的日期", "is no possible date");
    env.refuses(
        "meeting record FJ --kind 茶话会 --date 2011-03-01",
        2,
        "“茶话会”不在可选范围内",
        "“茶话会” is none of the known values",
    );
    env.refuses("meeting record 无此支部 --kind general --date 2011-03-01", 4, "无此支部", "无此支部");
    env.refuses(&record("--date 2011-03-01 --attend 无此人"), 4, "找不到“无此人”", "nobody answers to “无此人”");
    env.refuses(&record("--date 2011-03-01 --attend 张三 --present 1"), 2, "不能同时使用", "exclude each other");
    env.refuses(
        &record("--date 2011-03-01 --left-out 陈一"),
        2,
        "陈一 不计入应到须写原因",
        "to leave out 陈一 takes a reason",
    );
    env.refuses(&record("--date 2011-03-01 --hours 两"), 2, "看不懂时长“两”", "“两” is no length");
    env.refuses(&record("--date 2011-03-01 --money 一万 --to 某人"), 2, "看不懂金额“一万”", "“一万” is no amount");
    env.refuses(
        &record("--date 2011-03-01 --to 某人"),
        2,
        "请写明对象, 以及 --money 或 --goods",
        "name who received it",
    );
    env.refuses(&record("--date 2011-03-01 --minutes 没有.txt"), 7, "没有这个文件", "no such file");
    env.line("org dissolve GF --date 2011-04-01 --reason 合并 --into FJ").ok();
    env.refuses(
        "meeting record GF --kind general --date 2011-04-01",
        3,
        "“光伏协会党支部”已于 2011-04-01 撤销",
        "was dissolved on 2011-04-01",
    );
    env.line(&record("--date 2011-03-01 --present 1")).ok();
    env.line("meeting void 1 --reason 重复登记").ok().says("已作废会议 1");
    env.refuses("meeting resolve 1 --text 甲 --for 1", 3, "已作废: 重复登记", "does not count: 重复登记");
    env.refuses("meeting void 1 --reason 重复登记", 3, "已作废: 重复登记", "does not count: 重复登记");
    env.sound();
}

#[test]
fn a_time_may_stand_behind_the_date() {
    let env = TestEnv::office();
    env.run(["meeting", "record", "FJ", "--kind", "general", "--date", "2011/2/3  14:30"]).ok();
    env.line("meeting record FJ --kind general --date 2011年2月4日 --time 9:05").ok();
    assert_eq!((&shown(&env, 1)["time"], &shown(&env, 2)["time"]), (&json!("14:30"), &json!("09:05")));
    env.run(["meeting", "set", "1", "--date", "2011-02-05 15:00"]).ok();
    assert_eq!((&shown(&env, 1)["date"], &shown(&env, 1)["time"]), (&json!("2011-02-05"), &json!("15:00")));
    env.run(["meeting", "set", "1", "--time", ""]).ok();
    assert_eq!(shown(&env, 1)["time"], Value::Null);
}

#[test]
fn what_was_recorded_wrongly_is_put_right() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 甲 --place 会议室 --present 3 --campaign 甲 --campaign 乙").ok();
    env.run([
        "meeting",
        "set",
        "1",
        "--topic",
        "乙",
        "--place",
        "",
        "--campaign",
        "丙",
        "--recorder",
        "陈一",
        "--remark",
        "补登",
    ])
    .ok();
    let mended = shown(&env, 1);
    assert_eq!((&mended["topic"], &mended["place"], &mended["campaigns"]), (&json!("乙"), &Value::Null, &json!("丙")));
    env.line("meeting set 1 --date 2010-06-30").ok().says("应到 5 人, 实到 3 人");
    env.refuses(
        "meeting set 1 --date 2008-12-31",
        3,
        "合计 3 人, 多于应到: 2008-12-31 名册上 1 人",
        "1 on the roll of 2008-12-31",
    );
    env.line("meeting set 1 --present 4").ok().says("应到 5 人, 实到 4 人");
    env.line("meeting record FJ --kind general --date 2011-03-02 --attend 张三,李四").ok();
    env.refuses("meeting set 2 --date 2010-06-30", 3, "李四: 当日不在任何名册上", "李四: on no roll that day");
    env.line("meeting set 2 --date 2010-07-01").ok().says("应到 6 人, 实到 2 人");
    env.line("meeting set 2 --kind 专题学习").ok();
    assert_eq!(shown(&env, 2)["on_roll"], Value::Null);
    env.line("meeting set 2 --kind general").ok().says("应到 6 人");
    env.line("meeting void 1 --reason 未召开").ok();
    assert_eq!(env.column("meeting list", "voided"), [true, false]);
    assert_eq!(env.column("meeting list --voided", "id"), [1]);
    assert_eq!(shown(&env, 1)["void_reason"], "未召开");
    env.line("meeting set 1 --restore").ok();
    assert_eq!(env.column("meeting list", "voided"), [false, false]);
    env.refuses("meeting set 1", 2, "缺少", "is missing");
    env.sound();
}

#[test]
fn nothing_booked_later_changes_a_past_attendance() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,陈一 --leave 陈二:病假").ok();
    let before = shown(&env, 1);
    env.line("transfer move 陈一 --to GF --date 2011-03-02").ok();
    env.line("member end 陈二 --date 2011-04-01 --reason 去世").ok();
    env.line("member add 赵六 --org FJ --joined 2001 --full-on 2002 --entered 2009-01-01").ok();
    assert_eq!(shown(&env, 1), before);
    let zh = "张三: 当日不在名册上却列入应到 (支部党员大会 2011-03-01 #1) [attendance-off-roll]";
    let en =
        "张三: due at a meeting though not on its roll that day (general meeting 2011-03-01 #1) [attendance-off-roll]";
    env.refuses("transfer move 张三 --to GF --date 2011-03-01", 3, zh, en);
    env.line("meeting void 1 --reason 未召开").ok();
    env.line("transfer move 张三 --to GF --date 2011-03-01").ok();
    let now = shown(&env, 1);
    assert_eq!((&now["attendance"], &now["due"]), (&before["attendance"], &before["due"]));
    env.refuses("meeting set 1 --restore", 3, zh, en);
    env.sound();
}

#[test]
fn meetings_are_found_by_their_words() {
    let env = branch();
    env.write("记录.txt", "会议传达了市委文件。\n张三发言：加快转型升级，推进ＷＴＯ规则学习。");
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 党课教育 --minutes 记录.txt --present 5").ok();
    env.line("meeting record GF --kind lecture --date 2011-03-02 --topic 党的章程 --present 1").ok();
    env.line("meeting resolve 1 --text 通过预算方案 --for 4").ok();
    let found = |text: &str| env.column(&format!("meeting find {text}"), "id");
    assert_eq!(found("党课"), [1]);
    assert_eq!(found("课"), [1]);
    assert_eq!(found("育"), [1], "the last character too");
    assert_eq!(found("党"), [1, 2]);
    assert_eq!(found("课党"), [0; 0]);
    assert_eq!(found("预算"), [1]);
    assert_eq!(found("转型升级"), [1]);
    assert_eq!(found("wto"), [1]);
    assert_eq!(found("党 章程"), [2]);
    assert_eq!(found("党课 章程"), [0; 0]);
    let row = env.json("meeting find 升级");
    assert_eq!(
        (&row[0]["found_in"], &row[0]["snippet"]),
        (&json!("minutes"), &json!("…件。\n张三发言：加快转型升级，推进ＷＴＯ规则学习。"))
    );
    assert_eq!(env.json("meeting find 预算")[0]["found_in"], "resolution");
    env.refuses("meeting find ，", 2, "没有可查找的文字", "there is nothing to search for");
    env.line("meeting set 1 --topic 形势报告").ok();
    assert_eq!((found("党课"), found("形势")), (vec![], vec![json!(1)]));
    env.sound();
}

#[test]
fn the_index_of_words_goes_with_undo_and_is_made_anew() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 党课教育").ok();
    let older = env.operations();
    env.line("meeting record FJ --kind general --date 2011-03-02 --topic 党课心得").ok();
    env.line("meeting set 2 --topic 其他 --dry-run").ok();
    let found = |text: &str| env.column(&format!("meeting find {text}"), "id");
    assert_eq!(found("党课"), [1, 2]);
    env.line(&format!("db undo {older}")).ok();
    assert_eq!(found("党课"), [2]);
    env.line("db undo").ok();
    assert_eq!(found("党课"), [0; 0]);
    env.sound();
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 党课教育").ok();
    let behind = "UPDATE meeting SET topic = '形势报告';
                  UPDATE change SET after = json_set(after, '$.topic', '形势报告') WHERE tbl = 'meeting';
                  DELETE FROM operation_sum";
    env.connection().execute_batch(behind).unwrap();
    assert_eq!(env.run(["db", "check", "-f", "json"]).exit(1).json()[0]["code"], json!("words-stale"));
    env.line("meeting record FJ --kind general --date 2011-03-02").ok();
    env.line("db compact").ok().says("已整理");
    assert!(env.path("a.db.2011-05-31.bak").exists());
    assert_eq!(env.column("meeting find 形势", "id"), [1]);
    env.sound();
    env.line("db compact").ok();
    assert!(env.path("a.db.2011-05-31-2.bak").exists());
}

#[test]
fn charity_and_contests_have_gifts_and_pieces() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind 捐助 --date 2011-03-01 --money 1.5万元 --to 玉树灾区 --campaign 创先争优 --integration 诚信服务 --with 工会").ok();
    env.line("meeting give 1 --to 困难党员 --money 300.50 --goods 大米").ok();
    let charity = shown(&env, 1);
    assert_eq!(charity["gifts"], "玉树灾区: 15000 元; 困难党员: 300.50 元、大米");
    assert_eq!((&charity["partner"], &charity["integration"]), (&json!("trade-union"), &json!("integrity")));
    env.line("meeting record FJ --kind 征文 --date 2011-03-02").ok();
    env.line("meeting entry 2 --title 我的故事 --by 张三 --award 一等奖").ok();
    env.line("meeting entry 2 --title 商会之路 --by 路人").ok().says("作者“路人”不在库中");
    assert_eq!(shown(&env, 2)["entries"], "《我的故事》 张三 (一等奖); 《商会之路》 路人");
    env.refuses(
        "meeting entry 2 --title 我的故事 --by 张三",
        3,
        "张三 的作品“我的故事”已登记",
        "“我的故事” by 张三 is recorded already",
    );
    env.refuses("meeting give 1 --to 某人", 2, "缺少", "is missing");
    assert_eq!(env.column("meeting list --campaign 创先争优", "id"), [1]);
    env.sound();
}

#[test]
fn a_list_is_narrowed_by_org_kind_and_day() {
    let env = TestEnv::office();
    for (org, kind, date) in [
        ("GF", "general", "2011-01-05"),
        ("FJ", "lecture", "2011-02-01"),
        ("FJ", "general", "2011-01-31"),
        ("JW", "joint", "2011-02-01"),
    ] {
        env.line(&format!("meeting record {org} --kind {kind} --date {date}")).ok();
    }
    let ids = |filter: &str| env.column(&format!("meeting list {filter}"), "id");
    assert_eq!(ids(""), [4, 3, 2, 1], "org by org, day by day");
    assert_eq!(ids("--org FJ"), [3, 2]);
    assert_eq!(ids("--under JW"), [4, 3, 2, 1]);
    assert_eq!(ids("--kind general"), [3, 1]);
    assert_eq!(ids("--from 2011-01-31 --to 2011-01"), [3]);
    assert_eq!(ids("--limit 1"), [4]);
    env.refuses("meeting list --from 2011-02 --to 2011-01", 2, "晚于最后一天", "after its last day");
}

#[test]
fn every_verb_can_be_undone_and_redone() {
    for command in [
        "meeting record FJ --kind general --date 2011-04-01 --topic 学习 --attend 张三 --leave 陈一:病假 --left-out 陈二:病重 --campaign 甲 --chair 张三",
        "meeting record FJ --kind charity --date 2011-04-01 --money 1万元 --to 某人",
        "meeting attend 1 --leave 陈一:病假",
        "meeting attend 1 --left-out 张三:病重",
        "meeting resolve 1 --text 通过计划 --for 2",
        "meeting resolve 1 --text 通过计划 --for 2 --instead 1",
        "meeting set 1 --date 2010-07-01 --topic 新题 --campaign 乙 --kind lecture",
        "meeting set 1 --org JW",
        "meeting void 1 --reason 重复",
        "meeting give 1 --to 某人 --goods 大米",
        "meeting entry 1 --title 某文 --by 陈一",
        "org post add FJ 陈三 书记 --from 2011-02-01",
        "org post end FJ 陈一 --date 2011-02-01",
        "org post set FJ 陈一 --from 2010-02-01 --full-time yes",
    ] {
        let env = branch();
        env.line("org post add FJ 陈一 组织委员 --from 2011-01-01").ok();
        env.line(
            "meeting record FJ --kind general --date 2011-03-01 --topic 旧题 --attend 张三,陈一,陈二 --campaign 甲",
        )
        .ok();
        env.line("meeting resolve 1 --text 旧案 --for 1").ok();
        let before = records(&env);
        env.line(command).ok();
        let after = records(&env);
        assert_ne!(before, after, "{command}");
        env.line("db undo").ok();
        assert_eq!(records(&env), before, "undo of {command}");
        let undo = env.operations();
        env.line(&format!("db undo {undo}")).ok();
        assert_eq!(records(&env), after, "redo of {command}");
        env.sound();
    }
}

#[test]
fn votes_in_writing_count_and_are_not_present() {
    let env = TestEnv::new();
    env.line("org add 甲支部 --kind branch --code A --founded 2005-01-01").ok();
    env.line("meeting record A --kind general --date 2011-03-01 --topic 接收 --present 6 --due 10").ok();
    let told = env.json("meeting resolve 1 --text 接收 --for 7 --written 1");
    assert_eq!(told[0]["result"], "passed", "7 of 10, 6 of them there");
    assert!(env.line("meeting show 1").ok().out.contains("实到 6 人、书面意见 1 人"));
    assert!(env.line("meeting show 1 --lang en").ok().out.contains("6 present and 1 in writing"));
    // Half of those due have to be there, whoever writes.
    env.line("meeting record A --kind general --date 2011-04-01 --topic 接收 --present 4 --due 10").ok();
    assert_eq!(env.json("meeting resolve 2 --text 接收 --for 7 --written 3")[0]["result"], "no-quorum");
    env.refuses("meeting resolve 1 --text 再议 --for 8 --written 1", 3, "多于实到 6 人", "more than the 6 present");
    env.refuses("meeting resolve 1 --text 再议 --for 11 --written 5", 3, "多于应到会 10 人", "more than the 10 due");
    env.sound();
    env.line("db undo").ok();
    env.sound();
}

#[test]
fn votes_in_writing_are_held_against_those_due_as_typed_where_the_roll_is_not_complete() {
    // One full member and one on probation on the roll; ten were due, nine of whom voted.
    let env = TestEnv::office();
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 甲 --present 6 --due 10").ok();
    let told = env.line("meeting resolve 1 --text 甲案 --for 9 --written 3").ok();
    assert!(told.err.contains("10 人与当日名册(1 人)不同"), "{}", told.err);
    assert!(env.line("meeting show 1").ok().out.contains("应到会有表决权 10 人, 实到 6 人、书面意见 3 人"));
    // What is more than those due is refused, with the counts.
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 11 --written 5",
        3,
        "实到会 6 人(另有书面意见 5 人), 多于应到会 10 人",
        "6 present (and 5 in writing), more than the 10",
    );
    env.refuses(
        "meeting resolve 1 --text 乙案 --for 11 --written 5 --voters 10",
        3,
        "多于应到会 10 人",
        "more than the 10 due",
    );
    // By names: whoever was there, and three who wrote.
    env.line("meeting record FJ --kind general --date 2011-04-01 --topic 乙 --attend 张三 --due 10").ok();
    env.line("meeting resolve 2 --text 乙案 --for 4 --written 3").ok();
    env.refuses(
        "meeting resolve 2 --text 丙案 --for 5 --written 3",
        3,
        "票数 2 多于实到 1 人",
        "2 voters or votes, more than the 1 present",
    );
    env.sound();
}

#[test]
fn whose_category_is_not_known_is_named_with_the_way_to_the_vote() {
    let env = TestEnv::office();
    env.line("member add 孙七 --org FJ --joined 2003-07-01 --entered 2008-06-01").ok();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,孙七").ok();
    env.refuses(
        "meeting resolve 1 --text 甲案 --for 2",
        3,
        "孙七 类别不详, 没有计入表决权; 是正式党员的, 先用 member set 编号 --category 正式党员 更正, 再用 meeting set 1 --date 2011-03-01",
        "as what 孙七 stand on the roll is not known",
    );
    env.refuses(
        "activist convert 孙七 --date 2011-03-01 --voters 2 --present 2 --for 2",
        3,
        "member set 4 --category 预备党员",
        "category unknown",
    );
    env.refuses(
        "meeting record GF --kind committee --date 2011-03-01 --due 3 --attend 孙七@FJ",
        3,
        "当日在“福建商会党支部”",
        "on the roll of",
    );
    env.refuses(
        "meeting record FJ --kind committee --date 2011-03-01 --due 3 --attend 孙七",
        3,
        "孙七: 当日类别不详",
        "category not known",
    );
    env.line("member set 孙七 --category full").ok();
    env.line("meeting set 1 --date 2011-03-01").ok().says("孙七: 有表决权: 否 → 是");
    env.line("meeting set 1 --date 2011-03-01").ok().says("没有改动");
    assert_eq!(env.json("meeting resolve 1 --text 甲案 --for 2")[0]["result"], "passed");
    env.sound();
}

#[test]
fn a_vote_follows_attendance_that_is_put_right() {
    let env = branch();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,陈一,陈二").ok();
    env.line("meeting resolve 1 --text 甲 --for 3").ok().says("通过 (");
    let zh = "第 1 项决议“甲”: 有表决权的到会人数或票数 3 多于实到 2 人";
    env.refuses("meeting attend 1 --leave 陈二:病假", 3, zh, "resolution 1, “甲”: 3 voters or votes");
    env.line("meeting resolve 1 --text 甲 --for 2 --instead 1").ok().says("赞成: 3 → 2");
    let told = "第 1 项决议“甲”随到会情况重新计算: 到会人数不足 (应到会有表决权 5 人, 实到 2 人";
    env.line("meeting attend 1 --leave 陈二:病假")
        .ok()
        .says(told)
        .says("实到会: 3 → 2")
        .says("陈二: 到会: 出席 → 请假");
    assert!(
        shown(&env, 1)["decisions"].as_str().unwrap().starts_with("甲: 到会人数不足 (应到会有表决权 5 人, 实到 2 人")
    );
    env.line("meeting attend 1 --left-out 陈三:出国").ok().says("应到会有表决权 4 人, 实到 2 人");
    env.line("meeting record FJ --kind general --date 2011-03-02 --present 3").ok();
    env.line("meeting resolve 2 --text 乙 --for 3").ok();
    env.refuses("meeting attend 2 --present 2", 3, "第 1 项决议“乙”", "resolution 1, “乙”");
    env.refuses("meeting set 2 --present 2", 3, "第 1 项决议“乙”", "resolution 1, “乙”");
    env.line("meeting attend 2 --present 4").ok();
    env.sound();
}
