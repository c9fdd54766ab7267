//! The forms that the program brings along: readable XML, put together with what all of them share when one is asked for.

use super::docx::{BODY, Parts};
use super::fields::About;
use crate::i18n::Label;

/// A form that is built in.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub(super) name: &'static str,
    pub(super) title: Label,
    pub(super) about: About,
    /// The field without which there is nothing to be said on it.
    pub(super) needs: Option<&'static str>,
    document: &'static str,
}

/// Declares the forms, a line each: name, titles, what it is about, what it cannot do without.
macro_rules! forms {
    ($( $name:literal: $zh:literal, $en:literal, $about:ident, $needs:expr; )+) => {
        /// All of them, in the order in which they are listed.
        pub(super) const FORMS: &[BuiltIn] = &[ $( BuiltIn {
            name: $name,
            title: Label { zh: $zh, en: $en },
            about: About::$about,
            needs: $needs,
            document: include_str!(concat!("forms/", $name, "/document.xml")),
        } ),+ ];
    };
}

forms! {
    "activist-record": "入党积极分子培养考察登记表", "Activist's registration and evaluation form", Person, Some("applied");
    "candidate-notice": "发展对象公示", "Public notice of a development candidate", Person, Some("applied");
    "admission-resolution": "支部大会接收决议", "Branch resolution on an admission", Person, Some("admitted");
    "conversion-resolution": "支部大会转正决议", "Branch resolution on a conversion", Person, Some("converted");
    "admission-notice": "入党通知书", "Notice of an admission", Person, Some("admitted");
    "conversion-notice": "转正通知书", "Notice of a conversion", Person, Some("converted");
    "talk-record": "入党申请人谈话记录", "Record of the talk with an applicant", Person, Some("applied");
    "activist-contents": "发展党员归档目录", "Contents of the file of somebody on the way into the Party", Person, Some("applied");
    "applicants": "入党申请人登记簿", "Register of applicants", Org, Some("members_count");
    "political-review": "政治审查报告", "Report of the political review", Person, Some("nominated");
    "prereview": "发展对象预审表", "Pre-review sheet", Person, Some("candidate");
    "meeting-minutes": "会议记录", "Minutes of a meeting", Meeting, None;
    "sign-in-sheet": "会议签到表", "Sign-in sheet of a meeting", Meeting, None;
    "transfer-letter": "党员组织关系介绍信", "Letter of introduction in three parts", Transfer, None;
    "identity-letter": "党员身份证明信", "Certificate of membership", Person, Some("category");
    "roster": "党员花名册签名表", "Roster to be signed", Org, Some("members_count");
    "appraisal": "民主评议党员登记表", "Yearly appraisal sheet", Person, Some("category");
    "sympathy-letter": "慰问信", "Letter of sympathy", Person, Some("category");
    "dues-receipt": "党费收据", "Receipt of dues in three parts", Person, Some("paid_on");
    "founding-request": "成立请示", "Request to found an org", Org, None;
    "founding-reply": "成立批复", "Reply that an org may be founded", Org, None;
    "dues-register": "党费收缴登记表", "Register of dues of a year", Org, Some("register");
    "dues-notice": "党费收缴公示表", "Dues made public", Org, Some("register");
    "meetings-quarter": "三会一课季度统计表", "Meetings and lectures of a quarter", Org, Some("meetings");
    "approval-sheet": "预备党员审批表", "Approval sheet", Person, Some("admitted");
    "process-record": "发展党员工作全程纪实表", "Record of the way into the Party, step by step", Person, Some("applied");
    "election-request": "换届请示", "Request for an election", Election, None;
    "election-consent": "同意换届批复", "Reply that an election may be held", Election, None;
    "election-notice": "选举大会通知", "Call to an election", Election, None;
    "election-candidates": "候选人名单", "List of candidates", Election, Some("candidates");
    "ballot": "选票", "Ballot", Election, Some("candidates");
    "count-sheet": "计票单", "Counting sheet", Election, Some("candidates");
    "election-report": "选举结果报告", "Report of an election", Election, Some("ballots");
    "election-reply": "当选批复", "Reply to the report of an election", Election, Some("ballots");
}

/// The parts that all forms share, by their place in the document.
const SHARED: [(&str, &str); 6] = [
    ("[Content_Types].xml", include_str!("forms/shared/[Content_Types].xml")),
    ("_rels/.rels", include_str!("forms/shared/_rels/.rels")),
    ("word/_rels/document.xml.rels", include_str!("forms/shared/word/_rels/document.xml.rels")),
    ("word/styles.xml", include_str!("forms/shared/word/styles.xml")),
    ("word/fontTable.xml", include_str!("forms/shared/word/fontTable.xml")),
    ("word/footer1.xml", include_str!("forms/shared/word/footer1.xml")),
];

impl BuiltIn {
    /// The form as a document.
    pub(super) fn parts(&self) -> Parts {
        let body = (BODY, self.document);
        SHARED.into_iter().chain([body]).map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::template::Template;
    use super::*;

    #[test]
    fn every_form_names_fields_that_there_are() {
        for form in FORMS {
            let template = Template::of(form.name, form.parts()).unwrap();
            template.check(form.about).unwrap_or_else(|error| panic!("{}: {error}", form.name));
            assert!(!template.named().unwrap().is_empty(), "{}", form.name);
        }
    }
}
