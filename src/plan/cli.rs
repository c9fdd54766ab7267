//! `dangwu org plan`.

use clap::Args;

use crate::ctx::Ctx;
use crate::error::Result;

/// `org plan`
#[derive(Debug, Args)]
pub struct Plan {
    /// 只列该党组织下的单位(拟建党组织的上级、所属协会、所在地归它或其下级的; 无处可归的归最上级)和其下级的党支部
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
}

impl Plan {
    /// Runs the verb.
    pub fn run(&self, ctx: &Ctx) -> Result<()> {
        super::list(ctx, self.under.as_deref())
    }
}
