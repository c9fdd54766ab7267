INSERT INTO meeting (id, org_id, kind, date, time, topic, chair, chair_id, recorder, lecturer, place, on_roll, voters, due_told,
                     present, on_leave, absent, minutes_long, tier, form, measure, integration, partner, guests, sit_ins,
                     voided, remark)
VALUES (:id, :org, :kind, :date, :time, :topic, :chair, :chair_id, :recorder, :lecturer, :place, :on_roll, :voters,
        :due_told, :present, :on_leave, :absent, :minutes_long, :tier, :form, :measure, :integration, :partner, :guests,
        :sit_ins, :voided, :remark)
