//! Tables of one document as one: rosters that go over several pages, or have one table for each branch.

use csv::StringRecord;

use super::headings::Matcher;
use super::layout::Layout;
use super::sheet::Sheet;
use crate::text;

/// The rows of all tables under the headings of the first. Rows are counted on from table to table.
pub(super) fn join(tables: Vec<(Sheet, Layout)>, matcher: &Matcher) -> Option<Sheet> {
    let (_, first) = tables.first()?;
    let (bottom, own) = (first.bottom, first.columns.headings.len());
    let mut headings = first.columns.headings.clone();
    let mut columns = vec![(0..own).collect()];
    for (_, table) in &tables[1..] {
        columns.push(columns_of(&table.columns.headings, &mut headings, matcher));
    }
    let mut rows: Vec<(u64, StringRecord)> = Vec::new();
    for (at, ((sheet, table), columns)) in tables.into_iter().zip(columns).enumerate() {
        let above = rows.last().map_or(0, |(line, _)| *line);
        let from = if at == 0 { 0 } else { table.rows };
        let moved = |(line, cells)| (above + line, moved(&cells, &columns, headings.len()));
        rows.extend(sheet.into_rows(from).map(moved));
    }
    // A heading that only a later table has stands over the first one as if it had been there.
    let mut cells: Vec<&str> = rows[bottom].1.iter().take(own).collect();
    cells.resize(own, "");
    cells.extend(headings[own..].iter().map(String::as_str));
    rows[bottom].1 = StringRecord::from(cells);
    Some(Sheet::of_rows(rows))
}

/// The columns under the same headings, or under those that mean the same; else new ones.
fn columns_of(own: &[String], headings: &mut Vec<String>, matcher: &Matcher) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for heading in own {
        let meaning = matcher.find(heading);
        let is_same = |other: &String| match meaning {
            Some(_) => matcher.find(other) == meaning,
            None => text::fold(other) == text::fold(heading),
        };
        let free = |(at, other): (usize, &String)| !columns.contains(&at) && is_same(other);
        let column = headings.iter().enumerate().position(free).unwrap_or_else(|| {
            headings.push(heading.clone());
            headings.len() - 1
        });
        columns.push(column);
    }
    columns
}

/// The cells of a row in their new columns; those beyond the headings stay beyond them.
fn moved(cells: &StringRecord, columns: &[usize], width: usize) -> StringRecord {
    let mut moved = vec![""; width + cells.len().saturating_sub(columns.len())];
    for (at, cell) in cells.iter().enumerate() {
        moved[columns.get(at).copied().unwrap_or(width + at - columns.len().min(at))] = cell;
    }
    StringRecord::from(moved)
}

#[cfg(test)]
mod tests {
    use super::super::Heading;
    use super::super::cell::Cell;
    use super::super::grid::Grid;
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let mut grid = Grid::default();
        for row in rows {
            row.iter().for_each(|cell| grid.put(Cell::text(cell), 1, 1));
            grid.end_row();
        }
        grid.finish().unwrap()
    }

    #[test]
    fn rows_come_under_the_headings_of_the_first_table() {
        let known = [Heading { key: "name", synonyms: &["姓名"] }, Heading { key: "sex", synonyms: &["性别"] }];
        let matcher = Matcher::new(&known, None);
        let tables = [
            &[&["名册"][..], &["姓名", "性别"], &["张三", "男", "多"]][..],
            &[&["序", "性 别", "姓　名", "备注"], &["1", "女", "李四", "x", "多"]],
        ];
        let tables = tables.map(|rows| {
            let sheet = sheet(rows);
            let layout = Layout::find(&sheet.first(9).collect::<Vec<_>>(), &matcher).unwrap();
            (sheet, layout)
        });
        let rows: Vec<(u64, Vec<String>)> = join(tables.into(), &matcher)
            .unwrap()
            .into_rows(0)
            .map(|(line, row)| (line, row.iter().map(str::to_owned).collect()))
            .collect();
        let expected: [(u64, &[&str]); 4] = [
            (1, &["名册", "", "", ""]),
            (2, &["姓名", "性别", "序", "备注"]),
            (3, &["张三", "男", "", "", "多"]),
            (5, &["李四", "女", "1", "x", "多"]),
        ];
        let expected = expected.map(|(line, row)| (line, row.iter().map(ToString::to_string).collect::<Vec<_>>()));
        assert_eq!(rows, expected);
    }
}
