//! What is told of a person, as text: from the command line or from a row of a roster, not checked yet.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::date::from_excel_serial;
use crate::input::{Record, bare, says_unknown};
use crate::text::plain;

/// Declares the fields: key, which is the column of an export too, and the headings that rosters use for it.
macro_rules! fields {
    ($( $variant:ident = $key:literal [$($synonym:literal),* $(,)?] ),+ $(,)?) => {
        /// A field of the roster, in the order of an export.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the keys of the contract")]
        pub enum Field { $( $variant ),+ }

        impl Field {
            /// All fields, in the order of an export.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The stable English key.
            pub fn key(self) -> &'static str {
                [ $( $key ),+ ][self as usize]
            }
        }

        /// The headings that rosters use, by key; labels and keys themselves are known anyway.
        pub const HEADINGS: &[crate::input::Heading] = &[ $( crate::input::Heading { key: $key, synonyms: &[$($synonym),*] } ),+ ];
    };
}

fields! {
    No = "no" ["编号", "党员唯一标识", "集团党员唯一标识"],
    Name = "name" ["姓名", "名字", "党员姓名", "党员名称", "成员姓名"],
    Sex = "sex" ["性别"],
    IdNo = "id_no" ["公民身份号码", "公民身份证号", "公民身份证号码", "身份证号", "身份证号码", "证件号码", "身份号码", "身份证"],
    Ethnicity = "ethnicity" ["民族"],
    Birth = "birth" ["出生", "出生日期", "出生年月", "出生年月日", "出生时间", "出生年份", "生日"],
    NativePlace = "native_place" ["籍贯"],
    Education = "education" ["学历", "最高学历", "文化程度", "教育程度", "学历层次"],
    Degree = "degree" ["学位", "最高学位"],
    Category = "category" ["人员类别", "党员类别", "党员类型", "党员性质", "预/正", "正/预", "预正"],
    Org = "org" ["所在党支部", "所属党支部", "所在支部", "目前所在党支部", "组织关系所在党支部", "所在党组织", "党支部名称", "党支部", "支部", "所属支部", "所属党组织", "组织关系所在支部", "组织关系所在党组织", "支部名称"],
    Joined = "joined" ["入党时间", "入党日期", "加入党组织日期", "加入党组织时间", "入党年月", "入党年月日", "加入党组织年月", "接收预备党员时间", "接收预备党员日期", "列为预备党员日期", "发展时间"],
    FullOn = "full_on" ["转正时间", "转正日期", "转正年月", "转正年月日", "转为正式党员日期", "转为正式党员时间"],
    Entered = "entered" ["进入支部日期", "进入本支部日期", "组织关系转入时间", "组织关系转入日期", "进入党支部日期"],
    Unit = "unit" ["工作单位", "工作单位及职务", "工作/学习单位", "工作单位名称", "所在单位", "主要任职单位", "主要任职单位及职务", "联合支部所在单位", "联合支部单位名称"],
    Job = "job" ["工作岗位", "岗位", "职业", "原职业"],
    Position = "position" ["职务", "社会组织职务"],
    Owner = "owner" ["是否业主", "党员业主", "是否党员业主", "业主", "是否出资人"],
    Phone = "phone" ["手机号", "手机号码", "移动电话", "联系电话", "联系电话(手机号)", "党员本人联系电话", "联系方式", "手机", "电话"],
    Landline = "landline" ["固定电话", "联系电话(固定电话)", "办公电话", "座机"],
    Address = "address" ["家庭住址", "家庭地址", "住址", "现住址", "现居住地", "居住地址", "联系地址"],
    Standing = "standing" ["党籍状态", "党员状态"],
    Lost = "lost" ["是否为失联党员", "是否失联党员", "是否失联", "失联", "失联党员"],
    LostSince = "lost_since" ["失去联系日期", "失去联系时间", "失联日期", "失联时间"],
    Floating = "floating" ["是否为流动党员", "是否流动党员", "是否流动", "是否为流动人员", "流动党员"],
    FloatingTo = "floating_to" ["外出流向", "流向"],
    FloatingSince = "floating_since" ["流出时间", "流出日期", "外出时间", "外出日期"],
    Remark = "remark" ["备注", "说明"],
    LeftOn = "left_on" ["离开名册日期", "离开日期", "减员日期"],
    LeftHow = "left_how" ["离开原因", "减员原因", "离开方式"],
    LeftNote = "left_note" ["离开说明", "离开去向"],
}

