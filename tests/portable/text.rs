//! Where in a statement something stands.

use crate::tokens::{Token, tokens};

/// A statement in tokens.
pub(crate) struct Text {
    pub(crate) tokens: Vec<Token>,
}

/// Words after which another part of a SELECT begins.
pub(crate) const CLAUSES: &str = "SELECT FROM WHERE HAVING GROUP ORDER LIMIT UNION ON";
/// Functions that make one row of many; `MIN` and `MAX` of one thing.
const AGGREGATES: &str = "COUNT SUM MIN MAX AVG GROUP_CONCAT";

impl Text {
    pub(crate) fn read(sql: &str) -> Self {
        Self { tokens: tokens(sql) }
    }

    pub(crate) fn at(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(crate) fn is(&self, at: Option<usize>, texts: &str) -> bool {
        at.and_then(|at| self.at(at)).is_some_and(|token| token.is_any(texts))
    }

    /// The lines of those places at which something holds.
    pub(crate) fn lines(&self, holds: impl Fn(usize, &Token) -> bool) -> Vec<usize> {
        self.tokens.iter().enumerate().filter(|(at, token)| holds(*at, token)).map(|(_, token)| token.line).collect()
    }

    /// The places before one in the same parenthesis, the nearest first, without those of a CASE that is over.
    pub(crate) fn back(&self, from: usize) -> impl Iterator<Item = usize> {
        let (within, mut cases) = (self.tokens[from].within, 0_usize);
        let start = within.map_or(0, |open| open + 1);
        let own = (start..from).rev().filter(move |at| self.tokens[*at].within == within);
        own.take_while(|at| !self.tokens[*at].is(";")).filter(move |at| {
            let token = &self.tokens[*at];
            let is_over = cases > 0;
            if token.is("END") {
                cases += 1;
            } else if token.is("CASE") && cases > 0 {
                cases -= 1;
            }
            !is_over && !token.is("END")
        })
    }

    /// The nearest of some words before a place in the same parenthesis.
    pub(crate) fn before(&self, at: usize, words: &str) -> Option<usize> {
        self.back(at).find(|at| self.is(Some(*at), words))
    }

    /// The part of a SELECT that a place stands in, through parentheses that are no SELECT of their own.
    pub(crate) fn clause(&self, at: usize) -> Option<&str> {
        match (self.before(at, CLAUSES), self.tokens[at].within) {
            (Some(word), _) => Some(&self.tokens[word].text),
            (None, Some(open)) => self.clause(open),
            (None, None) => None,
        }
    }

    /// The end of a call or a name that begins at a place: the place after it.
    pub(crate) fn after(&self, at: usize) -> usize {
        match self.at(at + 1) {
            Some(next) if next.is("(") => next.closes + 1,
            Some(next) if next.is(".") => at + 3,
            _ => at + 1,
        }
    }

    pub(crate) fn is_call(&self, at: usize, of: &str) -> bool {
        self.is(Some(at), of) && self.is(Some(at + 1), "(")
    }

    /// Whether an aggregate over all rows of a group begins at a place, not one over a window.
    pub(crate) fn is_aggregate(&self, at: usize) -> bool {
        if !self.is_call(at, AGGREGATES) {
            return false;
        }
        let (open, end) = (at + 1, self.tokens[at + 1].closes);
        let is_of_several = self.is(Some(at), "MIN MAX")
            && (open..end).any(|at| self.tokens[at].is(",") && self.tokens[at].within == Some(open));
        let after = if self.is(Some(end + 1), "FILTER") { self.tokens[end + 2].closes } else { end };
        !is_of_several && !self.is(Some(after + 1), "OVER")
    }

    /// From a place on, what follows in the same parenthesis up to one of some words or its end.
    pub(crate) fn until(&self, at: usize, words: &str) -> Vec<usize> {
        let within = self.tokens[at].within;
        let end = within.map_or(self.tokens.len(), |open| self.tokens[open].closes);
        let stops = |at: &usize| self.tokens[*at].within == within && self.is(Some(*at), words);
        (at + 1..end).take_while(|at| !stops(at)).collect()
    }

    /// The parentheses that hold a SELECT, with whether each is a value: neither read from, nor looked in, nor the body of a WITH.
    pub(crate) fn subqueries(&self) -> Vec<(usize, bool)> {
        let opens =
            (0..self.tokens.len()).filter(|at| self.tokens[*at].is("(") && self.is(Some(at + 1), "SELECT WITH"));
        let is_value = |open: usize| {
            let before = open.checked_sub(1);
            let is_list = self.is(before, ", (") && self.clause(open).is_none_or(|clause| clause == "FROM");
            !is_list && !self.is(before, "FROM JOIN IN EXISTS AS MATERIALIZED")
        };
        opens.map(|open| (open, is_value(open))).collect()
    }
}
