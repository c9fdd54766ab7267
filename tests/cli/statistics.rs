//! The superior's yearly statistics: each table on a few people whose figures are worked out by hand.

use calamine::Reader as _;
use serde_json::{Value, json};

use crate::annual;
use crate::env::TestEnv;

/// A committee and a branch, with these lines typed.
fn branch(lines: &[&str]) -> TestEnv {
    let env = TestEnv::new();
    for line in [
        "org add 行业协会商会党委 --kind committee --founded 2001-01-01 --code DW",
        "org add 家纺协会党支部 --kind branch --parent DW --founded 2001-06-01 --code JF",
    ]
    .iter()
    .chain(lines)
    {
        env.line(line).ok();
    }
    env
}

/// Six members: of one nothing but the name and the day of joining is known, of another the year alone.
const MEMBERS: [&str; 6] = [
    "member add 甲 --org JF --sex 男 --birth 1975-12-31 --ethnicity 汉族 --education 硕士 --job 管理人员 --joined 1999-05-01 --full-on 2000-05-01 --entered 2006-01-01",
    "member add 乙 --org JF --sex 女 --birth 1974-12-31 --ethnicity 回族 --education 本科 --job 管理人员 --joined 2002-10-31 --full-on 2003-10-31 --entered 2006-01-01",
    "member add 丙 --org JF --sex 男 --birth 1957-06-01 --ethnicity 汉族 --education 大学普通班毕业 --job 工人 --joined 1978-12-31 --full-on 1979-12-31 --entered 2006-01-01",
    "member add 丁 --org JF --sex 女 --birth 1951-01-01 --ethnicity 汉族 --education 技工学校 --job 退休 --joined 1976-10 --full-on 1977-10 --entered 2006-01-01",
    "member add 戊 --org JF --sex 男 --birth 1940 --ethnicity 壮族 --education 小学 --job 退休 --joined 1966 --full-on 1967 --entered 2006-01-01",
    "member add 己 --org JF --joined 2007-11-01 --full-on 2008-11-01 --entered 2008-01-01",
];

fn rows(env: &TestEnv, line: &str) -> Vec<Value> {
    env.json(&format!("report statistics {line} --total")).as_array().unwrap().clone()
}

/// The numbers of a row, in the order of the table; what is empty is none.
fn numbers(row: &Value, named: &str) -> Vec<Option<i64>> {
    let figures = row.as_object().unwrap().iter().filter(|(key, _)| *key != named);
    figures.map(|(_, value)| value.as_i64()).collect()
}

/// The row of a table that is called so.
#[track_caller]
fn row(rows: &[Value], named: &str, called: &str) -> Vec<Option<i64>> {
    numbers(rows.iter().find(|row| row[named] == called).unwrap_or_else(|| panic!("{called}: {rows:?}")), named)
}

fn all(numbers: &[i64]) -> Vec<Option<i64>> {
    numbers.iter().copied().map(Some).collect()
}

