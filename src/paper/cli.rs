//! `dangwu paper`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::fields::{self, About, Common, Field, Known, Values};
use super::folder::{self, Paper};
use super::pack::{self, Standing};
use super::sheet::{self, Asked, RowsOf};
use super::subject::{Subject, subject};
use super::template::Template;
use super::value::{self, Meeting};
use super::{Form, docx, find, forms, texts};
use crate::code::codes;
use crate::config::Key;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::{Label, Lang, Text, say};
use crate::org::OrgId;
use crate::output::{self, Column, Frame, Row, Whom};
use crate::text;

codes! {
    /// Where a form comes from.
    enum Origin {
        BuiltIn = "built-in", "自带", "built in";
        Own = "own", "本单位", "the office's own";
    }
}

/// 文书命令
#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    /// 列出可填写的文书, 自带的和本单位的
    List,
    /// 列出一种文书的范本可用的字段, 以及某人(党组织、会议、转接、选举)的值
    Fields(Fields),
    /// 按记录填写文书, 每个对象一份 Word 文档, 写入 -o 所写的文件夹; 或填写上级的 Excel 模板, 写成 -o 所写的文件; 记录里没有的留空, 并在最后列出(身份证号完整, 记入查阅日志)
    Fill(Fill),
    /// 写出一种自带文书的范本(带字段的 Word 文档)到 -o 所写的文件, 供修改
    Template(TemplateOf),
    /// 填出一套材料, 附归档目录, 写入 -o 所写的文件夹
    #[command(subcommand)]
    Pack(PackVerb),
}

/// `paper pack`
#[derive(Debug, Subcommand)]
pub enum PackVerb {
    /// 一人的发展党员材料, 按归档次序; 目录说明有什么、缺什么、哪一项日期颠倒
    Activist(PackActivist),
}

/// `paper pack activist`
#[derive(Debug, Args)]
pub struct PackActivist {
    /// 申请人、积极分子、发展对象或党员(编号、身份证号、姓名或拼音)
    person: String,
    /// 目录和登记表的填表日期(默认为查询日)
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
}

/// `paper fields`
#[derive(Debug, Args)]
pub struct Fields {
    /// 文书(名称或标题, paper list 列出全部), 或有双括号字段的 Excel 模板
    form: String,
    /// 以谁的值为例: 党员、党组织、会议编号、介绍信编号或选举编号
    #[arg(value_name = "PERSON|ORG|ID")]
    whom: Option<String>,
}

/// `paper template`
#[derive(Debug, Args)]
pub struct TemplateOf {
    /// 文书(名称或标题, paper list 列出全部)
    form: String,
}

/// `paper fill`
#[derive(Debug, Args)]
pub struct Fill {
    /// 文书(名称或标题, paper list 列出全部), 或上级发来的 Excel 模板(文件名 *.xlsx)
    #[arg(value_name = "FORM|TEMPLATE.xlsx")]
    form: String,
    /// 填给谁: 党员、党组织、会议编号、介绍信编号或选举编号(也可写党组织, 指其最近一次选举), 可多个; Excel 模板只能一个, 是党组织的, 各行也只填它及其下级的
    #[arg(value_name = "PERSON|ORG|ID")]
    whom: Vec<String>,
    /// 落款日期(默认为查询日)
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// Excel 模板各行填什么: members 党员、activists 发展对象和积极分子、orgs 党组织、units 单位、transfers 转接(默认按标题判断)
    #[arg(long, value_name = "WHAT")]
    rows: Option<RowsOf>,
    /// 各行只填该党组织的
    #[arg(long, value_name = "ORG", conflicts_with = "under")]
    org: Option<String>,
    /// 各行只填该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// Excel 模板的工作表(默认为认得的标题最多的)
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

impl PaperCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List => Nature::Tells,
            Self::Fields(_) => Nature::Lists,
            Self::Template(_) => Nature::Texts,
            Self::Fill(_) | Self::Pack(_) => Nature::Fills,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::List => list(ctx),
            Self::Fields(args) => args.run(ctx),
            Self::Template(args) => args.run(ctx),
            Self::Fill(args) => args.run(ctx),
            Self::Pack(PackVerb::Activist(args)) => args.run(ctx),
        }
    }
}

