//! The reports of the ledgers, each on a few entries whose figures are worked out by hand.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// The office, with these lines typed.
fn office(lines: &[&str]) -> TestEnv {
    let env = TestEnv::office();
    for line in lines {
        env.line(line).ok();
    }
    env
}

/// The total of a report.
#[track_caller]
fn total(env: &TestEnv, line: &str) -> Value {
    let rows = env.json(&format!("{line} --total"));
    rows.as_array().unwrap().last().unwrap().clone()
}

/// Of a row, what these keys hold.
fn picked(row: &Value, keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|key| row[key].clone()).collect()
}

#[test]
fn rooms_are_counted_by_whose_they_are_and_what_they_lack() {
    let env = office(&[
        "org venue add JW --name 服务中心 --equipment 党旗、电教设备、看板、读物 --since 2010-01-01",
        "org venue add FJ --name 红船活动室 --kind 活动室 --equipment 党旗、读物 --shared-with 光伏支部、机关支部 --since 2010-05-01",
        "org venue add FJ --name 红墙 --kind 文化墙 --shared-with 光伏支部 --since 2010-06-01",
    ]);
    let keys =
        ["orgs", "own", "shared", "none", "rooms", "equipped", "no_flag", "no_audio_visual", "no_boards", "no_reading"];
    // The committee has a room to itself; the two branches share one, which lacks two pieces; the wall is no room.
    let figures = total(&env, "report venues");
    assert_eq!(picked(&figures, &keys), [3, 1, 2, 0, 2, 1, 0, 1, 1, 0]);
    // Before the branch's room was opened nobody shared it.
    let figures = total(&env, "report venues --as-of 2010-04-30");
    assert_eq!(picked(&figures, &keys), [3, 1, 0, 2, 1, 1, 0, 0, 0, 0]);
    assert_eq!(env.column("report venues --by org --under FJ", "shared"), [1]);
    let behind = env.json("report venues --explain no_boards");
    assert_eq!(picked(&behind[0], &["name", "lacks"]), [json!("红船活动室"), json!(["audio-visual", "boards"])]);
    assert_eq!(behind.as_array().unwrap().len(), 1);
    assert_eq!(env.column("report venues --explain shared=2", "code"), ["FJ", "GF"]);
    let table = env.line("report venues --explain no_boards --columns name,lacks").ok().out;
    assert!(table.contains("电教设备") && table.contains("所缺设施"), "{table}");
    // A neighbour whose name only begins alike shares nothing.
    env.line("org venue set 2 --shared-with 光伏支部二组").ok();
    env.line("org venue end 3 --date 2011-01-01").ok();
    assert_eq!(env.column("report venues --explain none", "code"), ["GF"]);
}

#[test]
fn orgs_with_channels_are_counted_once() {
    let env = office(&[
        "org channel add FJ --kind QQ群 --name 一群 --followers 35人 --since 2010-01-01",
        "org channel add FJ --kind QQ群 --name 二群 --followers 5人 --since 2010-02-01",
        "org channel add FJ --kind 网站 --name 专栏 --since 2011-01-01",
        "org channel add JW --kind 网站 --name 党建网 --since 2011-05-01",
        "org channel end 2 --date 2011-03-01",
    ]);
    let keys = ["orgs", "with_channel", "without_channel", "channels", "followers"];
    assert_eq!(picked(&total(&env, "report channels"), &keys), [3, 2, 1, 3, 35]);
    assert_eq!(picked(&total(&env, "report channels --as-of 2010-12-31"), &keys), [3, 1, 2, 2, 40]);
    assert_eq!(env.column("report channels --explain without_channel", "code"), ["GF"]);
    let kinds = env.json("report channels --by kind --total");
    let figures = |at: usize| picked(&kinds[at], &["kind", "channels", "orgs"]);
    assert_eq!(figures(0), [json!("website"), json!(2), json!(2)]);
    assert_eq!(figures(1), [json!("qq"), json!(1), json!(1)]);
    // Two orgs have three channels; the one with two kinds is one org.
    assert_eq!(figures(2), [json!("total"), json!(3), json!(2)]);
    assert_eq!(env.column("report channels --by kind --explain orgs kind=qq", "name"), ["一群"]);
}

