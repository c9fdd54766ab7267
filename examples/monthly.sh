#!/usr/bin/env bash
# 每月报表: 上月(或指定的月份)末日的各表, 存为 文件夹/月份-报表.csv。由 cron 定时运行, 如每月 1 日 6:30:
#     30 6 1 * * DANGWU_DB=/srv/dangwu/party.db /srv/dangwu/monthly.sh /srv/dangwu/reports
# 每个文件要么完整写成, 要么不写; 同样的记录每次得出同样的文件。退出码: 0 无逾期, 1 有逾期事项, 其余为出错。
#
# Monthly reports: the tables of the last day of last month (or of the month named) as FOLDER/MONTH-REPORT.csv, for cron. Each file is
# written whole or not at all, and the same records give the same bytes. Exits with 1 if anything is overdue, with more on failure.
#
#     monthly.sh FOLDER [MONTH]
set -euo pipefail

program=${DANGWU_BIN:-dangwu}
folder=${1:?FOLDER}
month=${2:-$(date -d "$(date +%Y-%m-01) -1 day" +%Y-%m)}
last=$(date -d "$month-01 +1 month -1 day" +%F)

table() {
    local name=$1
    shift
    "$program" -q -f csv --header keys --overwrite -o "$folder/$month-$name.csv" "$@"
}

table coverage report coverage --as-of "$last" --total
table structure report structure --by org --as-of "$last" --total
table orgs report orgs --as-of "$last" --total
table meetings report meetings --month "$month" --total
table transfers report transfers --month "$month"
table dues report dues --month "$month" --by branch --as-of "$last" --total
table growth report overview --as-of "$last" --compare "$((${month%-*} - 1))-${month#*-}"

table due report due --as-of "$last" --within 31 --check
