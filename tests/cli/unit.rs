//! `org unit import` and `org unit export`.

use crate::env::TestEnv;

const UNITS: &str = "社会组织名称,组织类别,统一社会信用代码,成立时间,法定代表人姓名,会员企业数,从业人员数量(人),是否建有工会,共青团,所属协会商会\n\
    嘉兴市甲纺织有限公司,企业,,2001.5,周一,,120人,是,无,嘉兴市纺织行业协会\n\
    嘉兴市纺织行业协会,行业协会,51330400MJ9000014M,2003年6月1日,钱二,１２家,3,否,,\n";

#[test]
fn units_come_in_whatever_order_and_again_change_nothing() {
    let env = TestEnv::new();
    env.write("units.csv", UNITS);
    assert_eq!(env.json("org unit import units.csv")[0]["added"], 2);
    let firm = &env.json("org unit show 甲纺织")[0];
    for (key, value) in [
        ("kind", "enterprise".into()),
        ("established", "2001-05".into()),
        ("employees", 120.into()),
        ("trade_union", true.into()),
        ("youth_league", false.into()),
        ("womens_federation", serde_json::Value::Null),
        ("association", "嘉兴市纺织行业协会".into()),
    ] {
        assert_eq!(firm[key], value, "{key}");
    }
    assert_eq!(env.column("org unit show 纺织行业", "member_enterprises"), [12]);
    assert_eq!(env.json("org unit import units.csv")[0]["unchanged"], 2);
    env.line("org unit close 甲纺织 --date 2011-05-01 --reason 停业").ok();
    env.line("org unit export -o out.csv").ok();
    assert_eq!(env.json("org unit import out.csv")[0]["unchanged"], 2);
    let other = TestEnv::new();
    for format in [&[][..], &["--header", "keys"], &["--lang", "en"]] {
        let args = ["org", "unit", "export", "-f", "csv"].iter().chain(format);
        let exported = env.run(args).ok().out;
        other.write("in.csv", &exported);
        let told = &other.json("org unit import in.csv")[0];
        assert_eq!(told["rejected"], 0);
        assert_eq!(other.line("org unit export -f csv").ok().out, env.line("org unit export -f csv").ok().out);
    }
    other.sound();
}

#[test]
fn a_unit_is_known_by_its_code_else_by_its_name() {
    let env = TestEnv::office();
    env.write("code.csv", "name,uscc\n嘉兴市光伏行业协会,51330400501234569K\n");
    assert_eq!(
        env.column("org unit import code.csv -n", "detail"),
        ["统一社会信用代码: — → 51330400501234569K"],
        "no kind is needed where the unit is on record"
    );
    env.line("org unit import code.csv").ok();
    env.write("renamed.csv", "name,uscc,kind,known_full_members\n嘉兴市光伏产业协会,51330400501234569K,chamber,9\n");
    assert_eq!(
        env.column("org unit import renamed.csv -n", "detail"),
        ["单位名称: 嘉兴市光伏行业协会 → 嘉兴市光伏产业协会、类别: 行业协会 → 商会、已知正式党员数: — → 9; \
             警告: 库中的内容按更正处理, 以前的日期也随之改变; 若是某日起的变化, 请用 org unit set --from 登记"]
    );
    assert_eq!(env.json("org unit import renamed.csv")[0]["updated"], 1);
    env.write("other.csv", "name,uscc\n嘉兴市光伏产业协会,51330400MJ9000014M\n");
    env.refuses(
        "org unit import other.csv",
        3,
        "库中“嘉兴市光伏产业协会”的信用代码是",
        "“嘉兴市光伏产业协会” has the credit code",
    );
    assert_eq!(env.json("org unit import other.csv --on-duplicate skip")[0]["unchanged"], 1);
    env.refuses("org unit import other.csv --on-duplicate error", 3, "已有同名单位", "there is a unit");
    env.write("closed.csv", "name,closed\n嘉兴市福建商会,2011-01-01\n");
    env.refuses("org unit import closed.csv", 3, "请用 org unit close", "use org unit close");
    env.sound();
}

