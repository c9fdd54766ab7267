//! Rows of a file that name each other, in an order in which what is named comes first.

use std::collections::HashMap;

/// A row that others may name, and that may name one above it.
pub trait Linked {
    /// What the others may call it.
    fn names(&self) -> impl Iterator<Item = &str>;

    /// The one above it, as it is called there; in the file or on record.
    fn above(&self) -> Option<&str>;
}

/// Hands out each row after the one above it.
#[derive(Debug)]
pub struct Order<R> {
    rows: Vec<Option<R>>,
    above: Vec<Option<usize>>,
    below: HashMap<usize, Vec<usize>>,
    ready: Vec<usize>,
}

impl<R: Linked> Order<R> {
    /// Puts rows in order.
    pub fn of(rows: Vec<R>) -> Self {
        let mut names: HashMap<&str, usize> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for name in row.names() {
                names.entry(name).or_insert(at);
            }
        }
        let (mut below, mut ready) = (HashMap::<usize, Vec<usize>>::new(), Vec::new());
        let above: Vec<Option<usize>> =
            rows.iter().map(|row| row.above().and_then(|above| names.get(above)).copied()).collect();
        for (at, above) in above.iter().enumerate() {
            match above {
                Some(above) => below.entry(*above).or_default().push(at),
                None => ready.push(at),
            }
        }
        ready.reverse();
        Self { rows: rows.into_iter().map(Some).collect(), above, below, ready }
    }

    /// The next row whose turn has come, and its place for [`Self::done`].
    pub fn next_ready(&mut self) -> Option<(usize, R)> {
        let at = self.ready.pop()?;
        self.rows[at].take().map(|row| (at, row))
    }

    /// A row was dealt with: those under it may follow.
    pub fn done(&mut self, at: usize) {
        let mut below = self.below.remove(&at).unwrap_or_default();
        below.reverse();
        self.ready.extend(below);
    }

    /// The rows whose turn never came, and of each whether it stands above itself; if not, it stands below such a one.
    pub fn left(self) -> impl Iterator<Item = (R, bool)> {
        let loops = self.loops();
        self.rows.into_iter().zip(loops).filter_map(|(row, is_in_loop)| Some((row?, is_in_loop)))
    }

    /// Which rows stand above themselves: each walk upwards goes on until it comes where one has been, and all around
    /// where that was itself.
    fn loops(&self) -> Vec<bool> {
        let mut walks = vec![None; self.above.len()];
        let mut in_loop = vec![false; self.above.len()];
        for walk in 0..self.above.len() {
            let mut next = Some(walk);
            while let Some(at) = next.filter(|at| walks[*at].is_none()) {
                walks[at] = Some(walk);
                next = self.above[at];
            }
            next = next.filter(|at| walks[*at] == Some(walk));
            while let Some(at) = next.filter(|at| !in_loop[*at]) {
                in_loop[at] = true;
                next = self.above[at];
            }
        }
        in_loop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Linked for (&str, &str) {
        fn names(&self) -> impl Iterator<Item = &str> {
            std::iter::once(self.0)
        }

        fn above(&self) -> Option<&str> {
            Some(self.1).filter(|above| !above.is_empty())
        }
    }

    #[test]
    fn what_is_named_comes_first_and_loops_are_left() {
        let mut order = Order::of(vec![
            ("c", "b"),
            ("z", "x"),
            ("x", "y"),
            ("b", "a"),
            ("y", "x"),
            ("a", ""),
            ("d", "on record"),
            ("s", "s"),
        ]);
        let mut seen = Vec::new();
        while let Some((at, row)) = order.next_ready() {
            seen.push(row.0);
            order.done(at);
        }
        assert_eq!(seen, ["a", "b", "c", "d"]);
        let left: Vec<(&str, bool)> = order.left().map(|(row, is_in_loop)| (row.0, is_in_loop)).collect();
        assert_eq!(left, [("z", false), ("x", true), ("y", true), ("s", true)]);
    }
}
