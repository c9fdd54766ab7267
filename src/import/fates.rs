//! What became of each row: counted, shown, written to the recap, and the bad ones put aside.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use foldhash::HashMap;

use super::lines::Lines;
use super::rejects::{Ended, Rejects, Wrong};
use super::{ImportArgs, OnMissing};
use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Outcome;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, Text, say, says};
use crate::import::texts;
use crate::input::{Fault, Heading, Problem, Raw, Record, Source};
use crate::output::{Column, Frame, Listing, Options, Target};
use crate::rules::texts::RulesSays;
use crate::waiting;

/// How many faults, and how many warnings, are shown on the screen.
const SHOWN: usize = 20;

/// How many kinds of warnings are kept apart.
const ODDITIES: usize = 10_000;

codes! {
    /// What became of a row, in a recap.
    pub enum Fate {
        Add = "add", "新增", "add";
        Update = "update", "更新", "update";
        Unchanged = "unchanged", "未变", "unchanged";
        Conflict = "conflict", "冲突", "conflict";
        Error = "error", "错误", "error";
        Missing = "missing", "库中没有", "not on record";
        PassedOver = "passed-over", "跳过", "passed over";
    }
}

codes! {
    /// By what it is known that a row is about somebody on record.
    pub enum Recognised {
        No = "no", "编号", "number";
        IdNo = "id-no", "公民身份号码", "identity number";
        NameAndBirth = "name-birth", "姓名、出生日期、党组织", "name, birth and org";
        Name = "name", "姓名、党组织", "name and org";
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which of the files.
    pub(super) file: u16,
    /// The line or sheet row, from 1.
    pub line: u32,
}

/// What becomes of a row.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// A new record.
    Added,
    /// A record changed: what was told of it.
    Updated(Text),
    /// A record that is as the row says.
    Unchanged,
    /// Nobody and nothing on record, and nothing is to be added.
    Missing,
    /// The row contradicts a record or another row.
    Conflict(Vec<Problem>),
    /// The row is wrong.
    Wrong(Vec<Problem>),
    /// The row cannot be taken for what it says.
    Unreadable(Vec<Fault>),
}

/// Keeps count of the rows.
pub struct Fates<'a> {
    lang: Lang,
    files: Vec<String>,
    added: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
    missing: i64,
    /// The first of those that are missing, by name and place.
    absent: Vec<String>,
    on_missing: OnMissing,
    faults: Lines,
    passed_over: Lines,
    oddities: Lines,
    /// What is odd in rows whose fate is still to be told, where that is told in words.
    odd: HashMap<(u16, u32), Vec<String>>,
    recap: Option<Listing>,
    /// The recap, when no row follows.
    whole_recap: Option<Target>,
    screen: Option<Listing>,
    rejects: Option<Rejects<'a>>,
    put_aside: Ended,
    dry_run: bool,
    raw: Raw,
    recognised: Option<Recognised>,
    read: u64,
    begun: Instant,
    watched: bool,
    progress: Option<indicatif::ProgressBar>,
}

impl std::fmt::Debug for Fates<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fates").field("added", &self.added).field("rejected", &self.rejected).finish_non_exhaustive()
    }
}

impl<'a> Fates<'a> {
    pub(super) fn begin(ctx: &'a Ctx, args: &'a ImportArgs, dry_run: bool) -> Result<Self> {
        let columns = || Column::of("recap", &["file", "row", "fate", "subject", "detail", "recognised_by"]);
        let recap = args.recap.as_ref().map(|path| {
            let options = Options { file: Some(path.clone()), ..Options::default() };
            Listing::begin(columns(), Frame::default(), &options, Target::file(path)?, ctx.lang)
        });
        let screen = dry_run.then(|| ctx.listing(columns(), Frame::default()));
        Ok(Self {
            lang: ctx.lang,
            files: Vec::new(),
            added: 0,
            updated: 0,
            unchanged: 0,
            rejected: 0,
            missing: 0,
            absent: Vec::new(),
            on_missing: args.on_missing,
            faults: Lines::default(),
            passed_over: Lines::default(),
            oddities: Lines::default(),
            odd: HashMap::default(),
            recap: recap.transpose()?,
            whole_recap: None,
            screen: screen.transpose()?,
            rejects: args.keep_going.then(|| Rejects::new(ctx, args, dry_run)),
            put_aside: Ended::default(),
            dry_run,
            raw: Raw::new(),
            recognised: None,
            read: 0,
            begun: Instant::now(),
            watched: ctx.is_watched(),
            progress: None,
        })
    }

