INSERT INTO org (code, planned, founded, formation, approval_no, approver, district, contact, phone)
VALUES (:code, :planned, :founded, :formation, :approval_no, :approver, :district, :contact, :phone)
