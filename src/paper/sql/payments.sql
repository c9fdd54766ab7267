-- What person :id paid of dues on the last day on which they paid any, by month.
SELECT dues_payment.month, dues_payment.amount, dues_payment.date, dues_payment.receipt_no, dues_payment.collector
FROM clock
CROSS JOIN dues_payment
WHERE clock.id = 1 AND dues_payment.person_id = :id AND dues_payment.day <= as_of AND dues_payment.date =
  (SELECT last.date FROM clock CROSS JOIN dues_payment AS last
   WHERE clock.id = 1 AND last.person_id = :id AND last.day <= as_of ORDER BY last.day DESC, last.id DESC LIMIT 1)
ORDER BY dues_payment.month, dues_payment.id
