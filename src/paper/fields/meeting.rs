//! Of a meeting: when and where, who was there, what was said and decided.

use super::Holds::{Code, CodeOrText, Day, Entries, Flag, Number, Text};
use super::fields;

fields! { FIELDS:
    "no", "编号", "number", Number;
    "org", "党组织", "whose it was, by the name of that day", Text;
    "kind", "类型", "kind", Code("meeting.kind");
    "date", "日期", "day", Day;
    "time", "时间", "when it began", Text;
    "place", "地点", "place", Text;
    "topic", "议题", "topic", Text;
    "chair", "主持人", "chair", Text;
    "recorder", "记录人", "who kept the minutes", Text;
    "lecturer", "主讲人", "lecturer", Text;
    "due_count", "应到", "those due", Number;
    "voters", "有表决权", "those of them who may vote", Number;
    "present", "实到", "those present", Number;
    "on_leave", "请假", "those on leave", Number;
    "absent", "缺席", "those absent", Number;
    "sit_ins", "列席", "who sat in without a vote", Text;
    "guests", "来宾", "guests", Text;
    "minutes", "会议内容", "the minutes", Text;
    "minutes_long", "时长", "how many minutes it took", Number;
    "remark", "备注", "remark", Text;
    "voided", "不计原因", "why it does not count", Text;
    "resolutions", "决议", "what was decided", Entries(include_str!("../sql/resolutions.sql"), RESOLUTIONS);
    "attendees", "出席人员", "those due who were there", Entries(include_str!("../sql/attendance.sql"), ATTENDEES);
    "absentees", "缺席人员", "those due who were not", Entries(include_str!("../sql/absentees.sql"), ABSENTEES);
    "due", "应到人员", "those who are to sign", Entries(include_str!("../sql/due.sql"), DUE);
}

fields! { RESOLUTIONS:
    "text", "内容", "what was decided", Text;
    "voters", "应到会", "due to vote", Number;
    "present", "实到会", "of them present", Number;
    "written", "书面意见", "votes in writing", Number;
    "in_favour", "赞成", "for it", Number;
    "against", "反对", "against it", Number;
    "abstained", "弃权", "abstained", Number;
    "secret", "票决", "by secret ballot", Flag;
}

fields! { ATTENDEES:
    "name", "姓名", "name", Text;
    "presence", "到会", "how they were there", Code("attendance.presence");
    "votes", "有表决权", "whether they had a vote", Flag;
}

fields! { ABSENTEES:
    "name", "姓名", "name", Text;
    "presence", "到会", "how they were not there", Code("attendance.presence");
    "reason", "原因", "why", CodeOrText("attendance.reason");
}

fields! { DUE:
    "name", "姓名", "name", Text;
    "sex", "性别", "sex", Code("person.sex");
    "category", "人员类别", "full or probationary member", Code("roll.category");
}
