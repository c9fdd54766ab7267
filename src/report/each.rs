//! `--each org`: the same question put to one org after the other, each answer in a file of its own:
//! `report roster --each org -o '名册/{org}.xlsx'`. The files appear together when all of them are whole, or none does.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::Known;
use super::cli::ReportCommand;
use super::declaration::Takes;
use super::question::Question;
use crate::code::codes;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::org;
use crate::output;
use crate::report::texts;
use crate::text;

codes! {
    /// What a question is put to one by one.
    pub(super) enum Each {
        Org = "org", "党组织", "org", ["党支部", "支部", "branch"];
    }
}

/// What stands in the name of a file for that of the org.
const ORG: &str = "{org}";
/// How many bytes the name of a file may have.
const LONGEST: usize = 255;

impl ReportCommand {
    /// Puts the question to each org that it is about and has something to answer.
    pub(super) fn each(&self, ctx: &Ctx, known: &Known) -> Result<()> {
        let no_pattern = || Error::usage(say!(EachNoPattern)).hint(say!(EachPatternHint));
        let pattern = ctx.output_file().and_then(|file| Pattern::read(file)).ok_or_else(no_pattern)?;
        let orgs = self.orgs(ctx, known)?;
        let names = pattern.files(&orgs);
        output::open_many();
        let (mut files, mut rows, mut empty) = (Vec::new(), 0, 0);
        for ((code, _), file) in orgs.iter().zip(names) {
            let mut asked = self.clone();
            (asked.under, asked.each) = (Some(code.clone()), None);
            match ctx.gather(file, |ctx| asked.tell(ctx, known))? {
                Some((target, told)) if told > 0 => {
                    files.push(target);
                    rows += told;
                }
                _ => empty += 1,
            }
        }
        let count = files.len();
        output::finish_all(files)?;
        ctx.note(&match empty {
            0 => say!(EachWritten { count, rows }),
            _ => say!(EachWrittenBut { count, rows, empty }),
        });
        if count == 0 && ctx.fails_on_empty() {
            return Err(Error::new(Kind::Findings, say!(NothingFound)));
        }
        Ok(())
    }

    /// Refuses a file that is called as if there were one for each org, where there is to be one for all.
    pub(super) fn refuse_pattern(&self, ctx: &Ctx) -> Result<()> {
        match ctx.output_file().and_then(|file| Pattern::read(file)) {
            Some(_) => Err(Error::usage(say!(PatternWithoutEach)).hint(say!(EachPatternHint))),
            None => Ok(()),
        }
    }

    /// The orgs that are asked, each by code and name.
    fn orgs(&self, ctx: &Ctx, known: &Known) -> Result<Vec<(String, String)>> {
        if let Known::Query(report) = known {
            let (db, question) = self.ask(ctx, report, Question::new(ctx, report, &self.period)?)?;
            let last = question.last.to_string();
            let first = if report.takes == Takes::Day { last.clone() } else { question.first_day() };
            return org::each(db.conn(), question.under, (&first, &last));
        }
        let (db, day) = (self.records_at(ctx)?, ctx.as_of().to_string());
        let under = self.under.as_deref().map(|typed| org::find(db.conn(), typed)).transpose()?;
        org::ask(db.conn(), under, None)?;
        org::each(db.conn(), under, (&day, &day))
    }
}

/// The name of a file with a place for that of the org.
struct Pattern<'p>(&'p str);

impl<'p> Pattern<'p> {
    /// Reads one; what has no such place is none.
    fn read(file: &'p Path) -> Option<Self> {
        file.to_str().filter(|file| file.contains(ORG)).map(Self)
    }

    /// The file of each org, of which code and name are told. Two that would lie in one file, by names alike, have their codes in theirs;
    /// large and small letters are alike to many file systems.
    fn files(&self, orgs: &[(String, String)]) -> Vec<PathBuf> {
        let mut taken = HashSet::new();
        let file = |(code, name): &(String, String)| {
            let mut suffix = String::new();
            loop {
                let file = self.file(name, &suffix);
                if taken.insert(file.to_lowercase()) {
                    return file.into();
                }
                suffix += &format!("-{}", text::file_name(code, LONGEST));
            }
        };
        orgs.iter().map(file).collect()
    }

    fn file(&self, name: &str, suffix: &str) -> String {
        // The longest of the parts that the name stands in has the least room.
        let parts = self.0.split('/').filter(|part| part.contains(ORG));
        let room = parts.map(|part| {
            let times = part.matches(ORG).count();
            (LONGEST + times * ORG.len()).saturating_sub(part.len()) / times
        });
        let room = room.min().unwrap_or(LONGEST).saturating_sub(suffix.len());
        self.0.replace(ORG, &(text::file_name(name, room) + suffix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pattern: &str, orgs: &[(&str, &str)]) -> Vec<String> {
        let orgs: Vec<(String, String)> =
            orgs.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect();
        let pattern = Pattern::read(Path::new(pattern)).unwrap();
        pattern.files(&orgs).into_iter().map(|file| file.display().to_string()).collect()
    }

    #[test]
    fn each_org_has_a_file_of_its_own() {
        assert_eq!(
            files("名册/{org}.xlsx", &[("A", "甲/乙支部"), ("B", "甲:乙支部"), ("C", "..")]),
            ["名册/甲_乙支部.xlsx", "名册/甲_乙支部-B.xlsx", "名册/_.xlsx"]
        );
        assert_eq!(
            files("{org}", &[("A", "Ab"), ("B", "aB"), ("C", "aB-C"), ("D", "AB")]),
            ["Ab", "aB-B", "aB-C", "AB-D"]
        );
    }

    #[test]
    fn a_long_name_is_cut_where_a_file_system_would_refuse_it() {
        let long = "长".repeat(200);
        let all = files("名册-{org}.xlsx", &[("A", &long), ("B", &long)]);
        // 255 bytes less the 7 before and the 5 behind leave 243: 81 characters; with -B two bytes less, 80.
        assert_eq!(all[0], format!("名册-{}.xlsx", "长".repeat(81)));
        assert_eq!(all[1], format!("名册-{}-B.xlsx", "长".repeat(80)));
        assert!(all.iter().all(|file| file.len() <= 255), "{all:?}");
    }

    #[test]
    fn what_has_no_place_for_an_org_is_no_pattern() {
        assert!(Pattern::read(Path::new("名册/all.xlsx")).is_none());
    }
}
