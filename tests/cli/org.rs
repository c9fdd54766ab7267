//! Orgs, units and coverage.

use serde_json::json;

use crate::env::TestEnv;

#[test]
fn an_org_never_stands_under_itself() {
    let env = TestEnv::office();
    env.refuses("org move JW --to FJ --date 2011-01-01", 3, "不能作它的上级", "stands below it");
    env.refuses("org move FJ --to FJ --date 2011-01-01", 3, "不能作它的上级", "is “福建商会党支部” itself");
    env.line("org add 甲党委 --kind committee --founded 2009 --code A").ok();
    env.line("org add 乙总支 --kind general-branch --founded 2009 --code B --parent A").ok();
    env.refuses("org set A --parent B", 3, "不能作它的上级", "stands below it");
}

#[test]
fn two_orgs_never_bear_one_name() {
    let env = TestEnv::office();
    env.refuses(
        "org add 福建商会党支部 --kind branch",
        3,
        "已有同名党组织“福建商会党支部”(代码 FJ)",
        "is the name of org FJ already",
    );
    env.refuses("org rename GF 福建商会党支部 --date 2011-01-01", 3, "已有同名党组织", "is the name of org FJ");
    env.refuses("org set GF --name 福建商会党支部", 3, "已有同名党组织", "is the name of org FJ");
    env.refuses("org add 另一支部 --kind branch --code fj", 3, "代码 fj 已用于“福建商会党支部”", "code fj belongs to");
    env.line("org add 筹建支部 --kind branch --planned").ok();
    env.refuses("org add 筹建支部 --kind branch", 3, "已有同名党组织", "already");
}

#[test]
fn a_name_is_free_again_after_dissolution() {
    let env = TestEnv::office();
    env.line("org dissolve GF --date 2011-03-01 --reason 合并 --into FJ").ok();
    env.line("org add 光伏协会党支部 --kind branch --founded 2011-04-01 --code GF2").ok();
    assert_eq!(env.column("org show 光伏协会党支部", "code"), ["GF2"]);
    // Before the first one ended, it would be the second of the name.
    env.refuses("org set GF2 --founded 2011-02-01", 3, "org-name-twice", "two orgs bear one name");
}

#[test]
fn a_parent_must_stand_on_the_day() {
    let env = TestEnv::office();
    env.refuses(
        "org add 早支部 --kind branch --parent GF --founded 2009",
        3,
        "上级“光伏协会党支部”于 2010-03 才成立",
        "was founded on 2010-03",
    );
    env.refuses("org move FJ --to GF --date 2009-01-01", 3, "于 2010-03 才成立", "was founded on 2010-03");
    env.refuses("org set JW --founded 2010-01-01", 3, "parent-outside-life", "was not founded yet");
    env.line("org add 老总支 --kind general-branch --founded 1999 --code LZ").ok();
    env.line("org dissolve LZ --date 2009-06-01 --reason 改建").ok();
    env.refuses(
        "org add 晚支部 --kind branch --parent LZ --founded 2010",
        3,
        "已于 2009-06-01 撤销",
        "was dissolved on 2009-06-01",
    );
    env.line("org add 拟建总支 --kind general-branch --planned --code NJ").ok();
    env.refuses("org add 小支部 --kind branch --parent NJ --founded 2010", 3, "只是拟建", "is only planned");
    env.refuses(
        "org add 无支部 --kind branch --parent 没有的 --founded 2010",
        4,
        "找不到党组织“没有的”",
        "no org answers",
    );
}

#[test]
fn what_has_happened_does_not_lie_in_the_future() {
    let env = TestEnv::office();
    for line in [
        "org add 新支部 --kind branch --founded 2011-06-01",
        "org rename FJ 新名 --date 2012",
        "org move GF --to FJ --date 2011-07",
        "org convert FJ --kind joint-branch --date 2011-06-01",
        "org dissolve GF --date 2011-06-01 --reason 无",
        "org cover GF 光伏协会 --from 2011-06-01",
        "org uncover FJ 福建商会 --to 2011-06-01",
        "org cover set FJ 福建商会 --to 2011-06-01",
        "org unit add 新协会 --kind association --established 2011-06-01",
        "org unit set 光伏协会 --known-full-members 3 --from 2011-06-01",
        "org unit close 光伏协会 --date 2011-06-01",
    ] {
        env.refuses(line, 3, "晚于今天(2011-05-31)", "is later than today (2011-05-31)");
    }
}

