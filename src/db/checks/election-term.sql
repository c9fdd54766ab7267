-- subject: org
-- asked: whole
-- zh: 已就任的换届选举没有届期, 或届期属于另一党组织
-- en: the result of an election was taken over without a term, or with that of another org
SELECT election.org_id AS subject_id, election.date || ' #' || election.id AS detail
FROM election
LEFT JOIN term ON term.id = election.term_id
WHERE (election.taken = 1 AND election.years IS NOT NULL AND term.id IS NULL)
   OR (election.taken = 0 AND election.term_id IS NOT NULL)
   OR term.org_id <> election.org_id
