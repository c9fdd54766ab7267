//! `org plan set`, `list`, `show`, `import` and `export`, `report plan`: plans followed until they end.

use serde_json::{Value, json};

use crate::plan::{advised, told, with};

/// The plan of a unit from its beginning to the founding, read on each of its days.
#[test]
fn a_plan_is_followed_until_the_org_is_founded() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1)]);
    for line in [
        "org plan set 试甲协会 --reason 不足三名正式党员 --way 联合 --by 2011-05 --owner 王五 --date 2011-03-01",
        "org plan set 试甲协会 --state 摸排中 --date 2011-03-20 --note 已走访",
        "org plan set 试甲协会 --owner 3 --date 2011-04-01",
        "org plan set 试甲协会 --state requested --by 2011-06 --date 2011-05-10",
    ] {
        env.line(line).ok();
    }
    let keys = ["unit", "state", "since", "reason", "way", "target", "responsible", "org", "remark"];
    let on = |day: &str| told(env.json(&format!("org plan list --all --as-of {day}")).as_array().unwrap(), &keys);
    assert_eq!(on("2011-02-28"), [] as [Vec<Value>; 0]);
    let row = |rest: Value| {
        let mut row = vec![json!("试甲协会")];
        row.extend(rest.as_array().unwrap().iter().cloned());
        vec![row]
    };
    let begun = json!(["not-started", "2011-03-01", "few-members", "joint", "2011-05", "王五", null, null]);
    assert_eq!(on("2011-03-01"), row(begun));
    let surveyed = json!(["surveying", "2011-03-20", "few-members", "joint", "2011-05", "王五", null, "已走访"]);
    assert_eq!(on("2011-03-31"), row(surveyed));
    let requested = json!(["requested", "2011-05-10", "few-members", "joint", "2011-06", "王五", null, "已走访"]);
    assert_eq!(on("2011-05-31"), row(requested));
    // The org covers it from its founding; its plan has succeeded by itself, and goes by that org.
    env.line("org add 试联合支部 --kind joint-branch --parent JW --planned --for 试甲协会 --for 试乙协会").ok();
    assert_eq!(env.column("org plan list", "org"), ["试联合支部", "试联合支部"]);
    env.line("org found 试联合支部 --date 2011-05-20").ok();
    let founded = json!(["founded", "2011-05-20", "few-members", "joint", "2011-06", "王五", "试联合支部", "已走访"]);
    assert_eq!(on("2011-05-31"), row(founded));
    assert_eq!(on("2011-05-19")[0][1], "requested", "the day before it was not");
    assert_eq!(env.json("org plan list"), json!([]));
    assert_eq!(env.column("org plan list --state 已成立", "unit"), ["试甲协会"]);
    let steps = env.json("org plan show 试甲协会");
    let of = |row: &Value| json!([row["date"], row["state"], row["org"]]);
    let expected = json!([
        ["2011-03-01", "not-started", null],
        ["2011-03-20", "surveying", null],
        ["2011-04-01", null, null],
        ["2011-05-10", "requested", null],
        ["2011-05-20", "founded", "试联合支部"],
    ]);
    assert_eq!(Value::from(steps.as_array().unwrap().iter().map(of).collect::<Vec<_>>()), expected);
    env.line("org plan set 试甲协会 --state 摸排中").exit(3).says("已由“试联合支部”覆盖(自 2011-05-20)");
    env.line("db undo").ok();
    assert_eq!(on("2011-05-31")[0][1], "requested", "what was worked out goes with what it was worked out of");
    env.sound();
}

