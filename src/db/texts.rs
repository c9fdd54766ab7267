//! What the database says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum DbSays;

    FileNotOpened: "打不开, 也不能新建", "it can be neither opened nor made";
    FileOrFolderReadOnly: "文件或所在文件夹只读", "the file or its folder is read-only";
    MakingDatabase { path }: "新建数据库 {path} ", "making the database {path}";
    UpgradingDatabase { from, to }: "把结构由版本 {from} 升级到版本 {to} ", "upgrading its schema from version {from} to {to}";
    SavingCopy { copy }: "另存副本 {copy} ", "saving the copy {copy}";
    SavingOperation: "保存这次操作", "saving the operation";
    WritingBackup: "写入备份", "writing the backup";
    VerifyingBackup: "核验备份", "verifying the backup";
    FolderOfAnother { folder }: "文件夹 {folder} 里有另一个单位同名数据库的备份", "the folder {folder} holds copies of another office's database of the same name";
    FolderOfAnotherHint { key }: "用 config set {key} 另设一个文件夹", "set another folder with config set {key}";
    DbNameEmpty: "数据库文件名不能为空", "the name of the database file is empty";
    DbCopied { path }: "{path} 有本程序的全部结构, 但没有标识: 大概是由 .dump 还原的", "{path} has the whole schema of dangwu but not its mark: it was probably restored from a .dump";
    DbCopiedHint: "确是自己的数据库时, 用 db adopt 恢复标识", "if it is your database, db adopt gives it its mark again";
    DbOfOtherSchema { path }: "{path} 的结构与本版本不同, 不能认作本程序的数据库", "the schema of {path} is not that of this version; it is not taken for a database of dangwu";
    DbExists { path }: "{path} 已存在, 不会覆盖", "{path} exists already and is left alone";
    DbExistsHint: "请换一个文件名, 或直接使用现有数据库", "choose another name, or use the one that is there";
    DbMissing { path }: "没有数据库文件 {path}", "there is no database {path}";
    DbMissingHint: "新建请用 dangwu --db 文件 db init", "make one with dangwu --db FILE db init";
    DbForeign { path }: "{path} 不是 dangwu 的数据库", "{path} is no database of dangwu";
    DbForeignHint: "请检查 --db 或 $DANGWU_DB 指的文件", "check the file that --db or $DANGWU_DB names";
    DbNewer { version, known }: "数据库版本 {version} 比本程序所知的 {known} 新", "the database is of version {version}, newer than {known} which this program knows";
    DbNewerHint: "请升级 dangwu; 文件未被改动", "upgrade dangwu; the file was not touched";
    DbStripped { path, missing }: "{path} 缺少: {missing}", "{path} lacks: {missing}";
    DbDamaged { reason }: "数据库已损坏, 其中有读不出的内容({reason})", "the database is damaged, some of it cannot be read ({reason})";
    DbDamagedHint: "请勿继续写入; 用 db restore 回到最近的备份(db backups 列出各份); 没有备份时用 db salvage 救出记录", "do not write to it any more; go back to the latest backup (db backups lists them) with db restore; without one db salvage brings over what can be read";
    DbIsFolder { path }: "{path} 是文件夹, 不是数据库文件", "{path} is a folder, no database file";
    DbIsDevice { path }: "{path} 是设备或管道, 不是数据库文件", "{path} is a device or a pipe, no database file";
    DbIsEmpty { path }: "{path} 是空文件, 其中没有数据库", "{path} is an empty file, there is no database in it";
    DbIsEmptyHint: "原来有记录的, 用最近的备份代替它; 要新建, 先删去这个空文件, 再用 db init", "if it had records, put the latest backup in its place; to make a new one, remove the empty file and use db init";
    DbToRecipients { path }: "{path} 是加密给收件人的文件(age), 不是可直接打开的数据库", "{path} is a file sealed to recipients (age), not a database that can be opened as it is";
    DbIsNone { path }: "{path} 不是数据库, 是别的文件", "{path} is no database but a file of another kind";
    DbIsNoneHint: "请检查 --db 或 $DANGWU_DB 指的文件; 确曾是数据库的, 已损坏, 用最近的备份代替它", "check the file that --db or $DANGWU_DB names; if it was the database it is damaged: put the latest backup in its place";
    DbCutOff { path, size, whole }: "数据库已损坏: {path} 被截断, 应有 {whole} 字节, 只有 {size} 字节", "the database is damaged: {path} was cut off, {size} bytes of {whole} are there";
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
    FaultStepOrder: "发展党员各步骤的日期不能颠倒", "no step is dated before one that comes before it";
    FaultRollBeforeJoining: "入党前不能在册, 转正前不能列为正式党员", "nobody is on the roll before joining, nor a full member before the day of full membership";
    FaultPeriodOverlap { table }: "时段与已有记录重叠({table})", "the period overlaps one on record ({table})";
    FaultLine { name, meaning, detail, code }: "{name}: {meaning} ({detail}) [{code}]", "{name}: {meaning} ({detail}) [{code}]";
    MeaningAndMend { meaning, commands }: "{meaning}(更正请用 {commands})", "{meaning} (mend it with {commands})";
    MendWith { commands }: "更正请用 {commands}", "mend it with {commands}";
    WouldNotHold { fault }: "照此登记, 记录将自相矛盾: {fault}", "the records would contradict themselves: {fault}";
    DamagedValue { table }: "{table}: 不允许的内容", "{table}: a value that is not allowed";
    SaidBySqlite { line }: "SQLite 报告“{line}”", "SQLite reports “{line}”";
    OperationUnknown { number }: "没有操作 {number}", "there is no operation {number}";
    OperationLost { number, by }: "操作 {number} 已随操作 {by} 恢复备份而失去", "operation {number} was lost when operation {by} went back to a backup";
    OperationLostHint { kept }: "它在恢复前的文件里, 可这样查看: --db {kept}", "it is in the file of before, to be looked at with --db {kept}";
    OperationUnknownHint: "db log 列出全部操作", "db log lists them all";
    NothingToUndo: "没有可撤销的操作", "there is nothing to undo";
    UndoOfErasure { number }: "操作 {number} 抹除了个人信息, 不能撤销", "operation {number} erased personal data and cannot be undone";
    UndoOfErasureHint: "要撤销别的操作, 写明操作号: db undo N", "to undo another operation, tell its number: db undo N";
    UndoOfErased { number, by }: "操作 {number} 涉及的人员, 其个人信息已由操作 {by} 抹除, 不能撤销", "operation {number} touched somebody whose personal data operation {by} erased, so it cannot be undone";
    UndoOfErasedHint: "需要改回的内容请重新登记", "what has to be otherwise has to be entered anew";
    UndoOfRestoration { number }: "操作 {number} 是恢复备份, 不能用 db undo 撤销", "operation {number} went back to a backup, which db undo does not take back";
    UndoOfRestorationHint { kept }: "要回到恢复前: db restore {kept}; 要撤销别的操作, 写明操作号: db undo N", "db restore {kept} goes back to before; to undo another operation, tell its number: db undo N";
    UndoOfRestorationLast: "恢复前没有文件可回去; 要撤销别的操作, 写明操作号: db undo N", "there was no file before to go back to; to undo another operation, tell its number: db undo N";
    UndoneAlready { number, by }: "操作 {number} 已被操作 {by} 撤销", "operation {number} was undone by operation {by}";
    UndoneAlreadyHint { by }: "要重做, 请撤销那次撤销: db undo {by}", "to redo it, undo the undoing: db undo {by}";
    UndoBlocked { number }: "操作 {number} 不能单独撤销: 之后的操作以它为基础", "operation {number} cannot be undone: later ones stand on it";
    UndoBlockedHint { later }: "请先撤销: {later}", "undo first: {later}";
    RedoOfBulk { number }: "操作 {number} 是大批量导入, 撤销后不能重做", "operation {number} was a bulk import; once undone it cannot be redone";
    RedoOfBulkHint: "请重新导入原文件", "import the file again";
    OperationLine { number, at, operator, command }: "操作 {number}  {at}  {operator}  {command}", "operation {number}  {at}  {operator}  {command}";
    FaultStillNamed: "其他记录还引用它", "other records still refer to it";
    FaultPostOverlap: "一个党组织同时只有一名书记, 一个人不能两次任同一职务", "an org has one secretary, and nobody holds the same post of it twice";
    FaultWaiverOverlap: "同一月的党费只能减免一次", "dues of a month are waived once";
    FaultFrozenStays: "存档的报表不能改动", "a frozen report is never changed";
    FaultResolutionVoided: "已作废的会议不能有决议", "a meeting that does not count decides nothing";

    // What was known.
    KnownLost { number, by }: "操作 {number} 批量导入的行已被操作 {by} 撤销, 没有留底, 不能回到两者之间", "the rows that operation {number} imported in bulk were taken back by operation {by} and kept nowhere: what was known between the two cannot be had";
    KnownLostHint { number, by }: "可查到操作 {number} 之前, 或操作 {by} 之后", "what was known before operation {number}, or after operation {by}, can";
}
