-- zh: 组织关系转接: 到当日为止开出的每次一行, 状态为当日的; 系统外的党组织只有名称, 没有代码
-- en: transfers: a row for each issued by the day, in the state it had then; an org that is none of ours has a name and no code
-- columns: id(number) letter_no(code) no(number) name direction(direction) from_code from_name to_code to_name issued(date) valid_days(number) expires(date) received(date) state(transfer_state) cancelled(date) cancel_reason dues_until(month) remark
SELECT transfer_at.id, transfer_at.letter_no, person.id AS no, shown_text(person.name) AS name, transfer_at.direction,
       sender.code AS from_code, shown_text(transfer_at.from_name) AS from_name,
       receiver.code AS to_code, shown_text(transfer_at.to_name) AS to_name,
       transfer_at.issued, transfer_at.valid_days, transfer_at.expires, transfer_at.received, transfer_at.state,
       transfer_at.cancelled, shown_text(transfer_at.cancel_reason) AS cancel_reason, transfer_at.dues_until,
       shown_text(transfer_at.remark) AS remark
FROM transfer_at
JOIN person ON person.id = transfer_at.person_id
LEFT JOIN org AS sender ON sender.id = transfer_at.from_org_id
LEFT JOIN org AS receiver ON receiver.id = transfer_at.to_org_id
