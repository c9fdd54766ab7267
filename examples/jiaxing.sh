#!/usr/bin/env bash
# The records of the seed document: the committees of 嘉兴市工商联, twelve organisations founded within a year, and a
# joint one that is only planned. The people are made up (their identity numbers have sequence numbers kept for those
# over a hundred, so they are nobody's), and so are the days that the document does not tell.
#
#   examples/jiaxing.sh [FOLDER]     the database is made in FOLDER (default: a fresh temporary one)
#
# $DANGWU_BIN: a built program to use; $DANGWU_LANG: zh (default) or en.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [[ -z ${DANGWU_BIN:-} ]]; then
    cargo build --release --locked --quiet --manifest-path "$root/Cargo.toml"
    DANGWU_BIN=${CARGO_TARGET_DIR:-$root/target}/release/dangwu
fi
# A relative path is relative to where the caller stands.
program=$(cd "$(dirname "$DANGWU_BIN")" && pwd)/$(basename "$DANGWU_BIN")

# The same day, operator and language on every machine, so that two runs print the same bytes.
export DANGWU_TODAY=2011-05-31 DANGWU_OPERATOR=党建办 DANGWU_LANG=${DANGWU_LANG:-zh}
export DANGWU_DB=$folder/party.db NO_COLOR=1 COLUMNS=120
rm -f "$DANGWU_DB"
cd "$root/examples"
echo "$DANGWU_DB" >&2

say() { # 中文 English
    if [[ $DANGWU_LANG == en ]]; then printf '\n# %s\n' "$2"; else printf '\n# %s\n' "$1"; fi
}

dangwu() {
    local word line='$ dangwu'
    for word in "$@"; do
        case $word in
        '' | *[\ \"\$\&\|\;\<\>\(\)\*\?]*) line+=" '$word'" ;;
        *) line+=" $word" ;;
        esac
    done
    printf '%s\n' "$line"
    "$program" "$@" 2>&1
}

say '一、建库' '1. A new database'
dangwu -q db init

say '二、党委: 党组今年3月改建为党委, 行业协会商会党委去年建立' \
    '2. The committees: the leading group rebuilt in March, the committee for the associations founded last year'
dangwu org add 中共嘉兴市委 --kind superior --short 市委
dangwu org add 中共嘉兴市工商业联合会党组 --kind leading-group --parent 市委 --short 市工商联党组
dangwu org add 中共嘉兴市行业协会商会委员会 --kind committee --parent 市工商联党组 --short 市行业协会商会党委 \
    --founded 2010
dangwu org convert 市工商联党组 --kind committee --date 2011-03 --approval '嘉委发〔2011〕18号' --approver 中共嘉兴市委 \
    --rename 中共嘉兴市工商业联合会委员会 --short 市工商联党委

say '三、县(市、区)工商联党组, 由市工商联党委指导' '3. The leading groups of the county federations, guided by the city'
for county in 南湖区 秀洲区 嘉善县 平湖市 海盐县 海宁市 桐乡市; do
    dangwu -q org add "中共${county}工商业联合会党组" --kind leading-group --parent 市工商联党委 \
        --short "${county}工商联党组" --district "$county"
done

say '四、协会、商会' '4. Associations and chambers'
unit() { # 全称 类别 行业 成立日期 已知正式党员数
    dangwu -q org unit add "嘉兴市$1" --kind "$2" --short "$1" --industry "$3" --district 嘉兴市 --established "$4" \
        --known-full-members "$5"
}
unit 福建商会 native-chamber 综合 2010-06-18 6
unit 四川商会 native-chamber 综合 2010-09-12 5
unit 湖南商会 native-chamber 综合 2011-01-08 4
unit 温州商会 native-chamber 综合 2004-10 9
unit 电子商务行业协会 association 电子商务 2009-11 6
unit 服装行业协会 association 纺织服装 2003 5
unit 印刷行业协会 association 印刷 2001 4
unit 家具行业协会 association 家具 2005-06 4
unit 物流行业协会 association 物流 2006 5
unit 餐饮行业协会 association 餐饮 2002 4
unit 光伏行业协会 association 新能源 2011-03-20 3
unit 五金行业协会 association 五金塑料 2004 2
unit 塑料行业协会 association 五金塑料 2007 2
unit 茶叶行业协会 association 食品 2008 4
unit 娱乐行业协会 association 文化娱乐 2006 2
unit 网吧协会 association 文化娱乐 2005 1
unit 女企业家商会 chamber 综合 2008-03-08 3

say '五、不到一年新建党组织12个; 福建、四川、湖南商会党支部与商会同步建立' \
    '5. Twelve organisations in less than a year; those of 福建, 四川 and 湖南 founded in step with their chambers'
branch() { # 单位 成立日期 文号
    dangwu org add "中共嘉兴市$1支部委员会" --kind branch --parent 市行业协会商会党委 --short "$1党支部" \
        --founded "$2" --formation independent --approval "嘉协商党〔${2%%-*}〕$3号" --unit "嘉兴市$1"
}
branch 福建商会 2010-06-18 1
branch 温州商会 2010-07-02 2
branch 电子商务行业协会 2010-08-20 3
branch 四川商会 2010-09-12 4
branch 服装行业协会 2010-10-15 5
branch 印刷行业协会 2010-11-05 6
branch 家具行业协会 2010-12-03 7
branch 湖南商会 2011-01-08 1
branch 物流行业协会 2011-02-25 2
branch 餐饮行业协会 2011-03-18 3
dangwu org add 中共嘉兴市五金塑料行业联合支部委员会 --kind joint-branch --parent 市行业协会商会党委 \
    --short 五金塑料行业联合党支部 --founded 2011-04-08 --formation joint --approval '嘉协商党〔2011〕4号' \
    --unit 五金行业协会 --unit 塑料行业协会
