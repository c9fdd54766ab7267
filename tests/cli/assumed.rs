//! Every report and list of a past day says how many of its people rest on a start that was only assumed.

use crate::activist::on;
use crate::env::TestEnv;

/// 张三 and 王五 entered on days that are known. Four are on a roll since nobody knows when: 李四 (on probation since
/// 2010-07-01) and 赵六 (full) in FJ, both assumed, 赵六 from the founding of FJ, 2008-06-01, on; 钱七 in GF from its
/// founding, 2010-03, on, where full membership of 2010-09-01 divides the stay; 孙八 in FJ from 2009-01-10 on, suspended
/// since 2011-02-01.
fn office() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "member add 赵六 --org FJ --joined 2001-07-01 --full-on 2002-07-01 --unit 嘉兴市福建商会",
        "member add 钱七 --org GF --joined 2009-09-01 --full-on 2010-09-01",
        "member add 孙八 --org FJ --joined 2009-01-10 --full-on 2010-01-10",
        "member suspend 孙八 --date 2011-02-01 --reason 失去联系",
    ] {
        env.line(line).ok();
    }
    env
}

/// How many people the note of a command line counts, read in both languages; none without a note.
#[track_caller]
fn noted(env: &TestEnv, line: &str) -> usize {
    let zh = env.line(line).ok().err;
    let en = env.line(&format!("{line} --lang en")).ok().err;
    let zh = zh.lines().filter_map(|line| line.strip_suffix(" 人的在册起始日是推定的")?.split_once("的数字中有 "));
    let en = en
        .lines()
        .filter_map(|line| line.strip_suffix(" rest on an assumed start")?.split_once(" of the people counted on "));
    let zh: Vec<usize> = zh.map(|(_, count)| count.parse().unwrap()).collect();
    let en: Vec<usize> = en.map(|(count, _)| count.parse().unwrap()).collect();
    assert!(zh == en && zh.len() < 2, "{line}: {zh:?} {en:?}");
    assert_eq!(env.line(&format!("{line} -q")).ok().err, "", "{line}");
    zh.first().copied().unwrap_or_default()
}

#[track_caller]
fn notes(env: &TestEnv, counts: &[(&str, usize)]) {
    for (line, count) in counts {
        assert_eq!(noted(env, line), *count, "{line}");
    }
}

#[test]
fn the_note_has_the_day_and_both_languages() {
    let env = office();
    let said = |lang: &str| env.line(&format!("org tree --as-of 2010-12-31 --lang {lang}")).ok().err;
    assert_eq!(said("zh"), "截至 2010-12-31 的数字中有 4 人的在册起始日是推定的\n");
    assert_eq!(said("en"), "4 of the people counted on 2010-12-31 rest on an assumed start\n");
    assert_eq!(env.line("org tree --as-of 2010-12-31 -f json").ok().err, said("zh"), "who reads JSON is told as well");
}

#[test]
fn the_day_before_the_start_the_start_and_the_day_after() {
    let env = office();
    // 李四 from 2010-07-01 on, beside 赵六 and 孙八 in FJ.
    for line in [
        "org list --under FJ",
        "org show FJ",
        "org tree FJ",
        "member list --org FJ",
        "member export --under FJ",
        "report structure --under FJ",
        "report roster --under FJ",
        "report overview --under FJ",
    ] {
        let counts =
            ["2010-06-30", "2010-07-01", "2010-07-02"].map(|day| noted(&env, &format!("{line} --as-of {day}")));
        assert_eq!(counts, [2, 3, 3], "{line}");
    }
    // The first of all is 赵六, from the day FJ was founded; before it nobody is counted.
    for (day, count) in [("2008-05-31", 0), ("2008-06-01", 1), ("2008-06-02", 1)] {
        for line in
            ["org list", "org tree", "org show FJ", "member list", "member export", "report structure", "report roster"]
        {
            assert_eq!(noted(&env, &format!("{line} --as-of {day}")), count, "{line} on {day}");
        }
    }
    // Today's roll is what it is; that of tomorrow too.
    for line in [
        "org list",
        "org tree",
        "org show FJ",
        "member list",
        "member export",
        "report structure",
        "report roster",
        "activist list",
        "org unit list",
    ] {
        assert_eq!(noted(&env, line), 0, "{line}");
        assert_eq!(noted(&env, &format!("{line} --as-of 2011-06-01")), 0, "{line}");
    }
    assert_eq!(noted(&env, "org list --as-of 2011-05-30"), 3, "yesterday, 孙八 suspended");
}

