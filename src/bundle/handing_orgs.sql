-- Org ?1 and all that stand below it, or stood there when they were dissolved.
WITH RECURSIVE latest (org_id, parent_id) AS (
  SELECT org_id, parent_id
  FROM (SELECT org_parent.org_id, parent_id, org_parent.until, org.dissolved,
               row_number() OVER (PARTITION BY org_parent.org_id ORDER BY since_day DESC) AS place
        FROM org_parent
        JOIN org ON org.id = org_parent.org_id)
  WHERE place = 1 AND (until IS NULL OR dissolved IS NOT NULL)
),
below (id) AS (
  SELECT ?1
  UNION
  SELECT latest.org_id FROM below JOIN latest ON latest.parent_id = below.id
)
INSERT INTO handing SELECT 'org', id FROM below
