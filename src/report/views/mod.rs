//! The views that the office's own questions stand on (`report query`): what they are called, which columns they have and what
//! each holds. They are a promise: a test holds their names and columns, and the program may change below them.
//!
//! One view is one file of this folder: a head that tells its title and columns, and a SELECT over the `*_at` views and the
//! tables. What stands in brackets behind a column tells what it holds: `number`, `bool` (0 or 1), `date` and `month` as known, `code`
//! (a number of a paper or an org), `id_no`, `phone`, or a list of coded values; nothing, a text. The views of the ledgers are made
//! from their declarations.
//!
//! # Names
//!
//! Several are called as tables are (`org`, `meeting`), so no view of that name can stand on the connection: whatever else the
//! program asks there, and the `*_at` views themselves, would read it instead of the table. The view is called `NAME_shown`, and the
//! office's SELECT gets `WITH NAME AS (SELECT * FROM NAME_shown)` put before it: the short names hold in that one statement, and a
//! view's own text is never read by them.
//!
//! # Personal numbers
//!
//! A SELECT may call a column as it likes, cut it and put it together, so the views themselves mask: `shown_id_no`, `shown_phone`
//! and, for texts in which such numbers may stand, `shown_text` give back what may be shown. With `--reveal` they give back all.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::bands::codes_named;
use crate::code::Code;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Label, Lang, Text, label, say};
use crate::ledger::{self, KINDS, views::Shown};
use crate::report::declaration::Title;
use crate::report::holds::Holds;
use crate::report::texts;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/report/views");

/// The order in which they are told; the ledgers follow.
const ORDER: [&str; 12] = [
    "member",
    "org",
    "asked",
    "unit",
    "cover",
    "transfer",
    "way",
    "step",
    "meeting",
    "attendance",
    "resolution",
    "post",
];

/// All views.
pub(crate) static VIEWS: LazyLock<Vec<View>> = LazyLock::new(|| {
    let files = ORDER.iter().map(|name| {
        let file = FILES.get_file(format!("{name}.sql")).and_then(include_dir::File::contents_utf8);
        View::read(name, file.unwrap_or_default()).expect("a test reads each")
    });
    files.chain(KINDS.iter().flat_map(|kind| View::of_ledger(kind))).collect()
});

/// One view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    /// What the office calls it.
    pub(crate) name: String,
    title: Title,
    /// Its columns.
    pub(crate) columns: Vec<ViewColumn>,
    /// The SELECT that it is.
    sql: String,
}

/// One column of a view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ViewColumn {
    /// Its key.
    pub(crate) key: String,
    called: Title,
    content: Content,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Content {
    Text,
    Number,
    Bool,
    Date,
    Month,
    Fen,
    Code,
    IdNo,
    Phone,
    OneOf(&'static [Code]),
    SomeOf(&'static [Code]),
}

impl Content {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "number" => Self::Number,
            "bool" => Self::Bool,
            "date" => Self::Date,
            "month" => Self::Month,
            "code" => Self::Code,
            "id_no" => Self::IdNo,
            "phone" => Self::Phone,
            list => Self::OneOf(codes_named(list)?),
        })
    }

    /// What a field of a ledger holds.
    fn of(holds: ledger::Holds) -> Self {
        use ledger::Holds as H;
        match holds {
            H::Text | H::Amount | H::Org | H::Person | H::Unit | H::Lines(_) => Self::Text,
            H::Code(codes) => Self::OneOf(codes),
            H::Codes(codes) => Self::SomeOf(codes),
            H::Count | H::Points | H::Year => Self::Number,
            H::Money => Self::Fen,
            H::Flag => Self::Bool,
            H::Date | H::Ahead => Self::Date,
        }
    }

    /// What is told of it behind the label; nothing of a text.
    fn told(self) -> Option<Text> {
        let listed = |codes: &'static [Code]| -> Vec<Text> { codes.iter().map(told_code).collect() };
        Some(match self {
            Self::Text | Self::Code => return None,
            Self::Number => say!(ViewNumber),
            Self::Bool => say!(ViewBool),
            Self::Date => say!(ViewDate),
            Self::Month => say!(ViewMonth),
            Self::Fen => say!(ViewFen),
            Self::IdNo | Self::Phone => say!(ViewMasked),
            Self::OneOf(codes) => say!(ViewOneOf { codes: listed(codes) }),
            Self::SomeOf(codes) => say!(ViewSomeOf { codes: listed(codes) }),
        })
    }
}

/// A code with what it means, where its own word does not say so.
fn told_code(code: &Code) -> Text {
    let (code, label) = (code.code, code.label);
    if code == label.en { say!(ViewCodeAlike { code, label }) } else { say!(ViewCode { code, label }) }
}

