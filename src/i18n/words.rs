//! What the nouns, verbs and options of the command line are called in Chinese.
//!
//! The English words are the names: help, log and scripts show them. Each noun and verb has one Chinese name beside, after the
//! glossary, and so have the options that a clerk types. The verbs and options of ledgers stand here as all others; the options
//! that only one ledger has are called by their column heads.

/// The verbs that are called the same wherever they stand, in the order of their English names.
const VERBS: &[(&str, &str)] = &[
    ("add", "登记"),
    ("candidate", "候选人"),
    ("edit", "成批更正"),
    ("end", "结束"),
    ("export", "导出"),
    ("find", "查找"),
    ("import", "导入"),
    ("list", "列表"),
    ("remove", "删除"),
    ("set", "更正"),
    ("settle", "办结"),
    ("show", "查看"),
];

/// All other nouns and verbs, by their paths, in that order; the name of a path comes before that of its last word.
const PATHS: &[(&str, &str)] = &[
    ("activist", "发展党员"),
    ("activist.admit", "接收"),
    ("activist.apply", "申请"),
    ("activist.approve", "审批"),
    ("activist.cancel", "取消资格"),
    ("activist.candidate", "发展对象"),
    ("activist.contact", "培养联系人"),
    ("activist.convert", "转正"),
    ("activist.evaluate", "考察"),
    ("activist.extend", "延长预备期"),
    ("activist.move", "转移"),
    ("activist.nominate", "积极分子"),
    ("activist.oath", "宣誓"),
    ("activist.prereview", "预审"),
    ("activist.review", "政治审查"),
    ("activist.talk", "谈话"),
    ("activist.train", "培训"),
    ("activist.withdraw", "终止"),
    ("bundle", "上报包"),
    ("bundle.detach", "另立"),
    ("bundle.make", "制作"),
    ("bundle.merge", "并入"),
    ("completions", "补全"),
    ("config", "配置"),
    ("config.edit", "编辑"),
    ("config.get", "取值"),
    ("config.path", "位置"),
    ("config.set", "设定"),
    ("config.unset", "取消"),
    ("db", "数据库"),
    ("db.access", "查阅日志"),
    ("db.adopt", "认领"),
    ("db.backup", "备份"),
    ("db.backups", "备份列表"),
    ("db.check", "检查"),
    ("db.compact", "整理"),
    ("db.holidays", "节假日"),
    ("db.info", "信息"),
    ("db.init", "建库"),
    #[cfg(feature = "sealed")]
    ("db.keygen", "生成密钥"),
    #[cfg(feature = "sealed")]
    ("db.lock", "上锁"),
    ("db.log", "日志"),
    #[cfg(feature = "sealed")]
    ("db.recover", "找回密钥"),
    #[cfg(feature = "sealed")]
    ("db.rekey", "换口令"),
    ("db.restore", "恢复"),
    ("db.salvage", "抢救"),
    ("db.schema", "结构"),
    #[cfg(feature = "sealed")]
    ("db.seal", "加密"),
    ("db.undo", "撤销"),
    #[cfg(feature = "sealed")]
    ("db.unlock", "解锁"),
    #[cfg(feature = "sealed")]
    ("db.unseal", "解密"),
    ("db.verify", "核验"),
    ("help", "帮助"),
    ("lake", "数据湖"),
    ("lake.add", "加入"),
    ("lake.check", "核对"),
    ("meeting", "会议"),
    ("meeting.attend", "到会"),
    ("meeting.entry", "作品"),
    ("meeting.give", "捐助"),
    ("meeting.record", "登记"),
    ("meeting.resolve", "决议"),
    ("meeting.void", "作废"),
    ("member", "党员"),
    ("member.appraise", "民主评议"),
    ("member.care", "关怀"),
    ("member.discipline", "处分"),
    ("member.dues", "党费"),
    ("member.dues.hand-up", "上缴"),
    ("member.dues.pay", "交纳"),
    ("member.dues.rate", "核定"),
    ("member.dues.waive", "减免"),
    ("member.end", "离册"),
    ("member.erase", "抹除"),
    ("member.flow", "流动"),
    ("member.flow.back", "返回"),
    ("member.flow.out", "外出"),
    ("member.found", "恢复联系"),
    ("member.hardship", "困难"),
    ("member.honor", "表彰"),
    ("member.inbound", "流入"),
    ("member.leave", "请假"),
    ("member.lost", "失联"),
    ("member.merge", "合并"),
    ("member.pairing", "结对"),
    ("member.pledge", "承诺"),
    ("member.restore", "恢复党籍"),
    ("member.retention", "保存期限"),
    ("member.score", "积分"),
    ("member.suspend", "停止党籍"),
    ("member.talk", "谈心"),
    ("member.title", "任职"),
    ("org", "党组织"),
    ("org.campaign", "主题活动"),
    ("org.channel", "网上阵地"),
    ("org.convert", "改建"),
    ("org.cover", "覆盖"),
    ("org.dissolve", "撤销"),
    ("org.elect", "选举"),
    ("org.elect.call", "部署"),
    ("org.elect.count", "计票"),
    ("org.elect.result", "结果"),
    ("org.found", "成立"),
    ("org.function", "职能"),
    ("org.guide", "指导关系"),
    ("org.honor", "表彰"),
    ("org.incoming", "收文"),
    ("org.instructor", "指导员"),
    ("org.move", "改隶"),
    ("org.opinion", "征求意见"),
    ("org.plan", "组建计划"),
    ("org.plan.set", "进展"),
    ("org.pledge", "承诺"),
    ("org.policy", "制度"),
    ("org.post", "职务"),
    ("org.post.elect", "换届"),
    ("org.post.want", "应配"),
    ("org.progress", "组建推进"),
    ("org.rename", "更名"),
    ("org.result", "成效"),
    ("org.returns", "上报数"),
    ("org.score", "考核"),
    ("org.term", "届期"),
    ("org.tree", "组织树"),
    ("org.uncover", "取消覆盖"),
    ("org.unit", "单位"),
    ("org.unit.close", "注销"),
    ("org.venue", "活动阵地"),
    ("org.visit", "走访"),
    ("org.wanted", "应配职数"),
    ("paper", "文书"),
    ("paper.fields", "字段"),
    ("paper.fill", "填写"),
    ("paper.pack", "材料"),
    ("paper.pack.activist", "发展党员"),
    ("paper.template", "范本"),
    ("report", "报表"),
    ("transfer", "转接"),
    ("transfer.cancel", "撤销"),
    ("transfer.in", "转入"),
    ("transfer.letter", "介绍信"),
    ("transfer.move", "内转"),
    ("transfer.out", "转出"),
    ("transfer.receipt", "回执"),
];

