//! The names of a vote as typed.

use clap::Args;
use rusqlite::Connection;

use super::{Excuse, Voice, Voices};
use crate::code::UnknownCode;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::PersonId;
use crate::member::texts;
use crate::text;

/// Who voted in writing and who was excused, as typed.
#[derive(Debug, Clone, Default, Args)]
pub struct VoiceArgs {
    /// 不能到会而会前书面表示同意的人
    #[arg(long, value_name = "P,P…")]
    pub written_for: Vec<String>,
    /// 不能到会而会前书面表示反对的人
    #[arg(long, value_name = "P,P…")]
    pub written_against: Vec<String>,
    /// 不能到会而会前书面表示弃权的人
    #[arg(long, value_name = "P,P…")]
    pub written_abstain: Vec<String>,
    /// 缺席而经批准不计入应到会的人及原因: ill 病重、abroad 出国半年以上、sentenced 服刑或羁押、frail 年老体弱或长期居住外地、away 应转未转外出半年以上
    #[arg(long, value_name = "P:REASON,…")]
    pub excused: Vec<String>,
    /// 上级党组织同意不计入应到会的日期
    #[arg(long, value_name = "DATE", requires = "excused")]
    pub excused_consent: Option<PartialDate>,
}

impl VoiceArgs {
    /// Finds whom the names mean.
    ///
    /// Refuses an empty name, somebody named twice, and who is excused without a reason of the list.
    pub fn read(&self, conn: &Connection, find: impl Fn(&str) -> Result<PersonId>) -> Result<Voices> {
        let mut voices = Voices { consented: self.excused_consent, ..Voices::default() };
        for (option, voice, lists) in [
            ("--written-for", Voice::For, &self.written_for),
            ("--written-against", Voice::Against, &self.written_against),
            ("--written-abstain", Voice::Abstain, &self.written_abstain),
            ("--excused", Voice::Excused, &self.excused),
        ] {
            for part in lists.iter().flat_map(|list| text::items(list)) {
                let (who, excuse) = named(voice, part).map_err(|what| Error::usage(what).of_option(option))?;
                voices.put(conn, find(who)?, voice, excuse)?;
            }
        }
        Ok(voices)
    }
}

/// Who is named by an item of a list, and why where that is told: `张三`, `张三:abroad`. Fails with what is wrong with it.
pub(super) fn named(voice: Voice, part: &str) -> std::result::Result<(&str, Option<Excuse>), Text> {
    let (who, why) = part.split_once([':', '：']).map_or((part, ""), |(who, why)| (who.trim(), why.trim()));
    match (who, why, voice) {
        ("", ..) => Err(say!(NameMissing)),
        (_, "", Voice::Excused) => Err(say!(ExcusedNeedsReason { name: who })),
        (_, why, Voice::Excused) => {
            let excuse: Excuse = why.parse().map_err(|unknown: UnknownCode| unknown.to_problem())?;
            Ok((who, Some(excuse)))
        }
        (_, "", _) => Ok((who, None)),
        _ => Err(say!(VoiceWithReason { name: who })),
    }
}
