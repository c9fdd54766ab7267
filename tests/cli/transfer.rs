//! Transfers: out with a letter, in, within, mended, cancelled, on paper, from files.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// Who stands on which roll, on a day.
fn rolls(env: &TestEnv, day: &str) -> Vec<String> {
    let rows = env.json(&format!("member list --as-of {day}"));
    let line = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text("name"), text("org"), text("category"))
    };
    rows.as_array().unwrap().iter().map(line).collect()
}

fn states(env: &TestEnv, day: &str) -> Vec<Value> {
    env.column(&format!("transfer list --as-of {day}"), "state")
}

/// A letter for 张三, of 1 March, good for thirty days.
fn with_letter() -> TestEnv {
    let env = TestEnv::office();
    env.line("transfer out 张三 --to 杭州市西湖区委组织部 --date 2011-03-01 --dues-until 2011-02")
        .ok()
        .says("已开出介绍信 2011-0001: 张三 转往 杭州市西湖区委组织部, 有效期 30 天 (转接 1)");
    env
}

#[test]
fn a_letter_changes_the_roll_on_the_day_of_its_receipt() {
    let env = with_letter();
    let listed = env.json("transfer list --as-of 2011-03-31");
    let mut expected = json!({
        "id": 1, "letter_no": "2011-0001", "person": "张三", "direction": "out", "from": "福建商会党支部",
        "to": "杭州市西湖区委组织部", "issued": "2011-03-01", "valid_days": 30, "expires": "2011-03-31", "received": null,
        "state": "issued", "dues_until": "2011-02",
    });
    assert_eq!(listed, json!([expected]));
    assert_eq!(states(&env, "2011-04-01"), ["expired"]);
    assert_eq!(env.json("transfer list --as-of 2011-02-28"), json!([]));
    assert_eq!(rolls(&env, "2011-05-31").len(), 3, "still on the old roll");
    env.line("transfer receipt 2011-0001 --date 2011-04-10").ok().says("在介绍信过期(2011-03-31)之后");
    assert_eq!(rolls(&env, "2011-04-09").len(), 3);
    assert_eq!(rolls(&env, "2011-04-10"), ["李四 福建商会党支部 probationary", "王五 光伏协会党支部 full"]);
    assert_eq!(states(&env, "2011-04-09"), ["expired"], "that day it was not in yet");
    assert_eq!(states(&env, "2011-04-10"), ["received"]);
    (expected["received"], expected["state"]) = (json!("2011-04-10"), json!("received"));
    assert_eq!(env.json("transfer list"), json!([expected]));
    let history = env.json("member show 张三 --history");
    assert_eq!(history[2]["until"], "2011-04-10");
    assert_eq!((&history[2]["ended"], &history[2]["detail"]), (&json!("out"), &json!("杭州市西湖区委组织部")));
    env.sound();
}

#[test]
fn letter_numbers_run_by_year_and_never_repeat() {
    let env = with_letter();
    env.line("db undo").ok();
    let row = env.json("transfer out 张三 --to 杭州市委 --date 2011-03-01");
    assert_eq!((&row[0]["letter_no"], &row[0]["id"]), (&json!("2011-0002"), &json!(1)));
    assert_eq!(env.json("transfer out 王五 --to 杭州市委 --date 2010-12-31")[0]["letter_no"], "2010-0001");
    env.line("transfer cancel 2010-0001 --reason 不去了").ok();
    env.line("transfer out 王五 --to 杭州市委 --date 2011-04-01 --letter 2011-0007").ok();
    env.refuses(
        "transfer out 李四 --to 杭州市委 --date 2011-05-01 --letter 2011-0007",
        3,
        "介绍信编号 2011-0007 已用于转接 3 (王五, 转出, 介绍信 2011-0007, 2011-04-01)",
        "letter number 2011-0007 was used for transfer 3",
    );
    env.refuses(
        "transfer out 李四 --to 杭州市委 --date 2011-05-01 --letter 2010-0001",
        3,
        "介绍信编号 2010-0001 已用于转接 2",
        "letter number 2010-0001 was used for transfer 2",
    );
    assert_eq!(env.json("transfer out 李四 --to 杭州市委 --date 2011-05-01")[0]["letter_no"], "2011-0008");
    env.sound();
}

#[test]
fn a_letter_is_good_for_as_long_as_the_norm_says() {
    let env = TestEnv::office();
    let days = |line: &str| {
        env.line(line).ok();
        let days = env.column("transfer list --open", "valid_days").pop().unwrap();
        env.line("db undo").ok();
        days
    };
    assert_eq!(days("transfer out 张三 --to 杭州市委 --date 2011-03-01"), 30);
    assert_eq!(days("transfer out 张三 --to 嘉兴市南湖区委组织部 --date 2011-03-01"), 10, "the city of the committee");
    assert_eq!(days("transfer out 张三 --to GF --date 2011-03-01"), 10, "an org of ours");
    assert_eq!(days("transfer out 张三 --to 杭州市委 --date 2011-03-01 --valid 90"), 90);
    env.line("transfer out 张三 --to 杭州市委 --date 2011-03-01 --valid 91").ok().says("有效期 91 天 (T5 ");
    env.line("org add 独立支部 --kind branch --founded 2008").ok();
    env.line("member add 孙八 --org 独立支部 --entered 2008").ok();
    env.line("transfer out 孙八 --to 杭州市委 --date 2011-03-01").ok().says("“独立支部”之上没有登记基层党委 (T2 ");
    env.line("member lost 李四 --date 2010-08-01").ok();
    env.line("transfer out 李四 --to 杭州市委 --date 2011-03-01").ok().says("李四 自 2010-08-01 失去联系 (T18 ");
    env.line("transfer out 李四 --to 杭州市委 --date 2011-03-01 --valid 0").exit(2);
}

