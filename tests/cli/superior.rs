//! The superior's forms with a row for each unit: the yearly inspection and the ledger of member enterprises.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// An association and an enterprise with a branch each; an association and an enterprise without.
fn office() -> TestEnv {
    let env = TestEnv::new();
    for line in [
        "org unit add 家纺协会 --kind association --established 2001 --authority 市工商联",
        "org unit add 皮革协会 --kind association --established 2001",
        "org unit add 甲公司 --kind enterprise --established 2001 --association 家纺协会 --district 海宁市 --employees 120 --trade-union yes",
        "org unit add 乙公司 --kind enterprise --established 2001 --association 家纺协会",
        "org add 商会党委 --kind committee --founded 2001-01-01 --code DW",
        "org add 家纺协会党支部 --kind branch --parent DW --founded 2001-06-01 --code JF --unit 家纺协会",
        "org add 甲公司党支部 --kind branch --parent DW --founded 2009-01-01 --code JG --unit 甲公司",
        "member add 甲 --org JF --birth 1975-12-31 --education 硕士 --joined 1999-05-01 --full-on 2000-05-01 --entered 2006-01-01 --unit 家纺协会",
        "member add 乙 --org JF --birth 1974-12-31 --education 本科 --joined 1999-05-01 --full-on 2000-05-01 --entered 2006-01-01 --unit 乙公司 --owner",
        "member add 丙 --org JF --birth 1957-06-01 --education 高中 --job 退休 --joined 1980-01-01 --full-on 1981-01-01 --entered 2006-01-01",
        "member add 丁 --org JG --birth 1949-01-01 --education 初中 --joined 1980-01-01 --full-on 1981-01-01 --entered 2009-01-01 --unit 家纺协会",
        "member add 戊 --org JG --birth 1985-01-01 --education 大专 --job 工人 --joined 2010-05-01 --category probationary --entered 2010-05-01 --unit 甲公司",
        "member add 己 --org JG --joined 1999-01-01 --full-on 2000-01-01 --entered 2009-01-01",
        "member end 己 --date 2010-03-01 --reason expelled",
        "member add 王指导 --no-roll",
        "org post add JF 甲 书记 --from 2009-01-01 --how 选举 --full-time",
        "org post add JG 丁 书记 --from 2009-01-01 --how 选派",
        "member title add 甲 家纺协会 --title 副会长 --since 2010-01-01",
        "org instructor add 王指导 皮革协会 --since 2010-01-01",
        "org plan set 皮革协会 --reason 不足三名正式党员 --date 2010-02-01",
        "org venue add JF --name 活动室 --area 80 --since 2010-01-01",
        "org pledge add JF --item 服务会员:培训会员 --date 2010-03-01",
        "member dues rate 丁 --monthly 10 --from 2010-01",
        "meeting record JF --kind study --date 2010-03-01 --present 2",
        "meeting record JF --kind lecture --date 2010-04-01 --present 2",
        "meeting record JF --kind study-tour --date 2010-05-01 --present 2",
        "meeting record JF --kind contest --date 2010-06-01 --present 2",
        "meeting record JF --kind service --date 2010-07-01 --present 2",
        "meeting record JF --kind general --date 2010-08-01 --present 2",
        "meeting record JF --kind study --date 2011-03-01 --present 2",
    ] {
        env.line(line).ok();
    }
    env
}

fn of(row: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|key| row.get(key).cloned().unwrap_or_else(|| panic!("{key}"))).collect::<Vec<_>>().into()
}

