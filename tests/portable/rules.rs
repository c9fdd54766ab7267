//! What SQL that runs elsewhere too may not hold, each rule with its reason.

use crate::text::{CLAUSES, Text};

/// What was found: a rule, and the line.
pub(crate) type Found = (&'static str, usize);

/// A rule: its name, why it is one, an example of what it refuses.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(crate) refuses: &'static str,
    finds: fn(&Text) -> Vec<usize>,
}

pub(crate) static RULES: &[Rule] = &[
    Rule {
        name: "recursive",
        why: "a WITH that names itself says RECURSIVE: SQLite alone lets it be left out",
        refuses: "WITH a (n) AS (SELECT 1 UNION SELECT n + 1 FROM a) SELECT n FROM a",
        finds: recursive,
    },
    Rule {
        name: "keyword",
        why: "no parameter, table or column is called by what is a keyword elsewhere, or as its own table; quoted it may",
        refuses: "SELECT b.day AS first FROM roll AS before WHERE b.day >= :from",
        finds: keyword,
    },
    Rule {
        name: "comparison as a value",
        why: "a comparison is no number: iif(x, 1, 0); only SQLite counts with truth, adds it up, or puts it beside 0",
        refuses: "SELECT a = b AS same, sum(c IS NULL), d - (e < f) FROM g",
        finds: comparison,
    },
    Rule {
        name: "number as a truth",
        why: "a number is no truth: `counted = 1`",
        refuses: "SELECT 1 FROM roll_at AS stay WHERE stay.counted AND instr(a, b)",
        finds: number,
    },
    Rule {
        name: "substr without CAST",
        why: "text is no number: CAST(substr(…) AS INTEGER) before it is counted with",
        refuses: "SELECT substr(as_of, 1, 4) - 1 FROM clock",
        finds: substr,
    },
    Rule {
        name: "division",
        why: "`/` of integers gives integers here, fractions elsewhere, which a CAST rounds: CAST((a - a % b) / b AS INTEGER), or a \
              number with a point (a REAL has seven figures elsewhere)",
        refuses: "SELECT minutes / 60, CAST(minutes / 60 AS INTEGER) FROM meeting",
        finds: division,
    },
    Rule {
        name: "of SQLite alone",
        why: "other engines have no such function or operator, or another of that name",
        refuses: "SELECT julianday(a) FROM b WHERE c IS NOT 'd' AND rowid GLOB 'e'",
        finds: of_sqlite,
    },
    Rule {
        name: "EXISTS or IN (SELECT) outside of WHERE",
        why: "elsewhere these stand in WHERE only: (SELECT count(*) …) > 0, or a LEFT JOIN",
        refuses: "SELECT iif(EXISTS (SELECT 1 FROM a), 1, 0) FROM b",
        finds: exists,
    },
    Rule {
        name: "subquery without an aggregate",
        why: "a subquery that is a value has an aggregate, so that it cannot give two rows",
        refuses: "SELECT (SELECT name FROM org WHERE org.id = a.org_id) FROM a",
        finds: scalar,
    },
    Rule {
        name: "LIMIT in a value",
        why: "a first or last row is looked up by max(), or row_number() = 1: a LIMIT for each row is what others do worst",
        refuses: "SELECT (SELECT max(a) FROM b WHERE b.c = d.c ORDER BY e LIMIT 1) FROM d",
        finds: limit,
    },
    Rule {
        name: "column beside GROUP BY",
        why: "what is selected beside an aggregate is grouped by: SQLite alone takes it from some row",
        refuses: "SELECT a.id, a.name, count(*) FROM a GROUP BY a.id",
        finds: bare,
    },
];

/// What a text holds that is refused. `condition`: it is one, not a whole statement.
pub(crate) fn look(sql: &str, condition: bool) -> Vec<Found> {
    let text = Text::read(&if condition { format!("WHERE {sql}") } else { sql.to_owned() });
    let of = |rule: &'static Rule| (rule.finds)(&text).into_iter().map(|line| (rule.name, line));
    RULES.iter().flat_map(of).collect()
}

