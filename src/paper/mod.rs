//! Forms on paper: documents of Word that are filled from the records.
//!
//! A form is a `.docx` with fields in double braces, and with conditions and loops in `{% … %}`. Those built in stand as readable XML
//! in `forms`; those of the office lie in the folder that the configuration names, and one of the same name goes before ours.
//! `fields` says what a form may say, `template` fills it, `docx` reads and writes the file.

mod built_in;
pub mod cli;
mod docx;
mod fields;
mod folder;
mod pack;
mod runs;
mod sheet;
mod subject;
mod template;
pub(crate) mod texts;
mod value;
mod words;

use std::path::{Path, PathBuf};

use built_in::{BuiltIn, FORMS};
use fields::About;
use template::Template;

use crate::config::Key;
use crate::date::PartialDate;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Lang, say};
use crate::rules::rules;
use crate::text;

/// A form that can be filled.
#[derive(Debug)]
struct Form {
    name: String,
    /// The form of this name that is built in, whether or not the office has one of its own.
    built_in: Option<&'static BuiltIn>,
    /// The office's own template.
    own: Option<PathBuf>,
}

impl Form {
    /// What it is called.
    fn title(&self, lang: Lang) -> String {
        self.built_in.map_or_else(|| self.name.clone(), |form| form.title.say(lang).to_owned())
    }

    /// Its template, checked: every field that it names is one of what it is about.
    fn template(&self) -> Result<(Template, About)> {
        let template = match (&self.own, self.built_in) {
            (Some(path), _) => Template::read(&self.name, path)?,
            (None, Some(form)) => Template::of(&self.name, form.parts())?,
            (None, None) => return Err(unknown(&self.name, &[])),
        };
        let about = match self.built_in {
            Some(form) => form.about,
            None => template.about()?,
        };
        template.check(about)?;
        Ok((template, about))
    }
}

/// All forms: those built in, then those that the office has besides.
fn forms(folder: Option<&Path>) -> Result<Vec<Form>> {
    let mut own = own_templates(folder)?;
    let mut forms: Vec<Form> = Vec::new();
    for form in FORMS {
        let at = own.iter().position(|(name, _)| name == form.name);
        let own = at.map(|at| own.remove(at).1);
        forms.push(Form { name: form.name.to_owned(), built_in: Some(form), own });
    }
    forms.extend(own.into_iter().map(|(name, path)| Form { name, built_in: None, own: Some(path) }));
    Ok(forms)
}

/// The form that a user named, by its name or title.
fn find(folder: Option<&Path>, typed: &str) -> Result<Form> {
    let mut all = forms(folder)?;
    let wanted = text::fold(typed);
    let is_it = |form: &Form| {
        text::fold(&form.name) == wanted || form.built_in.is_some_and(|form| form.title.answers_to(typed))
    };
    match all.iter().position(is_it) {
        Some(at) => Ok(all.swap_remove(at)),
        None => Err(unknown(typed, &all)),
    }
}

fn unknown(typed: &str, all: &[Form]) -> Error {
    const ALIKE: f64 = 0.6;
    let error = Error::new(Kind::NotFound, say!(FormUnknown { typed }));
    let wanted = text::fold(typed);
    let names = all.iter().flat_map(|form| [form.name.clone(), form.title(Lang::Zh)]);
    match names.map(|name| (strsim::jaro(&name, &wanted), name)).max_by(|one, other| one.0.total_cmp(&other.0)) {
        Some((likeness, suggested)) if likeness > ALIKE => error.hint(say!(FormSuggested { suggested })),
        _ => error.hint(say!(FormsHint)),
    }
}

/// The office's own templates by name. What Word keeps beside an open document (`~$…`) is none.
fn own_templates(folder: Option<&Path>) -> Result<Vec<(String, PathBuf)>> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    if !folder.is_dir() {
        let missing = Error::new(Kind::Io, say!(TemplateFolderMissing { path: folder.display().to_string() }));
        return Err(missing.hint(say!(TemplateFolderHint { key: Key::TemplateFolder.name() })));
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).at(folder)? {
        let path = entry.at(folder)?.path();
        let is_document = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if is_document && path.is_file() && !name.starts_with(['~', '.']) {
            found.push((name, path));
        }
    }
    found.sort();
    Ok(found)
}

/// The day of a document as the norm of that day wants it: in figures, and in words before.
fn date_of_document(date: &PartialDate) -> String {
    let is_earlier = rules().document_day_in_figures.begins_after(date.first_day());
    if is_earlier { words::day(date) } else { words::day_in_figures(date) }
}

/// Takes a file for a template, and fills it with nothing.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_template(path: &std::path::Path) {
    let Ok(template) = template::Template::read("a", path) else { return };
    let Ok(about) = template.about() else { return };
    let _ = template.check(about);
    let _ = template.fill(about, &fields::Values::default(), &value::Meeting::default());
}

/// Takes a text for a template, and fills it with nothing.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_text(text: &str) {
    let Ok(template) = template::Template::of_texts("a", &[text.to_owned()]) else { return };
    let Ok(about) = template.about() else { return };
    let _ = template.fill_texts(about, &fields::Values::default(), &value::Meeting::default());
}

/// Takes a file for a workbook to be filled, and fills it.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_sheet(path: &std::path::Path) {
    let _ = sheet::tried(path);
}
