//! The verbs of `dangwu bundle`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::make::{self, Making};
use super::merge::{self, Merging};
use super::{identity, list, texts};
use crate::ctx::{Ctx, Done};
use crate::error::Result;
use crate::globals::Nature;
use crate::i18n::say;

/// 上报包命令
#[derive(Debug, Subcommand)]
pub enum BundleCommand {
    /// 制作上报包: 本单位(或 --under 某党组织及下级)的全部记录, 压缩成一个文件
    Make(Make),
    /// 并入上报包(可多个, 一次操作): 按表说明新增、更改、删除、未变; 两边都改过的列为冲突, 不写入
    Merge(Merge),
    /// 显示上报包的内容: 哪个单位、哪一天、到哪次操作、多少记录; 核对校验和
    Show(Show),
    /// 列出并入过的上报包
    List,
    /// 另立: 本文件是别的文件的副本而各自登记的, 换一个自己的数据库标识
    Detach,
}

/// `bundle make`
#[derive(Debug, Args)]
pub struct Make {
    /// 上报包文件
    out: PathBuf,
    /// 只报该党组织及其下级
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// 只报此操作以后的变化(上级已并入到此操作, 见 bundle list)
    #[arg(long, value_name = "OPERATION")]
    since: Option<i64>,
    /// 加密给收件人: 公钥或公钥文件, 可多个
    #[arg(long, value_name = "RECIPIENT")]
    seal: Vec<PathBuf>,
}

/// `bundle merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// 上报包文件
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 上报单位的最上级党组织挂在此党组织下(以后沿用)
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// 上报单位的党组织代码前加此前缀(以后沿用); 代码与此处相同时用
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    /// 两边都改过的, 保留此处的
    #[arg(long)]
    keep_ours: bool,
    /// 解密用的私钥文件
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
}

/// `bundle show`
#[derive(Debug, Args)]
pub struct Show {
    /// 上报包文件
    file: PathBuf,
    /// 解密用的私钥文件
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
}

impl BundleCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Make(_) => Nature::Keeps,
            Self::Merge(_) | Self::Detach => Nature::Writes,
            Self::Show(_) => Nature::Tells,
            Self::List => Nature::Audits,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Make(Make { out, under, since, seal }) => {
                make::make(ctx, &Making { out: &out, under: under.as_deref(), since, seal: &seal })
            }
            Self::Merge(args) => merge::merge(
                ctx,
                &Merging {
                    files: &args.files,
                    under: args.under.as_deref(),
                    prefix: args.prefix.as_deref(),
                    keep_ours: args.keep_ours,
                    identity: args.identity.as_deref(),
                },
            ),
            Self::Show(args) => list::show(ctx, &args.file, args.identity.as_deref()),
            Self::List => list::list(ctx),
            Self::Detach => ctx.write(|tx, _| {
                let office = identity::renew(tx)?;
                Ok(Done::new(say!(Detached { office: &office })).with("office", office))
            }),
        }
    }
}
