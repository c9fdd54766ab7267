//! What `dues` says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::member::texts::*;

sentences! {
    pub(crate) enum DuesSays;

    ArrearsTitle: "党费欠交", "Dues in arrears";
    DuesListTitle: "党费", "Dues";
    // Rates.
    RateBaseIdle { income }: "{income}按固定数额交纳, 不按基数", "{income}: a fixed sum, not a part of a base";
    RateBaseNeeded { income }: "{income}须写明基数(--base), 或写明月应交数额(--monthly)", "{income}: give the base (--base), or the dues of a month (--monthly)";
    RateUnknown { income, month }: "{month} {income}的应交数额没有可依据的标准", "no norm settles the dues of {month}: {income}";
    RateUnknownHint: "用 --monthly 写明支部核定的月应交数额", "give what the branch fixed, with --monthly";
    RateOtherThanNorm { monthly, norm }: "核定每月 {monthly}, 按标准为 {norm}", "fixed at {monthly} a month; by the norm it is {norm}";
    RateOfFarmer { monthly }: "农民党员每月 {monthly}", "a farmer pays {monthly} a month";
    RateOffRoll { name, month }: "{name} 自 {month} 起不在任何名册上", "{name} is on no roll from {month} on";
    RateSet { name, month, monthly }: "已核定: {name} 自 {month} 起每月交党费 {monthly}", "Fixed: {name} pays {monthly} a month from {month}";
    RateSetByNorm { name, month, monthly, base, percent, id, source }: "已核定: {name} 自 {month} 起每月交党费 {monthly} (基数 {base} 的 {percent}, {id} {source})", "Fixed: {name} pays {monthly} a month from {month} ({percent} of {base}, {id} {source})";

    // Payments.
    MonthFarAhead { month }: "{month} 还太远, 党费最多预交一年", "{month} is too far ahead; dues are paid a year ahead at most";
    NotOwed { name, months }: "{name} 这些月份不应交党费: {months}", "{name} owes no dues for {months}";
    NotOwedHint: "当月不在名册、停止党籍, 或介绍信写明党费在别处交; 用 member show --history 查看", "on no roll that month, suspended, or paid elsewhere by the letter; see member show --history";
    PaidTwice { name, months }: "{name} 这些月份的党费已交清: {months}", "{name} has paid for {months} already";
    PaidTwiceHint: "用 member dues list 查看; 误登的用 member dues remove 删去", "see member dues list; take out what was entered by mistake with member dues remove";
    PaidThoughWaived { name, months }: "{name} 这些月份的党费已免交: {months}", "the dues of {name} for {months} are waived";
    PaidThoughWaivedHint: "免交有误的, 先用 member dues remove 删去", "if they are not, take the waiver out first with member dues remove";
    NoRate { name, months }: "{name} 这些月份没有核定党费, 不知应交多少: {months}", "nobody fixed the dues of {name} for {months}";
    NoRateHint { name }: "先核定: member dues rate {name} --base 元 --from 月; 或用 --amount 写明所交数额", "fix them first: member dues rate {name} --base YUAN --from MONTH; or give what was paid with --amount";
    AmountUneven { name, amount, count }: "{name} 没有核定党费, {amount} 也不能平分到 {count} 个月", "nobody fixed the dues of {name}, and {amount} cannot be split evenly over {count} months";
    AmountShort { name, amount, due }: "{name} 这些月份应交 {due}, 只交 {amount}, 不知交的是哪几个月", "{name} owes {due} for these months and pays {amount}: nobody knows for which of them";
    AmountOfSeveral: "几段不相连的月份分别登记金额", "months that do not follow each other: enter the amounts one by one";
    AmountShortHint: "把月份写到所交的那些; 一个月只交一部分的, 单独登记", "name the months that are paid; a part of a month is entered by itself";
    PaidMore { name, more, due }: "{name} 应交 {due}, 多交 {more} (自愿多交)", "{name} owes {due} and pays {more} more, of their own will";
    MadeUpLate { name, months, date }: "{name} 于 {date} 补交 {months}", "{name} makes up {months} on {date}";
    Paid { name, months, amount }: "已登记: {name} 交 {months} 党费 {amount}", "Recorded: {name} paid {amount} for {months}";
    PaidByOrg { org, people, months, amount }: "已登记: {org} {people} 人交 {months} 党费, 共 {amount}", "Recorded: {people} people of {org} paid for {months}, {amount} in all";
    WithoutRate { count, names }: "{count} 人没有核定党费, 未登记: {names}", "{count} people have no rate and were passed over: {names}";

    // Waivers.
    WaivedTwice { name, months }: "{name} 这些月份已有减免: {months}", "the dues of {name} for {months} are waived already";
    WaivedTwiceHint: "先用 member dues remove 删去原来的", "take out the other one first with member dues remove";
    WaivedMore { name, month, less, monthly }: "{name} {month} 应交 {monthly}, 不能少交 {less}", "{name} owes {monthly} for {month}; it cannot be {less} less";
    WaivedMoreHint: "全部免交的不写 --less", "to waive all of it leave --less out";
    WaivedThoughPaid { name, months }: "{name} 这些月份已经交过, 不能减免: {months}", "{name} has paid for {months}: they cannot be waived";
    WaiverWithoutConsent { name }: "{name} 的减免没有写明批准的上级党委", "no committee above is named that consented to waiving the dues of {name}";
    Waived { name, months }: "已登记: {name} {months} 党费减免", "Recorded: the dues of {name} for {months} are waived";
    WaivedLess { name, months, less }: "已登记: {name} {months} 每月少交党费 {less}", "Recorded: {name} pays {less} less a month for {months}";

    // Handed up.
    HandedUpMore { org, month, handed, paid }: "{org} 至 {month} 共上缴 {handed}, 而实收 {paid}", "{org} handed up {handed} for the months up to {month}, and was paid {paid}";
    HandedUpTwice { org, month, amount, id }: "{org} {month} 同日上缴 {amount} 已登记过(第 {id} 号)", "that {org} handed up {amount} for {month} on that day is on record already ({id})";
    HandedUpTwiceHint: "确是另一笔的, 写明收据号", "if it is another one, give its receipt";
    HandedUp { org, month, amount }: "已登记: {org} 上缴 {month} 党费 {amount}", "Recorded: {org} handed up {amount} for {month}";

    // Lists, corrections.
    NoSuchEntry { entry, id }: "没有第 {id} 号{entry}", "there is no {entry} {id}";
    NoSuchEntryHint: "编号见 member dues list", "member dues list shows the numbers";
    EntryRemoved { entry, id, name }: "已删去第 {id} 号{entry}: {name}", "Removed {entry} {id} of {name}";

    // Import.
    DuesOfOther { name, org }: "{name} 从不在“{org}”的名册上", "{name} never stood on the roll of “{org}”";
    DuesOfNobody: "须写姓名或编号", "name the person, or give the number";
    YearOfSheetNeeded: "表中有按月的列, 须用 --year 写明年份", "the file has a column for each month: give its year with --year";
    OrgWhollyMonths: "上缴只写一个月份", "what is handed up is for one month";
    SumOtherwise { added }: "与各月之和 {added} 不符", "the months come to {added}";
    MonthPaidOtherwise { month, paid }: "{month} 已登记交 {paid}", "{month} is on record with {paid}";
    MonthBetterKnown { month, paid }: "{month} 已登记交 {paid}, 有日期、方式或收据, 不由表更正; 登记有误的用 member dues remove 删去", "{month} is on record with {paid}, with a day, way or receipt of its own: a sheet does not put that right; take out what is wrong with member dues remove";
    MonthExempt: "免交须另行登记批准情况: member dues waive", "a waiver is entered with the consent for it: member dues waive";
    MonthOfFuture { month }: "{month} 未到, 用 --date 写明交纳日期", "{month} is still to come: give the day of the payment with --date";
    RateOtherwise { month, monthly, told }: "自 {month} 起核定每月 {monthly}, 表中为 {told}; 改变核定须写起始月份一列", "from {month} on the rate is {monthly}, in the sheet {told}; a rate that changes needs its first month in a column";
    RateOnRecord { month, monthly }: "自 {month} 起已核定每月 {monthly}", "the rate from {month} on is {monthly} on record";

    // In show.
    DuesLine { monthly, until }: "每月 {monthly}, 已交至 {until}", "{monthly} a month, paid until {until}";
    DuesUnpaid { monthly }: "每月 {monthly}, 未交", "{monthly} a month, nothing paid";
    DuesUnfixed { until }: "未核定, 已交至 {until}", "no rate, paid until {until}";
    LetterUnpaid { name, typed, until }: "介绍信写党费交至 {typed}, 而记录中 {name} 交至 {until}", "the letter says that dues are paid until {typed}; on record {name} has paid until {until}";
    LetterOfNothing { name, typed }: "介绍信写党费交至 {typed}, 而记录中 {name} 没有交过党费", "the letter says that dues are paid until {typed}; on record {name} has paid none";
}
