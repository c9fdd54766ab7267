-- zh: 会议和活动: 到当日为止开过而未作废的每次一行
-- en: meetings and activities: a row for each that took place by the day and is not void
-- columns: id(number) org_code org_name kind(meeting_kind) date(date) time topic chair chair_no(number) recorder lecturer place due(number) voters(number) present(number) on_leave(number) absent(number) minutes_long(number) tier(tier) form(form) measure(measure) integration(integration) partner(partner) campaigns guests sit_ins remark
SELECT meeting_at.id, org.code AS org_code,
       shown_text((SELECT org_name.name FROM org_name
                   WHERE org_name.org_id = meeting_at.org_id AND org_name.since_day <= as_of
                   ORDER BY org_name.since_day DESC LIMIT 1)) AS org_name,
       meeting_at.kind, meeting_at.date, meeting_at.time, shown_text(meeting_at.topic) AS topic,
       shown_text(meeting_at.chair) AS chair, meeting_at.chair_id AS chair_no, shown_text(meeting_at.recorder) AS recorder,
       shown_text(meeting_at.lecturer) AS lecturer, shown_text(meeting_at.place) AS place, meeting_at.due, meeting_at.voters,
       meeting_at.present, meeting_at.on_leave, meeting_at.absent, meeting_at.minutes_long, meeting_at.tier, meeting_at.form,
       meeting_at.measure, meeting_at.integration, meeting_at.partner,
       shown_text((SELECT group_concat(campaign.name, '; ' ORDER BY campaign.name) FROM campaign
                   WHERE campaign.meeting_id = meeting_at.id)) AS campaigns,
       shown_text(meeting_at.guests) AS guests, shown_text(meeting_at.sit_ins) AS sit_ins,
       shown_text(meeting_at.remark) AS remark
FROM clock
CROSS JOIN meeting_at
JOIN org ON org.id = meeting_at.org_id
WHERE clock.id = 1
