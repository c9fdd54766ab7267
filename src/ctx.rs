//! What a command is given to work with: the language, the day, the operator, the database, the way out.
//!
//! This is the only place that reads the clock, the environment and the terminal. Everything else is told, so a run
//! can be repeated and tested.
#![expect(clippy::disallowed_methods, reason = "the one place for clock and environment")]

mod access;
mod daily;
mod editor;
#[cfg(feature = "sealed")]
mod keys;
mod pager;
mod prompt;
mod surroundings;

use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::changes;
use crate::config::{self, Config, Key, Origin, Setting};
use crate::date::PartialDate;
use crate::db::known::Known;
use crate::db::restored::{self, Gone};
use crate::db::{self, Db, Mode, Operation, Outcome, Tx};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::globals::Globals;
use crate::i18n::texts;
use crate::i18n::{Lang, Text, say};
use crate::output::{
    Audience, Closed, Column, Format, Frame, Kept, Listing, Options, Pages, Part, Target, Value, Whom, is_open_already,
    is_same_file, places_of, refuse_beside_database,
};
use crate::rules::due::{self, About, Overdue};
use crate::rules::{Advice, local};
use crate::text;
use crate::waiting;
use crate::zone::Zone;
use access::Look;
pub(crate) use daily::step_back;
pub(crate) use editor::Editor;
pub(crate) use prompt::Answer;
pub(crate) use surroundings::COMPLETE;
pub use surroundings::Surroundings;
use surroundings::default_database;

/// What a command works with.
#[derive(Debug)]
pub struct Ctx {
    /// The language of the user.
    pub lang: Lang,
    /// Today, or the day set for tests and scripts.
    pub today: NaiveDate,
    globals: Globals,
    config: Config,
    settings: Vec<(Key, Setting)>,
    /// What the records are set to, once they were opened.
    of_records: OnceCell<Vec<(Key, Setting)>>,
    db: PathBuf,
    now: String,
    operator: String,
    command: String,
    /// What the environment says of the editor.
    editor: Option<OsString>,
    /// Whether the terminal only shows lines as they come.
    is_dumb: bool,
    zone: Zone,
    /// Whether the file asked for stands already.
    replaces: Cell<bool>,
    /// Where an answer goes that was asked for before anything was written.
    opened: RefCell<Option<Target>>,
    held: RefCell<Vec<String>>,
    /// Where an answer is kept that is not to be shown.
    keeps: Option<RefCell<Option<Kept>>>,
    /// Where a file waits, with the number of its rows, that is put in its place together with others.
    gathers: Option<RefCell<Option<(Target, usize)>>>,
    /// The look at unmasked numbers that it is, with all commands within it.
    look: Rc<Look>,
    /// Whether the copy of the day is to be made when all is done.
    copies_later: Cell<bool>,
}

/// How a question is asked: in which language, on which day, and of which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Asking {
    /// The language of the answer.
    pub(crate) lang: Lang,
    /// The day on which it is asked.
    pub(crate) today: NaiveDate,
    /// The day it is about, if another was named.
    pub(crate) as_of: Option<PartialDate>,
    /// When the records are to be known, if not now.
    pub(crate) known: Option<Known>,
}

impl Asking {
    /// The day it is about.
    pub(crate) fn day(&self) -> NaiveDate {
        self.as_of.as_ref().map_or(self.today, PartialDate::last_day)
    }
}

