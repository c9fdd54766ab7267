//! The fields of a part of a document, found although Word split them over several runs of text: each is put together in the
//! run in which it begins. A paragraph, or the row of a table, that says nothing but conditions and loops gives way to them.

use std::ops::Range;

/// The source of a template, and the fields, conditions and loops in it as they were typed, in order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Source {
    pub(super) text: String,
    pub(super) tags: Vec<String>,
}

/// Why there is no source: a field that begins and does not end in its paragraph.
#[derive(Debug, PartialEq)]
pub(super) struct Unclosed(pub(super) String);

/// How fields, and how conditions and loops begin and end.
const PAIRS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// A paragraph or a row: where its pieces are.
struct Block {
    pieces: Range<usize>,
    /// Those of its pieces that are text; of a paragraph without those of a paragraph within it.
    texts: Vec<usize>,
    in_cell: bool,
}

#[derive(Default)]
struct Scan {
    /// The tags of XML, and what stands between them.
    pieces: Vec<String>,
    paragraphs: Vec<Block>,
    rows: Vec<Block>,
    open_paragraphs: Vec<Block>,
    open_rows: Vec<Block>,
    /// How many paragraphs and rows are open beyond those that are looked at.
    deeper: [usize; 2],
    cells: usize,
    in_text: bool,
}

/// Paragraphs and rows within so many others are not looked at as such: no form nests them so.
const DEEPEST: usize = 16;

/// The source of the template that a part of a document is.
pub(super) fn source(xml: &str) -> Result<Source, Unclosed> {
    let mut scan = Scan::default();
    split(xml).for_each(|(text, is_tag)| scan.take(text, is_tag));
    let mut tags = Vec::new();
    for paragraph in &scan.paragraphs {
        join(&mut scan.pieces, paragraph, &mut tags)?;
    }
    let Scan { mut pieces, paragraphs, rows, .. } = scan;
    // Outer rows come after those within them, and take their place.
    for block in paragraphs.iter().chain(&rows) {
        give_way(&mut pieces, block);
    }
    Ok(Source { text: pieces.concat(), tags })
}

/// The source of the template that a plain text is.
pub(super) fn source_of_text(text: &str) -> Result<Source, Unclosed> {
    let (mut source, mut copied) = (Source::default(), 0);
    for field in fields(text)? {
        let tag = plain(&text[field.clone()]);
        source.text += &text[copied..field.start];
        source.text += &tag;
        source.tags.push(tag);
        copied = field.end;
    }
    source.text += &text[copied..];
    Ok(source)
}

/// The tags of a text of XML, and what stands between them.
pub(super) fn split(xml: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_tag = rest.starts_with('<');
        let end = if is_tag { tag_end(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((piece, is_tag))
    })
}

/// Where a tag ends: a `>` within quotes is none.
fn tag_end(rest: &str) -> usize {
    for (opens, closes) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if rest.starts_with(opens) {
            return rest.find(closes).map_or(rest.len(), |at| at + closes.len());
        }
    }
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '>' => return at + 1,
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    rest.len()
}

/// What a tag is called, with the `/` of one that closes.
pub(super) fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let end =
        inner.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || *c == '/').map_or(inner.len(), |(at, _)| at);
    &inner[..end]
}

impl Scan {
    fn take(&mut self, text: &str, is_tag: bool) {
        let at = self.pieces.len();
        let is_text = !is_tag && self.in_text;
        self.pieces.push(text.to_owned());
        if is_text {
            self.open_paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.texts.push(at));
            self.open_rows.iter_mut().for_each(|row| row.texts.push(at));
        }
        if !is_tag || text.ends_with("/>") {
            return;
        }
        let block = |in_cell| Block { pieces: at..at, texts: Vec::new(), in_cell };
        let ended = |mut block: Block| {
            block.pieces.end = at + 1;
            block
        };
        match name(text) {
            "w:t" => self.in_text = true,
            "/w:t" => self.in_text = false,
            "w:p" if self.open_paragraphs.len() >= DEEPEST => self.deeper[0] += 1,
            "/w:p" if self.deeper[0] > 0 => self.deeper[0] -= 1,
            "w:tr" if self.open_rows.len() >= DEEPEST => self.deeper[1] += 1,
            "/w:tr" if self.deeper[1] > 0 => self.deeper[1] -= 1,
            "w:p" => self.open_paragraphs.push(block(self.cells > 0)),
            "/w:p" => self.paragraphs.extend(self.open_paragraphs.pop().map(ended)),
            "w:tr" => self.open_rows.push(block(false)),
            "/w:tr" => self.rows.extend(self.open_rows.pop().map(ended)),
            "w:tc" => self.cells += 1,
            "/w:tc" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }
}

/// Puts each field of a paragraph together in the run where it begins. What is the whole of a cell is marked as such.
fn join(pieces: &mut [String], paragraph: &Block, tags: &mut Vec<String>) -> Result<(), Unclosed> {
    let whole: String = paragraph.texts.iter().map(|at| pieces[*at].as_str()).collect();
    let found = fields(&whole)?;
    if found.is_empty() {
        return Ok(());
    }
    let alone = paragraph.in_cell && found.len() == 1 && whole.trim() == &whole[found[0].clone()];
    let mut start = 0;
    for at in &paragraph.texts {
        let span = start..start + pieces[*at].len();
        start = span.end;
        let (mut text, mut copied) = (String::new(), span.start);
        let first = found.partition_point(|field| field.end <= span.start);
        for field in found[first..].iter().take_while(|field| field.start < span.end) {
            text += &whole[copied..field.start.max(copied)];
            if field.start >= span.start {
                let tag = plain(&whole[field.clone()]);
                text += &if alone { in_cell(&tag) } else { tag.clone() };
                tags.push(tag);
            }
            copied = field.end.min(span.end);
        }
        text += &whole[copied..span.end];
        if text.contains('{') {
            keep_blanks(&mut pieces[at - 1]);
        }
        pieces[*at] = text;
    }
    Ok(())
}