/// What is told of one person, a text for each field; an absent field was not told.
#[derive(Debug, Clone, Default)]
pub struct Draft<'a> {
    cells: [Option<Cow<'a, str>>; Field::ALL.len()],
    /// The birth was a bare number, read as a day count of Excel.
    birth_was_counted: bool,
    is_of_file: bool,
    holds_returns: bool,
}

impl<'a> Draft<'a> {
    /// Tells a field: its signs as they are meant, without the blanks around it, and with one kind of line break, as a file
    /// would give it back.
    ///
    /// An empty text is told too: it removes a value in `set`.
    pub fn tell(&mut self, field: Field, text: impl Into<Cow<'a, str>>) {
        self.put(
            field,
            match text.into() {
                Cow::Borrowed(text) => plain(text),
                Cow::Owned(text) => plain(&text).into_owned().into(),
            },
        );
    }

    fn put(&mut self, field: Field, text: Cow<'a, str>) {
        self.cells[field as usize] = Some(match text {
            Cow::Borrowed(text) => crate::text::with_our_lines(Cow::Borrowed(bare(text))),
            Cow::Owned(text) => Cow::Owned(crate::text::with_our_lines(Cow::Borrowed(bare(&text))).into_owned()),
        });
    }

    /// For a row of a file, which may hold cells of several lines.
    pub fn of_row(record: &Record<'_>) -> Self {
        Self { is_of_file: true, holds_returns: record.holds_returns(), ..Self::default() }
    }

    /// Tells a field as a bare cell of a file has it, its signs mended already: a five-digit number in a date column
    /// is a day count of Excel.
    pub fn tell_cell(&mut self, field: Field, cell: &'a str, today: NaiveDate) {
        let is_date = matches!(
            field,
            Field::Birth
                | Field::Joined
                | Field::FullOn
                | Field::Entered
                | Field::LostSince
                | Field::FloatingSince
                | Field::LeftOn
        );
        match Some(cell).filter(|_| is_date).and_then(|cell| from_excel_serial(cell, today)) {
            Some(day) => {
                self.birth_was_counted |= field == Field::Birth;
                self.cells[field as usize] = Some(day.to_string().into());
            }
            None if self.holds_returns => self.put(field, cell.into()),
            None => self.cells[field as usize] = Some(cell.into()),
        }
    }

    /// Whether the birth was a bare number, read as a day count of Excel.
    pub fn birth_was_counted(&self) -> bool {
        self.birth_was_counted
    }

    /// Whether a file tells it: there a program may have filled in what nobody knew.
    pub fn is_of_file(&self) -> bool {
        self.is_of_file
    }

    /// Takes back what was told of a field.
    pub fn forget(&mut self, field: Field) {
        self.cells[field as usize] = None;
    }

    /// Whether a field was told at all, be it as nothing.
    pub fn is_told(&self, field: Field) -> bool {
        self.cells[field as usize].is_some()
    }

    /// Whether the field of a key was told.
    pub fn is_told_key(&self, key: &str) -> bool {
        Field::ALL.iter().any(|field| field.key() == key && self.is_told(*field))
    }

    /// The text of a field, if something stands there: marks like 无 and — say that nothing does, wherever they come
    /// from, so that whatever is stored goes out with an export and comes back with an import.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.cells[field as usize].as_deref().filter(|text| !says_unknown(text))
    }

    /// Lays what was told anew over what was known.
    pub fn overlay(&mut self, told: Self) {
        self.birth_was_counted = told.birth_was_counted;
        self.is_of_file = told.is_of_file;
        for (known, told) in self.cells.iter_mut().zip(told.cells) {
            if told.is_some() {
                *known = told;
            }
        }
    }
}
