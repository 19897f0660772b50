-- A version as it is now.
INSERT INTO plans
    (organization_id, id, touchpoint_id, version, state, document, saved_at, saved_by, reviewed_at, reviewed_by,
     published_at, published_by, superseded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (organization_id, touchpoint_id, version) DO UPDATE SET
    state = excluded.state, document = excluded.document, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
    reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by, published_at = excluded.published_at,
    published_by = excluded.published_by, superseded_at = excluded.superseded_at
