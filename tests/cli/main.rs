//! The program as its users meet it: the real binary on a real file.

mod db;
mod env;
mod history;
mod member;
mod org;
mod output;
mod report;
mod undo;
mod usage;