#[test]
fn every_fault_of_a_unit_is_told() {
    let env = TestEnv::office();
    env.write(
        "bad.csv",
        "单位名称,类别,统一社会信用代码,单位成立日期,会员企业数,工会,所属协会商会\n\
         ,协会,,,,,\n\
         甲公司,工厂,123,2030-01-01,许多,大概,\n\
         乙公司,企业,,,,,没有的协会\n\
         丙公司,,,,,,\n\
         丁公司,企业,,,,,戊公司\n戊公司,企业,,,,,丁公司\n",
    );
    for (zh, en) in [
        ("bad.csv:2: 单位名称: 必填", "bad.csv:2: Name: is needed"),
        ("bad.csv:3: 类别“工厂”: 应为: 行业协会、商会", "Kind “工厂”: must be one of: industry association"),
        ("bad.csv:3: 统一社会信用代码“123”: 统一社会信用代码“123”有误", "“123” is no unified social credit code"),
        ("bad.csv:3: 单位成立日期“2030-01-01”: 日期 2030-01-01 晚于今天", "2030-01-01 is later than today"),
        (
            "bad.csv:3: 会员企业数“许多”: 应为 0 或正整数",
            "Member enterprises “许多”: must be a whole number, 0 or more",
        ),
        ("bad.csv:3: 工会“大概”: 应为: 是、否", "Trade union “大概”: must be one of: yes, no"),
        ("bad.csv:4: 所属协会商会“没有的协会”: 找不到单位", "bad.csv:4: Association “没有的协会”: no unit answers to"),
        ("bad.csv:5: 类别: 必填", "bad.csv:5: Kind: is needed"),
        ("bad.csv:6: 所属协会商会“戊公司”: “丁公司”的所属协会商会成环", "“丁公司” belongs to itself"),
    ] {
        env.refuses("org unit import bad.csv", 3, zh, en);
    }
    env.write("twice.csv", "name,kind,leader\n己公司,enterprise,张\n己公司,enterprise,李\n");
    env.refuses("org unit import twice.csv", 3, "与 twice.csv:2 是同一对象", "is the same as twice.csv:2");
    env.refuses("org unit import twice.csv --clear-empty", 2, "--clear-empty", "--clear-empty");
    let ran = env.line("org unit import bad.csv --keep-going").exit(1);
    assert!(ran.err.contains("新增 0, 更新 0, 未变 0, 拒绝 6"), "{}", ran.err);
    let rejects = std::fs::read_to_string(env.path("bad.rejects.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 7, "{rejects}");
}

#[test]
fn a_masked_export_of_orgs_does_not_wipe_telephones() {
    let env = TestEnv::new();
    env.line("org add 甲党委 --kind committee --code A --phone 0573-82012345").ok();
    env.line("org export -o masked.csv").ok();
    env.refuses("org import masked.csv", 3, "电话已遮盖, 不能导入", "is masked; export again with --reveal");
    env.line("org export --reveal -o full.csv").ok();
    assert_eq!(env.json("org import full.csv")[0]["unchanged"], 1);
}

#[test]
fn odd_names_go_out_and_come_back() {
    let env = TestEnv::new();
    for name in ["五金、塑料行业协会", "五金协会", "塑料协会", "=1+1", "“甲”,\"乙\"商会", "无锡商会"]
    {
        env.run(["org", "unit", "add", name, "--kind", "association", "--leader", "'=x\n二行", "--industry", "@"]).ok();
    }
    env.run([
        "org",
        "add",
        "支部",
        "--kind",
        "joint-branch",
        "--unit",
        "五金、塑料行业协会",
        "--unit",
        "“甲”,\"乙\"商会",
    ])
    .ok();
    let other = TestEnv::new();
    for verb in ["org unit", "org"] {
        let exported = env.line(&format!("{verb} export -f csv")).ok().out;
        for env in [&env, &other] {
            env.write("in.csv", &exported);
            assert_eq!(env.json(&format!("{verb} import in.csv"))[0]["rejected"], 0);
        }
        assert_eq!(other.line(&format!("{verb} export -f csv")).ok().out, exported);
    }
    env.write("both.csv", "代码,名称,类别,覆盖单位\nX,新支部,党支部,五金协会、塑料协会；无锡商会\n");
    assert_eq!(env.json("org import both.csv")[0]["added"], 1);
    assert_eq!(env.column("org show X", "units_covered").len(), 1);
    env.write("none.csv", "代码,名称,类别,覆盖单位\nY,又一支部,党支部,五金协会、没有的协会\n");
    env.refuses("org import none.csv", 3, "覆盖单位“没有的协会”: 找不到单位", "“没有的协会”: no unit answers to");
}

#[test]
fn a_unit_has_the_full_members_of_its_own_branch() {
    let env = TestEnv::office();
    // 张三 works in the chamber of the branch FJ; 赵六 is on its roll and works elsewhere.
    env.line("member add 赵六 --org FJ --joined 2000-07-01 --full-on 2001-07-01 --entered 2009-01-01 --unit 某公司")
        .ok();
    env.line("org unit add 第三商会 --kind chamber --established 2001").ok();
    let full = |day: &str| {
        let rows = env.json(&format!("org unit list --as-of {day}"));
        let of = |name: &str| {
            rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["full_members"].clone()
        };
        (of("嘉兴市福建商会"), of("第三商会"))
    };
    assert_eq!((full("2008-12-31"), full("2009-01-01")), ((1.into(), 0.into()), (2.into(), 0.into())));
    env.line("org unit set 福建商会 --known-full-members 1").ok();
    let behind = env.json("report coverage --explain kind=native-chamber");
    assert_eq!(behind[0]["unit_full_members"], 2);
}

#[test]
fn it_does_not_matter_what_was_typed_first() {
    // A unit that was closed, a member who worked there, in either order; and a unit typed after the member.
    let told = |first: bool| {
        let env = TestEnv::new();
        env.line("org add 甲支部 --kind branch --code A --founded 2005-01-01").ok();
        let unit = [
            "org unit add 测试协会 --kind association --established 2000-01-01",
            "org unit close 测试协会 --date 2010-06-01",
        ];
        let member =
            "member add 李三 --org A --joined 1990-07-01 --full-on 1991-07-01 --entered 2007-01-01 --unit 测试协会";
        let lines = if first { [member, unit[0], unit[1]] } else { [unit[0], unit[1], member] };
        for line in lines {
            env.line(line).ok();
        }
        env.sound();
        ["2009-01-01", "2011-01-01"].map(|day| env.json(&format!("report structure --by unit-kind --as-of {day}")))
    };
    assert_eq!(told(true), told(false));
    assert_eq!(told(false)[0][0]["unit-kind"], "association");
    let env = TestEnv::new();
    env.line("org add 甲支部 --kind branch --code A --founded 2005-01-01").ok();
    env.line("member add 李三 --org A --entered 2007-01-01 --unit 新协会").ok();
    env.line("org unit add 新协会 --kind association --established 2000-01-01")
        .ok()
        .says("已有 1 人的工作单位写作“新协会”");
    assert_eq!(env.column("org unit list", "name"), ["新协会"]);
    env.line("db undo").ok();
    assert_eq!(env.column("member list", "unit"), ["新协会"]);
    env.sound();
}