#[test]
fn policies_and_functions_are_those_of_the_day() {
    let env = office(&[
        "org policy add JW --title 联席会议制度 --kind 制度 --level 本级 --since 2009-01-01",
        "org policy add JW --title 党费通知 --kind 通知 --level 市 --since 2010-01-01",
        "org policy add FJ --title 学习制度 --kind 制度 --level 本级 --since 2010-06-01",
        "org policy end 1 --date 2011-01-01",
        "org function add JW --text 协调服务 --kind 新增 --policy 嘉委〔2010〕5号 --since 2010-12-01",
        "org function add JW --text 指导 --kind 新增 --policy 嘉委〔2010〕5号 --since 2010-12-01",
        "org function add JW --text 党员管理 --kind 原有 --since 2005-01-01",
    ]);
    assert_eq!(
        env.json("report policies --columns level,policies,orgs"),
        json!([{"level": "city", "policies": 1, "orgs": 1}, {"level": "own", "policies": 1, "orgs": 1}])
    );
    assert_eq!(env.column("report policies --as-of 2010-12-31", "policies"), [1, 2]);
    assert_eq!(env.column("report policies --by kind --under FJ", "kind"), ["system"]);
    assert_eq!(env.column("report policies --explain level=own", "title"), ["学习制度"]);
    let functions = env.json("report functions");
    assert_eq!(picked(&functions[0], &["policy", "functions", "new"]), [json!("嘉委〔2010〕5号"), json!(2), json!(2)]);
    assert_eq!(picked(&functions[1], &["policy", "functions", "original"]), [json!(null), json!(1), json!(1)]);
    assert_eq!(env.column("report functions --as-of 2010-11-30", "functions"), [1]);
    assert_eq!(env.column("report functions --explain new=2", "text"), ["协调服务", "指导"]);
}

#[test]
fn honours_stand_under_the_org_of_their_day() {
    let env = office(&[
        "org honor add FJ --title 先进基层党组织 --level 市 --date 2010-07-01",
        "member honor add 王五 --title 优秀共产党员 --level 市 --date 2010-07-01",
        "member honor add 王五 --title 优秀党务工作者 --level 省 --date 2011",
        "transfer move 王五 --to FJ --date 2011-02-01",
    ]);
    let keys = ["honors", "to_orgs", "to_members", "people"];
    assert_eq!(picked(&total(&env, "report honors"), &keys), [3, 1, 2, 1]);
    assert_eq!(picked(&total(&env, "report honors --year 2010"), &keys), [2, 1, 1, 1]);
    assert_eq!(env.column("report honors --by year", "year"), ["2010", "2011"]);
    assert_eq!(env.column("report honors", "level"), ["province", "city"]);
    assert_eq!(env.column("report honors --under GF", "honors"), [1]);
    let behind = env.json("report honors --explain people");
    assert_eq!(picked(&behind[0], &["name", "org"]), [json!("王五"), json!("光伏协会党支部")]);
    // Of the year alone it is known: the org is the last in it.
    assert_eq!(picked(&behind[1], &["title", "org"]), [json!("优秀党务工作者"), json!("福建商会党支部")]);
}

#[test]
fn care_tells_cases_from_people() {
    let env = office(&[
        "member add 赵六 --no-roll",
        "member care add 张三 --kind 慰问 --money 1000.5元 --given-by 党委 --date 2011-02-10",
        "member care add 张三 --kind 医疗 --money 2000元 --goods 米 --date 2011-05-01",
        "member care add 赵六 --kind 慰问 --money 500元 --date 2011-02-11",
        "member care add 王五 --kind 慰问 --date 2010-02-10",
    ]);
    let keys = ["cases", "people", "yuan", "with_goods"];
    let figures = total(&env, "report care");
    assert_eq!(picked(&figures, &keys), [json!(3), json!(2), json!(3500.5), json!(1)]);
    let kinds = env.json("report care");
    assert_eq!(picked(&kinds[0], &["kind", "cases", "people"]), [json!("medical"), json!(1), json!(1)]);
    assert_eq!(
        picked(&kinds[1], &["kind", "cases", "people", "yuan"]),
        [json!("sympathy"), json!(2), json!(2), json!(1500.5)]
    );
    assert_eq!(picked(&total(&env, "report care --as-of 2011-04-30"), &keys[..2]), [2, 2]);
    assert_eq!(env.column("report care --from 2010-01-01 --by year", "cases"), [1, 3]);
    assert_eq!(env.column("report care --under FJ --by org", "cases"), [2]);
    assert_eq!(env.column("report care --explain people kind=慰问", "name"), ["张三", "赵六"]);
    let english = env.line("report care --help --lang en").ok().out;
    assert!(english.contains("cases, people and money") && english.contains("people ("), "{english}");
}

