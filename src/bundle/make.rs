//! `bundle make`.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;

use super::graph::{Graph, ROOTS};
use super::history::{self, hex};
use super::manifest::{FORMAT, GONE, LOG, MANIFEST, Manifest, ORIGINS, Part, Top, rows_of};
use super::pick::{Picked, pick};
use super::{identity, texts};
use crate::config::Key;
use crate::ctx::Ctx;
use crate::db::VERSION;
use crate::db::known::Known;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::org::{self, OrgId};
use crate::output::Target;

/// What is to be handed up, and how.
pub(super) struct Making<'a> {
    pub(super) out: &'a Path,
    pub(super) under: Option<&'a str>,
    pub(super) since: Option<i64>,
    pub(super) seal: &'a [PathBuf],
}

/// Makes a bundle. Refuses a place where a database stands, an operation that the log does not have, and recipients that are none.
pub(super) fn make(ctx: &Ctx, making: &Making<'_>) -> Result<()> {
    let Making { out, under, since, seal } = *making;
    let seal = Seal::to(seal)?;
    let db = ctx.read()?;
    let graph = Graph::of(db.conn())?;
    // All that is read is of one moment.
    let moment = db.conn().unchecked_transaction()?;
    let top = under.map(|under| org::find(&moment, under)).transpose()?;
    refuse_unknown(&moment, since)?;
    let now = pick(&moment, &graph, top)?;
    let (rows, gone) = match since {
        None => (now, None),
        Some(since) => {
            let then = db.known(Known::Operation(since), ctx.zone())?;
            let then = pick(then.conn(), &graph, top)?;
            let (changed, gone) = difference(now, &then);
            (changed, Some(gone))
        }
    };
    let head = head(ctx, &moment, top, since)?;
    let (bytes, manifest) = pack(&moment, &graph, head, &rows, gone.as_deref())?;
    moment.finish()?;
    seal.write(ctx, out, &bytes)?;
    let (path, name, reached) = (out.display().to_string(), &manifest.name, manifest.reached);
    ctx.note(&say!(BundleMade { path, name, rows: manifest.all_rows(), size: bytes.len(), reached }));
    Ok(())
}

/// What differs from then, and what is there no more, by the place of its table.
fn difference(now: Picked, then: &Picked) -> (Picked, Vec<(usize, i64)>) {
    let mut gone = Vec::new();
    for (at, (now, then)) in now.iter().zip(then).enumerate() {
        gone.extend(then.keys().filter(|id| !now.contains_key(id)).map(|id| (at, *id)));
    }
    let changed = now.into_iter().zip(then).map(|(now, then)| {
        now.into_iter().filter(|(id, row)| then.get(id) != Some(row)).collect::<BTreeMap<i64, String>>()
    });
    (changed.collect(), gone)
}

/// Refuses an operation that the log does not have.
fn refuse_unknown(conn: &Connection, since: Option<i64>) -> Result<()> {
    let Some(since) = since else { return Ok(()) };
    if conn.prepare("SELECT 1 FROM operation WHERE id = ?1")?.exists([since])? {
        return Ok(());
    }
    Err(Error::new(Kind::NotFound, say!(NoSuchOperation { number: since })).hint(say!(NoSuchOperationHint)))
}

/// The manifest, but for what lies in the bundle.
fn head(ctx: &Ctx, conn: &Connection, top: Option<OrgId>, since: Option<i64>) -> Result<Manifest> {
    let top = top
        .map(|top| org::get(conn, top).map(|org| Top { number: top.0, code: org.code, name: org.name }))
        .transpose()?;
    let told = ctx.setting(Key::OfficeName).map(|setting| setting.value.to_string_lossy().into_owned());
    let name = match (&top, told.filter(|name| !name.trim().is_empty())) {
        (Some(top), _) => Some(top.name.clone()),
        (None, Some(told)) => Some(told),
        (None, None) => topmost(conn)?,
    };
    let office = identity::own(conn)?;
    let name = name.unwrap_or_else(|| office.clone());
    let last = history::sums(conn)?.pop();
    let mut erased = conn.prepare("SELECT person_id FROM erasure ORDER BY 1")?;
    Ok(Manifest {
        format: FORMAT,
        schema: VERSION,
        office,
        name,
        top,
        made: ctx.today,
        since,
        reached: last.as_ref().map_or(0, |last| last.number),
        history: last.map_or_else(history::of_nothing, |last| last.sum),
        erased: erased.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?,
        columns: BTreeMap::new(),
        parts: BTreeMap::new(),
    })
}

/// The first org that stands under nobody.
fn topmost(conn: &Connection) -> Result<Option<String>> {
    let sql = include_str!("topmost.sql");
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    Ok(rows.next()?.map(|row| row.get("name")).transpose()?)
}

