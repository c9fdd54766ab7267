//! Every fault that a row of a roster can have, with its words in both languages.

use crate::env::{TestEnv, id_no};

/// A cell under a heading and what is said of it.
struct Case {
    heading: &'static str,
    cell: &'static str,
    zh: &'static str,
    en: &'static str,
}

macro_rules! cases {
    ($( $heading:literal $cell:literal: $zh:literal, $en:literal; )+) => {
        &[ $( Case { heading: $heading, cell: $cell, zh: $zh, en: $en } ),+ ]
    };
}

/// Beside the name, the org and dates that are right.
const CASES: &[Case] = cases! {
    "姓名" "": "姓名: 必填", "Name: is needed";
    "姓名" "???": "姓名“???”: 姓名已损坏(编码转换所致); 请从原文件另存为“CSV UTF-8”", "Name “???”: the name is spoiled by a wrong encoding; save the original as “CSV UTF-8” again";
    "姓名" "填表人：李": "姓名“填表人：李”: 不是姓名; 如是表尾说明, 请删去这一行", "is no name; if it is the foot of the form, delete the row";
    "编号" "0": "编号“0”: 应为正整数", "No. “0”: must be a whole number above 0";
    "编号" "A1": "编号“A1”: 应为正整数", "must be a whole number above 0";
    "编号" "1": "编号“1”: 编号 1 已属于 张三", "No. “1”: number 1 belongs to 张三";
    "性别" "甲": "性别“甲”: 应为: 男、女", "Sex “甲”: must be one of: male, female";
    "身份证号" "330402198203040018": "公民身份号码“330402********0018”: 校验位不对, 请核对", "Identity number “330402********0018”: its check character is wrong";
    "身份证号" "3.30402E+17": "公民身份号码“3.30402E+17”: 被 Excel 变成了数字, 末几位已丢失; 请先把该列设为“文本”再填写", "Excel made a number of it and lost its last digits; format the column as text and enter it again";
    "身份证号" "330402198203041000": "末三位是 000, 可能被 Excel 截断; 请把该列设为“文本”再填写", "ends in 000, probably cut by Excel; format the column as text and enter it again";
    "身份证号" "330402820304": "公民身份号码“330402820304”: 身份证号应为 18 位(旧号 15 位), 这里是 12 位", "an identity number has 18 places (15 in the old form), this has 12";
    "身份证号" "330402821304001": "其中的出生日期不存在", "the birth date in it is no date";
    "身份证号" "330402********0019": "身份证号已遮盖, 不能导入; 请用 --reveal 重新导出", "is masked; export again with --reveal";
    "出生日期" "1982-02-30": "出生日期“1982-02-30”: “1982-02-30”不是可能的日期", "Birth date “1982-02-30”: “1982-02-30” is no possible date";
    "出生日期" "82.3.4": "“82.3.4”的年份只有两位, 请写四位", "the year of “82.3.4” has two digits; write four";
    "出生日期" "三月": "看不懂日期“三月”; 可写 2011-05-01、2011-05 或 2011", "“三月” is no date; write 2011-05-01, 2011-05 or 2011";
    "出生日期" "2030-01-01": "日期 2030-01-01 晚于今天(2011-05-31)", "2030-01-01 is later than today (2011-05-31)";
    "出生日期" "2006-01-01": "加入党组织日期“2005-07-01”: 入党早于出生(2006-01-01)", "Joined “2005-07-01”: is before the birth (2006-01-01)";
    "入党时间" "2011-13-01": "加入党组织日期“2011-13-01”: “2011-13-01”不是可能的日期", "Joined “2011-13-01”: “2011-13-01” is no possible date";
    "转正时间" "2004-07-01": "转为正式党员日期“2004-07-01”: 转正早于入党(2005-07-01)", "Full member since “2004-07-01”: is before joining (2005-07-01)";
    "进入本支部日期" "2004-07-01": "进入本支部日期“2004-07-01”: 进入本支部早于入党(2005-07-01)", "Entered the org “2004-07-01”: is before joining (2005-07-01)";
    "人员类别" "群众": "人员类别“群众”: 应为: 正式党员、预备党员", "Category “群众”: must be one of: full member, probationary member";
    "人员类别" "预备党员": "有转正日期(2006-07-01)却列为预备党员", "a probationary member with a day of full membership (2006-07-01)";
    "所在党支部" "": "所在党支部: 必填", "Org: is needed";
    "所在党支部" "没有的支部": "所在党支部“没有的支部”: 找不到党组织“没有的支部”", "Org “没有的支部”: no org answers to “没有的支部”";
    "所在党支部" "福建": "找不到党组织“福建”", "no org answers to “福建”";
    "所在党支部" "LP": "“拟建支部”只是拟建, 尚未成立", "“拟建支部” is only planned";
    "所在党支部" "OLD": "“旧支部”已于 2010-01-01 撤销", "“旧支部” was dissolved on 2010-01-01";
    "所在党支部" "SUP": "“市委”是上级党组织, 没有党员名册", "“市委” is a superior org and keeps no roll";
    "党籍状态" "良好": "党籍状态“良好”: 应为: 正常、停止党籍", "Standing “良好”: must be one of: normal, suspended";
    "是否为失联党员" "大概": "是否为失联党员“大概”: 应为: 是、否", "Out of touch “大概”: must be one of: yes, no";
    "失去联系日期" "去年": "看不懂日期“去年”", "“去年” is no date";
    "是否为流动党员" "也许": "是否为流动党员“也许”: 应为: 是、否", "Floating “也许”: must be one of: yes, no";
    "流出时间" "很久": "看不懂日期“很久”", "“很久” is no date";
    "党员业主" "老板": "党员业主“老板”: 应为: 是、否", "Owns a business “老板”: must be one of: yes, no";
    "手机号" "1381234567": "手机号“13******67”: 不是电话号码", "Mobile “13******67”: is no telephone number";
    "手机号" "12812345678": "手机号“128****5678”: 不是电话号码", "is no telephone number";
    "手机号" "138****5678": "电话已遮盖, 不能导入; 请用 --reveal 重新导出", "is masked; export again with --reveal";
    "固定电话" "家里": "固定电话“家里”: 不是电话号码", "Landline “家里”: is no telephone number";
};