impl Ctx {
    /// Puts together what the surroundings and the command line say.
    pub fn new(surroundings: &Surroundings, mut globals: Globals) -> Result<Self> {
        surroundings.refuse_unknown_lang()?;
        if globals.reveal && surroundings.config().get(Key::MaskAlways).is_some_and(|value| value == "yes") {
            return Err(Error::refused(config::reveal_forbidden()));
        }
        globals.output.plain |= surroundings.plain;
        let typed: &[(Key, Option<OsString>)] = &[
            (Key::Database, globals.db.clone().map(Into::into)),
            (Key::Language, surroundings.typed_lang().map(Into::into)),
            (Key::Operator, globals.operator.clone().map(Into::into)),
            #[cfg(feature = "sealed")]
            (Key::KeyCommand, globals.key_command.clone().map(Into::into)),
        ];
        let typed = |key: Key| typed.iter().find(|(known, _)| *known == key).and_then(|(_, value)| value.clone());
        let told = |key: Key| Some((key, surroundings.setting(key, typed(key))?));
        let settings: Vec<(Key, Setting)> = Key::all().filter_map(told).collect();
        let value = |key: Key| settings.iter().find(|(known, _)| *known == key).map(|(_, setting)| &setting.value);
        Ok(Self {
            lang: surroundings.lang(),
            today: surroundings.today()?,
            db: value(Key::Database).map(Into::into).unwrap_or_default(),
            now: chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            operator: value(Key::Operator).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            config: surroundings.config().clone(),
            command: surroundings.command(),
            editor: surroundings.editor.clone(),
            is_dumb: surroundings.is_dumb,
            zone: surroundings.zone()?,
            replaces: Cell::new(false),
            opened: RefCell::default(),
            held: RefCell::default(),
            keeps: None,
            gathers: None,
            look: Rc::default(),
            copies_later: Cell::new(false),
            settings,
            of_records: OnceCell::new(),
            globals,
        })
    }

    /// How this run asks.
    pub(crate) fn asking(&self) -> Asking {
        Asking { lang: self.lang, today: self.today, as_of: self.globals.as_of, known: self.globals.known }
    }

    /// Keeps what a command would list that is asked in that way, nothing masked; its notes are told where `aloud`.
    pub(crate) fn keep(&self, asking: Asking, aloud: bool, run: impl FnOnce(&Self) -> Result<()>) -> Result<Kept> {
        let Asking { lang, today, as_of, known } = asking;
        let output = Options { format: self.globals.output.format, ..Options::default() };
        let quiet = self.globals.quiet || !aloud;
        let globals = Globals { as_of, known, output, quiet, reveal: false, ..self.globals.clone() };
        let asked = Self { lang, today, keeps: Some(RefCell::default()), ..self.another(globals) };
        run(&asked)?;
        self.held.borrow_mut().append(&mut asked.held.borrow_mut());
        Ok(asked.keeps.and_then(RefCell::into_inner).unwrap_or_default())
    }

    /// Has a command write its answer to a file that waits, whole, to be put in its place together with others. Returns it with the
    /// number of its rows; nothing, if the command answered nothing.
    pub(crate) fn gather(
        &self,
        file: PathBuf,
        run: impl FnOnce(&Self) -> Result<()>,
    ) -> Result<Option<(Target, usize)>> {
        let format = Some(self.format());
        let output = Options { format, file: Some(file), fail_on_empty: false, ..self.globals.output.clone() };
        let globals = Globals { output, quiet: true, ..self.globals.clone() };
        let asked = Self { gathers: Some(RefCell::default()), ..self.another(globals) };
        run(&asked)?;
        self.held.borrow_mut().append(&mut asked.held.borrow_mut());
        Ok(asked.gathers.and_then(RefCell::into_inner))
    }

    /// The same surroundings for a command within this one.
    fn another(&self, globals: Globals) -> Self {
        Self {
            lang: self.lang,
            today: self.today,
            globals,
            config: self.config.clone(),
            settings: self.settings.clone(),
            of_records: self.of_records.clone(),
            editor: self.editor.clone(),
            db: self.db.clone(),
            now: self.now.clone(),
            operator: self.operator.clone(),
            command: self.command.clone(),
            is_dumb: self.is_dumb,
            zone: self.zone,
            replaces: Cell::new(false),
            opened: RefCell::default(),
            held: RefCell::default(),
            keeps: None,
            gathers: None,
            look: Rc::clone(&self.look),
            copies_later: Cell::new(false),
        }
    }

