//! The sentences of the program in both languages, a line each. A name in braces is filled in.

use super::sentences;

sentences! {
    // The frame of every message.
    ErrorLine { message }: "错误: {message}", "Error: {message}";
    WarningLine { message }: "警告: {message}", "Warning: {message}";
    BasisLine { basis }: "依据: {basis}", "Basis: {basis}";
    HintLine { hint }: "提示: {hint}", "Hint: {hint}";
    Indented { line }: "  {line}", "  {line}";
    Done { what, number }: "{what} (操作 {number})", "{what} (operation {number})";
    NothingChanged: "没有需要改动的内容, 未产生操作", "Nothing to change; no operation was made";
    NothingFound: "没有符合条件的记录", "Nothing found";
    DryRunDone { added, changed, removed }: "演练: 将新增 {added} 行、更改 {changed} 行、删除 {removed} 行; 未写入", "Dry run: would add {added}, change {changed}, remove {removed} rows; nothing was written";
    DidYouMean { suggested }: "是否想输入“{suggested}”?", "did you mean “{suggested}”?";
    ReaderLeft: "读取方已关闭", "the reader left";
    Reading { path, encoding, delimiter }: "读取 {path}: 编码 {encoding}, 分隔符 {delimiter}", "Reading {path}: encoding {encoding}, delimiter {delimiter}";

    // The command line.
    AsOfOnWrite: "--as-of 只用于查询, 不能用于写入的命令", "--as-of is for reading; this command writes";
    AsOfOnWriteHint: "发生的日期请写在命令自己的 --date 或 --from 中", "the day of the event goes into the command's own --date or --from";
    OptionIdle { option }: "该命令用不上选项 {option}", "this command has no use for {option}";
    OptionUnknown { option }: "没有选项 {option}", "there is no option {option}";
    OptionMissing { option }: "缺少 {option}", "{option} is missing";
    OptionConflict { option, other }: "{option} 与 {other} 不能同时使用", "{option} and {other} exclude each other";
    OverrideEmpty: "--override 须写明理由", "--override needs a reason";
    WaitBad: "--wait 须为 0 至 86400 之间的秒数", "--wait takes 0 to 86400 seconds";
    CsvOnly: "--header、--bom、--encoding 只用于 CSV (-f csv 或 -o 名称.csv)", "--header, --bom and --encoding are for CSV only (-f csv or -o NAME.csv)";
    BomNeedsUtf8: "BOM 只用于 UTF-8 编码", "a byte order mark goes with UTF-8 only";
    VerbUnknown { verb }: "没有命令“{verb}”", "there is no command “{verb}”";
    VerbMissing: "缺少命令", "a command is missing";
    ValueMissing { option }: "{option} 后面缺少内容", "{option} lacks a value";
    ValueInvalid { option, value }: "{option} 的内容“{value}”无效", "“{value}” is no value for {option}";
    ValueCount { option }: "{option} 的个数不对", "wrong number of values for {option}";
    ValuesKnown { known }: "可用: {known}", "known: {known}";
    NotUtf8: "命令行中有无法识别的字符", "the command line holds characters that are no valid UTF-8";
    CommandLineWrong: "命令行有误", "the command line is wrong";
    SeeHelp: "加 --help 查看用法", "--help shows how it is used";
    CodeUnknown { typed }: "“{typed}”不在可选范围内", "“{typed}” is none of the known values";
    CodeChoices { choices }: "可用: {choices}", "known: {choices}";
    ColumnUnknown { key }: "没有列“{key}”", "there is no column “{key}”";
    ColumnChoices { known }: "可用的列: {known}", "columns: {known}";

    // Dates.
    DateImpossible { date }: "“{date}”不是可能的日期", "“{date}” is no possible date";
    DateUnreadable { date }: "看不懂日期“{date}”; 可写 2011-05-01、2011-05 或 2011", "“{date}” is no date; write 2011-05-01, 2011-05 or 2011";
    DateTwoDigitYear { date }: "“{date}”的年份只有两位, 请写四位", "the year of “{date}” has two digits; write four";
    DateInFuture { date, today }: "日期 {date} 晚于今天({today})", "{date} is later than today ({today})";
    DateTooVague { date }: "只知 {date}, 无法排在成立之后, 请写得更确切", "known only as {date} it cannot be put after the founding; give it more exactly";
    ChangedThatDay { date }: "{date} 这一天已登记过一次同类变更", "a change of this kind is recorded for {date} already";
    ChangedThatDayHint: "若原记录有误, 请用 set 更正; 若要撤回, 请用 db undo", "if that record is wrong, mend it with set; to take it back, use db undo";
    EndBeforeStart { date, start }: "日期 {date} 不晚于开始日期 {start}", "{date} is not after the start {start}";
    NoEventToMend: "没有可更正日期的变更", "there is no event whose date could be mended";
    NoEventToMendHint: "变更须先用 rename、move 或 convert 登记", "record the event with rename, move or convert first";

    // Files.
    FileFailed { path, reason }: "文件 {path}: {reason}", "file {path}: {reason}";
    FileWritten { path, rows }: "已写入 {path}, {rows} 行", "wrote {path}, {rows} rows";
    FileExists { path }: "文件 {path} 已存在", "the file {path} exists already";
    FileEmpty { path }: "文件 {path} 是空的", "the file {path} is empty";
    OutputFailed { reason }: "输出失败: {reason}", "output failed: {reason}";
    NotText { path }: "{path} 不是文本文件", "{path} is no text file";
    NotTextHint: "请在 Excel 中另存为“CSV UTF-8(逗号分隔)”后再导入", "save it as “CSV UTF-8 (comma delimited)” and import that";
    EncodingUnknown { name }: "没有编码“{name}”", "there is no encoding “{name}”";
    EncodingChoices: "可用: auto、utf-8、gb18030、utf-16le、utf-16be", "known: auto, utf-8, gb18030, utf-16le, utf-16be";
    NoHeadings { path, seen }: "{path} 的前 20 行中没有找到标题行; 看到的是: {seen}", "no row of headings within the first 20 rows of {path}; seen: {seen}";
    NoHeadingsHint: "标题行须有姓名、所在党支部等标题, 或英文键名", "the headings must name columns such as 姓名, 所在党支部, or the English keys";
    HeadingMissing { path, column }: "{path} 缺少必需的列“{column}”", "{path} lacks the needed column “{column}”";
    HeadingMissingHint: "请补上该列; 全部党员同属一个党组织时可用 --org 指明", "add the column; if all belong to one org, name it with --org";
    HeadingsUnknown { headings }: "不认识的标题(未导入): {headings}", "unknown headings (not imported): {headings}";
    LineUnreadable { path, line, reason }: "{path} 第 {line} 行无法读取: {reason}", "{path} line {line} cannot be read: {reason}";

    // The database file.
    DbCreated { path }: "已建立数据库 {path}", "made the database {path}";
    DbExists { path }: "{path} 已存在, 不会覆盖", "{path} exists already and is left alone";
    DbExistsHint: "请换一个文件名, 或直接使用现有数据库", "choose another name, or use the one that is there";
    DbMissing { path }: "没有数据库文件 {path}", "there is no database {path}";
    DbMissingHint: "新建请用 dangwu --db 文件 db init", "make one with dangwu --db FILE db init";
    DbForeign { path }: "{path} 不是 dangwu 的数据库", "{path} is no database of dangwu";
    DbForeignHint: "请检查 --db 或 $DANGWU_DB 指的文件", "check the file that --db or $DANGWU_DB names";
    DbNewer { version, known }: "数据库版本 {version} 比本程序所知的 {known} 新", "the database is of version {version}, newer than {known} which this program knows";
    DbNewerHint: "请升级 dangwu; 文件未被改动", "upgrade dangwu; the file was not touched";
    DbStripped { path, missing }: "{path} 缺少: {missing}", "{path} lacks: {missing}";
    DbDamaged { reason }: "数据库已损坏或不是数据库({reason})", "the database is damaged, or none at all ({reason})";
    DbDamagedHint: "请勿继续写入, 改用最近的备份", "do not write to it any more; go back to the latest backup";
    DbLocked: "数据库被另一程序占用", "another program keeps the database locked";
    DbLockedHint: "稍后再试, 或用 --wait 延长等待", "try again later, or wait longer with --wait";
    DbUnwritable { reason }: "数据库文件无法读写({reason})", "the database file cannot be read or written ({reason})";
    DbUnwritableHint: "请检查磁盘空间和文件权限; 原有数据未受影响", "check disk space and permissions; the data are as they were";
    DbFailed { reason }: "数据库操作失败({reason})", "the database failed ({reason})";
    DbFailedHint: "未写入任何内容; 可用 db check 检查文件", "nothing was written; db check looks the file over";
    ConstraintBroken { reason }: "数据库的约束不允许: {reason}", "a constraint of the database forbids it: {reason}";
    ConstraintHint: "未写入任何内容; 请核对日期和已有记录", "nothing was written; check the dates against the records";
    FaultRollOverlap: "同一人同一天不能在两个名册上", "nobody stands on two rolls on one day";
    FaultRollOutsideOrg: "在册时段不能超出党组织的存续期(成立前或撤销后)", "a roll lies between the founding and the dissolution of its org";
    FaultRollBeforeJoining: "入党前不能在册, 转正前不能列为正式党员", "nobody is on the roll before joining, nor a full member before full_on";
    FaultPeriodOverlap { table }: "时段与已有记录重叠({table})", "the period overlaps one on record ({table})";
    FaultLine { code, name, meaning, detail }: "{code}: {name}: {meaning} ({detail})", "{code}: {name}: {meaning} ({detail})";
    WouldNotHold { fault }: "照此登记, 记录将自相矛盾: {fault}", "the records would contradict themselves: {fault}";
    CheckFile: "文件损坏", "the file is damaged";
    CheckForeignKey: "引用了不存在的记录", "refers to a record that is not there";
    CheckFound { count }: "发现 {count} 处问题", "{count} faults found";
    CheckFoundHint: "用 db log 查看来由, 用 db undo 或 set 更正", "db log tells where they come from; db undo or set mends them";
    BackupDone { path, pages }: "已备份到 {path} 并核验({pages} 页)", "backed up to {path} and verified ({pages} pages)";
    AccessNotNoted: "文件只读, 这次查阅未记入查阅日志", "the file is read-only; this access was not noted";

    // Log and undo.
    OperationUnknown { number }: "没有操作 {number}", "there is no operation {number}";
    OperationUnknownHint: "db log 列出全部操作", "db log lists them all";
    NothingToUndo: "没有可撤销的操作", "there is nothing to undo";
    Undone { number }: "已撤销操作 {number}", "operation {number} undone";
    UndoneAlready { number, by }: "操作 {number} 已被操作 {by} 撤销", "operation {number} was undone by operation {by}";
    UndoneAlreadyHint { by }: "要重做, 请撤销那次撤销: db undo {by}", "to redo it, undo the undoing: db undo {by}";
    UndoBlocked { number }: "操作 {number} 不能单独撤销: 之后的操作以它为基础", "operation {number} cannot be undone: later ones stand on it";
    UndoBlockedHint { later }: "请先撤销: {later}", "undo first: {later}";
    OperationLine { number, at, operator, command }: "操作 {number}  {at}  {operator}  {command}", "operation {number}  {at}  {operator}  {command}";

    // Naming.
    NameUnknown { noun, typed }: "找不到{noun}“{typed}”", "no {noun} answers to “{typed}”";
    NameUnknownHint { noun }: "可写代码、全称、简称、名称的一部分或拼音首字母; list 列出全部{noun}", "give code, name, short name, a part of the name or pinyin initials; list shows every {noun}";
    NameAmbiguous { noun, typed, count }: "“{typed}”可指 {count} 个{noun}", "“{typed}” could be {count} of them ({noun})";
    NameAmbiguousHint: "请用代码或全称", "use the code or the full name";
    NameEmpty: "名称不能为空", "a name is needed";
    PersonUnknown { typed }: "找不到“{typed}”", "nobody answers to “{typed}”";
    PersonUnknownHint { typed }: "member find {typed} 可按部分文字查找", "member find {typed} searches parts of names, numbers and units";
    PersonAmbiguous { typed, count }: "“{typed}”有 {count} 人", "“{typed}” is {count} people";
    PersonAmbiguousHint { typed }: "请用编号、身份证号或 {typed}@党组织", "use the number, the identity number, or {typed}@ORG";

    // Rules.
    RuleBasis { id, zh, en, source }: "{id} {zh}。{source}", "{id} {en}. {source}";
    AgainstRule { message, basis }: "{message} ({basis})", "{message} ({basis})";
    OverrideHint: "确有理由时加 --override 理由(记入操作日志)", "if there is good reason, add --override REASON (kept in the log)";
    TooFewForBranch { org, members }: "“{org}”所在单位已知的正式党员只有 {members} 人", "only {members} full members are known in the units of “{org}”";
    TooManyUnits { org, units }: "“{org}”覆盖 {units} 个单位", "“{org}” covers {units} units";
    BranchTooLarge { org, members }: "“{org}”已有党员 {members} 人", "“{org}” has {members} members";
    JoinedTooYoung { birth }: "入党时未满年龄(出生 {birth})", "under age when joining (born {birth})";
    FullTooEarly { joined }: "转正早于预备期满(入党 {joined})", "full member before probation was over (joined {joined})";
    RulesTitle: "现行规定及出处", "The norms in force, with source";

    // Orgs.
    OrgAdded { code, name }: "已登记党组织 {code} {name}", "recorded org {code} {name}";
    OrgFounded { org, date }: "{org} 于 {date} 成立", "{org} founded on {date}";
    OrgSet { org }: "已更正 {org}", "corrected {org}";
    OrgRenamed { old, new, date }: "{old} 自 {date} 更名为 {new}", "{old} is {new} from {date}";
    OrgMoved { org, parent, date }: "{org} 自 {date} 隶属 {parent}", "{org} stands under {parent} from {date}";
    OrgConverted { org, kind, date }: "{org} 自 {date} 为{kind}", "{org} is a {kind} from {date}";
    OrgDissolved { org, date }: "{org} 于 {date} 撤销", "{org} dissolved on {date}";
    OrgPlanned { org }: "“{org}”只是拟建, 尚未成立", "“{org}” is only planned";
    OrgPlannedHint: "成立请用 org found", "found it with org found";
    OrgNotYet { org, founded, date }: "“{org}”于 {founded} 才成立, 晚于 {date}", "“{org}” was founded on {founded}, after {date}";
    OrgGone { org, dissolved }: "“{org}”已于 {dissolved} 撤销", "“{org}” was dissolved on {dissolved}";
    NotPlanned { org }: "“{org}”不是拟建的党组织", "“{org}” is not a planned org";
    NotDissolved { org }: "“{org}”没有撤销", "“{org}” is not dissolved";
    NotDissolvedHint: "撤销请用 org dissolve", "dissolve it with org dissolve";
    NameTaken { name, code }: "已有同名党组织“{name}”(代码 {code})", "“{name}” is the name of org {code} already";
    NameTakenHint: "若为同一党组织, 请用 org set 或 org rename", "if it is the same org, use org set or org rename";
    CodeTaken { code, holder }: "代码 {code} 已用于“{holder}”", "code {code} belongs to “{holder}”";
    ParentPlanned { parent }: "上级“{parent}”只是拟建, 尚未成立", "the org above, “{parent}”, is only planned";
    ParentPlannedHint: "请先用 org found 登记上级成立", "found it first, with org found";
    ParentNotYet { parent, founded, day }: "上级“{parent}”于 {founded} 才成立, 晚于 {day}", "the org above, “{parent}”, was founded on {founded}, after {day}";
    ParentGone { parent, dissolved }: "上级“{parent}”已于 {dissolved} 撤销", "the org above, “{parent}”, was dissolved on {dissolved}";
    ParentAlready { org, parent }: "“{org}”那天已经隶属“{parent}”", "“{org}” stands under “{parent}” on that day already";
    UnderItself { org, parent }: "“{parent}”就是“{org}”或在其之下, 不能作它的上级", "“{parent}” is “{org}” itself or stands below it";
    UnderItselfHint: "org tree 显示隶属关系", "org tree shows who stands under whom";
    KindAlready { org, kind }: "“{org}”那天已经是{kind}", "“{org}” is a {kind} on that day already";
    KindWithoutRoll { org, kind }: "“{org}”是{kind}, 没有党员名册", "“{org}” is a {kind} and keeps no roll";
    IntoItself { org }: "“{org}”不能并入自身", "“{org}” cannot be dissolved into itself";
    NotEmpty { org, members, orgs }: "“{org}”还有 {members} 名党员、{orgs} 个下级党组织", "“{org}” still has {members} members and {orgs} orgs below it";
    NotEmptyHint: "请先转走, 或用 --into 并入另一党组织", "move them first, or name with --into where they go";
    RollAfterEnd { org, date }: "“{org}”在 {date} 之后还有名册变动", "the roll of “{org}” has entries after {date}";
    RollAfterEndHint: "请核对撤销日期, 或先更正那些记录", "check the day, or mend those entries first";
    TreeLine { code, name, kind, members }: "{code} {name} [{kind}] ({members}人)", "{code} {name} [{kind}] ({members})";

    // Units and coverage.
    UnitAdded { name }: "已登记单位 {name}", "recorded unit {name}";
    UnitSet { name }: "已更正单位 {name}", "unit {name} is up to date";
    UnitClosedDone { unit }: "单位 {unit} 已登记终止", "unit {unit} is closed";
    UnitClosed { unit, closed }: "单位“{unit}”已于 {closed} 终止", "the unit “{unit}” was closed on {closed}";
    UnitNotYet { unit, established, date }: "单位“{unit}”于 {established} 才成立, 晚于 {date}", "the unit “{unit}” was established on {established}, after {date}";
    UnitNameTaken { name }: "已有同名单位“{name}”", "there is a unit “{name}” already";
    UnitNameTakenHint: "若为同一单位, 请用 org unit set", "if it is the same unit, use org unit set";
    FromOnFixed: "--from 不能与 --established、--uscc 同用", "--from does not go with --established or --uscc";
    CreditCodeBad { code }: "统一社会信用代码“{code}”有误(应为 18 位, 末位为校验位)", "“{code}” is no unified social credit code (18 places, the last a check character)";
    CreditCodeTaken { code, holder }: "统一社会信用代码 {code} 已用于“{holder}”", "credit code {code} belongs to “{holder}”";
    Covered { org, unit }: "{org} 覆盖 {unit}", "{org} covers {unit}";
    CoverSet { org, unit }: "已更正 {org} 对 {unit} 的覆盖", "corrected how {org} covers {unit}";
    Uncovered { org, unit }: "{org} 不再覆盖 {unit}", "{org} covers {unit} no more";
    CoveredAlready { org, unit, since }: "“{org}”已覆盖“{unit}”(自 {since})", "“{org}” covers “{unit}” already (since {since})";
    NotCovered { org, unit }: "“{org}”没有覆盖“{unit}”", "“{org}” does not cover “{unit}”";

    // Members.
    MemberAdded { no, name }: "已登记 {name}, 编号 {no}", "recorded {name}, number {no}";
    MemberSet { name }: "已更正 {name}", "corrected {name}";
    MemberEnded { name, date, reason }: "{name} 于 {date} 离开名册: {reason}", "{name} left the roll on {date}: {reason}";
    MemberSuspended { name, date }: "{name} 自 {date} 停止党籍", "{name} is suspended from {date}";
    MemberRestored { name, date }: "{name} 自 {date} 恢复党籍", "{name} is restored from {date}";
    DraftRefused { count }: "有 {count} 处不能成立", "{count} things cannot be";
    ProblemOfColumn { column, what }: "{column}: {what}", "{column}: {what}";
    ProblemOfCell { column, value, what }: "{column}“{value}”: {what}", "{column} “{value}”: {what}";
    FieldNeeded: "必填", "is needed";
    NumberNeeded: "应为正整数", "must be a whole number above 0";
    NotInList { choices }: "应为: {choices}", "must be one of: {choices}";
    KeptAsText: "不在代码表中, 按原文保留", "is in no code table; kept as written";
    NameSpoiled: "姓名已损坏(编码转换所致); 请从原文件另存为“CSV UTF-8”", "the name is spoiled by a wrong encoding; save the original as “CSV UTF-8” again";
    IdNoMasked { id_no }: "身份证号已遮盖({id_no}), 不能导入; 请用 --reveal 重新导出", "the identity number is masked ({id_no}); export again with --reveal";
    IdNoSpoiled { id_no }: "身份证号被 Excel 变成了数字({id_no}), 末几位已丢失; 请先把该列设为“文本”再填写", "Excel made a number of the identity number ({id_no}) and lost its last digits; format the column as text and enter it again";
    IdNoZeros { id_no }: "身份证号末三位是 000, 可能被 Excel 截断({id_no}); 请把该列设为“文本”再填写", "the identity number ends in 000, probably cut by Excel ({id_no}); format the column as text and enter it again";
    IdNoShape { id_no, places }: "身份证号应为 18 位(旧号 15 位), 这里是 {places} 位({id_no})", "an identity number has 18 places (15 in the old form), this has {places} ({id_no})";
    IdNoCheck { id_no }: "身份证号校验位不对({id_no}), 请核对", "the check character of the identity number is wrong ({id_no})";
    IdNoBirth { id_no }: "身份证号中的出生日期不存在({id_no})", "the birth date in the identity number is no date ({id_no})";
    BirthAgainstIdNo { birth }: "与身份证号中的出生日期 {birth} 不符", "contradicts the identity number, which says {birth}";
    SexAgainstIdNo { sex }: "与身份证号不符(应为{sex})", "contradicts the identity number, which says {sex}";
    JoinedBeforeBirth { birth }: "入党早于出生({birth})", "is before the birth ({birth})";
    FullBeforeJoined { joined }: "转正早于入党({joined})", "is before joining ({joined})";
    EnteredBeforeJoined { joined }: "进入本支部早于入党({joined})", "is before joining ({joined})";
    ProbationaryWithFullOn { full_on }: "有转正日期({full_on})却列为预备党员", "a probationary member with a day of full membership ({full_on})";
    DateWithoutFlag: "不是失联党员却写了失联日期", "a date of losing touch, but the member is not out of touch";
    PlaceWithoutFlag: "不是流动党员却写了流向或时间", "a place or date, but the member is not floating";
    PhoneBad: "不是电话号码", "is no telephone number";
    PhoneMasked: "电话已遮盖, 不能导入; 请用 --reveal 重新导出", "is masked; export again with --reveal";
    IdNoTaken { no, name }: "身份证号已登记在 {name}(编号 {no})名下", "the identity number belongs to {name} (number {no})";
    IdNoTakenHint { no }: "更正请用 member set {no}", "to correct that person, use member set {no}";
    NumberTaken { no, name }: "编号 {no} 已属于 {name}", "number {no} belongs to {name}";
    NumberOfAnother { no }: "此人在库中的编号是 {no}", "this person's number on record is {no}";
    NotOnRoll { name }: "{name} 现在不在任何名册上", "{name} is on no roll now";
    NotOnRollHint: "member show --history 显示经历", "member show --history tells what became of the person";
    NotEnded { name }: "{name} 没有离开名册的记录", "{name} has not left the roll";
    NotEndedHint: "离开名册请用 member end", "use member end for that";
    SuspendedAlready { name }: "{name} 已经停止党籍", "{name} is suspended already";
    NotSuspended { name }: "{name} 没有停止党籍", "{name} is not suspended";
    StateEndsByEvent: "停止党籍、失联、流动的结束须登记日期, 不能用更正抹去", "the end of a suspension, of being out of touch or floating has a day of its own and is no correction";
    UseRestore: "恢复党籍请用 member restore", "use member restore";
    UseFound: "取得联系请用 member found", "use member found";
    UseFlowBack: "流动党员返回请用 member flow back", "use member flow back";
    ExportMasked: "身份证号和电话已遮盖, 此文件不能再导入; 需要完整号码请加 --reveal", "identity and telephone numbers are masked, so this cannot be imported again; add --reveal for full numbers";

    // Imports.
    Imported { added, updated, unchanged, rejected, rate }: "导入完成: 新增 {added}, 更新 {updated}, 未变 {unchanged}, 拒绝 {rejected}; 每秒 {rate} 行", "imported: added {added}, updated {updated}, unchanged {unchanged}, rejected {rejected}; {rate} rows per second";
    ImportIdle { unchanged }: "文件中的 {unchanged} 人都已在库中且无变化", "all {unchanged} people of the file are on record and unchanged";
    ImportRefused { rows, faults }: "有 {rows} 行不能导入(共 {faults} 处错误), 全部未写入", "{rows} rows cannot go in ({faults} faults); nothing was written";
    ImportRefusedHint: "请在文件中逐条改正后重新导入", "mend them in the file and import it again";
    MoreFaults { count }: "… 另有 {count} 处", "… and {count} more";
    RowProblem { place, problem }: "{place}: {problem}", "{place}: {problem}";
    RowConflict { place, before, name }: "{place}: {name} 与 {before} 是同一人, 内容却不同", "{place}: {name} is the same person as {before}, but the rows differ";
    WarningTimes { text, count }: "{text} ({count} 行)", "{text} ({count} rows)";
    OnAnotherRoll { no, org }: "此人(编号 {no})在“{org}”的名册上; 调动请用 transfer", "this person (number {no}) is on the roll of “{org}”; use transfer";
    LeftRoll { no }: "此人(编号 {no})已离开名册; 重新接收请用 transfer in", "this person (number {no}) has left the roll; use transfer in to bring the person back";
    OnNoRoll { no }: "此人(编号 {no})只作联系人登记", "this person (number {no}) is on record as a contact only";

    // Reports.
    ReportUnknown { name }: "没有报表“{name}”", "there is no report “{name}”";
    ReportChoices { known }: "可用的报表: {known}", "reports: {known}";
    ReportList: "报表:", "Reports:";
    ReportTitle { title, day }: "{title} (截至 {day})", "{title} (as of {day})";
    GroupUnknown { by }: "不能按“{by}”分组", "it cannot be grouped by “{by}”";
    GroupChoices { known }: "可按: {known}", "by: {known}";
    AssumedStarts { people, day }: "截至 {day} 的数字中有 {people} 人的在册起始日是推定的", "{people} of the people counted on {day} rest on an assumed start";

    // Files that other people made.
    StandardInput: "标准输入", "standard input";
    InputDescribed { path, form, line }: "读取 {path}: {form}, 标题在第 {line} 行", "Reading {path}: {form}, headings in row {line}";
    FormText { encoding, delimiter }: "文本, 编码 {encoding}, 分隔符为{delimiter}", "text, encoding {encoding}, delimiter {delimiter}";
    FormSheet { form, sheet }: "{form} 工作簿, 工作表“{sheet}”", "{form} workbook, sheet “{sheet}”";
    FormSheetHidden { form, sheet, hidden }: "{form} 工作簿, 工作表“{sheet}”(隐藏的工作表未读: {hidden})", "{form} workbook, sheet “{sheet}” (hidden sheets not read: {hidden})";
    DelimiterComma: "逗号", "comma";
    DelimiterTab: "制表符", "tab";
    DelimiterSemicolon: "分号", "semicolon";
    DelimiterBar: "竖线", "bar";
    InputIsOther { path, what }: "{path} 是{what}, 不能作为名册读取", "{path} is {what} and cannot be read as a roster";
    WhatFolder: "文件夹", "a folder";
    WhatPdf: " PDF 文件", "a PDF file";
    WhatDocument: "文字处理或演示文档", "a text document or presentation";
    WhatArchive: "压缩包", "an archive";
    WhatZip: " zip 压缩包", "a zip archive";
    WhatBrokenZip: "损坏或不完整的 xlsx、ods 或 zip 文件", "a damaged or incomplete xlsx, ods or zip file";
    WhatXlsb: "二进制工作簿 (xlsb)", "a binary workbook (xlsb)";
    WhatImage: "图片", "an image";
    WhatDatabase: " SQLite 数据库", "an SQLite database";
    WhatHtml: "网页表格 (HTML), 尽管文件名像工作簿", "a web page (HTML), whatever its name says";
    WhatXml: " XML 文件", "an XML file";
    InputIsFolderHint: "请指明其中的文件", "name the files within";
    InputEmptyHint: "请检查文件是否完整保存, 是否选错了文件", "see whether it was saved completely and is the right file";
    InputIsDocumentHint: "请把其中的表格复制到 Excel 或 WPS 表格, 存为 .xlsx 后导入, 或向提供者索取原表", "copy the table into Excel or WPS, save it as .xlsx and import that, or ask for the original";
    InputIsArchiveHint: "请先解压, 再导入其中的文件", "unpack it and import the files within";
    InputIsZipHint { names }: "请先解压, 再导入其中的文件: {names}", "unpack it and import the files within: {names}";
    InputIsDatabaseHint: "要查询它请用 --db 指明", "to work with it, name it with --db";
    InputBrokenHint: "请用 Excel 或 WPS 打开, 确认无误后另存为“Excel 工作簿(*.xlsx)”再导入; 打不开时请重新索取", "open it in Excel or WPS, save it as “Excel Workbook (*.xlsx)” and import that; if it does not open, ask for it again";
    SaveAsXlsxHint: "请用 Excel 或 WPS 打开, 另存为“Excel 工作簿(*.xlsx)”后导入", "open it in Excel or WPS, save it as “Excel Workbook (*.xlsx)” and import that";
    SaveAsUtf8Hint: "请用 Excel 或 WPS 打开原表, 另存为 .xlsx 或“CSV UTF-8”后导入; 确知编码时用 --encoding 指明", "open the original in Excel or WPS, save it as .xlsx or “CSV UTF-8” and import that; if you know the encoding, name it with --encoding";
    InputEncodedAs { path, encoding }: "{path} 的编码是 {encoding}, 不能自动读取", "{path} is encoded in {encoding}, which is not read by itself";
    InputBig5Hint: "请加 --encoding big5, 或另存为 .xlsx 后导入", "add --encoding big5, or save it as .xlsx and import that";
    EncodingChoicesMore: "可用: auto、utf-8、gb18030、utf-16le、utf-16be、big5 等", "known: auto, utf-8, gb18030, utf-16le, utf-16be, big5 and others";
    InputNul { path, line }: "{path} 第 {line} 行有空字符 (NUL), 不是完好的文本", "{path} line {line} holds a NUL character; this is no sound text";
    InputCut { path, line, encoding }: "{path} 在第 {line} 行的一个字中间断了 (编码 {encoding}), 文件不完整", "{path} ends in line {line} within a character (encoding {encoding}); the file is not complete";
    InputCutHint: "请重新复制或下载该文件", "copy or download the file again";
    InputInvalid { path, line, encoding }: "{path} 第 {line} 行有不属于 {encoding} 的字节", "{path} line {line} holds bytes that are no {encoding}";
    InputRowTooLong { path, line }: "{path} 第 {line} 行开始的一行过长, 多半是引号没有成对", "{path}: the row that begins on line {line} is too long; most likely a quote is not closed";
    QuoteOpen { path, line }: "{path} 第 {line} 行开始的引号没有成对", "{path}: a quote that begins on line {line} is not closed";
    QuoteOpenHint: "请检查该行的英文双引号; 内容里的双引号须写成两个", "see to the double quotes of that line; one within a text is written twice";
    RowTooLong { path, line, cells, width, surplus }: "{path} 第 {line} 行有 {cells} 格, 标题只有 {width} 格; 多出的是“{surplus}”", "{path} line {line} has {cells} cells, but there are only {width} headings; “{surplus}” is too many";
    RowTooLongHint: "内容里的分隔符须用英文双引号括住整格, 或改用 .xlsx", "put a cell that holds the delimiter in double quotes, or use .xlsx";
    CellError { path, cell, error }: "{path} 单元格 {cell} 是错误值 {error}", "{path}: cell {cell} holds the error {error}";
    CellErrorHint: "请在表中改正公式, 或清空该格", "mend the formula in the sheet, or clear the cell";
    WorkbookLocked { path }: "{path} 有打开密码, 不能读取", "{path} is protected by a password and cannot be read";
    WorkbookLockedHint: "请用 Excel 或 WPS 去掉密码后另存再导入, 事后妥善处理该文件", "save it without the password in Excel or WPS, import that, and keep the file safe";
    WorkbookBroken { path, reason }: "{path} 不是完好的工作簿: {reason}", "{path} is no sound workbook: {reason}";
    SheetUnknown { path, sheet }: "{path} 中没有工作表“{sheet}”", "{path} has no sheet “{sheet}”";
    SheetsKnown { sheets }: "其中的工作表: {sheets}", "its sheets: {sheets}";
    SheetsSeveral { path, sheets }: "{path} 中有几张工作表都有标题: {sheets}", "several sheets of {path} have headings: {sheets}";
    SheetsSeveralHint: "请用 --sheet 指明一张, 分别导入", "name one with --sheet and import each";
    SheetsHiddenHint { sheets }: "隐藏的工作表没有读: {sheets}; 要读其中之一请用 --sheet 指明", "hidden sheets were not read: {sheets}; name one with --sheet to read it";
    NoHeadingsHintMap: "标题行须有姓名、所在党支部等标题, 或英文键名; 别的标题可用 --map 对应", "the headings must name columns such as 姓名, 所在党支部, or the English keys; --map tells what other headings mean";
    MapUnreadable { path, reason }: "对应表 {path} 无法读取: {reason}", "the map {path} cannot be read: {reason}";
    MapUnreadableHint: "须为 UTF-8 编码的 TOML, 每行一项: \"表中的标题\" = \"键名\"", "it is TOML in UTF-8, one line each: \"heading\" = \"key\"";
    MapKeyUnknown { path, heading, key }: "对应表 {path} 中“{heading}”对应的键名“{key}”不存在", "the map {path} gives “{heading}” the key “{key}”, which there is not";
}
