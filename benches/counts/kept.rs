//! The counts that are kept: a small file beside this one, for each way of building.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Instructions by what they were counted of.
pub(crate) type Counts = BTreeMap<String, u64>;

/// Where the counts of this way of building lie.
pub(crate) fn path() -> PathBuf {
    let name = if cfg!(debug_assertions) { "dev.toml" } else { "release.toml" };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counts").join(name)
}

/// What is kept; nothing, where nothing was kept yet.
pub(crate) fn read() -> anyhow::Result<Counts> {
    let path = path();
    if !path.exists() {
        return Ok(Counts::new());
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("understanding {}", path.display()))
}

/// Keeps these in place of what was kept.
pub(crate) fn write(counts: &Counts) -> anyhow::Result<()> {
    let path = path();
    std::fs::write(&path, toml::to_string(counts)?).with_context(|| format!("writing {}", path.display()))
}