    /// The configuration as it was read.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What goes for a key of the configuration in this run, and where that comes from.
    ///
    /// What the records are set to goes before the file of one user and after what was typed or stands in the environment.
    pub fn setting(&self, key: Key) -> Option<&Setting> {
        let of = |settings: &'_ [(Key, Setting)]| settings.iter().position(|(known, _)| *known == key);
        let ours = of(&self.settings).map(|at| &self.settings[at].1);
        let of_records = self.of_records.get().and_then(|all| of(all).map(|at| &all[at].1));
        match ours {
            Some(setting) if matches!(setting.origin, Origin::Option | Origin::Environment) => Some(setting),
            _ => of_records.or(ours),
        }
    }

    /// Takes in what the records are set to, where they can be read: for who tells of settings, and of no records.
    pub(crate) fn know_settings(&self) {
        if let Some(conn) = db::glance(&self.db) {
            // What cannot be read is told when the records are.
            let _ = self.take_settings(&conn);
        }
    }

    fn take_settings(&self, conn: &Connection) -> Result<()> {
        local::take(conn)?;
        let told = |(key, value): (Key, String)| (key, Setting { value: value.into(), origin: Origin::Database });
        let _ = self.of_records.set(config::records::of(conn)?.into_iter().map(told).collect());
        Ok(())
    }

    /// The folder of the office's own reports, if one was set: an absolute path, be it there still or not.
    pub fn report_folder(&self) -> Option<&Path> {
        self.setting(Key::ReportFolder).map(|setting| Path::new(&setting.value))
    }

    /// The folder of the office's own templates of forms, if one was set, be it there still or not.
    pub fn template_folder(&self) -> Option<&Path> {
        self.setting(Key::TemplateFolder).map(|setting| Path::new(&setting.value))
    }

    /// The zone by which days and times are told.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The day the records are read at the end of.
    pub fn as_of(&self) -> NaiveDate {
        let known = match self.globals.known {
            Some(Known::Day(day)) => day,
            _ => self.today,
        };
        self.globals.as_of.as_ref().map_or(known, PartialDate::last_day)
    }

    /// When the records are to be known, if not now.
    pub fn known(&self) -> Option<Known> {
        self.globals.known
    }

    /// Whether a past or future day was asked for.
    pub fn has_as_of(&self) -> bool {
        self.globals.as_of.is_some()
    }

    /// The database file.
    pub fn db_path(&self) -> &PathBuf {
        &self.db
    }

    /// Makes the database file, and the platform's own data folder if it is to lie there.
    pub fn create_db(&self) -> Result<Db> {
        if self.db == default_database()
            && let Some(folder) = self.db.parent()
        {
            std::fs::create_dir_all(folder).at(folder)?;
        }
        Db::create(&self.db)
    }

    /// Opens the database for reading, or a copy of what was known then. A look at unmasked numbers is noted in the access log.
    pub fn read(&self) -> Result<Db> {
        waiting::is_watched(self.is_watched() && self.keeps.is_none());
        let db = Db::open(&self.db, self.wait())?;
        #[cfg(feature = "sealed")]
        self.warn_of_keys();
        if self.globals.reveal {
            self.note_access(&db)?;
        }
        match self.globals.known {
            Some(Known::Day(day)) if day > self.today => {
                Err(Error::usage(say!(KnownOfFuture { day })).of_option("--known"))
            }
            Some(known) => {
                self.note_if_before_all(&db, known)?;
                self.warn_of_lost(&db, known)?;
                let db = db.known(known, self.zone)?;
                self.take_settings(db.conn())?;
                Ok(db)
            }
            None => {
                self.take_settings(db.conn())?;
                Ok(db)
            }
        }
    }

    /// Notes that nothing was recorded yet at a time that is asked about, and since when something is.
    fn note_if_before_all(&self, db: &Db, known: Known) -> Result<()> {
        if self.tells_notes() && known.last_operation(db.conn(), self.zone)? == 0 {
            let mut first = db.conn().prepare("SELECT at FROM operation ORDER BY id LIMIT 1")?;
            let mut rows = first.query([])?;
            if let Some(row) = rows.next()? {
                let at: String = row.get("at")?;
                let day = at.parse().map_or(at, |at| self.zone.of(at).date_naive().to_string());
                self.note(&say!(KnownNothing { day }));
            }
        }
        Ok(())
    }

