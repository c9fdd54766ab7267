//! The papers of an org: its founding, the dues of a year, the meetings of a quarter.

use crate::env::{TestEnv, ran};
use crate::paper::text;

fn office() -> TestEnv {
    let env = TestEnv::office();
    std::fs::create_dir(env.path("out")).unwrap();
    env
}

/// What a form says of an org, the file of which is called by this name.
fn filled(env: &TestEnv, line: &str, file: &str) -> String {
    env.line(&format!("paper fill {line} -o out -y")).ok();
    text(&env.path(&format!("out/{file}.docx")))
}

#[test]
fn a_planned_org_is_asked_for_and_agreed_to() {
    let env = office();
    for line in [
        "org unit add 嘉兴市山东商会 --kind native-chamber --established 2009-03 --known-full-members 4",
        "org add 中共嘉兴市山东商会支部委员会 --short 山东商会党支部 --kind branch --parent JW --planned --code SD --unit 嘉兴市山东商会 \
         --requested 2011-05-20 --request-no 鲁商〔2011〕8号",
    ] {
        env.line(line).ok();
    }
    let name = "中共嘉兴市山东商会支部委员会";
    let asked = filled(&env, "成立请示 SD", &format!("成立请示-{name}"));
    for line in [
        "关于建立中共嘉兴市山东商会支部委员会的请示\n鲁商〔2011〕8号\n嘉兴市工商联党委：\n",
        "一、所在单位。嘉兴市山东商会，2009年3月成立，现有正式党员4名。",
        "隶属嘉兴市工商联党委领导。",
        "\n嘉兴市山东商会\n（盖章）\n二〇一一年五月二十日\n",
    ] {
        assert!(asked.contains(line), "{line}: {asked}");
    }
    // The reply came in August 2011; until then its number is a blank line.
    env.line("paper fill founding-reply SD -o out").ok().says("留空待填: 批准文号");
    let later = |line: &str| {
        let mut command = env.command(line.split_whitespace());
        ran(command.env("DANGWU_TODAY", "2011-08-31").output().unwrap())
    };
    later("org set SD --approved 2011-08-16 --approval 嘉协商党〔2011〕12号").ok();
    later("paper fill founding-reply SD -o out -y").ok();
    let agreed = text(&env.path(&format!("out/成立批复-{name}.docx")));
    for line in [
        "关于同意建立中共嘉兴市山东商会支部委员会的批复\n嘉协商党〔2011〕12号\n嘉兴市山东商会：\n",
        "你们2011年5月20日《关于建立中共嘉兴市山东商会支部委员会的请示》（鲁商〔2011〕8号）收悉。",
        "\n嘉兴市工商联党委\n（盖章）\n二〇一一年八月十六日\n",
    ] {
        assert!(agreed.contains(line), "{line}: {agreed}");
    }
    // Nobody stands on the roll of what is only planned.
    env.refuses("paper fill roster SD -o out", 3, "没有登记“党员数”", "has no members on record");
    env.line("paper fill roster SD -o out").exit(3).says("org found");
}

#[test]
fn a_request_of_several_units_tells_why_they_share_an_org() {
    let env = office();
    for line in [
        "org unit add 嘉兴市网吧协会 --kind association",
        "org unit add 嘉兴市娱乐行业协会 --kind association",
        "org add 娱乐网吧联合党支部 --kind joint-branch --parent JW --planned --code YW --unit 嘉兴市网吧协会 --unit 嘉兴市娱乐行业协会 \
         --formation-reason industry",
    ] {
        env.line(line).ok();
    }
    let asked = filled(&env, "founding-request YW", "成立请示-娱乐网吧联合党支部");
    assert!(asked.contains("拟采取联合组建的方式建立娱乐网吧联合党支部"), "{asked}");
    assert!(
        asked.contains("一、所在单位。嘉兴市网吧协会；嘉兴市娱乐行业协会。由几个单位共同组建的原因：行业相近。"),
        "{asked}"
    );
    assert!(asked.contains("\n嘉兴市网吧协会、嘉兴市娱乐行业协会\n（盖章）\n二〇一一年五月三十一日\n"), "{asked}");
}