#[test]
fn an_org_is_named_in_every_way() {
    let env = TestEnv::office();
    for name in ["FJ", "fj", "福建商会党支部", "福建支部", "福建", "fjzb", "fjshdzb", "FJZB"] {
        let ran = env.run(["org", "show", name, "-f", "json"]).ok();
        assert_eq!(ran.json()[0]["code"], "FJ", "{name}");
    }
    assert_eq!(env.column("org unit show fjsh", "name"), ["嘉兴市福建商会"]);
    let shared = env.run(["org", "show", "党支部", "-f", "json"]).exit(4);
    let error: serde_json::Value = serde_json::from_str(&shared.err).unwrap();
    assert_eq!(error["error"]["kind"], "ambiguous");
    assert_eq!(error["error"]["candidates"][0]["code"], "FJ");
    assert_eq!(error["error"]["candidates"][1]["code"], "GF");
    env.refuses("org show 党支部", 4, "“党支部”可指 2 个党组织", "“党支部” could be 2 of them");
    env.line("org show 福健商会党支部").exit(4).says("是否想输入“福建商会党支部”?");
}

#[test]
fn lists_have_the_keys_of_the_contract() {
    let env = TestEnv::office();
    let orgs = env.json("org list");
    let keys: Vec<&String> = orgs[0].as_object().unwrap().keys().collect();
    let wanted =
        "code,name,short_name,kind,parent,founded,formation,district,units,members,full,probationary,secretary,status";
    assert_eq!(keys, wanted.split(',').collect::<Vec<_>>());
    assert_eq!(orgs.as_array().unwrap().len(), 3);
    let fj = &orgs[0];
    assert_eq!(fj["code"], "FJ");
    assert_eq!(
        (&fj["kind"], &fj["parent"], &fj["units"], &fj["members"], &fj["full"], &fj["probationary"]),
        (&json!("branch"), &json!("嘉兴市工商联党委"), &json!(1), &json!(2), &json!(1), &json!(1))
    );
    assert_eq!(orgs[1]["founded"], "2010-03", "a month stays a month");
    assert_eq!(env.column("org list --under JW --kind branch", "code"), ["FJ", "GF"]);
    assert_eq!(env.column("org tree", "members"), [3, 2, 1]);
    let tree = env.line("org tree").ok().out;
    assert_eq!(
        tree,
        "JW 嘉兴市工商联党委 [党委] (3人)\n├─ FJ 福建商会党支部 [党支部] (2人)\n└─ GF 光伏协会党支部 [党支部] (1人)\n"
    );
    assert_eq!(env.column("org tree GF", "code"), ["GF"]);
}

#[test]
fn a_planned_org_counts_nowhere_until_it_is_founded() {
    let env = TestEnv::office();
    env.line("org add 四川商会党支部 --kind 党支部 --planned --parent JW --code SC").ok();
    assert_eq!(env.column("org list", "code"), ["FJ", "GF", "JW"]);
    assert_eq!(env.column("org list --planned", "code"), ["SC"]);
    assert_eq!(env.json("org list --planned")[0]["status"], "planned");
    assert_eq!(env.column("org list --as-of 2030-01-01", "code"), ["FJ", "GF", "JW"]);
    env.refuses("member add 赵六 --org SC", 3, "只是拟建", "is only planned");
    env.refuses("org rename SC 别名 --date 2011-01-01", 3, "只是拟建", "is only planned");
    // A1: three full members are needed for a branch; none are known here.
    let refused = env.line("org found SC --date 2011-04-01 --approval 嘉工商党〔2011〕3号").exit(3);
    refused.says("已知的正式党员只有 0 人").says("依据: A1").says("《中国共产党章程》第二十九条").says("--override");
    env.run(["org", "found", "SC", "--date", "2011-04-01", "--override", "上级批准"]).ok().says("警告: ");
    assert_eq!(env.json("db log")[0]["override_reason"], "上级批准");
    assert_eq!(env.column("org list", "code"), ["FJ", "GF", "JW", "SC"]);
    assert_eq!(env.column("org list --as-of 2011-03-31", "code"), ["FJ", "GF", "JW"]);
    env.refuses("org found SC --date 2011-04-02", 3, "不是拟建的党组织", "is not a planned org");
}

