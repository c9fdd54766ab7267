//! Posts: who is secretary, deputy or member of a committee, on a day.

use serde_json::{Value, json};

use crate::env::TestEnv;

fn secretary(env: &TestEnv, day: &str) -> serde_json::Value {
    env.column(&format!("org list --as-of {day}"), "secretary")[0].clone()
}

#[test]
fn the_secretary_of_a_day_is_listed() {
    let env = TestEnv::office();
    env.line("org post add FJ 张三 书记 --from 2009-01-01 --how 选举 --also 秘书长")
        .ok()
        .says("张三 自 2009-01-01 起任 福建商会党支部 书记");
    assert_eq!(
        env.json("org post list FJ"),
        json!([{
            "org": "福建商会党支部", "person": "张三", "post": "secretary", "how": "elected", "full_time": false,
            "also": "秘书长", "since": "2009-01-01", "until": null,
        }])
    );
    env.line("org post end FJ 张三 --date 2011-03-01").ok().says("张三 自 2011-03-01 起不再任 福建商会党支部 书记");
    env.line("org post add FJ 王五 secretary --from 2011-03-01 --how dispatched --full-time").ok();
    assert_eq!(secretary(&env, "2008-12-31"), json!(null));
    assert_eq!(secretary(&env, "2011-02-28"), "张三");
    assert_eq!(secretary(&env, "2011-03-01"), "王五");
    assert_eq!(env.column("org post list --under JW", "person"), ["王五"]);
    assert_eq!(env.column("org post list --all", "person"), ["张三", "王五"]);
    assert_eq!(env.column("org post list --all --as-of 2011-02-28", "until"), [json!(null)]);
    env.sound();
}

#[test]
fn a_post_is_held_once() {
    let env = TestEnv::office();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    let held = "“福建商会党支部”的书记那时已是 张三(自 2009-01-01)";
    let held_en = "“福建商会党支部” has 张三 as secretary at that time (since 2009-01-01)";
    env.refuses("org post add FJ 王五 书记 --from 2011-01-01", 3, held, held_en);
    env.refuses("org post add FJ 王五 书记 --from 2008-12-01", 3, held, held_en);
    env.line("org post add FJ 王五 委员 --from 2011-01-01").ok();
    env.line("org post add FJ 张三 委员 --from 2011-01-01").ok();
    env.refuses("org post add FJ 张三 委员 --from 2011-02-01", 3, "委员那时已是 张三", "has 张三 as committee member");
    env.refuses(
        "org post end FJ 张三 --date 2011-02-01",
        3,
        "任几个职务: 委员、书记",
        "several posts of “福建商会党支部”: committee member, secretary",
    );
    env.line("org post end FJ 张三 委员 --date 2011-02-01").ok();
    env.refuses(
        "org post end FJ 张三 委员 --date 2011-02-01",
        3,
        "已于 2011-02-01 卸任",
        "ceased to be committee member on 2011-02-01",
    );
    env.refuses(
        "org post end FJ 李四 --date 2011-02-01",
        3,
        "李四 没有在“福建商会党支部”任该职",
        "李四 holds no such post",
    );
    env.refuses(
        "org post end FJ 王五 --date 2011-01-01",
        3,
        "不晚于开始日期 2011-01-01",
        "is not after the start 2011-01-01",
    );
    env.refuses("org post add FJ 李四 委员 --from 2011-06-01", 3, "晚于今天", "is later than today");
    env.refuses("org post add FJ 李四 委员 --from 2008-05-31", 3, "才成立", "was founded on");
    env.refuses(
        "org post add FJ 李四 顾问 --from 2011-01-01",
        2,
        "“顾问”不在可选范围内",
        "“顾问” is none of the known values",
    );
    env.sound();
}