#[test]
fn the_register_of_dues_has_twelve_months_and_their_sums() {
    let env = office();
    for line in [
        "member dues rate 张三 --from 2011-01 --base 4000",
        "member dues pay 张三 --months 2011-01..2011-03 --date 2011-03-05",
        "member dues rate 李四 --from 2011-01 --base 2400",
        "member dues pay 李四 --months 2011-01 --date 2011-01-10",
        "member dues waive 李四 --months 2011-02..2011-03 --reason 生活困难 --approved-by 工商联党委 --date 2011-01-28",
    ] {
        env.line(line).ok();
    }
    let file = "党费收缴登记表-福建商会党支部";
    let said = filled(&env, "dues-register FJ", file);
    assert!(said.starts_with("2011年度党费收缴登记表\n"), "{said}");
    // 1% of 4000 and 0.5% of 2400 a month.
    let (one, other) = (
        "\n1\n张三\n4000.00\n1%\n40.00\n40.00\n40.00\n40.00\n\n\n\n\n\n\n\n\n\n120.00\n",
        "\n2\n李四\n2400.00\n0.5%\n12.00\n12.00\n免\n免\n\n\n\n\n\n\n\n\n\n12.00\n",
    );
    assert!(said.contains(one) && said.contains(other) && said.contains("合　　计\n132.00\n"), "{said}");
    // From January to May: five times 40, and three times 12, two months being waived.
    let public = filled(&env, "党费收缴公示表 FJ", "党费收缴公示表-福建商会党支部");
    assert!(public.contains("福建商会党支部2011年1月至2011年5月党费收缴情况"), "{public}");
    assert!(
        public.contains("\n1\n张三\n40.00\n200.00\n120.00\n欠交80.00\n2\n李四\n12.00\n36.00\n12.00\n欠交24.00\n"),
        "{public}"
    );
    assert!(public.contains("合　　计\n236.00\n132.00\n"), "{public}");
    // In February nothing but what was paid by then; who comes in March owes nothing here before, and without a rate nobody knows how much.
    let then = filled(&env, "dues-register FJ --as-of 2011-02-15", file);
    assert!(then.contains("合　　计\n12.00\n") && then.contains("\n12.00\n免\n免\n"), "{then}");
    env.line("member add 陈一 --org FJ --joined 2003-07-01 --full-on 2004-07-01 --entered 2011-03-10").ok();
    env.line("paper fill dues-register FJ -o out -y").ok().says("留空待填: 基数、比例、月应交");
    let now = text(&env.path(&format!("out/{file}.docx")));
    assert!(now.contains("\n3\n陈一\n\n\n\n／\n／\n\n\n\n\n\n\n\n\n\n\n0.00\n"), "{now}");
    env.line("paper fill dues-notice FJ -o out -y").ok().says("月应交、应交、应交合计");
    env.refuses("paper fill dues-register JW -o out", 3, "没有登记“党费登记”", "has no dues of the year on record");
}

#[test]
fn the_meetings_of_a_quarter_stand_by_branch_and_month() {
    let env = office();
    for line in [
        "org add 福建商会第一党小组 --kind group --parent FJ --founded 2009 --code G1",
        "meeting record FJ --kind general --date 2011-04-22 --attend 张三",
        "meeting record FJ --kind committee --date 2011-04-05 --attend 张三",
        "meeting record FJ --kind committee --date 2011-04-20 --attend 张三",
        "meeting record FJ --kind theme-day --date 2011-05 --present 2",
        "meeting record G1 --kind group --date 2011-05-03 --due 1 --present 1",
        "meeting record GF --kind lecture --date 2011-03-31 --attend 王五",
        "meeting record GF --kind lecture --date 2011-05-31 --attend 王五",
    ] {
        env.line(line).ok();
    }
    let file = "三会一课季度统计表-嘉兴市工商联党委";
    let said = filled(&env, "meetings-quarter JW", file);
    assert!(said.starts_with("2011年第二季度“三会一课”统计表\n"), "{said}");
    assert!(said.contains("\n党员大会\n支部委员会\n党小组会\n党课\n主题党日\n\n4月\n5月\n6月\n4月\n"), "{said}");
    assert!(
        said.contains(
            "\n福建支部\n4.22\n\n\n4.5、4.20\n\n\n\n5.3\n\n\n\n\n\n5月\n\n光伏支部\n\n\n\n\n\n\n\n\n\n\n5.31\n\n\n\n\n"
        ),
        "{said}"
    );
    assert!(!said.contains("党小组\n"), "{said}");
    // The day before, in the same quarter; and the quarter before.
    let before = filled(&env, "meetings-quarter JW --as-of 2011-05-30", file);
    assert!(!before.contains("5.31"), "{before}");
    let first = filled(&env, "meetings-quarter GF --as-of 2011-03-31", "三会一课季度统计表-光伏协会党支部");
    assert!(first.contains("第一季度") && first.contains("\n1月\n2月\n3月\n") && first.contains("\n3.31\n"), "{first}");
}
