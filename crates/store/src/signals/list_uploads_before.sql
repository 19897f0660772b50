-- Files that have lain here for long and that no waiting or running import reads.
SELECT u.id, u.name, u.bytes, u.details, u.created_at FROM uploads u
WHERE u.organization_id = $1 AND u.created_at < $2
  AND NOT EXISTS (
      SELECT 1 FROM imports i
      WHERE i.organization_id = $1 AND i.upload_id = u.id AND i.state IN ('queued', 'running')
  )
ORDER BY u.created_at, u.id
