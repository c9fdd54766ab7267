//! `dangwu help TOPIC`: what concerns all commands, a page each. The texts stand in a file for each language.

use crate::cli::texts;
use crate::i18n::{Label, Lang, say};
use crate::text;

/// The topics, with their Chinese names; the last is made from the command line itself.
const NAMES: [(&str, &str); 13] = [
    ("tasks", "我想"),
    ("tutorial", "入门"),
    ("dates", "日期"),
    ("names", "名称"),
    ("import", "导入"),
    ("past", "以往"),
    ("undo", "撤销"),
    ("rules", "规定"),
    ("bundles", "上报"),
    ("scripts", "脚本"),
    ("spellings", "写法"),
    ("lakes", "多单位"),
    (OPTIONS, "通用选项"),
];

/// The topic that lists the options of every command.
pub(super) const OPTIONS: &str = "options";

/// The names of all topics, as a reader of that language types them.
pub(super) fn names(lang: Lang) -> String {
    let names = NAMES.iter().map(|(en, zh)| if lang == Lang::Zh { format!("{en} {zh}") } else { (*en).to_owned() });
    names.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
}

/// The topics, with their Chinese names and titles.
pub(super) fn titles(lang: Lang) -> Vec<(String, &'static str, String)> {
    let title = |topic: &str| match topic {
        OPTIONS => say!(HelpOptionsTitle).say(lang),
        _ => text_of(topic, lang).lines().next().unwrap_or_default().to_owned(),
    };
    NAMES.iter().map(|(topic, chinese)| ((*topic).to_owned(), *chinese, title(topic))).collect()
}

/// All names of all topics, each with the topic.
pub(super) fn spelt() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().flat_map(|(en, zh)| [(*en, *en), (*zh, *en)])
}

/// The topic that a word names, in either language or by a beginning that no other has.
pub(super) fn find(word: &str) -> Option<&'static str> {
    let word = &*text::fold(word);
    let mut begun = NAMES.iter().filter(|(en, zh)| en.starts_with(word) || zh.starts_with(word));
    let whole = spelt().find(|(name, _)| *name == word).map(|(_, topic)| topic);
    match (whole, begun.next(), begun.next()) {
        (Some(topic), ..) => Some(topic),
        (None, Some((topic, _)), None) => Some(topic),
        _ => None,
    }
}

/// The text of a topic.
fn text_of(topic: &str, lang: Lang) -> &'static str {
    let all = Label { zh: include_str!("topics/zh.txt"), en: include_str!("topics/en.txt") }.say(lang);
    let mut texts = all.split("== ").filter_map(|text| text.split_once('\n'));
    texts.find(|(name, _)| *name == topic).map_or("", |(_, text)| text)
}

/// The examples of a topic, without the name of the program.
#[cfg(test)]
pub(super) fn examples(topic: &str, lang: Lang) -> Vec<&'static str> {
    text_of(topic, lang).lines().filter_map(|line| line.strip_prefix("$ ")).collect()
}

/// The page of a topic, on so many columns.
pub(super) fn page(topic: &str, lang: Lang, columns: usize) -> String {
    let mut page = String::new();
    for line in text_of(topic, lang).lines() {
        let (margin, line) = match line.strip_prefix("$ ") {
            Some(example) => ("  ", format!("dangwu {example}")),
            None => ("", line.to_owned()),
        };
        // What is put in columns stays so where it fits.
        let fits = text::width(&line) + margin.len() <= columns;
        let lines = if fits { vec![line] } else { text::lines(&line, columns.saturating_sub(margin.len())) };
        let lines = if lines.is_empty() { vec![String::new()] } else { lines };
        lines.iter().for_each(|line| page += &format!("{margin}{line}\n"));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_a_page_in_both_languages_with_the_same_examples() {
        for (topic, chinese) in NAMES.iter().filter(|(topic, _)| *topic != OPTIONS) {
            let examples = [Lang::Zh, Lang::En].map(|lang| examples(topic, lang));
            assert!(examples[0] == examples[1] && examples[0].len() >= 3, "{topic}");
            let page = page(topic, Lang::Zh, 60);
            assert!(page.lines().count() > 8 && page.lines().all(|line| text::width(line) <= 60), "{page}");
            assert_eq!((find(topic), find(chinese)), (Some(*topic), Some(*topic)));
        }
        assert!(examples("tasks", Lang::Zh).len() >= 40);
        assert_eq!((find("d"), find("nothing"), find("")), (Some("dates"), None, None));
    }
}
