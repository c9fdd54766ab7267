//! What the writing of answers says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum OutputSays;

    ColumnsLeftOut { count, columns }: "终端较窄, 另有 {count} 列: {columns} (--columns 可指定)", "the terminal is narrow; {count} more: {columns} (--columns chooses)";
    WouldOverwriteSqlite { path }: "不能写到 {path}: 那是一个 SQLite 数据库文件(备份或其他程序的数据), 不覆盖", "cannot write to {path}: it is a SQLite file (a backup, or another program's data), which is never written over";
    WouldLieBesideDatabase { path, database }: "不能写到 {path}: 它会被当作数据库 {database} 的一部分", "cannot write to {path}: it would be taken for a part of the database {database}";
    XlsxToTerminal: "工作簿不能显示在终端上", "a workbook cannot be shown on a terminal";
    XlsxToTerminalHint: "请用 -o 名称.xlsx 存成文件", "write it to a file: -o NAME.xlsx";
    ParquetToTerminal: "Parquet 文件不能显示在终端上", "a Parquet file cannot be shown on a terminal";
    ParquetToTerminalHint: "请用 -o 名称.parquet 存成文件", "write it to a file: -o NAME.parquet";
    ParquetFailed { reason }: "写不成 Parquet 文件({reason})", "the Parquet file could not be written ({reason})";
    XlsxTooLarge: "一张工作表装不下: 行数超过 1048576, 或单元格超过 32767 字", "more than a sheet can hold: over 1,048,576 rows, or a cell of over 32,767 characters";
    XlsxTooLargeHint: "请改用 CSV(-f csv, 或以 .csv 结尾的文件名)", "use CSV instead (-f csv, or a file name that ends in .csv)";
    BomNeedsUtf8: "BOM 只用于 UTF-8 编码", "a byte order mark goes with UTF-8 only";
    KeyChoice { key, label }: "{label}", "{key}";
    ColumnUnknown { key }: "没有列“{key}”", "there is no column “{key}”";
    ColumnChoices { known }: "可用的列: {known}", "columns: {known}";
    MakingWorkbook { folder }: "在临时文件夹 {folder} 中生成工作簿", "making the workbook in the folder of temporary files, {folder}";
    WritingFile { path }: "写入文件 {path} ", "writing the file {path}";
    MakingFile { folder }: "在文件夹 {folder} 中新建文件", "making a file in the folder {folder}";
    PuttingInPlace: "把写好的文件放到位", "putting the finished file in its place";
    FilesBroken { done, count }: "{count} 个文件中已有 {done} 个放到位", "{done} of the {count} files are in their places already";
    FolderThere { path }: "不能写到 {path}: 那是一个文件夹", "cannot write to {path}: it is a folder";
    LinkToItself { path }: "不能写到 {path}: 链接指向自身", "cannot write to {path}: the link leads to itself";
    OutputFailed { reason }: "输出失败: {reason}", "output failed: {reason}";
    KeyAndLabel { key, label }: "{key} {label}", "{key} ({label})";
    CalendarNone: "该列表的行没有日期, 不能存为日历", "the rows of this list have no day of their own and make no calendar";
    CalendarNoneHint: "可存为日历的: report due、meeting list", "calendars are made of report due and meeting list";
    CalendarWhole: "日历用不上 --columns", "a calendar has no use for --columns";
    PageOfPages { page, pages }: "第 {page} 页 共 {pages} 页", "page {page} of {pages}";
    LineTold { head, text }: "{head}: {text}", "{head}: {text}";
    LineMarked { head, text, mark }: "{head}: {text} [{mark}]", "{head}: {text} [{mark}]";
}