/// The reports, by their names, in that order.
const REPORTS: &[(&str, &str)] = &[
    ("activities", "活动"),
    ("annual", "年报"),
    ("annual-check", "年检"),
    ("appraisal", "民主评议"),
    ("campaigns", "主题活动"),
    ("care", "关怀"),
    ("channels", "网上阵地"),
    ("coverage", "覆盖"),
    ("development", "发展党员"),
    ("diff", "比对"),
    ("discipline", "处分"),
    ("due", "到期"),
    ("dues", "党费"),
    ("floating", "流动党员"),
    ("freeze", "存档"),
    ("frozen", "存档列表"),
    ("functions", "职能"),
    ("growth", "成立撤销"),
    ("honors", "表彰"),
    ("inbound", "流入党员"),
    ("incoming", "收文"),
    ("instructors", "指导员"),
    ("list", "报表列表"),
    ("meetings", "组织生活"),
    ("orgs", "党组织"),
    ("overview", "概览"),
    ("party-check", "党建情况表"),
    ("plan", "组建计划"),
    ("pledges", "承诺"),
    ("policies", "制度"),
    ("posts", "班子"),
    ("query", "查询"),
    ("results", "成效"),
    ("roster", "花名册"),
    ("rules", "规定"),
    ("statistics", "统计"),
    ("structure", "结构"),
    ("talks", "谈话"),
    ("terms", "换届"),
    ("training", "培训"),
    ("transfers", "转接"),
    ("two-new", "两新"),
    ("venues", "活动阵地"),
];