#[test]
fn a_part_of_a_name_is_no_org_of_ours_and_said_so() {
    let env = TestEnv::office();
    let zh = "“光伏”按外单位登记; 若指库中的“光伏协会党支部”, 请写其代码或全名";
    env.line("transfer out 张三 --to 光伏 --date 2011-03-01").ok().says(zh);
    assert_eq!(env.json("transfer list")[0]["direction"], "out");
    let twice = env.json("transfer move 李四 2 --to GF --date 2011-03-01");
    assert_eq!(twice[0]["moved"], 1, "who is named twice moves once");
}

#[test]
fn what_cannot_be_of_a_letter_is_refused_by_name() {
    let env = with_letter();
    let open = "还有未收到回执的转接 1 (张三, 转出, 介绍信 2011-0001, 2011-03-01)";
    let open_en = "transfer 1 (张三, out, letter 2011-0001, 2011-03-01) is still open";
    env.refuses("transfer out 张三 --to 宁波市委 --date 2011-03-02", 3, open, open_en);
    env.refuses("transfer move 张三 --to GF --date 2011-03-02", 3, open, open_en);
    env.refuses("transfer move --all-of FJ --to GF --date 2011-03-02", 3, open, open_en);
    env.refuses(
        "transfer receipt 1 --date 2011-02-28",
        3,
        "回执日期 2011-02-28 早于介绍信: 转接 1",
        "the receipt, 2011-02-28, is before the letter: transfer 1",
    );
    env.refuses("transfer receipt 1 --date 2011-06-01", 3, "晚于今天", "is later than today");
    env.refuses("transfer receipt 9 --date 2011-04-01", 4, "没有转接“9”", "there is no transfer “9”");
    env.refuses(
        "transfer cancel 1 --reason 误 --date 2011-02-01",
        3,
        "撤销日期 2011-02-01 早于转接 1",
        "2011-02-01 is before what it would cancel",
    );
    env.refuses(
        "transfer out 李四 --to 宁波市委 --date 2010-06-30",
        3,
        "李四 自 2010-07-01 才在“福建商会党支部”在册, 2010-06-30 还不在",
        "came onto the roll of “福建商会党支部” on 2010-07-01 only, after 2010-06-30",
    );
    env.refuses("transfer out 李四 --to 宁波市委 --date 2011-06-01", 3, "晚于今天", "is later than today");
    env.refuses(
        "transfer out 李四 --to FJ --date 2011-03-01",
        3,
        "就是现在所在的党组织",
        "is the org the person is in",
    );
    env.refuses("transfer out 李四 --to XYZ --date 2011-03-01", 4, "找不到党组织“XYZ”", "no org answers to “XYZ”");
    env.refuses("transfer out 没有的 --to 宁波市委 --date 2011-03-01", 4, "找不到“没有的”", "nobody answers to");
    env.line("org add 旧支部 --kind branch --founded 2005 --code JIU").ok();
    env.line("org dissolve JIU --date 2011-01-01 --reason 撤").ok();
    env.refuses(
        "transfer out 李四 --to 旧支部 --date 2011-03-01",
        3,
        "“旧支部”已于 2011-01-01 撤销",
        "“旧支部” was dissolved on 2011-01-01",
    );
    env.refuses(
        "transfer move 李四 --to JIU --date 2011-03-01",
        3,
        "“旧支部”已于 2011-01-01 撤销",
        "was dissolved on 2011-01-01",
    );
    env.refuses(
        "transfer in 新人 --from 外地 --to JIU --date 2011-03-01",
        3,
        "“旧支部”已于 2011-01-01 撤销",
        "was dissolved on 2011-01-01",
    );
    env.refuses("transfer move 李四 --to 没有的支部 --date 2011-03-01", 4, "找不到党组织", "no org answers");
    env.refuses(
        "transfer out 李四 --to 宁波市委 --date 2011-03-01 --dues-until 2011-02-01",
        2,
        "请写到月",
        "give a month",
    );
    env.line("transfer cancel 1 --reason 不去了").ok();
    env.refuses("transfer receipt 1 --date 2011-04-01", 3, "已于 2011-05-31 撤销", "was cancelled on 2011-05-31");
    env.refuses("transfer cancel 1 --reason 又", 3, "已于 2011-05-31 撤销", "was cancelled on 2011-05-31");
    env.refuses("transfer letter 1", 3, "已于 2011-05-31 撤销", "was cancelled on 2011-05-31");
    env.line("member end 王五 --date 2011-02-01 --reason deceased").ok();
    env.refuses(
        "transfer out 王五 --to 宁波市委 --date 2011-01-15",
        3,
        "王五 已于 2011-02-01 离开“光伏协会党支部”(去世)",
        "王五 left “光伏协会党支部” on 2011-02-01 (deceased)",
    );
    env.refuses(
        "transfer in 3 --from 宁波 --to FJ --date 2011-04-15",
        3,
        "王五 已于 2011-02-01 离开“光伏协会党支部”(去世)",
        "(deceased)",
    );
    env.sound();
}

