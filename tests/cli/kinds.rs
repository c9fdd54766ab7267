//! What is particular to a kind of ledger: whatever else it cannot hold, and what follows from it elsewhere.

use serde_json::json;

use crate::env::TestEnv;
use crate::ledger::all_the_way_round;
use crate::one_language::tells;

/// The small office with somebody on no roll, 陈指导.
fn office() -> TestEnv {
    let env = TestEnv::office();
    env.line("member add 陈指导 --no-roll --birth 1960").ok();
    env
}

/// Runs lines that must go well.
#[track_caller]
fn all(env: &TestEnv, lines: &[&str]) {
    for line in lines {
        env.line(line).ok();
    }
}

#[test]
fn instructors_and_visits_go_all_the_way_round() {
    all_the_way_round(
        &office(),
        "org instructor",
        "陈指导 福建商会 --kind 联络员 --source 机关干部 --sent-by 市工商联 --document 嘉联〔2010〕3号 --since 2010-03-01",
        "陈指导 光伏协会 --since 2007",
        "才成立",
    );
    let env = office();
    all(&env, &["org instructor add 陈指导 福建商会 --since 2010-03-01 --until 2011-03-01"]);
    all_the_way_round(
        &env,
        "org visit",
        "陈指导 福建商会 --way 走访 --matter 摸排党员 --aid 协调场地 --date 2010-04-06",
        "陈指导 福建商会 --date 2010-02-28",
        "不是该单位的指导员",
    );
}

#[test]
fn a_unit_has_one_instructor_at_a_time_unless_another_is_there_besides() {
    let env = office();
    all(&env, &["org unit close 光伏协会 --date 2011-01-01", "org instructor add 陈指导 福建商会 --since 2010-03-01"]);
    env.refuses("org instructor add 张三 光伏协会 --since 2011-02-01", 3, "已于 2011-01-01", "2011-01-01");
    let second = "org instructor add 张三 福建商会 --since 2011-01-01";
    env.refuses(second, 3, "该单位同一时间已有指导员 陈指导", "the unit has an instructor at that time: 陈指导");
    env.line(&format!("{second} --also")).ok();
    assert_eq!(env.column("org instructor list", "also"), [json!(null), json!(true)]);
    // What is put right, and what comes from a file, is judged alike.
    env.refuses("org instructor set 2 --also=no", 3, "已有指导员 陈指导", "陈指导");
    env.refuses("org instructor set 2 --also=也许", 2, "应为", "must be one of");
    env.write("指导员.csv", "指导员,联系单位,起\n李四,福建商会,2010-05-01\n");
    env.refuses("org instructor import 指导员.csv", 3, "已有指导员 陈指导", "陈指导");
    env.line("org instructor remove 2 --yes").ok();
    // The one goes, the other comes on that very day.
    env.refuses("org instructor set 1 --end-reason 退休", 3, "写了卸任原因, 却没有", "is told, but not");
    env.line("org instructor end 1 --date 2011-01-01 --end-reason 退休").ok();
    env.line(second).ok();
    assert_eq!(env.column("org instructor list", "person"), ["张三"]);
    assert_eq!(env.column("org instructor list --as-of 2010-12-31", "person"), ["陈指导"]);
    assert_eq!(env.column("org instructor list --as-of 2010-12-31", "end_reason"), [json!(null)]);
    assert_eq!(env.column("org instructor list --all --person 陈指导", "end_reason"), ["retired"]);
    env.sound();
}

