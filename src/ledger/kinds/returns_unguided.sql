-- The org of a return, if nobody guides it on any day that the date may mean.
SELECT name FROM org_name
WHERE org_id = :org_id AND until IS NULL
  AND NOT EXISTS (SELECT 1 FROM guidance WHERE guidance.org_id = :org_id AND since_day <= :to AND until_day > :from)
