-- subject: org
-- asked: whole
-- zh: 党组织名称里有看不见的字符、空格或换行
-- en: the name of an org with invisible signs, blanks or line breaks
-- mend: org set --name
SELECT org_id AS subject_id, name AS detail FROM org_name WHERE name <> name_kept(name)
UNION ALL
SELECT org_id, short_name FROM org_name WHERE short_name <> name_kept(short_name)
