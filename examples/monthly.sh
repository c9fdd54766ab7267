#!/usr/bin/env bash
# 每月报表: 上月(或指定的月份)末日的各表, 存为 文件夹/月份-报表.csv。由 cron 定时运行, 如每月 1 日 6:30(crontab -e 加这一行):
#     30 6 1 * * DANGWU_DB=/srv/dangwu/party.db /srv/dangwu/monthly.sh /srv/dangwu/reports
# 每个文件要么完整写成, 要么不写; 同样的记录每次得出同样的文件, 不论机器的语言、时区和设置。
# 退出码: 0 无逾期, 1 有逾期事项(标准错误说明, cron 会寄出), 其余为出错(3 还有一种: 库里没有党组织, 怕是拿错了文件)。
#
# Monthly reports: the tables of the last day of last month (or of the month named) as FOLDER/MONTH-REPORT.csv, for cron, as on the first
# of each month at 6:30 above. Each file is written whole or not at all, and the same records give the same bytes, whatever the language,
# zone and settings of the machine. Exits with 0, with 1 if anything is overdue (standard error says so, which cron mails), with more on
# failure (3 also if there is no organisation: the wrong file, most likely).
#
#     monthly.sh FOLDER [MONTH]
set -euo pipefail

program=${DANGWU_BIN:-dangwu}
folder=${1:?FOLDER}
# 上月以北京时间为准 · by the clock of China, wherever the machine stands
month=${2:-$(date -d "$(TZ=CST-8 date +%Y-%m-01) -1 day" +%Y-%m)}
last=$(date -d "$month-01 +1 month -1 day" +%F)

# 有人正在录入就等一分钟 · waits for who is just entering something
table() {
    local name=$1
    shift
    "$program" -q -f csv --header keys --lang "${DANGWU_LANG:-zh}" --wait 60 --overwrite -o "$folder/$month-$name.csv" "$@"
}

table orgs report orgs --as-of "$last" --total --fail-on-empty || exit $(($? == 1 ? 3 : $?))
table coverage report coverage --as-of "$last" --total
table structure report structure --by org --as-of "$last" --total
table meetings report meetings --month "$month" --as-of "$last" --total
table transfers report transfers --month "$month" --as-of "$last"
table dues report dues --month "$month" --by branch --as-of "$last" --total
table growth report overview --as-of "$last" --compare "$((${month%-*} - 1))-${month#*-}"

table due report due --as-of "$last" --within 31 --check
