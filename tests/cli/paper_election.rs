//! The papers of an election: asked for, called, voted on, counted, reported, confirmed.

use crate::env::TestEnv;
use crate::paper::text;

/// A branch of eight, of which seven are full members, and what it elects: a new committee of three of four candidates.
fn called() -> TestEnv {
    let env = TestEnv::office();
    for name in ["陈一", "林二", "何三", "黄四", "吴五", "周六"] {
        env.line(&format!("member add {name} --org FJ --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01"))
            .ok();
    }
    std::fs::create_dir(env.path("out")).unwrap();
    for line in [
        "org term add FJ --years 3 --from 2008-06-01 --number 1 --began founding",
        "org elect call FJ --date 2011-05-20 --seats 3 --term 3 --requested 2011-04-10 --request-no 闽商党〔2011〕2号 \
         --approved 2011-04-16 --approval 嘉协商党〔2011〕7号",
        "org elect candidate FJ 何三 --post 组织委员",
        "org elect candidate FJ 陈一 林二 黄四 --nominated-by members",
    ] {
        env.line(line).ok();
    }
    env
}

/// It was held: three are elected, one of them secretary and one in two posts.
fn held() -> TestEnv {
    let env = called();
    for line in [
        "org elect count FJ --due 7 --present 6 --returned 6 --valid 5 陈一:5/0/0 何三:4/1/0 林二:4/0/1 黄四:1/3/1 --written-in 吴五:1",
        "org elect count FJ --for secretary --due 3 --present 3 陈一:3 林二:0 何三:0",
        "org elect count FJ --for deputy-secretary --due 3 --present 3 陈一:0 何三:2 林二:1",
    ] {
        env.line(line).ok();
    }
    env
}