const HEADINGS: [&str; 5] = ["姓名", "所在党支部", "入党时间", "转正时间", "备注"];
const RIGHT: [&str; 5] = ["赵一", "ND", "2005-07-01", "2006-07-01", ""];

/// The small office, with orgs that take no members.
fn office() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org add 拟建支部 --kind branch --code LP --planned",
        "org add 旧支部 --kind branch --code OLD --founded 2000",
        "org dissolve OLD --date 2010-01-01 --reason 撤销",
        "org add 无日支部 --kind branch --code ND",
        "org add 市委 --kind superior --code SUP",
    ] {
        env.line(line).ok();
    }
    env
}

/// Both languages of a refused import; nothing is written.
fn told(env: &TestEnv, file: &str) -> [String; 2] {
    let before = env.operations();
    let text = std::fs::read_to_string(env.path(file)).unwrap();
    let said = ["zh", "en"].map(|lang| {
        let ran = env.line(&format!("member import {file} --lang {lang}"));
        assert_eq!(ran.code, 3, "{text}{}", ran.err);
        ran.err
    });
    assert_eq!(env.operations(), before);
    said
}

#[test]
fn every_fault_has_its_words_in_both_languages() {
    let env = office();
    for case in CASES {
        let (mut headings, mut row) = (HEADINGS.to_vec(), RIGHT.to_vec());
        match headings.iter().position(|heading| *heading == case.heading) {
            Some(at) => row[at] = case.cell,
            None => {
                headings.push(case.heading);
                row.push(case.cell);
            }
        }
        env.write("a.csv", format!("{}\n{}\n", headings.join(","), row.join(",")));
        let [zh, en] = told(&env, "a.csv");
        for (said, expected) in [(&zh, case.zh), (&en, case.en)] {
            let line = said.lines().find(|line| line.contains(expected));
            assert!(line.is_some_and(|line| line.starts_with("  a.csv:2: ")), "{expected} is not in: {said}");
        }
        assert!(zh.contains("有 1 行不能导入(共 1 处错误)"), "{} alone is wrong: {zh}", case.heading);
    }
}