#[test]
fn table_1_compares_two_years_and_leaves_moves_within_apart() {
    let env = annual::year();
    let told = rows(&env, "--year 2010");
    // Opening; increase: admitted, restored, in, of it whole; decrease: out of the Party, suspended, died, out, of it whole; should be,
    // is, difference; moved in, out.
    for (org, expected) in [
        // 李四 is on the roll since a day that was only assumed: she is there, and nobody knows how she came.
        ("福建商会党支部", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0]),
        // In: 王五 by the roster, 丙一 by transfer; moved in: three of 家具, two of 印刷. 王五 died, 乙一 was expelled.
        ("光伏协会党支部", [0, 2, 0, 0, 2, 0, 2, 1, 0, 1, 0, 0, 5, 5, 0, 5, 0]),
        // 甲一 out; 甲二 suspended and restored, then moved with 甲三.
        ("印刷支部", [3, 1, 0, 1, 0, 0, 2, 0, 1, 0, 1, 0, 0, 0, 0, 0, 2]),
        ("家具支部", [2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]),
        ("total", [6, 4, 0, 1, 3, 0, 4, 1, 1, 1, 1, 0, 6, 7, 1, 5, 5]),
    ] {
        assert_eq!(row(&told, "org", org), all(&expected), "{org}");
    }
    let found = env.line("report statistics --year 2010 --check").exit(1);
    found.says("期初加减各项与期末不符").says("report statistics --explain difference");
    assert_eq!(env.column("report statistics --year 2010 --explain difference", "name"), ["李四"]);
    assert_eq!(
        env.column("report statistics --year 2010 --table 1 --explain org=印刷支部 moved_out", "name"),
        ["甲二", "甲三"]
    );
    // From the year after on nobody came from nowhere, and the opening is the closing of the year before.
    assert_eq!(row(&rows(&env, "--year 2011"), "org", "total")[..2], all(&[7, 0])[..]);
    env.line("report statistics --year 2011 --check").ok();
}

#[test]
fn an_org_that_changes_hands_comes_and_goes_as_a_whole() {
    let env = branch(&[
        "org add 第二党委 --kind committee --founded 2001-01-01 --code DE",
        "org add 乙支部 --kind branch --parent DW --founded 2001-06-01 --code YZ",
        "org add 丙支部 --kind branch --parent DE --founded 2001-06-01 --code BZ",
        "member add 甲一 --org JF --joined 1999 --full-on 2000 --entered 2006-01-01",
        "member add 甲二 --org JF --joined 1999 --full-on 2000 --entered 2006-01-01",
        "member add 乙一 --org YZ --joined 1999 --full-on 2000 --entered 2006-01-01",
        "member add 乙二 --org YZ --joined 1999 --full-on 2000 --entered 2006-01-01",
        "org move JF --to DE --date 2010-06-01",
        "transfer move 乙一 --to JF --date 2010-03-01",
        "transfer move 乙二 --to BZ --date 2010-09-01",
    ]);
    let told = |under: &str| row(&rows(&env, &format!("--year 2010{under}")), "org", "total");
    // Under the first: 乙一 moves within; then JF leaves as a whole with three; 乙二 leaves alone.
    assert_eq!(told(" --under DW"), all(&[4, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 3, 0, 0, 0, 1, 1]));
    assert_eq!(told(" --under DE"), all(&[0, 4, 0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 4, 4, 0, 0, 0]));
    // For one branch the move was one from without.
    assert_eq!(told(" --under YZ"), all(&[2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]));
    assert_eq!(told(""), all(&[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 0, 2, 2]));
    for under in ["", " --under DW", " --under DE", " --under YZ"] {
        env.line(&format!("report statistics --year 2010 --check{under}")).ok();
    }
}

