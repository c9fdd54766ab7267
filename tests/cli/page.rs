//! The overview as a page and as a workbook.

use calamine::{Data, Reader};

use crate::env::TestEnv;

/// The small office with meetings held in March, and none later.
fn office() -> TestEnv {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind 支部党员大会 --date 2011-03-10 --present 2").ok();
    env.line("meeting record FJ --kind 党课 --date 2011-03-20 --present 2").ok();
    env
}

/// A part of a page, by its heading.
fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let from = page.find(&format!("<h2>{title}</h2>")).unwrap_or_else(|| panic!("{title}"));
    let part = &page[from..];
    &part[..part.find("</section>").unwrap()]
}

#[test]
fn the_page_holds_what_the_reports_say_each_with_its_picture() {
    let env = office();
    let page = env.line("report overview -f html").ok().out;
    assert!(page.contains("<h1>概况 (截至 2011-05-31)</h1>") && !page.contains("http"), "{page}");
    // Three members, and a year ago two: 李四 came in July.
    let figures = section(&page, "主要数字");
    assert!(figures.contains("<li><b>3</b><span>党员</span><i>+1</i></li>"), "{figures}");
    assert!(figures.contains("<td class=\"k\">党员</td><td class=\"n\">3</td><td class=\"k\"></td><td class=\"n\">2</td><td class=\"n\">1</td>"), "{figures}");
    let kinds = section(&page, "单位覆盖: 按单位类别");
    // One unit with an org of its own, one with none.
    assert!(kinds.contains("<svg") && kinds.matches("fill=\"var(--c1)\"").count() == 2, "{kinds}");
    assert!(
        kinds.contains("<tfoot>\n<tr><td class=\"k\">合计</td><td class=\"n\">2</td><td class=\"n\">1</td>"),
        "{kinds}"
    );
    let months = section(&page, "党组织和党员: 各月末");
    assert!(months.contains("<td class=\"k\">2010-06</td><td class=\"n\">3</td><td class=\"n\">2</td>"), "{months}");
    assert!(months.contains("<td class=\"k\">2010-07</td><td class=\"n\">3</td><td class=\"n\">3</td>"), "{months}");
    assert_eq!(months.matches("<tr>").count(), 14);
    let lacking = section(&page, "组织生活: 各党支部逐月所缺次数");
    let missing = |month: &str| {
        let rows = env.json(&format!("report meetings --month {month} --by org"));
        let of_fj = rows.as_array().unwrap().iter().filter(|row| row["org"] == "福建商会党支部");
        of_fj.map(|row| row["missing"].as_i64().unwrap()).sum::<i64>()
    };
    let cells: String = [
        "2010-05", "2010-06", "2010-07", "2010-08", "2010-09", "2010-10", "2010-11", "2010-12", "2011-01", "2011-02",
        "2011-03", "2011-04",
    ]
    .map(missing)
    .map(|lacking| format!("<td class=\"n h{}\">{lacking}</td>", lacking.min(4)))
    .concat();
    assert!(lacking.contains(&format!("福建商会党支部</td>{cells}")), "{cells} is not in {lacking}");
    let tree = section(&page, "党组织隶属");
    assert!(tree.contains("<td style=\"padding-left:calc(.7em + 1.5em)\">福建商会党支部</td>"), "{tree}");
    assert!(section(&page, "逾期事项").contains("<svg"));
    let english = env.line("report overview -f html --lang en --under FJ").ok().out;
    assert!(
        english.contains("<h2>Members by age</h2>") && english.contains("福建商会党支部 and all below it"),
        "{english}"
    );
    // Where columns are chosen it is a list as any other, and where nothing is recorded nothing is drawn.
    let list = env.line("report overview -f html --columns figure,value").ok().out;
    assert!(list.contains("<thead>") && !list.contains("<h2>"), "{list}");
    let before = env.line("report overview -f html --as-of 2001-01-01").ok().out;
    assert!(!before.contains("<svg"), "{before}");
}

#[test]
fn the_workbook_has_a_sheet_a_table_and_charts_of_its_own() {
    let env = office();
    env.line("report overview -o o.xlsx").ok().says("o.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(env.path("o.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[..3], ["主要数字", "单位覆盖 按单位类别", "单位覆盖 按所在地"]);
    let rows = |book: &mut calamine::Xlsx<_>, name: &str| -> Vec<Vec<Data>> {
        book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
    };
    let figures = rows(&mut book, "主要数字");
    assert_eq!(figures[0][0], Data::String("主要数字".into()));
    let members = figures.iter().find(|row| row[0] == Data::String("党员".into())).unwrap();
    assert_eq!((&members[1], &members[3], &members[4]), (&Data::Float(3.0), &Data::Float(2.0), &Data::Float(1.0)));
    let parts = zip::ZipArchive::new(std::fs::File::open(env.path("o.xlsx")).unwrap()).unwrap();
    let charts =
        parts.file_names().filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("xl/charts/chart"))).count();
    assert!(charts >= 6, "{charts}");
    let first = std::fs::read(env.path("o.xlsx")).unwrap();
    env.line("report overview -o again.xlsx").ok();
    assert!(first == std::fs::read(env.path("again.xlsx")).unwrap(), "the same records give the same bytes");
}
