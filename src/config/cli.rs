//! The verbs of `dangwu config`.

use std::ffi::{OsStr, OsString};

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::{Config, Key, Origin, texts};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::output::{Column, Frame, Value};

/// 配置命令
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// 显示一项当前的值(供脚本用; 没有设定则不输出)
    Get(OfKey),
    /// 设定一项, 写入配置文件(其余内容和注释不变)
    Set(Set),
    /// 取消一项的设定
    Unset(OfKey),
    /// 列出各项: 当前的值、来自何处、含义
    List,
    /// 显示配置文件的位置
    Path,
}

/// `config get`, `config unset`
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
        Some(Box::new(Key::all().map(|key| PossibleValue::new(key.name()))))
    }
}

impl ConfigCommand {
    /// What the verb does: none has to do with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Get(_) | Self::Path => Nature::Texts,
            Self::List => Nature::Tells,
            Self::Set(_) | Self::Unset(_) => Nature::Keeps,
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
            Self::Set(args) => set(ctx, &args.key, &args.value),
            Self::Unset(args) => unset(ctx, &args.key),
            Self::List => list(ctx),
            Self::Path => ctx.print(&format!("{}\n", ctx.config().path()?.display())),
        }
    }
}

fn known(name: &str) -> Result<Key> {
    Key::find(name).ok_or_else(|| Error::usage(say!(KeyUnknown { key: name })).hint(Key::nearest(name)))
}

fn get(ctx: &Ctx, name: &str) -> Result<()> {
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

/// Lists every key, and warns of what is wrong with the file.
fn list(ctx: &Ctx) -> Result<()> {
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
        })
    })?;
    warn(ctx, ctx.config());
    Ok(())
}

fn warn(ctx: &Ctx, config: &Config) {
    config.faults().iter().for_each(|fault| ctx.warn(&fault.in_a_line()));
}
