//! The stories in `tests/cases`, as a clerk would type them. `TRYCMD=overwrite cargo test --test cases` writes anew what
//! came out; read the difference before it is committed.

#[test]
fn stories() {
    trycmd::TestCases::new()
        .env("DANGWU_DB", "party.db")
        .env("DANGWU_CONFIG", "config.toml")
        .env("DANGWU_BACKUP_DAILY", "no")
        .env("DANGWU_TODAY", "2011-12-31")
        .env("DANGWU_LANG", "zh")
        .env("DANGWU_OPERATOR", "陈静")
        .case("tests/cases/*.md");
}