#[test]
fn a_visit_stands_on_an_assignment() {
    let env = office();
    all(
        &env,
        &[
            "org instructor add 陈指导 福建商会 --since 2010-03-15",
            "org visit add 陈指导 福建商会 --date 2010-03",
            "org visit add 陈指导 福建商会 --date 2010-12-01",
        ],
    );
    env.refuses(
        "org visit add 张三 福建商会 --date 2010-12-01",
        3,
        "张三 在 2010-12-01 不是该单位的指导员",
        "张三 was not assigned",
    );
    env.refuses("org visit set 1 --date 2010-02", 3, "陈指导 在 2010-02 不是", "陈指导 was not assigned");
    // Nor does the assignment end before the visit, nor go.
    env.refuses("org instructor end 1 --date 2010-06-01", 3, "visit-unassigned", "visit-unassigned");
    env.refuses("org instructor remove 1 --yes", 3, "visit-unassigned", "visit-unassigned");
    env.refuses("db undo 10", 3, "操作 1", "operation 1");
    env.line("org instructor end 1 --date 2010-12-02").ok();
    env.sound();
    env.connection().execute("UPDATE instructor SET until = '2010-12-01'", []).unwrap();
    tells(&env, "visit-unassigned", "陈指导", &["嘉兴市福建商会 2010-12-01"]);
}

#[test]
fn inbound_members_and_leave_go_all_the_way_round() {
    let env = office();
    env.line("member add 周流 --no-roll").ok();
    all_the_way_round(
        &env,
        "member inbound",
        "周流 FJ --home-org 福州某支部 --home-place 福建福州 --reason 经商 --reported --since 2010-03-01",
        "张三 FJ --home-org 福州某支部 --since 2010-03-01",
        "张三 自 2008-06-01 在“福建商会党支部”的名册上",
    );
    env.refuses(
        "member inbound add 周流 GF --home-org 某支部 --since 2011",
        3,
        "已是“福建商会党支部”的流入党员",
        "is an inbound member",
    );
    env.refuses("member inbound set 1 --ended-as 返回", 3, "却没有流入截止日期", "is told, but not: Here until");
    env.refuses("member inbound end 1 --date 2009 --ended-as 返回", 3, "不晚于", "not after");
    env.refuses("member inbound end 1 --date 2011 --ended-as 去世", 2, "应为", "must be one of");
    all_the_way_round(
        &office(),
        "member leave",
        "张三 --kind 年老体弱 --approved-by 支部大会 --approved-on 2010-06-01 --effect 经批准不计应到 --since 2010-06-01",
        "张三 --kind 旅游 --since 2010-06-01",
        "应为",
    );
}

#[test]
fn an_inbound_member_takes_part_without_a_vote_and_stands_in_no_figure() {
    let env = TestEnv::office();
    let before = env.json("report overview");
    all(
        &env,
        &[
            "member add 周流 --no-roll",
            "member inbound add 周流 FJ --home-org 福州某支部 --since 2010-03-01",
            "meeting record FJ --kind general --date 2011-03-01 --attend 张三,周流",
            "meeting record FJ --kind training --date 2011-03-02 --attend 周流",
            "meeting record JW --kind general --date 2011-03-03 --attend 王五 --absent 周流",
        ],
    );
    assert_eq!(env.json("report overview")["members"], before["members"]);
    assert_eq!(env.column("member list", "name"), ["张三", "李四", "王五"]);
    // Due are 张三 and 李四, who is on probation and has no vote.
    let shown = &env.json("meeting show 1")[0];
    let numbers = ["on_roll", "voters", "present", "on_leave", "absent"].map(|key| shown[key].as_i64());
    assert_eq!(numbers, [2, 1, 1, 0, 1].map(Some));
    assert!(shown["attendance"].as_str().unwrap().contains("周流(流入党员) 出席"), "{shown}");
    assert_eq!(env.json("meeting show 2")[0]["present"], 1);
    assert_eq!(env.json("meeting show 3")[0]["absent"], 2);
    env.refuses(
        "meeting record GF --kind general --date 2011-03-01 --attend 周流",
        3,
        "周流: 当日不在任何名册上",
        "周流: on no roll",
    );
    env.refuses(
        "meeting record FJ --kind general --date 2010-02-28 --attend 周流",
        3,
        "周流: 当日不在任何名册上",
        "周流: on no roll",
    );
    env.refuses(
        "meeting record FJ --kind committee --date 2011-03-01 --attend 周流",
        3,
        "周流: 当日不在",
        "周流: on no roll",
    );
    env.sound();
    // The same person becomes a member, and is a guest no more.
    let comes = "transfer in 周流 --from 福州某支部 --to FJ --date 2011-04-01 --category full --joined 2001-07-01 --full-on 2002-07-01";
    env.line(comes).ok();
    assert_eq!(env.column("member find 周流", "no").len(), 1);
    let ended = &env.json("member inbound show 1")[0];
    assert_eq!((&ended["until"], &ended["ended_as"]), (&json!("2011-04-01"), &json!("transferred")));
    assert_eq!(env.column("member inbound list", "person"), [json!(null); 0]);
    assert_eq!(env.column("member inbound list --as-of 2011-03-31", "person"), ["周流"]);
    env.refuses(
        "member inbound set 1 --until 2011-04-02",
        3,
        "周流 自 2011-04-01 在“福建商会党支部”的名册上",
        "is on the roll",
    );
    env.sound();
    env.connection().execute("UPDATE inbound SET until = '2011-05-01'", []).unwrap();
    tells(&env, "inbound-on-roll", "周流", &["2010-03-01, 2011-04-01"]);
    env.connection().execute("UPDATE inbound SET until = '2011-04-01'", []).unwrap();
    env.line("db undo").ok();
    assert_eq!(env.json("member inbound show 1")[0]["until"], json!(null));
    env.sound();
}

