//! A template: the parts of a document with fields in double braces, conditions and loops, and how it is filled.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use minijinja::value::Value;
use minijinja::{Environment, ErrorKind, Output, UndefinedBehavior};

use super::docx::{self, BODY, Parts};
use super::fields::{About, Known, SUBJECTS, Values};
use super::runs::{self, Source, Unclosed};
use super::value::{BLANK, Day, List, Meeting, Met, Missing, Sum, met};
use super::words;
use crate::error::{Error, Result, foreign};
use crate::i18n::{Label, Text, say};
use crate::paper::texts;
use crate::text;

/// How many steps a template may take, where 64 bytes of text cost one, too: enough for a roster of thousands, no more than a moment and
/// some hundred megabytes.
const FUEL: u64 = 5_000_000;

/// How long a part may become.
const LONGEST: usize = 64 << 20;

/// What a template may name that is no field: functions of the language of templates.
const GLOBALS: [&str; 5] = ["range", "dict", "namespace", "loop", "debug"];

/// What a loop says of itself.
const OF_LOOPS: [&str; 10] =
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "previtem", "nextitem"];

/// A template, ready to be filled.
#[derive(Debug)]
pub(super) struct Template {
    /// What it is called in a message.
    name: String,
    parts: Parts,
    /// The sources of those parts that have fields, by their place.
    sources: Vec<(usize, Source)>,
}

/// What came of filling one.
#[derive(Debug)]
pub(super) struct Filled {
    /// The document.
    pub(super) bytes: Vec<u8>,
    /// What was left to be filled in by hand, each once.
    pub(super) missing: Vec<Label>,
}

impl Template {
    /// The template in a file.
    pub(super) fn read(name: &str, path: &Path) -> Result<Self> {
        Self::of(name, docx::read(path)?)
    }

    /// The template that these parts are. Refuses a field that begins and does not end.
    pub(super) fn of(name: &str, parts: Parts) -> Result<Self> {
        let mut sources = Vec::new();
        for (at, (part, content)) in parts.iter().enumerate().filter(|(_, (part, _))| has_text(part)) {
            let xml = std::str::from_utf8(content)
                .map_err(|error| refused(name, say!(PartUnreadable { part, reason: foreign(&error) })))?;
            let source = runs::source(xml.trim_start_matches('\u{feff}'))
                .map_err(|Unclosed(field)| refused(name, say!(FieldUnclosed { field })))?;
            if !source.tags.is_empty() {
                sources.push((at, source));
            }
        }
        Ok(Self { name: name.to_owned(), parts, sources })
    }

    /// The template that these texts are, each by itself. Refuses a field that begins and does not end.
    pub(super) fn of_texts(name: &str, texts: &[String]) -> Result<Self> {
        let source = |text: &String| {
            runs::source_of_text(text).map_err(|Unclosed(field)| refused(name, say!(FieldUnclosed { field })))
        };
        let sources = texts.iter().map(source).collect::<Result<Vec<_>>>()?;
        Ok(Self { name: name.to_owned(), parts: Parts::new(), sources: sources.into_iter().enumerate().collect() })
    }

    /// The fields that it names, by whichever name; what is wrong with how one is written is refused.
    pub(super) fn named(&self) -> Result<BTreeSet<String>> {
        let env = environment(&Meeting::default(), print);
        let mut named = BTreeSet::new();
        for (_, source) in &self.sources {
            let template = env.template_from_str(&source.text).map_err(|error| self.misspelt(&env, source, &error))?;
            named.extend(
                template.undeclared_variables(false).into_iter().filter(|name| !GLOBALS.contains(&name.as_str())),
            );
        }
        Ok(named)
    }

    /// The names behind a dot: of the entries of lists.
    pub(super) fn named_of_entries(&self) -> BTreeSet<String> {
        let tags = self.sources.iter().flat_map(|(_, source)| &source.tags);
        tags.flat_map(|tag| behind_dots(tag)).filter(|name| !OF_LOOPS.contains(&name.as_str())).collect()
    }

    /// What it is about: the subject that has all the fields it names, else the one that has most of them.
    pub(super) fn about(&self) -> Result<About> {
        let named = self.named()?;
        let known = |about: About| named.iter().filter(|name| Known::of(about).is_field(name)).count();
        Ok(SUBJECTS.iter().copied().rev().max_by_key(|about| known(*about)).unwrap_or(About::Person))
    }

