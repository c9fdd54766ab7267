//! Completion from the running program: what a shell asks for, and what it is answered.

use crate::env::TestEnv;

/// What may stand in the place of the last word, as fish is told it: word, tab, what it is.
fn offered(env: &TestEnv, line: &str) -> Vec<(String, String)> {
    let words = ["--", "dangwu"].into_iter().chain(line.split(' '));
    let output = env.command(words).env("DANGWU_COMPLETE", "fish").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{line}: {text}");
    fn parted(line: &str) -> (&str, &str) {
        line.split_once('\t').unwrap_or((line, ""))
    }
    text.lines().map(parted).map(|(word, told)| (word.to_owned(), told.to_owned())).collect()
}

/// The words alone, without options.
fn words(env: &TestEnv, line: &str) -> Vec<String> {
    offered(env, line).into_iter().map(|(word, _)| word).filter(|word| !word.starts_with('-')).collect()
}

#[test]
fn nouns_verbs_and_options_are_offered_in_both_languages() {
    let env = TestEnv::office();
    assert_eq!(words(&env, "me"), ["member", "meeting"]);
    assert_eq!(words(&env, "党"), ["党组织", "党员"]);
    assert_eq!(words(&env, "member sh"), ["show"]);
    assert_eq!(words(&env, "党员 查"), ["查找", "查看"]);
    assert_eq!(words(&env, "org venue s"), ["set", "show"]);
    let verbs = offered(&env, "member li");
    assert_eq!(offered(&env, "member")[0].1, "党员: 登记、花名册、导入导出");
    assert_eq!(verbs, [("list".to_owned(), "列表: 列出党员".to_owned())]);
    let options = |line: &str| offered(&env, line).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
    assert_eq!(options("member add --or"), ["--org"]);
    assert_eq!(options("member add --党组"), ["--党组织"]);
    assert_eq!(options("--lang en member lis"), ["list"]);
    assert!(offered(&env, "--lang en member lis")[0].1.starts_with("List"));
}

#[test]
fn names_are_offered_by_characters_and_by_letters() {
    let env = TestEnv::office();
    assert_eq!(offered(&env, "member show 张"), [("张三".to_owned(), "福建支部".to_owned())]);
    assert_eq!(words(&env, "member show zhangs"), ["张三"]);
    assert_eq!(words(&env, "党员 查看 ls"), ["李四"]);
    assert_eq!(words(&env, "mem sh ww"), ["王五"], "verbs may be shortened");
    assert_eq!(words(&env, "member list --org 福"), ["福建商会党支部", "福建支部"]);
    assert_eq!(words(&env, "member list --党组织 fjzb"), ["福建支部"]);
    assert_eq!(words(&env, "member list --org 光伏协"), ["光伏协会党支部"]);
    assert_eq!(words(&env, "member list --under 联党"), ["工商联党委"], "a part of a name, where none begins so");
    assert_eq!(words(&env, "org unit show gfxh"), ["光伏协会"]);
    assert_eq!(words(&env, "meeting record FJ --attend 张三,李"), ["张三,李四"]);
    env.line("member add 张三 --org GF --joined 2000").ok();
    assert_eq!(offered(&env, "member show 张三")[0].1, "同名: 福建支部、光伏支部");
}