    /// Warns of what was known on a day that is asked about and was lost since, when somebody went back to a copy.
    fn warn_of_lost(&self, db: &Db, known: Known) -> Result<()> {
        if let Known::Day(day) = known {
            for Gone { first, last, by, kept, .. } in restored::gone_after(db.conn(), day, self.zone)? {
                self.warn(&say!(KnownWithoutLost { day, span: restored::span(first, last), by, kept }));
            }
        }
        Ok(())
    }

    /// Opens the database for reading as of the day asked for.
    pub fn read_at(&self) -> Result<Db> {
        self.read_on(self.as_of())
    }

    /// Opens the database for reading as of another day: the end of a period.
    pub fn read_on(&self, day: NaiveDate) -> Result<Db> {
        let mut db = self.read()?;
        db.stand_at(day)?;
        Ok(db)
    }

    /// How long to wait for other processes.
    pub(crate) fn wait(&self) -> Duration {
        Duration::from_secs_f64(self.globals.wait)
    }

    /// Does one operation through the one door, prints the warnings of the norms, and tells what was done.
    pub fn write(&self, work: impl FnOnce(&Tx<'_>, &mut Advice) -> Result<Done>) -> Result<()> {
        self.write_to(self.open_to_write()?, work)
    }

    /// Does one operation on a database that is open already, as [`Ctx::write`] does.
    pub fn write_to(&self, mut db: Db, work: impl FnOnce(&Tx<'_>, &mut Advice) -> Result<Done>) -> Result<()> {
        let mut advice = Advice::new(self.globals.overriding.clone());
        let (done, outcome) = db.transact(&self.operation(), |tx| work(tx, &mut advice))?;
        for warning in advice.warnings() {
            self.warn(warning);
        }
        self.tell(&db, &done, &outcome)
    }

    /// The head of the operation this run would be.
    pub fn operation(&self) -> Operation {
        Operation {
            at: self.now.clone(),
            operator: self.operator.clone(),
            command: self.command.clone(),
            override_reason: self.globals.overriding.clone(),
            mode: if self.globals.dry_run { Mode::Show } else { Mode::Commit },
        }
    }

    /// Opens the database for an operation that has a door of its own (undo), and the place where its answer goes: what is
    /// in the way there must not come out when all is recorded.
    pub fn open_to_write(&self) -> Result<Db> {
        // A dry run shows what would change, so with --reveal it is a look like any other.
        let db = self.read()?;
        let target = self.target()?;
        self.globals.output.refuse_misfit(&target)?;
        self.opened.replace(Some(target));
        self.keep_daily(&db);
        Ok(db)
    }

    /// Tells what an operation did: a sentence for people, a row for scripts, each change in a dry run.
    pub fn tell(&self, db: &Db, done: &Done, outcome: &Outcome) -> Result<()> {
        if self.globals.dry_run {
            changes::list(self, db.conn(), &outcome.changes)?;
            self.note(&say!(DryRunDone { added: outcome.added, changed: outcome.changed, removed: outcome.removed }));
            return Ok(());
        }
        match outcome.number {
            Some(number) => {
                self.note(&say!(Done { what: done.message.clone(), number }));
                if done.corrects {
                    self.tell_changes(db, number)?;
                }
            }
            None => self.note(&say!(NothingChanged)),
        }
        if self.format() == Format::Table && self.output_file().is_none() {
            return Ok(());
        }
        let mut columns = Column::list(&["operation", "added", "changed", "removed"]);
        let mut row = vec![outcome.number.into(), outcome.added.into(), outcome.changed.into(), outcome.removed.into()];
        for (key, value) in &done.fields {
            columns.extend(Column::of(done.noun, &[*key]));
            row.push(value.clone());
        }
        let listed = self.list(columns, Frame::default(), |listing| listing.push(row));
        listed.map_err(|error| error.though_recorded(outcome.number))
    }

    /// Tells what a correction corrected, old → new.
    fn tell_changes(&self, db: &Db, number: i64) -> Result<()> {
        let changes = crate::db::journal::changes(db.conn(), number)?;
        for line in changes::lines(self, db.conn(), &changes)? {
            self.note(&say!(Indented { line }));
        }
        Ok(())
    }

    /// Begins a listing to where the user wants it.
    pub fn listing(&self, columns: Vec<Column>, frame: Frame) -> Result<Listing> {
        let frame = self.signed(frame);
        let frame = Frame {
            title: frame.title.map(|title| self.masked(title)),
            paper_title: frame.paper_title.map(|title| self.masked(title)),
            made: frame.made.map(|made| self.masked(made)),
            ..frame
        };
        Listing::begin(columns, frame, &self.globals.output, self.target()?, self.lang)
    }

    /// A text as everybody may see it, unless personal numbers were asked for.
    fn masked(&self, text: String) -> String {
        if self.reveals() { text } else { text::mask_sure(&text).into_owned() }
    }

    /// A frame that says who made what is in it, and of which day.
    fn signed(&self, frame: Frame) -> Frame {
        let made = frame.made.or_else(|| Some(self.made().say(self.lang)));
        Frame { made, made_on: frame.made_on.or_else(|| Some(self.as_of())), ..frame }
    }

    /// The frame of a list that has this title only where it is printed.
    pub(crate) fn paper(&self, title: &Text) -> Frame {
        Frame::listed(title.say(self.lang))
    }

    /// Which office made a table or page, who did it, and of which day it is; who is only known to the system is not told.
    fn made(&self) -> Text {
        let named = |key: Key| self.setting(key).filter(|setting| setting.origin != Origin::Default);
        let told = |key: Key| named(key).map(|setting| setting.value.to_string_lossy().into_owned());
        let day = self.as_of();
        match (told(Key::OfficeName), told(Key::Operator)) {
            (Some(office), Some(operator)) => say!(MadeByOffice { office, operator, day }),
            (Some(office), None) => say!(MadeOfOffice { office, day }),
            (None, Some(operator)) => say!(MadeBy { operator, day }),
            (None, None) => say!(MadeOn { day }),
        }
    }

    /// Prints a listing: `fill` hands over the rows.
    pub fn list(
        &self,
        columns: Vec<Column>,
        frame: Frame,
        fill: impl FnOnce(&mut Listing) -> Result<()>,
    ) -> Result<()> {
        if let Some(keeps) = &self.keeps {
            keeps.replace(Some(Listing::keep(columns, self.signed(frame), fill)?));
            return Ok(());
        }
        let mut listing = self.listing(columns, frame)?;
        fill(&mut listing)?;
        let Closed { target, count, whom } = listing.close()?;
        self.put(target, count)?;
        self.look.showed(count, whom);
        let options = &self.globals.output;
        if let Some(path) = &options.file {
            let path = path.display().to_string();
            self.note(&if self.replaces.get() {
                say!(FileReplaced { path, rows: count })
            } else {
                say!(FileWritten { path, rows: count })
            });
        }
        if count == 0 && options.fail_on_empty {
            return Err(Error::new(Kind::Findings, say!(NothingFound)));
        }
        Ok(())
    }

    /// Prints a listing whose columns were chosen before, see [`Ctx::chosen`].
    pub(crate) fn list_chosen(
        &self,
        columns: Vec<Column>,
        frame: Frame,
        fill: impl FnOnce(&mut Listing) -> Result<()>,
    ) -> Result<()> {
        let output = Options { columns: Vec::new(), ..self.globals.output.clone() };
        let asked = self.another(Globals { output, ..self.globals.clone() });
        asked.list(columns, frame, fill)?;
        self.held.borrow_mut().append(&mut asked.held.borrow_mut());
        Ok(())
    }

    /// Which of some columns were chosen, by their places; nothing, if none was.
    pub(crate) fn chosen(&self, columns: &[Column]) -> Result<Option<Vec<usize>>> {
        let typed = &self.globals.output.columns;
        if typed.is_empty() { Ok(None) } else { places_of(columns, typed).map(Some) }
    }

    /// Whether an answer of several tables comes out whole: where the format has room for them, and no columns, order or number
    /// of rows was asked for.
    pub(crate) fn takes_pages(&self) -> bool {
        Pages::are_of(self.format()) && !self.chooses() && self.keeps.is_none()
    }

    /// Prints several tables with their pictures as one page or workbook.
    pub(crate) fn pages(&self, title: String, mut parts: Vec<Part>) -> Result<()> {
        for part in parts.iter_mut().filter(|_| !self.reveals()) {
            part.mask();
        }
        let made = self.masked(self.made().say(self.lang));
        let pages = Pages { title: self.masked(title), made, made_on: Some(self.as_of()), parts };
        let rows = pages.parts.iter().map(|part| part.rows.len()).sum();
        self.put(pages.write(self.target()?, &self.globals.output, self.lang)?, rows)?;
        self.look.showed(rows, Whom::many());
        self.tell_page();
        Ok(())
    }

    /// Prints a text (a schema, a tree) or a document as it is, to standard output or the file asked for.
    pub fn print(&self, page: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
        let mut target = self.target()?;
        target.write(page.as_ref())?;
        self.note_target(&mut target)?;
        target.finish()?;
        self.tell_page();
        Ok(())
    }

    /// Puts a file in its place, or has it wait for others.
    fn put(&self, mut target: Target, rows: usize) -> Result<()> {
        self.note_target(&mut target)?;
        let Some(gathers) = &self.gathers else { return target.finish() };
        target.settle()?;
        gathers.replace(Some((target, rows)));
        Ok(())
    }

    /// Takes note of the bytes of a file, in a look at unmasked numbers.
    fn note_target(&self, target: &mut Target) -> Result<()> {
        if self.look.is_kept()
            && let Some(sha256) = target.sha256()?
        {
            self.look.wrote(sha256);
        }
        Ok(())
    }

    /// Tells which file a page was written to.
    fn tell_page(&self) {
        if let Some(path) = &self.globals.output.file {
            let path = path.display().to_string();
            self.note(&if self.replaces.get() { say!(PageReplaced { path }) } else { say!(PageWritten { path }) });
        }
    }

    fn target(&self) -> Result<Target> {
        if let Some(opened) = self.opened.take() {
            return Ok(opened);
        }
        if let Some(path) = &self.globals.output.file {
            self.replaces.set(self.may_write(path)?);
            return Target::file(path);
        }
        Ok(self.standard())
    }

    /// Standard output, which a person reads page by page where it is longer than the screen.
    fn standard(&self) -> Target {
        waiting::clear();
        let pager = self.setting(Key::Pager).map(|setting| setting.value.to_string_lossy().into_owned());
        let words =
            pager.filter(|_| !self.globals.no_pager && !self.keeps_quiet()).and_then(|pager| shlex::split(&pager));
        let screen = terminal_size::terminal_size_of(std::io::stdout()).filter(|_| std::io::stdout().is_terminal());
        match (words, screen) {
            (Some(words), Some((columns, lines))) if words != ["cat"] => {
                let paged = pager::Paged::new(words, (lines.0.into(), columns.0.into()), self.lang);
                Target::standard(Box::new(paged), true)
            }
            _ => standard(),
        }
    }

    /// Whether its answer is not shown.
    fn keeps_quiet(&self) -> bool {
        self.keeps.is_some() || self.gathers.is_some()
    }

    /// Prints a text to standard output, whatever file `-o` names: what is said of that file.
    #[cfg(feature = "sealed")]
    pub(crate) fn print_aside(&self, text: &str) -> Result<()> {
        let mut target = standard();
        target.write(text.as_bytes())?;
        target.finish()
    }

    /// Refuses to write the output over a file that the command reads.
    pub fn refuse_as_output(&self, path: &Path) -> Result<()> {
        if self.output_file().is_some_and(|output| is_same_file(output, path)) {
            return Err(Error::new(Kind::Io, say!(WouldOverwrite { path: path.display().to_string() })));
        }
        Ok(())
    }

    /// Refuses to write anything else over the database, or where SQLite keeps a file beside one.
    pub fn refuse_database(&self, path: &Path) -> Result<()> {
        if is_same_file(path, &self.db) {
            return Err(Error::new(Kind::Io, say!(WouldOverwriteDatabase { path: path.display().to_string() })));
        }
        refuse_beside_database(path)
    }

    /// Refuses to write anything else over the database or the configuration, and asks before another file is written over: a person, at a
    /// terminal. In a script a named file is the script's will. Tells whether there is such a file.
    pub fn may_write(&self, path: &Path) -> Result<bool> {
        let shown = || path.display().to_string();
        self.refuse_database(path)?;
        if self.config.path().is_ok_and(|config| is_same_file(path, config)) {
            return Err(Error::new(Kind::Io, say!(WouldOverwrite { path: shown() })));
        }
        let there = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
        let Some(data) = there.filter(|_| !is_open_already(path)) else { return Ok(false) };
        let changed = data.modified().ok().map(|at| self.zone.show(at.into())).unwrap_or_default();
        let question = say!(OverwriteQuestion { path: shown(), size: data.len(), changed });
        if self.globals.overwrite || self.agrees(&question) {
            return Ok(true);
        }
        Err(Error::new(Kind::Io, say!(NotOverwritten { path: shown() })))
    }

    /// Asks a person; whoever cannot be asked, or said `--yes`, agrees.
    pub fn agrees(&self, question: &Text) -> bool {
        self.globals.yes || !can_ask() || self.ask(question)
    }

    /// Whether a person at a terminal agrees, asked or by `--yes`. Where nobody can be asked nobody did.
    pub fn is_agreed(&self, question: &Text) -> bool {
        can_ask() && (self.globals.yes || self.ask(question))
    }

    /// Whether somebody agreed: by `--yes`, or asked at a terminal. Whoever says nothing did not.
    pub(crate) fn consents(&self, question: &Text) -> bool {
        self.globals.yes || (can_ask() && self.ask(question))
    }

    /// Whether nothing is to be kept of what is done.
    pub(crate) fn is_dry_run(&self) -> bool {
        self.globals.dry_run
    }

    /// Whether files may be written over whose names nobody typed: by `--overwrite` or `--yes`, or a person at a terminal agrees.
    pub(crate) fn may_replace(&self, question: &Text) -> bool {
        self.globals.overwrite || self.consents(question)
    }

    /// Tells what is wrong, where it is not the end.
    pub(crate) fn say_error(&self, error: &Error) {
        error.lines(self.lang).iter().for_each(|line| to_stderr(line));
    }

    fn ask(&self, question: &Text) -> bool {
        waiting::while_asking(|| self.ask_now(question))
    }

    fn ask_now(&self, question: &Text) -> bool {
        let _ = write!(std::io::stderr(), "{}", self.line(question));
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).is_ok() && text::yes_or_no(answer.trim()) == Some(true)
    }

    /// Asks a person at a terminal for what is not shown while it is typed; `None` if there is nobody, or nothing was said.
    pub fn secret(&self, question: &Text) -> Option<String> {
        let answer = can_ask().then(|| waiting::while_asking(|| rpassword::prompt_password(self.line(question))))?;
        answer.ok().filter(|answer| !answer.is_empty())
    }

    /// The file that the output goes to, if one was named.
    pub fn output_file(&self) -> Option<&PathBuf> {
        self.globals.output.file.as_ref()
    }

    /// Whether a person reads the answer on a terminal.
    pub(crate) fn is_on_terminal(&self) -> bool {
        let shows = self.keeps.is_none() && self.gathers.is_none() && self.output_file().is_none();
        shows && self.format() == Format::Table && std::io::stdout().is_terminal()
    }

    /// Whether a person watches who might want a bar.
    pub fn is_watched(&self) -> bool {
        self.tells_notes() && !self.format().is_json() && std::io::stderr().is_terminal()
    }

    /// The format of the output.
    pub fn format(&self) -> Format {
        self.globals.output.resolved_format()
    }

    /// Who reads the output.
    pub(crate) fn audience(&self) -> Audience {
        Audience { lang: self.lang, is_program: self.format().is_json() }
    }

    /// Whether the user chose columns, an order or a number of rows.
    pub fn chooses(&self) -> bool {
        let options = &self.globals.output;
        !options.columns.is_empty() || !options.sort.is_empty() || options.limit.is_some()
    }

    /// Whether an answer without rows is a finding.
    pub(crate) fn fails_on_empty(&self) -> bool {
        self.globals.output.fail_on_empty
    }

    /// Whether personal numbers are shown in full.
    pub fn reveals(&self) -> bool {
        self.globals.reveal
    }

    /// The encoding the user named, as typed.
    pub fn encoding(&self) -> Option<&str> {
        self.globals.encoding.as_deref()
    }

    /// Whether notes are told: what nobody hears need not be worked out.
    pub fn tells_notes(&self) -> bool {
        !self.globals.quiet
    }

    /// Tells something on standard error, unless `--quiet`.
    pub fn note(&self, message: &Text) {
        if self.tells_notes() {
            self.tell_beside(self.line(message));
        }
    }

    /// Tells the reader something on standard error. For JSON it is kept until the end: an error must stand there alone.
    fn tell_beside(&self, line: String) {
        if self.format().is_json() {
            self.held.borrow_mut().push(line);
        } else {
            to_stderr(&line);
        }
    }

    /// A message as it may be shown: personal numbers masked unless they were asked for, nothing that steers a terminal.
    pub fn line(&self, message: &Text) -> String {
        let said = message.say(self.lang);
        text::safe(&if self.reveals() { said.into() } else { text::mask_sure(&said) })
    }

    /// Everything of a kind that is overdue on the day asked for. How many there are of each case is noted, with the norm.
    pub fn overdue(&self, db: &Db, about: About) -> Result<Vec<Overdue>> {
        let (all, counts) = due::overdue(db, about, self.as_of())?;
        if !counts.is_empty() {
            self.note(&say!(OverdueCases { counts }));
        }
        Ok(all)
    }

    /// Warns the reader.
    pub fn warn(&self, message: &Text) {
        self.tell_beside(self.line(&say!(WarningLine { message: message.clone() })));
    }

    /// Tells the notes and warnings that were kept, after all went well, and starts what is left to do.
    pub(crate) fn release(&self) {
        self.copy_later();
        self.held.borrow_mut().drain(..).for_each(|line| to_stderr(&line));
    }
}

/// What a command did, for people and for scripts.
#[derive(Debug)]
pub struct Done {
    message: Text,
    noun: &'static str,
    fields: Vec<(&'static str, Value)>,
    corrects: bool,
}

impl Done {
    /// Says what was done.
    pub fn new(message: Text) -> Self {
        Self { message, noun: "", fields: Vec::new(), corrects: false }
    }

    /// Says what was corrected. Each field is told under it, old → new.
    pub fn corrected(message: Text) -> Self {
        Self { corrects: true, ..Self::new(message) }
    }

    /// Says what kind of thing it was done to, which may call its columns by names of its own (`org`: 名称, not 姓名).
    #[must_use]
    pub fn to(mut self, noun: &'static str) -> Self {
        self.noun = noun;
        self
    }

    /// Adds what a script wants back: the code or number of what was made.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.fields.push((key, value.into()));
        self
    }
}

/// How many columns a page has that is read on standard output: those of the terminal, if it is one, but no longer lines than are easily
/// read.
pub(crate) fn columns() -> usize {
    const MOST: usize = 100;
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(MOST, |(width, _)| usize::from(width.0)).min(MOST)
}

/// Whether somebody sits at a terminal who reads questions and answers them.
fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Standard output.
fn standard() -> Target {
    let out = std::io::stdout();
    let terminal = out.is_terminal();
    Target::standard(Box::new(out), terminal)
}

/// Writes lines to standard error; if nobody can read them there is nobody to tell.
pub(crate) fn to_stderr(text: &str) {
    waiting::clear();
    let _ = writeln!(std::io::stderr(), "{text}");
}
