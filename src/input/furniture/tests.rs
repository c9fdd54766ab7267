//! Rows of forms, and rows that look like them and are about somebody.

use super::super::Heading;
use super::super::headings::Matcher;
use super::*;

const KNOWN: &[Heading] = &[
    Heading { key: "name", synonyms: &["姓名"] },
    Heading { key: "sex", synonyms: &["性别"] },
    Heading { key: "id_no", synonyms: &["身份证号"] },
    Heading { key: "org", synonyms: &["所在党支部"] },
    Heading { key: "joined", synonyms: &["入党时间"] },
    Heading { key: "remark", synonyms: &["备注"] },
];

fn judged(row: &[&str]) -> Judged {
    let headings = ["序号", "姓名", "性别", "身份证号", "所在党支部", "入党时间", "备注", "年龄"];
    let mut columns = Columns::read(headings.map(str::to_owned).to_vec(), &Matcher::new(KNOWN, None));
    columns.name_by(&[0, 2]);
    judge(&StringRecord::from(row.to_vec()), &columns)
}

#[track_caller]
fn all_are(expected: Judged, rows: &[&[&str]]) {
    for row in rows {
        assert_eq!(judged(row), expected, "{row:?}");
    }
}

const NUMBER: &str = "330402198001011236";

#[test]
fn blank_rows_say_nothing() {
    all_are(Judged::Blank, &[&["", "　", "", ""], &["7", "", "", ""], &["7."], &[]]);
}

#[test]
fn parts_of_forms_are_no_records() {
    all_are(
        Judged::Furniture,
        &[
            // Sums.
            &["合计", "", "", "12"],
            &["", "总 计：", "", "12"],
            &["", "", "小计", "12"],
            &["", "合计12人"],
            &["合计", "2人", "男1女1"],
            &["", "小计", "", "", "福建商会党支部", "", "", "3"],
            // Signatures, notes and titles.
            &["审核人：", "", "填表人：", "", "联系电话："],
            &["审核人：李四", "填表人", "张三", "", "", "2011-05-01"],
            &["填表人：", "张三丰", "", "", "填表日期：", "2011-05-01"],
            &["", "填表人（签字）：李四"],
            &["", "单位负责人", "李四"],
            &["", "备注：本表一式两份"],
            &["备注说明：转正日期按批准日期填写。"],
            &["", "1、姓名须与身份证一致；2、日期精确到日。"],
            &["", "以上情况属实。"],
            &["", "（盖章）"],
            &["福建商会党支部党员花名册"],
            &["", "福建商会党支部党员花名册(续)"],
            &["", "", "", "", "福建商会党支部"],
            &["", "", "", "", "", "2011年5月1日"],
            // Headings and pages.
            &["序号", "姓名", "性别", "身份证号", "所在党支部", "入党时间", "备注", "年龄"],
            &["", "姓  名", "性别"],
            &["第 1 页 共 2 页"],
            &["", "第1页/共2页"],
            &["", "", "", "", "", "", "第二页"],
            &["", "Page 1 of 2"],
            &["", "- 1 -"],
            // Hints and examples.
            &["", "（必填）", "（必填）", "（18位）", "（必填）", "（格式2011-07-01）", "（选填）"],
            &["说明", "必填", "男/女", "18位", "支部全称", "2011-07-01", "选填"],
            &["", "填写真实姓名", "下拉选择", "按身份证填写", "全称", "如2011-07-01", ""],
            &["", "", "（男/女）", "（18位）", "（全称）", "（格式：2011.07.01）", ""],
            &["示例", "张三", "男", NUMBER, "福建商会党支部", "1998-07-01", ""],
            &["例", "张三", "男", "", "福建商会党支部", "1998-07-01", ""],
            &["1", "例：张三", "男", NUMBER, "福建商会党支部", "1998-07-01", ""],
            &["1", "张三（示例）", "男", NUMBER, "福建商会党支部", "1998-07-01", ""],
            &["", "示例", "男", "", "福建商会党支部", "1998-07-01", ""],
        ],
    );
}

#[test]
fn whoever_may_be_somebody_is_not_passed_over() {
    for name in
        ["计划", "总小明", "合计明", "小计", "合计", "共计生", "示例", "备注", "页", "例", "必填", "单位负责人", "如意"]
    {
        all_are(Judged::Record, &[&["1", name, "男", NUMBER, "", "", ""], &["", name, "", NUMBER]]);
    }
    all_are(
        Judged::Record,
        &[
            &["1", "张三"],
            &["", "张三", "", "", "", "", "负责人：李四"],
            &["1", "张三", "男", "合计"],
            &["1", "合计明"],
            &["1", "计", "男", ""],
            &["1", "如意", "女", "", "福建商会党支部"],
            &["1", "人可", "女", "", "福建商会党支部"],
            // A member whose name was forgotten, or spoiled.
            &["3", "", "男", "", "福建商会党支部", "1998-07-01"],
            &["3", "", "", NUMBER],
            &["3", "", "", "3.30402E+17", "福建商会党支部"],
            &["", "合计", "男", "", "福建商会党支部", "1998-07-01"],
            &["", "填表人：李", "男", "", "福建商会党支部", "1998-07-01"],
            &["", "", "男"],
            // Whoever numbered the row meant somebody.
            &["3", "单位负责人"],
            &["3", "（盖章）"],
            &["3", "以上情况属实。"],
            &["3", "李明2"],
        ],
    );
}

#[test]
fn a_row_says_again_what_stood_above() {
    let row = |cells: &[&str]| StringRecord::from(cells.to_vec());
    assert!(is_again(&row(&["名册", "", ""]), &row(&["名册 "])));
    assert!(is_again(&row(&["", "姓名"]), &row(&["", "姓名", "", ""])));
    assert!(!is_again(&row(&["名册"]), &row(&["名册", "x"])) && !is_again(&row(&["a", "b"]), &row(&["a", "c"])));
}
