-- subject: person
-- asked: whole
-- zh: 姓名里有看不见的字符、空格、别的间隔号或形似汉字的部首
-- en: a name with invisible signs, blanks, another dot or radicals
-- mend: member set --name
SELECT id AS subject_id, name AS detail FROM person WHERE name <> name_kept(name)