fn recursive(text: &Text) -> Vec<usize> {
    let names_itself = |name: usize| {
        let open = if text.is(Some(name + 1), "(") { text.tokens[name + 1].closes + 1 } else { name + 1 };
        let body = (open..open + 4).find(|at| text.is(Some(*at), "(") && text.is(Some(at - 1), "AS MATERIALIZED"));
        let is_of_with = text.before(name, "WITH").is_some_and(|with| {
            text.is(Some(name.wrapping_sub(1)), "WITH ,")
                && text.before(name, "SELECT INSERT").is_none_or(|at| at < with)
        });
        let reads = |at: usize| text.tokens[at].text == text.tokens[name].text && text.is(Some(at - 1), "FROM JOIN ,");
        let is_told = text.before(name, "WITH").is_some_and(|with| text.is(Some(with + 1), "RECURSIVE"));
        is_of_with && !is_told && body.is_some_and(|body| (body..text.tokens[body].closes).any(reads))
    };
    text.lines(|at, token| token.is_name() && names_itself(at))
}

/// Keywords of one engine or another, as far as somebody might call something so.
const KEYWORDS: &str = "ALL AND ANTI ANY ASC ASOF AT BEFORE BEGIN BOTH CASE CHECK COLUMN CROSS CURRENT DEFAULT DESC DISTINCT END EXCEPT \
                        FETCH FILTER FIRST FOR FROM FULL GLOBAL GROUP HAVING INNER INTERVAL INTO LAST LATERAL LEADING LEFT LIMIT MINUS \
                        NATURAL OFFSET ONLY OPEN ORDER OUTER OVER PARTITION PIVOT QUALIFY RANGE RIGHT ROW ROWS SAMPLE SEMI SET SHOW \
                        SOME START STEP TABLE THEN TO TOP TRAILING UNIQUE USER USING VALUES WHEN WINDOW WITH";
/// Columns that are called as their table: alone, they mean the one here and the other elsewhere.
const AS_THEIR_TABLE: &str = "STEP POST";

fn keyword(text: &Text) -> Vec<usize> {
    let is_type = |at: usize| text.tokens[at].within.is_some_and(|open| text.is(open.checked_sub(1), "CAST"));
    text.lines(|at, token| {
        let before = at.checked_sub(1);
        let is_alias = before
            .is_some_and(|name| text.tokens[name].is_name() && text.is(name.checked_sub(1), "FROM JOIN"))
            && !token.is_any("AS ON USING CROSS JOIN LEFT INNER WHERE GROUP ORDER LIMIT UNION . , ) (");
        let is_named = is_alias
            || text.is(before, "AS WITH RECURSIVE") && !is_type(at) && !token.is_any("( WITH SELECT")
            || token.within.is_some_and(|open| is_of_columns(text, open));
        // A figure counts what was selected, in which there are columns alone.
        let is_bare = token.is_any(AS_THEIR_TABLE)
            && !text.is(Some(0), "WHERE")
            && !text.is(before, ". FROM JOIN AS INTO ,")
            && !text.is(Some(at + 1), ".");
        is_named && token.is_any(KEYWORDS) || is_bare || token.is(":FROM") || token.is(":TO")
    })
}

/// Whether a parenthesis holds the names of the columns of a WITH.
fn is_of_columns(text: &Text, open: usize) -> bool {
    open > 0
        && text.tokens[open - 1].is_name()
        && text.is(Some(text.tokens[open].closes + 1), "AS")
        && (text.is(Some(text.tokens[open].closes + 2), "( MATERIALIZED"))
}

