-- zh: 党内统计年报表 表1 两年党员数综合比较
-- en: Yearly Party statistics, table 1: the members of two years compared
-- tells_zh: 上级的《中国共产党党内统计年报表》, 按表内各栏的顺序, 每个党组织一行: 上年底总数, 本年增加(发展、恢复党籍、转入, 其中整建制转入), 本年减少(出党、停止党籍、死亡、转出, 其中整建制转出), 应有数, 实有数, 实有数与应有数之差; 末两栏为所问范围之内的调动, 不计入转入转出
-- tells_en: The superior's yearly statistics, in the order of the form, a row for each org: members at the end of last year; increase (admitted, restored, in, of these with a whole org); decrease (out of the Party, suspended, died, out, of these with a whole org); those that should be there, those that are, the difference; last the moves within what is asked about, which are neither in nor out
-- form_zh: 中国共产党党内统计年报表
-- form_en: Yearly Party statistics
-- of_table: 1 statistics
-- of_table: 2 statistics.2
-- of_table: 3 statistics.3
-- of_table: 4 statistics.4
-- of_table: 8 statistics.8
-- of_table: 9 statistics.9
-- of_table: 10 statistics.10
-- of_table: 12 statistics.12
-- of_table: 13 statistics.13
-- of_table: 14 statistics.14
-- over: annual
-- takes: year
-- by: org(org)
-- count: opening_total = opening
-- count: increase = gained
-- count: admitted_members = came = 'admitted'
-- count: restored_members = came = 'restored'
-- count: came_in = came = 'in' AND moved_in = 0
-- count: whole_in = whole_in
-- count: decrease = lost_members
-- count: out_party = left_party
-- count: suspended_members = went = 'suspended'
-- count: deceased_members = went = 'died'
-- count: went_out = went = 'out' AND moved_out = 0
-- count: whole_out = whole_out
-- count: should_be = opening + gained + moved_in - lost_members - moved_out
-- count: closing_total = closing
-- hidden: unexplained = came = 'first_recorded' OR (went = 'left' AND left_party = 0) OR unbalanced = 1
-- balance: difference (unexplained) = closing_total - should_be
-- count: moved_in = moved_in
-- count: moved_out = moved_out
-- agrees: opening_total statistics closing_total before
-- columns: no name org(org) opening(bool) came(annual_step) came_on went(annual_step) went_on ended(ended) closing(bool) began(began)
-- order: org day no
--
-- The lines of the form are these, by its own sums: increase = admitted + restored + in; decrease = out of the Party +
-- suspended + died + out; should be = last year's + increase - decrease; difference = those there - should be. So the
-- difference is who came or went in no way that the form knows: first recorded without a day, or gone for other reasons.
-- Who moved from one org to another, both asked about, came from nowhere and went nowhere for the form: what is handed up
-- is the last row, where these moves come to nothing; the rows of single orgs tell them apart, so that they add up, too.
SELECT annual.*,
       iif(came IN ('admitted', 'restored') OR (came = 'in' AND moved_in = 0), 1, 0) AS gained,
       iif(went IN ('expelled', 'suspended', 'died') OR (went = 'out' AND moved_out = 0)
           OR (went = 'left' AND ended IN ('resigned', 'removed', 'cancelled')), 1, 0) AS lost_members,
       iif(went = 'expelled' OR (went = 'left' AND ended IN ('resigned', 'removed', 'cancelled')), 1, 0) AS left_party
FROM annual
