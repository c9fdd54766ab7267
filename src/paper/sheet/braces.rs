//! Fields in double braces in the cells of a workbook, as in the forms of Word: `{{党组织名称}}`.

use std::collections::BTreeSet;

use minijinja::value::Value as Said;

use super::book::Book;
use super::grid::{Content, Grid};
use super::lists;
use super::said::{self, Takes};
use crate::code;
use crate::error::Result;
use crate::i18n::Label;
use crate::output::Value;
use crate::paper::fields::{About, Field, Holds, Known, Values};
use crate::paper::template::Template;
use crate::paper::value::{Day, Meeting, Missing};

/// The cells of a workbook that have fields.
#[derive(Debug)]
pub(in crate::paper) struct Braces {
    cells: Vec<Place>,
    template: Template,
    about: About,
}

/// Where such a cell is, and what it says.
#[derive(Debug)]
struct Place {
    sheet: String,
    part: String,
    row: u32,
    column: u32,
    text: String,
}

impl Braces {
    /// Finds them in all sheets; nothing, where there are none. Refuses a field that is misspelt or does not end.
    pub(super) fn find(book: &Book, name: &str) -> Result<Option<Self>> {
        let mut cells = Vec::new();
        for (sheet, part) in book.sheets() {
            let Some(grid) = Grid::read(book.text(part)?) else { continue };
            for line in &grid.rows {
                for cell in line.cells.iter().filter(|cell| !cell.has_formula()) {
                    let text = cell.said(&book.strings);
                    if text.contains("{{") || text.contains("{%") {
                        let (sheet, part) = (sheet.clone(), part.clone());
                        cells.push(Place { sheet, part, row: line.number, column: cell.column, text });
                    }
                }
            }
        }
        if cells.is_empty() {
            return Ok(None);
        }
        let texts: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
        let template = Template::of_texts(name, &texts)?;
        let about = template.about()?;
        template.check(about)?;
        Ok(Some(Self { cells, template, about }))
    }

    /// Which fields they name, and what these are about.
    pub(in crate::paper) fn into_template(self) -> (Template, About) {
        (self.template, self.about)
    }

    /// What they are about.
    pub(super) fn about(&self) -> About {
        self.about
    }

    /// The sheets that they stand on.
    pub(super) fn sheets(&self) -> impl Iterator<Item = String> {
        self.cells.iter().map(|cell| cell.sheet.clone())
    }

    /// Whether they ask for somebody or something whom they are about.
    pub(super) fn need_a_subject(&self) -> Result<bool> {
        Ok(Known::of(self.about).is_own(self.template.named()?.iter()))
    }

    /// Whether they ask for identity or telephone numbers.
    pub(super) fn are_personal(&self) -> Result<bool> {
        let (named, of_entries) = (self.template.named()?, self.template.named_of_entries());
        Ok(Known::of(self.about).has_personal_number(named.iter().chain(&of_entries)))
    }

    /// Fills them. Returns what the records lack.
    pub(super) fn fill(&self, book: &mut Book, values: &Values, meeting: &Meeting) -> Result<Vec<Label>> {
        let (texts, missing) = self.template.fill_texts(self.about, values, meeting)?;
        let parts: BTreeSet<&str> = self.cells.iter().map(|cell| cell.part.as_str()).collect();
        for part in parts {
            let Some(mut grid) = Grid::read(book.text(part)?) else { continue };
            let sheet = self.cells.iter().find(|cell| cell.part == part).map_or("", |cell| &cell.sheet);
            let lists = lists::of_sheet(book, sheet, &grid)?;
            for (place, text) in self.cells.iter().zip(&texts).filter(|(place, _)| place.part == part) {
                let (row, column) = (place.row, place.column);
                let style = grid.row(row).and_then(|line| line.cell(column)?.style());
                let heading = &place.text;
                let takes = Takes { shows: book.shows(style), counts_from_1904: book.counts_from_1904, heading };
                let list = lists.iter().find(|list| list.is_for(column, row)).and_then(lists::List::entries);
                let content = self.content(&place.text, text, values, list, takes);
                let prefix = grid.prefix();
                let content = content.unwrap_or_else(|| Content::Text(String::new()));
                grid.row_mut(row, None).cell_mut(column, &prefix).put(&content, style, row);
            }
            book.replace(part, grid.written());
        }
        Ok(missing)
    }

    /// What is put into a cell: what a field holds where it is the whole of it, else the text; of a list that does not have it, nothing.
    fn content(
        &self,
        written: &str,
        text: &str,
        values: &Values,
        list: Option<&[String]>,
        takes: Takes<'_>,
    ) -> Option<Content> {
        let name = written.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
        let alone = name.and_then(|name| Some((Known::of(self.about).field(name)?, values.get(name)?)));
        let (key, value) = match alone {
            Some((field, said)) => (field.key, held(field, said)?),
            None => ("", Value::from(text)),
        };
        match list {
            Some(entries) => lists::entry(entries, key, &value).map(|entry| Content::Text(entry.to_owned())),
            None => said::content(&value, takes),
        }
    }
}

/// What a field holds, as records have it; nothing of one that they lack.
fn held(field: &Field, said: &Said) -> Option<Value> {
    if said.downcast_object_ref::<Missing>().is_some() {
        return None;
    }
    if let Some(day) = said.downcast_object_ref::<Day>() {
        return Some(day.0.into());
    }
    let coded = |list: &str| {
        let (table, column) = list.split_once('.')?;
        code::find(crate::lists::list(table, column)?, said.as_str()?).ok()
    };
    Some(match field.holds {
        Holds::Code(list) | Holds::CodeOrText(list) => coded(list).map_or_else(|| said.to_string().into(), Value::Code),
        Holds::Flag => Value::Bool(said.is_true()),
        Holds::Number => said.as_i64().into(),
        _ => said.to_string().into(),
    })
}
