//! Processes that are killed.

use std::time::{Duration, Instant};

use crate::office::{Office, Random, State, dump};

/// A verb of every kind that writes.
const VERBS: [&str; 14] = [
    "org add 甲支部 --kind branch --parent JW",
    "org rename FJ 福建商会联合党支部 --date 2011-05-01",
    "org set GF --phone 0573-82000000",
    "org post add FJ 张三 书记 --from 2009-01-01",
    "org cover GF 福建商会 --from 2011-01-01",
    "member add 赵六 --org FJ --joined 2001-01-01 --full-on 2002-01-01",
    "member set 张三 --position 会长",
    "member suspend 王五 --date 2011-05-01 --reason 调查",
    "transfer out 王五 --to 杭州市西湖区 --date 2011-05-01",
    "transfer move 王五 --to FJ --date 2011-05-01",
    "activist apply 钱七 --org GF --date 2010-06-01 --birth 1985-05-05",
    "meeting record GF --kind general --date 2011-04-01 --attend 王五",
    "report freeze 五月 overview --as-of 2011-05-31",
    "db undo",
];

/// An import, killed at random moments.
pub(crate) fn import(office: &Office, trials: u64) -> u64 {
    killed(office, "import", &["member import roster.csv"], trials)
}

/// Each verb that writes, killed at random moments.
pub(crate) fn verbs(office: &Office, trials: u64) -> u64 {
    killed(office, "verbs", &VERBS, trials)
}

fn killed(office: &Office, what: &str, lines: &[&str], trials: u64) -> u64 {
    let before = dump(&office.db()).expect("a sound file");
    let (mut random, mut counts) = (Random::new(1), [0_u64; 3]);
    for line in lines {
        let after = office.done(line);
        let begun = Instant::now();
        office.run(&office.copy("timed.db"), line);
        let long = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        for _ in 0..trials {
            let db = office.copy("killed.db");
            let mut process = office.command(&db, line).spawn().expect("the program runs");
            std::thread::sleep(Duration::from_micros(random.next(long * 11 / 10)));
            let _ = process.kill();
            let _ = process.wait();
            let state = office.state(&db, &before, &after);
            counts[state as usize] += 1;
            if state == State::Other {
                println!("  LOST: {line}");
            }
        }
    }
    let [stayed, done, lost] = counts;
    println!("killed, {what}: {} trials, {stayed} as before, {done} as after, {lost} lost", stayed + done + lost);
    lost
}