#[test]
fn cancelling_puts_everything_back() {
    let env = TestEnv::office();
    env.line("member flow out 张三 --to 上海 --date 2010-09-01").ok();
    env.line("member suspend 张三 --date 2011-01-01 --reason 调查").ok();
    let before = (env.json("member list"), env.json("member show 张三 --history"));
    env.line("transfer out 张三 --to 杭州市委 --date 2011-03-01").ok();
    env.line("transfer receipt 1 --date 2011-03-20").ok();
    let gone = env.json("member show 张三 --history");
    assert_eq!(gone.as_array().unwrap().iter().filter(|row| row["until"] == "2011-03-20").count(), 3, "{gone}");
    env.sound();
    env.line("transfer cancel 1 --reason 未去 --date 2011-04-01")
        .ok()
        .says("已撤销转接 1 (张三, 转出, 介绍信 2011-0001, 2011-03-01)");
    assert_eq!((env.json("member list"), env.json("member show 张三 --history")), before);
    assert_eq!(states(&env, "2011-03-31"), ["issued"]);
    assert_eq!(states(&env, "2011-04-01"), ["cancelled"]);
    let shown = env.json("transfer show 1");
    assert_eq!((&shown[0]["cancelled"], &shown[0]["cancel_reason"]), (&json!("2011-04-01"), &json!("未去")));
    env.line("transfer out 张三 --to 杭州市委 --date 2011-04-02").ok();
    env.sound();
}

#[test]
fn what_began_after_the_receipt_is_not_lost() {
    let env = with_letter();
    env.line("member lost 张三 --date 2011-04-20").ok();
    env.refuses(
        "transfer receipt 1 --date 2011-04-01",
        3,
        "张三: 失去联系自 2011-04-20 起, 晚于离开名册的日期 2011-04-01",
        "张三: out of touch from 2011-04-20, after the day of leaving the roll",
    );
    env.line("transfer receipt 1 --date 2011-04-21").ok();
    env.sound();
}

#[test]
fn whoever_was_here_before_has_one_record() {
    let env = with_letter();
    env.line("transfer receipt 1 --date 2011-03-20").ok();
    env.refuses(
        "transfer in 张三 --id-no 330402198001011236 --from 杭州市委 --to GF --date 2011-03-19",
        3,
        "张三 于 2011-03-20 才离开“福建商会党支部”(转出), 晚于 2011-03-19",
        "张三 left “福建商会党支部” only on 2011-03-20 (transferred out), after 2011-03-19",
    );
    env.line("transfer in 张三 --id-no 330402198001011236 --from 杭州市委 --to GF --date 2011-05-01 --phone 13900001111 --letter 杭西12号").ok().says("张三(编号 1, 曾在册)于 2011-05-01 转入 光伏协会党支部");
    assert_eq!(rolls(&env, "2011-04-30").len(), 2);
    assert_eq!(rolls(&env, "2011-05-01")[0], "张三 光伏协会党支部 full");
    assert_eq!(env.json("member show 1 --reveal")[0]["phone"], "13900001111");
    assert_eq!(env.json("db info")[0]["people"], 3);
    env.refuses(
        "transfer in 1 --from 杭州市委 --to FJ --date 2011-05-02",
        3,
        "张三 自 2011-05-01 已在“光伏协会党支部”在册",
        "张三 is on the roll of “光伏协会党支部” since 2011-05-01",
    );
    env.refuses(
        "transfer set 1 --received 2011-05-02",
        3,
        "2011-05-01 起在“光伏协会党支部”在册(转入)相抵触",
        "collides with the one in “光伏协会党支部” from 2011-05-01 (transferred in)",
    );
    env.refuses("transfer cancel 1 --reason 误", 3, "相抵触", "collides with");
    env.sound();
}

