//! Of an election: what was asked and answered, who stood, how the ballots came out, and who was elected.

use minijinja::value::Value;
use rusqlite::Connection;

use super::Holds::{Code, Day, Entries, Flag, Made, Number, Text};
use super::{Common, Values, fields, missing, put_list};
use crate::committee::elect::sheet::{self, Counted, Sheet, Votes};
use crate::error::Result;
use crate::paper::value::Meeting;

fields! { FIELDS:
    "no", "编号", "number", Number;
    "org", "党组织", "whose it is, by the name of that day", Text;
    "committee", "上级党委", "the committee above, else the org directly above", Text;
    "kind", "种类", "renewal, first committee, by-election, addition", Code("election.kind");
    "method", "方式", "more candidates than seats, or as many", Code("election.method");
    "body", "机构", "with or without a committee", Code("election.body");
    "date", "选举日期", "its day", Day;
    "seats", "名额", "seats", Number;
    "years", "任期", "years in office", Number;
    "number", "届次", "of which number the committee is", Number;
    "last_number", "上届届次", "that of the committee before", Number;
    "last_since", "上届起始", "when the term before began", Day;
    "last_until", "上届届满", "when it runs out", Day;
    "members_count", "党员数", "members on that day", Number;
    "full_count", "正式党员数", "of them full members", Number;
    "probationary_count", "预备党员数", "of them on probation", Number;
    "candidates_count", "候选人数", "candidates", Number;
    "requested", "请示日期", "when it was asked for", Day;
    "request_no", "请示文号", "document of the request", Text;
    "approved", "批复日期", "when the reply agreed", Day;
    "approval_no", "批复文号", "document of the reply", Text;
    "reported", "报告日期", "when the result was reported", Day;
    "report_no", "报告文号", "document of the report", Text;
    "confirmed", "批准日期", "when those elected were confirmed", Day;
    "confirmation_no", "批准文号", "document of that", Text;
    "filed", "备案日期", "when the committee members were filed", Day;
    "time", "时间", "when the meeting begins", Text;
    "place", "地点", "where it is", Text;
    "chair", "主持人", "chair", Text;
    "remark", "备注", "remark", Text;
    "candidates", "候选人", "candidates, in the order in which they were named", Entries(include_str!("../sql/candidates.sql"), CANDIDATES);
    "ballots", "投票", "the ballots that were counted", Made(BALLOTS);
    "votes", "得票", "the votes for each name of each ballot", Made(VOTES);
    "elected", "当选人", "who was elected", Made(ELECTED);
}

fields! { CANDIDATES:
    "name", "姓名", "name", Text;
    "sex", "性别", "sex", Code("person.sex");
    "ethnicity", "民族", "ethnicity", Text;
    "birth", "出生日期", "day of birth", Day;
    "education", "学历", "education", Text;
    "joined", "入党日期", "admitted on", Day;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
    "post", "拟任职务", "for which post", Code("candidate.post");
    "nominated_by", "提名方式", "who named them", Code("candidate.nominated_by");
    "consented", "上级同意日期", "when the org above agreed", Day;
}

fields! { BALLOTS:
    "post", "选举职务", "what was voted on", Text;
    "ballot", "投票序号", "its place among the ballots", Number;
    "round", "轮次", "the how manieth time", Number;
    "seats", "名额", "seats", Number;
    "voters", "应到会", "due to vote", Number;
    "present", "实到会", "of them present", Number;
    "issued", "发出票", "papers handed out", Number;
    "returned", "收回票", "papers handed in", Number;
    "valid", "有效票", "of them valid", Number;
    "invalid", "无效票", "of them void", Number;
    "quorum", "达到人数", "whether enough were present", Flag;
}

fields! { VOTES:
    "name", "姓名", "name", Text;
    "ballot", "投票序号", "in which ballot", Number;
    "written_in", "另选", "whether it was written in", Flag;
    "in_favour", "赞成", "for it", Number;
    "against", "反对", "against it", Number;
    "abstained", "弃权", "abstained", Number;
    "fate", "结果", "what came of it", Text;
}

fields! { ELECTED:
    "name", "姓名", "name", Text;
    "post", "当选职务", "elected to", Text;
}

/// Puts how the ballots came out, once the election was held.
pub(super) fn put_made(
    conn: &Connection,
    id: i64,
    is_held: bool,
    values: &mut Values,
    meeting: &Meeting,
) -> Result<()> {
    let Sheet { ballots, elected } = if is_held { sheet::of(conn, id)? } else { Sheet::default() };
    let votes =
        ballots.iter().zip(1_u32..).flat_map(|(ballot, at)| ballot.names.iter().map(move |name| vote(name, at)));
    let elected = elected.iter().map(|(name, posts)| {
        let posts: Vec<&str> = posts.iter().map(|post| post.zh).collect();
        vec![Value::from(name.as_str()), Value::from(posts.join("、"))]
    });
    put_list(values, FIELDS, "votes", VOTES, votes.collect(), meeting);
    put_list(values, FIELDS, "elected", ELECTED, elected.collect(), meeting);
    let ballots = ballots.iter().zip(1_u32..).map(|(counted, at)| ballot(counted, at));
    put_list(values, FIELDS, "ballots", BALLOTS, ballots.collect(), meeting);
    Ok(())
}

fn ballot(counted: &Counted, at: u32) -> Vec<Value> {
    let &Counted { round, seats, due, present, issued, returned, valid, has_quorum, .. } = counted;
    let numbers = [at, round, seats, due, present, issued, returned, valid, returned.saturating_sub(valid)];
    let mut row = vec![Value::from(counted.post.zh)];
    row.extend(numbers.map(Value::from));
    row.push(Value::from(has_quorum));
    row
}

fn vote(name: &Votes, at: u32) -> Vec<Value> {
    let other = |key: &str, votes: Option<u32>| {
        let field = VOTES.iter().find(|field| field.key == key);
        votes.map(Value::from).or_else(|| field.map(missing)).unwrap_or_default()
    };
    let (against, abstained) = name.others.unzip();
    vec![
        Value::from(name.name.as_str()),
        Value::from(at),
        Value::from(name.written_in),
        Value::from(name.votes),
        other("against", against),
        other("abstained", abstained),
        Value::from(name.fate.zh),
    ]
}

/// Whether it was held by the day of the records.
pub(super) fn is_held(values: &Values, common: &Common) -> bool {
    let day = values.get("date").and_then(|date| date.downcast_object_ref::<crate::paper::value::Day>());
    day.is_some_and(|day| day.0.first_day() <= common.as_of.last_day())
}
