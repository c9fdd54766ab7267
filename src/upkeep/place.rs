//! Where the file lies, as far as that is a danger to it: on a network, or in a folder that a program synchronises.

use std::path::Path;

use crate::i18n::{Text, say};
use crate::upkeep::texts;

/// Folders that are synchronised, by how their names begin, and by whom.
const SYNCED: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("nutstore", "坚果云 Nutstore"),
    ("坚果云", "坚果云 Nutstore"),
    ("我的坚果云", "坚果云 Nutstore"),
    ("wps云", "WPS 云文档"),
    ("wpsdrive", "WPS 云文档"),
    ("wps cloud", "WPS 云文档"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘", "百度网盘"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("seafile", "Seafile"),
];

/// What to say of the place of a database; nothing of a good one, and where the platform does not tell.
pub(super) fn danger(database: &Path) -> Option<Text> {
    let whole = database.canonicalize().ok()?;
    let names = whole.parent()?.components().map(|part| part.as_os_str().to_string_lossy().to_lowercase());
    let synced = names.filter_map(|name| SYNCED.iter().find(|(begins, _)| name.starts_with(begins))).next();
    if let Some((_, name)) = synced {
        return Some(say!(InSynced { name: *name }));
    }
    network(&whole).map(|kind| say!(OnNetwork { kind }))
}

/// The network file system that a file lies on, by the number that Linux gives it (`statfs(2)`).
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<&'static str> {
    const KINDS: &[(u32, &str)] = &[
        (0x6969, "NFS"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB"),
        (0x517b, "SMB"),
        (0x5346_414f, "AFS"),
        (0x00c3_6400, "Ceph"),
        (0x0102_1997, "9P"),
        (0x6573_5546, "FUSE"),
    ];
    let told = rustix::fs::statfs(path).ok()?.f_type;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the numbers are of 32 bits")]
    KINDS.iter().find(|(kind, _)| *kind == told as u32).map(|(_, name)| *name)
}

#[cfg(not(target_os = "linux"))]
fn network(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_folder_that_is_synchronised_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for (name, told) in [
            ("OneDrive - 工商联", Some("OneDrive")),
            ("我的坚果云", Some("坚果云")),
            ("WPS云盘", Some("WPS")),
            ("党务", None),
        ] {
            let within = folder.path().join(name).join("库");
            std::fs::create_dir_all(&within).unwrap();
            std::fs::write(within.join("a.db"), "x").unwrap();
            let said = danger(&within.join("a.db")).map(|text| text.say(Lang::Zh));
            assert_eq!(said.is_some(), told.is_some(), "{name}");
            assert!(told.is_none_or(|told| said.unwrap_or_default().contains(told)), "{name}");
        }
    }
}