#[test]
fn without_an_identity_number_nobody_is_guessed() {
    let env = TestEnv::office();
    env.line("transfer out 王五 --to 杭州市委 --date 2011-01-10").ok();
    env.line("transfer receipt 1 --date 2011-01-20").ok();
    let ran = env.line("transfer in 王五 --from 杭州市委 --to FJ --date 2011-05-01").exit(4);
    drop(ran.says("库中已有“王五”, 可能是同一人").says("  3  王五  光伏协会党支部  1969").says("--new"));
    env.refuses(
        "transfer in 王五 --birth 1969 --from 杭州市委 --to FJ --date 2011-05-01",
        4,
        "可能是同一人",
        "perhaps the same person",
    );
    // Another birth is another person, whatever the name; the very day of birth is this one.
    env.line(
        "transfer in 王五 --birth 1980-01-01 --from 杭州市委 --to FJ --date 2011-05-01 --joined 2001 --full-on 2002",
    )
    .ok()
    .says("王五(编号 4)于");
    env.line("transfer in 王五 --birth 1969-03-02 --from 杭州市委 --to FJ --date 2011-05-01")
        .ok()
        .says("王五(编号 3, 曾在册)于");
    env.line("transfer in 张三 --new --from 宁波市委 --to GF --date 2011-05-01 --joined 2001 --full-on 2002")
        .ok()
        .says("张三(编号 5)于");
    env.refuses(
        "transfer in 钱九 --id-no 330402198001011236 --from 杭州市委 --to FJ --date 2011-05-01",
        3,
        "身份证号已登记在 张三(编号 1)名下",
        "the identity number belongs to 张三 (number 1)",
    );
    env.refuses(
        "transfer in 钱九 --from 杭州市委 --to FJ --date 2011-05-01 --joined 2011-05-02",
        3,
        "进入本支部早于入党",
        "is before joining",
    );
    assert_eq!(env.column("transfer list --direction in", "person"), ["王五", "王五", "张三"]);
    env.sound();
}

#[test]
fn a_probationary_member_brings_the_dates_along() {
    let env = TestEnv::office();
    env.line("transfer out 李四 --to 杭州市委 --date 2011-02-01").ok();
    env.line("transfer receipt 1 --date 2011-02-10").ok();
    env.line("transfer in 李四 --birth 1975 --from 杭州市委 --to GF --date 2011-04-01").exit(4);
    env.line("transfer in 2 --from 杭州市委 --to GF --date 2011-04-01").ok();
    let row = &env.json("member show 李四")[0];
    assert_eq!(
        (&row["category"], &row["joined"], &row["entered"]),
        (&json!("probationary"), &json!("2010-07-01"), &json!("2011-04-01"))
    );
    env.sound();
}

#[test]
fn moves_within_the_tree_are_one_operation() {
    let env = TestEnv::office();
    env.line("member flow out 张三 --to 上海 --date 2010-09-01").ok();
    let row = env.json("transfer move --all-of FJ --to GF --date 2011-04-01");
    assert_eq!((&row[0]["moved"], &row[0]["operation"]), (&json!(2), &json!(10)));
    assert_eq!(env.column("org list --kind branch --as-of 2011-03-31", "members"), [2, 1]);
    assert_eq!(env.column("org list --kind branch --as-of 2011-04-01", "members"), [0, 3]);
    assert_eq!(env.json("member show 张三")[0]["floating"], true, "figures follow the roll, not the place");
    let rows = env.json("transfer list --direction within");
    assert_eq!(rows[0]["received"], "2011-04-01");
    assert_eq!((&rows[0]["letter_no"], &rows[0]["expires"]), (&Value::Null, &Value::Null));
    env.refuses(
        "transfer move 张三 --to GF --date 2011-05-01",
        3,
        "张三 已在“光伏协会党支部”",
        "张三 is in “光伏协会党支部” already",
    );
    env.refuses(
        "transfer move --all-of FJ --to GF --date 2011-05-01",
        3,
        "“福建商会党支部”名册上没有人",
        "nobody is on the roll of “福建商会党支部”",
    );
    env.refuses(
        "transfer move 张三 王五 --to FJ --date 2011-04-01",
        3,
        "张三 自 2011-04-01 才在“光伏协会党支部”在册",
        "came onto the roll of “光伏协会党支部” on 2011-04-01 only",
    );
    env.refuses(
        "transfer letter 1",
        3,
        "没有本方的介绍信: 转接 1 (张三, 系统内, 2011-04-01)",
        "there is no letter of ours: transfer 1",
    );
    env.refuses("transfer receipt 1 --date 2011-05-01", 3, "已于 2011-04-01 收到回执", "was received on 2011-04-01");
    // One of them comes back, the other stays: each by its own.
    env.line("transfer cancel 1 --reason 误").ok();
    assert_eq!(
        rolls(&env, "2011-05-31"),
        ["张三 福建商会党支部 full", "李四 光伏协会党支部 probationary", "王五 光伏协会党支部 full"]
    );
    env.sound();
    env.line("db undo").ok();
    env.line("db undo 10").ok();
    assert_eq!(env.column("org list --kind branch", "members"), [2, 1]);
}

#[test]
fn a_move_dated_before_a_conversion_leaves_it_to_the_new_org() {
    let env = TestEnv::office();
    env.line("member set 李四 --full-on 2011-05-01").ok();
    env.line("transfer move 李四 --to GF --date 2011-04-01").ok();
    let history = env.json("member show 李四 --history");
    let rows: Vec<String> = history
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["org"].is_string())
        .map(|row| format!("{} {} {}", row["since"], row["org"], row["category"]))
        .collect();
    assert_eq!(
        rows,
        [
            r#""2010-07-01" "福建商会党支部" "probationary""#,
            r#""2011-04-01" "光伏协会党支部" "probationary""#,
            r#""2011-05-01" "光伏协会党支部" "full""#
        ]
    );
    env.sound();
    // And back again when the day is mended, or the move never was.
    env.line("transfer set 1 --date 2011-05-10").ok();
    assert_eq!(rolls(&env, "2011-05-09")[1], "李四 福建商会党支部 full");
    assert_eq!(rolls(&env, "2011-05-10")[1], "李四 光伏协会党支部 full");
    env.sound();
    env.line("transfer cancel 1 --reason 误").ok();
    assert_eq!(rolls(&env, "2011-05-31")[1], "李四 福建商会党支部 full");
    env.sound();
}

