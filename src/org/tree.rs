//! The tree: who stands below whom, with the members of each and of all below it; and apart from those, under a heading of
//! their own, whom an org only guides.

use std::collections::{BTreeMap, BTreeSet};

use super::members::Counts;
use super::{OrgId, OrgKind};
use crate::db::Db;
use crate::error::Result;

/// An org in the tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// How many orgs stand above it in the tree; 0 at the top.
    pub depth: usize,
    /// Its row.
    pub id: OrgId,
    /// Its code.
    pub code: String,
    /// Its name of the day.
    pub name: String,
    /// Its kind of the day.
    pub kind: OrgKind,
    /// The code of the org above.
    pub parent: Option<String>,
    /// The code of the org that guides it, where it stands here as guided by that.
    pub guided_by: Option<String>,
    /// Members on its own roll.
    pub own: i64,
    /// Members on its roll and all below; of those guided none.
    pub members: i64,
    /// Which branches of the drawing go on beside it, from the top down; the last is its own.
    pub goes_on: Vec<bool>,
    /// Whether the heading of the guided stands before it in the drawing.
    pub is_first_guided: bool,
}

/// The tree as it stood on the day the database stands at, from the top down, orgs of one parent by code. The numbers
/// are rolled up here: cheaper than any query over paths.
///
/// Whoever is guided stands once more, after those below the org that guides it; with all below it where it has no place of
/// its own in the tree.
pub(crate) fn tree(db: &Db, top: Option<OrgId>) -> Result<Vec<Node>> {
    let members = Counts::of_all(db.conn())?;
    let mut query = db.conn().prepare(include_str!("tree.sql"))?;
    let found = query.query_map([], |row| {
        let node = Node {
            depth: 0,
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            parent: None,
            guided_by: None,
            own: 0,
            members: 0,
            goes_on: Vec::new(),
            is_first_guided: false,
        };
        Ok((row.get::<_, Option<OrgId>>("parent_id")?, node))
    })?;
    let mut found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    for (_, node) in &mut found {
        node.own = members.of(node.id)?.all;
    }
    Ok(Drawing::of(found, guided(db)?).draw(top))
}

/// Whom each org guides on the day.
fn guided(db: &Db) -> Result<BTreeMap<OrgId, Vec<OrgId>>> {
    db.make_views_for("guidance_at")?;
    let mut query = db.conn().prepare(include_str!("tree_guided.sql"))?;
    let pairs = query.query_map([], |row| Ok((row.get("by_id")?, row.get("org_id")?)))?;
    let mut guided: BTreeMap<OrgId, Vec<OrgId>> = BTreeMap::new();
    for pair in pairs {
        let (by, org): (OrgId, OrgId) = pair?;
        guided.entry(by).or_default().push(org);
    }
    Ok(guided)
}

/// What is drawn: the orgs, who stands below each, whom each guides; and what has been drawn of it.
struct Drawing {
    orgs: BTreeMap<OrgId, Node>,
    below: BTreeMap<Option<OrgId>, Vec<OrgId>>,
    /// Those that stand below another.
    placed: BTreeSet<OrgId>,
    guided: BTreeMap<OrgId, Vec<OrgId>>,
    drawn: BTreeSet<OrgId>,
    nodes: Vec<Node>,
}

impl Drawing {
    /// Of the orgs in the order of their codes, each with the one above.
    fn of(found: Vec<(Option<OrgId>, Node)>, guided: BTreeMap<OrgId, Vec<OrgId>>) -> Self {
        let known: BTreeSet<OrgId> = found.iter().map(|(_, node)| node.id).collect();
        let mut below: BTreeMap<Option<OrgId>, Vec<OrgId>> = BTreeMap::new();
        for (parent, node) in &found {
            below.entry(parent.filter(|parent| known.contains(parent))).or_default().push(node.id);
        }
        let placed = below.iter().filter(|(parent, _)| parent.is_some()).flat_map(|(_, orgs)| orgs.clone()).collect();
        let orgs = found.into_iter().map(|(_, node)| (node.id, node)).collect();
        Self { orgs, below, placed, guided, drawn: BTreeSet::new(), nodes: Vec::new() }
    }

    fn draw(mut self, top: Option<OrgId>) -> Vec<Node> {
        let roots = self.below.get(&None).cloned().unwrap_or_default();
        if let Some(top) = top {
            let known: Vec<OrgId> = [top].into_iter().filter(|top| self.orgs.contains_key(top)).collect();
            self.descend(&known, None, &[]);
            return self.nodes;
        }
        // Who is guided and below nobody stands with whoever guides it.
        let guided: BTreeSet<OrgId> = self.guided.values().flatten().copied().collect();
        let (guided, roots): (Vec<OrgId>, Vec<OrgId>) = roots.into_iter().partition(|root| guided.contains(root));
        self.descend(&roots, None, &[]);
        for root in guided {
            if !self.drawn.contains(&root) {
                self.descend(&[root], None, &[]);
            }
        }
        self.nodes
    }

    /// Draws orgs of one level with all below them; returns their members.
    fn descend(&mut self, level: &[OrgId], parent: Option<&Node>, beside: &[bool]) -> i64 {
        let goes_on_after = parent.is_some_and(|parent| self.guided.contains_key(&parent.id));
        let mut sum = 0;
        for (at, id) in level.iter().enumerate() {
            let goes_on = at + 1 < level.len() || goes_on_after;
            let node = Node {
                depth: parent.map_or(0, |parent| parent.depth + 1),
                parent: parent.map(|parent| parent.code.clone()),
                goes_on: beside.iter().copied().chain([goes_on]).collect(),
                ..self.orgs[id].clone()
            };
            sum += self.draw_one(&node);
        }
        sum
    }

    /// Draws an org, all below it, and apart from those whom it guides; returns the members.
    fn draw_one(&mut self, node: &Node) -> i64 {
        if !self.drawn.insert(node.id) {
            return 0; // a loop, which `db check` names
        }
        let place = self.nodes.len();
        self.nodes.push(node.clone());
        let below = self.below.get(&Some(node.id)).cloned().unwrap_or_default();
        let members = node.own + self.descend(&below, Some(node), &node.goes_on);
        self.nodes[place].members = members;
        self.draw_guided(node);
        members
    }

    /// Draws whom an org guides, one step further in than those below it: the heading stands between.
    fn draw_guided(&mut self, by: &Node) {
        let guided = self.guided.get(&by.id).cloned().unwrap_or_default();
        for (at, id) in guided.iter().enumerate() {
            let node = Node {
                depth: by.depth + 1,
                guided_by: Some(by.code.clone()),
                goes_on: by.goes_on.iter().copied().chain([false, at + 1 < guided.len()]).collect(),
                is_first_guided: at == 0,
                ..self.orgs[id].clone()
            };
            if self.placed.contains(id) || self.drawn.contains(id) {
                let members = self.members(*id, &mut BTreeSet::new());
                self.nodes.push(Node { members, ..node });
            } else {
                self.draw_one(&node);
            }
        }
    }

    /// The members of an org and of all below it.
    fn members(&self, id: OrgId, seen: &mut BTreeSet<OrgId>) -> i64 {
        if !seen.insert(id) {
            return 0;
        }
        let below = self.below.get(&Some(id)).into_iter().flatten();
        self.orgs[&id].own + below.map(|child| self.members(*child, seen)).sum::<i64>()
    }
}