impl View {
    /// Reads a file; `None` for a head that is wrong.
    fn read(name: &str, file: &str) -> Option<Self> {
        let (mut title, mut columns) = (Title::default(), Vec::new());
        let mut lines = file.lines();
        for (word, rest) in lines.by_ref().map_while(|line| line.strip_prefix("-- ")?.split_once(": ")) {
            match word {
                "zh" => rest.clone_into(&mut title.zh),
                "en" => rest.clone_into(&mut title.en),
                "columns" => {
                    columns = rest.split_whitespace().map(|word| column(name, word)).collect::<Option<_>>()?;
                    break;
                }
                _ => return None,
            }
        }
        let sql = lines.collect::<Vec<_>>().join("\n");
        (!title.zh.is_empty() && !title.en.is_empty()).then(|| Self { name: name.to_owned(), title, columns, sql })
    }

    /// The view of a ledger, and of the lines of its entries if they have some.
    fn of_ledger(kind: &ledger::Kind) -> Vec<Self> {
        let view = |name: String, title: Title, (columns, sql): (Vec<Shown>, String)| {
            let column = |shown: Shown| ViewColumn {
                key: shown.key,
                called: Title { zh: shown.zh, en: shown.en },
                content: Content::of(shown.holds),
            };
            Self { name, title, columns: columns.into_iter().map(column).collect(), sql }
        };
        let titled = |text: Text| Title { zh: text.say(Lang::Zh), en: text.say(Lang::En) };
        let (of, table) = (kind.label, kind.table);
        let own = match kind.life {
            ledger::Life::Event => titled(say!(ViewOfEvents { of })),
            ledger::Life::Item => titled(say!(ViewOfItems { of })),
            ledger::Life::Year => titled(say!(ViewOfYears { of })),
            ledger::Life::State | ledger::Life::Term => titled(say!(ViewOfStates { of })),
        };
        let lines = ledger::views::shown_lines(kind);
        let lines = lines.map(|shown| view(format!("{table}_item"), titled(say!(ViewOfLines { of, table })), shown));
        std::iter::once(view(table.to_owned(), own, ledger::views::shown(kind))).chain(lines).collect()
    }

    /// What it is called on the connection.
    pub(crate) fn inner(&self) -> String {
        format!("{}_shown", self.name)
    }

    /// Its lines of the documentation.
    fn told(&self, lang: Lang) -> String {
        let mut told = vec![format!("{}  {}", self.name, self.title.say(lang))];
        for column in &self.columns {
            let called = column.called.say(lang);
            let line = match column.content.told() {
                Some(content) => say!(ViewColumnHolds { called, content }).say(lang),
                None => called.to_owned(),
            };
            told.push(format!("  {:<20} {line}", column.key));
        }
        told.join("\n") + "\n"
    }
}

impl ViewColumn {
    /// What it is called.
    pub(crate) fn label(&'static self) -> Label {
        Label { zh: &self.called.zh, en: &self.called.en }
    }

    /// How its values are shown where a SELECT gives it under its own name.
    pub(crate) fn holds(&self) -> Holds {
        match self.content {
            Content::Bool => Holds::Bool,
            Content::OneOf(codes) => Holds::Codes(codes),
            Content::SomeOf(codes) => Holds::Several(codes),
            _ => Holds::Plain,
        }
    }
}

/// A column as a head tells it: `KEY` or `KEY(what it holds)`. A view may have labels of its own (`step.result`).
fn column(view: &str, word: &str) -> Option<ViewColumn> {
    let (key, content) = match word.split_once('(') {
        Some((key, holds)) => (key, Content::named(holds.strip_suffix(')')?)?),
        None => (word, Content::Text),
    };
    let Label { zh, en } = label(&format!("{view}.{key}")).or_else(|| label(key))?;
    Some(ViewColumn { key: key.to_owned(), called: Title { zh: zh.to_owned(), en: en.to_owned() }, content })
}

/// Makes views on a connection that stands at a day and was told which orgs are asked about.
pub(crate) fn make<'v>(db: &Db, views: impl Iterator<Item = &'v View>) -> Result<()> {
    for view in views {
        db.make_views_for(&view.sql)?;
        let (inner, sql) = (view.inner(), &view.sql);
        db.conn().execute_batch(&format!("CREATE TEMP VIEW IF NOT EXISTS {inner} AS\n{sql}"))?;
    }
    Ok(())
}

/// All views and their columns, for whoever writes a question.
pub(crate) fn told(lang: Lang) -> String {
    let views: Vec<String> = VIEWS.iter().map(|view| view.told(lang)).collect();
    format!("{}\n\n{}", say!(ViewsTold).say(lang), views.join("\n"))
}