#[test]
fn a_letter_to_an_org_of_ours_takes_the_person_there() {
    let env = TestEnv::office();
    env.line("transfer out 张三 --to 光伏支部 --date 2011-03-01").ok();
    assert_eq!(env.json("transfer list")[0]["direction"], "within");
    assert_eq!(rolls(&env, "2011-05-31")[0], "张三 福建商会党支部 full");
    env.line("transfer receipt 1 --date 2011-03-05")
        .ok()
        .says("张三 于 2011-03-05 由 福建商会党支部 转到 光伏协会党支部");
    assert_eq!(rolls(&env, "2011-03-04")[0], "张三 福建商会党支部 full");
    assert_eq!(rolls(&env, "2011-03-05")[0], "张三 光伏协会党支部 full");
    env.sound();
    env.line("org add 市委组织部 --kind superior --code SW").ok();
    env.line("transfer out 李四 --to SW --date 2011-03-01").ok();
    assert_eq!(env.column("transfer list", "direction"), ["within", "out"], "the superior keeps no roll of ours");
    env.line("transfer receipt 2 --date 2011-03-08").ok();
    assert_eq!(rolls(&env, "2011-05-31").len(), 2);
    env.sound();
}

#[test]
fn a_booked_transfer_is_mended_and_the_roll_follows() {
    let env = with_letter();
    env.line(
        "transfer set 1 --date 2011-02-01 --to 宁波市委 --letter 甲1号 --valid 20 --dues-until 2011-01 --remark 重开",
    )
    .ok()
    .says("已更正转接 1 (张三)");
    let row = &env.json("transfer show 甲1号")[0];
    assert_eq!(
        (&row["issued"], &row["expires"], &row["to"], &row["remark"]),
        (&json!("2011-02-01"), &json!("2011-02-21"), &json!("宁波市委"), &json!("重开"))
    );
    env.refuses(
        "transfer set 1 --received 2011-04-01",
        3,
        "没有可更正的回执: 转接 1",
        "there is no receipt to be mended: transfer 1",
    );
    env.refuses(
        "transfer set 1 --date 2008-05-01",
        3,
        "张三 自 2008-06-01 才在",
        "on 2008-06-01 only, after 2008-05-01",
    );
    env.refuses("transfer set 1 --from 他处", 3, "转出党组织由名册决定", "where it comes from follows from the roll");
    env.refuses("transfer set 1 --to FJ", 3, "就是现在所在的党组织", "is the org the person is in");
    env.line("transfer set 1").exit(2);
    env.line("transfer receipt 1 --date 2011-02-15").ok();
    env.line("transfer set 1 --received 2011-02-18 --to 温州市委").ok();
    assert_eq!((rolls(&env, "2011-02-17").len(), rolls(&env, "2011-02-18").len()), (3, 2));
    assert_eq!(env.json("member show 张三 --history")[2]["detail"], "温州市委");
    env.refuses(
        "transfer set 1 --date 2011-02-19",
        3,
        "回执日期 2011-02-18 早于介绍信",
        "the receipt, 2011-02-18, is before the letter",
    );
    env.refuses("transfer set 1 --to GF", 3, "不能更正为系统内", "cannot become within");
    env.refuses("member set 张三 --ended 2011-02-20", 3, "名册与转接记录不符", "the roll and the transfers disagree");
    env.line("transfer set 1 --to 温州市委").ok().says("没有需要改动的内容");
    env.line("transfer in 孙八 --from 台州 --to GF --date 2011-03-01 --joined 2001 --full-on 2002").ok();
    env.line("transfer set 2 --date 2011-03-10 --to FJ --from 台州市委").ok();
    assert_eq!(rolls(&env, "2011-03-09").len(), 2);
    assert_eq!(rolls(&env, "2011-03-10")[2], "孙八 福建商会党支部 full");
    env.refuses("transfer set 2 --received 2011-03-11", 3, "没有可更正的回执", "there is no receipt to be mended");
    env.refuses("member set 孙八 --org GF --correct", 3, "名册与转接记录不符", "the roll and the transfers disagree");
    env.line("transfer cancel 2 --reason 误").ok();
    assert_eq!(rolls(&env, "2011-05-31").len(), 2);
    env.sound();
}

