//! What is said of sealed files, a line each, in both languages.

pub(crate) use crate::db::texts::*;
use crate::i18n::sentences;

#[cfg(not(feature = "sealed"))]
sentences! {
    pub(crate) enum PlainSays;

    DbSealed { path }: "{path} 是加密的数据库, 这个版本的 dangwu 打不开加密文件", "{path} is a sealed database, and this build of dangwu opens none";
    DbSealedHint: "请用带加密功能的 dangwu(编译时加 --features sealed); 文件未被改动", "use a dangwu that was built with --features sealed; the file was not touched";
    ToRecipientsHint: "请用带加密功能的 dangwu(编译时加 --features sealed), 或由 age 程序用私钥解开", "use a dangwu that was built with --features sealed, or have age open it with the private key";
}

#[cfg(feature = "sealed")]
sentences! {
    pub(crate) enum SealSays;

    AskPassphrase { path }: "{path} 的口令: ", "passphrase of {path}: ";
    AskNewPassphrase: "新口令: ", "new passphrase: ";
    AskAgain: "再输入一遍: ", "once more: ";
    AskWords: "恢复码: ", "recovery words: ";
    PassphrasesDiffer: "两次输入的口令不同", "the two passphrases differ";
    PassphraseShort { least }: "口令太短, 至少 {least} 个字符", "the passphrase is too short: {least} characters at least";
    NobodyAsked: "需要口令, 但没有人可问", "a passphrase is needed, and there is nobody to ask";
    NobodyAskedHint: "在终端里运行; 或用 --key-command、$DANGWU_KEY_FILE 给出, 或先 db unlock", "run it at a terminal, or give it by --key-command or $DANGWU_KEY_FILE, or use db unlock first";
    NewPassphraseHint: "在终端里运行, 或用 --passphrase-file 文件", "run it at a terminal, or name a file with --passphrase-file";
    PassphraseWrong: "口令不对, 或密钥文件被改动过", "the passphrase is wrong, or the key file was altered";
    PassphraseWrongHint: "忘记口令时, 用恢复码: db recover", "if it is forgotten, the recovery words help: db recover";
    KeyMissing { path }: "{path} 是加密的数据库, 没有找到它的密钥文件", "{path} is a sealed database, and its key file was not found";
    KeyMissingHint: "把密钥文件(数据库名.key)放回数据库旁, 或用恢复码重建: db recover", "put the key file (NAME.key) back beside the database, or make it anew of the recovery words: db recover";
    KeyFileUnreadable { path }: "密钥文件 {path} 不完整, 或不是密钥文件", "the key file {path} is not whole, or is none";
    KeyFileOpen { path }: "密钥文件 {path} 别的用户也可读; 请改为只有自己可读(chmod 600)", "others may read the key file {path}; make it yours alone (chmod 600)";
    KeyOfAnother { path }: "密钥打不开 {path}: 密钥是另一个文件的, 或文件已损坏", "the key does not open {path}: it is of another file, or the file is damaged";
    KeyOfAnotherHint: "检查 --key-command、$DANGWU_KEY_FILE 和密钥文件; 损坏的, 用 db restore 回到备份, 没有备份时用 db salvage 救出记录", "check --key-command, $DANGWU_KEY_FILE and the key file; a damaged one goes back to a backup with db restore, and without one db salvage brings over what can be read";
    SecretMissing { by }: "{by} 没有给出口令或密钥", "{by} gives no passphrase or key";
    NoChance: "系统不能提供随机数", "the system has no random numbers";
    NoSessionFolder: "系统没有退出时清空的文件夹($XDG_RUNTIME_DIR), 不能保存解锁", "the system has no folder that it empties when you leave ($XDG_RUNTIME_DIR): nowhere to keep an unlock";
    NoSessionFolderHint: "可用 --key-command 让钥匙串给出口令", "have a keyring give the passphrase by --key-command";
    Sealing: "另存为新文件", "writing the new file";
    SealFailed { reason }: "新文件与原文件不符, 未改动任何内容: {reason}", "the new file is not as the old one, and nothing was changed: {reason}";
    RestoreSealedOverPlain: "备份是加密的, 现有数据库不是", "the backup is sealed and the database is not";
    RestorePlainOverSealed: "备份没有加密, 现有数据库是加密的", "the backup is not sealed and the database is";
    RestoreUnlikeHint: "用 --into 恢复为另一个文件, 再用 db seal 或 db unseal 转换", "restore it to another file with --into, and use db seal or db unseal on that";
    KeyFileThere { path }: "已有密钥文件 {path}", "there is a key file {path} already";
    KeyFileThereHint: "它可能是另一个库或旧备份的密钥: 先移到别处", "it may be of another database or of old copies: move it elsewhere first";
    SealedAlready { path }: "{path} 已是加密的", "{path} is sealed already";
    NotSealed { path }: "{path} 没有加密", "{path} is not sealed";
    SealedNow { path }: "{path} 已加密", "{path} is sealed now";
    UnsealedNow { path }: "{path} 已改为不加密, 谁拿到文件都能读", "{path} is plain now: whoever gets it can read it";
    UnsealQuestion { path }: "把 {path} 改为不加密? [y/N] ", "make {path} plain? [y/N] ";
    UnsealNotAgreed: "未改动; 确定时加 -y", "nothing was changed; say -y if it is meant";
    StillPlain { count, folder }: "此前的 {count} 份备份仍未加密, 在 {folder}; 另存到别处的也是。不再需要的请删去", "{count} copies from before are still plain, in {folder}, and so are those made elsewhere; remove what is not needed";
    StillPlainElsewhere: "此前另存到别处的副本仍未加密", "copies made elsewhere before are still plain";
    StillSealed { key }: "此前的备份仍是加密的, 请保留密钥文件 {key}", "copies from before are still sealed; keep the key file {key}";
    WordsFollow: "恢复码(口令忘记时唯一的办法, 请打印后锁好):", "recovery words (the only way back when the passphrase is forgotten; print them and lock them away):";
    Rekeyed { path }: "{path} 已换新口令; 别处的旧密钥文件仍可用旧口令打开", "{path} has its new passphrase; old copies of the key file still open by the old one";
    Recovered { path }: "已由恢复码重建密钥文件 {path}", "made the key file {path} of the recovery words";
    WordsWrong: "恢复码不对: 有抄错或漏掉的", "the recovery words are not right: something was misread or left out";
    Unlocked { minutes }: "{minutes} 分钟内不再问口令; db lock 提前结束", "the passphrase is not asked for within {minutes} minutes; db lock ends that";
    LockedNow: "已锁上", "locked";
    LockedAlready: "本来就没有解锁", "it was not unlocked";
    NoKeyFile { path }: "{path} 的密钥不在密钥文件里, 是由命令或文件给出的, 没有口令可换", "the key of {path} is in no key file but given by a command or a file: there is no passphrase to change";
    OnlySealedHint: "它只与 --sealed 一起用", "it goes with --sealed only";
    ToRecipientsHint { path }: "核验: db verify {path} --identity 私钥文件; 恢复: db restore {path} --identity 私钥文件", "db verify {path} --identity KEYFILE looks into it, db restore {path} --identity KEYFILE goes back to it";
    RecipientUnread { typed }: "“{typed}”不是收件人的公钥, 也不是写有公钥的文件", "“{typed}” is neither a recipient's public key nor a file of public keys";
    RecipientLine { path, line }: "{path} 第 {line} 行不是公钥", "line {line} of {path} is no public key";
    NoRecipients { path }: "{path} 里没有公钥", "there is no public key in {path}";
    RecipientUnreadHint: "公钥以 age1 开头, 共 62 个字符, 由收件人用 db keygen 生成; 文件里每行一个", "a public key has 62 characters and begins with age1; the recipient makes it with db keygen; in a file, one a line";
    RecipientIsSecret { place }: "给出的是私钥, 不是公钥({place})", "that is a private key, not a public one ({place})";
    RecipientIsSecretHint: "请用公钥(age1…); 私钥只留在收件人手里, 已给出过的请重新生成一对", "use the public key (age1…); the private one is its owner's alone: make a new pair if it was given away";
    IdentityLine { path, line }: "{path} 第 {line} 行不是私钥", "line {line} of {path} is no private key";
    NoIdentity { path }: "{path} 里没有私钥", "there is no private key in {path}";
    IdentityHint: "私钥文件由 db keygen -o 文件 生成, 其中一行以 AGE-SECRET-KEY-1 开头", "db keygen -o FILE makes one; a line of it begins with AGE-SECRET-KEY-1";
    NotSealedToThem { path, identity }: "{identity} 打不开 {path}: 不是加密给它的, 或文件被改动过", "{identity} does not open {path}: it was not sealed to it, or was altered";
    SealedToAltered { path }: "{path} 不完整, 或被改动过", "{path} is not whole, or was altered";
    SealedToAlteredHint: "请寄件人重新发送; 未动现有文件", "have it sent again; nothing was touched";
    WrittenOtherwise { path }: "写到磁盘的 {path} 与写入的内容不符", "{path} is not on the disk as it was written";
    PageAltered { number }: "第 {number} 页被改动过", "page {number} was altered";
    IdentityIdle { path }: "{path} 不是加密给收件人的文件, 不需要 --identity", "{path} is not sealed to a recipient: leave out --identity";
    HoldsNoDatabase { path }: "{path} 里不是数据库", "there is no database in {path}";
    HoldsNoDatabaseHint: "它是 age 加密的别的文件", "it is another kind of file, sealed with age";
    TooLargeForMemoryHint: "用 age 程序解开到磁盘上, 再核验或恢复; 之后请删去解开的文件", "have age open it to a file, verify that or go back to it, and remove it afterwards";
    SealToWhere: "要写明备份到哪个文件", "says nothing of where to put the sealed copy";
    SealToWhereHint: "写作 db backup 文件 --seal-to 公钥", "as in db backup FILE --seal-to KEY";
    KeygenWhere: "要写明私钥存到哪里", "says nothing of where to put the private key";
    KeygenWhereHint: "用 -o 新文件", "name a new file with -o";
    KeyPairMade { path }: "私钥已存为 {path}, 请妥善保管, 不要外传; 下面是公钥, 给寄件人用:", "the private key is in {path}: keep it, and give it to nobody; this is the public key, for those who send:";
    SealedTo { path, pages, count }: "已备份到 {path} 并核验({pages} 页), 只有 {count} 个收件人打得开", "backed up to {path} and verified ({pages} pages); its recipients ({count}) alone can open it";
    RestoredPlain: "恢复出的数据库没有加密; 要加密, 之后用 db seal", "what is restored is plain; db seal seals it afterwards";
    SalvageKeyHint: "检查 --key-command、$DANGWU_KEY_FILE 和密钥文件; 密钥没错的, 没有一页解得开, 请用备份", "check --key-command, $DANGWU_KEY_FILE and the key file; if the key is right no page can be opened any more: go back to a backup";
    SalvageAltered { altered, all }: "{all} 页里有 {altered} 页被改动过, 解不开", "{altered} of {all} pages were altered and cannot be opened";
    SalvageUnproved: "文件开头的盐值已毁, 每一页都无法验证是否被改动过; 救出后请用 db check 核对", "the salt at the beginning of the file is lost: no page can be proved; look over what was salvaged with db check";
}
