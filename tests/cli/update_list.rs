//! Lists that bring what is on record up to date: whom they find, whom they do not, and what then.

use crate::env::{TestEnv, id_no};

#[test]
fn a_number_alone_names_somebody_in_whatever_org() {
    let env = TestEnv::office();
    let wang = id_no("33040219690302001");
    env.write("first.csv", format!("编号,姓名,所在党支部,身份证号\n3,王五,GF,{wang}\n"));
    env.line("member import first.csv").ok().says("更新 1");
    env.write(
        "list.csv",
        format!("姓名,公民身份号码,手机\n张三,330402198001011236,13812345670\n王五,{wang},13912345678\n"),
    );
    env.line("member import list.csv").ok().says("新增 0, 更新 2, 未变 0, 拒绝 0");
    env.line("member import list.csv").ok().says("未变 2");
    // By number, with nothing else: 李四 bears none of her own.
    env.write("no.csv", "编号,手机\n2,13712345678\n3,13712345679\n");
    env.line("member import no.csv --recap recap.csv").ok().says("新增 0, 更新 2");
    assert_eq!(
        env.column("member list --columns no,phone --sort no --reveal", "phone"),
        ["13812345670", "13712345678", "13712345679"]
    );
    assert_eq!(
        env.column("member list --columns no,org --sort no", "org"),
        ["福建商会党支部", "福建商会党支部", "光伏协会党支部"]
    );
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    assert!(recap.contains(",编号\r\n") || recap.contains(",编号\n"), "{recap}");
    env.line("db undo").ok();
    // A row of an org beside rows of none.
    env.write("mixed.csv", "编号,姓名,所在党支部,手机\n2,李四,,13612345678\n3,王五,光伏协会党支部,\n");
    env.line("member import mixed.csv").ok().says("更新 1, 未变 1");
    env.sound();
}

#[test]
fn whoever_is_not_on_record_is_new_left_out_or_refused() {
    let env = TestEnv::office();
    let (zhao, qian) = (id_no("33040219820304001"), id_no("33040219851123002"));
    env.write(
        "list.csv",
        format!("姓名,公民身份号码,手机\n张三,330402198001011236,13812345670\n赵一,{zhao},13912345678\n钱二,{qian},\n"),
    );
    // To add somebody an org is needed.
    env.refuses(
        "member import list.csv",
        3,
        "list.csv 第 3–4 行: 所在党支部: 库中没有此人, 新增时必须填写; 只更新已有人员请用 --on-missing skip",
        "rows 3–4: Org: is needed to add somebody who is not on record",
    );
    env.refuses(
        "member import list.csv --on-missing error",
        3,
        "list.csv 第 3–4 行: 姓名“赵一”、“钱二”: 库中没有; 请核对, 或用 --on-missing add 新增、skip 跳过",
        "list.csv rows 3–4: Name “赵一”, “钱二”: is not on record",
    );
    let ran = env.line("member import list.csv --on-missing skip --recap recap.csv").ok();
    assert!(ran.err.contains("新增 0, 更新 1, 未变 0, 拒绝 0, 库中没有 2"), "{}", ran.err);
    assert!(ran.err.contains("库中没有, 未导入: 赵一 (list.csv:3)、钱二 (list.csv:4)\n"), "{}", ran.err);
    let recap = std::fs::read_to_string(env.path("recap.csv")).unwrap();
    assert!(recap.contains("list.csv,3,库中没有,赵一"), "{recap}");
    assert_eq!(env.json("member import list.csv --on-missing skip")[0]["missing"], 2);
    assert_eq!(env.column("member list --sort no", "name"), ["张三", "李四", "王五"]);
    env.line("member import list.csv --on-missing skip --lang en")
        .ok()
        .says("not on record and not imported: 赵一 (list.csv:3), 钱二");
    // Where the org is told, the default adds as it always did.
    env.line("member import list.csv --org FJ").ok().says("新增 2, 更新 0, 未变 1");
}

#[test]
fn a_list_of_the_whole_county_finds_ours() {
    let env = TestEnv::office();
    let zhao = id_no("33040219820304001");
    env.write("list.csv", format!("姓名,公民身份号码,所在党支部,手机\n张三,330402198001011236,FJ,13812345670\n赵一,{zhao},外县支部,13912345678\n李四,,FJ,\n孙三,,FJ,\n"));
    env.line("member import list.csv").exit(3).says("所在党支部“外县支部”");
    let ran = env.line("member import list.csv --on-missing skip").ok();
    assert!(ran.err.contains("新增 0, 更新 1, 未变 1, 拒绝 0, 库中没有 2"), "{}", ran.err);
}

#[test]
fn a_number_of_another_is_never_left_out_in_silence() {
    let env = TestEnv::office();
    // A number that nobody bears is given to whoever is new, as an export goes into an empty base.
    env.write("new.csv", "编号,姓名,所在党支部\n77,赵一,FJ\n");
    env.line("member import new.csv --on-missing skip").ok().says("库中没有 1");
    env.line("member import new.csv").ok().says("新增 1");
    assert_eq!(env.json("member show 77")[0]["name"], "赵一");
    env.write("nobody.csv", "编号,手机\n99,13812345670\n");
    env.refuses("member import nobody.csv", 3, "姓名: 库中没有此人, 新增时必须填写", "Name: is needed to add somebody");
    env.line("member import nobody.csv --on-missing skip").ok().says("库中没有, 未导入: 99 (nobody.csv:2)");
    env.write("other.csv", "编号,姓名,所在党支部\n1,钱二,FJ\n");
    for missing in ["add", "skip", "error"] {
        env.line(&format!("member import other.csv --on-missing {missing}")).exit(3).says("编号 1 已属于 张三");
    }
    env.write("name.csv", "姓名,手机\n张三,13812345670\n");
    env.refuses("member import name.csv", 3, "缺少必需的列“所在党支部”", "lacks the needed column");
}

#[test]
fn every_import_knows_what_is_missing() {
    let env = TestEnv::office();
    for (noun, text) in [
        ("org", "组织代码,党组织全称,组织类别\nSC,四川商会党支部,党支部\n"),
        ("org unit", "单位名称,单位类别\n四川商会,异地商会\n"),
        ("activist", "姓名,所在党支部,申请入党时间\n赵一,福建商会党支部,2010-01-04\n"),
        (
            "transfer",
            "姓名,转出党支部,转入单位,办理时间\n王五,光伏协会党支部,杭州市委组织部,2011-05-03\n赵一,光伏协会党支部,杭州市委组织部,2011-05-03\n",
        ),
        ("meeting", "党支部名称,会议类型,会议时间,应到人数,实到人数\n福建商会党支部,支部党员大会,2011-04-01,2,2\n"),
    ] {
        env.write("a.csv", text);
        let before = env.operations();
        let rows = text.lines().count() - 1;
        let ran = env.line(&format!("{noun} import a.csv --on-missing skip")).ok();
        assert!(ran.err.contains(&format!("新增 0, 更新 0, 未变 0, 拒绝 0, 库中没有 {rows}")), "{noun}: {}", ran.err);
        env.refuses(&format!("{noun} import a.csv --on-missing error"), 3, "库中没有; 请核对", "is not on record");
        assert_eq!(env.operations(), before, "{noun}");
    }
}