/// Where the fields, conditions and loops of a text are.
fn fields(text: &str) -> Result<Vec<Range<usize>>, Unclosed> {
    let mut found = Vec::new();
    let mut from = 0;
    loop {
        let opens = |at: &usize| {
            PAIRS.iter().find(|(opens, _)| text[*at..].starts_with(opens)).map(|(_, closes)| (*at, closes))
        };
        let places = memchr::memchr_iter(b'{', &text.as_bytes()[from..]).map(|at| at + from);
        let Some((start, closes)) = places.into_iter().find_map(|at| opens(&at)) else { return Ok(found) };
        let end = text[start + 2..].find(closes).ok_or_else(|| Unclosed(text[start..].chars().take(20).collect()))?;
        from = start + 2 + end + 2;
        found.push(start..from);
    }
}

/// A field as it was meant: Word writes quotes of its own, and XML its signs.
fn plain(tag: &str) -> String {
    let tag = tag.replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace("&quot;", "\"").replace("&apos;", "'");
    tag.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A field that is the whole of a cell: what is not known leaves the cell empty, without a line in it.
fn in_cell(tag: &str) -> String {
    match tag.strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}")) {
        Some(inner) => format!("{{{{({})|cell}}}}", inner.trim_matches(['-', ' '])),
        None => tag.to_owned(),
    }
}

/// Sees to it that blanks at the ends of a text stay.
fn keep_blanks(tag: &mut String) {
    if name(tag) == "w:t" && !tag.contains("xml:space") {
        *tag = tag.replacen("<w:t", "<w:t xml:space=\"preserve\"", 1);
    }
}

/// Lets a block give way to the conditions and loops that it says, if it says nothing else.
fn give_way(pieces: &mut [String], block: &Block) {
    let said: String = block.texts.iter().map(|at| pieces[*at].trim()).collect();
    let mut rest = said.as_str();
    if rest.is_empty() || pieces[block.pieces.clone()].iter().any(|piece| piece.starts_with("<w:sectPr")) {
        return;
    }
    while !rest.is_empty() {
        let statement = rest.strip_prefix("{%").and_then(|inner| inner.split_once("%}"));
        let Some((_, after)) = statement else { return };
        rest = after.trim_start();
    }
    // A row is asked after the paragraphs in it, which have given way by then.
    for at in block.pieces.clone() {
        pieces[at].clear();
    }
    if let Some(first) = block.texts.first() {
        pieces[*first] = said;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> String {
        source(xml).unwrap().text
    }

    #[test]
    fn a_field_split_over_runs_is_one() {
        let xml = "<w:p><w:r><w:t>同志{</w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:rPr><w:b/></w:rPr><w:t>{na</w:t></w:r><w:r><w:t>me}</w:t></w:r><w:r><w:t>}，好{{sex}}</w:t></w:r></w:p>";
        let joined = "<w:p><w:r><w:t xml:space=\"preserve\">同志{{name}}</w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r><w:r><w:t></w:t></w:r><w:r><w:t xml:space=\"preserve\">，好{{sex}}</w:t></w:r></w:p>";
        assert_eq!(source(xml), Ok(Source { text: joined.into(), tags: vec!["{{name}}".into(), "{{sex}}".into()] }));
    }

    #[test]
    fn what_word_makes_of_quotes_and_signs_is_undone_within_a_field_alone() {
        let xml = "<w:p><w:r><w:t>a&lt;b “c” {% if sex == “男” and age &gt; 3 %}x{% endif %}</w:t></w:r></w:p>";
        assert!(text(xml).contains(">a&lt;b “c” {% if sex == \"男\" and age > 3 %}x{% endif %}<"));
    }

    #[test]
    fn a_row_and_a_paragraph_of_statements_give_way_to_them() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
        let xml = format!(
            "<w:tbl>{}{}{}</w:tbl><w:p><w:r><w:t> {{% if a %}} </w:t></w:r></w:p>",
            row(&["{% for m in members %}", ""]),
            row(&["{{ m.name }}", "x {{m.sex}}"]),
            row(&["{% endfor %}", ""]),
        );
        let middle = "<w:tr><w:tc><w:p><w:r><w:t xml:space=\"preserve\">{{(m.name)|cell}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t xml:space=\"preserve\">x {{m.sex}}</w:t></w:r></w:p></w:tc></w:tr>";
        assert_eq!(text(&xml), format!("<w:tbl>{{% for m in members %}}{middle}{{% endfor %}}</w:tbl>{{% if a %}}"));
    }

    #[test]
    fn a_field_that_does_not_end_is_told() {
        let xml = "<w:p><w:r><w:t>x {{name} y</w:t></w:r></w:p>";
        assert_eq!(source(xml), Err(Unclosed("{{name} y".into())));
    }

    #[test]
    fn paragraphs_within_one_keep_their_own_text() {
        let xml = "<w:p><w:r><w:t>{{a</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>{{b}}</w:t></w:r></w:p></w:txbxContent></w:r><w:r><w:t>}}</w:t></w:r></w:p>";
        assert_eq!(source(xml).unwrap().tags, ["{{b}}", "{{a}}"]);
        assert!(text(xml).contains(">{{a}}<") && text(xml).contains(">{{b}}<"));
    }
}