fn list(ctx: &Ctx) -> Result<()> {
    let columns = Column::of("papers", &["name", "title", "about", "origin"]);
    let frame = Frame { title: Some(say!(FormsTitle).say(ctx.lang)), ..Frame::default() };
    let forms = forms(ctx.template_folder())?;
    ctx.list(columns, frame, |listing| forms.iter().try_for_each(|form| listing.push(row(ctx, form))))
}

/// The names of all forms, each with its title.
pub(crate) fn names(folder: Option<&Path>, lang: Lang) -> Vec<(String, String)> {
    let forms = forms(folder).unwrap_or_default();
    forms.iter().map(|form| (form.name.clone(), form.title(lang))).collect()
}

/// A form as a row. What a template of the office is about can only be said where it is a sound one.
fn row(ctx: &Ctx, form: &Form) -> Row {
    let about = form.built_in.map(|form| form.about).or_else(|| Some(form.template().ok()?.1));
    let origin = if form.own.is_some() { Origin::Own } else { Origin::BuiltIn };
    let about = about.map(|about| output::Value::from(about.entry()));
    vec![form.name.as_str().into(), form.title(ctx.lang).into(), about.into(), origin.entry().into()]
}

fn common(ctx: &Ctx, date: Option<PartialDate>) -> Common {
    let as_of: PartialDate = ctx.as_of().into();
    let set = |key: Key| ctx.setting(key).map(|setting| setting.value.to_string_lossy().into_owned());
    let (office, seal) = (set(Key::OfficeName), set(Key::Seal));
    Common { office, seal, date: date.unwrap_or(as_of), as_of }
}

/// What the records say of a subject on the day asked for. Refuses one that was not there yet.
fn values(ctx: &Ctx, db: &Db, about: About, subject: &Subject, common: &Common, meeting: &Meeting) -> Result<Values> {
    let known = fields::values(db.conn(), about, subject.id, common, meeting)?;
    known.ok_or_else(|| {
        let error = Error::refused(say!(NotThereOnDay { typed: &subject.name, day: ctx.as_of() }));
        error.hint(say!(NotThereOnDayHint))
    })
}

impl Fields {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        let (title, (template, about)) = if sheet::is_named(&self.form) {
            (self.form.clone(), sheet::braces(Path::new(&self.form))?.into_template())
        } else {
            let form = find(ctx.template_folder(), &self.form)?;
            (form.title(ctx.lang), form.template()?)
        };
        let (named, of_entries) = (template.named()?, template.named_of_entries());
        let values = match &self.whom {
            Some(typed) => {
                let db = ctx.read_at()?;
                let subject = subject(db.conn(), about, typed)?;
                Some(values(ctx, &db, about, &subject, &common(ctx, None), &Meeting::default())?)
            }
            None => None,
        };
        let columns = Column::of("paper_fields", &["field", "field_zh", "meaning", "sort", "used", "value"]);
        // In Chinese the other name says what it means.
        let columns = Column::brief(columns, if ctx.lang == Lang::Zh { &["meaning"] } else { &[] });
        let title = say!(FieldsTitle { form: title }).say(ctx.lang);
        ctx.list(columns, Frame { title: Some(title), ..Frame::default() }, |listing| {
            for field in Known::of(about).all() {
                let value =
                    values.as_ref().and_then(|values| values.get(field.key)).and_then(|value| shown(ctx, field, value));
                listing.push(line(ctx, field, "", &named, value))?;
                if let fields::Holds::Entries(_, of_entry) | fields::Holds::Made(of_entry) = field.holds {
                    for inner in of_entry {
                        listing.push(line(ctx, inner, field.key, &of_entries, None))?;
                    }
                }
            }
            Ok(())
        })
    }
}

/// A field as a row; one of the entries of a list under the name of the list.
fn line(ctx: &Ctx, field: &Field, list: &str, named: &BTreeSet<String>, value: Option<String>) -> Row {
    let key = if list.is_empty() { field.key.to_owned() } else { format!("{list}.{}", field.key) };
    let used = named.contains(field.key) || named.contains(field.label.zh);
    vec![
        key.into(),
        field.label.zh.into(),
        field.label.say(ctx.lang).into(),
        field.sort().entry().into(),
        used.into(),
        value.into(),
    ]
}

