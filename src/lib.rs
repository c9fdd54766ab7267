//! `dangwu` (党务): the records of the Party organisations in trade associations and chambers of commerce, in one local
//! SQLite file.
//!
//! # The way of a command
//!
//! `main` → [`cli`] (arguments to a checked command) → an entity ([`org`], [`member`], [`transfer`], [`activist`],
//! [`meeting`]) or a [`report`] → the base.
//! A command that writes opens one operation through [`db::Db::transact`]; a command that reads hands columns and
//! rows to [`ctx::Ctx::list`]. Nobody else prints, opens the file, reads the clock or knows the user's language.
//!
//! # Who may know whom
//!
//! The base ([`db`], [`rules`], [`date`], [`id_no`], [`phone`], [`code`], [`input`], [`output`], [`i18n`], [`error`], [`text`], [`zone`])
//! knows no entity; for what a stored code is called, and for the views and checks that are made from declarations, it asks `lists`. Entities know the base and the ids of other entities, not their SQL; `naming` finds what a user
//! named. [`transfer`], [`activist`] and [`meeting`] alone call two others, member and org; org's posts call member.
//! [`ledger`] hangs its entries on orgs, people and units, and so knows member and org; the command lines of both nouns offer its verbs, put its entries into `show` and the history, and tell what stays open when an org, a unit or a membership ends.
//! `changes` tells what an operation did to the rows of any of them. [`merge`] joins two records of a person and so stands above them all; `member merge` calls it; so does `standing`, the first line of `member show`. `assumed` keeps who of an answer rests on an assumed start, whichever noun gives it. Reports stand on the views of `db/as_of.sql` and, of ledgers, on those that `ledger::views` makes.
//!
//! # Where things go
//!
//! | to add | goes to |
//! |---|---|
//! | a message | one line in `i18n/texts.rs`, both languages |
//! | what was being done when the system failed | `.doing(…)` of [`error`] |
//! | a column | its label in `i18n/labels.rs` |
//! | a coded value | the `codes!` list of its entity, and the CHECK in `schema.sql` |
//! | a table | `schema.sql`, a step in `db/migrations`; the journal finds it by itself |
//! | something that cannot be | a trigger in `schema.sql`, or a query in `db/checks` |
//! | a kind of record | one file in `ledger/kinds`, its table, its labels; verbs, view, checks, sections and counts follow |
//! | a norm | `rules/rules.toml` and its name in `rules/mod.rs` |
//! | what falls due by a norm | a query in `rules/due`, its norm in the head |
//! | a report | one file in `report/` |
//! | an option | the `Args` of its verb (Chinese help) and `cli/help_en.toml` |

pub mod activist;
mod assumed;
mod changes;
pub mod cli;
pub mod code;
pub mod ctx;
pub mod date;
pub mod db;
pub mod error;
pub mod i18n;
pub mod id_no;
pub mod import;
pub mod input;
pub mod ledger;
mod lists;
pub mod meeting;
pub mod member;
pub mod merge;
mod naming;
pub mod org;
pub mod output;
pub mod phone;
pub mod report;
pub mod rules;
mod standing;
pub mod text;
pub mod transfer;
pub mod zone;
