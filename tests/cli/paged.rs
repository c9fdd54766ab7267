//! What only a terminal shows: pages of what is longer than the screen, a sign that something is being done; and Ctrl-C.
#![cfg(unix)]

use std::fs::File;
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::env::{Ran, TestEnv, ran};

/// Runs a command on a terminal of so many lines; returns what stood on it and the exit code.
fn on_terminal(mut command: Command, lines: u16) -> (String, Option<i32>) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let side = || Stdio::from(File::options().read(true).write(true).open(&name).unwrap());
    let size = Winsize { ws_row: lines, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size).unwrap();
    let mut child = command.stdin(side()).stdout(side()).stderr(side()).spawn().unwrap();
    drop(command);
    let reader = std::thread::spawn(move || read(master));
    let code = child.wait().unwrap().code();
    (reader.join().unwrap(), code)
}

/// All that comes out, until nobody is left who could write.
fn read(master: OwnedFd) -> String {
    let (mut master, mut bytes, mut part) = (File::from(master), Vec::new(), [0; 4096]);
    while let Ok(count @ 1..) = master.read(&mut part) {
        bytes.extend_from_slice(&part[..count]);
    }
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

fn shown(env: &TestEnv, line: &str, pager: &str, lines: u16) -> String {
    let mut command = env.command(line.split_whitespace());
    command.env("DANGWU_PAGER", pager).env("TERM", "dumb");
    let (text, code) = on_terminal(command, lines);
    assert_eq!(code, Some(0), "{text}");
    text
}

#[test]
fn what_is_longer_than_the_screen_is_paged() {
    let env = TestEnv::office();
    let pager = "sed s/^/|/";
    let paged = shown(&env, "help dates", pager, 10);
    assert!(paged.lines().count() > 10 && paged.lines().all(|line| line.starts_with('|')), "{paged}");
    assert!(!shown(&env, "help dates", pager, 60).contains('|'), "it fits");
    assert!(!shown(&env, "help dates --no-pager", pager, 10).contains('|'));
    assert!(shown(&env, "member list", pager, 5).lines().all(|line| line.starts_with('|')));
    assert!(!shown(&env, "member list", "cat", 5).contains("|"));
    // A pager that ends before all is read is no fault.
    assert!(shown(&env, "help dates", "head -n 1", 10).contains("日期怎么写"));
}

#[test]
fn a_pager_that_is_not_there_is_told_and_the_answer_comes() {
    let env = TestEnv::office();
    let text = shown(&env, "help dates", "没有的程序 -x", 10);
    assert!(text.contains("分页程序 没有的程序 -x 不能用(没有这个文件或文件夹), 直接输出"), "{text}");
    assert!(text.contains("日期怎么写"));
}

#[test]
fn nothing_is_paged_off_a_terminal() {
    let env = TestEnv::office();
    let mut command = env.command(["help", "dates"]);
    let output = ran(command.env("DANGWU_PAGER", "sed s/^/|/").output().unwrap());
    assert!(!output.ok().out.contains('|'));
}

/// Runs a command that takes long, and stops it as Ctrl-C does.
fn stopped(mut command: Command) -> Ran {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    ran(child.wait_with_output().unwrap())
}

/// A question that has no end.
const ENDLESS: &str = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) AS most FROM c";

#[test]
fn ctrl_c_stops_a_long_question() {
    let env = TestEnv::office();
    for (lang, says) in [("zh", "错误: 已按 Ctrl-C 停下"), ("en", "Error: stopped by Ctrl-C")] {
        let ran = stopped(env.command(["--lang", lang, "report", "query", "--text", ENDLESS, "-o", "most.csv"]));
        assert!(ran.exit(130).says(says).out.is_empty());
    }
    let json = stopped(env.command(["report", "query", "--text", ENDLESS, "-f", "json"])).exit(130);
    assert!(json.err.starts_with("{\"error\":{\"kind\":\"stopped\""), "{}", json.err);
    assert!(!env.path("most.csv").exists());
    let left: Vec<_> = std::fs::read_dir(env.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["a.db"], "no file is left half written");
}

#[test]
fn ctrl_c_stops_an_import_and_leaves_no_row_of_it() {
    let env = TestEnv::office();
    let name = |at: u32| char::from_u32(0x4e00 + at).unwrap();
    let rows: String = (0..200_000).map(|at| format!("{}{},FJ,2000-01-01\n", name(at / 400), name(at % 400))).collect();
    env.write("rows.csv", format!("姓名,所在党组织,入党时间\n{rows}"));
    let ran = stopped(env.command(["member", "import", "rows.csv", "--new", "--recap", "fates.csv"])).exit(130);
    assert!(ran.err.contains("没有改动任何记录"), "{}", ran.err);
    assert!(!env.path("fates.csv").exists());
    assert_eq!(env.json("member list").as_array().unwrap().len(), 3);
    env.line("db check").ok();
}

#[test]
fn a_person_sees_that_something_is_being_done() {
    let env = TestEnv::office();
    let (text, code) = on_terminal(env.command(["report", "query", "--timeout", "2", "--text", ENDLESS]), 24);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains(" 1 s ") && text.contains("错误"), "{text}");
}
