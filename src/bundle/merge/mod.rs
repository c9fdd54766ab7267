//! `bundle merge`: bundles into the base, as one operation.
//!
//! * **Row by row, three ways** ([`office`], [`change`]): what was handed up last time, what comes now, what stands here. What only the office changed
//!   follows, what only was corrected here stays; what both changed, to different values, is a conflict, and nothing is written.
//! * **Who is who** ([`known`], [`roots`], [`unify`]): by identity, then people by identity number, units by credit code.
//! * **What several offices hand up** ([`shared`]): one row, of which the office speaks that has the person on its roll last.
//! * **What contradicts** ([`settle`]): a row that cannot stand beside one of another office waits, and is tried again with every bundle.
//! * **Where it stands** ([`tops`]): those who stand under nobody there stand under one org here.

mod change;
mod conflict;
mod hand;
mod known;
mod office;
mod roots;
mod settle;
mod shared;
mod store;
mod tops;
mod unify;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rusqlite::{OptionalExtension as _, named_params};

use super::graph::Graph;
use super::history::{Standing, Sum, standing};
use super::manifest::Manifest;
use super::open::{Bundle, open};
use super::{identity, texts};
use crate::ctx::Ctx;
use crate::db::{Mode, Operation, Tx};
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::lists;
use crate::org::{self, OrgId};
use crate::output::{Column, Value};
use conflict::Conflict;
use settle::Waiting;
use store::Store;

/// What is to be merged, and how.
pub(super) struct Merging<'a> {
    pub(super) files: &'a [PathBuf],
    pub(super) under: Option<&'a str>,
    pub(super) prefix: Option<&'a str>,
    pub(super) keep_ours: bool,
    pub(super) identity: Option<&'a std::path::Path>,
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) added: i64,
    pub(super) changed: i64,
    pub(super) removed: i64,
    pub(super) unchanged: i64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }

    fn is_idle(self) -> bool {
        (self.added, self.changed, self.removed) == (0, 0, 0)
    }
}

/// Who hands up.
#[derive(Debug, Clone)]
struct Sender {
    id: i64,
    office: String,
    under: Option<OrgId>,
    prefix: Option<String>,
}

/// All that is known while bundles are merged.
struct Merger<'t> {
    store: Store<'t>,
    ctx: &'t Ctx,
    /// The identity of this office.
    own: String,
    keep_ours: bool,
    /// The last numbers of orgs and units that were given.
    last: [i64; 2],
    shared: shared::Shared,
    waiting: settle::All,
    /// People who came as records of their own, though somebody here has their identity number.
    apart: BTreeSet<i64>,
    conflicts: Vec<Conflict>,
    tallies: Vec<Tally>,
}

/// What came of it.
struct Merged {
    tallies: Vec<(String, Tally)>,
    waits: Vec<crate::i18n::Text>,
    erased: Vec<i64>,
    unplaced: Vec<String>,
    idle: usize,
}

/// Merges bundles as one operation. Refuses an older one, one of another file with the same identity, and what is in conflict.
pub(super) fn merge(ctx: &Ctx, merging: &Merging<'_>) -> Result<()> {
    let mut bundles = merging.files.iter().map(|file| open(file, merging.identity)).collect::<Result<Vec<_>>>()?;
    in_turn(&mut bundles);
    let mut db = ctx.open_to_write()?;
    let graph = Graph::of(db.conn())?;
    let mode = if ctx.is_dry_run() { Mode::Discard } else { Mode::Commit };
    let operation = Operation { mode, ..ctx.operation() };
    let (merged, outcome) = db.transact(&operation, |tx| all(ctx, tx, &graph, merging, &mut bundles))?;
    for text in &merged.waits {
        ctx.warn(text);
    }
    if !merged.erased.is_empty() {
        ctx.warn(&say!(ErasedThere { people: merged.erased.clone() }));
    }
    if !merged.unplaced.is_empty() {
        ctx.warn(&say!(StandsUnderNobody { orgs: merged.unplaced.clone() }));
    }
    let columns = Column::of("merged", &["table", "added", "changed", "removed", "unchanged"]);
    ctx.list(columns, ctx.paper(&say!(MergeTitle)), |listing| {
        for (table, tally) in &merged.tallies {
            let label = lists::table(table).filter(|_| !ctx.format().is_json());
            let table: Value = label.map_or_else(|| table.as_str().into(), |label| label.say(ctx.lang).into());
            listing.push(vec![
                table,
                tally.added.into(),
                tally.changed.into(),
                tally.removed.into(),
                tally.unchanged.into(),
            ])?;
        }
        Ok(())
    })
    .map_err(|error| error.though_recorded(outcome.number))?;
    let count = bundles.len();
    ctx.note(&match outcome.number {
        Some(number) => say!(BundlesMerged { count, idle: merged.idle, number }),
        None if ctx.is_dry_run() && merged.idle < count => say!(MergeRehearsed { count, idle: merged.idle }),
        None => say!(NothingNew { count }),
    });
    Ok(())
}

