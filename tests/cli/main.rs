//! The program as its users meet it: the real binary on a real file.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod activist;
mod activist_import;
mod activist_set;
mod annual;
mod bad_input;
mod clerk;
mod db;
mod development;
mod env;
mod faults;
mod files;
mod flow;
mod formats;
mod history;
mod import;
mod masking;
mod meeting;
mod meeting_import;
mod meeting_report;
mod member;
mod merge;
mod namesakes;
mod naming;
mod org;
mod output;
mod people;
mod planted;
mod post;
mod report;
mod shapes;
mod transfer;
mod undo;
mod unit;
mod usage;
mod words;