#[test]
fn a_post_is_put_right() {
    let env = TestEnv::office();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    env.line("org post set FJ 张三 --post 副书记 --from 2009-02 --how 任命 --full-time 是 --also 会长").ok();
    let row = &env.json("org post list")[0];
    assert_eq!(
        (&row["post"], &row["since"], &row["full_time"]),
        (&json!("deputy-secretary"), &json!("2009-02"), &json!(true))
    );
    env.line("org post set FJ 张三 --to 2011-01-01").ok();
    assert_eq!(env.json("org post list"), json!([]));
    env.line("org post set FJ 张三 --from 2011-02-01").exit(3).says("不晚于开始日期 2011-02-01");
    env.refuses("org post set FJ 张三 --full-time 也许", 2, "也许", "也许");
    env.refuses("org post set FJ 张三", 2, "缺少", "is missing");
    env.sound();
}

#[test]
fn posts_end_with_their_org() {
    let env = TestEnv::office();
    env.line("org post add GF 王五 书记 --from 2010-04-01").ok();
    env.line("org dissolve GF --date 2011-04-01 --reason 合并 --into FJ").ok();
    assert_eq!(env.column("org post list --as-of 2011-03-31", "person"), ["王五"]);
    assert_eq!(env.json("org post list"), json!([]));
    env.sound();
}

#[test]
fn a_post_ends_with_the_membership_and_is_told() {
    let env = TestEnv::office();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    env.line("member end 张三 --date 2011-05-01 --reason deceased")
        .ok()
        .says("所任职务随之于 2011-05-01 终止: “福建商会党支部”书记");
    let secretary = |day: &str| env.column(&format!("org list --kind branch --as-of {day}"), "secretary");
    assert_eq!(
        (secretary("2011-04-30"), secretary("2011-05-01")),
        (vec!["张三".into(), Value::Null], vec![Value::Null, Value::Null])
    );
    env.refuses("org post add FJ 张三 书记 --from 2011-05-02", 3, "不能任职", "holds no post");
    env.sound();
    env.line("db undo").ok();
    assert_eq!(secretary("2011-05-31"), ["张三".into(), Value::Null]);
    // A wrong day of the end is wrong for the post, too.
    env.line("member end 张三 --date 2011-05-01 --reason left").ok();
    env.line("member set 张三 --ended 2011-04-01").ok();
    assert_eq!(secretary("2011-03-31"), ["张三".into(), Value::Null]);
    assert_eq!(secretary("2011-04-01"), [Value::Null, Value::Null]);
    env.sound();
}

#[test]
fn posts_are_of_members_of_the_org_or_near_it() {
    let env = TestEnv::office();
    // 王五 is of the other branch; the committee stands above both.
    env.line("org post add FJ 王五 书记 --from 2011-01-01")
        .ok()
        .says("王五 当日不在“福建商会党支部”及其上下级的名册上");
    env.line("db undo").ok();
    let told = env.line("org post add FJ 王五 书记 --from 2011-01-01 --how dispatched").ok();
    assert!(!told.err.contains("不在"), "{}", told.err);
    let told = env.line("org post add JW 王五 书记 --from 2011-01-01").ok();
    assert!(!told.err.contains("不在"), "{}", told.err);
    // Who goes to another branch is told to hold the post still; who was sent keeps it when he leaves.
    env.line("org post add FJ 张三 组织委员 --from 2010-01-01").ok();
    env.line("transfer move 张三 --to GF --date 2011-05-01").ok().says("仍任原职: “福建商会党支部”组织委员");
}

/// The posts of the small office, ended or not.
fn posts(env: &TestEnv) -> Value {
    env.json("org post list --all")
}