/// Puts those of one office one after the other, as far as each goes, where the first of them stands.
fn in_turn(bundles: &mut [Bundle]) {
    let whose = |bundle: &Bundle| (bundle.manifest.office.clone(), bundle.manifest.top());
    let mut first = BTreeMap::new();
    for (at, bundle) in bundles.iter().enumerate() {
        first.entry(whose(bundle)).or_insert(at);
    }
    bundles
        .sort_by_cached_key(|bundle| (first[&whose(bundle)], bundle.manifest.reached, bundle.manifest.since.is_some()));
}

fn all(ctx: &Ctx, tx: &Tx<'_>, graph: &Graph, merging: &Merging<'_>, bundles: &mut [Bundle]) -> Result<Merged> {
    let own = identity::own(tx)?;
    let under = merging.under.map(|under| org::find(tx, under)).transpose()?;
    let store = Store::new(tx, graph);
    let last = [store.last("org")?, store.last("unit")?];
    let waiting = settle::All::load(&store)?;
    let shared = shared::Shared::load(&store)?;
    let tallies = vec![Tally::default(); graph.0.len()];
    let mut merger = Merger {
        store,
        ctx,
        own,
        keep_ours: merging.keep_ours,
        last,
        shared,
        waiting,
        apart: BTreeSet::new(),
        conflicts: Vec::new(),
        tallies,
    };
    let (mut idle, mut erased) = (0, Vec::new());
    let mut taken: Vec<(usize, Sender, Tally)> = Vec::new();
    for (at, bundle) in bundles.iter_mut().enumerate() {
        let sender = merger.sender(bundle, under, merging.prefix)?;
        let before = merger.tallies.clone();
        let told = bundle.told(graph)?;
        let is_whole = bundle.manifest.since.is_none();
        merger.office(&sender, &told, is_whole).map_err(|error| of_bundle(bundle, error))?;
        let mut tally = Tally::default();
        for (now, before) in merger.tallies.iter().zip(&before) {
            tally.add(Tally {
                added: now.added - before.added,
                changed: now.changed - before.changed,
                removed: now.removed - before.removed,
                unchanged: now.unchanged - before.unchanged,
            });
        }
        erased.extend(merger.erased_there(&sender, &bundle.manifest)?);
        taken.push((at, sender, tally));
    }
    let mut waits = merger.decide()?;
    waits.extend(merger.unify()?);
    let mut unplaced = Vec::new();
    for (_, sender, _) in &taken {
        unplaced.extend(merger.place_tops(sender)?);
    }
    merger.agree()?;
    merger.refuse_conflicts()?;
    for (at, sender, tally) in &taken {
        if !merger.note_bundle(&bundles[*at], sender, *tally)? {
            idle += 1;
        }
    }
    let named = graph.0.iter().map(|table| table.name.clone());
    let tallies = named.zip(merger.tallies).filter(|(_, tally)| *tally != Tally::default()).collect();
    unplaced.dedup();
    Ok(Merged { tallies, waits, erased, unplaced, idle })
}

/// Says of which bundle an error is.
fn of_bundle(bundle: &Bundle, error: Error) -> Error {
    error.while_doing(say!(MergingBundle { path: bundle.shown() }))
}

