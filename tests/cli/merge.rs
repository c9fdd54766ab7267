//! Two records of one person made one.

use crate::env::{TestEnv, id_no};

/// A branch of three and a double: 方远 is number 2, as a roster of the branch has him, and number 4, as another had him.
fn doubled() -> TestEnv {
    let env = TestEnv::new();
    let number = id_no("33040219700101997");
    for line in [
        "org add 福建商会党支部 --kind branch --code FJ --founded 2005-01-01",
        "org add 光伏协会党支部 --kind branch --code GF --founded 2005-01-01",
        "member add 张三 --org FJ --joined 1990-07-01 --full-on 1991-07-01 --entered 2005-01-01",
        "member add 方远 --org FJ --birth 1970-01 --joined 1992-07-01 --full-on 1993-07-01",
        "member add 李四 --org FJ --joined 1994-07-01 --full-on 1995-07-01 --entered 2005-01-01",
        &format!("member add 方远 --org FJ --id-no {number} --phone 13812345678 --entered 2008-03-01 --new"),
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn what_either_knows_is_known_of_the_one() {
    let env = doubled();
    assert_eq!(env.column("member list --doubles", "no"), [2, 4]);
    let ran = env.line("member merge 2 4").ok();
    assert!(
        ran.err.contains("编号 4 并入编号 2 方远") || ran.out.contains("编号 4 并入编号 2 方远"),
        "{} {}",
        ran.out,
        ran.err
    );
    let one = &env.json("member find 方远 --reveal")[0];
    assert_eq!((&one["no"], &one["birth"], &one["phone"]), (&2.into(), &"1970-01-01".into(), &"13812345678".into()));
    assert_eq!((&one["joined"], &one["entered"]), (&"1992-07-01".into(), &"2008-03-01".into()));
    assert_eq!(one["category"], "full");
    assert_eq!(env.json("report structure --by category --as-of 2010-01-01")[0]["members"], 3);
    assert!(env.json("member list --doubles").as_array().unwrap().is_empty());
    env.sound();
    env.line("db undo").ok();
    assert_eq!(env.column("member list --doubles", "no"), [2, 4]);
    env.line("db undo").ok();
    assert_eq!(env.column("member list", "no"), [1, 2, 3]);
    env.sound();
}

#[test]
fn what_became_of_either_is_told() {
    let env = doubled();
    env.line("org post add FJ 4 书记 --from 2010-01-01").ok();
    env.line("meeting record FJ --kind lecture --date 2011-01-01 --attend 4").ok();
    let ran = env.line("member merge 2 4").ok();
    for told in [
        "手机号: — → 138****5678",
        "在册期间: 方远、福建商会党支部、正式党员、2005-01-01、推定在册(日期不详) → —",
        "职务: 福建商会党支部、#4、书记、2010-01-01 → 福建商会党支部、方远、书记、2010-01-01",
        "方远: 到会: 缺席 → 出席",
    ] {
        assert!(ran.err.contains(told), "“{told}” is not in: {}", ran.err);
    }
}

#[test]
fn what_contradicts_is_refused_whole_until_it_is_told() {
    let env = doubled();
    env.line("member set 2 --phone 13912345678 --sex 女 --address 南湖路1号").ok();
    let before = env.operations();
    let ran = env.line("member merge 2 4").exit(3).says("性别").says("--sex").says("139****5678").says("--phone");
    assert!(!ran.err.contains("13912345678"), "{}", ran.err);
    env.refuses("member merge 2 4 --sex 男", 3, "互相矛盾", "contradict each other");
    assert_eq!(env.operations(), before);
    env.line("member merge 2 4 --sex 男 --phone 13912345678").ok();
    let one = &env.json("member find 方远 --reveal")[0];
    assert_eq!(
        (&one["sex"], &one["phone"], &one["address"]),
        (&"male".into(), &"13912345678".into(), &"南湖路1号".into())
    );
    env.refuses("member merge 1 1", 2, "同一份记录", "name the same record");
    env.refuses("member merge 1 3 --roll 2", 2, "合并的两人之一", "one of the two");
}

#[test]
fn two_rolls_at_once_are_one_only_if_somebody_says_which() {
    let env = doubled();
    env.line("member add 方远 --org GF --joined 1992-07-01 --full-on 1993-07-01 --entered 2007-01-01").ok();
    env.line("member merge 2 4").ok();
    env.line("member merge 2 5")
        .exit(3)
        .says("福建商会党支部 2008-03-01 – …")
        .says("光伏协会党支部 2007-01-01 – …")
        .says("--roll 5");
    env.line("member merge 2 5 --roll 5 -n").ok();
    env.line("member merge 2 5 --roll 5").ok();
    assert_eq!(env.column("member find 方远", "org"), ["光伏协会党支部"]);
    env.sound();
}

#[test]
fn one_after_the_other_is_one_history() {
    let env = doubled();
    env.line("member merge 2 4").ok();
    env.line("member end 2 --date 2009-01-01 --reason left").ok();
    env.line("member add 方远 --org GF --entered 2010-01-01").ok();
    env.line("member merge 2 5").ok();
    assert_eq!(env.column("member list --as-of 2008-06-01 --org FJ", "no"), [1, 2, 3]);
    assert_eq!(env.column("member list --org GF", "no"), [2]);
    env.sound();
}

#[test]
fn meetings_posts_and_transfers_follow() {
    let env = doubled();
    env.line("meeting record FJ --kind general --date 2011-03-01 --topic 选举 --attend 张三,4 --absent 2,李四").ok();
    env.line("meeting resolve 1 --text 通过 --for 1 --against 0 --abstain 0").ok();
    env.line("org post add FJ 4 书记 --from 2010-01-01").ok();
    env.line("transfer out 4 --to 杭州市西湖区 --date 2011-05-01").ok();
    env.line("member merge 2 4").ok();
    let meeting = &env.json("meeting list")[0];
    assert_eq!((&meeting["due"], &meeting["present"], &meeting["absent"]), (&3.into(), &2.into(), &1.into()));
    assert_eq!(env.column("org list", "secretary")[0], "方远");
    assert_eq!(env.column("transfer list", "person"), ["方远"]);
    env.sound();
    env.line("db undo").ok();
    env.line("meeting set 1 --topic 换届选举").ok();
    env.sound();
}

#[test]
fn two_ways_into_the_party_are_one_if_their_days_agree() {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 钱多 --org FJ --date 2009-01-05 --birth 1980-05-05",
        "activist talk 钱多 --date 2009-01-20",
        "activist apply 钱多 --org FJ --date 2009-01-05 --new",
        "activist talk 5 --date 2009-01-21",
    ] {
        env.line(line).ok();
    }
    env.line("member merge 4 5").exit(3).says("谈话: 编号 4 为 2009-01-20, 编号 5 为 2009-01-21").says("activist set");
    env.line("activist set 5 --step talked --date 2009-01-20").ok();
    env.line("activist nominate 5 --date 2009-06-01").ok();
    env.line("member merge 4 5").ok();
    let way = env.json("activist list --columns no,talked,nominated");
    assert_eq!(way, serde_json::json!([{"no": 4, "talked": "2009-01-20", "nominated": "2009-06-01"}]));
    env.sound();
}

#[test]
fn an_applicant_who_was_a_member_already_is_not_joined_with_the_member() {
    let env = TestEnv::office_without_probation();
    // 张三 is a member of FJ since 2008-06-01; somebody of the name applied in 2009.
    env.line("activist apply 张三 --org FJ --date 2009-01-05 --new").ok();
    env.line("activist talk 4 --date 2009-01-20").ok();
    let before = env.operations();
    for line in ["member merge 1 4", "member merge 4 1"] {
        env.line(line)
            .exit(3)
            .says("互相矛盾")
            .says("申请入党 2009-01-05: 编号 1 当时已是“福建商会党支部”的党员(自 2008-06-01)")
            .says("activist set");
        env.line(&format!("{line} --lang en")).exit(3).says("application 2009-01-05: number 1 was a member");
    }
    assert_eq!(env.operations(), before);
    env.sound();
}

#[test]
fn an_applicant_who_became_the_member_has_come_to_the_end_of_the_way() {
    let env = TestEnv::office_without_probation();
    // 孙八 came to FJ as a full member in 2010: joined 2009-05-01, full 2010-05-01. The application was in 2008.
    env.line("member add 孙八 --org FJ --joined 2009-05-01 --full-on 2010-05-01 --entered 2010-06-01").ok();
    env.line("activist apply 孙八 --org FJ --date 2008-07-05 --birth 1980-05-05 --new").ok();
    env.line("member merge 4 5").ok().says("入党过程按名册补记: 接收为预备党员 2009-05-01").says("2010-05-01");
    let way = env.json("activist list --stage full --columns no,applied,admitted,converted");
    assert_eq!(
        way,
        serde_json::json!([{"no": 4, "applied": "2008-07-05", "admitted": "2009-05-01", "converted": "2010-05-01"}])
    );
    env.sound();
    env.line("db undo").ok();
    // Without the day of joining nobody can tell.
    env.line("member set 4 --joined").exit(2);
    env.line("member add 周九 --org FJ --category unknown --entered 2010-06-01").ok();
    env.line("activist apply 周九 --org FJ --date 2008-07-05 --birth 1980-05-05 --new").ok();
    env.line("member merge 6 7").exit(3).says("加入党组织日期不详").says("--joined");
    env.line("member merge 6 7 --joined 2009-05-01").ok();
    env.sound();
}

#[test]
fn doubles_who_were_at_meetings_of_two_branches_are_joined_and_told() {
    let env = doubled();
    env.line("member add 方远 --org GF --joined 1992-07-01 --full-on 1993-07-01 --entered 2007-01-01").ok();
    env.line("member add 周九 --org GF --joined 1992-07-01 --full-on 1993-07-01 --entered 2007-01-01").ok();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三,李四,2 --absent 4").ok();
    env.line("meeting record GF --kind general --date 2011-03-08 --attend 方远@GF,周九").ok();
    env.line("meeting record GF --kind general --date 2011-04-08 --attend 周九 --absent 方远@GF").ok();
    env.line("member merge 2 4").ok();
    // Number 5 was due at two meetings of GF, on whose roll the one person never was.
    let told = env.line("member merge 2 5 --roll 2").ok();
    assert!(told.err.contains("会议 2") && told.err.contains("会议 3"), "{}", told.err);
    told.says("合并后不再计入应到(原记出席)").says("(原记缺席)");
    let meetings = env.json("meeting list --columns id,due,present,absent");
    let numbers = |at: usize| ["due", "present", "absent"].map(|key| meetings[at][key].as_i64().unwrap());
    let at = |id: i64| meetings.as_array().unwrap().iter().position(|row| row["id"] == id).unwrap();
    assert_eq!((numbers(at(1)), numbers(at(2)), numbers(at(3))), ([3, 3, 0], [1, 1, 0], [1, 1, 0]));
    env.sound();
    env.line("db undo").ok();
    env.sound();
}