#[test]
fn units_without_an_instructor_and_without_a_visit_are_told() {
    let env = office(&[
        "member add 赵六 --no-roll",
        "org unit add 嘉兴市茶业协会 --short 茶业协会 --kind association --established 2009",
        "org instructor add 赵六 福建商会 --since 2010-01-01",
        "org instructor add 赵六 茶业协会 --since 2010-06-01",
        "org visit add 赵六 福建商会 --date 2010-03-05",
        "org visit add 赵六 福建商会 --date 2011-03-05",
    ]);
    let keys = ["units", "with_instructor", "without_instructor", "guided_without_org", "instructors", "unvisited"];
    // Three units; the second association has no instructor, the third has one and no org; one person has both.
    assert_eq!(picked(&total(&env, "report instructors"), &keys), [3, 2, 1, 1, 1, 1]);
    assert_eq!(picked(&total(&env, "report instructors --as-of 2010-02-28"), &keys), [3, 1, 2, 0, 1, 1]);
    assert_eq!(env.column("report instructors --explain without_instructor", "unit_name"), ["嘉兴市光伏行业协会"]);
    assert_eq!(env.column("report instructors --explain unvisited", "unit_name"), ["嘉兴市茶业协会"]);
    let each = env.json("report instructors --by instructor");
    assert_eq!(picked(&each[0], &["instructor", "units", "unvisited"]), [json!("赵六"), json!(2), json!(1)]);
    let visits = env.column("report instructors --explain assignments", "last_visit");
    assert_eq!(visits, [json!("2011-03-05"), json!(null)]);
}

#[test]
fn who_had_no_talk_is_told() {
    let env = office(&[
        "org post add FJ 张三 书记 --from 2009-01-01",
        "member talk add 张三 --with 李四 --kind 班子与党员 --date 2011-03-01",
        "member talk add 王五 --with 张三 --date 2010-03-01",
    ]);
    let keys = ["members", "talked", "untalked", "leaders", "leaders_untalked"];
    assert_eq!(picked(&total(&env, "report talks"), &keys), [3, 2, 1, 1, 0]);
    // In January nobody had talked yet.
    assert_eq!(picked(&total(&env, "report talks --as-of 2011-01-31"), &keys), [3, 0, 3, 1, 1]);
    assert_eq!(env.column("report talks --explain untalked", "name"), ["王五"]);
    let both = env.json("report talks --from 2010-01-01 --explain leaders");
    assert_eq!(picked(&both[0], &["name", "talks", "with"]), [json!("张三"), json!(2), json!("李四、王五")]);
    assert_eq!(env.column("report talks --under GF", "untalked"), [1]);
}

#[test]
fn inbound_members_are_counted_beside_the_roll() {
    let env = office(&[
        "member add 赵六 --no-roll",
        "member add 钱七 --no-roll",
        "member inbound add 赵六 FJ --home-org 福州某支部 --home-place 福建 --since 2010-09-01",
        "member inbound add 钱七 FJ --home-org 泉州某支部 --home-place 福建 --since 2011-02-01",
    ]);
    let keys = ["org", "members", "inbound", "managed"];
    let rows = env.json("report inbound");
    assert_eq!(picked(&rows[0], &keys), [json!("福建商会党支部"), json!(2), json!(2), json!(4)]);
    assert_eq!(picked(&rows[1], &keys), [json!("光伏协会党支部"), json!(1), json!(0), json!(1)]);
    assert_eq!(env.column("report inbound --as-of 2010-12-31 --under FJ", "inbound"), [1]);
    assert_eq!(env.column("report inbound --by home_place", "inbound"), [2]);
    assert_eq!(env.column("report inbound --explain inbound", "name"), ["赵六", "钱七"]);
}

