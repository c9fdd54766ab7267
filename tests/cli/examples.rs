//! The help at its three depths, and the examples in it: each runs on a small office as it stands there.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::env::TestEnv;

const EXAMPLES: &str = include_str!("../../src/cli/examples.txt");
const TOPICS: [&str; 2] = [include_str!("../../src/cli/topics/zh.txt"), include_str!("../../src/cli/topics/en.txt")];

/// What an office has recorded in which the examples make sense.
const OFFICE: &str = "\
org add 中共嘉兴市行业协会商会委员会 --kind 党委 --short 商会党委 --founded 2005-01-01
org add 中共南湖区行业协会商会工作委员会 --kind 党委 --short 南湖工委 --founded 2005-01-01
org unit add 嘉兴市福建商会 --kind 异地商会 --short 福建商会 --established 2006-05-01 --district 南湖区
org unit add 嘉兴市光伏行业协会 --kind 行业协会 --short 光伏协会 --established 2008-03-01
org unit add 嘉兴市温州商会 --kind 异地商会 --short 温州商会 --established 2009-03-01 --known-full-members 4
org add 中共嘉兴市福建商会支部委员会 --kind 党支部 --parent 商会党委 --short 福建商会党支部 --founded 2008-06-18 --unit 福建商会
org add 中共嘉兴市光伏行业协会支部委员会 --kind 党支部 --parent 商会党委 --short 光伏协会党支部 --founded 2010-03-01 --unit 光伏协会
org unit add 安徽商会 --kind 异地商会 --established 2009-03-01 --known-full-members 4
org add 安徽商会党支部 --kind 党支部 --parent 商会党委 --planned --unit 安徽商会
org add 海宁县域支部 --kind 党支部 --founded 2010-01-01
member add 张三 --org 福建商会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2008-06-18 --sex 男
member add 王五 --org 福建商会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2008-06-18 --sex 男
member add 赵六 --org 福建商会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2008-06-18 --sex 女
member add 李二 --org 福建商会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2008-06-18 --sex 女
member add 李四 --org 福建商会 --joined 2010-05-28 --category 预备党员 --entered 2010-06-18
member add 何二 --org 光伏协会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2010-06-18
member add 何二 --no-roll
member add 孙七 --org 光伏协会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2010-06-18
member add 周八 --org 光伏协会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2010-06-18
member add 吴九 --org 光伏协会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2010-06-18
member add 郑十 --org 光伏协会 --joined 1998-07-01 --full-on 1999-07-01 --entered 2010-06-18
member add 沈先生 --no-roll
member suspend 孙七 --date 2011-02-01 --reason 组织调查
member flow out 周八 --to 上海市 --date 2011-02-01
member lost 吴九 --date 2010-08-01
transfer out 郑十 --to 杭州某支部 --date 2011-05-10
org post add 福建商会 张三 书记 --from 2010-06-18
org wanted add 光伏协会 --post 书记 --number 1 --since 2011-01-01
org plan set 温州商会 --state 未启动 --date 2011-03-01
org elect call 福建商会 --date 2011-05-20 --seats 3 --term 3
activist apply 钱一 --org 福建商会 --date 2010-10-08
activist apply 罗七 --org 福建商会 --date 2010-10-08
activist talk 罗七 --date 2010-10-20
activist apply 陈二 --org 福建商会 --date 2009-10-08
activist talk 陈二 --date 2009-10-20
activist nominate 陈二 --date 2010-04-01
activist contact add 陈二 王五 --from 2010-04-01
activist evaluate 陈二 --date 2010-10-01 --result 良好
activist apply 林三 --org 福建商会 --date 2009-01-08
activist talk 林三 --date 2009-01-20
activist nominate 林三 --date 2009-07-01
activist contact add 林三 王五 --from 2009-07-01
activist candidate 林三 --date 2011-03-01
activist apply 马五 --org 福建商会 --date 2009-01-08
activist talk 马五 --date 2009-01-20
activist nominate 马五 --date 2009-07-01
activist contact add 马五 王五 --from 2009-07-01
activist candidate 马五 --date 2011-01-05
activist review 马五 --date 2011-03-01
activist train 马五 --date 2011-03-10 --hours 40 --days 5
activist prereview 马五 --date 2011-03-20
activist apply 高六 --org 福建商会 --date 2009-01-08
activist talk 高六 --date 2009-01-20
activist nominate 高六 --date 2009-07-01
activist contact add 高六 王五 --from 2009-07-01
activist candidate 高六 --date 2011-01-05
activist review 高六 --date 2011-03-01
activist train 高六 --date 2011-03-10 --hours 40 --days 5
activist prereview 高六 --date 2011-03-20
activist admit 高六 --date 2011-04-10 --voters 4 --present 4 --for 4 --introducers 张三,王五
meeting record 福建商会 --kind 支部党员大会 --date 2011-01-10 --topic 党史 --attend 张三,王五,赵六,李二
meeting record 福建商会 --kind 征文、演讲 --date 2011-03-10
member dues rate 张三 --from 2011-01 --base 4000
member dues pay 张三 --months 2011-04 --date 2011-04-10
report freeze 2010 coverage --as-of 2010-12-31
";

