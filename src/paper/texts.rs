//! What `paper` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum PaperSays;

    FormsTitle: "文书", "Forms";
    FieldsTitle { form }: "“{form}”可用的字段", "Fields of {form}";
    OfTemplate { name, what }: "范本“{name}”: {what}", "template “{name}”: {what}";
    FormUnknown { typed }: "没有文书“{typed}”", "there is no form “{typed}”";
    FormSuggested { suggested }: "是否指 {suggested}? paper list 列出全部", "perhaps {suggested}? paper list tells all";
    FormsHint: "paper list 列出全部文书", "paper list tells all forms";
    TemplateFolderMissing { path }: "范本文件夹不存在: {path}", "the folder of templates is not there: {path}";
    TemplateFolderHint { key }: "用 config set {key} 重新设定", "set it anew with config set {key} FOLDER";
    TemplateNone { path }: "不是 Word 文档(.docx): {path}", "no document of Word (.docx): {path}";
    TemplateNoneHint: "在 Word 里打开范本, 另存为 .docx", "open the template in Word and save it as .docx";
    TemplateLocked { path }: "范本加了密码, 或是 Word 2003 及更早的格式: {path}", "the template has a password, or is of Word 2003 or earlier: {path}";
    TemplateLockedHint: "在 Word 里打开, 去掉密码, 另存为 .docx", "open it in Word, take the password off, save it as .docx";
    TemplateBroken { path, reason }: "范本已损坏, 不能读取: {path}: {reason}", "the template is damaged and cannot be read: {path}: {reason}";
    TemplateBrokenHint: "请换一份完好的", "use a sound copy";
    TemplateTooLarge { path }: "范本过大, 不读取(压缩后不超过 20 兆, 展开后不超过 64 兆): {path}", "the template is too large (at most 20 MB packed and 64 MB unpacked): {path}";
    PartUnreadable { part, reason }: "{part} 不能读取: {reason}", "{part} cannot be read: {reason}";
    FieldUnclosed { field }: "字段没有结束的括号: {field}…", "a field without its closing braces: {field}…";
    FieldUnknown { field }: "没有字段“{field}”", "there is no field “{field}”";
    FieldSuggested { suggested }: "是否指 {suggested}?", "perhaps {suggested}?";
    FieldsHint { form }: "paper fields {form} 列出可用的字段", "paper fields {form} tells the fields that there are";
    FieldMiswritten { field, reason }: "字段 {field} 写法有误: {reason}", "the field {field} is miswritten: {reason}";
    StatementMiswritten { reason }: "条件或循环写法有误: {reason}", "a condition or loop is miswritten: {reason}";
    StatementsCross: "条件或循环开始和结束不在同一层(如在表格内开始, 在表格外结束)", "a condition or loop begins in one place and ends in another (in a table and behind it)";
    StatementsCrossHint: "把开始和结束各写成单独的一行, 或写在同一段里", "give its beginning and its end a line of their own, or write both in one paragraph";
    TemplateEndless: "循环次数过多, 不再继续", "its loops go on for too long";
    TemplateFailed { reason }: "不能填写: {reason}", "it cannot be filled: {reason}";
    NotThereOnDay { typed, day }: "{day} 时还没有“{typed}”", "there is no “{typed}” on {day}";
    NotThereOnDayHint: "用 --as-of 写另一日期", "name another day with --as-of";
    StepNeeded { form, name, step }: "{name} 没有登记“{step}”, 不能填写“{form}”", "{name} has no {step} on record, which {form} is about";
    StepNeededHint: "先用 activist 登记该步骤", "record the step with activist first";
    OrgNeededHint: "拟建的党组织没有名册、党费和会议, 须先用 org found 登记成立; 已成立的, 先登记党员、党费核定", "an org that is only planned has no roll, dues or meetings: found it with org found; else record its members and their rates first";
    ElectionNeededHint: "先用 org elect candidate 登记候选人, 用 org elect count 登记计票", "name the candidates with org elect candidate, record the count with org elect count";
    FolderNeeded: "没有写输出到哪个文件夹", "no folder is named to write to";
    FolderNeededHint: "写 -o 文件夹", "name one with -o FOLDER";
    FileNeeded: "没有写输出到哪个文件", "no file is named to write to";
    FileNeededHint: "写 -o 名称.docx", "name one with -o NAME.docx";
    FormOwn { form, path }: "“{form}”是本单位的范本, 不是自带的: {path}", "{form} is a template of the office's own, none of ours: {path}";
    TemplateToKeep { name, key }: "改好后存为 {name}.docx, 放入 {key} 所指的范本文件夹, 以后就用它填写", "once changed, keep it as {name}.docx in the folder of templates ({key}), and it is filled from then on";
    OutputFolderMissing { path }: "文件夹不存在: {path}", "the folder is not there: {path}";
    OutputFolderNone { path }: "不是文件夹: {path}", "no folder: {path}";
    OutputFolderHint: "请先建好文件夹", "make the folder first";
    FilesThere { files }: "文件已存在: {files}", "there are files already: {files}";
    FilesThereHint: "要覆盖的, 加 --overwrite 或 -y", "to write over them add --overwrite or -y";
    FilesThereQuestion { files }: "文件已存在: {files}。覆盖吗? [y/N] ", "there are files already: {files}. Write over them? [y/N] ";
    PaperMade { path }: "已写入 {path}", "wrote {path}";
    LeftBlank { file, fields }: "{file}: 留空待填: {fields}", "{file}: left blank, to be filled in by hand: {fields}";
    DatedBefore { number, on }: "日期早于第 {number} 项({on})", "dated before paper {number} ({on})";
    PaperLacking { papers }: "缺: {papers}", "missing: {papers}";
    PaperDatedBefore { paper, fault }: "{paper}: {fault}", "{paper}: {fault}";
}
