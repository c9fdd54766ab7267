//! What was being done when something failed. Inside, a failure of the system or of a library goes up as it came, in an
//! [`anyhow::Error`], and each who knows what it was for says so with [`Doing::doing`]; at the edge it becomes an [`Error`]
//! that tells the whole way: `打开数据库 a.db 时: 升级到版本 5 时: …`. A refusal of ours has said what it is about and
//! passes as it is.

use super::{Error, Kind, foreign, reason};
use crate::i18n::texts;
use crate::i18n::{Text, say};

/// The steps that an error came by, the innermost first.
#[derive(Debug)]
struct Steps(Vec<Text>);

impl std::fmt::Display for Steps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let steps = self.0.iter().rev().map(|step| step.say(crate::i18n::Lang::En));
        f.write_str(&steps.collect::<Vec<_>>().join(": "))
    }
}

/// Says what was being done.
pub(crate) trait Doing<T> {
    /// Adds a step to the way of a failure: `读取工作表“名单”`, “reading the sheet “名单””.
    fn doing(self, step: impl FnOnce() -> Text) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> Doing<T> for Result<T, E> {
    fn doing(self, step: impl FnOnce() -> Text) -> anyhow::Result<T> {
        self.map_err(|error| {
            let mut error: anyhow::Error = error.into();
            if error.is::<Error>() {
                return error;
            }
            if let Some(steps) = error.downcast_mut::<Steps>() {
                steps.0.push(step());
                return error;
            }
            error.context(Steps(vec![step()]))
        })
    }
}

/// The edge: what failed, in our words where we have them, after the steps that led there.
impl From<anyhow::Error> for Error {
    fn from(mut error: anyhow::Error) -> Self {
        let steps = error.downcast_mut::<Steps>().map(|steps| std::mem::take(&mut steps.0)).unwrap_or_default();
        let failed = error.downcast::<Self>().or_else(|error| error.downcast::<rusqlite::Error>().map(Self::from));
        let failed = failed.unwrap_or_else(|error| {
            // A library wraps what the system said, be it one time or more.
            let of_system = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
            let reason = of_system.map_or_else(|| foreign(&error.root_cause()), reason);
            Self::new(Kind::Io, say!(Plain { text: reason }))
        });
        steps.into_iter().fold(failed, Self::while_doing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn failure() -> std::io::Result<()> {
        Err(std::io::ErrorKind::PermissionDenied.into())
    }

    #[test]
    fn a_failure_tells_the_way_that_led_to_it() {
        let inner = failure().doing(|| say!(ReadingSheet { sheet: "名单" }));
        let error = Error::from(inner.doing(|| say!(OpeningDatabase { path: "a.db" })).unwrap_err());
        assert_eq!(error.kind(), Kind::Io);
        assert_eq!(error.lines(Lang::Zh), ["错误: 打开数据库 a.db 时: 读取工作表“名单”时: 没有权限"]);
        assert_eq!(
            error.lines(Lang::En),
            ["Error: opening the database a.db: reading the sheet “名单”: permission denied"]
        );
    }

    #[test]
    fn what_sqlite_says_keeps_its_kind_and_its_hint() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let failed = conn.execute_batch("SELEC").doing(|| say!(OpeningDatabase { path: "a.db" }));
        let error = Error::from(failed.unwrap_err());
        assert_eq!(error.kind(), Kind::Database);
        assert!(error.lines(Lang::Zh)[0].starts_with("错误: 打开数据库 a.db 时: 数据库操作失败("));
        assert_eq!(error.lines(Lang::Zh).len(), 2, "the hint stays");
    }

    #[test]
    fn a_refusal_of_ours_passes_as_it_is() {
        let refusal = Error::refused(say!(NameEmpty));
        let passed = Err::<(), _>(refusal.clone()).doing(|| say!(OpeningDatabase { path: "a.db" }));
        assert_eq!(Error::from(passed.unwrap_err()), refusal);
    }
}
