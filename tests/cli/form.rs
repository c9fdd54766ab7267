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

/// The headings of the forms and systems that rosters come from, by what imports them and what else the file needs; of
/// those that stand for something that is kept.
const KNOWN: [(&str, &str, &str); 6] = [
    (
        "org",
        "党组织名称,组织类别",
        "全称 名称 组织名称 党组织全称 党支部名称 支部名称 简称 党组织简称 党内统计用党组织简称 党组织代码 党组织编码 编号 \
         成立时间 成立日期 建立党组织时间 建立党组织日期 党组织联系人 联系人 联系电话 支部类别 党组织类别 批准成立的上级党组织 \
         上级党组织 所属分党委 隶属党组织 党组织所在行政区划 单位名称",
    ),
    (
        "org unit",
        "单位名称,单位类别",
        "名称 全称 单位名称（全称） 单位全称 简称 单位简称 类型 单位类型 单位性质类别 统一社会信用代码 法人单位统一社会信用代码 社会信用代码 \
         登记证号 经济行业 单位所在行政区划 注册地行政区划 上级主管部门名称 法人代表（单位负责人） 在岗职工数(人) 是否建有工会 \
         成立时间 成立日期",
    ),
    (
        "member",
        "姓名,所在党支部",
        "党员姓名 成员姓名 性别 民族 公民身份号码 公民身份证号 公民身份证号（码） 公民身份证号码 身份证号 身份证号码 证件号码 \
         身份号码 出生 出生日期 出生年月 出生年月日 出生时间 生日 学历 最高学历 文化程度 教育程度 学位 最高学位 籍贯 人员类别 \
         党员类别 党员性质 预/正 党籍状态 党支部 支部 所属党支部 所在支部 目前所在党支部 组织关系所在党支部 所在党组织 党支部名称 入党时间 \
         入党日期 加入党组织日期 加入党组织时间 接收预备党员时间 发展时间 转正时间 转正日期 转为正式党员日期 组织关系转入时间 \
         工作岗位 岗位 职业 原职业 工作单位 工作单位及职务 工作/学习单位 所在单位 主要任职单位 联合支部所在单位 联合支部单位名称 职务 \
         社会组织职务 手机号 手机号码 移动电话 联系电话 联系电话（手机号） 党员本人联系电话 联系方式 手机 固定电话 \
         联系电话（固定电话） 办公电话 家庭住址 家庭住址（具体到门牌号） 现居住地 居住地址 联系地址 党员状态 是否为失联党员 是否失联党员 \
         失联 失去联系日期 失联日期 是否为流动党员 是否流动党员 是否为流动人员 外出流向 流向 流出时间 外出时间 备注 说明 \
         集团党员唯一标识",
    ),
    (
        "transfer",
        "姓名,转入单位",
        "身份证号码 公民身份号码 性别 出生 出生日期 民族 学历 人员类别 党员性质 党员本人联系电话 类别 所在党支部 原所属党支部 \
         转出党支部 转出单位 转出地 转入地 转接日期 转入党支部 转入党组织 转入党委 转入单位抬头 党费缴纳至年月 党委缴纳至年月 党费缴至年月 党费交至 \
         党费交至年月 历史党费缴至 介绍信编号 介绍信号 介绍信有效期天数 介绍信有效天数 有效期 办理时间 转出办理时间 转入办理时间 \
         是否有回执 回执 回执接收时间 状态 入党时间 转正时间 备注",
    ),
    (
        "activist",
        "姓名,所在党支部",
        "申请入党日期 入党申请时间 提交书面申请书时间 递交入党申请书时间 申请入党时间 谈话时间 谈话人 确定入党积极分子日期 \
         确定入党积极分子时间 确定为入党积极分子时间 确定为积极分子时间 确定积极分子时间 确定积极分子日期 列为入党积极分子日期 \
         报党委备案时间 培养联系人 指定培养联系人 培养人 确定为发展对象时间 列为发展对象日期 政治审查时间 政审结论 发展对象培训结束时间 \
         入党介绍人 确定入党介绍人 入党介绍人1 入党介绍人2 党委研究决定时间 接受申请党组织 联系党支部 隶属党组织 党支部 人员类型 \
         当前发展阶段 入党时间 转正时间 加入党组织日期 转为正式党员日期 出生 移动电话 备注",
    ),
    (
        "meeting",
        "会议类型,会议时间",
        "党支部 支部名称 党支部名称 所在党支部 所在党支部编码 活动名称 会议名称 实际会议时间 会议地点 主持人 记录人 应到人数 \
         实到人数 请假人数 列席人员 会议议题 会议内容 会议决议 时长（分钟） 审核情况 活动主题 主要内容及特色 应到有表决权 赞成 反对 弃权",
    ),
];

#[test]
fn the_headings_of_forms_are_known() {
    let env = TestEnv::office();
    for (noun, needed, headings) in KNOWN {
        let rows = needed.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let headings: Vec<&str> = headings.split_whitespace().collect();
        let all = headings.iter().map(|heading| format!("\"{heading}\"")).collect::<Vec<_>>().join(",");
        env.write("a.csv", format!("{needed},{all}\n{rows},{}\n", ",".repeat(headings.len() - 1)));
        let told = env.line(&format!("{noun} import a.csv --dry-run")).err;
        let unknown: Vec<&str> = told.lines().filter(|line| line.contains("不认识的标题")).collect();
        assert_eq!(unknown, Vec::<&str>::new(), "{noun}: {told}");
        assert!(told.contains("标题在第 1 行"), "{noun}: {told}");
    }
}
