//! What the command line says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum CliSays;

    OptionUnknown { option }: "没有选项 {option}", "there is no option {option}";
    WordIdle { word }: "“{word}”是多余的", "“{word}” is one word too many";
    WordIdleHint: "含空格的内容须加引号; 加 --help 查看用法", "put what has blanks in it in quotes; --help shows how it is used";
    OptionMissing { option }: "缺少 {option}", "{option} is missing";
    OptionConflict { option, other }: "{option} 与 {other} 不能同时使用", "{option} and {other} exclude each other";
    VerbUnknown { verb }: "没有命令“{verb}”", "there is no command “{verb}”";
    VerbMissing: "缺少命令", "a command is missing";
    ValueMissing { option }: "{option} 后面缺少内容", "{option} lacks a value";
    NumberWithin { from, to }: "可写 {from} 至 {to} 的整数", "a whole number from {from} to {to}";
    NumberFrom { from }: "可写不小于 {from} 的整数", "a whole number, {from} or more";
    NumberWhole: "可写整数, 用阿拉伯数字, 如 12", "a whole number in digits, such as 12";
    NumberPlain: "可写数, 用阿拉伯数字, 如 5 或 0.5", "a number in digits, such as 5 or 0.5";
    NotUtf8: "命令行中有无法识别的字符", "the command line holds characters that are no valid UTF-8";
    CommandLineWrong: "命令行有误", "the command line is wrong";
    ReferenceTitle: "党务: 命令参考", "dangwu: all commands";
    ManualNowhere: "man 手册页有很多个文件, 要指明文件夹", "manual pages are many files: name a folder";
    ManualNowhereHint: "用 -o 文件夹", "-o FOLDER";
    ManualWritten { count, path }: "已在 {path} 写入 {count} 个手册页", "{count} manual pages are written in {path}";
    ShellUnknown { shell, known }: "没有命令解释器“{shell}”; 可用: {known}", "there is no shell “{shell}”; use {known}";
    CompletionLine { file }: "把下面一行加进 {file}, 重开终端即可用 Tab 键补全命令、选项、代码和名称", "add this line to {file}; from the next terminal on Tab completes commands, options, codes and names";
    CompletionSeveral { places }: "同名: {places}", "several: {places}";
    UsualOrg { org }: "未写 --org, 按配置 org.default 归入 {org}", "no --org was told: {org}, as org.default of the configuration says";
    SeeHelp: "加 --help 查看用法", "--help shows how it is used";
    TaskFind: "找人", "find somebody";
    TaskAdd: "登记党员", "record a member";
    TaskMeeting: "登记会议", "record a meeting";
    TaskTransfer: "转出党员", "transfer a member out";
    TaskRoll: "名册存为 Excel", "a roll as a workbook";
    HomeTasks: "常办的事:", "Tasks of the day:";
    HomeNoRecords { path }: "还没有数据库 {path}", "there is no database {path} yet";
    HomeMake { init, set }: "  新建: {init}    已有的: {set}", "  make one: {init}    use one that is there: {set}";
    HomeOverdue: "逾期的事(dangwu report due 逐项列出):", "Overdue (dangwu report due lists each):";
    HomeCase { case, count, since }: "  {case}: {count} 项, 最早 {since}", "  {case}: {count}, since {since}";
    HomeCases { more }: "  另有 {more} 类", "  and {more} other cases";
    HomeNothingDue: "没有逾期的事", "Nothing is overdue";
    HomeDue: "逾期的事: dangwu report due", "What is overdue: dangwu report due";
    HomeMore: "全部命令: dangwu --help    日期、导入、撤销等: dangwu help", "All commands: dangwu --help    dates, import, undo and more: dangwu help";
    HelpUsage: "用法:", "Usage:";
    HelpExamples: "例", "Examples";
    HelpArguments: "参数", "Arguments";
    HelpOptions: "选项", "Options";
    HelpCommon: "通用选项", "Options of every command";
    HelpCommonTold: "每条命令都有的选项, 写在命令前后都可以。", "The options of every command, which may stand before or behind it.";
    HelpCommands: "命令", "Commands";
    HelpLedgers: "台账", "Ledgers";
    HelpReports: "报表", "Reports";
    HelpOfOne { command }: "某一条的写法和例子: dangwu {command} --help", "How one of them is typed, with examples: dangwu {command} --help";
    HelpCommonWhere: "通用选项: dangwu help options", "Options of every command: dangwu help options";
    HelpTopics: "专题(dangwu help 专题)", "Topics (dangwu help TOPIC)";
    HelpOptionsTitle: "每条命令都有的选项", "The options of every command";
    HelpUnknown { topic }: "没有专题或命令“{topic}”", "there is no topic or command “{topic}”";
    HelpKnown { topics }: "专题有: {topics}", "topics are: {topics}";
    WhoIsMeant { typed }: "“{typed}”指的是哪一个?", "who is meant by “{typed}”?";
    NoneOfThem: "都不是, 是新人", "none of them: somebody new";
    TookToday { day }: "没有写 --date, 按今天({day})登记", "no --date was given: taken as of today ({day})";
    LicencesTitle: "本程序所用的组件和许可证", "What the program is built from, and the licences";
    ShortOptionJoined { typed, long }: "{typed} 会被读作别的选项; 应写 {long}", "{typed} would be read as another option; write {long}";
}