#[test]
fn a_plan_is_closed_for_a_reason_and_taken_up_again() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1)]);
    env.line("org plan set 试甲协会 --by 2011-03 --date 2011-04-01")
        .ok()
        .says("拟建时间 2011-03 早于登记日 2011-04-01");
    assert_eq!(env.column("org plan list --overdue", "unit"), ["试甲协会"]);
    env.line("org plan set 试甲协会 --state 搁置 --date 2011-05-01").exit(3).says("搁置须写原因");
    env.line("org plan set 试甲协会 --state 已成立").exit(3).says("不能直接登记");
    env.line("org plan set 试甲协会").exit(2).says("没有写计划有什么进展");
    env.line("org plan set 试甲协会 --state 摸排中 --date 2011-03-31").exit(3).says("2011-04-01 才开始");
    env.line("org plan set 试甲协会 --state 搁置 --reason 负责人不支持 --date 2011-05-01").ok();
    env.line("org plan set 试甲协会 --owner 王五 --date 2011-05-02").exit(3).says("已于 2011-05-01 搁置");
    env.line("org plan set 试甲协会 --state 摸排中 --date 2011-05-02").exit(3).says("--state 未启动");
    assert_eq!(env.json("org plan list"), json!([]));
    env.line("org plan set 试甲协会 --state 未启动 --date 2011-05-20").ok();
    let states = |line: &str| env.column(line, "state");
    assert_eq!(states("org plan list --all"), ["shelved", "not-started"]);
    assert_eq!(states("org plan list --as-of 2011-05-10"), [] as [&str; 0]);
    // What went on cannot have been closed before.
    env.line("org plan set 试甲协会 --state 已请示 --date 2011-05-25").ok();
    env.line("org plan set 试甲协会 --state 不再建 --reason 其他 --date 2011-05-21")
        .exit(3)
        .says("2011-05-25 还有后续进展");
    // Nor does the new beginning go, while the plan goes on.
    let id = env.json("org progress list --state 未启动 --from 2011-05-20")[0]["id"].to_string();
    env.refuses(&format!("org progress remove {id} --yes"), 3, "plan-after-end", "plan-after-end");
    // The first step may have been earlier.
    env.line("org progress set 1 --date 2011-02-01").ok();
    env.line("org plan set 没有的协会 --state 摸排中").exit(4).says("没有的协会");
    env.line("org plan set FJ --state 摸排中").exit(3).says("已经成立");
    env.sound();
    env.connection().execute("DELETE FROM plan_step WHERE id = ?1", [id]).unwrap();
    let found = env.line("db check -f json").exit(1);
    assert_eq!(found.json()[0]["code"], "plan-after-end");
    assert!(found.out.contains("试甲协会") && found.out.contains("2011-05-25"), "{}", found.out);
}

#[test]
fn a_planned_org_is_given_up_with_the_plans_of_its_units() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1)]);
    env.line("org add 试联合支部 --kind joint-branch --parent JW --planned --for 试甲协会 --for 试乙协会").ok();
    assert_eq!(env.column("org plan list", "state"), ["not-started", "not-started"]);
    env.line("org plan set 试联合支部 --state 不再建 --reason 出资人不支持 --note 两会合并").ok();
    assert_eq!(env.json("org plan list"), json!([]));
    assert_eq!(env.column("org plan list --state 不再建", "unit"), ["试乙协会", "试甲协会"]);
    assert_eq!(env.json("org list --planned"), json!([]));
    assert_eq!(
        env.column("org list --planned --all", "status").iter().filter(|status| *status == "planned").count(),
        1
    );
    let reason = advised(&env, "org plan", "试甲")[0]["reason"].as_str().unwrap().to_owned();
    let expected = "行业相近, 同属 90 娱乐业; 共有正式党员 3 名; 组建计划: 不再建";
    assert_eq!(reason, expected, "the org is planned no more");
    env.line("db undo").ok();
    assert_eq!(env.column("org list --planned", "name"), ["试联合支部"]);
    env.line("org add 试空支部 --kind branch --parent JW --planned").ok();
    env.line("org plan set 试空支部 --state 摸排中").exit(3).says("没有登记拟建的“试空支部”覆盖哪个单位");
    env.sound();
}