    /// Refuses a field that there is not, with the one that was perhaps meant.
    pub(super) fn check(&self, about: About) -> Result<()> {
        let known = Known::of(about);
        if let Some(field) = self.named()?.into_iter().find(|name| !known.is_field(name)) {
            return Err(self.unknown(&field, &known.fields()));
        }
        match self.named_of_entries().into_iter().find(|name| !known.is_of_entry(name)) {
            Some(field) => Err(self.unknown(&field, &known.of_entries())),
            None => Ok(()),
        }
    }

    /// Fills it. Values are escaped for XML; what the records lack becomes a line, or an empty cell.
    pub(super) fn fill(&self, about: About, values: &Values, meeting: &Meeting) -> Result<Filled> {
        let mut parts = self.parts.clone();
        let (filled, missing) = self.said(about, values, meeting, print)?;
        for ((at, _), xml) in self.sources.iter().zip(filled) {
            let xml = with_paragraphs(&xml);
            if !is_sound(&xml) {
                return Err(refused(&self.name, say!(StatementsCross)).hint(say!(StatementsCrossHint)));
            }
            parts[*at].1 = xml.into_bytes();
        }
        Ok(Filled { bytes: docx::write(&parts), missing })
    }

    /// Fills the texts that it was made of. What the records lack is left out.
    pub(super) fn fill_texts(
        &self,
        about: About,
        values: &Values,
        meeting: &Meeting,
    ) -> Result<(Vec<String>, Vec<Label>)> {
        self.said(about, values, meeting, print_plainly)
    }

    /// What each of its sources comes to, and what was left to be filled in by hand.
    fn said(
        &self,
        about: About,
        values: &Values,
        meeting: &Meeting,
        print: Print,
    ) -> Result<(Vec<String>, Vec<Label>)> {
        *met(meeting) = Met::default();
        let env = environment(meeting, print);
        let rendered = |(_, source): &(usize, Source)| {
            self.rendered(&env, source, values).map_err(|error| match met(meeting).unknown.take() {
                Some(field) => self.unknown(&field, &Known::of(about).of_entries()),
                None => error,
            })
        };
        let filled = self.sources.iter().map(rendered).collect::<Result<Vec<_>>>()?;
        let mut missing = std::mem::take(&mut met(meeting).missing);
        let mut seen = BTreeSet::new();
        missing.retain(|label| seen.insert(label.zh));
        Ok((filled, missing))
    }

    fn rendered(&self, env: &Environment<'_>, source: &Source, values: &Values) -> Result<String> {
        let template = env.template_from_str(&source.text).map_err(|error| self.misspelt(env, source, &error))?;
        let filled = template.render(Value::from(values.clone())).map_err(|error| self.failed(&error))?;
        if filled.len() > LONGEST { Err(refused(&self.name, say!(TemplateEndless))) } else { Ok(filled) }
    }

    /// What is wrong with how a field is written, named by the field.
    fn misspelt(&self, env: &Environment<'_>, source: &Source, error: &minijinja::Error) -> Error {
        let inner = |tag: &String| tag.strip_prefix("{{").and_then(|tag| tag.strip_suffix("}}")).map(str::to_owned);
        let bad = source
            .tags
            .iter()
            .find(|tag| inner(tag).is_some_and(|inner| env.compile_expression_owned(inner.trim().to_owned()).is_err()));
        let reason = foreign(&said(error));
        refused(
            &self.name,
            match bad {
                Some(field) => say!(FieldMiswritten { field: text::shortened(field).into_owned(), reason }),
                None => say!(StatementMiswritten { reason }),
            },
        )
    }

    fn failed(&self, error: &minijinja::Error) -> Error {
        refused(
            &self.name,
            match error.kind() {
                ErrorKind::OutOfFuel => say!(TemplateEndless),
                _ => say!(TemplateFailed { reason: foreign(&said(error)) }),
            },
        )
    }

    fn unknown(&self, field: &str, known: &[String]) -> Error {
        let error = refused(&self.name, say!(FieldUnknown { field: text::shortened(field).into_owned() }));
        let near = known.iter().map(|name| (strsim::jaro(&text::fold(field), name), name));
        match near.max_by(|one, other| one.0.total_cmp(&other.0)) {
            Some((likeness, suggested)) if likeness > ALIKE => error.hint(say!(FieldSuggested { suggested })),
            _ => error.hint(say!(FieldsHint { form: &self.name })),
        }
    }
}