impl Merger<'_> {
    /// Who hands up a bundle, noted if it is the first. Refuses what does not go on from what was merged before.
    fn sender(&self, bundle: &mut Bundle, under: Option<OrgId>, prefix: Option<&str>) -> Result<Sender> {
        let tx = self.store.tx;
        let manifest = bundle.manifest.clone();
        let (path, office, top) = (bundle.shown(), &manifest.office, manifest.top());
        if *office == self.own {
            return Err(Error::refused(say!(OwnBundle { path })).hint(say!(OwnBundleHint)));
        }
        let found = tx
            .prepare_cached("SELECT id, under_id, prefix FROM sender WHERE office = ?1 AND top = ?2")?
            .query_row((office, top), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?, row.get(2)?)))
            .optional()?;
        let Some((id, known_under, known_prefix)) = found else {
            if manifest.since.is_some() {
                return Err(Error::refused(say!(PartOfUnknown { path, name: &manifest.name })).hint(say!(WholeHint)));
            }
            bundle.log()?;
            let sql = "INSERT INTO sender (office, top, name, under_id, prefix) VALUES (?1, ?2, ?3, ?4, ?5)";
            tx.execute(sql, (office, top, &manifest.name, under.map(|under| under.0), prefix))?;
            let (id, office) = (tx.last_insert_rowid(), office.clone());
            return Ok(Sender { id, office, under, prefix: prefix.map(str::to_owned) });
        };
        self.refuse_no_sequel(bundle, id)?;
        let known_prefix: Option<String> = known_prefix;
        let under = under.or(known_under.map(OrgId));
        let prefix = prefix.map(str::to_owned).or(known_prefix);
        tx.execute(
            "UPDATE sender SET name = ?2, under_id = ?3, prefix = ?4 WHERE id = ?1",
            (id, &manifest.name, under.map(|under| under.0), &prefix),
        )?;
        Ok(Sender { id, office: office.clone(), under, prefix })
    }

    /// Refuses a bundle that does not go on from the last that was merged of the office.
    fn refuse_no_sequel(&self, bundle: &mut Bundle, sender: i64) -> Result<()> {
        let mut query = self.store.tx.prepare_cached(
            "SELECT reached, history, made FROM bundle WHERE sender_id = ?1 ORDER BY reached DESC, id DESC",
        )?;
        let rows = query
            .query_map([sender], |row| Ok((Sum { number: row.get(0)?, sum: row.get(1)? }, row.get::<_, String>(2)?)))?;
        let merged = rows.collect::<Result<Vec<_>, _>>()?;
        let Some((last, made)) = merged.first() else { return Ok(()) };
        let (path, log) = (bundle.shown(), bundle.log()?);
        let Manifest { name, reached, since, .. } = &bundle.manifest;
        let sums: Vec<Sum> = merged.iter().map(|(sum, _)| sum.clone()).collect();
        match standing(&log, *reached, &sums) {
            Standing::GoesOn => {}
            Standing::WentBack if since.is_none() => {
                self.ctx.warn(&say!(WentBack { name, last: last.number }));
                return Ok(());
            }
            Standing::WentBack => {
                return Err(Error::refused(say!(WentBackInPart { path, last: last.number })).hint(say!(WholeHint)));
            }
            Standing::Older => {
                let older = say!(OlderBundle { path, name, reached: *reached, last: last.number, made });
                return Err(Error::refused(older).hint(say!(OlderBundleHint)));
            }
            Standing::Other => {
                let other = say!(OtherFile { path, name, last: last.number, made });
                return Err(Error::refused(other).hint(say!(OtherFileHint)));
            }
        }
        match since {
            Some(since) if *since > last.number => {
                let missing = say!(PartMissed { path, since: *since, last: last.number });
                Err(Error::refused(missing).hint(say!(PartMissedHint { last: last.number })))
            }
            _ => Ok(()),
        }
    }

    /// Those whose data the office erased, and who are not erased here.
    fn erased_there(&self, sender: &Sender, manifest: &Manifest) -> Result<Vec<i64>> {
        let mut query = self.store.tx.prepare_cached(
            "SELECT row_id FROM handed_up WHERE sender_id = ?1 AND tbl = 'person' AND number = ?2 AND row_id IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM erasure WHERE person_id = row_id)",
        )?;
        let mut people = Vec::new();
        for number in &manifest.erased {
            people.extend(query.query_row((sender.id, number), |row| row.get::<_, i64>(0)).optional()?);
        }
        Ok(people)
    }

    /// Notes a bundle, if it brought anything or goes further than the last. Returns whether it did.
    fn note_bundle(&self, bundle: &Bundle, sender: &Sender, tally: Tally) -> Result<bool> {
        let manifest = &bundle.manifest;
        let sql = "SELECT reached FROM bundle WHERE sender_id = ?1 ORDER BY reached DESC LIMIT 1";
        let last: Option<i64> =
            self.store.tx.prepare_cached(sql)?.query_row([sender.id], |row| row.get(0)).optional()?;
        if tally.is_idle() && last.is_some_and(|last| last >= manifest.reached) {
            return Ok(false);
        }
        self.store.tx.execute(
            "INSERT INTO bundle (sender_id, made, since, reached, history, sha256, added, changed, removed, unchanged)
             VALUES (:sender, :made, :since, :reached, :history, :sha256, :added, :changed, :removed, :unchanged)",
            named_params! {
                ":sender": sender.id, ":made": manifest.made.to_string(), ":since": manifest.since,
                ":reached": manifest.reached, ":history": manifest.history, ":sha256": bundle.sha256(),
                ":added": tally.added, ":changed": tally.changed, ":removed": tally.removed,
                ":unchanged": tally.unchanged,
            },
        )?;
        Ok(true)
    }

    /// Refuses all that is in conflict, each named with both values.
    fn refuse_conflicts(&self) -> Result<()> {
        if self.conflicts.is_empty() {
            return Ok(());
        }
        let count = self.conflicts.len();
        let details = self.conflicts.iter().map(|conflict| conflict.text.clone()).collect();
        let hint = if self.conflicts.iter().any(|conflict| conflict.is_code) {
            say!(CodesCollideHint)
        } else {
            say!(ConflictsHint)
        };
        Err(Error::new(Kind::Refused, say!(Conflicts { count })).details(details).hint(hint))
    }
}
