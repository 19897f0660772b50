-- Where it stands by now. Who had decided to keep a norm decides anew when it was something else between.
UPDATE plus_ones SET state = $3, since = $4, given = $5,
    kept_at = CASE WHEN $3 = 'norm' THEN kept_at END, kept_by = CASE WHEN $3 = 'norm' THEN kept_by END
WHERE organization_id = $1 AND no = $2
