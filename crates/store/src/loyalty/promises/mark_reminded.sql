-- A reminder has been given for this moment; once only, and only while the promise runs and is due then.
UPDATE promises SET reminded_for = $3
WHERE organization_id = $1 AND id = $2 AND settled_at IS NULL AND due_at = $3
  AND (reminded_for IS NULL OR reminded_for <> $3)