#[test]
fn results_are_added_up_within_one_measure() {
    let env = office(&[
        "org result add FJ --text 新厂 --measure 投资额 --amount 100万元 --integration growth --date 2011-01-10",
        "org result add GF --text 扩建 --measure 投资额 --amount 50万元 --date 2011-02-10",
        "org result add FJ --text 销售 --measure 年销售额 --amount 2500万元 --date 2011-03-10",
        "org result add FJ --text 招工 --measure 新增就业 --amount 35人 --date 2010-03-10",
    ]);
    let rows = env.json("report results --total");
    let told = |at: usize| picked(&rows[at], &["measure", "unit", "results", "amount"]);
    assert_eq!(told(0), [json!("investment"), json!("元"), json!(2), json!(1_500_000.0)]);
    assert_eq!(told(1), [json!("yearly-sales"), json!("元"), json!(1), json!(25_000_000.0)]);
    assert_eq!(told(2), [json!("total"), json!(null), json!(3), json!(null)]);
    assert_eq!(env.column("report results --as-of 2011-02-09", "results"), [1]);
    assert_eq!(env.column("report results --by integration --under FJ", "amount"), [1_000_000.0, 25_000_000.0]);
    assert_eq!(env.column("report results --explain amount measure=投资额", "text"), ["新厂", "扩建"]);
}

#[test]
fn documents_are_overdue_after_their_last_day() {
    let env = office(&[
        "org incoming add JW --title 甲 --issuer 市委 --date 2011-03-01 --due 2011-04",
        "org incoming add FJ --title 乙 --issuer 市委 --date 2011-03-02 --due 2011-06-30",
        "org incoming add JW --title 丙 --issuer 省委 --level 省 --date 2011-03-03",
        "org incoming settle 1 --date 2011-05-20 --how 已报送",
    ]);
    let keys = ["incoming", "dealt_with", "settled_late", "pending", "overdue"];
    assert_eq!(picked(&total(&env, "report incoming"), &keys), [3, 1, 1, 2, 0]);
    // In May the first was late, and not settled yet; on the last day of April it was in time.
    assert_eq!(picked(&total(&env, "report incoming --as-of 2011-05-01"), &keys), [3, 0, 0, 3, 1]);
    assert_eq!(picked(&total(&env, "report incoming --as-of 2011-04-30"), &keys), [3, 0, 0, 3, 0]);
    assert_eq!(env.column("report incoming --as-of 2011-05-01 --explain overdue", "title"), ["甲"]);
    assert_eq!(env.column("report incoming --explain dealt_with", "settled_on"), ["2011-05-20"]);
    assert_eq!(env.column("report incoming --under FJ", "incoming"), [1]);
}

#[test]
fn pledges_are_counted_by_what_came_of_them() {
    let env = office(&[
        "org pledge add FJ --item 服务会员:走访 --item 服务社会:捐款 --date 2011-01-10 --due 2011-03-31",
        "member pledge add 张三 --item 提高执业本领:自学 --date 2011-01-11 --due 2011-12-31",
    ]);
    let keys = ["pledges", "matters", "unsettled", "overdue", "kept", "not_kept"];
    assert_eq!(picked(&total(&env, "report pledges"), &keys), [2, 3, 3, 2, 0, 0]);
    env.line("org pledge settle 1 --date 2011-05-25 --item 服务社会:未兑现 --outcome 已兑现").ok();
    assert_eq!(picked(&total(&env, "report pledges"), &keys), [2, 3, 1, 0, 1, 1]);
    // Before that day nothing had come of it.
    assert_eq!(picked(&total(&env, "report pledges --as-of 2011-05-24"), &keys), [2, 3, 3, 2, 0, 0]);
    assert_eq!(env.column("report pledges --explain not_kept", "text"), ["捐款"]);
    assert_eq!(env.column("report pledges", "pledger"), ["org", "member"]);
    assert_eq!(env.column("report pledges --under GF", "pledges"), [] as [Value; 0]);
}