#[test]
fn tables_2_to_4_have_the_columns_of_the_form_and_tell_who_is_in_none() {
    let env = branch(&MEMBERS);
    let told = rows(&env, "--table 2 --year 2010");
    // All eight jobs, those whose job nobody knows, the total. What the records cannot know is empty.
    assert_eq!(told.len(), 10);
    assert_eq!(told.iter().map(|row| row["taiwan"].clone()).filter(|cell| !cell.is_null()).count(), 0);
    let with_empty = |numbers: [i64; 8]| {
        let mut numbers = all(&numbers);
        numbers.insert(3, None);
        numbers
    };
    for (job, expected) in [
        // 甲 turns 35 on the last day, 乙 36.
        ("manager", [2, 1, 1, 1, 1, 0, 0, 0]),
        ("worker", [1, 0, 0, 0, 0, 1, 0, 0]),
        ("retired", [2, 1, 1, 0, 0, 0, 1, 1]),
        ("student", [0; 8]),
        ("total", [6, 2, 2, 1, 1, 1, 1, 1]),
    ] {
        assert_eq!(row(&told, "job", job), with_empty(expected), "{job}");
    }
    assert_eq!(told[0]["job"], "worker", "in the order of the form");
    let found = env.line("report statistics --table 2 --year 2010 --check").exit(1);
    found.says("性别不详: 1").says("民族不详: 1").says("年龄不详").says("校验不符");
    assert_eq!(env.column("report statistics --table 2 --year 2010 --explain no_age", "name"), ["己"]);
    env.line("report statistics --table 2 --year 2010").ok().says("年龄不详");

    // To 1937, 1945, 1949, 1966, 1976 (丁), 1978 (丙), 2002 (甲, 乙); from 2002, of these from 2007 on (己). The year of 戊 lies on both
    // sides of the spring of 1966.
    let told = rows(&env, "--table 3 --year 2010");
    assert_eq!(row(&told, "job", "total"), all(&[6, 0, 0, 0, 0, 1, 1, 2, 1, 1]));
    env.line("report statistics --table 3 --year 2010 --check").exit(1).says("入党时间不详, 未列入各栏: 1");
    assert_eq!(env.column("report statistics --table 3 --year 2010 --explain no_joined", "name"), ["戊"]);

    // 甲; 乙; 丙 by a general course; no secondary vocational; 丁 by a school for workers; 戊.
    let told = rows(&env, "--table 4 --year 2010");
    assert_eq!(row(&told, "job", "total"), all(&[6, 1, 1, 1, 0, 1, 1]));
    assert_eq!(row(&told, "job", "retired"), all(&[2, 0, 0, 0, 0, 1, 1]));
    env.line("report statistics --table 4 --year 2010 --check").exit(1).says("学历不详, 未列入学历各栏: 1");

    env.line("member set 己 --sex 男 --birth 1980-01-01 --ethnicity 汉族 --education 高中 --job 工人").ok();
    env.line("member set 戊 --joined 1966-05").ok();
    for table in [2, 3, 4] {
        env.line(&format!("report statistics --table {table} --year 2010 --check")).ok();
        // The whole of each is the closing of the first.
        let whole = row(&rows(&env, &format!("--table {table} --year 2010")), "job", "total")[0];
        assert_eq!(Some(6), whole);
    }
    assert_eq!(row(&rows(&env, "--year 2010"), "org", "total")[13], Some(6));
    // A year before, 甲 was 34 and 乙 35, 丁 58, and the sixth was there already.
    let told = rows(&env, "--table 2 --year 2009");
    assert_eq!(row(&told, "job", "total"), with_empty([6, 2, 2, 3, 0, 1, 1, 1]));
}

#[test]
fn tables_8_and_9_follow_the_grades_and_the_hours() {
    let env = branch(&MEMBERS);
    for line in [
        "member add 庚 --org JF --joined 2010-05-01 --category probationary --entered 2010-05-01",
        "org post add JF 甲 书记 --from 2009-01-01 --how 选举",
        "member appraise add 甲 --year 2010 --grade 优秀",
        "member appraise add 乙 --year 2010 --grade 不合格",
        "member appraise add 丙 --year 2009 --grade 合格",
        "meeting record JF --kind training --date 2010-03-01 --hours 60 --attend 甲、乙",
        "meeting record JF --kind lecture --date 2010-06-01 --hours 2 --attend 乙、庚",
        "meeting record JF --kind general --date 2010-07-01 --attend 丙",
    ] {
        env.line(line).ok();
    }
    let told = rows(&env, "--table 8 --year 2010");
    // Seven members; two appraised, one excellent, one unqualified, of whom the records do not tell what became; five not.
    let expected = [Some(7), Some(2), Some(1), Some(0), Some(0), Some(1), None, None, None, Some(5)];
    assert_eq!(row(&told, "org", "total"), expected);
    env.line("report statistics --table 8 --year 2010 --check").ok();

    let told = rows(&env, "--table 9 --year 2010");
    // Trained: 甲 60 hours, 乙 62, 庚 2: all but the last have the hours due, of secretaries as of others. 甲 leads; 庚 is new.
    assert_eq!(row(&told, "org", "total"), all(&[7, 3, 2, 124, 1, 1, 1, 1, 1]));
    assert_eq!(env.column("report statistics --table 9 --year 2010 --explain new_trained", "name"), ["庚"]);
}