/// How much alike a name must be to be suggested.
const ALIKE: f64 = 0.65;

/// Whether a part has text that is read on paper.
fn has_text(part: &str) -> bool {
    let is_edge =
        |kind: &str| part.strip_prefix("word/").is_some_and(|name| name.starts_with(kind) && name.ends_with(".xml"));
    part == BODY || is_edge("header") || is_edge("footer") || is_edge("footnotes")
}

fn refused(name: &str, what: Text) -> Error {
    Error::refused(say!(OfTemplate { name, what }))
}

/// What the engine says of an error, on one line.
fn said(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()))
}

/// The names that stand behind a dot in a field, outside of quotes.
fn behind_dots(tag: &str) -> Vec<String> {
    let mut names = Vec::new();
    let outside = tag.split(['"', '\'']).step_by(2);
    for part in outside {
        for after in part.split('.').skip(1) {
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.starts_with(|c: char| !c.is_ascii_digit()) && !after[name.len()..].starts_with('(') {
                names.push(name);
            }
        }
    }
    names
}

/// Prints a value.
type Print = fn(&mut Output<'_>, &Value, &Meeting) -> Result<(), minijinja::Error>;

fn environment<'e>(meeting: &Meeting, print: Print) -> Environment<'e> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    let meeting = Meeting::clone(meeting);
    env.set_formatter(move |out, _, value| print(out, value, &meeting));
    env.add_filter("cell", |value: Value| match value.downcast_object_ref::<Missing>() {
        Some(missing) => Value::from_object(Missing { label: missing.label, in_cell: true }),
        None => value,
    });
    for name in ["words", "汉字"] {
        env.add_filter(name, |value: Value| in_words(&value, words::number, words::day));
    }
    for name in ["capitals", "大写"] {
        env.add_filter(name, |value: Value| match value.downcast_object_ref::<Sum>() {
            Some(sum) => Value::from(words::money(sum.0)),
            None => in_words(&value, words::capitals, crate::transfer::day_in_capitals),
        });
    }
    for name in ["document", "公文"] {
        env.add_filter(name, |value: Value| match value.downcast_object_ref::<Day>() {
            Some(day) => Value::from(super::date_of_document(&day.0)),
            None => value,
        });
    }
    for name in ["month", "年月"] {
        env.add_filter(name, |value: Value| match value.downcast_object_ref::<Day>() {
            Some(day) => Value::from_object(Day(words::month(&day.0))),
            None => value,
        });
    }
    for name in ["short", "简写"] {
        env.add_filter(name, |value: Value| match value.downcast_object_ref::<Day>() {
            Some(day) => Value::from(words::day_in_dots(&day.0)),
            None => value,
        });
    }
    for name in ["lines", "分段"] {
        env.add_filter(name, |value: Value| match value.as_str() {
            Some(text) => {
                Value::from_iter(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from))
            }
            None => Value::from_iter(std::iter::once(value)),
        });
    }
    env
}

/// A number or a day in words; anything else as it is.
fn in_words(value: &Value, number: fn(u64) -> String, day: fn(&crate::date::PartialDate) -> String) -> Value {
    if let Some(known) = value.downcast_object_ref::<Day>() {
        return Value::from(day(&known.0));
    }
    match value.as_i64().and_then(|whole| u64::try_from(whole).ok()) {
        Some(whole) => Value::from(number(whole)),
        None => value.clone(),
    }
}

/// Notes a value that the records lack. Refuses one of which there is nothing at all. Tells whether it is a list without entries, and
/// whether there is anything to print.
fn look(value: &Value, meeting: &Meeting) -> Result<(bool, bool), minijinja::Error> {
    if value.is_undefined() {
        return Err(ErrorKind::UndefinedError.into());
    }
    let missing = value.downcast_object_ref::<Missing>().map(|missing| missing.label);
    let empty = value.downcast_object_ref::<List>().filter(|list| list.items.is_empty()).map(|list| list.label);
    met(meeting).missing.extend(missing.or(empty));
    Ok((empty.is_some(), missing.or(empty).is_none()))
}

/// Prints a value as it is.
fn print_plainly(out: &mut Output<'_>, value: &Value, meeting: &Meeting) -> Result<(), minijinja::Error> {
    let (_, is_known) = look(value, meeting)?;
    if is_known {
        out.write_str(&value.to_string())?;
    }
    Ok(())
}

