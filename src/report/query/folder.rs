//! The office's own reports in a folder: `NAME.sql` is the report NAME.

use std::path::{Path, PathBuf};

/// The file of a name in the office's folder of reports.
pub fn in_folder(folder: &Path, name: &str) -> Option<PathBuf> {
    let is_name = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    Some(folder.join(format!("{name}.sql"))).filter(|file| is_name && file.is_file())
}

/// The names of the reports in the office's folder, in order; none of a folder that cannot be read.
pub fn names_in(folder: &Path) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let name = |file: std::io::Result<std::fs::DirEntry>| {
        let name = file.ok()?.file_name().into_string().ok()?;
        name.strip_suffix(".sql").filter(|name| in_folder(folder, name).is_some()).map(str::to_owned)
    };
    let mut names: Vec<String> = files.filter_map(name).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_reports_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["乙.sql", "a.sql", "a.txt", ".b.sql"] {
            std::fs::write(folder.path().join(name), "SELECT 1").unwrap();
        }
        std::fs::create_dir(folder.path().join("c.sql")).unwrap();
        assert_eq!(names_in(folder.path()), ["a", "乙"]);
        assert_eq!(in_folder(folder.path(), "乙"), Some(folder.path().join("乙.sql")));
        for name in ["", "b", ".b", "c", "x/../a", "..", "a.sql"] {
            assert_eq!(in_folder(folder.path(), name), None, "{name}");
        }
        assert_eq!(names_in(&folder.path().join("nowhere")), Vec::<String>::new());
    }
}