#[test]
fn what_is_overdue_is_listed_by_the_norms() {
    let env = with_letter();
    env.line("transfer out 王五 --to 宁波市委 --date 2011-03-02 --valid 60").ok();
    env.line("member flow out 李四 --to 上海 --date 2010-11-01").ok();
    let ids = |day: &str| env.column(&format!("transfer list --expired --as-of {day}"), "id");
    // The receipt of 1 March is due by 1 April; the letter itself is good until 31 March.
    assert_eq!(ids("2011-03-31"), Vec::<Value>::new());
    assert_eq!(ids("2011-04-01"), [1]);
    // The other letter is good until 1 May, but its receipt is due by 2 April.
    assert_eq!((ids("2011-04-02"), ids("2011-04-03")), (vec![json!(1)], vec![json!(1), json!(2)]));
    // Six months from 1 November are over on 1 May.
    assert_eq!((ids("2011-05-01").len(), ids("2011-05-02").len()), (2, 3));
    let away = env.json("transfer list --expired")[2].clone();
    assert_eq!(
        (&away["person"], &away["direction"], &away["to"], &away["expires"]),
        (&json!("李四"), &json!("floating"), &json!("上海"), &json!("2011-05-01"))
    );
    env.line("transfer list --expired")
        .ok()
        .says("逾期: 外出流动超期 1 (T15)、介绍信已过期 2 (T5)、回执逾期未到 2 (T6)");
    env.line("transfer list --expired --as-of 2011-10-02").ok().says("介绍信过期后长期未转接 1 (T12)");
    env.line("transfer list --expired --direction in --fail-on-empty").exit(1);
    assert_eq!(env.column("transfer list --open --direction 转出", "id"), [1, 2]);
    assert_eq!(env.column("transfer list --sort -issued --limit 1", "id"), [2]);
    env.line("transfer receipt 1 --date 2011-05-20").ok();
    assert_eq!(env.column("transfer list --expired", "id"), [json!(2), Value::Null]);
    assert_eq!(ids("2011-05-19").len(), 3, "a past day stays as it was");
}

#[test]
fn a_letter_is_printed_whole_and_noted() {
    let env = with_letter();
    env.line("member set 张三 --ethnicity 汉族 --address <b>南湖</b>").ok();
    let looks = |env: &TestEnv| -> i64 {
        env.connection().query_row("SELECT count(*) FROM access", [], |row| row.get(0)).unwrap()
    };
    let before = looks(&env);
    env.line("transfer letter 1 -o letter.html --address 中山路1号<&> --tel 0573-82001234 --fax 0573-82005678 --postcode 314000").ok().says("已写入 letter.html");
    assert_eq!(looks(&env), before + 1);
    let page = std::fs::read_to_string(env.path("letter.html")).unwrap();
    assert!(!page.contains("<b>{{") && !page.contains("</b>{{"), "a slot was left");
    for text in [
        "2011-0001",
        "张三",
        "男",
        ">31<",
        ">汉<",
        "正式党员",
        "330402198001011236",
        "福建商会党支部",
        "杭州市西湖区委组织部",
        "贰零壹壹年零贰月",
        "叁拾",
        "贰零壹壹年零叁月零壹日",
        "嘉兴市工商联党委",
        "13812345678",
        "中山路1号&lt;&amp;&gt;",
        "0573-82001234",
        "0573-82005678",
        "314000",
        "存根",
        "回执联",
        "骑缝章",
        "经办人",
    ] {
        assert!(page.contains(text), "{text} is not on the page");
    }
    assert!(!page.contains("http"), "one file, no network");
    assert!(page.contains("请接转组织关系。该同志党费已交到") && !page.contains("请转接"), "{page}");
    assert!(
        page.contains("<p class=\"sign\">（盖　章）</p>"),
        "the seal stands at the foot of the letter, and no name"
    );
    assert_eq!(page.matches("嘉兴市工商联党委").count(), 1, "only where the receipt goes back to");
    env.line("transfer letter 1 -o letter.txt").ok();
    let text = std::fs::read_to_string(env.path("letter.txt")).unwrap();
    assert!(text.contains("330402198001011236") && text.contains("叁拾"), "{text}");
    let slots = env.json("transfer letter 2011-0001");
    assert_eq!(
        (&slots[0]["id_no"], &slots[0]["valid_capitals"], &slots[0]["age"]),
        (&json!("330402198001011236"), &json!("叁拾"), &json!("31"))
    );
    assert_eq!(looks(&env), before + 3);
    env.line("transfer letter 1 -o letter.pdf").exit(2).says("不能写 .pdf 文件");
    env.refuses("transfer letter 1 --as-of 2011-03-02", 2, "该命令用不上选项 --as-of", "no use for --as-of");
    assert!(!env.line("transfer show 1").ok().out.contains("330402198001011236"));
}

#[test]
fn a_text_on_the_letter_never_becomes_a_slot() {
    let env = TestEnv::office();
    env.run(["transfer", "out", "张三", "--to", "{{id_no}}市委<script>", "--date", "2011-03-01"]).ok();
    env.line("transfer letter 1 -o letter.html").ok();
    let page = std::fs::read_to_string(env.path("letter.html")).unwrap();
    assert!(page.contains("&#123;&#123;id_no}}市委&lt;script&gt;"), "{page}");
}

