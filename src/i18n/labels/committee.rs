//! Committees: terms and elections.

use super::{Label, labels};

labels! {
    "term.number": "届次", "Term";
    "term.years": "任期(年)", "Years";
    "term.body": "有无委员会", "Committee or not";
    "term.seats": "应选职数", "Seats";
    "term.began": "产生方式", "How it began";
    "term.reminded": "提醒换届日期", "Reminded";
    "term.extended_to": "延期(提前)至", "Put off or forward to";
    "term.consented": "延期(提前)批复日期", "Consented on";
    "term.consent_no": "延期(提前)批复文号", "Consent no.";
    "term.consent_reason": "延期(提前)原因", "Why";
    "term.since": "本届选举时间", "Elected";
    "term.until": "离任日期", "Until";
    "post_wanted.post": "职务", "Post";
    "post_wanted.number": "应配职数", "Wanted";
    "post_wanted.full_time": "专职", "Full-time";
    "post_wanted.since": "应配起始日期", "Wanted from";
    "post_wanted.until": "应配截止日期", "Wanted until";
    "post_wanted.document": "依据文件", "Document";
}
