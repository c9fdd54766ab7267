-- zh: 党建阵地
-- en: Venues of Party organisations
-- tells_zh: 当日的党建阵地: 有自有阵地、只有共享阵地、没有阵地的党组织数, 配齐设施的和各缺一种的活动室数
-- tells_en: Venues on the day: orgs with a room of their own, with a shared one only, with none; rooms that have the equipment due, and rooms that lack each piece
-- by: org-kind(org_kind) org(org)
-- count: orgs = is_org = 1 AND is_first = 1
-- count: own = is_org = 1 AND is_first = 1 AND has = 'own'
-- count: shared = is_org = 1 AND is_first = 1 AND has = 'shared'
-- count: none = is_org = 1 AND is_first = 1 AND has = 'none'
-- count: rooms = is_room
-- count: equipped = is_room = 1 AND lacks IS NULL
-- count: no_flag = no_flag
-- count: no_audio_visual = no_audio_visual
-- count: no_boards = no_boards
-- count: no_reading = no_reading
-- columns: code org(org) has(venue_has) name kind(venue.kind) area seats equipment(venue.equipment) lacks(venue.equipment) shared_with kept_by since
-- order: code since_day id
--
-- A row for each venue of the day, and one for each org that has none. An org has one of its own if a venue is for it
-- alone; a shared one if it shares its venue, or is named (name, short name or code) among those who share another's. A
-- superior that is only named and an office need none; nor does a leading group, whose venue is told all the same.
--
-- What a room needs: flag, audio-visual equipment, boards, reading. A culture wall is no room.
WITH sharer AS MATERIALIZED (
  SELECT org_id, '、' || replace(replace(replace(replace(shared_with, '，', '、'), ',', '、'), '；', '、'), ';', '、') || '、' AS names
  FROM venue_at
  WHERE shared_with IS NOT NULL
),
room AS (
  SELECT org_at.code, org_at.id AS org, org_at.kind AS "org-kind",
         iif(org_at.kind = 'leading-group', 0, 1) AS is_org,
         iif(row_number() OVER (PARTITION BY org_at.id ORDER BY venue.since_day, venue.id) = 1, 1, 0) AS is_first,
         CASE WHEN max(iif(venue.id IS NOT NULL AND venue.shared_with IS NULL, 1, 0)) OVER (PARTITION BY org_at.id) = 1 THEN 'own'
              WHEN venue.id IS NOT NULL
                OR (SELECT count(*) FROM sharer
                    WHERE sharer.org_id <> org_at.id
                      AND (instr(names, '、' || org_at.name || '、') > 0 OR instr(names, '、' || org_at.short_name || '、') > 0
                           OR instr(names, '、' || org_at.code || '、') > 0)) > 0 THEN 'shared'
              ELSE 'none' END AS has,
         venue.id, venue.name, venue.kind, venue.area, venue.seats, venue.equipment, venue.shared_with, venue.kept_by,
         venue.since, venue.since_day,
         iif(venue.id IS NOT NULL AND venue.kind IS DISTINCT FROM 'culture-wall', 1, 0) AS is_room,
         ',' || coalesce(venue.equipment, '') || ',' AS pieces
  FROM org_asked AS org_at
  LEFT JOIN venue_at AS venue ON venue.org_id = org_at.id
  WHERE org_at.kind NOT IN ('superior', 'office') AND (org_at.kind <> 'leading-group' OR venue.id IS NOT NULL)
),
looked_at AS (
  SELECT room.*,
         iif(is_room = 1 AND instr(pieces, ',flag,') = 0, 1, 0) AS no_flag,
         iif(is_room = 1 AND instr(pieces, ',audio-visual,') = 0, 1, 0) AS no_audio_visual,
         iif(is_room = 1 AND instr(pieces, ',boards,') = 0, 1, 0) AS no_boards,
         iif(is_room = 1 AND instr(pieces, ',reading,') = 0, 1, 0) AS no_reading
  FROM room
)
SELECT looked_at.*,
       nullif(iif(no_flag = 1, 'flag,', '') || iif(no_audio_visual = 1, 'audio-visual,', '') || iif(no_boards = 1, 'boards,', '')
              || iif(no_reading = 1, 'reading', ''), '') AS lacks
FROM looked_at
