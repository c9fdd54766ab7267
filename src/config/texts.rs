//! What the configuration says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum ConfigSays;

    AtLine { path, line, what }: "配置文件 {path} 第 {line} 行: {what}", "the configuration {path}, line {line}: {what}";
    OfFile { path, what }: "配置文件 {path}: {what}", "the configuration {path}: {what}";
    OfKey { key, what }: "{key}: {what}", "{key}: {what}";
    KeyUnknown { key }: "没有配置项“{key}”", "there is no key “{key}”";
    KeysKnown { keys }: "可用的配置项: {keys}", "the keys are {keys}";
    TextNeeded: "内容须是文字, 写在引号里", "takes a text, in quotes";
    MendHint: "改这个文件, 或用 config set、config unset 更正", "mend the file, or use config set or config unset";
    NotToml { words }: "不是 TOML 的写法({words})", "is no TOML ({words})";
    NotTomlHint: "每行写作 键 = '内容', 等号和引号用英文标点, 每项只写一次", "a line is KEY = 'VALUE', with plain quotes, each key once";
    LooksLike { encoding }: "不是 UTF-8 编码, 像是 {encoding}", "is not UTF-8, but looks like {encoding}";
    NoText: "不是文本文件", "is no text";
    SaveUtf8Hint: "用记事本打开后另存, 编码选 UTF-8", "open it in an editor and save it as UTF-8";
    NoTextHint: "配置文件是否写错了位置? config path 显示它在哪里", "is it the right file? config path tells where it is";
    TooLarge: "太大, 不是配置文件", "is too large to be one";
    NoPlace: "系统没有给出存放配置文件的文件夹", "the system names no folder for the configuration";
    NoPlaceHint: "用环境变量 DANGWU_CONFIG 指明一个文件", "name a file with DANGWU_CONFIG";
    InTheWay { name }: "“{name}”不是单独一项, 不能改写", "“{name}” is not one value and is not written over";
    InTheWayHint { name }: "先用 config unset {name} 删去", "config unset {name} takes it out";
    SettingEmpty { key }: "不能为空; 要取消用 config unset {key}", "cannot be empty; config unset {key} takes it out";
    OneLineOnly: "只能写一行, 不能有换行、制表符等", "takes one line, without tabs and the like";
    NotInUtf8: "含有不是 UTF-8 的字符, 配置文件存不下", "holds characters that are no UTF-8, which the file cannot keep";
    SwitchUnknown { typed }: "“{typed}”应为 是 或 否", "“{typed}” must be yes or no";
    YearsUnread { typed, most }: "“{typed}”不是 1 至 {most} 的整年数", "“{typed}” is no whole number of years from 1 to {most}";
    LanguageUnknown { typed, known }: "没有语言“{typed}”; 可用: {known}", "there is no language “{typed}”; use {known}";
    HomeUnknown: "系统没有给出用户的主文件夹, 不能用 ~", "the system names no home for ~ to stand for";
    FolderMissing { path }: "没有文件夹 {path}", "there is no folder {path}";
    FolderNone { path }: "{path} 不是文件夹", "{path} is no folder";
    FileNone { path }: "{path} 是文件夹, 不是文件", "{path} is a folder, not a file";
    WritingConfig: "写入配置文件", "writing the configuration";
    SettingMade { key, value, path }: "已设 {key} = {value} ({path})", "{key} is set to {value} ({path})";
    SettingSame { key, value }: "{key} 原来就是 {value}, 没有改动", "{key} is {value} already; nothing was changed";
    SettingGone { key, path }: "已取消 {key} ({path})", "{key} is not set any more ({path})";
    SettingAbsent { key }: "{key} 没有在配置文件中设定, 没有改动", "{key} is not set in the configuration; nothing was changed";
    VariableBefore { key, variable }: "环境变量 {variable} 先于配置文件, {key} 眼下以它为准", "{variable} goes before the configuration: {key} is what it says";
    RecordsSet { key, value }: "已在数据库中设 {key} = {value}", "{key} is set to {value} in the database";
    RecordsUnset { key }: "已取消数据库中的 {key}", "{key} is not set in the database any more";
    RuleSet { key, id, number, unit, since }: "已设 {key} ({id}) = {number}{unit}, 自 {since} 起", "{key} ({id}) is {number} {unit} from {since} on";
    KeyNotInRecords { key }: "{key} 因人因机而异, 不随数据库保存", "{key} is one of a person or a computer, and does not go with the records";
    KeysInRecords { keys }: "可随数据库保存的: {keys}, 以及各项规定(rule.名称)", "with the records go {keys} and rule.*";
    RuleInRecordsOnly { key }: "{key} 随数据库保存, 不写入配置文件", "{key} goes with the records, not into the configuration";
    OptionOfRules { option }: "{option} 只用于规定的数值(rule.名称)", "{option} goes with rule.* only";
    ConfigNewer { version, known }: "是较新版本的程序写的(版本 {version}, 本程序只认到 {known})", "was written by a newer version of the program (version {version}, known up to {known})";
    ConfigNewerHint: "请升级程序, 或改回版本那一行, 并检查其余各项", "update the program, or set the line of version back and look at the rest";
    ConfigVersionBad: "version: 应为正整数", "version: takes a whole number";
    RevealForbidden: "这台电脑上一律隐去证件号和电话(配置文件里是这样定的)", "personal numbers are always masked on this computer (mask.always in the configuration)";
    EditHint { path }: "设定 DANGWU_EDITOR(或 VISUAL、EDITOR)为编辑器, 或用记事本直接打开 {path}", "set DANGWU_EDITOR (or VISUAL, EDITOR) to an editor, or open {path} yourself";
    ConfigSound { path }: "{path} 没有错误", "{path} holds no fault";
    ConfigHead: "党务程序的配置; 去掉行首的 # 即生效", "the configuration of dangwu; take the # away to set a line";
    NotSet { key }: "{key} 没有设定", "{key} is not set";
    SettingsTitle: "配置", "Configuration";
}