#[test]
fn the_table_of_plans_comes_in_and_goes_out() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1)]);
    let ledger = "org progress";
    let bad = "试甲协会 --state 搁置 --date 2011-03-05";
    crate::ledger::all_the_way_round(&env, ledger, "试甲协会 --state 未启动 --date 2011-03-01", bad, "须写原因");
    let id = env.json("org progress list")[0]["id"].to_string();
    env.line(&format!("org progress remove {id}")).ok();
    // As an office keeps it: a title, headings of its own, months and states as written.
    env.write(
        "推进表.csv",
        "组建推进表,,,,,,\n应建单位,未组建原因,拟组建方式,拟组建时间,责任人,状态,进展日期\n试甲协会,党员不足三名,联合,2011年9月,王五,摸排,2011.4.1\n试乙协会,无党员,派党建指导员,2011.12,赵六,未启动,2011.4.1\n",
    );
    env.line("org plan import 推进表.csv").ok().says("新增 2");
    let keys = ["unit", "state", "reason", "way", "target", "responsible"];
    let expected = [
        json!(["试甲协会", "surveying", "few-members", "joint", "2011-09", "王五"]),
        json!(["试乙协会", "not-started", "no-members", "instructor", "2011-12", "赵六"]),
    ];
    let found = told(env.json("org plan list").as_array().unwrap(), &keys);
    assert_eq!(found.into_iter().map(Value::from).collect::<Vec<_>>(), expected);
    env.line("org plan export -o 计划.csv").ok();
    env.line("org plan import 计划.csv").ok().says("未变 2");
    // A list without days, which are told for all of it.
    env.write("清单.csv", "单位名称,责任人\n试甲协会,钱七\n");
    env.line("org plan import 清单.csv").exit(3).says("缺少必需的列“进展日期”");
    env.line("org plan import 清单.csv --date 2011-05-02").ok().says("新增 1");
    let keys = ["state", "responsible"];
    assert_eq!(told(env.json("org plan list").as_array().unwrap(), &keys)[0], ["surveying", "钱七"]);
    env.write("推进表.csv", "单位,状态,进展日期\n试甲协会,已成立,2011.5.1\n");
    env.line("org plan import 推进表.csv").exit(3).says("自动转为已成立");
}

/// Six units: of A and B the plans are for the quarter, and A got its org in time; C was for the quarter before and is late;
/// D was given up in the quarter; E, with four full members, has no plan; F got an org in it that was planned for the next.
#[test]
fn the_report_counts_what_was_planned_for_the_period_and_what_came_of_it() {
    let env = with(&[
        ("试甲协会", "娱乐", "海宁市", 2),
        ("试乙协会", "网吧", "海宁市", 3),
        ("试丙协会", "五金", "海宁市", 0),
        ("试丁协会", "机械", "桐乡市", 1),
        ("试戊协会", "皮革", "桐乡市", 4),
        ("试己协会", "皮革", "桐乡市", 3),
    ]);
    for line in [
        "org plan set 试甲协会 --by 2011-05 --owner 王五 --date 2011-01-10",
        "org plan set 试乙协会 --by 2011-06 --owner 王五 --date 2011-01-10 --state 摸排中",
        "org plan set 试丙协会 --by 2011-03 --owner 赵六 --date 2011-01-10 --reason 无党员",
        "org plan set 试丁协会 --by 2011-02 --date 2011-01-10",
        "org plan set 试丁协会 --state 不再建 --reason 拟注销 --date 2011-04-20",
        "org plan set 试己协会 --by 2011-08 --date 2011-04-01",
        "org add 试甲支部 --kind branch --parent JW --founded 2011-05-10 --unit 试甲协会",
        "org add 试己支部 --kind branch --parent JW --founded 2011-05-20 --unit 试己协会",
    ] {
        env.line(line).ok();
    }
    let keys = ["owed", "running", "planned", "planned_done", "done", "overdue", "closed", "rate"];
    let total = |line: &str| {
        let rows = env.json(&format!("{line} --total"));
        told(&rows.as_array().unwrap()[rows.as_array().unwrap().len() - 1..], &keys).remove(0)
    };
    // 试乙 and 试戊 have the members and no org. Planned for the quarter: 甲 and, in the days to come, 乙.
    assert_eq!(
        total("report plan --quarter 2011Q2"),
        [2, 2, 2, 1, 2, 1, 1].map(Value::from).into_iter().chain([json!(0.5)]).collect::<Vec<_>>()
    );
    // On the last day of March 己 had the members and no org, too, and 丙 was not late yet; of two planned for the quarter
    // nothing had been founded.
    let expected = [json!(3), json!(4), json!(2), json!(0), json!(0), json!(1), json!(0), json!(0.0)];
    assert_eq!(total("report plan --quarter 2011Q1"), expected);
    let by = |line: &str, key: &str, figure: &str| -> Vec<Value> {
        told(env.json(line).as_array().unwrap(), &[key, figure]).into_iter().map(Value::from).collect()
    };
    assert_eq!(
        by("report plan --quarter 2011Q2 --by responsible", "responsible", "planned"),
        [json!(["王五", 2]), json!(["赵六", 0]), json!([null, 0])]
    );
    let explained = |figure: &str| {
        let mut units = env.column(&format!("report plan --quarter 2011Q2 --explain {figure}"), "unit_name");
        units.sort_unstable_by_key(Value::to_string);
        units
    };
    assert_eq!(explained("owed"), ["试乙协会", "试戊协会"]);
    assert_eq!(explained("planned"), ["试乙协会", "试甲协会"]);
    assert_eq!(explained("done"), ["试己协会", "试甲协会"]);
    assert_eq!(explained("overdue"), ["试丙协会"]);
    assert_eq!(explained("closed"), ["试丁协会"]);
    env.line("report plan --quarter 2011Q2").ok().says("计至 2011-05-31; 计划的按全期计");
    // Asked of the days up to now alone, only what was to be founded by then.
    assert_eq!(total("report plan --from 2011-04-01 --to 2011-05-31")[2], 1);
    let org = env.column("report plan --quarter 2011Q2 --explain planned_done", "org");
    assert_eq!(org, ["试甲支部"]);
    // Under whom nothing lies there is nothing to count; all of it lies under the committee above.
    assert_eq!(env.json("report plan --quarter 2011Q2 --under FJ"), json!([]));
    assert_eq!(env.column("report plan --quarter 2011Q2 --under JW --by kind", "closed"), [1]);
    assert_eq!(env.column("report plan --quarter 2011Q2 --by state", "state").len(), 5);
}

