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

say '三、县(市、区)工商联党组: 隶属于本县, 由市工商联党委指导' \
    '3. The leading groups of the county federations: below their own counties, guided by the city'
for county in 南湖区 秀洲区 嘉善县 平湖市 海盐县 海宁市 桐乡市; do
    dangwu -q org add "中共${county}工商业联合会党组" --kind leading-group --short "${county}工商联党组" --district "$county"
    dangwu -q org guide "${county}工商联党组" 市工商联党委 --from 2011-03 --document '嘉委发〔2011〕18号'
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

say '十四、文件、职能、指导员' '14. Documents, functions, instructors'
federation=市工商联党委
dangwu -q org incoming add $federation --title 中共中央、国务院关于加强和改进新形势下工商联工作的意见 --issuer 中共中央、国务院 \
    --level 中央 --date 2010-09-28 --demand 传达学习并提出贯彻意见 --handled-by 党建办 --due 2010-10-31 --settled 2010-10-20
dangwu -q org policy add $federation --title 关于同意市工商联党组改建为市工商联党委的通知 --number '嘉委发〔2011〕18号' \
    --issuer 中共嘉兴市委 --level 市 --kind 文件 --since 2011-03
dangwu -q org function add $federation --text 原市工商联党组的职责 --kind 原有 --since 2011-03
for text in 协助开展全市非公有制经济组织和新社会组织党建工作 领导市级行业协会商会、异地商会党组织工作 \
    '指导县(市、区)相应机构抓好非公有制经济组织和新社会组织党建工作'; do
    dangwu -q org function add $federation --text "$text" --kind 新增 --policy '嘉委发〔2011〕18号' --since 2011-03
done
dangwu -q org policy add $committee --title 党委工作制度 --level 本级 --kind 制度 --topics 地位作用、党务工作力量配备 --since 2010-09
dangwu -q org policy add $committee --title 规范化党支部实施细则 --level 本级 --kind 细则 \
    --topics 组建和隶属关系、发展党员和党员教育管理 --since 2010-09
dangwu -q member add 顾建国 --no-roll --unit 嘉兴市工商业联合会
dangwu -q member add 姚敏芳 --no-roll --unit 嘉兴市工商业联合会
dangwu -q org instructor add 顾建国 娱乐行业协会 --kind 指导员 --source 机关在职党员干部 --sent-by 市工商联机关 --since 2010-08-01
dangwu -q org instructor add 顾建国 网吧协会 --kind 指导员 --source 机关在职党员干部 --sent-by 市工商联机关 --since 2010-08-01
dangwu -q org instructor add 姚敏芳 茶叶行业协会 --kind 联络员 --source 机关在职党员干部 --sent-by 市工商联机关 --since 2011-02-15
dangwu -q org visit add 顾建国 网吧协会 --date 2011-03-10 --way 走访 --matter '摸排党员, 商量与娱乐行业协会联合组建' --problem 只有一名正式党员

say '十五、阵地: 活动室的四样设施, 网上的五种渠道' '15. A room with its four pieces of equipment, five kinds of channel'
dangwu -q org venue add 温州商会党支部 --name 温州商会党员活动室 --kind 党员活动室 --area 60 --supported-by 温州商会会长 \
    --equipment 党旗,电教设备,知识看板,学习读物 --since 2010-10-01
dangwu -q org venue add 电子商务行业协会党支部 --name 电子商务行业协会党员活动室 --kind 党员活动室 --equipment 党旗,学习读物 --since 2011-01
channel() { # 类别 名称
    dangwu -q org channel add 电子商务行业协会党支部 --kind "$1" --name "$2" --since 2010-12-01
}
channel 网站专栏 协会网站党建专栏
channel QQ群 党建QQ群
channel 微博 党建微博
channel 论坛 党员网上论坛
channel 视频 网上党课视频

say '十六、成效、承诺: 100万元是投资, 2500万元是年销售额, 不相加; 党支部承诺五项, 党员四项, 党员业主四项' \
    '16. Results (an investment and yearly sales are never added up) and pledges: five matters of a branch, four of a member, four of an owner'