#[test]
fn a_post_told_after_the_end_of_the_membership_ends_with_it() {
    for (end, told) in [
        (
            "member end 张三 --date 2011-05-01 --reason deceased",
            "张三 已于 2011-05-01 离开名册(去世), 所任职务记为随之终止: “福建商会党支部”书记",
        ),
        ("member end 张三 --date 2011-05-01 --reason left", "离开名册(其他原因离开), 所任职务记为随之终止"),
        ("member end 张三 --date 2011-05 --reason resigned", "已于 2011-05 离开名册(退党)"),
    ] {
        let (in_order, late) = (TestEnv::office(), TestEnv::office());
        in_order.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
        in_order.line(end).ok();
        late.line(end).ok();
        late.line("org post add FJ 张三 书记 --from 2009-01-01").ok().says(told);
        assert_eq!(posts(&late), posts(&in_order), "{end}");
        late.sound();
    }
    // Who left by a letter and a receipt has left, too; who was sent goes on, until death.
    let env = TestEnv::office();
    env.line("transfer out 张三 --to 杭州市西湖区 --date 2011-04-01").ok();
    env.line("transfer receipt 1 --date 2011-04-20").ok();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok().says("已于 2011-04-20 离开名册(转出)");
    assert_eq!(posts(&env)[0]["until"], "2011-04-20");
    env.line("db undo").ok();
    env.line("org post add FJ 张三 书记 --from 2009-01-01 --how 选派").ok();
    assert_eq!(posts(&env)[0]["until"], Value::Null);
    let env = TestEnv::office();
    env.line("member end 张三 --date 2011-05-01 --reason deceased").ok();
    env.line("org post add FJ 张三 书记 --from 2009-01-01 --how 选派").ok().says("所任职务记为随之终止");
    assert_eq!(posts(&env)[0]["until"], "2011-05-01");
    // The next secretary is told before the one who died.
    env.line("db undo").ok();
    env.line("org post add FJ 李四 书记 --from 2011-05-01").ok();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    env.refuses("org post set FJ 张三 --to 2011-05-20", 3, "已于 2011-05-01 离开名册", "left the rolls on 2011-05-01");
    env.sound();
}

#[test]
fn a_post_told_after_a_move_or_the_end_of_the_org_is_as_if_told_in_order() {
    let env = TestEnv::office();
    env.line("transfer move 张三 --to GF --date 2011-05-01").ok();
    env.line("org post add FJ 张三 组织委员 --from 2010-01-01")
        .ok()
        .says("仍任原职: “福建商会党支部”组织委员; 已卸任的用 org post end 登记");
    assert_eq!(posts(&env)[0]["until"], Value::Null);
    let env = TestEnv::office();
    env.line("org dissolve GF --date 2011-04-01 --reason 合并 --into FJ").ok();
    env.line("org post add GF 王五 书记 --from 2010-04-01")
        .ok()
        .says("“光伏协会党支部”已于 2011-04-01 撤销, 所任书记记为随之终止");
    assert_eq!(posts(&env)[0]["until"], "2011-04-01");
    env.sound();
}

#[test]
fn who_is_no_member_there_is_named() {
    let env = TestEnv::office();
    env.line("member add 赵六 --no-roll").ok();
    let told = env.line("org post add FJ 赵六 书记 --from 2011-01-01").ok();
    told.says("赵六 当日不在“福建商会党支部”及其上下级的名册上(编号 4, 当日不在任何名册上)");
    env.line("org post add FJ 王五 委员 --from 2011-01-01").ok().says("(编号 3, 当日在“光伏协会党支部”)");
    // To be asked about: a secretary who is on no roll. Who was sent may be.
    let found = env.line("db check -f json").exit(1).json();
    assert_eq!((&found[0]["code"], &found[0]["subject"]), (&json!("post-off-roll"), &json!("赵六")), "{found}");
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    env.line("org post set FJ 赵六 --how 选派").ok();
    env.sound();
}

#[test]
fn a_post_of_somebody_suspended_is_told() {
    let env = TestEnv::office();
    env.line("org post add FJ 张三 书记 --from 2009-01-01").ok();
    env.line("member suspend 张三 --date 2011-05-01 --reason 失联").ok().says("仍任原职: “福建商会党支部”书记");
    let found = env.line("db check -f json").exit(1).json();
    assert_eq!(found[0]["code"], "post-suspended");
    env.line("org post end FJ 张三 --date 2011-05-01").ok();
    env.sound();
    env.line("org post add FJ 张三 委员 --from 2011-05-10").ok().says("张三 任职期间停止党籍(自 2011-05-01)");
}