#[test]
fn transfers_go_out_to_a_file_and_come_in_again() {
    let env = with_letter();
    env.line("transfer receipt 1 --date 2011-03-20").ok();
    env.line(
        "transfer in 孙八 --from 台州市委 --to GF --date 2011-03-01 --birth 1970-01-01 --joined 2001 --full-on 2002",
    )
    .ok();
    env.line("transfer move 王五 --to FJ --date 2011-04-01").ok();
    env.line("transfer out 李四 --to 宁波市委 --date 2011-04-02").ok();
    env.line("transfer cancel 4 --reason 不去了 --date 2011-04-10").ok();
    env.line("transfer export --reveal -o t.csv").ok();
    let operations = env.operations();
    env.line("transfer import t.csv").ok().says("新增 0, 更新 0, 未变 4, 拒绝 0; 没有需要改动的内容");
    assert_eq!(env.operations(), operations);
    let listed = env.json("transfer list");
    // The same rows into the office as it was before them.
    let other = TestEnv::office();
    other.write("t.csv", std::fs::read(env.path("t.csv")).unwrap());
    other.line("transfer import t.csv").ok().says("新增 4, 更新 0, 未变 0, 拒绝 0");
    let keep = |rows: &Value| -> Vec<String> {
        let mut lines: Vec<String> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                format!(
                    "{} {} {} {} {} {} {}",
                    row["person"],
                    row["letter_no"],
                    row["direction"],
                    row["from"],
                    row["to"],
                    row["received"],
                    row["state"]
                )
            })
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(keep(&other.json("transfer list")), keep(&listed));
    other.sound();
    env.line("transfer export -f csv --header keys").ok().says("已遮盖");
    env.line("transfer export -o masked.csv").ok();
    env.line("transfer import masked.csv").exit(3).says("已遮盖, 不能导入");
}

#[test]
fn transfers_of_those_who_left_and_of_orgs_renamed_come_in_again() {
    let env = TestEnv::office();
    for line in [
        "transfer move 张三 --to GF --date 2010-05-01",
        "member end 张三 --date 2010-09-01 --reason resigned",
        "transfer out 王五 --to FJ --date 2010-06-01 --letter 2010-0001",
        "transfer receipt 2 --date 2010-06-10",
        "member end 王五 --date 2010-11-01 --reason deceased",
        "org rename GF 光伏产业协会党支部 --date 2011-01-01",
    ] {
        env.line(line).ok();
    }
    env.line("transfer export --reveal -o t.csv").ok();
    let rows = std::fs::read_to_string(env.path("t.csv")).unwrap();
    assert!(rows.contains("张三,330402198001011236,福建商会党支部,光伏协会党支部,2010-05-01"), "{rows}");
    let operations = env.operations();
    env.line("transfer import t.csv").ok().says("新增 0, 更新 0, 未变 2, 拒绝 0; 没有需要改动的内容");
    assert_eq!(env.operations(), operations);
    // Another base has the same people from a roster, which tells of the last org of each and of the end alone.
    let other = TestEnv::new();
    for org in ["福建商会党支部 --code FJ", "光伏协会党支部 --code GF"] {
        other.line(&format!("org add {org} --kind branch --founded 2008-01-01")).ok();
    }
    env.line("member export --all --reveal -o m.csv").ok();
    for (name, text) in [("t.csv", rows), ("m.csv", std::fs::read_to_string(env.path("m.csv")).unwrap())] {
        other.write(name, text.replace("光伏产业协会党支部", "光伏协会党支部"));
    }
    other.line("member import m.csv").ok();
    other.line("transfer import t.csv").ok().says("新增 2, 更新 0, 未变 0, 拒绝 0");
    let known = |day: &str| other.column(&format!("member list --sort name --as-of {day}"), "org");
    // Zhang San in his old branch, Wang Wu in his; Li Si was no member yet.
    assert_eq!(known("2010-04-30"), ["福建商会党支部", "光伏协会党支部"]);
    assert_eq!(known("2010-06-30"), ["光伏协会党支部", "福建商会党支部"]);
    let left = other.column("member export --all --sort name", "left_on");
    assert_eq!(left, [json!("2010-09-01"), Value::Null, json!("2010-11-01")]);
    other.line("transfer import t.csv").ok().says("未变 2");
    other.sound();
}