/// What must have been done before some examples.
const BEFORE: &[(&str, &str)] = &[
    ("org elect count", "org elect candidate 1 张三 王五 赵六 李二"),
    ("org elect result", "org elect candidate 1 张三 王五 赵六 李二"),
    ("org elect result", "org elect count 1 张三:4 王五:4 赵六:3 李二:1 --present 4"),
    ("org elect result", "org elect count 1 张三:3 王五:0 赵六:0 --present 3 --for 书记"),
    ("org visit add", "org instructor add 沈先生 温州商会 --since 2011-01-01"),
    ("bundle show", "bundle make 南湖区.zip"),
    ("bundle show", "bundle make nanhu.zip"),
    ("bundle merge", "bundle make 南湖区.zip --under 南湖工委"),
    ("bundle merge", "bundle make nanhu.zip --under 南湖工委"),
    ("bundle merge", "bundle detach"),
    ("db verify", "db backup 旧库.db"),
    ("db verify", "db backup old.db"),
    ("db restore", "db backup 旧库.db"),
    ("db restore", "db backup old.db"),
    ("db salvage", "db backup 旧库.db"),
    ("db salvage", "db backup old.db"),
    ("lake", "db backup 海宁.db"),
    ("lake", "db backup haining.db"),
    ("数据湖", "db backup 海宁.db"),
    ("数据湖", "lake add 湖 海宁.db"),
    ("上报包 查看", "bundle make 南湖区.zip"),
    ("lake list 湖", "lake add 湖 海宁.db"),
    ("lake list lake", "lake add lake haining.db"),
    ("lake check 湖", "lake add 湖 海宁.db"),
    ("lake check lake", "lake add lake haining.db"),
    ("report structure --lake 湖", "lake add 湖 a.db"),
    ("report structure --lake lake", "lake add lake a.db"),
];

/// The sections: the path, and the lines as they stand in the file.
fn sections() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let parts = EXAMPLES.split("\n= ").skip(1);
    parts.map(|part| part.split_once('\n').unwrap()).map(|(path, lines)| (path, lines.lines().collect()))
}

/// A line in Chinese and, if it is another there, in English.
fn both(line: &str) -> Vec<String> {
    let said = |at: usize| {
        let mut said = String::new();
        for (nth, part) in line.split(['{', '}']).enumerate() {
            let words: Vec<&str> = if nth % 2 == 1 { part.split('|').collect() } else { vec![part, part] };
            said += words[at];
        }
        said
    };
    let mut lines = vec![said(0), said(1)];
    lines.dedup();
    lines
}

