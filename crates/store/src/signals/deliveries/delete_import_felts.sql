-- What was said of touches that an undone import had brought goes with them.
DELETE FROM felts
WHERE organization_id = $1
  AND touch_seq IN (SELECT t.seq FROM touches t WHERE t.organization_id = $1 AND t.import_no = $2)