#[test]
fn tables_10_13_and_14_tell_who_came_who_went_and_what_became_of_probations() {
    let env = branch(&[
        "member add 甲 --org JF --sex 男 --birth 1950-12-31 --ethnicity 汉族 --job 工人 --joined 1980-01-01 --full-on 1981-01-01 --entered 2006-01-01",
        "member add 乙 --org JF --sex 女 --birth 1970-01-01 --ethnicity 满族 --job 工人 --joined 1999-01-01 --full-on 2000-01-01 --entered 2006-01-01",
        "member add 丙 --org JF --sex 男 --birth 1960-01-01 --ethnicity 汉族 --job 学生 --joined 1999-01-01 --full-on 2000-01-01 --entered 2006-01-01",
        "member add 丁 --org JF --sex 男 --birth 1985-01-01 --ethnicity 汉族 --joined 2009-04-01 --category probationary --entered 2009-04-01",
        "member add 戊 --org JF --sex 女 --birth 1985-01-01 --ethnicity 汉族 --joined 2009-06-01 --category probationary --entered 2009-06-01",
        "member add 己 --org JF --sex 男 --birth 1985-01-01 --ethnicity 回族 --joined 2009-03-01 --category probationary --entered 2009-03-01",
        "member add 庚 --org JF --sex 女 --birth 1985-01-01 --ethnicity 汉族 --education 本科 --job 专业技术人员 --joined 2010-05-01 --category probationary --entered 2010-05-01",
        "member add 辛 --org JF --sex 男 --birth 1950-01-01 --ethnicity 回族 --education 初中 --job 工人 --joined 2010-06-01 --category probationary --entered 2010-06-01",
        "member end 甲 --date 2010-02-01 --reason resigned",
        "member end 乙 --date 2010-03-01 --reason expelled",
        // Gone for a reason that the form does not know: no leaving of the Party.
        "member end 丙 --date 2010-03-01 --reason left",
        "member end 丁 --date 2010-04-20 --reason cancelled",
        "member set 戊 --category full --full-on 2010-06-01",
        "member end 辛 --date 2010-11-01 --reason deceased",
    ]);
    // Three left the Party: two workers, 甲 of 60 and 乙; 丁, whose job nobody knows, on probation.
    let told = rows(&env, "--table 10 --year 2010");
    assert_eq!(row(&told, "job", "worker"), all(&[2, 1, 1, 0, 1, 1, 1, 0, 0, 1]));
    assert_eq!(row(&told, "job", "total"), all(&[3, 1, 1, 1, 1, 1, 1, 1, 0, 1]));
    env.line("report statistics --table 10 --year 2010 --check").ok();
    // 戊 converted, 丁 cancelled, 己 due in March and not discussed; 庚 and 辛 are not due yet.
    let told = rows(&env, "--table 13 --year 2010");
    assert_eq!(row(&told, "job", "total"), all(&[3, 1, 1, 1, 0, 0, 1, 1]));
    assert_eq!(env.column("report statistics --table 13 --year 2010 --explain undiscussed", "name"), ["己"]);
    // Two were admitted, one of whom died since.
    let told = rows(&env, "--table 14 --year 2010");
    assert_eq!(row(&told, "job", "total"), all(&[2, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1]));
    assert_eq!(row(&told, "job", "professional"), all(&[1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]));
    env.line("report statistics --table 14 --year 2010 --check").ok();
    // The first table says the same: two admitted, three out of the Party, one died; and one who is gone for no reason of the form.
    let first = row(&rows(&env, "--year 2010"), "org", "total");
    assert_eq!(first, all(&[6, 2, 2, 0, 0, 0, 4, 3, 0, 1, 0, 0, 4, 3, -1, 0, 0]));
}