branch 光伏行业协会 2011-05-13 5
dangwu org cover 服装行业协会党支部 女企业家商会 --from 2011-01-01 --how attached

say '六、娱乐行业协会和网吧协会拟建联合支部: 只登记, 不计数' '6. A joint branch that is planned: recorded, counted nowhere'
dangwu org add 中共嘉兴市娱乐网吧行业联合支部委员会 --kind joint-branch --parent 市行业协会商会党委 \
    --short 娱乐网吧行业联合党支部 --planned --for 娱乐行业协会 --for 网吧协会

say '七、导入四份花名册, 各有各的样子: 国家采集表; Excel 存的 Unicode 文本; 协会自己的(GB18030); 带合并标题和合计的工作簿' \
    '7. Four rosters as they come: the national form; Unicode text from Excel; the way of the associations (GB18030); a workbook'
for roster in national-form.csv e-commerce-unicode.txt associations-gb18030.csv new-branches.xlsx; do
    dangwu -q -f csv member import "jiaxing/$roster"
done
dangwu -q db check

say '八、查询' '8. What there is'
dangwu org tree
dangwu org list --under 市行业协会商会党委 --columns code,short_name,kind,founded,formation,members,full,probationary
dangwu org list --planned --columns name,kind,parent,units,status
dangwu org show 市工商联党委

say '九、报表' '9. Reports'
dangwu report overview
dangwu report growth --from 2010-06-01 --to 2011-05-31
dangwu report orgs
dangwu report coverage
dangwu report coverage --explain kind=行业协会 owed
dangwu report coverage --under 市行业协会商会党委
dangwu report structure --by sex
dangwu report structure --by age
dangwu report structure --by education
dangwu report structure --by org
dangwu report structure --explain age=31-35 sex=女 --columns no,name,birth,age,org,assumed
dangwu report roster --under 福建商会党支部 --columns seq,name,org,id_no,sex,category,joined,full_on,phone

say '十、去年年底是什么情况' '10. How it stood at the end of last year'
dangwu org tree --as-of 2010-12-31
dangwu report coverage --as-of 2010-12-31
dangwu report structure --as-of 2010-12-31

say '十一、导出' '11. Out again'
dangwu member export --under 温州商会党支部 -f csv

say '十二、发展党员: 22人申请入党的名册, 按日期记到各自的阶段' \
    '12. The roster of twenty-two who applied: each at the stage that the dates tell'
dangwu -q -f csv activist import jiaxing/activists.csv
dangwu -q db check
dangwu report development --as-of 2011-05-31
dangwu report development --as-of 2010-12-31
dangwu report development --by org
dangwu activist list --under 湖南商会党支部 --columns name,stage,applied,nominated,next_step,next_due

say '十三、会议一年: 书记和委员选举产生, 三个支部的会议逐次登记, 培训和建党90周年的活动' \
    '13. A year of meetings: committees elected, meetings of branches one by one, trainings, the 90th anniversary'
dangwu -q org post add 温州商会党支部 胡月琴 书记 --from 2010-07-02 --how 选举
dangwu -q org post add 温州商会党支部 张德明 组织委员 --from 2010-07-02 --how 选举
dangwu -q org post add 温州商会党支部 朱俊杰 宣传委员 --from 2010-07-02 --how 选举
tail -n +2 jiaxing/meetings.csv | while IFS=, read -r date org kind topic present; do
    "$program" -q meeting record "$org" --kind "$kind" --date "$date" --topic "$topic" --present "$present"
done
committee=市行业协会商会党委
dangwu -q meeting record $committee --kind 培训 --date 2010-11-20 --tier 党组织负责人 --form 专题辅导 --hours 8 --present 12
dangwu -q meeting record $committee --kind 培训 --date 2011-03-25 --tier 党员骨干 --form 外出考察 --hours 6 --present 30
dangwu -q meeting record $committee --kind 培训 --date 2011-05-10 --tier 入党积极分子 --form 以会代训 --hours 4 --present 19
dangwu -q meeting record $committee --kind 实地见学 --date 2011-05-21 --topic '重走长征路、感悟党成长' --measure 实践性锻炼 \
    --integration 纪念活动 --campaign '红船行•看发展' --hours 16 --present 10
dangwu -q meeting record 电子商务行业协会党支部 --kind 专题学习 --date 2010-11-26 --topic 学习十七届五中全会精神 \
    --integration 促进发展方式转变 --present 6
dangwu -q meeting record 温州商会党支部 --kind 调研接待 --date 2011-04-27 --topic 非公有制企业党建对促进和谐劳动关系的作用 \
    --guests '中共政策研究室党建局、全国总工会研究室' --integration 创先争优 --present 7
dangwu -q meeting record $committee --kind 演讲 --date 2011-05-04 --topic '“青春 使命 奉献”主题演讲比赛' --integration 纪念活动 \
    --present 25
dangwu -q meeting record $committee --kind 捐助 --date 2011-05-28 --topic 党员奉献 --integration 纪念活动 --campaign 六个一 \
    --money 2万元 --to 困难人员 --present 20
dangwu -q meeting give 45 --to 老革命战士 --goods 慰问品
dangwu -q db check
dangwu report meetings --from 2010-06-01 --to 2011-05-31 --under 温州商会党支部
dangwu report training --from 2010-06-01 --to 2011-05-31
dangwu report activities --from 2010-06-01 --to 2011-05-31 --by integration
dangwu meeting find 劳动关系 --columns id,org,date,snippet
