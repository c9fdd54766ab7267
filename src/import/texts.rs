//! What every import says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::input::texts::*;
pub(crate) use crate::rules::texts::*;

sentences! {
    pub(crate) enum ImportSays;

    RejectsEndingHint: "有错的行可存为 .xlsx、.csv、.tsv、.txt", "rows with faults are written as .xlsx, .csv, .tsv or .txt";
    HeadingMissing { path, column, seen }: "{path} 缺少必需的列“{column}”; 看到的标题: {seen}", "{path} lacks the needed column “{column}”; headings seen: {seen}";
    HeadingMissingHint: "请补上该列; 已有而标题不同的, 用 --map 说明", "add the column; if it is there under another heading, tell so with --map";
    HeadingMissingOrgHint: "请补上该列; 全部党员同属一个党组织时可用 --org 指明", "add the column; if all belong to one org, name it with --org";
    HeadingsUnmet { path, headings }: "{path} 没有对照表(--map)里的这些标题: {headings}", "{path} has none of these headings of the map: {headings}";
    HeadingsUnknown { headings }: "不认识的标题(未导入): {headings}", "unknown headings (not imported): {headings}";
    HeadingsRepeated { headings }: "--map 已指明同一项, 这些列未导入: {headings}", "--map tells which column to take; these say the same and are not imported: {headings}";
    HeadingsTogether { headings }: "说的是同一项的列, 合在一起读: {headings}", "columns that say the same, taken together: {headings}";
    MorePassedOver { count }: "… 另跳过 {count} 行说明", "… and {count} more rows that are part of the form";
    FieldNeeded: "必填", "is needed";
    CountNeeded: "应为 0 或正整数", "must be a whole number, 0 or more";
    KeptAsText: "不在代码表中, 按原文保留", "is in no code table; kept as written";
    SignsInvisible: "有看不见的字符(控制符、方向标记等), 已去掉", "holds signs that cannot be seen (controls, marks of direction …); read without them";
    SignsLookalike: "有形似汉字的部首或兼容字符, 已读作相应的汉字", "holds radicals or compatibility forms; read as the characters that they stand for";
    NameNoted: "姓名里有附注或序号, 请核对", "holds a remark or a number beside the name; please check";
    NameOtherwise { no, old, new }: "编号 {no} 的姓名由“{old}”改为“{new}”; 若是另一个人, 请核对身份证号", "the name of number {no} becomes “{new}” instead of “{old}”; if it is somebody else, check the identity number";
    CellDitto: "不能写“同上”一类的话, 程序不猜指的是什么; 请写出内容", "says that it is as another cell; which one is not guessed, so write out what is meant";
    TextMasked: "其中的号码已遮盖, 不能导入; 请用 --reveal 重新导出", "holds a number that is masked; export again with --reveal";
    NameKept: "库中没有此人, 按文字保留", "is nobody on record; kept as a name";
    SharedNameKept { count }: "库中有 {count} 个同名的人, 按文字保留", "is {count} people on record; kept as a name";
    NotFullKept { date }: "在 {date} 不是正式党员, 按文字保留", "is no full member on {date}; kept as a name";
    ImportQuestion { added, updated, rejected }: "将新增 {added} 条, 更新 {updated} 条, 拒绝 {rejected} 行(加 -n 逐行列出)。写入吗? [y/N] ", "{added} will be added, {updated} updated, {rejected} rows rejected (-n lists them). Write them? [y/N] ";
    Tally { added, updated, unchanged, rejected }: "新增 {added}, 更新 {updated}, 未变 {unchanged}, 拒绝 {rejected}", "added {added}, updated {updated}, unchanged {unchanged}, rejected {rejected}";
    Imported { sum, number, rate }: "导入完成: {sum} (操作 {number}; 每秒 {rate} 行)", "Imported: {sum} (operation {number}; {rate} rows per second)";
    ImportWould { sum }: "演练: {sum}; 未写入", "Dry run: {sum}; nothing was written";
    ImportIdle { sum }: "{sum}; 没有需要改动的内容, 未产生操作", "{sum}; nothing to change, no operation was made";
    RowsRejected { rejected }: "有 {rejected} 行未导入", "{rejected} rows were left out";
    RejectsWritten { paths }: "这些行存在 {paths}; 在其中改好后可直接导入该文件", "those rows are in {paths}; mend them there and import that file";
    RejectsStale { paths }: "{paths} 是以前的导入留下的; 这次没有要另存的行, 核对后可删去", "{paths} is left from an earlier import; this one has no rows to put aside, so look it over and delete it";
    TooManyChanges { updated, before, percent }: "文件将更改 {updated} 条已有记录(共 {before} 条), 超过 {percent}%", "the file would change {updated} of {before} records, more than {percent} %";
    TooManyChangesHint: "请用 --dry-run 核对; 确认无误后用 --max-change 提高上限", "look at it with --dry-run; if it is right, raise --max-change";
    MoreWarnings { count }: "另有 {count} 种警告未列出", "{count} more kinds of warning are not shown";
    Changes { parts }: "{parts}", "{parts}";
    LikelyDouble { no, place }: "可能重复: 同名同生日的人(编号 {no}){place}", "perhaps a double: the same name and birth date as number {no} {place}";
    LikelyDoubleByName { no, place }: "可能重复: 与编号 {no} 同名{place}, 缺少出生日期, 无法比对", "perhaps a double: the same name as number {no} {place}; a birth date is missing, so they cannot be told apart";
    ImportRefused { rows, faults }: "有 {rows} 行不能导入(共 {faults} 处错误), 全部未写入", "{rows} rows cannot go in ({faults} faults); nothing was written";
    ImportRefusedHint: "请在文件中逐条改正后重新导入", "mend them in the file and import it again";
    MoreFaults { count }: "… 另有 {count} 处", "… and {count} more";
    RowsProblem { file, rows, problem }: "{file} 第 {rows} 行: {problem}", "{file} rows {rows}: {problem}";
    RowsProblemMany { file, rows, count, problem }: "{file} 第 {rows} 等 {count} 行: {problem}", "{file} rows {rows} and others, {count} in all: {problem}";
    NotOnRecord: "库中没有; 请核对, 或用 --on-missing add 新增、skip 跳过", "is not on record; look it over, or let --on-missing add or skip it";
    TallyMissing { sum, missing }: "{sum}, 库中没有 {missing}", "{sum}, not on record {missing}";
    NotFoundOnRecord { who }: "库中没有, 未导入: {who}", "not on record and not imported: {who}";
    RowProblem { place, problem }: "{place}: {problem}", "{place}: {problem}";
    RowsOfKind { text, rows, count }: "{text} (同类共 {count} 行: 第 {rows} 行)", "{text} ({count} rows of the kind: {rows})";
    CellUnheaded { cell }: "“{cell}”所在的列没有标题, 没有读入; 请在表头补上该列的标题", "“{cell}” stands in a column without a heading, which is not read; give the column its heading";
    NoRows { path }: "{path} 只有标题, 没有数据行", "{path} has headings but no rows of data";
    PasswordQuestion { path }: "打开 {path} 的密码(输入时不显示): ", "password of {path} (not shown while you type): ";
}