result() { # 企业 成效 类别 数额
    dangwu -q org result add 电子商务行业协会党支部 --enterprise "$1" --text "$2" --measure "$3" ${4:+--amount "$4"} \
        --integration 促进发展方式转变 --date 2010-12
}
result 中法集团 '成立中法网络公司, 网上销售名特优产品, 拓展软件服务' 投资额 100万元
result 森创公司 衣派服饰网上销售 年销售额 2500万元
result 美丽家公司 '开展同城网购业务, 方便市民' 其他
dangwu -q org pledge add 电子商务行业协会党支部 --date 2011-03-15 --due 2011-12-31 --public 协会网站 \
    --item 诚信服务先锋创建:争创诚信服务先锋 --item 服务社会:参加公益活动 --item 服务会员:每季度走访会员 \
    --item 维护会员合法权益:设立投诉热线 --item 促进社会组织健康发展:制订行业公约
dangwu -q member pledge add 何云飞 --date 2011-03-15 --due 2011-12-31 --item 提高执业本领:考取职业证书 \
    --item 提供优质服务:限时回复客户 --item 依法诚信执业:不卖假货 --item 促进社会和谐:带头调解纠纷
dangwu -q member set 傅云飞 --owner 是
dangwu -q member pledge add 傅云飞 --owner --date 2011-03-15 --due 2011-12-31 --item 诚信守法经营:按章纳税 \
    --item 尊重和维护员工权益:不拖欠工资 --item 支持党建工作:保证活动时间 --item 履行社会责任:招收困难家庭青年

say '十七、队伍: 表彰、关怀、谈心、评议、协会任职' '17. Honours, care, talks, appraisal, posts in an association'
dangwu -q member honor add 傅云飞 --title 优秀中国特色社会主义事业建设者 --level 市 --granted-by 嘉兴市工商业联合会 --date 2011-01
dangwu -q org honor add 温州商会党支部 --title 诚信服务先锋 --level 本级 --granted-by 市行业协会商会党委 --date 2011-03
dangwu -q member care add 董海燕 --kind 生产经营 --difficulty 流动经营资金周转困难 --aid 协调小额贷款 --given-by 市行业协会商会党委 --date 2011-01-20
dangwu -q member care add 董海燕 --kind 生活 --difficulty 孩子入学 --aid 联系学校 --given-by 温州商会党支部 --date 2011-02-18
dangwu -q member hardship add 董海燕 --reason 经营困难 --grade 困难 --since 2011-01-20
dangwu -q member talk add 胡月琴 --with 张德明 --with 朱俊杰 --kind 班子成员之间 --subject 支部分工 --date 2011-04-12
dangwu -q member appraise add 张德明 --year 2010 --grade 优秀
dangwu -q member appraise add 朱俊杰 --year 2010 --grade 合格
dangwu -q member title add 傅云飞 电子商务行业协会 --title 理事 --nominated-by 电子商务行业协会党支部 --since 2011-04
dangwu -q org opinion add 电子商务行业协会党支部 --subject 行业自律公约 --way 座谈会 --asked 30 --answers 12 --outcome 采纳4条 --date 2011-03-02
dangwu -q meeting record 电子商务行业协会党支部 --kind 党政联席会议 --date 2011-03-08 --topic 行业自律公约 --present 5
dangwu -q meeting record 电子商务行业协会党支部 --kind 党群共建 --with 共青团 --date 2011-05-04 --topic 青年创业沙龙 --present 6

say '十八、主题活动: 创先争优之下的“六个一”, 一个支部三项都做了' '18. The campaign of six things, three of which one branch has done'
dangwu -q org campaign add $federation --name 创先争优 --since 2010-06
dangwu -q org campaign add $committee --name 六个一 --part-of 创先争优 --under $committee --since 2011-04-01 \
    --items 上一堂“红船”党课、作一次先锋承诺、写一句创先争优心语
dangwu -q org campaign add $committee --name '红船行•看发展' --alias 红船行 --since 2011-05-01
for item in 上一堂“红船”党课 作一次先锋承诺 写一句创先争优心语; do
    dangwu -q meeting record 温州商会党支部 --kind 其他 --date 2011-05-20 --topic "$item" --campaign 六个一 --integration 纪念活动 --present 7