#[test]
fn codes_reports_topics_and_days_are_offered_with_what_they_are() {
    let env = TestEnv::office();
    let first = |line: &str| offered(&env, line).into_iter().next().unwrap();
    let pair = |word: &str, told: &str| (word.to_owned(), told.to_owned());
    assert_eq!(first("org add X --kind bra"), pair("branch", "党支部"));
    assert_eq!(first("org add X --kind 党支"), pair("党支部", "党支部"));
    assert_eq!(first("--lang en org add X --kind bra"), pair("branch", "branch"));
    assert_eq!(words(&env, "member add X --sex "), ["male", "female"]);
    assert_eq!(words(&env, "report cov"), ["coverage"]);
    assert_eq!(words(&env, "报表 覆"), ["覆盖"]);
    assert_eq!(words(&env, "help na"), ["names"]);
    assert_eq!(words(&env, "activist oath X --date 今"), ["今天"]);
    assert_eq!(words(&env, "config set oper"), ["operator"]);
    assert_eq!(words(&env, "paper fill vol"), [] as [&str; 0]);
    assert!(!words(&env, "paper fill ").is_empty());
    assert_eq!(words(&env, "member list --format js"), ["json", "jsonl"]);
    env.write("花名册.csv", "");
    assert_eq!(words(&env, "member import 花"), ["花名册.csv"]);
}

#[test]
fn nothing_is_written_and_no_number_is_told() {
    let env = TestEnv::office();
    let before = std::fs::read(env.db()).unwrap();
    assert_eq!(words(&env, "member show 330402198"), [] as [&str; 0]);
    assert_eq!(words(&env, "member show 138"), [] as [&str; 0]);
    assert_eq!(words(&env, "--reveal member show 1"), [] as [&str; 0]);
    // An older file is left as it is, and one that is none, or is not there, is no fault here.
    env.connection().execute_batch("PRAGMA user_version = 3").unwrap();
    assert_eq!(words(&env, "member show 张"), [] as [&str; 0]);
    let version: i64 = env.connection().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 3);
    std::fs::write(env.db(), "none").unwrap();
    assert_eq!(words(&env, "member show 张"), [] as [&str; 0]);
    std::fs::write(env.db(), &before).unwrap();
    assert_eq!(words(&env, "member show 张"), ["张三"]);
    assert_eq!(std::fs::read(env.db()).unwrap(), before);
    assert_eq!(words(&env, "--db nothing.db member show 张"), [] as [&str; 0]);
    assert!(!env.path("nothing.db").exists());
}

#[test]
fn each_shell_is_told_how_to_ask() {
    let env = TestEnv::office();
    for (shell, line, marks) in [
        ("bash", "source <(DANGWU_COMPLETE=bash dangwu)", "complete -o nospace"),
        ("zsh", "source <(DANGWU_COMPLETE=zsh dangwu)", "_describe -V 'values' other -U"),
        ("fish", "DANGWU_COMPLETE=fish dangwu | source", "complete --keep-order"),
        ("powershell", "$env:DANGWU_COMPLETE = 'powershell'; dangwu | Out-String", "Register-ArgumentCompleter"),
        ("elvish", "eval (E:DANGWU_COMPLETE=elvish dangwu | slurp)", "arg-completer[dangwu]"),
    ] {
        let ran = env.line(&format!("completions {shell}")).ok();
        assert!(ran.out.starts_with(line) && ran.out.lines().count() == 1, "{}", ran.out);
        let asked = env.command::<_, &str>([]).env("DANGWU_COMPLETE", shell).output().unwrap();
        assert!(String::from_utf8(asked.stdout).unwrap().contains(marks), "{shell}");
    }
    let unknown = env.command::<_, &str>([]).env("DANGWU_COMPLETE", "cmd").output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("没有命令解释器“cmd”"));
}

#[test]
fn bash_completes_a_name_from_its_letters() {
    let env = TestEnv::office();
    let program = env!("CARGO_BIN_EXE_dangwu");
    let script = "eval \"$(DANGWU_COMPLETE=bash PROGRAM)\"; COMP_WORDS=(dangwu member show zhangs); COMP_CWORD=3; COMP_TYPE=9; \
                  _clap_complete_dangwu dangwu zhangs show; echo \"${COMPREPLY[@]}\"";
    env.write("ask.bash", script.replace("PROGRAM", program));
    let ran = crate::env::ran(env.shell("bash ask.bash").output().unwrap());
    assert_eq!(ran.ok().out.trim(), "张三");
}
