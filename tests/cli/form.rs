//! Forms as offices fill them in: what is no record is passed over and told, whoever may be one is not; columns that say
//! one thing; the same fault of many rows; texts of DOS.

use rust_xlsxwriter::Workbook;

use crate::env::{TestEnv, id_no};

const HEADINGS: &str = "姓名,性别,公民身份号码,所在党支部,加入党组织日期,转为正式党员日期,联系电话";
const CHEN: &str = "陈海波,男,330402197503120112,福建商会党支部,1998-07-01,1999-07-01,";
const ZHOU: &str = "周丽华,女,330402198105030220,福建商会党支部,1998-07-01,1999-07-01,";

/// A base with two branches.
pub(crate) fn branches() -> TestEnv {
    let env = TestEnv::new();
    for org in ["福建商会党支部", "四川商会党支部"] {
        env.line(&format!("org add {org} --kind branch --founded 2001-01-01")).ok();
    }
    env
}

fn xlsx(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        sheet.write_row(row, 0, line.split(',')).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Imports a text, as csv and as xlsx, into a clean base. Both are Chen and Zhou; these lines were passed over.
#[track_caller]
fn are_two(text: &str, passed_over: &[(&str, &str)]) {
    for (name, content) in [("a.csv", text.as_bytes().to_vec()), ("a.xlsx", xlsx(text))] {
        let env = branches();
        env.write(name, content);
        let ran = env.line(&format!("member import {name} --recap recap.csv")).ok();
        assert!(ran.err.contains("新增 2, 更新 0, 未变 0, 拒绝 0"), "{}", ran.err);
        let told: Vec<&str> = ran.err.lines().filter(|line| line.contains("已跳过")).collect();
        let expected: Vec<String> = passed_over
            .iter()
            .map(|(rows, row)| {
                let place = if rows.parse::<u32>().is_ok() {
                    format!("{name}:{rows}")
                } else {
                    format!("{name} 第 {rows} 行")
                };
                format!("{place}: 是表格的说明, 不是数据, 已跳过: {row}")
            })
            .collect();
        assert_eq!(told, expected);
        assert_eq!(env.column("member list --sort no", "name"), ["陈海波", "周丽华"]);
        let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
        let rows: usize = passed_over.iter().map(|(rows, _)| rows.split(['、', '–']).count()).sum();
        assert_eq!(recap.matches("跳过,").count(), rows, "{recap}");
    }
}

#[test]
fn titles_sums_and_signatures_are_passed_over() {
    are_two(
        &format!(
            "福建商会党支部党员花名册\n填表单位：福建商会,,,,填表日期：2011年5月\n{HEADINGS}\n{CHEN}\n{ZHOU}\n合计,2人\n审核人：,,填表人：,,联系电话：,,"
        ),
        &[
            ("1", "福建商会党支部党员花名册"),
            ("2", "填表单位：福建商会  填表日期：2011年5月"),
            ("6", "合计  2人"),
            ("7", "审核人：  填表人：  联系电话："),
        ],
    );
}

#[test]
fn hints_and_examples_are_passed_over() {
    let example = id_no("33040219820304001");
    are_two(
        &format!(
            "{HEADINGS}\n（必填）,（必填）,（18位）,（必填）,（格式2011-07-01）,（选填）,（选填）\n示例：王五一,男,{example},福建商会党支部,1998-07-01,,\n{CHEN}\n{ZHOU}"
        ),
        &[
            ("2", "（必填）  （必填）  （18位）  （必填）  （格式2011-07-01） …"),
            ("3", "示例：王五一  男  330402********0019  福建商会党支部  …"),
        ],
    );
}

#[test]
fn the_second_page_begins_anew() {
    are_two(
        &format!(
            "党员名册\n{HEADINGS}\n{CHEN}\n第 1 页 共 2 页\n党员名册\n{HEADINGS}\n{ZHOU}\n小计,,,福建商会党支部,2人\n第 2 页 共 2 页\n备注说明：本表一式两份。\n备注说明：本表一式两份。"
        ),
        &[
            ("1、5", "党员名册"),
            ("4", "第 1 页 共 2 页"),
            ("6", "姓名  性别  公民身份号码  所在党支部  加入党组织日期  转为正式党员日期…"),
            ("8", "小计  福建商会党支部  2人"),
            ("9", "第 2 页 共 2 页"),
            ("10–11", "备注说明：本表一式两份。"),
        ],
    );
}

#[test]
fn whoever_may_be_a_member_is_never_passed_over() {
    let env = branches();
    let number = id_no("33040219820304001");
    for word in ["合计", "示例"] {
        env.write("a.csv", format!("姓名,公民身份号码,所在党支部\n{word},{number},福建商会党支部\n"));
        let [zh, en] = [format!("姓名“{word}”: 不是姓名"), format!("Name “{word}”: is no name")];
        env.refuses("member import a.csv", 3, &zh, &en);
    }
    env.write(
        "b.csv",
        "姓名,性别,所在党支部,入党时间\n,男,福建商会党支部,1998-07-01\n赵一,男,福建商会党支部,1998-07-01\n",
    );
    env.refuses("member import b.csv", 3, "b.csv:2: 姓名: 必填", "b.csv:2: Name: is needed");
    env.write("c.csv", format!("{HEADINGS}\n合计,\n"));
    env.refuses("member import c.csv", 3, "c.csv 只有标题", "no rows of data");
}

#[test]
fn every_import_passes_over_what_is_part_of_the_form() {
    let env = TestEnv::office();
    for (noun, text) in [
        (
            "org",
            "党组织名册\n组织代码,党组织全称,组织类别,成立日期\n（必填）,（全称）,（下拉选择）,（如2011-07-01）\nSC,四川商会党支部,党支部,2009\n合计,1个\n填表人：李,",
        ),
        (
            "org unit",
            "协会商会一览表\n单位名称,单位类别,成立日期\n必填,下拉选择,精确到日\n四川商会,异地商会,2009\n小计,1家\n审核人：,,填表人：",
        ),
        (
            "activist",
            "入党积极分子名册\n姓名,所在党支部,申请入党时间\n示例：张三丰,福建商会党支部,2010-01-01\n赵一,福建商会党支部,2010-01-04\n合计,1人\n填表人：,李四,",
        ),
        (
            "transfer",
            "组织关系转接台账\n姓名,转出党支部,转入单位,办理时间\n（必填）,（必填）,（必填）,（格式2011-07-01）\n王五,光伏协会党支部,杭州市委组织部,2011-05-03\n合计,1人\n经办人：李四",
        ),
        (
            "meeting",
            "三会一课台账\n党支部名称,会议类型,会议时间,会议议题,应到人数,实到人数\n全称,下拉选择,（格式2011-07-01）,,,\n福建商会党支部,支部党员大会,2011-04-01,学习,2,2\n合计,,1次,,2,2\n党支部书记（签字）：",
        ),
    ] {
        env.write("a.csv", text);
        let ran = env.line(&format!("{noun} import a.csv")).ok();
        assert!(ran.err.contains("新增 1, 更新 0, 未变 0, 拒绝 0"), "{noun}: {}", ran.err);
        let told: Vec<&str> =
            ran.err.lines().filter_map(|line| line.split_once(": 是表格的说明")).map(|line| line.0).collect();
        assert_eq!(told, ["a.csv:1", "a.csv:3", "a.csv:5", "a.csv:6"], "{noun}: {}", ran.err);
    }
}

#[test]
fn columns_that_never_differ_are_one() {
    let env = branches();
    env.write(
        "a.csv",
        "姓名,所在党支部,联系电话,手机号\n陈海波,福建商会党支部,13812345678,\n周丽华,福建商会党支部,,13912345678\n",
    );
    env.line("member import a.csv").ok().says("说的是同一项的列, 合在一起读: 手机号 (= 联系电话)\n");
    assert_eq!(
        env.column("member list --columns no,phone --sort no --reveal", "phone"),
        ["13812345678", "13912345678"]
    );
    // Nothing is wiped out where one of the two says something.
    env.line("member import a.csv --clear-empty").ok().says("未变 2");
    env.write("b.csv", "姓名,所在党支部,入党时间,加入党组织日期\n陈海波,福建商会党支部,1998-07-01,1998.7.1\n");
    env.line("member import b.csv").ok();
    assert_eq!(env.json("member show 陈海波")[0]["joined"], "1998-07-01");
}

#[test]
fn columns_that_differ_are_refused_until_one_is_named() {
    let env = branches();
    env.write(
        "a.csv",
        "姓名,所在党支部,联系电话,手机号\n周丽华,福建商会党支部,,\n陈海波,福建商会党支部,13812345678,13912345678\n",
    );
    env.refuses(
        "member import a.csv",
        3,
        "a.csv:3: “联系电话”是“138****5678”, “手机号”是“139****5678”, 两列说的是同一项却不同",
        "a.csv:3: “联系电话” says “138****5678”, “手机号” says “139****5678”, and both mean the same",
    );
    env.line("member import a.csv").exit(3).says("如 \"手机号\" = \"phone\"");
    env.write("map.toml", "\"手机号\" = \"phone\"\n");
    env.line("member import a.csv --map map.toml").ok().says("这些列未导入: 联系电话 (= 手机号)");
    assert_eq!(env.json("member show 陈海波 --reveal")[0]["phone"], "13912345678");

    let twice = |name: &str| format!("姓名,所在党支部,电话,电话\n{name},福建商会党支部,13712345678,13612345678\n");
    env.write("b.csv", twice("吴一"));
    env.line("member import b.csv").exit(3).says("如 \"电话#2\" = \"phone\"");
    for (name, column, phone) in [("吴一", 2, "13612345678"), ("郑二", 1, "13712345678")] {
        env.write("b.csv", twice(name));
        env.write("map.toml", format!("\"电话#{column}\" = \"phone\"\n"));
        env.line("member import b.csv --map map.toml").ok();
        assert_eq!(env.json(&format!("member show {name} --reveal"))[0]["phone"], phone);
    }
    // The others go in where bad rows are put aside.
    env.write(
        "c.csv",
        "姓名,所在党支部,电话,手机\n钱二,福建商会党支部,13712345678,13612345678\n孙三,福建商会党支部,13512345678,\n",
    );
    env.line("member import c.csv --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 1");
}

#[test]
fn the_same_fault_of_many_rows_is_one_line() {
    let env = branches();
    let rows = |org: &str, from: u32, to: u32| -> String {
        (from..to).map(|at| format!("党员{},{org}\n", char::from_u32(0x4e00 + at).unwrap())).collect()
    };
    env.write("same_fault.csv", format!("姓名,所在党支部\n{}", rows("湖南商会党支部", 0, 40)));
    let ran = env.line("member import same_fault.csv --recap recap.csv").exit(3);
    let lines: Vec<&str> = ran.err.lines().filter(|line| line.contains("湖南商会党支部")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.err);
    assert!(lines[0].starts_with("  same_fault.csv 第 2–41 行: 所在党支部“湖南商会党支部”: "), "{}", ran.err);
    assert!(ran.err.contains("有 40 行不能导入(共 40 处错误)"), "{}", ran.err);
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    assert_eq!(recap.lines().count(), 41, "each row stands in the recap");

    let text = format!(
        "姓名,所在党支部\n{}{}{}",
        rows("湖南商会党支部", 0, 3),
        rows("福建商会党支部", 3, 5),
        rows("湖南商会党支部", 5, 6)
    );
    env.write("b.csv", text);
    env.refuses("member import b.csv", 3, "  b.csv 第 2–4、7 行: 所在党支部", "  b.csv rows 2–4, 7: Org");
    let ran = env.line("member import b.csv -f json").exit(3);
    let error: serde_json::Value = serde_json::from_str(&ran.err[ran.err.find('{').unwrap()..]).unwrap();
    assert_eq!(error["error"]["details"].as_array().unwrap().len(), 1);
    env.line("member import b.csv --keep-going").exit(1).says("b.csv 第 2–4、7 行");
}

#[test]
fn ctrl_z_ends_a_text() {
    let line = "姓名,性别,所在党支部\r\n陈海波,男,福建商会党支部";
    for (name, end) in [
        ("a.csv", "\r\n\u{1a}"),
        ("a.txt", "\u{1a}"),
        ("a.csv", "\r\n\u{1a}\r\n"),
        ("a.csv", "\r\n\u{1a}\u{1a}\u{1a}\u{1a}\u{1a}"),
    ] {
        for bytes in
            [format!("{line}{end}").into_bytes(), encoding_rs::GB18030.encode(&format!("{line}{end}")).0.into_owned()]
        {
            let env = branches();
            env.write(name, bytes);
            let ran = env.line(&format!("member import {name}")).ok().says("新增 1, 更新 0, 未变 0, 拒绝 0");
            assert!(!ran.err.contains("Ctrl-Z") && !ran.err.contains("跳过"), "{}", ran.err);
            assert_eq!(env.column("member list", "org"), ["福建商会党支部"]);
        }
    }
    let env = branches();
    env.write("a.csv", format!("{line}\r\n\u{1a}\r\n周丽华,女,福建商会党支部\r\n"));
    env.line("member import a.csv").ok().says("a.csv:3: 到文件结束符 (Ctrl-Z) 为止; 其后的内容未读");
    assert_eq!(env.column("member list", "name"), ["陈海波"]);
}

#[test]
fn headings_that_change_within_a_file_are_never_read_over() {
    let env = TestEnv::office();
    let refused = |rows: &str, zh: &str, en: &str| {
        env.write("分页.csv", rows);
        env.refuses("member import 分页.csv --org FJ", 3, zh, en);
    };
    // Wider on the second page, with numbers and without.
    let wider = "姓名,身份证号\n方一,330402197503129968\n姓名,身份证号,手机号\n方二,330402197503129976,13812345678\n";
    refused(wider, "分页.csv:2: 这一行像是一条记录", "looks like a record");
    refused(
        "姓名,性别\n方一,男\n姓名,性别,手机号\n方二,男,13812345678\n",
        "分页.csv:2: 这一行像是一条记录",
        "looks like a record",
    );
    // In another order.
    let turned = "姓名,工作单位,家庭住址\n方一,甲公司,甲路1号\n姓名,家庭住址,工作单位\n方二,乙路2号,乙公司\n";
    refused(turned, "分页.csv:3: 这里又有一行标题", "headings stand here again");
    refused(&format!("{turned}\n").replace('\n', "\r\n"), "又有一行标题", "headings stand here again");
    // The same again is passed over as ever.
    env.write("分页.csv", "姓名,工作单位\n方一,甲公司\n姓名,工作单位\n方二,乙公司\n");
    env.line("member import 分页.csv --org FJ").ok().says("新增 2");
}
