//! `dangwu` (党务): the records of the Party organisations in trade associations and chambers of commerce, in one local
//! SQLite file.
//!
//! # The way of a command
//!
//! `main` → [`cli`] (arguments to a checked command) → an entity ([`org`], [`member`], [`committee`], [`dues`], [`transfer`],
//! [`activist`], [`meeting`]), a [`report`] or a [`paper`] → the base.
//! A command that writes opens one operation through [`db::Db::transact`]; a command that reads hands columns and
//! rows to [`ctx::Ctx::list`]. Nobody else prints, opens the file, reads the clock or knows the user's language.
//!
//! # Who may know whom
//!
//! Each home knows those that stand before it in this list, and no other (`tests/layers.rs` reads it). The `cli.rs` of a noun
//! stands with the command line: its verbs put together what they need from any home.
//!
//! 1. The base: `sqlite`, [`text`], [`i18n`], [`error`], `waiting`, [`zone`], [`date`], [`code`], [`id_no`], [`phone`], [`money`], `columnar`, [`output`], [`input`], [`db`],
//!    [`rules`], [`globals`], `naming`, [`config`], [`ctx`], [`import`], `batch`, `assumed`
//! 2. The entities: [`org`], [`member`], [`committee`], [`dues`], [`transfer`], [`activist`], [`meeting`], [`ledger`]
//! 3. What is about several of them: [`merge`], `erase`, `standing`, [`plan`], [`lake`], [`report`], [`paper`], `lists`, `changes`, [`upkeep`], [`bundle`]
//! 4. The command line: [`cli`]; and `fuzz`, which is in no program: the doors that tests throw bytes at
//!
//! The ids of orgs, people and units are known everywhere, their SQL nowhere else. Two homes are asked from below, because what
//! they know is spread over all: `lists` for what a stored code is called and for the views and checks of the ledgers, `changes` for what
//! an operation did to the rows. What an entry of a ledger means elsewhere is asked of its table there: guests, long leave and who has
//! no vote for the time by `member::guests`, campaigns by the meetings that are tagged with them, terms by
//! committee, which begins them. What follows among its people from what becomes of an org is handed to org as `org::Follow`,
//! which committee fills.
//!
//! # Where things go
//!
//! | to add | goes to |
//! |---|---|
//! | a message | one line in the `texts.rs` of its home, both languages |
//! | what was being done when the system failed | `.doing(…)` of [`error`] |
//! | a column | its label in `i18n/labels`, in the file of its subject |
//! | a coded value | the `codes!` list of its entity, and the CHECK in `schema.sql` |
//! | a table | `schema.sql`, a step in `db/migrations`; the journal finds it by itself, and bundles hand it up unless `bundle/graph.rs` says that an office keeps it |
//! | something that cannot be | a trigger in `schema.sql`, or a query in `db/checks` |
//! | a kind of record | the four steps at the head of [`ledger`]: one file in `ledger/kinds`, its table, its labels, its mention; verbs, view, checks, sections and counts follow; what it alone refuses: a function there, named as `particular` |
//! | a norm | `rules/rules.toml` and its name in `rules/mod.rs` |
//! | what falls due by a norm | a query in `rules/due`, its norm in the head |
//! | a report | one file in `report/` |
//! | a form on paper | its `document.xml` in `paper/forms`, a line in `paper/built_in.rs`; what it may say: `paper/fields` |
//! | something that an office sets once for all | one line of the table in `config/key.rs`, and who asks `Ctx` for it |
//! | a list that can be put right as a sheet | `batch::Sheet` for it, and its verb |
//! | a view for the office's own questions | one file in `report/views`, its place in `ORDER` there, its columns in the test that holds them |
//! | an option | the `Args` of its verb (Chinese help) and `cli/help_en.toml` |
//! | a noun or verb | its Chinese name in `i18n/words.rs`, its examples in `cli/examples.txt` (both asked for by tests); another word for it in `cli/nearest.rs` |
//! | a topic of the help | `cli/topics/zh.txt`, `cli/topics/en.txt` and its name in `cli/topics.rs` |

pub mod activist;
mod assumed;
mod batch;
pub mod bundle;
mod changes;
pub mod cli;
pub mod code;
mod columnar;
pub mod committee;
pub mod config;
pub mod ctx;
pub mod date;
pub mod db;
pub mod dues;
mod erase;
pub mod error;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
pub mod globals;
pub mod i18n;
pub mod id_no;
pub mod import;
pub mod input;
pub mod lake;
pub mod ledger;
mod lists;
pub mod meeting;
pub mod member;
pub mod merge;
pub mod money;
mod naming;
pub mod org;
pub mod output;
pub mod paper;
pub mod phone;
pub mod plan;
pub mod report;
pub mod rules;
mod sqlite;
mod standing;
pub mod text;
pub mod transfer;
pub mod upkeep;
mod waiting;
pub mod zone;