#[test]
fn the_yearly_inspection_has_a_row_a_social_organisation() {
    let env = office();
    let rows = env.json("report annual-check --year 2010");
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["unit"].as_str().unwrap()).collect::<Vec<_>>(), ["家纺协会", "皮革协会"]);
    let (built, without) = (&rows[0], &rows[1]);
    // 甲 and 乙 and 丙 of its branch, and 丁, who works there and is enrolled with the enterprise.
    let members = ["members", "admitted", "retired", "age_to_35", "age_36_50", "age_51_60", "age_over_60"];
    assert_eq!(of(built, &members), json!([4, 0, 1, 1, 1, 1, 1]));
    assert_eq!(of(built, &["high_school_less", "college_level", "master_on"]), json!([2, 1, 1]));
    assert_eq!(of(built, &["under_other", "under_own"]), json!([1, 3]));
    let org = ["built", "form", "org", "org_kind", "parent", "has_venue"];
    assert_eq!(of(built, &org), json!([true, "own", "家纺协会党支部", "branch", "商会党委", true]));
    let head = ["secretary", "title", "head_age", "leading_members", "full_time_workers"];
    assert_eq!(of(built, &head), json!(["甲", "vice-president", 35, 1, 1]));
    let held = ["branch_study", "lectures", "tours", "arts", "other_study", "meetings", "deeds", "pledges"];
    assert_eq!(of(built, &held), json!([1, 1, 1, 1, 0, 6, 1, 1]));
    // What nobody records is empty, never 0, also where there is an org.
    let unknown = [
        "full_time_members",
        "studied_abroad",
        "under_authority",
        "under_host",
        "under_district",
        "under_former",
        "from_dues",
        "from_above",
        "from_business",
        "from_budget",
        "from_others",
        "self_study",
        "liaison",
    ];
    assert_eq!(of(built, &unknown), Value::from(vec![Value::Null; 13]));
    let why = ["built", "reason", "instructor", "members", "under_own", "has_venue", "meetings"];
    assert_eq!(of(without, &why), json!([false, "few-members", "王指导", 0, null, null, null]));
    // The year after: one study so far, everybody a year older.
    let after = env.json("report annual-check --year 2011");
    assert_eq!(of(&after[0], &["branch_study", "meetings", "age_to_35"]), json!([1, 1, 1]));
    assert_eq!(env.column("report annual-check --year 2010 --under JG", "unit"), [] as [&str; 0]);
}

#[test]
fn the_ledger_of_member_enterprises_has_a_row_each() {
    let env = office();
    let rows = env.json("report two-new --year 2010");
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["unit"].as_str().unwrap()).collect::<Vec<_>>(), ["乙公司", "甲公司"]);
    let (without, built) = (&rows[0], &rows[1]);
    let what = ["association", "district", "employees", "owner", "built", "founded", "form", "org_kind", "trade_union"];
    assert_eq!(of(built, &what), json!(["家纺协会", "海宁市", 120, null, true, "2009-01-01", "own", "branch", true]));
    assert_eq!(
        of(built, &["secretary_name", "how_secretary", "workers", "full_time_workers"]),
        json!(["丁", "dispatched", 1, 0])
    );
    // 丁 and 戊; 己 was expelled in March; of 丁 dues are owed.
    let members = ["enrolled_here", "enrolled_elsewhere", "age_to_35", "front_line", "admitted_in_3", "removed_in_3"];
    assert_eq!(of(built, &members), json!([2, 0, 1, 1, 1, 1]));
    assert_eq!(
        of(built, &["dues_full", "has_venue", "area", "meetings_kept", "terms_kept"]),
        json!([false, false, null, false, null])
    );
    // 乙 owns the other one, is a member elsewhere, and nobody is its secretary.
    let owner =
        ["owner", "owner_member", "owner_secretary", "built", "enrolled_here", "enrolled_elsewhere", "admitted_in_3"];
    assert_eq!(of(without, &owner), json!(["乙", true, null, false, 0, 1, null]));
    let unknown = [
        "registered",
        "enterprise_type",
        "revenue",
        "above_scale",
        "owner_delegate",
        "middle_managers",
        "senior_titles",
        "rotated",
        "budgeted",
    ];
    assert_eq!(of(built, &unknown), Value::from(vec![Value::Null; 9]));
    // Once they are paid, dues are paid in full.
    env.line("member dues pay 丁 --months 2010 --date 2010-12-20").ok();
    assert_eq!(env.json("report two-new --year 2010")[1]["dues_full"], true);
}
