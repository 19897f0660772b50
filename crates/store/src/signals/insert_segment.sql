-- A sealed piece; its file is written and flushed before this.
INSERT INTO segments (organization_id, id, path, row_count, bytes, time_from, time_to, sealed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
