-- Formation plans, followed until they end.

-- Steps of formation plans 组建计划: what changed on a day in how a unit without an org is to get one. What they come to is
-- worked out (`plan_at`): so is that a plan has succeeded, once an org covers the unit.
CREATE TABLE plan_step (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit,
  state TEXT CHECK (state IN ('not-started', 'surveying', 'transferring', 'requested', 'approved', 'founded', 'shelved', 'dropped')),
  reason TEXT CHECK (reason IN ('few-members', 'no-members', 'not-transferred', 'unsupported', 'unguided', 'new', 'closing', 'other')), -- why it has none
  way TEXT CHECK (way IN ('independent', 'joint', 'attached', 'instructor', 'develop')),
  target TEXT CHECK (length(target) BETWEEN 4 AND 10 AND length(target) % 3 = 1), -- when it is to be founded
  target_day TEXT GENERATED ALWAYS AS (CASE length(target)
              WHEN 10 THEN target
              WHEN 7 THEN date(target || '-01', '+1 month', '-1 day')
              ELSE target || '-12-31' END) VIRTUAL            -- the last day on which it is in time
            CHECK (date(target_day, '+0 days') IS target_day),
  responsible TEXT CHECK (responsible <> ''),                 -- who sees to it, as written
  date TEXT NOT NULL CHECK (length(date) BETWEEN 4 AND 10 AND length(date) % 3 = 1),
  day TEXT GENERATED ALWAYS AS (substr(date || '-01-01', 1, 10)) VIRTUAL CHECK (date(day, '+0 days') IS day),
  remark TEXT CHECK (remark <> ''),
  CHECK (reason IS NOT NULL OR coalesce(state, '') NOT IN ('shelved', 'dropped')) -- it ends for a reason
) STRICT;

CREATE INDEX plan_step_unit ON plan_step (unit_id, day);