#[test]
fn each_list_counts_whom_it_lists() {
    let env = office();
    notes(
        &env,
        &[
            // Counted as members: the suspended are not.
            ("org list --as-of 2011-03-01", 3),
            ("org list --as-of 2011-03-01 --kind committee", 0),
            ("org list --as-of 2011-03-01 --limit 1", 2), // FJ, the first by code
            ("org show GF --as-of 2011-03-01", 1),
            ("org show JW --as-of 2011-03-01", 0),
            ("org tree --as-of 2011-03-01", 3),
            ("org tree GF --as-of 2011-03-01", 1),
            ("org tree --as-of 2011-03-01 --columns code,members", 3),
            // Listed: the suspended too.
            ("member list --as-of 2011-03-01", 4),
            ("member list --as-of 2011-01-31", 4),
            ("member list --as-of 2011-03-01 --org GF", 1),
            ("member list --as-of 2011-03-01 --under GF", 1),
            ("member list --as-of 2011-03-01 --category probationary", 1),
            ("member list --as-of 2011-03-01 --left", 0),
            ("member find 赵六 --as-of 2011-03-01", 1),
            ("member find 张三 --as-of 2011-03-01", 0),
            ("member export --as-of 2011-03-01 --all", 4),
            ("member export --as-of 2011-03-01 --org FJ", 3),
            // On probation, as only the roll tells: 李四, and 钱七 until 2010-09-01.
            ("activist list --as-of 2011-03-01", 1),
            ("activist list --as-of 2010-08-31", 2),
            ("activist list --as-of 2010-08-31 --org GF", 1),
            ("activist list --as-of 2010-08-31 --stage applicant", 0),
            // 赵六 works at the chamber of FJ; FJ is its own branch, with 孙八 until he was suspended.
            ("org unit list --as-of 2010-12-31", 2),
            ("org unit list --as-of 2011-03-01", 1),
            ("org unit show 光伏协会 --as-of 2011-03-01", 0),
        ],
    );
    env.line("member flow out 赵六 --to 上海 --date 2010-10-01").ok();
    notes(&env, &[("member flow list --as-of 2010-10-01", 1), ("member flow list --as-of 2010-09-30", 0)]);
    // 李四 applied before; the roll says since when she was on probation.
    env.write("way.csv", "姓名,出生日期,所在党支部,申请入党日期,加入党组织日期\n李四,1975,FJ,2009-01-05,2010-07-01\n");
    env.line("activist import way.csv").ok();
    notes(
        &env,
        &[
            ("activist export --as-of 2010-06-30", 0), // an applicant still
            ("activist export --as-of 2010-07-01", 1),
            ("activist export --as-of 2010-07-02", 1),
            ("activist export --as-of 2010-07-01 --org GF", 0),
            ("activist list --as-of 2010-07-01 --org FJ", 1),
        ],
    );
}

#[test]
fn each_report_counts_whom_it_counts() {
    let env = office();
    env.line("member flow out 赵六 --to 上海 --date 2010-10-01").ok();
    env.line("member lost 赵六 --date 2010-11-01").ok();
    notes(
        &env,
        &[
            ("report structure --as-of 2011-03-01", 3),
            ("report structure --as-of 2011-03-01 --under GF", 1),
            ("report structure --as-of 2011-03-01 --explain category=probationary", 1),
            ("report roster --as-of 2011-03-01", 4),
            ("report overview --as-of 2011-03-01", 3),
            ("report development --as-of 2010-08-31", 2),
            ("report development --as-of 2010-08-31 --under GF", 1),
            ("report coverage --as-of 2010-12-31", 2),
            ("report coverage --as-of 2010-12-31 --under GF", 0),
            ("report floating --as-of 2010-12-31", 1), // away and out of touch: one
            ("report floating --as-of 2010-09-30", 0),
            ("report orgs --as-of 2010-12-31", 0),
            ("report transfers --as-of 2010-12-31", 0),
        ],
    );
}

