//! Papers of the way into the Party beside those of the pack: the approval sheet, and the record of all its steps.

use crate::paper::{admitted, text};

#[test]
fn an_approval_sheet_has_the_votes_and_room_for_the_talk() {
    let env = admitted();
    env.line("activist approve 赵六 --date 2011-05-25 --doc 嘉协商党〔2011〕8号").ok();
    env.line("paper fill 预备党员审批表 赵六 -o out").ok().says("留空待填: 民族、籍贯");
    let said = text(&env.path("out/预备党员审批表-赵六.docx"));
    for line in [
        "党支部：福建商会党支部\n",
        "\n预审日期\n2011年4月25日\n入党介绍人\n张三、王五\n",
        "2011年5月10日支部大会讨论，应到会有表决权的正式党员7（七）名，实到会6（六）名，书面意见1（一）名；赞成6（六）票，反对1（一）票，弃权0（零）票，",
        "\n审批谈话（党委派人同本人谈话情况和意见）\n\n\n\n谈话人（签名）：",
        "2011年5月25日审批，同意赵六同志为中共预备党员，预备期从2011年5月10日算起（嘉协商党〔2011〕8号）。",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    env.line("paper fill approval-sheet 赵六 -o out -y --as-of 2011-05-09").exit(3).says("没有登记“接收大会日期”");
}

#[test]
fn the_pack_has_the_sheet_beside_the_notice_of_the_approval() {
    let env = admitted();
    env.line("activist approve 赵六 --date 2011-05-25 --doc 嘉协商党〔2011〕8号").ok();
    env.line("paper pack activist 赵六 -o out")
        .ok()
        .says("15-预备党员审批表-赵六.docx")
        .says("15-入党通知书-赵六.docx");
    let contents = text(&env.path("out/00-发展党员归档目录-赵六.docx"));
    assert!(contents.contains("\n15\n党委审批材料和入党通知书\n2011年5月25日\n已填写\n"), "{contents}");
}

#[test]
fn the_record_of_the_way_has_all_its_steps_with_the_days_that_are_known() {
    let env = admitted();
    env.line("paper fill process-record 赵六 -o out").ok();
    let said = text(&env.path("out/发展党员工作全程纪实表-赵六.docx"));
    for line in [
        "\n1\n递交入党申请书\n2010.01.05\n\n\n",
        "\n2\n党组织派人谈话\n2010.02.05\n谈话人：张三\n",
        "\n4\n上级党委备案\n2010.04.10\n",
        "\n5\n指定培养联系人\n2010.04.01\n张三\n",
        "\n6\n培养教育考察\n2010.10.01\n考察1次\n",
        "\n7\n确定发展对象\n2011.04.10\n公示2011.04.01—2011.04.08\n",
        "\n11\n开展集中培训\n2011.04.20\n40学时\n",
        "\n13\n上级党委预审\n2011.04.25\n嘉协商党〔2011〕5号\n",
        "\n15\n支部大会讨论\n2011.05.10\n赞成6票，应到会7名\n",
        "\n17\n上级党委审批\n\n\n",
        "\n25\n材料归档\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // As of the day before the candidacy the record ends with the evaluation.
    env.line("paper fill process-record 赵六 -o out -y --as-of 2011-04-09").ok();
    let then = text(&env.path("out/发展党员工作全程纪实表-赵六.docx"));
    assert!(then.contains("\n6\n培养教育考察\n2010.10.01\n") && then.contains("\n7\n确定发展对象\n\n\n"), "{then}");
}
