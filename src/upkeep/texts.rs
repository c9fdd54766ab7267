//! What `upkeep` says, a line each, in both languages.

pub(crate) use crate::db::texts::*;
use crate::i18n::sentences;

sentences! {
    pub(crate) enum UpkeepSays;

    LogTitle: "操作日志", "Operation log";
    ChecksTitle: "检查的问题", "What is looked for";
    CheckTitle: "检查结果", "What the check found";
    HolidaysTitle: "节假日", "Holidays";
    RebuildingWords: "重建查找索引", "making the index of words anew";
    Shrinking: "缩小文件", "making the file smaller";
    DbAdopted { path }: "{path} 已恢复标识, 可照常使用", "{path} has its mark again and can be used as before";
    DbAdoptedAlready { path }: "{path} 有标识, 不需要恢复", "{path} has its mark, nothing to do";
    FileExists { path }: "文件 {path} 已存在", "the file {path} exists already";
    DbCreated { path }: "已建立数据库 {path}", "made the database {path}";
    CheckFile: "文件损坏", "the file is damaged";
    CheckForeignKey: "引用了不存在的记录", "refers to a record that is not there";
    CheckFound { count }: "发现 {count} 处问题", "{count} faults found";
    CheckFoundHint: "用 db log 查看来由, 用 db undo 或 set 更正", "db log tells where they come from; db undo or set mends them";
    BackupDone { path, pages }: "已备份到 {path} 并核验({pages} 页)", "backed up to {path} and verified ({pages} pages)";
    BackupHeld: "另一进程正在备份, 本次不再另存", "another process is making a copy just now; none was made";
    BackupsTitle: "备份", "Copies";
    VerifySound { path, day, operation, people }: "{path} 完好: 最后的操作是 {operation}({day}), 共 {people} 人", "{path} is sound: its last operation is {operation} ({day}), with {people} people";
    VerifyOlder: "它是旧版本的, 只核验了文件本身", "it is of an older version: only the file itself was looked at";
    VerifyBehind { count }: "比现有数据库少 {count} 次操作", "it is {count} operations behind the database";
    VerifyOtherOffice: "是另一单位的数据库", "it is of another office";
    NoBackupOfDay { day }: "{day} 没有备份", "there is no copy of {day}";
    NoBackupOfDayHint { days }: "有备份的日子: {days}", "there are copies of {days}";
    NoBackupsHint: "还没有备份; db backup 现在存一份", "there is none yet; db backup makes one now";
    RestoreNamesNothing { typed }: "“{typed}”不是文件, 也不是日期", "“{typed}” is neither a file nor a day";
    RestoreNamesNothingHint: "db backups 列出各份备份", "db backups lists the copies there are";
    RestoreOtherOffice { file }: "{file} 是另一单位的数据库, 不能覆盖这里的记录", "{file} holds the records of another office and is not put over those here";
    RestoreOtherOfficeHint: "要看它的内容, 用 --into 恢复到另一个文件", "to look into it, restore it with --into to a file of its own";
    RestoreLoses { count, first, last }: "恢复后将失去此后的 {count} 次操作({first} – {last})", "going back loses {count} operations made since ({first} – {last})";
    RestoreLosesNone: "备份之后没有别的操作", "nothing was done since the backup";
    RestoreLosesUnknown: "现有文件读不出来, 不知道会失去什么", "the file that is there cannot be read, so nobody knows what is lost";
    RestoreForked { count }: "备份里另有 {count} 次现有数据库没有的操作", "the backup has {count} operations that the database does not have";
    RestoreQuestion { path }: "把 {path} 恢复到这份备份? [y/N] ", "put the backup in the place of {path}? [y/N] ";
    RestoreNotAgreed: "未恢复, 什么也没有改动", "nothing was restored, and nothing was touched";
    RestoreNotAgreedHint: "确定要恢复时加 -y; 先看会失去什么用 -n", "say -y to go back; -n only tells what would be lost";
    RestoredInto { path, file }: "已把备份 {file} 恢复为 {path}", "restored the backup {file} as {path}";
    RestoreUndo { kept }: "要回到恢复前: db restore {kept}", "db restore {kept} goes back to before";
    LostTitle: "恢复后将失去的操作", "Operations that would be lost";
    OnNetwork { kind }: "数据库在网络文件系统({kind})上: 几台机器同时使用时, 那里的锁不一定可靠, 请放在本机磁盘上", "the database lies on a network file system ({kind}), whose locks may fail when several machines use it; keep it on a disk of this machine";
    InSynced { name }: "数据库在同步文件夹({name})里: 同步程序可能在写入中途复制它, 请移到别处, 只把备份放在同步文件夹里", "the database lies in a folder that {name} synchronises, which may copy it half written; keep it elsewhere and only backups there";
    Restored { path, file }: "已由备份 {file} 恢复 {path}", "{path} is back at the backup {file}";
    RestoreKept { kept }: "恢复前的文件另存为 {kept}", "the file as it was before is kept as {kept}";
    RestoreFaults { count }: "恢复的记录有 {count} 处自相矛盾或待核, 用 db check 查看", "db check has something to say of the restored records ({count})";
    RestoreOfItself { path }: "{path} 就是正在使用的数据库, 不是备份", "{path} is the database itself, not a backup of it";
    RestoreDamagedHint: "这份备份不完好, 未动现有文件; 请换另一份备份", "this backup is damaged and nothing was touched; use another one";
    HolidaysEntered { year, off, on }: "{year} 年的节假日: 工作日放假 {off} 天, 周末上班 {on} 天", "holidays of {year}: {off} weekdays off, {on} days of weekends worked";
    HolidaysBuiltIn { year }: "{year} 年的节假日程序已经知道", "the program knows the holidays of {year} already";
    WorkedWeekday { day }: "{day} 不是周六或周日, 本来就上班", "{day} is no Saturday or Sunday and is worked anyway";
    WorkedWeekdayHint: "--on 只写调休上班的周六、周日", "--on is for the Saturdays and Sundays that are worked";
    OffAndWorked { day }: "{day} 既写在 --off 又写在 --on", "{day} stands in --off and in --on";
    NoHolidays { year }: "{year} 年没有一个放假的工作日", "no weekday of {year} is off";
    HolidaysBackwards { part }: "“{part}”的起止颠倒", "“{part}” ends before it begins";
    HolidayNoDay { typed }: "“{typed}”不是一天; 一段写作 2027-10-01..2027-10-07", "“{typed}” is no day; a stretch is 2027-10-01..2027-10-07";
    HolidayOfAnotherYear { day, year }: "{day} 不在 {year} 年", "{day} does not lie in {year}";
    Undone { number }: "已撤销操作 {number}", "operation {number} undone";
    Compacted { path, before, after, copy }: "已整理 {path}: {before} → {after} 字节; 原文件存为 {copy}", "compacted {path}: {before} → {after} bytes; the file as it was is {copy}";
}
