//! The verbs of `dangwu lake`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{add, look};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::globals::Nature;

/// 数据湖命令
#[derive(Debug, Subcommand)]
pub enum LakeCommand {
    /// 把各单位的数据库写入数据湖(Parquet 文件夹, 没有则新建); 已有的单位整个更新, 全部成功或全不写入
    Add(Add),
    /// 列出数据湖里的单位: 编号、名称、人数、到哪一次操作
    List(Lake),
    /// 核对每个文件的大小、SHA-256、行数与清单是否相符(有问题时退出码 1)
    Check(Lake),
}

/// `lake add`
#[derive(Debug, Args)]
pub struct Add {
    /// 数据湖的文件夹
    lake: PathBuf,
    /// 各单位的数据库文件
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// `lake list`, `lake check`
#[derive(Debug, Args)]
pub struct Lake {
    /// 数据湖的文件夹
    lake: PathBuf,
}

impl LakeCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Add(_) => Nature::Restores,
            Self::List(_) | Self::Check(_) => Nature::Tells,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Add(args) => add::add(ctx, &args.lake, &args.files),
            Self::List(args) => look::list(ctx, &args.lake),
            Self::Check(args) => look::check(ctx, &args.lake),
        }
    }
}
