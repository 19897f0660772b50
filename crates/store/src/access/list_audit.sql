-- Newest first, a page at a time: `before` is the last entry of the page before, by (at, id), so that entries
-- added meanwhile move nothing. Empty action and actor stand for all.
SELECT id, at, who, who_id, actor_name, action, subject_kind, subject_id, subject_label, detail
FROM audit_log
WHERE organization_id = $1
  AND (at < $2 OR (at = $2 AND id < $3))
  AND ($4 = '' OR action = $4)
  AND ($5 = '' OR who_id = $5)
ORDER BY at DESC, id DESC
LIMIT $6