fn filled(env: &TestEnv, form: &str, more: &str) -> String {
    let before = std::fs::read_dir(env.path("out")).unwrap().count();
    env.line(&format!("paper fill {form} FJ -o out {more}")).ok();
    let mut files: Vec<_> = std::fs::read_dir(env.path("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!((before, files.len()), (0, 1), "{files:?}");
    let said = text(&files[0]);
    std::fs::remove_file(files.remove(0)).unwrap();
    said
}

#[test]
fn a_request_tells_who_asks_for_what() {
    let env = called();
    let said = filled(&env, "换届请示", "--as-of 2011-04-10");
    for line in [
        "关于福建商会党支部换届选举的请示\n闽商党〔2011〕2号\n嘉兴市工商联党委：\n",
        "福建商会党支部本届班子于2008年6月1日产生，任期至2011年6月1日届满。",
        "拟于2011年5月20日召开党员大会进行换届选举。",
        "现有党员8名，其中正式党员7名，预备党员1名。",
        "第二届委员会拟由委员3名组成，任期3年。",
        "实行差额选举。",
        "四、候选人预备人选（以登记先后为序）。何三、陈一、林二、黄四。",
        "\n福建商会党支部\n（盖章）\n二〇一一年四月十日\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // The day before, nobody had asked for it.
    env.line("paper fill election-request FJ -o out --as-of 2011-04-09").exit(3).says("2011-04-09 时还没有");
    env.refuses("paper fill election-request GF -o out", 4, "没有登记选举", "no election");
}

#[test]
fn a_consent_repeats_what_was_asked_for() {
    let env = called();
    let said = filled(&env, "同意换届批复", "");
    for line in [
        "关于同意福建商会党支部换届选举的批复\n嘉协商党〔2011〕7号\n福建商会党支部：\n",
        "你们2011年4月10日《关于福建商会党支部换届选举的请示》（闽商党〔2011〕2号）收悉。经研究，同意你们于2011年5月20日召开党员大会，\
         选举产生第二届委员会，设委员3名，任期3年。同意何三、陈一、林二、黄四同志为候选人预备人选（以登记先后为序）。",
        "\n嘉兴市工商联党委\n（盖章）\n二〇一一年四月十六日\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn a_call_leaves_room_for_what_is_not_known_and_names_the_consent_once_it_came() {
    let env = called();
    env.line("paper fill election-notice 1 -o out --date 2011-05-09").ok().says("留空待填: 时间、地点");
    let path = env.path("out/选举大会通知-福建商会党支部-2011-05-20.docx");
    let said = text(&path);
    let agreed = "经嘉兴市工商联党委2011年4月16日批复（嘉协商党〔2011〕7号）同意，福建商会党支部定于2011年5月20日召开党员大会，选举产生第二届委员会。";
    assert!(said.contains(agreed) && said.contains("二、地点：＿＿＿＿\n"), "{said}");
    std::fs::remove_file(path).unwrap();
    let before = filled(&env, "election-notice", "--as-of 2011-04-15");
    assert!(before.contains("：\n福建商会党支部定于2011年5月20日"), "{before}");
}

#[test]
fn a_ballot_has_a_blank_line_for_each_seat() {
    let env = called();
    let said = filled(&env, "ballot", "");
    assert!(said.starts_with("福建商会党支部\n第二届委员会委员选票\n选举日期：2011年5月20日　　应选3名\n"), "{said}");
    // Four candidates, and three blank lines beside them: the fourth is struck out.
    let rows = "\n候选人\n另选他人\n姓　名\n符　号\n姓　名\n符　号\n何三\n\n\n\n陈一\n\n\n\n林二\n\n\n\n黄四\n\n／\n／\n说明：";
    assert!(said.contains(rows), "{said}");
    assert!(
        said.contains("“○”") && said.contains("“×”") && said.contains("“△”") && said.contains("（加盖党组织印章）"),
        "{said}"
    );
    let list = filled(&env, "候选人名单", "");
    assert!(list.contains("\n1\n何三\n\n\n\n\n2003.07.01\n\n组织委员\n\n2\n陈一\n"), "{list}");
    assert!(list.contains("候选人4名"), "{list}");
}

#[test]
fn a_count_is_blank_before_the_vote_and_a_page_for_each_ballot_behind_it() {
    let env = called();
    let blank = filled(&env, "count-sheet", "");
    assert!(blank.contains("选举：委员　　应选3名") && blank.contains("\n何三\n\n\n\n\n陈一\n"), "{blank}");
    assert_eq!(blank.matches("\n（另选）\n").count(), 3, "{blank}");
    let env = held();
    let said = filled(&env, "count-sheet", "");
    assert_eq!(said.matches("选 举 计 票 单").count(), 3, "{said}");
    assert!(said.contains("\n无效票\n7\n6\n6\n6\n5\n1\n"), "{said}");
    assert!(
        said.contains("\n陈一\n\n5\n0\n0\n") && said.contains("\n黄四\n\n1\n3\n1\n吴五（另选）\n\n1\n\n\n"),
        "{said}"
    );
    assert!(said.contains("选举：副书记　　应选1名"), "{said}");
}

#[test]
fn a_report_has_every_vote_and_who_was_elected_to_what() {
    let env = called();
    env.refuses(
        "paper fill election-report FJ -o out",
        3,
        "没有登记“投票”, 不能填写“选举结果报告”",
        "has no the ballots that were counted on record",
    );
    env.line("paper fill election-report FJ -o out").exit(3).says("org elect count");
    let env = held();
    env.line("org elect result FJ --reported 2011-05-23 --report-no 闽商党〔2011〕3号").ok();
    let said = filled(&env, "election-report", "");
    for line in [
        "关于福建商会党支部换届选举结果的报告\n闽商党〔2011〕3号\n嘉兴市工商联党委：\n",
        "选举委员3名，应到会有选举权的正式党员7（七）名，实到会6（六）名；发出选票6张，收回6张，其中有效票5张，无效票1张；",
        "选举书记1名，应到会有选举权的委员3（三）名，实到会3（三）名；",
        "\n何三\n委员\n4\n1\n0\n当选\n",
        "\n黄四\n委员\n1\n3\n1\n未当选\n吴五（另选）\n委员\n1\n\n\n未当选\n陈一\n书记\n3\n\n\n当选\n",
        "二、选举结果。陈一当选书记；何三当选副书记、组织委员；林二当选委员。\n",
        "书记、副书记请予批准，委员请予备案。",
        "\n二〇一一年五月二十三日\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // On the day before the vote, nobody had voted.
    env.line("paper fill election-report FJ -o out --as-of 2011-05-19").exit(3).says("没有登记“投票”");
}

#[test]
fn a_reply_confirms_those_who_were_elected() {
    let env = held();
    env.line("org elect result FJ --reported 2011-05-23 --report-no 闽商党〔2011〕3号 --confirmed 2011-05-27 --confirmation-no 嘉协商党〔2011〕9号").ok();
    let said = filled(&env, "election-reply", "");
    for line in [
        "关于福建商会党支部换届选举结果的批复\n嘉协商党〔2011〕9号\n福建商会党支部：\n",
        "你们2011年5月23日《关于福建商会党支部换届选举结果的报告》（闽商党〔2011〕3号）收悉。经研究，同意2011年5月20日选举的结果：\n\
         陈一同志当选书记；\n何三同志当选副书记、组织委员；\n林二同志当选委员。\n",
        "以上书记、副书记予以批准，委员予以备案。任期3年，从选举之日算起。\n此复。\n",
        "\n嘉兴市工商联党委\n（盖章）\n二〇一一年五月二十七日\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn a_secretary_elected_by_the_meeting_is_told_without_a_committee() {
    let env = called();
    for line in [
        "org elect call GF --date 2011-05-20 --seats 1 --term 3 --kind first --no-committee",
        "org elect candidate GF 王五",
        "org elect count GF --present 1 王五:1",
    ] {
        env.line(line).ok();
    }
    env.line("paper fill ballot GF -o out").ok();
    let ballot = text(&env.path("out/选票-光伏协会党支部-2011-05-20.docx"));
    assert!(ballot.starts_with("光伏协会党支部\n书记选票\n"), "{ballot}");
    env.line("paper fill election-request GF -o out").ok();
    let request = text(&env.path("out/换届请示-光伏协会党支部-2011-05-20.docx"));
    assert!(
        request.contains("关于光伏协会党支部首届选举的请示")
            && request.contains("不设委员会，拟由党员大会选举书记1名，任期3年。"),
        "{request}"
    );
    env.line("paper fill election-report GF -o out").ok().says("留空待填: 报告文号、反对、弃权");
    let report = text(&env.path("out/选举结果报告-光伏协会党支部-2011-05-20.docx"));
    assert!(report.contains("王五当选书记。") && report.contains("现将选举结果报上，请予批准。"), "{report}");
}

#[test]
fn the_fields_of_an_election_are_listed_with_its_values() {
    let env = held();
    let rows = env.json("paper fields election-report FJ");
    let row = |field: &str| rows.as_array().unwrap().iter().find(|row| row["field"] == field).unwrap()["value"].clone();
    assert_eq!(
        (row("number"), row("elected"), row("place")),
        ("2".into(), "陈一、何三、林二".into(), serde_json::Value::Null)
    );
    let list = env.json("paper list");
    let of = |name: &str| list.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["about"].clone();
    assert_eq!((of("ballot"), of("roster")), ("election".into(), "org".into()));
}