#[test]
fn who_is_not_appraised_is_told_with_the_reason() {
    let env = office(&[
        "member appraise add 张三 --year 2010 --grade 优秀 --meeting 2010-12-20",
        "member appraise add 王五 --year 2009 --grade 合格 --meeting 2009-12-20",
    ]);
    let keys = ["members", "appraised", "excellent", "excellent_share", "unappraised"];
    let told = |line: &str| picked(&total(&env, line), &keys);
    assert_eq!(told("report appraisal --year 2010"), [json!(3), json!(1), json!(1), json!(1.0), json!(2)]);
    assert_eq!(told("report appraisal --as-of 2010-12-19"), [json!(3), json!(0), json!(0), json!(null), json!(3)]);
    let behind = env.json("report appraisal --year 2010 --explain unappraised");
    assert_eq!(picked(&behind[0], &["name", "why"]), [json!("李四"), json!("probationer")]);
    assert_eq!(picked(&behind[1], &["name", "why"]), [json!("王五"), json!("not-yet")]);
    assert_eq!(env.column("report appraisal --year 2010 --under GF", "unappraised"), [1]);
}

#[test]
fn a_measure_is_told_while_it_lasts() {
    let env = office(&[
        "member discipline add 张三 --kind 警告 --since 2010-03-01 --until 2011-03-01",
        "member discipline add 张三 --kind 严重警告 --since 2011-02-01",
    ]);
    assert_eq!(env.column("report discipline", "kind"), ["serious-warning"]);
    assert_eq!(picked(&total(&env, "report discipline --as-of 2011-02-28"), &["measures", "people"]), [2, 1]);
    assert_eq!(env.column("report discipline --as-of 2010-12-31 --explain measures", "name"), ["张三"]);
    assert_eq!(env.column("report discipline --under GF", "measures"), [] as [Value; 0]);
}

#[test]
fn branches_that_have_not_joined_a_campaign_are_told() {
    let env = office(&[
        "org campaign add JW --name 六个一 --items 一堂党课 --since 2011-01-01",
        "org campaign add JW --name 争先 --under FJ --since 2011-03-01",
        "meeting record FJ --kind lecture --date 2011-04-01 --topic 党课 --campaign 六个一",
        "meeting record FJ --kind lecture --date 2011-05-01 --topic 党课 --campaign 六个一",
    ]);
    let rows = env.json("report campaigns");
    let keys = ["campaign", "owing", "done", "not_done", "held"];
    assert_eq!(picked(&rows[0], &keys), [json!("争先"), json!(1), json!(0), json!(1), json!(0)]);
    assert_eq!(picked(&rows[1], &keys), [json!("六个一"), json!(2), json!(1), json!(1), json!(2)]);
    assert_eq!(env.column("report campaigns --as-of 2011-04-30 --by org", "held"), [1, 0]);
    assert_eq!(env.column("report campaigns --explain not_done campaign=六个一", "org"), ["光伏协会党支部"]);
    assert_eq!(env.column("report campaigns --under GF", "owing"), [1]);
}

/// Done or not is told by item; what is held for a part is held for the whole.
#[test]
fn a_campaign_is_done_item_by_item() {
    let env = office(&[
        "org campaign add JW --name 创先争优 --alias 争先创优 --since 2010-06",
        "org campaign add JW --name 六个一 --part-of 争先创优 --items 上一堂“红船”党课、作一次先锋承诺,写一句心语 --since 2011-04-01",
        "meeting record FJ --kind lecture --date 2011-04-02 --topic 上一堂“红船”党课(第一讲) --campaign 六个一",
        "meeting record FJ --kind other --date 2011-05-02 --topic 写一句心语 --campaign 六个一",
        "meeting record GF --kind other --date 2011-05-03 --topic 座谈 --campaign 争先创优",
    ]);
    let keys = ["campaign", "owing", "done", "not_done", "held"];
    let rows = env.json("report campaigns");
    assert_eq!(picked(&rows[0], &keys), [json!("六个一"), json!(6), json!(2), json!(4), json!(2)]);
    assert_eq!(picked(&rows[1], &keys), [json!("创先争优"), json!(2), json!(2), json!(0), json!(3)]);
    let behind = env.json("report campaigns --explain campaign=六个一 org=福建商会党支部");
    let items = ["item", "held", "last_held"];
    assert_eq!(picked(&behind[0], &items), [json!("上一堂“红船”党课"), json!(1), json!("2011-04-02")]);
    assert_eq!(picked(&behind[1], &items), [json!("作一次先锋承诺"), json!(0), json!(null)]);
    assert_eq!(picked(&behind[2], &items), [json!("写一句心语"), json!(1), json!("2011-05-02")]);
}