#[test]
fn dissolution_asks_where_the_members_go() {
    let env = TestEnv::office();
    env.refuses(
        "org dissolve FJ --date 2011-04-01 --reason 合并",
        3,
        "还有 2 名党员、0 名申请人或积极分子等、0 个下级党组织",
        "still has 2 members, 0 applicants or activists and 0 orgs",
    );
    env.refuses(
        "org dissolve JW --date 2011-04-01 --reason 合并",
        3,
        "0 名申请人或积极分子等、2 个下级党组织",
        "0 applicants or activists and 2 orgs",
    );
    env.refuses("org dissolve FJ --date 2011-04-01 --reason 合并 --into FJ", 3, "不能并入自身", "into itself");
    env.refuses(
        "org dissolve FJ --date 2007-01-01 --reason 合并 --into GF",
        3,
        "于 2008-06-01 才成立",
        "was founded on 2008-06-01",
    );
    env.line("org dissolve FJ --date 2011-04-01 --reason 合并 --into GF").ok();
    env.refuses(
        "org dissolve FJ --date 2011-05-01 --reason 合并",
        3,
        "已于 2011-04-01 撤销",
        "was dissolved on 2011-04-01",
    );
    env.refuses("member add 赵六 --org FJ", 3, "已于 2011-04-01 撤销", "was dissolved on 2011-04-01");
    let shown = env.json("org show FJ --as-of 2011-04-01");
    assert_eq!((&shown[0]["status"], &shown[0]["successor"]), (&json!("dissolved"), &json!("光伏协会党支部")));
    assert_eq!(shown[0]["units"], 0);
    assert_eq!(env.column("member list --org GF", "name"), ["张三", "李四", "王五"]);
    assert_eq!(env.column("member list --org GF --as-of 2011-03-31", "name"), ["王五"]);
    assert_eq!(env.column("member list --org FJ --as-of 2011-03-31", "name"), ["张三", "李四"]);
    env.sound();
}

#[test]
fn somebody_who_entered_on_the_last_day_is_told_of() {
    let env = TestEnv::office();
    env.line("member add 赵六 --org FJ --entered 2011-04-01").ok();
    env.refuses(
        "org dissolve FJ --date 2011-04-01 --reason 合并 --into GF",
        3,
        "“福建商会党支部”在 2011-04-01 之后还有名册变动",
        "has entries after 2011-04-01",
    );
}

#[test]
fn coverage_begins_ends_and_is_corrected() {
    let env = TestEnv::office();
    let covered = |day: &str| env.column(&format!("org unit list --as-of {day}"), "covered_by");
    env.line("org cover GF 光伏协会 --from 2010-09-01").ok();
    env.refuses(
        "org cover GF 光伏协会 --from 2010-10-01",
        3,
        "已覆盖“嘉兴市光伏行业协会”(自 2010-09-01)",
        "covers “嘉兴市光伏行业协会” already",
    );
    env.refuses("org cover GF 福建商会 --from 2009-01-01", 3, "于 2010-03 才成立", "was founded on 2010-03");
    env.refuses(
        "org cover JW 福建商会 --from 2006-01-01",
        3,
        "单位“嘉兴市福建商会”于 2006-05-01 才成立",
        "was established on 2006-05-01",
    );
    env.refuses("org uncover JW 光伏协会 --to 2011-01-01", 3, "没有覆盖", "does not cover");
    env.refuses("org uncover GF 光伏协会 --to 2010-08-01", 3, "不晚于开始日期 2010-09-01", "is not after the start");
    assert_eq!(covered("2010-08-31"), [json!(null), json!("福建商会党支部")]);
    assert_eq!(covered("2010-09-01"), ["光伏协会党支部", "福建商会党支部"]);
    env.line("org cover set GF 光伏协会 --from 2010-08 --how attached").ok();
    assert_eq!(covered("2010-08-31"), ["光伏协会党支部", "福建商会党支部"]);
    env.line("org uncover GF 光伏协会 --to 2011-02-01").ok();
    assert_eq!(covered("2011-01-31"), ["光伏协会党支部", "福建商会党支部"]);
    assert_eq!(covered("2011-02-01"), [json!(null), json!("福建商会党支部")]);
    env.line("org cover set GF 光伏协会 --to 2011-03-01").ok();
    assert_eq!(covered("2011-02-01"), ["光伏协会党支部", "福建商会党支部"]);
    env.line("org cover GF 光伏协会 --from 2011-05-01 --how 联合").ok();
    assert_eq!(covered("2011-04-01"), [json!(null), json!("福建商会党支部")]);
    assert_eq!(env.column("org unit list --uncovered --as-of 2011-04-01", "name"), ["嘉兴市光伏行业协会"]);
    env.line("org unit close 福建商会 --date 2011-05-20").ok();
    assert_eq!(env.column("org unit list", "name"), ["嘉兴市光伏行业协会"]);
    assert_eq!(covered("2011-05-19"), ["光伏协会党支部", "福建商会党支部"]);
    env.refuses(
        "org unit set 福建商会 --district 经开区 --from 2011-05-25",
        3,
        "已于 2011-05-20 终止",
        "was closed on 2011-05-20",
    );
    env.refuses("org cover GF 福建商会 --from 2011-05-25", 3, "已于 2011-05-20 终止", "was closed on 2011-05-20");
    env.sound();
}

