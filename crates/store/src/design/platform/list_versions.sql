-- Every version with its document: some dozens at most, newest first.
SELECT id, version, revision, document, changed_by, changed_at, published_by, published_at
FROM platform_versions WHERE organization_id = $1 ORDER BY version DESC
