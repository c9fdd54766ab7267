//! What a damaged file still gives, page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::types::Value;

use crate::db::seal::{self, Held};
use crate::db::{PAGE_SIZE, VERSION};
use crate::error::Result;
use crate::i18n::Text;
use crate::sqlite::pages::{Leaf, Pages};

/// The damaged file.
pub(super) struct Source {
    pages: Pages,
    /// The page at which the tree of a table begins, as far as the file still says.
    roots: BTreeMap<String, u32>,
    /// What is to be said of the seal of a sealed file.
    pub(super) seal: Option<Text>,
}

/// What was found of a table in its own tree.
#[derive(Default)]
pub(super) struct Found {
    /// The leaves with its rows.
    pub(super) leaves: Vec<u32>,
    /// Pages that should belong to it and make no sense.
    pub(super) torn: usize,
}

impl Source {
    /// Opens a copy of the file that is called `named`, a sealed one with its key.
    pub(super) fn open(file: &Path, named: &Path, held: Option<&Held>) -> Result<Self> {
        let (pages, seal) = seal::pages(file, named, held, PAGE_SIZE.unsigned_abs() as usize)?;
        let mut roots = BTreeMap::new();
        for leaf in pages.tree(1).leaves {
            for row in pages.leaf(leaf, &mut BTreeSet::new()).rows {
                // type, name, tbl_name, rootpage, sql
                if let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), _] = row.values.as_slice()
                    && kind == "table"
                    && let Ok(root) = u32::try_from(*root)
                {
                    roots.insert(name.clone(), root);
                }
            }
        }
        Ok(Self { pages, roots, seal })
    }

    /// The version of its schema; today's where it does not say one that there was.
    pub(super) fn version(&self) -> usize {
        let told = self.pages.user_version().and_then(|version| usize::try_from(version).ok());
        let last = VERSION.unsigned_abs() as usize;
        told.filter(|version| (1..=last).contains(version)).unwrap_or(last)
    }

    /// The tree of a table; every page that it leads to goes to `met`.
    pub(super) fn table(&self, name: &str, met: &mut BTreeSet<u32>) -> Found {
        let Some(root) = self.roots.get(name) else { return Found { torn: 1, ..Found::default() } };
        let tree = self.pages.tree(*root);
        met.extend(&tree.met);
        Found { leaves: tree.leaves, torn: tree.torn }
    }

    /// The rows of a leaf; the pages that they run over to go to `met`.
    pub(super) fn leaf(&self, page: u32, met: &mut BTreeSet<u32>) -> Leaf {
        self.pages.leaf(page, met)
    }

    /// The leaves that nothing leads to, of all that are neither free nor met.
    pub(super) fn homeless(&self, met: &BTreeSet<u32>) -> Vec<u32> {
        let mut known = met.clone();
        known.extend(self.pages.free());
        known.extend(self.pages.tree(1).met);
        known.extend(self.roots.values().flat_map(|root| self.pages.tree(*root).met));
        self.pages.all().filter(|page| !known.contains(page) && self.pages.is_leaf(*page)).collect()
    }
}