/// A value for the screen: personal numbers masked unless they are asked for.
fn shown(ctx: &Ctx, field: &Field, value: &minijinja::Value) -> Option<String> {
    let said = value.to_string();
    Some(match field.holds {
        _ if value::lacking(value).is_some() => return None,
        fields::Holds::IdNo if !ctx.reveals() => text::mask_id_no(&said),
        fields::Holds::Phone if !ctx.reveals() => text::mask_phone(&said),
        _ => said,
    })
}

/// The papers under way, what is to be told of them, and whether one has personal numbers in full.
#[derive(Default)]
struct Desk {
    papers: Vec<Paper>,
    notes: Vec<Text>,
    is_personal: bool,
    whom: Whom,
}

impl Desk {
    /// Fills a template and lays it on the desk.
    fn fill(
        &mut self,
        (template, about): &(Template, About),
        values: &Values,
        meeting: &Meeting,
        name: String,
    ) -> Result<()> {
        let filled = template.fill(*about, values, meeting)?;
        if !filled.missing.is_empty() {
            self.notes.push(say!(LeftBlank { file: &name, fields: filled.missing }));
        }
        self.is_personal |= has_personal_numbers(template, *about)?;
        self.papers.push(Paper { name, bytes: filled.bytes });
        Ok(())
    }

    /// Writes all of them into the folder that was named, and tells it.
    fn write(self, ctx: &Ctx, db: &Db, folder: &Path) -> Result<()> {
        let written = folder::write(ctx, folder, &self.papers, || match self.is_personal {
            true => ctx.note_full_numbers(db, self.whom),
            false => Ok(()),
        })?;
        for path in written {
            ctx.note(&say!(PaperMade { path: path.display().to_string() }));
        }
        self.notes.iter().for_each(|note| ctx.note(note));
        Ok(())
    }
}

/// The folder that was named to write to.
fn folder_named(ctx: &Ctx) -> Result<&Path> {
    let named = ctx.output_file().map(PathBuf::as_path);
    named.ok_or_else(|| Error::usage(say!(FolderNeeded)).hint(say!(FolderNeededHint)))
}

impl TemplateOf {
    /// Writes the form as it is built in, be there one of the office's own or not.
    fn run(&self, ctx: &Ctx) -> Result<()> {
        let form = find(ctx.template_folder(), &self.form)?;
        if ctx.output_file().is_none() {
            return Err(Error::usage(say!(FileNeeded)).hint(say!(FileNeededHint)));
        }
        let Some(built_in) = form.built_in else {
            let path = form.own.unwrap_or_default().display().to_string();
            return Err(Error::refused(say!(FormOwn { form: form.name, path })));
        };
        ctx.print(&docx::write(&built_in.parts()))?;
        ctx.note(&say!(TemplateToKeep { name: built_in.name, key: Key::TemplateFolder.name() }));
        Ok(())
    }
}

impl Fill {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        if sheet::is_named(&self.form) {
            return self.fill_sheet(ctx);
        }
        self.refuse_idle()?;
        let folder = folder_named(ctx)?;
        let form = find(ctx.template_folder(), &self.form)?;
        let template = form.template()?;
        let about = template.1;
        let db = ctx.read_at()?;
        let subjects: Vec<Subject> =
            self.whom.iter().map(|typed| subject(db.conn(), about, typed)).collect::<Result<_>>()?;
        let common = common(ctx, self.date);
        let (mut desk, mut seen): (Desk, BTreeSet<i64>) = Default::default();
        for subject in subjects.iter().filter(|subject| seen.insert(subject.id)) {
            let meeting = Meeting::default();
            let values = values(ctx, &db, about, subject, &common, &meeting)?;
            refuse_without(&form, subject, &values)?;
            let name = unused(&desk.papers, &form, subject);
            desk.fill(&template, &values, &meeting, name)?;
            desk.whom.join(subject.whom.clone());
        }
        desk.write(ctx, &db, folder)
    }

    fn fill_sheet(&self, ctx: &Ctx) -> Result<()> {
        ctx.know_settings();
        let common = common(ctx, self.date);
        let values = |db: &Db, about: About, typed: &str, meeting: &Meeting| {
            let subject = subject(db.conn(), about, typed)?;
            let org = (about == About::Org).then_some(OrgId(subject.id));
            Ok((values(ctx, db, about, &subject, &common, meeting)?, org))
        };
        let asked = Asked {
            template: Path::new(&self.form),
            rows: self.rows,
            org: self.org.as_deref(),
            under: self.under.as_deref(),
            sheet: self.sheet.as_deref(),
            is_dated: self.date.is_some(),
            whom: &self.whom,
            common: &common,
            values: &values,
        };
        sheet::fill(ctx, &asked)
    }

    /// Refuses what is only of workbooks, and a form for nobody.
    fn refuse_idle(&self) -> Result<()> {
        let of_sheets = [
            (self.rows.is_some(), "--rows"),
            (self.org.is_some(), "--org"),
            (self.under.is_some(), "--under"),
            (self.sheet.is_some(), "--sheet"),
        ];
        match of_sheets.iter().find(|(is_told, _)| *is_told) {
            Some((_, option)) => Err(Error::usage(say!(OptionOfSheets { option: *option }))),
            None if self.whom.is_empty() => Err(Error::usage(say!(WhomNeeded)).hint(say!(WhomNeededHint))),
            None => Ok(()),
        }
    }
}

