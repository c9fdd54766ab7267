UPDATE meeting
SET org_id = :org, kind = :kind, date = :date, time = :time, topic = :topic, chair = :chair, chair_id = :chair_id,
    recorder = :recorder, lecturer = :lecturer, place = :place, on_roll = :on_roll, voters = :voters,
    due_told = :due_told, present = :present, on_leave = :on_leave, absent = :absent, minutes_long = :minutes_long,
    tier = :tier, form = :form, measure = :measure, integration = :integration, partner = :partner, guests = :guests,
    sit_ins = :sit_ins, voided = :voided, remark = :remark
WHERE id = :id