/// The numbers of a meeting: due by the roll, voters, there, on leave, absent.
fn numbers(env: &TestEnv, id: u32) -> [i64; 5] {
    let shown = &env.json(&format!("meeting show {id}"))[0];
    ["on_roll", "voters", "present", "on_leave", "absent"].map(|key| shown[key].as_i64().unwrap_or(-1))
}

#[test]
fn a_long_leave_tells_why_somebody_is_missing_and_who_is_due() {
    let env = TestEnv::office();
    for name in ["赵六", "孙八", "吴九"] {
        env.line(&format!("member add {name} --org FJ --joined 2005-07-01 --full-on 2006-07-01 --entered 2009-01-01"))
            .ok();
    }
    all(
        &env,
        &[
            "member leave add 赵六 --kind 年老体弱 --since 2010-01-01",
            "member leave add 孙八 --kind 出国(境) --effect excused --since 2010-01-01",
            "member leave add 吴九 --kind detained --effect 中止权利 --since 2010-01-01 --until 2011-01-01",
            // Due are 张三, 李四 (no vote) and 赵六.
            "meeting record FJ --kind general --date 2010-10-01 --attend 张三",
            // 吴九 is back: due are 张三, 李四, 赵六, 吴九.
            "meeting record FJ --kind general --date 2011-02-01 --present 3",
            "meeting record FJ --kind general --date 2011-02-02 --attend all",
            "meeting record FJ --kind general --date 2011-02-03 --leave 李四:病假",
            // Whoever is excused and comes is due and votes.
            "meeting record FJ --kind general --date 2011-02-04 --attend 孙八",
        ],
    );
    assert_eq!(numbers(&env, 1), [3, 2, 1, 1, 1]);
    let said = env.json("meeting show 1")[0]["attendance"].as_str().unwrap().to_owned();
    assert!(said.contains("赵六 请假(年老体弱)") && said.contains("孙八 不计入应到(出国(境))"), "{said}");
    assert!(said.contains("李四 缺席") && !said.contains("吴九"), "{said}");
    assert_eq!(numbers(&env, 2)[..3], [4, 3, 3]);
    assert_eq!(numbers(&env, 3), [4, 3, 4, 0, 0]);
    assert_eq!(numbers(&env, 4), [4, 3, 2, 2, 0]);
    assert_eq!(numbers(&env, 5), [5, 4, 1, 1, 3]);
    env.refuses(
        "meeting record FJ --kind general --date 2010-10-02 --attend 吴九",
        3,
        "吴九: 当日中止权利(长期请假)",
        "吴九: rights suspended",
    );
    env.refuses("meeting record FJ --kind general --date 2011-02-05 --present 5", 3, "多于应到", "due");
    env.sound();
}

