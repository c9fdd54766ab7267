//! What became of each row: counted, shown, written to the recap, and the bad ones put aside.

use std::borrow::Cow;
use std::mem::{Discriminant, discriminant};
use std::path::Path;
use std::time::{Duration, Instant};

use foldhash::HashMap;

use super::ImportArgs;
use super::rejects::{Ended, Rejects};
use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Outcome;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, Text, say};
use crate::input::{Problem, Record};
use crate::output::{Column, Frame, Listing, Options, Target};

/// How many faults, and how many warnings, are shown on the screen.
const SHOWN: usize = 20;

codes! {
    /// What became of a row, in a recap.
    pub enum Fate {
        Add = "add", "新增", "add";
        Update = "update", "更新", "update";
        Unchanged = "unchanged", "未变", "unchanged";
        Conflict = "conflict", "冲突", "conflict";
        Error = "error", "错误", "error";
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
    file: u16,
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
    /// The row contradicts a record or another row.
    Conflict(Vec<Problem>),
    /// The row is wrong.
    Wrong(Vec<Problem>),
}

/// Keeps count of the rows.
pub struct Fates<'a> {
    lang: Lang,
    files: Vec<String>,
    added: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
    faults: Vec<Text>,
    fault_count: usize,
    /// By field and kind, and by word where each is told: which of the oddities it is.
    warnings: HashMap<(&'static str, Discriminant<Text>), HashMap<String, usize>>,
    oddities: Vec<(i64, Text)>,
    recap: Option<Listing>,
    screen: Option<Listing>,
    rejects: Option<Rejects<'a>>,
    put_aside: Ended,
    dry_run: bool,
    raw: Vec<String>,
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
    pub(super) fn begin(ctx: &Ctx, args: &'a ImportArgs, dry_run: bool) -> Result<Self> {
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
            faults: Vec::new(),
            fault_count: 0,
            warnings: HashMap::default(),
            oddities: Vec::new(),
            recap: recap.transpose()?,
            screen: screen.transpose()?,
            rejects: args.keep_going.then(|| Rejects::new(args, dry_run)),
            put_aside: Ended::default(),
            dry_run,
            raw: Vec::new(),
            recognised: None,
            read: 0,
            begun: Instant::now(),
            watched: ctx.is_watched(),
            progress: None,
        })
    }

    pub(super) fn begin_file(&mut self, path: &Path, headings: Vec<String>) {
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        self.files.push(name);
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.begin_file(path, headings);
        }
    }

    pub(super) fn place(&mut self, record: &Record<'_>) -> Place {
        if self.rejects.is_some() {
            self.raw = record.cells().map(Cow::into_owned).collect();
            if record.fault.is_some() {
                self.raw.extend(record.surplus().map(Cow::into_owned));
            }
        }
        self.recognised = None;
        self.read += 1;
        if self.read.is_multiple_of(1024) {
            self.show_progress();
        }
        let file = u16::try_from(self.files.len().saturating_sub(1)).unwrap_or(u16::MAX);
        Place { file, line: u32::try_from(record.line).unwrap_or(u32::MAX) }
    }

    /// A bar for an import that passes a second.
    fn show_progress(&mut self) {
        if self.progress.is_none() && self.watched && self.begun.elapsed() > Duration::from_secs(1) {
            let bar = indicatif::ProgressBar::new_spinner();
            let style = indicatif::ProgressStyle::with_template("{spinner} {human_pos} ({per_sec})");
            self.progress = style.ok().map(|style| bar.with_style(style));
        }
        if let Some(bar) = &self.progress {
            bar.set_position(self.read);
        }
    }

    /// The cells of the row in hand, for a noun that tells its fate later.
    pub fn raw(&self) -> &[String] {
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

    /// Something odd in a row. The same oddity is told once, with its first place and how often it was met; of words
    /// that are in no table each is told.
    pub fn warn(&mut self, place: Place, warning: &Problem) {
        let word: Cow<'_, str> = match warning.what {
            Text::KeptAsText
            | Text::NameKept
            | Text::NameNoted
            | Text::SharedNameKept { .. }
            | Text::NotFullKept { .. } => warning.value.as_str().into(),
            // Of norms each is told.
            Text::AgainstRule { ref basis, .. } => basis.say(Lang::Zh).into(),
            Text::LikelyDouble { .. } | Text::LikelyDoubleByName { .. } | Text::NameOtherwise { .. } => {
                self.name(place).into()
            }
            _ => "".into(),
        };
        let met = self.warnings.entry((warning.key, discriminant(&warning.what))).or_default();
        if let Some(at) = met.get(&*word) {
            self.oddities[*at].0 += 1;
        } else if self.oddities.len() < 10_000 {
            met.insert(word.into_owned(), self.oddities.len());
            self.oddities.push((1, say!(RowProblem { place: named(&self.files, place), problem: warning.text() })));
        }
    }

    /// Tells the fate of the row in hand.
    pub fn tell_row(&mut self, place: Place, subject: &str, verdict: &Verdict) -> Result<()> {
        let raw = std::mem::take(&mut self.raw);
        self.tell_fate(place, &raw, subject, verdict)?;
        self.raw = raw;
        Ok(())
    }

    /// Tells the fate of a row whose cells were kept.
    pub fn tell_fate(&mut self, place: Place, raw: &[String], subject: &str, verdict: &Verdict) -> Result<()> {
        let (fate, detail) = match verdict {
            Verdict::Added => (Fate::Add, None),
            Verdict::Updated(changes) => (Fate::Update, Some(changes.say(self.lang))),
            Verdict::Unchanged => (Fate::Unchanged, None),
            Verdict::Conflict(problems) => (Fate::Conflict, Some(self.fault(place, raw, problems)?)),
            Verdict::Wrong(problems) => (Fate::Error, Some(self.fault(place, raw, problems)?)),
        };
        match fate {
            Fate::Add => self.added += 1,
            Fate::Update => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Conflict | Fate::Error => self.rejected += 1,
        }
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

    fn fault(&mut self, place: Place, raw: &[String], problems: &[Problem]) -> Result<String> {
        let lines: Vec<String> = problems.iter().map(|problem| problem.text().say(self.lang)).collect();
        self.fault_count += problems.len();
        if self.faults.len() < SHOWN {
            let place = self.name(place);
            self.faults
                .extend(problems.iter().map(|problem| say!(RowProblem { place: &place, problem: problem.text() })));
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.push(raw, &lines.join("; "))?;
        }
        Ok(lines.join("; "))
    }

    pub(super) fn refuse_rejected(&self) -> Result<()> {
        if self.rejected == 0 {
            return Ok(());
        }
        Err(Error::refused(say!(ImportRefused { rows: self.rejected, faults: self.fault_count }))
            .details(self.fault_lines())
            .hint(say!(ImportRefusedHint)))
    }

    fn fault_lines(&self) -> Vec<Text> {
        let mut lines = self.faults.clone();
        if self.fault_count > lines.len() {
            lines.push(say!(MoreFaults { count: self.fault_count - lines.len() }));
        }
        lines
    }

    pub(super) fn refuse_too_many(&self, before: i64, percent: u32) -> Result<()> {
        if before > 20 && self.updated * 100 > before * i64::from(percent) {
            let error = Error::refused(say!(TooManyChanges { updated: self.updated, before, percent }));
            return Err(error.hint(say!(TooManyChangesHint)));
        }
        Ok(())
    }

    /// Puts recap and rejects in their place; the rejects only if the import stands.
    pub(super) fn end(&mut self, stands: bool) -> Result<()> {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
        for listing in [self.recap.take(), self.screen.take()].into_iter().flatten() {
            listing.end()?;
        }
        if let Some(rejects) = self.rejects.take().filter(|_| stands) {
            self.put_aside = rejects.end()?;
        }
        Ok(())
    }

    /// Tells what came of it all.
    pub(super) fn tell(&self, ctx: &Ctx, outcome: &Outcome, took: Duration) -> Result<()> {
        for (count, text) in self.oddities.iter().take(SHOWN) {
            ctx.warn(&if *count == 1 {
                text.clone()
            } else {
                say!(WarningTimes { text: text.clone(), count: *count })
            });
        }
        if self.oddities.len() > SHOWN {
            ctx.warn(&say!(MoreWarnings { count: self.oddities.len() - SHOWN }));
        }
        let (added, updated, unchanged, rejected) = (self.added, self.updated, self.unchanged, self.rejected);
        let sum = say!(Tally { added, updated, unchanged, rejected });
        #[expect(clippy::cast_precision_loss, reason = "a rate for the eye")]
        let rate = format!("{:.0}", (added + updated + unchanged + rejected) as f64 / took.as_secs_f64().max(0.001));
        ctx.note(&match outcome.number {
            Some(number) => say!(Imported { sum, number, rate }),
            None if self.added + self.updated > 0 => say!(ImportWould { sum }),
            None => say!(ImportIdle { sum }),
        });
        if ctx.format() != crate::output::Format::Table && !self.dry_run {
            let columns = Column::of("import", &["operation", "added", "updated", "unchanged", "rejected"]);
            let row = vec![outcome.number.into(), added.into(), updated.into(), unchanged.into(), rejected.into()];
            ctx.list(columns, Frame::default(), |listing| listing.push(row))?;
        }
        if !self.put_aside.stale.is_empty() {
            ctx.warn(&say!(RejectsStale { paths: self.put_aside.stale.clone() }));
        }
        if rejected > 0 {
            let error = Error::new(Kind::Findings, say!(RowsRejected { rejected })).details(self.fault_lines());
            let paths = self.put_aside.written.clone();
            return Err(if paths.is_empty() { error } else { error.hint(say!(RejectsWritten { paths })) });
        }
        Ok(())
    }
}

fn named(files: &[String], place: Place) -> String {
    format!("{}:{}", files[usize::from(place.file)], place.line)
}
