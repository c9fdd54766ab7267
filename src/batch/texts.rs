//! What is said of lists that are put right as sheets, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::import::texts::*;

sentences! {
    pub(crate) enum BatchSays;

    SheetHead { title, rows }: "{title}, {rows} 条", "{title}: {rows}";
    SheetHow: "改好后存盘退出即写回; 只写回改动的格子, 一次操作, 可以撤销", "change cells, save and leave: only what was changed is written back, as one operation that can be undone";
    SheetCells { line, bar }: "格子之间是 |, 清空一格即删去其内容; 格子里的换行写作 {line}, 竖线写作 {bar}", "cells are parted by |, and emptying one takes away what is in it; a line break within a cell is {line}, a bar {bar}";
    SheetRows: "删去一行不算改动; 不能在这里增加行", "leaving out a row changes nothing; no rows are added here";
    SheetFixed { columns }: "只供对照, 不能改: {columns}", "for orientation, not to be changed: {columns}";
    SheetFaults: "上次没有写回, 因为:", "not written back the last time, because:";
    SheetTooMany { rows }: "名单超过 {rows} 条, 一份表改不过来", "the list is of more than {rows}, too many for one sheet";
    SheetPartHint: "用 --org、--under 等只取一部分", "take a part of it by --org, --under and the like";
    SheetTooLong { rows }: "名单有 {rows} 条, 在编辑器里改不过来", "the list is of {rows}, too many for an editor";
    SheetTooLongHint: "用 --org、--under 等只取一部分, 或加 -o 表.xlsx 写成工作簿, 改好后 --import 收回", "take a part of it by --org, --under and the like, or write a workbook with -o SHEET.xlsx, change it, and take it back with --import";
    SheetNone: "没有可改的条目", "there is nothing to change";
    SheetWritten { command, path }: "改好后写回: dangwu {command} --import {path}(先加 -n 可看会改什么)", "to write the changes back: dangwu {command} --import {path} (with -n to see first what would change)";
    SheetOnlyFormats: "可改的表只能写成 .xlsx 或 .csv", "a sheet to be changed is written as .xlsx or .csv";
    SheetNotOurs { path }: "{path} 里没有原值一列, 不是用 -o 写出的可改的表", "{path} has no column of what stood there, so it is no sheet that -o wrote to be changed";
    SheetNotOursHint: "请先用同一命令加 -o 表.xlsx 写出, 改后再收回; 整份花名册、台账用 import 导入", "write one with the same command and -o SHEET.xlsx, change it and take it back; whole rosters and ledgers come in by import";
    SheetOther { path }: "{path} 是另一份表, 不是这里写出的", "{path} is a sheet of something else";
    SheetHeadChanged { seen }: "标题行改动过, 认不出各列: {seen}", "the line of headings was changed; its columns are not known: {seen}";
    SheetRowNew { line }: "第 {line} 行: 是新增的行; 这里只改已有的, 新增用 add 或 import", "row {line}: is new; only what is on record is changed here, new things come in by add or import";
    SheetRowUnknown { line, id }: "第 {line} 行: {id} 不在这份名单里(或已不在)", "row {line}: {id} is not, or no more, in this list";
    SheetRowTwice { line, id, first }: "第 {line} 行: {id} 在第 {first} 行已有", "row {line}: {id} stands in row {first} already";
    SheetRowMixed { line }: "第 {line} 行: 首列与原值不是同一条", "row {line}: its first column and what stood there are of two records";
    SheetRowWidth { line, cells, width }: "第 {line} 行: 有 {cells} 格, 应有 {width} 格(内容里的竖线写作 \\|)", "row {line}: has {cells} cells and should have {width} (a bar within one is written \\|)";
    SheetRowFault { line, what }: "第 {line} 行: {what}", "row {line}: {what}";
    SheetCellFixed { line, name, column }: "第 {line} 行 {name}: “{column}”只供对照, 不能在这里改", "row {line}, {name}: “{column}” is for orientation and is not changed here";
    SheetCellMasked { line, name, column }: "第 {line} 行 {name}: “{column}”里是遮盖了的号码; 请写完整的", "row {line}, {name}: “{column}” holds a masked number; write it in full";
    SheetConflict { line, name, column, was, now, wanted }: "第 {line} 行 {name}: “{column}”写出后已由别的操作从“{was}”改为“{now}”, 表中要改为“{wanted}”", "row {line}, {name}: since it was written out “{column}” was changed from “{was}” to “{now}”, and the sheet makes it “{wanted}”";
    SheetChange { name, column, old, new }: "{name}: {column}: {old} → {new}", "{name}: {column}: {old} → {new}";
    SheetMore { more }: "… 另有 {more} 处", "… and {more} more";
    SheetLeftOut { rows }: "有 {rows} 条不在表里, 未作改动", "{rows} are not in the sheet and stay as they are";
    SheetRefused { faults }: "没有写回: 有 {faults} 处不能写", "nothing was written back: {faults} cannot be";
    SheetConflictHint: "核对后重新写出再改, 或把该格改成库中现在的内容", "look at both, then write it out anew, or make the cell what stands there now";
    SheetUnchanged: "没有改动, 未产生操作", "nothing was changed, no operation was made";
    WriteBackQuestion { cells, records }: "写回 {records} 条的 {cells} 处改动吗? [y/N] ", "write back {cells} changes of {records}? [y/N] ";
    SheetKept: "没有写回", "nothing was written back";
    SheetTaken { cells, records }: "已写回 {records} 条的 {cells} 处改动", "{cells} changes of {records} were written back";
    ReopenQuestion: "重新打开改正吗? [y/N] ", "open it again to put that right? [y/N] ";
    SheetSaved { path, command }: "改过的内容留在 {path}; 改好后 dangwu {command} --import {path}, 不要了就删去", "what was typed is kept in {path}; put it right and take it back with dangwu {command} --import {path}, or delete it";
    SheetMeanwhile: "正要写回时别人刚写过; 请再试一次", "somebody else wrote just now; please try again";
}
