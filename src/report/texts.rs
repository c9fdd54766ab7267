//! What `report` says, a line each, in both languages.

pub(crate) use crate::activist::texts::*;
use crate::i18n::sentences;
pub(crate) use crate::meeting::texts::*;

sentences! {
    pub(crate) enum ReportSays;

    FrozenTitle: "存档的报表", "Frozen reports";
    FrozenTold { name, typed, day, operator, number, version, sha256 }: "存档“{name}”: report {typed}, {day} {operator} 存档(操作 {number}, dangwu {version}), SHA-256 {sha256}", "frozen “{name}”: report {typed}, on {day} by {operator} (operation {number}, dangwu {version}), SHA-256 {sha256}";
    FrozenDone { name, rows, sha256 }: "已存档“{name}”: {rows} 行, SHA-256 {sha256}", "froze “{name}”: {rows} rows, SHA-256 {sha256}";
    FrozenTwice { name, day, number }: "存档“{name}”已有(操作 {number}, {day}), 存档的不再改动", "“{name}” is frozen already (operation {number}, {day}), and what is frozen stays";
    FrozenTwiceHint { number }: "另取一个名称, 或先用 db undo {number} 撤销那次存档", "take another name, or undo that one first: db undo {number}";
    FrozenUnknown { name }: "没有名为“{name}”的存档", "nothing is frozen under the name “{name}”";
    FrozenSeveral { name }: "“{name}”开头的存档不止一个", "several frozen reports begin with “{name}”";
    FrozenKnown { known }: "已有的存档: {known}", "frozen: {known}";
    FrozenNone: "还没有存档: report freeze 名称 报表", "nothing is frozen yet: report freeze NAME REPORT";
    FrozenListHint: "report frozen 列出全部存档", "report frozen lists all";
    FrozenAltered { name }: "存档“{name}”的内容与其 SHA-256 不符, 有人在程序之外改过", "what is frozen as “{name}” does not agree with its SHA-256: it was changed from outside the program";
    FrozenAlteredHint: "从备份取回数据库(db restore), 或撤销那次存档后重新存档", "bring the database back from a backup (db restore), or undo the freezing and freeze again";
    FrozenUnasked { options, name }: "这一版本不再认得存档时的选项: report {name} {options}", "this version does not know any more what was asked: report {name} {options}";
    FreezeNameless: "要写存档名称和报表", "a name and a report are missing";
    FreezeNamelessHint: "如 report freeze 2011年报 annual --year 2011", "such as: report freeze annual-2011 annual --year 2011";
    FreezeOfFrozen { report }: "{report} 不是报表, 不能存档", "{report} is no report and cannot be frozen";
    DiffNameless: "要写存档名称", "the name of a frozen report is missing";
    DiffTitle { name }: "与存档“{name}”的差异", "What is otherwise than was frozen as “{name}”";
    DiffNone: "与存档相同, 没有差异", "the same as was frozen";
    DiffFound { count, name }: "与存档“{name}”有 {count} 处不同", "cells that are otherwise than was frozen as “{name}”: {count}";
    DiffFoundHint { name }: "report frozen {name} 查看存档; db log 操作号 查看该操作", "report frozen {name} shows what was frozen, db log NUMBER the operation";
    DiffByProgram { then, now }: "程序算法变化({then} → {now})", "the program reckons otherwise ({then} → {now})";
    DiffUnsearched: "其后撤销过大批导入, 那以前的记录已无从得知, 有些差异查不出是哪次操作", "an import in bulk was taken back since: what was known before cannot be told any more, nor which operation did some of this";
    FreezeTold: "存档: 把一张报表连同问法照原样留存, 附 SHA-256; 报表的选项照写, 可用 --as-of", "Freezes a report as it is handed in, with how it was asked and a SHA-256; takes the options of the report, and --as-of";
    FrozenListTold: "存档的报表: 列出全部, 或照原样显示一个", "Frozen reports: all of them, or one just as it was";
    DiffTold: "与存档比较: 逐格列出现在有何不同、是哪次操作所致; 有不同则退出码为 1", "Compares with what was frozen: each cell that is otherwise now, and the operation that did it; exits with 1 if any is";
    WordsIdle { name, words }: "report {name} 用不上“{words}”", "report {name} has no use for “{words}”";
    QuarterHint: "可写年份和季度, 如 2011年第2季度; 只写 1 至 4 的, 加 --year", "year and quarter, such as 2011Q2; 1 to 4 alone goes with --year";
    MonthHint: "可写年份和月份, 如 2011-05; 只写 1 至 12 的, 是 --year 那一年或今年的", "year and month, such as 2011-05; 1 to 12 alone is one of --year, or of this year";
    RulesTitle: "现行规定及出处", "The norms in force, with source";
    ReportUnknown { name }: "没有报表“{name}”", "there is no report “{name}”";
    ReportChoices { known }: "可用的报表: {known}", "reports: {known}";
    ReportTold { title, tells }: "{title}: {tells}", "{title}. {tells}";
    OverviewTold: "概况: 党组织、单位覆盖、党员等主要数字, 一页列出", "Overview. The main figures of orgs, coverage and members on one page";
    RulesTold: "规定: 当日施行的各项规定, 含数字、单位、依据、施行日", "Norms. Those in force on the day, with number, unit, source and the day from which they hold";
    HelpKeys { keys }: "列: {keys}", "Columns: {keys}";
    HelpGroups { groups }: "可按(--by, 第一个为默认): {groups}", "By (--by, the first is the default): {groups}";
    HelpRows { keys }: "--explain 列出的列: {keys}", "Columns of what --explain lists: {keys}";
    ReportList: "报表:", "Reports:";
    ReportTitle { title, day }: "{title} (截至 {day})", "{title} (as of {day})";
    ReportTitleOfPeriod { title, from, to }: "{title} ({from} 至 {to})", "{title} ({from} to {to})";
    ReportTitleLookedBack { title, from, to, day }: "{title} ({from} 至 {to}, 按截至 {day} 的记录)", "{title} ({from} to {to}, by the records until {day})";
    TitleOfOrg { title, org }: "{title} · {org}及其下级", "{title} · {org} and all below it";
    TitleKnownOn { title, day }: "{title} [按 {day} 日终的记录]", "{title} [as recorded at the end of {day}]";
    TitleKnownAfter { title, number }: "{title} [按操作 {number} 之后的记录]", "{title} [as recorded after operation {number}]";
    TitleWithReturns { title }: "{title} (含上报)", "{title}, with returns";
    ReturnsOf { orgs, from, to }: "上报的有 {orgs} 个党组织, 截至日期 {from} 至 {to}", "{orgs} orgs returned sums, as of {from} to {to}";
    ReturnsOfNone: "没有可列入的上报数: 当日没有受指导而上报过的党组织", "no sums to add: no org that is guided that day has returned any";
    ReturnsIdle { name }: "报表 {name} 没有可列入的上报数, 不能用 --with-returns", "nothing that is returned has a use in report {name}: it takes no --with-returns";
    ReturnsIdleHint { known }: "可含上报的报表: {known}(某日的, 不是期间的)", "reports with returns: {known} (of a day, not of a period)";
    ReportNote { zh, en, basis }: "{zh} ({basis})", "{en} ({basis})";
    PeriodGoesOn { period, day }: "{period} 尚未结束, 计至 {day}, 其后到期的不计", "{period} is not over and is counted up to {day}, without what falls due later";
    PeriodGoesOnAhead { period, day }: "{period} 尚未结束, 计至 {day}; 计划的按全期计", "{period} is not over and is counted up to {day}; what is planned, for all of it";
    ReportHeadBad { name, line }: "报表 {name} 的文件头有误: {line}", "the head of report {name} cannot be read: {line}";
    ReportParameterUnknown { name, parameter }: "报表 {name} 用了没有声明的参数 {parameter}", "report {name} uses the parameter {parameter}, which its head does not declare";
    OverviewTitle: "概况", "Overview";
    Unbalanced: "期初加减各项与期末不符", "what came and went does not come to what there is at the end";
    UnbalancedHint { name }: "report {name} --explain difference 列出是哪些人", "report {name} --explain difference names the people";
    ExplainTitle { title, what }: "{title}: {what}", "{title}: {what}";
    Equals { column, value }: "{column}={value}", "{column}={value}";
    ExplainNeedsValue { column }: "--explain 的分组 {column} 缺少值: {column}=…", "--explain needs a value for {column}: {column}=…";
    ExplainNoNumber { figure, value }: "--explain 的 {figure} 后面只能是表中的数字, 不是“{value}”", "--explain takes the number of {figure} as shown, not “{value}”";
    ExplainNoValue { column, value }: "{column} 中没有“{value}”", "there is no “{value}” among {column}";
    ExplainOtherNumber { figure, count, told }: "{figure} 是 {count}, 不是 {told}", "{figure} is {count}, not {told}";
    GroupUnknown { by }: "不能按“{by}”分组", "it cannot be grouped by “{by}”";
    GroupChoices { known }: "可按: {known}", "by: {known}";

    // What is overdue.
    DueTitle: "到期和逾期事项", "What is due";
    DueTold: "当日逾期的和(--within)将到期的全部事项: 依据哪条规定, 哪个党组织、单位或哪个人, 从何时起算, 最迟哪天, 逾期几天, 用什么命令办理; 没有期限的列在最后", "Everything overdue on the day, and with --within what comes up: by which norm, of which org, unit or person, since when, by which day, how many days late, and the commands that settle it; last what has no day";
    DueByRecord: "记录本身写明的期限或情况", "the day or the case that the record itself tells";
    DueFound { count }: "逾期 {count} 件", "{count} overdue";
    DueFoundHint: "各件用什么命令办理, 见 -f csv 的“办理命令”列", "with -f csv the last column names the commands that settle each";
    DueRuleUnknown { rule }: "没有会到期的规定“{rule}”", "no norm “{rule}” by which anything falls due";
    CompareHint: "可写一日、一年、一月, 或以 .. 连接的两日, 如 2010-12-31、2010、2010-05、2010-01-01..2010-05-31", "write a day, a year, a month, or two days with .. between, such as 2010-12-31, 2010, 2010-05, 2010-01-01..2010-05-31";
    ReportsTitle: "全部报表", "The reports";
    ReportsTold: "全部报表: 名称、标题、问某日还是期间、可按什么分组、依据哪些规定", "All reports: name, title, whether of a day or a period, groups, and the norms each stands on";

    // The views of the office's own questions.
    ViewsTold: "report query 可用的视图, 均为当日(--as-of)的记录。名称和列不随程序版本改变; 其他的表不供查询。", "The views for report query, each as of the day (--as-of). Their names and columns stay from version to version; no other table can be queried.";
    ViewColumnHolds { called, content }: "{called}: {content}", "{called}: {content}";
    ViewNumber: "数字", "a number";
    ViewBool: "1 是, 0 否", "1 yes, 0 no";
    ViewDate: "日期, 按所知的写法: 2011、2011-05 或 2011-05-03", "a date as known: 2011, 2011-05 or 2011-05-03";
    ViewMonth: "月份, 如 2011-05", "a month, such as 2011-05";
    ViewFen: "金额, 单位为分", "money in fen, a hundredth of a yuan";
    ViewMasked: "没有 --reveal 时已遮盖", "masked unless --reveal";
    ViewCode { code, label }: "{code} {label}", "{code} {label}";
    ViewOneOf { codes }: "代码: {codes}", "a code: {codes}";
    ViewSomeOf { codes }: "代码, 可有几个, 以逗号分隔: {codes}", "codes parted by commas: {codes}";
    ViewOfEvents { of }: "台账 {of}: 到当日为止的每次一行", "ledger, {of}: a row for each until the day";
    ViewOfItems { of }: "台账 {of}: 到当日为止的每件一行, 办结的也在内", "ledger, {of}: a row for each until the day, settled or not";
    ViewOfYears { of }: "台账 {of}: 到当日为止各年度的每条一行", "ledger, {of}: a row for each of the years until the day";
    ViewOfStates { of }: "台账 {of}: 当日有效的每条一行", "ledger, {of}: a row for each that holds that day";
    ViewOfLines { of, table }: "台账 {of}的各项内容, 每项一行; entry_id 是 {table} 的编号", "ledger, {of}: what each says, a row a line; entry_id is {table}.id";
}