static FILLED: LazyLock<TestEnv> = LazyLock::new(|| {
    let env = TestEnv::new();
    OFFICE.lines().for_each(|line| drop(env.line(line).ok()));
    env
});

/// The small office, on which an example may do what it likes.
fn office() -> TestEnv {
    let env = TestEnv::bare();
    std::fs::copy(FILLED.db(), env.db()).unwrap();
    for name in ["老党员.sql", "old.sql"] {
        env.write(name, "SELECT name, joined FROM member ORDER BY name");
    }
    for name in ["文书", "papers", "材料", "pack"] {
        std::fs::create_dir(env.path(name)).unwrap();
    }
    for name in ["还原.db", "restored.db"] {
        std::fs::copy(FILLED.db(), env.path(name)).unwrap();
        let restored = rusqlite::Connection::open(env.path(name)).unwrap();
        restored.pragma_update(None, "application_id", 0).unwrap();
    }
    env
}

/// Runs a line as it stands in the help, in a shell; tells what went wrong.
fn run(env: &TestEnv, line: &str) -> Option<String> {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_dangwu")).parent().unwrap();
    let line_of_shell = format!("PATH='{}':$PATH; export EDITOR=true; dangwu {line}", program.display());
    let ran = crate::env::ran(env.shell(&line_of_shell).output().unwrap());
    // A finding is an answer.
    (!matches!(ran.code, 0 | 1)).then(|| format!("{line}\n{}{}", ran.out, ran.err))
}

/// What is imported was exported before.
fn prepare(env: &TestEnv, line: &str) {
    for (_, before) in BEFORE.iter().filter(|(begin, _)| line.starts_with(begin)) {
        env.line(before).ok();
    }
    if let Some((list, file)) = line.split_once(" --import ") {
        let edit = if list.starts_with("meeting attend") { " --edit" } else { "" };
        env.line(&format!("{list}{edit} -o {file}")).ok();
    }
    if let Some((noun, rest)) = line.split_once(" import ") {
        let file = rest.split(' ').next().unwrap();
        env.line(&format!("{noun} export --reveal -o {file}")).ok();
    }
    if let Some((noun, rest)) = line.split_once(" 导入 ") {
        let file = rest.split(' ').next().unwrap();
        env.line(&format!("{noun} 导出 --reveal -o {file}")).ok();
    }
}

/// Runs the examples of the paths that are asked for, each on an office of its own.
fn run_all(is_asked: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    let mut ran = 0;
    for (_, lines) in sections().filter(|(path, _)| is_asked(path)) {
        for line in lines.into_iter().flat_map(both) {
            let env = office();
            prepare(&env, &line);
            wrong.extend(run(&env, &line));
            ran += 1;
        }
    }
    assert!(wrong.is_empty() && ran > 10, "{} of {ran}\n{}", wrong.len(), wrong.join("\n"));
}

fn noun(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

fn is_of_ledger(path: &str) -> bool {
    let mut words = path.split('.');
    let (noun, ledger) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    LEDGERS.iter().any(|known| known.split_once(' ') == Some((noun, ledger)))
}

/// The ledgers, as the help lists them: `org venue`.
static LEDGERS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of = |noun: &'static str| {
        let help = TestEnv::bare().line(&format!("help {noun}")).ok().out;
        let list = help.split("台账:\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned();
        let names = list.lines().filter_map(|line| line.split_whitespace().next());
        names.map(|name| format!("{noun} {name}")).collect::<Vec<_>>()
    };
    [of("org"), of("member")].concat().into_iter().collect()
});

#[test]
fn the_examples_of_orgs_run() {
    run_all(|path| noun(path) == "org" && !is_of_ledger(path));
}

#[test]
fn the_examples_of_members_run() {
    run_all(|path| noun(path) == "member" && !is_of_ledger(path));
}

#[test]
fn the_examples_of_reports_run() {
    run_all(|path| noun(path) == "report");
}

