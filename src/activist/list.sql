-- A person on the way as they stood at the end of the day of the clock. A condition follows.
SELECT candidature_at.id, person.id AS no, person.name, org_name.name AS org, candidature_at.stage,
       iif(candidature_at.id IS NULL, person.joined, NULL) AS joined, -- whose way nobody recorded was admitted then
       (SELECT group_concat(contact, '、')
        FROM (SELECT coalesce(contact.name, foster.contact_text) AS contact
              FROM foster LEFT JOIN person contact ON contact.id = foster.contact_id
              WHERE foster.candidature_id = candidature_at.id AND foster.since_day <= as_of AND foster.until_day > as_of
              ORDER BY foster.since_day, foster.id)) AS contacts
FROM clock
CROSS JOIN candidature_at
CROSS JOIN person ON person.id = candidature_at.person_id
LEFT JOIN org_name ON org_name.org_id = candidature_at.org_id AND org_name.since_day <= as_of AND org_name.until_day > as_of