/// Prints a value into XML.
fn print(out: &mut Output<'_>, value: &Value, meeting: &Meeting) -> Result<(), minijinja::Error> {
    let (is_empty, _) = look(value, meeting)?;
    if is_empty {
        out.write_str(BLANK)?;
        return Ok(());
    }
    for (at, line) in value.to_string().split('\n').enumerate() {
        if at > 0 {
            out.write_str("</w:t><w:br/><w:t xml:space=\"preserve\">")?;
        }
        for c in line.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                c if text::is_unsafe(c) => {}
                c => out.write_char(c)?,
            }
        }
    }
    Ok(())
}

/// A cell has a paragraph at its end, be it an empty one: without it Word takes the document for damaged.
fn with_paragraphs(xml: &str) -> String {
    let mut parts = xml.split("</w:tc>");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if !whole.trim_end().ends_with("</w:p>") && !whole.trim_end().ends_with("<w:p/>") {
            whole += "<w:p/>";
        }
        whole += "</w:tc>";
        whole += part;
    }
    whole
}

/// Whether each tag that opens closes where it should.
fn is_sound(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_i64;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(_)) => depth += 1,
            Ok(quick_xml::events::Event::End(_)) => depth -= 1,
            Ok(quick_xml::events::Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::{self, Common};
    use super::*;
    use crate::db::Db;
    use crate::i18n::Lang;

    fn paragraph(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    /// What a part says of somebody of whom only the name is known; and what was missing.
    fn filled(part: &str, body: &str) -> Result<(String, Vec<&'static str>)> {
        let mut db = Db::memory().unwrap();
        db.conn().execute("INSERT INTO person (id, name) VALUES (1, '张<b>&三')", []).unwrap();
        db.stand_at("2011-05-31".parse().unwrap()).unwrap();
        let day = "2011-05-31".parse().unwrap();
        let meeting = Meeting::default();
        let common = Common { office: None, seal: None, date: day, as_of: day };
        let values = fields::values(db.conn(), About::Person, 1, &common, &meeting)?.unwrap();
        let template = Template::of("x", vec![(BODY.into(), b"<w:body/>".to_vec()), (part.into(), body.into())])?;
        let filled = template.fill(About::Person, &values, &meeting)?;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &filled.bytes).unwrap();
        let content = docx::read(file.path())?.swap_remove(1).1;
        Ok((String::from_utf8(content).unwrap(), filled.missing.iter().map(|label| label.zh).collect()))
    }

    #[test]
    fn values_are_escaped_and_what_is_not_known_is_a_line_told_once() {
        let body = paragraph("{{ name }} {{ phone }}{{ 手机号 }}{% if sex %}x{% endif %}");
        let (said, missing) = filled("word/header1.xml", &body).unwrap();
        assert!(said.contains(">张&lt;b&gt;&amp;三 ＿＿＿＿＿＿＿＿<"), "{said}");
        assert_eq!(missing, ["手机号"]);
    }

    #[test]
    fn a_cell_that_a_condition_leaves_empty_keeps_a_paragraph() {
        let cell = format!("<w:tc>{}{}{}</w:tc>", paragraph("{% if sex %}"), paragraph("x"), paragraph("{% endif %}"));
        let (said, _) = filled("word/footer2.xml", &cell).unwrap();
        assert_eq!(said, "<w:tc><w:p/></w:tc>");
        let (said, missing) = filled("word/footer2.xml", &format!("<w:tc>{}</w:tc>", paragraph("{{ sex }}"))).unwrap();
        assert_eq!((said.contains("></w:t>"), missing), (true, vec!["性别"]), "no line in a cell: {said}");
    }

    #[test]
    fn statements_that_cross_what_they_stand_in_are_refused() {
        let body = format!("<w:tc>{}</w:tc>{}", paragraph("a{% if sex %}b"), paragraph("c{% endif %}"));
        let sound = format!("{}{}", paragraph("a{% if name %}b"), paragraph("c{% endif %}"));
        assert!(filled("word/header1.xml", &sound).is_ok());
        let refused = filled("word/header1.xml", &body).unwrap_err();
        assert!(refused.message().say(Lang::Zh).contains("不在同一层"), "{refused}");
    }

    #[test]
    fn a_part_without_text_for_paper_is_left_as_it_is() {
        let (said, missing) = filled("word/settings.xml", "{{ nonsense }}").unwrap();
        assert_eq!((said.as_str(), missing.len()), ("{{ nonsense }}", 0));
    }
}