impl PackActivist {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        let (folder, templates) = (folder_named(ctx)?, ctx.template_folder());
        let db = ctx.read_at()?;
        let subject = subject(db.conn(), About::Person, &self.person)?;
        let on = |date: Option<PartialDate>, meeting: &Meeting| {
            values(ctx, &db, About::Person, &subject, &common(ctx, date), meeting)
        };
        let meeting = Meeting::default();
        let today = on(self.date, &meeting)?;
        let page = find(templates, CONTENTS)?;
        refuse_without(&page, &subject, &today)?;
        let mut desk = Desk::default();
        let name = |number: usize, form: &Form| {
            folder::safe_name(&format!("{number:02}-{}-{}", form.title(Lang::Zh), subject.name))
        };
        desk.fill(&page.template()?, &today, &meeting, name(0, &page))?;
        desk.whom.join(subject.whom.clone());
        let papers = pack::contents(&today);
        for paper in &papers {
            for form in paper.forms {
                let form = find(templates, form)?;
                // A notice bears the day of what it tells; what is kept over years that of the contents.
                let date = if form.name == RECORD { self.date } else { paper.day };
                desk.fill(&form.template()?, &on(date, &meeting)?, &meeting, name(paper.number, &form))?;
            }
        }
        let missing: Vec<Label> =
            papers.iter().filter(|paper| paper.standing == Standing::Missing).map(|paper| paper.title).collect();
        if !missing.is_empty() {
            desk.notes.push(say!(PaperLacking { papers: missing }));
        }
        for (paper, fault) in papers.iter().filter_map(|paper| Some((paper.title, paper.fault.clone()?))) {
            desk.notes.push(say!(PaperDatedBefore { paper, fault }));
        }
        desk.write(ctx, &db, folder)
    }
}

/// The contents page of a pack, and the form in it that is kept over years.
const CONTENTS: &str = "activist-contents";
const RECORD: &str = "activist-record";

fn has_personal_numbers(template: &Template, about: About) -> Result<bool> {
    let (named, of_entries) = (template.named()?, template.named_of_entries());
    Ok(Known::of(about).has_personal_number(named.iter().chain(&of_entries)))
}

/// Refuses a form about what the records do not know of somebody.
fn refuse_without(form: &Form, subject: &Subject, values: &Values) -> Result<()> {
    let Some((built_in, needed)) = form.built_in.and_then(|form| Some((form, form.needs?))) else { return Ok(()) };
    let Some(lacking) = values.get(needed).and_then(value::lacking) else { return Ok(()) };
    let (form, name) = (built_in.title, &subject.name);
    let hint = match (built_in.about, needed) {
        (About::Election, _) => say!(ElectionNeededHint),
        (About::Org, _) => say!(OrgNeededHint),
        (_, "paid_on") => say!(PaymentNeededHint),
        (_, "category") => say!(MemberNeededHint),
        _ => say!(StepNeededHint),
    };
    Err(Error::refused(say!(StepNeeded { form, name, step: lacking })).hint(hint))
}

/// What the file is called: by the form and whom it is for, and by the number too where two are called alike.
fn unused(papers: &[Paper], form: &Form, subject: &Subject) -> String {
    let name = folder::safe_name(&format!("{}-{}", form.title(Lang::Zh), subject.name));
    if papers.iter().any(|paper| paper.name == name) { format!("{name}-{}", subject.id) } else { name }
}
