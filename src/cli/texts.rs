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
    SeeHelp: "加 --help 查看用法", "--help shows how it is used";
    LicencesTitle: "本程序所用的组件和许可证", "What the program is built from, and the licences";
    ShortOptionJoined { typed, long }: "{typed} 会被读作别的选项; 应写 {long}", "{typed} would be read as another option; write {long}";
}
