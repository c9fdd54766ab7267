//! What `bundle` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum BundleSays;

    BundlesTitle: "并入的上报包", "Bundles merged";
    MergeTitle: "上报包并入情况", "What the bundles brought";
    BundleMade { path, name, rows, size, reached }: "已制作 {path}: {name}, 共 {rows} 行, {size} 字节, 至操作 {reached}", "made {path}: {name}, {rows} rows, {size} bytes, up to operation {reached}";
    NoSuchOperation { number }: "没有操作 {number}", "there is no operation {number}";
    NoSuchOperationHint: "用 db log 查看操作号; 不写 --since 则报全部", "db log lists the operations; without --since everything is handed up";
    BundleSealed { path }: "{path} 是加密的", "{path} is sealed";
    BundleSealedHint: "用 --identity 给出私钥文件", "give the file of your private key with --identity";
    NoBundle { path }: "{path} 不是上报包, 或不完整", "{path} is no bundle, or was cut off";
    BundleAltered { path, what }: "上报包 {path} 已损坏或被改动: {what}", "the bundle {path} is damaged or was altered: {what}";
    AlteredHint: "请上报单位重新制作并发送", "have the office make and send it again";
    PartOtherwise { part }: "{part} 与校验和不符", "{part} is not what its sum says";
    PartUnread { part }: "{part} 的内容不合格式", "{part} is not in its form";
    PartForeign { part }: "有不该有的文件“{part}”", "it holds “{part}”, which is no part of a bundle";
    PartMissing { part }: "缺少 {part}", "{part} is missing";
    PartsTooLarge: "解压后大得不可能是真实记录", "it would unpack to more than any records";
    OtherVersion { path, there, here }: "{path} 是另一版本程序制作的(数据库结构 {there}, 此处为 {here})", "{path} was made by another version of the program (schema {there}, here {here})";
    NewerHint: "请升级此处的程序", "update the program here";
    OlderHint: "请上报单位升级程序后重新制作", "have the office update its program and make it again";
    MergingBundle { path }: "并入 {path}", "merging {path}";
    OwnBundle { path }: "{path} 与本数据库的标识相同: 是本数据库制作的, 或出自它的副本", "{path} bears the identity of this very database: it was made here, or from a copy of this file";
    OwnBundleHint: "如是各自登记的副本, 在副本上用 bundle detach 另立标识, 再重新制作", "if a copy went its own way, give the copy an identity of its own there (bundle detach) and make the bundle again";
    PartOfUnknown { path, name }: "{path} 只报变化, 而此处还没有并入过{name}的上报包", "{path} tells only what changed, and nothing of {name} was merged here yet";
    WholeHint: "请上报单位不带 --since 制作, 报全部记录", "have the office make it without --since, with everything";
    WentBack { name, last }: "{name}恢复过备份, 已并入的操作 {last} 在其记录中已不存在; 按现在所报并入", "{name} went back to a backup since: operation {last}, up to which it was merged, is not in its log any more; what it tells now goes";
    WentBackInPart { path, last }: "{path} 只报变化, 而上报单位恢复过备份, 已并入的操作 {last} 已不在其记录中", "{path} tells only what changed, but the office went back to a backup since: operation {last}, up to which it was merged, is not in its log any more";
    OlderBundle { path, name, reached, last, made }: "{path} 比已并入的旧: 它到操作 {reached}, 而{name}已并入到操作 {last}({made} 制作)", "{path} is older than what was merged: it goes up to operation {reached}, and {name} was merged up to operation {last} (made on {made})";
    OlderBundleHint: "请并入较新的上报包; 如是文件副本制作的, 先在副本上用 bundle detach 另立标识", "merge the newer one; if it was made from a copy of the file, give the copy an identity of its own (bundle detach)";
    OtherFile { path, name, last, made }: "{path} 不是{name}已并入的那份记录(到操作 {last}, {made} 制作)的后续: 两个文件用着同一标识", "{path} does not go on from what was merged of {name} (up to operation {last}, made on {made}): two files bear one identity";
    OtherFileHint: "是各自登记的副本的, 在副本上用 bundle detach 另立标识, 再重新制作", "if a copy of the file went its own way, give the copy an identity of its own there (bundle detach) and make the bundle again";
    PartMissed { path, since, last }: "{path} 只报操作 {since} 以后的变化, 而此处只并入到操作 {last}", "{path} tells what changed since operation {since}, but was merged here only up to operation {last}";
    PartMissedHint { last }: "请上报单位用 bundle make --since {last} 重新制作", "have the office make it with bundle make --since {last}";
    RefersToNothing { table, to, number }: "{table}引用了上报包里和此处都没有的{to} #{number}", "{table}: it refers to {to} #{number}, which is neither in the bundle nor here";
    Conflicts { count }: "有 {count} 处冲突, 没有并入", "{count} conflicts; nothing was merged";
    ConflictsHint: "逐处核对: 请上报单位更正, 或在此处改为与所报一致; 全部保留此处的用 --keep-ours", "look at each: have the office correct it, or correct it here to what it says; --keep-ours keeps all as it is here";
    CodesCollideHint: "用 --prefix 给该单位的代码加前缀, 或用 org set --code 改其中一个", "put something before the codes of the office with --prefix, or change one of both with org set --code";
    Whose { name, table }: "{name}({table})", "{name} ({table})";
    ColumnConflict { whose, column, there, here }: "{whose} {column}: 上报为“{there}”, 此处改为“{here}”", "{whose}, {column}: handed up as “{there}”, here it is “{here}”";
    RowConflict { whose, there, here }: "{whose}: 上报为“{there}”, 此处为“{here}”", "{whose}: handed up as “{there}”, here it is “{here}”";
    WriteConflict { whose, there, why }: "{whose}: 上报为“{there}”, 与此处不合: {why}", "{whose}: handed up as “{there}”, which does not go with what stands here: {why}";
    CodeConflict { code, holder }: "代码 {code} 在此处是“{holder}”的", "the code {code} is that of “{holder}” here";
    WaitsForOther: "所引用的记录还没有并入", "what it refers to waits, too";
    RowWaits { whose, why }: "{whose} 与别的单位所报不合, 暂不并入, 以后并入时再试: {why}", "{whose} contradicts what another office handed up and waits; it is tried again with every merge: {why}";
    TwoRecords { name, there, here, why }: "{name} 的身份证号此处已有(编号 {here}), 但两份记录不合, 暂列为两人(编号 {there}), 以后并入时再合: {why}", "{name}: somebody here has the same identity number (no. {here}), but the two records contradict each other; they are two (no. {there}) until a later merge makes them one: {why}";
    ErasedThere { people }: "上报单位已抹除其个人信息, 此处请用 member erase 抹除: {people}", "the office erased the data of these people; erase them here with member erase: {people}";
    StandsUnderNobody { orgs }: "没有上级党组织: {orgs}; 用 --under 指明挂在哪里", "these stand under nobody: {orgs}; --under tells where";
    BundlesMerged { count, idle, number }: "已并入 {count} 个上报包, 其中 {idle} 个没有新内容 (操作 {number})", "merged {count} bundles, {idle} of them with nothing new (operation {number})";
    MergeRehearsed { count, idle }: "演练: {count} 个上报包, 其中 {idle} 个没有新内容; 未写入", "dry run: {count} bundles, {idle} of them with nothing new; nothing was written";
    NothingNew { count }: "{count} 个上报包没有新内容, 未产生操作", "nothing new in {count} bundles; no operation was made";
    Detached { office }: "本文件的标识改为 {office}; 已有的党组织、单位、人员保留原来的身份", "this file is {office} from now on; the orgs, units and people in it keep who they are";
}

#[cfg(not(feature = "sealed"))]
sentences! {
    pub(crate) enum PlainBundleSays;

    SealMissing: "这个版本的 dangwu 不能加密, 也打不开加密的上报包", "this build of dangwu seals nothing, and opens no sealed bundle";
    SealMissingHint: "请用带加密功能的 dangwu, 或不加密", "use a dangwu that was built with --features sealed, or leave it unsealed";
}
