//! What `erase` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum EraseSays;

    EraseReasonEmpty: "抹除要说明理由", "an erasure needs a reason";
    EraseQuestion { name, no }: "将抹除 {name}({no}) 的个人信息: 记录、操作日志、存档报表和副本中的都抹除, 不能恢复。继续吗? [y/N] ", "The personal data of {name} ({no}) will be erased from the records, the log, frozen reports and copies. This cannot be undone. Go on? [y/N] ";
    EraseNotAgreed { name, no }: "抹除 {name}({no}) 的个人信息后不能恢复, 需要确认", "the personal data of {name} ({no}) cannot be had back once erased; this has to be confirmed";
    EraseNotAgreedHint: "先用 -n 查看将抹除什么, 再加 -y", "look with -n at what would go, then add -y";
    ErasedAlready { no }: "{no} 号的个人信息此前已抹除, 只再检查副本", "the personal data of no. {no} were erased before; only the copies are gone through again";
    Erased { no }: "已抹除 {no} 号的个人信息, 人员记录作为匿名编号保留", "erased the personal data of no. {no}; the record stays as a number without a name";
    EraseWarning { count }: "涉及此人的 {count} 次操作不能再撤销; 另行保存的备份和导出的文件请自行处理", "{count} operations that touched the person can no longer be undone; backups and exports kept elsewhere are for you to deal with";
    EraseRehearsed { no, count }: "演练: 将抹除 {no} 号的个人信息, 涉及的 {count} 次操作此后不能撤销; 未写入", "rehearsal: the personal data of no. {no} would be erased, and {count} operations could no longer be undone; nothing was written";
    EraseHoldsPost { org, post }: "此人现任{org}{post}", "the person holds a post now: {post} of {org}";
    EraseInstructs { unit }: "此人现为{unit}的党建指导员", "the person is an instructor of {unit} now";
    EraseFosters { name }: "此人现为{name}的培养联系人", "the person fosters {name} now";
    EraseVotes { org }: "此人涉及{org}尚未结束的选举", "the person stands or votes in an election of {org} that is not over";
    EraseOnRoll { org }: "此人现在{org}的名册上", "the person is on the roll of {org} now";
    CopyFate { copy, fate }: "副本 {copy}: {fate}", "copy {copy}: {fate}";
    OtherFile { file, no }: "{file} 是同一份记录另存的文件, 未动, 其中还有 {no} 号: 删去它; 仍要用的, 核对(--db {file} member show {no})后在其中同样抹除(--db {file} member erase {no})", "{file} is another file of the same records and was not touched; it still has no. {no}: delete it, or if it is in use look (--db {file} member show {no}) and erase there, too (--db {file} member erase {no})";
    CopiesLeft { count }: "有 {count} 份副本未能处理, 其中可能还有此人的信息", "{count} copies could not be dealt with and may still hold the person's data";
    CopiesLeftHint: "副本损坏或被占用; 处理后再执行一次, 或删除这些副本", "they are damaged or in use; deal with that and run it again, or delete them";
    LeftThere { place }: "请查看: {place}中还有此人的姓名或号码", "to look at: the name or a number still stands in {place}";
    LeftInRow { table, id }: "{table} #{id} ", "{table} #{id}";
    LeftInOperation { number }: "操作 {number} 的变更记录(db log {number}) ", "the journal of operation {number} (db log {number})";
    LeftInFrozen { name }: "存档报表 {name} ", "the frozen report {name}";
    LeftAsOperator: "操作日志的经办人", "the log, as an operator";
    InTable { table }: "{table}", "{table}";
    InFrozen: "存档报表", "frozen reports";
    InJournal: "操作日志的变更记录", "images in the journal";
    InCommands: "操作日志和查阅日志的命令", "commands in the logs";
    InCopies: "副本", "copies";
}