/// Opening, flow and closing of a year rest on those who stood there at some time of it.
#[test]
fn a_period_counts_whoever_it_counts_at_any_time() {
    let env = office();
    notes(
        &env,
        &[
            ("report annual --year 2007", 0),
            ("report annual --year 2008", 1), // 赵六 first recorded
            ("report annual --year 2009", 2), // 赵六 there, 孙八 first recorded
            ("report annual --year 2010", 4),
            ("report annual --year 2010 --under GF", 1),
            ("report annual --year 2011", 4), // 孙八 in the opening, then suspended
            ("report annual --from 2011-02-01 --to 2011-05-31", 4), // the day before still counted
            ("report annual --from 2011-02-02 --to 2011-05-31", 3),
            ("report training --by org --year 2010", 4),
            ("report training --by org --year 2010 --under FJ", 3),
            ("report growth --year 2008", 1), // 赵六 at the founding of FJ
            ("report growth --year 2009", 0),
            ("report growth --year 2010", 1), // 钱七 at that of GF
            ("report growth --from 2008-01-01 --to 2010-12-31", 2),
            ("report growth --under GF --from 2008-01-01 --to 2010-12-31", 1),
        ],
    );
    // Founded and dissolved in one period: 赵六 is one, and 孙八, whose stay was divided, counts while he is no suspended one.
    on(&env, "2011-12-31", "member restore 孙八 --date 2011-06-30 --reason 恢复").ok();
    on(&env, "2011-12-31", "org dissolve FJ --date 2011-09-01 --reason 合并 --into GF").ok();
    let growth = on(&env, "2011-12-31", "report growth --from 2008-06-01 --to 2011-12-31").ok();
    drop(growth.says("截至 2011-12-31 的数字中有 4 人的在册起始日是推定的"));
}

#[test]
fn a_founding_put_right_moves_the_starts_that_rested_on_it() {
    let env = TestEnv::office();
    // Both joined long before FJ was founded, on 2008-06-01; 孙八 joined after it; 张三 came on a day that is known.
    env.line("member add 赵六 --org FJ --joined 2001-07-01 --full-on 2002-07-01").ok();
    env.line("member add 钱七 --org FJ --joined 2007-03-01 --full-on 2008-03-01").ok();
    env.line("member add 孙八 --org FJ --joined 2009-01-10 --full-on 2010-01-10").ok();
    let on = |day: &str| env.column(&format!("member list --org FJ --as-of {day}"), "name");
    assert!(on("2008-05-31").is_empty());
    assert_eq!(on("2008-06-01"), ["张三", "赵六", "钱七"]);
    // Earlier: 赵六 from the founding, 钱七 from joining on, and on probation for the first year.
    env.line("org set FJ --founded 2006-01-01")
        .ok()
        .says("成立日期: 2008-06-01 → 2006-01-01")
        .says("2008-06-01 → 2006-01-01")
        .says("2008-06-01 → 2007-03-01");
    assert_eq!(on("2006-01-01"), ["赵六"]);
    assert_eq!(on("2007-03-01"), ["赵六", "钱七"]);
    let structure = env.json("report structure --by category --under FJ --as-of 2007-12-31");
    let counted = |category: &str| {
        structure.as_array().unwrap().iter().find(|row| row["category"] == category).map(|row| row["members"].clone())
    };
    assert_eq!((counted("full"), counted("probationary")), (Some(1.into()), Some(1.into())), "{structure}");
    env.sound();
    env.line("db undo").ok();
    assert_eq!(on("2008-06-01"), ["张三", "赵六", "钱七"]);
    assert!(on("2007-12-31").is_empty());
    // Later: nobody stands on a roll before there is an org. 张三, who came on 2008-06-01, holds the day.
    env.line("org set FJ --founded 2008-09-01").exit(3);
    env.line("member set 张三 --entered 2008-10-01").ok();
    env.line("org set FJ --founded 2008-09-01").ok();
    assert!(on("2008-08-31").is_empty());
    assert_eq!(on("2008-09-01"), ["赵六", "钱七"]);
    assert_eq!(on("2009-01-10"), ["张三", "赵六", "钱七", "孙八"]);
    env.sound();
}