    pub(super) fn begin_file(&mut self, source: &Source, headings: &'static [Heading]) {
        let path = source.path();
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        self.files.push(name);
        self.end_progress();
        if let Some(rejects) = &mut self.rejects {
            rejects.begin_file(source, headings);
        }
    }

    /// The rows that follow stand under one that is no record: it is put aside above the first of them that is.
    pub(super) fn stand_above(&mut self, record: &Record<'_>) {
        let place = self.place_of(record.line);
        if let Some(rejects) = &mut self.rejects {
            rejects.stand_above(place, record.raw().clone());
        }
    }

    pub(super) fn place(&mut self, record: &Record<'_>) -> Place {
        if self.rejects.is_some() {
            self.raw.clone_from(record.raw());
        }
        self.recognised = None;
        self.read += 1;
        if self.read.is_multiple_of(1024) {
            self.show_progress();
        }
        self.place_of(record.line)
    }

    fn place_of(&self, line: u64) -> Place {
        let file = u16::try_from(self.files.len().saturating_sub(1)).unwrap_or(u16::MAX);
        Place { file, line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    /// A bar for an import that passes a second.
    fn show_progress(&mut self) {
        if self.progress.is_none() && self.watched && self.begun.elapsed() > Duration::from_secs(1) {
            waiting::is_watched(false);
            waiting::clear();
            let bar = indicatif::ProgressBar::new_spinner();
            let style = indicatif::ProgressStyle::with_template("{spinner} {human_pos} ({per_sec})");
            self.progress = style.ok().map(|style| bar.with_style(style));
        }
        if let Some(bar) = &self.progress {
            bar.set_position(self.read);
        }
    }

    /// The cells of the row in hand, for a noun that tells its fate later.
    pub fn raw(&self) -> &Raw {
        &self.raw
    }

    /// Whether bad rows are put aside while good ones go in.
    pub fn keeps_going(&self) -> bool {
        self.rejects.is_some()
    }

    /// How many rows were rejected so far.
    pub fn rejected(&self) -> i64 {
        self.rejected
    }

    /// The row in hand is about somebody on record: by what that is known.
    pub fn recognise(&mut self, by: Recognised) {
        self.recognised = Some(by);
    }

    /// A place for people: `FILE:LINE`.
    pub fn name(&self, place: Place) -> String {
        named(&self.files, place)
    }

    /// Whether what changed in an update has to be told in words, or only counted.
    pub fn wants_words(&self) -> bool {
        self.recap.is_some() || self.screen.is_some()
    }

    /// Something odd in a row. The same oddity is told once, with the rows in which it was met; of words that are in no
    /// table each is told.
    pub fn warn(&mut self, place: Place, warning: &Problem) {
        let what = &warning.what;
        let word: Cow<'_, str> = if says!(what, KeptAsText | NameKept | NameNoted | SharedNameKept | NotFullKept) {
            warning.value.as_str().into()
        } else if let Some(RulesSays::AgainstRule { basis, .. }) = what.of() {
            // Of norms each is told.
            basis.say(Lang::Zh).into()
        } else if says!(what, LikelyDouble | LikelyDoubleByName | NameOtherwise) {
            self.name(place).into()
        } else {
            "".into()
        };
        self.oddities.tell_kind(place, warning, &word, ODDITIES);
        if self.wants_words() {
            let told = say!(WarningLine { message: warning.text() }).say(self.lang);
            self.odd.entry((place.file, place.line)).or_default().push(told);
        }
    }

    /// Tells the fate of the row in hand.
    pub fn tell_row(&mut self, place: Place, subject: &str, verdict: &Verdict) -> Result<()> {
        waiting::check()?;
        let raw = std::mem::take(&mut self.raw);
        self.tell_fate(place, &raw, subject, verdict)?;
        self.raw = raw;
        Ok(())
    }

    /// Tells the fate of a row whose cells were kept.
    pub fn tell_fate(&mut self, place: Place, raw: &Raw, subject: &str, verdict: &Verdict) -> Result<()> {
        let (fate, detail) = match verdict {
            Verdict::Missing => {
                if self.absent.len() < SHOWN {
                    self.absent.push(format!("{} ({})", crate::text::mask_numbers(subject), self.name(place)));
                }
                (Fate::Missing, None)
            }
            Verdict::Added => (Fate::Add, None),
            Verdict::Updated(changes) => (Fate::Update, Some(changes.say(self.lang))),
            Verdict::Unchanged => (Fate::Unchanged, None),
            Verdict::Conflict(problems) => {
                (Fate::Conflict, Some(self.reject(place, raw, self.wrong(place, raw, problems))?))
            }
            Verdict::Wrong(problems) => (Fate::Error, Some(self.reject(place, raw, self.wrong(place, raw, problems))?)),
            Verdict::Unreadable(faults) => {
                let of_row = |fault: &Fault| (Problem::of_row(fault.what.clone()), fault.columns.clone());
                (Fate::Error, Some(self.reject(place, raw, faults.iter().map(of_row).collect())?))
            }
        };
        match fate {
            Fate::Add => self.added += 1,
            Fate::Update => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Conflict | Fate::Error => self.rejected += 1,
            Fate::Missing => self.missing += 1,
            Fate::PassedOver => {}
        }
        self.list(place, fate, subject, detail.as_deref())
    }

    /// Whether rows about nobody and nothing on record are to be added.
    pub fn adds_missing(&self) -> bool {
        self.on_missing == OnMissing::Add
    }

    /// What is to become of a row about nobody and nothing on record, unless it is to be added. What names it stands
    /// under this key.
    pub fn absent(&self, key: &'static str, value: &str) -> Option<Verdict> {
        let problem = || Problem { key, value: value.to_owned(), what: say!(NotOnRecord) };
        match self.on_missing {
            OnMissing::Add => None,
            OnMissing::Skip => Some(Verdict::Missing),
            OnMissing::Error => Some(Verdict::Wrong(vec![problem()])),
        }
    }

    /// A row is no record, and why.
    pub(super) fn pass_over(&mut self, line: u64, why: &Text) -> Result<()> {
        let place = self.place_of(line);
        self.passed_over.tell(place, why, SHOWN);
        self.list(place, Fate::PassedOver, "", Some(&why.say(self.lang)))
    }

    fn list(&mut self, place: Place, fate: Fate, subject: &str, detail: Option<&str>) -> Result<()> {
        let odd = self.odd.remove(&(place.file, place.line)).unwrap_or_default();
        let detail: Vec<&str> = detail.into_iter().chain(odd.iter().map(String::as_str)).collect();
        let detail = (!detail.is_empty()).then(|| detail.join("; "));
        for listing in [&mut self.recap, &mut self.screen].into_iter().flatten() {
            listing.push(vec![
                self.files[usize::from(place.file)].as_str().into(),
                i64::from(place.line).into(),
                fate.entry().into(),
                crate::text::mask_numbers(subject).into(),
                detail.clone().into(),
                self.recognised.map(Recognised::entry).into(),
            ])?;
        }
        Ok(())
    }

    /// What is wrong with a row, and with which of its columns.
    fn wrong(&self, place: Place, raw: &Raw, problems: &[Problem]) -> Vec<(Problem, Vec<usize>)> {
        let column = |problem: &Problem| self.rejects.as_ref()?.column(place, raw, problem.key, &problem.value);
        problems.iter().map(|problem| (problem.clone(), column(problem).into_iter().collect())).collect()
    }

    /// Tells what is wrong with a row, and puts it aside; returns that in one line.
    fn reject(&mut self, place: Place, raw: &Raw, wrong: Vec<(Problem, Vec<usize>)>) -> Result<String> {
        let mut told = Vec::new();
        for (problem, columns) in wrong {
            told.push(Wrong { what: problem.text().say(self.lang), columns });
            self.faults.tell_problem(place, &problem, SHOWN);
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.push(place, raw, &told)?;
        }
        Ok(told.into_iter().map(|wrong| wrong.what).collect::<Vec<_>>().join("; "))
    }

    pub(super) fn refuse_rejected(&self) -> Result<()> {
        if self.rejected == 0 {
            return Ok(());
        }
        Err(Error::refused(say!(ImportRefused { rows: self.rejected, faults: self.faults.count() }))
            .details(self.fault_lines())
            .hint(say!(ImportRefusedHint)))
    }

    fn fault_lines(&self) -> Vec<Text> {
        let beyond = self.faults.beyond();
        let more = (beyond > 0).then(|| say!(MoreFaults { count: beyond }));
        self.faults.texts(&self.files).chain(more).collect()
    }

    /// How many records come in, and how many change.
    pub(super) fn coming(&self) -> (i64, i64) {
        (self.added, self.updated)
    }

    pub(super) fn refuse_too_many(&self, before: i64, percent: u32) -> Result<()> {
        if before > 20 && self.updated * 100 > before * i64::from(percent) {
            let error = Error::refused(say!(TooManyChanges { updated: self.updated, before, percent }));
            return Err(error.hint(say!(TooManyChangesHint)));
        }
        Ok(())
    }

    /// Takes the bar away.
    pub(super) fn end_progress(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// No row follows: makes recap and rejects whole, as long as the import can still be given up.
    pub(super) fn close(&mut self, ctx: &Ctx) -> Result<()> {
        self.end_progress();
        self.whole_recap = self.recap.take().map(Listing::close).transpose()?.map(|closed| closed.target);
        self.rejects.as_mut().map_or(Ok(()), |rejects| rejects.close(ctx))
    }

    /// Puts recap and rejects in their place; the rejects only if the import stands.
    pub(super) fn end(&mut self, stands: bool) -> Result<()> {
        self.end_progress();
        for listing in [self.recap.take(), self.screen.take()].into_iter().flatten() {
            listing.end()?;
        }
        self.whole_recap.take().map_or(Ok(()), Target::finish)?;
        if let Some(rejects) = self.rejects.take().filter(|_| stands) {
            self.put_aside = rejects.end()?;
        }
        Ok(())
    }

    /// Tells what came of it all.
    pub(super) fn tell(&self, ctx: &Ctx, outcome: &Outcome, took: Duration) -> Result<()> {
        self.passed_over.texts(&self.files).for_each(|text| ctx.note(&text));
        if self.passed_over.beyond() > 0 {
            ctx.note(&say!(MorePassedOver { count: self.passed_over.beyond() }));
        }
        self.tell_oddities(ctx);
        self.tell_sum(ctx, outcome, took)?;
        for path in self.put_aside.replaced.clone() {
            ctx.note(&say!(PageReplaced { path }));
        }
        if !self.put_aside.stale.is_empty() {
            ctx.warn(&say!(RejectsStale { paths: self.put_aside.stale.clone() }));
        }
        let rejected = self.rejected;
        if rejected > 0 {
            let error = Error::new(Kind::Findings, say!(RowsRejected { rejected })).details(self.fault_lines());
            let paths = self.put_aside.written.clone();
            return Err(if paths.is_empty() { error } else { error.hint(say!(RejectsWritten { paths })) });
        }
        Ok(())
    }

    fn tell_oddities(&self, ctx: &Ctx) {
        self.oddities.texts(&self.files).take(SHOWN).for_each(|text| ctx.warn(&text));
        if self.oddities.len() > SHOWN {
            ctx.warn(&say!(MoreWarnings { count: self.oddities.len() - SHOWN }));
        }
    }

    fn tell_sum(&self, ctx: &Ctx, outcome: &Outcome, took: Duration) -> Result<()> {
        let missing = self.missing;
        let (added, updated, unchanged, rejected) = (self.added, self.updated, self.unchanged, self.rejected);
        let mut sum = say!(Tally { added, updated, unchanged, rejected });
        if missing > 0 {
            sum = say!(TallyMissing { sum, missing });
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate for the eye")]
        let rate =
            format!("{:.0}", (added + updated + unchanged + rejected + missing) as f64 / took.as_secs_f64().max(0.001));
        ctx.note(&match outcome.number {
            Some(number) => say!(Imported { sum, number, rate }),
            None if self.added + self.updated > 0 => say!(ImportWould { sum }),
            None => say!(ImportIdle { sum }),
        });
        if missing > 0 {
            let mut who: Vec<&str> = self.absent.iter().map(String::as_str).collect();
            who.extend((missing > self.absent.len() as i64).then_some("…"));
            ctx.note(&say!(NotFoundOnRecord { who }));
        }
        if ctx.format() != crate::output::Format::Table && !self.dry_run {
            let columns = Column::of("import", &["operation", "added", "updated", "unchanged", "rejected", "missing"]);
            let counts = [added, updated, unchanged, rejected, missing].map(Into::into);
            let row = std::iter::once(outcome.number.into()).chain(counts).collect();
            ctx.list(columns, Frame::default(), |listing| listing.push(row))
                .map_err(|error| error.though_recorded(outcome.number))?;
        }
        Ok(())
    }
}

fn named(files: &[String], place: Place) -> String {
    format!("{}:{}", files[usize::from(place.file)], place.line)
}