/// An org that was dissolved left its unit without one: what is told then is of a new plan. A plan that was given up does not
/// succeed by an org that was founded later all the same, and what was told after a founding that was recorded late is of the
/// plan that had succeeded.
#[test]
fn a_unit_has_one_plan_after_the_other() {
    let env = with(&[
        ("试甲协会", "皮革", "海宁市", 3),
        ("试乙协会", "皮革", "海宁市", 3),
        ("试丙协会", "皮革", "海宁市", 3),
    ]);
    for line in [
        "org plan set 试甲协会 --by 2010-03 --date 2010-01-10",
        "org add 试甲支部 --kind branch --parent JW --founded 2010-03-01 --unit 试甲协会",
        "org dissolve 试甲支部 --date 2010-12-01 --reason 合并",
        "org plan set 试甲协会 --state 摸排中 --date 2011-02-01",
        "org plan set 试乙协会 --state 搁置 --reason 其他 --date 2011-01-10",
        "org add 试乙支部 --kind branch --parent JW --founded 2011-03-01 --unit 试乙协会",
        "org plan set 试丙协会 --by 2011-06 --date 2011-01-10",
        "org plan set 试丙协会 --state 已请示 --date 2011-05-10",
        "org add 试丙支部 --kind branch --parent JW --founded 2011-05-05 --unit 试丙协会",
    ] {
        env.line(line).ok();
    }
    let keys = ["unit", "state", "since", "began", "target", "org"];
    let found = |line: &str| -> Vec<Value> {
        told(env.json(line).as_array().unwrap(), &keys).into_iter().map(Value::from).collect()
    };
    let expected = [
        json!(["试甲协会", "founded", "2010-03-01", "2010-01-10", "2010-03", "试甲支部"]),
        json!(["试丙协会", "founded", "2011-05-05", "2011-01-10", "2011-06", "试丙支部"]),
        json!(["试乙协会", "shelved", "2011-01-10", "2011-01-10", null, null]),
        json!(["试甲协会", "surveying", "2011-02-01", "2011-02-01", null, null]),
    ];
    assert_eq!(found("org plan list --all"), expected);
    assert_eq!(found("org plan list --all --as-of 2010-12-31"), expected[..1]);
    // With its unit a plan is at its end, whatever it had come to.
    env.line("org plan set 试甲协会 --by 2011-03 --date 2011-02-10").ok();
    assert_eq!(env.column("org plan list --overdue", "unit"), ["试甲协会"]);
    env.line("org unit close 试甲协会 --date 2011-05-20 --reason 注销").ok();
    assert_eq!(env.json("org plan list"), json!([]));
    assert_eq!(env.column("org plan list --as-of 2011-05-19", "unit"), ["试甲协会"]);
    let figures = &env.json("report plan --quarter 2011Q2 --total")[0];
    assert_eq!(["running", "overdue", "closed", "done"].map(|key| figures[key].clone()), [0, 0, 0, 1]);
    env.sound();
}
