//! Forms on paper: filled from the records, what is missing, own templates, what cannot be.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use crate::activist::with_activist;
use crate::env::TestEnv;

/// The text of a document, each paragraph on a line of its own.
pub(crate) fn text(path: &Path) -> String {
    let mut parts = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    parts.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for piece in xml.split('<') {
        let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
        if tag == "/w:p" {
            text.push('\n');
        }
        if tag == "w:t" || tag.starts_with("w:t ") {
            text += said;
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A document as Word writes it, with these paragraphs, each of several runs.
fn document(paragraphs: &[&[&str]]) -> Vec<u8> {
    let run = |text: &&str| format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let paragraph = |runs: &&[&str]| {
        let runs: Vec<String> = runs.iter().map(run).collect();
        format!("<w:p w:rsidR=\"00A1\">{}</w:p>", runs.join("<w:proofErr w:type=\"spellStart\"/>"))
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let xml = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml), ("word/media/a.bin", "x")]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The office with an activist, a folder for what is written and one for its own templates.
fn office() -> TestEnv {
    let env = with_activist();
    for folder in ["out", "own"] {
        std::fs::create_dir(env.path(folder)).unwrap();
    }
    env.line("config set template.folder own").ok();
    env.line("config set office.name 嘉兴市工商联").ok();
    env
}

#[test]
fn a_form_is_filled_from_the_records_and_says_what_is_missing() {
    let env = office();
    env.line("paper fill activist-record 赵六 -o out")
        .ok()
        .says("已写入 out/入党积极分子培养考察登记表-赵六.docx")
        .says("入党积极分子培养考察登记表-赵六: 留空待填: 民族、籍贯、身份证号、手机号、住址");
    let said = text(&env.path("out/入党积极分子培养考察登记表-赵六.docx"));
    for line in
        ["1985年5月", "2010年2月5日　张三", "2010年4月10日报上级党委备案。", "2010年10月1日\n合格\n", "2010年4月起"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains('{') && !said.contains("＿"), "{said}");
    let noted: String = env.connection().query_row("SELECT command FROM access", [], |row| row.get(0)).unwrap();
    assert_eq!(noted, "paper fill activist-record 赵六 -o out", "it has numbers in full");
}

/// 赵六 of the office is admitted, with the votes of a branch of seven.
pub(crate) fn admitted() -> TestEnv {
    let env = office();
    for line in [
        "activist candidate 赵六 --date 2011-04-10 --consent 2011-04-12 --notice-from 2011-04-01 --notice-to 2011-04-08",
        "activist review 赵六 --date 2011-04-15 --result 合格",
        "activist train 赵六 --date 2011-04-20 --hours 40",
        "activist prereview 赵六 --date 2011-04-25 --doc 嘉协商党〔2011〕5号",
        "activist admit 赵六 --date 2011-05-10 --introducers 张三,王五 --voters 7 --present 6 --written 1 --for 6 --against 1 --secret",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn votes_stand_in_figures_and_words() {
    let env = admitted();
    env.line("paper fill admission-resolution 赵六 -o out").ok();
    let said = text(&env.path("out/支部大会接收决议-赵六.docx"));
    let votes = "本支部应到会有表决权的正式党员7（七）名，实到会6（六）名，另有1（一）名因故不能到会的正式党员会前提出书面意见。\
                 经无记名投票表决，赞成6（六）票，反对1（一）票，弃权0（零）票。";
    assert!(said.contains(votes), "{said}");
    assert!(
        said.contains("福建商会党支部于二〇一一年五月十日召开支部党员大会")
            && said.contains("入党介绍人：张三、王五。"),
        "{said}"
    );
    // Nothing that was not known by then is on a paper of an earlier day.
    env.line("paper fill admission-resolution 赵六 -o out -y --as-of 2011-05-09")
        .exit(3)
        .says("没有登记“接收大会日期”");
}

#[test]
fn a_document_is_dated_as_the_norm_of_its_day_wants_it() {
    let env = admitted();
    let dated = |day: &str| {
        env.line(&format!("paper fill 入党通知书 赵六 -o out -y --date {day}")).ok().says("留空待填: 审批日期");
        text(&env.path("out/入党通知书-赵六.docx"))
    };
    assert!(dated("2012-06-30").ends_with("（盖章）\n二〇一二年六月三十日\n"));
    assert!(dated("2012-07-01").ends_with("（盖章）\n2012年7月1日\n"));
}

#[test]
fn a_meeting_has_its_minutes_and_its_sheet_to_sign() {
    let env = office();
    env.write("m.txt", "张三: 通报 A&B。\n李四: <同意>\n");
    env.line("meeting record FJ --kind general --date 2011-03-01 --time 14:30 --topic 年度计划 --chair 张三 --attend 张三 --leave 李四:ill --minutes m.txt").ok();
    env.line("meeting resolve 1 --text 通过年度计划 --for 1").ok();
    env.line("paper fill meeting-minutes 1 -o out").ok().says("会议记录-福建商会党支部-2011-03-01.docx");
    let said = text(&env.path("out/会议记录-福建商会党支部-2011-03-01.docx"));
    for line in [
        "\n张三: 通报 A&B。\n李四: <同意>\n",
        "李四（请假，病假）",
        "1．通过年度计划",
        "举手表决：赞成1（一）票",
        "2011年3月1日　14:30",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    env.line("paper fill meeting-minutes 1 -o out -y --as-of 2011-02-28").exit(3).says("2011-02-28 时还没有");
    env.line("paper fill sign-in-sheet 1 -o out").ok();
    let sheet = text(&env.path("out/会议签到表-福建商会党支部-2011-03-01.docx"));
    assert!(sheet.contains("\n1\n张三\n正式党员\n") && sheet.contains("\n2\n李四\n"), "{sheet}");
    env.refuses("paper fill meeting-minutes 9 -o out", 4, "没有会议“9”", "there is no meeting “9”");
}

#[test]
fn a_letter_says_what_the_letter_on_screen_says_and_no_name_stands_at_its_foot() {
    let env = office();
    env.line("transfer out 张三 --to 中共杭州市委组织部 --date 2011-05-31 --dues-until 2011-05").ok();
    env.line("paper fill transfer-letter 1 -o out").ok().says("党员组织关系介绍信-张三: 留空待填: 民族、党委地址");
    let said = text(&env.path("out/党员组织关系介绍信-张三.docx"));
    let slots = env.json("transfer letter 1")[0].clone();
    for key in ["letter_no", "addressee", "person", "id_no", "from", "to", "dues_capitals", "valid_capitals", "phone"] {
        assert!(said.contains(slots[key].as_str().unwrap()), "{key}: {said}");
    }
    assert!(said.contains("\n（盖　章）　　　　\n贰零壹壹年零伍月叁拾壹日\n"), "{said}");
    assert_eq!(said.matches(slots["sender"].as_str().unwrap()).count(), 1, "only where the receipt goes back to");
}

#[test]
fn a_receipt_says_the_sum_in_capitals_in_three_parts() {
    let env = office();
    env.line("paper fill dues-receipt 张三 -o out").exit(3).says("张三 没有登记“交费日期”");
    env.line("member dues rate 张三 --from 2011-01 --base 4000").ok();
    env.line("member dues pay 张三 --months 2011-01..2011-03 --date 2011-03-05 --receipt 0012").ok();
    env.line("paper fill dues-receipt 张三 -o out").ok();
    let said = text(&env.path("out/党费收据-张三.docx"));
    assert_eq!(said.matches("人民币壹佰贰拾元整").count(), 3, "{said}");
    assert!(said.contains("2011年1月至2011年3月") && said.contains("￥120.00") && said.contains("No. 0012"), "{said}");
}

#[test]
fn a_roster_has_everybody_and_is_asked_of_an_org() {
    let env = office();
    env.line("paper fill roster FJ -o out").ok();
    let said = text(&env.path("out/党员花名册签名表-福建商会党支部.docx"));
    assert!(said.contains("\n张三\n男\n") && said.contains("\n330402198001011236\n2003.07.01\n2004.07.01\n"), "{said}");
    assert!(said.contains("党员2名，其中正式党员1名"), "{said}");
    env.line("paper fill roster 赵六 -o out").exit(4);
}

#[test]
fn a_form_that_is_not_due_is_refused() {
    let env = office();
    env.refuses(
        "paper fill admission-resolution 赵六 -o out",
        3,
        "赵六 没有登记“接收大会日期”, 不能填写“支部大会接收决议”",
        "赵六 has no branch meeting on the admission on record, which Branch resolution on an admission is about",
    );
}

#[test]
fn the_same_records_are_the_same_bytes_and_files_are_kept_unless_told_otherwise() {
    let env = office();
    let path = env.path("out/发展对象公示-赵六.docx");
    env.line("paper fill candidate-notice 赵六 -o out --date 2011-05-10").ok();
    let first = std::fs::read(&path).unwrap();
    env.write("out/发展对象公示-赵六.docx", "kept");
    env.line("paper fill 发展对象公示 赵六 -o out")
        .exit(7)
        .says("文件已存在: 发展对象公示-赵六.docx")
        .says("--overwrite");
    assert_eq!(std::fs::read(&path).unwrap(), b"kept");
    assert_eq!(std::fs::read_dir(env.path("out")).unwrap().count(), 1, "nothing else is left there");
    for agreed in ["--overwrite", "-y"] {
        env.line(&format!("paper fill candidate-notice 赵六 -o out --date 2011-05-10 {agreed}")).ok();
        assert_eq!(std::fs::read(&path).unwrap(), first);
    }
    env.line("paper fill candidate-notice 赵六").exit(2).says("没有写输出到哪个文件夹");
    env.line("paper fill candidate-notice 赵六 -o nowhere").exit(7).says("文件夹不存在: nowhere");
    env.line("paper fill candidate-notice 赵六 -o a.db").exit(7).says("不是文件夹: a.db");
}

#[test]
fn the_offices_own_template_goes_before_ours_and_is_found_though_word_split_its_fields() {
    let env = office();
    env.write(
        "own/candidate-notice.docx",
        document(&[
            &["公示: {", "{na", "me}", "} {{性", "别}}{% if sex == “男” %}先生{% endif %}"],
            &["{{ office }} {{籍贯}}"],
        ]),
    );
    env.write(
        "own/培养.docx",
        document(&[&["{% for c in 培养联系人 %}"], &["{{c.姓名}}, {{c.since|汉字}}"], &["{% endfor %}"]]),
    );
    env.write("own/~$培养.docx", "what Word keeps");
    assert_eq!(env.column("paper list", "origin")[1], "own");
    assert_eq!(env.column("paper list", "name").last().unwrap(), "培养");
    env.line("paper fill candidate-notice 赵六 -o out").ok().says("留空待填: 籍贯");
    assert_eq!(text(&env.path("out/发展对象公示-赵六.docx")), "公示: 赵六 男先生\n嘉兴市工商联 ＿＿＿＿\n");
    env.line("paper fill 培养 赵六 -o out").ok();
    assert_eq!(text(&env.path("out/培养-赵六.docx")), "张三, 二〇一〇年四月一日\n");
}

#[test]
fn a_field_that_there_is_not_is_told_with_the_nearest() {
    let env = office();
    let own = |paragraph: &[&str]| env.write("own/x.docx", document(&[paragraph]));
    own(&["{{ nmae }} {{ sex }}"]);
    env.refuses("paper fill x 赵六 -o out", 3, "范本“x”: 没有字段“nmae”", "template “x”: there is no field “nmae”");
    env.line("paper fill x 赵六 -o out").exit(3).says("是否指 name?");
    own(&["{{ 姓明 }} {{ 民族 }}"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("没有字段“姓明”").says("是否指 姓名?");
    own(&["{% for e in evaluations %}{{ e.reslut }}{% endfor %}"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("没有字段“reslut”").says("是否指 result?");
    own(&["{{ name"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("字段没有结束的括号: {{ name");
    own(&["{{ name + }}"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("字段 {{ name + }} 写法有误");
    own(&["{{ name }}{% if sex %}"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("条件或循环写法有误");
    own(&["{% for a in range(9999) %}{% for b in range(9999) %}{{ name }}{% endfor %}{% endfor %}"]);
    env.line("paper fill x 赵六 -o out").exit(3).says("循环次数过多, 不再继续");
    env.write("own/x.docx", "no document");
    env.line("paper fill x 赵六 -o out").exit(3).says("不是 Word 文档(.docx)");
    env.line("paper list").ok();
    assert_eq!(std::fs::read_dir(env.path("out")).unwrap().count(), 0);
    env.refuses("paper fill y 赵六 -o out", 4, "没有文书“y”", "there is no form “y”");
    std::fs::remove_dir_all(env.path("own")).unwrap();
    env.refuses("paper list", 7, "范本文件夹不存在", "the folder of templates is not there");
}

#[test]
fn the_template_of_a_form_is_handed_out_to_be_changed_and_then_goes_before_ours() {
    let env = office();
    env.line("paper template 发展对象公示 -o own/candidate-notice.docx")
        .ok()
        .says("已写入 own/candidate-notice.docx")
        .says("存为 candidate-notice.docx");
    let template = text(&env.path("own/candidate-notice.docx"));
    assert!(template.contains("关于拟将{{ name }}同志列为发展对象的公示"), "{template}");
    assert_eq!(env.column("paper list", "origin")[1], "own");
    env.line("paper fill candidate-notice 赵六 -o out").ok();
    assert!(text(&env.path("out/发展对象公示-赵六.docx")).contains("关于拟将赵六同志列为发展对象的公示"));
    env.write("own/x.docx", document(&[&["{{ name }}"]]));
    env.line("paper template x -o y.docx").exit(3).says("“x”是本单位的范本");
    env.line("paper template x -o y.docx --lang en").exit(3).says("x is a template of the office's own");
    env.line("paper template roster").exit(2).says("没有写输出到哪个文件");
    env.line("paper template roster -o out").exit(7).says("那是一个文件夹");
}

#[test]
fn fields_are_listed_with_what_they_mean_and_somebodys_values() {
    let env = office();
    let rows = env.json("paper fields activist-record 张三");
    let row = |field: &str| rows.as_array().unwrap().iter().find(|row| row["field"] == field).unwrap().clone();
    assert_eq!(row("name")["value"], "张三");
    assert_eq!((&row("name")["field_zh"], &row("name")["used"]), (&"姓名".into(), &true.into()));
    assert_eq!(row("id_no")["value"], "330402********1236", "masked");
    assert_eq!(row("applied")["value"], serde_json::Value::Null);
    assert_eq!(row("evaluations")["sort"], "entries");
    assert_eq!(row("evaluations.result")["field_zh"], "意见");
    let english = env.line("paper fields activist-record 张三 --lang en --limit 3").ok();
    assert!(english.out.contains("number") && english.out.contains("姓名"), "{}", english.out);
    assert_eq!(env.json("paper fields activist-record")[1]["value"], serde_json::Value::Null);
}

#[test]
fn the_whole_file_of_somebody_has_a_contents_page() {
    let env = admitted();
    env.line("paper pack activist 赵六 -o out").ok().says("14-支部大会接收决议-赵六.docx");
    let mut names: Vec<String> = std::fs::read_dir(env.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let numbers: Vec<&str> = names.iter().map(|name| name.split('-').next().unwrap()).collect();
    assert_eq!(numbers, ["00", "02", "05", "07", "10", "12", "14"]);
    let contents = text(&env.path("out/00-发展党员归档目录-赵六.docx"));
    for line in [
        "\n1\n入党申请书\n2010年1月5日\n附原件\n\n2\n",
        "\n12\n党委预审意见\n2011年4月25日\n已填写\n\n",
        "\n14\n支部大会接收决议和票决材料\n2011年5月10日\n已填写\n\n15\n党委审批材料和入党通知书\n\n未到\n\n",
    ] {
        assert!(contents.contains(line), "{line}: {contents}");
    }
    // As of a day before, the file was no further.
    std::fs::create_dir(env.path("then")).unwrap();
    env.line("paper pack activist 赵六 -o then --as-of 2010-12-31").ok();
    assert_eq!(std::fs::read_dir(env.path("then")).unwrap().count(), 3, "contents, talk, record");
    env.line("paper pack activist 张三 -o out -y").exit(3).says("张三 没有登记“申请入党日期”");
}

#[test]
fn the_contents_tell_what_is_missing_and_what_is_dated_out_of_order() {
    let env = office();
    env.line("activist apply 钱七 --org FJ --date 2010-03-01 --birth 1980").ok();
    env.line("activist talk 钱七 --date 2010-03-15 --by 张三").ok();
    env.line("activist nominate 钱七 --date 2010-04-01").ok();
    env.line("activist candidate 钱七 --date 2011-05-10 --notice-from 2011-05-05 --notice-to 2011-05-12").ok();
    env.line("paper pack activist 钱七 -o out")
        .ok()
        .says("缺: 积极分子备案材料、入党积极分子培养考察登记表")
        .says("列为发展对象的材料: 日期早于第 7 项(2011-05-12)");
    let contents = text(&env.path("out/00-发展党员归档目录-钱七.docx"));
    assert!(
        contents.contains("\n8\n列为发展对象的材料\n2011年5月10日\n附原件\n日期早于第 7 项(2011-05-12)\n"),
        "{contents}"
    );
}

#[test]
fn every_form_is_filled_for_the_office() {
    let env = admitted();
    env.line("member care add 张三 --kind medical --difficulty 住院治疗 --money 1000元 --date 2011-05-01").ok();
    env.line("member appraise add 张三 --year 2010 --grade 优秀").ok();
    env.line("activist apply 钱七 --org FJ --date 2011-03-01 --sex 女").ok();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三").ok();
    env.line("transfer out 王五 --to 中共杭州市委组织部 --date 2011-05-31").ok();
    env.line("org elect call FJ --date 2011-05-30 --seats 1 --term 3 --no-committee").ok();
    env.line("org elect candidate FJ 张三").ok();
    env.line("org elect count FJ --present 1 张三:1").ok();
    let forms = env.json("paper list");
    for form in forms.as_array().unwrap() {
        let whom: &[&str] = match (form["about"].as_str().unwrap(), form["name"].as_str().unwrap()) {
            ("person", "conversion-resolution" | "conversion-notice" | "dues-receipt") => continue,
            ("person", "identity-letter" | "appraisal" | "sympathy-letter") => &["张三"],
            ("person", _) => &["赵六"],
            ("org", "dues-register" | "dues-notice") => &["FJ"],
            ("org", _) => &["FJ", "GF"],
            _ => &["1"],
        };
        for whom in whom {
            env.line(&format!("paper fill {} {whom} -o out", form["name"].as_str().unwrap())).ok();
        }
    }
    let said = |name: &str| text(&env.path(&format!("out/{name}.docx")));
    let register = said("入党申请人登记簿-福建商会党支部");
    assert!(
        register.contains("\n1\n钱七\n女\n") && !register.contains("赵六"),
        "who is admitted is no applicant: {register}"
    );
    assert!(
        said("慰问信-张三").contains("得知你因住院治疗遇到困难")
            && said("慰问信-张三").contains("人民币壹仟元整（￥1000.00）")
    );
    assert!(said("民主评议党员登记表-张三").contains("2010年度评议等次：优秀。"));
    assert!(said("发展对象预审表-赵六").contains("2011年4月25日预审（嘉协商党〔2011〕5号）。"));
}