#[test]
fn attributes_of_a_unit_change_from_a_day_or_are_corrected() {
    let env = TestEnv::office();
    let members = |day: &str| env.column(&format!("org unit show 光伏协会 --as-of {day}"), "known_full_members");
    env.line("org unit set 光伏协会 --known-full-members 4 --from 2010-06-01").ok();
    assert_eq!((members("2010-05-31"), members("2010-06-01")), (vec![json!(null)], vec![json!(4)]));
    env.line("org unit set 光伏协会 --known-full-members 6").ok();
    assert_eq!((members("2010-05-31"), members("2010-06-01")), (vec![json!(null)], vec![json!(6)]));
    // What did not change with the day is mended for all time.
    env.line("org unit set 光伏协会 --district 海宁市").ok();
    let district = |day: &str| env.column(&format!("org unit show 光伏协会 --as-of {day}"), "district");
    assert_eq!((district("2009-01-01"), district("2011-01-01")), (vec![json!("海宁市")], vec![json!("海宁市")]));
    env.refuses(
        "org unit set 光伏协会 --district 平湖 --from 2007-01-01",
        3,
        "于 2008 才成立",
        "was established on 2008",
    );
    env.refuses(
        "org unit set 光伏协会 --district 平湖 --from 2010-06-01",
        3,
        "这一天已登记过一次同类变更",
        "is recorded for 2010-06-01 already",
    );
    env.refuses("org unit add 嘉兴市福建商会 --kind chamber", 3, "已有同名单位", "there is a unit");
    env.refuses(
        "org unit set 光伏协会 --uscc 51330400501234569L",
        3,
        "统一社会信用代码“51330400501234569L”有误",
        "no unified social credit code",
    );
    env.refuses(
        "org unit set 光伏协会 --from 2011-01-01 --established 2007",
        2,
        "--from 不能与",
        "--from does not go with",
    );
    env.line("org unit set 光伏协会 --uscc 51330400501234569k").ok();
    env.refuses(
        "org unit set 福建商会 --uscc 51330400501234569K",
        3,
        "已用于“嘉兴市光伏行业协会”",
        "belongs to “嘉兴市光伏行业协会”",
    );
    assert_eq!(env.column("org unit show 51330400501234569K", "name"), ["嘉兴市光伏行业协会"]);
}

#[test]
fn an_unknown_text_or_an_empty_name_is_refused() {
    let env = TestEnv::office();
    env.run(["org", "add", " ", "--kind", "branch"]).exit(2).says("名称不能为空");
    env.run(["org", "set", "FJ", "--name", ""]).exit(2).says("名称不能为空");
    env.run(["org", "set", "FJ", "--code", ""]).exit(2);
    env.run(["org", "unit", "set", "福建商会", "--name", ""]).exit(2).says("名称不能为空");
}

