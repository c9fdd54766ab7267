//! What is due, and meetings, as a calendar for phones and Outlook.

use std::collections::BTreeMap;

use crate::env::TestEnv;

/// The events of a calendar, by name: the lines of each, those that were folded put together.
fn events(text: &str) -> Vec<BTreeMap<String, String>> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let whole = text.replace("\r\n ", "");
    let parts = whole.split("BEGIN:VEVENT\r\n").skip(1);
    let lines = |part: &str| -> BTreeMap<String, String> {
        let lines = part.lines().take_while(|line| *line != "END:VEVENT").filter_map(|line| line.split_once(':'));
        lines.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    };
    parts.map(lines).collect()
}

#[test]
fn what_is_due_stands_on_its_day() {
    let env = TestEnv::office();
    // 李四 came on 2010-07-01, on probation for a year.
    let text = env.line("report due --within 60 --person 李四 -f ics").ok().out;
    let events = events(&text);
    let probation =
        events.iter().find(|event| event["DTSTART;VALUE=DATE"] == "20110701").unwrap_or_else(|| panic!("{text}"));
    assert!(probation["SUMMARY"].ends_with("· 福建商会党支部 · 李四"), "{probation:?}");
    assert!(probation["DESCRIPTION"].contains("activist convert"), "{probation:?}");
    assert_eq!(probation["DTSTAMP"], "20110531T000000Z");
    assert!(probation["UID"].ends_with("@dangwu"));
    assert!(!text.contains("330402") && !text.contains("1381234"), "no personal number: {text}");
    // A day that moves keeps its event; so does everything in the other language, but for its words.
    let again = env.line("report due --within 60 --person 李四 -f ics").ok().out;
    assert_eq!(text, again);
    env.line("report due --within 60 -o due.ics").ok().says("due.ics");
    assert!(std::fs::read_to_string(env.path("due.ics")).unwrap().contains("BEGIN:VEVENT"));
}

#[test]
fn a_meeting_that_is_put_off_is_the_same_event() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind 党课 --date 2011-05-04 --topic 学习党章;第一章,总纲 --present 2").ok();
    env.line("meeting record FJ --kind 主题党日 --date 2011-04 --present 2").ok();
    let first = env.line("meeting list -f ics").ok().out;
    let before = events(&first);
    assert_eq!(before.len(), 1, "a month is no day: {first}");
    assert_eq!(before[0]["SUMMARY"], "党课 · 福建商会党支部 · 学习党章\\;第一章\\,总纲");
    let id = env.column("meeting list --kind 党课", "id")[0].clone();
    env.line(&format!("meeting set {id} --date 2011-05-05")).ok();
    let after = events(&env.line("meeting list -f ics").ok().out);
    assert_eq!(
        (after[0]["UID"].as_str(), after[0]["DTSTART;VALUE=DATE"].as_str()),
        (before[0]["UID"].as_str(), "20110505")
    );
}

#[test]
fn what_has_no_day_is_no_calendar() {
    let env = TestEnv::office();
    env.line("member list -f ics").exit(2).says("不能存为日历");
    env.line("member list -f ics --lang en").exit(2).says("make no calendar");
    env.line("report coverage -o c.ics").exit(2).says("不能存为日历");
    env.line("report due -f ics --columns what").exit(2).says("日历用不上 --columns");
    assert!(!env.path("c.ics").exists());
}