/// What the options that a clerk types are called, each with its Chinese names, the first the one that help shows.
const OPTIONS: &[(&str, &[&str])] = &[
    ("absent", &["缺席"]),
    ("abstain", &["弃权"]),
    ("address", &["住址", "地址", "家庭住址"]),
    ("against", &["反对"]),
    ("all", &["全部"]),
    ("approval", &["批准文号"]),
    ("as-of", &["截至"]),
    ("attend", &["到会"]),
    ("birth", &["出生日期", "出生"]),
    ("by", &["按"]),
    ("category", &["人员类别"]),
    ("chair", &["主持人"]),
    ("code", &["代码"]),
    ("columns", &["列"]),
    ("compare", &["对比"]),
    ("contact", &["联系人"]),
    ("date", &["日期"]),
    ("db", &["数据库"]),
    ("degree", &["学位"]),
    ("district", &["地区"]),
    ("dry-run", &["演练"]),
    ("dues-until", &["党费交至"]),
    ("education", &["学历"]),
    ("entered", &["进入支部日期"]),
    ("ethnicity", &["民族"]),
    ("explain", &["明细"]),
    ("for", &["赞成"]),
    ("format", &["格式"]),
    ("founded", &["成立日期"]),
    ("from", &["自"]),
    ("full-on", &["转正日期"]),
    ("history", &["沿革", "经历"]),
    ("id-no", &["身份证号", "公民身份号码"]),
    ("introducers", &["介绍人"]),
    ("job", &["工作岗位"]),
    ("joined", &["入党日期"]),
    ("kind", &["类别"]),
    ("landline", &["固定电话"]),
    ("lang", &["语言"]),
    ("leave", &["请假"]),
    ("lecturer", &["讲课人"]),
    ("limit", &["行数"]),
    ("minutes", &["会议记录"]),
    ("month", &["月份", "月"]),
    ("months", &["所交月份"]),
    ("name", &["姓名", "名称"]),
    ("native-place", &["籍贯"]),
    ("operator", &["经办人"]),
    ("org", &["支部", "组织", "党组织"]),
    ("output", &["输出"]),
    ("parent", &["上级"]),
    ("phone", &["电话", "手机", "手机号"]),
    ("place", &["地点"]),
    ("position", &["职务"]),
    ("present", &["实到"]),
    ("quarter", &["季度"]),
    ("reason", &["原因", "理由"]),
    ("remark", &["备注"]),
    ("sex", &["性别"]),
    ("short", &["简称"]),
    ("sort", &["排序"]),
    ("to", &["至"]),
    ("topic", &["议题", "主题"]),
    ("under", &["下属"]),
    ("unit", &["单位", "工作单位"]),
    ("voters", &["应到"]),
    ("year", &["年度", "年"]),
];

fn found(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| table[at].1)
}

/// The Chinese name of a noun or verb, by its path: `member`, `member.list`, `member.flow.out`.
pub fn of_command(path: &str) -> Option<&'static str> {
    let verb = || path.rsplit_once('.').and_then(|(_, verb)| found(VERBS, verb));
    found(PATHS, path).or_else(verb)
}

/// The Chinese name of a report.
pub fn of_report(name: &str) -> Option<&'static str> {
    found(REPORTS, name)
}

/// Whether a word is the Chinese name of some noun or verb, or the beginning of one.
pub fn begins_command(word: &str) -> bool {
    !word.is_ascii() && PATHS.iter().chain(VERBS).any(|(_, name)| name.starts_with(word))
}

/// The Chinese names of an option, the first the one that is shown: of `org` 支部, 组织 and 党组织.
pub fn of_option(long: &str) -> &'static [&'static str] {
    OPTIONS.binary_search_by_key(&long, |(known, _)| known).map_or(&[], |at| OPTIONS[at].1)
}

/// Whether some option is called so in Chinese.
pub fn names_option(name: &str) -> bool {
    OPTIONS.iter().any(|(_, names)| names.contains(&name))
}

/// The paths that have a name of their own.
#[cfg(test)]
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    PATHS.iter().map(|(path, _)| *path)
}

/// The options that have a Chinese name.
#[cfg(test)]
pub(crate) fn options() -> impl Iterator<Item = &'static str> {
    OPTIONS.iter().map(|(long, _)| *long)
}

/// Whether an argument is this option, by its English name or a Chinese one: `--format` or `--格式`, with a value or without.
pub fn is_option(argument: &str, long: &str) -> bool {
    let typed = argument.strip_prefix("--").map(|typed| typed.split('=').next().unwrap_or_default());
    typed.is_some_and(|typed| typed == long || (!typed.is_ascii() && of_option(long).contains(&typed)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_tables_are_in_order_and_no_option_is_called_as_another() {
        assert!(PATHS.is_sorted_by(|one, next| one.0 < next.0) && VERBS.is_sorted_by(|one, next| one.0 < next.0));
        assert!(OPTIONS.is_sorted_by(|one, next| one.0 < next.0) && REPORTS.is_sorted_by(|one, next| one.0 < next.0));
        assert_eq!(REPORTS.iter().map(|(_, name)| name).collect::<BTreeSet<_>>().len(), REPORTS.len());
        let names: Vec<&str> = OPTIONS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn a_path_comes_before_its_last_word() {
        assert_eq!(of_command("member"), Some("党员"));
        assert_eq!(of_command("member.list"), Some("列表"));
        assert_eq!(of_command("config.set"), Some("设定"));
        assert_eq!(of_command("member.nothing"), None);
        assert!(begins_command("党员") && begins_command("列") && !begins_command("张三") && !begins_command("member"));
    }

    #[test]
    fn an_option_is_known_by_all_its_names() {
        assert!(is_option("--org", "org") && is_option("--党组织=甲", "org") && is_option("--org=甲", "org"));
        assert!(!["org", "组织", "--orgs", "--日期", "--", ""].iter().any(|typed| is_option(typed, "org")));
    }
}
