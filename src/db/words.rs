//! The index of words in which meetings are found: an FTS5 table over text that is cut into pairs of neighbouring
//! characters, so that words of two Chinese characters are found and any sqlite3 can read the file.
//!
//! It follows from records and is none itself. Temporary triggers, made when a write begins, keep it true whatever the
//! write is, an undo or a rehearsal too; a check finds one that another program left behind, `rebuild` makes it anew.

use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Result;
use crate::text::parted_by;

/// The tables whose texts are searched, each with its column that names the meeting.
const TABLES: [(&str, &str); 3] = [("meeting", "id"), ("resolution", "meeting_id"), ("minutes", "meeting_id")];

/// Makes the view of what can be searched, once on a connection.
pub(super) fn make_view(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(include_str!("words_view.sql"))?)
}

/// Makes the triggers on this connection; they must not be there.
pub(super) fn install(conn: &Connection) -> Result<()> {
    make_view(conn)?;
    for (table, meeting) in TABLES {
        for event in [("INSERT", "new"), ("UPDATE", "old"), ("UPDATE", "new"), ("DELETE", "old")] {
            install_one(conn, table, meeting, event)?;
        }
    }
    Ok(())
}

/// The words of new meetings wait for [`catch_up`]: one by one they cost more than all the rest that is written of a meeting.
pub(super) fn hold_back(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch("DROP TRIGGER temp.words_meeting_INSERT_new")?)
}

/// Writes the words of the meetings from this one on that have none yet, and no longer holds back those that follow.
pub(super) fn catch_up(conn: &Connection, first: i64) -> Result<()> {
    conn.execute(include_str!("words_of_new.sql"), [first])?;
    install_one(conn, "meeting", "id", ("INSERT", "new"))
}

fn install_one(conn: &Connection, table: &str, meeting: &str, (event, row): (&str, &str)) -> Result<()> {
    let sql = include_str!("words.sql").replace("{EVENT}", event).replace("{TABLE}", table);
    Ok(conn.execute_batch(&sql.replace("{ROW}", row).replace("{MEETING}", meeting))?)
}

/// Makes the whole index anew from the records.
pub(crate) fn rebuild(conn: &Connection) -> anyhow::Result<()> {
    make_view(conn)?;
    conn.execute_batch(
        "DELETE FROM meeting_words;
         INSERT INTO meeting_words (rowid, pairs) SELECT id, words FROM meeting_text WHERE words <> '';
         INSERT INTO meeting_words (meeting_words) VALUES ('optimize')",
    )?;
    Ok(())
}

/// The characters of a text as they are compared: full-width forms to half-width, lower case; each with the place in the
/// text that it comes from.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().flat_map(|(at, c)| c.nfkc().flat_map(char::to_lowercase).map(move |c| (at, c)))
}

/// The words of a text: its runs of letters and digits.
fn runs(text: &str) -> Vec<Vec<char>> {
    let folded: Vec<char> = folded(text).map(|(_, c)| c).collect();
    folded.split(|c| !c.is_alphanumeric()).filter(|run| !run.is_empty()).map(<[char]>::to_vec).collect()
}

/// A text cut into pairs of neighbouring characters, each run closed by its last character: `党课 课堂 堂`.
pub(super) fn pairs(text: &str) -> String {
    let mut cut = String::with_capacity(text.len() * 2);
    for run in runs(text) {
        for pair in run.windows(2).chain([&run[run.len() - 1..]]) {
            if !cut.is_empty() {
                cut.push(' ');
            }
            cut.extend(pair);
        }
    }
    cut
}

/// What finds the meetings in which all the words typed stand: a phrase of pairs for each, the beginning of a pair for a
/// single character. `None` if nothing typed can be searched for.
pub fn query(typed: &str) -> Option<String> {
    let phrase = |run: Vec<char>| match run.len() {
        1 => format!("\"{}\" *", run[0]),
        _ => format!("\"{}\"", run.windows(2).map(String::from_iter).collect::<Vec<_>>().join(" ")),
    };
    let phrases: Vec<String> = runs(typed).into_iter().map(phrase).collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// The text around the first of the words typed that stands in it, with so many characters on each side, a personal number
/// whole; `None` if none does.
pub fn around(text: &str, typed: &str, characters: usize) -> Option<String> {
    let folded: Vec<(usize, char)> = folded(text).collect();
    let starts_with = |at: usize, run: &[char]| {
        folded[at..].len() >= run.len() && folded[at..].iter().map(|(_, c)| c).zip(run).all(|(a, b)| a == b)
    };
    let place = |run: Vec<char>| (0..folded.len()).find(|at| starts_with(*at, &run)).map(|at| (at, run.len()));
    let (at, length) = runs(typed).into_iter().find_map(place)?;
    let byte = |at: usize| folded.get(at).map_or(text.len(), |(byte, _)| *byte);
    let (from, to) = (at.saturating_sub(characters), at + length + characters);
    // Half a personal number could not be masked.
    let (from, to) = (parted_by(text, byte(from)).start, parted_by(text, byte(to)).end);
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    Some(format!("{before}{}{after}", text[from..to].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_into_pairs_within_its_words() {
        assert_eq!(pairs("党课堂"), "党课 课堂 堂");
        assert_eq!(pairs("学习, ＷＴＯ 规则"), "学习 习 wt to o 规则 则");
        assert_eq!(pairs("《章程》第3条"), "章程 程 第3 3条 条");
        assert_eq!((pairs("党"), pairs("……")), ("党".into(), String::new()));
    }

    #[test]
    fn words_are_asked_for_as_phrases_of_pairs() {
        assert_eq!(query("党课堂").unwrap(), "\"党课 课堂\"");
        assert_eq!(query("课").unwrap(), "\"课\" *");
        assert_eq!(query("章程 “3”").unwrap(), "\"章程\" AND \"3\" *");
        assert_eq!((query(" ，"), query("\"*")), (None, None));
    }

    #[test]
    fn the_text_around_is_the_text_as_written() {
        let text = "会议由张三主持, 学习了《中国共产党章程》, 并讨论了发展党员工作";
        assert_eq!(around(text, "章程", 4).unwrap(), "…国共产党章程》, 并…");
        assert_eq!(around("学习ＷＴＯ规则", "wto", 9).unwrap(), "学习ＷＴＯ规则");
        assert_eq!(around(text, "预算", 4), None);
        assert_eq!(around("经330402198001011236核对, 同意", "核对", 4).unwrap(), "…330402198001011236核对, 同意");
    }
}