#[test]
fn the_other_kinds_go_all_the_way_round() {
    for (ledger, typed, bad, why) in [
        (
            "org result",
            "FJ --text 引进光伏项目 --measure 投资额 --amount 100万元 --enterprise 甲公司 --integration 诚信服务 --date 2010-09-01",
            "FJ --text 引进项目 --measure 投资额 --amount 100 --date 2010-09-01",
            "数额须写明单位",
        ),
        (
            "org campaign",
            "JW --name 创先争优 --alias 双优 --items 六个一 --under FJ --since 2010-04-01",
            "JW --name 六个一 --part-of 六个一 --since 2010-05-01",
            "不能是自己的一部分",
        ),
        (
            "org score",
            "FJ --sheet 三强六好 --item 班子强 --points 9.5分 --date 2010",
            "FJ --sheet 三强六好 --item 队伍强 --points 优 --date 2010",
            "应为分数",
        ),
        (
            "member score",
            "张三 --sheet 党员积分 --item 志愿服务 --points -2 --date 2011-03",
            "张三 --sheet 党员积分 --item 值班 --points 1.234 --date 2011",
            "应为分数",
        ),
        (
            "member talk",
            "张三 --with 李四 --kind 班子与党员 --subject 思想 --note 谈心 --date 2010-11-05",
            "张三 --with 张三 --date 2010-11-05",
            "张三 不能与自己谈话",
        ),
        (
            "member pairing",
            "张三 --unit 光伏协会 --with 王大妈 --matter 用工 --since 2010-05",
            "张三 --since 2010-06",
            "没有写联系谁",
        ),
        (
            "member hardship",
            "王五 --reason 大病 --household 3人 --income 6000元 --grade 特困 --contact 邻居转告 --since 2010-09",
            "王五 --reason 灾害 --income 6000 --since 2010-09",
            "金额须写明单位",
        ),
        (
            "org opinion",
            "FJ --subject 发展党员 --way 座谈 --asked 12人 --answers 3 --outcome 采纳两条 --meeting 2010-09-20 --date 2010-09-10",
            "FJ --subject 换届 --way 电报 --date 2010-09-10",
            "应为",
        ),
    ] {
        all_the_way_round(&TestEnv::office(), ledger, typed, bad, why);
    }
}

