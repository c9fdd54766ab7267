//! What `upkeep` says, a line each, in both languages.

pub(crate) use crate::db::texts::*;
use crate::i18n::sentences;

sentences! {
    pub(crate) enum UpkeepSays;

    LogTitle: "操作日志", "Operation log";
    CheckTitle: "检查结果", "What the check found";
    HolidaysTitle: "节假日", "Holidays";
    RebuildingWords: "重建查找索引", "making the index of words anew";
    Shrinking: "缩小文件", "making the file smaller";
    WritingBackup: "写入备份", "writing the backup";
    VerifyingBackup: "核验备份", "verifying the backup";
    DbAdopted { path }: "{path} 已恢复标识, 可照常使用", "{path} has its mark again and can be used as before";
    DbAdoptedAlready { path }: "{path} 有标识, 不需要恢复", "{path} has its mark, nothing to do";
    FileExists { path }: "文件 {path} 已存在", "the file {path} exists already";
    DbCreated { path }: "已建立数据库 {path}", "made the database {path}";
    CheckFile: "文件损坏", "the file is damaged";
    CheckForeignKey: "引用了不存在的记录", "refers to a record that is not there";
    CheckFound { count }: "发现 {count} 处问题", "{count} faults found";
    CheckFoundHint: "用 db log 查看来由, 用 db undo 或 set 更正", "db log tells where they come from; db undo or set mends them";
    BackupDone { path, pages }: "已备份到 {path} 并核验({pages} 页)", "backed up to {path} and verified ({pages} pages)";
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