#[test]
fn texts_are_kept_without_the_blanks_around_them() {
    let env = TestEnv::office();
    env.run(["org", "add", " 甲支部 ", "--kind", "branch", "--code", " JZ ", "--short", " 甲 ", "--contact", " 某人 "])
        .ok();
    let shown = env.json("org show JZ");
    assert_eq!(
        (&shown[0]["name"], &shown[0]["short_name"], &shown[0]["contact"]),
        (&json!("甲支部"), &json!("甲"), &json!("某人"))
    );
    env.run(["org", "set", "JZ", "--name", " 乙支部 ", "--contact", ""]).ok();
    let shown = env.json("org show JZ");
    assert_eq!((&shown[0]["name"], &shown[0]["contact"]), (&json!("乙支部"), &json!(null)));
    env.run(["org", "rename", "JZ", "丙支部", "--short", " 丙 ", "--date", "2011-05-01"]).ok();
    assert_eq!(env.column("org show JZ", "short_name"), ["丙"]);
    env.run(["org", "rename", "JZ", " 丙支部 ", "--date", "2011-05-02"]).exit(3);
}

#[test]
fn no_day_sees_an_org_above_itself_in_whatever_order_moves_are_typed() {
    let env = TestEnv::new();
    for org in ["A", "B", "C"] {
        env.line(&format!("org add {org}组织 --kind general-branch --code {org} --founded 2000-01-01")).ok();
    }
    env.line("org move A --to B --date 2003-01-01").ok();
    env.line("org move B --to C --date 2004-01-01").ok();
    // On the day itself A stands above nobody yet; from 2004 on it would stand above itself.
    let (zh, en) = ("“A组织”自 2004-01-01 起就在“C组织”之下", "stands below “C组织” from 2004-01-01 on");
    env.refuses("org move C --to A --date 2002-01-01", 3, zh, en);
    // Until B came under it, C may have stood under A.
    env.line("org add D组织 --kind general-branch --code D --founded 2000-01-01").ok();
    env.line("org move C --to D --date 2004-01-01").ok();
    env.line("org move C --to A --date 2002-01-01").ok();
    env.sound();
    // Planted, it is named, from the day on which it is seen.
    env.connection()
        .execute_batch(
            "DELETE FROM org_parent WHERE parent_id = 4; UPDATE org_parent SET until = NULL WHERE since = '2002-01-01'",
        )
        .unwrap();
    let said = env.line("db check").exit(1).out;
    for org in ["A组织", "B组织", "C组织"] {
        assert!(
            said.lines().any(|line| line.contains("tree-loop") && line.contains(org) && line.contains("2004-01-01")),
            "{org}: {said}"
        );
    }
}

#[test]
fn a_loop_over_moves_at_different_days_is_refused_in_any_order() {
    let moves = [
        "org move A --to B --date 2010-01-01",
        "org move B --to C --date 2011-01-01",
        "org move C --to A --date 2010-06-01",
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let env = TestEnv::new();
        for code in ["A", "B", "C"] {
            env.line(&format!("org add 党委{code} --kind committee --founded 2005-01-01 --code {code}")).ok();
        }
        env.line(moves[order[0]]).ok();
        env.line(moves[order[1]]).ok();
        let refused = env.line(moves[order[2]]).exit(3);
        assert!(
            refused.err.contains("不能作它的上级") && !refused.err.contains("tree-loop"),
            "{order:?}: {}",
            refused.err
        );
        // It stands from the day on which the last of the three begins.
        let begins_last = order[2] == 1;
        assert_eq!(refused.err.contains("自 2011-01-01 起"), !begins_last, "{order:?}: {}", refused.err);
        env.sound();
    }
    // What ends before the loop would close is none.
    let env = TestEnv::new();
    for code in ["A", "B", "C"] {
        env.line(&format!("org add 党委{code} --kind committee --founded 2005-01-01 --code {code}")).ok();
    }
    env.line("org move A --to B --date 2009-01-01").ok();
    env.line("org move A --to C --date 2010-01-01").ok();
    env.line("org move B --to A --date 2010-01-01").ok();
    env.sound();
}
