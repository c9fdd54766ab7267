//! What `lake` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum LakeSays;

    ManifestUnreadable { path, reason }: "{path} 读不出来(原文“{reason}”)", "{path} cannot be read (\"{reason}\")";
    ManifestLies { path }: "{path} 写的文件名不在数据湖之内", "{path} names files that are not in the lake";
    LakeOtherVersion { path, there, here }: "{path} 是版本 {there} 的记录, 本程序是版本 {here}", "{path} is of records of version {there}, this program of version {here}";
    LakeAnewHint: "用 lake add 另建一个: 各单位的数据库才是原件, 数据湖随时可以重建", "make another with lake add: the databases of the offices are the originals, a lake can be made anew at any time";
    LakeFailed { reason }: "数据湖的文件读写失败({reason})", "a file of the lake could not be read or written ({reason})";
    LakeFailedHint: "用 lake check 查看哪些文件不完好", "lake check tells which files are not whole";
    LakeMissing { path }: "{path} 里没有数据湖", "there is no lake in {path}";
    LakeMissingHint { path }: "用 dangwu lake add {path} 文件… 建立", "make one with dangwu lake add {path} FILE…";
    LakeForeign { path }: "{path} 里有别的文件, 不是数据湖", "{path} has other files in it and is no lake";
    LakeForeignHint: "写一个新的或空的文件夹", "name a new folder, or an empty one";
    LakeHeld { path }: "另一进程正在写 {path}", "another process is writing to {path}";
    LakeHeldHint: "等它结束再试", "try again when it is done";
    LakeRevealOther { path }: "{path} 建立时没有用 --reveal, 号码是遮盖的; 同一数据湖不能有的遮盖有的完整", "{path} was made without --reveal, so numbers in it are masked; one lake does not have some masked and some in full";
    LakeMaskOther { path }: "{path} 建立时用了 --reveal, 号码是完整的; 同一数据湖不能有的遮盖有的完整", "{path} was made with --reveal, so numbers in it are in full; one lake does not have some masked and some in full";
    LakeRevealHint: "照原样加或不加 --reveal, 或另建一个数据湖", "say --reveal or not as it was then, or make another lake";
    LakeTwins { one, other }: "{one} 和 {other} 是同一单位的数据库(或其副本)", "{one} and {other} hold the records of one office (or one is a copy)";
    LakeTwinsHint: "每个单位只加入一个文件; 是复制后各自登记的, 用 db info 看单位标识", "add one file for each office; if one was copied and both were written to since, db info shows the identity of the office";
    LakeOlder { name, there, here }: "{name}: 数据湖里已有到操作 {there} 的, 这个文件只到操作 {here}", "{name}: the lake has it up to operation {there}, this file goes to operation {here} only";
    LakeAdded { added, replaced, rows, lake }: "{lake}: 新增 {added} 个单位, 更新 {replaced} 个, 写入 {rows} 行", "{lake}: {added} offices added, {replaced} replaced, {rows} rows written";
    LakeRehearsed { added, replaced }: "演练: 将新增 {added} 个单位, 更新 {replaced} 个; 未写入", "rehearsed: {added} offices would be added, {replaced} replaced; nothing was written";
    LakeTitle { lake, count }: "数据湖 {lake}: {count} 个单位", "Lake {lake}: {count} offices";
    LakeCheckTitle: "数据湖检查结果", "What the check of the lake found";
    LakeFileMissing: "清单中的文件不在", "a file of the manifest is missing";
    LakeFileAltered: "文件与清单所记的大小或 SHA-256 不符", "a file is not of the size and SHA-256 that the manifest tells";
    LakeFileRows: "文件的行数或单位与清单不符", "the rows or offices of a file are not those of the manifest";
    LakeFileStray: "清单之外的文件", "a file that the manifest does not know";
    LakeWhole { offices, files, rows }: "完好: {offices} 个单位, {files} 个文件, {rows} 行", "whole: {offices} offices, {files} files, {rows} rows";
    LakeNotWhole { count }: "发现 {count} 处问题", "{count} faults found";
    EngineMissing { command }: "运行不了引擎“{command}”", "the engine \"{command}\" cannot be run";
    EngineMissingHint: "安装 DuckDB(官网下载一个文件, 或 pip install duckdb-cli); 单位不多时可用 --engine sqlite", "install DuckDB (one file from its site, or pip install duckdb-cli); --engine sqlite does for a few hundred offices";
    EngineTold { command, what }: "引擎“{command}”{what}", "the engine \"{command}\" {what}";
    EngineSaid { line }: "  {line}", "  {line}";
    EngineFailed: "运行出错", "failed";
    EngineBrokeOff: "的回答不完整", "broke off its answer";
    EngineRubbish: "的回答读不懂: 应当每行一个 JSON 对象", "answered what cannot be read: a JSON object in each line was expected";
    EngineSilent { seconds }: "{seconds} 秒没有回答", "said nothing for {seconds} seconds";
    EngineHint: "没有得出任何数字; 可用 --engine sqlite 再试, 或用 lake check 查看数据湖是否完好", "no figure came of it; try --engine sqlite, or see with lake check whether the lake is whole";
    LakeNotWholeHint: "用 lake add 重新加入有关单位, 或另建一个数据湖", "add the offices concerned again with lake add, or make another lake";
}
