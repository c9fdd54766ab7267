-- zh: 党内统计年报表 表9 党员培训情况
-- en: Yearly Party statistics, table 9: training of members
-- tells_zh: 年末各党组织党员中当年参加培训的、学时达到规定的, 其中书记和委员、当年新发展的; 学时按到会姓名计算
-- tells_en: Members of each org at the end of the year: who was trained, who has the hours due; of these secretaries and committee members, and those admitted that year; by names of attendance
-- over: training.hours
-- takes: year
-- norms: member_hours secretary_hours
-- by: org(org)
-- count: total_members = 1
-- count: trained = sessions > 0
-- count: hours_reached = lacking = 0
-- count: hours_taken = hours
-- count: leading_members = leads
-- count: leaders_trained = leads = 1 AND sessions > 0
-- count: leaders_reached = leads = 1 AND lacking = 0
-- count: new_members = is_new
-- count: new_trained = is_new = 1 AND sessions > 0
-- agrees: total_members statistics closing_total
-- columns: no name org(org) leads(bool) sessions hours owed lacking
-- order: org_code no
--
-- The rows are those of `training --by org`. New are those who joined within the period.
SELECT training_hours.*,
       iif(person.joined_day BETWEEN :since_day AND :until_day, 1, 0) AS is_new
FROM training_hours
CROSS JOIN person ON person.id = training_hours.no