#[test]
fn table_12_counts_the_honours_that_the_form_knows() {
    let env = branch(&MEMBERS);
    for line in [
        "org honor add JF --title 先进基层党组织 --level 市 --date 2010-07-01",
        "org honor add JF --title 文明单位 --level 市 --date 2010-07-01",
        "member honor add 甲 --title 优秀共产党员 --level 省 --date 2010-07-01",
        "member honor add 甲 --title 优秀党务工作者 --level 本级 --date 2010-06-28",
        "member honor add 乙 --title 优秀共产党员 --date 2010-06-28",
        "member honor add 丙 --title 劳动模范 --level 市 --date 2010-05-01",
        "member honor add 丁 --title 优秀共产党员 --level 市 --date 2011-01-01",
    ] {
        env.line(line).ok();
    }
    let told = rows(&env, "--table 12 --year 2010");
    // All; relief of disasters, which nobody records; central, province, city, county, others.
    let cells = |numbers: [i64; 6]| {
        let mut numbers = all(&numbers);
        numbers.insert(1, None);
        numbers
    };
    assert_eq!(
        told.iter().map(|row| row["award"].as_str().unwrap()).collect::<Vec<_>>(),
        ["org", "member", "worker", "total"]
    );
    assert_eq!(row(&told, "award", "org"), cells([1, 0, 0, 1, 0, 0]));
    assert_eq!(row(&told, "award", "member"), cells([2, 0, 1, 0, 0, 1]));
    assert_eq!(row(&told, "award", "worker"), cells([1, 0, 0, 0, 0, 1]));
    assert_eq!(row(&told, "award", "total"), cells([4, 0, 1, 1, 0, 2]));
}

/// How many sheets a workbook has, and the cells of one as texts.
fn sheet(file: &std::path::Path, at: usize) -> (usize, Vec<Vec<String>>) {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
    let cells = book.worksheet_range_at(at).unwrap().unwrap();
    (book.sheet_names().len(), cells.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
}

#[test]
fn tables_are_asked_for_by_number_and_frozen_as_such() {
    let env = branch(&MEMBERS);
    let refused = env.line("report statistics --table 7 --year 2010").exit(2);
    refused.says("没有表 7").says("1、2、3、4、8、9、10、12、13、14、all");
    // All of them are one workbook, a sheet each, with the findings of all.
    env.line("report statistics --table all --year 2010").exit(2).says("-o 年报.xlsx");
    env.line("report statistics --table all --year 2010 --by org -o 年报.xlsx").exit(2);
    env.line("report statistics --table all --year 2010 --check -o 年报.xlsx")
        .exit(1)
        .says("年龄不详")
        .says("学历不详");
    let (sheets, rows) = sheet(&env.path("年报.xlsx"), 1);
    assert_eq!(sheets, 10);
    assert!(
        rows.iter().any(|row| row.first().is_some_and(|cell| cell == "合计") && row.contains(&"6".to_owned())),
        "{rows:?}"
    );
    env.line("report annual --table 2").exit(2).says("--table");
    env.line("report statistics --table 12 --check").exit(2).says("--check");
    assert!(env.line("report statistics --table 表2 --year 2010").ok().out.contains("表2 党员基本情况"));
    let told = env.line("report statistics --help").ok().out;
    assert!(told.contains("10 党内统计年报表 表10 党员出党情况") && told.contains("--table"), "{told}");
    env.line("report freeze 年报表二 statistics --table 2 --year 2010").ok();
    env.line("report diff 年报表二").ok();
    env.line("member set 己 --sex 男").ok();
    env.line("member set 甲 --sex 女").ok();
    env.line("report diff 年报表二").exit(1);
    assert_eq!(json!(env.column("report statistics --table 4 --year 2010 --by org", "total_members")), json!([6]));
}
