-- The latest pulses that a client answered up to a moment.
SELECT id, at, answers FROM pulse_answers
WHERE organization_id = $1 AND client_no = $2 AND at <= $3
ORDER BY at DESC, id DESC
LIMIT $4