#[test]
fn an_amount_stands_in_the_unit_of_its_measure() {
    let env = TestEnv::office();
    all(
        &env,
        &[
            "org result add FJ --text 投资 --measure investment --amount 100万元 --date 2010",
            "org result add FJ --text 投产 --measure 年销售额 --amount 2500万元/年 --date 2010-12",
            "org result add FJ --text 招工 --measure jobs --amount ３５名 --date 2010-12",
            "org result add GF --text 调解 --measure disputes --amount 12件 --date 2011-01-01",
            "org result add GF --text 未计 --measure other --date 2011-01-01",
        ],
    );
    assert_eq!(
        env.column("org result list", "amount"),
        [json!("1000000元"), json!("25000000元/年"), json!("35人"), json!("12件"), json!(null)]
    );
    assert_eq!(env.column("org result list --measure 新增就业", "text"), ["招工"]);
    let add = "org result add FJ --text 某事 --date 2010 --measure";
    env.refuses(&format!("{add} 投资额 --amount 100"), 2, "数额须写明单位", "tell the unit of an amount");
    env.refuses(&format!("{add} 投资额 --amount 100万"), 2, "应为带单位的数额", "should be an amount with its unit");
    env.refuses(&format!("{add} 投资额 --amount 5头"), 2, "应为带单位的数额", "should be an amount with its unit");
    env.refuses(&format!("{add} 投资额 --amount 35人"), 3, "投资额不能是“35人”", "“35人” is no amount of: investment");
    env.refuses(
        &format!("{add} 新增就业 --amount 35元"),
        3,
        "新增就业不能是“35元”",
        "“35元” is no amount of: new jobs",
    );
    env.refuses(&format!("{add} 投资额 --amount 100万元/年"), 3, "投资额不能是“1000000元/年”", "is no amount of");
    env.refuses(&format!("{add} 税收 --amount 100元"), 2, "应为", "must be one of");
    env.refuses("org result set 3 --measure 捐助", 3, "捐助不能是“35人”", "“35人” is no amount of: donation");
    env.write("成效.csv", "党组织,工作成效,成效类别,成效数额,日期\n福建支部,植树,捐助,100,2010\n");
    env.refuses("org result import 成效.csv", 3, "数额须写明单位", "tell the unit of an amount");
    // In the file they are numbers, each measure by itself.
    let sum: i64 = env
        .connection()
        .query_row("SELECT sum(hundredths) FROM result WHERE measure = 'investment'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sum, 100_000_000);
    env.sound();
}

#[test]
fn a_talk_with_several_is_an_entry_each() {
    let env = TestEnv::office();
    env.line("member talk add 张三 --with 李四、王五 --kind 班子成员之间 --date 2010-11-05 --subject 换届")
        .ok()
        .says("已登记谈心谈话 1、2");
    env.line("member talk add 王五 --with 李四 --date 2011-01-05").ok();
    assert_eq!(env.column("member talk list --person 张三", "with"), ["李四", "王五"]);
    assert_eq!(env.column("member talk list --person 李四", "person"), ["张三", "王五"]);
    assert_eq!(env.column("member talk list", "with_no"), [2, 3, 2]);
    let add = "member talk add 张三 --date 2011-05-01 --with";
    env.refuses(&format!("{add} 李四,张三"), 3, "张三 不能与自己谈话", "张三 cannot talk with themselves");
    env.refuses(&format!("{add} 李四,查无此人"), 4, "查无此人", "查无此人");
    env.refuses("member talk set 3 --with 王五", 3, "王五 不能与自己谈话", "王五 cannot talk with themselves");
    env.write("谈话.csv", "谈话人,谈话对象,谈话日期\n张三,李四,2011-02-01\n张三,张三,2011-02-01\n");
    env.refuses("member talk import 谈话.csv", 3, "不能与自己谈话", "cannot talk with themselves");
    env.write("谈话.csv", "谈话人,谈话对象,谈话日期\n张三,李四、王五,2010-02-01\n");
    env.line("member talk import 谈话.csv").ok().says("新增 1");
    assert_eq!(env.column("member talk list --to 2010-02", "with"), ["李四", "王五"]);
    env.line("member talk import 谈话.csv").ok().says("未变 1");
    env.line("db undo").ok();
    // Whoever talked with each other are not one person.
    all(&env, &["member add 李思 --no-roll", "member talk add 李四 --with 李思 --date 2011-03-01"]);
    env.refuses("member merge 李四 李思 --name 李四", 3, "互相谈过话(条目号 4)", "talked with each other (entry 4)");
    all(&env, &["member talk remove 4 --yes", "member talk add 张三 --with 李思 --date 2011-03-02"]);
    env.line("member merge 李四 李思 --name 李四").ok();
    assert_eq!(env.column("member talk list --from 2011-03-02", "with"), ["李四"]);
    env.sound();
}

#[test]
fn a_meeting_is_tagged_with_a_campaign_on_record_however_it_is_spelt() {
    let env = TestEnv::office();
    all(
        &env,
        &[
            "meeting record FJ --kind theme-day --date 2010-03-01 --campaign 自定",
            "org campaign add JW --name ＱＱ学党史 --alias 学党史、党史学习 --since 2010-04-01",
            "meeting record FJ --kind theme-day --date 2010-05-01 --campaign 党史学习 --campaign qq学党史",
        ],
    );
    let tagged = "meeting record GF --kind theme-day --date 2010-06-01 --campaign 六个一";
    env.line(tagged).ok().says("主题活动台账里没有“六个一”");
    env.line("meeting set 3 --campaign 学党史 --lang en").ok();
    env.line("meeting set 3 --campaign 六个一 --lang en").ok().says("“六个一” is no campaign on record");
    env.line("meeting set 3 --campaign 学党史").ok();
    assert_eq!(env.column("meeting list --campaign 学党史", "id"), [2, 3]);
    assert_eq!(env.column("meeting list", "campaigns"), ["自定", "ＱＱ学党史", "ＱＱ学党史"]);
    env.sound();
}

#[test]
fn whoever_is_on_no_roll_is_found_listed_and_counted_nowhere() {
    let env = TestEnv::office();
    let before = env.json("report overview");
    env.line("member add 陈指导 --no-roll --unit 嘉兴市福建商会").ok();
    env.line("member end 王五 --date 2011-05-01 --reason left").ok();
    env.line("db undo").ok();
    assert_eq!(env.json("report overview"), before);
    assert_eq!(env.column("member list --no-roll", "name"), ["陈指导"]);
    assert_eq!(env.column("member list --no-roll", "unit"), ["嘉兴市福建商会"]);
    assert_eq!(env.column("member find 陈指导", "name"), ["陈指导"]);
    env.line("member end 王五 --date 2011-05-01 --reason left").ok();
    assert_eq!(env.column("member list --no-roll", "name"), ["陈指导"], "who left is no stranger");
    env.refuses("member list --no-roll --org FJ", 2, "不能同时使用", "exclude each other");
}

#[test]
fn hardship_is_told_once_of_a_reason_at_a_time() {
    let env = TestEnv::office();
    all(
        &env,
        &[
            "member hardship add 王五 --reason illness --grade hard --since 2010-09",
            "member hardship add 王五 --reason 残疾 --since 2010-10-01",
        ],
    );
    let again = "member hardship add 王五 --reason 重病 --grade severe --since 2011-01-01";
    env.refuses(again, 3, "已登记有同样的困难党员(条目号 1)", "the same is on record already as hardship 1");
    env.line("member hardship end 1 --date 2011-01-01").ok();
    env.line(again).ok();
    assert_eq!(env.column("member hardship list", "grade"), [json!(null), json!("severe")]);
    assert_eq!(env.column("member hardship list --all --reason illness", "grade"), ["hard", "severe"]);
    env.sound();
}

#[test]
fn of_two_records_made_one_the_shorter_time_of_the_same_entry_goes() {
    let env = TestEnv::office();
    all(
        &env,
        &[
            "member add 王武 --no-roll",
            "member hardship add 王五 --reason illness --since 2010-09-01",
            "member hardship add 王武 --reason illness --since 2010-10-01 --until 2011-01-01",
            "member hardship add 王武 --reason disability --since 2010-10-01",
            "member pairing add 王五 --unit 光伏协会 --since 2010-06-01",
            "member pairing add 王武 --unit 光伏协会 --since 2010-05-01",
            "member merge 王五 王武 --name 王五",
        ],
    );
    assert_eq!(env.column("member hardship list --all", "since"), ["2010-09-01", "2010-10-01"]);
    assert_eq!(env.column("member hardship list --all", "reason"), ["illness", "disability"]);
    assert_eq!(env.column("member pairing list --all", "since"), ["2010-05-01"]);
    env.sound();
}

#[test]
fn opinions_are_asked_before_the_meeting_that_decides() {
    let env = TestEnv::office();
    all(
        &env,
        &[
            "org opinion add FJ --subject 换届 --way 公示 --date 2010-05-01 --meeting 2199-05",
            "org opinion add FJ --subject 换届 --way 网上 --date 2010-05-01 --asked 20 --answers 25",
        ],
    );
    assert_eq!(env.column("org opinion list", "meeting"), [json!("2199-05"), json!(null)]);
    assert_eq!(env.column("org opinion list", "answers"), [json!(null), json!(25)], "one may have several to tell");
    env.sound();
}

#[test]
fn a_code_that_is_the_english_word_is_told_once_in_the_help() {
    let help = |lang: &str| {
        let out = TestEnv::bare().line(&format!("member hardship add --help --lang {lang}")).ok().out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(help("en").contains("Grade: severe, hard, borderline --contact"), "{}", help("en"));
    assert!(help("zh").contains("severe 特困、hard 困难、borderline 边缘"), "{}", help("zh"));
}
