-- What clients came for, in the words of who noted it; the newest first.
SELECT client_no, channel_no, occurred_at, note FROM touches
WHERE organization_id = $1 AND direction = 'in' AND note IS NOT NULL ORDER BY seq DESC LIMIT $2