/// Packs it all into an archive. Gives back its bytes and its manifest.
fn pack(
    conn: &Connection,
    graph: &Graph,
    mut manifest: Manifest,
    rows: &Picked,
    gone: Option<&[(usize, i64)]>,
) -> Result<(Vec<u8>, Manifest)> {
    let mut archive = Archive::new();
    for (table, rows) in graph.0.iter().zip(rows) {
        manifest.columns.insert(table.name.clone(), table.columns.clone());
        archive.add(&mut manifest, rows_of(&table.name), rows.values().map(String::as_str))?;
    }
    let origins = origins(conn, graph, rows)?;
    archive.add(&mut manifest, ORIGINS.to_owned(), origins.iter().map(String::as_str))?;
    let log = history::sums(conn)?.into_iter().map(|sum| serde_json::json!([sum.number, sum.sum]).to_string());
    archive.add(&mut manifest, LOG.to_owned(), log)?;
    if let Some(gone) = gone {
        let lines = gone.iter().map(|(at, id)| serde_json::json!([graph.0[*at].name, id]).to_string());
        archive.add(&mut manifest, GONE.to_owned(), lines)?;
    }
    Ok((archive.close(&manifest)?, manifest))
}

/// The identities of those that came from elsewhere.
fn origins(conn: &Connection, graph: &Graph, rows: &Picked) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for kind in ROOTS {
        let Some(at) = graph.place(kind) else { continue };
        let sql =
            format!("SELECT {kind}_id, office, number FROM origin WHERE {kind}_id IS NOT NULL ORDER BY {kind}_id, id");
        let mut query = conn.prepare(&sql)?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let (id, office, number): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if rows[at].contains_key(&id) {
                lines.push(serde_json::json!([kind, id, office, number]).to_string());
            }
        }
    }
    Ok(lines)
}

/// An archive that is being written.
struct Archive(zip::ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    fn new() -> Self {
        Self(zip::ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part, and what is told of it.
    fn add<L: AsRef<str>>(
        &mut self,
        manifest: &mut Manifest,
        name: String,
        lines: impl Iterator<Item = L>,
    ) -> Result<()> {
        let (mut text, mut rows) = (String::new(), 0);
        for line in lines {
            text.push_str(line.as_ref());
            text.push('\n');
            rows += 1;
        }
        if rows == 0 {
            return Ok(());
        }
        self.put(&name, text.as_bytes())?;
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        manifest.parts.insert(name, Part { rows, size: text.len() as u64, sha256 });
        Ok(())
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        // The same records make the same bytes: no clock is asked.
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        let options = options.last_modified_time(zip::DateTime::default());
        let put = self.0.start_file(name, options).map_err(std::io::Error::from);
        let put = put.and_then(|()| self.0.write_all(bytes));
        put.map_err(|error| Error::io(Path::new(name), &error))
    }

    /// Writes the manifest and its sum, and gives back the bytes.
    fn close(mut self, manifest: &Manifest) -> Result<Vec<u8>> {
        let text = serde_json::to_string_pretty(manifest).expect("names, numbers and texts");
        self.put(MANIFEST, text.as_bytes())?;
        let sum = hex(&Sha256::digest(text.as_bytes()));
        let done = self.0.set_comment(sum).and_then(|()| self.0.finish()).map_err(std::io::Error::from);
        Ok(done.map_err(|error| Error::io(Path::new(MANIFEST), &error))?.into_inner())
    }
}

/// Who is to read it.
#[cfg(feature = "sealed")]
struct Seal(Option<crate::db::seal::recipients::Recipients>);

/// Who is to read it: everybody.
#[cfg(not(feature = "sealed"))]
struct Seal;

#[cfg(feature = "sealed")]
impl Seal {
    fn to(named: &[PathBuf]) -> Result<Self> {
        use crate::db::seal::recipients::Recipients;
        if named.is_empty() {
            return Ok(Self(None));
        }
        Ok(Self(Some(Recipients::read(named).map_err(|error| error.of_option("--seal"))?)))
    }

    fn write(self, ctx: &Ctx, out: &Path, bytes: &[u8]) -> Result<()> {
        use crate::error::AtPath as _;
        let Some(to) = self.0 else { return write(ctx, out, bytes) };
        ctx.refuse_database(out)?;
        to.seal(out, |to| to.write_all(bytes).at(out))
    }
}

#[cfg(not(feature = "sealed"))]
impl Seal {
    fn to(named: &[PathBuf]) -> Result<Self> {
        if named.is_empty() {
            return Ok(Self);
        }
        Err(Error::usage(say!(SealMissing)).hint(say!(SealMissingHint)).of_option("--seal"))
    }

    fn write(self, ctx: &Ctx, out: &Path, bytes: &[u8]) -> Result<()> {
        write(ctx, out, bytes)
    }
}

/// Writes a file whole or not at all.
fn write(ctx: &Ctx, out: &Path, bytes: &[u8]) -> Result<()> {
    ctx.may_write(out)?;
    let mut target = Target::file(out)?;
    target.write(bytes)?;
    target.finish()
}
