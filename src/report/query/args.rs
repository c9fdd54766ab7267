//! What is typed for a question, and its help.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::{Own, Param};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input;
use crate::report::QUERY;
use crate::report::declaration::Report;
use crate::report::texts;
use crate::report::views::VIEWS;

/// The options that the office's own reports alone have.
#[derive(Debug, Clone, Args)]
pub(in crate::report) struct QueryArgs {
    /// 查询文件中 :K 的值, 可多个; 整数按数字, 其他按文字(report query)
    #[arg(long, value_name = "K=V")]
    param: Vec<String>,
    /// 查询的原文, 代替文件(report query)
    #[arg(long, value_name = "SQL")]
    text: Option<String>,
    /// 最多运行多少秒, 默认 30(report query)
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,
}

impl QueryArgs {
    /// Its options by id, each with whether it was given.
    pub(in crate::report) fn given(&self) -> [(&'static str, bool); 3] {
        let Self { param, text, timeout } = self;
        [("param", !param.is_empty()), ("text", text.is_some()), ("timeout", timeout.is_some())]
    }

    /// Its options as one would type them to ask the same again, however long that takes.
    pub(in crate::report) fn spelt_out(&self) -> Vec<(&'static str, Option<String>)> {
        let Self { param, text, timeout: _ } = self;
        let params = param.iter().map(|param| ("param", Some(param.clone())));
        params.chain([("text", text.clone())]).collect()
    }

    /// Whether the question itself was typed.
    pub(in crate::report) fn is_told(&self) -> bool {
        self.text.is_some()
    }

    /// The same with the question that stands in a file: it may say something else another day.
    pub(in crate::report) fn told_from(self, path: &Path) -> Result<Self> {
        Ok(Self { text: Some(text_of(path)?), ..self })
    }

    /// The report that was typed, or else stands in a file, with these parameters.
    ///
    /// Refuses what is no text, no SELECT or more than one, what would do anything but read, reads what is not open, or cannot be
    /// run; a parameter that is missing, unknown or given twice, and a time that is none, are slips of the command line.
    pub(in crate::report) fn read(&self, path: &Path) -> Result<Report> {
        let seconds = self.timeout.unwrap_or(SECONDS);
        if !(seconds > 0.0 && seconds <= 86_400.0) {
            return Err(Error::usage(say!(TimeoutBad)).of_option("--timeout"));
        }
        let (name, file, text) = match &self.text {
            Some(text) => (QUERY, say!(QueryTyped).into(), text.clone()),
            None => (name_of(path), input::shown(path), text_of(path)?),
        };
        let (statement, own) = Own::read(file, &text, Param::given(&self.param)?, Duration::from_secs_f64(seconds))?;
        let mut report = Report::read_own(name, &text, statement, own)?;
        report.try_out()?;
        Ok(report)
    }
}

/// The report in a file as its head declares it, not tried out.
pub(in crate::report) fn declared(path: &Path) -> Result<Report> {
    let text = text_of(path)?;
    let (statement, own) = Own::read(input::shown(path), &text, Vec::new(), Duration::from_secs_f64(SECONDS))?;
    Report::read_own(name_of(path), &text, statement, own)
}

/// The report in a file with all its columns, and the parameters that it asks for as they are offered.
pub(in crate::report) fn described(path: &Path) -> Result<(Report, Vec<String>)> {
    let mut report = declared(path)?;
    let asked = report.settle()?;
    let offered = |own: &Own| asked.iter().map(|name| own.choice(name)).collect();
    let params = report.own.as_ref().map(offered).unwrap_or_default();
    Ok((report, params))
}

/// What the report in a file is called.
fn name_of(path: &Path) -> &str {
    path.file_stem().and_then(OsStr::to_str).filter(|name| *name != "-").unwrap_or(QUERY)
}

fn text_of(path: &Path) -> Result<String> {
    let none = || Error::refused(say!(QueryNoText { file: input::shown(path) })).hint(say!(QueryHint));
    input::text_of_file(path)?.ok_or_else(none)
}

/// How long a question may take, if nothing is said, in seconds.
const SECONDS: f64 = 30.0;

/// What the help of `report query` tells beside its options.
pub(in crate::report) fn help() -> Vec<Text> {
    let names = VIEWS.iter().map(|view| view.name.as_str()).collect::<Vec<_>>().join(" ");
    vec![say!(QueryHelpFile), say!(QueryHelpHead), say!(QueryHelpViews { names })]
}