#[test]
fn past_transfers_are_imported_as_the_events_they_were() {
    let env = TestEnv::office();
    env.line("member add 周九 --org FJ --birth 1966-06-06 --joined 1990-07-01 --full-on 1991-07-01").ok();
    env.write(
        "转出.csv",
        "姓名,转出类别,所在党支部,转入单位,介绍信编号,介绍信有效期天数,办理时间,回执接收时间,党费缴纳至年月\n\
         张三,转出,福建商会党支部,杭州市委,2010-0042,30,2010-11-01,2010-11-20,2010.10\n\
         王五,,光伏协会党支部,宁波市委,,,2011年4月1日,,\n",
    );
    env.line("transfer import 转出.csv").ok().says("新增 2, 更新 0, 未变 0, 拒绝 0");
    assert_eq!(env.column("transfer list", "letter_no"), [json!("2010-0042"), Value::Null]);
    assert_eq!(env.column("transfer list", "dues_until"), [json!("2010-10"), Value::Null]);
    assert_eq!((rolls(&env, "2010-11-19").len(), rolls(&env, "2010-11-20").len()), (4, 3));
    assert_eq!(env.json("transfer out 李四 --to 宁波市委 --date 2010-12-01")[0]["letter_no"], "2010-0043");
    // The receipt comes later; whom the roster found on that roll had come in by a transfer.
    env.write(
        "转出2.csv",
        "姓名,所在党支部,转入单位,办理时间,回执接收时间\n王五,光伏协会党支部,宁波市委,2011-04-01,2011-04-15\n",
    );
    env.line("transfer import 转出2.csv").ok().says("新增 0, 更新 1, 未变 0, 拒绝 0");
    env.write("转入.csv", "姓名,转出单位,转入党支部,转入办理时间,出生日期,入党时间,转正时间\n周九,丽水市委,福建商会党支部,2009-09-01,1966-06-06,1990-07-01,1991-07-01\n吴十,丽水市委,光伏协会党支部,2011-02-01,1977-07-07,2000-07-01,2001-07-01\n");
    env.line("transfer import 转入.csv").ok().says("新增 2, 更新 0, 未变 0, 拒绝 0");
    assert_eq!(env.json("member show 周九")[0]["entered"], "2009-09-01");
    assert_eq!(rolls(&env, "2011-02-01").pop().unwrap(), "吴十 光伏协会党支部 full");
    env.sound();
    env.write(
        "错.csv",
        "姓名,所在党支部,转入单位,办理时间,回执接收时间,介绍信编号,状态\n\
         李四,福建商会党支部,丽水市委,2011-05-01,,,\n\
         没有的,福建商会党支部,丽水市委,2011-05-01,,,\n\
         张三,福建商会党支部,丽水市委,2011-05-01,,,\n\
         周九,福建商会党支部,丽水市委,,,,\n\
         周九,福建商会党支部,丽水市委,2011-05-01,2011-04-01,,\n\
         周九,福建商会党支部,丽水市委,2011-05-01,,2010-0042,\n\
         周九,福建商会党支部,丽水市委,2011-05-01,,,已归档\n",
    );
    let ran = env.line("transfer import 错.csv").exit(3);
    for text in [
        "还有未收到回执的转接",
        "找不到“没有的”",
        "张三 已于 2010-11-20 离开",
        "开具日期: 必填",
        "错.csv:6: 回执日期“2011-04-01”: 早于介绍信日期 2011-05-01",
        "介绍信编号 2010-0042 已用于",
        "已收到回执的须写回执日期",
    ] {
        assert!(ran.err.contains(text), "“{text}” is not in: {}", ran.err);
    }
    assert!(!ran.err.contains("transfer set"), "nothing is booked: {}", ran.err);
    env.refuses("transfer import 错.csv", 3, "错.csv:2: 姓名“李四”: 还有未收到回执的转接", "is still open");
    env.line("transfer import 错.csv --clear-empty").exit(2);
}

/// Another program with the SQLite shell cannot store what cannot be either.
#[test]
fn the_file_itself_refuses_what_cannot_be() {
    let env = with_letter();
    let conn = env.connection();
    conn.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let insert = |columns: &str, values: &str| {
        format!("INSERT INTO transfer (person_id, direction, issued, {columns}) VALUES (1, {values})")
    };
    for sql in [
        insert("from_org_id, to_text", "'out', '2011-04-01', 2, '外地'"),
        insert(
            "from_org_id, to_text, letter_no, received",
            "'out', '2011-04-01', 2, '外地', '2011-0001', '2011-04-02'",
        ),
        insert("from_org_id, to_text, received", "'out', '2011-04-01', 2, '外地', '2011-03-31'"),
        insert("from_text, to_text, received", "'out', '2011-04-01', '外地', '外地', '2011-04-02'"),
        insert("from_text, to_org_id", "'in', '2011-04-01', '外地', 2"),
        insert("from_org_id, to_org_id, received", "'within', '2011-04-01', 2, 2, '2011-04-01'"),
        insert("from_org_id, to_org_id, received", "'within', '2011-04-31', 2, 3, '2011-05-01'"),
        insert(
            "from_org_id, to_text, received, cancelled, cancel_reason",
            "'out', '2011-04-01', 2, '外地', '2011-04-02', '2011-04-03', '误'",
        ),
        insert("from_org_id, to_org_id, received, dues_until", "'within', '2011-04-01', 2, 3, '2011-05-01', '2011-13'"),
        "UPDATE transfer SET person_id = 99".into(),
    ] {
        assert!(conn.execute_batch(&sql).is_err(), "{sql}");
    }
}

#[test]
fn dates_known_to_the_month_are_kept_as_known() {
    let env = TestEnv::office();
    env.line("transfer out 张三 --to 杭州市委 --date 2011-03").ok();
    env.line("transfer receipt 1 --date 2011-03").ok();
    assert_eq!((rolls(&env, "2011-02-28").len(), rolls(&env, "2011-03-01").len()), (3, 2));
    env.line("transfer move 李四 --to GF --date 2010-07-01").exit(3).says("李四 自 2010-07-01 才在");
    env.line("transfer move 李四 --to GF --date 2010-08").ok();
    env.line("transfer in 孙八 --from 台州市委 --to GF --date 2009").exit(3).says("于 2010-03 才成立");
    env.line("transfer in 孙八 --from 台州市委 --to GF --date 2010-03").ok();
    env.sound();
}
