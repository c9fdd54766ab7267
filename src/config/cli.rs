//! The verbs of `dangwu config`.

use std::ffi::{OsStr, OsString};

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::records::{RULE, Stored, key_of, take_out};
use super::{Config, Key, Origin, known, texts};
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::output::{Column, Frame, Value};
use crate::rules::{local, words};

/// 配置命令
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// 显示一项当前的值(供脚本用; 没有设定则不输出)
    Get(OfKey),
    /// 设定一项, 写入配置文件(其余内容和注释不变), 或写入数据库(--in-database)
    Set(Set),
    /// 取消一项的设定
    Unset(Unset),
    /// 列出各项: 当前的值、来自何处、含义
    List,
    /// 显示配置文件的位置
    Path,
    /// 用编辑器($VISUAL、$EDITOR)打开配置文件, 改完检查
    Edit,
}

/// `config unset`
#[derive(Debug, Args)]
pub struct Unset {
    /// 配置项(config list 列出全部)
    #[arg(value_parser = Names, hide_possible_values = true)]
    key: String,
    /// 取消随数据库保存的(记入操作日志, 可撤销)
    #[arg(long)]
    in_database: bool,
}

/// `config get`
#[derive(Debug, Args)]
pub struct OfKey {
    /// 配置项(config list 列出全部)
    #[arg(value_parser = Names, hide_possible_values = true)]
    key: String,
}

/// `config set`
#[derive(Debug, Args)]
pub struct Set {
    /// 配置项(config list 列出全部)
    #[arg(value_parser = Names, hide_possible_values = true)]
    key: String,
    /// 内容; 相对路径按当前文件夹存为完整路径
    value: OsString,
    /// 随数据库保存: 用同一数据库的人都以此为准(记入操作日志, 可撤销)
    #[arg(long)]
    in_database: bool,
    /// 规定的数值自何日起(rule.*, 默认今天)
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// 规定的数值的依据(rule.*)
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

/// Reads any name, and offers those of the keys for completion: what is wrong with one is told by the verb, which may take out
/// of the file what nobody knows.
#[derive(Debug, Clone)]
struct Names;

impl TypedValueParser for Names {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let rules = local::settable().map(|(name, _)| PossibleValue::new(format!("{RULE}{name}")));
        Some(Box::new(Key::all().map(|key| PossibleValue::new(key.name())).chain(rules)))
    }
}

impl ConfigCommand {
    /// What the verb does: none has to do with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Get(_) | Self::Path => Nature::Texts,
            Self::List => Nature::Tells,
            Self::Set(Set { in_database: true, .. }) | Self::Unset(Unset { in_database: true, .. }) => Nature::Writes,
            Self::Set(_) | Self::Unset(_) | Self::Edit => Nature::Keeps,
        }
    }

    /// Whether it tells of a configuration with a fault, or mends it.
    pub fn bears_faults(&self) -> bool {
        !matches!(self, Self::Get(_))
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Get(args) => get(ctx, &args.key),
            Self::Set(args) => args.run(ctx),
            Self::Unset(args) if args.in_database => unset_in_records(ctx, &args.key),
            Self::Unset(args) => unset(ctx, &args.key),
            Self::Edit => edit(ctx),
            Self::List => list(ctx),
            Self::Path => ctx.print(&format!("{}\n", ctx.config().path()?.display())),
        }
    }
}

impl Set {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        let rule = self.key.strip_prefix(RULE);
        if rule.is_none() {
            let idle = [("--date", self.date.is_some()), ("--source", self.source.is_some())];
            if let Some((option, _)) = idle.into_iter().find(|(_, is_told)| *is_told) {
                return Err(Error::usage(say!(OptionOfRules { option })));
            }
        }
        let text = || self.value.to_str().ok_or_else(|| Error::usage(say!(NotInUtf8)));
        match rule {
            Some(rule) if self.in_database => self.set_rule(ctx, rule, text()?),
            Some(rule) => {
                local::find(rule)?;
                let key = &self.key;
                let command = format!("config set {key} {} --in-database", self.value.display());
                Err(Error::usage(say!(RuleInRecordsOnly { key })).hint(say!(TryCommand { command })))
            }
            None if self.in_database => {
                let stored = Stored::of_key(known(&self.key)?, text()?)?;
                ctx.write(|tx, _| {
                    stored.put(tx)?;
                    Ok(Done::new(say!(RecordsSet { key: stored.key, value: stored.value })))
                })
            }
            None => set(ctx, &self.key, &self.value),
        }
    }

    /// Sets the office's own number for a norm, from a day on: today, if none is told.
    fn set_rule(&self, ctx: &Ctx, rule: &str, typed: &str) -> Result<()> {
        let ((name, rule), number) = (local::find(rule)?, local::number(typed)?);
        let since = self.date.as_ref().map_or(ctx.today, PartialDate::first_day).to_string();
        let (key, value) = (format!("{RULE}{name}"), number.to_string());
        let stored = Stored { key, value, since: Some(since.clone()), source: self.source.clone() };
        ctx.write(|tx, _| {
            stored.put(tx)?;
            let unit = rule.unit.entry().label;
            Ok(Done::new(say!(RuleSet { key: stored.key, id: &rule.id, number, unit, since })))
        })
    }
}