done
dangwu -q meeting record $committee --kind 征文 --date 2011-05-25 --topic “党在我心中”理论研讨征文 --integration 纪念活动 --present 12
dangwu -q meeting entry 51 --title 党旗下的商会 --by 何云飞 --award 一等奖
dangwu -q transfer out 唐卫东 --to 中共杭州市电子商务商会支部委员会 --date 2011-05-30
dangwu -q db check

say '十九、班子: 党员推荐和上级推荐, 成立大会选举书记; 上级选派专职书记; 届期' \
    '19. Committees: named by members and from above, a secretary elected at the founding, one sent full-time, terms'
dangwu -q org elect call 光伏行业协会党支部 --date 2011-05-13 --seats 1 --term 3 --kind 成立首届 --no-committee --requested 2011-04-25 --approved 2011-05-05
dangwu -q org elect candidate 光伏行业协会党支部 徐向阳 --nominated-by 党员推荐 --consented 2011-05-10
dangwu -q org elect count 光伏行业协会党支部 --present 3 徐向阳:3
dangwu -q org elect result 光伏行业协会党支部 --reported 2011-05-16 --confirmed 2011-05-20
dangwu org elect show 光伏行业协会党支部
dangwu -q org term add 温州商会党支部 --years 3 --number 1 --began 成立时选举 --since 2010-07-02
dangwu -q org post add 印刷行业协会党支部 顾建国 书记 --from 2011-01-10 --how 选派 --full-time
dangwu report posts
dangwu report posts --by age
dangwu -q db check

say '二十、党费: 一个支部全年登记表, 经批准的减免, 上缴' '20. Dues: the sheet of a branch, a waiver with consent, what was handed up'
dangwu -q member dues waive 董海燕 --months 2011-02..2011-03 --reason 孩子入学困难 --date 2011-01-28 --approved-by 市行业协会商会党委
dangwu -q member dues import jiaxing/dues.csv --year 2011 --org 温州商会党支部
dangwu -q member dues hand-up 温州商会党支部 --month 2011-05 --amount 300 --date 2011-05-30 --to 市行业协会商会党委
dangwu report dues --year 2011 --by branch
dangwu member dues list --arrears
dangwu report due --within 30

say '二十一、台账的报表' '21. Reports of the ledgers'
dangwu member flow list
dangwu report floating
dangwu org plan
for step in '光伏行业协会 --reason 上级未及时指导 --way 单独 --by 2011-05 --owner 徐向阳 --date 2011-03-25' \
    '光伏行业协会 --state 摸排中 --date 2011-04-06' '光伏行业协会 --state 已请示 --date 2011-04-25' \
    '光伏行业协会 --state 已批复 --date 2011-05-05' '茶叶行业协会 --way 单独 --by 2011-09 --date 2011-05-25' \
    '娱乐网吧行业联合党支部 --state 接转关系中 --way 联合 --by 2011-06 --date 2011-05-30'; do
    read -ra words <<<"$step"
    dangwu -q org plan set "${words[@]}"
done
dangwu org plan show 光伏行业协会
dangwu org plan list
dangwu report plan --quarter 2011Q2 --by state
dangwu report incoming --from 2010-06-01 --to 2011-05-31
dangwu report policies
dangwu report functions
dangwu report instructors
dangwu report venues
dangwu report channels
dangwu report results --from 2010-06-01 --to 2011-05-31
dangwu report pledges
dangwu report campaigns
dangwu report honors
dangwu report care
dangwu report talks
dangwu report appraisal --year 2010

say '二十一、含上报: 被指导的县上报的合计(数字是编造的), 要求时才列入' '21. With returns: sums of guided counties (made up), only where they are asked for'
returns() { # 党组 单位 已建 党组织 党员 积极分子
    dangwu -q org returns add "$1" --date 2011-03-31 --units "$2" --with-org "$3" --orgs "$4" --members "$5" --activists "$6" \
        --source 一季度报表
}
returns 南湖区工商联党组 40 31 24 210 25
returns 海宁市工商联党组 36 27 20 190 18
dangwu report coverage --with-returns
dangwu report coverage --with-returns --explain kind=上报 units --columns unit_name,district,returned_on,returned_units,returned_with_org
dangwu report overview --with-returns