#[test]
fn all_other_examples_run() {
    run_all(|path| !matches!(noun(path), "org" | "member" | "report" | "*"));
}

#[test]
fn the_examples_of_ledgers_run_one_upon_the_other() {
    let shared: Vec<(&str, Vec<&str>)> =
        sections().filter_map(|(path, lines)| Some((path.strip_prefix("*.")?, lines))).collect();
    let mut wrong = Vec::new();
    let mut ran = BTreeSet::new();
    for (path, lines) in sections().filter(|(path, _)| is_of_ledger(path) && path.ends_with(".add")) {
        let ledger = path.strip_suffix(".add").unwrap().replace('.', " ");
        let env = office();
        for (nth, line) in lines.iter().flat_map(|line| both(line)).enumerate() {
            // What follows stands upon the first, the Chinese one.
            let another = office();
            let env = if nth == 0 { &env } else { &another };
            prepare(env, &line);
            wrong.extend(run(env, &line));
        }
        let help = env.line(&format!("help {ledger}")).ok().out;
        let has = |verb: &str| help.contains(&format!("\n  {verb} "));
        // Taking out comes last.
        let (last, first): (Vec<_>, Vec<_>) =
            shared.iter().filter(|(verb, _)| has(verb)).partition(|(verb, _)| *verb == "remove");
        let own = |verb: &str| sections().find(|(own, _)| *own == format!("{}.{verb}", ledger.replace(' ', ".")));
        let of = |(verb, lines): &(&str, Vec<&'static str>)| own(verb).map_or_else(|| lines.clone(), |(_, own)| own);
        for line in first.into_iter().chain(last).flat_map(|shared| of(shared).into_iter().rev()) {
            let line = both(&line.replace('@', &ledger)).remove(0);
            prepare(&env, &line);
            wrong.extend(run(&env, &line));
        }
        ran.insert(ledger);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(ran, *LEDGERS, "each ledger has an example of `add`");
}

#[test]
fn the_examples_of_topics_and_the_tasks_of_the_day_run() {
    let tasks = |lang: &str| {
        let home = office().line(&format!("--lang {lang}")).ok().out;
        let tasks = home.split("\n\n").next().unwrap().lines().filter_map(|line| line.split_once("dangwu "));
        tasks.map(|(_, command)| command.to_owned()).collect::<Vec<_>>()
    };
    let tasks = [tasks("zh"), tasks("en")].concat();
    assert_eq!(tasks.len(), 10);
    // A tutorial is a story: it is run as one, below.
    let mut wrong = Vec::new();
    let topics = TOPICS[0].split("== ").filter(|topic| !topic.starts_with("tutorial"));
    let of_topics = topics.flat_map(str::lines).filter_map(|line| line.strip_prefix("$ "));
    for line in tasks.iter().map(String::as_str).chain(of_topics) {
        let env = office();
        env.write("花名册.csv", "姓名,入党日期\n刘一,2003-07-01\n");
        if line.starts_with("bundle") {
            prepare(&env, line);
        }
        wrong.extend(run(&env, line));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_tutorial_leads_from_an_empty_machine_to_the_report_of_the_month() {
    let env = TestEnv::bare();
    env.write("花名册.csv", "姓名,入党日期\n刘一,2003-07-01\n王二,2005-07-01\n赵三,1999-07-01\n");
    let story = TOPICS[0].split("== ").find(|topic| topic.starts_with("tutorial")).unwrap();
    let mut ran = 0;
    for line in story.lines().filter_map(|line| line.strip_prefix("$ ")) {
        assert_eq!(run(&env, line), None);
        ran += 1;
    }
    assert!(ran > 10 && env.path("月报.html").exists() && env.path("备份.db").exists());
    assert_eq!(env.json("member list").as_array().unwrap().len(), 3);
    assert_eq!(env.json("meeting list").as_array().unwrap().len(), 0, "the slip was taken back");
}
