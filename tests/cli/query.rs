//! The office's own questions, and the views that they stand on.

use crate::env::TestEnv;

#[test]
fn the_views_are_told_in_the_language_of_the_user() {
    let env = TestEnv::bare();
    let zh = env.line("db schema --views").ok().out;
    for line in [
        "member  党员: 当日在册的每个人一行, 停止党籍的也在内(counted 为 0, 统计党员数时应除去)",
        "  id_no                公民身份号码: 没有 --reveal 时已遮盖",
        "  joined               加入党组织日期: 日期, 按所知的写法: 2011、2011-05 或 2011-05-03",
        "  direction            方向: 代码: out 转出、in 转入、within 系统内",
    ] {
        assert!(zh.lines().any(|told| told == line), "{line} is not in\n{zh}");
    }
    let en = env.line("db schema --views --lang en").ok().out;
    assert!(en.lines().any(|told| told == "  counted              Counted as a member: 1 yes, 0 no"), "{en}");
    env.line("db schema --views -f json").exit(2).says("-f");
}