#[test]
fn what_contradicts_another_cell_row_or_record() {
    let env = office();
    let number = id_no("33040219820304001");
    for (file, faults) in [
        (
            format!("姓名,身份证号,出生日期,性别,所在党支部\n赵一,{number},1982-03-05,女,FJ\n"),
            &[
                ("出生日期“1982-03-05”: 与身份证号中的出生日期 1982-03-04 不符", "which says 1982-03-04"),
                ("性别“女”: 与身份证号不符(应为男)", "contradicts the identity number, which says male"),
            ][..],
        ),
        (
            "姓名,所在党支部,是否为失联党员,失去联系日期,是否为流动党员,外出流向\n赵一,FJ,否,2010,否,上海\n".into(),
            &[
                ("失去联系日期“2010”: 不是失联党员却写了失联日期", "but the member is not out of touch"),
                ("外出流向“上海”: 不是流动党员却写了流向或时间", "but the member is not floating"),
            ],
        ),
        (
            format!("姓名,身份证号,所在党支部\n赵一,{number},FJ\n赵二,{number},FJ\n"),
            &[(
                "a.csv:3: 姓名“赵二”: 与 a.csv:2 是同一对象, 内容却不同",
                "is the same as a.csv:2, but the rows differ",
            )],
        ),
        (
            "编号,姓名,所在党支部,身份证号\n9,张三,FJ,330402198001011236\n".into(),
            &[("编号“9”: 此人在库中的编号是 1", "No. “9”: this person's number on record is 1")],
        ),
        (
            "姓名,身份证号,所在党支部\n张三,330402198001011236,GF\n".into(),
            &[("此人(编号 1)在“福建商会党支部”的名册上; 导入不改变所在党组织", "an import moves nobody")],
        ),
        (
            "姓名,身份证号,所在党支部,转正时间\n张三,330402198001011236,FJ,2001-01-01\n".into(),
            &[("转为正式党员日期“2001-01-01”: 转正早于入党(2003-07-01)", "is before joining (2003-07-01)")],
        ),
    ] {
        env.write("a.csv", &file);
        let [zh, en] = told(&env, "a.csv");
        for (in_chinese, in_english) in faults {
            assert!(zh.contains(in_chinese) && en.contains(in_english), "{zh}{en}");
        }
        assert!(zh.contains(&format!("共 {} 处错误", faults.len())), "{zh}");
    }
    let contact = id_no("33040219500607001");
    for (line, row, zh, en) in [
        (
            "member end 王五 --date 2011-01-01 --reason left".to_owned(),
            "王五,,GF,1969-03-02".to_owned(),
            "此人(编号 3)已离开名册; 导入不能使其重新在册",
            "has left the roll; an import brings nobody back",
        ),
        (
            format!("member add 孙八 --no-roll --id-no {contact}"),
            format!("孙八,{contact},GF,"),
            "此人(编号 4)只作联系人登记",
            "(number 4) is on record as a contact only",
        ),
    ] {
        env.line(&line).ok();
        env.write("a.csv", format!("姓名,身份证号,所在党支部,出生日期\n{row}\n"));
        let told = told(&env, "a.csv");
        assert!(told[0].contains(zh) && told[1].contains(en), "{told:?}");
    }
}

#[test]
fn several_faults_of_a_row_are_all_told() {
    let env = office();
    let cells: Vec<&Case> = CASES.iter().filter(|case| !HEADINGS.contains(&case.heading)).collect();
    let mut seen = std::collections::HashSet::new();
    // One case a heading, and none that is a fault of another column.
    let cells: Vec<&Case> =
        cells.into_iter().filter(|case| case.heading != "编号" && seen.insert(case.heading)).collect();
    assert!(cells.len() >= 10);
    let line = |of: fn(&Case) -> &str| cells.iter().map(|case| of(case)).collect::<Vec<_>>().join(",");
    env.write(
        "a.csv",
        format!(
            "姓名,所在党支部,入党时间,{}\n赵一,没有的支部,2005-07-01,{}\n",
            line(|case| case.heading),
            line(|case| case.cell)
        ),
    );
    let [zh, en] = told(&env, "a.csv");
    for case in &cells {
        assert!(zh.contains(case.zh) && en.contains(case.en), "{}: {zh}{en}", case.heading);
    }
    assert!(zh.contains(&format!("有 1 行不能导入(共 {} 处错误)", cells.len() + 1)), "{zh}");
    let recap = env.line("member import a.csv --recap recap.csv").exit(3);
    assert!(recap.err.contains("全部未写入"));
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    assert!(cells.iter().all(|case| recap.contains(&case.zh.replace('"', "\"\""))), "{recap}");
}