fn comparison(text: &Text) -> Vec<usize> {
    text.lines(|at, token| {
        let is_it = token.is_any("= < > <= >= <> == != IS LIKE BETWEEN IN EXISTS");
        let is_of_distinct = text.is(Some(at + 1), "DISTINCT") || text.is(at.checked_sub(1), "DISTINCT");
        is_it && !is_of_distinct && is_value(text, at)
    })
}

/// Whether a comparison at a place is used as a value.
fn is_value(text: &Text, at: usize) -> bool {
    let word = text.back(at).find(|at| text.is(Some(*at), &format!("{CLAUSES} WHEN THEN ELSE BY , CASE")));
    let Some(open) = text.tokens[at].within else {
        return word.is_some_and(|word| text.is(Some(word), "SELECT THEN ELSE ,") && text.clause(at) == Some("SELECT"));
    };
    let before = open.checked_sub(1);
    match word {
        Some(word) if text.is(Some(word), "WHERE HAVING ON WHEN") => false,
        Some(word) if text.is(Some(word), "SELECT THEN ELSE") => true,
        Some(word) if text.is(Some(word), "BY") => false,
        Some(word) if text.is(Some(word), ",") => text.before(at, "BY").is_none(),
        Some(_) => false,
        None if text.is(before, "IIF FILTER CHECK") => false,
        None if before.is_some_and(|before| text.tokens[before].is_name()) => true,
        None if text.is(before, "+ - * / % = <> < >")
            || text.is(Some(text.tokens[open].closes + 1), "+ - * / % = <> < >") =>
        {
            true
        }
        None => is_value(text, open),
    }
}

fn number(text: &Text) -> Vec<usize> {
    let is_between = |and: usize| {
        let word = text.before(and, "BETWEEN AND WHERE OR ON WHEN SELECT , HAVING");
        text.is(Some(and), "AND") && word.is_some_and(|word| text.is(Some(word), "BETWEEN"))
    };
    let is_logical = |at: usize, words: &str| text.is(Some(at), words) && !is_between(at);
    text.lines(|at, token| {
        let before = at.checked_sub(1);
        if !(token.is_name() || token.text.starts_with(':')) || text.is(before, ".") {
            return false;
        }
        let after = text.after(at);
        // The condition of a figure may be a number, which is added up.
        if text.is(Some(0), "WHERE") && at == 1 && after >= text.tokens.len() {
            return false;
        }
        let is_after = before.is_some_and(|before| is_logical(before, "WHERE AND OR NOT ON WHEN HAVING"))
            || text.is(before, "(") && text.is(at.checked_sub(2), "IIF");
        let is_before = is_logical(after, "AND OR THEN");
        let begins = is_after || text.is(before, "( , SELECT THEN ELSE");
        let ends = after >= text.tokens.len()
            || is_before
            || text.is(Some(after), ") , GROUP ORDER UNION END LIMIT LEFT JOIN CROSS WHERE");
        is_after && ends || begins && is_before
    })
}

fn substr(text: &Text) -> Vec<usize> {
    text.lines(|at, token| {
        token.is("SUBSTR")
            && text.is(Some(at + 1), "(")
            && (text.is(at.checked_sub(1), "+ - * / %") || text.is(Some(text.tokens[at + 1].closes + 1), "+ - * / %"))
    })
}

fn division(text: &Text) -> Vec<usize> {
    text.lines(|at, token| {
        let is_whole = |open: usize| {
            text.is(open.checked_sub(1), "CAST")
                && text.until(open + 1, "").into_iter().any(|at| text.is(Some(at), "%"))
        };
        let is_real = |at: usize| text.at(at).is_some_and(|number| number.text.contains('.') && number.text != ".");
        token.is("/") && !token.within.is_some_and(is_whole) && !is_real(at + 1) || token.is("REAL")
    })
}

