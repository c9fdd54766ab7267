//! What no home has to itself: the frame of every message, and what several homes say. A line each, in both languages; a name
//! in braces is filled in.

use super::sentences;

sentences! {
    pub enum CommonSays;

    // The frame of every message.
    ErrorLine { message }: "错误: {message}", "Error: {message}";
    WarningLine { message }: "警告: {message}", "Warning: {message}";
    BasisLine { basis }: "依据: {basis}", "Basis: {basis}";
    HintLine { hint }: "提示: {hint}", "Hint: {hint}";
    WithHint { what, hint }: "{what}; {hint}", "{what}; {hint}";
    Indented { line }: "  {line}", "  {line}";
    Done { what, number }: "{what} (操作 {number})", "{what} (operation {number})";
    NothingChanged: "没有改动(没有需要改动的内容, 未产生操作)", "Nothing changed (nothing to change; no operation was made)";
    NothingFound: "没有符合条件的记录", "Nothing found";
    DryRunDone { added, changed, removed }: "演练: 将新增 {added} 行、更改 {changed} 行、删除 {removed} 行; 未写入", "Dry run: would add {added}, change {changed}, remove {removed} rows; nothing was written";
    DidYouMean { suggested }: "是否想输入“{suggested}”?", "did you mean “{suggested}”?";
    ReaderLeft: "读取方已关闭", "the reader left";
    Plain { text }: "{text}", "{text}";

    // The command line.
    AsOfOnWrite: "--as-of 只用于查询, 不能用于写入的命令", "--as-of is for reading; this command writes";
    KnownOnWrite: "--known 只用于查询, 不能用于写入或处理文件的命令", "--known is for reading; this command writes, or deals with files";
    KnownOnWriteHint: "去掉 --known", "leave --known out";
    KnownUnread { typed }: "“{typed}”既不是日期, 也不是操作编号; 可写 2011-05-31 或 12", "“{typed}” is neither a day nor the number of an operation; write 2011-05-31 or 12";
    KnownOfFuture { day }: "{day} 还没有到, 那时的记录无人知道", "{day} is still to come: nobody knows what the records will say";
    AsOfOnWriteHint: "发生的日期请写在命令自己的 --date 或 --from 中", "the day of the event goes into the command's own --date or --from";
    OptionIdle { option }: "该命令用不上选项 {option}", "this command has no use for {option}";
    OverrideEmpty: "--override 须写明理由", "--override needs a reason";
    WaitBad: "--wait 须为 0 至 86400 之间的秒数", "--wait takes 0 to 86400 seconds";
    EndingUnknown { ending }: "不能写 .{ending} 文件", "cannot write a .{ending} file";
    EndingUnknownHint: "可用 .csv、.json、.xlsx、.html、.txt(表格), 或用 -f 指明格式", "use .csv, .json, .xlsx, .html or .txt (a table), or name the format with -f";
    WouldOverwriteDatabase { path }: "不能写到 {path}: 那是数据库本身", "cannot write to {path}: that is the database itself";
    CsvOnly: "--header、--bom、--encoding 只用于 CSV (-f csv 或 -o 名称.csv)", "--header, --bom and --encoding are for CSV only (-f csv or -o NAME.csv)";
    OfOption { option, what }: "{option}: {what}", "{option}: {what}";
    ValueInvalid { option, value }: "{option} 的内容“{value}”无效", "“{value}” is no value for {option}";
    ValueCount { option }: "{option} 的个数不对", "wrong number of values for {option}";
    ValuesKnown { known }: "可用: {known}", "known: {known}";
    CodeUnknown { typed }: "“{typed}”不在可选范围内", "“{typed}” is none of the known values";
    CodeChoice { code, label }: "{code} {label}", "{code}";
    CodeChoices { choices }: "可用: {choices}", "known: {choices}";

    // Dates.
    DateImpossible { date }: "“{date}”不是可能的日期", "“{date}” is no possible date";
    DateUnreadable { date }: "看不懂日期“{date}”; 可写 2011-05-01、2011-05 或 2011", "“{date}” is no date; write 2011-05-01, 2011-05 or 2011";
    DateWithoutYear { date }: "“{date}”没有写年份; 请写成 2011-03-05 的样子", "“{date}” has no year; write it like 2011-03-05";
    DateTwoDigitYear { date }: "“{date}”的年份只有两位, 请写四位", "the year of “{date}” has two digits; write four";
    DateYearLast { date }: "“{date}”的年份写在后面, 分不清哪个是月、哪个是日; 请写成 2001-04-03 的样子", "“{date}” has the year last, so month and day cannot be told apart; write it like 2001-04-03";
    DateOfNothing { date }: "“{date}”是其他软件在日期未填时写的默认日期; 日期不详请留空, 只知年份请写年份", "“{date}” is what other programs write where no date was entered; leave it empty, or write the year if only that is known";
    DateBeforeParty { date, party }: "日期 {date} 早于中国共产党成立({party})", "{date} is before the Party was founded ({party})";
    DateInFuture { date, today }: "日期 {date} 晚于今天({today})", "{date} is later than today ({today})";

    // Files.
    FileNotFound: "没有这个文件或文件夹", "no such file or folder";
    FileForbidden: "没有权限", "permission denied";
    FileThere: "已经存在", "it exists already";
    FileIsFolder: "这是文件夹", "it is a folder";
    FileNoFolder: "上级不是文件夹", "what should be a folder is none";
    ForeignWords { words }: "原文“{words}”", "{words}";
    DiskFull: "磁盘已满", "the disk is full";
    DiskReadOnly: "磁盘只读", "the disk is read-only";
    DiskFailed: "磁盘读写出错, 磁盘或连线可能有故障", "reading or writing failed; the disk or its cable may be faulty";
    DiskAway: "磁盘或网络位置已断开", "the disk or the network place is not there any more";
    FileNameBad: "文件名太长, 或含有此处不能用的字符", "the name is too long, or holds a character that cannot be used there";
    FileTooLarge: "超过此处允许的文件大小", "it is larger than a file may be there";
    FileBusy: "正被其他程序占用", "another program has it in use";
    FileCutShort: "没有读完就到了末尾", "it ends before its end";
    FileNotSeekable: "只能从头读到尾", "it can be read once only, from its beginning";
    FileOnOtherDisk: "不在同一磁盘上", "it is on another disk";
    FilesTooMany: "同时打开的文件太多", "too many files are open";
    LinksTooMany: "链接层数太多, 或指向自身", "too many links, or a link that leads to itself";
    MemoryFull: "内存不足", "there is not enough memory";
    SystemTimedOut: "等待过久, 没有回应", "it did not answer in time";
    PagerFailed { pager, reason }: "分页程序 {pager} 不能用({reason}), 直接输出", "the pager {pager} cannot be used ({reason}): the answer comes as it is";
    TryCommand { command }: "用 dangwu {command}", "dangwu {command}";
    Stopped: "已按 Ctrl-C 停下", "stopped by Ctrl-C";
    StoppedUnchanged: "没有改动任何记录, 也没有留下写了一半的文件", "no record was changed, and no file is left half written";
    SystemInterrupted: "操作被中断", "it was interrupted";
    SystemUnable: "系统不支持此操作", "the system cannot do that";
    SystemFailed { code, words }: "系统报错 {code}(原文“{words}”)", "{words} (error {code} of the system)";
    WhileDoing { step, what }: "{step}时: {what}", "{step}: {what}";
    ReadingSheet { sheet }: "读取工作表“{sheet}”", "reading the sheet “{sheet}”";
    OpeningDatabase { path }: "打开数据库 {path} ", "opening the database {path}";
    FileFailed { path, reason }: "文件 {path}: {reason}", "file {path}: {reason}";
    FileWritten { path, rows }: "已写入 {path}, {rows} 行", "wrote {path}, {rows} rows";
    OverwriteQuestion { path, size, changed }: "{path} 已存在({size} 字节, {changed}), 覆盖吗? [y/N] ", "{path} exists ({size} bytes, {changed}); write over it? [y/N] ";
    NotOverwritten { path }: "{path} 未覆盖", "{path} was not written over";
    FileReplaced { path, rows }: "已覆盖 {path}, {rows} 行", "wrote over {path}, {rows} rows";
    PageReplaced { path }: "已覆盖 {path}", "wrote over {path}";
    EndingContradicts { ending, format }: "文件名以 .{ending} 结尾, 格式却是 {format}", "the file ends in .{ending}, but the format is {format}";
    EndingContradictsHint: "改文件名, 或去掉 --format", "change the name, or leave out --format";
    ZoneBad { zone }: "时区 DANGWU_TZ={zone} 不能识别; 可写 Asia/Shanghai、+08:00 这样的时差, 或 local(本机时区)", "the zone DANGWU_TZ={zone} is not known; write Asia/Shanghai, an offset like +08:00, or local (that of the machine)";
    RecordedThough { number }: "已记入数据库(操作 {number}); 要撤回用 db undo {number}", "it is recorded (operation {number}); db undo {number} takes it back";

    // The database file.
    NotCopied { reason }: "未能自动备份: {reason}; 改动照常保存, 请尽快用 db backup 备份到别处", "the copy of the day was not made: {reason}; what you do is saved as usual, but make a backup elsewhere with db backup soon";
    AccessNotCompleted: "已记入查阅日志, 但未能补记行数和人员", "the access is noted, but not how many rows and whom it showed";
    AccessNotNoted: "文件只读, 这次查阅未记入查阅日志", "the file is read-only; this access was not noted";

    // Naming.
    NameUnknown { noun, typed }: "找不到{noun}“{typed}”", "no {noun} answers to “{typed}”";
    NameUnknownExactHint { noun }: "文件里只认代码、全称或简称; list 列出全部{noun}", "in a file give code, full name or short name; list shows every {noun}";
    NameUnknownHint { noun }: "可写代码、全称、简称、名称的一部分或拼音首字母; list 列出全部{noun}", "give code, name, short name, a part of the name or pinyin initials; list shows every {noun}";
    NameAmbiguous { noun, typed, count }: "“{typed}”可指 {count} 个{noun}", "“{typed}” could be {count} of them ({noun})";
    NameAmbiguousHint: "请用代码或全称", "use the code or the full name";
    NameEmpty: "名称不能为空", "a name is needed";

    // Units and coverage.
    CreditCodeBad { code }: "统一社会信用代码“{code}”有误(应为 18 位, 末位为校验位)", "“{code}” is no unified social credit code (18 places, the last a check character)";

    // Members.
    NotInList { choices }: "应为: {choices}", "must be one of: {choices}";
    IdNoMasked: "身份证号已遮盖, 不能导入; 请用 --reveal 重新导出", "is masked; export again with --reveal";
    IdNoSpoiled: "被 Excel 变成了数字, 末几位已丢失; 请先把该列设为“文本”再填写", "Excel made a number of it and lost its last digits; format the column as text and enter it again";
    IdNoZeros: "末三位是 000, 可能被 Excel 截断; 请把该列设为“文本”再填写", "ends in 000, probably cut by Excel; format the column as text and enter it again";
    IdNoShape { places }: "身份证号应为 18 位(旧号 15 位), 这里是 {places} 位; 护照等其他证件的号码请写入备注", "an identity number has 18 places (15 in the old form), this has {places}; numbers of passports and permits go into the remark";
    IdNoCharacters: "身份证号应全为数字, 只有 18 位的末位可以是 X; 这里有别的字符, 请核对", "an identity number is all digits, but for an X in the last of 18 places; this has other characters";
    IdNoCheck: "校验位不对, 请核对", "its check character is wrong";
    IdNoProvince { province }: "前两位 {province} 不是省份代码, 请核对", "its first two digits, {province}, are no province; please check";
    IdNoBirth: "其中的出生日期不存在", "the birth date in it is no date";
    PhoneBad: "不是电话号码", "is no telephone number";
    NumberSpoiled: "被 Excel 变成了科学计数, 末几位可能已丢失; 请先把该列设为“文本”再填写", "Excel made a quantity of it and may have lost its last digits; format the column as text and enter it again";
    PhoneMasked: "电话已遮盖, 不能导入; 请用 --reveal 重新导出", "is masked; export again with --reveal";

    // Stays on rolls, floating members and members out of touch.
    OfPerson { name, what }: "{name}: {what}", "{name}: {what}";

    // Transfers.
    PageWritten { path }: "已写入 {path}", "wrote {path}";
    ThereAlready { name, org }: "{name} 已在“{org}”", "{name} is in “{org}” already";
    ReasonEmpty: "请写明原因", "give a reason";
    OverdueCases { counts }: "逾期: {counts}", "Overdue: {counts}";
    WithDetails { message, details }: "{message}: {details}", "{message}: {details}";

    // How somebody stands, the first line of a member shown.
    StandingLine { name, states }: "{name}: {states}", "{name}: {states}";
    StandsAs { state, told }: "{state}({told})", "{state} ({told})";
    StandsSince { since }: "自 {since}", "since {since}";
    StandsSinceUnknown: "起始日期不详", "nobody knows since when";
    StandsLeft { org, date, how }: "{date} 离开“{org}”({how})", "left “{org}” on {date} ({how})";
    StandsOnTheWay { stage, org, applied }: "{stage}(“{org}”, {applied} 申请入党)", "{stage} (“{org}”, applied on {applied})";
    StandsWayEnded { org, applied, date }: "入党申请已于 {date} 终止(“{org}”, {applied} 申请入党)", "candidature ended on {date} (“{org}”, applied on {applied})";

    // The way into the Party.
    MorePresent { present, more, voters }: "实到会 {present} 人{more}, 多于应到会 {voters} 人", "{present} present{more}, more than the {voters} due to vote";
    VoteCounts { in_favour, against, abstained }: "赞成 {in_favour}、反对 {against}、弃权 {abstained}", "{in_favour} for, {against} against, {abstained} abstained";

    // Questions.
    PickHelp: "↑↓ 移动, 回车选定, 打字筛选, Esc 放弃", "↑↓ to move, Enter to choose, type to filter, Esc to leave";
    ManyQuestion { records, names }: "将改动 {records} 条记录: {names}。继续吗? [y/N] ", "{records} records will be changed: {names}. Go on? [y/N] ";
    ManyKept: "没有改动", "nothing was changed";

    // Editors.
    EditorNone: "没有设定编辑器", "no editor is set";
    EditorNoneHint { unix, windows }: "设定 DANGWU_EDITOR(或 VISUAL、EDITOR), 如 {unix}, 视窗系统上 {windows}; 或加 -o 表.xlsx 写成工作簿, 改好后 --import 收回", "set DANGWU_EDITOR (or VISUAL, EDITOR), such as {unix}, on Windows {windows}; or write a workbook with -o SHEET.xlsx, change it, and take it back with --import";
    EditorFailed { editor, code }: "编辑器 {editor} 以 {code} 退出, 没有读取", "the editor {editor} ended with {code}; nothing was read";

    // Meetings.
    TimeImpossible { time }: "“{time}”不是存在的时间", "“{time}” is no time of day";

    // Imports.
    WouldOverwrite { path }: "不能写到 {path}: 它是要读的文件, 或与另一输出相同", "{path} is not written over: it is being read, or written twice";
    OldToNew { column, old, new }: "{column}: {old} → {new}", "{column}: {old} → {new}";

    // Reports.
    AssumedStarts { people, day }: "截至 {day} 的数字中有 {people} 人的在册起始日是推定的", "{people} of the people counted on {day} rest on an assumed start";

    // Money.
    MoneyUnreadable { typed }: "看不懂金额“{typed}”; 可写 5000、300.50 或 1万元, 不带不足一分的零头", "“{typed}” is no amount; write 5000, 300.50 or “1万元”, nothing below a fen";
    Yuan { yuan }: "{yuan} 元", "{yuan} yuan";
    MonthsReversed { from, to }: "月份颠倒: {from} 晚于 {to}", "the months are reversed: {from} comes after {to}";
    MonthsUnread { typed }: "看不懂月份“{typed}”; 可写 2011-05、2011-01..2011-06 或 2011", "“{typed}” are no months; write 2011-05, 2011-01..2011-06 or 2011";
    YearHint: "可写四位年份, 如 2011", "a year of four digits, such as 2011";
    MonthNeeded: "请写到月, 如 2011-05", "give a month, such as 2011-05";
    MadeByOffice { office, operator, day }: "{office}　制表: {operator}　{day}", "{office} · made by {operator} · {day}";
    MadeOfOffice { office, day }: "{office}　{day}", "{office} · {day}";
    MadeBy { operator, day }: "制表: {operator}　{day}", "made by {operator} · {day}";
    MadeOn { day }: "{day}", "{day}";
    KnownWithoutLost { day, span, by, kept }: "{day} 时另有的操作({span}), 已随操作 {by} 恢复备份而失去, 这里不计; 它们在恢复前的文件里: --db {kept}", "operations that were done by {day} ({span}) were lost when operation {by} went back to a backup, and do not count here; they are in the file of before: --db {kept}";
    KnownNothing { day }: "那时还没有任何记录: 第一次操作是 {day}", "nothing was recorded by then: the first operation is of {day}";
}