fn unset_in_records(ctx: &Ctx, name: &str) -> Result<()> {
    let key = key_of(name)?;
    ctx.write(|tx, _| {
        take_out(tx, &key)?;
        Ok(Done::new(say!(RecordsUnset { key })))
    })
}

fn edit(ctx: &Ctx) -> Result<()> {
    let path = ctx.config().path()?.display().to_string();
    let opened = ctx.editor().and_then(|editor| editor.open(ctx.config().to_be_edited(ctx.lang)?));
    opened.map_err(|error| error.hint(say!(EditHint { path: &path })))?;
    ctx.config().refuse_faults_now()?;
    ctx.note(&say!(ConfigSound { path }));
    Ok(())
}

fn get(ctx: &Ctx, name: &str) -> Result<()> {
    ctx.know_settings();
    if let Some(rule) = name.strip_prefix(RULE) {
        return ctx.print(&format!("{}\n", number(ctx, local::find(rule)?.0)));
    }
    let key = known(name)?;
    match ctx.setting(key) {
        Some(setting) => ctx.print(&format!("{}\n", setting.value.display())),
        None => {
            ctx.note(&say!(NotSet { key: key.name() }));
            ctx.print("")
        }
    }
}

fn set(ctx: &Ctx, name: &str, typed: &OsStr) -> Result<()> {
    let key = known(name)?;
    let before = ctx.config();
    let after = before.set(key, typed)?;
    let value = after.as_ref().unwrap_or(before).get(key).unwrap_or_default().display().to_string();
    let (key_name, path) = (key.name(), before.path()?.display().to_string());
    ctx.note(&match &after {
        Some(_) => say!(SettingMade { key: key_name, value, path }),
        None => say!(SettingSame { key: key_name, value }),
    });
    let is_of_environment = ctx.setting(key).is_some_and(|setting| setting.origin == Origin::Environment);
    if let Some(variable) = key.variable().filter(|_| is_of_environment) {
        ctx.note(&say!(VariableBefore { key: key_name, variable }));
    }
    warn(ctx, after.as_ref().unwrap_or(before));
    Ok(())
}

fn unset(ctx: &Ctx, name: &str) -> Result<()> {
    let before = ctx.config();
    let after = before.unset(name)?;
    let path = before.path()?.display().to_string();
    ctx.note(&match &after {
        Some(_) => say!(SettingGone { key: name, path }),
        None => say!(SettingAbsent { key: known(name)?.name() }),
    });
    warn(ctx, after.as_ref().unwrap_or(before));
    Ok(())
}

/// The number of a norm today.
fn number(ctx: &Ctx, name: &str) -> i64 {
    let found = local::settable().find(|(known, _)| *known == name);
    found.map_or(0, |(_, rule)| rule.value_on(ctx.today))
}

/// Lists every key with where its value comes from, then the norms that are left to the office, and warns of what is wrong with the
/// file.
fn list(ctx: &Ctx) -> Result<()> {
    ctx.know_settings();
    let columns = Column::of("config", &["key", "value", "source", "meaning"]);
    let frame = Frame { title: Some(say!(SettingsTitle).say(ctx.lang)), ..Frame::default() };
    ctx.list(columns, frame, |listing| {
        Key::all().try_for_each(|key| {
            let setting = ctx.setting(key);
            listing.push(vec![
                key.name().into(),
                setting.map(|setting| setting.value.display().to_string()).into(),
                setting.map_or(Value::Null, |setting| setting.origin.entry().into()),
                key.meaning().say(ctx.lang).into(),
            ])
        })?;
        local::settable().try_for_each(|(name, rule)| {
            let (version, is_own) = (rule.on(ctx.today).0, local::is_own(name, ctx.today));
            let origin = if is_own { Origin::Database } else { Origin::Default };
            listing.push(vec![
                format!("{RULE}{name}").into(),
                version.value.to_string().into(),
                origin.entry().into(),
                format!("{} {}", rule.id, words(rule, version, ctx.lang)).into(),
            ])
        })
    })?;
    warn(ctx, ctx.config());
    Ok(())
}

fn warn(ctx: &Ctx, config: &Config) {
    config.faults().iter().for_each(|fault| ctx.warn(&fault.in_a_line()));
}