fn of_sqlite(text: &Text) -> Vec<usize> {
    text.lines(|at, token| {
        let is_plain = |at: usize| {
            text.is(Some(at), "NULL DISTINCT") || text.is(Some(at), "NOT") && text.is(Some(at + 1), "NULL DISTINCT")
        };
        token.is_any(
            "JULIANDAY STRFTIME PRINTF FORMAT UNIXEPOCH GLOB REGEXP MATCH ROWID TYPEOF IFNULL TOTAL INDEXED == !=",
        ) || token.is("IS") && !is_plain(at + 1)
    })
}

fn exists(text: &Text) -> Vec<usize> {
    text.lines(|at, token| {
        let is_of_view = text.is(at.checked_sub(2), "IF") || text.is(at.checked_sub(1), "IF");
        let is_it = token.is("EXISTS") && !is_of_view || token.is("IN") && text.is(Some(at + 2), "SELECT WITH");
        is_it && !text.clause(at).is_none_or(|clause| matches!(clause, "WHERE" | "HAVING"))
    })
}

fn scalar(text: &Text) -> Vec<usize> {
    let lacks = |open: usize| !text.until(open + 1, "FROM").into_iter().any(|at| text.is_aggregate(at));
    let values = text.subqueries().into_iter().filter(|(open, is_value)| *is_value && lacks(*open));
    values.map(|(open, _)| text.tokens[open].line).collect()
}

fn limit(text: &Text) -> Vec<usize> {
    let values = text.subqueries();
    text.lines(|at, token| {
        let of = |open: usize| values.contains(&(open, true)) || text.is(open.checked_sub(1), "EXISTS IN");
        token.is("LIMIT") && token.within.is_some_and(of) && at > 0
    })
}

fn bare(text: &Text) -> Vec<usize> {
    let selects = (0..text.tokens.len()).filter(|at| text.tokens[*at].is("SELECT"));
    selects.flat_map(|select| ungrouped(text, select)).collect()
}

/// The lines of the columns beside the aggregates of a SELECT that it is not grouped by.
fn ungrouped(text: &Text, select: usize) -> Vec<usize> {
    let (list, whole) = (text.until(select, "FROM UNION"), text.until(select, "UNION"));
    let is_own = |at: usize| text.tokens[at].within == text.tokens[select].within;
    let by = whole.into_iter().find(|at| is_own(*at) && text.is(Some(*at), "GROUP"));
    if by.is_none() && !list.iter().any(|at| is_of_list(text, select, *at) && text.is_aggregate(*at)) {
        return Vec::new();
    }
    let grouped = by.map_or_else(Vec::new, |by| names(text, &text.until(by + 1, "HAVING ORDER LIMIT UNION")));
    let (mut lines, mut passed) = (Vec::new(), 0);
    for at in list {
        if at < passed {
            continue;
        }
        passed = match at {
            at if text.is_aggregate(at) => text.tokens[at + 1].closes,
            at if text.is(Some(at), "(") && text.is(Some(at + 1), "SELECT") => text.tokens[at].closes,
            at if text.is(Some(at), "AS") => at + 2,
            _ => passed,
        };
        let is_column = text.tokens[at].is_name() && !text.is(Some(at + 1), "( .");
        if at >= passed && is_column && !grouped.contains(&text.tokens[at].text) {
            lines.push(text.tokens[at].line);
        }
    }
    lines
}

/// Whether a place of a list of what is selected is of that SELECT itself, and not of one within.
fn is_of_list(text: &Text, select: usize, at: usize) -> bool {
    let mut within = text.tokens[at].within;
    while within != text.tokens[select].within {
        let Some(open) = within else { return false };
        if text.is(Some(open + 1), "SELECT") {
            return false;
        }
        within = text.tokens[open].within;
    }
    true
}

/// The last words of the names among some places.
fn names(text: &Text, places: &[usize]) -> Vec<String> {
    let is_last = |at: usize| text.tokens[at].is_name() && !text.is(Some(at + 1), ".");
    places.iter().copied().filter(|at| is_last(*at)).map(|at| text.tokens[at].text.clone()).collect()
}
